"""When somebody who gives no sign of life is warned and erased."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from flows.inactivity import LONGEST, MONTH, WEEK, Erase, Later, Warn, look

LAST = datetime(2026, 1, 5, 9, tzinfo=UTC)
A_DAY = timedelta(days=1)


def after(days: int) -> datetime:
    return LAST + days * A_DAY


def test_a_warning_comes_a_month_before_another_a_week_before_and_then_the_end() -> None:
    assert look(LAST, (), 180, after(149)) == Later(after(150))
    assert look(LAST, (), 180, after(150)) == Warn(1)
    assert look(LAST, (after(150),), 180, after(172)) == Later(after(173))
    assert look(LAST, (after(150),), 180, after(173)) == Warn(2)
    assert look(LAST, (after(150), after(173)), 180, after(179)) == Later(after(180))
    assert look(LAST, (after(150), after(173)), 180, after(180)) == Erase()


def test_a_look_back_that_is_near_the_end_is_waited_for_and_one_far_ahead_is_not() -> None:
    assert look(LAST, (), 180, after(150), [after(183)]) == Later(after(180))
    assert look(LAST, (), 180, after(180), [after(183)]) == Later(after(183))
    assert look(LAST, (), 180, after(183), [after(183)]) == Warn(1)
    assert look(LAST, (), 180, after(150), [after(365)]) == Warn(1)


def test_a_sign_of_life_makes_earlier_warnings_nothing() -> None:
    assert look(after(174), (after(150), after(173)), 180, after(180)) == Later(after(180) + LONGEST)


def test_it_can_be_switched_off() -> None:
    assert look(LAST, (after(1), after(2)), 0, after(9999)) == Later(after(9999) + LONGEST)


@given(
    days=st.integers(60, 3650),
    pauses=st.lists(st.integers(0, 400), min_size=1, max_size=60),
    back=st.sets(st.integers(0, 59), max_size=5),
)
def test_whoever_comes_by_after_a_warning_is_not_erased_and_nobody_is_without_two_of_them_in_time(
    days: int, pauses: list[int], back: set[int]
) -> None:
    """However irregularly it is looked at: the bot may be off for a year, or an older database be brought back."""
    last, now, warned = LAST, LAST, list[datetime]()
    for number, pause in enumerate(pauses):
        now += pause * A_DAY
        if number in back:
            last = now
        match look(last, warned, days, now):
            case Warn(which):
                warned.append(now)
                assert which == len([one for one in warned if one >= last]) <= 2
            case Erase():
                first, second = (one for one in warned if one >= last)
                assert now - last >= days * A_DAY
                assert second - first >= MONTH - WEEK
                assert now - second >= WEEK
                return
            case Later(at):
                assert now < at <= now + LONGEST
