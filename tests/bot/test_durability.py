"""D1 to D3: what was committed is said, in order, whatever dies in between."""

from __future__ import annotations

import asyncio
import random
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from bot.clock import ManualClock
from bot.rehearsal import (
    Dropped,
    LocalTelegram,
    LocalTelegramServer,
    LostReply,
    Message,
    Person,
    Refusal,
    ServerError,
    Slow,
)
from bot.rehearsal.calls import Reply
from bot.rehearsal.faults import Fault
from bot.rehearsal.state import Waiting
from tests import databases
from tests.bot.process import PATIENCE, TOKEN, Process, config, timed, until
from tests.bot.theatre import KEY
from tests.bot.walk import Walk, at, kept_at, rows, said

pytestmark = pytest.mark.usefixtures("database")

KILLS = 12
SEED = 20260504
A_MOMENT = timedelta(seconds=2)
"""Longer than the outbox waits before it tries again for the first time."""
LONGEST_GOODBYE = 5.0


class Deadly(LocalTelegram):
    """A local Telegram under which the bot is killed: before a call is made, after it, or a moment later."""

    def __init__(self, now: Callable[[], datetime]) -> None:
        super().__init__(now)
        self.chance = random.Random(SEED)
        self.process: Process | None = None
        self.kills: list[int] = []
        """After how many calls each kill came."""
        self._next = self._soon()

    def receive(self, method: str, given: Mapping[str, object]) -> Reply:
        if self.process is None or len(self.kills) == KILLS or len(self.calls) < self._next:
            return super().receive(method, given)
        match self.chance.choice(("before", "after", "later")):
            case "before":
                self._kill()
                return Reply(body=None)
            case "after":
                super().receive(method, given)
                self._kill()
                return Reply(body=None)
            case _:
                self._next = len(self.calls) + 1_000_000
                asyncio.get_running_loop().call_later(self.chance.uniform(0, 0.03), self._kill)
                return super().receive(method, given)

    def _kill(self) -> None:
        assert self.process is not None  # else nobody is killed
        self.process.kill()
        self.kills.append(len(self.calls))
        self._next = self._soon()

    def _soon(self) -> int:
        return len(self.calls) + self.chance.randint(6, 16)


class Talk:
    """Alex tells, Sam gives it back, Alex adds, and so on; each acts only on what is on their screen."""

    def __init__(self, world: LocalTelegram) -> None:
        self.world = world
        self.typed: list[str] = []
        self.sent: dict[int, list[str]] = {person.id: [] for person in world.people}
        """What was sent to each, in order."""
        self._pressed: set[str] = set()
        self._exchanges = 0

    async def goes_on(self) -> None:
        """Make one exchange: told, heard, and "partly"."""
        alex, sam = self.world.people
        self._exchanges += 1
        sam.says(f"aside{self._exchanges:03}")
        self.typed.append(f"aside{self._exchanges:03}")
        await self._sends(alex, f"told{self._exchanges:03}", sam)
        await self._sends(sam, f"heard{self._exchanges:03}", alex)
        await self._presses(alex, "open_communication-confirm.partly")
        before = alex.last().order
        if self._exchanges % 3 == 0:
            await self._presses(alex, "open_communication-slow.slowly")
        await until(self.world, lambda: came_after(alex, before, said("open_communication-add")))

    async def _sends(self, author: Person, words: str, to: Person) -> None:
        """Write it, once more if the bot asks for that, look at the preview, and send it."""
        self.typed.append(words)
        preview = None
        while preview is None:
            preview = await self._preview(author, words, author.says(words).order)
        await self._presses(author, "engine-preview.send", words)
        self.sent[to.id].append(words)
        await until(self.world, lambda: copies(to, words))

    async def _preview(self, author: Person, words: str, order: int) -> Message | None:
        """Return the preview; None if the question was sent again meanwhile, so that the words came too early."""

        def preview() -> Message | None:
            found = self._button(author, said("engine-preview.send"), words)
            return found[0] if found else None

        await until(self.world, lambda: preview() or came_after(author, order, said("engine-refused.early")))
        return preview()

    async def _presses(self, person: Person, key: str, words: str = "") -> None:
        """Press a button that was not pressed before, under a message with these words, once it is there."""
        message, data = await until(self.world, lambda: self._button(person, said(key), words))
        self._pressed.add(data)
        person.presses(data, message)

    def _button(self, person: Person, wanted: str, words: str) -> tuple[Message, str] | None:
        for message in reversed(screen(person)):
            button = message.button(wanted)
            if button and button.data and words in message.text and button.data not in self._pressed:
                return message, button.data
        return None


def screen(person: Person) -> list[Message]:
    """Return what the bot wrote to this person."""
    return [message for message in person.screen() if message.sender.bot]


def copies(person: Person, words: str) -> list[Message]:
    """Return the messages in which these words of the partner came."""
    return [message for message in screen(person) if words in message.text]


def came_after(person: Person, order: int, text: str) -> bool:
    return any(message.order > order and text in message.text for message in screen(person))


@asynccontextmanager
async def kept_alive(process: Process) -> AsyncIterator[None]:
    """Start the bot, and again whenever it has died; leave it running."""

    async def live() -> None:
        while True:
            await process.start()
            await process.ends(within=None)

    lives = asyncio.create_task(live())
    try:
        yield
    finally:
        lives.cancel()
        await asyncio.wait([lives])


@asynccontextmanager
async def real_bot(folder: Path) -> AsyncIterator[tuple[Deadly, Process]]:
    """A couple at Alex's first turn, and the real process on their database; it is not started yet."""
    kept = await kept_at("speak")
    databases.of(folder).bring_back(kept.database)
    world = Deadly.load(kept.world, ManualClock(kept.now).now)
    assert isinstance(world, Deadly)  # what load makes is of its own class
    async with LocalTelegramServer(world) as server, Process(config(server.url, folder)) as process:
        yield world, process


async def test_nothing_is_lost_doubled_or_out_of_order_when_the_process_is_killed(tmp_path: Path) -> None:
    async with real_bot(tmp_path) as (world, process):
        before = len(rows(tmp_path)["answer"])
        talk, world.process = Talk(world), process
        async with kept_alive(process):
            while len(world.kills) < KILLS:
                await talk.goes_on()
            await talk.goes_on()  # so that the last one lives

        assert await process.terminate() == 0
        for person in world.people:
            came = [message.text for message in screen(person)]
            firsts = [next(n for n, text in enumerate(came) if words in text) for words in talk.sent[person.id]]
            assert firsts == sorted(firsts)
            for words in talk.sent[person.id]:
                assert_once_or_in_flight(world, person, words)
        assert len(rows(tmp_path)["answer"]) - before == len(talk.typed)
        assert [row for row in rows(tmp_path)["outbox"] if row[2] != "deleteMessage"] == []
        printed = process.printed.read_text()
        assert [words for words in (*talk.typed, TOKEN, KEY) if words in printed] == []


def assert_once_or_in_flight(world: Deadly, person: Person, words: str) -> None:
    """A second copy is the first call of another life: the one before died before it learnt that it was made."""
    lives, here = 0, []
    for call in world.calls:
        lives += call.method == "getMe"
        if call.method == "sendMessage" and str(call.params["chat_id"]) == str(person.id) and call.ok:
            here.append((lives, words in str(call.params["text"])))
    came = [(place, life) for place, (life, carries) in enumerate(here) if carries]
    assert 1 <= len(came) <= 2, words
    if len(came) == 2:
        (first, before), (second, after) = came
        assert (second, after) == (first + 1, before + 1), words


async def test_a_term_signal_ends_an_idle_bot_at_once(tmp_path: Path) -> None:
    async with real_bot(tmp_path) as (world, process):
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
