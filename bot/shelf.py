"""The conversations that there are: every module of ``flows`` that has a FLOW. A new one needs no line here."""

from __future__ import annotations

import pkgutil
from collections import deque
from dataclasses import dataclass
from importlib import import_module
from operator import is_
from typing import Any

from pydantic import TypeAdapter
from pydantic_core import SchemaSerializer
from pydantic_core.core_schema import simple_ser_schema

import flows
from bot.store.recent import Recent
from flows.engine.effects import Record
from flows.engine.frozen import replace
from flows.engine.script import Flow
from flows.engine.session import Answer, Session
from flows.engine.step import carry_over


def _found() -> dict[str, Flow]:
    modules = [import_module(f"flows.{found.name}") for found in pkgutil.iter_modules(flows.__path__)]
    return {flow.name: flow for module in modules if isinstance(flow := getattr(module, "FLOW", None), Flow)}


def _as_words(schema: Any) -> Any:
    """Return a schema in which members of enums are written as the words that they are: asking each takes longer."""
    if isinstance(schema, list):
        return [_as_words(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    copy = {name: _as_words(part) for name, part in schema.items()}
    return {**copy, "serialization": simple_ser_schema("str")} if copy.get("type") == "enum" else copy


MOST_REPLACED = 64
"""So many texts stay though there is a newer one: the turn that changes a session goes on asking how it was."""
MOST_CHARACTERS = 5_000_000
"""So much of sessions as text is kept with what it says: most of them are wanted again at the next update."""

FLOWS = _found()
_SESSION = TypeAdapter(Session)
_WRITTEN = SchemaSerializer(_as_words(_SESSION.core_schema))
_ANSWER = SchemaSerializer(_as_words(TypeAdapter(Answer).core_schema))
_APART = {"known", "answers"}  # handed in, and written below
_ANSWERS = ',"answers":['  # within a string its quotes would be escaped
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
    body = _WRITTEN.to_json(session, exclude_defaults=True, exclude=_APART).decode()
    if session.answers:
        body = f"{body[:-1]}{_ANSWERS}{_written(session.answers, instead_of)}]}}"
    _KNOWN.put(body, replace(session, known={}) if session.known else session, len(body))
    return body


def _written(answers: tuple[Answer, ...], before: str) -> str:
    """Return answers as text, those that were in the text before as they stand there."""
    known, parts = _KNOWN.get(before), []
    if known and known.answers and before.endswith("]}") and _begin(answers, known.answers):
        parts.append(before[before.rindex(_ANSWERS) + len(_ANSWERS) : -2])
    new = answers[len(known.answers) :] if known and parts else answers
    return ",".join([*parts, *(_ANSWER.to_json(one, exclude_defaults=True).decode() for one in new)])


def _begin(answers: tuple[Answer, ...], earlier: tuple[Answer, ...]) -> bool:
    """Say whether the earlier answers are the first ones of these, the very same."""
    return len(earlier) <= len(answers) and all(map(is_, earlier, answers))


def from_json(body: str) -> Session:
    """Return the session that ``to_json`` wrote, carried over to today's version of its flow."""
    session = _KNOWN.get(body)
    if session is None:
        session = _SESSION.validate_json(body)
        _KNOWN.put(body, session, len(body))
    flow = FLOWS[session.flow]
    return session if session.version == flow.version else carry_over(flow, session)
