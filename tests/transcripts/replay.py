"""Plays a transcript over the wire, as two people with their phones would, and writes down what they then see."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from functools import cache, partial
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest.mock import patch
from zoneinfo import ZoneInfo

from structlog.testing import capture_logs
from structlog.typing import EventDict

from bot.clock import ManualClock
from bot.logs import place_of
from bot.rehearsal import Group, LocalTelegram, Message, Person, Press
from bot.rehearsal.messages import JsonObject
from bot.shelf import Shelved, from_json, record_to_json, to_json
from bot.store.transaction import Transaction
from flows.engine.effects import Record
from flows.programme import STEPS
from tests import databases
from tests.bot.theatre import EVENING, Theatre, theatre
from tests.transcripts.phones import Phones, told
from tests.transcripts.script import Line, Script, read

PATIENCE = 20.0
"""Seconds for one action; only a bot that hangs takes so long."""
_GONE = "message to delete not found"
_LABELS = re.compile(r"\[([^]]+)]")


class WentWrong(Exception):
    """A line could not be played, or the bot failed in it."""


@dataclass(frozen=True, slots=True)
class Kept:
    """The end of an included file: Telegram's side, the database, and the time."""

    world: JsonObject
    database: databases.Kept
    at: ManualClock


@dataclass
class Replay:
    """One file while it is played."""

    stage: Theatre
    phones: Phones
    log: list[EventDict]
    presses: list[Press] = field(default_factory=list)

    async def play(self, script: Script) -> str:
        """Return the file as it should read."""
        parts = ["\n".join(script.head)]
        for line in script.lines:
            parts.append(line.text)
            if line.acts:
                parts.extend(await self._act(script, line, before="\n\n".join(parts[-8:])))
            elif len(parts) == 2:
                parts.append(self._time())
        return "\n\n".join(parts) + "\n"

    async def _act(self, script: Script, line: Line, *, before: str) -> list[str]:
        self.presses, since = [], self.stage.clock.now()
        where = f"{script.path.name}:{line.number}: {line.text}"
        try:
            async with asyncio.timeout(PATIENCE):
                await self._do(line.text)
                await self.settle()
        except Exception as error:  # whatever it is, the reader wants to know in which line
            raise WentWrong(f"{before}\n\n{where}\n{type(error).__name__}: {error}") from error
        leapt = self.stage.clock.now() != since
        news = told(self.phones.look(), self._zone() if leapt else None)
        self._check(where)
        return [*self._toasts(), *news, *([self._time()] if leapt else [])]

    async def _do(self, text: str) -> None:
        for pattern, act in ACTIONS:
            found = pattern.fullmatch(text)
            if found:
                await act(self, *found.groups())
                return
        raise WentWrong("nobody knows how to do this")

    def _check(self, where: str) -> None:
        bugs = [entry for entry in self.log if entry["event"] == "bug"]
        refused = [call for call in self.stage.world.calls if not call.ok and _GONE not in str(call.answer)]
        world = self.stage.world
        shown = [message for chat in world.state.chats for message in world.messages(chat)]
        said = [message.text for message in shown if message.sender.bot and message.kind == "text"]
        torn = [text for text in said if "{" in text or not text.strip()]
        if bugs or refused or torn:
            raise WentWrong(f"{where}\nbugs: {bugs}\nrefused by Telegram: {refused}\ntexts: {torn}")

    def _toasts(self) -> list[str]:
        names = [(self.stage.world.find(press.person).name, press.toast) for press in self.presses]
        return [f"> *{name} sees for a moment:* {toast}" for name, toast in names if toast]

    def _time(self) -> str:
        local = self.stage.clock.now().astimezone(ZoneInfo(self._zone()))
        return f"**{local:%A} {local.day} {local:%B}, {local:%H:%M}**"

    def _zone(self) -> str:
        return self.stage.alex.zone

    # -- what somebody can do

    def who(self, name: str) -> Person:
        found = next((person for person in self.stage.world.people if person.name == name), None)
        return found or self.stage.world.person(name, zone="Europe/Madrid")

    @property
    def group(self) -> Group:
        return self.stage.world.groups[-1]

    async def settle(self) -> None:
        """Wait for the bot; if one of its parts has ended, fail with what ended it."""
        settling = asyncio.ensure_future(self.stage.settle())
        ended = asyncio.ensure_future(self.stage.app.wait())
        try:
            await asyncio.wait((settling, ended), return_when=asyncio.FIRST_COMPLETED)
            if ended.done():
                ended.result()
            await settling
        finally:
            settling.cancel()
            ended.cancel()

    async def says(self, name: str, words: str) -> None:
        self.who(name).says(words)

    async def answers(self, name: str, words: str) -> None:
        self.who(name).answers(words, self.group)

    async def chats(self, name: str, words: str) -> None:
        self.who(name).says(words, self.group)

    async def long_text(self, name: str, count: str) -> None:
        self.who(name).says(("word after word " * (int(count) // 16 + 1))[: int(count)].strip())

    async def voice(self, name: str, group: str | None) -> None:
        if group is None:
            self.who(name).sends_voice()
            return
        self.who(name).sends_voice(self.group, reply_to=self.who(name).asked(self.group))

    async def photo(self, name: str) -> None:
        self.who(name).sends_photo()

    async def edits(self, name: str, old: str, new: str) -> None:
        mine = [message for message in self._screens(self.who(name)) if message.text == old]
        self.who(name).edits(mine[-1], new)

    async def press(self, name: str, labels: str, group: str | None) -> None:
        chat = self.group if group else self.who(name).chat
        for label in _LABELS.findall(labels):
            self.presses.append(self.who(name).presses(label, chat=chat))
            await self.settle()
            self.presses[-1] = self.stage.world.state.presses[self.presses[-1].id]

    async def press_old(self, name: str, label: str) -> None:
        """Press a button that is there no longer, on a screen that has not caught up."""
        place = self.who(name).chat.id
        self.presses.append(self.who(name).presses(label, self.phones.gone(place, label)))

    async def starts(self, name: str) -> None:
        self.who(name).starts()

    async def hands(self, name: str, other: str) -> None:
        self.who(name).hands(self._link(self.who(name)), to=self.who(other))

    async def follows(self, name: str) -> None:
        self.who(name).follows(self._link(self.who(name)))

    async def creates_group(self, name: str) -> None:
        group = self.stage.world.group("Us", [self.stage.alex, self.stage.sam])
        links = [button.url for message in self.who(name).screen() for row in message.buttons for button in row]
        self.who(name).follows([url for url in links if url][-1], group)

    async def joins(self, name: str) -> None:
        self.who(name).joins(self.group)

    async def leaves(self, name: str) -> None:
        self.who(name).leaves(self.group)

    async def removes_bot(self, name: str) -> None:
        self.who(name).removes_bot(self.group)

    async def passes(self, count: str, unit: str) -> None:
        await self.stage.passes(timedelta(**{unit if unit.endswith("s") else f"{unit}s": int(count)}))

    async def restarts(self) -> None:
        await self.stage.restart()

    def _screens(self, person: Person) -> list[Message]:
        return [*person.screen(), *(message for group in self.stage.world.groups for message in group.screen())]

    @staticmethod
    def _link(person: Person) -> str:
        words = [word for message in person.screen() for word in message.text.split()]
        return [word for word in words if word.startswith("https://t.me/")][-1]


_WHO = r"(Alex|Sammy|Sam|Robin)"
ACTIONS: tuple[tuple[re.Pattern[str], Callable[..., Awaitable[None]]], ...] = tuple(
    (re.compile(pattern), act)
    for pattern, act in (
        (rf"{_WHO}: (.+)", Replay.says),
        (rf"{_WHO} in the group: (.+)", Replay.answers),
        (rf"{_WHO} in the group, to everybody: (.+)", Replay.chats),
        (rf"{_WHO} sends a text of (\d+) characters", Replay.long_text),
        (rf"{_WHO} sends a voice message( in the group)?", Replay.voice),
        (rf"{_WHO} sends a photo", Replay.photo),
        (rf'{_WHO} edits "(.+)" to "(.+)"', Replay.edits),
        (rf"{_WHO} presses ((?:\[[^]]+])(?:,? \[[^]]+])*)( in the group)?", Replay.press),
        (rf"{_WHO} presses the old \[([^]]+)]", Replay.press_old),
        (rf"{_WHO} starts the bot", Replay.starts),
        (rf"{_WHO} hands the invitation to {_WHO}", Replay.hands),
        (rf"{_WHO} follows the invitation", Replay.follows),
        (rf"{_WHO} creates the group", Replay.creates_group),
        (rf"{_WHO} joins the group", Replay.joins),
        (rf"{_WHO} leaves the group", Replay.leaves),
        (rf"{_WHO} removes the bot from the group", Replay.removes_bot),
        (r"-- (\d+) (minutes?|hours?|days?) pass(?:es)?", Replay.passes),
        (r"-- the bot is restarted", Replay.restarts),
    )
)


async def replay(path: Path) -> str:
    """Play a file and return how it should read."""
    with TemporaryDirectory() as folder:
        async with _played(read(path), Path(folder)) as (text, _):
            return text


def _place_and_words(bug: BaseException) -> str:
    """Return where a bug happened and what it says, which no log of people may hold: here nobody wrote anything."""
    return f"{place_of(bug)}: {bug}"


@asynccontextmanager
async def _played(script: Script, folder: Path) -> AsyncIterator[tuple[str, Theatre]]:
    with capture_logs() as log, patch("bot.clerk.place_of", _place_and_words):
        async with _opened(script, folder) as stage:
            await stage.settle()
            if script.step is not None:
                await stage.app._store.run(partial(_come_to, STEPS.index(script.step)))
            if script.agreed is not None:
                await stage.app._store.run(partial(_agree_on, script.agreed))
            text = await Replay(stage=stage, phones=Phones(stage.world), log=log).play(script)
            yield text, stage


@asynccontextmanager
async def _opened(script: Script, folder: Path) -> AsyncIterator[Theatre]:
    if script.include is None:
        async with theatre(folder, languages=script.languages, seed=script.seed) as stage:
            yield stage
        return
    kept = await _kept(script.include)
    databases.of(folder).bring_back(kept.database)
    clock = ManualClock(kept.at.now())
    world = LocalTelegram.load(kept.world, now=clock.now)
    async with theatre(folder, clock=clock, world=world, seed=script.seed) as stage:
        yield stage


def _come_to(step: int, tx: Transaction) -> None:
    """Let the couple have done the steps before ``step``."""
    programme = next(stored for stored in tx.sessions.all_of(None, 1) if stored.flow == "programme")
    tx.sessions.save(programme, to_json(from_json(programme.body).remember(step=step)), EVENING)


def _agree_on(rung: int, tx: Transaction) -> None:
    """Let the couple have signed an agreement with touch up to ``rung``."""
    record = Record(name="agreement", facts={"rung": rung, "signed": EVENING.date().isoformat()})
    tx.records.keep("agreement", record_to_json(Shelved(session_id=0, record=record)), now=EVENING, couple_id=1)


async def _kept(path: Path) -> Kept:
    """Return the end of a file; each is played for that once a test run."""
    place = databases.kind(), path
    if place not in _memory():
        with TemporaryDirectory() as name:
            folder = Path(name)
            async with _played(read(path), folder) as (_, stage):
                pass
            database = databases.of(folder).keep()
            _memory()[place] = Kept(world=stage.world.dump(), database=database, at=stage.clock)
    return _memory()[place]


@cache
def _memory() -> dict[tuple[str, Path], Kept]:
    return {}


__all__ = ["EVENING", "WentWrong", "replay"]
