"""``run``: the bot itself, until it is told to stop."""

from __future__ import annotations

import asyncio
import gc
import signal
from collections.abc import Coroutine
from pathlib import Path
from typing import Any

import uvloop

from bot import logs
from bot.app import App, real_clock
from bot.config import Config
from bot.host.line import configured

YOUNG_VALUES = 20_000
"""So many more values made than let go of, until the collector looks at the young ones."""


def run(path: Path, *, without_list: bool = False) -> int:
    """Run the bot; ``without_list``: also where the list of erased keys is gone, or lacks something."""
    config = configured(path)
    logs.set_up(config.logging.format)
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        return runner.run(_serve(config, without_list=without_list))


def _spare_collecting() -> None:
    """Let the collector of cycles leave alone what stays until the end, and look less often at the rest.

    A step makes many small values and hardly a cycle: looking for some took a twelfth of the CPU.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(YOUNG_VALUES, 20, 50)


async def _serve(config: Config, *, without_list: bool) -> int:
    app = App(config, real_clock(), without_list=without_list)
    stop = asyncio.Event()
    for name in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(name, stop.set)
    try:
        if await _done(app.start(), stop):
            _spare_collecting()
            await _done(app.wait(), stop)
    finally:
        await app.stop()
    return 0


async def _done(work: Coroutine[Any, Any, None], stop: asyncio.Event) -> bool:
    """Do the work, and say whether it was done before all was to stop."""
    doing, told = asyncio.ensure_future(work), asyncio.ensure_future(stop.wait())
    done, pending = await asyncio.wait((doing, told), return_when=asyncio.FIRST_COMPLETED)
    for task in pending:
        task.cancel()
    await asyncio.gather(*pending, return_exceptions=True)
    if doing in done:
        doing.result()
    return doing in done
