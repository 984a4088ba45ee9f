"""The rehearsal as a text to read: what stands in the three chats, in order of time."""

from __future__ import annotations

from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from bot.rehearsal.messages import Message
from bot.rehearsal.scene import partners, service_words, shared_group
from bot.rehearsal.state import ChatRow

if TYPE_CHECKING:
    from bot.rehearsal.world import LocalTelegram

INDENT = " " * 7
STAND_INS = {"voice": "(voice message)", "photo": "(photo)", "document": "(document)"}


def transcript(world: LocalTelegram) -> str:
    """Return the chats as they are on the screens now, with each chat's name; hours are its reader's own."""
    first, second = partners(world)
    zones = {person.id: ZoneInfo(person.zone) for person in (first, second)}
    rows = [world.state.chats.get(first.id), world.state.chats.get(second.id), shared_group(world)]
    chats = {row.id: row for row in rows if row is not None}
    messages = sorted((message for row in chats.values() for message in row.messages.values()), key=attrgetter("order"))
    home = zones[first.id]
    parts = [f"A rehearsal of {world.state.name}: {first.name} and {second.name}"]
    for day, of_day in groupby(messages, key=lambda message: message.at.astimezone(home).date()):
        parts.append(f"{day:%A %d %B %Y}")
        parts.extend(_entry(message, chats[message.chat], zones.get(message.chat, home)) for message in of_day)
    return "\n\n".join(parts) + "\n"


def _entry(message: Message, row: ChatRow, zone: ZoneInfo) -> str:
    place = f"{row.title}'s chat" if row.kind == "private" else f"Group {row.title}"
    who = "" if message.kind == "service" else f", {message.sender.name}:"
    edited = " (edited)" if message.edited_at is not None and not message.sender.bot else ""
    head = f"{message.at.astimezone(zone):%H:%M}  {place}{who}{edited}"
    buttons = [" ".join(f"[{button.text}]" for button in row) for row in message.buttons]
    lines = [*_quoted(message, row), *_words(message), *buttons]
    return "\n".join([head, *(f"{INDENT}{line}".rstrip() for line in lines)])


def _quoted(message: Message, row: ChatRow) -> list[str]:
    replied = row.messages.get(message.reply_to) if message.reply_to is not None else None
    if replied is None:
        return []
    return [f"> {replied.sender.name}: {' '.join(replied.text.split())[:80]}"]


def _words(message: Message) -> list[str]:
    if message.kind == "service":
        return [service_words(message)]
    stand_in = [STAND_INS[message.kind]] if message.kind in STAND_INS else []
    return [*stand_in, *message.text.splitlines()]
