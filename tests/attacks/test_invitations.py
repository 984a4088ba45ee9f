"""Whoever has a link, or tries some: a used one, an old one, one that was made up, one for somebody else."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.bot.test_pairing import couples, refused, shown
from tests.bot.walk import at, link_in, said

pytestmark = pytest.mark.usefixtures("database")


async def test_a_used_link_works_for_nobody_else(tmp_path: Path) -> None:
    async with at("ready", tmp_path) as walk:
        link = await walk.invites()
        kim = walk.stage.world.person("Kim")
        for person in (walk.sam, kim):
            await walk.follows(person, link)
            await walk.welcome(person)
        await walk.presses(walk.sam, "welcome-invited.join")
        before = shown(walk.alex)

        await walk.presses(kim, "welcome-invited.join")

        assert kim.last().text == said("bot-invite-invalid")
        assert couples(tmp_path) == 1
        assert shown(walk.alex) == before
        jo = walk.stage.world.person("Jo")
        await walk.follows(jo, link)
        assert jo.screen()[1].text == said("bot-invite-invalid")
        assert walk.sees(jo, "welcome-hello.go_on")


async def test_a_used_link_stays_dead_when_the_two_have_parted(tmp_path: Path) -> None:
    async with at("ready", tmp_path) as walk:
        link = await walk.invites()
        await walk.follows(walk.sam, link)
        await walk.welcome(walk.sam)
        await walk.to_paired()
        await walk.says(walk.alex, "/menu")
        await walk.presses(walk.alex, "bot-menu.leave", "bot-leave.leave_now")

        await walk.follows(walk.sam, link)

        assert said("bot-invite-invalid") in [text for text, _ in shown(walk.sam)[-2:]]
        assert not walk.sees(walk.sam, "welcome-invited.join")


async def test_links_that_do_not_work_all_say_the_same(tmp_path: Path) -> None:
    words = said("bot-invite-invalid")
    async with at("ready", tmp_path) as walk:
        link = await walk.invites()
        await walk.presses(walk.alex, "bot-menu.withdraw_invite")
        assert walk.alex.last().text == said("bot-invite-withdrawn")
        assert (await refused(walk, link)).text == words
        for unknown in (f"{link}x", "https://t.me/reknit_bot?start=couple", "https://t.me/reknit_bot?start=0"):
            await walk.follows(walk.sam, unknown)
            assert words in [message.text for message in walk.sam.screen()[-3:]]


async def test_nobody_is_in_two_couples(tmp_path: Path) -> None:
    async with at("paired", tmp_path) as walk:
        kim = walk.stage.world.person("Kim")
        await walk.begins(kim)
        await walk.welcome(kim)
        await walk.presses(kim, "welcome-whom.partner")
        link = link_in(kim.last())

        for person in (walk.alex, walk.sam):
            await walk.follows(person, link)
            assert said("bot-invite-taken") in [message.text for message in person.screen()[-3:]]

        assert not walk.sees(walk.alex, "welcome-invited.join")
        await walk.forges(walk.alex, "m.invite")
        assert walk.alex.last().text == said("bot-invite-taken")
        assert couples(tmp_path) == 1
