"""Bringing two people to a point of the programme by what they type and press; buttons are named by text key."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory

from bot.clock import ManualClock
from bot.rehearsal import Group, LocalTelegram, Message, Person, Press
from bot.rehearsal.messages import JsonObject
from bot.texts import Texts, languages
from flows.safety_questions import SAFETY
from tests import databases
from tests.bot.theatre import Theatre, theatre

MINDS = {"yes": "no", "no": "yes"}
"""Each answer to a safety question and the other one."""
_GAP = "\0"  # where a label names a moment or a person


@cache
def texts() -> Texts:
    """Return all texts, each of them read: what is on a screen is known by them."""
    found = Texts()
    for language, unread in found._unread.items():
        for name in tuple(unread):
            found._read(language, name)
    return found


@cache
def named(language: str) -> dict[str, tuple[str, ...]]:
    """Return what each text of a language names, by its key."""
    found = texts()
    return {**dict.fromkeys(found._bare[language], ()), **found._names[language]}


def said(key: str, language: str = "en", **arguments: str | int) -> str:
    """Return a sentence as Telegram shows it; what it names and is not given here is Alex, writing to Sam."""
    standing: dict[str, str | int] = {"me": "Alex", "partner": "Sam", "author": "Alex", "host": "none", "time": ""}
    standing |= {"speaker": "Alex", "listener": "Sam", "other": "Sam"}
    text = texts().text(language, key, {**standing, **arguments})
    return "\n".join(line.rstrip() for line in text.splitlines()).strip()


@cache
def _labels(key: str) -> re.Pattern[str]:
    """Return what a button may say, in any language and whatever it names."""
    names = ("me", "partner", "author", "speaker", "listener", "other", "time", "host")
    patterns = [
        re.escape(texts().text(language, key, dict.fromkeys(names, _GAP))).replace(re.escape(_GAP), ".*")
        for language in languages()
    ]
    return re.compile(f"(?:✓ )?(?:{'|'.join(patterns)})")


@dataclass
class Walk:
    """What people do, one thing after another; each waits until the bot has answered."""

    stage: Theatre

    @property
    def alex(self) -> Person:
        return self.stage.alex

    @property
    def sam(self) -> Person:
        return self.stage.sam

    @property
    def group(self) -> Group:
        return self.stage.world.groups[0]

    async def settle(self) -> None:
        await self.stage.settle()

    async def says(self, person: Person, text: str, chat: Group | None = None) -> Message:
        message = person.says(text, chat)
        await self.settle()
        return message

    async def answers(self, person: Person, text: str, chat: Group | None = None) -> Message:
        """Write into the reply that the bot has opened for this person."""
        message = person.answers(text, chat)
        await self.settle()
        return message

    async def presses(self, person: Person, *keys: str) -> Press:
        """Press the newest button of each text key, ``=4`` of a label; return the last press, answered."""
        press = None
        for key in keys:
            message, data = self.button(person, key)
            press = person.presses(data, message)
            await self.settle()
        assert press is not None  # at least one key
        return press

    async def forges(self, person: Person, data: str, message: Message | None = None) -> Press:
        press = person.forges(data, message or self.screens(person)[0])
        await self.settle()
        return press

    async def opens(self, *people: Person) -> None:
        """Come by, and open what came up meanwhile, if anything did."""
        for person in people:
            await self.says(person, "/menu")
            if self.sees(person, "bot-menu.waiting") and self.button(person, "bot-menu.waiting")[0] is person.last():
                await self.presses(person, "bot-menu.waiting")

    def button(self, person: Person, key: str) -> tuple[Message, str]:
        """Return the newest message that has this button, and what the button carries."""
        for message in self.screens(person):
            for button in (button for row in message.buttons for button in row):
                if button.text == key[1:] if key.startswith("=") else _labels(key).fullmatch(button.text):
                    return message, button.data or button.url or ""
        raise AssertionError(f"{person.name} sees no button {key}")

    def sees(self, person: Person, key: str) -> bool:
        """Tell whether the button is on one of the person's screens."""
        try:
            self.button(person, key)
        except AssertionError:
            return False
        return True

    def screens(self, person: Person) -> list[Message]:
        """Return all that the person can see, newest first."""
        chats = [person.chat.id, *(group.id for group in self.stage.world.groups if person.id in group.row.members)]
        shown = [message for chat in chats for message in self.stage.world.messages(chat)]
        return sorted(shown, key=lambda message: message.order, reverse=True)

    # -- the way

    async def to_safety(self, person: Person, nudges: str = "few") -> None:
        """From Welcome's first words to the first safety question."""
        keys = ("hello.go_on", "marks.go_on", "adult.yes", "consent.yes")
        await self.presses(person, *(f"welcome-{key}" for key in keys))
        await self.says(person, "madrid")
        await self.presses(person, "=Madrid", "welcome-quiet.usual")
        await self.presses(person, f"welcome-nudges.{nudges}", "welcome-safety_intro.go_on")

    async def calm(self, person: Person) -> None:
        await self.presses(person, *(f"engine-questions.{calm}" for calm in SAFETY.values()))

    async def worried(self, person: Person, question: str = "hurt") -> None:
        """Answer calmly up to this safety question, and give this one the other answer."""
        for name, calm in SAFETY.items():
            await self.presses(person, f"engine-questions.{calm if name != question else MINDS[calm]}")
            if name == question:
                return

    async def welcome(self, person: Person, nudges: str = "few") -> None:
        await self.to_safety(person, nudges)
        await self.calm(person)

    async def begins(self, person: Person) -> None:
        person.starts()
        await self.settle()

    async def invites(self) -> str:
        """Let Alex invite, and return the link."""
        await self.presses(self.alex, "welcome-whom.partner")
        return link_in(self.alex.last())

    async def opens_page(self, person: Person) -> None:
        """Let somebody begin a quiet page of their own."""
        await self.says(person, "/reflect")
        await self.presses(person, "reflection-choose.free")

    async def follows(self, person: Person, link: str) -> None:
        person.follows(link)
        await self.settle()

    async def to_questions(self) -> None:
        await self.begins(self.alex)
        await self.to_safety(self.alex)

    async def to_ready(self) -> None:
        await self.calm(self.alex)

    async def to_invited(self) -> None:
        """Alex has invited, Sam has answered all but whether to join."""
        link = await self.invites()
        await self.follows(self.sam, link)
        await self.welcome(self.sam)

    async def to_paired(self) -> None:
        await self.presses(self.sam, "welcome-invited.join")

    async def joins(self, one: Person, other: Person) -> None:
        """Make a couple of two who have not met the bot, from first words to private chats."""
        await self.begins(one)
        await self.welcome(one)
        await self.presses(one, "welcome-whom.partner")
        await self.follows(other, link_in(one.last()))
        await self.welcome(other)
        await self.presses(other, "welcome-invited.join")
        for person in (one, other):
            await self.presses(person, "programme-place.private")

    async def to_offered(self) -> None:
        await self.presses(self.alex, "programme-place.private")
        await self.presses(self.sam, "programme-place.private")

    async def to_group(self) -> None:
        """Both want a group: Alex adds the bot, Sam presses its button."""
        await self.presses(self.alex, "programme-place.group")
        await self.presses(self.sam, "programme-place.group")
        group = self.stage.world.group("Us", [self.alex, self.sam])
        self.alex.adds_bot(group, "couple")
        await self.settle()
        await self.presses(self.sam, "bot-group-hello.ours")

    async def to_camera(self) -> None:
        """Both are ready and agree to the rules: the first question for words."""
        for person in (self.alex, self.sam):
            await self.presses(person, "programme-offered.ready")
        for person in (self.alex, self.sam):
            await self.presses(person, "open_communication-rules.agree")

    async def to_speak(self) -> None:
        """Alex has the floor."""
        for person in (self.alex, self.sam):
            await self.presses(person, *["engine-words.skip"] * 4)
        await self.presses(self.alex, "open_communication-first.me")
        await self.presses(self.sam, "open_communication-first.you")
        for person in (self.alex, self.sam):
            await self.presses(person, "=4")

    async def to_causes(self) -> None:
        """Both have spoken and were heard; their words are "Alex tells", "Sam heard" and so on."""
        for speaker, listener in ((self.alex, self.sam), (self.sam, self.alex)):
            await self.sends(speaker, f"{speaker.name} tells")
            await self.sends(listener, f"{listener.name} heard")
            await self.presses(speaker, "open_communication-confirm.yes", "open_communication-more.enough")
            await self.sends(listener, f"{listener.name} understands")
            await self.presses(listener, "feelings-sad", "engine-palette.done")
            await self.presses(speaker, "=4")

    async def to_apology(self) -> None:
        """Both have told why it happened, and go on."""
        for person in (self.alex, self.sam):
            for cause in ("mine", "ours", "around"):
                await self.says(person, f"{person.name} {cause}")
        for person in (self.alex, self.sam):
            await self.presses(person, "open_communication-causes_next.go_on")

    async def sends(self, person: Person, text: str) -> None:
        """Say it, look at the preview, and send it; in a group saying it is sending it."""
        if self.stage.world.groups:
            await self.answers(person, text, self.group)
            return
        await self.says(person, text)
        await self.presses(person, "engine-preview.send")


def link_in(message: Message) -> str:
    return next(word for word in message.text.split() if word.startswith("https://t.me/"))


WAY: dict[str, tuple[str, Callable[[Walk], Awaitable[None]]]] = {
    "safety": ("", Walk.to_questions),
    "ready": ("safety", Walk.to_ready),
    "invited": ("ready", Walk.to_invited),
    "paired": ("invited", Walk.to_paired),
    "offered": ("paired", Walk.to_offered),
    "camera": ("offered", Walk.to_camera),
    "speak": ("camera", Walk.to_speak),
    "causes": ("speak", Walk.to_causes),
    "apology": ("causes", Walk.to_apology),
    "group": ("paired", Walk.to_group),
    "group camera": ("group", Walk.to_camera),
    "group speak": ("group camera", Walk.to_speak),
    "group causes": ("group speak", Walk.to_causes),
}
"""Each point, the one it is reached from, and how."""


@dataclass(frozen=True)
class Kept:
    """A moment that can be gone on from: Telegram's side, the database, and the time."""

    world: JsonObject
    database: databases.Kept
    now: datetime


@cache
def _memory() -> dict[tuple[str, str], Kept]:
    return {}


@asynccontextmanager
async def at(point: str, folder: Path, more: Mapping[str, str] | None = None) -> AsyncIterator[Walk]:
    """Open the theatre at a point of ``WAY`` ("": before anything); the way there is walked once a test run.

    ``more`` are further settings of the bot.
    """
    folder.mkdir(exist_ok=True)  # noqa: ASYNC240 -- a moment, in a test
    if not point:
        async with theatre(folder, more=more) as stage:
            yield Walk(stage)
        return
    kept = await kept_at(point)
    databases.of(folder).bring_back(kept.database)
    clock = ManualClock(kept.now)
    world = LocalTelegram.load(kept.world, now=clock.now)
    async with theatre(folder, clock=clock, world=world, seed=2, more=more) as stage:
        await stage.settle()
        yield Walk(stage)


async def kept_at(point: str) -> Kept:
    """Return the moment of a point, walked to at the first time."""
    place = databases.kind(), point
    if place not in _memory():
        before, go = WAY[point]
        with TemporaryDirectory() as name:
            folder = Path(name)
            async with at(before, folder) as walk:
                await go(walk)
            stage = walk.stage
            kept = databases.of(folder).keep()
            _memory()[place] = Kept(world=stage.world.dump(), database=kept, now=stage.clock.now())
    return _memory()[place]


# -- looking into the database

UNLIKE = ("seen_update", "sqlite_sequence")
"""Tables that differ after an update that changes nothing."""


def rows(folder: Path, *but: str) -> dict[str, list[tuple[object, ...]]]:
    """Return every row of every table, apart from the tables named."""
    return databases.of(folder).rows(*but)


def files(folder: Path) -> bytes:
    """Return the bytes of the database's files."""
    return databases.of(folder).on_disk()


def in_order(parts: list[str], whole: str) -> bool:
    """Tell whether all parts stand in ``whole``, each after the one before."""
    places = [whole.find(part) for part in parts]
    return -1 not in places and all(one < other for one, other in pairwise(places))
