"""Time as it is handed in: the real one, one that leaps for the rehearsal, one that stands still for tests."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Protocol


class Clock(Protocol):
    """Aware UTC. ``sleep`` takes seconds of this clock, which may pass at once."""

    def now(self) -> datetime: ...

    async def sleep(self, seconds: float) -> None: ...


class ShiftedClock:
    """Runs with the clock ``real``, ahead by a shift that may grow; ``leap`` wakes whoever sleeps."""

    def __init__(self, real: Callable[[], datetime], shift: timedelta = timedelta()) -> None:
        self._real = real
        self.shift = shift
        self._leapt = asyncio.Event()

    def now(self) -> datetime:
        return self._real() + self.shift if self.shift else self._real()

    def leap(self, to: datetime) -> None:
        """Move forward to ``to``; an earlier moment changes nothing."""
        self.shift += max(to - self.now(), timedelta())
        self._leapt.set()
        self._leapt = asyncio.Event()

    async def sleep(self, seconds: float) -> None:
        until = self.now() + timedelta(seconds=seconds)
        while (left := (until - self.now()).total_seconds()) > 0:
            try:
                await asyncio.wait_for(self._leapt.wait(), left)
            except TimeoutError:
                return


class ManualClock:
    """Stands still until it is moved; whoever sleeps wakes when their moment has passed."""

    def __init__(self, start: datetime) -> None:
        self._now = start
        self._moved = asyncio.Event()

    def now(self) -> datetime:
        return self._now

    def leap(self, to: datetime) -> None:
        """Move forward to ``to``; an earlier moment changes nothing."""
        self._now = max(to, self._now)
        self._moved.set()
        self._moved = asyncio.Event()

    def advance(self, by: timedelta) -> None:
        self.leap(self._now + by)

    async def sleep(self, seconds: float) -> None:
        until = self._now + timedelta(seconds=seconds)
        while self._now < until:
            await self._moved.wait()
