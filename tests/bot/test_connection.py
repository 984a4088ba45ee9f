"""Step 3 over the wire: a plan in two chats, reminders while nothing stands still, and files for the calendar."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest

from bot.rehearsal import Message, Person
from bot.shelf import from_json, to_json
from bot.store.transaction import Transaction
from flows.programme import STEPS
from tests.bot.theatre import EVENING
from tests.bot.walk import Walk, at, said

pytestmark = [pytest.mark.usefixtures("database"), pytest.mark.mostly_sqlite]

A_DAY = timedelta(days=1)


def _come_to(step: int, tx: Transaction) -> None:
    programme = next(stored for stored in tx.sessions.all_of(None, 1) if stored.flow == "programme")
    tx.sessions.save(programme, to_json(from_json(programme.body).remember(step=step)), EVENING)


@asynccontextmanager
async def planned(folder: Path) -> AsyncIterator[Walk]:
    """Both have planned what they like best for Sunday afternoon; it is Monday evening."""
    async with at("offered", folder) as walk:
        await walk.stage.app._store.run(partial(_come_to, STEPS.index("connection")))
        both = (walk.alex, walk.sam)
        for keys in (("programme-offered.ready",), ("connection-intro.agree",), ("engine-palette.skip",)):
            for person in both:
                await walk.presses(person, *keys)
        for person in both:
            await walk.presses(person, *["connection-votes.yes"] * 6, "engine-palette.done")
        label = walk.alex.last().buttons[0][0].text
        for person in both:
            await walk.presses(person, f"={label}")
        proposer, other = both if walk.sees(walk.alex, "connection-propose.off") else both[::-1]
        await walk.presses(proposer, "=Sun 10.05. 15:00")
        await walk.presses(other, "connection-accept.yes")
        for person in both:
            await walk.presses(person, "connection-arrange.together", "connection-phones.away")
        yield walk


def reminders(person: Person) -> list[Message]:
    first = {said(f"connection-reminder-{name}") for name in ("day", "hour")}
    return [message for message in person.screen() if message.text.split("\n")[0] in first]


async def test_both_are_reminded_twice_and_each_has_a_file_for_the_calendar(tmp_path: Path) -> None:
    async with planned(tmp_path) as walk:
        for _ in range(7):
            await walk.stage.passes(A_DAY)
            await walk.opens(walk.alex, walk.sam)

        for person in (walk.alex, walk.sam):
            nudged = {message.at.date().isoformat() for message in person.screen() if message.text == said("nudge")}
            assert nudged >= {"2026-05-09", "2026-05-10"}
            assert len(reminders(person)) == 1  # whoever comes by after the plan has begun needs no other
            (entry,) = [message for message in person.screen() if message.kind == "document" and message.sender.bot]
            body = walk.stage.world.file(entry.file or "").data.decode()
            assert "DTSTART:20260510T130000Z" in body
            assert f"SUMMARY:{said('connection-calendar.title')}" in body


async def test_nothing_is_said_of_a_plan_while_the_programme_is_paused(tmp_path: Path) -> None:
    async with planned(tmp_path) as walk:
        await walk.says(walk.sam, "/pause")
        await walk.stage.passes(4 * A_DAY + timedelta(hours=23))
        await walk.opens(walk.alex, walk.sam)

        assert reminders(walk.alex) == reminders(walk.sam) == []


@pytest.mark.parametrize("way", ["move", "off"])
async def test_N4_of_a_time_that_stands_no_more_nobody_is_reminded(tmp_path: Path, way: str) -> None:
    async with planned(tmp_path) as walk:
        await walk.stage.passes(5 * A_DAY)  # the day before, in the evening: it lies ready for both
        await walk.presses(walk.sam, f"connection-ahead.{way}")
        await walk.says(walk.alex, "/menu")

        assert said("bot-menu.waiting") not in walk.alex.last().labels
        await walk.forges(walk.alex, "m.continue")
        assert reminders(walk.alex) == reminders(walk.sam) == []


@pytest.mark.parametrize("stop", ["/timeout", "/pause"])
async def test_C2_while_all_stands_still_it_can_be_called_off_and_both_learn_of_it(tmp_path: Path, stop: str) -> None:
    async with planned(tmp_path) as walk:
        await walk.says(walk.alex, stop)
        await walk.stage.passes(timedelta(minutes=25))
        refused = await walk.presses(walk.sam, "connection-ahead.move")
        await walk.presses(walk.sam, "connection-ahead.off")

        assert refused.toast == said("engine-refused.resting")
        for person in (walk.alex, walk.sam):
            texts = [message.text for message in person.screen()]
            assert texts.count(said("connection-called_off")) == 1
            assert not walk.sees(person, "connection-ahead.off")
            assert not walk.sees(person, "connection-next.plan")


async def test_F3_after_a_pause_in_which_it_was_called_off_both_are_asked_what_next(tmp_path: Path) -> None:
    async with planned(tmp_path) as walk:
        await walk.says(walk.alex, "/pause")
        await walk.presses(walk.sam, "connection-ahead.off")
        for person in (walk.alex, walk.sam):
            await walk.says(person, "/resume")

        assert walk.sees(walk.alex, "connection-next.plan")
        assert walk.sees(walk.sam, "connection-next.plan")


async def test_F3_after_a_pause_the_plan_is_shown_again_and_can_be_moved(tmp_path: Path) -> None:
    async with planned(tmp_path) as walk:
        await walk.says(walk.sam, "/pause")
        await walk.stage.passes(A_DAY)
        await walk.stage.restart()
        for person in (walk.alex, walk.sam):
            await walk.presses(person, "programme-paused.go_on")
        await walk.presses(walk.sam, "connection-ahead.move")

        assert walk.sees(walk.sam, "connection-propose.off")
        assert not walk.sees(walk.alex, "connection-ahead.move")


async def test_F2_the_old_buttons_of_a_plan_do_nothing_once_it_was_called_off(tmp_path: Path) -> None:
    async with planned(tmp_path) as walk:
        message, data = walk.button(walk.alex, "connection-ahead.move")
        await walk.presses(walk.sam, "connection-ahead.off")
        press = await walk.forges(walk.alex, data, message)

        assert press.toast == said("engine-refused.stale")
        assert walk.sees(walk.alex, "connection-next.plan")
