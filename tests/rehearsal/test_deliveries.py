"""The local Telegram delivers by webhook as the real one does."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from datetime import timedelta
from typing import Any

import pytest
from aiohttp import web

from bot.rehearsal import LocalTelegram, Person
from bot.rehearsal.deliveries import Deliveries, pause
from tests.rehearsal.conftest import Hands, Line

PATIENCE = 10


class Hook:
    """A bot's end: what came, answered as told."""

    def __init__(self) -> None:
        self.came: list[dict[str, Any]] = []
        self.secrets: list[str | None] = []
        self.answers: list[int] = []
        """Statuses of the next answers; 200 when there are none."""
        self.open = asyncio.Event()
        self.open.set()
        self.at_once = self.most = 0
        self.port = 0

    async def take(self, request: web.Request) -> web.Response:
        self.came.append(await request.json())
        self.secrets.append(request.headers.get("X-Telegram-Bot-Api-Secret-Token"))
        self.at_once += 1
        self.most = max(self.most, self.at_once)
        await self.open.wait()
        self.at_once -= 1
        return web.Response(status=self.answers.pop(0) if self.answers else 200)

    @property
    def texts(self) -> list[str]:
        return [update["message"]["text"] for update in self.came if "message" in update]


class Naps:
    """Counts who sleeps, and wakes nobody until told."""

    def __init__(self) -> None:
        self.asked: list[float] = []
        self.wake = asyncio.Event()

    async def sleep(self, seconds: float) -> None:
        self.asked.append(seconds)
        if seconds:
            await self.wake.wait()


@pytest.fixture
async def hook() -> AsyncIterator[Hook]:
    hook = Hook()
    app = web.Application()
    app.router.add_post("/hook", hook.take)
    runner = web.AppRunner(app, shutdown_timeout=0)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    hook.port = runner.addresses[0][1]
    yield hook
    hook.open.set()
    await runner.cleanup()


@pytest.fixture
def naps() -> Naps:
    return Naps()


@pytest.fixture
async def deliveries(world: LocalTelegram, hook: Hook, naps: Naps) -> AsyncIterator[Deliveries]:
    async with Deliveries(world, through=f"http://127.0.0.1:{hook.port}", sleep=naps.sleep) as running:
        yield running


async def once(happened: Callable[[], object]) -> None:
    async with asyncio.timeout(PATIENCE):
        while not happened():  # noqa: ASYNC110 -- nothing to wait on
            await asyncio.sleep(0)


async def breathe() -> None:
    for _ in range(300):
        await asyncio.sleep(0)


async def hooked(line: Line, **more: object) -> None:
    await line.done("setWebhook", url="https://bot.example/hook", secret_token="hush", **more)


async def test_updates_come_in_their_order_with_the_secret(
    deliveries: Deliveries, line: Line, hook: Hook, world: LocalTelegram, alex: Person
) -> None:
    alex.says("before")
    await hooked(line)
    alex.says("after")
    await once(lambda: not world.state.waiting)

    assert hook.texts == ["before", "after"]
    assert hook.secrets == ["hush", "hush"]
    assert not deliveries.under_way


async def test_what_is_not_taken_comes_again_at_once_and_then_later_and_later(
    deliveries: Deliveries, line: Line, hook: Hook, world: LocalTelegram, alex: Person, naps: Naps
) -> None:
    hook.answers = [500, 503]
    await hooked(line)
    alex.says("one")
    alex.says("two")
    await once(lambda: naps.asked == [0, 2])
    info = await line.done("getWebhookInfo")

    assert hook.texts == ["one", "one"]
    assert (info["pending_update_count"], "503" in info["last_error_message"]) == (2, True)
    naps.wake.set()
    await once(lambda: not world.state.waiting)
    assert hook.texts == ["one", "one", "one", "two"]
    assert [pause(attempts) for attempts in range(9)] == [0, 2, 4, 8, 16, 32, 64, 64, 64]


async def test_one_chat_waits_for_itself_only_and_a_press_for_the_person(
    deliveries: Deliveries, line: Line, hook: Hook, world: LocalTelegram, alex: Person, sam: Person
) -> None:
    alex.starts()
    await line.updates()
    keys = {"inline_keyboard": [[{"text": "Go", "callback_data": "go"}]]}
    await line.done("sendMessage", chat_id=alex.id, text="?", reply_markup=keys)
    hook.open.clear()
    await hooked(line)
    alex.says("one")
    alex.says("two")
    alex.presses("Go")
    sam.says("three")
    await once(lambda: len(hook.came) == 3)
    await breathe()

    assert sorted(hook.texts) == ["one", "three"]
    assert [update for update in hook.came if "callback_query" in update]
    hook.open.set()
    await once(lambda: not world.state.waiting)
    assert len(hook.came) == 4


async def test_no_more_calls_are_under_way_than_the_bot_wants(
    deliveries: Deliveries, line: Line, hook: Hook, world: LocalTelegram
) -> None:
    hook.open.clear()
    await hooked(line, max_connections=2)
    for name in ("Kim", "Jo", "Lou", "Max"):
        world.person(name).says(name)
    await once(lambda: hook.at_once == 2)
    await breathe()
    hook.open.set()
    await once(lambda: not world.state.waiting)

    assert (hook.most, len(hook.came)) == (2, 4)
    assert "max_connections" in await line.refused("setWebhook", url="https://bot.example/hook", max_connections=101)


async def test_an_update_that_nobody_takes_dies_after_a_day(
    deliveries: Deliveries, line: Line, hook: Hook, world: LocalTelegram, alex: Person, naps: Naps, now: Hands
) -> None:
    hook.answers = [500] * 2
    await hooked(line)
    alex.says("one")
    await once(lambda: 2 in naps.asked)
    now.advance(timedelta(hours=24))
    alex.says("two")
    naps.wake.set()
    await once(lambda: not world.state.waiting)

    assert hook.texts == ["one", "one", "two"]


async def test_nothing_is_delivered_once_the_webhook_is_deleted(
    deliveries: Deliveries, line: Line, hook: Hook, world: LocalTelegram, alex: Person
) -> None:
    await hooked(line)
    await line.done("deleteWebhook")
    alex.says("one")
    await breathe()

    assert hook.came == []
    assert len(world.state.waiting) == 1
