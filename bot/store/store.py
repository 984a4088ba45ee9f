"""The store: SQLite's transactions run where they are called, PostgreSQL's on threads of their own.

On SQLite a transaction is work of this process, which the event loop cannot do without: on another thread both would
wait for the interpreter at each statement, which took a fifth of all CPU. PostgreSQL is waited for by threads.
"""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from functools import partial
from typing import TypeVar

from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError, OperationalError

from bot.store.database import (
    BUSY_SECONDS,
    checkpoint,
    claim,
    is_busy,
    is_sqlite,
    open_engine,
    scrub,
    state_of,
    wait_for_others,
)
from bot.store.erased import LISTED, UNLISTED, ErasedList, noted
from bot.store.errors import StoreError
from bot.store.keys import KeyRing, Keys
from bot.store.link import Known, Link
from bot.store.migrate import upgrade
from bot.store.postgres import WORKERS, lost_a_race
from bot.store.presence import INTAKE, Presence
from bot.store.seen import Handed, Seen
from bot.store.transaction import Transaction
from bot.store.updates import UNSCRUBBED
from bot.store.values import Upgrade
from bot.vault import Vault

MOST_TRIES = 5
"""Of a transaction that others are in the way of."""

BUSY_PAUSE_SECONDS = 0.02

CHECKPOINT_AFTER = 200
"""Transactions: few enough that the log is hardly ever so long that one of them has to copy it at its own end."""

_PREPARED: dict[str, Known] = {}
"""By the name of the dialect: a statement is prepared once a process, however many stores it opens."""

T = TypeVar("T")


class Store:
    """Call ``upgrade`` once before anything else, and ``close`` at the end."""

    def __init__(self, url: str, vault: Vault, erased: ErasedList | None = None) -> None:
        """``erased`` is the list that erased keys are put on; without one they wait for a process that has it."""
        self._engine = open_engine(url)
        self._vault = vault
        self._ring = KeyRing()
        self.scrubbed = False
        """Whether no file holds what was erased, as far as ``scrub`` has found."""
        self.unlisted = ""
        """Why the list of erased keys lacks some; '' while it has all."""
        self._erased = erased
        self._gone_through = False  # nobody on the list is in this database
        self._known = _PREPARED.setdefault(self._engine.dialect.name, {})
        alone = is_sqlite(self._engine)
        self._handed = Handed()
        self._own: Connection | None = None
        self._claim: int | None = None
        self._logged = 0  # transactions of that connection since the last checkpoint
        self._workers = None if alone else ThreadPoolExecutor(WORKERS, thread_name_prefix="store")
        self.presence = None if alone else Presence(self._engine, self._ring.erased)
        """Among other processes on the same database; None where there is to be no other."""
        self._apart = None if alone else ThreadPoolExecutor(1, thread_name_prefix="presence")

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
                result = self._transact_here(work)
            except OperationalError as error:
                if not is_busy(error):
                    raise
                await asyncio.sleep(BUSY_PAUSE_SECONDS)  # another process writes: the loop goes on meanwhile
            else:
                await asyncio.sleep(0)  # whoever runs one after the other lets others in
                return result
        return self._transact_here(work)

    async def run_present(self, work: Callable[[Transaction], T]) -> T:
        """Do what ``run`` does on the connection whose locks tell other processes that this one lives.

        One at a time. What is done by it was done by a living worker, whose number is ``presence.number``.

        Raises:
            Crowded: as ``Presence.use`` has it.
        """
        if self.presence is None:
            return await self.run(work)
        return await asyncio.get_running_loop().run_in_executor(self._apart, self._transact_present, work)

    def _transact_present(self, work: Callable[[Transaction], T]) -> T:
        assert self.presence is not None  # it was looked at
        presence = self.presence
        return self._insisting(lambda: presence.use(lambda connection: self._transact_on(connection, work)))

    async def hold(self, role: int, *, together: bool) -> bool:
        """Do what ``Presence.hold`` does; on SQLite updates are taken in by one process alone, in whichever way."""
        if self.presence is None:
            return role != INTAKE or self._alone()
        hold = partial(self.presence.hold, role, together=together)
        return await asyncio.get_running_loop().run_in_executor(self._apart, hold)

    def _alone(self) -> bool:
        if self._claim is None:
            self._claim = claim(self._engine)
        return self._claim is not None

    async def let_go(self, role: int) -> None:
        """Do what ``Presence.let_go`` does; nothing where there is no other process."""
        if self.presence is not None:
            await asyncio.get_running_loop().run_in_executor(self._apart, self.presence.let_go, role)

    async def held_elsewhere(self, role: int) -> bool:
        """Do what ``Presence.held_elsewhere`` does; False where there is no other process."""
        if self.presence is None:
            return False
        return await asyncio.get_running_loop().run_in_executor(self._apart, self.presence.held_elsewhere, role)

    def transact(self, work: Callable[[Transaction], T]) -> T:
        """Do what ``run`` does, in the calling thread (for commands without an event loop).

        ``work`` may be called again: when its transaction and another one wait for each other, one is undone.
        """
        return self._insisting(lambda: self._transact(work))

    @staticmethod
    def _insisting(transact: Callable[[], T]) -> T:
        for _ in range(MOST_TRIES - 1):
            try:
                return transact()
            except DBAPIError as error:
                if not lost_a_race(error):
                    raise
        return transact()

    def _transact(self, work: Callable[[Transaction], T]) -> T:
        with self._engine.connect() as connection:
            wait_for_others(connection, BUSY_SECONDS)
            return self._transact_on(connection, work)

    def _transact_here(self, work: Callable[[Transaction], T]) -> T:
        """Do it on the event loop's own connection, which waits for nobody.

        To take one out of the pool and to put it back takes longer than a small transaction.
        """
        if self._own is None:
            self._own = self._engine.connect()
            wait_for_others(self._own, 0)
        self._logged += 1
        try:
            return self._transact_on(self._own, work)
        except BaseException:
            self._let_go()  # nobody knows what became of it
            raise

    def rest(self, after: int = CHECKPOINT_AFTER) -> None:
        """Do what can wait, if there were so many transactions, at a moment when nobody waits for the database."""
        if self._own is not None and self._logged >= after:
            self._logged = 0
            checkpoint(self._own)

    def _let_go(self) -> None:
        if self._own is not None:
            own, self._own = self._own, None
            own.close()

    def _transact_on(self, connection: Connection, work: Callable[[Transaction], T]) -> T:
        with connection.begin():
            state = state_of(connection)
            seen = self._handed.take(state) if state is not None else Seen()
            link = Link(connection, self._known, seen.ids)
            keys = Keys(link, self._vault, self._ring)
            tx = Transaction(link, keys, seen)
            result = work(tx)
            tx.outbox.hand_on()
            link.catch_up()
        keys.committed()
        if state is not None:
            self._handed.put(state, seen)
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
            due, marks = self._transact(lambda tx: (tx.meta.get(UNSCRUBBED), tx.meta.under(UNLISTED)))
            listed = self._list(marks)  # first: what is on the list is erased wherever it turns up again
            done = due is None or scrub(self._engine)
            if due is not None and done:
                self._transact(lambda tx: tx.meta.drop_if(UNSCRUBBED, due))
            self.scrubbed = done and listed
        except DBAPIError:
            self.scrubbed = False
        return self.scrubbed

    def erased_again(self, missing: bool = False) -> list[int]:
        """Return the people who are here although they are on the list: an older database was brought back.

        Call ``all_gone`` once they have been erased. ``missing``: do without a list, or what it lacks.

        Raises:
            StoreError: this database knows of a list that is not there, or of more than is on it; or it is no list.
        """
        if self._erased is None:
            return []
        note = self.transact(lambda tx: tx.meta.get(LISTED))
        marks = self._erased.begin(note, missing=missing)
        self._gone_through = note == noted(marks)
        return self.transact(lambda tx: tx.keys.marked(set(marks))) if marks and not self._gone_through else []

    def all_gone(self) -> None:
        """Note that nobody on the list is in this database."""
        if self._erased is not None and not self._gone_through:
            self._gone_through = True
            self._note(self._erased)

    def _list(self, marks: list[str]) -> bool:
        """Put marks on the list and take them out of the database; say whether it has all now."""
        if self._erased is None or not marks:
            return True
        try:
            self._erased.add(marks)
            self._transact(lambda tx: _drop(tx, marks))
            if self._gone_through:
                self._note(self._erased)
        except StoreError as error:
            self.unlisted = str(error)
            return False
        self.unlisted = ""
        return True

    def _note(self, erased: ErasedList) -> None:
        note = noted(erased.marks())
        self._transact(lambda tx: tx.meta.set(LISTED, note))

    def close(self) -> None:
        """Finish the transactions under way, then let go of the database."""
        if self._workers is not None:
            self._workers.shutdown(wait=True)
        if self.presence is not None and self._apart is not None:
            self._apart.shutdown(wait=True)
            self.presence.close()
        self._let_go()
        self._engine.dispose()
        if self._claim is not None:
            claimed, self._claim = self._claim, None
            os.close(claimed)


def _drop(tx: Transaction, marks: list[str]) -> None:
    """Take marks out of the database that are on the list by now."""
    for mark in marks:
        tx.meta.drop(f"{UNLISTED}{mark}")
