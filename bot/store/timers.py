"""Timers: moments at which something wakes, kept until it has been dealt with."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import cache
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Delete,
    Select,
    Text,
    bindparam,
    delete,
    func,
    insert,
    literal_column,
    select,
    update,
)

from bot.store.link import AnyRow, Link
from bot.store.seen import Seen
from bot.store.tables import Moment, person, session, timer
from bot.store.values import Timer

NUDGE_KIND = "nudge"
NUDGES = timer.c.kind == literal_column(f"'{NUDGE_KIND}'")  # spelt out, as the partial indexes have it
OTHERS = timer.c.kind != literal_column(f"'{NUDGE_KIND}'")


def _due(which: ColumnElement[bool]) -> Select[Any]:
    """Return what is due of these; what another worker deals with just now is passed over."""
    due = select(timer).where(which, timer.c.due_at <= bindparam("now")).order_by(timer.c.due_at, timer.c.id)
    return due.limit(bindparam("limit")).with_for_update(skip_locked=True)


_NUDGES_OF = select(timer.c.id, timer.c.due_at, timer.c.session_id).where(
    NUDGES, timer.c.person_id == bindparam("person")
)
_DUE_NUDGES, _DUE_OTHERS = _due(NUDGES), _due(OTHERS)
_NEXT_NUDGE, _NEXT_OTHER = (select(func.min(timer.c.due_at)).where(which) for which in (NUDGES, OTHERS))
_ADD = insert(timer)
_FORWARD = update(timer).where(timer.c.id == bindparam("row")).values(due_at=bindparam("due"))
_has = timer.alias("has")
_GIVE_ALL = insert(timer).from_select(
    ["kind", "person_id", "turn", "name", "due_at"],
    select(
        bindparam("of_kind", type_=Text),
        person.c.id,
        literal_column("0"),
        literal_column("''"),
        bindparam("due", type_=Moment),
    ).where(~select(_has.c.id).where(_has.c.person_id == person.c.id, _has.c.kind == bindparam("of_kind")).exists()),
)
_ALL_OF_COUPLE = (
    select(session.c.flow, timer.c.name, timer.c.due_at)
    .join_from(timer, session, timer.c.session_id == session.c.id)
    .where(session.c.couple_id == bindparam("couple"))
)
_DONE = delete(timer).where(timer.c.id == bindparam("row"))


class Timers:
    __slots__ = ("_link", "_seen", "earliest")

    def __init__(self, link: Link, seen: Seen) -> None:
        self._link = link
        self._seen = seen
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
        due = _whole(due)
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
        """Return what is due and no nudge, the earliest first."""
        return [_timer(row) for row in self._link.execute(_DUE_OTHERS, {"now": now, "limit": limit})]

    def due_nudges(self, now: datetime, limit: int) -> list[Timer]:
        """Return the people who may be nudged now, whoever waits longest first."""
        return [_timer(row) for row in self._link.execute(_DUE_NUDGES, {"now": now, "limit": limit})]

    def next_due(self) -> datetime | None:
        """Return when the next timer is due that is no nudge, None if there is none."""
        moment: datetime | None = self._link.scalar(_NEXT_OTHER)
        return moment

    def next_nudge(self) -> datetime | None:
        """Return when somebody may be nudged next, None if nobody."""
        moment: datetime | None = self._link.scalar(_NEXT_NUDGE)
        return moment

    def done(self, timer_id: int) -> bool:
        """Delete the timer; False when it was cleared meanwhile, and then it must do nothing."""
        self._seen.clear("nudge")
        deleted: int = self._link.execute(_DONE, {"row": timer_id}).rowcount
        return deleted == 1

    def bring_forward(self, due: datetime, person_id: int) -> None:
        """Let the one nudge that a person has be due at ``due`` at the latest.

        One that an earlier version has set for a conversation goes with it, so it is none of these.
        """
        known: datetime | None = self._seen.get("nudge", person_id)
        if known is not None and known <= due:
            return
        due = _whole(due)
        row = next(
            (row for row in self._link.execute(_NUDGES_OF, {"person": person_id}) if row.session_id is None), None
        )
        if row is None:
            self.set(NUDGE_KIND, due, person_id=person_id)
        elif row.due_at > due:
            self._set_for(due)
            self._link.execute(_FORWARD, {"row": row.id, "due": due})
        self._seen.put("nudge", person_id, due if row is None else min(row.due_at, due))

    def give_all(self, kind: str, due: datetime) -> None:
        """Let everybody who has no timer of this kind have one."""
        self._link.execute(_GIVE_ALL, {"of_kind": kind, "due": due})

    def of_couple(self, couple_id: int) -> list[tuple[str, str, datetime]]:
        """Return the flow, the name and the moment of each timer that the conversations of a couple have set."""
        rows = self._link.execute(_ALL_OF_COUPLE, {"couple": couple_id})
        return [(row.flow, row.name, row.due_at) for row in rows]

    def agreed(self, kind: str, couple_id: int) -> list[datetime]:
        """Return the moments of all timers of this kind that the conversations of a couple have set."""
        return [row.due_at for row in self._link.execute(_of_couple(kind), {"couple": couple_id})]

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
            "session_id": session_id,
            "person_id": person_id,
            "couple_id": couple_id,
            "partner": partner,
            "name": name,
        }
        which = {column: value for column, value in given.items() if value is not None}
        if not which and kind is None:
            raise ValueError("clear needs to know which timers")
        self._seen.clear("nudge")
        cleared: int = self._link.execute(_clear(frozenset(which), kind), which).rowcount
        return cleared


def _is(kind: str) -> ColumnElement[bool]:
    """Return the condition with the kind spelt out.

    As a parameter it might say that a partial index can be used, so SQLite would plan the statement anew each time.
    """
    assert kind.replace(" ", "").replace("_", "").isalpha()  # it is the code's own word
    return timer.c.kind == literal_column(f"'{kind}'")


@cache
def _of_couple(kind: str) -> Select[Any]:
    joined = select(timer.c.due_at).join_from(timer, session, timer.c.session_id == session.c.id)
    return joined.where(_is(kind), session.c.couple_id == bindparam("couple"))


@cache
def _clear(columns: frozenset[str], kind: str | None) -> Delete:
    which = [timer.c[column] == bindparam(column) for column in sorted(columns)]
    return delete(timer).where(*which, *([] if kind is None else [_is(kind)]))


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


def _whole(due: datetime) -> datetime:
    """Return the first whole millisecond that is not before ``due``, as it is kept: before it nothing is due yet."""
    return due + timedelta(microseconds=-due.microsecond % 1000)
