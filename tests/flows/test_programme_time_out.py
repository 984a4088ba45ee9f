"""A time-out: at once for both, a time to come back that both accept, three a talk."""

from __future__ import annotations

from datetime import timedelta

import pytest

from flows.engine.effects import Say, Wake
from flows.engine.frozen import replace
from flows.programme import FLOW, running
from tests.flows.drive import START, A, B, Drive
from tests.flows.programmes import reported, taking_time, talking


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
