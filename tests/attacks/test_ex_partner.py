"""A former partner, who still has the chat with all its buttons, and the group."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.rehearsal import Person
from tests.bot.test_group import all_buttons, group_of
from tests.bot.test_hostile import texts, told
from tests.bot.walk import UNLIKE, Walk, at, link_in, rows, said

pytestmark = pytest.mark.usefixtures("database")


async def leaves(walk: Walk, person: Person) -> None:
    await walk.says(person, "/menu")
    await walk.presses(person, "bot-menu.leave", "bot-leave.leave_now")


async def test_an_ex_member_can_press_nothing(tmp_path: Path) -> None:
    async with at("group speak", tmp_path) as walk:
        buttons = [data for data in all_buttons(walk.group) if data != "m.menu"]
        message = walk.group.screen()[-2]
        await leaves(walk, walk.alex)
        before, sams = rows(tmp_path, *UNLIKE), walk.sam.screen()
        for data in (data for data in buttons if not data.startswith("m.")):
            press = await walk.forges(walk.alex, data, message)
            assert press.toast
        await walk.says(walk.alex, "told4711", None)

        assert walk.sam.screen() == sams
        assert rows(tmp_path, *UNLIKE)["session"] == before["session"]
        assert group_of(tmp_path) == [(None, 0)]


async def test_after_the_end_nothing_reaches_the_other_any_more(tmp_path: Path) -> None:
    """Neither an edit of what was sent, nor an offer to send one that was made before."""
    async with at("speak", tmp_path) as walk:
        message = await walk.says(walk.alex, "told4711")
        await walk.presses(walk.alex, "engine-preview.send")
        walk.alex.edits(message, "told4712")
        await walk.settle()
        offer = walk.button(walk.alex, "engine-amend.send")
        await leaves(walk, walk.sam)
        sams = walk.sam.screen()

        await walk.forges(walk.alex, offer[1], offer[0])
        walk.alex.edits(message, "told4713")
        await walk.settle()
        if walk.sees(walk.alex, "engine-amend.send"):
            await walk.presses(walk.alex, "engine-amend.send")

        assert walk.sam.screen() == sams


async def test_C2_nothing_reaches_somebody_who_has_left(tmp_path: Path) -> None:
    async with at("speak", tmp_path) as walk:
        message = await told(walk)
        await walk.says(walk.sam, "/menu")
        await walk.presses(walk.sam, "bot-menu.leave", "bot-leave.leave_now")
        before = texts(walk.sam)

        walk.alex.edits(message, "You will regret this.")
        await walk.settle()

        assert texts(walk.sam) == before
        assert not walk.sees(walk.alex, "engine-amend.send")


async def test_after_leaving_nothing_typed_is_filed_in_the_old_talk(tmp_path: Path) -> None:
    async with at("speak", tmp_path) as walk:
        await walk.says(walk.sam, "/menu")
        await walk.presses(walk.sam, "bot-menu.leave", "bot-leave.leave_now")
        answers = len(rows(tmp_path)["answer"])

        await walk.says(walk.sam, "This is for me only.")

        assert len(rows(tmp_path)["answer"]) == answers
        assert walk.sam.last().text == said("engine-refused.no_question")


async def test_F2_a_leave_button_of_an_earlier_couple_ends_no_other(tmp_path: Path) -> None:
    async with at("speak", tmp_path) as walk:
        await walk.says(walk.sam, "/menu")
        await walk.presses(walk.sam, "bot-menu.leave")
        page, data = walk.button(walk.sam, "bot-leave.leave_now")
        await walk.presses(walk.sam, "bot-leave.leave_now")
        await walk.says(walk.sam, "/menu")
        await walk.presses(walk.sam, "bot-menu.invite", "welcome-safety_intro.go_on")
        await walk.calm(walk.sam)
        await walk.presses(walk.sam, "welcome-whom.partner")
        kim = walk.stage.world.person("Kim", zone="Europe/Madrid")
        await walk.follows(kim, link_in(walk.sam.last()))
        await walk.welcome(kim)
        await walk.presses(kim, "welcome-invited.join")

        press = await walk.forges(walk.sam, data, page)

        assert press.toast == said("engine-refused.stale")
        assert walk.sees(kim, "programme-place.private")
