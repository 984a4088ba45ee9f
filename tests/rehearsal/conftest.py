from __future__ import annotations

import os
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from typing import Any

import aiohttp
import pytest

from bot.rehearsal import Group, LocalTelegram, LocalTelegramServer, Person
from tests.rehearsal.specification import Api, specification


class Hands:
    """A clock that moves only by hand."""

    def __init__(self) -> None:
        self.moment = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.moment

    def advance(self, span: timedelta) -> None:
        self.moment += span


class Line:
    """The bot's end of the line: calls over real HTTP."""

    def __init__(self, http: aiohttp.ClientSession, server: LocalTelegramServer) -> None:
        self.http = http
        self.server = server

    async def call(self, method: str, **params: object) -> Any:
        """Return the whole answer."""
        url = f"{self.server.url}/bot{self.server.world.state.token}/{method}"
        async with self.http.post(url, json=params) as response:
            body = await response.json()
            assert response.status == (200 if body["ok"] else body["error_code"])
            return body

    async def done(self, method: str, **params: object) -> Any:
        body = await self.call(method, **params)
        assert body["ok"], body
        return body["result"]

    async def refused(self, method: str, **params: object) -> str:
        body = await self.call(method, **params)
        assert not body["ok"], body
        return f"{body['error_code']} {body['description']}"

    async def updates(self, **params: object) -> list[dict[str, Any]]:
        """Fetch all updates that wait, and confirm them."""
        found: list[dict[str, Any]] = await self.done("getUpdates", **params)
        if found:
            await self.done("getUpdates", offset=found[-1]["update_id"] + 1, limit=1)
        return found


@pytest.fixture(scope="session")
def api() -> Api:
    """The Bot API as data; without it there is nothing to compare, and an empty one passes."""
    found = specification()
    if not found and "CI" not in os.environ:
        pytest.skip("the Bot API as data is not at hand")
    return found


@pytest.fixture
def now() -> Hands:
    return Hands()


@pytest.fixture
def world(now: Hands) -> LocalTelegram:
    return LocalTelegram(now)


@pytest.fixture
def alex(world: LocalTelegram) -> Person:
    return world.person("Alex")


@pytest.fixture
def sam(world: LocalTelegram) -> Person:
    return world.person("Sam", language="es", zone="Europe/Madrid")


@pytest.fixture
def group(world: LocalTelegram, alex: Person, sam: Person) -> Group:
    return world.group("Us", [alex, sam])


@pytest.fixture
async def server(world: LocalTelegram) -> AsyncIterator[LocalTelegramServer]:
    async with LocalTelegramServer(world) as running:
        yield running


@pytest.fixture
async def line(server: LocalTelegramServer) -> AsyncIterator[Line]:
    async with aiohttp.ClientSession() as http:
        yield Line(http, server)
