"""The store: transactions run one after another on a thread of its own, away from the event loop."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from typing import TypeVar

from bot.store.database import is_sqlite, open_engine, scrub
from bot.store.keys import KeyRing, Keys
from bot.store.link import Known, Link
from bot.store.migrate import upgrade
from bot.store.transaction import Transaction
from bot.store.values import Upgrade
from bot.vault import Vault

T = TypeVar("T")


class Store:
    """Call ``upgrade`` once before anything else, and ``close`` at the end."""

    def __init__(self, url: str, vault: Vault) -> None:
        self._engine = open_engine(url)
        self._vault = vault
        self._ring = KeyRing()
        self._known: Known = {}
        workers = 1 if is_sqlite(self._engine) else 8  # SQLite has one writer; more threads would only wait for it
        self._workers = ThreadPoolExecutor(workers, thread_name_prefix="store")

    def upgrade(self, now: datetime) -> Upgrade:
        """Bring the schema up to date.

        Raises:
            StoreError: not a database of reknit, or of a later version than this one.
            WrongKey: the configured keys are not those that the database was written with; nothing was changed.
        """
        return upgrade(self._engine, self._vault, now)

    async def run(self, work: Callable[[Transaction], T]) -> T:
        """Run ``work`` in one transaction: committed when it returns, undone when it raises."""
        return await asyncio.get_running_loop().run_in_executor(self._workers, self.transact, work)

    def transact(self, work: Callable[[Transaction], T]) -> T:
        """Do what ``run`` does, in the calling thread (for commands without an event loop)."""
        with self._engine.connect() as connection:
            with connection.begin():
                link = Link(connection, self._known)
                keys = Keys(link, self._vault, self._ring)
                result = work(Transaction(link, keys))
            keys.committed()
            return result

    async def scrub(self) -> None:
        """Overwrite what erased rows left in the write-ahead log."""
        await asyncio.get_running_loop().run_in_executor(self._workers, scrub, self._engine)

    def close(self) -> None:
        """Finish the transactions under way, then let go of the database."""
        self._workers.shutdown(wait=True)
        self._engine.dispose()
