"""A conversation in a terminal: both roles, the words that the bot would say, and nothing else."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bot.shelf import FLOWS
from bot.terminal import HELP, Table
from tests.bot import walk

NOW = datetime(2026, 5, 4, 18, 2, tzinfo=UTC)


@pytest.fixture(autouse=True)
def texts_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Parse the sentences once, not for each table."""
    monkeypatch.setattr("bot.terminal.Texts", walk.texts)


def played(flow: str, *lines: str, at: str | None = None, language: str = "en") -> str:
    read: list[str] = []
    Table(FLOWS[flow], now=NOW, language=language, at=at, write=read.append).play(lines)
    return "\n".join(read)


def test_both_roles_are_played_and_words_are_carried_from_one_to_the_other() -> None:
    seen = played("open_communication", "a When you came in.", "a 1", "b You felt like air.", at="speak")

    assert "Alex says:\n\nWhen you came in." in seen
    assert "This is what your partner will see:\n\nYou felt like air." in seen


def test_time_goes_on_with_a_point() -> None:
    seen = played("programme", ".", at="not_yet")

    assert HELP in seen  # no timer was set there
    assert "A week has gone by" in played("programme", "a 2", "b 2", ".", at="offered")


def test_where_nobody_is_asked_anything_it_names_what_can_be_called() -> None:
    assert played("appreciate").endswith("(home: ! opened)")
    assert "(home" not in played("appreciate", "! opened").removeprefix(played("appreciate"))


def test_the_other_one_can_call_too_where_there_is_one() -> None:
    assert "-- Sam\nIs there something good you noticed in Alex?" in played("appreciate", "b! opened")
    assert "-- Alex\nIs there something good you noticed in Sam?" in played("appreciate", "a! opened")
    assert "This one is for somebody else." in played("reflection", "b! opened")


def test_what_one_person_alone_is_told_is_not_said_to_be_for_both() -> None:
    seen = played("reflection", "! opened", "a 3")

    assert f"-- Alex\n{walk.said('reflection-outside')}" in seen


@pytest.mark.parametrize("line", ["", "! nonsense", "c! opened", "c hello", "a", "a 99", "?", "."])
def test_what_means_nothing_is_answered_kindly_and_changes_nothing(line: str) -> None:
    assert played("open_communication", line, "a 1", "b 1").count("🔒") == 2


def test_F4_every_conversation_can_be_played_in_every_language() -> None:
    for name in FLOWS:
        assert played(name, language="es").startswith(HELP)


def test_what_is_ticked_is_ticked() -> None:
    assert "✓ sad" in played("open_communication", "a 1", at="feelings")
