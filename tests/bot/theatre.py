"""The whole bot over the wire: the local Telegram behind HTTP, a real database file, and a clock that is moved."""

from __future__ import annotations

import asyncio
import base64
import random
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import structlog

from bot.app import App
from bot.clock import ManualClock
from bot.config import Config, load
from bot.rehearsal import LocalTelegram, LocalTelegramServer, Person
from tests import databases

EVENING = datetime(2026, 5, 4, 18, 2, tzinfo=UTC)
"""A Monday, 20:02 in Madrid."""
KEY = base64.b64encode(bytes(range(32))).decode()
LONGEST_SETTLING = 20
"""Seconds of real time; it takes a hundredth of that."""


@dataclass
class Theatre:
    """Alex and Sam with their phones, the bot, and the clock. Call ``settle`` after each thing that they do."""

    clock: ManualClock
    world: LocalTelegram
    server: LocalTelegramServer
    app: App
    folder: Path
    seed: int = 1

    @property
    def alex(self) -> Person:
        return self.world.people[0]

    @property
    def sam(self) -> Person:
        return self.world.people[1]

    async def settle(self) -> None:
        """Wait until the bot has seen all that happened and has said all that it has to say."""
        async with asyncio.timeout(LONGEST_SETTLING):  # a bot that died would be waited for for ever
            while True:
                while self.world.state.waiting or not self.server.holds_a_poll:  # noqa: ASYNC110 -- nothing to wait on
                    await asyncio.sleep(0)
                await self.app.settled()
                if not self.world.state.waiting:
                    return

    async def passes(self, time: timedelta) -> None:
        """Let time pass, stopping at every timer on the way."""
        await self.settle()
        await self.app.leap(self.clock.now() + time)
        await self.settle()

    async def restart(self) -> None:
        """Stop the bot and start another one on the same database."""
        await self.stop()
        await self.start()

    async def stop(self) -> None:
        await self.app.stop()

    async def start(self) -> None:
        """Start another bot on the same database, after ``stop``."""
        self.app = _app(self)
        await self.app.start()
        await self.settle()


def config(url: str, folder: Path) -> Config:
    environ = {
        "REKNIT_TELEGRAM__TOKEN": "1000001:LOCAL-TOKEN",
        "REKNIT_TELEGRAM__API_URL": url,
        "REKNIT_TELEGRAM__LIMITS__PER_SECOND": "0",
        "REKNIT_TELEGRAM__LIMITS__PER_CHAT_PER_SECOND": "0",
        "REKNIT_TELEGRAM__LIMITS__PER_GROUP_PER_MINUTE": "0",
        "REKNIT_STORAGE__URL": databases.of(folder).url,
        "REKNIT_PRIVACY__KEYS": f'["{KEY}"]',
    }
    return load(None, environ)


def _app(theatre: Theatre) -> App:
    return App(
        config(theatre.server.url, theatre.folder),
        theatre.clock,
        log=structlog.get_logger(),
        chance=random.Random(theatre.seed),
    )


@asynccontextmanager
async def theatre(
    folder: Path,
    *,
    languages: tuple[str, str] = ("en", "en"),
    seed: int = 1,
    clock: ManualClock | None = None,
    world: LocalTelegram | None = None,
) -> AsyncIterator[Theatre]:
    """Open the curtain: on a new evening, or on a ``world`` that was kept, whose time is ``clock``'s."""
    clock = clock or ManualClock(EVENING)
    if world is None:
        world = LocalTelegram(now=clock.now)
        for name, language in zip(("Alex", "Sam"), languages, strict=True):
            world.person(name, language=language, zone="Europe/Madrid")
    async with LocalTelegramServer(world) as server:
        stage = Theatre(clock=clock, world=world, server=server, app=None, folder=folder, seed=seed)  # type: ignore[arg-type]  # set below
        stage.app = _app(stage)
        await stage.app.start()
        try:
            yield stage
        finally:
            await stage.app.stop()
