"""D1 to D3: what was committed is said, in order, whatever dies in between."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager, closing
from datetime import timedelta
from pathlib import Path

import pytest

from bot.clock import ManualClock
from bot.rehearsal import (
    Dropped,
    LocalTelegramServer,
    LostReply,
    Refusal,
    ServerError,
    Slow,
)
from bot.rehearsal.calls import Reply
from bot.rehearsal.faults import Fault
from bot.rehearsal.state import Waiting
from flows.engine.frozen import replace
from tests import databases
from tests.bot.deadly import Deadly, begins_now, soak
from tests.bot.process import PATIENCE, TOKEN, Process, config, timed, until
from tests.bot.talk import copies, screen
from tests.bot.theatre import KEY
from tests.bot.walk import Walk, at, kept_at, rows, said

pytestmark = pytest.mark.usefixtures("database")

KILLS, COUPLES = 6, 2
A_MOMENT = timedelta(seconds=2)
"""Longer than the outbox waits before it tries again for the first time."""
LONGEST_GOODBYE = 5.0


@asynccontextmanager
async def real_bot(folder: Path, *, forked: bool = True) -> AsyncIterator[tuple[Deadly, Process]]:
    """A couple at Alex's first turn, and the real process on their database; it is not started yet.

    ``forked`` is as in ``Process``.
    """
    kept = await kept_at("speak")
    databases.of(folder).bring_back(kept.database)
    begins_now(folder, kept.now)
    world = Deadly.load(kept.world, ManualClock(kept.now).now)
    assert isinstance(world, Deadly)  # what load makes is of its own class
    async with LocalTelegramServer(world) as server, Process(config(server.url, folder), forked=forked) as process:
        yield world, process


async def test_nothing_is_lost_doubled_or_out_of_order_when_the_process_is_killed(tmp_path: Path) -> None:
    """More of it, and each life from the very start: ``make soak``."""
    toll = await soak(tmp_path, kills=KILLS, couples=COUPLES, forked=True)

    assert toll.kills == KILLS
    assert toll.came >= 2 * COUPLES


async def test_a_term_signal_ends_an_idle_bot_at_once(tmp_path: Path) -> None:
    async with real_bot(tmp_path, forked=False) as (world, process):
        await process.start()
        alex, _ = world.people
        alex.says("onlyforus")
        await until(world, lambda: [m for m in screen(alex) if "onlyforus" in m.text])

        code, seconds = await timed(process.terminate())

        assert code == 0
        assert seconds < LONGEST_GOODBYE
        printed = process.printed.read_text()
        assert "stopped" in printed
        assert [words for words in ("onlyforus", "Alex", TOKEN, KEY) if words in printed] == []


async def test_a_term_signal_ends_a_start_that_waits_for_telegram(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with real_bot(tmp_path) as (world, process):
        asked, receive = asyncio.Event(), world.receive

        def received(method: str, given: Mapping[str, object]) -> Reply:
            asked.set()
            return receive(method, given)

        monkeypatch.setattr(world, "receive", received)
        world.faults.add("getMe", fault=Slow(PATIENCE), times=None)
        await process.start()
        await asyncio.wait_for(asked.wait(), PATIENCE)

        code, seconds = await timed(process.terminate())

        assert code == 0
        assert seconds < LONGEST_GOODBYE


@pytest.mark.sqlite
async def test_a_second_bot_on_one_file_says_so_and_ends_and_after_a_kill_the_next_one_starts(tmp_path: Path) -> None:
    async with real_bot(tmp_path) as (world, process), Process(tmp_path / "config.toml", forked=True) as second:
        alex, _ = world.people
        await process.start()
        alex.says("/help")
        await until(world, lambda: [m for m in screen(alex) if m.text == said("bot-help")])

        await second.start()
        assert await second.ends() == 1
        assert "storage.url: a bot runs on this database; on SQLite it is one at a time" in second.printed.read_text()

        await process.end()
        await process.start()
        alex.says("/help")
        await until(world, lambda: [m for m in screen(alex) if m.text == said("bot-help")][1:])


@pytest.mark.sqlite
async def test_what_was_written_lies_in_the_database_file_alone_within_two_hours(tmp_path: Path) -> None:
    async with at("camera", tmp_path) as walk:
        before = updates_in_the_file_alone(tmp_path)
        await walk.says(walk.alex, "mayflower")
        assert updates_in_the_file_alone(tmp_path) == before

        await walk.stage.passes(timedelta(hours=2))
        assert updates_in_the_file_alone(tmp_path) == before + 1


def updates_in_the_file_alone(folder: Path) -> int:
    alone = folder / "alone.db"
    alone.write_bytes((folder / "reknit.db").read_bytes())
    with closing(sqlite3.connect(alone)) as database:
        return int(database.execute("SELECT count(*) FROM seen_update").fetchone()[0])


async def test_a_term_signal_does_not_wait_for_a_slow_telegram(tmp_path: Path) -> None:
    async with real_bot(tmp_path) as (world, process):
        alex, sam = world.people
        for method in ("sendMessage", "editMessageText", "answerCallbackQuery"):
            world.faults.add(method, fault=Slow(PATIENCE), times=None)
        await process.start()
        alex.says("onlyforus")
        alex.presses(said("bar.menu"))
        sam.says("/help")
        await until(world, lambda: [m for m in screen(sam) if m.text == said("bot-help")])
        await until(world, lambda: [press for press in world.state.presses.values() if press.answered])

        code, seconds = await timed(process.terminate())

        assert code == 0
        assert seconds < LONGEST_GOODBYE
        world.faults.clear()
        await process.start()
        await until(world, lambda: [m for m in screen(alex) if "onlyforus" in m.text])
        await until(world, lambda: [m for m in screen(alex) if said("bot-menu.pause") in m.labels])
        assert await process.terminate() == 0
        assert len([m for m in screen(sam) if m.text == said("bot-help")]) <= 2


# -- precisely between two steps, in this process


@pytest.mark.parametrize(
    ("fault", "times"), [(LostReply(), 2), (Dropped(), 1), (ServerError(), 1)], ids=lambda value: type(value).__name__
)
async def test_a_message_comes_once_or_twice_and_in_order_when_its_call_fails(
    tmp_path: Path, fault: Fault, times: int
) -> None:
    async with at("speak", tmp_path) as walk:
        await walk.says(walk.alex, "mayflower")
        walk.stage.world.faults.add("sendMessage", fault=fault, chat=walk.sam.id)
        await walk.presses(walk.alex, "engine-preview.send")
        await walk.stage.passes(A_MOMENT)

        came = [message.text for message in screen(walk.sam)]
        assert len(copies(walk.sam, "mayflower")) == times
        assert said("open_communication-mirror") in came[-1]
        assert "mayflower" in came[-2]
        await walk.sends(walk.sam, "june")
        assert len(copies(walk.alex, "june")) == 1


async def test_a_token_that_is_refused_for_a_while_loses_no_message(tmp_path: Path) -> None:
    async with at("speak", tmp_path) as walk:
        await walk.says(walk.alex, "mayflower")
        walk.stage.world.faults.add("sendMessage", 9, fault=Refusal(401, "Unauthorized"), chat=walk.sam.id)
        await walk.presses(walk.alex, "engine-preview.send")
        await walk.stage.passes(timedelta(minutes=20))

        assert len(copies(walk.sam, "mayflower")) == 1


async def test_an_edit_whose_answer_got_lost_is_made_again_without_harm(tmp_path: Path) -> None:
    async with at("camera", tmp_path) as walk:
        walk.stage.world.faults.add("editMessageText", fault=LostReply())
        await walk.says(walk.alex, "mayflower")
        await walk.stage.passes(A_MOMENT)

        assert [row for row in rows(tmp_path)["outbox"] if row[2] == "editMessageText"] == []
        assert walk.sees(walk.alex, "receipt.change")


def delivered_again(walk: Walk) -> list[Waiting]:
    """Return every update that the bot has fetched so far, as Telegram would deliver it again."""
    fetched = [update for call in walk.stage.world.called("getUpdates") if call.ok for update in call.result]
    waiting = []
    for update in fetched:
        kind = next(name for name in update if name != "update_id")
        waiting.append(Waiting(id=update["update_id"], kind=kind, body=update[kind], at=walk.stage.clock.now()))
    return waiting


async def test_an_update_that_comes_again_changes_nothing(tmp_path: Path) -> None:
    async with at("camera", tmp_path) as walk:
        await walk.says(walk.alex, "mayflower")
        await walk.presses(walk.alex, "feelings-sad", "engine-palette.done")
        await walk.says(walk.sam, "/menu")
        await walk.presses(walk.sam, "bar.pause")
        before = rows(tmp_path), walk.alex.screen(), walk.sam.screen()
        again = delivered_again(walk)
        assert len(again) >= 5

        await walk.stage.stop()
        walk.stage.world.state.waiting.extend(again)
        await walk.stage.start()

        assert (rows(tmp_path), walk.alex.screen(), walk.sam.screen()) == before
        assert walk.stage.world.state.waiting == []


async def test_the_same_update_twice_in_one_batch_counts_once(tmp_path: Path) -> None:
    async with at("camera", tmp_path) as walk:
        walk.alex.says("mayflower")
        waiting = walk.stage.world.state.waiting
        waiting.append(replace(waiting[0]))
        await walk.settle()

        assert walk.sees(walk.alex, "feelings-sad")
        await walk.presses(walk.alex, "feelings-sad", "engine-palette.done")
        assert len(rows(tmp_path)["answer"]) == 1


async def test_an_update_is_confirmed_only_once_it_is_committed(tmp_path: Path) -> None:
    async with at("camera", tmp_path) as walk:
        with databases.of(tmp_path).held():
            walk.alex.says("mayflower")
            while walk.stage.server.holds_a_poll:  # noqa: ASYNC110 -- nothing to wait on
                await asyncio.sleep(0)
            for _ in range(2000):
                await asyncio.sleep(0)
            unconfirmed = [waiting.body["text"] for waiting in walk.stage.world.state.waiting]
        await walk.settle()

        assert unconfirmed == ["mayflower"]
        assert walk.stage.world.state.waiting == []
        assert walk.sees(walk.alex, "feelings-sad")


@pytest.mark.postgresql
async def test_D1_to_D3_hold_when_two_workers_are_killed_in_turn(tmp_path: Path) -> None:
    """More of it: ``python -m tests.soak --workers 2``."""
    toll = await soak(tmp_path, kills=KILLS, couples=COUPLES, mode="webhook", workers=2, forked=True)

    assert toll.kills == KILLS
    assert toll.came >= 2 * COUPLES
