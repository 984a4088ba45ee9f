"""After a setback: the script at once, a night, a talk in five parts, a step that may fit. It blames nobody."""

from __future__ import annotations

from datetime import timedelta

import pytest

from flows.engine.effects import Line, Print, Report, Say
from flows.engine.events import Called
from flows.engine.refusal import Reason
from flows.engine.session import Facts, Partner, Seen
from flows.setback import FLOW, PLAIN_SCRIPT
from tests.flows.drive import A, B, Drive

PLAN: dict[str, Facts] = {"plan": {"signed": "2030-01-01", "steps": ["no_alcohol", "sleep"]}}
WAY: dict[str, Facts] = {"way": {"done": ["open_communication", "boundaries", "connection"]}}


def begun(known: dict[str, Facts] | None = None) -> Drive:
    return Drive(FLOW, known=known)


def at(state: str, *, seed: int = 0, known: dict[str, Facts] | None = None) -> Drive:
    return Drive(FLOW, at=state, seed=seed, known=WAY if known is None else known)


def signed(*, to: Partner | None, seen: Seen) -> Say:
    """Return the script of ``PLAN``, as it is told."""
    return Say(
        to=to,
        key="setback-script-agreed",
        seen=seen,
        lines=(Line(key="first_day_step-no_alcohol"), Line(key="first_day_step-sleep")),
        entries=(("plan", 0),),
        asks=("day_line",),
    )


def spoken(drive: Drive) -> None:
    """The one who has the floor tells, and is given back."""
    speaker = drive.session.speaker
    drive.sends(speaker, f"{speaker} saw it")
    drive.sends(speaker.other, f"{speaker.other} gives it back")


# The script, at once


def test_both_read_the_same_script_at_once_and_nobody_is_named() -> None:
    drive = begun(PLAN)

    assert drive.said == [Say(to=None, key="setback-script", seen=Seen.SHARED), signed(to=None, seen=Seen.SHARED)]
    assert drive.states() == {"when"}


@pytest.mark.parametrize("known", [{}, {"plan": {"signed": "2030-01-01", "steps": []}}])
def test_without_an_agreed_script_there_is_a_plain_one_and_it_is_called_so(known: dict[str, Facts]) -> None:
    script = begun(known).said[1]

    assert script.key == "setback-script-plain"
    assert [line.key for line in script.lines] == [f"first_day_step-{step}" for step in PLAIN_SCRIPT]


def test_where_both_signed_only_lines_of_their_own_no_step_stands_in_their_place() -> None:
    script = begun({"plan": {"signed": "2030-01-01", "steps": [], "own_lines": 2}}).said[1]

    assert script.key == "setback-script-agreed"
    assert (script.lines, script.entries, script.asks) == ((), (("plan", 0),), ("day_line",))


@pytest.mark.parametrize("state", ["when", "night", "ready_later", "feelings", "reality", "confirm", "trigger", "back"])
@pytest.mark.parametrize("by", [A, B])
def test_whoever_presses_once_more_reads_the_script_alone_and_nothing_else_happens(state: str, by: Partner) -> None:
    drive = at(state, known=PLAN)
    before = drive.session
    drive.calls("opened", by)

    assert drive.said == [Say(to=by, key="setback-again"), signed(to=by, seen=Seen.PRIVATE)]
    assert drive.session == before


def test_the_plan_can_be_had_where_there_is_one() -> None:
    assert "plan" not in begun().options(A)
    drive = begun(PLAN)
    drive.presses(A, "plan")

    assert drive.printed == [Print(to=A, form="pdf", key="setback-plan_file", records=("plan",))]
    assert drive.state(A) == "when"
    assert {effect.to for effect in drive.effects if hasattr(effect, "to")} == {A}


# A night


@pytest.mark.parametrize(("a", "b"), [("rest", "rest"), ("now", "rest"), ("rest", "now")])
def test_a_night_comes_first_unless_both_want_to_talk_now(a: str, b: str) -> None:
    drive = begun()
    drive.presses(A, a)
    assert drive.told(B) == ["setback-script", "setback-script-plain"]
    drive.presses(B, b)

    assert drive.states() == {"night"}
    assert drive.told(A)[-1] == drive.told(B)[-1] == "setback-night"
    assert drive.wakes("morning") >= timedelta(hours=8)
    assert drive.states() == {"ready"}


def test_both_may_talk_now() -> None:
    drive = begun()
    drive.both("now")

    assert drive.states() == {"feelings"}


def test_C1_the_talk_begins_only_when_both_are_ready() -> None:
    drive = at("ready")
    drive.presses(A, "ready")
    drive.presses(B, "not_yet")
    drive.presses(A, "not_yet")
    drive.presses(B, "ready")
    assert drive.states() == {"ready_later", "ready_met"}
    drive.presses(A, "ready")

    assert drive.states() == {"feelings"}


@pytest.mark.parametrize("presses", [("put_away",), ("rest", "put_away")])
def test_either_can_put_the_talk_away_and_nothing_says_who(presses: tuple[str, ...]) -> None:
    drive = begun()
    drive.presses(A, *presses)

    assert drive.session.ended == "put_away"
    assert drive.said[-1] == Say(to=None, key="setback-put_away")


@pytest.mark.parametrize("presses", [(), ("ready",), ("not_yet",)])
def test_C1_a_week_of_silence_puts_it_away_in_the_same_words(presses: tuple[str, ...]) -> None:
    drive = begun()
    drive.both("rest")
    drive.wakes("morning")
    drive.presses(A, *presses)

    assert drive.wakes("week") == timedelta(days=7)
    assert drive.session.ended == "put_away"
    assert drive.said[-1] == Say(to=None, key="setback-put_away")


@pytest.mark.parametrize("state", ["feelings", "reality", "give_back", "confirm", "sense", "trigger", "back"])
def test_only_a_press_on_a_question_puts_it_away(state: str) -> None:
    assert at(state).refused(Called(name="put_away", by=A)) is Reason.UNKNOWN


@pytest.mark.parametrize("state", ["reality", "give_back", "add"])
def test_F1_where_it_goes_on_only_with_words_the_talk_can_be_put_away_and_nothing_says_who(state: str) -> None:
    drive = at(state)
    by = B if state == "give_back" else A
    assert drive.refused(drive.chose(by.other, "put_away")) is Reason.NOT_YOURS
    drive.presses(by, "put_away")

    assert drive.session.ended == "put_away"
    assert drive.said == [Say(to=None, key="setback-put_away")]


def talking(*presses: str) -> Drive:
    drive = begun()
    drive.both("now", *presses)
    return drive


@pytest.mark.parametrize("presses", [(), ("skip",), ("skip", "not_today")])
def test_C1_a_week_of_silence_in_the_talk_puts_it_away_too(presses: tuple[str, ...]) -> None:
    drive = talking(*presses[:1])
    if presses[1:]:
        drive.presses(drive.session.speaker, *presses[1:])

    assert drive.wakes("week") == timedelta(days=7)
    assert drive.session.ended == "put_away"
    assert drive.said[-1] == Say(to=None, key="setback-put_away")


def test_a_week_counts_from_what_was_said_last() -> None:
    drive = talking("skip")
    drive.knows("lately", {"at": (drive.now + timedelta(days=5)).isoformat()})
    before = drive.session
    drive.wakes("week")
    assert drive.session == before

    assert drive.wakes("week") == timedelta(days=5)
    assert drive.session.ended == "put_away"


# The talk


def test_P2_feelings_are_opened_together() -> None:
    drive = at("feelings")
    drive.ticks(A, "angry", "tired")
    assert drive.said == []
    drive.ticks(B, "hurt")

    assert drive.told(A)[0] == drive.told(B)[0] == "setback-feelings-revealed"
    assert drive.states() == {"reality"}


@pytest.mark.parametrize(("seed", "first"), [(0, A), (1, B)])
def test_each_tells_and_is_given_back_in_turn(seed: int, first: Partner) -> None:
    drive = at("feelings", seed=seed)
    drive.both("skip")
    assert drive.session.speaker is first
    spoken(drive)
    drive.presses(first, "yes")
    drive.sends(first.other, "I can see why")
    assert drive.session.speaker is first.other
    spoken(drive)
    drive.presses(first.other, "yes")
    drive.presses(first, "skip")

    assert drive.states() == {"trigger"}
    assert f"{first} saw it" in drive.read[first.other]
    assert f"{first.other} saw it" in drive.read[first]


def test_what_does_not_fit_after_three_tries_may_stay_so() -> None:
    drive = at("reality")
    spoken(drive)
    for _ in range(2):
        drive.presses(A, "partly")
        drive.sends(A, "and this")
        drive.sends(B, "once more")
    drive.presses(A, "not_yet")

    assert drive.states() == {"sense"}
    assert drive.told(A)[-1] == "setback-enough"


def test_not_today_is_said_to_the_programme_and_the_talk_stays() -> None:
    drive = at("reality")
    drive.presses(A, "not_today")

    assert drive.reports == [Report(name="not_today", by=A)]
    assert drive.states() == {"reality"}


def test_P2_what_it_touched_what_was_mine_and_next_time_are_opened_together() -> None:
    drive = at("trigger")
    for text in ("the window", "I was short", "ten minutes"):
        drive.says(A, text)
    assert drive.read == {A: [], B: []}
    drive.presses(B, "skip", "skip")
    drive.says(B, "I ask first")

    assert drive.read[A] == drive.read[B] == ["the window", "I was short", "ten minutes", "I ask first"]
    assert drive.states() == {"back"}


# Which step may fit


def test_only_steps_that_are_done_can_be_gone_back_to() -> None:
    drive = at("back")
    assert drive.options(A) == ("none", "open_communication", "boundaries", "connection")
    assert drive.refused(drive.chose(A, "patience")) is Reason.UNKNOWN


def test_before_any_step_is_done_nothing_is_asked_about_it() -> None:
    drive = at("trigger", known={"way": {"done": []}})
    drive.both("skip", "skip", "skip")

    assert drive.session.ended == "done"


@pytest.mark.parametrize(
    ("a", "b", "step"),
    [
        ("connection", "connection", "connection"),
        ("connection", "boundaries", "boundaries"),
        ("open_communication", "connection", "open_communication"),
    ],
)
def test_the_earlier_of_two_steps_is_named_and_the_programme_is_told(a: str, b: str, step: str) -> None:
    drive = at("back")
    drive.presses(A, a)
    assert drive.said == []
    drive.presses(B, b)

    assert drive.reports == [Report(name=step, by=B)]
    named = Line(key="setback-back-line", names=(("step", f"step-{step}"),))
    assert drive.said[0] == Say(to=None, key="setback-back-step", seen=Seen.SHARED, lines=(named,))
    assert drive.session.ended == "done"


@pytest.mark.parametrize(("a", "b"), [("none", "none"), ("none", "boundaries"), ("connection", "none")])
def test_where_either_wants_none_there_is_none_and_no_choice_is_shown(a: str, b: str) -> None:
    drive = at("back")
    drive.presses(A, a)
    drive.presses(B, b)

    assert drive.reports == []
    assert [say.quotes for say in drive.said] == [(), ()]
    assert drive.told(A) == drive.told(B) == ["setback-back-none", "setback-done"]
