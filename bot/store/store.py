"""The store: SQLite's transactions run where they are called, PostgreSQL's on threads of their own.

On SQLite a transaction is work of this process, which the event loop cannot do without: on another thread both would
wait for the interpreter at each statement, which took a fifth of all CPU. PostgreSQL is waited for by threads.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from typing import TypeVar

from sqlalchemy.exc import DBAPIError, OperationalError

from bot.store.database import BUSY_SECONDS, is_busy, is_sqlite, open_engine, scrub, wait_for_others
from bot.store.keys import KeyRing, Keys
from bot.store.link import Known, Link
from bot.store.migrate import upgrade
from bot.store.postgres import WORKERS, lost_a_race
from bot.store.transaction import Transaction
from bot.store.updates import UNSCRUBBED
from bot.store.values import Upgrade
from bot.vault import Vault

MOST_TRIES = 5
"""Of a transaction that others are in the way of."""

BUSY_PAUSE_SECONDS = 0.02

_PREPARED: dict[str, Known] = {}
"""By the name of the dialect: a statement is prepared once a process, however many stores it opens."""

T = TypeVar("T")


class Store:
    """Call ``upgrade`` once before anything else, and ``close`` at the end."""

    def __init__(self, url: str, vault: Vault) -> None:
        self._engine = open_engine(url)
        self._vault = vault
        self._ring = KeyRing()
        self.scrubbed = False
        """Whether no file holds what was erased, as far as ``scrub`` has found."""
        self._known = _PREPARED.setdefault(self._engine.dialect.name, {})
        self._workers = None if is_sqlite(self._engine) else ThreadPoolExecutor(WORKERS, thread_name_prefix="store")

    @property
    def side_by_side(self) -> bool:
        """Whether several transactions may be under way at once."""
        return self._workers is not None

    def upgrade(self, now: datetime) -> Upgrade:
        """Bring the schema up to date.

        Raises:
            StoreError: not a database of reknit, or of a later version than this one.
            WrongKey: the configured keys are not those that the database was written with; nothing was changed.
        """
        return upgrade(self._engine, self._vault, now)

    async def run(self, work: Callable[[Transaction], T]) -> T:
        """Run ``work`` in one transaction: committed when it returns, undone when it raises."""
        if self._workers is not None:
            return await asyncio.get_running_loop().run_in_executor(self._workers, self.transact, work)
        for _ in range(int(BUSY_SECONDS / BUSY_PAUSE_SECONDS)):
            try:
                result = self._transact(work, patient=False)
            except OperationalError as error:
                if not is_busy(error):
                    raise
                await asyncio.sleep(BUSY_PAUSE_SECONDS)  # another process writes: the loop goes on meanwhile
            else:
                await asyncio.sleep(0)  # whoever runs one after the other lets others in
                return result
        return self._transact(work, patient=False)

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

    def _transact(self, work: Callable[[Transaction], T], *, patient: bool = True) -> T:
        with self._engine.connect() as connection:
            wait_for_others(connection, BUSY_SECONDS if patient else 0)
            with connection.begin():
                link = Link(connection, self._known)
                keys = Keys(link, self._vault, self._ring)
                result = work(Transaction(link, keys))
            keys.committed()
            return result

    async def scrub(self) -> bool:
        """Overwrite what erased rows left in the files, and say whether nothing is left of them.

        While a backup or another long reader is in the way, or there is no database, it is to be tried again. That
        it is due is kept with the erasure, so that a crash does not forget it.
        """
        if self._workers is None:  # here, so that no transaction of our own is in the way
            return self._scrub()
        return await asyncio.get_running_loop().run_in_executor(self._workers, self._scrub)

    def _scrub(self) -> bool:
        try:
            due = self._transact(lambda tx: tx.meta.get(UNSCRUBBED))
            self.scrubbed = due is None or scrub(self._engine)
            if due is not None and self.scrubbed:
                self._transact(lambda tx: tx.meta.drop_if(UNSCRUBBED, due))
        except DBAPIError:
            self.scrubbed = False
        return self.scrubbed

    def close(self) -> None:
        """Finish the transactions under way, then let go of the database."""
        if self._workers is not None:
            self._workers.shutdown(wait=True)
        self._engine.dispose()
