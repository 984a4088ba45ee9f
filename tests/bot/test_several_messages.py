"""Many people write one answer in several messages: none of them is lost, none is sent unseen (P1, C1)."""

from __future__ import annotations

from pathlib import Path

from tests.bot.walk import at, said

FIRST, MORE, LAST = "On Friday I came home at two.", "I could not look at you.", "That was wrong."


async def test_P1_what_is_written_in_one_breath_is_previewed_and_sent_as_one(tmp_path: Path) -> None:
    async with at("speak", tmp_path) as walk:
        for words in (FIRST, MORE, LAST):
            walk.alex.says(words)
        await walk.settle()

        preview = walk.alex.last().text
        assert preview.startswith(said("engine-preview"))
        assert [preview.find(words) > 0 for words in (FIRST, MORE, LAST)] == [True] * 3
        assert said("engine-refused.early") not in [message.text for message in walk.alex.screen()]
        assert [message.text for message in walk.alex.screen() if FIRST in message.text] == [FIRST, preview]
        assert FIRST not in walk.sam.last().text
        await walk.presses(walk.alex, "engine-preview.send")

        read = next(message.text for message in reversed(walk.sam.screen()) if FIRST in message.text)
        assert read.index(FIRST) < read.index(MORE) < read.index(LAST)


async def test_P1_what_is_added_to_a_preview_is_shown_with_it_and_can_be_edited_there(tmp_path: Path) -> None:
    async with at("speak", tmp_path) as walk:
        await walk.says(walk.alex, FIRST)
        more = await walk.says(walk.alex, MORE)
        walk.alex.edits(more, LAST)
        await walk.settle()

        preview = walk.alex.last().text
        assert FIRST in preview
        assert LAST in preview
        assert MORE not in preview
        await walk.presses(walk.alex, "engine-preview.send")
        walk.alex.edits(more, MORE)
        await walk.settle()

        assert said("engine-amend") in walk.alex.last().text
        assert not any(MORE in message.text for message in walk.sam.screen())


async def test_P1_a_voice_message_is_added_too(tmp_path: Path) -> None:
    async with at("speak", tmp_path) as walk:
        await walk.says(walk.alex, FIRST)
        voice = walk.alex.sends_voice()
        await walk.settle()
        await walk.presses(walk.alex, "engine-preview.send")

        assert any(FIRST in message.text for message in walk.sam.screen())
        assert voice.file in [message.file for message in walk.sam.screen()]
