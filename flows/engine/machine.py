"""Rows -> one shared rule book of ``transitions`` a flow, out of which the rows are chosen.

The library knows, checks and orders the rows; to have it move a model by them takes ten times as long as to look which
row holds, so that is done here. ``machine.events[trigger].transitions[state]`` is not its documented entry in 0.9.3,
but the documented one (``add_model``) costs memory and time for every model; the version is pinned, and a test holds
what is chosen here to what the library would do.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

from transitions import EventData, Machine, Transition

from flows.engine.script import Flow, Move, Scene


class Noting:
    """What the rule book calls after a move: it notes on its model, as ``row``, which one it was."""

    __slots__ = ("move",)

    def __init__(self, move: Move) -> None:
        self.move = move

    def __call__(self, data: EventData) -> None:
        token: Any = data.model
        token.row = self.move


def chosen_row(flow: Flow, state: str, trigger: str, scene: Scene) -> Move | None:
    """Return the first row for ``trigger`` at ``state`` whose guard holds, None if there is none."""
    for row in _book(flow).get((state, trigger), ()):
        if row.when is None or row.when(scene):
            return row
    return None


@cache
def _book(flow: Flow) -> Mapping[tuple[str, str], tuple[Move, ...]]:
    """Return the rows by state and trigger, in the order in which the rule book tries them."""
    return {
        (state, trigger): tuple(map(move_of, rows))
        for trigger, event in machine(flow).events.items()
        for state, rows in event.transitions.items()
    }


@cache
def machine(flow: Flow) -> Machine:
    """Return the one rule book of ``flow``, made at its first use."""
    return Machine(
        model=None,
        initial=None,
        auto_transitions=False,
        send_event=True,
        states=[state.name for state in flow.states],
        transitions=[row for move in flow.moves for row in _rows(move)],
    )


def move_of(row: Transition) -> Move:
    """Return the move that a row of the rule book was made of."""
    (noting,) = row.after
    assert isinstance(noting, Noting)  # as _rows has it
    return noting.move


def _rows(move: Move) -> list[dict[str, Any]]:
    return [
        {
            "trigger": trigger,
            "source": move.at if isinstance(move.at, str) else list(move.at),
            "dest": move.to,
            "conditions": [_condition(move.when)] if move.when else None,
            "after": [Noting(move)],
        }
        for trigger in move.triggers()
    ]


def _condition(guard: Callable[[Scene], bool]) -> Callable[[EventData], bool]:
    def holds(data: EventData) -> bool:
        token: Any = data.model
        return guard(token.scene)

    return holds
