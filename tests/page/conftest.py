from __future__ import annotations

import asyncio
import os
from collections.abc import AsyncIterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Browser

from bot.rehearsal import LocalTelegram, LocalTelegramServer
from bot.rehearsal.stage import routes
from tests.page.driver import NoChromium, RehearsalPage, chromium, opened
from tests.page.parrot import Parrot


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Run the tests of this folder in one process and one event loop, as they share a browser."""
    here = Path(__file__).parent
    for item in (item for item in items if here in item.path.parents):
        item.add_marker(pytest.mark.xdist_group("page"))
        if pytest_asyncio.is_async_test(item):
            item.add_marker(pytest.mark.asyncio(loop_scope="session"), append=False)


@dataclass(slots=True)
class Theatre:
    """A world with Alex and Sam, its page, and a clock that moves only by leaps."""

    now: datetime = datetime(2025, 11, 21, 19, 0, tzinfo=UTC)
    leaps: list[datetime] = field(default_factory=list)
    world: LocalTelegram = field(init=False)
    server: LocalTelegramServer = field(init=False)

    def __post_init__(self) -> None:
        self.world = LocalTelegram(now=lambda: self.now)
        self.world.person("Alex", zone="Europe/Berlin")
        self.world.person("Sam", zone="America/New_York")
        self.server = LocalTelegramServer(self.world, routes=routes(self.world, self.leap))

    async def leap(self, target: datetime) -> None:
        self.leaps.append(target)
        self.now = target
        self.world.changed()

    def passes(self, time: timedelta) -> None:
        self.now += time


@pytest_asyncio.fixture(loop_scope="session")
async def theatre() -> AsyncIterator[Theatre]:
    theatre = Theatre()
    parrot = asyncio.create_task(Parrot(theatre.world).run())
    async with theatre.server:
        yield theatre
    parrot.cancel()
    with suppress(asyncio.CancelledError):
        await parrot


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def browser() -> AsyncIterator[Browser]:
    """One browser for all: to start it takes longer than most tests. Each page has a profile of its own."""
    try:
        async with chromium() as browser:
            yield browser
    except NoChromium:
        if "CI" in os.environ:
            raise
        pytest.skip("no chromium here")


@pytest_asyncio.fixture(loop_scope="session")
async def page(browser: Browser, theatre: Theatre) -> AsyncIterator[RehearsalPage]:
    async with opened(browser, theatre.server.url) as page:
        yield page
        assert page.errors == []
