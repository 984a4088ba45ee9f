"""Kept records: what a flow declares to outlive its session, such as an agreement."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial

from sqlalchemy import bindparam, delete, insert, or_, select, update

from bot.store.keys import Keys
from bot.store.link import AnyRow, Link
from bot.store.tables import record

_OWNED = or_(record.c.person_id == bindparam("person"), record.c.couple_id == bindparam("couple"))
_NAMED = select(record).where(_OWNED, record.c.name == bindparam("name"))
_ALL = _NAMED.order_by(record.c.id)
_ADD = insert(record)
_REMOVE = delete(record).where(_OWNED, record.c.name == bindparam("name"))
_RENAME = update(record).where(record.c.id == bindparam("row")).values(name=bindparam("to"))


class Records:
    """Each record has one owner: give ``person_id`` or ``couple_id``."""

    __slots__ = ("_keys", "_link")

    def __init__(self, link: Link, keys: Keys) -> None:
        self._link = link
        self._keys = keys

    def keep(
        self, name: str, body: str, *, now: datetime, person_id: int | None = None, couple_id: int | None = None
    ) -> int:
        """Add a record, beside earlier ones of the same name."""
        record_id = self._link.new_id(record)
        row = {
            "id": record_id,
            "name": name,
            "person_id": person_id,
            "couple_id": couple_id,
            "body": self._keys.seal(body, f"record:body:{record_id}", person_id, couple_id),
            "created_at": now,
        }
        self._link.execute(_ADD, row)
        return record_id

    def all(self, name: str, *, person_id: int | None = None, couple_id: int | None = None) -> list[str]:
        """Return the records of this name, oldest first."""
        rows = self._link.execute(_ALL, {"name": name, "person": person_id, "couple": couple_id})
        return [self._opened(row) for row in rows]

    def numbered(
        self, name: str, *, person_id: int | None = None, couple_id: int | None = None
    ) -> list[tuple[int, Callable[[], str]]]:
        """Return the records of this name, oldest first, each with its id and what opens it."""
        rows = self._link.execute(_ALL, {"name": name, "person": person_id, "couple": couple_id})
        return [(row.id, partial(self._opened, row)) for row in rows]

    def rename(self, record_id: int, name: str) -> bool:
        """Let a record have another name; False where there is none with this id."""
        renamed: int = self._link.execute(_RENAME, {"row": record_id, "to": name}).rowcount
        return renamed == 1

    def dated(self, name: str, *, couple_id: int) -> list[tuple[datetime, str]]:
        """Return a couple's records of this name, each with when it was kept, oldest first."""
        rows = self._link.execute(_ALL, {"name": name, "person": None, "couple": couple_id})
        return [(row.created_at, self._opened(row)) for row in rows]

    def remove(self, name: str, *, person_id: int | None = None, couple_id: int | None = None) -> None:
        """Remove all records of this name."""
        self._link.execute(_REMOVE, {"name": name, "person": person_id, "couple": couple_id})

    def _opened(self, row: AnyRow) -> str:
        return self._keys.open(row.body, f"record:body:{row.id}", row.person_id, row.couple_id)
