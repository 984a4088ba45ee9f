"""The whole bot over the wire: the local Telegram behind HTTP, a real database file, and a clock that is moved."""

from __future__ import annotations

import asyncio
import base64
import random
import socket
from collections.abc import AsyncIterator, Mapping
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import structlog

from bot.app import App
from bot.clock import ManualClock
from bot.config import Config, load
from bot.rehearsal import LocalTelegram, LocalTelegramServer, Person
from bot.rehearsal.deliveries import Deliveries
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
    more: Mapping[str, str] = field(default_factory=dict)
    """Further settings, by the names of their variables."""
    deliveries: Deliveries | None = None
    """Brings the updates where they are not polled for."""

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
                await self._listening()
                await self.app.settled()
                if not self.world.state.waiting:
                    return

    async def _listening(self) -> None:
        """Wait until the bot has all that happened, and waits for more."""
        if self.deliveries is None:
            await self.server.drained()
            return
        await self.app._caught_up.wait()
        await self.deliveries.drained()

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

    async def start(self, *, settle: bool = True) -> None:
        """Start another bot on the same database, after ``stop``."""
        self.app = _app(self)
        await self.app.start()
        if settle:
            await self.settle()


def config(url: str, folder: Path, more: Mapping[str, str]) -> Config:
    environ = {
        "REKNIT_TELEGRAM__TOKEN": "1000001:LOCAL-TOKEN",
        "REKNIT_TELEGRAM__API_URL": url,
        "REKNIT_TELEGRAM__LIMITS__PER_SECOND": "0",
        "REKNIT_TELEGRAM__LIMITS__PER_CHAT_PER_SECOND": "0",
        "REKNIT_TELEGRAM__LIMITS__PER_GROUP_PER_MINUTE": "0",
        "REKNIT_STORAGE__URL": databases.of(folder).url,
        "REKNIT_PRIVACY__KEYS": f'["{KEY}"]',
        "REKNIT_PRIVACY__ERASED": str(folder / "reknit.erased"),
    }
    return load(None, {**environ, **more})


def by_webhook() -> dict[str, str]:
    """Return the settings of a bot that is called at a free port of this machine, behind a reverse proxy."""
    return {
        "REKNIT_TELEGRAM__MODE": "webhook",
        "REKNIT_TELEGRAM__WEBHOOK__PORT": str(free_port()),
        "REKNIT_TELEGRAM__WEBHOOK__PUBLIC_URL": "https://bot.example.org/telegram/4711",
    }


def free_port() -> int:
    """Return a port that is free, and none of those that other programs are given for their connections meanwhile."""
    for port in random.SystemRandom().sample(range(20_000, 32_000), 100):
        with suppress(OSError), socket.create_server(("127.0.0.1", port)):
            return port
    raise OSError("a hundred ports are taken")


def _app(theatre: Theatre) -> App:
    return App(
        config(theatre.server.url, theatre.folder, theatre.more),
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
    more: Mapping[str, str] | None = None,
) -> AsyncIterator[Theatre]:
    """Open the curtain: on a new evening, or on a ``world`` that was kept, whose time is ``clock``'s.

    ``more`` are further settings: ``by_webhook()`` has the bot called instead of polling.
    """
    clock = clock or ManualClock(EVENING)
    if world is None:
        world = LocalTelegram(now=clock.now)
        for name, language in zip(("Alex", "Sam"), languages, strict=True):
            world.person(name, language=language, zone="Europe/Madrid")
    more = more or {}
    async with LocalTelegramServer(world) as server, AsyncExitStack() as bringing:
        stage = Theatre(
            clock=clock,
            world=world,
            server=server,
            app=None,  # type: ignore[arg-type]  # set below
            folder=folder,
            seed=seed,
            more=more,
        )
        if port := more.get("REKNIT_TELEGRAM__WEBHOOK__PORT"):
            deliveries = Deliveries(world, through=f"http://127.0.0.1:{port}", sleep=clock.sleep)
            stage.deliveries = await bringing.enter_async_context(deliveries)
        stage.app = _app(stage)
        await stage.app.start()
        if stage.deliveries is not None:
            await stage.settle()  # else it would wait for what Telegram still has, and no time passes by itself
        try:
            yield stage
        finally:
            await stage.app.stop()
