"""What the page asks for -> what a person does with their phone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from pydantic import BaseModel, ConfigDict

from bot.rehearsal import Group, NotPossible, Person
from bot.rehearsal.messages import Message
from bot.rehearsal.scene import GROUP_TITLE, VISITOR_NAME, partners, shared_group, visitor
from bot.rehearsal.state import Press

if TYPE_CHECKING:
    from bot.rehearsal.world import LocalTelegram

Doing = Literal[
    "start",
    "say",
    "press",
    "edit",
    "follow",
    "hand",
    "voice",
    "photo",
    "block",
    "unblock",
    "create_group",
    "visitor_joins",
    "visitor_leaves",
]


class Act(BaseModel):
    """One act of a person on the page; which fields it needs depends on ``do``."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    who: int
    do: Doing
    chat: int | None = None
    text: str = ""
    message: int | None = None
    data: str = ""
    url: str = ""
    reply_to: int | None = None
    to: int | None = None


def perform(world: LocalTelegram, act: Act) -> Press | None:
    """Do it, and return the press if it was one.

    Raises:
        NotPossible: this person's phone does not offer it.
    """
    person = _person(world, act.who)
    match act.do:
        case "start":
            person.starts()
        case "say":
            person.says(act.text, act.chat, act.reply_to)
        case "press":
            # the page may still show a keyboard that the bot has just changed: that press goes out too
            return person.forges(act.data, _message(world, act))
        case "edit":
            person.edits(_message(world, act), act.text)
        case "follow":
            person.follows(act.url, _group(world, person) if "startgroup=" in act.url else None)
        case "hand":
            person.hands(act.url, _person(world, act.to))
        case "voice":
            person.sends_voice(act.chat, act.reply_to)
        case "photo":
            person.sends_photo(act.chat, act.reply_to, caption=act.text)
        case "block":
            person.blocks()
        case "unblock":
            person.unblocks()
        case "create_group":
            person.adds_bot(_group(world, person))
        case "visitor_joins":
            _visitor(world, person).joins(_group(world, person))
        case "visitor_leaves":
            _visitor(world, person).leaves(_group(world, person))
    return None


def _person(world: LocalTelegram, person_id: int | None) -> Person:
    if person_id not in world.state.people:
        raise NotPossible("there is no such person")
    return Person(world, person_id)


def _message(world: LocalTelegram, act: Act) -> Message:
    row = world.state.chats.get(act.chat or act.who)
    message = row.messages.get(act.message or 0) if row else None
    if message is None:
        raise NotPossible("this message is gone")
    return message


def _group(world: LocalTelegram, founder: Person) -> Group:
    """Return the couple's group, made now if there is none."""
    row = shared_group(world)
    if row is not None:
        return Group(world, row.id)
    others = [Person(world, each.id) for each in partners(world) if each.id != founder.id]
    return world.group(GROUP_TITLE, [founder, *others])


def _visitor(world: LocalTelegram, host: Person) -> Person:
    guest = visitor(world)
    return Person(world, guest.id) if guest else world.person(VISITOR_NAME, zone=host.zone)
