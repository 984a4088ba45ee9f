"""The plan of step 3: told on both clocks, reminded of, moved, called off, looked back on, and done again."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from flows.connection import ROOM
from flows.engine.effects import Print, Say, Show
from flows.engine.events import LOOSE, Woke
from flows.engine.moving import gets_out
from flows.engine.refusal import Reason, Refused
from flows.engine.session import Partner
from flows.outing import QUESTIONS
from flows.outing import planned as planned_at
from flows.votes import matches
from tests.flows.drive import START, A, B, Drive
from tests.flows.outings import (
    agrees_on,
    aside,
    begun,
    done,
    once_more,
    over,
    planned,
    proposing,
    says,
    timers,
    votes,
)

MADRID, NEW_YORK, SYDNEY = "Europe/Madrid", "America/New_York", "Australia/Sydney"


def clocks(drive: Drive, by: Partner) -> dict[str, str]:
    """Return what the prompt of one of them says about the time."""
    lines = [line for line in drive.prompt(by).lines if line.at is not None]
    return {line.key: line.at.astimezone(ZoneInfo(line.zone)).strftime("%a %d.%m. %H:%M") for line in lines if line.at}


def in_zones(one: str, other: str, at: datetime) -> Drive:
    """Return a plan at ``at`` of two people in two zones, made two days before."""
    drive = begun()
    drive.now = at - timedelta(days=2)
    drive.knows("zones", {"a": one, "b": other})
    drive.both("agree", "skip")
    for by in Partner:
        votes(drive, by, all="yes")
    drive.both(matches(drive.session)[0])
    agrees_on(drive, at)
    drive.both("together", "near")
    return drive


# Told on both clocks


@pytest.mark.parametrize(
    ("day", "other", "here", "there"),
    [
        (9, NEW_YORK, "Sat 09.03. 19:30", "Sat 09.03. 13:30"),
        (16, NEW_YORK, "Sat 16.03. 19:30", "Sat 16.03. 14:30"),
        (30, NEW_YORK, "Sat 30.03. 19:30", "Sat 30.03. 14:30"),
        (31, NEW_YORK, "Sun 31.03. 19:30", "Sun 31.03. 13:30"),
        (30, SYDNEY, "Sat 30.03. 19:30", "Sun 31.03. 05:30"),
        (31, SYDNEY, "Sun 31.03. 19:30", "Mon 01.04. 04:30"),
    ],
)
def test_each_reads_their_own_clock_and_the_partners_across_clock_changes(
    day: int, other: str, here: str, there: str
) -> None:
    drive = in_zones(MADRID, other, datetime(2030, 3, day, 19, 30, tzinfo=ZoneInfo(MADRID)).astimezone(UTC))

    assert clocks(drive, A) == {"connection-line_when": here, "connection-line_their_clock": there}
    assert clocks(drive, B) == {"connection-line_when": there, "connection-line_their_clock": here}


def test_where_both_clocks_show_the_same_it_is_told_once() -> None:
    drive = in_zones(MADRID, "Europe/Paris", datetime(2030, 3, 31, 17, 30, tzinfo=UTC))

    assert clocks(drive, A) == clocks(drive, B) == {"connection-line_when": "Sun 31.03. 19:30"}


def test_the_proposer_is_offered_hours_of_their_own_clock_and_the_other_reads_theirs() -> None:
    drive = proposing(far=True)
    proposer = drive.session.speaker
    zone = {A: MADRID, B: NEW_YORK}
    offered = [datetime.fromisoformat(option) for option in drive.options(proposer) if option != "off"]
    assert len(offered) >= 2
    for moment in offered:
        assert moment.astimezone(ZoneInfo(zone[proposer])).minute in (0, 30)
        assert 9 <= moment.astimezone(ZoneInfo(zone[proposer.other])).hour <= 22
    drive.presses(proposer, offered[0].isoformat())

    own = offered[0].astimezone(ZoneInfo(zone[proposer.other])).strftime("%a %d.%m. %H:%M")
    assert clocks(drive, proposer.other)["connection-line_when"] == own


def test_each_gets_an_entry_for_the_calendar() -> None:
    drive = planned()

    assert drive.printed == [
        Print(
            to=None,
            form="calendar",
            key="connection-calendar",
            at=START + timedelta(days=4),
            minutes=drive.printed[0].minutes,
        )
    ]
    assert drive.printed[0].minutes > 0


# Reminders


def test_both_are_reminded_the_day_and_the_hour_before_and_their_buttons_stay() -> None:
    drive = planned(after=timedelta(days=4))
    live = [drive.prompt(by).turn for by in Partner]
    assert drive.wakes("day") == timedelta(days=3)
    assert drive.wakes("hour") == timedelta(hours=23)

    for name in ("day", "hour"):
        told = says(drive, f"connection-reminder-{name}")
        assert [say.to for say in told] == [A, B]
        assert all(say.until for say in told)
        assert {say.supposes for say in told} == {("at", drive.session.memory["at"])}
        assert all(len(say.lines) == 1 for say in told)
    assert [drive.prompt(by).turn for by in Partner] == live
    assert not any(isinstance(effect, Show) for effect in drive.effects)


def test_reminders_are_gentle_and_belong_to_no_state() -> None:
    drive = planned()

    for name in ("day", "hour", "after"):
        (timer,) = timers(drive, name)
        assert timer.gentle
        assert timer.entered == LOOSE


def test_a_plan_for_tonight_has_no_reminder_of_the_day_before() -> None:
    drive = planned(after=timedelta(hours=5))

    assert not timers(drive, "day")
    assert len(timers(drive, "hour")) == 1


@pytest.mark.parametrize(("name", "late"), [("day", timedelta(hours=22)), ("hour", timedelta(minutes=58))])
def test_a_reminder_that_quiet_hours_made_late_is_not_said(name: str, late: timedelta) -> None:
    drive = planned()
    (timer,) = timers(drive, name)
    drive.now = timer.at + late

    assert drive.refused(Woke(by=timer.by, entered=LOOSE, name=name)) is Reason.UNKNOWN


def moved(after: timedelta) -> Drive:
    """The plan of four days from now was moved to another time."""
    drive = planned()
    drive.presses(B, "move")
    agrees_on(drive, drive.now + after)
    assert drive.states() == {"ahead"}
    return drive


def test_the_reminders_of_a_moved_plan_are_those_of_its_new_time() -> None:
    drive = moved(timedelta(days=8))
    early, late = sorted(timers(drive, "day"), key=lambda wake: wake.at)
    drive.now = early.at
    assert drive.refused(Woke(by=early.by, entered=LOOSE, name="day")) is Reason.UNKNOWN
    drive.now = late.at
    drive.apply(Woke(by=late.by, entered=LOOSE, name="day"))

    assert len(says(drive, "connection-reminder-day")) == 2


def test_a_plan_moved_by_some_minutes_is_reminded_of_once() -> None:
    drive = moved(timedelta(days=4, minutes=10))
    for timer in timers(drive, "day"):
        drive.now = timer.at
        with suppress(Refused):  # the second one
            drive.apply(Woke(by=timer.by, entered=LOOSE, name="day"))

    assert len(says(drive, "connection-reminder-day")) == 2


def test_the_old_end_of_a_moved_plan_asks_nobody_how_it_was() -> None:
    drive = moved(timedelta(days=8))
    early, late = sorted(timers(drive, "after"), key=lambda wake: wake.at)
    drive.now = early.at
    assert drive.refused(Woke(by=early.by, entered=LOOSE, name="after")) is Reason.UNKNOWN
    drive.now = late.at
    drive.apply(Woke(by=late.by, entered=LOOSE, name="after"))

    assert drive.states() == {"happened"}


@pytest.mark.parametrize("name", ["day", "hour", "after"])
def test_nothing_comes_of_a_plan_that_was_called_off(name: str) -> None:
    drive = planned()
    drive.presses(A, "off")
    (timer,) = timers(drive, name)
    drive.now = timer.at

    assert drive.refused(Woke(by=timer.by, entered=LOOSE, name=name)) is Reason.UNKNOWN
    assert not says(drive, f"connection-reminder-{name}")


# Moving it, calling it off, questions for it


@pytest.mark.parametrize("by", Partner)
@pytest.mark.parametrize("state", ["ahead", "evening"])
@pytest.mark.parametrize(("option", "to"), [("move", "propose"), ("off", "next")])
def test_C2_each_can_move_it_or_call_it_off_with_one_press_and_no_reason(
    by: Partner, state: str, option: str, to: str
) -> None:
    drive = planned()
    if state == "evening":
        drive.presses(by, "question")
    assert gets_out(drive.flow, drive.session, drive.chose(by, option)) is (option == "off")
    drive.presses(by, option)

    assert drive.states() == {to}
    (told,) = [say for say in drive.said if say.key in ("connection-moved", "connection-called_off")]
    assert told.to is None
    assert not told.quotes
    assert not told.lines


def test_whoever_moves_it_proposes_another_time_and_the_rest_stands() -> None:
    drive = planned()
    before = [line.key for line in drive.prompt(A).lines]
    drive.presses(B, "move")
    assert drive.session.speaker is B
    agrees_on(drive, drive.now + timedelta(days=6))

    assert drive.states() == {"ahead"}
    assert [line.key for line in drive.prompt(A).lines] == before
    assert [entry.at for entry in drive.printed] == [START + timedelta(days=4), START + timedelta(days=6)]


def test_whoever_moved_it_by_mistake_can_propose_the_time_that_it_had() -> None:
    drive = planned()
    at = START + timedelta(days=4)
    drive.presses(B, "move")
    assert at.isoformat() in drive.options(B)
    drive.presses(B, at.isoformat())
    drive.presses(A, "yes")

    assert drive.states() == {"ahead"}
    assert planned_at(drive.session) == at


def test_a_time_that_has_gone_by_is_not_proposed_again() -> None:
    drive = planned(after=timedelta(minutes=30))
    drive.now += timedelta(minutes=31)
    drive.presses(B, "move")

    assert (START + timedelta(minutes=30)).isoformat() not in drive.options(B)


def test_the_time_of_a_plan_that_is_off_is_not_proposed_for_the_next_one() -> None:
    drive = planned(after=timedelta(days=4, minutes=7))
    drive.presses(B, "move", "off")
    drive.both("plan", "skip")
    for by in Partner:
        votes(drive, by, all="yes")
    drive.both(matches(drive.session)[0])

    assert (START + timedelta(days=4, minutes=7)).isoformat() not in drive.options(drive.session.speaker)


@pytest.mark.parametrize("by", ["whoever proposes", "whoever is asked"])
def test_whoever_has_a_calendar_entry_is_reminded_of_it_where_a_moved_plan_is_called_off(by: str) -> None:
    drive = planned()
    drive.presses(B, "move")
    if by == "whoever is asked":
        drive.proposes(B, moment := drive.now + timedelta(days=6))
        drive.presses(B, moment.isoformat())
    drive.presses(B if by == "whoever proposes" else A, "off")

    assert drive.states() == {"next"}
    assert drive.told(A)[-1] == drive.told(B)[-1] == "connection-called_off"


def test_before_there_is_a_calendar_entry_none_is_spoken_of() -> None:
    drive = proposing()
    drive.presses(drive.session.speaker, "off")

    assert drive.told(A)[-1] == drive.told(B)[-1] == "connection-off"


def test_questions_come_one_a_press_and_each_has_others() -> None:
    drive = planned()
    asked: dict[Partner, list[str]] = {A: [], B: []}
    for by in Partner:
        drive.presses(by, "question")
        for _ in QUESTIONS:
            asked[by].append(drive.prompt(by).lines[0].key)
            drive.presses(by, "question")

    for by in Partner:
        assert sorted(asked[by]) == sorted(f"questions-{name}" for name in QUESTIONS)
    assert asked[A][0] != asked[B][0]


def test_a_question_is_read_by_whoever_pressed_for_it_alone() -> None:
    drive = planned()
    drive.presses(A, "question")

    assert drive.state(B) == "ahead"
    assert not any(getattr(effect, "to", A) is not A for effect in drive.effects)
    drive.presses(A, "back")
    assert drive.state(A) == "ahead"


# Afterwards


def test_a_few_hours_after_each_is_asked_whether_it_came_about() -> None:
    drive = planned()
    drive.presses(A, "question")
    (timer,) = timers(drive, "after")
    assert timer.at >= START + timedelta(days=4, hours=2)
    drive.wakes("after")

    assert drive.states() == {"happened"}


@pytest.mark.parametrize(("a", "b"), [("no", "no"), ("yes", "no"), ("no", "yes")])
def test_where_it_did_not_come_about_nobody_is_blamed_and_it_counts_for_nothing(a: str, b: str) -> None:
    drive = over()
    drive.presses(A, a)
    assert drive.state(B) == "happened"
    drive.presses(B, b)

    assert drive.states() == {"next"}
    assert drive.told(A)[-1] == drive.told(B)[-1] == "connection-another_day"
    assert drive.session.count("done") == 0


def test_P2_the_moments_that_were_liked_are_revealed_together() -> None:
    drive = over()
    drive.both("yes")
    drive.says(A, "the soup")
    drive.presses(A, "8")
    drive.says(B, "the wrong bus")
    assert drive.read == {A: [], B: []}
    drive.presses(B, "6")

    assert drive.read[A] == drive.read[B] == ["the soup", "the wrong bus"]


def test_P1_how_it_was_stays_with_each() -> None:
    drive = over()
    drive.both("yes", "skip")
    drive.presses(A, "2")
    drive.presses(B, "9")

    ratings = {drive.answer("rating", by).n for by in Partner}
    assert not any(ratings & drive.seen[by] for by in Partner)
    assert "connection-moment-revealed" not in drive.told(A)


def test_one_moment_alone_is_shown_too() -> None:
    drive = over()
    drive.both("yes")
    drive.says(A, "the soup")
    drive.presses(A, "8")
    drive.presses(B, "skip", "6")

    assert drive.read[B] == ["the soup"]


def test_P2_the_second_time_nothing_is_revealed_before_both_have_answered() -> None:
    drive = over()
    drive.both("yes")
    for by in Partner:
        drive.says(by, f"first, says {by}")
        drive.presses(by, "8")
    drive.both("plan", "skip")
    for by in Partner:
        votes(drive, by, all="yes")
    drive.both(matches(drive.session)[0])
    agrees_on(drive, drive.now + timedelta(days=4))
    drive.both("me", "near")
    drive.wakes("after")
    drive.both("yes")
    drive.says(A, "second, says a")
    drive.presses(A, "8")
    assert "second, says a" not in drive.read[B]
    drive.says(B, "second, says b")
    drive.presses(B, "8")

    assert drive.read[A][-2:] == drive.read[B][-2:] == ["second, says a", "second, says b"]


# Again, and the end of the step


def test_after_one_time_it_goes_on_or_waits() -> None:
    drive = over()
    done(drive)

    assert drive.options(A) == ("plan", "later")


def test_what_was_done_is_not_offered_again() -> None:
    drive = over()
    first = drive.session.memory["item"]
    done(drive)
    once_more(drive)

    assert first not in matches(drive.session)


def test_two_times_done_open_the_end_which_takes_both() -> None:
    drive = over()
    done(drive)
    once_more(drive)
    assert drive.options(A) == ("plan", "later", "enough")
    assert [line.key for line in drive.prompt(A).lines] == ["connection-line_may_end"]
    drive.presses(A, "enough")
    drive.presses(B, "plan")
    assert drive.states() == {"waiting"}
    assert not drive.reports
    drive.now += ROOM
    drive.presses(A, "ask")
    drive.both("enough")

    assert drive.session.aside
    assert [report.name for report in drive.reports] == ["step_done"]
    assert drive.states() == {"waiting"}


def test_four_weeks_open_the_end_too() -> None:
    drive = planned(after=timedelta(days=29))
    drive.wakes("after")
    drive.both("no")

    assert drive.options(A) == ("plan", "later", "enough")


def test_beside_the_next_step_more_can_be_planned() -> None:
    drive = aside()
    drive.presses(B, "ask")
    assert drive.options(A) == ("plan", "later", "close")
    once_more(drive)
    drive.both("close")

    assert str(drive.session.ended) == "done"
    assert [report.name for report in drive.reports] == ["step_done"]


def test_beside_the_next_step_nobody_is_asked_every_week() -> None:
    drive = aside()

    assert not [wake for wake in timers(drive, "week") if drive.is_live(wake)]


def test_a_week_after_later_both_are_asked_once_more() -> None:
    drive = over()
    done(drive)
    drive.presses(A, "later")
    drive.presses(B, "plan")
    assert drive.states() == {"waiting"}
    assert drive.wakes("week") == timedelta(days=7)

    assert drive.states() == {"next"}


def test_whoever_wishes_may_have_both_asked_sooner() -> None:
    drive = over()
    done(drive)
    drive.both("later")
    drive.now += ROOM
    drive.presses(B, "ask")

    assert drive.states() == {"next"}
    assert not [say for say in drive.said if isinstance(say, Say) and say.to is A]


def test_N6_right_after_it_was_left_open_a_wish_to_be_asked_again_waits_two_days_and_the_other_sees_nothing() -> None:
    drive = over()
    done(drive)
    drive.presses(A, "later")
    drive.presses(B, "plan")
    drive.presses(B, "ask")
    assert (drive.state(A), drive.state(B)) == ("waiting", "room")
    assert all(getattr(effect, "to", B) is B for effect in drive.effects)
    assert drive.wakes("asked") == timedelta(days=2)

    assert drive.states() == {"next"}


def test_N6_whoever_leaves_it_after_all_has_nobody_asked_before_a_week() -> None:
    drive = over()
    done(drive)
    drive.both("later")
    drive.presses(B, "ask", "leave", "ask", "leave")

    assert drive.states() == {"waiting"}
    assert not [wake for wake in timers(drive, "asked") if drive.is_live(wake)]
    assert drive.wakes("week") == timedelta(days=7)
    assert drive.states() == {"next"}


def test_N2_only_what_is_said_before_the_time_that_both_agreed_on_may_not_wait_for_another_day() -> None:
    drive = planned()

    assert {name: {wake.timely for wake in timers(drive, name)} for name in ("day", "hour", "after")} == {
        "day": {True},
        "hour": {True},
        "after": {False},
    }
