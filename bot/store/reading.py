"""Reading a database without changing it: no file is made, no schema upgraded, and nobody who writes has to wait."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, Engine, NullPool, create_engine
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, NoSuchModuleError
from sqlalchemy.pool import PoolProxiedConnection

from bot.store.database import telling
from bot.store.errors import Absent, StoreError

_CONNECT_SECONDS = 10


@contextmanager
def reading(url: str, name: str = "storage.url") -> Iterator[Connection]:
    """One read transaction: it sees what was committed when it began, whatever is written meanwhile.

    ``name`` is what an error calls this database.

    Raises:
        Absent: there is no such file yet.
        StoreError: it cannot be opened or read.
    """
    engine = _open(url, name)
    try:
        with telling(f"{name}: the database cannot be opened"), engine.connect() as connection, connection.begin():
            yield connection
    finally:
        engine.dispose()


def _open(url: str, name: str) -> Engine:
    try:
        where = make_url(url)
        if where.get_backend_name() == "sqlite":
            return _sqlite(where, name)
        if where.drivername == "postgresql":
            where = where.set(drivername="postgresql+psycopg")
        engine = create_engine(
            where, hide_parameters=True, poolclass=NullPool, connect_args={"connect_timeout": _CONNECT_SECONDS}
        )
        return engine.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
    except (ArgumentError, NoSuchModuleError, ModuleNotFoundError, ValueError):
        raise StoreError(f"{name}: names no database that can be opened here") from None


def _sqlite(url: URL, name: str) -> Engine:
    if not url.database or url.database == ":memory:" or url.query:
        raise StoreError(f"{name}: must name a file for SQLite, such as sqlite:///reknit.db")
    path = Path(url.database)
    _check(path, name)
    # Not "ro", which leaves the files of the write-ahead log behind; this one never makes a database.
    where = f"{path.absolute().as_uri()}?mode=rw"
    engine = create_engine(
        "sqlite://",
        hide_parameters=True,
        poolclass=NullPool,
        creator=lambda: sqlite3.connect(where, uri=True, isolation_level=None, timeout=5),
    )
    engine.dialect.do_begin = _begin  # type: ignore[assignment,method-assign]  # what a dialect is to override
    return engine


def _check(path: Path, name: str) -> None:
    if not path.parent.is_dir():
        raise StoreError(f"{name}: the folder {path.parent} is not there")
    try:
        path.open("rb").close()
    except FileNotFoundError:
        raise Absent(f"{name}: {path.name} is not there") from None
    except OSError as error:
        raise StoreError(f"{name}: cannot open {path.name}: {error.strerror}") from None


def _begin(connection: PoolProxiedConnection) -> None:
    cursor = connection.cursor()
    cursor.execute("PRAGMA query_only = ON")
    cursor.execute("BEGIN DEFERRED")  # takes no lock but the reader's, which in the write-ahead log stops nobody
    cursor.close()
