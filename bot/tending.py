"""What happens by itself: timers that are due, and once in a while tidying up."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Protocol

from sqlalchemy.exc import OperationalError
from structlog.typing import FilteringBoundLogger

from bot.clerk import Clerk, Job
from bot.clock import Clock
from bot.due import fire
from bot.inactive import INACTIVE
from bot.intake import KEPT
from bot.parking import KEPT_PARKED
from bot.store import REACHED, Store, Timer, Transaction, told
from flows.inactivity import LONGEST

TIMERS_AT_ONCE = 100
NUDGES_AT_ONCE = 2
"""Of those who may be nudged; a reply waits for no more of them."""
NUDGES_AHEAD = 60
"""While so many wait to be sent nobody else is nudged: whether somebody is to be is decided when it can be done.
It is what Telegram takes in two seconds, so that its budget is spent."""
BACKLOG_NAP = timedelta(seconds=0.5)
SHORT_NAP = timedelta(seconds=1)
LONGEST_NAP = timedelta(hours=1)
"""It looks at least so often, in case the clock was set."""
AMONG_OTHERS = timedelta(seconds=2)
"""How often it looks where there may be other workers."""
SCRUB_AGAIN = timedelta(seconds=10)
"""How often it tries to overwrite what was erased, while something is in the way."""


class Listening(Protocol):
    """Where updates come in."""

    reached: datetime
    """When Telegram was reached last."""

    @property
    def caught_up(self) -> asyncio.Event:
        """Return what is set while there is nothing left of what people did before now."""


class Tending:
    """Run it once; tell it by ``set`` of every timer that was set."""

    def __init__(
        self, store: Store, clerk: Clerk, clock: Clock, log: FilteringBoundLogger, *, intake: Callable[[], Listening]
    ) -> None:
        self._store = store
        self._clerk = clerk
        self._clock = clock
        self._log = log
        self._intake = intake
        self._earlier = asyncio.Event()
        self._wakes: datetime | None = None  # when it looks again by itself
        self._firing = asyncio.Lock()
        self._unlisted = ""
        self._tidied = self._noted = self._rested = datetime.min.replace(tzinfo=UTC)

    def set(self, timer: datetime) -> None:
        """Wake at this moment at the latest."""
        if self._wakes is None or timer < self._wakes:
            self._earlier.set()

    async def run(self) -> None:
        """Sleep until the next timer is due; a commit may have set an earlier one."""
        while True:
            self._earlier.clear()
            self._wakes = None  # whatever is set from here on may be earlier than what is found below
            try:
                await self._intake().caught_up.wait()
                await self.fire_due()
                await self._tidy()
                due = self._wakes = await self._store.run(self._next)
            except OperationalError as error:
                self._log.warning("no timers", reason=told(error))
                due = self._clock.now() + SHORT_NAP
            longest = LONGEST_NAP if self._store.scrubbed else SCRUB_AGAIN
            if self._store.side_by_side:  # another worker may have set timers, and be gone
                longest = AMONG_OTHERS
            await self._nap(min(due - self._clock.now(), longest) if due else longest)

    async def fire_due(self) -> None:
        async with self._firing:
            while due := await self.due():
                await self._clerk.do(*(self._firing_of(timer) for timer in due))

    async def due(self) -> list[Timer]:
        """Return what is to be done now: what moves a conversation, before nudges, which wait for those before them.

        Nothing, while what people did before may not have been heard: a no must count (C1, C2).
        """
        if not self._intake().caught_up.is_set():
            return []
        now = self._clock.now()

        def claim(tx: Transaction) -> list[Timer]:
            timers = tx.timers.due(now, TIMERS_AT_ONCE)
            return timers or ([] if _is_full(tx) else tx.timers.due_nudges(now, NUDGES_AT_ONCE))

        return await self._store.run(claim)

    def _next(self, tx: Transaction) -> datetime | None:
        nudge = tx.timers.next_nudge()
        if nudge is not None and _is_full(tx):
            nudge = max(nudge, self._clock.now() + BACKLOG_NAP)
        return min((moment for moment in (nudge, tx.timers.next_due()) if moment is not None), default=None)

    async def note_reached(self) -> None:
        reached = self._noted = self._intake().reached
        await self._store.run(lambda tx: _note_reached(tx, reached))

    def _firing_of(self, timer: Timer) -> Job:
        return Job(
            work=lambda desk: fire(desk, timer),
            ids={"timer": timer.id},
            timer=timer,
            give_up=lambda: self._store.run(lambda tx: tx.timers.done(timer.id)),
        )

    async def _nap(self, time: timedelta) -> None:
        sleep = asyncio.ensure_future(self._clock.sleep(max(time.total_seconds(), 0)))
        woken = asyncio.ensure_future(self._earlier.wait())
        try:
            await asyncio.wait((sleep, woken), return_when=asyncio.FIRST_COMPLETED)
        finally:
            sleep.cancel()
            woken.cancel()

    async def _tidy(self) -> None:
        """Every hour note when Telegram was reached, and let the store rest.

        Once a day forget the ids of updates that Telegram has forgotten too.

        Whoever came since then is to be looked after, in case they do not come again.

        What was erased is overwritten now if it could not be before, such as under a backup or in a crash.
        """
        now = self._clock.now()
        a_day_later = now - self._tidied > timedelta(days=1)
        if not self._store.scrubbed or a_day_later:
            await self._store.scrub()
        self._warn_of_list()
        if self._intake().reached - self._noted > timedelta(hours=1):
            await self.note_reached()
        if now - self._rested >= LONGEST_NAP:
            self._rested = now
            self._store.rest(1)
        if a_day_later:
            self._tidied = now
            await self._store.run(lambda tx: tx.updates.prune(now - KEPT))
            await self._store.run(lambda tx: tx.parked.prune(now - KEPT_PARKED))
            await self._store.run(lambda tx: _look_after_all(tx, now + LONGEST))

    def _warn_of_list(self) -> None:
        """Log once that the list of erased keys cannot be written: it is tried again until it can."""
        if self._store.unlisted != self._unlisted:
            self._unlisted = self._store.unlisted
            if self._unlisted:
                self._log.warning("list of erased keys not written", reason=self._unlisted)


def _note_reached(tx: Transaction, reached: datetime) -> None:
    """Note it, unless another worker has reached Telegram since."""
    tx.locks.tidying()
    noted = tx.meta.get(REACHED)
    if noted is None or datetime.fromisoformat(noted) < reached:
        tx.meta.set(REACHED, reached.isoformat())


def _look_after_all(tx: Transaction, due: datetime) -> None:
    tx.locks.tidying()  # nobody is to have two timers
    tx.timers.give_all(INACTIVE, due)


def _is_full(tx: Transaction) -> bool:
    return tx.outbox.nudges(NUDGES_AHEAD) >= NUDGES_AHEAD
