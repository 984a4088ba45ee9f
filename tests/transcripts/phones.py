"""What the phones show anew since the last look, as quotes to read: new messages, edited ones, removed ones."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from itertools import groupby
from zoneinfo import ZoneInfo

from bot.rehearsal import Group, LocalTelegram, Message, Person
from bot.texts import Texts, languages

BARS = (("pause", "time_out", "safety", "menu"), ("safety", "menu"))
LONGEST = 1000
"""Characters of a line from which on only its beginning is written down."""
_PROGRESS = re.compile(r" · \d+ \w+ \d+$", re.MULTILINE)
_TOKEN = re.compile(r"(?<=start=)[\w-]{20,}")
_STAND_INS = {"voice": "(voice message)", "photo": "(photo)", "document": "(document)"}


@dataclass(frozen=True, slots=True)
class News:
    """Something that one chat shows now and did not show before. ``lines`` are not yet quoted."""

    chat: str
    at: datetime | None
    lines: tuple[str, ...]


class Phones:
    """The chats as somebody last looked at them, and as they were before."""

    def __init__(self, world: LocalTelegram) -> None:
        self._world = world
        self._seen: dict[tuple[int, int], Message] = {}
        self._gone_by: list[Message] = []
        self.look()

    def look(self) -> list[News]:
        """Return what is new, chat by chat, each from old to new."""
        news = [one for chat in self._chats() for one in self._look_at(chat)]
        for message in self._all():
            self._seen[message.chat, message.id] = message
            self._gone_by.append(message)
        return news

    def gone(self, place: int, label: str) -> Message | None:
        """Return a message as it was when it last had a button that it has no longer."""
        now = {message.id: message for message in self._world.messages(place)}
        return next(
            (
                old
                for old in reversed(self._gone_by)
                if old.chat == place and old.button(label) and not (old.id in now and now[old.id].button(label))
            ),
            None,
        )

    def _chats(self) -> list[Person | Group]:
        return [*self._world.people, *self._world.groups]

    def _all(self) -> Iterator[Message]:
        for chat in self._chats():
            yield from chat.screen()

    def _look_at(self, chat: Person | Group) -> Iterator[News]:
        name = f"{chat.name}'s chat" if isinstance(chat, Person) else "The group"
        place = chat.chat.id
        shown = {message.id: message for message in chat.screen() if message.sender.bot and message.kind != "service"}
        before = {message_id: message for (where, message_id), message in self._seen.items() if where == place}
        for message_id, old in sorted(before.items()):
            if old.sender.bot and old.kind != "service" and message_id not in shown:
                del self._seen[place, message_id]
                yield News(name, None, (f"✗ “{title(old)}” is removed.",))
        for message_id, message in sorted(shown.items()):
            if message_id in before and (change := _change(before[message_id], message)):
                yield News(name, message.edited_at, change)
        for message_id, message in sorted(shown.items()):
            if message_id not in before:
                yield News(name, message.at, _whole(message))


def told(news: list[News], zone: str | None) -> list[str]:
    """Return the news as Markdown quotes; with a ``zone``, each with the time on a clock there."""
    quotes: list[str] = []
    timed = [(f"{one.chat}{_clock(one.at, zone)}", one.lines) for one in news]
    blocks = [(head, [lines for _, lines in group]) for head, group in groupby(timed, key=lambda item: item[0])]
    for head, messages in _together(blocks):
        for n, lines in enumerate(messages):
            top = [f"**{head}**", ""] if n == 0 else []
            quotes.append("\n".join(f"> {line}".rstrip() for line in (*top, *lines)))
    return quotes


def _together(blocks: list[tuple[str, list[tuple[str, ...]]]]) -> list[tuple[str, list[tuple[str, ...]]]]:
    """Say once what both read: the same words in the same minute."""
    rest, out = list(blocks), []
    while rest:
        head, messages = rest.pop(0)
        twin = (head.replace("Alex's chat", "Sam's chat"), messages)
        if head.startswith("Alex's chat") and twin in rest:
            rest.remove(twin)
            head = head.replace("Alex's chat", "Both chats")
        out.append((head, messages))
    return out


def _clock(at: datetime | None, zone: str | None) -> str:
    return f", {at.astimezone(ZoneInfo(zone)):%A %H:%M}" if at and zone else ""


def _whole(message: Message) -> tuple[str, ...]:
    return tuple(_trimmed([*_words(message), "", _buttons(message), _opens(message)]))


def _trimmed(lines: list[str]) -> list[str]:
    """Leave out blank lines at the ends."""
    return "\n".join(lines).strip("\n").split("\n")


def _words(message: Message) -> list[str]:
    stand_in = [_STAND_INS[message.kind]] if message.kind in _STAND_INS else []
    return [*stand_in, *(_short(line) for line in _quoted(message).splitlines())]


def _short(line: str) -> str:
    line = _TOKEN.sub("…", line)
    return line if len(line) < LONGEST else f"{line[:60]}… ({len(line)} characters in all)"


def _quoted(message: Message) -> str:
    """Return the text with ``> `` before each line that stands in a quote."""
    raw = message.text.encode("utf-16-le")
    quotes = [
        (len(raw[: entity.offset * 2].decode("utf-16-le")), len(raw[: entity.end * 2].decode("utf-16-le")))
        for entity in message.entities
        if "blockquote" in entity.type
    ]
    lines, place = [], 0
    for line in message.text.split("\n"):
        inside = any(start <= place < end for start, end in quotes)
        lines.append(f"> {line}" if inside else line)
        place += len(line) + 1
    return "\n".join(lines)


def _buttons(message: Message) -> str:
    labels = [
        f"[{button.text}{' ↗' if button.url else ''}]" for row in message.buttons if not _bar(row) for button in row
    ]
    return " ".join([*labels, *(["⋯"] if any(_bar(row) for row in message.buttons) else [])])


def _bar(row: tuple[object, ...]) -> bool:
    return tuple(getattr(button, "text", "") for button in row) in _bars()


@cache
def _bars() -> frozenset[tuple[str, ...]]:
    texts = Texts()
    return frozenset(
        tuple(texts.text(language, f"bar.{name}", {}) for name in bar) for language in languages() for bar in BARS
    )


def _opens(message: Message) -> str:
    return f"(a reply opens: “{message.placeholder}”)" if message.force_reply else ""


def _change(old: Message, new: Message) -> tuple[str, ...]:
    """Return what an edit added, or all of it where it says something else; nothing if nothing is to be seen."""
    if old.text == new.text:
        return _other_buttons(old, new)
    if new.text.startswith(old.text):
        added = " · ".join(filter(None, new.text.removeprefix(old.text).splitlines()))
        return (f"✎ “{title(old)}”: {added} {_buttons(new)}".rstrip(),)
    return (f"✎ “{title(old)}” now reads:", "", *_whole(new))


def _other_buttons(old: Message, new: Message) -> tuple[str, ...]:
    before, after = _buttons(old), _buttons(new)
    if before == after or before == "⋯":
        return ()
    if not after:
        return (f"✎ “{title(old)}”: its buttons are gone.",)
    if len(old.labels) == len(new.labels):
        turned = [f"[{label}]" for was, label in zip(old.labels, new.labels, strict=True) if was != label]
        return (f"✎ {' '.join(turned)}",)
    return (f"✎ “{title(old)}”: {after}",)


def title(message: Message) -> str:
    """Return the first words of what a message says, after its mark and its place in the step."""
    parts = [part for part in message.text.split("\n\n") if not _PROGRESS.search(part)] or [message.text]
    words = _short(" ".join(parts[0].split()))
    return words if len(words) <= 44 else f"{words[:44].rpartition(' ')[0]}…"
