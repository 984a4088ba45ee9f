"""Timers: moments at which something wakes, kept until it has been dealt with."""

from __future__ import annotations

from datetime import datetime
from functools import cache

from sqlalchemy import Delete, bindparam, delete, func, insert, select, update

from bot.store.link import AnyRow, Link
from bot.store.tables import timer
from bot.store.values import Timer

_DUE = select(timer).where(timer.c.due_at <= bindparam("now")).order_by(timer.c.due_at, timer.c.id)
_DUE = _DUE.limit(bindparam("limit"))
_NEXT = select(func.min(timer.c.due_at))
_ADD = insert(timer)
_THEIRS = (
    timer.c.kind == bindparam("of_kind"),
    timer.c.session_id == bindparam("session"),
    timer.c.person_id == bindparam("person"),
)
_ANY_OF_THEIRS = select(timer.c.id).where(*_THEIRS).limit(1)
_TURN = (
    update(timer)
    .where(*_THEIRS, timer.c.turn != bindparam("to_turn"))
    .values(turn=bindparam("to_turn"), due_at=bindparam("due"), name=bindparam("called"), partner=bindparam("who"))
)
_DONE = delete(timer).where(timer.c.id == bindparam("row"))


class Timers:
    __slots__ = ("_link", "earliest")

    def __init__(self, link: Link) -> None:
        self._link = link
        self.earliest: datetime | None = None
        """The earliest moment that something was set for in this transaction, None if nothing was."""

    def _set_for(self, due: datetime) -> None:
        self.earliest = due if self.earliest is None else min(due, self.earliest)

    def set(
        self,
        kind: str,
        due: datetime,
        *,
        session_id: int | None = None,
        person_id: int | None = None,
        couple_id: int | None = None,
        partner: str | None = None,
        turn: int = 0,
        name: str = "",
    ) -> int:
        """Add a timer; what is set for the same thing already stays (see ``clear``)."""
        self._set_for(due)
        row = {
            "kind": kind,
            "due_at": due,
            "session_id": session_id,
            "person_id": person_id,
            "couple_id": couple_id,
            "partner": partner,
            "turn": turn,
            "name": name,
        }
        return self._link.add(_ADD, row)

    def due(self, now: datetime, limit: int) -> list[Timer]:
        """Return what is due, the earliest first."""
        return [_timer(row) for row in self._link.execute(_DUE, {"now": now, "limit": limit})]

    def next_due(self) -> datetime | None:
        moment: datetime | None = self._link.scalar(_NEXT)
        return moment

    def done(self, timer_id: int) -> bool:
        """Delete the timer; False when it was cleared meanwhile, and then it must do nothing."""
        deleted: int = self._link.execute(_DONE, {"row": timer_id}).rowcount
        return deleted == 1

    def turn(
        self, kind: str, due: datetime, *, session_id: int, person_id: int, partner: str, turn: int, name: str
    ) -> None:
        """Let the one timer of this kind that a person has in a session be for this turn.

        One that is for it already stays as it is.
        """
        theirs = {"of_kind": kind, "session": session_id, "person": person_id}
        values = {**theirs, "to_turn": turn, "due": due, "called": name, "who": partner}
        if self._link.execute(_TURN, values).rowcount > 0:
            self._set_for(due)
        elif self._link.scalar(_ANY_OF_THEIRS, theirs) is None:
            self.set(kind, due, session_id=session_id, person_id=person_id, partner=partner, turn=turn, name=name)

    def clear(
        self,
        kind: str | None = None,
        *,
        session_id: int | None = None,
        person_id: int | None = None,
        couple_id: int | None = None,
        partner: str | None = None,
        name: str | None = None,
    ) -> int:
        """Delete the timers that match all that is given, of which there must be something; return how many."""
        given = {
            "kind": kind,
            "session_id": session_id,
            "person_id": person_id,
            "couple_id": couple_id,
            "partner": partner,
            "name": name,
        }
        which = {column: value for column, value in given.items() if value is not None}
        if not which:
            raise ValueError("clear needs to know which timers")
        cleared: int = self._link.execute(_clear(frozenset(which)), which).rowcount
        return cleared


@cache
def _clear(columns: frozenset[str]) -> Delete:
    return delete(timer).where(*(timer.c[column] == bindparam(column) for column in sorted(columns)))


def _timer(row: AnyRow) -> Timer:
    return Timer(
        id=row.id,
        kind=row.kind,
        due_at=row.due_at,
        session_id=row.session_id,
        person_id=row.person_id,
        couple_id=row.couple_id,
        partner=row.partner,
        turn=row.turn,
        name=row.name,
    )
