"""What an action asks for, to the letter: whom a timer wakes and how, what is opened for both, what is asked again."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from flows.engine.actions import ask_again, reach_partner, report, reveal, setting, wake, wake_at
from flows.engine.effects import Report, Say, Set, Show, Wake
from flows.engine.events import LOOSE, Woke
from flows.engine.frozen import replace
from flows.engine.refusal import Reason
from flows.engine.script import EACH, Action, Ask, End, Flow, Meet, Move, Scene, Words, one_of
from flows.engine.session import Partner, Seen
from tests.flows.drive import START, A, B, Drive

AN_HOUR = timedelta(hours=1)


def in_an_hour(_: Scene) -> datetime:
    return START + AN_HOUR


def pressing(action: Action) -> Drive:
    """Return two who stand where the first press does ``action``, and the second one leads on."""
    flow = Flow(
        name="f",
        states=(
            Ask("first", of=EACH, seen=Seen.PRIVATE, expects=one_of("go"), passing=True),
            Ask("second", of=EACH, seen=Seen.PRIVATE, expects=one_of("go"), passing=True),
            End("over"),
        ),
        moves=(
            Move(at="first", on="go", to="second", then=(action,)),
            Move(at="second", on=("go", "bell"), to="over"),
        ),
        wakes=("bell",),
    )
    return Drive(flow)


PLAIN = Wake(by=A, at=START + AN_HOUR, name="bell", entered=1, gentle=True, timely=False)


@pytest.mark.parametrize(
    ("action", "wakes"),
    [
        (wake("bell", AN_HOUR), [PLAIN]),
        (wake("bell", AN_HOUR, each=True), [PLAIN, replace(PLAIN, by=B, entered=0)]),
        (wake("bell", AN_HOUR, gentle=False), [replace(PLAIN, gentle=False)]),
        (wake("bell", AN_HOUR, loose=True), [replace(PLAIN, entered=LOOSE)]),
        (wake_at("bell", in_an_hour), [PLAIN]),
        (wake_at("bell", in_an_hour, gentle=False), [replace(PLAIN, gentle=False)]),
        (wake_at("bell", in_an_hour, timely=True), [replace(PLAIN, timely=True)]),
        (wake_at("bell", in_an_hour, each=True, loose=True), [replace(PLAIN, by=by, entered=LOOSE) for by in Partner]),
        (wake_at("bell", lambda scene: scene.now - AN_HOUR), [replace(PLAIN, at=START)]),
        (reach_partner("bell"), [replace(PLAIN, by=B, at=START, entered=LOOSE)]),
    ],
)
def test_N1_a_timer_waits_for_its_reader_and_ends_with_its_place_unless_it_says_otherwise(
    action: Action, wakes: list[Wake]
) -> None:
    drive = pressing(action)
    drive.presses(A, "go")

    assert [effect for effect in drive.effects if isinstance(effect, Wake)] == wakes


@pytest.mark.parametrize("action", [wake("bell", AN_HOUR), wake_at("bell", in_an_hour)])
def test_F2_a_timer_means_nothing_any_more_once_its_place_is_left(action: Action) -> None:
    drive = pressing(action)
    drive.presses(A, "go", "go")
    [bell] = drive.pending

    assert drive.refused(Woke(by=bell.by, entered=bell.entered, name="bell")) is Reason.STALE


@pytest.mark.parametrize(("last", "order"), [(False, [Report, Show]), (True, [Show, Report])])
def test_a_report_comes_before_the_new_prompt_unless_it_is_the_last_thing(last: bool, order: list[type]) -> None:
    drive = pressing(report("heard", last=last))
    drive.presses(A, "go")

    assert [type(effect) for effect in drive.effects if isinstance(effect, Report | Show)] == order
    assert drive.reports == [Report(name="heard", by=A, last=last)]


@pytest.mark.parametrize(("value", "becomes"), [(None, "go"), ("some", "some"), ("", "")])
def test_a_setting_is_what_was_pressed_or_what_the_row_says(value: str | None, becomes: str) -> None:
    drive = pressing(setting("nudges", value))
    drive.presses(B, "go")

    assert [effect for effect in drive.effects if isinstance(effect, Set)] == [Set(to=B, name="nudges", value=becomes)]


def test_P2_what_both_have_sealed_is_shown_to_both_at_once_and_where_they_talk() -> None:
    flow = Flow(
        name="f",
        states=(Ask("q", of=EACH, seen=Seen.SEALED, expects=Words(skip=True)), Meet("met"), End("over")),
        moves=(
            Move(at="q", on=("said", "skip"), to="met"),
            Move(at="met", on="met", to="over", then=(reveal("q"),)),
        ),
    )
    drive = Drive(flow)
    drive.says(B)
    assert drive.said == []
    drive.presses(A, "skip")

    n = drive.answer("q", B).n
    assert drive.said == [Say(to=None, key="f-q-revealed", seen=Seen.SHARED, quotes=(n,))]
    assert [answer.opened for answer in drive.session.answers] == [True, True]


@pytest.mark.parametrize("seen", [Seen.PRIVATE, Seen.SHARED])
def test_P6_what_the_partner_has_read_stays_as_they_read_it_though_it_is_asked_again(seen: Seen) -> None:
    flow = Flow(
        name="f",
        states=(
            Ask("q", of=EACH, seen=seen, expects=Words()),
            Ask("home", of=EACH, seen=Seen.PRIVATE, expects=one_of("again"), passing=True),
            End("over"),
        ),
        moves=(
            Move(at="q", on="said", to="home"),
            Move(at="home", on="again", to="home", then=(ask_again("q"),)),
        ),
    )
    drive = Drive(flow)
    say = drive.sends if seen is Seen.SHARED else drive.says
    say(A, "first")
    old = drive.answer("q", A).n
    drive.presses(A, "again")
    say(A, "second")

    new = drive.answer("q", A).n
    assert drive.text(new) == "second"
    assert (new == old) is (seen is Seen.PRIVATE)
    if seen is Seen.SHARED:
        assert drive.text(old) == "first"
        assert drive.session.numbered(old) is not None
