"""Two people who talk through the real bot: whatever happens to it, they go by what is on their screens."""

from __future__ import annotations

from bot.rehearsal import LocalTelegram, Message, Person
from tests.bot.process import until
from tests.bot.walk import said

LONG = 120.0
"""Seconds of real time: the bot may be killed several times while it is waited for."""


class Talk:
    """Alex tells, Sam gives it back, Alex adds, and so on; each acts only on what is on their screen.

    ``mark`` tells the words of one couple from those of another.
    """

    def __init__(self, world: LocalTelegram, people: tuple[Person, Person], mark: str = "") -> None:
        self.world = world
        self.people = people
        self.typed: list[str] = []
        self.sent: dict[int, list[str]] = {person.id: [] for person in people}
        """What was sent to each, in order."""
        self._pressed: set[str] = set()
        self._exchanges = 0
        self._mark = mark

    async def goes_on(self) -> None:
        """Make one exchange: told, heard, and "partly"."""
        alex, sam = self.people
        self._exchanges += 1
        number = f"{self._mark}{self._exchanges:03}"
        sam.says(f"aside{number}")
        self.typed.append(f"aside{number}")
        await self._sends(alex, f"told{number}", sam)
        await self._sends(sam, f"heard{number}", alex)
        await self._presses(alex, "open_communication-confirm.partly")
        before = alex.last().order
        if self._exchanges % 3 == 0:
            await self._presses(alex, "open_communication-slow.slowly")
        await until(self.world, lambda: came_after(alex, before, said("open_communication-add")), LONG)

    async def _sends(self, author: Person, words: str, to: Person) -> None:
        """Write it, once more if the bot asks for that, look at the preview, and send it."""
        self.typed.append(words)
        preview = None
        while preview is None:
            preview = await self._preview(author, words, author.says(words).order)
        await self._presses(author, "engine-preview.send", words)
        self.sent[to.id].append(words)
        await until(self.world, lambda: copies(to, words), LONG)

    async def _preview(self, author: Person, words: str, order: int) -> Message | None:
        """Return the preview; None if the question was sent again meanwhile, so that the words came too early."""

        def preview() -> Message | None:
            found = self._button(author, said("engine-preview.send"), words)
            return found[0] if found else None

        await until(self.world, lambda: preview() or came_after(author, order, said("engine-refused.early")), LONG)
        return preview()

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
