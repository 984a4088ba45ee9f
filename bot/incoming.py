"""Raw updates -> what somebody did. What cannot be read is known by its id and a reason, and blocks nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

USED = ("message", "edited_message", "callback_query", "my_chat_member")
"""The update types that the bot asks Telegram for."""

NO_LETTERS = dict.fromkeys(range(0xFDD0, 0xFDF0))
"""Unicode gives these to programs for their own use, and bot/screen.py uses them: they are in no text that comes in."""

INSIDE = ("creator", "administrator", "member", "restricted")
"""The standings of whoever is in a chat; a restricted one may have left it."""


class _Wire(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")


class _User(_Wire):
    id: int
    is_bot: bool = False
    first_name: str = ""
    language_code: str = "en"


class _Chat(_Wire):
    id: int
    type: str


class _Voice(_Wire):
    file_id: str


class _Photo(_Wire):
    """One of the sizes that Telegram keeps of a photo."""

    file_id: str
    width: int = 0
    height: int = 0


class _Reply(_Wire):
    message_id: int


class _Message(_Wire):
    message_id: int
    chat: _Chat
    sender: _User | None = Field(default=None, alias="from")
    text: str | None = None
    caption: str | None = None
    voice: _Voice | None = None
    photo: tuple[_Photo, ...] = ()
    reply_to_message: _Reply | None = None
    new_chat_members: tuple[_User, ...] = ()
    left_chat_member: _User | None = None
    migrate_to_chat_id: int | None = None
    group_chat_created: bool = False


class _Query(_Wire):
    id: str
    sender: _User = Field(alias="from")
    message: _Message | None = None
    data: str = ""


class _Standing(_Wire):
    status: str


class _Member(_Wire):
    user: _User
    status: str
    is_member: bool = True


class _Membership(_Wire):
    chat: _Chat
    sender: _User = Field(alias="from")
    new_chat_member: _Standing


class _Update(_Wire):
    update_id: int
    message: _Message | None = None
    edited_message: _Message | None = None
    callback_query: _Query | None = None
    my_chat_member: _Membership | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sender:
    """Who did it. ``language`` is what their Telegram is set to, two letters."""

    id: int
    name: str
    language: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """The chat it happened in."""

    chat: int
    private: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Typed:
    """A message. ``text`` is the caption of a photo; ``media`` is True for anything but text, voice and photo.

    ``edited``: a new version of an earlier one.
    """

    sender: Sender
    place: Place
    message: int
    text: str = ""
    voice: str | None = None
    photo: str | None = None
    media: bool = False
    reply_to: int | None = None
    edited: bool = False

    def command(self) -> tuple[str, str] | None:
        """Return the command and what follows it, None if this is none."""
        if not self.text.startswith("/") or self.edited or self.photo:
            return None
        name, _, rest = self.text.partition(" ")
        return name[1:].partition("@")[0].lower(), rest.strip()


@dataclass(frozen=True, slots=True, kw_only=True)
class Pressed:
    """A button under a message of the bot. ``message`` is None where Telegram no longer knows it."""

    sender: Sender
    place: Place
    query: str
    data: str
    message: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """The bot's own standing in a chat changed: ``inside`` a group, or not blocked in a private chat."""

    sender: Sender
    place: Place
    inside: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathering:
    """Somebody came to a group or left it, or it became the supergroup ``moved_to``."""

    place: Place
    moved_to: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """Telegram's answer to how many are in a group, the bot among them. Not an update: it has no id."""

    chat: int
    members: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """Telegram's answer that a person is in a group. Not an update either."""

    chat: int
    person: int


What = Typed | Pressed | Standing | Gathering | Counted


@dataclass(frozen=True, slots=True, kw_only=True)
class Incoming:
    """One update. ``what`` is None, and ``reason`` a code, where there is nothing that the bot could use.

    ``raw`` is the update as it came, to be parked if it cannot be handled.
    """

    update_id: int
    what: What | None
    raw: Mapping[str, Any] = field(default_factory=dict, repr=False, compare=False)
    reason: Literal["", "malformed", "unused", "anonymous"] = ""


def read(raw: dict[str, Any]) -> Incoming:
    """Return what an update says.

    Raises:
        ValueError: it has not even an id.
    """
    update_id = raw.get("update_id") if isinstance(raw, dict) else None
    if type(update_id) is not int or not 0 <= update_id < 2**63:
        msg = "an update without an id"
        raise ValueError(msg)
    try:
        update = _Update.model_validate(raw)
    except ValidationError:
        return Incoming(update_id=update_id, what=None, raw=raw, reason="malformed")
    what = _what(update)
    return Incoming(update_id=update_id, what=what, raw=raw, reason="" if what else "unused")


def member_found(result: object) -> int | None:
    """Return whom the answer of getChatMember finds in the group, None if they are not there."""
    try:
        member = _Member.model_validate(result)
    except ValidationError:
        return None
    return member.user.id if member.status in INSIDE and member.is_member else None


def _what(update: _Update) -> What | None:
    if update.message:
        return _message(update.message, edited=False)
    if update.edited_message:
        return _message(update.edited_message, edited=True)
    if update.callback_query:
        return _pressed(update.callback_query)
    if update.my_chat_member:
        change = update.my_chat_member
        inside = change.new_chat_member.status in INSIDE
        return Standing(sender=_sender(change.sender), place=_place(change.chat), inside=inside)
    return None


def _message(message: _Message, *, edited: bool) -> What | None:
    place = _place(message.chat)
    if message.migrate_to_chat_id is not None:
        return Gathering(place=place, moved_to=message.migrate_to_chat_id)
    if message.new_chat_members or message.left_chat_member:
        return Gathering(place=place)
    if message.sender is None or message.sender.is_bot or message.group_chat_created:
        return None
    return Typed(
        sender=_sender(message.sender),
        place=place,
        message=message.message_id,
        text=(message.text or (message.caption if message.photo else "") or "").translate(NO_LETTERS),
        voice=message.voice.file_id if message.voice else None,
        photo=_largest(message.photo),
        media=message.text is None and message.voice is None and not message.photo,
        reply_to=message.reply_to_message.message_id if message.reply_to_message else None,
        edited=edited,
    )


def _largest(sizes: tuple[_Photo, ...]) -> str | None:
    """Return the file id of a photo in its largest size, None if there is none."""
    return max(sizes, key=lambda size: size.width * size.height).file_id if sizes else None


def _pressed(query: _Query) -> Pressed:
    place = _place(query.message.chat) if query.message else Place(chat=query.sender.id, private=True)
    return Pressed(
        sender=_sender(query.sender),
        place=place,
        query=query.id,
        data=query.data,
        message=query.message.message_id if query.message else None,
    )


def _sender(user: _User) -> Sender:
    return Sender(id=user.id, name=user.first_name.translate(NO_LETTERS), language=user.language_code[:2].lower())


def _place(chat: _Chat) -> Place:
    return Place(chat=chat.id, private=chat.type == "private")
