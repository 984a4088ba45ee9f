"""Random walks over the fourth step and /appreciate: no gesture above the rung, no secret before its time."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows import appreciate, appreciation
from flows.engine.effects import Effect, Say
from flows.engine.events import Chose
from flows.engine.prompt import prompt
from flows.engine.script import Flow
from flows.engine.session import Facts, Partner, Session
from flows.gestures import deck
from flows.noticing import waiting_for
from tests.flows.appreciations import agreed, at, beside
from tests.flows.drive import Drive
from tests.flows.walk import Stir, Stride, bounded, stirs, walk

STARTS = ("did", "answer_gate", "pick")
RUNGS = (None, 0, 1, 2, 3, 4, 6)


def restless(drive: Drive, drawn: list[Stir]) -> Iterator[tuple[Stride, int]]:
    """Walk while the agreement changes under the two, and yield each stride with the rung that held in it."""

    def changing() -> Iterator[Stir]:
        for stir in drawn:
            if stir.twist % 3 == 0:
                rung = RUNGS[stir.pick % len(RUNGS)]
                known: dict[str, Facts] = {} if rung is None else agreed(rung)
                drive.knows("agreement", known.get("agreement", {}))
            yield stir

    for stride in walk(drive, changing()):
        yield stride, int(drive.session.known.get("agreement", {}).get("rung") or 0)


def above(items: tuple[str, ...], rung: int) -> set[str]:
    return {item for item in items if item in deck() and deck()[item].rung > rung}


def on_screen(flow: Flow, session: Session, partner: Partner) -> tuple[str, ...]:
    shown = prompt(flow, session, partner)
    return tuple(button.action for button in shown.buttons) if shown else ()


def revealed(session: Session, effects: tuple[Effect, ...]) -> tuple[str, ...]:
    numbers = [n for effect in effects if isinstance(effect, Say) for n in effect.quotes]
    return tuple(item for n in numbers if (answer := session.numbered(n)) for item in answer.chosen)


@bounded(30)
@given(start=st.sampled_from(STARTS), drawn=stirs(60, 160))
def test_gestures_are_never_offered_taken_or_shown_above_the_rung_of_that_moment(start: str, drawn: list[Stir]) -> None:
    drive = at(start, known=agreed(4), touch=1)
    for stride, rung in restless(drive, drawn):
        for partner in Partner:
            assert not above(on_screen(drive.flow, drive.session, partner), rung)
        if stride.outcome is None:
            continue
        before = {answer.n: answer for answer in stride.before.answers}
        for answer in stride.outcome.session.answers:
            if answer.n not in before or before[answer.n].chosen != answer.chosen:
                assert not above(answer.chosen, rung)
        assert not above(revealed(stride.outcome.session, stride.outcome.effects), rung)


@bounded(30)
@given(start=st.sampled_from(STARTS), drawn=stirs(60, 160))
def test_P1_P2_the_secret_pick_is_seen_by_nobody_else_before_the_reveal(start: str, drawn: list[Stir]) -> None:
    drive = at(start, known=agreed(4), touch=1)
    for stride, _ in restless(drive, drawn):
        for reader in Partner:
            picks = {answer.n for answer in drive.session.answers if answer.ask == "pick" and answer.by is not reader}
            was = {answer.n for answer in drive.session.answers if answer.ask == "was" and answer.by is not reader}
            assert not picks & drive.seen[reader]
            assert not was & drive.seen[reader] or drive.session.aside
        if isinstance(stride.event, Chose) and stride.before.at(stride.event.by).state == "pick" and stride.outcome:
            partner = stride.event.by.other
            assert stride.before.at(partner) == stride.outcome.session.at(partner)
            assert not any(getattr(effect, "to", stride.event.by) is partner for effect in stride.outcome.effects)


@bounded(20)
@given(drawn=stirs(60, 160, more=("reopened",)))
def test_nobody_is_asked_for_a_pick_once_the_week_is_looked_back_on(drawn: list[Stir]) -> None:
    drive = at("pick", known=agreed(4), touch=1)
    for _ in walk(drive, drawn):
        for place in drive.session.positions.values():
            assert place.again != "pick" or place.state == "week"


@bounded(20)
@given(which=st.sampled_from(("step", "beside")), drawn=stirs(60, 160, more=("called",)))
def test_P1_the_jar_holds_what_its_authors_sent_and_nothing_else(which: str, drawn: list[Stir]) -> None:
    drive = at("did") if which == "step" else beside()
    sent = 0
    for stride in walk(drive, drawn):
        if stride.outcome and isinstance(stride.event, Chose):
            sent += stride.event.option == "send" and stride.before.at(stride.event.by).state == "preview"
            sent -= stride.event.option == "take_back"
        quoted = [n for record in drive.kept for n in record.quotes]
        assert len(quoted) == len(set(quoted)) <= sent
        for n in quoted:
            whole = drive.session.numbered(n)
            assert whole is not None
            assert whole.ask == "letter"
            assert n in drive.seen[whole.by.other]


@bounded(20)
@given(drawn=stirs(80, 160, more=("called", "woke")))
def test_all_that_is_on_its_way_arrives_when_its_reader_comes_home(drawn: list[Stir]) -> None:
    drive = beside()
    for _ in walk(drive, drawn):
        for reader in Partner:
            if drive.state(reader) == "home" and waiting_for(drive.session, reader):
                live = [wake for wake in drive.pending if wake.by is reader and wake.name == "arrive"]
                assert live, "something is on its way that nothing brings"


@pytest.mark.parametrize("start", STARTS)
def test_walks_come_to_the_reveal(start: str) -> None:
    """Walks that never come there would hold all of the above."""
    drive = at(start, known=agreed(4), touch=1)
    drawn = (Stir(kind="answer", by=list(Partner)[n % 2], pick=7 * n % 60, twist=3 * n % 60) for n in range(400))
    for _ in walk(drive, drawn):
        pass

    assert drive.session.aside


def test_the_flows_say_what_they_read_and_keep() -> None:
    assert appreciation.FLOW.reads == ("agreement", "jar")
    assert appreciation.FLOW.keeps_together == appreciate.FLOW.keeps_together == appreciate.FLOW.reads == ("jar",)
