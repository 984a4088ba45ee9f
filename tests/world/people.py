"""People with temperaments: what they do when they look at their phones, going by nothing but what is on them.

Everybody acts in their own time, whether or not the bot has answered: presses come late, twice, or for what is no
longer there. Each text that somebody types holds a word that is theirs alone, and known wherever it turns up.
"""

from __future__ import annotations

import asyncio
import re
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import chain, islice
from random import Random
from typing import TYPE_CHECKING

from bot import openings
from bot.rehearsal import Button, Group, Message, NotPossible, Person
from bot.texts import languages
from flows.engine.frozen import replace
from flows.safety_questions import SAFETY
from tests.bot.walk import texts
from tests.world.buttons import forged, read

if TYPE_CHECKING:
    from tests.world.world import World

MINUTE, HOUR, DAY = 60.0, 3600.0, 86400.0
MARKS = ("🔒", "✉️", "👥")
NEWEST = 7
"""So many messages of a chat are on a phone's screen."""
LINKS = "https://t.me/"
CITIES = ("Madrid", "Santiago", "Sydney", "New York", "Kolkata", "Lisbon")
TIMES = ("tomorrow 19:00", "sat 19:30", "sun 11:00", "monday 20:15", "31.12. 18:00", "soon", "in 2 hours", "19")
WORDS = (
    "I was afraid",
    "when you came home",
    "it hurt",
    "thank you for the walk",
    "I did not say it",
    "never again so",
)
COMMANDS = (
    *("/menu",) * 8,
    *(*(f"/{name}" for name in openings.commands()), "/resume") * 4,
    *("/help", "/safety", "/privacy", "/language", "/pause", "/timeout", "/export", "/start"),
)
ACTIONS = ("send", "share", "skip", "yes", "agree", "delete", "", "x:y", "0")
ODD = (
    "<b>{}</b> & <script>x</script> </i>",
    "\u202e{} desrever\u202c",
    "{}\u200b\u200d\ufeff zero",
    "*{}* _[a](tg://user?id=1)_ `b`",
    "/{}",
    "{} https://t.me/reknit_bot?start=aaaa",
    "{}\n\n\n🔒 “{}”",
    "{}" + " long words without an end" * 190,
)
STOPS = frozenset(
    {
        *("not_today", "not_now", "off", "leave_it", "leave_out", "close", "decline", "put_away", "not_yet", "later"),
        *("no", "keep", "rewrite", "change", "other", "delete", "withdraw", "end", "language", "example", "notes"),
        *(
            "rather_not",
            "without",
            "step_back",
            "snooze",
            "alone",
            "private_instead",
            "back",
            "another",
            "more",
            "leave",
        ),
        *("notes", "older", "newer", "trend", "picture", "pdf", "paper", "history", "because"),
        *("ask", "every_line", "look_again"),
    }
)
GRAVE = frozenset(
    {"leave_now", "erase_now", "erase_sure", "erase", "leave", "new_account", "new_account_link", "yours"}
)
"""What ends more than a conversation."""


def _asks_for_city() -> tuple[str, ...]:
    return tuple(
        texts().text(language, key, {})[:30] for language in languages() for key in ("welcome-zone", "nudges-place")
    )


CITY = _asks_for_city()
TIME = re.compile(r"[\"“«][^\"”»]{0,12}\d{1,2}:\d{2}[\"”»]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Temper:
    """``rest`` is the mean of seconds between two looks at the phone, ``acts`` how much is done then at most.

    ``haste`` is the mean of seconds between two acts. The others are probabilities: of taking the way on, of a slip, of
    malice, of ending what was begun, and of putting the phone away where nothing is asked.
    """

    name: str
    rest: float
    acts: int
    haste: float = 20
    onward: float = 0.9
    slips: float = 0.02
    malice: float = 0.0
    stops: float = 0.01
    calm: float = 0.6


TEMPERS = (
    Temper(name="eager", rest=0.5 * HOUR, acts=30, haste=12, stops=0.003),
    Temper(name="eager", rest=HOUR, acts=30, haste=6, onward=0.95, stops=0.001),
    Temper(name="eager", rest=2 * HOUR, acts=25, haste=20, onward=0.8),
    Temper(name="eager", rest=2 * HOUR, acts=25, haste=20),
    Temper(name="slow", rest=9 * HOUR, acts=9, haste=90),
    Temper(name="silent", rest=3 * DAY, acts=5, haste=60, onward=0.7),
    Temper(name="contrary", rest=4 * HOUR, acts=14, onward=0.5, stops=0.06),
    Temper(name="clumsy", rest=2 * HOUR, acts=20, haste=3, slips=0.2),
    Temper(name="malicious", rest=3 * HOUR, acts=16, haste=4, slips=0.05, malice=0.2, stops=0.02),
)

WILLING = (
    Temper(name="willing", rest=0.4 * HOUR, acts=60, haste=25, onward=0.98, slips=0.01, stops=0.0003, calm=0.93),
    Temper(name="willing", rest=2 * HOUR, acts=60, haste=40, onward=0.98, slips=0.005, stops=0.0003, calm=0.93),
)
"""Two of these go on from step to step: they answer within minutes and say yes to what is offered."""
RARELY = 6
STRANGE = tuple(replace(temper, rest=RARELY * temper.rest) for temper in TEMPERS)
"""Strangers stay away for longer: couples are to have most of a world's time."""
PATIENCE = 0.95
"""How likely people rather wait than press what would only call something off."""


@dataclass
class Human:
    """One person of the world. ``group`` is the chat that they share with their partner, once there is one."""

    world: World
    person: Person
    temper: Temper
    chance: Random
    partner: Human | None = None
    group: Group | None = None
    wishes: frozenset[str] = frozenset({"either", "private", "go_on", "join", "partner", "enough"})
    """Which options they take where they have the choice."""
    pressed: deque[tuple[Message, str]] = field(default_factory=lambda: deque(maxlen=40))
    links: list[str] = field(default_factory=list)
    own: deque[Message] = field(default_factory=lambda: deque(maxlen=20))
    acts: int = 0

    @property
    def name(self) -> str:
        return self.person.name

    def has_seen(self) -> None:
        """Know the links that have come already."""
        self.links += [word for message in self.screen() for word in message.text.split() if word.startswith(LINKS)]

    async def lives(self) -> None:
        await asyncio.sleep(self.chance.uniform(0, self.temper.rest / 4))
        while not self.world.over:
            for _ in range(self.chance.randint(1, self.temper.acts)):
                if self.world.over or not self.does_something():
                    break
                await asyncio.sleep(self.chance.expovariate(1 / self.temper.haste))
            await asyncio.sleep(self.chance.expovariate(1 / self.temper.rest))

    def does_something(self) -> bool:
        """Do one thing, and say whether there may be more to do now."""
        self.acts += 1
        self.world.counts["acts"] += 1
        try:
            return self._acts()
        except NotPossible:
            self.world.counts["not possible"] += 1
            return True

    # -- what is on the screen

    def screen(self) -> list[Message]:
        """Return the newest messages of all their chats, newest first."""
        chats = [self.world.telegram.state.chats[self.person.id]]
        if self.group is not None and self.person.id in self.group.row.members:
            chats.append(self.group.row)
        found = chain.from_iterable(islice(reversed(chat.messages.values()), NEWEST) for chat in chats)
        return sorted(found, key=lambda message: -message.order)

    def _acts(self) -> bool:
        if self._first_steps():
            return True
        draw = self.chance.random()
        if draw < self.temper.malice:
            MALICE[self.chance.randrange(len(MALICE))](self)
            return True
        if self.chance.random() < self.temper.slips:
            self._slips()
            return True
        if self.chance.random() < self.temper.stops:
            return self._ends_something()
        shown = [message for message in self.screen() if message.sender.bot]
        if self.chance.random() < 0.04:
            return self._amends()
        for message in shown[:3]:
            if self._answers(message):
                return True
        return self._begins_something(shown)

    def _first_steps(self) -> bool:
        """Follow what one was handed, or begin."""
        for message in self.screen():
            if message.kind == "note" and message.text not in self.links:
                self.links.append(message.text)
                self._says_nothing_of(f"follows {message.sender.name}'s link")
                self.own.append(self.person.follows(message.text, self.group if "startgroup" in message.text else None))
                return True
        if self.world.telegram.state.chats[self.person.id].bot == "none" and self.partner_may_begin():
            self.person.starts()
            return True
        return False

    def partner_may_begin(self) -> bool:
        return True

    def _says_nothing_of(self, what: str) -> None:
        self.world.note(self, what)

    # -- answering

    def _answers(self, message: Message) -> bool:
        """Do what a message asks for, if it asks for something."""
        buttons = [button for row in message.buttons for button in row if button.data]
        kinds = "strwax" if self.chance.random() < 0.03 else "st"
        asks = [button for button in buttons if button.data and button.data[0] in kinds]
        if message.kind != "text" or message.at < self.world.soon_forgotten():
            return False
        link = next((word for word in message.text.split() if word.startswith(LINKS)), None)
        if link and link not in self.links:
            return self._passes_on(link)
        url = next((button.url for row in message.buttons for button in row if button.url), None)
        if url and "startgroup" in url and self.chance.random() < 0.7:
            return self._makes_group(url)
        if any(place in message.text for place in CITY) and not self._has_proposals(asks):
            self.says(self.chance.choice(CITIES))
            return True
        if TIME.search(message.text) and self.chance.random() < 0.4:
            self.says(self.chance.choice(TIMES))
            return True
        marked = any(mark in message.text[:60] for mark in MARKS)
        if message.force_reply and message.force_for in (None, (self.person.id,)):
            self.types(message, chat=message.chat)
            return True
        if marked and not _previews(asks) and self.chance.random() < 0.75:
            self.types(message)
            return True
        if not asks:
            return self._opens(message, buttons)
        chosen = self._chosen(asks)
        if chosen is not None:
            self.presses(message, chosen)
        return chosen is not None

    def _opens(self, message: Message, buttons: Sequence[Button]) -> bool:
        """Open what waits behind a nudge or a page."""
        wanted = ("m.continue", "m.show", "m.ours", "m.care_fine", "m.stay", "m.keep")
        for button in buttons:
            if button.data and button.data.startswith(wanted) and (message.id, button.data) not in self._done():
                self.presses(message, button)
                return True
        return False

    def _done(self) -> set[tuple[int, str]]:
        return {(message.id, data) for message, data in self.pressed}

    def _has_proposals(self, asks: Sequence[Button]) -> bool:
        return any(button.text in CITIES for button in asks) and self.chance.random() < 0.8

    def _chosen(self, asks: Sequence[Button]) -> Button | None:
        """Choose one of a question's buttons: mostly one that leads on; None to wait rather than to stop."""
        calm = [button for button in asks if _is_calm(button)]
        if calm:
            worried = self.chance.random() < (0.01 if self.temper.name != "contrary" else 0.03)
            return self.chance.choice(asks if worried else calm)
        ticks = [button for button in asks if button.data and button.data[0] == "t"]
        others = [button for button in asks if button not in ticks]
        if ticks and (not others or self.chance.random() < 0.55):
            return self.chance.choice(ticks)
        onward = [button for button in others if _leads_on(button)]
        if not self.chance.random() < self.temper.onward:
            return self.chance.choice(others)
        wanted = [button for button in onward if _action(button) in self.wishes]
        if wanted or onward:
            return self.chance.choice(wanted or onward)
        return None if self.chance.random() < PATIENCE else self.chance.choice(others)

    def _passes_on(self, link: str) -> bool:
        """Hand an invitation to the partner; the careless and the malicious give it to somebody else, too."""
        self.links.append(link)
        self.world.links.append(link)
        to = self.partner
        if to is None or self.chance.random() < 0.03:
            to = self.world.anybody(self)
        if to is not None:
            self._says_nothing_of(f"hands a link to {to.name}")
            self.person.hands(link, to.person)
        return True

    def _makes_group(self, url: str) -> bool:
        if self.group is None:
            members = [self.person] + ([self.partner.person] if self.partner else [])
            self.group = self.world.telegram.group(f"{self.name}'s group", members)
            if self.partner is not None and self.partner.group is None:
                self.partner.group = self.group
        self._says_nothing_of("adds the bot to the group")
        self.person.follows(url, self.group)
        return True

    # -- typing and pressing

    def word(self) -> str:
        """Return a word that nobody has typed before."""
        return self.world.new_word(self)

    def says(self, text: str, chat: int | None = None, reply_to: Message | None = None) -> Message:
        message = self.person.says(text, chat, reply_to)
        self.own.append(message)
        return message

    def types(self, question: Message, chat: int | None = None) -> None:
        """Answer in words: text mostly, sometimes in several messages, a voice message or a photo sometimes."""
        draw = self.chance.random()
        where = chat if chat != self.person.id else None
        replies = question if where is not None or draw > 0.97 else None
        if draw < 0.03:
            self.own.append(self.person.sends_voice(where, replies))
        elif draw < 0.05:
            self.own.append(self.person.sends_photo(where, replies, caption=self.word()))
        else:
            short = self.chance.random() < 0.2
            self.says(self.word() if short else f"{self.word()} {self.chance.choice(WORDS)}", where, replies)
            while self.chance.random() < 0.1:
                self.says(f"{self.word()} and more", where, replies)

    def presses(self, message: Message, button: Button) -> None:
        assert button.data is not None
        self.pressed.append((message, button.data))
        self.person.forges(button.data, message)  # as on a phone that may not have caught up

    def _amends(self) -> bool:
        """Edit something that was sent, or take it back, if anything was."""
        if not self.own:
            return True
        message = self.chance.choice(self.own)
        if message.kind == "text" and not message.text.startswith("/"):
            text = f"{self.word()} better"
            self.person.edits(message, text)
        return True

    # -- of their own accord

    def _begins_something(self, shown: Sequence[Message]) -> bool:
        """Look at the menu, open something, or put the phone away."""
        if self.chance.random() < self.temper.calm:
            return False
        for message in shown[:2]:
            pages = [one for row in message.buttons for one in row if one.data and one.data.startswith("m.")]
            pages = [one for one in pages if not _is_grave(one)]
            if len(pages) > 1 and self.chance.random() < 0.6:
                self.presses(message, self.chance.choice(pages))
                return True
        self.says(self.chance.choice(COMMANDS))
        return self.chance.random() < 0.8

    def _ends_something(self) -> bool:
        """Stop, pause, leave, erase, block, or throw the bot out of the group."""
        match self.chance.randrange(9):
            case 0 | 1:
                self.says(self.chance.choice(("/pause", "/timeout")))
            case 2:
                self.says("/erase")
                self._grave("m.erase")
            case 3 | 4:
                self._grave("m.leave", "m.more", "m.new_account", "m.end", "m.again", "m.setback")
            case 5:
                self._blocks()
            case 6 if self.group is not None:
                self._throws_out()
            case 7:
                self._stops(self.screen())
            case _:
                self.says("/menu")
        return True

    def _grave(self, *wanted: str) -> None:
        for message in self.screen():
            for button in (button for row in message.buttons for button in row):
                if button.data and button.data.startswith(wanted):
                    self.presses(message, button)
                    return

    def _stops(self, shown: Sequence[Message]) -> None:
        for message in shown:
            stops = [one for row in message.buttons for one in row if one.data and _action(one) in STOPS]
            if stops:
                self.presses(message, self.chance.choice(stops))
                return

    def _blocks(self) -> None:
        if self.world.telegram.state.chats[self.person.id].bot == "kicked":
            self.world.note(self, "unblocks the bot")
            self.person.unblocks()
        else:
            self.world.note(self, "blocks the bot")
            self.person.blocks()
            self.world.later(self.chance.uniform(MINUTE, 3 * DAY), self._comes_back)

    def _comes_back(self) -> None:
        self.world.note(self, "unblocks the bot")
        self.person.unblocks()

    def _throws_out(self) -> None:
        group = self.group
        assert group is not None
        if group.bot_in:
            self.world.note(self, "throws the bot out of the group")
            self.person.removes_bot(group)
            self.world.later(self.chance.uniform(MINUTE, 2 * DAY), lambda: self._adds_again(group))

    def _adds_again(self, group: Group) -> None:
        if self.person.id in group.row.members:
            self.world.note(self, "adds the bot to the group again")
            self.person.adds_bot(group)

    # -- slips

    def _slips(self) -> None:
        match self.chance.randrange(7):
            case 0 if self.pressed:
                message, data = self.pressed[-1]
                self._presses_again(message, data)
            case 1 if self.pressed:
                self._presses_again(*self.chance.choice(self.pressed))
            case 2:
                self.says(f"{self.word()} typed into nothing")
            case 3 if self.group is not None:
                self.says(f"{self.word()} said in the group", self.group.id)
            case 4:
                self.person.sends_document(caption=self.word())
            case 5 if self.own:
                own = self.chance.choice(self.own)
                if own.chat == self.person.id:
                    self.person.deletes(own)
            case _:
                for message in self.screen():
                    if message.buttons:
                        row = self.chance.choice(message.buttons)
                        button = self.chance.choice(row)
                        if button.data and not _is_grave(button):
                            self.presses(message, button)
                        return

    def _presses_again(self, message: Message, data: str) -> None:
        self.person.forges(data, message)

    # -- malice

    def _forges(self) -> None:
        """Send what another's button carries, from a message of one's own."""
        data = self.world.some_data(self.chance)
        mine = [message for message in self.screen() if message.sender.bot]
        if data and mine:
            self._presses_again(mine[0], self._twisted(data) if self.chance.random() < 0.5 else data)

    def _twisted(self, data: str) -> str:
        to = read(data)
        if to is None:
            return f"{data[:30]}.{self.chance.randrange(9)}"
        match self.chance.randrange(5):
            case 0:
                to = replace(to, kind=self.chance.choice("strwax"))
            case 1:
                to = replace(to, session_id=max(1, to.session_id + self.chance.randint(-3, 3)))
            case 2:
                to = replace(to, partner=to.partner.other)
            case 3:
                to = replace(to, number=max(0, to.number + self.chance.randint(-2, 3)))
            case _:
                to = replace(to, action=self.chance.choice(ACTIONS))
        return forged(to)

    def _says_odd_things(self) -> None:
        self.says(self.chance.choice(ODD).replace("{}", self.word()))

    def _tries_links(self) -> None:
        if self.world.links:
            self.person.starts(self.chance.choice(self.world.links).rpartition("=")[2])
        else:
            self.person.starts("A" * 32)

    def _floods(self) -> None:
        for _ in range(self.chance.randint(5, 25)):
            self.says(self.word())

    def _presses_old(self) -> None:
        if self.pressed:
            self._presses_again(*self.chance.choice(self.pressed))

    def _replies_to_old(self) -> None:
        chat = self.world.telegram.state.chats[self.person.id]
        shown = list(islice(reversed(chat.messages.values()), 40))
        if shown:
            self.says(f"{self.word()} to something old", None, self.chance.choice(shown))

    def _sends_files(self) -> None:
        self.own.append(self.person.sends_voice())
        self.own.append(self.person.sends_photo(caption=self.word()))
        self.person.sends_document(data=b"\0" * 10)

    def _speaks_for_the_bot(self) -> None:
        """Write what looks like the bot's own words."""
        self.says(f"🔒 Only you see this. {self.word()}")


MALICE: tuple[Callable[[Human], None], ...] = (
    *(Human._forges,) * 4,
    Human._says_odd_things,
    Human._says_odd_things,
    Human._tries_links,
    Human._floods,
    *(Human._presses_old,) * 2,
    Human._replies_to_old,
    Human._sends_files,
    Human._speaks_for_the_bot,
)


class Stranger(Human):
    """Somebody who belongs to nobody here: they try what can be tried from outside."""

    def _acts(self) -> bool:
        match self.chance.randrange(8):
            case 0:
                self.person.starts(self.chance.choice((None, "A" * 32, "hello")))
            case 1:
                self._tries_links()
            case 2 | 3:
                self._forges()
            case 4:
                self.says(self.chance.choice(COMMANDS))
            case 5:
                self._says_odd_things()
            case 6 if self.group is not None and self.person.id in self.group.row.members:
                self._in_the_group(self.group)
            case _:
                return self._first_steps() or self._answers(self.screen()[0]) if self.screen() else False
        return True

    def _in_the_group(self, group: Group) -> None:
        """Reply to the bot's questions there, and press what is to be pressed."""
        for message in islice(reversed(group.row.messages.values()), NEWEST):
            if message.sender.bot and message.buttons:
                self._presses_again(message, message.buttons[0][0].data or "m.menu")
                return
            if message.force_reply:
                self.says(f"{self.word()} not mine to answer", group.id, message)
                return
        self.says(self.word(), group.id)


def _action(button: Button) -> str:
    return (button.data or "").rpartition(".")[2]


def _leads_on(button: Button) -> bool:
    return (button.data or "")[:1] == "s" and _action(button) not in STOPS


def _is_grave(button: Button) -> bool:
    return any(part in GRAVE for part in (button.data or "").split("."))


def _is_calm(button: Button) -> bool:
    question, _, answer = _action(button).partition(":")
    return SAFETY.get(question) == answer


def _previews(asks: Sequence[Button]) -> bool:
    return any(_action(button) in ("send", "share") for button in asks)
