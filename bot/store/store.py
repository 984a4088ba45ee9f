"""The store: transactions run on threads of their own, away from the event loop; SQLite has one, PostgreSQL some."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from typing import TypeVar

from sqlalchemy.exc import DBAPIError

from bot.store.database import is_sqlite, open_engine, scrub
from bot.store.keys import KeyRing, Keys
from bot.store.link import Known, Link
from bot.store.migrate import upgrade
from bot.store.postgres import WORKERS, lost_a_race
from bot.store.transaction import Transaction
from bot.store.values import Upgrade
from bot.vault import Vault

MOST_TRIES = 5
"""Of a transaction that others are in the way of."""

T = TypeVar("T")


class Store:
    """Call ``upgrade`` once before anything else, and ``close`` at the end."""

    def __init__(self, url: str, vault: Vault) -> None:
        self._engine = open_engine(url)
        self._vault = vault
        self._ring = KeyRing()
        self._known: Known = {}
        workers = (
            1 if is_sqlite(self._engine) else WORKERS
        )  # SQLite has one writer; more threads would only wait for it
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
        """Do what ``run`` does, in the calling thread (for commands without an event loop).

        ``work`` may be called again: when its transaction and another one wait for each other, one is undone.
        """
        for _ in range(MOST_TRIES - 1):
            try:
                return self._transact(work)
            except DBAPIError as error:
                if not lost_a_race(error):
                    raise
        return self._transact(work)

    def _transact(self, work: Callable[[Transaction], T]) -> T:
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
