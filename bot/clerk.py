"""What is done in a transaction: jobs side by side in one, and each in its own where one of them meets a bug."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime
from typing import TypeAlias

from msgspec import Struct, field
from sqlalchemy.exc import OperationalError
from structlog.typing import FilteringBoundLogger

from bot import tray
from bot.clock import Clock
from bot.desk import Desk, House
from bot.logs import place_of
from bot.store import Store, Timer, Transaction


async def _nothing() -> None:
    return None


class Job(Struct, frozen=True, kw_only=True):
    """What is to be done in a transaction, alone or beside others.

    ``ids`` name it in the logs, by numbers of rows and updates, never of Telegram's. It is about ``chats``, and about
    whoever ``timer`` is about.
    ``give_up`` lets go of it where it met a bug.
    """

    work: Callable[[Desk], None]
    ids: dict[str, int] = field(default_factory=dict)
    chats: Callable[[], frozenset[int]] = frozenset
    timer: Timer | None = None
    give_up: Callable[[], Awaitable[object]] = _nothing


Run: TypeAlias = Callable[[Callable[[Transaction], datetime | None]], Awaitable[datetime | None]]


class Clerk:
    """Does jobs; ``house`` is to be set before the first one.

    ``after`` is called after each commit with the earliest moment that a timer was set for in it, None if none was.
    """

    def __init__(
        self,
        store: Store,
        clock: Clock,
        log: FilteringBoundLogger,
        *,
        after: Callable[[datetime | None], None],
        on_bug: Callable[[], None],
        run: Run,
    ) -> None:
        self.house: House | None = None
        self._store = store
        self._clock = clock
        self._log = log
        self._after = after
        self._on_bug = on_bug
        self._run = run

    async def do(self, *jobs: Job) -> list[Desk | None]:
        """Do the jobs in their order, in one transaction; return their desks, None for one that was given up.

        Raises:
            OperationalError: the database cannot be used just now, so what was to be done is to be done again.
        """
        desks: list[Desk] = []
        try:
            timer = await self._run(lambda tx: self._inside(tx, jobs, desks))
        except OperationalError:
            raise
        except Exception as bug:  # the one error handler: a bug in one job must not stop the others
            if len(jobs) > 1:
                return [desk for job in jobs for desk in await self.do(job)]
            self._log_bug(bug, **jobs[0].ids)
            if desks and await self._put_aside(desks[0].reading):
                return await self.do(*jobs)
            await jobs[0].give_up()
            return [None]
        self._after(timer)
        if any(desk.erased for desk in desks) and not await self._store.scrub():
            self._after(self._clock.now())  # so that the timers' loop tries again
        return [*desks]

    async def _put_aside(self, record: int | None) -> bool:
        """Put aside what a bug was met in, if it was something that came up by itself: all else is to be told."""
        if record is None or not await self._store.run(lambda tx: tray.put_aside(tx, record)):
            return False
        self._log.error("put aside", record=record)
        return True

    def _inside(self, tx: Transaction, jobs: Sequence[Job], desks: list[Desk]) -> datetime | None:
        """Do the jobs, each at a desk of its own among ``desks``; return the earliest moment that a timer was set for.

        It may be called again, for another transaction.
        """
        now, house = self._clock.now(), self.house
        assert house is not None  # set at the start
        if tx.locks.needed:  # all of them at once, in one order: nobody waits in a ring
            chats = frozenset[int]().union(*(job.chats() for job in jobs))
            tx.locks.all(chats, [job.timer for job in jobs if job.timer is not None])
        desks[:] = [Desk(tx=tx, now=now, house=house) for _ in jobs]
        for job, desk in zip(jobs, desks, strict=True):
            job.work(desk)
        return tx.timers.earliest

    def _log_bug(self, bug: BaseException, **ids: int) -> None:
        """Log where it happened, never what was said: the message of an error may quote it."""
        self._on_bug()
        self._log.error("bug", error=type(bug).__name__, where=place_of(bug), **ids)
