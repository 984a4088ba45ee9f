"""Messages that are changed after they were sealed, replaced or kept: the other one reads what was sent to them."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.rehearsal import Message
from tests.bot.walk import Walk, at, said

pytestmark = [pytest.mark.usefixtures("database"), pytest.mark.mostly_sqlite]


def reads(walk: Walk) -> list[str]:
    """Return all that Sam can read."""
    return [one.text for one in walk.screens(walk.sam)]


async def edits(walk: Walk, message: Message, text: str) -> None:
    walk.alex.edits(message, text)
    await walk.settle()


async def test_P1_an_edit_of_a_draft_that_was_written_again_brings_it_back_to_nobody(tmp_path: Path) -> None:
    async with at("speak", tmp_path) as walk:
        first = await walk.says(walk.alex, "harsh4711")
        await walk.presses(walk.alex, "engine-preview.rewrite")
        await walk.sends(walk.alex, "mild4712")
        await edits(walk, first, "harsh4713")

        assert not walk.sees(walk.alex, "engine-amend.send")
        assert [text for text in reads(walk) if "harsh" in text] == []


async def test_P1_an_edit_of_words_that_were_kept_to_oneself_is_offered_to_nobody(tmp_path: Path) -> None:
    async with at("speak", tmp_path) as walk:
        kept = await walk.says(walk.alex, "mine4711")
        await walk.presses(walk.alex, "engine-preview.keep")
        await edits(walk, kept, "mine4712")
        await walk.sends(walk.alex, "told4713")
        await edits(walk, kept, "mine4714")

        assert not walk.sees(walk.alex, "engine-amend.send")
        assert [text for text in reads(walk) if "mine47" in text] == []


@pytest.mark.parametrize("point", ["causes", "group causes"])
async def test_P2_after_a_reveal_an_edit_changes_nothing_that_was_read_until_it_is_sent(
    tmp_path: Path, point: str
) -> None:
    async with at(point, tmp_path) as walk:
        mine = [await walk.says(walk.alex, f"{cause}4711") for cause in ("mine", "ours", "around")]
        await edits(walk, mine[0], "mine4712")
        for cause in ("mine", "ours", "around"):
            await walk.says(walk.sam, cause)
        assert any("mine4712" in text for text in reads(walk))
        await edits(walk, mine[0], "mine4713")
        before = reads(walk)
        assert not any("mine4713" in text for text in before)

        await walk.presses(walk.alex, "engine-amend.send")

        assert len([text for text in reads(walk) if "mine4713" in text]) == 1
        assert any("mine4712" in text for text in reads(walk))


async def test_P2_an_edit_of_sealed_words_that_were_taken_back_puts_them_back_nowhere(tmp_path: Path) -> None:
    async with at("causes", tmp_path) as walk:
        mine = await walk.says(walk.alex, "mine4711")
        await walk.presses(walk.alex, "receipt.withdraw")
        await edits(walk, mine, "mine4712")
        for cause in ("new", "ours", "around"):
            await walk.says(walk.alex, cause)
        for cause in ("mine", "ours", "around"):
            await walk.says(walk.sam, cause)

        assert [text for text in reads(walk) if "471" in text] == []
        assert any("new" in text for text in reads(walk))


async def test_an_edit_in_the_group_before_or_after_a_third_person_comes_is_said_to_nobody(tmp_path: Path) -> None:
    async with at("group speak", tmp_path) as walk:
        told = await walk.answers(walk.alex, "told4711", walk.group)
        kim = walk.stage.world.person("Kim", zone="Europe/Madrid")
        kim.joins(walk.group)
        await walk.settle()
        since = len(walk.stage.world.calls)
        await edits(walk, told, "told4712")

        sent = [call for call in walk.stage.world.calls[since:] if "told4712" in str(call.params)]
        assert [call for call in sent if str(call.params.get("chat_id")) == str(walk.group.id)] == []


async def test_an_edit_into_a_command_is_no_command(tmp_path: Path) -> None:
    async with at("speak", tmp_path) as walk:
        told = await walk.says(walk.alex, "hello")
        await edits(walk, told, "/pause")

        assert not walk.sees(walk.sam, "programme-paused.go_on")
        assert said("programme-paused") not in "\n".join(reads(walk))
