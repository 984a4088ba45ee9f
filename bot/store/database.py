"""The engine of either database, and all that is particular to SQLite."""

from __future__ import annotations

import fcntl
import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import URL, make_url
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import ArgumentError, DBAPIError
from sqlalchemy.pool import ConnectionPoolEntry, PoolProxiedConnection

from bot.store import postgres
from bot.store.errors import StoreError

BUSY_SECONDS = 5
"""How long a transaction waits for another process that writes."""
_WAIT = f"PRAGMA busy_timeout = {BUSY_SECONDS * 1000}"
_ON_CONNECT = (
    _WAIT,
    "PRAGMA foreign_keys = ON",
    "PRAGMA synchronous = FULL",
    "PRAGMA secure_delete = ON",
    # Pages; a quarter of that by default. Most are written again and again, and so copied into the database less often.
    "PRAGMA wal_autocheckpoint = 4000",  # at the end of a transaction; rarely, since ``checkpoint`` comes first
    "PRAGMA cache_size = -1000",  # KiB, half of the usual: what couples need again is kept opened already
)
# The driver looks for another form of None and of bytes at each value, by an attribute that is not there: it makes an
# error, and drops it. These are found at once, and give back what they are given.
sqlite3.register_adapter(type(None), {None: None}.__getitem__)
sqlite3.register_adapter(bytes, bytes.__bytes__)
_NO_DATABASE = "storage.url: should begin with sqlite:/// or postgresql://"


def open_engine(url: str) -> Engine:
    """Return the engine for this database URL.

    Raises:
        StoreError: no usable URL, or no place for a new database file.
    """
    try:
        where = make_url(url)
    except (ArgumentError, ValueError):  # the latter for a port that is no number
        raise StoreError(_NO_DATABASE) from None
    match where.get_backend_name():
        case "sqlite":
            return _sqlite(where)
        case name if name in postgres.NAMES:
            return postgres.open_postgres(where)
        case _:
            raise StoreError(_NO_DATABASE)


def is_sqlite(engine: Engine) -> bool:
    return engine.dialect.name == "sqlite"


def wait_for_others(connection: Connection, seconds: float) -> None:
    """Say how long the next transaction waits for another process that writes to the same SQLite file."""
    if connection.dialect.name == "sqlite":
        connection.connection.cursor().execute(f"PRAGMA busy_timeout = {int(seconds * 1000)}")


def state_of(connection: Connection) -> tuple[object, int] | None:
    """Return, within a transaction, what is the same again only if no other connection has committed meanwhile.

    None where nobody can tell: where there are several writers at once. Source: SQLite, PRAGMA data_version.
    """
    if connection.dialect.name != "sqlite":
        return None
    (number,) = connection.connection.cursor().execute("PRAGMA data_version").fetchone()
    return connection.connection.dbapi_connection, number


def is_busy(error: DBAPIError) -> bool:
    """Say whether another process was writing to the SQLite file."""
    return getattr(error.orig, "sqlite_errorcode", None) == sqlite3.SQLITE_BUSY


def claim(engine: Engine) -> int | None:
    """Lock the file beside SQLite's that says that a bot runs on it; None where another one does.

    The lock ends with the descriptor that is returned, so also with this process, however it ends. SQLite's own file
    must not be opened for it: to close that again would let go of SQLite's locks.
    """
    place = os.open(f"{engine.url.database}-running", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(place, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(place)
        return None
    return place


def keep_log(engine: Engine) -> None:
    """Switch SQLite to its write-ahead log: a commit is one write, and readers do not wait. It stays switched."""
    if is_sqlite(engine):
        _outside_transaction(engine, "PRAGMA journal_mode = WAL")


def checkpoint(connection: Connection) -> None:
    """Copy SQLite's write-ahead log into the database, as far as nobody reads an older state; wait for nobody.

    What goes wrong here shows at the next commit, if it lasts.
    """
    with suppress(sqlite3.Error):
        connection.connection.cursor().execute("PRAGMA wal_checkpoint(PASSIVE)").close()


def scrub(engine: Engine) -> bool:
    """Empty the write-ahead log, so that no page in it still holds what was erased; say whether that could be done.

    It cannot while somebody reads an older state, as a backup does. PostgreSQL's log is its own; there the tables of
    keys are written anew, and without its key nothing can be read.
    """
    return _empty_log(engine) if is_sqlite(engine) else postgres.write_keys_anew(engine)


def _empty_log(engine: Engine) -> bool:
    raw = engine.raw_connection()
    cursor = raw.cursor()
    try:
        cursor.execute("PRAGMA busy_timeout = 0")  # all others would wait as well; rather try again later
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        busy, *_ = cursor.fetchone() or (1,)
        return busy == 0
    finally:
        cursor.execute(_WAIT).close()
        raw.close()


@contextmanager
def migrating(engine: Engine) -> Iterator[Connection]:
    """One transaction without foreign keys: a migration copies a table, and dropping the old one would cascade."""
    with engine.connect() as connection:
        _switch_foreign_keys(connection, "OFF")
        try:
            with connection.begin():
                if not is_sqlite(engine):
                    postgres.wait_for_other_upgrades(connection)
                yield connection
        finally:
            _switch_foreign_keys(connection, "ON")


def told(error: DBAPIError) -> str:
    """Return in one line why the database could not be used; no value and no password is in it (P4)."""
    return str(error.orig) if isinstance(error.orig, sqlite3.Error) else postgres.reason(error.orig)


@contextmanager
def telling(what: str) -> Iterator[None]:
    """Turn the driver's errors into a StoreError that begins with ``what``."""
    try:
        yield
    except DBAPIError as error:
        raise StoreError(f"{what}: {told(error)}") from None


def _switch_foreign_keys(connection: Connection, to: str) -> None:
    # Past SQLAlchemy, which would begin first: within a transaction the pragma does nothing.
    if connection.dialect.name == "sqlite":
        connection.connection.cursor().execute(f"PRAGMA foreign_keys = {to}")


def _sqlite(url: URL) -> Engine:
    if not url.database or url.database == ":memory:" or url.query:
        raise StoreError("storage.url: must name a file for SQLite, such as sqlite:///reknit.db")
    _private_file(Path(url.database))
    engine = create_engine(url, hide_parameters=True, connect_args={"isolation_level": None})
    event.listen(engine, "connect", _set_up)
    # Not by the event "begin": one listener makes SQLAlchemy look for others at each statement.
    engine.dialect.do_begin = _begin  # type: ignore[assignment,method-assign]  # what a dialect is to override
    return engine


def _private_file(path: Path) -> None:
    """Make a new database file readable by its owner only; SQLite gives its log files the same mode."""
    if not path.parent.is_dir():
        raise StoreError(f"storage.url: the folder {path.parent} is not there")
    try:
        os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
    except OSError as error:
        raise StoreError(f"storage.url: cannot open {path.name}: {error.strerror}") from None


def _set_up(connection: DBAPIConnection, _: ConnectionPoolEntry) -> None:
    cursor = connection.cursor()
    for pragma in _ON_CONNECT:
        cursor.execute(pragma)
    cursor.close()


def _begin(connection: PoolProxiedConnection) -> None:
    # The driver would begin only at the first write: two writers could then both have read what one overwrites.
    connection.cursor().execute("BEGIN IMMEDIATE")


def _outside_transaction(engine: Engine, pragma: str) -> None:
    raw = engine.raw_connection()
    try:
        raw.cursor().execute(pragma).close()
    finally:
        raw.close()
