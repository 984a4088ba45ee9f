"""Where couples are when a world begins: all that lies before has been lived by the bot's own code, once a process.

Most of a journey's sense lies deep in the programme, and to come there takes weeks: so some couples are past Welcome,
some have steps behind them, and some are in the middle of a talk. The way there is walked in a world without trouble.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache, partial
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from bot.rehearsal import Group, LocalTelegram, Person
from bot.rehearsal.messages import JsonObject
from bot.shelf import Shelved, from_json, record_to_json, to_json
from bot.store.transaction import Transaction
from flows import agreement
from flows.agreement import Own
from flows.boundary_items import ITEMS, UNTICKED
from flows.engine.effects import Record
from flows.engine.session import Partner
from flows.programme import STEPS
from tests import databases
from tests.bot.theatre import EVENING
from tests.bot.walk import Walk
from tests.world.buttons import readable
from tests.world.keeper import Keeper, begun, drawn_from, in_memory
from tests.world.line import Exchange, Way
from tests.world.loop import VirtualLoop

T = TypeVar("T")

RUNG, AGO = 2, timedelta(days=9)
"""How far touch goes for those who have agreed on boundaries, and since when they have."""
POINTS = (
    *("step 0", "step 1", "step 2", "step 3", "step 4", "speak", "causes", "apology", "group 0", "group 2"),
    *("outing 2", "week 3"),
)
"""Where a couple can be: "step 2" is before its third step, in private chats.

Of what takes weeks the most lies behind those at "outing 2", whose second time together is just over, and at "week 3",
whose week of gestures ends at its next look: so that both steps are finished in worlds of a few days.
"""


AN_OUTING = timedelta(hours=5)
"""After so long a time together is over, and both are asked about it."""
ZONES = ("Europe/Madrid", "America/Santiago", "Australia/Sydney", "America/New_York", "Asia/Kolkata", "Europe/Lisbon")
VARIANTS = 8
"""So many beginnings there are for a number of couples; each is lived once a process."""


@dataclass(frozen=True, slots=True)
class Phone:
    language: str
    zone: str


@dataclass(frozen=True, slots=True)
class Begun:
    """A moment at which a world can begin. ``groups`` are the chats of each couple's own, None for none."""

    telegram: JsonObject
    database: databases.Kept
    now: datetime
    groups: tuple[int | None, ...]


def points_of(seed: int, couples: int) -> tuple[tuple[Phone, ...], tuple[str, ...]]:
    """Return whose phones are what, and where couples are, in the world of a seed."""
    chance = Random(seed % VARIANTS)
    phones = (Phone(chance.choice(("en", "en", "en", "es")), chance.choice(ZONES)) for _ in range(2 * couples))
    return tuple(phones), tuple(chance.choice(POINTS) for _ in range(couples))


class _Stage:
    """As much of a theatre as a walk needs, in no time and without a socket."""

    def __init__(self, folder: Path, loop: VirtualLoop) -> None:
        self.folder, self.loop = folder, loop
        self.world = LocalTelegram(self.now)
        self.exchange = Exchange(self.world, lambda _: Way(), lambda updates: updates)
        begun(folder)
        self.keeper = Keeper(folder, self.exchange, Random(5), self.now, lambda _: None, lambda _: None)

    def now(self) -> datetime:
        return EVENING + timedelta(seconds=self.loop.time())

    async def settle(self) -> None:
        while self.world.state.waiting or not self.exchange.holds_a_poll:  # noqa: ASYNC110 -- no time passes
            await asyncio.sleep(0.2)
        await self.keeper.settled()


@dataclass
class _Way(Walk):
    """The way of one couple of several."""

    number: int = 0
    own: Group | None = None

    @property
    def alex(self) -> Person:
        return self.stage.world.people[2 * self.number]

    @property
    def sam(self) -> Person:
        return self.stage.world.people[2 * self.number + 1]

    @property
    def group(self) -> Group:
        assert self.own is not None  # asked for by those who have one
        return self.own

    async def sends(self, person: Person, text: str) -> None:
        await self.says(person, text)
        await self.presses(person, "engine-preview.send")

    async def to_safety(self, person: Person, nudges: str = "few") -> None:
        await self.presses(person, *(f"welcome-{key}.go_on" for key in ("hello", "marks")))
        await self.presses(person, "welcome-adult.yes", "welcome-consent.yes")
        city = person.row.zone.rpartition("/")[2].replace("_", " ")
        await self.says(person, city)
        if not self.sees(person, "welcome-quiet.usual"):
            await self.presses(person, f"={person.last().buttons[0][0].text}")
        await self.presses(person, "welcome-quiet.usual")
        await self.presses(person, f"welcome-nudges.{nudges}", "welcome-safety_intro.go_on")

    async def begins_together(self) -> None:
        """Make a couple of two who have not met the bot."""
        await self.begins(self.alex)
        await self.welcome(self.alex)
        await self.follows(self.sam, await self.invites())
        await self.welcome(self.sam)
        await self.presses(self.sam, "welcome-invited.join")

    async def goes_to(self, point: str) -> None:
        if point.startswith("group"):
            await self._makes_group()
        else:
            await self.to_offered()
        if point in ("speak", "causes", "apology"):
            await self.to_camera()
            await self.to_speak()
        if point in ("causes", "apology"):
            await self.to_causes()
        if point == "apology":
            await self.to_apology()

    async def _makes_group(self) -> None:
        for person in (self.alex, self.sam):
            await self.presses(person, "programme-place.group")
        self.own = self.stage.world.group("Us", [self.alex, self.sam])
        self.alex.adds_bot(self.own, "couple")
        await self.settle()
        await self.presses(self.sam, "bot-group-hello.ours")

    async def goes_on(self, point: str) -> None:
        """Go into the step that they have come to, as far as its longest wait."""
        if point.startswith("outing"):
            await self._plans()
        elif point.startswith("week"):
            await self._begins_week()

    async def _both(self, *keys: str) -> None:
        for key in keys:
            for person in (self.alex, self.sam):
                await self.presses(person, key)

    async def _plans(self) -> None:
        await self._both("programme-offered.ready", "connection-intro.agree", "engine-palette.skip")
        for person in (self.alex, self.sam):
            await self.presses(person, *["connection-votes.yes"] * 6, "engine-palette.done")
        for person in (self.alex, self.sam):
            await self._presses_first(person)
        proposer, other = self.alex, self.sam
        if not self.sees(proposer, "connection-propose.off"):
            proposer, other = other, proposer
        moment = (self.stage.world.now() + timedelta(minutes=10)).astimezone(ZoneInfo(proposer.row.zone))
        await self.says(proposer, f"{moment.day}.{moment.month}. {moment:%H:%M}")
        await self._presses_first(proposer)  # as it was understood
        await self.presses(other, "connection-accept.yes")
        for person in (self.alex, self.sam):
            await self.presses(person, "connection-arrange.together", "connection-phones.away")

    async def _presses_first(self, person: Person) -> None:
        await self.presses(person, f"={person.last().buttons[0][0].text}")

    async def _begins_week(self) -> None:
        await self._both("programme-offered.ready", "appreciation-intro.begin")
        for person in (self.alex, self.sam):
            await self.says(person, f"{person.name} noticed")
            await self.presses(person, "engine-words.skip", "engine-words.skip", "appreciation-preview.send")
        await self._both("appreciation-take.thanks")
        for person in (self.alex, self.sam):
            await self.presses(person, *["engine-palette.skip"] * 3)  # for words, for deeds, for touch
            await self.says(person, f"{person.name}s wish")
        for person, other in ((self.alex, self.sam), (self.sam, self.alex)):
            await self.presses(person, f"={other.name}s wish")

    async def looks(self) -> None:
        """Let both look what comes next."""
        for person in (self.alex, self.sam):
            await self.says(person, "/menu")
            await self.presses(person, "bot-menu.continue")


def step_of(point: str) -> int:
    """Return how many steps a couple has behind it."""
    last = point.rpartition(" ")[2]
    return int(last) if last.isdecimal() else 0


@cache
def begun_at(kind: str, people: tuple[Phone, ...], points: tuple[str, ...]) -> Begun:
    """Return the moment at which each couple is at its point; ``kind`` is that of the database."""
    with TemporaryDirectory(dir=databases.memory()) as name, databases.using(kind):
        return _in_no_time(partial(_walked, Path(name), people, points))


def _in_no_time(work: Callable[[VirtualLoop], Coroutine[Any, Any, T]]) -> T:
    loop = VirtualLoop()
    with in_memory(), drawn_from(Random(4)), readable():
        asyncio.set_event_loop(loop)
        try:
            return loop.run_until_complete(work(loop))
        finally:
            asyncio.set_event_loop(None)
            loop.close()


async def _walked(folder: Path, people: tuple[Phone, ...], points: tuple[str, ...], loop: VirtualLoop) -> Begun:
    stage = _Stage(folder, loop)
    for number, phone in enumerate(people):
        stage.world.person(f"Person{number}", language=phone.language, zone=phone.zone)
    stage.keeper.starts()
    await stage.keeper.up.wait()
    ways = [_Way(stage, number=number) for number in range(len(points))]  # type: ignore[arg-type]  # as much as is used
    for couple, (way, point) in enumerate(zip(ways, points, strict=True), start=1):
        await way.begins_together()
        await way.goes_to(point)
        if step := step_of(point):
            assert stage.keeper.app is not None  # it runs
            await stage.keeper.app._store.run(partial(_come_to, step, couple))
            await way.looks()
            await way.goes_on(point)
            if most := MOST_BEHIND.get(point):
                await stage.keeper.app._store.run(partial(_remembers, *most, couple))
    if any(point.startswith("outing") for point in points):
        await asyncio.sleep(AN_OUTING.total_seconds())
    stage.keeper.stops()
    await stage.keeper.down.wait()
    groups = tuple(way.own.id if way.own is not None else None for way in ways)
    return Begun(stage.world.dump(), databases.of(folder).keep(), stage.now(), groups)


MOST_BEHIND: dict[str, tuple[str, dict[str, int | str]]] = {
    "outing 2": ("connection", {"done": 1}),
    "week 3": ("appreciation", {"week_until": EVENING.isoformat()}),
}
"""What the talk of a couple remembers of a time that nobody lived."""


def _remembers(flow: str, what: dict[str, int | str], couple: int, tx: Transaction) -> None:
    talk = next(stored for stored in tx.sessions.all_of(None, couple) if stored.flow == flow)
    tx.sessions.save(talk, to_json(from_json(talk.body).remember(**what)), EVENING)


def _come_to(step: int, couple: int, tx: Transaction) -> None:
    """Let a couple have the steps before ``step`` behind it, and an agreement where that was one of them."""
    programme = next(stored for stored in tx.sessions.all_of(None, couple) if stored.flow == "programme")
    tx.sessions.save(programme, to_json(from_json(programme.body).remember(step=step)), EVENING)
    if step > STEPS.index("boundaries"):
        own: Own = {**dict.fromkeys(ITEMS, UNTICKED), agreement.RUNG: RUNG, agreement.WAIT: agreement.NO_WAIT}
        facts = agreement.to_facts(agreement.sign(dict.fromkeys(Partner, own), EVENING - AGO))
        record = Record(name="agreement", facts=facts)
        kept = record_to_json(Shelved(session_id=0, record=record))
        tx.records.keep("agreement", kept, now=EVENING, couple_id=couple)
