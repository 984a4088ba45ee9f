"""The one rule book of a flow, and that the rows chosen out of it are those that transitions 0.9.3 would take."""

from __future__ import annotations

import gc
import weakref
from contextlib import suppress
from importlib.metadata import version
from itertools import product
from typing import Any

import pytest
from transitions import Machine, MachineError

from bot.shelf import FLOWS
from flows import open_communication, programme, welcome
from flows.engine.frozen import replace
from flows.engine.machine import chosen_row, machine, move_of
from flows.engine.script import EACH, Ask, End, Flow, Guard, Move, Scene, one_of
from flows.engine.session import Partner, Position, Seen, Session
from tests.flows.drive import START, A, B, Drive


class Token:
    """What the rule book can move by itself: one partner's place. ``row`` is the move that was taken."""

    __slots__ = ("row", "scene", "state")

    def __init__(self, state: str, scene: Scene) -> None:
        self.state = state
        self.scene = scene
        self.row: Move | None = None


def is_even(scene: Scene) -> bool:
    return scene.session.seed % 2 == 0


EVEN = Move(at="question", on="yes", to="even", when=is_even)
ODD = Move(at="question", on="yes", to="odd")
FLOW = Flow(
    name="parity",
    states=(
        Ask("question", of=EACH, seen=Seen.PRIVATE, expects=one_of("yes"), passing=True),
        End("even"),
        End("odd"),
    ),
    moves=(EVEN, ODD),
)


def scene(seed: int) -> Scene:
    place = Position(state="question", turn=0, entered=0)
    session = Session(flow="parity", version=1, seed=seed, members=(A,), positions={A: place})
    return Scene(session=session, by=Partner.A, now=START)


def test_the_version_is_the_one_whose_insides_were_read() -> None:
    assert version("transitions") == "0.9.3"


def test_the_entry_moves_a_throw_away_model() -> None:
    rules, token = machine(FLOW), Token("question", scene(2))

    assert rules.events["yes"].trigger(token)
    assert token.state == "even"
    assert token.row is EVEN


def test_the_entry_refuses_a_state_without_such_a_row() -> None:
    with pytest.raises(MachineError):
        machine(FLOW).events["yes"].trigger(Token("even", scene(2)))


@pytest.mark.parametrize(("seed", "row"), [(2, EVEN), (3, ODD)])
def test_the_first_row_whose_guard_holds_is_taken(seed: int, row: Move) -> None:
    assert chosen_row(FLOW, "question", "yes", scene(seed)) is row


@pytest.mark.parametrize("flow", FLOWS.values(), ids=FLOWS)
def test_the_row_is_the_one_that_the_library_would_take_whatever_the_guards_say(flow: Flow) -> None:
    """In each flow, at each state, for each trigger, with each guard once holding and once not."""
    open_rows: set[int] = set()
    moves = tuple(replace(move, when=_among(open_rows, n)) for n, move in enumerate(flow.moves))
    guarded = Flow(name=flow.name, states=flow.states, moves=moves, wakes=flow.wakes, calls=flow.calls)
    chosen = 0

    for state, trigger in product((state.name for state in flow.states), machine(flow).events):
        numbers = [n for n, move in enumerate(moves) if state in move.sources() and trigger in move.triggers()]
        for holding in product((True, False), repeat=len(numbers)):
            open_rows.clear()
            open_rows.update(n for n, holds in zip(numbers, holding, strict=True) if holds)
            row = chosen_row(guarded, state, trigger, scene(2))
            assert row is _taken_by_the_library(guarded, state, trigger)
            chosen += row is not None

    assert chosen >= len(moves)


def _among(open_rows: set[int], n: int) -> Guard:
    return lambda _: n in open_rows


def _taken_by_the_library(flow: Flow, state: str, trigger: str) -> Move | None:
    token: Any = Token(state, scene(2))
    with suppress(MachineError):
        machine(flow).events[trigger].trigger(token)
    row: Move | None = token.row
    return row


@pytest.mark.parametrize("flow", FLOWS.values(), ids=FLOWS)
def test_each_row_of_a_flow_is_in_its_rule_book(flow: Flow) -> None:
    rows = [move_of(row) for event in machine(flow).events.values() for at in event.transitions.values() for row in at]

    assert set(map(id, rows)) == set(map(id, flow.moves))


@pytest.mark.parametrize(("state", "trigger"), [("question", "unheard_of"), ("even", "yes")])
def test_no_row_is_no_error(state: str, trigger: str) -> None:
    assert chosen_row(FLOW, state, trigger, scene(2)) is None


def test_a_failing_guard_is_an_error_and_not_a_no() -> None:
    def fails(_: Scene) -> bool:
        raise ZeroDivisionError

    flow = Flow(name="broken", states=FLOW.states, moves=(Move(at="question", on="yes", to="odd", when=fails),))

    with pytest.raises(ZeroDivisionError):
        chosen_row(flow, "question", "yes", scene(2))


def test_one_flow_has_one_rule_book() -> None:
    assert machine(FLOW) is machine(FLOW)
    assert machine(FLOW) is not machine(welcome.FLOW)


@pytest.mark.parametrize("flow", [open_communication.FLOW, programme.FLOW, welcome.FLOW])
def test_no_model_is_registered_and_no_trigger_is_made_by_itself(flow: Flow) -> None:
    drive = Drive(flow)
    for by in drive.session.members:
        drive.presses(by, drive.options(by)[0])

    rules: Machine = machine(flow)
    assert rules.models == []
    assert not any(name.startswith("to_") for name in rules.events)


def test_nothing_keeps_a_model_after_its_step() -> None:
    token = _Watched("question", scene(2))
    watched = weakref.ref(token)
    machine(FLOW).events["yes"].trigger(token)
    del token
    gc.collect()

    assert watched() is None


class _Watched(Token):
    __slots__ = ("__weakref__",)


def test_two_people_use_one_rule_book_without_meeting_in_it() -> None:
    one, other = Token("question", scene(2)), Token("question", scene(3))
    machine(FLOW).events["yes"].trigger(one)

    assert (one.state, other.state) == ("even", "question")
    assert other.row is None
    assert B not in one.scene.session.positions
