"""The conversations that there are: every module of ``flows`` that has a FLOW. A new one needs no line here."""

from __future__ import annotations

import pkgutil
from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass
from importlib import import_module
from types import ModuleType

from msgspec import json
from pydantic import TypeAdapter

import flows
from bot.store.recent import Recent
from flows.engine.effects import Record
from flows.engine.frozen import replace
from flows.engine.script import Flow, SameName
from flows.engine.session import Session
from flows.engine.step import carry_over


class Flows(dict[str, Flow]):
    """By their names; one that is not here any more has no states."""

    def __missing__(self, name: str) -> Flow:
        return Flow(name=name, states=(), moves=())


def found_in(modules: Iterable[ModuleType]) -> Flows:
    """Return the conversations by their names.

    Raises:
        SameName: two have the same.
    """
    places: dict[str, ModuleType] = {}
    for module in modules:
        flow = getattr(module, "FLOW", None)
        if isinstance(flow, Flow) and (other := places.setdefault(flow.name, module)) is not module:
            raise SameName(f'{other.__name__} and {module.__name__}: both have name="{flow.name}"; choose another')
    return Flows({name: module.FLOW for name, module in places.items()})


GONE = "gone"
"""How a conversation reads as ended whose flow or state is not here."""
MOST_REPLACED = 64
"""So many texts stay though there is a newer one: the turn that changes a session goes on asking how it was."""
MOST_CHARACTERS = 5_000_000
"""So much of sessions as text is kept with what it says: most of them are wanted again at the next update."""

FLOWS = found_in(import_module(f"flows.{found.name}") for found in pkgutil.iter_modules(flows.__path__))
_read = json.Decoder(Session).decode
_write = json.Encoder().encode
_KNOWN: Recent[str, Session] = Recent(MOST_CHARACTERS)
_REPLACED: deque[str] = deque()


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelved:
    """A kept record, and the session whose answers it quotes."""

    session_id: int
    record: Record


_SHELVED = TypeAdapter(Shelved)


def record_to_json(shelved: Shelved) -> str:
    return _SHELVED.dump_json(shelved, exclude_defaults=True).decode()


def record_from_json(body: str) -> Shelved:
    return _SHELVED.validate_json(body)


def to_json(session: Session, *, instead_of: str = "") -> str:
    """Return the session as text; the text ``instead_of`` which it is kept will hardly be read again.

    What has its default is left out, so the defaults are part of the format.
    """
    _REPLACED.append(instead_of)
    if len(_REPLACED) > MOST_REPLACED:
        _KNOWN.drop(_REPLACED.popleft())
    kept = replace(session, known={}) if session.known else session  # what is handed in
    body = _write(kept).decode()
    _KNOWN.put(body, kept, len(body))
    return body


def from_json(body: str) -> Session:
    """Return the session that ``to_json`` wrote, carried over to today's version of its flow.

    Where its flow or the state of somebody in it is not here any more it reads as ended, so that nobody is locked into
    it: leaving, erasing and copying go on, and it goes on itself once that is back.
    """
    session = _KNOWN.get(body)
    if session is None:
        session = _read(body)
        session = session if _is_here(session) else replace(session, ended=session.ended or GONE)
        _KNOWN.put(body, session, len(body))
    return _today(session)


def _today(session: Session) -> Session:
    flow = FLOWS[session.flow]
    return session if session.version == flow.version else carry_over(flow, session)


def _is_here(session: Session) -> bool:
    states = FLOWS[session.flow].by_name
    return all(place.state in states for place in _today(session).positions.values())
