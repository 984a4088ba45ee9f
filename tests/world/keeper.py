"""Whoever keeps the bot running: starts it on its file, and again whenever it has died, been stopped or ended."""

from __future__ import annotations

import asyncio
import random
from base64 import urlsafe_b64encode
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import Context, copy_context
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from types import SimpleNamespace
from typing import Any, Self
from unittest import mock

import bot.app
import bot.tending
import bot.traffic
import bot.wire
from bot.app import App
from bot.clock import ShiftedClock
from bot.config import Config
from bot.host.line import EXPECTED, reason
from bot.store import Store
from bot.texts import Texts
from bot.vault import Vault
from tests import databases
from tests.bot.theatre import EVENING, KEY, config
from tests.world.disk import Disk
from tests.world.line import EXCHANGE, Exchange, Line
from tests.world.loop import LIFE, Killed, Life, VirtualLoop
from tests.world.window import Window

SELDOM = timedelta(minutes=1)
"""How often a worker on PostgreSQL looks whether another one is gone: here it is the only one."""


@cache
def texts() -> Texts:
    return Texts()


@contextmanager
def in_memory() -> Iterator[None]:
    """Let the bot speak over ``Line``, read its sentences once a process, and seldom look what other workers left."""
    with (
        mock.patch.object(bot.wire, "Connections", Line),
        mock.patch.object(bot.app, "Texts", texts),
        mock.patch.object(bot.traffic, "LOOK_AGAIN", SELDOM),
        mock.patch.object(bot.tending, "AMONG_OTHERS", SELDOM),
    ):
        yield


@contextmanager
def drawn_from(chance: random.Random) -> Iterator[None]:
    """Let all that the bot draws come from the seed: keys, nonces, invitations."""
    tokens = SimpleNamespace(
        token_urlsafe=lambda count: urlsafe_b64encode(chance.randbytes(count)).decode().rstrip("=")
    )
    with (
        mock.patch.object(bot.app, "random_bytes", chance.randbytes),
        mock.patch.object(bot.app, "secrets", tokens),
    ):
        yield


@dataclass
class Said:
    """One line of the bot's log."""

    at: datetime
    level: str
    event: str
    ids: dict[str, Any]

    def __str__(self) -> str:
        return f"{self.level}: {self.event} {' '.join(f'{name}={value}' for name, value in self.ids.items())}".strip()


class Log:
    """The bot's log, as far as the bot knows it."""

    def __init__(self, now: Callable[[], datetime], heard: Callable[[Said], None]) -> None:
        self._now = now
        self._heard = heard

    def bind(self) -> Self:
        return self

    def debug(self, event: str, **ids: Any) -> None:
        pass

    def info(self, event: str, **ids: Any) -> None:
        self._say("info", event, ids)

    def warning(self, event: str, **ids: Any) -> None:
        self._say("warning", event, ids)

    def error(self, event: str, **ids: Any) -> None:
        self._say("error", event, ids)

    def _say(self, level: str, event: str, ids: dict[str, Any]) -> None:
        self._heard(Said(self._now(), level, event, ids))


@dataclass
class Keeper:
    """Keeps one bot. ``heard`` takes its log, ``ended`` is told why a life ended, in one line.

    ``now`` is the time on the host's clock, which may be wrong.
    """

    folder: Path
    exchange: Exchange
    chance: random.Random
    now: Callable[[], datetime]
    heard: Callable[[Said], None]
    ended: Callable[[str], None]
    limits: bool = False
    window: Window = field(default_factory=Window)
    app: App | None = None
    life: Life | None = None
    disk: Disk = field(default_factory=Disk)
    lives: int = 0
    up: asyncio.Event = field(default_factory=asyncio.Event)
    down: asyncio.Event = field(default_factory=asyncio.Event)
    why: str = ""
    """By what the last life ended: '' if it was stopped, 'killed' or one line."""
    _inside: Context | None = None
    _stop: asyncio.Event | None = None
    _context: Context = field(default_factory=copy_context)

    def __post_init__(self) -> None:
        self.folder.mkdir(exist_ok=True, parents=True)
        self.down.set()

    def starts(self, more: dict[str, str] | None = None) -> None:
        """Begin a life; ``up`` is set once it runs, ``down`` once it is over."""
        self.lives += 1
        self.up.clear()
        self.down.clear()
        life = self.life = Life(self._died)
        context = self._inside = self._context.copy()
        context.run(LIFE.set, life)
        context.run(EXCHANGE.set, self.exchange)
        self._stop = asyncio.Event()
        _loop().create_task(self._lives(life, self._config(more or {})), context=context)

    def stops(self) -> None:
        """Tell it to stop, as by SIGTERM."""
        if self._stop is not None:
            self._stop.set()

    def kills(self) -> None:
        if self.life is not None:
            self.life.end("kill")

    async def restarts(self) -> None:
        self.stops()
        await self.down.wait()
        self.starts()
        await self.up.wait()

    async def settled(self) -> None:
        """Wait until nothing that is due waits."""
        assert self.app is not None
        assert self._inside is not None
        await _loop().create_task(self.app.settled(), context=self._inside)

    def _config(self, more: dict[str, str]) -> Config:
        limits = {"PER_SECOND": "30", "PER_CHAT_PER_SECOND": "1", "PER_GROUP_PER_MINUTE": "20"}
        paced = {f"REKNIT_TELEGRAM__LIMITS__{name}": value for name, value in limits.items()} if self.limits else {}
        return config("http://telegram.local", self.folder, {**paced, **more})

    async def _lives(self, life: Life, settings: Config) -> None:
        clock, log = ShiftedClock(self.now), Log(self.now, self.heard)
        why, app = "", None
        try:
            app = self.app = App(settings, clock, log=log, chance=random.Random(self.chance.getrandbits(64)))  # type: ignore[arg-type]  # as much of a logger as the bot uses
            self.disk.holds(app._store._engine, life)
            await app.start()
            self.up.set()
            self.window.opens()
            assert self._stop is not None
            waiting = {asyncio.ensure_future(app.wait()), asyncio.ensure_future(self._stop.wait())}
            done, pending = await asyncio.wait(waiting, return_when=asyncio.FIRST_COMPLETED)
            for task in pending:
                task.cancel()
            for task in done:
                task.result()
        except EXPECTED as error:
            why = reason(error)
        except Exception as error:
            why = f"bug: {type(error).__name__}: {error}"
        self.window.closes()
        try:
            if app is not None:
                await app.stop()
        except Exception as error:
            why = why or f"bug at the stop: {type(error).__name__}: {error}"
        self._over(why)

    def _died(self, where: str) -> None:
        """Bury what was killed. Its connections close, its files stay as they are at this moment."""
        assert self.life is not None
        _loop().bury(self.life)
        self.exchange.dies()
        self._context.copy().run(self._over, f"killed: {where}")

    def _over(self, why: str) -> None:
        self.why = why
        self.up.clear()
        self.window.closes()
        app, self.app = self.app, None
        if why.startswith("killed"):
            self.folder = self.disk.as_it_is(self.folder, self.lives)
        if app is not None:
            self.disk.lets_go(app._store._engine)
        if self.life is not None and not self.life.over:
            self.life.over = True  # the process is gone, and with it whatever still waited for something
            _loop().bury(self.life)
        self.ended(why)
        self.down.set()


def _loop() -> VirtualLoop:
    loop = asyncio.get_running_loop()
    assert isinstance(loop, VirtualLoop)
    return loop


@cache
def _empty() -> bytes:
    """Return a SQLite file of today's schema with nothing in it, the same in every process."""
    chance = random.Random(0)
    with TemporaryDirectory() as name, databases.using("sqlite"):
        folder = Path(name)
        settings = config("http://telegram.local", folder, {})
        store = Store(settings.storage.url, Vault(settings.privacy.master_keys(), chance.randbytes))
        store.upgrade(EVENING - timedelta(days=1))
        store.close()
        kept = databases.of(folder).keep()
        assert isinstance(kept, bytes)  # of SQLite
        return kept


def begun(folder: Path, kept: databases.Kept | None = None) -> None:
    """Put a database into the folder, by itself an empty one: to make one takes as long as several conversations."""
    folder.mkdir(exist_ok=True, parents=True)
    if kept is not None:
        databases.of(folder).bring_back(kept)
    elif databases.kind() == "sqlite":
        databases.of(folder).bring_back(_empty())


__all__ = ["KEY", "Keeper", "Killed", "Log", "Said", "begun", "drawn_from", "in_memory"]
