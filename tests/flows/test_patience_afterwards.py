"""What follows the fifth step: a question after 1, 3, 6 and 12 months, promises on any day, and then an end."""

from __future__ import annotations

from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest

from flows.engine.effects import Print
from flows.engine.events import Called
from flows.engine.refusal import Reason
from flows.patience import FLOW, KEEPSAKE, UPKEEP
from tests.flows.drive import START, A, B, Drive
from tests.flows.patiences import SUNDAY, ZONES, afterwards, at, passes, promised

MADRID = ZoneInfo("Europe/Madrid")


def test_each_is_asked_after_one_three_six_and_twelve_months() -> None:
    drive = afterwards()
    asked: list[timedelta] = []
    for _ in UPKEEP:
        drive.wakes("upkeep")
        drive.wakes("upkeep")
        asked.append(drive.now - START)
        assert drive.states() == {"upkeep"}
        assert drive.prompt(A).quiet
        for by in (A, B):
            drive.says(by, "it goes well")
            drive.presses(by, "enough")

    assert tuple(asked) == UPKEEP
    assert drive.session.ended == "done"
    assert drive.told(A)[-1] == drive.told(B)[-1] == "patience-over"


def test_P1_how_it_is_stays_with_whoever_says_it() -> None:
    drive = afterwards()
    passes(drive, days=30)
    drive.says(A, "not so well")
    passes(drive, days=200)

    assert "not so well" not in drive.read[B]


def test_one_who_does_not_answer_keeps_the_other_from_nothing() -> None:
    drive = afterwards()
    passes(drive, days=30)
    drive.presses(A, "skip", "enough")

    assert (drive.state(A), drive.state(B)) == ("kept", "upkeep")
    passes(drive, days=60 + 2)
    assert (drive.state(A), drive.state(B)) == ("upkeep", "upkeep")


def test_what_came_due_while_a_question_was_open_is_not_asked_a_second_time() -> None:
    drive = afterwards()
    passes(drive, days=200)
    drive.presses(A, "skip", "enough")

    assert drive.state(A) == "kept"


def test_a_promise_can_be_made_from_the_question_afterwards() -> None:
    drive = afterwards()
    passes(drive, days=30)
    drive.presses(A, "skip", "promise")
    promised(drive, until=drive.now + timedelta(days=2))

    assert drive.state(A) == "kept"


def test_the_command_opens_the_desk_for_whoever_calls_it_alone() -> None:
    drive = afterwards()
    drive.calls("opened", B)

    assert (drive.state(A), drive.state(B)) == ("kept", "desk")
    drive.presses(B, "keepsake")
    assert drive.printed == [Print(to=B, form="pdf", key="patience-keepsake_file", records=KEEPSAKE)]
    assert drive.state(B) == "kept"
    drive.calls("opened", B)
    drive.presses(B, "close")
    assert drive.state(B) == "kept"


@pytest.mark.parametrize("state", ["slowly", "promise", "halfway"])
def test_the_command_means_nothing_before_the_talk_is_done(state: str) -> None:
    drive = at(state)

    assert drive.refused(Called(name="opened", by=A)) is Reason.UNKNOWN


def test_the_command_loses_nothing_of_a_promise_that_is_being_made() -> None:
    drive = afterwards()
    drive.calls("opened", A)
    drive.presses(A, "promise")
    drive.says(A, "I will call")
    drive.calls("opened", A)

    assert drive.state(A) == "promise_due"
    drive.presses(A, drive.options(A)[0], "share")
    drive.wakes("news")
    assert drive.kept[-1].name == "promises"


def test_whoever_comes_back_to_a_date_days_later_is_proposed_days_to_come() -> None:
    drive = afterwards()
    drive.calls("opened", A)
    drive.presses(A, "promise")
    drive.says(A, "I will call")
    passes(drive, days=20)
    drive.calls("opened", A)

    assert all(option > drive.now.isoformat() for option in drive.options(A) if option != "rather_not")
    drive.presses(A, "rather_not")
    assert drive.state(A) == "kept"


def test_P6_a_promise_is_among_what_both_keep_only_once_it_was_told() -> None:
    drive = afterwards()
    drive.calls("opened", A)
    drive.presses(A, "promise")
    promised(drive, until=drive.now + timedelta(days=3))
    assert not drive.kept

    drive.wakes("news")
    assert [(one.name, one.facts["by"]) for one in drive.kept] == [("promises", "a")]


def test_F1_the_year_does_not_end_before_all_of_a_promise_is_said() -> None:
    drive = afterwards()
    passes(drive, days=366)
    for by in (A, B):
        drive.presses(by, "skip")
    drive.presses(B, "enough")
    assert drive.state(B) == "a_year"
    drive.presses(A, "promise")
    promised(drive, until=drive.now + timedelta(days=3))
    assert drive.state(A) == "kept"
    passes(drive, days=3)

    assert drive.state(B) == "mark"
    drive.presses(B, "kept", "tell")
    drive.wakes("news")
    assert drive.told(A)[-2:] == ["patience-mark-kept", "patience-over"]
    assert drive.session.ended == "done"


@pytest.mark.parametrize("other", ["together", "time"])
def test_where_one_sees_separate_ways_promises_go_on_and_nothing_else_is_asked(other: str) -> None:
    drive = afterwards(a="apart", b=other)
    assert drive.told(A)[-1] == drive.told(B)[-1] == "patience-done-differently"
    assert drive.session.aside
    passes(drive, days=400)

    assert drive.states() == {"kept"}
    drive.calls("opened", A)
    drive.presses(A, "promise")
    promised(drive, until=drive.now + timedelta(days=2))
    passes(drive, days=2)
    assert drive.state(B) == "mark"


def with_an_hour() -> Drive:
    """They agreed on Sundays at seven in the evening, in Madrid, before summer time began there."""
    drive = at("weekly")
    drive.both("yes")
    drive.proposes(drive.session.speaker, SUNDAY)
    drive.presses(drive.session.speaker, SUNDAY.isoformat())
    drive.presses(drive.session.speaker.other, "accept")
    ended = Drive(FLOW, at="ahead", memory=dict(drive.session.memory), known=ZONES)
    for by in (A, B):
        ended.presses(by, "together")
    ended.both("no")
    return ended


def test_both_are_reminded_of_the_hour_that_they_agreed_on_each_week_by_the_clock_of_one_of_them() -> None:
    drive = with_an_hour()
    hours = []
    for _ in range(14):
        drive.wakes("weekly")
        drive.wakes("weekly")
        hours.append(drive.now)

    assert drive.told(A).count("patience-weekly_hour") == drive.told(B).count("patience-weekly_hour") == 14
    assert {(hour.astimezone(MADRID).weekday(), hour.astimezone(MADRID).hour) for hour in hours} == {(6, 20)}
    assert hours[0] == SUNDAY
    assert hours[-1] == SUNDAY + 13 * timedelta(days=7) - timedelta(hours=1)


@pytest.mark.parametrize(("late", "told"), [(0, 1), (23, 1), (24, 0), (48, 0), (24 * 9, 0)])
def test_N4_an_hour_that_a_rest_or_a_downtime_held_back_is_told_of_on_its_day_or_not_and_the_next_one_is(
    late: int, told: int
) -> None:
    drive = with_an_hour()
    drive.now = SUNDAY + timedelta(hours=late)
    drive.wakes("weekly")
    drive.wakes("weekly")

    assert drive.told(A).count("patience-weekly_hour") == drive.told(B).count("patience-weekly_hour") == told
    drive.wakes("weekly")
    assert drive.now == SUNDAY + timedelta(days=7 if late < 24 * 7 else 14)
    assert drive.told(A).count("patience-weekly_hour") + drive.told(B).count("patience-weekly_hour") == 2 * told + 1


def test_the_weekly_hour_disturbs_nothing_that_is_being_written() -> None:
    drive = with_an_hour()
    drive.calls("opened", A)
    drive.presses(A, "promise")
    drive.wakes("weekly")

    assert drive.state(A) == "promise"


def test_an_hour_that_was_proposed_and_never_agreed_on_reminds_of_nothing() -> None:
    drive = afterwards()

    assert "weekly" not in [wake.name for wake in drive.pending]
