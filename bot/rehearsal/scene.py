"""The world as the rehearsal page draws it: a JSON-able value of three phones and their messages."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING

from bot.rehearsal.messages import Button, JsonObject, Message
from bot.rehearsal.state import ChatRow, PersonRow

if TYPE_CHECKING:
    from bot.rehearsal.world import LocalTelegram


GROUP_TITLE = "Us"
VISITOR_NAME = "Robin"


class NoPartners(Exception):
    """The rehearsal needs two people in its world; a third one is the visitor."""


def partners(world: LocalTelegram) -> tuple[PersonRow, PersonRow]:
    """Return the first two people of the world.

    Raises:
        NoPartners: there are fewer.
    """
    match list(world.state.people.values()):
        case [first, second, *_]:
            return first, second
        case _:
            raise NoPartners("the rehearsal needs two people")


def visitor(world: LocalTelegram) -> PersonRow | None:
    return next(iter(list(world.state.people.values())[2:]), None)


def shared_group(world: LocalTelegram) -> ChatRow | None:
    """Return the newest group that has not moved to another id."""
    rows = world.state.chats.values()
    groups = [row for row in rows if row.kind != "private" and row.migrated_to is None]
    return groups[-1] if groups else None


def scene(world: LocalTelegram) -> JsonObject:
    rows = [_private_row(world, person) for person in partners(world)]
    group = shared_group(world)
    shown = [row for row in (*rows, group) if row is not None]
    phones = [_private(world, key, person) for key, person in zip("ab", partners(world), strict=True)]
    return {
        "version": world.state.version,
        "now": world.now().isoformat(),
        "bot": {"username": world.state.username, "name": world.state.name},
        "phones": [*phones, _group(world, group)],
        "messages": {str(row.id): [_message(world, message) for message in visible(row)] for row in shown},
    }


def visible(row: ChatRow) -> Sequence[Message]:
    return sorted(row.messages.values(), key=lambda message: message.order)


def service_words(message: Message) -> str:
    name = message.sender.name
    match dict(message.service or {}):
        case {"new_chat_members": [{"id": who, "first_name": joined}]}:
            return f"{name} joined" if who == message.sender.id else f"{name} added {joined}"
        case {"left_chat_member": {"id": who, "first_name": left}}:
            return f"{name} left" if who == message.sender.id else f"{name} removed {left}"
        case {"migrate_from_chat_id": _}:
            return "The group became a supergroup"
        case _:
            return "Something changed in this chat"


def _private_row(world: LocalTelegram, person: PersonRow) -> ChatRow | None:
    return world.state.chats.get(person.id)


def _private(world: LocalTelegram, key: str, person: PersonRow) -> JsonObject:
    row = _private_row(world, person)
    descriptions = world.state.account.descriptions
    return {
        "key": key,
        "kind": "private",
        "chat": person.id,
        "title": person.name,
        "people": [_person(person)],
        "started": row is not None and row.bot_in,
        "blocked": row is not None and row.bot == "kicked",
        "about": descriptions.get(person.language) or descriptions.get("", ""),
        "commands": _commands(world, "all_private_chats", person.language),
    }


def _group(world: LocalTelegram, row: ChatRow | None) -> JsonObject:
    people, guest = list(partners(world)), visitor(world)
    joined = guest is not None and row is not None and guest.id in row.members
    return {
        "key": "group",
        "kind": "group",
        "chat": row.id if row else None,
        "title": row.title if row else GROUP_TITLE,
        "people": [_person(person) for person in (*people, guest) if person and (joined or person != guest)],
        "bot_in": row is not None and row.bot_in,
        "visitor": {"name": guest.name if guest else VISITOR_NAME, "in": joined},
        "commands": _commands(world, "all_group_chats", people[0].language),
    }


def _person(person: PersonRow) -> JsonObject:
    return {"id": person.id, "name": person.name, "zone": person.zone}


def _commands(world: LocalTelegram, scope: str, language: str) -> list[dict[str, str]]:
    """Return the narrowest list that the bot has set, as Telegram chooses it (BotCommandScope)."""
    kept = world.state.account.commands
    scopes = [f"{json.dumps({'type': kind})}|{code}" for kind in (scope, "default") for code in (language, "")]
    return next((kept[name] for name in scopes if name in kept), [])


def _message(world: LocalTelegram, message: Message) -> JsonObject:
    sender = message.sender
    file = _file(world, message)
    return {
        "id": message.id,
        "from": {"id": sender.id, "name": sender.name, "bot": sender.bot},
        "at": message.at.isoformat(),
        "kind": message.kind,
        "text": service_words(message) if message.kind == "service" else message.text,
        "html": message.html,
        "buttons": [[_button(button) for button in row] for row in message.buttons],
        "reply_to": message.reply_to,
        "force_reply": message.force_reply,
        "for": None if message.force_for is None else list(message.force_for),
        "placeholder": message.placeholder,
        "edited": message.edited_at is not None,
        "silent": message.silent,
        "reaction": message.reaction,
        "file": file,
    }


def _file(world: LocalTelegram, message: Message) -> JsonObject | None:
    """Return what the page shows or offers of a file; a voice message has only a stand-in, as people's photos have."""
    file = world.file(message.file) if message.file else None
    if file is None or not (file.kind == "document" or file.picture):
        return None
    return {"id": file.id, "name": file.name, "bytes": len(file.data), "picture": file.picture is not None}


def _button(button: Button) -> JsonObject:
    fields = {"data": button.data, "url": button.url, "copy": button.copy, "style": button.style}
    return {"text": button.text} | {name: value for name, value in fields.items() if value is not None}
