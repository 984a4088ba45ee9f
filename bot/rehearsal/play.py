"""The rehearsal: the real bot against the local Telegram in one process, on one page, going on where it was."""

from __future__ import annotations

import asyncio
import base64
import json
import os
import shutil
import signal
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


class Notebook:
    """Keeps the local Telegram and the clock's shift in a file, rewritten whenever something has changed."""

    def __init__(self, folder: Path) -> None:
        self._file = folder / "telegram.json"
        self._planned = False
        self.clock = ShiftedClock(real_now)
        self.world = self._opened()
        self.world.listen(self._plan)

    def _opened(self) -> LocalTelegram:
        if not self._file.exists():
            return self._new()
        kept = json.loads(self._file.read_text("utf-8"))
        self.clock = ShiftedClock(real_now, timedelta(seconds=kept["shift"]))
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
        kept = {"world": self.world.dump(), "shift": self.clock.shift.total_seconds()}
        draft.write_text(json.dumps(kept, ensure_ascii=False), "utf-8")
        draft.replace(self._file)


def _opened(folder: Path, *, fresh: bool) -> Notebook:
    if fresh and folder.exists():
        shutil.rmtree(folder)
    folder.mkdir(parents=True, exist_ok=True)
    return Notebook(folder)


async def play(port: int, folder: Path, *, fresh: bool) -> int:
    """Serve the rehearsal until interrupted; ``fresh`` forgets the one before."""
    notebook = _opened(folder, fresh=fresh)
    app_is_up: asyncio.Future[App] = asyncio.get_running_loop().create_future()

    async def leap(to: datetime) -> None:
        app = await app_is_up
        await app.leap(to)
        notebook.write()

    server = LocalTelegramServer(notebook.world, port=port, routes=routes(notebook.world, leap))
    await server.start()
    app = App(_config(server.url, folder), notebook.clock)
    stop = asyncio.Event()
    for name in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(name, stop.set)
    try:
        await app.start()
        app_is_up.set_result(app)
        print(f"The rehearsal is at {server.url}  (Ctrl+C ends it; it goes on where it was)", flush=True)  # noqa: T201
        waiting = {asyncio.ensure_future(app.wait()), asyncio.ensure_future(stop.wait())}
        done, pending = await asyncio.wait(waiting, return_when=asyncio.FIRST_COMPLETED)
        for task in pending:
            task.cancel()
        for task in done:
            task.result()
    finally:
        await app.stop()
        await server.stop()
        notebook.write()
    return 0


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
