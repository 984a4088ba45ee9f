"""A row that moves nobody, and options beside a moment."""

from __future__ import annotations

from datetime import datetime, timedelta

from flows.engine.actions import count, tell, wake
from flows.engine.check import mistakes
from flows.engine.effects import Say, Show, Wake
from flows.engine.events import LOOSE
from flows.engine.script import EACH, SPEAKER, Ask, End, Flow, Meet, Move, When, one_of
from flows.engine.session import Partner, Seen, Session, moment_of
from tests.flows.drive import START, A, B, Drive


def tomorrow(_: Session, __: Partner) -> tuple[datetime, ...]:
    return (START + timedelta(days=1),)


FLOW = Flow(
    name="open_communication",
    states=(
        Ask("rules", of=EACH, seen=Seen.PRIVATE, expects=one_of("agree", "not_today"), passing=True),
        Meet("rules_met"),
        Ask("first", of=SPEAKER, seen=Seen.SHARED, expects=When(offer=tomorrow, extra=("either",))),
        End("done"),
        End("off"),
    ),
    moves=(
        Move(at="rules", on="agree", to="rules_met", then=(wake("day", timedelta(hours=1), loose=True),)),
        Move(at="rules", on="not_today", to="rules"),
        Move(at="rules", on="day", to="rules", then=(count("days"), tell("engine-wait", to="actor")), stays=True),
        Move(at="rules_met", on="met", to="first"),
        Move(at="first", on="picked", to="done"),
        Move(at="first", on="either", to="off"),
    ),
    wakes=("day",),
)


def loose() -> Wake:
    return Wake(by=B, at=START + timedelta(hours=1), name="day", entered=LOOSE)


def test_a_timer_at_a_row_that_stays_leaves_every_live_button_live() -> None:
    drive = Drive(FLOW, at="rules")
    drive.pending.append(loose())
    live = [drive.prompt(by).turn for by in Partner]
    drive.wakes("day")

    assert [drive.prompt(by).turn for by in Partner] == live
    assert drive.session.count("days") == 1
    assert not any(isinstance(effect, Show) for effect in drive.effects)
    assert [effect.to for effect in drive.effects if isinstance(effect, Say)] == [B]
    drive.both("agree")
    assert drive.states() == {"first"}


def test_an_option_beside_the_moments_is_a_trigger_of_its_own_and_no_answer() -> None:
    drive = Drive(FLOW, at="first")
    assert drive.options(A) == ((START + timedelta(days=1)).isoformat(), "either")
    drive.presses(A, "either")

    assert drive.session.ended == "off"
    assert drive.session.given("first", A) is None


def test_a_moment_is_still_an_answer() -> None:
    drive = Drive(FLOW, at="first")
    drive.presses(A, drive.options(A)[0])

    assert drive.session.ended == "done"
    assert moment_of(drive.answer("first", A)) == START + timedelta(days=1)


def test_the_rows_are_sound() -> None:
    assert mistakes(FLOW) == []
