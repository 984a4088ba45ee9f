"""Several workers on one PostgreSQL send as one would: each row once and in order, and within the limits together."""

from __future__ import annotations

import asyncio
import os
from collections import Counter
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
import structlog
from telegram import Bot

from bot.clock import ManualClock
from bot.config import Limits
from bot.outbox import Sender
from bot.rehearsal import LocalTelegram, LocalTelegramServer, Person
from bot.rehearsal.faults import FloodLimits, Slow, TooMany
from bot.store import NUDGE, Post, Store
from bot.store.presence import NUMBERS
from bot.traffic import AFTER_OTHERS, AGREE, LOOK_AGAIN
from bot.vault import Vault
from bot.wire import bot_at
from tests import databases

pytestmark = [pytest.mark.postgresql, pytest.mark.usefixtures("database")]

START = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
UNLIMITED = Limits(per_second=0, per_chat_per_second=0, per_group_per_minute=0)
LONG = 30.0
"""Seconds of a call that does not end by itself."""


class Worker:
    """One of them, with a store of its own. What it has under way may be cut off, as a kill does."""

    def __init__(self, url: str, bot: Bot, clock: ManualClock, limits: Limits) -> None:
        self.store = Store(url, Vault([b"m" * 32], os.urandom))
        self.sender = Sender(self.store, bot, clock, limits, structlog.get_logger())
        self.running = asyncio.create_task(self.sender.run())

    async def stop(self) -> None:
        if not self.running.done():
            self.sender.stop()
            await self.running
        self.store.close()

    async def dies(self) -> None:
        """End as by a kill: nothing more is written, and the connections are gone."""
        self.running.cancel()
        await asyncio.gather(self.running, return_exceptions=True)
        await asyncio.to_thread(self.store.close)


class Office:
    """Workers, and the local Telegram at the other end of the line."""

    def __init__(self, folder: Path, limits: Limits = UNLIMITED, flood: FloodLimits | None = None) -> None:
        self.clock = ManualClock(START)
        self.world = LocalTelegram(now=self.clock.now, limits=flood)
        self.url = databases.of(folder).url
        self.limits = limits
        self.store = Store(self.url, Vault([b"m" * 32], os.urandom))
        self.store.upgrade(START)
        self.people = [self.world.person(f"P{number}") for number in range(8)]
        for person in self.people:
            person.starts()

    @asynccontextmanager
    async def at_work(self, count: int = 2) -> AsyncIterator[list[Worker]]:
        async with LocalTelegramServer(self.world) as server, bot_at(server.url, self.world.state.token) as bot:
            workers = [Worker(self.url, bot, self.clock, self.limits) for _ in range(count)]
            try:
                yield workers
            finally:
                for worker in workers:
                    await worker.stop()

    def post(self, person: Person, text: str, priority: int = 0) -> None:
        params = {"text": text}
        post = Post(chat=person.id, method="sendMessage", params=params, created_at=self.clock.now(), priority=priority)
        self.store.transact(lambda tx: tx.outbox.add(post))

    def size(self) -> int:
        return self.store.transact(lambda tx: tx.outbox.size())

    def sent(self) -> list[str]:
        """Return the texts that Telegram took, in the order in which it took them."""
        return [str(call.params["text"]) for call in self.world.calls if call.method == "sendMessage" and call.ok]

    async def passes(self, workers: list[Worker], time: timedelta) -> None:
        """Let time pass, and all of them do what they can do then."""
        self.clock.advance(time)
        await settled(workers)


async def settled(workers: list[Worker]) -> None:
    """Wait until none of them has anything to do now."""
    await asyncio.gather(*(worker.sender.settled() for worker in workers))


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    office = Office(tmp_path)
    yield office
    office.store.close()


async def test_D3_each_row_is_sent_by_one_worker_only_and_in_its_order(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.traffic.AT_ONCE", 3)  # so that there is something left for each
    for number in range(12):
        for person in office.people:
            office.post(person, f"{person.name}.{number:02}")
        office.world.faults.add("sendMessage", fault=Slow(0.01), chat=office.people[number % 8].id)

    async with office.at_work(3) as workers:
        await settled(workers)
        shares = [worker.sender.counts["made"] for worker in workers]

    sent = office.sent()
    assert max(Counter(sent).values()) == 1
    for person in office.people:
        assert [text for text in sent if text.startswith(person.name)] == [f"{person.name}.{n:02}" for n in range(12)]
    assert sum(shares) == 12 * len(office.people)
    assert min(shares) > 0


async def test_a_reply_is_sent_at_once_by_the_worker_that_wrote_it(office: Office) -> None:
    async with office.at_work(2) as workers:
        await settled(workers)
        for number in range(6):
            office.post(office.people[0], f"{number}")
            await workers[number % 2].sender.settled()  # without the other, and without time

    assert office.sent() == ["0", "1", "2", "3", "4", "5"]
    assert [worker.sender.counts["made"] for worker in workers] == [3, 3]


async def test_what_a_chat_is_to_get_next_waits_for_the_other_worker_and_for_nothing_else(office: Office) -> None:
    alex, sam, *_ = office.people
    async with office.at_work(2) as (one, other):
        await settled([one, other])
        office.world.faults.add("sendMessage", fault=Slow(0.3), chat=alex.id)
        office.post(alex, "first")
        one.sender.wake()
        while not office.world.called("sendMessage"):  # noqa: ASYNC110 -- it is under way
            await asyncio.sleep(0.01)
        office.post(alex, "second")
        office.post(sam, "beside")
        await other.sender.settled()
        assert other.sender.counts["made"] == 1  # what was beside
        await one.sender.settled()

        assert one.sender.counts["made"] == 2

    assert [text for text in office.sent() if text != "beside"] == ["first", "second"]


async def test_a_worker_that_dies_leaves_its_chats_to_the_others_within_seconds(office: Office) -> None:
    alex, *_ = office.people
    async with office.at_work(2) as (one, other):
        await settled([one, other])
        office.world.faults.add("sendMessage", fault=Slow(LONG), chat=alex.id)
        office.post(alex, "first")
        office.post(alex, "second")
        one.sender.wake()
        while not office.world.called("sendMessage"):  # noqa: ASYNC110 -- it is under way
            await asyncio.sleep(0.01)
        await other.sender.settled()
        assert other.sender.counts["made"] == 0
        assert one.store.presence is not None
        number = one.store.presence.number

        await one.dies()
        await until_gone(office, number)
        await office.passes([other], LOOK_AGAIN)

        assert other.sender.counts["made"] == 2
    assert office.size() == 0
    assert office.sent() == ["first", "first", "second"]  # it was in flight


async def test_what_a_worker_had_under_way_when_it_died_counts_as_sent_then(tmp_path: Path) -> None:
    office = Office(tmp_path, Limits(per_second=2, per_chat_per_second=0, per_group_per_minute=0))
    async with office.at_work(2) as (one, other):
        await settled([one, other])
        for person in office.people[:2]:
            office.world.faults.add("sendMessage", fault=Slow(LONG), chat=person.id)
        for person in office.people[:3]:
            office.post(person, person.name)
        one.sender.wake()
        while len(office.world.called("sendMessage")) < 2:  # noqa: ASYNC110 -- they are under way
            await asyncio.sleep(0.01)
        assert one.store.presence is not None
        number = one.store.presence.number

        await one.dies()
        await until_gone(office, number)
        for _ in range(2):  # whoever takes them for over says so to whoever looks next
            await settled([other])
        assert other.sender.counts["made"] == 0
        await office.passes([other], timedelta(seconds=1))
        assert other.sender.counts["made"] == 2
    office.store.close()


async def until_gone(office: Office, worker: int) -> None:
    """Wait until the server has heard that the worker with this number is gone."""
    async with asyncio.timeout(LONG):
        while not await office.store.run(lambda tx: tx.sending.is_gone(worker)):  # noqa: ASYNC110 -- nothing tells
            await asyncio.sleep(0.01)


async def test_a_worker_that_loses_its_connection_goes_on_as_another_one_and_doubles_nothing(
    office: Office, tmp_path: Path
) -> None:
    alex, *_ = office.people
    async with office.at_work(1) as (one,):
        office.world.faults.add("sendMessage", fault=Slow(0.3), chat=alex.id)
        office.post(alex, "first")
        office.post(alex, "second")
        one.sender.wake()
        while not office.world.called("sendMessage"):  # noqa: ASYNC110 -- it is under way
            await asyncio.sleep(0.01)
        assert one.store.presence is not None
        before = one.store.presence.number
        cut_off(tmp_path, before)
        while office.size():
            office.clock.advance(timedelta(seconds=1))
            await asyncio.sleep(0.05)

        assert one.store.presence.number != before
    assert office.sent() == ["first", "second"]


async def test_the_limits_are_kept_and_used_up_by_all_workers_together(tmp_path: Path) -> None:
    """The local Telegram counts as the real one does, and would answer 429."""
    limits = Limits(per_second=5, per_chat_per_second=1, per_group_per_minute=20)
    office = Office(tmp_path, limits, FloodLimits(per_second=5))
    for number in range(5):
        for person in office.people:
            office.post(person, f"{person.name}.{number}")

    async with office.at_work(2) as workers:
        await settled(workers)
        while office.size():
            await settled(workers)  # once more within the same second
            await office.passes(workers, timedelta(seconds=1))
    office.store.close()

    calls = [call for call in office.world.calls if call.method == "sendMessage"]
    assert [call for call in calls if call.fault or not call.ok] == []
    seconds = Counter(int((call.at - START).total_seconds()) for call in calls)
    assert [seconds[second] for second in range(8)] == [5] * 8


async def test_what_telegram_refuses_to_one_worker_the_others_do_not_try(office: Office) -> None:
    for person in office.people[:3]:
        office.world.faults.add("sendMessage", fault=TooMany(5), chat=person.id)
        office.post(person, person.name)

    async with office.at_work(2) as (one, other):
        await settled([one, other])
        office.post(office.people[3], "another")
        await other.sender.settled()
        assert office.sent() == []
        await office.passes([one, other], timedelta(seconds=5) + AFTER_OTHERS)

    assert sorted(office.sent()) == ["P0", "P1", "P2", "another"]


async def test_nudges_are_spread_over_a_second_whoever_sends_them(tmp_path: Path) -> None:
    office = Office(tmp_path, Limits(per_second=4, per_chat_per_second=0, per_group_per_minute=0))
    for person in office.people:
        office.post(person, person.name, NUDGE)

    async with office.at_work(2) as workers:
        await settled(workers)
        first = len(office.sent())
        for _ in range(40):
            await office.passes(workers, timedelta(milliseconds=50))
    office.store.close()

    assert first == 1
    assert len(office.sent()) == 8
    moments = [call.at for call in office.world.calls if call.method == "sendMessage"]
    gaps = [(later - earlier).total_seconds() for earlier, later in pairwise(moments)]
    assert min(gaps) >= 0.15


@pytest.mark.parametrize("started_anew", [False, True])
async def test_S2_where_the_clock_is_set_back_nobody_waits_until_it_is_that_late_again(
    tmp_path: Path, *, started_anew: bool
) -> None:
    office = Office(tmp_path, Limits(per_second=2, per_chat_per_second=1, per_group_per_minute=0))
    alex, sam, *_ = office.people
    office.world.faults.add("sendMessage", fault=TooMany(7), chat=alex.id)
    for person in (alex, sam):
        office.post(person, person.name)
    async with office.at_work(2) as workers:
        await settled(workers)
        if not started_anew:
            office.clock._now -= timedelta(hours=10)
            await goes_on(office, workers)
    if started_anew:
        office.clock._now -= timedelta(hours=10)
        async with office.at_work(2) as workers:
            await goes_on(office, workers)
    office.store.close()

    assert sorted(office.sent()) == ["P0", "P1", "P2"]


async def goes_on(office: Office, workers: list[Worker]) -> None:
    """See that each second is like any other, and that a pause is as long as it was to be."""
    office.post(office.people[2], "P2")
    await settled(workers)
    await office.passes(workers, timedelta(seconds=1))
    assert office.sent() == ["P1", "P2"]
    await office.passes(workers, timedelta(seconds=6))


async def test_clocks_that_are_nearly_the_same_are_no_clock_that_was_set_back(office: Office) -> None:
    alex, *_ = office.people
    office.world.faults.add("sendMessage", fault=TooMany(7), chat=alex.id)
    office.post(alex, "first")
    async with office.at_work(2) as workers:
        await settled(workers)
        for _ in range(20):
            office.clock._now -= AGREE / 2
            await settled(workers)
            office.clock.advance(AGREE / 2)
            await settled(workers)
        assert office.sent() == []
        await office.passes(workers, timedelta(seconds=7) + AFTER_OTHERS)

    assert office.sent() == ["first"]


def cut_off(folder: Path, worker: int) -> None:
    """Let the server end the connection of the worker with this number, as a restart of it does."""
    holder = f"SELECT pid FROM pg_locks WHERE locktype = 'advisory' AND objid = {worker} AND classid = {NUMBERS >> 32}"
    assert databases.of(folder).query(f"SELECT pg_terminate_backend(pid) FROM ({holder}) AS held") == [(True,)]
