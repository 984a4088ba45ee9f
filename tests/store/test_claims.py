"""What is due, however much of it: conversations before nudges, nudges as fast as they can be sent, each thing once."""

from __future__ import annotations

import asyncio
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path

import pytest
from structlog import get_logger

from bot.clerk import Clerk
from bot.clock import ManualClock
from bot.store import Store, Transaction
from bot.store.values import NUDGE, Post
from bot.tending import AMONG_OTHERS, NUDGES_AHEAD, NUDGES_AT_ONCE, Tending
from bot.vault import Vault
from tests import databases

MANY = 300


@dataclass
class Heard:
    reached: datetime
    caught_up: asyncio.Event


def tending(store: Store, now: datetime) -> Tending:
    clock, log = ManualClock(now), get_logger()
    clerk = Clerk(store, clock, log, after=lambda _: None, on_bug=lambda: None, run=store.run)
    intake = Heard(now, asyncio.Event())
    intake.caught_up.set()
    return Tending(store, clerk, clock, log, intake=lambda: intake)


def wave(store: Store, now: datetime) -> None:
    """Let many people be due for a nudge, and two conversations due a little later."""

    def work(tx: Transaction) -> None:
        members = [tx.people.add(n + 1, "Alex", now).id for n in range(MANY)]
        tx.couples.add(members[0], members[1], now)
        talk = tx.sessions.add("talk", None, 1, "{}", now).id
        for n in range(MANY):
            tx.timers.set("nudge", now - timedelta(hours=1), person_id=n + 1)
        tx.timers.set("gentle wake", now, session_id=talk)
        tx.timers.set("wake", now, session_id=talk)

    store.transact(work)


def is_done(row: int, tx: Transaction) -> bool:
    return tx.timers.done(row)


def waits(store: Store, count: int, now: datetime) -> None:
    post = Post(chat=1, method="sendMessage", params={"text": "nudge"}, created_at=now, priority=NUDGE)
    store.transact(lambda tx: [tx.outbox.add(post) for _ in range(count)])


async def test_what_moves_a_conversation_comes_before_a_whole_wave_of_nudges(store: Store, now: datetime) -> None:
    wave(store, now)
    look = tending(store, now)

    first = await look.due()
    store.transact(lambda tx: [tx.timers.done(timer.id) for timer in first])
    then = await look.due()

    assert [timer.kind for timer in first] == ["gentle wake", "wake"]
    assert [timer.kind for timer in then] == ["nudge"] * NUDGES_AT_ONCE


async def test_nobody_is_nudged_while_enough_nudges_wait_to_be_sent(store: Store, now: datetime) -> None:
    wave(store, now)
    look = tending(store, now)
    waits(store, NUDGES_AHEAD - 1, now)
    assert len(await look.due()) == 2
    store.transact(lambda tx: [tx.timers.done(timer.id) for timer in tx.timers.due(now, 10)])
    assert len(await look.due()) == NUDGES_AT_ONCE

    waits(store, 1, now)

    assert await look.due() == []


@pytest.mark.postgresql
def test_no_timer_is_dealt_with_by_two_workers(store: Store, vault: Vault, now: datetime, tmp_path: Path) -> None:
    wave(store, now)
    other = Store(databases.of(tmp_path).url, vault)

    def works(mine: Store) -> list[int]:
        done: list[int] = []
        while due := mine.transact(lambda tx: tx.timers.due_nudges(now, NUDGES_AT_ONCE)):
            done += [timer.id for timer in due if mine.transact(partial(is_done, timer.id))]
        return done

    with ThreadPoolExecutor(2) as workers:
        both = list(workers.map(works, (store, other)))
    other.close()

    assert Counter(one for done in both for one in done) == Counter(range(1, MANY + 1))


@pytest.mark.postgresql
def test_a_worker_passes_over_what_another_one_is_at(store: Store, vault: Vault, now: datetime, tmp_path: Path) -> None:
    wave(store, now)
    other = Store(databases.of(tmp_path).url, vault)

    def at_the_same_time(tx: Transaction) -> tuple[set[int], set[int]]:
        mine = {timer.id for timer in tx.timers.due_nudges(now, NUDGES_AT_ONCE)}
        theirs = other.transact(lambda tx: {timer.id for timer in tx.timers.due_nudges(now, NUDGES_AT_ONCE)})
        return mine, theirs

    mine, theirs = store.transact(at_the_same_time)
    other.close()

    assert len(mine) == len(theirs) == NUDGES_AT_ONCE
    assert not mine & theirs


@pytest.mark.postgresql
async def test_a_timer_whose_worker_died_is_dealt_with_by_another_within_seconds(store: Store, now: datetime) -> None:
    fired: list[int] = []
    look = tending(store, now)
    clock = look._clock
    assert isinstance(clock, ManualClock)  # it was made above

    async def fire_due() -> None:
        fired.extend([timer.id for timer in await look.due() if store.transact(partial(is_done, timer.id))])

    look.fire_due = fire_due  # type: ignore[method-assign]  # what is done then is not what this is about
    running = asyncio.create_task(look.run())
    await asyncio.sleep(0.3)
    timer = store.transact(lambda tx: tx.timers.set("inactive", now, person_id=tx.people.add(1, "Alex", now).id))

    for _ in range(3):
        clock.advance(AMONG_OTHERS)
        await asyncio.sleep(0.1)
    running.cancel()

    assert fired == [timer]
