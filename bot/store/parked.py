"""Updates that could not be handled: sealed under the store's own key, for whoever hosts the bot to look into."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import bindparam, delete, func, insert, select, update

from bot.store.keys import Keys
from bot.store.link import Link
from bot.store.tables import parked_update
from bot.store.values import ParkedUpdate

_ADD = insert(parked_update)
_FILL = update(parked_update).where(parked_update.c.id == bindparam("row")).values(body=bindparam("sealed"))
_ALL = select(parked_update).order_by(parked_update.c.id)
_COUNTS = select(parked_update.c.reason, func.count().label("rows")).group_by(parked_update.c.reason)
_PRUNE = delete(parked_update).where(parked_update.c.at < bindparam("before"))


class ParkedUpdates:
    __slots__ = ("_keys", "_link")

    def __init__(self, link: Link, keys: Keys) -> None:
        self._link = link
        self._keys = keys

    def add(self, parked: ParkedUpdate, at: datetime) -> int:
        """Keep the update and return the number under which it is found."""
        row = {
            "update_id": parked.update_id,
            "at": at,
            "reason": parked.reason,
            "sender": parked.sender,
            "chat": parked.chat,
            "body": b"",
        }
        row_id = self._link.add(_ADD, row)
        sealed = self._keys.seal(parked.body, _place(row_id), None, None)
        self._link.execute(_FILL, {"row": row_id, "sealed": sealed})
        return row_id

    def all(self) -> list[ParkedUpdate]:
        """Return them in the order in which they came."""
        return [
            ParkedUpdate(
                update_id=row.update_id,
                reason=row.reason,
                sender=row.sender,
                chat=row.chat,
                body=self._keys.open(row.body, _place(row.id), None, None),
            )
            for row in self._link.execute(_ALL)
        ]

    def counts(self) -> dict[str, int]:
        """Return how many there are of each reason."""
        return {row.reason: row.rows for row in self._link.execute(_COUNTS)}

    def prune(self, before: datetime) -> None:
        self._link.execute(_PRUNE, {"before": before})


def _place(row_id: int) -> str:
    return f"parked_update:body:{row_id}"
