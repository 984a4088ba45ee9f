"""Rows -> one shared rule book of ``transitions`` a flow.

``machine.events[trigger].trigger(model)`` on a throw-away model is not the documented entry of transitions 0.9.3, but
the documented one (``add_model``) costs memory and time for every model; the version is pinned and a test covers it.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

from transitions import EventData, Machine, MachineError

from flows.engine.script import Flow, Move, Scene


class Token:
    """What the rule book moves: one partner's place. ``row`` is the move that was taken."""

    __slots__ = ("row", "scene", "state")

    def __init__(self, state: str, scene: Scene) -> None:
        self.state = state
        self.scene = scene
        self.row: Move | None = None


def chosen_row(flow: Flow, state: str, trigger: str, scene: Scene) -> Move | None:
    """Return the first row for ``trigger`` at ``state`` whose guard holds, None if there is none."""
    event = machine(flow).events.get(trigger)
    if event is None:
        return None
    token: Any = Token(state, scene)
    try:
        event.trigger(token)
    except MachineError:
        return None
    row: Move | None = token.row
    return row


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


def _rows(move: Move) -> list[dict[str, Any]]:
    return [
        {
            "trigger": trigger,
            "source": move.at if isinstance(move.at, str) else list(move.at),
            "dest": move.to,
            "conditions": [_condition(move.when)] if move.when else None,
            "after": [_noting(move)],
        }
        for trigger in move.triggers()
    ]


def _condition(guard: Callable[[Scene], bool]) -> Callable[[EventData], bool]:
    def holds(data: EventData) -> bool:
        token: Any = data.model
        return guard(token.scene)

    return holds


def _noting(move: Move) -> Callable[[EventData], None]:
    def note(data: EventData) -> None:
        token: Any = data.model
        token.row = move

    return note
