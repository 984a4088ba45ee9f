"""The couple's way through the steps: readiness, rests, pauses, an end."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from flows.engine.effects import Line, Report, Say
from flows.engine.events import Called, Reopened, Woke
from flows.engine.frozen import replace
from flows.engine.refusal import Reason
from flows.engine.session import Partner, Seen
from flows.programme import (
    FLOW,
    HEAVY_REST,
    LAPSE,
    SETBACK,
    STEPS,
    at_rest,
    done_steps,
    next_step,
    running,
    stands_still,
    waits_for,
)
from tests.flows.drive import START, A, B, Drive
from tests.flows.programmes import arrived, begun, offered, reported, taking_time, talking

# Two who come back to each other


def back_again(step: int = 3) -> Drive:
    return Drive(FLOW, memory={"earlier": 7, "earlier_step": step})


def test_two_who_were_here_before_go_on_where_they_were_if_both_wish_it() -> None:
    drive = back_again()
    drive.presses(A, "go_on")
    assert (drive.state(A), drive.state(B), drive.said) == ("before_met", "before", [])
    drive.presses(B, "go_on")

    assert drive.states() == {"place"}
    assert (drive.session.count("step"), drive.reports) == (3, [Report(name="bring_back", by=B)])
    assert drive.said == [Say(to=None, key="programme-brought_back")]


@pytest.mark.parametrize(("one", "other"), [("go_on", "anew"), ("anew", "go_on"), ("anew", "anew")])
def test_a_difference_means_beginning_anew_in_the_same_words(one: str, other: str) -> None:
    drive = back_again()
    drive.presses(A, one)
    drive.presses(B, other)

    assert drive.states() == {"place"}
    assert (drive.session.count("step"), reported(drive)) == (0, [])
    assert drive.said == [Say(to=None, key="programme-anew")]


@pytest.mark.parametrize("place", ["private", "group"])
def test_two_who_had_been_through_all_steps_come_back_to_where_that_left_them(place: str) -> None:
    drive = back_again(len(STEPS))
    drive.both("go_on", place)
    if place == "group":
        drive.presses(A, "private_instead")

    assert drive.states() == {"arrived"}


def test_F3_the_question_of_before_can_be_paused_and_rested_and_comes_back() -> None:
    drive = back_again()
    drive.calls("pause")
    drive.both("go_on")
    assert drive.states() == {"before"}
    drive.calls("rest")
    drive.wakes("rested")

    assert drive.states() == {"before"}


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
    first = next(wake for wake in drive.pending if wake.name == "week")
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
    assert drive.states() == {"offered"}
    assert next_step(drive.session) == "boundaries"


def test_the_steps_come_in_their_order_and_then_nothing_has_to_follow() -> None:
    drive, steps = offered(), []
    while drive.states() == {"offered"}:
        assert [line.key for line in drive.prompt(A).lines] == [f"programme-about.{next_step(drive.session)}"]
        drive.both("ready")
        steps.append(next_step(drive.session))
        drive.calls("step_done")
        drive.wakes("rested")

    assert steps == list(STEPS)
    assert drive.states() == {"arrived"}


# Again, and beside the order


def test_C1_a_step_is_done_again_only_when_both_said_ready() -> None:
    drive = arrived()
    drive.presses(A, "boundaries")
    assert drive.states() == {"suggested"}
    drive.presses(A, "ready")
    assert reported(drive) == []
    drive.presses(B, "ready")

    assert running(drive.session)
    assert reported(drive) == ["begin"]
    assert next_step(drive.session) == "boundaries"


def test_a_step_done_again_in_the_middle_of_another_leaves_that_one_as_it_is() -> None:
    drive = talking()
    drive.calls("step_done")
    drive.wakes("rested")
    drive.both("ready")
    drive.calls("open_communication", B)
    drive.both("ready")
    assert next_step(drive.session) == "open_communication"
    drive.calls("step_done")
    drive.wakes("rested")
    drive.both("go_on")

    assert running(drive.session)
    assert next_step(drive.session) == "boundaries"
    assert reported(drive) == ["begin", "begin", "begin", "go_on"]


@pytest.mark.parametrize("extra", ["", SETBACK])
@pytest.mark.parametrize("step", ["boundaries", "connection"])
def test_only_a_step_that_is_behind_them_can_be_suggested(step: str, extra: str) -> None:
    drive = Drive(FLOW, at="running", memory={"step": 1, "extra": extra, "talk_open": 1})

    assert drive.refused(Called(name=step, by=A)) is Reason.UNKNOWN


@pytest.mark.parametrize("silence", [True, False])
def test_a_no_or_seven_days_of_silence_leave_everything_as_it_was(silence: bool) -> None:
    drive = arrived()
    drive.presses(A, "boundaries", "ready")
    if silence:
        assert drive.wakes("week") == timedelta(days=7)
    else:
        drive.presses(B, "not_now")

    assert drive.states() == {"arrived"}
    assert drive.told(A) == drive.told(B) == ["programme-stays"]


def test_the_talk_after_a_setback_begins_at_once_and_the_open_talk_waits_beneath_it() -> None:
    drive = talking()
    drive.calls("setback", B)
    assert next_step(drive.session) == SETBACK
    drive.calls("step_done")
    drive.wakes("rested")

    assert drive.states() == {"back"}
    assert next_step(drive.session) == "open_communication"


def test_after_a_setback_a_step_that_was_wished_for_is_suggested_to_both() -> None:
    drive = arrived()
    drive.calls("setback")
    drive.calls("connection")
    assert running(drive.session)
    drive.calls("step_done")
    drive.wakes("rested")

    assert drive.states() == {"suggested"}
    drive.presses(A, "not_now")
    assert drive.states() == {"arrived"}


def test_S1_nobody_can_begin_anything_while_the_programme_rests() -> None:
    drive = talking()
    drive.calls("step_done")

    for name in ("setback", "open_communication", "end"):
        assert drive.refused(Called(name=name, by=A)) is Reason.UNKNOWN


# Ending together


def test_C2_an_end_together_needs_both() -> None:
    drive = arrived()
    drive.presses(A, "end", "agree")
    assert drive.states() == {"ending_met", "ending"}
    drive.presses(B, "agree")

    assert drive.session.ended == "ended"
    assert drive.told(A) == drive.told(B) == ["programme-ended_together"]


def test_whoever_does_not_want_an_end_yet_says_so_in_one_press() -> None:
    drive = talking()
    drive.calls("end")
    drive.presses(A, "agree")
    drive.presses(B, "stay")

    assert running(drive.session)
    assert reported(drive) == ["begin", "go_on"]


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

    assert replace(done.said[-1], until=None) == today.said[-1] == third.said[-1]
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


@pytest.mark.parametrize("stop", [lambda drive: drive.calls("pause"), taking_time])
def test_C2_a_yes_to_going_on_counts_for_a_week_and_then_is_asked_for_again(stop: Callable[[Drive], object]) -> None:
    drive = talking()
    stop(drive)
    asked = drive.state(A)
    drive.presses(A, "go_on")
    drive.now += LAPSE
    drive.presses(B, "go_on")
    assert (drive.state(A), drive.state(B)) == (asked, f"{asked}_met")
    assert not running(drive.session)
    assert drive.said[-1] == Say(to=A, key="programme-yes_again")

    drive.now += LAPSE - timedelta(seconds=1)
    drive.presses(A, "go_on")

    assert running(drive.session)


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
    week = next(wake for wake in drive.pending if wake.name == "week")
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


@pytest.mark.parametrize("called", ["", "pause", "time_out"])
def test_a_rest_called_from_outside_looks_like_any_other_and_goes_on_only_with_both(called: str) -> None:
    drive = talking()
    if called:
        drive.calls(called)

    drive.calls("rest", B)

    assert drive.states() == {"resting"}
    drive.wakes("rested")
    assert drive.states() == {"back"}


# What the rest of the bot asks of the programme


@pytest.mark.parametrize("by", [A, B])
@pytest.mark.parametrize(
    ("state", "still", "rests"),
    [
        ("running", False, False),
        ("offered", False, False),
        ("resting", False, True),
        *((state, True, True) for state in ("paused", "paused_met", "time_out", "agree", "away")),
    ],
)
def test_C2_while_one_of_them_has_stopped_it_nothing_comes_by_itself(
    by: Partner, state: str, still: bool, rests: bool
) -> None:
    session = talking().session.move(by, state=state)

    assert (stands_still(session), at_rest(session)) == (still, rests)


def test_C2_once_they_have_parted_nothing_comes_by_itself() -> None:
    drive = talking()
    drive.calls("leave")

    assert stands_still(drive.session)
    assert at_rest(drive.session)


def test_what_a_couple_has_been_through_are_the_steps_before_the_one_they_are_at() -> None:
    assert done_steps(begun().session) == ()
    assert done_steps(Drive(FLOW, at="offered", memory={"step": 2}).session) == STEPS[:2]


def test_what_is_suggested_says_what_it_is_about() -> None:
    drive = arrived()
    drive.calls("patience")

    assert drive.prompt(B).lines == (Line(key="programme-about.patience"),)


@pytest.mark.parametrize("memory", [{"step": 2}, {"step": len(STEPS)}])
def test_C1_what_one_does_not_want_leaves_the_two_where_they_were(memory: dict[str, int | str]) -> None:
    lapsed = Drive(FLOW, at="lapsed", memory=memory)
    lapsed.calls("boundaries")
    lapsed.presses(B, "not_now")

    assert lapsed.states() == {"lapsed"}


@pytest.mark.parametrize(
    ("memory", "state"),
    [({"step": 2, "talk_open": 1}, "back"), ({"step": 2}, "offered"), ({"step": len(STEPS)}, "arrived")],
)
def test_C1_C2_what_was_wished_for_in_a_talk_and_not_wanted_after_its_rest_leaves_what_any_rest_does(
    memory: dict[str, int | str], state: str
) -> None:
    drive = Drive(FLOW, at="running", memory={**memory, "extra": SETBACK})
    drive.calls("boundaries")
    drive.calls("step_done")
    drive.wakes("rested")
    assert drive.states() == {"suggested"}
    drive.presses(A, "not_now")

    assert drive.states() == {state}


def test_two_who_had_only_one_step_behind_them_are_asked_too_whether_to_go_on_there() -> None:
    assert Drive(FLOW, memory={"earlier": 1}).states() == {"before"}


def test_a_step_begins_with_no_time_out_taken_and_its_next_offer_may_be_rested_once() -> None:
    drive = Drive(FLOW, at="offered", memory={"time_outs": 2, "offer_rested": 1, "before": "offered"})
    drive.both("ready")

    assert {name: drive.session.memory[name] for name in ("talk_open", "time_outs", "before", "offer_rested")} == {
        "talk_open": 1,
        "time_outs": 0,
        "before": "running",
        "offer_rested": 0,
    }
    assert drive.reports[-1] == Report(name="begin", by=B)


def test_what_is_begun_beside_the_order_has_time_outs_of_its_own() -> None:
    drive = Drive(FLOW, at="suggested", memory={"step": 2, "wanted": "boundaries", "time_outs": 2})
    drive.both("ready")
    assert drive.reports == [Report(name="begin", by=B)]
    drive.calls("time_out")
    assert drive.states() == {"time_out"}
    drive.calls("pause")
    drive.both("go_on")

    assert running(drive.session)


def test_after_the_last_step_the_one_that_is_named_is_the_last_one() -> None:
    assert next_step(arrived().session) == STEPS[-1]


def test_a_time_that_both_accepted_is_said_to_both_and_kept_to_the_minute() -> None:
    drive = talking()
    drive.calls("time_out")
    drive.presses(B, "one_hour")
    drive.presses(A, "yes")
    at = START + timedelta(hours=1)

    assert Say(to=None, key="programme-away", seen=Seen.SHARED, at=at) in drive.effects
    assert [(w.by, w.at, w.gentle) for w in drive.pending if w.name == "time"] == [(A, at, False), (B, at, False)]
    assert drive.session.memory["proposed"] == "one_hour"
    assert drive.session.speaker is B


def test_after_a_pause_it_goes_on_by_the_second_yes() -> None:
    drive = talking()
    drive.calls("pause")
    drive.presses(B, "go_on")
    drive.presses(A, "go_on")

    assert drive.reports[-1] == Report(name="go_on", by=A)


def from_a_group(*, ready: bool) -> Drive:
    drive = begun()
    drive.both("group")
    if ready:
        drive.calls("group_ready")
    else:
        drive.presses(B, "private_instead")
    return drive


def offered_again() -> Drive:
    drive = offered()
    drive.wakes("week")
    drive.now += timedelta(days=30)
    drive.presses(A, "offer")
    return drive


def taken_back() -> Drive:
    drive = offered()
    drive.presses(A, "ready")
    drive.now += timedelta(days=1)
    drive.presses(A, "not_now")
    return drive


@pytest.mark.parametrize(
    "offer",
    [offered, lambda: from_a_group(ready=True), lambda: from_a_group(ready=False), offered_again, taken_back],
    ids=["at first", "in a group", "not in a group after all", "once more", "a yes taken back"],
)
def test_C1_wherever_a_step_is_offered_seven_days_of_silence_are_a_no(offer: Callable[[], Drive]) -> None:
    drive = offer()
    at, whose = drive.now + LAPSE, A
    assert drive.state(whose) in ("offered", "not_yet")
    [week] = [w for w in drive.pending if w.name == "week" and w.by is whose and w.at == at and drive.is_live(w)]
    drive.comes(week)

    assert drive.states() == {"lapsed"}


@pytest.mark.parametrize("ready", [True, False])
def test_two_who_come_back_into_a_group_after_all_steps_are_where_that_left_them(ready: bool) -> None:
    drive = back_again(len(STEPS))
    drive.both("go_on", "group")
    if ready:
        drive.calls("group_ready")
    else:
        drive.presses(A, "private_instead")

    assert drive.states() == {"arrived"}


@pytest.mark.parametrize("where", ["private", "group"])
@pytest.mark.parametrize("step", [0, len(STEPS)])
def test_S1_the_rounds_of_safety_questions_begin_for_every_couple_as_soon_as_they_know_where_they_talk(
    where: str, step: int
) -> None:
    drive = back_again(step)
    drive.both("go_on", where)

    assert "began" in drive.session.memory
    assert [wake.name for wake in drive.pending].count("questions") == 1


@pytest.mark.parametrize("step", [0, len(STEPS)])
@pytest.mark.parametrize("where", ["private", "group"])
@pytest.mark.parametrize("before", ["go_on", "anew"])
def test_P2_what_both_have_chosen_is_opened_for_both_and_stays(before: str, where: str, step: int) -> None:
    drive = back_again(step)
    drive.both(before, where)

    assert [answer.opened for answer in drive.session.answers] == [True] * 4
    assert ("programme-private_first" in drive.told(A)) == (where == "private")
    for answer in drive.session.answers:
        assert drive.refused(Reopened(by=answer.by, n=answer.n)) is Reason.SEEN


@pytest.mark.parametrize("extra", ["", SETBACK])
def test_the_rest_after_a_talk_is_said_to_both_with_its_end(extra: str) -> None:
    drive = Drive(FLOW, at="running", memory={"talk_open": 1, "extra": extra})
    drive.calls("step_done")

    assert Say(to=None, key="programme-resting", seen=Seen.SHARED, until=START + HEAVY_REST) in drive.effects


def test_C1_what_is_suggested_after_a_rest_is_dropped_after_seven_days_of_silence_too() -> None:
    drive = Drive(FLOW, at="running", memory={"step": 2, "extra": SETBACK})
    drive.calls("boundaries")
    drive.calls("step_done")
    drive.wakes("rested")
    assert drive.states() == {"suggested"}

    assert drive.wakes("week") == LAPSE
    assert drive.states() == {"offered"}


@pytest.mark.parametrize("call", ["pause", "time_out"])
@pytest.mark.parametrize(("at", "left"), [("offered", "lapsed"), ("suggested", "arrived")])
def test_C1_what_a_pause_or_a_time_out_interrupted_is_asked_again_and_seven_days_of_silence_are_a_no(
    at: str, left: str, call: str
) -> None:
    drive = Drive(FLOW, at=at, memory={"step": 2, "wanted": "boundaries", "origin": "arrived"})
    drive.calls(call)
    if call == "time_out":
        drive.wakes("day")  # nobody names a time to come back
    drive.both("go_on")
    assert drive.states() == {at}

    assert drive.wakes("week") == LAPSE
    assert drive.states() == {left}


def test_a_pause_in_a_rest_leads_back_into_it_and_both_read_the_words_of_every_rest() -> None:
    drive = talking()
    drive.calls("not_today")
    before = drive.said[-1]
    drive.calls("pause")
    drive.both("go_on")

    assert drive.states() == {"resting"}
    assert drive.said[-1] == Say(to=None, key=before.key, seen=Seen.SHARED)
