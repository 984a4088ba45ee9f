"""Words with markup, that turn or hide others, without end, in other signs: they come as they were written, or not."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.bot.test_hostile import texts
from tests.bot.test_oddities import unharmed
from tests.bot.walk import at, rows, said

pytestmark = [pytest.mark.usefixtures("database"), pytest.mark.mostly_sqlite]


ODD_WORDS = {
    "markup": "<b>bold</b> & <a href='tg://user?id=1'>you</a> </blockquote><i>",
    "right to left": "\u202eabc\u202c \u2067def\u2069 \u200f",
    "invisible": "a\u200b\u200d\u2060b",
    "combining": "e" + "\u0301" * 300,
    "emoji": "\U0001f469\u200d\U0001f467 \U0001f1ea\U0001f1f8 \U0001f937\U0001f3fd\u200d♀️",
    "control": "a\x00b\x07c",
    "lines": "\n".join("a line" for _ in range(300)),
    "fluent": "{ $partner } { engine-preview } \\u0041",
    "sql": "'); DROP TABLE person; --",
    "entity": "&amp; &lt;b&gt; &#128512;",
    "longest": "x" * 4000,
    "longest of markup": "<" * 4000,
    "longest of two units": "\U0001f600" * 2000,
}


def bare(text: str) -> str:
    """Return a text without its white space, which may have gone where it was cut into messages."""
    return "".join(text.split())


async def test_long_sealed_answers_are_opened_whole_and_no_empty_message_goes_with_them(tmp_path: Path) -> None:
    async with at("causes", tmp_path) as walk:
        for person in (walk.alex, walk.sam):
            for cause in ("mine", "ours", "around"):
                await walk.says(person, person.name[0] * 3900 + cause)

        assert "" not in [call.params.get("text") for call in walk.stage.world.calls]
        came = "".join(message.text for message in walk.sam.screen() if message.sender.bot)
        assert came.count("A") >= 3 * 3900


async def test_whose_words_they_are_is_said_before_them_however_long_they_are(tmp_path: Path) -> None:
    async with at("speak", tmp_path) as walk:
        await walk.says(walk.alex, "<" * 4000)
        since = walk.sam.last().id
        await walk.presses(walk.alex, "engine-preview.send")

        first, *_ = [message.text for message in walk.sam.screen() if message.id > since]
        assert first == said("open_communication-speak-carried")


@pytest.mark.parametrize("words", ODD_WORDS.values(), ids=ODD_WORDS.keys())
async def test_any_words_reach_the_partner_as_they_were_written(tmp_path: Path, words: str) -> None:
    async with at("speak", tmp_path) as walk:
        await walk.says(walk.alex, words)
        written = next(message.text for message in reversed(walk.alex.screen()) if not message.sender.bot)
        await walk.presses(walk.alex, "engine-preview.send")

        came = "".join(message.text for message in walk.sam.screen() if message.sender.bot)
        assert bare(written) in bare(came)
        assert rows(tmp_path)["parked_update"] == []
        assert [row for row in rows(tmp_path)["outbox"] if row[2] != "deleteMessage"] == []


async def test_more_than_fits_is_refused_kindly_and_nothing_is_lost(tmp_path: Path) -> None:
    async with at("speak", tmp_path) as walk:
        before = unharmed(tmp_path)
        await walk.says(walk.alex, "y" * 4096)

        assert said("engine-refused.too_long") in [message.text for message in walk.alex.screen()[-2:]]
        assert unharmed(tmp_path) == before
        await walk.sends(walk.alex, "shorter")
        assert "shorter" in walk.sam.screen()[-2].text


@pytest.mark.parametrize(
    "name", ["<b>Al</b> & co", "\u202exelA", "A\u200b", "{ $partner }", "", "N" * 64, "\U0001f600" * 32, "\n"]
)
async def test_any_name_can_be_written(tmp_path: Path, name: str) -> None:
    async with at("group speak", tmp_path) as walk:
        for person in (walk.alex, walk.sam):
            person.row.name = name
        await walk.answers(walk.alex, "told4711", walk.group)
        await walk.answers(walk.sam, "heard4712", walk.group)
        await walk.says(walk.alex, "/menu")
        await walk.presses(walk.alex, "bot-menu.continue")

        assert walk.sees(walk.alex, "open_communication-confirm.yes")
        assert rows(tmp_path)["parked_update"] == []
        assert [row for row in rows(tmp_path)["outbox"] if row[2] != "deleteMessage"] == []


async def test_the_rest_of_a_text_that_the_phone_split_is_no_answer(tmp_path: Path) -> None:
    async with at("causes", tmp_path) as walk:
        walk.alex.says("x" * 4096)
        walk.alex.says("and that is why I left")
        await walk.settle()

        assert said("engine-refused.too_long") in texts(walk.alex)
        assert said("engine-refused.early") in texts(walk.alex)
        await walk.says(walk.alex, "I was afraid.")
        assert walk.sees(walk.alex, "receipt.withdraw")
