"""What several workers know together of what is being sent: a text in one row, which one of them has at a time.

Whoever has taken the row has it until the end of the transaction, so what is decided by it is decided once.
"""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Column,
    Integer,
    MetaData,
    Table,
    Text,
    bindparam,
    cast,
    column,
    func,
    select,
    table,
    true,
    update,
)

from bot.store.link import Link
from bot.store.presence import ERASED, LAST, NUMBERS, knows

# Not among the tables of the schema: it is no part of what is kept, and made by whoever arrives (see ``presence``).
_sending = Table("sending", MetaData(), Column("one", Integer, primary_key=True), Column("state", Text, nullable=False))
_TAKE = select(_sending.c.state).where(_sending.c.one == 1).with_for_update()
_KEEP = update(_sending).where(_sending.c.one == 1).values(state=bindparam("to"))
_GONE = select(func.pg_try_advisory_xact_lock_shared(bindparam("key", type_=BigInteger)))
_LOCKS = table("pg_locks", *map(column, ("locktype", "database", "classid", "objid", "granted")))
_DATABASES = table("pg_database", column("oid"), column("datname"))
_HERE = select(_DATABASES.c.oid).where(_DATABASES.c.datname == func.current_database()).scalar_subquery()
_HELD = select(func.count()).where(
    _LOCKS.c.locktype == "advisory",
    _LOCKS.c.database == _HERE,
    _LOCKS.c.granted == true(),
    # PostgreSQL shows a number by its halves.
    cast(_LOCKS.c.classid, BigInteger) * (1 << 32) + cast(_LOCKS.c.objid, BigInteger) >= bindparam("first"),
    cast(_LOCKS.c.classid, BigInteger) * (1 << 32) + cast(_LOCKS.c.objid, BigInteger) <= bindparam("last"),
)
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


def all_know(link: Link, master: bytes) -> bool:
    """Say whether each worker that lives knows the master key with this id."""
    if link.dialect.name == "sqlite":
        return True
    alive = link.scalar(_HELD, {"first": NUMBERS, "last": NUMBERS + LAST})
    know = link.scalar(_HELD, {"first": knows(master), "last": knows(master)})
    return bool(alive == know)


def tell_erased(link: Link, owner: str) -> None:
    """Let all workers forget the key of this owner once it is gone."""
    if link.dialect.name != "sqlite":
        link.execute(_NOTIFY, {"channel": ERASED, "payload": owner})
