"""Whoever finds the webhook's address, and has not its secret; or has it, and sends what Telegram would not."""

from __future__ import annotations

import asyncio
import io
import json
from collections.abc import AsyncIterator
from pathlib import Path

import aiohttp
import pytest

from bot.incoming import read
from bot.webhook import MAX_BODY_BYTES
from tests.bot.process import PATH, PATIENCE
from tests.bot.test_webhook import address, called_at, dripping, secret
from tests.bot.walk import rows

GOOD = {"update_id": 900_000_002, "message": {"message_id": 1, "chat": {"id": 1, "type": "private"}}}


@pytest.mark.parametrize(
    ("method", "path", "headers", "body", "status"),
    [
        ("POST", PATH, {}, GOOD, 403),
        ("POST", PATH, {"X-Telegram-Bot-Api-Secret-Token": ""}, GOOD, 403),
        ("POST", PATH, {"X-Telegram-Bot-Api-Secret-Token": "wrong"}, GOOD, 403),
        ("POST", PATH, {"X-Telegram-Bot-Api-Secret-Token": "é" * 300}, GOOD, 403),
        ("POST", PATH, {"X-Telegram-Bot-Api-Secret-Token": "wrong"}, "x" * 2 * MAX_BODY_BYTES, 403),
        ("POST", "/", "right", GOOD, 404),
        ("POST", f"{PATH}/", "right", GOOD, 404),
        ("POST", "/telegram", "right", GOOD, 404),
        ("POST", "/healthz", "right", GOOD, 404),
        ("GET", PATH, "right", None, 404),
        ("HEAD", PATH, "right", None, 404),
        ("PUT", PATH, "right", GOOD, 404),
        ("OPTIONS", PATH, "right", None, 404),
        ("POST", PATH, "right", "x" * (MAX_BODY_BYTES + 1), 413),
    ],
)
async def test_nobody_but_telegram_is_listened_to(
    tmp_path: Path, method: str, path: str, headers: dict[str, str] | str, body: object, status: int
) -> None:
    async with called_at("camera", tmp_path) as walk:
        before = rows(tmp_path)
        given = headers if isinstance(headers, dict) else secret(walk)
        data = None if body is None else io.BytesIO(json.dumps(body).encode())
        async with (
            aiohttp.ClientSession() as http,
            http.request(method, address(walk, path), data=data, headers=given) as response,
        ):
            answer = response.status, await response.read()

        assert answer == (status, b"")
        assert rows(tmp_path) == before
        await walk.says(walk.alex, "mayflower")
        assert walk.sees(walk.alex, "feelings-sad")


async def test_a_body_without_a_length_is_cut_off_where_it_grows_too_large(tmp_path: Path) -> None:
    async with called_at("camera", tmp_path) as walk:

        async def endless() -> AsyncIterator[bytes]:
            while True:
                yield b"x" * 65536

        async with (
            aiohttp.ClientSession() as http,
            http.post(address(walk), data=endless(), headers=secret(walk)) as response,
        ):
            assert response.status == 413


async def test_a_body_that_drips_is_not_waited_for_for_ever(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.webhook.BODY_SECONDS", 0.05)
    async with called_at("camera", tmp_path) as walk:
        port = int(walk.stage.more["REKNIT_TELEGRAM__WEBHOOK__PORT"])
        reader, writer = await dripping(port, secret(walk))
        await walk.says(walk.alex, "mayflower")
        answer = await asyncio.wait_for(reader.read(), PATIENCE)
        writer.close()

        assert answer.startswith(b"HTTP/1.1 408")
        assert walk.sees(walk.alex, "feelings-sad")


HALF = "\ud83d"
"""Of a surrogate pair: JSON can carry it, no database can keep it."""


@pytest.mark.parametrize(
    "said",
    [{"text": HALF}, {"caption": HALF, "photo": []}, {"voice": {"file_id": HALF}}, {"photo": [{"file_id": HALF}]}],
)
def test_half_a_character_is_no_update(said: dict[str, object]) -> None:
    sender = {"id": 5_000_001, "first_name": "Alex"}
    chat = {"id": 5_000_001, "type": "private"}
    message = {"message_id": 1, "chat": chat, "from": sender, **said}
    press = {"id": "1", "from": sender, "data": HALF}

    assert read({"update_id": 7, "message": message}).reason == "malformed"
    assert read({"update_id": 7, "edited_message": message}).reason == "malformed"
    assert read({"update_id": 7, "callback_query": press}).reason == "malformed"
