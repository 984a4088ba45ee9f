"""The record of a world: all that people typed, pressed and were shown, in order, and the files that lie on the disk.

It is taken from the local Telegram's end of the line and never asks the bot, so that it can contradict it. Whoever
runs the world tells it what no phone shows: when the bot went down or up, what its log says, how wrong its clock is.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from io import BytesIO
from itertools import islice
from pathlib import Path
from typing import Any, Literal, TypeAlias, cast

from bot.rehearsal import LocalTelegram, Message
from bot.rehearsal.calls import Call
from bot.rehearsal.state import ChatRow
from bot.rehearsal.updates import LIFE, PRESS_LIFE
from flows.engine.frozen import replace
from flows.schedule import Plan
from tests.bot.theatre import KEY
from tests.world.window import Window
from tests.world.wording import says_one

WORD = re.compile(r"(?<![\w-])(?:[a-z]+-\d{4}|w\d+x\d+q)(?![\w-])")
"""What a typed text holds, each its own, so that it is known wherever it turns up: ``quartz-1043`` or ``w0x17q``."""
LINK = re.compile(r"\?start=([\w-]{20,})")
MARKS = {"🔒": "private", "✉": "sealed", "👥": "shared"}
Mark = Literal["", "private", "sealed", "shared"]
"""Who will read it, as the question on the screen said; '' where no question was there."""


_BEGUN = re.compile(r"w\d+x\d+q(?![\w-])")
_ENDING = re.compile(r"-\d{4}(?![\w-])")
_WORD_BYTES, _BEGUN_BYTES, _ENDING_BYTES = (re.compile(one.pattern.encode()) for one in (WORD, _BEGUN, _ENDING))
_LONGEST = 40
"""Letters or bytes of a word before its ending, at most."""


def words_in(text: str) -> frozenset[str]:
    """Return the words in a text; it is looked for what each kind has, as in bytes."""
    found = set()
    for sign in (*_BEGUN.finditer(text), *_ENDING.finditer(text)):
        found.update(WORD.findall(text, max(0, sign.start() - _LONGEST), sign.end() + 1))
    return frozenset(found)


def words_in_bytes(content: bytes) -> frozenset[str]:
    """Return the words that lie anywhere in bytes; both kinds are looked for by the byte that each of them has.

    A pattern that may begin at every byte would take twenty times as long in a database.
    """
    found = set()
    for sign in (*_BEGUN_BYTES.finditer(content), *_ENDING_BYTES.finditer(content)):
        found.update(_WORD_BYTES.findall(content, max(0, sign.start() - _LONGEST), sign.end() + 1))
    return frozenset(word.decode() for word in found)


def mark_of(text: str) -> Mark:
    """Return the mark that a message begins with."""
    return MARKS.get(text[:1], "")  # type: ignore[return-value]  # one of the marks


@dataclass(frozen=True, slots=True, kw_only=True)
class Typed:
    """Somebody wrote or edited something. ``mark`` is that of the question that it answers, as they saw it.

    ``prompt`` is that question: the one that they replied to, else the newest with a mark in that chat. ``before`` are
    the words that an edit took away. ``update`` is its number, None if the bot is not told.
    """

    at: datetime
    person: int
    chat: int
    message: int
    text: str
    mark: Mark = ""
    prompt: Message | None = None
    words: frozenset[str] = frozenset()
    before: frozenset[str] = frozenset()
    edited: bool = False
    kind: str = "text"
    update: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Pressed:
    """Somebody pressed a button. ``on`` is the message as it was then, None if it is gone.

    ``label`` is '' if nothing on their screen has such a button: it was forged, or is stale.
    """

    at: datetime
    person: int
    chat: int
    message: int
    data: str
    query: str
    label: str = ""
    on: Message | None = None
    words: frozenset[str] = frozenset()
    """What stood in it, and in the messages right above it that it came with."""
    update: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """The bot's message came or changed. ``viewers`` could see it at that moment; ``words`` stand in it or in its file.

    ``acts`` is how many things people had done by then: what has the same number can have the same cause.
    """

    at: datetime
    chat: int
    message: Message
    viewers: frozenset[int]
    words: frozenset[str] = frozenset()
    file: bytes = b""
    before: Message | None = None
    acts: int = 0

    @property
    def edited(self) -> bool:
        return self.before is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class Gone:
    """A message was deleted, by the bot or a person."""

    at: datetime
    chat: int
    message: Message


@dataclass(frozen=True, slots=True, kw_only=True)
class Called:
    """The bot called a method, and this came of it; also what Telegram refused, or never heard of."""

    at: datetime
    call: Call


@dataclass(frozen=True, slots=True, kw_only=True)
class Confirmed:
    """A poll has come in, by which Telegram forgets what lies before ``offset``."""

    at: datetime
    offset: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """An update was made for the bot; people's own acts are ``Typed`` and ``Pressed`` as well."""

    at: datetime
    update: int
    kind: str
    body: Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Logged:
    """A line of the bot's log, or of its metrics."""

    at: datetime
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Machine:
    """Something befell the machine; ``how`` says what in a few words."""

    at: datetime
    what: Literal["down", "up", "clock", "trouble"]
    how: str = ""


Event: TypeAlias = Typed | Pressed | Shown | Gone | Called | Confirmed | Told | Logged | Machine


@dataclass(slots=True, kw_only=True)
class Somebody:
    """A person of the world. ``role`` is what they began as; who was linked to whom is seen from invitations."""

    id: int
    name: str
    role: Literal["partner", "stranger", "third"] = "partner"
    couple: int | None = None
    """Which couple they are meant to be of, by its number."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Couple:
    """``people`` are in it, or were when it ended; ``earlier`` were in it some time before."""

    number: int
    people: frozenset[int]
    earlier: frozenset[int] = frozenset()
    ended: bool = False


@dataclass
class Record:
    """``keeps`` false lets events go once they were heard: a long soak would not fit into memory.

    ``sentences``: whatever people type is known by its whole text, as where they type no words of their own.
    """

    telegram: LocalTelegram
    folder: Path | None = None
    keeps: bool = True
    sentences: bool = False
    people: dict[int, Somebody] = field(default_factory=dict)
    events: list[Event] = field(default_factory=list)
    authors: dict[str, Typed] = field(default_factory=dict)
    """Who typed a word first, and what it answered."""
    typed: set[str] = field(default_factory=set)
    """The sentences that people have typed, where they count."""
    jump: timedelta = timedelta()
    """How far the host's clock is off."""
    down: bool = False
    acts: int = 0
    plans: dict[int, Plan] = field(default_factory=dict)
    """How people want to be reminded, as they have set it; whoever is not in it as everybody does at first."""
    key: str = KEY
    """The key in the configuration, in base64: the host's view."""
    secrets: list[bytes] = field(default_factory=list)
    """What must lie nowhere: the token, the keys."""
    window: Window = field(default_factory=Window)
    who_is_together: Callable[[], Iterable[Couple]] | None = None
    """How the world looks up who are couples, where links tell too little: some hand theirs to several people."""

    def __post_init__(self) -> None:
        self._listeners: list[Callable[[Event], None]] = []
        self._hosts: dict[str, int] = {}
        self._links: set[frozenset[int]] = set()
        self._couples: dict[int, Couple] = {}
        """All that there were, by their numbers, with whoever was in one at any time."""
        self.mixed: set[int] = set()
        """Updates that were brought in another order than people acted in."""
        self._heard: set[int] = set()
        self._news = True
        """Whether couples may have begun or ended since they were looked up."""
        self._catch_up()
        self._watch(self.telegram)

    # -- for whoever runs the world

    def listen(self, hear: Callable[[Event], None]) -> None:
        """Tell somebody of all that happens from now on, at the moment at which it does."""
        self._listeners.append(hear)

    def is_(self, person: int, role: Literal["partner", "stranger", "third"], couple: int | None = None) -> None:
        known = self.somebody(person)
        known.role, known.couple = role, couple

    def goes_down(self, how: str = "stopped") -> None:
        self.down = True
        self._add(Machine(at=self.now, what="down", how=how))

    def goes_up(self) -> None:
        self.down = False
        if self.folder is not None:  # it soon forgets the numbers of what it has got some days ago
            seen = self.window.rows(self.folder, "SELECT update_id FROM seen_update")
            self._heard.update(cast("int", update) for (update,) in seen)
        self._add(Machine(at=self.now, what="up"))

    def clock(self, jump: timedelta) -> None:
        self.jump = jump
        self._add(Machine(at=self.now, what="clock", how=f"{jump.total_seconds() / 60:+.0f} minutes"))

    def trouble(self, how: str) -> None:
        self._add(Machine(at=self.now, what="trouble", how=how))

    def logs(self, text: str) -> None:
        self._add(Logged(at=self.now, text=text))

    # -- for whoever looks

    @property
    def now(self) -> datetime:
        return self.telegram.now()

    @property
    def host_now(self) -> datetime:
        return self.now + self.jump

    def somebody(self, person: int) -> Somebody:
        if person not in self.people:
            self.people[person] = Somebody(id=person, name=self.telegram.state.people[person].name)
        return self.people[person]

    def name(self, chat: int) -> str:
        """Return whose chat it is, for people to read."""
        return self.somebody(chat).name if chat > 0 else f"group {chat}"

    def screen(self, person: int) -> list[Message]:
        """Return all that a person can see now, oldest first."""
        rows = (row for row in self.telegram.state.chats.values() if person in row.members)
        found = (message for row in rows for message in row.messages.values())
        return sorted(found, key=lambda message: message.order)

    def viewers(self, chat: int) -> frozenset[int]:
        return frozenset(self.telegram.state.chats[chat].members)

    def linked(self, one: int, other: int) -> bool:
        """Tell whether one has followed the other's invitation, or both are linked so through others."""
        found, new = {one}, {one}
        while new:
            new = {each for link in self._links if link & new for each in link} - found
            found |= new
        return other in found

    def couple(self, person: int) -> int:
        """Return the number of the couple that somebody is in, or was in last; one of their own for nobody's partner.

        Where nobody looks couples up, all who are linked are one.
        """
        if self.who_is_together is None:
            return min(one for one in (*self.people, person) if self.linked(person, one))
        mine = self._couple_of(person)
        return mine.number if mine is not None else -person

    def partners(self, person: int) -> list[int]:
        """Return with whom somebody is together now."""
        if self.who_is_together is None:
            return [one for one in self.people if one != person and self.linked(person, one)]
        mine = self._couple_of(person)
        return [] if mine is None or mine.ended else sorted(mine.people - {person})

    def _couple_of(self, person: int) -> Couple | None:
        assert self.who_is_together is not None
        if self._news:
            self._news = False
            now = {one.number: one for one in self.who_is_together()}
            for number, old in self._couples.items():
                new = now.get(number, replace(old, ended=True))
                now[number] = replace(new, earlier=(old.people | old.earlier) - new.people)
            self._couples = now
        all_ = self._couples.values()
        theirs = [one for one in all_ if person in one.people] or [one for one in all_ if person in one.earlier]
        return max(theirs, key=_number, default=None)

    def heard(self, act: Typed | Pressed) -> bool:
        """Tell whether the bot has got it, or will: Telegram forgets what nobody fetches in time."""
        if act.update is None:
            return False
        if self._waits(act):
            return self.now - act.at < LIFE
        if act.update not in self._heard and self.folder is not None and self.now - act.at >= PRESS_LIFE:
            seen = f"SELECT update_id FROM seen_update WHERE update_id = {act.update}"
            if not self.window.rows(self.folder, seen):
                return False
            self._heard.add(act.update)  # the bot forgets the numbers after some days
        return True

    def is_known(self, act: Typed | Pressed) -> bool:
        """Tell whether it is certain by now whether the bot has got it."""
        return act.update is None or (self.now - act.at >= PRESS_LIFE and not self._waits(act))

    def _waits(self, act: Typed | Pressed) -> bool:
        return isinstance(act, Typed) and any(one.id == act.update for one in self.telegram.state.waiting)

    def files(self) -> Iterator[tuple[str, bytes]]:
        """Return what lies in the folder: database, write-ahead file, backups, lists, logs."""
        if self.folder is None:
            return
        for path in sorted(self.folder.rglob("*")):
            if path.is_file():
                yield path.name, path.read_bytes()

    # -- how

    def _catch_up(self) -> None:
        """Learn from the screens who is there, and who has followed whose invitation."""
        chats = self.telegram.state.chats.values()
        shown = sorted((one for row in chats for one in row.messages.values()), key=lambda one: one.order)
        for person in self.telegram.state.people:
            self.somebody(person)
        for message in shown:
            if message.sender.bot and message.chat > 0:
                self._offers(message)
            elif message.text.startswith("/start "):
                self._follows(message.sender.id, message.text.split()[-1])

    def _watch(self, telegram: LocalTelegram) -> None:
        post, put, remove, tell = telegram.post, telegram.put, telegram.remove, telegram.tell
        params, note = telegram.params, telegram._note

        def posts(row: ChatRow, sender_id: int, **content: Any) -> Message:
            waiting = len(telegram.state.waiting)
            before = list(islice(reversed(row.messages.values()), NEAR))
            message = post(row, sender_id, **content)
            if message.sender.bot:
                self._shows(row, message, None)
            elif message.kind not in ("service", "note"):
                self._types(row, message, None, before, _update(telegram, waiting))
            return message

        def puts(row: ChatRow, message: Message) -> None:
            old = row.messages.get(message.id)
            put(row, message)
            if message.sender.bot:
                self._shows(row, message, old)
            elif old is not None and old.text != message.text:
                self._types(row, message, old, [], None)

        def removes(row: ChatRow, message: Message) -> None:
            remove(row, message)
            self._add(Gone(at=self.now, chat=row.id, message=message))

        def tells(kind: str, body: dict[str, Any]) -> None:
            waiting = len(telegram.state.waiting)
            tell(kind, body)
            update = _update(telegram, waiting)
            if update is not None:
                self._add(Told(at=self.now, update=update, kind=kind, body=body))
            if kind == "callback_query":
                self._presses(body, update)

        def reads(method: str, given: Mapping[str, object]) -> Any:
            typed = params(method, given)
            if method == "getUpdates" and (typed.get("offset") or 0) > 0:
                self._add(Confirmed(at=self.now, offset=typed["offset"]))
            return typed

        def notes(call: Call) -> None:
            note(call)
            self._add(Called(at=self.now, call=call))

        for name, does in (("post", posts), ("put", puts), ("remove", removes), ("tell", tells)):
            setattr(telegram, name, does)
        telegram.params = reads  # type: ignore[method-assign]  # it is listened to
        telegram._note = notes  # type: ignore[method-assign]

    def _types(
        self, row: ChatRow, message: Message, old: Message | None, before: list[Message], update: int | None
    ) -> None:
        self.acts += 1
        person = message.sender.id
        self.somebody(person)
        self._sentence(message.text)
        if message.text.startswith("/start "):
            self._follows(person, message.text.split()[-1])
        gone = self.words_in(old.text) if old else frozenset()
        first = next((self.authors[word] for word in gone if word in self.authors), None)
        prompt = first.prompt if first else _question(row, message, before)
        typed = Typed(
            at=self.now,
            person=person,
            chat=row.id,
            message=message.id,
            text=message.text,
            mark=mark_of(prompt.text) if prompt else "",
            prompt=prompt,
            words=self.words_in(message.text),
            before=gone,
            edited=old is not None,
            kind=message.kind,
            update=update,
        )
        for word in typed.words:
            self.authors.setdefault(word, typed)
        self._add(typed)

    def _presses(self, body: Mapping[str, Any], update: int | None) -> None:
        self.acts += 1
        chat, number, data = body["message"]["chat"]["id"], body["message"]["message_id"], body.get("data") or ""
        row = self.telegram.state.chats[chat]
        on = row.messages.get(number)
        of = on
        if on is None or not on.button(data):  # an odd client can press what stands on another message
            of = next((one for one in reversed(self.screen(body["from"]["id"])) if one.button(data)), on)
        button = of.button(data) if of else None
        self._add(
            Pressed(
                at=self.now,
                person=body["from"]["id"],
                chat=chat,
                message=number,
                data=data,
                query=body["id"],
                label=button.text if button else "",
                on=on,
                words=self._words_at(self.telegram.state.chats[of.chat], of) if of else frozenset(),
                update=update,
            )
        )

    def words_in(self, text: str) -> frozenset[str]:
        """Return the words of people in a text; where ``sentences`` count, also whole texts that somebody has typed."""
        whole = {one for one in self.typed if one in text}
        return words_in(text) | {one for one in whole if not any(one != other and one in other for other in whole)}

    def _sentence(self, text: str) -> None:
        if self.sentences and len(text) >= LONG and not text.startswith("/"):
            self.typed.add(text)

    def _shows(self, row: ChatRow, message: Message, old: Message | None) -> None:
        content = self.telegram.state.files[message.file].data if message.file else b""
        if row.kind == "private":
            self._offers(message)
        labels = " ".join(message.labels)
        self._add(
            Shown(
                at=self.now,
                chat=row.id,
                message=message,
                viewers=self.viewers(row.id),
                words=self.words_in(f"{message.text}\n{labels}") | self.words_in_file(content),
                file=content,
                before=old,
                acts=self.acts,
            )
        )

    def _offers(self, message: Message) -> None:
        for payload in LINK.findall(message.text):
            self._hosts.setdefault(payload, message.chat)

    def _words_at(self, row: ChatRow, on: Message) -> frozenset[str]:
        """Return the words in a message, and in those before it that belong to it: a long one comes in pieces."""
        found = self.words_in(on.text)
        shown = (message for message in reversed(row.messages.values()) if message.order < on.order)
        for message in islice(shown, PIECES):
            if not message.sender.bot or message.buttons:
                break
            found |= self.words_in(message.text)
        return found

    def words_in_file(self, content: bytes) -> frozenset[str]:
        """Return the words in a file as its reader finds them, also in a packed one.

        What only looks like one, as a few bytes of a picture may, is none: somebody has typed each.
        """
        if content.startswith(b"PK"):
            with zipfile.ZipFile(BytesIO(content)) as packed:
                return frozenset().union(*(self.words_in_file(packed.read(name)) for name in packed.namelist()))
        found = self.words_in(content.decode("utf-8", "replace")) if content else frozenset()
        return found & (self.authors.keys() | self.typed)

    def _follows(self, person: int, payload: str) -> None:
        host = self._hosts.get(payload)
        if host is not None and host != person:
            self._links.add(frozenset({host, person}))

    def _add(self, event: Event) -> None:
        self._news = self._news or isinstance(event, Machine) or (isinstance(event, Shown) and _may_part(event.message))
        if self.keeps:
            self.events.append(event)
        for hear in list(self._listeners):
            hear(event)


LONG = 10
"""A text of so many characters is nobody's but its author's."""
PIECES = 600
"""Of so many messages what somebody looks over can consist: all that they have kept for it."""
NEAR = 30
"""So far back a question is looked for that a text could answer."""


def _number(couple: Couple) -> int:
    return couple.number


def _may_part(message: Message) -> bool:
    """Tell whether a message says that two are a couple now, or are no more, or that somebody's account has changed."""
    return says_one(message.text, *_CHANGES) != ""


_CHANGES = (
    *("bot-joined", "bot-left", "programme-ended", "programme-ended_together", "bot-erased", "bot-declined"),
    *("bot-new_account-gone", "bot-new_account-there", "bot-new_account-here"),
)


def _question(row: ChatRow, message: Message, before: list[Message]) -> Message | None:
    """Return the question that a text answers: what it replies to, else the newest one with a mark."""
    replied = row.messages.get(message.reply_to) if message.reply_to is not None else None
    if replied is not None and mark_of(replied.text):
        return replied
    return next((shown for shown in before if shown.sender.bot and mark_of(shown.text)), None)


def _update(telegram: LocalTelegram, before: int) -> int | None:
    """Return the number of the update that was made just now, if one was."""
    waiting = telegram.state.waiting
    return waiting[-1].id if len(waiting) > before else None
