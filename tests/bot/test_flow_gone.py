"""A flow or a state that people stand in and that is not here any more: nobody is locked into it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest
from structlog.typing import EventDict

from bot import shelf
from bot.shelf import FLOWS
from bot.store.transaction import Transaction
from flows.engine.actions import remember, wake
from flows.engine.frozen import replace
from flows.engine.script import Flow, Move
from tests.bot.leaflet import leaflet, opened, texts
from tests.bot.test_erase import erases
from tests.bot.test_export import export
from tests.bot.walk import Walk, at, said

__all__ = ["texts"]
pytestmark = pytest.mark.usefixtures("database", "texts")

WOKEN = remember(woken=1)


def without(flow: Flow, state: str) -> Flow:
    states = tuple(replace(one, name="other") if one.name == state else one for one in flow.states)
    return replace(flow, states=states)


async def writes(walk: Walk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let both have the leaflet before them, with a note of Alex's, and then take it or a state of it away."""
    await opened(walk, monkeypatch, leaflet())
    await walk.says(walk.alex, "my own note")


def takes_away(monkeypatch: pytest.MonkeyPatch, what: str) -> None:
    if what == "flow":
        monkeypatch.delitem(FLOWS, "leaflet")
    else:
        monkeypatch.setitem(FLOWS, "leaflet", without(FLOWS["leaflet"], "noted"))
    monkeypatch.setattr(shelf, "_KNOWN", type(shelf._KNOWN)(shelf.MOST_CHARACTERS))  # as after a restart


@pytest.fixture(params=["flow", "state"])
async def walk(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, logged: list[EventDict]
) -> AsyncIterator[Walk]:
    """Let both stand where it was taken away; whatever they do then is no bug."""
    async with at("camera", tmp_path) as both:
        await writes(both, monkeypatch)
        takes_away(monkeypatch, request.param)
        yield both
        assert not [entry for entry in logged if entry["event"] == "bug"]


async def test_who_stands_in_it_can_do_all_else(walk: Walk) -> None:
    for person in (walk.alex, walk.sam):
        for text in ("/start", "/menu", "/help", "/safety", "some words", "/pause", "/reflect"):
            await walk.says(person, text)
            assert person.screen()[-1].sender.bot


async def test_P6_what_was_said_in_it_can_be_copied_and_erased(walk: Walk) -> None:
    assert (await export(walk, walk.alex)).has("my own note") == (True, True)
    await erases(walk, walk.alex)

    assert walk.alex.last().text == said("bot-erased")


async def test_it_goes_on_once_it_is_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async with at("camera", tmp_path) as walk:
        await writes(walk, monkeypatch)
        with monkeypatch.context() as meanwhile:
            takes_away(meanwhile, "flow")
            await walk.says(walk.sam, "/menu")

        await walk.says(walk.sam, "a note of mine")

        assert any("my own note" in message.text for message in walk.sam.screen())


@pytest.mark.parametrize("gentle", [False, True])
async def test_what_it_has_set_for_a_moment_waits_until_it_is_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, gentle: bool
) -> None:
    flow = leaflet()
    wakes = wake("late", timedelta(days=3), loose=True, gentle=gentle)
    moves = (
        replace(flow.moves[0], then=(wakes,)),
        *flow.moves[1:],
        Move(at="noted", on="late", to="noted", then=(WOKEN,)),
    )
    async with at("camera", tmp_path) as walk:
        await opened(walk, monkeypatch, replace(flow, moves=moves, wakes=("late",)))
        await walk.says(walk.alex, "my own note")
        with monkeypatch.context() as meanwhile:
            takes_away(meanwhile, "flow")
            await walk.stage.passes(timedelta(days=5))
        await walk.stage.passes(timedelta(days=2))

        def memories(tx: Transaction) -> list[int]:
            stored = tx.sessions.all_of(None, 1)
            return [shelf.from_json(one.body).count("woken") for one in stored if one.flow == "leaflet"]

        assert await walk.stage.app._store.run(memories) == [1]
