"""The conversations that there are: every module of ``flows`` that has a FLOW. A new one needs no line here."""

from __future__ import annotations

import pkgutil
from collections import deque
from dataclasses import dataclass
from importlib import import_module

from msgspec import json
from pydantic import TypeAdapter

import flows
from bot.store.recent import Recent
from flows.engine.effects import Record
from flows.engine.frozen import replace
from flows.engine.script import Flow
from flows.engine.session import Session
from flows.engine.step import carry_over


def _found() -> dict[str, Flow]:
    modules = [import_module(f"flows.{found.name}") for found in pkgutil.iter_modules(flows.__path__)]
    return {flow.name: flow for module in modules if isinstance(flow := getattr(module, "FLOW", None), Flow)}


MOST_REPLACED = 64
"""So many texts stay though there is a newer one: the turn that changes a session goes on asking how it was."""
MOST_CHARACTERS = 5_000_000
"""So much of sessions as text is kept with what it says: most of them are wanted again at the next update."""

FLOWS = _found()
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
    """Return the session that ``to_json`` wrote, carried over to today's version of its flow."""
    session = _KNOWN.get(body)
    if session is None:
        session = _read(body)
        _KNOWN.put(body, session, len(body))
    flow = FLOWS[session.flow]
    return session if session.version == flow.version else carry_over(flow, session)
