"""``run``: the bot itself, until it is told to stop."""

from __future__ import annotations

import asyncio
import signal
from pathlib import Path

import uvloop

from bot import logs
from bot.app import App, real_clock
from bot.config import Config
from bot.host.line import configured


def run(path: Path) -> int:
    config = configured(path)
    logs.set_up(config.logging.format)
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        return runner.run(_serve(config))


async def _serve(config: Config) -> int:
    app = App(config, real_clock())
    stop = asyncio.Event()
    for name in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(name, stop.set)
    try:
        await app.start()
        waiting = {asyncio.ensure_future(app.wait()), asyncio.ensure_future(stop.wait())}
        done, pending = await asyncio.wait(waiting, return_when=asyncio.FIRST_COMPLETED)
        for task in pending:
            task.cancel()
        for task in done:
            task.result()
    finally:
        await app.stop()
    return 0
