"""A world in one process and in no time: couples, strangers, Telegram, the bot, and all that can go wrong, by one seed.

The bot is the one that production starts, on a database file, with encryption; only Telegram's end of the line, the
clock, the threads and the source of chance are this world's own. The same seed lives the same lives, word for word.

A **journey** is one conversation that somebody was asked something in and gave at least one answer to, from its first
question until nobody is asked anything in it any more: it came to its end, or to where it rests until it is opened
again, or was broken off. What only frames others (the programme itself, settings, the safety questions) is none.
"""

from __future__ import annotations

import asyncio
import gc
import sys
import time
import warnings
from base64 import b64decode
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any, Literal, cast
from unittest import mock

from bot import turns
from bot.rehearsal import FloodLimits, LocalTelegram, NotPossible, Person, state
from flows.engine import events
from flows.engine.script import Ask, Flow
from flows.engine.session import Session
from flows.engine.step import step
from flows.programme import STEPS
from tests import databases
from tests.bot.process import TOKEN
from tests.bot.theatre import EVENING, KEY
from tests.world.buttons import readable
from tests.world.checker import Checker, Ways, watch
from tests.world.checkers import ALL
from tests.world.keeper import Keeper, Said, begun, drawn_from, in_memory
from tests.world.line import Exchange
from tests.world.loop import VirtualLoop
from tests.world.people import DAY, STRANGE, TEMPERS, WILLING, Human, Stranger, Temper
from tests.world.prologue import ZONES, Begun, begun_at, points_of
from tests.world.record import Couple, Event, Logged, Machine, Pressed, Record, Shown, Typed
from tests.world.trouble import KINDS, Trouble

COUPLES, DAYS = 3, 20.0
DEEP = 0.75
"""In so many worlds people are on their way when it begins; in the others nobody has heard of the bot."""
SOON = timedelta(minutes=10)
"""How long what is under way may take, such as a call that Telegram answers late."""
FRAMES = frozenset({"programme", "nudges", "safety"})


class Broken(AssertionError):
    """A rule does not hold. The text says which, in which seed, and how to see it again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What kind of world a seed makes; ``troubles`` are the kinds that may befall it."""

    seed: int
    couples: int = COUPLES
    days: float = DAYS
    troubles: frozenset[str] = KINDS
    rules: tuple[type[Checker], ...] = ALL
    database: str = "sqlite"
    deep: float = DEEP
    """How likely it is that couples are on their way when it begins."""

    @property
    def command(self) -> str:
        known = "" if self.troubles == KINDS else f" --troubles {','.join(sorted(self.troubles)) or 'none'}"
        kind = "" if self.database == "sqlite" else f" --database {self.database}"
        size = f"--couples {self.couples} --days {self.days:g}"
        size += "" if self.deep == DEEP else f" --deep {self.deep:g}"
        return f"python -m tests.soak --seeds {self.seed} {size}{known}{kind} --tell"


@dataclass
class Life:
    """What came of a world: counts, what broke, and the whole story of it."""

    plan: Plan
    counts: Counter[str]
    faults: Counter[str]
    broken: list[str]
    told: list[str]
    seconds: float
    """Of CPU."""


@dataclass
class World:
    plan: Plan
    folder: Path
    chance: Random
    loop: VirtualLoop
    before: Begun | None = None
    over: bool = False
    counts: Counter[str] = field(default_factory=Counter)
    told: list[str] = field(default_factory=list)
    broken: list[str] = field(default_factory=list)
    words: Counter[int] = field(default_factory=Counter)
    links: list[str] = field(default_factory=list)
    people: list[Human] = field(default_factory=list)
    errands: set[asyncio.Task[None]] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.partners: dict[int, set[int]] = defaultdict(set)
        limits = FloodLimits() if self.chance.random() < 0.5 else None
        self.telegram = LocalTelegram(self.now, limits=limits)
        if self.before is not None:
            self.telegram.state = state.load(self.before.telegram)
            self.loop.leap((self.before.now - EVENING).total_seconds())
        self.record = Record(self.telegram)
        begun(self.folder / "life", self.before.database if self.before is not None else None)
        self.record.folder = self.folder / "life"
        self.record.secrets = [KEY.encode(), b64decode(KEY), TOKEN.encode()]
        self.record.who_is_together = self._couples
        self.watch = watch(self.record, self.plan.rules, Ways(orderly=False, soon=SOON))
        self.record.listen(self._hears)
        self.trouble = Trouble(self, Random(self.chance.getrandbits(64)), self.plan.troubles)
        self.exchange = Exchange(self.telegram, self.trouble.way, self.trouble.fetched)
        self.keeper = Keeper(
            self.folder / "life",
            self.exchange,
            Random(self.chance.getrandbits(64)),
            self.host_now,
            self._heard,
            self._ended,
            limits=limits is not None,
            window=self.record.window,
        )

    # -- time

    def now(self) -> datetime:
        seconds = self.loop.time()
        if seconds != self._moment[0]:  # everybody asks, many times a moment
            self._moment = seconds, EVENING + timedelta(seconds=seconds)
        return self._moment[1]

    _moment = 0.0, EVENING

    def host_now(self) -> datetime:
        return self.now() + self.trouble.jump

    def soon_forgotten(self) -> datetime:
        """Return since when a question is still in somebody's mind."""
        return self.now() - timedelta(days=12)

    def later(self, seconds: float, act: Callable[[], None]) -> None:
        self.loop.call_later(seconds, self._if_it_goes_on, act)

    def _if_it_goes_on(self, act: Callable[[], None]) -> None:
        if not self.over:
            act()

    # -- the story

    def tell(self, what: str) -> None:
        self.told.append(f"{self.now():%a %d.%m. %H:%M:%S} {what}")

    def note(self, who: Human, what: str) -> None:
        self.tell(f"{who.name} {what}")

    def new_word(self, who: Human) -> str:
        self.words[who.person.id] += 1
        return f"w{self.people.index(who)}x{self.words[who.person.id]}q"

    def _hears(self, event: Event) -> None:
        match event:
            case Typed():
                does = "edits" if event.edited else "types" if event.kind == "text" else f"sends a {event.kind}:"
                self.tell(f"{self.record.name(event.person)} {does} in {event.chat}: {event.text[:80]!r}")
            case Pressed():
                label = event.label or "no such button"
                name = self.record.name(event.person)
                self.tell(f"{name} presses in {event.chat}, {event.message}: [{label}] {event.data}")
            case Shown():
                self._shown(event)
            case Logged():
                self.tell(f"  log {event.text}")
            case Machine():
                self.tell(f"  {event.what} {event.how}")
            case _:
                pass
        self._tells_of_breaks()

    def _tells_of_breaks(self) -> None:
        if len(self.watch.broken) > self._told_of:
            for violated in self.watch.broken[self._told_of :]:
                self.breaks(str(violated))
            self._told_of = len(self.watch.broken)

    _told_of = 0
    _ran = False

    def _shown(self, event: Shown) -> None:
        self.counts["shown"] += 1
        message = event.message
        text = message.text.replace("\n", " ")
        buttons = " ".join(f"[{label}]" for label in message.labels)
        self.tell(f"  {'✎' if event.edited else '>'} {event.chat} {message.id}: {text[:100]!r} {buttons[:80]}")
        if event.before is not None and event.before.text == message.text and not message.buttons:
            return  # its buttons were taken off, and no word of it was sent
        for word in sorted(event.words):
            author = self.record.authors[word].person
            for viewer in sorted(event.viewers):
                if not self._may_see(author, viewer):
                    names = f"{self.record.name(author)} reached {self.record.name(viewer)}"
                    self.breaks(f"words of {names}: {message.text!r}")

    def _may_see(self, author: int, viewer: int) -> bool:
        """Say whether this is their author, or somebody who is or was in a couple with them, by a link."""
        if viewer == author or viewer in self.partners[author]:
            return True
        if not self.record.linked(author, viewer) or not self._were_together(author, viewer):
            return False
        self.partners[author].add(viewer)
        self.partners[viewer].add(author)
        return True

    def _were_together(self, one: int, other: int) -> bool:
        found = self.record.window.rows(
            self.keeper.folder,
            "SELECT count(*) FROM member one JOIN member other ON one.couple_id = other.couple_id "
            "JOIN person p ON p.id = one.person_id JOIN person q ON q.id = other.person_id "
            f"WHERE p.telegram_id = {one} AND q.telegram_id = {other}",
        )
        return found != [(0,)]

    def _couples(self) -> list[Couple]:
        """Return the couples in the database: links alone would make one of all who hand theirs to several people."""
        found: dict[int, list[Any]] = {}
        if self.record.folder is None or not (self.before or self._ran):
            return []  # there may be no tables yet
        for number, ended, person in self.record.window.rows(
            self.record.folder,
            "SELECT c.id, c.ended_at IS NOT NULL, p.telegram_id FROM couple c "
            "JOIN member m ON m.couple_id = c.id JOIN person p ON p.id = m.person_id ORDER BY c.id",
        ):
            found.setdefault(cast("int", number), [bool(ended)]).append(person)
        return [
            Couple(number=number, ended=ended, people=frozenset(people)) for number, (ended, *people) in found.items()
        ]

    def _heard(self, said: Said) -> None:
        self.record.logs(str(said))
        if said.event == "running":
            self._ran = True
            self.record.goes_up()
        if said.event in ("bug", "parked", "given up"):
            self.breaks(f"the log says: {said}")

    def _ended(self, why: str) -> None:
        self.record.folder = self.keeper.folder  # as the dead have left it
        self.record.goes_down(why or "stopped")
        if why.startswith("bug"):
            self.breaks(why)

    def breaks(self, what: str) -> None:
        self.broken.append(f"!! {what}")
        self.tell(f"!! {what}")

    # -- who there is

    def settle_people(self) -> None:
        """Let couples and strangers be born; who is whose partner is what the rules go by."""
        known = self.telegram.people
        for number in range(2 * self.plan.couples + 2):
            person = known[number] if number < len(known) else self._born(number)
            kind = Human if number < 2 * self.plan.couples else Stranger
            if number % 2 == 0:
                tempers = self._tempers(kind)
            temper = self.chance.choice(tempers)
            self.people.append(kind(self, person, temper, Random(self.chance.getrandbits(64))))
            self.people[-1].has_seen()
            role: Literal["partner", "stranger"] = "partner" if kind is Human else "stranger"
            self.record.is_(person.id, role, number // 2 if kind is Human else None)
            self.tell(f"{person.name} is {person.id}, {temper.name}, {person.row.language}, {person.row.zone}")
        for one, other in zip(self.people[: 2 * self.plan.couples : 2], self.people[1::2], strict=False):
            one.partner, other.partner = other, one
            if self.chance.random() < 0.4:
                one.wishes = other.wishes = one.wishes - {"private"} | {"group"}
        for number, chat in enumerate(self.before.groups if self.before is not None else ()):
            if chat is not None:
                group = next(one for one in self.telegram.groups if one.id == chat)
                self.people[2 * number].group = self.people[2 * number + 1].group = group

    def _tempers(self, kind: type[Human]) -> tuple[Temper, ...]:
        """Return of which tempers two people are: where one of a couple does not go on, the other does not, either."""
        if kind is Stranger:
            return STRANGE
        return WILLING if self.before is not None and self.chance.random() < 0.6 else TEMPERS

    def _born(self, number: int) -> Person:
        zone = self.chance.choice(ZONES)
        language = "es" if self.chance.random() < 0.2 else "en"
        return self.telegram.person(f"Person{number}", language=language, zone=zone)

    def anybody(self, but: Human) -> Human:
        return self.chance.choice([human for human in self.people if human is not but])

    def some_data(self, chance: Random) -> str | None:
        """Return what some button of somebody carries."""
        human = chance.choice(self.people)
        found = [
            button.data
            for message in human.screen()
            for row in message.buttons
            for button in row
            if button.data is not None
        ]
        return chance.choice(found) if found else None

    # -- the whole of it

    async def lives(self) -> None:
        self.settle_people()
        self.keeper.down.set()
        tasks = [asyncio.create_task(human.lives()) for human in self.people]
        tasks.append(asyncio.create_task(self.trouble.comes()))
        minds = asyncio.create_task(self.trouble.minds())
        await asyncio.sleep(self.plan.days * DAY)
        self.over = True
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        await self.trouble.ends()
        await self.settles()
        await self.copies()
        self.watch.ends()
        self._tells_of_breaks()
        self._count()
        minds.cancel()
        await asyncio.gather(minds, return_exceptions=True)
        self.keeper.stops()
        await self.keeper.down.wait()

    async def settles(self) -> None:
        """Wait until the bot has seen all that happened and has said all that it has to say."""
        await self.keeper.up.wait()
        for _ in range(3):
            await asyncio.sleep(300)
            while self.telegram.state.waiting or not self.exchange.holds_a_poll:  # noqa: ASYNC110 -- no time passes
                await asyncio.sleep(1)
            await self.keeper.settled()

    async def copies(self) -> None:
        """Let everybody ask for their copy: whatever the bot has taken from them has to be in it (P6)."""
        for human in self.people:
            with suppress(NotPossible):
                human.person.says("/export")
        await self.settles()

    def _count(self) -> None:
        self.counts["updates"] += self.exchange.counts["updates"]
        self.counts["calls"] += self.exchange.counts["calls"]
        self.counts["lives"] += self.keeper.lives
        self.counts["commits"] += self.keeper.disk.commits
        for told in self.loop.unseen:
            self.breaks(f"unseen: {told}")


@contextmanager
def _counting(counts: Counter[str]) -> Iterator[None]:
    right = step
    open_: dict[tuple[str, int], int] = Counter()
    done: set[tuple[str, int, int]] = set()
    over: set[tuple[int, str]] = set()

    def counted(flow: Flow, session: Session, event: events.Event, now: datetime) -> Any:
        outcome = right(flow, session, event, now)
        finished = _finished(flow, session, outcome.session)
        if finished and (session.seed, finished) not in over:
            over.add((session.seed, finished))
            counts[f"steps finished: {finished}"] += 1
        if flow.name not in FRAMES:
            before, after = _asked(flow, session), _asked(flow, outcome.session)
            key = (flow.name, session.seed)
            if before:
                open_[key] += type(event).__name__ in ("Said", "Chose", "Ticked")
            if before and not after and open_[key]:
                mark = (*key, outcome.session.turn)
                if mark not in done:
                    done.add(mark)
                    counts["journeys"] += 1
                    counts[f"journeys: {flow.name}"] += 1
                open_[key] = 0
        return outcome

    with mock.patch.object(turns, "step", counted):
        yield
    counts["journeys not over"] += sum(1 for answers in open_.values() if answers)


def _finished(flow: Flow, before: Session, after: Session) -> str:
    """Return which of the five steps a couple has come to the end of just now, '' if none."""
    if flow.name != "programme" or after.count("step") <= before.count("step"):
        return ""
    return STEPS[before.count("step")]


def _asked(flow: Flow, session: Session) -> bool:
    """Say whether somebody is asked something."""
    if session.ended is not None:
        return False
    return any(isinstance(flow.state(place.state), Ask) for place in session.positions.values())


def lived(plan: Plan, folder: Path | None = None) -> Life:
    """Live one seed's world, and return what came of it."""
    if folder is None:
        with TemporaryDirectory(dir=databases.memory()) as name:
            return lived(plan, Path(name))
    began, chance = time.process_time(), Random(plan.seed)
    before = begun_at(plan.database, *points_of(plan.seed, plan.couples)) if chance.random() < plan.deep else None
    loop = VirtualLoop()
    counts: Counter[str] = Counter()
    drawn = drawn_from(Random(chance.getrandbits(64)))
    with databases.using(plan.database), in_memory(), drawn, readable(), _counting(counts), _seldom_swept():
        asyncio.set_event_loop(loop)
        try:

            async def whole() -> World:
                world = World(plan, folder, chance, loop, before)
                world.counts = counts
                await world.lives()
                return world

            world = loop.run_until_complete(whole())
        finally:
            asyncio.set_event_loop(None)
            loop.close()
            _clear(loop)
    seconds = time.process_time() - began
    return Life(plan, world.counts, world.trouble.counts, world.broken, world.told, seconds)


@contextmanager
def _seldom_swept() -> Iterator[None]:
    """Let Python look for circles of dead objects seldom, and never among what was there before this world.

    To look through all of the bot's code, its sentences and the worlds kept for later takes a fifth of a world's time.
    """
    before = gc.get_threshold()
    gc.collect()  # the world before it has died since
    gc.freeze()
    gc.set_threshold(50_000, 20, 100)
    try:
        yield
    finally:
        gc.set_threshold(*before)
        gc.unfreeze()


def _clear(loop: VirtualLoop) -> None:
    """Let go of the dead: what they still have to say as they are cleared away is of no interest."""
    hook = sys.unraisablehook
    sys.unraisablehook = lambda _: None
    try:
        with warnings.catch_warnings(action="ignore"):  # that what they began was never awaited
            loop.forget()
            gc.collect()
    finally:
        sys.unraisablehook = hook


def story(life: Life, lines: int = 120) -> str:
    """Return what led to the first rule that was broken, and how to see it again."""
    first = life.broken[0]
    until = next((n for n, line in enumerate(life.told) if line.endswith(first)), len(life.told))
    told = "\n".join(life.told[max(0, until - lines) : until + 1])
    broken = "\n".join(life.broken[:20])
    return f"{told}\n\nseed {life.plan.seed} broke {len(life.broken)} times:\n{broken}\n\n{life.plan.command}"


def hold(life: Life) -> None:
    """Raise if a rule was broken, with the story and how to see it again."""
    if life.broken:
        raise Broken(story(life))
