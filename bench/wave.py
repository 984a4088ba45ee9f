"""A wave: many people to be nudged at one moment, under Telegram's limit, while others talk as they did before it."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from statistics import linear_regression
from time import perf_counter

from bench import peer, reknit
from bench.people import Crowd
from bench.process import Bot
from bench.run import PATIENCE
from bench.seed import AT_ONCE, FIRST_STORED, SHEET, add_couple, offered_body
from bench.telegram import Telegram
from bot.store import Store, Transaction

LIMIT = 30
"""Messages and changes of messages that Telegram takes in a second, of all chats together."""
TALKING = 4.0
"""Updates a second of those who talk meanwhile."""
WHOLE = 100_000
"""Nudges for which is reckoned how long they take."""
MINUTE = 60.0
START = 10.0
"""Seconds from the database to the first of the two stretches, at most: the bot starts, and offers a talk to each."""
LIBRARY = peer.Peer(name="python-telegram-bot, AIORateLimiter", module="ptb_limited")
TALK_AGAIN = timedelta(days=2)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wave:
    """``before`` and ``during`` are the seconds until each reply, rising; of reknit alone there is a ``before``.

    So many messages and changes were ``taken`` a second while the wave lasted, ``nudges`` of them nudges. ``asked`` is
    how many updates there were meanwhile, ``refused`` how often Telegram answered 429.
    """

    name: str
    latency: float
    before: Sequence[float]
    during: Sequence[float]
    asked: int
    taken: float
    nudges: float
    refused: int

    @property
    def budget(self) -> float:
        """Return the part of what Telegram takes that was used."""
        return self.taken / LIMIT

    @property
    def whole(self) -> timedelta:
        """Return how long 100,000 nudges take."""
        return timedelta(seconds=round(WHOLE / self.nudges))

    @property
    def within_a_minute(self) -> int:
        return sum(one <= MINUTE for one in self.during)


async def of_reknit(folder: Path, nudges: int, couples: int, seconds: tuple[float, float], latency: float) -> Wave:
    """Let some couples talk, for so many seconds before the wave, and so many while it lasts."""
    before, during = seconds
    people = reknit.couples(couples)
    store = reknit.open_store(folder)
    add_waiting(store, nudges, reknit.now() - TALK_AGAIN)
    store.close()
    reknit.seeded(folder, people)
    store = reknit.open_store(folder)
    due = perf_counter() + START + before + PATIENCE
    moment = reknit.now() + timedelta(seconds=START + before + PATIENCE)
    store.transact(lambda tx: tx.timers.give_all("nudge", moment))
    store.close()
    async with reknit.running(folder, people, latency=latency, per_second=LIMIT) as (run, bot):
        without = await run.pace(bot, TALKING, before)
        await asyncio.sleep(max(due + 1 - perf_counter(), 0))
        began = perf_counter()
        within = await run.pace(bot, TALKING, during)
        telegram = run.crowd.telegram
    taken, nudged = _rates(telegram, began, during)
    return Wave(
        name="reknit",
        latency=latency,
        before=without.replies,
        during=within.replies,
        asked=int(TALKING * during),
        taken=taken,
        nudges=nudged,
        refused=telegram.refused,
    )


def add_waiting(store: Store, count: int, then: datetime) -> None:
    """Add people for each of whom a question waits that was shown to them ``then``."""
    body = offered_body(then)
    for first in range(0, count // 2, AT_ONCE):

        def work(tx: Transaction, first: int = first) -> None:
            for n in range(first, min(first + AT_ONCE, count // 2)):
                chats = (FIRST_STORED + 2 * n, FIRST_STORED + 2 * n + 1)
                _wait(tx, chats, then, body)

        store.transact(work)


def _wait(tx: Transaction, chats: tuple[int, int], then: datetime, body: str) -> None:
    couple = add_couple(tx, chats, reknit.now())
    programme = tx.sessions.add("programme", None, couple.id, body, then)
    for chat, (seat, person_id) in zip(chats, couple.members.items(), strict=True):
        tx.shown.add(
            chat=chat,
            kind="prompt",
            body=SHEET,
            now=then,
            person_id=person_id,
            session_id=programme.id,
            partner=seat,
            message_id=1,
        )


async def cost(folder: Path, nudges: int) -> float:
    """Return the CPU seconds of one nudge: so many are due at one moment, without a limit, while nobody talks."""
    store = reknit.open_store(folder)
    add_waiting(store, nudges, reknit.now() - TALK_AGAIN)
    moment = reknit.now() + timedelta(seconds=START + PATIENCE)
    store.transact(lambda tx: tx.timers.give_all("nudge", moment))
    store.close()
    async with reknit.running(folder, []) as (run, bot):
        telegram = run.crowd.telegram
        took, sent = bot.cpu(), telegram.calls["sendMessage"]
        while telegram.calls["sendMessage"] < sent + nudges:
            await asyncio.sleep(0.1)
            bot.check()
        await run.settled(bot, first=False)
        return (bot.cpu() - took) / nudges


async def of_library(folder: Path, nudges: int, seconds: float, latency: float) -> Wave:
    """Let the library's own limiter send as many messages at once, while people ask for a reply."""
    people = peer.talkers(int(TALKING * seconds))
    crowd = Crowd(people, lambda _: None)
    telegram = crowd.telegram
    telegram.per_second, telegram.latency = LIMIT, latency
    url = await telegram.start()
    async with AsyncExitStack() as stack:
        stack.push_async_callback(telegram.stop)
        command = (*LIBRARY.command(url, folder), str(nudges), str(FIRST_STORED))
        bot = await stack.enter_async_context(Bot(command, folder / "log.txt"))
        while not telegram.taken:
            await asyncio.sleep(0.02)
            bot.check()
        began = perf_counter()
        for number, person in enumerate(people):
            await asyncio.sleep(max(began + number / TALKING - perf_counter(), 0))
            crowd.act(person)
        bot.check()
    taken, nudged = _rates(telegram, began, seconds)
    return Wave(
        name=LIBRARY.name,
        latency=latency,
        before=(),
        during=sorted(crowd.times.replies),
        asked=len(people),
        taken=taken,
        nudges=nudged,
        refused=telegram.refused,
    )


def _rates(telegram: Telegram, began: float, seconds: float) -> tuple[float, float]:
    """Return how many calls a second were taken in a stretch, and how many of them were nudges."""
    taken = [(at, chat) for at, chat in telegram.taken if began <= at < began + seconds]
    nudges = [at for at, chat in taken if FIRST_STORED <= chat < peer.FIRST_CHAT]
    return rate([at for at, _ in taken]), rate(nudges)


def rate(moments: Sequence[float]) -> float:
    """Return how many a second: the slope of their number over time, which does not ask how a stretch cuts bursts."""
    return linear_regression(moments, range(len(moments))).slope
