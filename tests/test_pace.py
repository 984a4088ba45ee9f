"""How fast may be sent, as it is reckoned: whatever the way to Telegram is like, its limit is never exceeded."""

from __future__ import annotations

import heapq
from datetime import datetime, timedelta
from random import Random

import pytest

from bot.config import Limits
from bot.pace import KEPT, SURE, Pace, Way
from tests.test_outbox import START
from tests.test_sending import most_within

MS, SECOND = timedelta(milliseconds=1), timedelta(seconds=1)
PER_SECOND, CALLS, CHAT = 30, 1500, 1


@pytest.mark.parametrize("there", [0, 1, 20, 55])
@pytest.mark.parametrize("back", [0, 1, 20, 55])
@pytest.mark.parametrize("wavering", [0, 2, 150])
def test_however_the_way_there_and_back_wavers_no_second_has_more_calls_than_telegram_takes(
    there: int, back: int, wavering: int
) -> None:
    chance = Random(there * back + wavering)
    pace = Pace(Limits(per_second=PER_SECOND, per_chat_per_second=0, per_group_per_minute=0))
    now = START
    arrived: list[datetime] = []
    under_way: list[tuple[datetime, datetime]] = []  # when each ends, and when it began
    while len(arrived) < CALLS:
        while pace.room(now) > 0:
            pace.start(CHAT, now)
            arrives = now + (there + chance.randint(0, wavering)) * MS
            ends = arrives + (back + chance.randint(0, wavering)) * MS
            arrived.append(arrives)
            heapq.heappush(under_way, (ends, now))
        now += MS
        while under_way and under_way[0][0] <= now:
            ended, began = heapq.heappop(under_way)
            pace.finish(CHAT, now, ended - began)

    assert most_within(SECOND, sorted(arrived)) == PER_SECOND
    took = (there + back + 2 * wavering) * MS
    assert (max(arrived) - START) / SECOND <= CALLS / PER_SECOND * (1.01 + took / SECOND)


def test_a_steady_way_costs_nothing_of_the_limit() -> None:
    pace, now, started = Pace(Limits(per_second=PER_SECOND, per_chat_per_second=0, per_group_per_minute=0)), START, 0
    under_way: list[datetime] = []
    for _ in range(20_000):
        while pace.room(now) > 0 and pace.nudges(now) > 0:
            pace.start(CHAT, now)
            under_way.append(now)
            started += 1
        now += MS
        while under_way and under_way[0] + 50 * MS <= now:
            pace.finish(CHAT, now, now - under_way.pop(0))

    assert started >= 0.99 * 20 * PER_SECOND


def test_few_calls_tell_nothing_and_a_way_that_became_quicker_is_believed_at_once() -> None:
    way = Way()
    for _ in range(SURE - 1):
        way.note(50 * MS)
    assert way.least == 0 * MS
    way.note(50 * MS)
    assert way.least == 47 * MS
    way.note(10 * MS)
    assert way.least < 7 * MS


def test_a_way_that_became_slower_is_believed_after_a_while() -> None:
    way = Way()
    for took in (10, *[50] * 3 * KEPT):
        way.note(took * MS)
    assert way.least == 47 * MS


def test_a_call_that_was_quicker_is_believed_even_before_there_are_enough_of_its_kind() -> None:
    way = Way()
    for took in (*[50] * KEPT, 20):
        way.note(took * MS)
    assert way.least == 20 * MS


def test_a_refusal_by_telegram_makes_the_sender_as_careful_as_at_first() -> None:
    pace = Pace(Limits(per_second=2, per_chat_per_second=0, per_group_per_minute=0))
    for number in range(SURE):
        pace.start(CHAT, START + number * SECOND)
        pace.finish(CHAT, START + number * SECOND, 50 * MS)
    late = START + SURE * SECOND - 40 * MS
    assert pace.room(late) == 2

    pace.refused()
    pace.start(CHAT, late)
    pace.finish(CHAT, late)

    assert pace.room(late + SECOND - 40 * MS) == 1
