"""An update that cannot be handled -> what is kept of it: whose it is, as far as it tells, and all that it holds."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any, Literal

from bot.incoming import Incoming, Typed
from bot.store.transaction import Transaction
from bot.store.values import ParkedUpdate

KEPT_PARKED = timedelta(days=30)
"""How long a parked update is kept for somebody to look into."""
LARGEST_ID = 2**63
"""What a column can hold; Telegram's ids are far smaller."""


def park(tx: Transaction, parked: ParkedUpdate, now: datetime) -> int | None:
    """Keep the update as one that was seen; return its number, None if it was seen before (D2)."""
    if parked.update_id is not None and not tx.updates.first_time(parked.update_id, now):
        return None
    return tx.parked.add(parked, now)


def kind_of(incoming: Incoming) -> str:
    """Return a word for what an update is about, for logs and metrics."""
    if isinstance(incoming.what, Typed) and incoming.what.edited:
        return "edited"
    return type(incoming.what).__name__.lower() if incoming.what is not None else "other"


def as_parked(incoming: Incoming, reason: Literal["bug", "malformed"]) -> ParkedUpdate:
    """Return what to keep of an update. Nothing in it is as expected: it may be the cause."""
    bodies = [body for body in incoming.raw.values() if isinstance(body, Mapping)]
    nested = [inner for body in bodies if isinstance(inner := body.get("message"), Mapping)]
    return ParkedUpdate(
        update_id=incoming.update_id,
        reason=reason,
        sender=_first_id(bodies, "from"),
        chat=_first_id([*bodies, *nested], "chat"),
        body=json.dumps(incoming.raw, ensure_ascii=True),  # half of a surrogate pair could not be sealed
    )


def unreadable(body: bytes) -> ParkedUpdate:
    """Return what to keep of something that is not even an update."""
    text = body.decode("utf-8", "backslashreplace")
    return ParkedUpdate(update_id=None, reason="malformed", sender=None, chat=None, body=text)


def _first_id(bodies: list[Mapping[str, Any]], name: str) -> int | None:
    for body in bodies:
        found = body.get(name)
        number = found.get("id") if isinstance(found, Mapping) else None
        if type(number) is int and abs(number) < LARGEST_ID:
            return number
    return None
