"""An update that cannot be handled is rolled back and kept, sealed; it blocks nobody and is never done twice."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.reception import receive
from bot.rehearsal.state import Waiting
from tests.bot.test_oddities import message_from, says_raw
from tests.bot.test_webhook import once, posted
from tests.bot.theatre import by_webhook
from tests.bot.walk import Walk, at, files, rows, said


@pytest.fixture(params=["polling", "webhook"])
def mode(request: pytest.FixtureRequest) -> Mapping[str, str]:
    return by_webhook() if request.param == "webhook" else {}


def poisoned(monkeypatch: pytest.MonkeyPatch, word: str) -> None:
    """Let every update that holds this word end in a bug, after all that it does."""

    def broken(desk: Any, incoming: Any) -> None:
        receive(desk, incoming)
        if word in str(incoming.what):
            raise ValueError(f"bad: {incoming.what}")

    monkeypatch.setattr("bot.app.receive", broken)


def parked(folder: Path) -> list[tuple[object, ...]]:
    """Return what is parked, without the sealed bodies and the moments."""
    return [(update, reason, sender, chat) for _, update, _, reason, sender, chat, _ in rows(folder)["parked_update"]]


async def test_a_poison_update_is_undone_and_parked_and_its_chat_goes_on(
    tmp_path: Path, mode: Mapping[str, str], logged: list[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    poisoned(monkeypatch, "poison4711")
    async with at("camera", tmp_path, mode) as walk:
        walk.alex.says("poison4711")
        walk.alex.says("mayflower")
        (update_id, _) = [waiting.id for waiting in walk.stage.world.state.waiting]
        await walk.settle()
        on_disk = files(tmp_path)

        assert walk.sees(walk.alex, "feelings-sad")
        assert len(rows(tmp_path)["answer"]) == 1
        assert parked(tmp_path) == [(update_id, "bug", walk.alex.id, walk.alex.chat.id)]
        (entry,) = [entry for entry in logged if entry["event"] == "parked"]
        assert entry == {"event": "parked", "log_level": "error", "row": 1, "update": update_id, "reason": "bug"}
    on_disk += files(tmp_path)
    assert b"poison4711" not in on_disk
    assert "poison4711" not in str(logged)


async def test_D2_a_parked_update_that_comes_again_is_parked_once(
    tmp_path: Path, mode: Mapping[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    async with at("camera", tmp_path, mode) as walk:
        with monkeypatch.context() as patch:
            poisoned(patch, "poison4711")
            walk.alex.says("poison4711")
            again = list(walk.stage.world.state.waiting)
            await walk.settle()
        before = walk.alex.screen()

        await walk.stage.stop()
        walk.stage.world.state.waiting.extend(again)
        await walk.stage.start(settle=False)
        await once(lambda: not walk.stage.world.state.waiting)

        assert walk.alex.screen() == before
        assert len(parked(tmp_path)) == 1
        assert rows(tmp_path)["answer"] == []


async def test_a_press_that_meets_a_bug_is_answered(
    tmp_path: Path, mode: Mapping[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    async with at("camera", tmp_path, mode) as walk:
        poisoned(monkeypatch, "Pressed")
        press = await walk.presses(walk.alex, "engine-words.skip")

        assert press.answered
        assert parked(tmp_path)[0][1:] == ("bug", walk.alex.id, walk.alex.chat.id)


@pytest.mark.parametrize(
    ("kind", "body", "whose"),
    [
        ("message", {"from": {"id": 7}, "chat": {"id": -8}, "text": "poison4711"}, (7, -8)),
        ("callback_query", {"id": 1, "from": {"id": 7}, "message": {"chat": {"id": 8}}, "data": 4711}, (7, 8)),
        ("message", {"from": {"id": 10**30}, "chat": {"id": True}, "text": "poison4711"}, (None, None)),
        ("message", {"from": "x", "chat": [], "text": "poison4711 \ud83d"}, (None, None)),
    ],
)
async def test_what_cannot_be_read_is_parked_with_whose_it_is_as_far_as_it_tells(
    tmp_path: Path, mode: Mapping[str, str], kind: str, body: Any, whose: tuple[int | None, int | None]
) -> None:
    async with at("camera", tmp_path, mode) as walk:
        if walk.stage.deliveries is None:
            waiting = Waiting(id=77, kind=kind, body=body, at=walk.stage.clock.now())
            walk.stage.world.state.waiting.append(waiting)
            walk.stage.world.changed()
        else:  # the local Telegram could not tell in which queue this is
            assert await posted(walk, {"update_id": 77, kind: body}) == 200
        await walk.settle()

        assert parked(tmp_path) == [(77, "malformed", *whose)]
        assert b"poison4711" not in files(tmp_path)


async def test_a_parked_update_is_kept_for_thirty_days(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    poisoned(monkeypatch, "poison4711")
    async with at("camera", tmp_path) as walk:
        await walk.says(walk.alex, "poison4711")
        await walk.stage.passes(timedelta(days=29))
        await _tidied(walk)
        kept = len(parked(tmp_path))
        await walk.stage.passes(timedelta(days=2))
        await once(lambda: not parked(tmp_path))

        assert kept == 1


async def _tidied(walk: Walk) -> None:
    """Let the timers look around once more."""
    walk.stage.clock.advance(timedelta(hours=1))
    for _ in range(200):
        await asyncio.sleep(0)
    await walk.settle()


async def test_who_says_no_leaves_no_parked_update_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async with at("", tmp_path) as walk:
        await walk.begins(walk.alex)
        with monkeypatch.context() as patch:
            poisoned(patch, "poison4711")
            await walk.says(walk.alex, "poison4711")
        says_raw(walk, "message", message_from(walk.alex, text=7))
        await walk.settle()
        before = len(parked(tmp_path))
        await walk.presses(walk.alex, *(f"welcome-{key}" for key in ("hello.go_on", "marks.go_on", "adult.yes")))
        await walk.presses(walk.alex, "welcome-consent.no")

        assert before == 2
        assert parked(tmp_path) == []
        assert said("welcome-consent") not in walk.alex.last().text
