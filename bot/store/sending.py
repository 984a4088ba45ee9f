"""What several workers know together of what is being sent: a text in one row, which one of them has at a time.

Whoever has taken the row has it until the end of the transaction, so what is decided by it is decided once.
"""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, Integer, MetaData, Table, Text, bindparam, func, select, update

from bot.store.link import Link
from bot.store.presence import ERASED, NUMBERS

# Not among the tables of the schema: it is no part of what is kept, and made by whoever arrives (see ``presence``).
_sending = Table("sending", MetaData(), Column("one", Integer, primary_key=True), Column("state", Text, nullable=False))
_TAKE = select(_sending.c.state).where(_sending.c.one == 1).with_for_update()
_KEEP = update(_sending).where(_sending.c.one == 1).values(state=bindparam("to"))
_GONE = select(func.pg_try_advisory_xact_lock_shared(bindparam("key", type_=BigInteger)))
_NOTIFY = select(func.pg_notify(bindparam("channel", type_=Text), bindparam("payload", type_=Text)))


class Sending:
    __slots__ = ("_link", "_taken")

    def __init__(self, link: Link) -> None:
        self._link = link
        self._taken = ""

    def take(self) -> str:
        """Return what the workers know, once no other has it; '' at first."""
        self._taken = self._link.scalar(_TAKE)
        return self._taken

    def keep(self, state: str) -> None:
        """Let the others know this; it was taken before."""
        if state != self._taken:
            self._link.execute(_KEEP, {"to": state})

    def is_gone(self, worker: int) -> bool:
        """Say whether the worker with this number has died or stopped."""
        gone: bool = self._link.scalar(_GONE, {"key": NUMBERS + worker})
        return gone


def tell_erased(link: Link, owner: str) -> None:
    """Let all workers forget the key of this owner once it is gone."""
    if link.dialect.name != "sqlite":
        link.execute(_NOTIFY, {"channel": ERASED, "payload": owner})
