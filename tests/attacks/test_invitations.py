"""Whoever has a link, or tries some: a used one, an old one, one that was made up, one for somebody else."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from random import Random

import pytest

from bot.pairing import hashed
from tests.attacks.wire import brings, message
from tests.bot.test_pairing import couples, refused, shown
from tests.bot.walk import UNLIKE, at, link_in, rows, said

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


GUESSES = 300
ODD_PAYLOADS = (
    "couple", "hello", "0", "-", "_" * 64, "A" * 65, "a" * 4000, "../../etc/passwd", "%00", "a\x00b",
    "\u202eabc", "\u200b", "🔑", "é", "' OR 1=1 --", "{{ 7 * 7 }}", "<b>x</b>", "null",
    "x y z", "x\ny", "new_account", "m.leave_now.1",
)  # fmt: skip


async def test_guessing_links_gets_one_answer_and_tells_and_keeps_nothing(tmp_path: Path) -> None:
    chance = Random(4711)
    async with at("ready", tmp_path) as walk:
        right = (await walk.invites()).partition("=")[2]
        kim = walk.stage.world.person("Kim")
        await walk.begins(kim)
        before, first = rows(tmp_path, *UNLIKE, "outbox", "shown"), len(kim.screen())
        near = [right[:n] + ("A" if right[n] != "A" else "B") + right[n + 1 :] for n in range(len(right))]
        guesses = [*near, right[:-1], right.swapcase(), hashed(right)]
        guesses += ["".join(chance.choices(right, k=len(right))) for _ in range(GUESSES - len(guesses))]
        for guess in guesses:
            kim.starts(guess)
            await walk.settle()

        told = Counter(one.text for one in kim.screen()[first:] if one.sender.bot)
        assert told.pop(said("bot-invite-invalid")) == GUESSES
        assert list(told.values()) == [GUESSES]  # the question they were at, each time again
        assert rows(tmp_path, *UNLIKE, "outbox", "shown") == before
        await walk.follows(walk.sam, f"https://t.me/{walk.stage.world.state.username}?start={right}")
        await walk.welcome(walk.sam)
        assert walk.sees(walk.sam, "welcome-invited.join")


@pytest.mark.parametrize("point", ["", "camera"])
async def test_whatever_stands_in_a_link_begins_or_goes_on_as_without_it(tmp_path: Path, point: str) -> None:
    async with at(point, tmp_path) as walk:
        if not point:
            await walk.begins(walk.alex)
        asked = "welcome-hello.go_on" if not point else "engine-words.skip"
        for payload in ODD_PAYLOADS:
            brings(walk, "message", message(walk.alex, text=f"/start {payload}"))
            await walk.settle()

            assert walk.sees(walk.alex, asked), payload
            assert said("bot-invite-invalid") in [one.text for one in walk.alex.screen()[-3:]], payload
        assert rows(tmp_path)["parked_update"] == []
        assert rows(tmp_path)["answer"] == []
