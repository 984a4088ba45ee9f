"""A session of an earlier version goes on in today's flow; circles are noticed; who is carried off loses nothing."""

from __future__ import annotations

import pytest

from flows.engine.actions import tell
from flows.engine.effects import Say
from flows.engine.events import Chose, Woke
from flows.engine.frozen import replace
from flows.engine.prompt import prompt
from flows.engine.refusal import Reason
from flows.engine.script import EACH, Ask, End, Flow, Fork, Move, Scale, Words, one_of
from flows.engine.session import Seen
from flows.engine.step import carry_over, start, step
from tests.flows.drive import START, A, B, Drive

BEFORE = Flow(
    name="small",
    states=(
        Ask("told", of=EACH, seen=Seen.PRIVATE, expects=Words()),
        Ask("mood", of=EACH, seen=Seen.PRIVATE, expects=Scale(0, 10)),
        End("over"),
    ),
    moves=(Move(at="told", on="said", to="mood"), Move(at="mood", on="rated", to="over")),
    pair=False,
)
TODAY = replace(
    BEFORE,
    version=2,
    states=(replace(BEFORE.states[0], name="story"), *BEFORE.states[1:]),
    moves=(Move(at="story", on="said", to="mood"), Move(at="mood", on="rated", to="over")),
    renamed={"told": "story"},
)


def test_a_renamed_state_is_carried_over() -> None:
    session = carry_over(TODAY, Drive(BEFORE).session)

    assert session.version == 2
    assert session.at(A).state == "story"
    assert prompt(TODAY, session, A) is not None


def test_an_answer_to_a_renamed_ask_is_carried_over() -> None:
    drive = Drive(BEFORE)
    drive.says(A, "a story")
    session = carry_over(TODAY, drive.session)

    given = session.given("story", A)
    assert given is not None
    assert drive.text(given.n) == "a story"


def test_a_renamed_ask_that_is_answered_again_is_carried_over() -> None:
    drive = Drive(BEFORE)
    drive.says(A, "a story")
    drive.reopens(A, drive.answer("told", A).n)
    session = carry_over(TODAY, drive.session)
    left = step(TODAY, session, Chose(by=A, turn=session.at(A).turn, option="leave"), START).session

    assert left.at(A).state == "mood"


def test_a_state_with_the_same_name_stays() -> None:
    drive = Drive(BEFORE)
    drive.says(A)

    assert carry_over(TODAY, drive.session).positions == drive.session.positions


def test_a_flow_that_runs_in_a_circle_is_a_bug_and_no_endless_loop() -> None:
    circle = Flow(
        name="circle",
        states=(Fork("one"), Fork("two"), End("over")),
        moves=(Move(at="one", on="go", to="two"), Move(at="two", on="go", to="one")),
        pair=False,
    )

    with pytest.raises(AssertionError, match="circle runs in a circle"):
        start(circle, seed=0, now=START)


TOLD = Flow(
    name="told",
    states=(
        Ask("first", of=EACH, seen=Seen.PRIVATE, expects=Words(extra=("nothing",))),
        Ask("words", of=EACH, seen=Seen.SHARED, expects=Words()),
        End("over"),
    ),
    moves=(
        Move(at="first", on=("said", "nothing"), to="words"),
        Move(at="words", on="said", to="over"),
        Move(at="words", on="late", to="words"),
    ),
    pair=False,
    wakes=("late",),
)


def test_a_draft_stays_with_its_author_when_a_timer_carries_them_off() -> None:
    drive = Drive(TOLD, at="words")
    drive.says(A, "not sent yet")
    drive.apply(Woke(by=A, entered=drive.session.at(A).entered, name="late"))

    assert drive.session.at(A).draft is None
    assert [(answer.ask, answer.seen, drive.text(answer.n)) for answer in drive.session.answers] == [
        ("aside", Seen.PRIVATE, "not sent yet")
    ]
    assert "notes" in drive.options(A)


def test_what_is_asked_again_has_no_way_on_of_its_own() -> None:
    drive = Drive(TOLD)
    assert "nothing" in drive.options(A)
    drive.says(A, "a story")
    drive.reopens(A, drive.answer("first", A).n)

    assert drive.options(A) == ("leave",)
    assert drive.refused(drive.chose(A, "nothing")) is Reason.UNKNOWN


NEWS = Flow(
    name="news",
    states=(Ask("mood", of=EACH, seen=Seen.PRIVATE, expects=Scale(0, 10), part=1), End("over")),
    moves=(
        Move(at="mood", on="rated", to="over"),
        Move(at="mood", on="news", to="mood", then=(tell("news-told", to="actor"),), stays=True),
    ),
    pair=False,
    parts=1,
    wakes=("news",),
)


def test_a_row_that_stays_tells_something_and_leaves_what_is_asked_as_it_is() -> None:
    drive = Drive(NEWS)
    before, screen = drive.session, drive.screens[A]
    drive.apply(Woke(by=A, entered=drive.session.at(A).entered, name="news"))

    assert drive.session == before
    assert drive.screens[A] == screen
    assert drive.effects == (Say(to=A, key="news-told"),)


def test_what_goes_on_beside_the_talk_counts_no_parts() -> None:
    session = Drive(NEWS).session
    shown, aside = prompt(NEWS, session, A), prompt(NEWS, replace(session, aside=True), A)

    assert shown is not None
    assert aside is not None
    assert (shown.part, aside.part) == (1, None)


def test_a_press_takes_along_nobody_where_a_call_of_the_same_name_takes_both() -> None:
    ask = Ask("page", of=EACH, seen=Seen.PRIVATE, expects=one_of("close", "stay"))
    moves = (Move(at="page", on="stay", to="page"), Move(at="page", on="close", to="closed"))
    flow = Flow(name="f", states=(ask, End("closed")), moves=moves, calls=("close",))
    pressed, called = Drive(flow), Drive(flow)

    pressed.presses(A, "close")
    called.calls("close")

    assert [pressed.session.at(one).state for one in (A, B)] == ["closed", "page"]
    assert called.states() == {"closed"}
