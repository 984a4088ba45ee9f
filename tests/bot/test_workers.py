"""The processes of one bot on one PostgreSQL: who may fetch updates, what a newcomer need not find out, takeovers."""

from __future__ import annotations

import asyncio
from contextlib import AsyncExitStack
from datetime import timedelta
from pathlib import Path

import pytest
import structlog

from bot.app import App
from bot.clock import ManualClock
from bot.intake import NO_NEWS
from bot.rehearsal import LocalTelegram, Message, Person
from bot.rehearsal.faults import ServerError, Slow
from bot.store import CAUGHT_UP
from tests import databases
from tests.bot.deadly import begins_now
from tests.bot.process import PATIENCE, Process, by_webhook, played, shared, until
from tests.bot.talk import copies
from tests.bot.test_webhook import called_at, passing
from tests.bot.theatre import config, free_port
from tests.bot.walk import kept_at, said

pytestmark = [pytest.mark.postgresql, pytest.mark.usefixtures("database")]

SECONDS = 6.0
"""Within so many a worker that died is made up for, on a machine that is busy with other things."""


async def world_at(point: str, folder: Path) -> LocalTelegram:
    kept = await kept_at(point)
    databases.of(folder).bring_back(kept.database)
    begins_now(folder, kept.now)
    return LocalTelegram.load(kept.world, ManualClock(kept.now).now)


@pytest.mark.parametrize("first", ["polling", "webhook"])
async def test_a_worker_that_polls_is_refused_beside_another_one(tmp_path: Path, first: str) -> None:
    world = await world_at("speak", tmp_path)
    webhook = free_port() if first == "webhook" else None
    async with played(world, tmp_path, webhook=webhook) as process:
        await process.start()
        await until(world, lambda: world.called("getUpdates" if first == "polling" else "setWebhook"))
        (tmp_path / "other").mkdir()
        path = tmp_path / "other" / "config.toml"
        path.write_text((tmp_path / "config.toml").read_text().replace('mode = "webhook"', ""))
        async with Process(path) as other:
            await other.start()
            assert await other.ends() == 1
            lines = other.printed.read_text().splitlines()
        assert await process.terminate() == 0

    assert lines == ["telegram.mode: another worker runs on this database; several of them need webhooks, all of them"]


async def test_a_worker_that_is_called_is_refused_beside_one_that_polls(tmp_path: Path) -> None:
    world = await world_at("speak", tmp_path)
    async with played(world, tmp_path) as process:
        await process.start()
        await until(world, lambda: world.called("getUpdates"))
        (tmp_path / "other").mkdir()
        path = tmp_path / "other" / "config.toml"
        path.write_text((tmp_path / "config.toml").read_text())
        async with Process(by_webhook(path, free_port())) as other:
            await other.start()
            assert await other.ends() == 1
            (line,) = other.printed.read_text().splitlines()
        assert await process.terminate() == 0

    assert line.startswith("telegram.mode: a worker that polls runs on this database")
    assert not world.called("setWebhook")


async def test_one_worker_after_another_is_started_anew_and_nobody_waits_longer_than_for_one(tmp_path: Path) -> None:
    world = await world_at("speak", tmp_path)
    alex, _ = world.people
    async with shared(world, tmp_path, [free_port(), free_port()], forked=True) as workers:
        for worker in workers:
            await worker.start()
        await until(world, lambda: len(world.called("setWebhook")) == 2 or None)
        for number, worker in enumerate(workers):
            assert await worker.terminate() == 0
            alex.says(f"while{number}")
            await until(world, lambda: [m for m in alex.screen() if m.sender.bot and f"while{number}" in m.text])  # noqa: B023 -- awaited here
            await worker.start()
            await until(world, lambda: len(world.called("setWebhook")) == 3 + number or None)  # noqa: B023 -- awaited here
        assert [await worker.terminate() for worker in workers] == [0, 0]


async def test_P3_who_joins_workers_that_know_all_that_happened_knows_it_as_well(tmp_path: Path) -> None:
    async with called_at("group speak", tmp_path) as walk, AsyncExitStack() as ending:
        stage = walk.stage
        assert stage.deliveries is not None
        stage.deliveries.through = "http://127.0.0.1:9"
        walk.alex.says("still under way")
        assert stage.world.state.waiting != []
        more = {**stage.more, "REKNIT_TELEGRAM__WEBHOOK__PORT": str(free_port())}

        other = App(config(stage.server.url, tmp_path, more), stage.clock, log=structlog.get_logger())
        await other.start()
        ending.push_async_callback(other.stop)

        assert other._caught_up.is_set()


async def test_P3_who_starts_beside_workers_that_do_not_know_finds_out_itself(tmp_path: Path) -> None:
    async with called_at("group speak", tmp_path) as walk, AsyncExitStack() as ending:
        stage = walk.stage
        assert stage.deliveries is not None
        await stage.stop()
        stage.deliveries.through = "http://127.0.0.1:9"
        walk.alex.says("still under way")
        await stage.start(settle=False)
        more = {**stage.more, "REKNIT_TELEGRAM__WEBHOOK__PORT": str(free_port())}

        other = App(config(stage.server.url, tmp_path, more), stage.clock, log=structlog.get_logger())
        await other.start()
        ending.push_async_callback(other.stop)
        for _ in range(200):
            await asyncio.sleep(0)

        assert not other._caught_up.is_set()


async def test_P3_who_starts_beside_workers_that_were_out_of_reach_finds_out_itself(tmp_path: Path) -> None:
    async with called_at("group speak", tmp_path) as walk, AsyncExitStack() as ending:
        stage = walk.stage
        assert stage.deliveries is not None
        await until_vouched(stage.app, True)
        stage.world.faults.add("getWebhookInfo", fault=ServerError(502), times=None)
        stage.clock.advance(NO_NEWS + timedelta(minutes=2))
        await until_vouched(stage.app, False)
        stage.deliveries.through = "http://127.0.0.1:9"
        walk.alex.says("still under way")
        more = {**stage.more, "REKNIT_TELEGRAM__WEBHOOK__PORT": str(free_port())}

        other = App(config(stage.server.url, tmp_path, more), stage.clock, log=structlog.get_logger())
        await other.start()
        ending.push_async_callback(other.stop)
        assert not other._caught_up.is_set()

        stage.world.faults.clear()
        stage.deliveries.through = f"http://127.0.0.1:{stage.more['REKNIT_TELEGRAM__WEBHOOK__PORT']}"
        await passing(walk, stage.app._caught_up.is_set)
        await until_vouched(stage.app, True)


async def until_vouched(app: App, wanted: bool) -> None:
    """Wait until a newcomer may rely on this worker, or until none may any more."""
    async with asyncio.timeout(PATIENCE):
        while app._store.presence is None or (CAUGHT_UP in app._store.presence._together) is not wanted:  # noqa: ASYNC110 -- nothing to wait on
            await asyncio.sleep(0.01)


async def test_D3_what_one_worker_did_not_live_to_see_through_another_sends_within_seconds(tmp_path: Path) -> None:
    world = await world_at("speak", tmp_path)
    alex, sam = world.people
    async with shared(world, tmp_path, [free_port(), free_port()], forked=True) as (one, other):
        await one.start()
        alex.says("told4711")
        message, data = await until(world, lambda: button(alex, said("engine-preview.send")))
        world.faults.add("sendMessage", fault=Slow(PATIENCE), chat=sam.id)  # it comes, and nobody is told
        alex.presses(data, message)
        await until(world, lambda: copies(sam, "told4711"))
        await other.start()
        await until(world, lambda: len(world.called("setWebhook")) == 2 or None)
        await asyncio.sleep(1)  # its first look is over, and it has nothing to do
        one.kill()

        await until(world, lambda: len(copies(sam, "told4711")) == 2 or None, patience=SECONDS)
        assert await other.terminate() == 0


def button(person: Person, label: str) -> tuple[Message, str] | None:
    found = [(message, one) for message in person.screen() if (one := message.button(label)) is not None]
    return (found[-1][0], found[-1][1].data or "") if found else None
