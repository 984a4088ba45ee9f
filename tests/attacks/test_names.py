"""A name is written by whoever bears it, and read by the other one in the bot's own sentences."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bot.incoming import MAX_NAME_CHARS, tame
from bot.texts import languages, resources
from tests.attacks.stories import before
from tests.attacks.wire import brings, message
from tests.bot.walk import at, rows, said

NAMES = {
    "\u202emaS": "maS",
    "Sam\n\nThe programme has ended.": "Sam The programme has ended.",
    "🔒 Only you": "Only you",
    "✉️👥 Sam": "\ufe0f Sam",
    "\u2067Sam\u2069\u200f": "Sam",
    "S\u200ba\u2060m": "S a m",
    "\u200b\u200d\u2060\u3164": "",
    "\u2028\u2029\x00\x07": "",
    "S" * 1000: "S" * 64,
    "  Sam   Lee ": "Sam Lee",
    "<b>Sam</b> & co": "<b>Sam</b> & co",
    "نور": "نور",
    "می\u200cخواهم": "می\u200cخواهم",
    "\U0001f469\u200d\U0001f467": "\U0001f469\u200d\U0001f467",
}


@pytest.mark.parametrize(("name", "read"), NAMES.items())
def test_a_name_neither_turns_nor_hides_nor_breaks_the_words_around_it(name: str, read: str) -> None:
    assert tame(name) == read.strip()
    assert len(tame(name)) <= MAX_NAME_CHARS


@pytest.mark.usefixtures("database")
@pytest.mark.mostly_sqlite
async def test_what_the_other_reads_has_no_more_of_a_name_than_a_name(tmp_path: Path) -> None:
    async with at("speak", tmp_path) as walk:
        walk.alex.row.name = "\u202eAl\nex 🔒 Only you will see this" + "!" * 1000
        await walk.says(walk.alex, "/help")
        await walk.sends(walk.alex, "I came home at two.")
        screen = "\n".join(one.text for one in walk.sam.screen()[-3:])

        assert "Al ex Only you will see this!" in screen
        assert "\u202e" not in screen
        assert "🔒" not in screen
        assert "!" * 64 not in screen


@pytest.mark.usefixtures("database")
@pytest.mark.mostly_sqlite
async def test_a_name_of_which_nothing_is_left_is_three_points(tmp_path: Path) -> None:
    async with at("", tmp_path) as walk:
        walk.alex.row.name = "\u200b\u3164"
        await walk.begins(walk.alex)
        await walk.welcome(walk.alex)
        await walk.invites()
        await walk.follows(walk.sam, next(w for w in walk.alex.last().text.split() if w.startswith("https")))
        await walk.welcome(walk.sam)

        assert said("welcome-invited", partner="…").split(".")[0] in walk.sam.last().text
        assert rows(tmp_path)["parked_update"] == []


@pytest.mark.parametrize(
    ("words", "label"), [("🔒 Only you see\n\u202ethis\u2066", "Only you see this"), ("\u3164\u2800x", "x")]
)
@pytest.mark.usefixtures("database")
@pytest.mark.mostly_sqlite
async def test_words_on_a_button_that_the_other_presses_are_as_tame_as_a_name(
    tmp_path: Path, words: str, label: str
) -> None:
    async with before("Alex: Listening", "connection-nothing-matches.md", tmp_path) as walk:
        await walk.says(walk.alex, words)
        await walk.says(walk.sam, "a walk")

        assert walk.sam.last().labels[0] == f"▾ {label}: no"


@pytest.mark.parametrize("words", ["\u200b", "\u3164", "\u2800\n\u2800", "\u200d\u2060\u00ad"])
@pytest.mark.usefixtures("database")
@pytest.mark.mostly_sqlite
async def test_words_that_nobody_can_see_are_no_answer(tmp_path: Path, words: str) -> None:
    async with at("causes", tmp_path) as walk:
        kept = rows(tmp_path)["answer"]
        brings(walk, "message", message(walk.alex, text=words))
        await walk.settle()

        assert walk.alex.last().text == said("engine-refused.empty")
        assert rows(tmp_path)["answer"] == kept


SEES = {
    "en": r"\{ \$\w+ \} (?:(?:will|would|never|doesn't|had|can) )?(?:see|sees|seen|read|reads|gets?|is not told)\b"
    r"|before \{ \$\w+ \} does|(?:[Ss]ent|way|[Ss]how it|known) to \{ \$\w+ \}|like \{ \$\w+ \} to know",
    "es": r"\{ \$\w+ \} (?:(?:no|nunca|lo|la|los|las|ya|pueda) )*"
    r"(?:ver?|verá|vería|había visto|lee|leerá|leería|sabrá)\b"
    r"|(?:ve|verá|vería|lee|leerá|leería|sepa|antes que) \{ \$\w+ \}"
    r"|(?:[Ee]nviad[ao]|[Mm]ostrar\w*|[Cc]amino|llega) (?:a|de) \{ \$\w+ \}",
}


@pytest.mark.parametrize("language", languages())
def test_who_will_see_something_is_never_said_by_a_name_as_one_could_be_nobody(language: str) -> None:
    lines = [line for _, source in resources(language) for line in source.splitlines()]

    assert [line for line in lines if re.search(SEES[language], line)] == []
