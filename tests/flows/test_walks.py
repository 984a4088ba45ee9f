"""Whatever two people do, in whatever order: random walks over each flow, every step of which ``Drive`` checks."""

from __future__ import annotations

import random
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.shelf import FLOWS
from flows.appreciate import FLOW as APPRECIATE
from flows.appreciation import FLOW as APPRECIATION
from flows.check_in import FLOW as CHECK_IN
from flows.engine.effects import Report, Wake
from flows.engine.events import LOOSE, Amended, Called, Chose, Event, Said, Ticked, Woke
from flows.engine.frozen import replace
from flows.engine.prompt import asked, prompt
from flows.engine.script import CLEAR, OPENING, WORRIED, Flow, Fork, Ticks
from flows.engine.session import Facts, Form, Partner, Session
from flows.engine.step import step
from flows.nudges import FLOW as NUDGES
from flows.open_communication import FLOW as TALK
from flows.open_communication import LETTER
from flows.own_appreciation import FLOW as OWN_APPRECIATION
from flows.own_plan import FLOW as OWN_PLAN
from flows.patience import FLOW as PATIENCE
from flows.programme import FLOW as PROGRAMME
from flows.programme import LAPSE, SETBACK, STEPS, next_step
from flows.reflection import FLOW as REFLECTION
from flows.safety import FLOW as SAFETY_AGAIN
from flows.safety_questions import SAFETY
from flows.setback import FLOW as AFTER_SETBACK
from flows.welcome import FLOW as WELCOME
from tests.flows.checks import dumped
from tests.flows.drive import START, A, B, Drive
from tests.flows.walk import KINDS, Stir, Stride, bounded, stirs, walk


@dataclass(frozen=True, slots=True)
class Chapter:
    """Where a walk starts: later parts of a talk are too far for most walks from its beginning."""

    flow: Flow
    at: str | None = None
    memory: tuple[tuple[str, int | str], ...] = ()
    known: tuple[tuple[str, Facts], ...] = ()

    def begin(self, seed: int = 0) -> Drive:
        known = {name: KNOWN[name] for name in self.flow.reads if name in KNOWN}
        return Drive(self.flow, seed=seed, at=self.at, memory=dict(self.memory), known={**known, **dict(self.known)})


KNOWN: dict[str, Facts] = {"way": {"done": list(STEPS)}, "zones": {"a": "Europe/Madrid", "b": "America/Bogota"}}
"""What other conversations have kept before a walk."""


HEARD = (("heard_a", 1), ("heard_b", 1), ("turns", 1))
FIRST, ROUND, WORD = Chapter(TALK, "first"), Chapter(TALK, "speak"), Chapter(TALK, "word", HEARD)
CAUSES, APOLOGY = Chapter(TALK, "causes_mine", HEARD), Chapter(TALK, "apology_gate", HEARD)
TALKS = (Chapter(TALK), FIRST, ROUND, CAUSES, APOLOGY, WORD)
EARLIER = (("earlier", 1), ("earlier_step", 2))
PROGRAMMES = (
    Chapter(PROGRAMME),
    Chapter(PROGRAMME, None, EARLIER),
    Chapter(PROGRAMME, "offered"),
    Chapter(PROGRAMME, "arrived", (("step", len(STEPS)),)),
)
WELCOMES = (Chapter(WELCOME), *(Chapter(WELCOME, None, ((whom, 1),)) for whom in ("invited", "new_account")))
WEEK = (("touch", 1), ("week_until", START.isoformat()), ("fortnight_until", START.isoformat()))
APPRECIATIONS = (
    Chapter(APPRECIATION),
    Chapter(APPRECIATION, "answer_gate", known=(("agreement", {"rung": 2}),)),
    *(Chapter(APPRECIATION, at, WEEK) for at in ("take_gate", "pick", "noticed")),
)
BESIDE = (Chapter(APPRECIATE),)
ALONE = (Chapter(OWN_APPRECIATION, known=(("partner", {"couple": 1}),)),)
HALFWAY = (("at_a", START.isoformat()), ("at_b", START.isoformat()))
TIMES = tuple(Chapter(PATIENCE, at) for at in ("slowly", "triggers", "plans_met", "halfway", "ahead"))
PATIENCES = (Chapter(PATIENCE), *TIMES, Chapter(PATIENCE, "slot", HALFWAY))
SETBACKS = (Chapter(AFTER_SETBACK), *(Chapter(AFTER_SETBACK, at) for at in ("ready", "feelings", "reality", "trigger")))
OWN_PLANS = (Chapter(OWN_PLAN, known=(("partner", {"couple": 7}),)),)
BEYOND = (*APPRECIATIONS, *BESIDE, *ALONE, *PATIENCES, *SETBACKS, *OWN_PLANS)
PAGES = tuple(Chapter(flow, known=(("partner", {"couple": 7}),)) for flow in (REFLECTION, CHECK_IN, NUDGES))
AGAIN = (Chapter(SAFETY_AGAIN), Chapter(SAFETY_AGAIN, "asked"))
WRITTEN = (*TALKS, *PROGRAMMES, *WELCOMES, *BEYOND, *PAGES, *AGAIN)
ELSEWHERE = ("boundaries", "own_boundaries", "connection")
"""Walked in modules of their own, with what must hold there."""


def from_the_beginning(flows: Iterable[Flow]) -> tuple[Chapter, ...]:
    """Return a chapter for each of ``flows`` that is walked nowhere yet."""
    walked = {*ELSEWHERE, *(chapter.flow.name for chapter in WRITTEN)}
    return tuple(Chapter(flow, known=(("partner", {"couple": 7}),)) for flow in flows if flow.name not in walked)


REST = from_the_beginning(FLOWS.values())
REST_OF_TWO = tuple(chapter for chapter in REST if chapter.flow.pair)
ALL = (*WRITTEN, *REST)

seeds = st.integers(0, 3)


@bounded(36)
@given(chapter=st.sampled_from((*TALKS, *PATIENCES, *SETBACKS, *REST_OF_TWO)), seed=seeds, stirs=stirs())
def test_P1_a_private_answer_is_read_by_the_partner_only_after_its_author_sent_it(
    chapter: Chapter, seed: int, stirs: list[Stir]
) -> None:
    drive = chapter.begin(seed)
    for _ in walk(drive, stirs):
        for reader in Partner:
            assert all(drive.eyes.may_read(reader, n) for n in drive.seen[reader])


@bounded(30)
@given(
    chapter=st.sampled_from((FIRST, CAUSES, WORD, *TIMES, *SETBACKS, *REST_OF_TWO)),
    seed=seeds,
    stirs=stirs(more=("reopened", "withdrew", "edited")),
)
def test_P2_sealed_answers_are_opened_for_both_at_the_same_moment(
    chapter: Chapter, seed: int, stirs: list[Stir]
) -> None:
    drive = chapter.begin(seed)
    for _ in walk(drive, stirs):
        for answers in drive.eyes.sealed.values():
            said = {n for n in answers.values() if _says_something(drive, n)}
            read = {n for by, n in answers.items() if n in drive.seen[by.other]}
            assert read in (set(), said)
            assert not read or len(answers) == len(Partner)


def _says_something(drive: Drive, n: int) -> bool:
    answer = drive.session.numbered(n)
    return answer is not None and answer.form is not Form.SKIPPED


@bounded(30)
@given(chapter=st.sampled_from(PROGRAMMES), stirs=stirs())
def test_C1_a_step_begins_only_when_both_said_ready(chapter: Chapter, stirs: list[Stir]) -> None:
    ready: set[Partner] = set()
    for stride in walk(chapter.begin(), stirs):
        match stride.event:
            case _ if stride.outcome is None:
                continue
            case Chose(option="ready", by=by):
                ready.add(by)
            case Chose(option="not_now", by=by):
                ready.discard(by)
            case Called() | Woke():  # it may lead away from where a yes was said, and forgets it then
                places = stride.outcome.session.positions
                ready = {by for by in ready if places[by].state.endswith("_met")}
            case _:
                pass
        begun = Report(name="begin", by=stride.event.by) in stride.outcome.effects
        if begun and next_step(stride.outcome.session) != SETBACK:  # which is no step
            assert ready == {A, B}
            ready.clear()


@bounded(24)
@given(chapter=st.sampled_from(PROGRAMMES), stirs=stirs())
def test_C2_pause_time_out_and_leave_from_every_state(chapter: Chapter, stirs: list[Stir]) -> None:
    drive = chapter.begin()
    for _ in walk(drive, stirs):
        if drive.session.ended is None:
            for by in Partner:
                assert _called(drive, "leave", by).ended == "ended"
                assert _states(_called(drive, "pause", by)) == {"paused"}
                assert _states(_called(drive, "time_out", by)) <= {"time_out", "resting"}
                _check_that_going_on_needs_both(_called(drive, "pause", by), by)


def _check_that_going_on_needs_both(paused: Session, by: Partner) -> None:
    one = _pressed(paused, by, "go_on")
    assert one.at(by.other).state == "paused"
    waiting = prompt(PROGRAMME, one, by)
    assert waiting is not None
    assert [button.action for button in waiting.buttons] == ["not_yet"]
    assert not _states(_pressed(one, by.other, "go_on")) & {"paused", "paused_met"}
    late = _pressed(one, by.other, "go_on", START + LAPSE)  # of a yes from then on it is asked again
    assert (late.at(by).state, late.at(by.other).state) == ("paused", "paused_met")


@bounded(30)
@given(stirs=stirs())
def test_C4_an_apology_is_opened_only_by_its_receiver(stirs: list[Stir]) -> None:
    drive = APOLOGY.begin()
    read: dict[Partner, set[int]] = {A: set(), B: set()}
    for stride in walk(drive, stirs):
        for reader in Partner:
            new = {n for n in drive.seen[reader] - read[reader] if _is_apology(drive, n, reader.other)}
            read[reader] |= new
            if new and not isinstance(stride.event, Amended):
                assert stride.event == replace(_ready(stride.event), by=reader)
                assert stride.before.at(reader).state in ("receive", "receive_later")


def _is_apology(drive: Drive, n: int, author: Partner) -> bool:
    answer = drive.session.numbered(n)
    return answer is not None and answer.by is author and answer.ask in (*LETTER, "letter")


def _ready(event: Event) -> Chose:
    assert isinstance(event, Chose)
    return replace(event, option="ready")


@bounded(36)
@given(chapter=st.sampled_from(ALL), seed=seeds, stirs=stirs(60, 150))
def test_F1_from_every_session_somebody_can_go_on(chapter: Chapter, seed: int, stirs: list[Stir]) -> None:
    drive = chapter.begin(seed)
    for _ in walk(drive, stirs):
        pass  # Drive checks it after every step: live prompts, presses that count, timers, calls


NOISE = ("stale", "wrong person", "forged", "doubled", "woke", "forged call")


@bounded(36)
@given(chapter=st.sampled_from(ALL), stirs=stirs(more=NOISE))
def test_F2_only_the_buttons_of_ones_own_live_prompt_do_anything(chapter: Chapter, stirs: list[Stir]) -> None:
    drive = chapter.begin()
    for stride in walk(drive, stirs):
        if stride.outcome is None:
            assert drive.session is stride.before
            continue
        place = stride.before.at(stride.event.by)
        match stride.event:
            case Chose() | Ticked() as press:
                assert press.turn == place.turn
                assert _action(press) in _live_actions(chapter.flow, stride)
            case Said(held=False) as said if asked(chapter.flow, stride.before, said.by):
                assert said.turn == place.turn
            case Called() as called:
                assert called.name in chapter.flow.calls
            case Woke() as woke:
                assert woke.entered in (LOOSE, place.entered)
                assert woke.name in chapter.flow.wakes
            case _:
                pass


def _action(event: Chose | Ticked) -> str:
    return event.option if isinstance(event, Chose) else event.item


def _live_actions(flow: Flow, stride: Stride) -> set[str]:
    by = stride.event.by
    shown = [prompt(flow, stride.before, by, question) for question in SAFETY] if flow is WELCOME else []
    if flow is SAFETY_AGAIN:
        shown = [prompt(flow, stride.before, by, page) for page in (OPENING, *SAFETY, CLEAR, WORRIED)]
    shown.append(prompt(flow, stride.before, by))
    ask = asked(flow, stride.before, by)
    levels = set()
    if ask is not None and isinstance(ask.expects, Ticks):  # a quick press may come after the next item is in focus
        items = [item for area in ask.expects.areas(stride.before, by) for item in area.items]
        levels = {f"{item}:{level}" for item in items for level in ask.expects.levels}
    return levels | {button.action for one in shown if one for button in one.buttons}


PLACES = {
    "suggested_met": "suggested",
    "ending_met": "ending",
    "before_met": "before",
    "place_met": "place",
    "not_yet": "offered",
    "ready_met": "offered",
}
"""Where a pause goes on, if it is not the same state: there both are asked once more."""
INTERRUPTED = ("time_out", "agree", "away", "back", "back_met", "paused", "paused_met")


@bounded(30)
@given(chapter=st.sampled_from(PROGRAMMES), stirs=stirs())
def test_F3_every_state_can_be_paused_and_resumed_at_the_same_place(chapter: Chapter, stirs: list[Stir]) -> None:
    drive = chapter.begin()
    place = drive.state(A)
    for stride in walk(drive, stirs):
        if drive.session.ended is not None:
            return
        state = drive.state(A)
        if isinstance(stride.event, Woke) and stride.outcome and stride.event.name == "rested" and state == "back":
            place = "running"
        elif state not in INTERRUPTED:
            place = PLACES.get(state, state)
        paused = _called(drive, "pause", A)
        assert _states(_pressed(_pressed(paused, B, "go_on"), A, "go_on")) == {place}


@pytest.mark.parametrize("worried", [*SAFETY, None])
@pytest.mark.parametrize("answer", ["worrying", "rather_not"])
def test_P5_nothing_of_the_safety_questions_is_in_the_session(worried: str | None, answer: str) -> None:
    drive = Drive(WELCOME, at="safety")
    before = dumped(drive.session)
    for question, calm in SAFETY.items():
        assert dumped(drive.session) == before
        if question == worried:
            worrying = {"yes": "no", "no": "yes"}[calm] if answer == "worrying" else answer
            drive.presses(A, f"{question}:{worrying}")
            break
        drive.presses(A, f"{question}:{calm}")

    alike = Drive(WELCOME, at="safety")
    if worried is None:
        alike.presses(A, *(f"{question}:{calm}" for question, calm in SAFETY.items()))
    else:
        alike.presses(A, "afraid:yes")
    assert dumped(drive.session) == dumped(alike.session)
    assert drive.effects == alike.effects
    assert drive.state(A) == ("whom" if worried is None else "care")


@bounded(18)
@given(stirs=stirs())
def test_P5_the_returning_questions_change_a_session_only_by_done_and_by_calls(stirs: list[Stir]) -> None:
    drive = Drive(SAFETY_AGAIN, at="asked")
    for stride in walk(drive, stirs):
        if isinstance(stride.event, Chose) and stride.outcome and stride.event.option != "done":
            assert drive.session == stride.before
            assert not any(isinstance(effect, Report | Wake) for effect in stride.outcome.effects)


@bounded(18)
@given(stirs=stirs())
def test_P5_no_walk_leaves_a_trace_of_a_safety_answer(stirs: list[Stir]) -> None:
    drive = Drive(WELCOME, at="safety")
    for stride in walk(drive, stirs):
        body = dumped(drive.session).decode()
        assert not any(f"{question}:" in body or f'"{question}"' in body for question in SAFETY)
        if isinstance(stride.event, Chose) and drive.state(A) == stride.before.at(A).state == "safety":
            assert drive.session == stride.before


@pytest.mark.parametrize(
    "chapters",
    [
        *(TALKS, PROGRAMMES, WELCOMES, APPRECIATIONS, BESIDE, ALONE, PATIENCES, SETBACKS, OWN_PLANS, AGAIN),
        *((chapter,) for chapter in REST),
    ],
)
def test_walks_reach_every_state(chapters: tuple[Chapter, ...]) -> None:
    """Walks that come nowhere would hold all of the above."""
    missing = {state.name for state in chapters[0].flow.states if not isinstance(state, Fork)}
    chance = random.Random(1)
    for _ in range(200):
        if not missing:
            break
        drive = chance.choice(chapters).begin()
        for stride in walk(drive, [_any_stir(chance) for _ in range(120)]):
            missing -= drive.states() if stride.outcome else set()
    name = chapters[0].flow.name
    assert not missing, f"no walk of {name} reaches {missing}: give it chapters that begin nearer, as PATIENCES do"


def test_a_conversation_that_is_walked_nowhere_yet_is_walked_from_its_beginning() -> None:
    new = replace(OWN_PLAN, name="new")

    assert [chapter.flow for chapter in from_the_beginning((*FLOWS.values(), new))] == [
        *(chapter.flow for chapter in REST),
        new,
    ]


def _any_stir(chance: random.Random) -> Stir:
    by = chance.choice(list(Partner))
    return Stir(kind=chance.choice(KINDS), by=by, pick=chance.randrange(60), twist=chance.randrange(60))


def _called(drive: Drive, name: str, by: Partner) -> Session:
    return step(PROGRAMME, drive.session, Called(name=name, by=by), drive.now).session


def _pressed(session: Session, by: Partner, option: str, now: datetime = START) -> Session:
    return step(PROGRAMME, session, Chose(by=by, turn=session.at(by).turn, option=option), now).session


def _states(session: Session) -> set[str]:
    return {place.state for place in session.positions.values()}
