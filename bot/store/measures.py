"""What the database tells about how the bot does: counts and ages, nothing about anybody."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Select, bindparam, column, func, or_, select, text, union_all

from bot.store.link import Link
from bot.store.outbox import HELD, PARKED, WAITING
from bot.store.parked import ParkedUpdates
from bot.store.tables import outbox, timer
from bot.store.timers import NUDGES, OTHERS
from bot.store.values import REPLY, Figures

_blocked = outbox.alias("blocked")
_OUTBOX = select(outbox.c.state, outbox.c.priority, func.count().label("rows"))
_OUTBOX = _OUTBOX.group_by(outbox.c.state, outbox.c.priority)
_HELD_UP = (
    select(_blocked.c.id)
    .where(_blocked.c.chat == outbox.c.chat, _blocked.c.state == HELD, _blocked.c.not_before == PARKED)
    .exists()
)
_OLDEST_REPLY = select(func.min(outbox.c.created_at)).where(
    or_(outbox.c.state == WAITING, outbox.c.state == HELD), outbox.c.priority == REPLY, ~_HELD_UP
)
_TIMERS = select(func.count()).select_from(timer)
_LATE = select(func.count().label("rows"), func.min(timer.c.due_at).label("oldest"))
_OVERDUE = union_all(*(_LATE.where(which, timer.c.due_at <= bindparam("now")) for which in (NUDGES, OTHERS)))
_SIZE_OF_FILE: Select[tuple[int]] = select(column("page_count") * column("page_size")).select_from(
    text("pragma_page_count(), pragma_page_size()")
)
_SIZE_ON_SERVER = select(func.pg_database_size(func.current_database()))


class Measures:
    __slots__ = ("_link", "_parked")

    def __init__(self, link: Link, parked: ParkedUpdates) -> None:
        self._link = link
        self._parked = parked

    def oldest_reply(self) -> datetime | None:
        """Return since when somebody waits for a reply that could be sent; None if nobody does."""
        moment: datetime | None = self._link.scalar(_OLDEST_REPLY)
        return moment

    def all(self, now: datetime) -> Figures:
        outbox_rows = self._link.execute(_OUTBOX)
        overdue = self._link.execute(_OVERDUE, {"now": now}).all()
        return Figures(
            outbox={(row.state, row.priority): row.rows for row in outbox_rows},
            oldest_reply=self.oldest_reply(),
            timers=self._link.scalar(_TIMERS),
            overdue=sum(one.rows for one in overdue),
            oldest_due=min((one.oldest for one in overdue if one.oldest is not None), default=None),
            parked=self._parked.counts(),
            bytes=self._size(),
        )

    def _size(self) -> int:
        statement = _SIZE_OF_FILE if self._link.dialect.name == "sqlite" else _SIZE_ON_SERVER
        size: int = self._link.scalar(statement)
        return size
