"""Whatever Telegram could bring: nothing crashes, each update is confirmed, nothing is answered in a wrong chat."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.incoming import Typed, read
from bot.parking import as_parked, unreadable
from bot.rehearsal.state import Waiting
from tests import databases
from tests.bot.walk import Walk, at, kept_at, rows
from tests.fuzz.bounds import tries
from tests.fuzz.updates import updates

ALEX, SAM, KIM, GROUP, ELSEWHERE = 5_000_001, 5_000_002, 5_000_009, -4_000_001, -4_000_777
PEOPLE = tuple(
    {"id": one, "is_bot": False, "first_name": name, "language_code": "en"}
    for one, name in ((ALEX, "Alex"), (SAM, "Sam"), (KIM, "Kim"))
)
CHATS = (
    *({"id": one["id"], "type": "private", "first_name": one["first_name"]} for one in PEOPLE),
    {"id": GROUP, "type": "group", "title": "Us"},
    {"id": ELSEWHERE, "type": "supergroup", "title": "Others"},
)
UPDATES = updates((ALEX, SAM, KIM, GROUP, ELSEWHERE), CHATS, PEOPLE)
JSON = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=8)),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=12,
)


@tries(250)
@given(UPDATES, st.integers(0, 2**63 - 1))
def test_what_could_be_an_update_is_read_and_can_be_parked(update: tuple[str, Any], number: int) -> None:
    kind, body = update
    found = read({"update_id": number, kind: body})
    parked = as_parked(found, "bug")

    assert found.update_id == number
    assert json.loads(parked.body)["update_id"] == number
    if isinstance(found.what, Typed) and found.what.place.private:
        assert found.what.place.chat == found.what.sender.id


@tries(100)
@given(JSON)
def test_what_is_no_update_is_refused_in_one_way(found: Any) -> None:
    try:
        assert read(found).update_id >= 0
    except ValueError:
        assert (
            not isinstance(found, Mapping) or type(found.get("update_id")) is not int or found["update_id"] < 0 or True
        )


@tries(50)
@given(st.binary(max_size=200))
def test_whatever_bytes_come_can_be_parked(body: bytes) -> None:
    assert unreadable(body).body.encode() or not body


@pytest.mark.parametrize("point", ["offered", "camera", "group speak"])
def test_P3_nothing_crashes_each_is_confirmed_and_no_wrong_chat_is_answered(point: str) -> None:
    with databases.using("sqlite"):
        asyncio.run(kept_at(point), debug=False)

        @tries(4, shrinks=False)
        @given(st.lists(UPDATES, min_size=8, max_size=16))
        def tried(some: list[tuple[str, Any]]) -> None:
            with TemporaryDirectory() as folder:
                asyncio.run(_brought(Path(folder), point, some))

        tried()


async def _brought(folder: Path, point: str, some: list[tuple[str, Any]]) -> None:
    async with at(point, folder) as walk:
        await walk.settle()
        for kind, body in some:
            await _bring(walk, kind, body)

        assert not any(part.done() for part in walk.stage.app._parts)
        assert {row[3] for row in rows(folder)["parked_update"]} <= {"malformed"}


async def _bring(walk: Walk, kind: str, body: Any) -> None:
    world = walk.stage.world
    since = len(world.calls)
    number = world.state.count("update", 700_000_000)
    world.state.waiting.append(Waiting(id=number, kind=kind, body=body, at=walk.stage.clock.now()))
    world.changed()
    await walk.settle()

    assert world.state.waiting == []
    answered = {call.params.get("chat_id") for call in world.calls[since:]} - {None}
    assert {int(str(chat)) for chat in answered} <= _may_hear(kind, body, walk)


def _may_hear(kind: str, body: Any, walk: Walk) -> set[int]:
    """Return the chats in which something may be said to this update: who did it, where, and a couple's own."""
    found = body if isinstance(body, Mapping) else {}
    message = found.get("message") if kind == "callback_query" else found
    chat = message.get("chat") if isinstance(message, Mapping) else None
    ids = {one.get("id") for one in (found.get("from"), chat) if isinstance(one, Mapping)}
    moved = found.get("migrate_to_chat_id")
    here = {one for one in (*ids, moved) if isinstance(one, int)}
    us = {ALEX, SAM, *(group.id for group in walk.stage.world.groups)}
    return here | us if here & us else here
