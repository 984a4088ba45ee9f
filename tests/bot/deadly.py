"""A bot that is killed again and again while couples talk through it, and what must hold all the same."""

from __future__ import annotations

import asyncio
import random
import time
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Literal

from bot.app import real_now
from bot.clock import ManualClock
from bot.rehearsal import LocalTelegram, Person
from bot.rehearsal.calls import Reply
from tests import databases
from tests.bot import ledger
from tests.bot.process import CALLER, TOKEN, Process, kept_alive, played, shared
from tests.bot.talk import EARLY, LONG, Talk, screen
from tests.bot.theatre import KEY, free_port
from tests.bot.walk import Kept, Walk, at, rows, said

SEED = 20260504
Mode = Literal["polling", "webhook"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Came:
    """A text that came in one of the bot's lives, and those lives that were over then."""

    life: int
    over: frozenset[int]
    text: str


class Deadly(LocalTelegram):
    """A local Telegram under which the bot is killed: before a call is made, after it, or a moment later.

    It is killed ``most`` times in all, each time ``span`` calls after the last one.
    """

    def __init__(self, now: Callable[[], datetime]) -> None:
        super().__init__(now)
        self.chance = random.Random(SEED)
        self.processes: Sequence[Process] = ()
        """Of one bot, or of the workers that share a database, each known by the address that it calls."""
        self.most, self.span = 0, (6, 16)
        self.kills = self.lives = 0
        self.came: dict[int, list[Came]] = defaultdict(list)
        """What was put on each screen."""
        self._life: dict[int, int] = {}
        self._over: frozenset[int] = frozenset()
        self._left: float = self.chance.randint(*self.span)

    def receive(self, method: str, given: Mapping[str, object]) -> Reply:
        self._left -= 1
        if not self.processes or self.kills == self.most or self._left > 0:
            return self._received(method, given)
        match self.chance.choice(("before", "after", "later")):
            case "before":
                self._kill(CALLER.get())
                return Reply(body=None)
            case "after":
                self._received(method, given)
                self._kill(CALLER.get())
                return Reply(body=None)
            case _:
                self._left = float("inf")
                asyncio.get_running_loop().call_later(self.chance.uniform(0, 0.03), self._kill, CALLER.get())
                return self._received(method, given)

    def all_live(self) -> bool:
        """Say whether none of the processes is dead, about to be killed, or only starting."""
        lives = [self._life.get(number) for number in range(len(self.processes))]
        return None not in lives and self._over.isdisjoint(lives) and self._left < float("inf")

    def _received(self, method: str, given: Mapping[str, object]) -> Reply:
        reply, caller = super().receive(method, given), CALLER.get()
        if method == "getMe":
            self.lives += 1
            self._life[caller] = self.lives
        if method == "sendMessage" and self.calls[-1].ok:
            came = Came(life=self._life.get(caller, 0), over=self._over, text=str(given["text"]))
            self.came[int(str(given["chat_id"]))].append(came)
        return reply

    def _kill(self, number: int) -> None:
        self.processes[number].kill()
        self.kills += 1
        self._over |= {self._life.get(number, 0)}
        self._left = self.chance.randint(*self.span)


def begins_now(folder: Path, then: datetime) -> None:
    """Set the timers of a database of ``then`` for a process that has the real time: else months would be made up."""
    later = int((real_now() - then).total_seconds() * 1000)
    databases.of(folder).query(f"UPDATE timer SET due_at = due_at + {later}")


async def all_done(world: Deadly, folder: Path) -> None:
    """Wait until all processes live, all that people did was taken in, and all that was to be said has been said."""
    waiting = "SELECT count(*) FROM outbox WHERE method <> 'deleteMessage'"
    async with asyncio.timeout(LONG):
        while not world.all_live() or world.state.waiting or databases.of(folder).query(waiting) != [(0,)]:  # noqa: ASYNC110 -- much of it is nothing that the world hears of
            await asyncio.sleep(0.05)


@dataclass(frozen=True, slots=True, kw_only=True)
class Toll:
    """What a soak came to.

    ``early`` are answers that came before their question, and were asked for again; ``again`` counts copies that came
    once more, being under way at a kill.
    """

    database: str
    mode: Mode
    workers: int
    kills: int
    couples: int
    typed: int
    early: int
    came: int
    again: int
    seconds: float

    def __str__(self) -> str:
        return (
            f"{self.database}, {self.mode}, {self.workers} at work: {self.kills} kills, {self.couples} couples, "
            f"{self.typed} answers typed, {self.early} of them too early, {self.came} carried to the other in order, "
            f"{self.again} copies of what was under way, {self.seconds:.0f} s"
        )


async def soak(
    folder: Path,
    *,
    kills: int,
    couples: int,
    seconds: float = 3600,
    more: str = "",
    mode: Mode = "polling",
    forked: bool = False,
    workers: int = 1,
) -> Toll:
    """Kill the bot so often, but not for longer, and check D1 to D3 for every word that was typed meanwhile.

    ``more`` is what the configuration says beside; ``forked`` is as in ``Process``. Several ``workers`` are called in
    turn.
    """
    began = time.monotonic()
    kept = await couples_at_speak(couples)
    databases.of(folder).bring_back(kept.database)
    begins_now(folder, kept.now)
    world = Deadly.load(kept.world, ManualClock(kept.now).now)
    assert isinstance(world, Deadly)  # what load makes is of its own class
    world.most = kills
    world.span = (6, 10 + 6 * couples)
    before = len(rows(folder)["answer"])
    pairs = list(zip(world.people[::2], world.people[1::2], strict=True))
    talks = [Talk(world, pair, mark=f"c{number:02}n") for number, pair in enumerate(pairs)]

    async def goes_on(talk: Talk) -> None:
        while world.kills < kills and time.monotonic() - began < seconds:
            await talk.goes_on()
        await talk.goes_on()  # so that the last life lives

    ports = [free_port() for _ in range(workers)]
    async with AsyncExitStack() as stack:
        if workers > 1:
            processes = await stack.enter_async_context(shared(world, folder, ports, more=more, forked=forked))
        else:
            webhook = ports[0] if mode == "webhook" else None
            play = played(world, folder, webhook=webhook, more=more, forked=forked)
            processes = [await stack.enter_async_context(play)]
        world.processes = processes
        async with AsyncExitStack() as alive:
            for process in processes:
                await alive.enter_async_context(kept_alive(process))
            async with asyncio.TaskGroup() as group:
                for talk in talks:
                    group.create_task(goes_on(talk))
            world.most = world.kills
            await all_done(world, folder)
        assert [await process.terminate() for process in processes] == [0] * workers
        printed = "".join(process.printed.read_text() for process in processes)

    found = ledger.read(folder)
    typed = [typed for talk in talks for typed in talk.typed]
    early = [typed for talk in talks for typed in ledger.refused(found, talk)]
    assert len(rows(folder)["answer"]) - before == sum(len(found.stored[typed.message.text]) for typed in typed)
    for person in world.people:
        assert_told(world, person, sum(typed.author == person for typed in early))
    assert [words for words in (*(typed.message.text for typed in typed), TOKEN, KEY) if words in printed] == []
    again = sum(carried(world, person, talk.sent[person.id]) for talk in talks for person in talk.people)
    return Toll(
        database=databases.kind(),
        mode=mode,
        workers=workers,
        kills=world.kills,
        couples=couples,
        typed=len(typed),
        early=len(early),
        came=sum(len(words) for talk in talks for words in talk.sent.values()),
        again=again,
        seconds=time.monotonic() - began,
    )


def carried(world: Deadly, person: Person, sent: list[str]) -> int:
    """Return how many of these came twice, all of them having come in their order."""
    on_screen = [message.text for message in screen(person)]
    firsts = [next(n for n, text in enumerate(on_screen) if words in text) for words in sent]
    assert firsts == sorted(firsts)
    return sum(assert_once_or_in_flight(world, person, words) for words in sent)


def assert_once_or_in_flight(world: Deadly, person: Person, words: str) -> int:
    """Return how many copies there are too many: each the first call in this chat after a life that was cut off.

    It died before it learnt that the call was made; two lives may die so, one after the other.
    """
    came = [(place, one) for place, one in enumerate(world.came[person.id]) if words in one.text]
    assert came, words
    for (place, one), (next_place, another) in pairwise(came):
        assert next_place == place + 1, (words, came)
        assert one.life in another.over or another.life in another.over, (words, came)
    return len(came) - 1


def assert_told(world: Deadly, person: Person, refused: int) -> None:
    """Check that somebody was told of each refusal, and of no other one: what was under way at a kill came again."""
    told = [came for came in world.came[person.id] if said(EARLY) in came.text]
    again = sum(one.life in another.over or another.life in another.over for one, another in pairwise(told))
    assert refused <= len(told) <= refused + again, (person.name, refused, told)


@dataclass
class Another(Walk):
    """The way of a couple that is not the first."""

    number: int = 0

    @property
    def alex(self) -> Person:
        return self.stage.world.people[2 * self.number]

    @property
    def sam(self) -> Person:
        return self.stage.world.people[2 * self.number + 1]


async def couples_at_speak(couples: int) -> Kept:
    """Return a moment at which so many couples are about to talk."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        async with at("speak", folder) as walk:
            stage = walk.stage
            for number in range(1, couples):
                await to_speak(Another(stage, number=number))
        return Kept(world=stage.world.dump(), database=databases.of(folder).keep(), now=stage.clock.now())


async def to_speak(walk: Walk) -> None:
    for name in ("Alex", "Sam"):
        walk.stage.world.person(name, zone="Europe/Madrid")
    await walk.joins(walk.alex, walk.sam)
    await walk.to_camera()
    await walk.to_speak()
