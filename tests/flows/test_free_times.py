"""Evenings and weekend hours to offer for a time together, each on its own clock, across clock changes."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.schedule import free_times, same_clock

MADRID, NEW_YORK, SYDNEY, SANTIAGO = "Europe/Madrid", "America/New_York", "Australia/Sydney", "America/Santiago"
ZONES = (MADRID, NEW_YORK, SYDNEY, SANTIAGO, "Pacific/Auckland", "Asia/Kolkata", "Pacific/Apia", "UTC")
FRIDAY = datetime(2030, 3, 8, 18, 0, tzinfo=UTC)
"""Two days later the clocks change in New York, three weeks later in Madrid."""


def clocks(zone: str, moments: tuple[datetime, ...]) -> list[str]:
    return [moment.astimezone(ZoneInfo(zone)).strftime("%a %d %H:%M") for moment in moments]


def test_two_evenings_and_two_weekends_are_offered() -> None:
    assert clocks(MADRID, free_times(MADRID, FRIDAY)) == [
        "Sat 09 15:00",
        "Sun 10 15:00",
        "Mon 11 19:30",
        "Tue 12 19:30",
        "Sat 16 15:00",
        "Sun 17 15:00",
    ]


def test_what_is_offered_suits_the_partners_clock_too() -> None:
    offered = free_times(NEW_YORK, FRIDAY, (MADRID,))

    assert clocks(NEW_YORK, offered) == ["Sat 09 15:00", "Sun 10 15:00", "Sat 16 15:00", "Sun 17 15:00"]
    assert clocks(MADRID, offered) == ["Sat 09 21:00", "Sun 10 20:00", "Sat 16 20:00", "Sun 17 20:00"]


def test_an_hour_is_the_same_on_the_clock_before_and_after_the_change() -> None:
    before = free_times(MADRID, datetime(2030, 3, 28, 8, 0, tzinfo=UTC))

    assert clocks(MADRID, before)[:2] == ["Thu 28 19:30", "Fri 29 19:30"]
    assert clocks(MADRID, before)[2:4] == ["Sat 30 15:00", "Sun 31 15:00"]
    assert [moment.hour for moment in before[2:4]] == [14, 13]


@pytest.mark.parametrize(("zone", "utc"), [(SYDNEY, [4, 5]), (SANTIAGO, [18, 19])])
def test_where_autumn_begins_the_clock_goes_the_other_way(zone: str, utc: list[int]) -> None:
    """In 2030 both end their summer time on the first weekend of April."""
    offered = free_times(zone, datetime(2030, 4, 5, 0, 0, tzinfo=UTC))
    weekend = [m for m in offered if m.astimezone(ZoneInfo(zone)).strftime("%d %H:%M") in ("06 15:00", "07 15:00")]

    assert [moment.hour for moment in weekend] == utc


def test_clocks_that_differ_only_for_some_weeks_are_told_apart() -> None:
    sunday = datetime(2030, 3, 10, 15, 0, tzinfo=UTC)

    assert same_clock("Europe/Paris", MADRID, sunday)
    assert not same_clock(NEW_YORK, MADRID, sunday)
    assert same_clock("Europe/London", "UTC", sunday)
    assert not same_clock("Europe/London", "UTC", datetime(2030, 4, 1, 12, 0, tzinfo=UTC))


@given(
    zone=st.sampled_from(ZONES),
    other=st.sampled_from(ZONES),
    minutes=st.integers(0, 2 * 365 * 24 * 60),
)
def test_there_is_always_something_to_offer_and_it_lies_ahead(zone: str, other: str, minutes: int) -> None:
    after = FRIDAY + timedelta(minutes=minutes)
    offered = free_times(zone, after, (other,))

    assert 2 <= len(offered) <= 6
    assert list(offered) == sorted(set(offered))
    assert all(after + timedelta(hours=3) <= moment < after + timedelta(days=16) for moment in offered)
    for moment in offered:
        local = moment.astimezone(ZoneInfo(zone))
        assert local.weekday() >= 5 or local.hour >= 18
        assert 9 <= local.hour <= 21
