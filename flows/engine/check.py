"""Finds the mistakes that the rule book of ``transitions`` accepts in silence."""

from __future__ import annotations

import re
from collections.abc import Iterator

from flows.engine.script import ANY, EACH, OPENED, Ask, End, Flow, Hold, Meet, Move, Options, Words, triggers_of

_NAME = re.compile(r"[a-z][a-z0-9_]{0,31}")
"""What names texts, and what Telegram takes as a command (Bot API, "BotCommand")."""


def mistakes(flow: Flow) -> list[str]:
    """Return one line for each mistake in the rows of ``flow``, none if it is sound."""
    return [
        *_commas(flow),
        *_names_as_written(flow),
        *_command(flow),
        *_unknown(flow),
        *_twice(flow),
        *_unreachable(flow),
        *_unanswered(flow),
        *_shadowed(flow),
        *_endless(flow),
        *_second_thoughts(flow),
        *_notes(flow),
    ]


def _names(flow: Flow) -> tuple[str, ...]:
    return tuple(state.name for state in flow.states)


def _sources(flow: Flow, move: Move) -> tuple[str, ...]:
    if move.at != ANY:
        return move.sources()
    return tuple(state.name for state in flow.states if not isinstance(state, End))


def _rows(flow: Flow, at: str, on: str) -> list[Move]:
    return [move for move in flow.moves if at in _sources(flow, move) and on in move.triggers()]


def _commas(flow: Flow) -> Iterator[str]:
    """Yield where what should be a tuple is its one part, for want of a comma."""
    for field in ("calls", "wakes", "reads", "keeps", "keeps_together", "goes_on"):
        if isinstance(value := getattr(flow, field), str):
            yield f'{flow.name}: {field} is no tuple: write {field}=("{value}",), with the comma'
    for move in flow.moves:
        if callable(move.then):
            on, at = " or ".join(move.triggers()), " or ".join(move.sources())
            yield f"{flow.name}: then of the row for {on} at {at} is no tuple: write then=(action,), with the comma"


def _names_as_written(flow: Flow) -> Iterator[str]:
    for what, name in (("name", flow.name), ("command", flow.command or flow.name)):
        if not _NAME.fullmatch(name):
            yield f"{flow.name}: the {what} {name} is more than small letters, digits and _, or than 32 of them"


def _command(flow: Flow) -> Iterator[str]:
    if not flow.command:
        return
    if OPENED not in flow.calls:
        yield f"{flow.name}: its command calls {OPENED}, so that must be one of its calls"
    for move in flow.moves if flow.pair else ():
        if OPENED in move.triggers() and not (move.alone or move.both or move.stays):
            at = " or ".join(move.sources())
            yield (
                f"{flow.name}: the command of one of them carries both at {at}: write alone=True, and let the partner "
                "be asked by reach_partner; or both=True, if the partner is to be asked at once, at any hour"
            )


def _unknown(flow: Flow) -> Iterator[str]:
    names = {*_names(flow), ANY}
    for state in flow.states:
        for name in state.changed_at if isinstance(state, Ask) else ():
            if name not in names:
                yield f"{flow.name}: {state.name} can be changed at the unknown state {name}"
    for move in flow.moves:
        for name in (*move.sources(), move.to):
            if name not in names:
                yield f"{flow.name}: a row names the unknown state {name}"
        for at in set(_sources(flow, move)) & set(_names(flow)):
            known = {*triggers_of(flow.state(at)), *flow.calls, *flow.wakes}
            for on in move.triggers():
                if on not in known:
                    yield f"{flow.name}: {on} cannot happen at {at}"


def _twice(flow: Flow) -> Iterator[str]:
    names = _names(flow)
    for name in sorted({name for name in names if names.count(name) > 1}):
        yield f"{flow.name}: two states are called {name}"


def _reached(flow: Flow, starts: set[str]) -> set[str]:
    reached = set(starts)
    while True:
        more = {move.to for move in flow.moves if reached & set(_sources(flow, move))} - reached
        if not more:
            return reached
        reached |= more


def _unreachable(flow: Flow) -> Iterator[str]:
    reached = _reached(flow, {flow.states[0].name})
    for name in _names(flow):
        if name not in reached:
            yield f"{flow.name}: {name} is never reached"


def _unanswered(flow: Flow) -> Iterator[str]:
    for state in flow.states:
        for on in triggers_of(state):
            rows = _rows(flow, state.name, on)
            if not rows:
                yield f"{flow.name}: nothing follows {on} at {state.name}"
            elif all(row.when for row in rows):
                yield f"{flow.name}: {on} at {state.name} has no row for when no guard holds"


def _shadowed(flow: Flow) -> Iterator[str]:
    for state in flow.states:
        for on in (*triggers_of(state), *flow.calls, *flow.wakes):
            rows = _rows(flow, state.name, on)
            plain = [index for index, row in enumerate(rows) if row.when is None]
            if plain and plain[0] < len(rows) - 1:
                yield f"{flow.name}: a row for {on} at {state.name} is shadowed by an earlier one without a guard"


def _endless(flow: Flow) -> Iterator[str]:
    opened = {at for move in flow.moves if OPENED in move.triggers() for at in _sources(flow, move)}
    ends = {state.name for state in flow.states if isinstance(state, End) or state.name in opened}
    for state in flow.states:
        if not _reached(flow, {state.name}) & ends:
            yield f"{flow.name}: neither an end nor a place to come back to can be reached from {state.name}"
        leaves = any(state.name in _sources(flow, move) for move in flow.moves)
        if isinstance(state, Hold | Meet) and not leaves:
            yield f"{flow.name}: nobody ever leaves {state.name}"


def _second_thoughts(flow: Flow) -> Iterator[str]:
    """Yield the asks whose answer can be changed later although it has decided the way."""
    for state in flow.states:
        if not isinstance(state, Ask) or state.of is not EACH or state.passing:
            continue
        if isinstance(state.expects, Options) and state.seen.value != "shared":
            ways = {row.to for on in triggers_of(state) for row in _rows(flow, state.name, on)}
            if len(ways) > 1:
                yield f"{flow.name}: {state.name} decides the way, so it must be passing"


def _notes(flow: Flow) -> Iterator[str]:
    asks = {state.name for state in flow.states if isinstance(state, Ask)}
    named = [*flow.goes_on]
    for state in flow.states:
        if isinstance(state, Ask) and isinstance(state.expects, Words):
            named += state.expects.notes
    yield from (f"{flow.name}: {name} is no ask" for name in named if name not in asks)
