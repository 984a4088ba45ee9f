"""What came up by itself and what became of it meanwhile: a silent week, a break-up, a rest that is over."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from pydantic import TypeAdapter
from sqlalchemy import bindparam, update

from bot.rehearsal import Person
from bot.shelf import from_json, to_json
from bot.store.tables import record
from bot.store.transaction import Transaction
from bot.tray import ASIDE, TRAY, Item
from flows.engine.effects import Say
from flows.engine.frozen import replace
from flows.engine.session import Partner
from tests.bot.test_erase import erases
from tests.bot.walk import Walk, at, rows, said

pytestmark = [pytest.mark.usefixtures("database"), pytest.mark.mostly_sqlite]

A_DAY = timedelta(days=1)
AGAIN = "m.again.0"
"""The first step once more."""


async def has_done_a_step(walk: Walk) -> None:
    """Let the couple have done a step before the talk that they are at, and nothing come by itself but of that."""
    now = walk.stage.clock.now()

    def do(tx: Transaction) -> None:
        stored = next(one for one in tx.sessions.all_of(None, 1) if one.flow == "programme")
        tx.sessions.save(stored, to_json(from_json(stored.body).remember(step=1)), now)
        for name in ("questions", "day_off"):
            tx.timers.clear(session_id=stored.id, name=name)

    await walk.stage.app._store.run(do)


def told(person: Person, key: str) -> int:
    return [message.text for message in person.screen()].count(said(key))


async def suggests_and_waits_a_week(walk: Walk) -> None:
    await has_done_a_step(walk)
    await walk.says(walk.alex, "/menu")
    await walk.forges(walk.alex, AGAIN)
    await walk.stage.passes(7 * A_DAY + timedelta(minutes=1))


async def test_C1_a_silent_week_is_a_no_also_in_the_middle_of_a_talk_which_then_goes_on(tmp_path: Path) -> None:
    async with at("camera", tmp_path) as walk:
        await suggests_and_waits_a_week(walk)

        await walk.opens(walk.alex, walk.sam)

        for person in (walk.alex, walk.sam):
            assert told(person, "programme-stays") == 1
            await walk.presses(person, *["engine-words.skip"] * 4)
        assert walk.sees(walk.alex, "open_communication-first.me")


async def test_a_step_again_that_must_wait_for_what_is_open_beside_the_order_is_answered(tmp_path: Path) -> None:
    async with at("camera", tmp_path) as walk:
        await has_done_a_step(walk)
        for _ in range(2):
            await walk.says(walk.alex, "/menu")
            await walk.forges(walk.alex, AGAIN)
            if walk.sees(walk.alex, "programme-suggested.ready"):
                for person in (walk.alex, walk.sam):
                    await walk.presses(person, "programme-suggested.ready")

        assert told(walk.alex, "bot-again-noted") == 1


@pytest.mark.parametrize("days", [0, 2])
async def test_what_came_up_before_they_parted_is_not_told_afterwards(tmp_path: Path, days: int) -> None:
    async with at("camera", tmp_path) as walk:
        await suggests_and_waits_a_week(walk)
        await walk.stage.passes(days * A_DAY)
        await walk.says(walk.sam, "/menu")
        await walk.presses(walk.sam, "bot-menu.leave", "bot-leave.leave_now")
        before = told(walk.alex, "nudge")

        await walk.stage.passes(8 * A_DAY)
        assert told(walk.alex, "nudge") == before
        await walk.says(walk.alex, "/menu")

        assert said("bot-menu.waiting") not in walk.alex.last().labels
        await walk.forges(walk.alex, "m.continue")
        assert told(walk.alex, "programme-stays") == 0


@pytest.mark.parametrize(("days", "times"), [(8, 1), (12, 0)])
async def test_of_a_rest_that_a_silent_week_began_is_told_only_while_it_lasts(
    tmp_path: Path, days: int, times: int
) -> None:
    async with at("camera", tmp_path) as walk:
        await has_done_a_step(walk)
        await walk.says(walk.sam, "/menu")
        await walk.presses(walk.sam, "bot-menu.setback")
        await walk.stage.passes(days * A_DAY)

        await walk.opens(walk.alex)

        assert told(walk.alex, "setback-put_away") == 1
        assert told(walk.alex, "programme-resting") == times


async def test_a_talk_that_both_have_gone_on_with_is_put_away_only_after_a_week_of_silence_since_then(
    tmp_path: Path,
) -> None:
    async with at("camera", tmp_path) as walk:
        await has_done_a_step(walk)
        await walk.says(walk.sam, "/menu")
        await walk.presses(walk.sam, "bot-menu.setback")
        for person in (walk.alex, walk.sam):
            await walk.presses(person, "setback-when.now")
        await walk.stage.passes(5 * A_DAY)
        await walk.says(walk.sam, "/pause")
        await walk.stage.passes(10 * A_DAY)
        for person in (walk.alex, walk.sam):
            await walk.says(person, "/resume")

        for days, times in ((6, 0), (3, 1)):
            await walk.stage.passes(days * A_DAY)
            await walk.opens(walk.alex)
            assert told(walk.alex, "setback-put_away") == times


async def test_what_came_up_before_a_pause_is_told_of_after_it(tmp_path: Path) -> None:
    async with at("camera", tmp_path) as walk:
        await walk.stage.passes(timedelta(hours=3))  # 23:02 in Madrid
        await suggests_and_waits_a_week(walk)
        await walk.says(walk.sam, "/pause")

        await walk.stage.passes(5 * A_DAY)
        assert told(walk.alex, "nudge") == told(walk.sam, "nudge") == 0
        for person in (walk.alex, walk.sam):
            await walk.says(person, "/resume")
        await walk.stage.passes(2 * A_DAY)

        assert told(walk.alex, "nudge") >= 1
        await walk.opens(walk.alex)
        assert told(walk.alex, "programme-stays") == 1


async def test_beside_whoever_erased_themself_nothing_is_looked_for_any_more(tmp_path: Path) -> None:
    async with at("camera", tmp_path) as walk:
        await erases(walk, walk.sam)
        await walk.stage.passes(30 * A_DAY)

        assert "nudge" not in {row[1] for row in rows(tmp_path)["timer"]}


async def test_P6_words_that_were_opened_by_a_timer_are_not_told_of_once_their_author_has_erased_them(
    tmp_path: Path,
) -> None:
    async with at("causes", tmp_path) as walk:
        await walk.stage.app._store.run(lambda tx: lays_words(tx, walk.stage.clock.now()))
        await erases(walk, walk.alex)

        await walk.says(walk.sam, "/menu")
        assert said("bot-menu.waiting") not in walk.sam.last().labels
        await walk.forges(walk.sam, "m.continue")
        assert rows(tmp_path)["parked_update"] == []


def lays_words(tx: Transaction, now: datetime) -> None:
    """Let something of Alex lie in Sam's tray, of a talk that is over."""
    stored = next(one for one in tx.sessions.all_of(None, 1) if one.flow == "open_communication")
    session = from_json(stored.body)
    tx.sessions.save(stored, to_json(replace(session, ended="done")), now, finished=True)
    shared = next(answer.n for answer in session.answers if answer.by is Partner.A and answer.given)
    words = Say(to=Partner.B, key="open_communication-causes_mine-revealed", quotes=(shared,))
    item = Item(kind="turn", since=now, session_id=stored.id, reader=Partner.B, said=words)
    body = TypeAdapter(Item).dump_json(item, exclude_defaults=True).decode()
    tx.records.keep(TRAY, body, now=now, person_id=2)


NO_ITEM, NO_TEXT, DAMAGED = '{"kind": 5}', '{"kind":"step","since":"2026-05-04T18:00:00Z","notice":"bot-nothing"}', ""


@pytest.mark.parametrize("body", [NO_ITEM, NO_TEXT, DAMAGED])
async def test_what_cannot_be_told_is_put_aside_and_counted_and_all_else_is_told(
    tmp_path: Path, logged: list[Any], body: str
) -> None:
    async with at("camera", tmp_path) as walk:
        now = walk.stage.clock.now()

        def spoil(tx: Transaction) -> None:
            alex = tx.people.by_telegram(walk.alex.id)
            assert alex is not None
            tx.records.keep(TRAY, body, now=now, person_id=alex.id)
            if body == DAMAGED:
                tx.records._link.execute(update(record).values(body=bindparam("sealed")), {"sealed": b"damaged"})

        await walk.stage.app._store.run(spoil)
        await suggests_and_waits_a_week(walk)

        await walk.opens(walk.alex)

        assert told(walk.alex, "nudge") >= 1
        assert told(walk.alex, "programme-stays") == 1
        assert [row[3] for row in rows(tmp_path)["record"]].count(ASIDE) == 1
        assert rows(tmp_path)["parked_update"] == []
        assert [entry["event"] for entry in logged].count("bug") == 1
        assert [entry["record"] for entry in logged if entry["event"] == "put aside"] == [1]
