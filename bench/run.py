"""One run of a bot with people: all at once, or so many updates a second."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from math import inf
from time import perf_counter, process_time

from bench.people import Crowd, Person
from bench.process import Bot

QUIET = 0.8
"""Seconds without a call after which the bot has done all that it has to do; people think for less."""
STALLED = 60.0
"""Seconds without a call after which a run that is not through will never be."""
LOOK = 0.05
PATIENCE = 3.0
"""Seconds for what is under way when the last moment has passed."""


class Stalled(Exception):
    """People wait for something that does not come."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What one run gave; ``cpu`` and ``seconds`` are of the run alone, without the start; times are in seconds.

    ``updates`` are those that were answered; ``early`` answers had to be given again; ``skipped``: moments at which
    nobody could act; ``whole``: everybody did everything. ``telegram_cpu`` is what this process took.
    """

    updates: int
    seconds: float
    cpu: float
    calls: dict[str, int]
    polls: int
    replies: list[float]
    toasts: list[float]
    early: int
    skipped: int
    whole: bool
    telegram_cpu: float
    memory: int
    peak: int

    @property
    def cpu_per_thousand(self) -> float:
        return self.cpu / self.updates * 1000

    @property
    def per_second(self) -> float:
        return self.updates / self.seconds


class Run:
    """People who were brought to where they begin; ``start`` is over once the bot is quiet."""

    def __init__(self, people: list[Person]) -> None:
        self.crowd = Crowd(people, self._ready)
        self._queue: deque[Person] = deque()
        self._skipped = 0
        self._act: Callable[[Person], None] = self._queue.append

    def _ready(self, person: Person) -> None:
        self._act(person)

    async def settled(self, bot: Bot, *, first: bool = True) -> None:
        """Return when the bot has been quiet for a while; at first, when everybody can act besides."""
        crowd, began = self.crowd, perf_counter()
        while True:
            await asyncio.sleep(LOOK)
            bot.check()
            silent = perf_counter() - max(crowd.heard, began)
            if silent > QUIET and not crowd.telegram.waiting and (not first or self._all_ready()):
                return
            if silent > STALLED * bot.patience:
                raise Stalled(self._where())

    def _all_ready(self) -> bool:
        return len(self._queue) >= len(self.crowd.people)

    async def begun(self, bot: Bot) -> None:
        """Let everybody say the first words of their script, and return when they can go on."""
        for person in self.crowd.people:
            self.crowd.act(person)
        await self.settled(bot)

    async def saturate(self, bot: Bot, seconds: float = inf) -> Result:
        """Let everybody do everything as soon as it can be done; after some seconds nobody does anything more."""
        first, until = list(self._queue), perf_counter() + seconds
        self._queue.clear()

        def at_once(person: Person) -> None:
            if person.ready() and perf_counter() < until:
                self.crowd.act(person)

        self._act = at_once
        measure = self._measure(bot)
        for person in first:
            at_once(person)
        await self._through(bot, until)
        return measure()

    async def pace(self, bot: Bot, per_second: float, seconds: float) -> Result:
        """Let somebody who can act do so at each of many moments that were fixed beforehand."""
        measure, began = self._measure(bot), perf_counter()
        for number in range(int(per_second * seconds)):
            due = began + number / per_second
            if (wait := due - perf_counter()) > 0:
                await asyncio.sleep(wait)
            self._skipped += not self._one_acts(due)
        with suppress(TimeoutError):  # a bot that falls behind is not waited for
            await asyncio.wait_for(self.settled(bot, first=False), PATIENCE)
        return measure()

    def _one_acts(self, due: float) -> bool:
        while self._queue:
            person = self._queue.popleft()
            if person.ready():
                self.crowd.act(person, due)
                return True
        return False

    async def _through(self, bot: Bot, until: float) -> None:
        crowd, began = self.crowd, perf_counter()
        while crowd.left or crowd.telegram.waiting:
            if perf_counter() > until:
                return
            await asyncio.sleep(LOOK)
            bot.check()
            if perf_counter() - max(crowd.heard, began) > STALLED * bot.patience:
                raise Stalled(self._where())
        await self.settled(bot, first=False)

    def _measure(self, bot: Bot) -> Callable[[], Result]:
        crowd, telegram = self.crowd, self.crowd.telegram
        calls, polls, cpu, began = telegram.calls.copy(), telegram.polled, bot.cpu(), perf_counter()
        telegram_cpu = process_time()
        crowd.times.replies.clear()
        crowd.times.toasts.clear()

        def result() -> Result:
            return Result(
                updates=len(crowd.times.replies),
                seconds=crowd.heard - began,
                cpu=bot.cpu() - cpu,
                calls=dict(telegram.calls - calls),
                polls=telegram.polled - polls,
                replies=sorted(crowd.times.replies),
                toasts=sorted(crowd.times.toasts),
                early=crowd.early,
                skipped=self._skipped,
                whole=not crowd.left,
                telegram_cpu=process_time() - telegram_cpu,
                memory=bot.memory(),
                peak=bot.peak(),
            )

        return result

    def _where(self) -> str:
        stuck = [person for person in self.crowd.people if not person.done]
        lines = [
            f"{person.name} ({person.chat}) at {person.step}, wants {person.script[person.step]}, sees {person.buttons}"
            for person in stuck[:4]
        ]
        return "\n".join([f"{len(stuck)} of {len(self.crowd.people)} wait:", *lines])
