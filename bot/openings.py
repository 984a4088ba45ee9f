"""Commands that open a conversation: one that stands beside the couple's talk, or one that somebody has alone."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from bot.desk import Desk
from bot.letters import tell
from bot.shelf import FLOWS
from bot.store.values import Couple, Person, StoredSession
from bot.turns import begin, call, show_again
from flows.engine.refusal import Refused
from flows.engine.script import OPENED, Flow, Hold
from flows.engine.session import Partner


def commands() -> tuple[str, ...]:
    """Return the commands that open a conversation."""
    return tuple(sorted({flow.command for flow in FLOWS.values() if flow.command}))


def available(desk: Desk, person: Person) -> dict[str, str]:
    """Return the commands that open something for this person now, and the flow that each opens."""
    places = {name: _place(desk, person, name) for name in commands()}
    return {name: found[0].name for name, found in places.items() if found is not None}


def kept_alone(desk: Desk, person: Person) -> tuple[str, ...]:
    """Return what the person has begun alone and their command no longer opens, since now it opens the couple's own."""
    opened = set(available(desk, person).values())
    mine = (one.flow for one in desk.tx.sessions.open_of(person.id, None))
    return tuple(name for name in mine if FLOWS[name].command and name not in opened)


def open_alone(desk: Desk, person: Person, flow: str) -> None:
    """Open what the person has begun alone."""
    stored = next((one for one in desk.tx.sessions.open_of(person.id, None) if one.flow == flow), None)
    if stored is None:
        _say_closed(desk, person)
    else:
        _open(desk, stored, Partner.A)


def open_at(desk: Desk, person: Person, flow: str, name: str) -> None:
    """Open a private conversation where ``name``, one of its calls, leads."""
    mine = desk.tx.sessions.open_of(person.id, None)
    stored = next((one for one in mine if one.flow == flow), None) or begin(desk, flow, person=person)
    call(desk, stored, name, Partner.A)


def sharing_a_command() -> tuple[str, ...]:
    """Return the flows of one person alone whose command opens something else for a couple."""
    together = {flow.command for flow in FLOWS.values() if flow.pair}
    return tuple(flow.name for flow in FLOWS.values() if not flow.pair and flow.command and flow.command in together)


def open_with(desk: Desk, person: Person, command: str) -> None:
    """Open what the command stands for: the couple's own, else the person's alone, else say why there is none."""
    found = _place(desk, person, command)
    if found is None:
        _say_closed(desk, person)
        return
    flow, stored = found
    if stored is None:
        couple = desk.tx.couples.of(person.id) if flow.pair else None
        stored = begin(desk, flow.name, person=None if couple else person, couple_id=couple.id if couple else None)
        if not isinstance(flow.states[0], Hold):
            return  # it has shown its first question
    if desk.held(stored):
        tell(desk, person, "bot-resting")
        return
    partner = desk.cast(stored).part_of(person)
    assert partner is not None  # it is theirs
    _open(desk, stored, partner)


def _say_closed(desk: Desk, person: Person) -> None:
    tell(desk, person, "bot-closed-now" if person.consented else "bot-closed")


def _open(desk: Desk, stored: StoredSession, partner: Partner) -> None:
    try:
        call(desk, stored, OPENED, partner)
    except Refused:  # it is open already
        show_again(desk, stored, partner)


def _place(desk: Desk, person: Person, command: str) -> tuple[Flow, StoredSession | None] | None:
    """Return the flow that the command opens for this person and its open session, None if there is nothing to open."""
    if not person.consented:
        return None
    couple = desk.tx.couples.of(person.id)
    mine = [flow for flow in FLOWS.values() if flow.command == command]
    return next(chain(_together(desk, couple, mine), _alone(desk, person, mine)), None)


def _together(desk: Desk, couple: Couple | None, flows: list[Flow]) -> Iterator[tuple[Flow, StoredSession | None]]:
    if couple is None or desk.programme(couple) is None:
        return
    names = {flow.name: flow for flow in flows}
    for stored in desk.aside(couple):
        if stored.flow in names:
            yield names[stored.flow], stored
    yield from _instead_of_a_page(desk, couple, flows)
    yield from ((flow, None) for flow in flows if flow.beside)


def _instead_of_a_page(desk: Desk, couple: Couple, flows: list[Flow]) -> Iterator[tuple[Flow, StoredSession]]:
    """Yield the talk that is open where a page of one's own has its command: that would be taken for the talk's."""
    talk = desk.talk(couple)
    if talk is not None and not desk.held(talk) and not all(flow.pair for flow in flows):
        yield from ((flow, talk) for flow in flows if flow.name == talk.flow)


def _alone(desk: Desk, person: Person, flows: list[Flow]) -> Iterator[tuple[Flow, StoredSession | None]]:
    stored = {one.flow: one for one in desk.tx.sessions.open_of(person.id, None)}
    yield from ((flow, stored.get(flow.name)) for flow in flows if not flow.pair)
