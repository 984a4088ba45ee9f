"""What can befall the database: the process dies beside a commit, the disk is full, locked by another, read-only."""

from __future__ import annotations

import shutil
import sqlite3
from pathlib import Path
from typing import Any, Literal

from sqlalchemy import Engine

from tests import databases
from tests.world.loop import Killed, Life

State = Literal["", "full", "read-only"]


class Disk:
    """Stands between the bot and its file.

    ``fuse`` is the number of commits until one at which the process dies: after it where ``after``, else before it.
    """

    def __init__(self) -> None:
        self.commits = 0
        self.fuse: int | None = None
        self.after = False
        self.state: State = ""
        self._holder: sqlite3.Connection | None = None
        self._limited: set[int] = set()

    def holds(self, engine: Engine, life: Life) -> None:
        begin, commit = engine.dialect.do_begin, engine.dialect.do_commit

        def begins(connection: Any) -> None:
            if life.over:
                raise Killed
            self._apply(connection)
            begin(connection)

        def commits(connection: Any) -> None:
            if life.over:
                raise Killed
            self.commits += 1
            now = self._is_now()
            if now and not self.after:
                life.end("before a commit")
                raise Killed
            commit(connection)
            if now:
                life.end("after a commit")
                raise Killed

        engine.dialect.do_begin = begins  # type: ignore[assignment,method-assign]
        engine.dialect.do_commit = commits  # type: ignore[assignment,method-assign]

    def lets_go(self, engine: Engine) -> None:
        engine.dispose()

    def as_it_is(self, folder: Path, number: int) -> Path:
        """Return a folder with the files as a process that died has left them: nothing was written back or closed."""
        if databases.kind() != "sqlite":
            databases.of(folder).hangs_up()
            return folder
        self.unlock()
        new = folder.with_name(f"{folder.name.partition('-')[0]}-{number}")
        new.mkdir()
        for name in ("reknit.db", "reknit.db-wal", "reknit.erased"):
            if (folder / name).exists():
                shutil.copyfile(folder / name, new / name)
        return new

    def lock(self, folder: Path) -> None:
        """Let another process write for so long as it likes."""
        if databases.kind() == "sqlite" and self._holder is None:
            self._holder = sqlite3.connect(folder / "reknit.db", isolation_level=None)
            self._holder.execute("BEGIN IMMEDIATE")

    def unlock(self) -> None:
        if self._holder is not None:
            self._holder.execute("ROLLBACK")
            self._holder.close()
            self._holder = None

    def _is_now(self) -> bool:
        if self.fuse is None:
            return False
        self.fuse -= 1
        if self.fuse > 0:
            return False
        self.fuse = None
        return True

    def _apply(self, connection: Any) -> None:
        """Make the connection what the disk is: SQLite itself refuses to write then."""
        key = id(connection.dbapi_connection)
        if not self.state and key not in self._limited:
            return
        cursor = connection.cursor()
        cursor.execute(f"PRAGMA query_only = {'ON' if self.state == 'read-only' else 'OFF'}")
        if self.state == "full":
            cursor.execute("PRAGMA max_page_count = 1")  # SQLite makes it as many as there are
        else:
            cursor.execute("PRAGMA max_page_count = 1073741823")
        cursor.close()
        if self.state:
            self._limited.add(key)
        else:
            self._limited.discard(key)
