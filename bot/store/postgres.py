"""All that is particular to PostgreSQL."""

from __future__ import annotations

from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.engine import URL
from sqlalchemy.engine.interfaces import DBAPIConnection, ExceptionContext
from sqlalchemy.exc import DBAPIError, OperationalError
from sqlalchemy.pool import ConnectionPoolEntry

from bot.store.tables import tell_postgres

NAMES = ("postgresql", "postgres")
WORKERS = 8
"""Transactions side by side; what one couple does waits in one of them while others go on."""
MIGRATING = 1 << 61
"""The advisory lock of an upgrade; see ``locks`` for the numbers of the others."""

_LINE = {
    "application_name": "reknit",
    "connect_timeout": 5,
    "keepalives_idle": 30,
    "keepalives_interval": 10,
    "keepalives_count": 3,
    "tcp_user_timeout": 30_000,  # milliseconds
}
"""libpq's parameters, where the URL does not say otherwise: a line that is dead is noticed within a minute."""
_LOCK_TIMEOUT = "SET lock_timeout = '10s'"
_ON_CONNECT = (
    "SET statement_timeout = '30s'",
    _LOCK_TIMEOUT,
    "SET tcp_keepalives_idle = 30",  # so that the server lets go of the locks of a bot that is gone
    "SET tcp_keepalives_interval = 10",
    "SET tcp_keepalives_count = 3",
)
_MOST_PREPARED = 500  # more than the bot has statements: psycopg's 100 would be prepared again and again
_LOST_RACES = ("40001", "40P01", "23505")  # serialization failure, deadlock, unique violation
_LOCK_NOT_AVAILABLE = "55P03"
_REASONS = (
    "password authentication failed",
    "no password supplied",
    "no pg_hba.conf entry",
    "Connection refused",
    "No such file or directory",
    "timeout expired",
    "resolve host",
    "too many",
    "starting up",
    "shutting down",
    "permission denied",
    "does not exist",
    "SSL",
    "server closed the connection",
)


def open_postgres(url: URL) -> Engine:
    """Return the engine for a URL as people write it; the driver is always psycopg."""
    engine = create_engine(
        url.set(drivername="postgresql+psycopg"),
        # Errors of SQLAlchemy quote a statement's parameters unless told otherwise: words of people (P4).
        hide_parameters=True,
        # What is read after a lock was waited for must be what its last holder wrote.
        isolation_level="READ COMMITTED",
        pool_size=WORKERS,
        pool_pre_ping=True,
        connect_args={name: value for name, value in _LINE.items() if name not in url.query},
    )
    event.listen(engine, "connect", _set_up)
    event.listen(engine, "handle_error", _make_terse)
    tell_postgres()
    return engine


def wait_for_other_upgrades(connection: Connection) -> None:
    """Let processes that start at once upgrade one after the other, however long it takes."""
    connection.execute(text("SET LOCAL statement_timeout = 0"))
    connection.execute(text("SET LOCAL lock_timeout = 0"))
    connection.execute(text(f"SELECT pg_advisory_xact_lock({MIGRATING})"))


def write_keys_anew(engine: Engine) -> bool:
    """Leave no page that held an erased key, and say whether that could be done: a long reader is in its way.

    Everybody waits for it: a second for a hundred thousand couples, and no longer for the reader.
    """
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        try:
            connection.execute(text("SET lock_timeout = '1s'"))
            for table in ("person", "couple"):
                connection.execute(text(f"VACUUM (FULL) {table}"))
        except OperationalError as error:
            if getattr(error.orig, "sqlstate", None) != _LOCK_NOT_AVAILABLE:
                raise
            return False
        finally:
            connection.execute(text(_LOCK_TIMEOUT))
    return True


def lost_a_race(error: DBAPIError) -> bool:
    """Say whether the transaction may well succeed when it is made again: another one was in its way."""
    return getattr(error.orig, "sqlstate", None) in _LOST_RACES


def reason(error: BaseException | None) -> str:
    """Return why the server was of no use. Only known words are kept: a mistyped URL puts a password into others."""
    words = str(error)
    return next((reason for reason in _REASONS if reason in words), "the server does not answer as it should")


def terse(error: Exception) -> Exception:
    """Return the driver's error without its details, which quote the row: words of people (P4)."""
    diagnosis = getattr(error, "diag", None)
    return error if diagnosis is None else type(error)(diagnosis.message_primary or type(error).__name__)


def _make_terse(context: ExceptionContext) -> None:
    """Do the same for what goes through SQLAlchemy; why there was no connection stays."""
    error = context.sqlalchemy_exception
    if context.connection is not None and isinstance(error, DBAPIError) and isinstance(error.orig, Exception):
        error.orig = terse(error.orig)
        error.args = (str(error.orig),)


def _set_up(connection: DBAPIConnection, _: ConnectionPoolEntry) -> None:
    cursor = connection.cursor()
    for setting in _ON_CONNECT:
        cursor.execute(setting)
    cursor.close()
    connection.commit()
    connection.prepared_max = _MOST_PREPARED
