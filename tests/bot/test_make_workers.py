"""``make workers``: workers behind a load balancer, as one command starts them, take people through their questions."""

from __future__ import annotations

import asyncio
import signal
import sys
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from bot.clock import ManualClock
from bot.rehearsal import LocalTelegram
from tests import databases
from tests.bot import ledger
from tests.bot.deadly import begins_now
from tests.bot.process import PATIENCE, ROOT, until
from tests.bot.talk import Talk
from tests.bot.theatre import free_port
from tests.bot.walk import kept_at
from tests.workers import WORKERS, running

pytestmark = [pytest.mark.postgresql, pytest.mark.usefixtures("database")]


async def test_a_couple_talks_through_all_workers_and_one_of_them_may_die(tmp_path: Path) -> None:
    kept = await kept_at("speak")
    databases.of(tmp_path).bring_back(kept.database)
    begins_now(tmp_path, kept.now)
    world = LocalTelegram.load(kept.world, ManualClock(kept.now).now)
    talk = Talk(world, (world.people[0], world.people[1]))

    async with running(world, tmp_path, forked=True) as crew:
        await until(world, lambda: len(world.called("setWebhook")) == WORKERS or None)
        await talk.goes_on()
        served = dict(crew.balancer.served)
        crew.processes[0].kill()
        await talk.goes_on()
        await until(world, lambda: len(world.called("setWebhook")) == WORKERS + 1 or None)
        await talk.goes_on()

    assert min(served.values()) > 0
    ledger.refused(ledger.read(tmp_path), talk)
    assert [len(sent) for sent in talk.sent.values()] == [3, 3]


async def test_one_command_starts_everything_and_ends_it() -> None:
    """On a database of its own: it is what people run."""
    port = free_port()
    command = ("-m", "tests.workers", "--port", str(port))
    process = await asyncio.create_subprocess_exec(sys.executable, *command, cwd=ROOT, stdout=asyncio.subprocess.PIPE)
    try:
        assert process.stdout is not None  # it was asked for
        line = (await asyncio.wait_for(process.stdout.readline(), 3 * PATIENCE)).decode()
        assert line.startswith(f"{WORKERS} workers behind http://127.0.0.1:")
        page = f"http://127.0.0.1:{port}/page"
        async with aiohttp.ClientSession() as http:
            who = (await scene(http, page))["phones"][0]["chat"]
            await http.post(f"{page}/act", json={"who": who, "do": "start"})
            await shows(http, page, who, "Hello Alex")
    finally:
        process.send_signal(signal.SIGINT)
        code = await asyncio.wait_for(process.wait(), PATIENCE)
    assert code == 0


async def scene(http: aiohttp.ClientSession, page: str) -> Any:
    async with http.get(f"{page}/state") as answer:
        return await answer.json()


async def shows(http: aiohttp.ClientSession, page: str, who: int, text: str) -> None:
    async with asyncio.timeout(3 * PATIENCE):
        while text not in str((await scene(http, page))["messages"][str(who)]):  # noqa: ASYNC110 -- another process
            await asyncio.sleep(0.1)
