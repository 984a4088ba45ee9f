"""Webhook mode: what Telegram brings is taken once, nobody else is listened to, and nothing is lost on the way."""

from __future__ import annotations

import asyncio
import json
import logging
import sqlite3
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

import aiohttp
import pytest
import structlog
from sqlalchemy.exc import OperationalError
from structlog.testing import capture_logs

from bot.clock import ManualClock
from bot.incoming import USED
from bot.reception import receive
from bot.rehearsal import LocalTelegram, Person, Refusal, ServerError
from bot.webhook import LONGEST_CATCH_UP, Webhook
from tests import databases
from tests.bot.deadly import begins_now, soak
from tests.bot.process import PATH, PATIENCE, Process, played, timed, until
from tests.bot.test_group import NEUTRAL, wrote
from tests.bot.theatre import by_webhook, free_port
from tests.bot.walk import Walk, at, kept_at, rows, said

LONGEST_GOODBYE = 5.0


@asynccontextmanager
async def called_at(point: str, folder: Path, **more: str) -> AsyncIterator[Walk]:
    """Open the theatre at this point, with a bot that does not poll."""
    async with at(point, folder, by_webhook() | more) as walk:
        yield walk


def address(walk: Walk, path: str = PATH) -> str:
    return f"http://127.0.0.1:{walk.stage.more['REKNIT_TELEGRAM__WEBHOOK__PORT']}{path}"


def secret(walk: Walk) -> dict[str, str]:
    return {"X-Telegram-Bot-Api-Secret-Token": walk.stage.world.state.account.secret}


async def posted(walk: Walk, body: bytes | str | object, **headers: str) -> int:
    """Call the bot as Telegram does, and return the status."""
    data = body if isinstance(body, bytes | str) else json.dumps(body)
    given = secret(walk) | headers
    async with aiohttp.ClientSession() as http, http.post(address(walk), data=data, headers=given) as response:
        return response.status


def typed(walk: Walk, person: Person, text: str, update_id: int = 900_000_001) -> dict[str, Any]:
    """Return the update of a text that is not on the phone itself."""
    sender = {"id": person.id, "is_bot": False, "first_name": person.name, "language_code": "en"}
    chat = {"id": person.chat.id, "type": "private"}
    return {"update_id": update_id, "message": {"message_id": 9_999, "chat": chat, "from": sender, "text": text}}


async def breathe(times: int = 2000) -> None:
    for _ in range(times):
        await asyncio.sleep(0)


async def once(happened: Callable[[], object]) -> None:
    """Wait until it has happened; looked at again and again, since no change of the world tells."""
    async with asyncio.timeout(PATIENCE):
        while not happened():  # noqa: ASYNC110 -- nothing to wait on
            await asyncio.sleep(0)


async def passing(walk: Walk, happened: Callable[[], object]) -> None:
    """Let time pass until it has happened."""
    async with asyncio.timeout(PATIENCE):
        while not happened():
            walk.stage.clock.advance(timedelta(seconds=0.5))
            await breathe(50)


# -- what Telegram is told and brings


async def test_two_people_get_to_their_first_talk_by_webhook(tmp_path: Path) -> None:
    async with called_at("", tmp_path) as walk:
        await walk.joins(walk.alex, walk.sam)
        await walk.to_camera()
        await walk.says(walk.alex, "mayflower")

        assert walk.sees(walk.alex, "feelings-sad")
        (told,) = walk.stage.world.called("setWebhook")
        assert told.params["url"] == "https://bot.example.org/telegram/4711"
        assert told.params["allowed_updates"] == list(USED)
        assert walk.stage.world.called("getUpdates") == []


async def test_there_is_always_a_secret_and_it_is_the_same_after_a_restart(tmp_path: Path) -> None:
    async with called_at("camera", tmp_path) as walk:
        account = walk.stage.world.state.account
        first = account.secret
        await walk.stage.restart()

        assert first == account.secret
        assert len(first) == 64
        assert "LOCAL" not in first


async def test_a_configured_secret_is_the_one_that_is_used(tmp_path: Path) -> None:
    async with called_at("camera", tmp_path, REKNIT_TELEGRAM__WEBHOOK__SECRET_TOKEN="hush") as walk:
        assert walk.stage.world.state.account.secret == "hush"
        await walk.says(walk.alex, "mayflower")

        assert walk.sees(walk.alex, "feelings-sad")


@pytest.mark.parametrize("url", ["", "https://elsewhere.example.org/"])
async def test_a_webhook_that_somebody_changed_is_set_again(tmp_path: Path, url: str) -> None:
    async with called_at("camera", tmp_path) as walk:
        world = walk.stage.world
        world.state.account.webhook = url
        walk.stage.clock.advance(timedelta(minutes=1))
        await once(lambda: world.state.account.webhook == "https://bot.example.org/telegram/4711")
        await walk.says(walk.alex, "mayflower")

        assert walk.sees(walk.alex, "feelings-sad")


async def test_polling_takes_down_a_webhook_and_keeps_what_waits(tmp_path: Path) -> None:
    async with at("camera", tmp_path) as walk:
        world = walk.stage.world
        assert world.called("deleteWebhook") == []
        await walk.stage.stop()
        world.state.account.webhook = "https://bot.example.org/"
        walk.alex.says("mayflower")

        await walk.stage.start()

        assert walk.sees(walk.alex, "feelings-sad")
        assert len(world.called("deleteWebhook")) == 1


async def test_what_telegram_met_when_it_called_is_logged_once(tmp_path: Path) -> None:
    with capture_logs() as logged:
        structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.DEBUG))
        async with called_at("camera", tmp_path) as walk:
            account = walk.stage.world.state.account
            account.webhook_error, account.webhook_error_at = "Connection timed out", walk.stage.clock.now()
            for _ in range(3):
                before = len(walk.stage.world.called("getWebhookInfo"))
                walk.stage.clock.advance(timedelta(minutes=1))
                await once(lambda before=before: len(walk.stage.world.called("getWebhookInfo")) > before)  # type: ignore[misc]  # a default of a lambda
                await breathe()

    told = [entry for entry in logged if entry["event"] == "telegram could not deliver"]
    assert [(entry["waiting"], entry["reason"]) for entry in told] == [(0, "Connection timed out")]


# -- D1, D2


async def test_D1_an_update_is_confirmed_only_once_it_is_committed(tmp_path: Path) -> None:
    async with called_at("camera", tmp_path) as walk:
        other = sqlite3.connect(tmp_path / "reknit.db", isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        walk.alex.says("mayflower")
        await breathe()
        unconfirmed = len(walk.stage.world.state.waiting)
        other.execute("ROLLBACK")
        other.close()
        await walk.settle()

        assert unconfirmed == 1
        assert walk.stage.world.state.waiting == []
        assert walk.sees(walk.alex, "feelings-sad")


def failing(monkeypatch: pytest.MonkeyPatch, error: Exception, times: int) -> None:
    """Let the next updates end by this error, after all that they do."""
    left = [error] * times

    def broken(*arguments: Any) -> None:
        receive(*arguments)
        if left:
            raise left.pop()

    monkeypatch.setattr("bot.app.receive", broken)


async def test_D1_while_the_database_is_out_of_reach_telegram_is_to_come_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with called_at("camera", tmp_path) as walk:
        failing(monkeypatch, OperationalError("...", None, Exception("locked")), times=2)
        walk.alex.says("mayflower")
        await once(lambda: walk.stage.world.state.account.webhook_error)
        assert len(walk.stage.world.state.waiting) == 1
        assert "503" in walk.stage.world.state.account.webhook_error
        await passing(walk, lambda: not walk.stage.world.state.waiting)
        await walk.settle()

        assert walk.sees(walk.alex, "feelings-sad")
        assert len(rows(tmp_path)["answer"]) == 1


async def test_D2_the_same_update_at_the_same_time_counts_once(tmp_path: Path) -> None:
    async with called_at("speak", tmp_path) as walk:
        await walk.says(walk.alex, "I came home at two.")
        before = walk.alex.screen(), rows(tmp_path)
        update = typed(walk, walk.sam, "/help")

        statuses = await asyncio.gather(*(posted(walk, update) for _ in range(10)))
        await walk.settle()

        assert statuses == [200] * 10
        helps = [message for message in walk.sam.screen() if message.text == said("bot-help")]
        assert len(helps) == 1
        assert walk.alex.screen() == before[0]
        assert rows(tmp_path)["session"] == before[1]["session"]


async def test_a_press_and_a_text_of_one_chat_may_come_at_the_same_time(tmp_path: Path) -> None:
    async with called_at("camera", tmp_path) as walk:
        walk.alex.says("mayflower")
        walk.alex.presses(said("bar.menu"))
        walk.sam.presses(said("bar.menu"))
        walk.sam.says("buttercup")
        await walk.settle()

        for person in (walk.alex, walk.sam):
            assert walk.sees(person, "feelings-sad")
            assert walk.sees(person, "bot-menu.pause")
        assert rows(tmp_path)["parked_update"] == []


# -- P3


async def test_P3_nothing_is_sent_before_telegram_has_told_what_happened_meanwhile(tmp_path: Path) -> None:
    async with called_at("group speak", tmp_path) as walk:
        world, group = walk.stage.world, walk.group
        world.faults.add("sendMessage", times=None, fault=ServerError(), chat=group.id)
        await walk.answers(walk.alex, "told4711", group)
        await walk.stage.stop()
        world.faults.clear()
        since = len(world.calls)
        world.person("Kim").joins(group)
        await once(lambda: world.state.account.webhook_error == "Connection failed")
        await breathe()

        await walk.stage.start(settle=False)
        await passing(walk, lambda: len(asked(world, since)) == 2)
        early = [call.method for call in world.calls[since:] if call.params.get("chat_id")]
        await passing(walk, lambda: not world.state.waiting)
        await passing(walk, walk.stage.app._caught_up.is_set)
        await walk.settle()
        await walk.stage.passes(timedelta(minutes=1))

        assert early == []
        assert set(wrote(world, group, since)) <= NEUTRAL


async def test_P3_when_telegram_never_has_brought_all_no_group_is_taken_for_granted(tmp_path: Path) -> None:
    async with called_at("group speak", tmp_path) as walk:
        world, group = walk.stage.world, walk.group
        world.faults.add("sendMessage", times=None, fault=ServerError(), chat=group.id)
        await walk.answers(walk.alex, "told4711", group)
        await walk.stage.stop()
        world.faults.clear()
        since, began = len(world.calls), walk.stage.clock.now()
        assert walk.stage.deliveries is not None
        walk.stage.deliveries.through = "http://127.0.0.1:9"
        world.person("Kim").joins(group)

        await walk.stage.start(settle=False)
        await passing(walk, walk.stage.app._caught_up.is_set)
        waited = walk.stage.clock.now() - began
        await walk.stage.app.settled()

        assert world.state.waiting != []
        assert waited >= LONGEST_CATCH_UP
        assert [call.method for call in world.calls[since:] if call.method == "getChatMemberCount"]
        assert set(wrote(world, group, since)) <= NEUTRAL


async def test_P3_after_a_long_absence_a_group_is_not_taken_for_granted(tmp_path: Path) -> None:
    async with called_at("group speak", tmp_path) as walk:
        kim = walk.stage.world.person("Kim", zone="Europe/Madrid")
        await walk.stage.stop()
        kim.joins(walk.group)
        walk.stage.world.state.waiting.clear()  # Telegram keeps an update for a day
        walk.stage.clock.advance(timedelta(hours=30))

        await walk.stage.start()
        await walk.says(walk.alex, "Only for you.")
        await walk.presses(walk.alex, "engine-preview.send")

        assert not any("Only for you." in message.text for message in walk.group.screen())
        assert any("Only for you." in message.text for message in walk.sam.screen())


# -- hostile callers


async def dripping(port: int, headers: Mapping[str, str]) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
    """Begin a call whose body does not come to its end."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    told = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
    writer.write(f"POST {PATH} HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n{told}\r\n{{".encode())
    await writer.drain()
    return reader, writer


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"words4711",
        b"[]",
        b"null",
        b'"words4711"',
        b"{}",
        b'{"update_id": "7"}',
        b'{"update_id": true}',
        b"\xff\xfe",
        b'{"update_id": 1e999}',
        b'{"update_id": 99999999999999999999}',
        b"[" * 100_000,
    ],
)
async def test_what_is_no_update_is_parked_and_does_not_come_again(tmp_path: Path, body: bytes) -> None:
    async with called_at("camera", tmp_path) as walk:
        status = await posted(walk, body)

        assert status == 200
        ((_, update_id, _, reason, sender, chat, sealed),) = rows(tmp_path)["parked_update"]
        assert (update_id, reason, sender, chat) == (None, "malformed", None, None)
        assert b"words4711" not in sealed  # type: ignore[operator]  # the column holds bytes
        await walk.says(walk.alex, "mayflower")
        assert walk.sees(walk.alex, "feelings-sad")


async def test_nobody_waits_for_ever_behind_a_call_that_was_cancelled(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with called_at("camera", tmp_path) as walk:
        webhook, entered = walk.stage.app._intake, asyncio.Event()
        assert isinstance(webhook, Webhook)  # as it was asked for

        async def hang(_: object) -> None:
            entered.set()
            await asyncio.Event().wait()

        monkeypatch.setattr(webhook, "_handle", hang)
        bodies = [json.dumps(typed(walk, walk.alex, "mayflower", 900_000_000 + n)).encode() for n in range(2)]
        async with webhook._turn:
            calls = [asyncio.create_task(webhook._hand_over(body)) for body in bodies]
            await asyncio.sleep(0)
        await entered.wait()
        calls[0].cancel()

        _, waiting = await asyncio.wait(calls, timeout=1)
        for call in waiting:
            call.cancel()
        assert waiting == set()


# -- the process


@asynccontextmanager
async def real_bot(folder: Path) -> AsyncIterator[tuple[LocalTelegram, Process, int]]:
    """A couple at Alex's first turn, and the real process, which Telegram calls; it is not started yet."""
    kept, port = await kept_at("speak"), free_port()
    databases.of(folder).bring_back(kept.database)
    begins_now(folder, kept.now)
    world = LocalTelegram.load(kept.world, ManualClock(kept.now).now)
    async with played(world, folder, webhook=port) as process:
        yield world, process, port


async def test_the_process_takes_an_update_and_ends_by_a_term_signal(tmp_path: Path) -> None:
    async with real_bot(tmp_path) as (world, process, port):
        await process.start()
        alex, _ = world.people
        alex.says("onlyforus")
        await until(world, lambda: [m for m in alex.screen() if m.sender.bot and "onlyforus" in m.text])
        hanging = [
            await dripping(port, {"X-Telegram-Bot-Api-Secret-Token": world.state.account.secret}),
            await asyncio.open_connection("127.0.0.1", port),
        ]

        code, seconds = await timed(process.terminate())

        for _, writer in hanging:
            writer.close()
        assert code == 0
        assert seconds < LONGEST_GOODBYE
        printed = process.printed.read_text()
        assert "stopped" in printed
        assert [words for words in ("onlyforus", "Alex", PATH, world.state.account.secret) if words in printed] == []


async def test_an_address_that_telegram_refuses_is_named(tmp_path: Path) -> None:
    async with real_bot(tmp_path) as (world, process, _):
        refused = Refusal(400, "Bad Request: bad webhook: IP address 10.0.0.1 is reserved")
        world.faults.add("setWebhook", fault=refused)
        await process.start()

        assert await process.ends() == 1
        assert process.printed.read_text().splitlines()[-1].startswith("telegram.webhook.public_url: ")


def asked(world: LocalTelegram, since: int) -> list[object]:
    return [call for call in world.calls[since:] if call.method == "getWebhookInfo"]


async def test_D1_to_D3_hold_when_the_process_is_killed_again_and_again(tmp_path: Path) -> None:
    """More of it: ``make soak``."""
    toll = await soak(tmp_path, kills=3, couples=1, mode="webhook", forked=True)

    assert toll.kills == 3
    assert rows(tmp_path)["parked_update"] == []
