"""Looking into the database while the bot runs on it: over one connection, since to open one costs more than to ask."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path

from tests import databases


class Window:
    """``stays`` while the bot runs: its own last connection is to be the last of all when it stops."""

    def __init__(self) -> None:
        self._stays = False
        self._folder: Path | None = None
        self._ask: databases.Ask | None = None
        self._stack = ExitStack()

    def opens(self) -> None:
        self._stays = True

    def closes(self) -> None:
        self._stays, self._folder, self._ask = False, None, None
        self._stack.close()

    def rows(self, folder: Path, statement: str) -> list[databases.Row]:
        if not self._stays:
            return databases.of(folder).query(statement)
        if self._ask is None or folder != self._folder:
            self._stack.close()
            self._folder, self._ask = folder, self._stack.enter_context(databases.of(folder).opened())
        return self._ask(statement)
