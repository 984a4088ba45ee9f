from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from flows.schedule import (
    MAX_PER_WEEK,
    Cadence,
    Plan,
    QuietAllDay,
    QuietHours,
    at_local,
    is_quiet,
    local_day,
    next_allowed,
    next_morning,
    next_nudge,
    until_quiet,
)

ZONES = (
    "Europe/Madrid",
    "America/Sao_Paulo",
    "Australia/Lord_Howe",
    "Asia/Kathmandu",
    "America/St_Johns",
    "Pacific/Apia",
    "Africa/Casablanca",
    "UTC",
)
bounded = settings(deadline=None)  # a shared machine stalls longer than the default 200 ms
NIGHT = QuietHours(time(21, 30), time(8, 30))

zones = st.sampled_from(ZONES)
clock_times = st.times()
on_the_half_hour = st.builds(time, st.integers(0, 23), st.sampled_from((0, 30)))
cadences: st.SearchStrategy[Cadence] = st.sampled_from(("few", "some"))
quiet_hours = st.builds(QuietHours, clock_times | on_the_half_hour, clock_times | on_the_half_hour).filter(
    lambda quiet: quiet.start != quiet.end
)


def moment_near_a_change(zone: str, year: int, day: int, offset: timedelta) -> datetime:
    """A moment around one of that year's clock changes, if the zone has any, so that they are met often."""
    place = ZoneInfo(zone)
    noons = [datetime(year, 1, 1, 12, tzinfo=UTC) + timedelta(days=n) for n in range(366)]
    changes = [b for a, b in pairwise(noons) if a.astimezone(place).utcoffset() != b.astimezone(place).utcoffset()]
    return (changes[day % len(changes)] if changes else noons[day]) + offset


@st.composite
def zones_and_moments(draw: st.DrawFn) -> tuple[str, datetime]:
    zone = draw(zones)
    offset = draw(st.timedeltas(timedelta(days=-2), timedelta(days=1)))
    return zone, moment_near_a_change(zone, draw(st.integers(2005, 2037)), draw(st.integers(0, 365)), offset)


def utc(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=UTC)  # type: ignore[misc,arg-type]  # the parts are those of datetime


@bounded
@given(zones_and_moments(), quiet_hours)
def test_n1_the_next_allowed_moment_is_the_first_outside_quiet_hours(
    where: tuple[str, datetime], quiet: QuietHours
) -> None:
    zone, after = where
    plan = Plan(zone=zone, quiet=quiet)

    found = next_allowed(plan, after)

    assert found >= after
    assert found.tzinfo is UTC
    assert not is_quiet(plan, found)
    skipped = found - after
    assert all(is_quiet(plan, after + skipped * n / 40) for n in range(40) if skipped)
    assert not skipped or is_quiet(plan, found - timedelta(microseconds=1))


@bounded
@given(zones_and_moments(), quiet_hours, st.timedeltas(timedelta(0), timedelta(days=2)))
def test_a_later_question_never_has_an_earlier_answer(
    where: tuple[str, datetime], quiet: QuietHours, later: timedelta
) -> None:
    zone, after = where
    plan = Plan(zone=zone, quiet=quiet)

    assert next_allowed(plan, after) <= next_allowed(plan, after + later)
    assert next_allowed(plan, next_allowed(plan, after)) == next_allowed(plan, after)
    assert next_morning(zone, after) <= next_morning(zone, after + later)


@bounded
@given(zones_and_moments(), clock_times)
def test_a_local_time_is_the_first_moment_when_the_clock_reads_it_or_has_passed_it(
    where: tuple[str, datetime], clock: time
) -> None:
    zone, near = where
    day = local_day(Plan(zone=zone), near)
    wall = datetime.combine(day, clock)

    moment = at_local(zone, day, clock)

    shown = moment.astimezone(ZoneInfo(zone)).replace(tzinfo=None)
    just_before = (moment - timedelta(microseconds=1)).astimezone(ZoneInfo(zone)).replace(tzinfo=None)
    assert shown >= wall
    assert just_before < wall
    if shown > wall:  # a gap: the clock jumped over the wish at this very moment
        assert shown - just_before > timedelta(minutes=1)


@bounded
@given(zones_and_moments(), st.times())
def test_the_next_morning_is_later_and_within_two_days(where: tuple[str, datetime], at: time) -> None:
    zone, after = where

    found = next_morning(zone, after, at)

    assert after < found <= after + timedelta(days=2, hours=2)


@settings(bounded, max_examples=40)
@given(
    zones_and_moments(),
    quiet_hours,
    cadences,
    st.none() | clock_times,
    st.lists(st.integers(0, 72), max_size=40),
)
@example(("UTC", utc(2025, 1, 1)), NIGHT, "few", None, [0] * 40)
def test_nudges_keep_quiet_hours_and_cadence_over_weeks(
    where: tuple[str, datetime], quiet: QuietHours, cadence: Cadence, at: time | None, waits: list[int]
) -> None:
    zone, after = where
    plan = Plan(zone=zone, quiet=quiet, nudges=cadence, at=at)
    sent: list[datetime] = []
    for wait in waits:
        moment = next_nudge(plan, after, sent)
        assert moment is not None
        assert moment >= after
        assert not is_quiet(plan, moment)
        sent.append(moment)
        after = moment + timedelta(hours=wait)

    days = [local_day(plan, moment) for moment in sent]
    assert len(set(days)) == len(days)
    for first in days:
        assert sum(first <= day < first + timedelta(days=7) for day in days) <= MAX_PER_WEEK[cadence]


@bounded
@given(zones_and_moments(), quiet_hours, cadences)
def test_room_left_means_the_first_allowed_moment(
    where: tuple[str, datetime], quiet: QuietHours, cadence: Cadence
) -> None:
    zone, after = where
    plan = Plan(zone=zone, quiet=quiet, nudges=cadence)

    assert next_nudge(plan, after) == next_allowed(plan, after)


@bounded
@given(zones_and_moments(), st.integers(0, 90))
def test_quiet_hours_that_start_inside_a_gap_hold_from_its_end(where: tuple[str, datetime], minutes: int) -> None:
    zone, near = where
    day = local_day(Plan(zone=zone), near)
    start = (datetime.combine(day, time(1, 45)) + timedelta(minutes=minutes)).time()
    moment = at_local(zone, day, start)
    end = (datetime.combine(day, start) + timedelta(hours=8)).time()
    assume(moment.astimezone(ZoneInfo(zone)).date() == day)

    plan = Plan(zone=zone, quiet=QuietHours(start, end))

    assert is_quiet(plan, moment)
    assert next_allowed(plan, moment) > moment


def test_a_moment_in_the_evening_waits_for_the_morning() -> None:
    plan = Plan(zone="Europe/Madrid", quiet=NIGHT)

    assert next_allowed(plan, utc(2025, 11, 22, 21)) == utc(2025, 11, 23, 7, 30)
    assert next_allowed(plan, utc(2025, 11, 22, 20, 29)) == utc(2025, 11, 22, 20, 29)


def test_the_end_of_quiet_hours_is_allowed_and_the_start_is_not() -> None:
    plan = Plan(zone="UTC", quiet=QuietHours(time(13), time(15)))

    assert is_quiet(plan, utc(2025, 1, 1, 13))
    assert not is_quiet(plan, utc(2025, 1, 1, 15))


def test_quiet_hours_that_end_in_a_gap_end_with_it() -> None:
    plan = Plan(zone="Europe/Madrid", quiet=QuietHours(time(22), time(2, 30)))

    assert next_allowed(plan, utc(2025, 3, 29, 23)) == utc(2025, 3, 30, 1)


def test_a_waking_time_that_falls_whole_into_a_gap_waits_for_the_next_day() -> None:
    plan = Plan(zone="Europe/Madrid", quiet=QuietHours(time(3), time(2)))

    assert next_allowed(plan, utc(2025, 3, 30, 0)) == utc(2025, 3, 31, 0)


def test_a_clock_set_back_out_of_quiet_hours_allows_at_that_moment() -> None:
    plan = Plan(zone="Europe/Madrid", quiet=QuietHours(time(2, 30), time(10)))

    assert next_allowed(plan, utc(2025, 10, 26, 0, 45)) == utc(2025, 10, 26, 1)


@pytest.mark.parametrize(
    ("zone", "day", "clock", "expected"),
    [
        ("Europe/Madrid", date(2025, 3, 30), time(2, 30), utc(2025, 3, 30, 1)),
        ("Europe/Madrid", date(2025, 10, 26), time(2, 30), utc(2025, 10, 26, 0, 30)),
        ("Australia/Lord_Howe", date(2025, 10, 5), time(2, 15), utc(2025, 10, 4, 15, 30)),
        ("Australia/Lord_Howe", date(2025, 4, 6), time(1, 45), utc(2025, 4, 5, 14, 45)),
        ("America/Sao_Paulo", date(2018, 11, 4), time(0), utc(2018, 11, 4, 3)),
        ("America/St_Johns", date(2025, 3, 9), time(2, 1), utc(2025, 3, 9, 5, 30)),
        ("Pacific/Apia", date(2011, 12, 30), time(9), utc(2011, 12, 30, 10)),
        ("Asia/Kathmandu", date(2025, 6, 1), time(9), utc(2025, 6, 1, 3, 15)),
    ],
)
def test_gaps_give_the_first_moment_after_and_overlaps_the_first_of_two(
    zone: str, day: date, clock: time, expected: datetime
) -> None:
    assert at_local(zone, day, clock) == expected


def test_the_next_morning_is_today_while_nine_lies_ahead_and_else_tomorrow() -> None:
    assert next_morning("Europe/Madrid", utc(2025, 11, 22, 6)) == utc(2025, 11, 22, 8)
    assert next_morning("Europe/Madrid", utc(2025, 11, 22, 8)) == utc(2025, 11, 23, 8)


def test_quiet_hours_over_the_whole_day_are_refused() -> None:
    plan = Plan(zone="UTC", quiet=QuietHours(time(9), time(9)))

    assert is_quiet(plan, utc(2025, 1, 1, 12))
    with pytest.raises(QuietAllDay):
        next_allowed(plan, utc(2025, 1, 1))
    with pytest.raises(QuietAllDay):
        next_nudge(plan, utc(2025, 1, 1))


def test_no_quiet_hours_allow_every_moment() -> None:
    assert next_allowed(Plan(zone="UTC", quiet=None), utc(2025, 1, 1, 3)) == utc(2025, 1, 1, 3)


def test_no_nudges_are_none() -> None:
    assert next_nudge(Plan(zone="UTC", nudges="none"), utc(2025, 1, 1)) is None


def test_n2_a_second_nudge_waits_for_the_next_local_day() -> None:
    plan = Plan(zone="America/Sao_Paulo", quiet=NIGHT, nudges="some")

    found = next_nudge(plan, utc(2025, 6, 2, 15), [utc(2025, 6, 2, 12)])

    assert found == utc(2025, 6, 3, 11, 30)


def test_few_is_two_in_any_seven_days() -> None:
    plan = Plan(zone="UTC", quiet=NIGHT, nudges="few")

    found = next_nudge(plan, utc(2025, 6, 5, 12), [utc(2025, 6, 2, 12), utc(2025, 6, 4, 12)])

    assert found == utc(2025, 6, 9, 8, 30)


def test_a_chosen_hour_is_waited_for() -> None:
    plan = Plan(zone="Europe/Madrid", quiet=NIGHT, nudges="some", at=time(19))

    assert next_nudge(plan, utc(2025, 6, 2, 9)) == utc(2025, 6, 2, 17)
    assert next_nudge(plan, utc(2025, 6, 2, 17)) == utc(2025, 6, 2, 17)
    assert next_nudge(plan, utc(2025, 6, 2, 18)) == utc(2025, 6, 2, 18)  # an hour late is no day late
    assert next_nudge(plan, utc(2025, 6, 2, 19)) == utc(2025, 6, 3, 17)


def test_N1_what_is_sent_in_the_evening_may_come_until_the_quiet_hours_and_no_longer() -> None:
    madrid = Plan(zone="Europe/Madrid", quiet=NIGHT)  # an hour ahead of UTC in winter
    evening = utc(2030, 1, 7, 20)

    assert until_quiet(madrid, evening) == timedelta(minutes=30)
    assert until_quiet(madrid, utc(2030, 1, 7, 20, 30)) == timedelta(days=1)
    assert until_quiet(madrid, utc(2030, 1, 7, 7, 30)) == timedelta(hours=13)
    assert until_quiet(madrid, utc(2030, 1, 7, 23, 15)) == timedelta(hours=21, minutes=15)
    assert until_quiet(Plan(zone="Europe/Madrid", quiet=None), evening) == timedelta(days=1)


def test_a_nudge_for_half_past_eleven_at_night_may_still_come_after_midnight() -> None:
    late = Plan(zone="UTC", quiet=None, at=time(23, 30))

    assert next_nudge(late, utc(2030, 1, 8, 0, 30)) == utc(2030, 1, 8, 0, 30)
    assert next_nudge(late, utc(2030, 1, 8, 1, 30)) == utc(2030, 1, 8, 23, 30)


def test_who_wishes_for_saturdays_is_not_written_to_on_the_sunday_after_a_saturdays_quiet_hours() -> None:
    saturdays = Plan(zone="UTC", quiet=NIGHT, days=frozenset({5}))

    assert next_nudge(saturdays, utc(2030, 1, 12, 22)) == utc(2030, 1, 19, 8, 30)
