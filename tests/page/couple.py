"""Alex and Sam at a rehearsal, acting past the page: brings the three phones quickly to where a test begins."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.rehearsal import Group, LocalTelegram, NotPossible, Person
from bot.rehearsal.links import read_link
from bot.rehearsal.play import Rehearsal, running
from flows.safety_questions import SAFETY

EVENING = datetime(2026, 5, 4, 18, 2, tzinfo=UTC)
"""A Monday, 20:02 in Madrid."""
CALM = [f"{question}:{answer}" for question, answer in SAFETY.items()]


@dataclass(frozen=True, slots=True)
class Couple:
    """What they do returns once the bot has said all that it has to say. Options are named as in the flows' rows."""

    rehearsal: Rehearsal

    @property
    def url(self) -> str:
        return self.rehearsal.server.url

    @property
    def port(self) -> int:
        return int(self.url.rsplit(":", 1)[1])

    @property
    def world(self) -> LocalTelegram:
        return self.rehearsal.notebook.world

    @property
    def alex(self) -> Person:
        return self.world.people[0]

    @property
    def sam(self) -> Person:
        return self.world.people[1]

    @property
    def group(self) -> Group:
        return self.world.groups[0]

    async def settle(self) -> None:
        while True:
            await self.rehearsal.server.drained()
            await self.rehearsal.app.settled()
            if not self.world.state.waiting:
                return

    async def passes(self, time: timedelta) -> None:
        await self.settle()
        await self.rehearsal.app.leap(self.rehearsal.notebook.clock.now() + time)

    # -- what one of them does

    async def says(self, who: Person, words: str, chat: Group | None = None) -> None:
        who.says(words, chat, reply_to=who.asked(chat))
        await self.settle()

    async def choose(self, who: Person, *options: str, chat: Group | None = None) -> None:
        """Press the newest button of each of these options, one after the other."""
        for option in options:
            shown = reversed(who.screen(chat))
            found = ((message, button.data) for message in shown for row in message.buttons for button in row)
            pressed = next(((m, data) for m, data in found if data and data.endswith(f".{option}")), None)
            if pressed is None:
                raise NotPossible(f"no button for {option}")
            who.presses(pressed[1], pressed[0])
            await self.settle()

    # -- where the two of them get to

    async def pair(self, *, place: str = "private") -> None:
        """Both have gone through Welcome, chosen the place, and are asked whether now is a good time."""
        await self._welcome(self.alex)
        await self.choose(self.alex, "partner")
        self.sam.follows(self._invitation())
        await self.settle()
        await self._welcome(self.sam, starts=False)
        await self.choose(self.sam, "join")
        for who in (self.alex, self.sam):
            await self.choose(who, place)
        if place == "group":
            await self._share_group()

    async def begin(self, *, place: str = "private") -> None:
        """Both have said yes to the talk and to its rules, and are asked the first question."""
        await self.pair(place=place)
        for option in ("ready", "agree"):
            for who in (self.alex, self.sam):
                await self.choose(who, option)

    async def prepare(self, *, place: str = "private") -> None:
        """Both have their notes, and Alex has the floor."""
        await self.begin(place=place)
        for who in (self.alex, self.sam):
            await self.choose(who, *["skip"] * 4)
        await self.choose(self.alex, "me")
        await self.choose(self.sam, "you")
        for who in (self.alex, self.sam):
            await self.choose(who, "3")

    async def _welcome(self, who: Person, *, starts: bool = True) -> None:
        if starts:
            who.starts()
            await self.settle()
        await self.choose(who, "go_on", "go_on", "yes", "yes")
        await self.says(who, "Madrid")
        await self.choose(who, "Europe/Madrid", "usual", "few", "go_on", *CALM)

    def _invitation(self) -> str:
        texts = [word for message in self.alex.screen() for word in message.text.split()]
        return next(word for word in reversed(texts) if word.startswith("https://t.me/"))

    async def _share_group(self) -> None:
        group = self.world.group("Us", [self.alex, self.sam])
        url = next(
            button.url for message in self.alex.screen() for row in message.buttons for button in row if button.url
        )
        self.alex.adds_bot(group, read_link(url, self.world.state.username).payload)
        await self.settle()
        for message in self.sam.screen(group):
            for row in message.buttons:
                self.sam.presses(row[0].text, message)
        await self.settle()


@asynccontextmanager
async def rehearsed(folder: Path, *, port: int = 0, fresh: bool = False) -> AsyncIterator[Couple]:
    """Rehearse in ``folder`` by a clock that stands still, and moves by leaps only."""
    async with running(folder, port=port, fresh=fresh, real=lambda: EVENING) as rehearsal:
        yield Couple(rehearsal)
