"""The updates that wait for the bot: confirmed by offset, gone when nobody fetches them in time.

Source: Bot API, getUpdates; the two lifetimes are those of the public Bot API server.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from bot.rehearsal.messages import JsonObject
from bot.rehearsal.state import State, Waiting

LIFE = timedelta(hours=24)
PRESS_LIFE = timedelta(seconds=150)
FIRST_ID = 700_000_000
MOST = 100
MAX_POLL_SECONDS = 50
KINDS = frozenset({"message", "edited_message", "callback_query", "my_chat_member", "chat_member"})
DEFAULT = KINDS - {"chat_member"}


def add(state: State, kind: str, body: JsonObject, now: datetime) -> None:
    """Queue an update, unless the bot has said by ``allowed_updates`` that it does not want its kind."""
    allowed = DEFAULT if state.account.allowed is None else state.account.allowed
    if kind in allowed:
        state.waiting.append(Waiting(id=state.count("update", FIRST_ID), kind=kind, body=body, at=now))


def allow(state: State, kinds: Iterable[str] | None) -> None:
    """Remember which kinds the bot wants from now on; None keeps what was said before, nothing resets it."""
    if kinds is not None:
        state.account.allowed = list(kinds) or None


def confirm(state: State, offset: int) -> None:
    """Forget what lies before the offset; a negative one keeps only that many of the newest."""
    if offset < 0:
        state.waiting[:] = state.waiting[offset:]
    elif offset > 0:
        state.waiting[:] = [waiting for waiting in state.waiting if waiting.id >= offset]


def expire(state: State, now: datetime) -> None:
    state.waiting[:] = [waiting for waiting in state.waiting if now - waiting.at < _life(waiting)]


def fetch(state: State, limit: int, now: datetime) -> list[JsonObject]:
    expire(state, now)
    count = min(max(limit, 1), MOST)
    return [{"update_id": waiting.id, waiting.kind: waiting.body} for waiting in state.waiting[:count]]


def _life(waiting: Waiting) -> timedelta:
    return PRESS_LIFE if waiting.kind == "callback_query" else LIFE
