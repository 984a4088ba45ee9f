"""The conversations that there are: every module of ``flows`` that has a FLOW. A new one needs no line here."""

from __future__ import annotations

import pkgutil
from dataclasses import dataclass
from functools import lru_cache
from importlib import import_module

from pydantic import TypeAdapter

import flows
from flows.engine.effects import Record
from flows.engine.script import Flow
from flows.engine.session import Session
from flows.engine.step import carry_over


def _found() -> dict[str, Flow]:
    modules = [import_module(f"flows.{found.name}") for found in pkgutil.iter_modules(flows.__path__)]
    return {flow.name: flow for module in modules if isinstance(flow := getattr(module, "FLOW", None), Flow)}


FLOWS = _found()
_SESSION = TypeAdapter(Session)


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


def to_json(session: Session) -> str:
    """Return the session as text. What has its default is left out, so the defaults are part of the format."""
    return _SESSION.dump_json(session, exclude_defaults=True, exclude={"known"}).decode()


def from_json(body: str) -> Session:
    """Return the session that ``to_json`` wrote, carried over to today's version of its flow."""
    session = _decoded(body)
    flow = FLOWS[session.flow]
    return session if session.version == flow.version else carry_over(flow, session)


@lru_cache(maxsize=256)
def _decoded(body: str) -> Session:
    """Return the frozen value that the text stands for: one update looks at the same session several times."""
    return _SESSION.validate_json(body)
