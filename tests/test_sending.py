"""What Telegram sees of the sender over time: its limits spent and never exceeded, storms sat out, order kept."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Sequence
from datetime import datetime, timedelta
from itertools import pairwise
from pathlib import Path

import pytest

from bot.config import Limits
from bot.outbox import Sender
from bot.rehearsal import Call, LocalTelegramServer
from bot.rehearsal.faults import Dropped, Fault, LostReply, ServerError, Slow, TooMany
from bot.store import NUDGE, Post
from tests.test_outbox import START, UNLIMITED, Desk

PER_SECOND, PER_GROUP, SECONDS = 30, 20, 4
STEP = timedelta(milliseconds=10)
BURST = 3
"""So many at once to one chat, as Telegram lets pass; then one a second."""


def most_within(span: timedelta, moments: Sequence[datetime]) -> int:
    """Return how many there are at most in any stretch of time so long, wherever it begins."""
    return max((sum(begin <= moment < begin + span for moment in moments) for begin in moments), default=0)


def moments(calls: Sequence[Call]) -> list[datetime]:
    return [call.at for call in calls]


@pytest.mark.parametrize("latency", [0.0, 0.05, 0.4])
async def test_the_limits_hold_in_every_stretch_of_time_and_are_spent(tmp_path: Path, latency: float) -> None:
    limits = Limits(per_second=PER_SECOND, per_chat_per_second=1, per_group_per_minute=PER_GROUP)
    desk = Desk(tmp_path, limits)
    desk.server = LocalTelegramServer(desk.world, sleep=desk.clock.sleep)
    group = desk.world.group("Us", [desk.alex, desk.sam])
    desk.alex.adds_bot(group)
    people = [desk.world.person(f"P{number}") for number in range(50)]
    for number in range(PER_GROUP + 5):
        desk.post(group.id, f"g{number}")
    for person in people:
        person.starts()
        for number in range(5):
            desk.post(person.id, f"{person.name}.{number}")
    desk.world.faults.add("sendMessage", times=None, fault=Slow(latency)) if latency else None

    async with desk.sending() as sender:
        for _ in range(SECONDS * 100):
            if latency:
                await asyncio.sleep(0.003)  # for the wire and the database, whose time is real
            else:
                await sender.settled()  # else a busy machine makes the way long, and then too short for what was learnt
            desk.clock.advance(STEP)
        desk.world.faults.clear()
        seen = desk.calls(None)
    desk.store.close()

    assert most_within(timedelta(seconds=1), moments(seen)) == PER_SECOND
    for person in people:
        to = moments(desk.calls(person.id))
        assert most_within(timedelta(seconds=1), to) <= BURST
        assert most_within(timedelta(seconds=SECONDS), to) <= BURST + SECONDS
    assert 1 <= most_within(timedelta(minutes=1), moments(desk.calls(group.id))) <= PER_GROUP
    assert len(seen) >= 0.8 * SECONDS * PER_SECOND / (1 + latency)


async def test_nudges_go_out_evenly_so_that_a_reply_finds_room_at_any_moment(tmp_path: Path) -> None:
    desk = Desk(tmp_path, Limits(per_second=PER_SECOND, per_chat_per_second=1, per_group_per_minute=PER_GROUP))
    people = [desk.world.person(f"P{number}") for number in range(3 * PER_SECOND)]
    for person in people:
        person.starts()
        desk.post(person.id, "nudge", priority=NUDGE)

    async with desk.sending() as sender:
        for count in range(SECONDS * 100):
            await asyncio.sleep(0.003)  # for the wire and the database, whose time is real
            desk.clock.advance(STEP)
            if count % 100 == 50:
                desk.post(desk.alex.id, "reply")
                posted = desk.clock.now()
                sender.wake()
            if count % 100 == 70:
                assert moments(desk.calls(desk.alex.id))[-1] - posted <= timedelta(seconds=0.1)
        nudges = [call for call in desk.calls(None) if call.params["text"] == "nudge"]
    desk.store.close()

    assert len(nudges) == len(people)
    assert most_within(timedelta(seconds=0.2), moments(nudges)) <= 7


async def until_empty(desk: Desk, sender: Sender, longest: timedelta) -> None:
    """Let time pass, second by second, until the outbox is empty."""
    end = desk.clock.now() + longest
    await sender.settled()
    while desk.size():
        assert desk.clock.now() < end, "never sent"
        desk.clock.advance(timedelta(seconds=1))
        await sender.settled()


async def test_a_storm_of_429_is_sat_out_and_nobody_is_asked_before_their_time(tmp_path: Path) -> None:
    desk, chance = Desk(tmp_path, UNLIMITED), random.Random(4)
    people = [desk.world.person(f"P{number}") for number in range(20)]
    for person in people:
        person.starts()
        for _ in range(3):
            desk.world.faults.add("sendMessage", fault=TooMany(chance.randint(1, 30)), chat=person.id)
        for number in range(4):
            desk.post(person.id, f"{person.name}.{number}")

    async with desk.sending() as sender:
        await until_empty(desk, sender, timedelta(minutes=10))
    desk.store.close()

    for person in people:
        assert desk.read(person.id) == [f"{person.name}.{number}" for number in range(4)]
        calls = [call for call in desk.calls(None) if call.params["chat_id"] == person.id]
        for refused, following in pairwise(calls):
            if isinstance(refused.fault, TooMany):
                assert following.at - refused.at >= timedelta(seconds=refused.fault.retry_after)


async def test_D3_whatever_the_line_does_all_arrives_in_order_and_twice_only_where_an_answer_was_lost(
    tmp_path: Path,
) -> None:
    desk, chance = Desk(tmp_path, UNLIMITED), random.Random(7)
    faults: list[Fault] = [TooMany(3), ServerError(500), ServerError(502), ServerError(504), Dropped(), LostReply()]
    people = [desk.world.person(f"P{number}") for number in range(8)]
    for person in people:
        person.starts()
        for number in range(12):
            desk.post(person.id, f"{person.name}.{number}")
        for _ in range(10):
            desk.world.faults.add("sendMessage", fault=chance.choice([*faults, Slow(0.01)]), chat=person.id)

    async with desk.sending() as sender:
        await until_empty(desk, sender, timedelta(hours=1))
    desk.store.close()

    for person in people:
        calls = [call for call in desk.calls(None) if call.params["chat_id"] == person.id]
        lost = [str(call.params["text"]) for call in calls if isinstance(call.fault, LostReply)]
        read, wanted = desk.read(person.id), [f"{person.name}.{number}" for number in range(12)]
        assert list(dict.fromkeys(read)) == wanted
        assert sorted(read) == sorted([*wanted, *lost])


async def test_what_can_never_be_sent_is_counted_and_stays_to_be_seen_without_its_words(tmp_path: Path) -> None:
    desk = Desk(tmp_path, UNLIMITED)
    desk.post(desk.alex.id, "")  # no text: Telegram takes that from nobody
    desk.post(desk.alex.id, "next")

    async with desk.sending() as sender:
        await until_empty(desk, sender, timedelta(minutes=1))
        assert sender.counts["message text is empty"] == 3
    with desk.store._engine.connect() as connection:
        failed = connection.exec_driver_sql("SELECT state, error, body FROM outbox").all()
    desk.store.close()

    assert failed == [("failed", "message text is empty", b"")]
    assert desk.sent() == ["next"]


async def test_what_goes_past_the_outbox_is_counted_too(tmp_path: Path) -> None:
    desk = Desk(tmp_path, Limits(per_second=2, per_chat_per_second=0, per_group_per_minute=0))
    post = Post(chat=desk.sam.id, method="sendMessage", params={"text": "call 112"}, created_at=START)

    async with desk.sending() as sender:
        await sender.direct(post)
        for number in range(3):
            desk.post(desk.alex.id, f"{number}")
        await until_empty(desk, sender, timedelta(minutes=1))
    desk.store.close()

    assert most_within(timedelta(seconds=1), moments(desk.calls(None))) == 2
    assert desk.sent() == ["call 112", "0", "1", "2"]


BY = timedelta(hours=10)


async def test_S2_a_clock_that_is_set_back_keeps_nobody_waiting(tmp_path: Path) -> None:
    desk = Desk(tmp_path, Limits())
    async with desk.sending() as sender:
        for number in range(3):
            desk.post(desk.alex.id, f"a{number}")
        await sender.settled()
        desk.clock._now -= BY
        desk.post(desk.alex.id, "the page that was asked for")
        desk.post(desk.sam.id, "s0")
        await sender.settled()
        desk.clock.advance(timedelta(seconds=2))
        await sender.settled()
    desk.store.close()

    assert sorted(desk.sent()) == ["a0", "a1", "a2", "s0", "the page that was asked for"]


@pytest.mark.parametrize("started_anew", [False, True])
async def test_S2_a_pause_that_telegram_has_asked_for_is_no_longer_where_the_clock_is_set_back(
    tmp_path: Path, started_anew: bool
) -> None:
    desk = Desk(tmp_path)
    desk.world.faults.add("sendMessage", fault=TooMany(7), chat=desk.alex.id)
    desk.post(desk.alex.id, "the page that was asked for")
    async with desk.sending() as sender:
        await sender.settled()
        desk.clock._now -= BY
        if not started_anew:
            for _ in range(2):
                await sender.settled()
            assert desk.sent() == []
            desk.clock.advance(timedelta(seconds=7))
            await sender.settled()
    async with desk.sending() as sender:
        await sender.settled()
    desk.store.close()

    assert desk.sent() == ["the page that was asked for"]
