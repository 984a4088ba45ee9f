"""What one couple does happens one thing after another, however much comes at once; others do not wait for it."""

from __future__ import annotations

import asyncio
import base64
import os
import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest

from bot.desk import Desk, House
from bot.due import fire
from bot.incoming import Incoming, read
from bot.reception import receive
from bot.store import Store
from bot.vault import Vault
from tests import databases
from tests.bot.accounts import asks
from tests.bot.theatre import KEY
from tests.bot.walk import Walk, at, rows

pytestmark = pytest.mark.usefixtures("database")

FEELINGS = ("sad", "hurt", "lonely", "afraid", "ashamed")
"""As many as one may choose."""


@dataclass
class Door:
    """The bot's database while the bot itself is not running, and what its transactions are given."""

    walk: Walk
    store: Store
    house: House

    def desk(self, tx: object) -> Desk:
        return Desk(tx=tx, now=self.walk.stage.clock.now(), house=self.house)  # type: ignore[arg-type]  # a transaction

    def arrived(self) -> list[Incoming]:
        """Return what the people have done, as Telegram would deliver it."""
        waiting = self.walk.stage.world.state.waiting
        return [read({"update_id": update.id, update.kind: update.body}) for update in waiting]

    async def receive(self, incoming: Incoming) -> None:
        await self.store.run(lambda tx: receive(self.desk(tx), incoming))

    async def receive_all_at_once(self) -> None:
        await asyncio.gather(*(self.receive(incoming) for incoming in self.arrived()))


@asynccontextmanager
async def door(walk: Walk, folder: Path) -> AsyncIterator[Door]:
    """Stop the bot while people go on, and start it again; it is given once more what has arrived."""
    house = walk.stage.app._clerk.house
    assert house is not None  # it was started
    await walk.stage.stop()
    store = Store(databases.of(folder).url, Vault([base64.b64decode(KEY)], os.urandom))
    try:
        yield Door(walk, store, house)
    finally:
        store.close()
        await walk.stage.start()


async def test_both_tick_at_once_and_every_tick_counts(tmp_path: Path) -> None:
    async with at("camera", tmp_path) as walk:
        people = (walk.alex, walk.sam)
        for person in people:
            await walk.says(person, "mayflower")
        async with door(walk, tmp_path) as opened:
            for person in people:
                for feeling in FEELINGS:
                    message, data = walk.button(person, f"feelings-{feeling}")
                    person.presses(data, message)
            await opened.receive_all_at_once()
        await walk.settle()

        for person in people:
            labels = walk.button(person, "feelings-sad")[0].labels
            assert len([label for label in labels if label.startswith("✓")]) == len(FEELINGS)


async def test_nothing_that_both_write_at_once_is_lost(tmp_path: Path) -> None:
    async with at("speak", tmp_path) as walk:
        before = len(rows(tmp_path)["answer"])
        async with door(walk, tmp_path) as opened:
            walk.alex.says("told")
            for number in range(15):
                walk.sam.says(f"aside{number}")
            await opened.receive_all_at_once()
        await walk.settle()

        assert len(rows(tmp_path)["answer"]) - before == 16
        assert walk.sees(walk.alex, "engine-preview.send")


async def test_somebody_who_begins_twice_at_once_is_one_person(tmp_path: Path) -> None:
    async with at("", tmp_path) as walk:
        async with door(walk, tmp_path) as opened:
            for _ in range(8):
                walk.alex.starts()
                walk.alex.says("hello?")
            await opened.receive_all_at_once()
        await walk.settle()

        assert len(rows(tmp_path)["person"]) == 1
        assert len(rows(tmp_path)["session"]) == 1


async def test_two_who_follow_one_link_at_once_do_not_both_get_in(tmp_path: Path) -> None:
    async with at("ready", tmp_path) as walk:
        link = await walk.invites()
        kim = walk.stage.world.person("Kim")
        for person in (walk.sam, kim):
            await walk.follows(person, link)
            await walk.welcome(person)
        async with door(walk, tmp_path) as opened:
            for person in (walk.sam, kim):
                message, data = walk.button(person, "welcome-invited.join")
                person.presses(data, message)
            await opened.receive_all_at_once()

        assert len(rows(tmp_path)["couple"]) == 1
        assert len(rows(tmp_path)["member"]) == 2


async def test_a_timer_that_was_cleared_meanwhile_does_nothing(tmp_path: Path) -> None:
    async with at("camera", tmp_path) as walk, door(walk, tmp_path) as opened:
        later = walk.stage.clock.now() + timedelta(days=2)
        timer, *_ = opened.store.transact(lambda tx: tx.timers.due_nudges(later, 100))
        opened.store.transact(lambda tx: tx.timers.done(timer.id))
        before = rows(tmp_path)

        opened.store.transact(lambda tx: fire(opened.desk(tx), timer))

        assert rows(tmp_path) == before


@pytest.mark.postgresql
async def test_one_couple_waits_for_itself_and_others_go_on(tmp_path: Path) -> None:
    async with at("camera", tmp_path) as walk:
        kim, lou = (walk.stage.world.person(name) for name in ("Kim", "Lou"))
        await walk.joins(kim, lou)
        async with door(walk, tmp_path) as opened:
            walk.alex.says("mayflower")
            walk.sam.says("/menu")
            kim.says("/menu")
            alex, sam, other = opened.arrived()
            done, inside, go_on = [], threading.Event(), threading.Event()

            def slow(tx: object) -> None:
                receive(opened.desk(tx), alex)
                inside.set()
                assert go_on.wait(20)
                done.append("alex")

            async def then(incoming: Incoming, name: str) -> None:
                await opened.receive(incoming)
                done.append(name)

            first = asyncio.create_task(opened.store.run(slow))
            assert await asyncio.to_thread(inside.wait, 20)
            partner = asyncio.create_task(then(sam, "sam"))
            stranger = asyncio.create_task(then(other, "other"))
            await stranger
            assert done == ["other"]
            go_on.set()
            await asyncio.gather(first, partner, stranger)

        assert done.index("alex") < done.index("sam")


@pytest.mark.postgresql
@pytest.mark.parametrize("first", ["new account", "partner"])
async def test_what_a_new_account_does_as_it_is_called_off_is_not_lost(tmp_path: Path, first: str) -> None:
    async with at("camera", tmp_path) as walk:
        new = await asks(walk)
        await walk.says(new, "/language")
        presses = {"new account": (new, "welcome-language.es"), "partner": (walk.alex, "bot-new_account-question.no")}
        async with door(walk, tmp_path) as opened:
            for name in sorted(presses, key=lambda name: name != first):
                person, key = presses[name]
                message, data = walk.button(person, key)
                person.presses(data, message)
            one, other = opened.arrived()
            inside, go_on = threading.Event(), threading.Event()

            def slow(tx: object) -> None:
                receive(opened.desk(tx), one)
                inside.set()
                go_on.wait(1)  # so long the other one has to be in its way

            earlier = asyncio.create_task(opened.store.run(slow))
            assert await asyncio.to_thread(inside.wait, 20)
            await asyncio.gather(earlier, opened.receive(other))

            found = opened.store.transact(lambda tx: tx.people.by_telegram(new.id))
        assert found is not None
        assert (found.settings.language, found.settings.place) == ("es", "")
