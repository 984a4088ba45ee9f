"""Two people who talk through the real bot: whatever happens to it, they go by what is on their screens."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from bot.rehearsal import LocalTelegram, Message, Person
from tests.bot.process import until
from tests.bot.walk import said

LONG = 120.0
"""Seconds of real time: the bot may be killed several times while it is waited for."""
SEND, EARLY = "engine-preview.send", "engine-refused.early"


What = Literal["aside", "told", "heard"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Typed:
    """A message that somebody typed; no other one has its text, which begins with ``words``."""

    author: Person
    message: Message
    what: What
    words: str


class Talk:
    """Alex tells, Sam gives it back, Alex adds, and so on; each acts only on what is on their screen.

    ``mark`` tells the words of one couple from those of another.
    """

    def __init__(self, world: LocalTelegram, people: tuple[Person, Person], mark: str = "") -> None:
        self.world = world
        self.people = people
        self.typed: list[Typed] = []
        self.sent: dict[int, list[str]] = {person.id: [] for person in people}
        """What was sent to each, in order."""
        self._pressed: set[str] = set()
        self._exchanges = 0
        self._mark = mark

    async def goes_on(self) -> None:
        """Make one exchange: told, heard, and "partly"."""
        alex, sam = self.people
        self._exchanges += 1
        self._types(sam, "aside", self._words("aside"))
        await self._sends(alex, "told", sam)
        await self._sends(sam, "heard", alex)
        await self._presses(alex, "open_communication-confirm.partly")
        before = alex.last().order
        if self._exchanges % 3 == 0:
            await self._presses(alex, "open_communication-slow.slowly")
        await until(self.world, lambda: came_after(alex, before, said("open_communication-add")), LONG)

    def _words(self, what: What) -> str:
        return f"{what}{self._mark}{self._exchanges:03}"

    def _types(self, author: Person, what: What, words: str, tries: int = 1) -> Message:
        message = author.says(f"{words}x{tries}")
        self.typed.append(Typed(author=author, message=message, what=what, words=words))
        return message

    async def _sends(self, author: Person, what: What, to: Person) -> None:
        """Write it, once more whenever the bot asks for that, look at the preview, and send it."""
        words, tries = self._words(what), 0
        while not self._preview(author, words):
            tries += 1
            await self._answered(author, words, self._types(author, what, words, tries))
        while not copies(to, words):
            await self._presses(author, SEND, words)
            await until(self.world, lambda: copies(to, words) or self._preview(author, words), LONG)
        self.sent[to.id].append(words)

    async def _answered(self, author: Person, words: str, message: Message) -> None:
        """Wait for the preview, or to be told that something came before its question."""

        def answer() -> bool:
            return self._preview(author, words) is not None or came_after(author, message.order, said(EARLY))

        await until(self.world, lambda: answer() or None, LONG)

    def _preview(self, author: Person, words: str) -> tuple[Message, str] | None:
        """Return the newest preview of these words whose button was not pressed yet."""
        return self._button(author, said(SEND), words)

    async def _presses(self, person: Person, key: str, words: str = "") -> None:
        """Press a button that was not pressed before, under a message with these words, once it is there."""
        message, data = await until(self.world, lambda: self._button(person, said(key), words), LONG)
        self._pressed.add(data)
        person.presses(data, message)

    def _button(self, person: Person, wanted: str, words: str) -> tuple[Message, str] | None:
        for message in reversed(screen(person)):
            button = message.button(wanted)
            if button and button.data and words in message.text and button.data not in self._pressed:
                return message, button.data
        return None


def screen(person: Person) -> list[Message]:
    """Return what the bot wrote to this person."""
    return [message for message in person.screen() if message.sender.bot]


def copies(person: Person, words: str) -> list[Message]:
    """Return the messages in which these words of the partner came."""
    return [message for message in screen(person) if words in message.text]


def came_after(person: Person, order: int, text: str) -> bool:
    return any(message.order > order and text in message.text for message in screen(person))
