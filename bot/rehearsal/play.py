"""The rehearsal: the real bot against the local Telegram in one process, on one page, going on where it was."""

from __future__ import annotations

import asyncio
import base64
import errno
import fcntl
import json
import os
import signal
import sys
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from bot.app import App, real_now
from bot.clock import ShiftedClock
from bot.config import Config, load
from bot.rehearsal.server import LocalTelegramServer
from bot.rehearsal.stage import routes
from bot.rehearsal.world import LocalTelegram

TOKEN = "1000001:REHEARSAL"  # noqa: S105  # the local Telegram's; nothing outside knows it
ZONE = "Europe/Madrid"
FILES = ("telegram.json", "telegram.new", "reknit.db", "reknit.db-wal", "reknit.db-shm", "reknit.erased", "key")
"""What a rehearsal leaves in its folder, and a fresh start removes: nothing else that may lie there."""


class Notebook:
    """Keeps the local Telegram and the clock's shift in a file, rewritten whenever something has changed.

    ``name`` tells this rehearsal from one that was begun anew.
    """

    def __init__(self, folder: Path, real: Callable[[], datetime]) -> None:
        self._file = folder / "telegram.json"
        self._planned = False
        self._real = real
        self.clock = ShiftedClock(real)
        self.name = os.urandom(6).hex()
        self.world = self._opened()
        self.world.listen(self._plan)

    def _opened(self) -> LocalTelegram:
        if not self._file.exists():
            return self._new()
        kept = json.loads(self._file.read_text("utf-8"))
        self.clock = ShiftedClock(self._real, timedelta(seconds=kept["shift"]))
        self.name = kept.get("name", self.name)
        return LocalTelegram.load(kept["world"], now=self.clock.now)

    def _new(self) -> LocalTelegram:
        world = LocalTelegram(now=self.clock.now, token=TOKEN)
        for name in ("Alex", "Sam"):
            world.person(name, zone=ZONE)
        return world

    def _plan(self) -> None:
        if not self._planned:
            self._planned = True
            asyncio.get_running_loop().call_soon(self.write)

    def write(self) -> None:
        """Replace the file as a whole, so that a crash leaves the old one or the new one."""
        self._planned = False
        draft = self._file.with_suffix(".new")
        shift = self.clock.shift.total_seconds()
        kept = {"name": self.name, "world": self.world.dump(), "shift": shift}
        draft.write_text(json.dumps(kept, ensure_ascii=False), "utf-8")
        draft.replace(self._file)


class Occupied(Exception):
    """The folder or the port is another rehearsal's, which runs."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rehearsal:
    """A rehearsal that runs; its page is at ``server.url``."""

    app: App
    server: LocalTelegramServer
    notebook: Notebook


@asynccontextmanager
async def running(
    folder: Path, *, port: int = 0, fresh: bool = False, real: Callable[[], datetime] = real_now
) -> AsyncIterator[Rehearsal]:
    """Play what is in ``folder``; ``fresh`` forgets it first, ``port`` 0 takes any that is free.

    Raises:
        Occupied: it runs already, or something else has the port.
    """
    with _claimed(folder):
        if fresh:
            for name in FILES:
                (folder / name).unlink(missing_ok=True)
        notebook = Notebook(folder, real)
        try:
            async with _playing(notebook, folder, port) as rehearsal:
                yield rehearsal
        finally:
            notebook.write()


@contextmanager
def _claimed(folder: Path) -> Iterator[None]:
    """Hold the folder: two bots on one database, or a fresh start under a running one, would lose words."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    with (folder / "lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise Occupied(f"a rehearsal runs in {folder} already") from error
        yield


@asynccontextmanager
async def _playing(notebook: Notebook, folder: Path, port: int) -> AsyncIterator[Rehearsal]:
    app_is_up: asyncio.Future[App] = asyncio.get_running_loop().create_future()

    async def leap(to: datetime) -> None:
        app = await app_is_up
        await app.leap(to)
        notebook.write()

    stage = routes(notebook.world, leap, name=notebook.name)
    server = LocalTelegramServer(notebook.world, port=port, routes=stage)
    await _bound(server, port)
    app = App(_config(server.url, folder), notebook.clock)
    try:
        await app.start()
        app_is_up.set_result(app)
        yield Rehearsal(app=app, server=server, notebook=notebook)
    finally:
        await app.stop()
        await server.stop()


async def _bound(server: LocalTelegramServer, port: int) -> None:
    try:
        await server.start()
    except OSError as error:
        await server.stop()
        if error.errno != errno.EADDRINUSE:
            raise
        raise Occupied(f"port {port} is in use; choose another one with --port") from error


async def play(port: int, folder: Path, *, fresh: bool) -> int:
    """Serve the rehearsal until interrupted; ``fresh`` forgets the one before. Return the exit code."""
    stop = asyncio.Event()
    for name in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(name, stop.set)
    try:
        async with running(folder, port=port, fresh=fresh) as rehearsal:
            print(f"The rehearsal is at {rehearsal.server.url}  (Ctrl+C ends it; it goes on where it was)", flush=True)  # noqa: T201
            await _until(stop, rehearsal.app)
    except Occupied as occupied:
        print(f"rehearsal: {occupied}", file=sys.stderr)  # noqa: T201
        return 1
    return 0


async def _until(stop: asyncio.Event, app: App) -> None:
    waiting = {asyncio.ensure_future(app.wait()), asyncio.ensure_future(stop.wait())}
    done, pending = await asyncio.wait(waiting, return_when=asyncio.FIRST_COMPLETED)
    for task in pending:
        task.cancel()
    for task in done:
        task.result()


def _config(url: str, folder: Path) -> Config:
    environ = {
        "REKNIT_TELEGRAM__TOKEN": TOKEN,
        "REKNIT_TELEGRAM__API_URL": url,
        "REKNIT_TELEGRAM__LIMITS__PER_SECOND": "0",
        "REKNIT_TELEGRAM__LIMITS__PER_CHAT_PER_SECOND": "0",
        "REKNIT_TELEGRAM__LIMITS__PER_GROUP_PER_MINUTE": "0",
        "REKNIT_STORAGE__URL": f"sqlite:///{folder / 'reknit.db'}",
        "REKNIT_PRIVACY__KEYS": json.dumps([_key(folder / "key")]),
    }
    return load(None, environ)


def _key(file: Path) -> str:
    if not file.exists():
        file.write_text(base64.b64encode(os.urandom(32)).decode(), "ascii")
        file.chmod(0o600)
    return file.read_text("ascii")
