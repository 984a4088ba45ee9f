"""A process among its like on one PostgreSQL: a connection of its own, whose locks tell the others that it lives.

PostgreSQL takes the locks away the moment the process is gone, however it went: nobody has to be asked, and no lease
runs out. Whoever loses the connection has lost them as well, and is another worker, with another number, from then on.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from typing import Any, TypeVar

from sqlalchemy import Connection, Engine, text
from sqlalchemy.exc import DBAPIError

from bot.store.errors import StoreError
from bot.store.postgres import wait_for_other_upgrades

T = TypeVar("T")

NUMBERS = 1 << 60
LAST = 1 << 50
"""A worker's number, up to the last, is locked from here on; ``locks`` and ``postgres`` have the other locks."""
INTAKE = (1 << 61) + 1
"""Held by whoever fetches updates alone, or by all to whom they are brought together."""
CAUGHT_UP = (1 << 61) + 2
"""Held together by all who know of everything that happened before they started."""
_KNOWS = 1 << 59
ERASED = "reknit_erased"
"""The channel on which the workers are told whose key is gone."""

_ON_ARRIVAL = (
    # Seconds: a machine that vanished is noticed so soon. A process that died is noticed at once.
    "SET tcp_keepalives_idle = 5",
    "SET tcp_keepalives_interval = 2",
    "SET tcp_keepalives_count = 3",
    f"LISTEN {ERASED}",
)
_MAKE = (
    "CREATE SEQUENCE IF NOT EXISTS worker",
    # What the workers know together is of this moment only: it need not outlast a crash of the server.
    "CREATE UNLOGGED TABLE IF NOT EXISTS sending (one INTEGER PRIMARY KEY, state TEXT NOT NULL)",
    "INSERT INTO sending VALUES (1, '') ON CONFLICT DO NOTHING",
)


def knows(master: bytes) -> int:
    """Return what is held together by all who know the master key with this id."""
    return _KNOWS + int.from_bytes(master[:4], "big")


class Crowded(StoreError):
    """Another process does already what only one may do."""


class Presence:
    """Used by one thread, and connected at the first use.

    ``on_erased`` is called with the owner of each key that is gone, '' for any.
    """

    def __init__(self, engine: Engine, on_erased: Callable[[str], None]) -> None:
        self._engine = engine
        self._on_erased = on_erased
        self._connection: Connection | None = None
        self._together: dict[int, bool] = {}  # what is held, and whether with others
        self.number = 0
        """Which worker this is; another one after the connection was lost."""

    def use(self, work: Callable[[Connection], T]) -> T:
        """Do this with the connection.

        Raises:
            Crowded: the connection was lost, and somebody else has taken what was held.
        """
        connection = self._connection or self._arrive()
        try:
            return work(connection)
        except BaseException:
            if _is_lost(connection):
                self.close()
            raise

    def hold(self, role: int, *, together: bool) -> bool:
        """Hold this lock for as long as the process lives, alone or with others; say whether that is so."""

        def take(connection: Connection) -> bool:
            held = _try(connection, role, together)
            if held:
                self._together[role] = together
            return held

        return self.use(take)

    def let_go(self, role: int) -> None:
        """Hold this lock no longer."""
        together = self._together.pop(role, None)
        if together is None:
            return

        def leave(connection: Connection) -> None:
            with connection.begin():
                connection.execute(text(f"SELECT pg_advisory_unlock{_shared(together)}({role})"))

        self.use(leave)

    def held_elsewhere(self, role: int) -> bool:
        """Say whether another worker holds this lock."""

        def look(connection: Connection) -> bool:
            with connection.begin():
                return not connection.scalar(text(f"SELECT pg_try_advisory_xact_lock({role})"))

        return self.use(look)

    def _arrive(self) -> Connection:
        connection = self._engine.connect()
        try:
            connection.detach()  # the pool keeps as many as it had
            with connection.begin():
                wait_for_other_upgrades(connection)  # who make the same
                for statement in (*_MAKE, *_ON_ARRIVAL):
                    connection.execute(text(statement))
            with connection.begin():
                number: int = connection.scalar(text("SELECT nextval('worker')")) or 0
                connection.execute(text(f"SELECT pg_advisory_lock({NUMBERS + number})"))
            for role, together in self._together.items():
                if not _try(connection, role, together):
                    raise Crowded("another process has taken the place of this one meanwhile")
            _driver(connection).add_notify_handler(lambda notice: self._on_erased(notice.payload))
        except BaseException:
            with suppress(DBAPIError):
                connection.close()
            raise
        self._on_erased("")  # whoever was erased while nobody listened
        self._connection, self.number = connection, number
        return connection

    def close(self) -> None:
        """Let go of all locks."""
        connection, self._connection = self._connection, None
        if connection is not None:
            with suppress(DBAPIError):
                connection.close()


def _try(connection: Connection, role: int, together: bool) -> bool:
    with connection.begin():
        held: bool | None = connection.scalar(text(f"SELECT pg_try_advisory_lock{_shared(together)}({role})"))
    return bool(held)


def _shared(together: bool) -> str:
    return "_shared" if together else ""


def _is_lost(connection: Connection) -> bool:
    """Say whether its locks are gone. SQLAlchemy would connect anew by itself, and hold none."""
    return connection.invalidated or connection.closed or bool(_driver(connection).closed)


def _driver(connection: Connection) -> Any:
    return connection.connection.dbapi_connection
