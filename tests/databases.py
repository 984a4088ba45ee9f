"""The databases that the tests run on: a SQLite file, or a database of a PostgreSQL of their own. Each folder has one.

The fixture ``database`` in ``conftest.py`` says which; everything else asks ``of(folder)``.
"""

from __future__ import annotations

import shutil
import sqlite3
import warnings
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from functools import cache
from hashlib import sha256
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import psycopg
import pytest

KINDS = ("sqlite", "postgresql")
Row = tuple[object, ...]
Ask = Callable[[str], list[Row]]
Kept = bytes | str
"""What brings a database back: the bytes of a SQLite file, the name of a template of PostgreSQL's."""


class Database(ABC):
    """The database of one folder."""

    TABLES: str
    """The query for the names of all tables."""

    @property
    @abstractmethod
    def url(self) -> str: ...

    def rows(self, *but: str) -> dict[str, list[Row]]:
        """Return every row of every table, apart from the tables named."""
        with self.opened() as ask:
            wanted = sorted(set(ask(self.TABLES)) - {(name,) for name in but})
            return {str(name): sorted(ask(f'SELECT * FROM "{name}"'), key=repr) for (name,) in wanted}

    def query(self, statement: str) -> list[Row]:
        """Return the rows that a statement gives; [] for one that gives none."""
        with self.opened() as ask:
            return ask(statement)

    @abstractmethod
    def opened(self) -> AbstractContextManager[Ask]:
        """Return a context with a connection, which gives the rows of any number of statements."""

    @abstractmethod
    def on_disk(self) -> bytes:
        """Return the bytes of all its files."""

    @abstractmethod
    def hangs_up(self) -> None:
        """Close all connections, as the kernel does when a process dies: what they had begun is undone."""

    @abstractmethod
    def keep(self) -> Kept:
        """Return what brings it back as it is now. Nobody uses it, and nobody will again."""

    @abstractmethod
    def bring_back(self, kept: Kept) -> None:
        """Make it what was kept."""

    @abstractmethod
    def held(self) -> Any:
        """Return a context in which another process keeps everybody from writing."""

    @staticmethod
    @abstractmethod
    def wait_at_most(milliseconds: int, monkeypatch: pytest.MonkeyPatch) -> None:
        """Let the bot give up so soon where another process holds the database."""


class Sqlite(Database):
    TABLES = "SELECT name FROM sqlite_master WHERE type = 'table'"

    def __init__(self, folder: Path) -> None:
        self._file = folder / "reknit.db"

    @property
    def url(self) -> str:
        return f"sqlite:///{self._file}"

    @contextmanager
    def opened(self) -> Iterator[Ask]:
        connection = sqlite3.connect(self._file, isolation_level=None)
        try:
            yield lambda statement: list(connection.execute(statement))
        finally:
            connection.close()

    def on_disk(self) -> bytes:
        return b"".join(path.read_bytes() for path in sorted(self._file.parent.glob("reknit.db*")))

    def hangs_up(self) -> None:
        pass  # what lies in the files is all that there is

    def keep(self) -> Kept:
        self.query("PRAGMA wal_checkpoint(TRUNCATE)")
        return self._file.read_bytes()

    def bring_back(self, kept: Kept) -> None:
        assert isinstance(kept, bytes)  # it was kept by this class
        self._file.write_bytes(kept)

    @contextmanager
    def held(self) -> Iterator[None]:
        other = sqlite3.connect(self._file, isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        try:
            yield
        finally:
            other.execute("ROLLBACK")
            other.close()

    @staticmethod
    def wait_at_most(milliseconds: int, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("bot.store.store.BUSY_SECONDS", milliseconds / 1000)


class Postgres(Database):
    # What workers know together while they run is none of what is kept.
    TABLES = "SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'sending'"

    def __init__(self, folder: Path) -> None:
        self._name = "t" + sha256(str(folder).encode()).hexdigest()[:20]

    @property
    def url(self) -> str:
        if not server().execute("SELECT 1 FROM pg_database WHERE datname = %s", [self._name]):
            server().execute(f"CREATE DATABASE {self._name}")
        return server().url(self._name)

    @contextmanager
    def opened(self) -> Iterator[Ask]:
        with psycopg.connect(self.url, autocommit=True) as connection:
            yield lambda statement: _found(connection.execute(statement))

    def on_disk(self) -> bytes:
        return server().files(self._name)

    def hangs_up(self) -> None:
        ends = "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = %s"
        server().execute(ends, [self._name])

    def keep(self) -> Kept:
        template = server().new_name()
        server().execute(f"ALTER DATABASE {self._name} RENAME TO {template}")
        return template

    def bring_back(self, kept: Kept) -> None:
        assert isinstance(kept, str)  # it was kept by this class
        server().execute(f"DROP DATABASE IF EXISTS {self._name} WITH (FORCE)")
        server().execute(f"CREATE DATABASE {self._name} TEMPLATE {kept} STRATEGY file_copy")

    @contextmanager
    def held(self) -> Iterator[None]:
        with psycopg.connect(self.url) as other:
            other.execute("LOCK TABLE seen_update, outbox, timer, meta IN ACCESS EXCLUSIVE MODE")
            yield

    @staticmethod
    def wait_at_most(milliseconds: int, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("bot.store.postgres._ON_CONNECT", (f"SET lock_timeout = {milliseconds}",))


class Server:
    """A PostgreSQL that lives as long as the tests of this process. It may forget: only the bot is killed."""

    def __init__(self) -> None:
        with warnings.catch_warnings(action="ignore"):  # it wants a session's runtime folder
            from pgserver.postgres_server import get_server  # noqa: PLC0415 -- slow, and only wanted here
        self._folder = TemporaryDirectory(prefix="reknit-", dir=memory())
        self._server = get_server(self._folder.name, cleanup_mode="stop")
        self._connection = psycopg.connect(self._server.get_uri(), autocommit=True)
        self._numbers = count()
        for setting in ("fsync", "full_page_writes", "synchronous_commit"):
            self.execute(f"ALTER SYSTEM SET {setting} = off")
        self.execute("SELECT pg_reload_conf()")

    def execute(self, statement: str, values: list[str] | None = None) -> list[Row]:
        return _found(self._connection.execute(statement, values))

    def url(self, name: str) -> str:
        url: str = self._server.get_uri(name)
        return url

    def files(self, name: str) -> bytes:
        """Return the bytes of a database's files; the write-ahead log, which all share, is left out."""
        self.execute("CHECKPOINT")
        ((folder,),) = self.execute("SELECT oid FROM pg_database WHERE datname = %s", [name])
        return b"".join(path.read_bytes() for path in Path(self._folder.name, "base", str(folder)).iterdir())

    def new_name(self) -> str:
        return f"kept{next(self._numbers)}"

    def sweep(self) -> None:
        """Drop the databases of the test that has ended."""
        for (name,) in self.execute("SELECT datname FROM pg_database WHERE datname ~ '^t[0-9a-f]{20}$'"):
            self.execute(f"DROP DATABASE {name} WITH (FORCE)")

    def stop(self) -> None:
        self._connection.close()
        self._server.cleanup()
        self._folder.cleanup()


def _found(cursor: psycopg.Cursor[Row]) -> list[Row]:
    return cursor.fetchall() if cursor.description else []


def memory() -> Path | None:
    """Return a folder in memory with room for a few hundred databases, None where there is none.

    They are copied; and what is tried is a bot that dies, never a disk.
    """
    folder = Path("/dev/shm")
    return folder if folder.is_dir() and shutil.disk_usage(folder).free > 2**32 else None


@cache
def server() -> Server:
    """Return the server, started at the first call."""
    return Server()


_in_use = ["sqlite"]


def kind() -> str:
    """Return what the tests run on now."""
    return _in_use[-1]


@contextmanager
def using(name: str) -> Iterator[None]:
    """Run on this kind of database; what was made for it is gone afterwards."""
    _in_use.append(name)
    try:
        yield
    finally:
        _in_use.pop()
        if name == "postgresql" and server.cache_info().currsize:
            server().sweep()


def of(folder: Path) -> Database:
    """Return the folder's database, empty at first."""
    return Sqlite(folder) if kind() == "sqlite" else Postgres(folder)


def stop() -> None:
    """Stop the server, if it was started."""
    if server.cache_info().currsize:
        server().stop()
        server.cache_clear()
