"""Sessions: where a conversation stands, sealed under the key of the person or couple who owns it."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import bindparam, delete, insert, or_, select, update

from bot.store.keys import Keys
from bot.store.link import AnyRow, Link
from bot.store.tables import session
from bot.store.values import StoredSession

_COLUMNS = select(
    session.c.id, session.c.flow, session.c.person_id, session.c.couple_id, session.c.body, session.c.finished_at
)
_ROW = session.c.id == bindparam("row")
_OF = or_(session.c.person_id == bindparam("person"), session.c.couple_id == bindparam("couple"))
_OPEN_OF = _COLUMNS.where(_OF, session.c.finished_at.is_(None)).order_by(session.c.id.desc())
_ALL_OF = _COLUMNS.where(_OF).order_by(session.c.id)
_BY_ID = _COLUMNS.where(_ROW)
_OWNER = select(session.c.person_id, session.c.couple_id).where(_ROW)
_ADD = insert(session)
_SAVE = (
    update(session)
    .where(_ROW)
    .values(
        body=bindparam("sealed"),
        revision=session.c.revision + 1,
        updated_at=bindparam("at"),
        finished_at=bindparam("finished"),
    )
)
_REMOVE = delete(session).where(_ROW)

Owner = tuple[int | None, int | None]


class Sessions:
    __slots__ = ("_keys", "_link", "_owners")

    def __init__(self, link: Link, keys: Keys) -> None:
        self._link = link
        self._keys = keys
        self._owners: dict[int, Owner] = {}

    def open_of(self, person_id: int | None, couple_id: int | None) -> list[StoredSession]:
        """Return the unfinished sessions of this person and of this couple, newest first."""
        rows = self._link.execute(_OPEN_OF, {"person": person_id, "couple": couple_id})
        return [self._opened(row) for row in rows]

    def all_of(self, person_id: int | None, couple_id: int | None) -> list[StoredSession]:
        """Return all their sessions, finished ones too, oldest first (for /export)."""
        rows = self._link.execute(_ALL_OF, {"person": person_id, "couple": couple_id})
        return [self._opened(row) for row in rows]

    def get(self, session_id: int) -> StoredSession | None:
        row = self._link.execute(_BY_ID, {"row": session_id}).first()
        return None if row is None else self._opened(row)

    def add(self, flow: str, person_id: int | None, couple_id: int | None, body: str, now: datetime) -> int:
        """Add a session owned by the person or the couple; an empty body is left for ``save``."""
        session_id = self._link.new_id(session)
        self._owners[session_id] = person_id, couple_id
        row = {
            "id": session_id,
            "flow": flow,
            "person_id": person_id,
            "couple_id": couple_id,
            "body": self._seal(session_id, body) if body else b"",
            "revision": 0,
            "created_at": now,
            "updated_at": now,
        }
        self._link.execute(_ADD, row)
        return session_id

    def save(self, session_id: int, body: str, now: datetime, finished: bool = False) -> None:
        values = {
            "row": session_id,
            "sealed": self._seal(session_id, body),
            "at": now,
            "finished": now if finished else None,
        }
        self._link.execute(_SAVE, values)

    def remove(self, session_id: int) -> None:
        """Delete the session with its answers, timers and shown messages."""
        self._link.execute(_REMOVE, {"row": session_id})

    def _seal(self, session_id: int, body: str) -> bytes:
        owner = self._owners.get(session_id) or self._owner(session_id)
        return self._keys.seal(body, f"session:body:{session_id}", *owner)

    def _owner(self, session_id: int) -> Owner:
        person_id, couple_id = self._link.execute(_OWNER, {"row": session_id}).one()
        return person_id, couple_id

    def _opened(self, row: AnyRow) -> StoredSession:
        self._owners[row.id] = row.person_id, row.couple_id
        return StoredSession(
            id=row.id,
            flow=row.flow,
            person_id=row.person_id,
            couple_id=row.couple_id,
            body=self._keys.open(row.body, f"session:body:{row.id}", row.person_id, row.couple_id),
            finished=row.finished_at is not None,
        )
