"""What one turn does besides moving a conversation: settings, hints, words that go, and talks that end."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.store.transaction import Transaction
from tests.bot.walk import at, rows, said


async def test_whoever_begins_can_change_the_language_before_anything_else(tmp_path: Path) -> None:
    async with at("", tmp_path) as walk:
        await walk.begins(walk.alex)
        await walk.presses(walk.alex, "welcome-hello.language", "welcome-language.es")
        assert said("welcome-hello", "es")[:40] in walk.alex.last().text
        await walk.presses(walk.alex, "welcome-hello.go_on")

        assert said("welcome-marks.go_on", "es") in walk.alex.last().labels


@pytest.mark.parametrize(("words", "hint"), [("I took your trust, but I was alone", "but"), ("I took your trust", "")])
async def test_an_apology_that_takes_itself_back_gets_a_hint_for_its_author_alone(
    tmp_path: Path, words: str, hint: str
) -> None:
    async with at("apology", tmp_path) as walk:
        await walk.presses(walk.alex, "open_communication-apology.write")
        before = len(walk.sam.screen())
        await walk.says(walk.alex, words)

        told = "\n".join(message.text for message in walk.alex.screen()[-3:])
        assert (said("engine-hint", hint=hint) in told) is bool(hint)
        assert len(walk.sam.screen()) == before


async def test_what_may_sound_like_blame_is_marked_before_it_is_sent(tmp_path: Path) -> None:
    async with at("speak", tmp_path) as walk:
        await walk.says(walk.alex, "You always look away")

        assert "You always" in walk.alex.last().text.partition("look away")[2]
        assert "look away" not in walk.sam.last().text


async def test_what_is_kept_anew_takes_the_place_of_what_was_kept(tmp_path: Path) -> None:
    async with at("camera", tmp_path) as walk:
        await walk.says(walk.alex, "/checkin")
        await walk.presses(walk.alex, "check_in-choose.open_line")
        kept = len(rows(tmp_path)["record"])
        await walk.presses(walk.alex, "check_in-choose.close_line", "check_in-choose.open_line")

        assert len(rows(tmp_path)["record"]) == kept


async def test_who_goes_on_alone_and_who_goes_on_together_is_told_apart(tmp_path: Path) -> None:
    async with at("ready", tmp_path) as walk:

        def track(tx: Transaction) -> str | None:
            person = tx.people.get(1)
            return person.settings.track if person else None

        await walk.presses(walk.alex, "welcome-whom.alone")
        assert await walk.stage.app._store.run(track) == "solo"
    async with at("offered", tmp_path / "two") as walk:
        assert await walk.stage.app._store.run(track) == "joint"


async def test_P6_of_what_was_taken_back_no_words_are_kept(tmp_path: Path) -> None:
    async with at("causes", tmp_path) as walk:
        kept = rows(tmp_path)["answer"]
        await walk.says(walk.alex, "what was mine")
        assert len(rows(tmp_path)["answer"]) == len(kept) + 1
        await walk.presses(walk.alex, "receipt.withdraw")

        assert rows(tmp_path)["answer"] == kept
