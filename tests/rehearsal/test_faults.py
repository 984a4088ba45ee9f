from __future__ import annotations

from datetime import timedelta

import aiohttp
import pytest

from bot.rehearsal import (
    Dropped,
    FloodLimits,
    LocalTelegram,
    LocalTelegramServer,
    LostReply,
    Person,
    Refusal,
    ServerError,
    Slow,
    TooMany,
)
from tests.rehearsal.conftest import Hands, Line


async def test_faults_strike_as_often_and_where_they_are_told(
    line: Line, world: LocalTelegram, alex: Person, sam: Person
) -> None:
    alex.starts()
    sam.starts()
    world.faults.add("sendMessage", times=2, fault=TooMany(3), chat=alex.id)

    to_alex = [(await line.call("sendMessage", chat_id=alex.id, text="hi"))["ok"] for _ in range(3)]
    to_sam = await line.call("sendMessage", chat_id=sam.id, text="hi")

    assert (to_alex, to_sam["ok"]) == ([False, False, True], True)
    assert [call.ok for call in world.calls] == [False, False, True, True]
    assert world.calls[0].answer == {
        "ok": False,
        "error_code": 429,
        "description": "Too Many Requests: retry after 3",
        "parameters": {"retry_after": 3},
    }


async def test_a_lost_reply_was_done_and_a_dropped_request_was_not(
    line: Line, world: LocalTelegram, alex: Person
) -> None:
    alex.starts()
    world.faults.add("sendMessage", fault=LostReply())
    world.faults.add("sendMessage", fault=Dropped())

    for text in ("lost", "dropped"):
        with pytest.raises(aiohttp.ClientError):
            await line.call("sendMessage", chat_id=alex.id, text=text)

    assert [message.text for message in alex.screen()] == ["/start", "lost"]
    assert [call.answer is None for call in world.calls] == [False, True]


async def test_servers_fail_and_other_refusals_can_be_made_up(line: Line, world: LocalTelegram, alex: Person) -> None:
    alex.starts()
    world.faults.add("*", fault=ServerError(500))
    world.faults.add("sendMessage", times=None, fault=Refusal(400, "Bad Request: message thread not found"))

    assert await line.refused("sendMessage", chat_id=alex.id, text="x") == "500 Internal Server Error"
    for _ in range(2):
        refused = await line.refused("sendMessage", chat_id=alex.id, text="x")
        assert refused == "400 Bad Request: message thread not found"
    world.faults.clear()
    await line.done("sendMessage", chat_id=alex.id, text="x")


async def test_a_slow_answer_waits_on_the_clock_that_was_handed_in(world: LocalTelegram, alex: Person) -> None:
    waited: list[float] = []

    async def sleep(seconds: float) -> None:
        waited.append(seconds)

    world.faults.add("getMe", fault=Slow(9.5))
    async with LocalTelegramServer(world, sleep=sleep) as server, aiohttp.ClientSession() as http:
        await Line(http, server).done("getMe")

    assert waited == [9.5]


async def test_updates_can_fail_too(line: Line, world: LocalTelegram, alex: Person) -> None:
    alex.starts()
    world.faults.add("getUpdates", fault=ServerError(502))

    assert await line.refused("getUpdates", timeout=30) == "502 Bad Gateway"
    assert len(await line.done("getUpdates")) == 1


def test_flood_limits_pause_a_chat_a_group_and_everything(now: Hands) -> None:
    world = LocalTelegram(now, limits=FloodLimits(per_second=5))
    people = [world.person(f"P{number}") for number in range(6)]
    group = world.group("Us", people)
    people[0].adds_bot(group)

    def sent(chat: int) -> int | None:
        body = world.receive("sendMessage", {"chat_id": chat, "text": "x"}).body or {}
        return body["parameters"]["retry_after"] if "parameters" in body else None

    for person in people:
        person.starts()
    assert [sent(people[0].id) for _ in range(4)] == [None, None, None, 1]
    assert [sent(person.id) for person in people[1:4]] == [None, None, 1]
    for _ in range(20):
        now.advance(timedelta(seconds=1))
        assert sent(group.id) is None
    now.advance(timedelta(seconds=1))
    assert sent(group.id) == 40
