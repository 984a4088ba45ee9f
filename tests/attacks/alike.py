"""The same life twice: one of two writes other words for themself or into a seal, and the other's phone must not know.

The lives are the transcripts, which people have read: where a word is shown at all, it is shown where it may be. Here
everything around it is compared: what else comes, changes or goes, when, in which order, how loud, under which buttons.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from functools import partial
from pathlib import Path
from random import Random

from bot.press import ToSession
from bot.rehearsal import Message, Person
from bot.screen import shortened
from bot.shelf import FLOWS, from_json
from bot.store.transaction import Transaction
from flows.engine.prompt import asked
from flows.engine.script import EACH, Ask, Options, Palette, Scale, Ticks, Words
from flows.engine.session import Partner, Seen
from tests.attacks.stories import begun
from tests.bot.walk import Walk
from tests.transcripts import replay
from tests.world.buttons import read as shown_to_be

FILLERS = (
    "", "I was so afraid that evening", "<b>bold</b> & more", "\u202eback\u202c", "\U0001f600\U0001f44d", "ñandú",
    "you always do that", "I want to die", "{ $partner }", "long " * 70, "s1.a1.yes", "'); DROP TABLE person; --",
)  # fmt: skip
"""Among them words that bring their author a hint, or the question how they are."""
MEASURED = frozenset({"idea", "wish_own", "off_limits", "welcome", "crossed"})
"""Words that both see on buttons or pages later, which have room for as many as they are long."""
TURNS = {"full": 7, "heard": 3}
"""The numbers from which on their author is asked something else."""
_LABEL = re.compile(r"\[([^]]+)]")
_VARIED = re.compile(r"zq(\d{3}).*?qz", re.DOTALL)
A_DAY = timedelta(days=1)
View = list[object]


@dataclass
class Life:
    """One of the two lives of a transcript: how ``who`` differs from what stands there, drawn by ``chance``."""

    walk: Walk
    who: Person
    chance: Random
    play: replay.Replay
    written: dict[str, str] = field(default_factory=dict)
    """What was written instead, by the words of the transcript."""
    ticked: dict[tuple[str, str], str] = field(default_factory=dict)
    """What is ticked instead, by the ask and what the transcript ticks."""
    varied: list[str] = field(default_factory=list)
    """Of which asks the answers differ."""
    since: int = 0
    turn: int | None = None
    """After so many choices that the other one had not made yet this life is left; None: it goes on to its end."""
    before: tuple[str, str] = ("", "")
    otherwise: bool = False
    """The last one is made otherwise; nothing else differs then."""
    choices: int = 0
    """How many of those there were."""

    @property
    def other(self) -> Person:
        return self.walk.sam if self.who.id == self.walk.alex.id else self.walk.alex

    async def does(self, text: str) -> None:
        """Do what stands in a line, in this life's way."""
        self.since = len(self.walk.stage.world.calls)
        name = self.who.name
        if found := re.fullmatch(rf"{name}: (.+)", text):
            await self.play._do(f"{name}: {await self._words(found[1])}")
        elif found := re.fullmatch(rf'{name} edits "(.+)" to "(.+)"', text):
            old = self.written.get(found[1], found[1])
            await self.play._do(f'{name} edits "{old}" to "{found[2] if old == found[1] else self._instead(found[2])}"')
        elif found := re.fullmatch(rf"{name} presses ((?:\[[^]]+])(?:,? \[[^]]+])*)", text):
            for label in _LABEL.findall(found[1]):
                if self.turn is not None and self.choices >= self.turn:
                    return
                await self.play._do(f"{name} presses [{await self._button(self._translated(label))}]")
                await self.walk.settle()
        else:
            await self.play._do(_LABEL.sub(lambda label: f"[{self._translated(label[1])}]", text))
        await self.walk.settle()

    def _translated(self, label: str) -> str:
        """Return a label as it is in this life: words may stand on it."""
        for words, new in self.written.items():
            label = label.replace(shortened(words), shortened(new))
        return label

    async def _words(self, words: str) -> str:
        ask = await self._ask(partial(_asked_in_words, chat=self.who.id))
        if self.turn is not None or ask is None or ask.seen is Seen.SHARED or not isinstance(ask.expects, Words):
            return words
        self.varied.append(ask.name)
        return self._instead(words, short=ask.name in MEASURED)

    def _instead(self, words: str, *, short: bool = False) -> str:
        filler = self.chance.choice("abcdef") if short else self.chance.choice(FILLERS)
        self.written[words] = f"zq{len(self.written):03} {filler} qz"
        return self.written[words]

    async def _button(self, label: str) -> str:
        """Return the label that is pressed instead: another number, feeling or level that only its author sees."""
        bare = label.removeprefix("✓ ")
        shown = next((one for one in reversed(self.who.screen()) if one.button(bare) or one.button(f"✓ {bare}")), None)
        button = (shown.button(bare) or shown.button(f"✓ {bare}")) if shown else None
        data = button.data if button else None
        to = shown_to_be(data) if data else None
        ask = await self._ask(partial(_asked_by, session=to.session_id, partner=to.partner)) if to else None
        if shown is None or ask is None or to is None or ask.seen is Seen.SHARED:
            return label
        if await self._is_made_first(ask, to):
            self.choices += 1
            if self.choices == self.turn and self.otherwise:
                return self._chosen(ask, label, shown)
        if self.turn is not None or ask.seen is not Seen.PRIVATE:
            return label
        if isinstance(ask.expects, Palette):
            return self._feeling(ask, label, shown)
        others = _instead_of(ask, label, shown)
        if len(others) > 1:
            self.varied.append(ask.name)
        return self.chance.choice(others)

    async def _is_made_first(self, ask: Ask, to: ToSession) -> bool:
        """Say whether the other one is asked the same, and has not answered; of ticks only the first counts."""
        theirs = await self._ask(partial(_asked_by, session=to.session_id, partner=to.partner.other))
        again, self.before = (ask.name, to.kind) == self.before, (ask.name, to.kind)
        return ask.of is EACH and ask == theirs and not (again and to.kind == "t")

    def _chosen(self, ask: Ask, label: str, shown: Message) -> str:
        kinds = [one for row in shown.buttons for one in row if one.data and one.data[0] in "st"]
        self.varied.append(f"{ask.name}: {label}")
        return self.chance.choice([one.text for one in kinds if one.text != label] or [label])

    def _feeling(self, ask: Ask, label: str, shown: Message) -> str:
        """Return what is ticked instead, each thing for another one."""
        bare, tick = label.removeprefix("✓ "), "✓ " if label.startswith("✓ ") else ""
        ticks = [one.text for row in shown.buttons for one in row if one.data and one.data[0] == "t"]
        if bare not in ticks and f"✓ {bare}" not in ticks:
            return label
        free = {one.removeprefix("✓ ") for one in ticks} - set(self.ticked.values())
        if (ask.name, bare) not in self.ticked:
            self.ticked[ask.name, bare] = self.chance.choice(sorted(free))
            self.varied.append(ask.name)
        return f"{tick}{self.ticked[ask.name, bare]}"

    async def _ask(self, find: partial[Ask | None]) -> Ask | None:
        return await self.walk.stage.app._store.run(find)

    def view(self) -> View:
        """Return what the other one's phone has and was told since the last line."""
        chats = {self.other.id, *(group.id for group in self.walk.stage.world.groups)}
        calls = self.walk.stage.world.calls[self.since :]
        presses = self.walk.stage.world.state.presses.values()
        return [
            *[(one.method, _plain(one.params), one.at) for one in calls if one.params.get("chat_id") in chats],
            *[_bubble(one) for one in self.walk.screens(self.other)],
            *[(one.toast, one.alert) for one in presses if one.person == self.other.id],
        ]


def _plain(params: Mapping[str, object]) -> str:
    """Return what a call says, with blocks for what is hidden; numbers of messages are the bot's own."""
    said = json.dumps({key: value for key, value in params.items() if key != "message_id"}, ensure_ascii=False)
    return _masked(re.sub(r"[strwax][\w-]{22}(?=[\".])", "HIDDEN", said))


def _masked(words: str) -> str:
    return _VARIED.sub(r"«\1»", words)


def _bubble(one: Message) -> object:
    buttons = [[(_masked(button.text), len(button.data or ""), button.url) for button in row] for row in one.buttons]
    return (one.sender.name, one.kind, _masked(one.text), buttons, one.placeholder, one.at, one.edited_at, one.silent)


def _instead_of(ask: Ask, label: str, shown: Message) -> list[str]:
    """Return the labels that may be pressed instead of one: they lead its author the same way."""
    match ask.expects:
        case Scale() if label.isdecimal():
            turn = TURNS.get(ask.name, 0)
            return [one for one in shown.labels if one.isdecimal() and (int(one) < turn) == (int(label) < turn)]
        case Ticks() if label.isdecimal() and ask.name == "scales":
            return [one for one in shown.labels if one.isdecimal()]
        case Options() if ask.name.startswith("csi_"):
            return [one.text for row in shown.buttons for one in row if one.data and one.data[0] == "s"]
        case _:
            return [label]


def _asked_in_words(tx: Transaction, chat: int) -> Ask | None:
    found = next(iter(tx.shown.open_words(chat)), None)
    if found is None or found.session_id is None or found.partner is None:
        return None
    return _asked_by(tx, session=found.session_id, partner=Partner(found.partner))


def _asked_by(tx: Transaction, session: int, partner: Partner) -> Ask | None:
    stored = tx.sessions.get(session)
    body = from_json(stored.body) if stored is not None else None
    return asked(FLOWS[body.flow], body, partner) if body is not None and partner in body.members else None


async def lived(name: str, who: str, chance: Random, folder: Path) -> tuple[list[tuple[str, View]], list[str]]:
    """Return what the other one's phone showed after each line, and of which asks the answers differed."""
    views: list[tuple[str, View]] = []
    async with begun(name, folder) as (walk, play, script):
        life = Life(walk=walk, who=walk.alex if who == "Alex" else walk.sam, chance=chance, play=play)
        for line in (one for one in script.lines if one.acts):
            await life.does(line.text)
            views.append((f"{name}:{line.number}: {line.text}", life.view()))
        return views, life.varied


async def chosen(name: str, who: str, turn: int, chance: Random | None, folder: Path) -> tuple[str, str, View] | None:
    """Return the ask, the line, and what the other one's phone shows a day after a choice that one of them made first.

    It is made as it stands there if ``chance`` is None, otherwise if not. None: there are not so many.
    """
    async with begun(name, folder) as (walk, play, script):
        life = Life(walk=walk, who=walk.alex if who == "Alex" else walk.sam, chance=chance or Random(0), play=play)
        life.turn, life.otherwise = turn, chance is not None
        for line in (one for one in script.lines if one.acts):
            await life.does(line.text)
            if life.choices >= turn:
                await walk.stage.passes(A_DAY)
                return life.before[0], f"{name}:{line.number}: {line.text} {life.varied}", life.view()
    return None
