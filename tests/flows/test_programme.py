"""The couple's way through the steps: readiness, rests, time-outs, pauses, an end."""

# the names of the invariants are written as design.md, section 7, writes them

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from flows.engine.effects import Say, Wake
from flows.engine.events import Called, Reopened, Woke
from flows.engine.refusal import Reason
from flows.engine.session import Partner
from flows.programme import FLOW, next_step, running, waits_for
from tests.flows.drive import START, A, B, Drive


def begun() -> Drive:
    return Drive(FLOW)


def offered() -> Drive:
    drive = begun()
    drive.both("private")
    return drive


def talking() -> Drive:
    drive = offered()
    drive.both("ready")
    assert drive.states() == {"running"}
    return drive


def reported(drive: Drive) -> list[str]:
    return [report.name for report in drive.reports]


def taking_time(drive: Drive, option: str = "twenty_minutes") -> None:
    """Call a time-out, agree on when to come back, and let that time come."""
    drive.calls("time_out")
    drive.presses(A, option)
    drive.presses(B, "yes")
    drive.wakes("time")
    assert drive.states() == {"back"}


# Where they talk


def test_a_group_is_asked_for_only_if_both_chose_it() -> None:
    drive = begun()
    drive.both("group")

    assert drive.states() == {"group"}
    assert drive.prompt(A).link == "group"


@pytest.mark.parametrize(("one", "other"), [("group", "private"), ("private", "group"), ("private", "private")])
def test_a_difference_means_private_first_and_nobody_learns_who_chose_what(one: str, other: str) -> None:
    drive = begun()
    drive.presses(A, one)
    assert drive.screens.keys() == {A, B}
    drive.presses(B, other)

    assert drive.states() == {"offered"}
    assert drive.said == [Say(to=None, key="programme-private_first")]


def test_nobody_is_told_that_the_partner_has_chosen_a_place() -> None:
    drive = begun()
    seen = drive.screens[B]
    drive.presses(A, "group")

    assert {effect.to for effect in drive.effects if hasattr(effect, "to")} == {A}
    assert drive.screens[B] == seen


def test_the_choice_of_a_place_can_be_taken_back_until_both_have_chosen() -> None:
    drive = begun()
    drive.presses(A, "group")
    drive.withdraws(A, drive.answer("place", A).n)
    drive.presses(B, "group")
    assert drive.state(B) == "place_met"
    drive.presses(A, "private")

    assert drive.states() == {"offered"}
    assert drive.refused(Reopened(by=A, n=drive.answer("place", A).n)) is Reason.SEEN


def test_the_talk_is_offered_once_the_group_is_there() -> None:
    drive = begun()
    drive.both("group")
    drive.calls("group_ready", B)

    assert drive.states() == {"offered"}


def test_either_may_choose_the_private_chats_after_all() -> None:
    drive = begun()
    drive.both("group")
    drive.presses(B, "private_instead")

    assert drive.states() == {"offered"}


# Readiness


def test_a_step_begins_when_both_are_ready() -> None:
    drive = offered()
    drive.presses(A, "ready")
    assert not running(drive.session)
    assert reported(drive) == []
    drive.presses(B, "ready")

    assert running(drive.session)
    assert reported(drive) == ["begin"]
    assert next_step(drive.session) == "open_communication"


def test_not_now_is_no_end_and_the_partner_is_not_told() -> None:
    drive = offered()
    drive.presses(A, "not_now")

    assert {effect.to for effect in drive.effects if hasattr(effect, "to")} == {A}
    drive.presses(B, "ready")
    drive.presses(A, "ready")
    assert running(drive.session)


def test_whoever_was_ready_may_take_it_back() -> None:
    drive = offered()
    drive.presses(A, "ready", "not_now")
    drive.presses(B, "ready")

    assert (drive.state(A), drive.state(B)) == ("not_yet", "ready_met")


def test_C1_seven_days_of_silence_are_a_no() -> None:
    drive = offered()
    drive.presses(A, "ready")
    waited = drive.wakes("week")

    assert waited == timedelta(days=7)
    assert drive.states() == {"lapsed"}
    assert reported(drive) == []


def test_after_a_lapse_either_may_offer_again_and_both_are_asked_anew() -> None:
    drive = offered()
    drive.presses(A, "ready")
    drive.wakes("week")
    drive.presses(B, "offer")

    assert drive.states() == {"offered"}
    drive.presses(B, "ready")
    assert not running(drive.session)


def test_the_seven_days_start_again_with_each_answer() -> None:
    drive = offered()
    first = drive.pending[0]
    drive.now += timedelta(days=6)
    drive.presses(A, "not_now")
    drive.presses(B, "ready")

    assert drive.refused(Woke(by=A, entered=first.entered, name="week")) is Reason.STALE
    assert drive.wakes("week") == timedelta(days=7)


# Rests


def test_after_a_step_the_programme_rests_48_hours() -> None:
    drive = talking()
    drive.calls("step_done")

    assert drive.states() == {"resting"}
    assert drive.said[-1].key == "programme-resting"
    assert drive.wakes("rested") == timedelta(hours=48)
    assert drive.states() == {"arrived"}


def test_a_step_can_be_done_again() -> None:
    drive = talking()
    drive.calls("step_done")
    drive.wakes("rested")
    drive.presses(A, "again")

    assert drive.states() == {"offered"}
    drive.both("ready")
    assert reported(drive) == ["begin", "begin"]


def test_not_today_rests_until_tomorrow_and_going_on_needs_both() -> None:
    drive = talking()
    drive.calls("not_today", B)
    assert drive.states() == {"resting"}
    drive.wakes("rested")

    assert drive.states() == {"back"}
    drive.presses(A, "go_on")
    assert not running(drive.session)
    assert waits_for(drive.session, B)
    drive.presses(B, "go_on")
    assert running(drive.session)
    assert reported(drive) == ["begin", "go_on"]


def test_every_rest_has_the_same_words_for_both() -> None:
    """S1: whatever the reason of a rest, both read one sentence without an actor."""
    done, today, third = talking(), talking(), talking()
    done.calls("step_done", A)
    today.calls("not_today", B)
    for _ in range(2):
        taking_time(third)
        third.both("go_on")
    third.calls("time_out", B)

    assert done.said[-1] == today.said[-1] == third.said[-1]
    assert done.said[-1].to is None


def test_a_rest_is_not_shortened_by_a_pause() -> None:
    drive = talking()
    drive.calls("step_done")
    drive.now += timedelta(hours=3)
    drive.calls("pause")
    drive.both("go_on")

    assert drive.states() == {"resting"}
    assert drive.wakes("rested") == timedelta(hours=45)


def test_a_rest_is_not_shortened_by_a_time_out_that_goes_on_later() -> None:
    drive = talking()
    drive.calls("step_done")
    taking_time(drive)
    drive.presses(A, "later")
    drive.wakes("rested")

    assert drive.now == START + timedelta(hours=48)


# Time-outs


def test_C2_a_time_out_stops_the_talk_at_once_for_both_and_names_nobody() -> None:
    drive = talking()
    drive.calls("time_out", B)

    assert not running(drive.session)
    assert drive.states() == {"time_out"}
    assert [effect for effect in drive.effects if isinstance(effect, Say)] == []
    assert replace(drive.prompt(A), to=B) == drive.prompt(B)


def test_the_times_to_come_back_are_between_20_minutes_and_24_hours() -> None:
    drive = talking()
    drive.calls("time_out")
    moments = [button.at for button in drive.prompt(A).buttons]

    assert moments == [START + timedelta(hours=hours) for hours in (1 / 3, 1, 3, 24)]


def test_a_time_to_come_back_needs_the_others_yes() -> None:
    drive = talking()
    drive.calls("time_out")
    drive.presses(A, "one_hour")

    assert drive.prompt(A).kind == "wait"
    assert drive.prompt(B).moment == START + timedelta(hours=1)
    drive.presses(B, "yes")
    assert drive.states() == {"away"}
    assert drive.said[-1] == Say(to=None, key="programme-away", seen=drive.said[-1].seen, at=START + timedelta(hours=1))
    assert drive.wakes("time") == timedelta(hours=1)
    assert drive.states() == {"back"}


def test_the_other_may_propose_another_time() -> None:
    drive = talking()
    drive.calls("time_out")
    drive.presses(A, "twenty_minutes")
    drive.presses(B, "other", "tomorrow")

    assert (drive.prompt(A).kind, drive.prompt(B).kind) == ("ask", "wait")
    drive.presses(A, "yes")
    assert drive.wakes("time") == timedelta(hours=24)


def test_a_time_that_both_accepted_is_not_moved_by_quiet_hours() -> None:
    drive = talking()
    drive.calls("time_out")
    drive.presses(A, "three_hours")
    drive.presses(B, "yes")

    wakes = [effect for effect in drive.effects if isinstance(effect, Wake)]
    assert {wake.by for wake in wakes} == {A, B}
    assert not any(wake.gentle for wake in wakes)


@pytest.mark.parametrize("proposed", [False, True])
def test_without_an_answer_both_are_asked_after_a_day(proposed: bool) -> None:
    drive = talking()
    drive.calls("time_out")
    if proposed:
        drive.presses(A, "one_hour")

    assert drive.wakes("day") == timedelta(hours=24)
    assert drive.states() == {"back"}


def test_going_on_after_a_time_out_needs_both() -> None:
    drive = talking()
    taking_time(drive)
    drive.presses(B, "go_on")

    assert not running(drive.session)
    drive.presses(B, "not_yet")
    drive.presses(A, "go_on")
    assert not running(drive.session)
    drive.presses(B, "go_on")
    assert running(drive.session)
    assert reported(drive) == ["begin", "go_on"]


def test_three_time_outs_in_one_talk_end_it_for_the_day() -> None:
    drive = talking()
    for _ in range(2):
        taking_time(drive)
        drive.both("go_on")
    drive.calls("time_out", B)

    assert drive.states() == {"resting"}
    drive.wakes("rested")
    assert drive.states() == {"back"}


def test_the_next_day_has_time_outs_of_its_own() -> None:
    drive = talking()
    for _ in range(2):
        taking_time(drive)
        drive.both("go_on")
    drive.calls("time_out")
    drive.wakes("rested")
    drive.both("go_on")
    drive.calls("time_out")

    assert drive.states() == {"time_out"}


def test_two_presses_on_time_out_are_one_time_out() -> None:
    drive = talking()
    for _ in range(3):
        drive.calls("time_out", A)
        drive.calls("time_out", B)

    assert drive.states() == {"time_out"}
    assert drive.session.count("time_outs") == 1


def test_later_is_tomorrow() -> None:
    drive = talking()
    taking_time(drive)
    drive.presses(A, "later")

    assert drive.states() == {"resting"}
    drive.wakes("rested")
    assert drive.states() == {"back"}


@pytest.mark.parametrize("place", ["place", "group"])
def test_a_time_out_until_tomorrow_before_the_first_talk_leads_back_to_the_same_question(place: str) -> None:
    drive = Drive(FLOW, at=place)
    taking_time(drive)
    drive.presses(A, "later")
    drive.wakes("rested")

    assert drive.states() == {place}


# Pause and leaving


def test_C2_a_pause_needs_one_and_going_on_needs_both() -> None:
    drive = talking()
    drive.calls("pause", B)
    assert drive.states() == {"paused"}
    assert replace(drive.prompt(A), to=B) == drive.prompt(B)
    drive.presses(B, "go_on")

    assert not running(drive.session)
    assert waits_for(drive.session, A)
    assert not waits_for(drive.session, B)
    drive.presses(A, "go_on")
    assert running(drive.session)
    assert reported(drive) == ["begin", "go_on"]


def test_a_yes_to_going_on_can_be_taken_back() -> None:
    drive = talking()
    drive.calls("pause")
    drive.presses(A, "go_on", "not_yet")
    drive.presses(B, "go_on")

    assert (drive.state(A), drive.state(B)) == ("paused", "paused_met")


def test_a_second_pause_takes_back_the_yes_that_was_given() -> None:
    drive = talking()
    drive.calls("pause", A)
    drive.presses(A, "go_on")
    drive.calls("pause", B)

    assert drive.states() == {"paused"}


def test_readiness_from_before_a_pause_does_not_count() -> None:
    drive = offered()
    drive.presses(A, "ready")
    drive.calls("pause", A)
    drive.both("go_on")
    drive.presses(B, "ready")

    assert not running(drive.session)
    assert drive.state(A) == "offered"


def test_a_timer_from_before_a_pause_is_stale() -> None:
    drive = offered()
    week = drive.pending[0]
    drive.calls("pause")

    assert drive.refused(Woke(by=week.by, entered=week.entered, name=week.name)) is Reason.STALE


@pytest.mark.parametrize("by", Partner)
def test_C2_either_may_leave_and_both_read_the_same(by: Partner) -> None:
    drive = talking()
    drive.calls("leave", by)

    assert drive.session.ended == "ended"
    assert drive.said[-1] == Say(to=None, key="programme-ended")
    assert drive.refused(Called(name="pause", by=by)) is Reason.STALE


@pytest.mark.parametrize("name", ["ready", "go_on", "met", "unheard_of"])
def test_a_call_from_outside_cannot_say_yes_for_anybody(name: str) -> None:
    drive = offered()

    assert drive.refused(Called(name=name, by=A)) is Reason.UNKNOWN
    entered = drive.session.at(A).entered
    assert drive.refused(Woke(by=A, entered=entered, name=name)) is Reason.UNKNOWN


def test_nothing_moves_while_a_talk_is_running_but_what_is_called() -> None:
    drive = talking()

    assert drive.refused(drive.chose(A, "ready")) is Reason.NOT_YOURS
    assert drive.refused(drive.typed(A, "hello")) is Reason.NO_QUESTION
