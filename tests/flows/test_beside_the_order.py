"""Steps that are done again, and the talk after a setback: who may ask for them, and what they leave as it was."""

from __future__ import annotations

from datetime import timedelta

import pytest

from flows.engine.events import Called
from flows.engine.refusal import Reason
from flows.programme import FLOW, LAPSE, SETBACK, STEPS, next_step
from tests.flows.drive import START, A, B, Drive


@pytest.mark.parametrize("place", ["offered", "not_yet", "ready_met", "lapsed", "running"])
@pytest.mark.parametrize("done", range(len(STEPS)))
def test_C1_only_a_step_that_is_done_can_be_suggested(place: str, done: int) -> None:
    for number, step in enumerate(STEPS):
        drive = Drive(FLOW, at=place if place in ("lapsed", "running") else "offered", memory={"step": done})
        if place in ("not_yet", "ready_met"):
            drive.presses(A, "not_now" if place == "not_yet" else "ready")
        if number < done:
            drive.calls(step)
            assert (drive.states(), drive.session.memory["wanted"]) == ({"suggested"}, step)
        else:
            assert drive.refused(Called(name=step, by=A)) is Reason.UNKNOWN


def test_what_is_begun_beside_the_order_leaves_room_for_as_many_time_outs_as_any_talk() -> None:
    drive = Drive(FLOW, at="lapsed", memory={"step": 2, "time_outs": 2})
    drive.calls("setback")
    for _ in range(2):
        drive.calls("time_out")
        assert drive.states() == {"time_out"}
        drive.wakes("day")
        drive.both("go_on")
    drive.calls("time_out")

    assert drive.states() == {"resting"}


def test_a_setback_is_told_to_both_also_while_a_step_is_done_again_and_that_step_goes_on_after_it() -> None:
    drive = Drive(FLOW, at="arrived", memory={"step": len(STEPS)})
    drive.calls("boundaries")
    drive.both("ready")
    drive.calls(SETBACK)
    assert next_step(drive.session) == SETBACK
    assert drive.refused(Called(name=SETBACK, by=B)) is Reason.UNKNOWN
    drive.calls("step_done")
    drive.wakes("rested")
    assert drive.states() == {"back"}
    drive.both("go_on")
    assert (drive.states(), next_step(drive.session)) == ({"running"}, "boundaries")
    drive.calls("step_done")
    drive.wakes("rested")

    assert drive.states() == {"arrived"}
    assert drive.session.count("step") == len(STEPS)


@pytest.mark.parametrize(("wished", "after"), [("boundaries", "arrived"), ("connection", "suggested")])
def test_a_step_that_goes_on_after_a_setback_is_not_asked_for_once_more_when_it_is_done(
    wished: str, after: str
) -> None:
    drive = Drive(FLOW, at="arrived", memory={"step": len(STEPS)})
    drive.calls("boundaries")
    drive.both("ready")
    drive.calls(SETBACK)
    drive.calls(wished)
    for _ in range(2):
        drive.calls("step_done")
        drive.wakes("rested")
        if drive.states() == {"back"}:
            drive.both("go_on")

    assert drive.states() == {after}


@pytest.mark.parametrize("before", ["before", "place", "group"])
def test_after_a_setback_nobody_is_asked_again_what_a_pause_long_ago_had_interrupted(before: str) -> None:
    drive = Drive(FLOW, at="lapsed", memory={"step": 2, "before": before})
    drive.calls("setback")
    assert drive.session.memory["before"] == "running"
    drive.calls("step_done")
    drive.wakes("rested")

    assert drive.states() == {"offered"}


def test_a_wish_for_a_step_is_still_there_after_an_end_that_one_did_not_want() -> None:
    drive = Drive(FLOW, at="running", memory={"step": 2, "extra": SETBACK})
    drive.calls("boundaries")
    drive.calls("end")
    drive.presses(B, "stay")
    assert drive.states() == {"running"}
    drive.calls("step_done")
    drive.wakes("rested")

    assert drive.states() == {"suggested"}
    drive.both("ready")
    assert next_step(drive.session) == "boundaries"


@pytest.mark.parametrize("ask", ["boundaries", "end"])
@pytest.mark.parametrize("place", ["offered", "lapsed", "running", "arrived"])
def test_C1_what_one_did_not_want_is_said_to_both_alike_and_is_forgotten(place: str, ask: str) -> None:
    drive = Drive(FLOW, at=place, memory={"step": len(STEPS) if place == "arrived" else 2})
    drive.calls(ask)
    drive.now += timedelta(days=1)
    drive.presses(B, "stay" if ask == "end" else "not_now")

    assert drive.states() == {place}
    assert drive.told(A) == drive.told(B) == ["programme-stays"]
    assert drive.session.memory.get("wanted", "") == ""
    assert [(wake.by, wake.at) for wake in drive.pending if drive.is_live(wake)] == (
        [(A, START + timedelta(days=1) + LAPSE), (B, START + timedelta(days=1) + LAPSE)] if place == "offered" else []
    )
