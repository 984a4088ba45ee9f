from __future__ import annotations

import asyncio
from datetime import timedelta

import aiohttp
import pytest

from bot.rehearsal import LocalTelegram, LocalTelegramServer, Person
from tests.rehearsal.conftest import Hands, Line


def texts(updates: list[dict[str, dict[str, str]]]) -> list[str]:
    return [update["message"]["text"] for update in updates]


async def test_updates_come_again_until_a_later_offset_confirms_them(line: Line, alex: Person) -> None:
    alex.starts()
    alex.says("one")

    first = await line.done("getUpdates")
    again = await line.done("getUpdates")
    rest = await line.done("getUpdates", offset=first[0]["update_id"] + 1)
    none = await line.done("getUpdates", offset=first[1]["update_id"] + 1)

    assert first == again
    assert (texts(first), texts(rest), none) == (["/start", "one"], ["one"], [])
    assert first[1]["update_id"] == first[0]["update_id"] + 1


async def test_limit_counts_from_the_oldest_and_is_at_most_a_hundred(line: Line, alex: Person) -> None:
    for number in range(105):
        alex.says(str(number))

    assert texts(await line.done("getUpdates", limit=2)) == ["0", "1"]
    assert len(await line.done("getUpdates", limit=1000)) == 100


async def test_a_negative_offset_keeps_only_the_newest(line: Line, alex: Person) -> None:
    for number in range(5):
        alex.says(str(number))

    assert texts(await line.done("getUpdates", offset=-2)) == ["3", "4"]
    assert texts(await line.done("getUpdates")) == ["3", "4"]


async def test_a_long_poll_returns_as_soon_as_something_happens(line: Line, alex: Person) -> None:
    poll = asyncio.create_task(line.done("getUpdates", timeout=30))
    await started(line)

    alex.says("now")

    assert texts(await poll) == ["now"]


async def test_a_long_poll_without_events_ends_empty(line: Line) -> None:
    assert await line.done("getUpdates", timeout=0) == []


async def test_a_second_poller_ends_the_first(line: Line, alex: Person) -> None:
    first = asyncio.create_task(line.refused("getUpdates", timeout=30))
    await started(line)
    second = asyncio.create_task(line.done("getUpdates", timeout=30))

    assert await first == (
        "409 Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"
    )
    alex.says("for the second")
    assert texts(await second) == ["for the second"]


async def test_a_poll_in_flight_does_not_hold_up_the_end(world: LocalTelegram) -> None:
    server = LocalTelegramServer(world)
    await server.start()
    async with aiohttp.ClientSession() as http:
        line = Line(http, server)
        poll = asyncio.create_task(line.call("getUpdates", timeout=30))
        await started(line)

        await asyncio.wait_for(server.stop(), 2)

        await asyncio.wait([poll])
        assert isinstance(poll.exception(), aiohttp.ClientError) or poll.result()["result"] == []


async def test_only_the_wanted_kinds_are_queued_from_then_on(line: Line, alex: Person) -> None:
    alex.starts()
    await line.done("getUpdates", allowed_updates=["my_chat_member"])
    alex.says("not wanted")
    alex.blocks()

    kinds = [set(update) - {"update_id"} for update in await line.updates()]

    assert kinds == [{"message"}, {"my_chat_member"}]
    assert "unknown update type" in await line.refused("getUpdates", allowed_updates=["poll_answers"])


async def test_updates_wait_a_day_and_presses_150_seconds(line: Line, now: Hands, alex: Person) -> None:
    alex.starts()
    keys = {"inline_keyboard": [[{"text": "Go", "callback_data": "go"}]]}
    await line.done("sendMessage", chat_id=alex.id, text="?", reply_markup=keys)
    press = alex.presses("Go")
    assert len(await line.done("getUpdates")) == 2

    now.advance(timedelta(seconds=150))
    assert texts(await line.done("getUpdates")) == ["/start"]
    assert "query is too old" in await line.refused("answerCallbackQuery", callback_query_id=press.id)
    now.advance(timedelta(hours=24))
    assert await line.done("getUpdates") == []


async def test_a_webhook_stands_in_the_way_of_polling(line: Line, alex: Person) -> None:
    alex.starts()
    await line.done("setWebhook", url="https://bot.example/hook", allowed_updates=["message"])
    assert await line.refused("getUpdates") == (
        "409 Conflict: can't use getUpdates method while webhook is active; "
        "use deleteWebhook to delete the webhook first"
    )
    assert await line.done("getWebhookInfo") == {
        "url": "https://bot.example/hook",
        "has_custom_certificate": False,
        "pending_update_count": 1,
        "max_connections": 40,
        "allowed_updates": ["message"],
    }

    await line.done("deleteWebhook", drop_pending_updates=True)

    assert await line.done("getUpdates") == []


@pytest.mark.parametrize(
    ("token", "answer"), [("1000001:OTHER", (401, "Unauthorized")), ("nonsense", (404, "Not Found"))]
)
async def test_a_wrong_token_is_refused(line: Line, token: str, answer: tuple[int, str]) -> None:
    async with line.http.get(f"{line.server.url}/bot{token}/getMe") as response:
        body = await response.json()

    assert (response.status, body["description"]) == answer


async def test_requests_come_as_json_form_query_and_multipart(line: Line, alex: Person) -> None:
    alex.starts()
    url = f"{line.server.url}/bot{line.server.world.state.token}/SENDMESSAGE"
    markup = '{"inline_keyboard": [[{"text": "Go", "callback_data": "go"}]]}'
    given = {"chat_id": str(alex.id), "text": "hi", "reply_markup": markup, "disable_notification": "true"}
    parts = aiohttp.FormData(given, default_to_multipart=True)

    await line.http.get(url, params=given)
    await line.http.post(url, data=given)
    await line.http.post(url, data=parts)

    sent = [(message.text, message.labels, message.silent) for message in alex.screen()[1:]]
    assert sent == [("hi", ["Go"], True)] * 3


async def started(line: Line) -> None:
    """Wait until a poll is held."""
    for _ in range(2000):
        if line.server.holds_a_poll:
            return
        await asyncio.sleep(0.001)
    pytest.fail("no poll came")
