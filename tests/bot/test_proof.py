"""Whoever writes a conversation is told all that is missing in it at once, a line for each."""

from __future__ import annotations

import io

import pytest

from bot.cli import main
from bot.proof import faults
from bot.shelf import FLOWS
from bot.texts import languages
from flows.engine.actions import reveal, tell
from flows.engine.frozen import replace
from flows.engine.script import EACH, OPENED, Ask, End, Flow, Hold, Meet, Move, Options, Palette, Words
from flows.engine.session import Seen

TEA = Flow(
    name="tea",
    states=(
        Hold("home"),
        Ask("wish", of=EACH, seen=Seen.SEALED, expects=Words(skip=True, example=True)),
        Meet("wish_met", exits=("later",)),
        Ask("leaf", of=EACH, seen=Seen.SHARED, expects=Palette(deck="leaves", items=("green", "black"))),
        End("over"),
    ),
    moves=(
        Move(at="home", on=OPENED, to="wish", alone=True),
        Move(at="wish", on=("said", "skip"), to="wish_met", then=(tell("tea-heard", to="actor"),)),
        Move(at="wish_met", on="later", to="home"),
        Move(at="wish_met", on="met", to="leaf", then=(reveal("wish"),)),
        Move(at="leaf", on="ticked", to="over"),
    ),
    calls=(OPENED,),
    command="tea",
)
CALLED_FOR = (
    "leaves-black",
    "leaves-green",
    "step-tea",
    "tea-heard",
    "tea-leaf",
    "tea-leaf-carried",
    "tea-menu",
    "tea-wish",
    "tea-wish-example",
    "tea-wish-revealed",
    "tea-wish_met",
    "tea-wish_met.later",
)


def test_F4_every_text_that_nobody_has_written_yet_is_named_in_every_language() -> None:
    assert faults([TEA]) == [f"{language}: {key} is missing" for language in languages() for key in CALLED_FOR]


def test_texts_are_asked_for_once_the_rows_are_sound() -> None:
    unsound = replace(TEA, moves=TEA.moves[:-1])

    (*_, last) = faults([unsound])
    assert last == "tea: neither an end nor a place to come back to can be reached from leaf"


def called(name: str, command: str, *, pair: bool = True) -> Flow:
    return replace(TEA, name=name, command=command, pair=pair)


def lines_about_commands(*flows: Flow) -> list[str]:
    return [line for line in faults(flows) if not line.endswith("is missing")]


@pytest.mark.parametrize("command", ["menu", "start", "delete", "country", "new_account_yes"])
def test_a_command_that_means_something_else_already_is_refused(command: str) -> None:
    assert lines_about_commands(called("tea", command)) == [
        f"tea: the bot itself has {command}: it can be no command here"
    ]


def test_a_page_of_ones_own_that_shares_a_command_is_opened_by_its_name_too() -> None:
    alone = called("care", "tea", pair=False)

    assert lines_about_commands(alone) == []
    assert lines_about_commands(TEA, alone) == ["care: the bot itself has care: it can be no command here"]


def test_two_conversations_of_a_couple_cannot_share_a_command() -> None:
    assert lines_about_commands(TEA, called("more_tea", "tea")) == ["more_tea: the command tea opens tea already"]
    assert lines_about_commands(TEA, called("own_tea", "tea", pair=False)) == []


def test_a_choice_that_is_carried_calls_for_what_the_partner_is_told() -> None:
    way = Ask("way", of=EACH, seen=Seen.SHARED, expects=Options(("hot", "cold")), carries=True, passing=True)
    flow = Flow(name="tea", states=(way, End("over")), moves=(Move(at="way", on=("hot", "cold"), to="over"),))

    keys = ("step-tea", "tea-way", "tea-way-cold", "tea-way-hot", "tea-way.cold", "tea-way.hot")
    assert faults([flow])[: len(keys)] == [f"en: {key} is missing" for key in keys]


def test_a_file_that_does_not_parse_is_one_line_for_its_author(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.texts.resources", lambda _: [("tea.ftl", "tea-menu = { $me\n")])

    assert faults([TEA]) == ['en: tea.ftl, line 1: tea-menu does not parse: Expected token: "}"']


def test_playing_what_has_no_texts_yet_ends_in_one_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(FLOWS, "tea", TEA)
    monkeypatch.setattr("sys.stdin", io.StringIO(""))

    assert main(["flows", "--play", "tea", "--at", "wish"]) == 1
    (line,) = capsys.readouterr().err.splitlines()
    assert line == "no text for en: tea-wish (python -m bot flows lists all that are missing)"
