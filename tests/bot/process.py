"""The real thing: ``python -m bot run`` as a process of its own, against a local Telegram in this one."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from contextvars import ContextVar
from pathlib import Path
from typing import Self, TypeVar

from aiohttp import web

from bot.rehearsal import LocalTelegram, LocalTelegramServer
from bot.rehearsal.deliveries import Deliveries
from bot.rehearsal.state import Waiting
from tests import databases
from tests.bot.lives import Life
from tests.bot.theatre import KEY

ROOT = Path(__file__).parents[2]
PATIENCE = 20.0
"""Seconds of real time after which something that should have happened has not."""
TOKEN = "1000001:LOCAL-TOKEN"
PATH = "/telegram/4711"
"""Where a webhook is called."""

T = TypeVar("T")


def config(url: str, folder: Path, *, token: str = TOKEN, key: str = KEY, more: str = "") -> Path:
    """Write a configuration, and return where."""
    path = folder / "config.toml"
    lines = [
        "[telegram]",
        f'token = "{token}"',
        f'api_url = "{url}"',
        "[telegram.limits]",
        "per_second = 0",
        "per_chat_per_second = 0",
        "per_group_per_minute = 0",
        "[storage]",
        f'url = "{databases.of(folder).url}"',
        "[privacy]",
        f'keys = ["{key}"]',
        f'erased = "{folder / "reknit.erased"}"',
        more,
    ]
    path.write_text("\n".join(lines), "utf-8")
    return path


def by_webhook(path: Path, port: int) -> Path:
    """Let a configuration that was written be that of a bot which is called at this port."""
    more = f'\n[telegram.webhook]\nport = {port}\npublic_url = "https://bot.example.org{PATH}"\n'
    path.write_text(path.read_text("utf-8").replace("[telegram]", '[telegram]\nmode = "webhook"', 1) + more, "utf-8")
    return path


@asynccontextmanager
async def played(
    world: LocalTelegram, folder: Path, *, webhook: int | None = None, more: str = "", forked: bool = False
) -> AsyncIterator[Process]:
    """Serve a world for the real process on the folder's database; it is not started yet.

    ``webhook`` is the port at which Telegram calls it, None where it polls; ``forked`` is as in ``Process``.
    """
    async with AsyncExitStack() as stack:
        server = await stack.enter_async_context(LocalTelegramServer(world))
        path = config(server.url, folder, more=more)
        if webhook is not None:
            through = f"http://127.0.0.1:{webhook}"
            await stack.enter_async_context(Again(world, through=through, sleep=nap))
            by_webhook(path, webhook)
        yield await stack.enter_async_context(Process(path, forked=forked))


@asynccontextmanager
async def shared(
    world: LocalTelegram, folder: Path, ports: Sequence[int], *, more: str = "", forked: bool = False
) -> AsyncIterator[list[Process]]:
    """Serve a world for a process at each of these ports, all on the folder's database; none is started yet.

    Telegram calls them in turn. Each calls another address, so that ``CALLER`` tells who it is.
    """
    async with AsyncExitStack() as stack:
        processes = []
        for number, port in enumerate(ports):
            server = await stack.enter_async_context(Counter(world, number))
            (folder / str(number)).mkdir()
            path = config(server.url, folder, more=more)
            path = by_webhook(path, port).rename(folder / str(number) / path.name)
            processes.append(await stack.enter_async_context(Process(path, forked=forked)))
        through = [f"http://127.0.0.1:{port}" for port in ports]
        await stack.enter_async_context(Again(world, through=through, sleep=nap))
        yield processes


async def nap(seconds: float) -> None:
    await asyncio.sleep(min(seconds, 0.05))


CALLER: ContextVar[int] = ContextVar("CALLER", default=0)
"""Which of several processes calls the local Telegram right now."""


class Again(Deliveries):
    """Brings some updates twice, at once or one after the other: what it was answered got lost on the way."""

    async def _brought(self, update: Waiting) -> bool:
        match update.id % 3:
            case 0:
                return any(await asyncio.gather(super()._brought(update), super()._brought(update)))
            case 1 if await super()._brought(update):
                await super()._brought(update)
                return True
            case _:
                return await super()._brought(update)


class Counter(LocalTelegramServer):
    """Where one of several processes calls."""

    def __init__(self, world: LocalTelegram, number: int) -> None:
        super().__init__(world)
        self._number = number

    async def _call(self, request: web.Request) -> web.Response:
        CALLER.set(self._number)
        return await super()._call(request)


class Process:
    """The bot as people run it: it may be started again and again, and is ended with the context.

    What it prints goes to the file ``printed``, over all its lives. ``forked``: what is tried is not how the
    interpreter starts and imports the bot, so its lives begin where that is done.
    """

    def __init__(self, path: Path, *, forked: bool = False) -> None:
        self._path = path
        self.printed = path.with_name("printed.txt")
        self._forked = forked
        self._process: asyncio.subprocess.Process | Life | None = None

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.end()

    async def start(self) -> None:
        environ = _without_settings(os.environ)
        if self._forked:
            self._process = Life(self.command(), ROOT, environ, self.printed)
            await self._process.begin()
            return
        with self.printed.open("ab") as out:
            self._process = await asyncio.create_subprocess_exec(
                *(sys.executable, *self.command()),
                cwd=ROOT,
                env=environ,
                stdout=out,
                stderr=out,
            )

    def command(self) -> tuple[str, ...]:
        """Return what the interpreter is given."""
        return "-m", "bot", "run", "--config", str(self._path)

    @property
    def lives(self) -> bool:
        return self._process is not None and self._process.returncode is None

    def kill(self) -> None:
        assert self._process is not None  # it was started
        if self.lives:
            self._process.kill()

    async def ends(self, within: float | None = PATIENCE) -> int:
        """Wait for its end and return the exit code."""
        assert self._process is not None
        return await asyncio.wait_for(self._process.wait(), within)

    async def end(self) -> None:
        """Kill it, if it was started, and wait until it is gone."""
        if self._process is not None:
            self.kill()
            await self._process.wait()

    async def terminate(self) -> int:
        assert self._process is not None
        self._process.send_signal(signal.SIGTERM)
        return await self.ends()


@asynccontextmanager
async def kept_alive(process: Process) -> AsyncIterator[None]:
    """Start the bot, and again whenever it has died; leave it running."""

    async def live() -> None:
        while True:
            await process.start()
            await process.ends(within=None)

    lives = asyncio.create_task(live())
    try:
        yield
    finally:
        lives.cancel()
        await asyncio.wait([lives])


def _without_settings(environ: Mapping[str, str]) -> dict[str, str]:
    return {name: value for name, value in environ.items() if not name.startswith("REKNIT_")}


async def until(world: LocalTelegram, happened: Callable[[], T | None], patience: float = PATIENCE) -> T:
    """Return what ``happened`` returns as soon as that is something; looked at after every change in the world."""
    changed = asyncio.Event()
    stop_listening = world.listen(changed.set)
    try:
        async with asyncio.timeout(patience):
            while True:
                if found := happened():
                    return found
                changed.clear()
                await changed.wait()
    finally:
        stop_listening()


async def timed(work: Awaitable[T]) -> tuple[T, float]:
    """Return what the work returns, and the seconds it took."""
    loop = asyncio.get_running_loop()
    began = loop.time()
    return await work, loop.time() - began
