"""Sessions: where a conversation stands, sealed under the key of the person or couple who owns it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Select, bindparam, func, insert, or_, select, update

from bot.store.keys import Keys
from bot.store.link import AnyRow, Link
from bot.store.seen import Seen
from bot.store.tables import session
from bot.store.values import StoredSession
from flows.engine.frozen import replace_struct

_COLUMNS = select(
    session.c.id, session.c.flow, session.c.person_id, session.c.couple_id, session.c.body, session.c.finished_at
)
_ROW = session.c.id == bindparam("row")
_OF = or_(session.c.person_id == bindparam("person"), session.c.couple_id == bindparam("couple"))
_OPEN = _COLUMNS.where(session.c.finished_at.is_(None)).order_by(session.c.id.desc())
_OPEN_OF_PERSON = _OPEN.where(session.c.person_id == bindparam("owner"))
_OPEN_OF_COUPLE = _OPEN.where(session.c.couple_id == bindparam("owner"))
_ALL_OF = _COLUMNS.where(_OF).order_by(session.c.id)
_BY_ID = _COLUMNS.where(_ROW)
_TOUCHED = select(func.max(session.c.updated_at)).where(
    session.c.couple_id == bindparam("owner"), session.c.finished_at.is_(None), session.c.flow != "programme"
)
_ADD = insert(session)
_SAVE = (
    update(session)
    .where(_ROW)
    .values(body=bindparam("sealed"), revision=session.c.revision + 1, updated_at=bindparam("at"))
)
_FINISH = _SAVE.values(finished_at=bindparam("finished"))  # for itself: an index would be written anew at each save
_MOVE = _SAVE.values(couple_id=bindparam("to"), finished_at=None)


class Sessions:
    __slots__ = ("_keys", "_link", "_seen")

    def __init__(self, link: Link, keys: Keys, seen: Seen) -> None:
        self._link = link
        self._keys = keys
        self._seen = seen

    def open_of(self, person_id: int | None, couple_id: int | None) -> list[StoredSession]:
        """Return the unfinished sessions of this person and of this couple, newest first."""
        mine = self._open(_OPEN_OF_PERSON, person_id) if person_id is not None else []
        ours = self._open(_OPEN_OF_COUPLE, couple_id) if couple_id is not None else []
        return sorted([*mine, *ours], key=lambda stored: stored.id, reverse=True) if mine and ours else mine or ours

    def _open(self, query: Select[Any], owner: int) -> list[StoredSession]:
        known: dict[int, StoredSession] | None = self._seen.get("open", (query, owner))
        if known is None:
            known = {row.id: self._opened(row) for row in self._link.execute(query, {"owner": owner})}
            self._seen.put("open", (query, owner), known)
        return list(known.values())

    def all_of(self, person_id: int | None, couple_id: int | None) -> list[StoredSession]:
        """Return all their sessions, finished ones too, oldest first (for /export)."""
        rows = self._link.execute(_ALL_OF, {"person": person_id, "couple": couple_id})
        return [self._opened(row) for row in rows]

    def touched(self, couple_id: int) -> datetime | None:
        """Return when a couple's unfinished conversations, apart from their programme, last changed."""
        at: datetime | None = self._link.scalar(_TOUCHED, {"owner": couple_id})
        return at

    def get(self, session_id: int) -> StoredSession | None:
        known: StoredSession | None = self._seen.get("session", session_id)
        if known is not None:
            return known
        row = self._link.execute(_BY_ID, {"row": session_id}).first()
        return None if row is None else self._opened(row)

    def add(self, flow: str, person_id: int | None, couple_id: int | None, body: str, now: datetime) -> StoredSession:
        """Add a session owned by the person or the couple."""
        session_id = self._link.new_id(session)
        row = {
            "id": session_id,
            "flow": flow,
            "person_id": person_id,
            "couple_id": couple_id,
            "body": self._keys.seal(body, _place(session_id), person_id, couple_id),
            "revision": 0,
            "created_at": now,
            "updated_at": now,
        }
        self._link.execute(_ADD, row)
        stored = StoredSession(
            id=session_id, flow=flow, person_id=person_id, couple_id=couple_id, body=body, finished=False
        )
        self._seen.put("session", session_id, stored)
        owner = _owner(stored)
        if (known := self._seen.get("open", owner)) is not None:
            self._seen.put("open", owner, {session_id: stored, **known})
        return stored

    def save(self, stored: StoredSession, body: str, now: datetime, finished: bool = False) -> StoredSession:
        """Put another body in place of the one that ``stored`` has, and return it as it is then."""
        saved = replace_struct(stored, body=body, finished=finished)
        self._note(saved)
        sealed = self._keys.seal(body, _place(stored.id), stored.person_id, stored.couple_id)
        values = {"row": stored.id, "sealed": sealed, "at": now}
        if finished or stored.finished:
            self._link.execute(_FINISH, {**values, "finished": now if finished else None})
        else:
            self._link.later(_SAVE, values)
        return saved

    def move(self, stored: StoredSession, couple_id: int, body: str, now: datetime) -> StoredSession:
        """Let a couple's session go on as another couple's of the same two, with another body."""
        self._seen.clear("session", "open")
        moved = replace_struct(stored, couple_id=couple_id, body=body, finished=False)
        sealed = self._keys.seal(body, _place(stored.id), None, couple_id)
        self._link.execute(_MOVE, {"row": stored.id, "to": couple_id, "sealed": sealed, "at": now})
        return moved

    def _note(self, saved: StoredSession) -> None:
        """Let it be read as it is now, among the open ones of its owner too."""
        self._seen.put("session", saved.id, saved)
        owner = _owner(saved)
        known: dict[int, StoredSession] | None = self._seen.get("open", owner)
        if known is None:
            return
        if saved.finished or saved.id not in known:
            self._seen.forget("open", owner)
        else:
            known[saved.id] = saved

    def _opened(self, row: AnyRow) -> StoredSession:
        stored = StoredSession(
            id=row.id,
            flow=row.flow,
            person_id=row.person_id,
            couple_id=row.couple_id,
            body=self._keys.open(row.body, _place(row.id), row.person_id, row.couple_id),
            finished=row.finished_at is not None,
        )
        self._seen.put("session", row.id, stored)
        return stored


def _owner(stored: StoredSession) -> tuple[Select[Any], int | None]:
    """Return the name under which the open ones of the same owner are known."""
    return (_OPEN_OF_PERSON, stored.person_id) if stored.couple_id is None else (_OPEN_OF_COUPLE, stored.couple_id)


def _place(session_id: int) -> str:
    return f"session:body:{session_id}"
