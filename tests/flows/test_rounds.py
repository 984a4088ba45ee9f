"""The rounds of safety questions and the days off, at every place where they can come."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from flows.engine.effects import Report, Wake
from flows.engine.events import LOOSE, Called, Event, Woke
from flows.engine.refusal import Reason
from flows.engine.session import Partner
from flows.programme import FLOW, IN_THE_MIDDLE, TRIES_AGAIN
from flows.rests import morning
from tests.flows.drive import A, B, Drive
from tests.flows.programmes import arrived, offered, taking_time, talking

QUESTIONS, DAY_OFF = Woke(by=A, entered=LOOSE, name="questions"), Woke(by=A, entered=LOOSE, name="day_off")
ROUNDS = pytest.mark.parametrize("event", [QUESTIONS, DAY_OFF], ids=["questions", "a day off"])


def back_again() -> Drive:
    return Drive(FLOW, memory={"earlier": 7, "earlier_step": 3})


def placing() -> Drive:
    return Drive(FLOW)


def in_a_group() -> Drive:
    drive = placing()
    drive.both("group")
    return drive


def offered_again() -> Drive:
    """A step is offered, and a rest has made this offer longer already."""
    drive = Drive(FLOW, at="lapsed", memory={"offer_rested": 1})
    drive.presses(B, "offer")
    return drive


def suggested() -> Drive:
    drive = arrived()
    drive.calls("patience")
    return drive


def back() -> Drive:
    drive = talking()
    taking_time(drive)
    return drive


def called(name: str, begin: Callable[[], Drive] = talking) -> Drive:
    drive = begin()
    drive.calls(name)
    return drive


def pressed(begin: Callable[[], Drive], option: str, by: Partner = A) -> Drive:
    drive = begin()
    drive.presses(by, option)
    return drive


def away() -> Drive:
    return pressed(lambda: pressed(lambda: called("time_out"), "one_hour"), "yes", B)


ASKED: dict[str, Callable[[], Drive]] = {
    "offered": offered_again,
    "not_yet": lambda: pressed(offered_again, "not_now"),
    "ready_met": lambda: pressed(offered_again, "ready"),
    "suggested": suggested,
    "suggested_met": lambda: pressed(suggested, "ready"),
    "back": back,
    "back_met": lambda: pressed(back, "go_on"),
    "resting": lambda: called("step_done"),
}
"""Where the two are at a step, though nothing goes on without both, or where there is a rest anyhow."""
NOT_ASKED: dict[str, Callable[[], Drive]] = {
    "before": back_again,
    "before_met": lambda: pressed(back_again, "go_on"),
    "place": placing,
    "place_met": lambda: pressed(placing, "group"),
    "group": in_a_group,
    "lapsed": lambda: Drive(FLOW, at="lapsed"),
    "arrived": arrived,
    "ending": lambda: called("end", arrived),
    "ending_met": lambda: pressed(lambda: called("end", arrived), "agree"),
    "time_out": lambda: called("time_out"),
    "agree": lambda: pressed(lambda: called("time_out"), "one_hour"),
    "away": away,
    "paused": lambda: called("pause"),
    "paused_met": lambda: pressed(lambda: called("pause"), "go_on"),
}
YES = {"offered": ("ready", "ready_met"), "suggested": ("ready", "suggested_met"), "back": ("go_on", "back_met")}


def changes_nothing_that_is_seen(drive: Drive, event: Event) -> None:
    """Let something happen that moves nobody, takes no button off a message, and makes no timer stale."""
    places, screens = drive.session.positions, dict(drive.screens)
    waiting = [wake for wake in drive.pending if drive.is_live(wake)]
    drive.apply(event)

    assert (drive.session.positions, drive.screens) == (places, screens)
    assert {type(effect) for effect in drive.effects} <= {Wake, Report}
    assert [wake for wake in waiting if not drive.is_live(wake)] == []


def set_now(drive: Drive) -> dict[str, timedelta]:
    """Return the timers that come wherever the two are and have just been set, each with how long it takes."""
    wakes = [effect for effect in drive.effects if isinstance(effect, Wake)]
    assert {(wake.by, wake.entered) for wake in wakes} == {(A, LOOSE)}, "whose timer it is says who answered"
    return {wake.name: wake.at - drive.now for wake in wakes}


def test_every_place_of_the_programme_is_tried_here() -> None:
    elsewhere = {"begun", "running", "ended", "back_gate", "paused_gate"}  # nobody stays at a fork
    assert {state.name for state in FLOW.states} - elsewhere == ASKED.keys() | NOT_ASKED.keys()


@pytest.mark.parametrize("place", [*ASKED, *NOT_ASKED])
def test_F3_S1_where_a_round_begins_no_rest_everything_stays_as_it_was(place: str) -> None:
    drive = {**ASKED, **NOT_ASKED}[place]()
    assert drive.state(A) == place
    rounds = drive.session.count("round")
    changes_nothing_that_is_seen(drive, QUESTIONS)

    assert [effect.name for effect in drive.effects if isinstance(effect, Report)] == ["safety_questions"] * (
        place in ASKED
    )
    assert drive.session.count("round") == rounds + 1
    assert set_now(drive)["questions"] > timedelta(days=1)


@pytest.mark.parametrize("place", ["before", "place", "group", "offered", "lapsed", "suggested", "ending", "paused"])
@pytest.mark.parametrize("by", Partner)
def test_F1_after_a_round_whoever_was_asked_something_can_still_answer_it(place: str, by: Partner) -> None:
    drive = {**ASKED, **NOT_ASKED}[place]()
    live = drive.chose(by, drive.options(by)[0])
    drive.apply(QUESTIONS)
    drive.apply(live)

    assert (drive.state(A), drive.state(B)) != (place, place)


def test_F3_a_time_that_both_accepted_comes_after_a_round_too() -> None:
    drive = away()
    drive.apply(QUESTIONS)

    assert drive.wakes("time") == timedelta(hours=1)
    assert drive.states() == {"back"}


@pytest.mark.parametrize("by", Partner)
@pytest.mark.parametrize("place", YES)
def test_S1_a_day_off_waits_a_day_where_one_has_said_yes_and_changes_nothing_else(place: str, by: Partner) -> None:
    option, met = YES[place]
    drive = pressed(ASKED[place], option, by)
    assert (drive.state(by), drive.state(by.other)) == (met, place)
    changes_nothing_that_is_seen(drive, DAY_OFF)

    tomorrow = morning(0, "UTC", drive.now + IN_THE_MIDDLE)
    assert set_now(drive) == {"day_off": tomorrow - drive.now}


@pytest.mark.parametrize("by", Partner)
def test_S1_a_day_off_waits_also_where_the_other_one_said_not_now(by: Partner) -> None:
    drive = pressed(offered_again, "ready", by)
    drive.presses(by.other, "not_now")
    changes_nothing_that_is_seen(drive, DAY_OFF)

    assert list(set_now(drive)) == ["day_off"]


@pytest.mark.parametrize(
    "place", [*(place for place in ASKED if place not in {"ready_met", "suggested_met", "back_met"}), *NOT_ASKED]
)
def test_a_day_off_comes_to_nothing_where_nobody_has_said_yes(place: str) -> None:
    assert {**ASKED, **NOT_ASKED}[place]().refused(DAY_OFF) is Reason.UNKNOWN


@pytest.mark.parametrize("by", Partner)
@pytest.mark.parametrize("place", ["running", *YES])
def test_S1_P5_whoever_is_done_with_the_questions_after_their_yes_changes_nothing_that_is_seen(
    place: str, by: Partner
) -> None:
    drive = pressed(ASKED[place], YES[place][0], by) if place in YES else talking()
    changes_nothing_that_is_seen(drive, Called(name="safety_done", by=by))

    tomorrow = morning(0, "UTC", drive.now + IN_THE_MIDDLE)
    assert set_now(drive) == {"day_off": tomorrow - drive.now}


@pytest.mark.parametrize("place", [*YES, "resting", *NOT_ASKED])
def test_S1_before_their_own_yes_it_means_nothing_that_somebody_is_done(place: str) -> None:
    drive = {**ASKED, **NOT_ASKED}[place]()
    by = next(by for by in (B, A) if not drive.state(by).endswith("_met"))

    assert drive.refused(Called(name="safety_done", by=by)) is Reason.UNKNOWN


@ROUNDS
def test_what_waits_until_the_talk_has_come_to_a_pause_is_the_same_round_three_hours_later(event: Woke) -> None:
    drive = talking()
    rounds = drive.session.count("round")
    drive.knows("lately", {"at": drive.now.isoformat()})
    changes_nothing_that_is_seen(drive, event)

    assert set_now(drive) == {event.name: TRIES_AGAIN}
    assert (drive.session.count("round"), drive.session.count("waited")) == (rounds, 0)


@ROUNDS
@pytest.mark.parametrize("zone", ["Asia/Tokyo", "America/Bogota"])
def test_N1_what_waits_for_a_time_that_both_agreed_on_is_the_same_round_in_their_next_morning(
    event: Woke, zone: str
) -> None:
    drive = talking()
    rounds = drive.session.count("round")
    drive.knows("zones", {"a": zone})
    for waited in (1, 2, 3):
        drive.knows("lately", {"agreed": [(drive.now + timedelta(hours=12)).isoformat()]})
        changes_nothing_that_is_seen(drive, event)
        assert set_now(drive) == {event.name: morning(0, zone, drive.now) - drive.now}
        assert (drive.session.count("round"), drive.session.count("waited")) == (rounds, waited)
        drive.now = morning(0, zone, drive.now)
    drive.knows("lately", {"agreed": [(drive.now + timedelta(hours=12)).isoformat()]})
    drive.apply(event)

    assert drive.states() == {"resting"}


@pytest.mark.parametrize("ready", [(), (A,), (B,)], ids=["nobody", "one", "the other"])
def test_C1_F3_an_offer_that_a_round_rests_is_made_to_both_again(ready: tuple[Partner, ...]) -> None:
    drive = offered()
    for by in ready:
        drive.presses(by, "ready")
    drive.apply(QUESTIONS)

    assert drive.states() == {"resting"}
    assert drive.screens == {}
    assert (drive.session.memory["before"], drive.session.count("rests")) == ("offered", 1)
    drive.wakes("rested")
    assert drive.states() == {"offered"}
    assert drive.screens.keys() == {A, B}


def test_C1_an_offer_where_one_said_not_now_is_no_longer_by_a_round() -> None:
    drive = pressed(offered, "not_now")
    changes_nothing_that_is_seen(drive, QUESTIONS)

    assert [effect.name for effect in drive.effects if isinstance(effect, Report)] == ["safety_questions"]
