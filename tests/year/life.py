"""One couple's time, by chance: they press, type, travel, stay away and come back; the bot is down now and then.

Everything goes through the door: the bot on a database file, the local Telegram, a clock that is moved. What the bot
sends while it handles what one of them did was asked for; what it sends while time passes was not.
"""

from __future__ import annotations

import asyncio
import sys
import time
from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from structlog.testing import capture_logs

from bot import openings
from bot.desk import plan
from bot.rehearsal import Message, NotPossible, Person
from bot.store.transaction import Transaction
from flows.schedule import Plan, is_quiet, local_day
from tests.bot.walk import Walk, at, said

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
CITIES = ("Madrid", "Santiago", "Sydney", "New York", "Kolkata", "Lisbon")
COMMANDS = ("/menu", *(f"/{name}" for name in openings.commands()), "/resume", "/timeout", "/pause")
NEVER = ("erase", "leave", "export", "new_account", "delete", "language", ".end")
"""What ends a life here, or makes it another one."""
AT_THEIR_MOMENT = ("programme-back", "reflection-seven", "bot-care-again")
"""What comes at a moment that they have set themselves is no nudge."""
NUDGE = (said("nudge"), said("nudge", "es"))
NOTHING = (said("engine-wait"), said("engine-wait", "es"))
STARTS = ("offered", "camera", "group camera", "apology")


class Broken(AssertionError):
    """A rule does not hold."""


@dataclass
class Phone:
    """What the rules need to know of one person; ``alone`` counts nudges since their last sign of life."""

    person: Person
    eager: float
    seen: set[int] = field(default_factory=set)
    nudged: list[datetime] = field(default_factory=list)
    alone: int = 0
    away: int = 0
    wishes: Plan | None = None


@dataclass
class Life:
    walk: Walk
    chance: Random
    seed: int
    phones: list[Phone]
    counts: Counter[str] = field(default_factory=Counter)
    over: bool = False

    async def goes_on(self, days: int) -> None:
        end = self.now + days * DAY
        await self._take_in()
        while self.now < end and not self.over:
            if self.chance.random() < 0.04:
                await self._is_down(self.chance.choice((3 * HOUR, 15 * HOUR, 2 * DAY, 9 * DAY)))
            else:
                await self._passes(self.chance.choice((HOUR, 7 * HOUR, DAY, DAY, 3 * DAY, 12 * DAY)))
            for phone in self.phones:
                if phone.away > 0:
                    phone.away -= 1
                elif self.chance.random() < 0.02:
                    phone.away = self.chance.randrange(5, 25)
                elif self.chance.random() < phone.eager:
                    await self._is_there(phone)

    @property
    def now(self) -> datetime:
        return self.walk.stage.clock.now()

    # -- time

    async def _passes(self, time: timedelta) -> None:
        await self.walk.stage.passes(time)
        await self._check(most=None)

    async def _is_down(self, time: timedelta) -> None:
        await self.walk.stage.stop()
        self.walk.stage.clock.advance(time)
        await self.walk.stage.start()
        self.counts["downtimes"] += 1
        await self._check(most=1)

    async def _check(self, *, most: int | None) -> None:
        """Hold all that came by itself to N1 to N6."""
        for phone in self.phones:
            wishes = await self._wishes(phone)
            came = [message for message in self._new(phone) if not self._at_their_moment(message)]
            self._expect(most is None or len(came) <= most, phone, "N5")
            for message in came:
                self._hold(message, phone, wishes)

    def _hold(self, message: Message, phone: Phone, wishes: Plan) -> None:
        self.counts["nudges"] += 1
        self._expect(message.chat > 0 and message.text in NUDGE, phone, "N6")
        self._expect(not is_quiet(wishes, message.at), phone, "N1")
        days = {local_day(wishes, moment) for moment in phone.nudged[-3:]}
        self._expect(local_day(wishes, message.at) not in days, phone, "N2")
        phone.alone += 1
        self._expect(phone.alone <= 2, phone, "N3")
        phone.nudged.append(message.at)

    async def _wishes(self, phone: Phone) -> Plan:
        """Return how the person wants to be reminded; of whoever was erased after half a year, how they did."""
        now = await self.walk.stage.app._store.run(partial(_wishes, phone.person.id))
        self.over = self.over or now is None
        phone.wishes = now or phone.wishes
        assert phone.wishes is not None  # it is looked at from the first day on
        return phone.wishes

    def _at_their_moment(self, message: Message) -> bool:
        found = any(message.text.startswith(said(key)[:40]) for key in AT_THEIR_MOMENT)
        self.counts["at their moment"] += found
        return found

    def _expect(self, holds: bool, phone: Phone, rule: str) -> None:
        if not holds:
            last = "\n".join(f"{one.at:%a %d.%m. %H:%M} {one.text[:100]!r}" for one in phone.person.screen()[-8:])
            raise Broken(f"{rule}: seed {self.seed}, {phone.person.name}, {self.now}\n{last}")

    # -- what they do

    async def _is_there(self, phone: Phone) -> None:
        phone.alone = 0
        if self.chance.random() < 0.5:
            await self._opens(phone)  # at once, before anything else could have shown it
        for _ in range(self.chance.randrange(1, 5)):
            phone.alone = 0  # each is a sign of life, also after a nudge that came during this visit
            await self._acts(phone.person)
            self.counts["acts"] += 1
            await self._take_in()
        await self._opens(phone)
        await self._take_in()

    async def _acts(self, person: Person) -> None:
        buttons = [
            (message, button.data)
            for message in self.walk.screens(person)[:6]
            for row in message.buttons
            for button in row
            if button.data and not any(word in button.data for word in NEVER)
        ]
        match self.chance.randrange(8):
            case 0:
                await self.walk.says(person, self.chance.choice(COMMANDS))
            case 1:
                await self.walk.says(person, self.chance.choice(("some words", "12", "tomorrow 19:00")))
            case 2 if self.chance.random() < 0.2:
                await self._travels(person)
            case _ if buttons:
                message, data = self.chance.choice(buttons[:14])
                person.presses(data, message)
                await self.walk.settle()
            case _:
                await self.walk.says(person, "/menu")

    async def _travels(self, person: Person) -> None:
        await self.walk.says(person, "/nudges")
        try:
            city = self.chance.choice(CITIES)
            await self.walk.presses(person, "nudges-choose.place")
            await self.walk.says(person, city)
            await self.walk.presses(person, f"={city}")
            self.counts["journeys"] += 1
        except (AssertionError, NotPossible):
            return  # the page was not there: they are at something else

    async def _opens(self, phone: Phone) -> None:
        """Press the newest nudge if it is the newest message: there is always something behind it (N4)."""
        last = phone.person.last()
        if last.text in NUDGE:
            await self._take_in()
            phone.alone = 0
            self.counts["opened"] += 1
            await self.walk.presses(phone.person, "nudge.show")
            shown = self._new(phone)
            self._expect(any(message.text not in NOTHING for message in shown), phone, "N4")

    # -- what reached whom

    async def _take_in(self) -> None:
        for phone in self.phones:
            new = self._new(phone)
            self.counts["messages"] += len(new)
            nudges = [message for message in new if message.text in NUDGE]
            for message in nudges:  # as after a change of wishes, or of place
                self.counts["nudges at a change"] += 1
                self._hold(message, phone, await self._wishes(phone))

    def _new(self, phone: Phone) -> list[Message]:
        shown = [message for message in self.walk.screens(phone.person) if message.sender.bot]
        new = [message for message in shown if message.order not in phone.seen]
        phone.seen |= {message.order for message in new}
        return sorted(new, key=lambda message: message.order)


def _wishes(telegram_id: int, tx: Transaction) -> Plan | None:
    person = tx.people.by_telegram(telegram_id)
    return plan(person) if person else None


async def lived(folder: Path, seed: int, days: int) -> Counter[str]:
    """Let a couple live so long, and return what there was to count.

    Raises:
        Broken: one of N1 to N6 did not hold.
    """
    chance = Random(seed)
    async with at(chance.choice(STARTS), folder) as walk:
        phones = [Phone(person, chance.choice((0.02, 0.15, 0.4, 0.8))) for person in (walk.alex, walk.sam)]
        life = Life(walk, chance, seed, phones)
        born = life.now
        await life.goes_on(days)
        life.counts["days"] = (life.now - born).days
        return life.counts


def main(couples: int, days: int) -> None:
    """Play many years, print what there was, and stop at the first one in which a rule does not hold."""
    counts: Counter[str] = Counter()
    for seed in range(couples):
        with TemporaryDirectory() as folder, capture_logs():
            counts += asyncio.run(lived(Path(folder), seed, days))
        if seed % 10 == 9:
            sys.stdout.write(f"{seed + 1} {dict(counts)} {time.process_time():.0f} s\n")
    sys.stdout.write(f"{couples} couples, {days} days at most: {dict(counts)}; every rule held\n")


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
