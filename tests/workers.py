"""``make workers``: several workers on one PostgreSQL behind a load balancer, started by one command, no containers.

The workers are what anybody runs. Telegram is the local one, played on the page of the rehearsal in real time; a worker
that dies is started anew, as a service would be. Everything is forgotten at the end.
"""

from __future__ import annotations

import argparse
import asyncio
import signal
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from aiohttp import web

from bot.app import real_now
from bot.rehearsal import LocalTelegram, LocalTelegramServer
from bot.rehearsal.deliveries import Deliveries
from bot.rehearsal.play import ZONE
from bot.rehearsal.stage import routes
from tests import databases
from tests.balancer import Balancer
from tests.bot.process import Process, by_webhook, config, kept_alive
from tests.bot.theatre import free_port

WORKERS, PORT = 3, 8765


@dataclass(frozen=True, slots=True, kw_only=True)
class Crew:
    """Workers at work: each is a process at the port of the same place in ``ports``."""

    page: str
    balancer: Balancer
    processes: list[Process]
    ports: list[int]


@asynccontextmanager
async def running(
    world: LocalTelegram, folder: Path, workers: int = WORKERS, *, port: int = 0, forked: bool = False
) -> AsyncIterator[Crew]:
    """Start so many on the folder's database; ``port`` is the page's, ``forked`` is as in ``Process``."""
    async with AsyncExitStack() as stack:
        page = LocalTelegramServer(world, port=port, routes=routes(world, _leap))
        await stack.enter_async_context(page)
        ports = [free_port() for _ in range(workers)]
        balancer = await stack.enter_async_context(Balancer(ports))
        await stack.enter_async_context(Deliveries(world, through=balancer.url))
        processes = []
        for number, of_worker in enumerate(ports):
            (folder / str(number)).mkdir()
            path = by_webhook(config(page.url, folder), of_worker)
            path = path.rename(folder / str(number) / path.name)
            processes.append(await stack.enter_async_context(Process(path, forked=forked)))
        async with AsyncExitStack() as alive:
            for process in processes:
                await alive.enter_async_context(kept_alive(process))
            yield Crew(page=page.url, balancer=balancer, processes=processes, ports=ports)
        await asyncio.gather(*(process.terminate() for process in processes if process.lives))


async def _leap(_: datetime) -> None:
    raise web.HTTPConflict(text="The workers live in real time.")


async def play(workers: int, port: int) -> None:
    stop = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    world = LocalTelegram(now=real_now)
    for name in ("Alex", "Sam"):
        world.person(name, zone=ZONE)
    with TemporaryDirectory(prefix="reknit-workers-") as folder:
        async with running(world, Path(folder), workers, port=port) as crew:
            where = f"{workers} workers behind {crew.balancer.url}; the page is {crew.page}"
            print(f"{where}  (Ctrl+C ends it)", flush=True)  # noqa: T201 -- what it is for
            await stop.wait()


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.workers", description=__doc__)
    parser.add_argument("--workers", type=int, default=WORKERS)
    parser.add_argument("--port", type=int, default=PORT, help="of the page")
    options = parser.parse_args()
    try:
        with databases.using("postgresql"):
            asyncio.run(play(options.workers, options.port))
    finally:
        databases.stop()


if __name__ == "__main__":
    main()
