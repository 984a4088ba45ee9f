"""The values that chats consist of: what a person sees on the screen, frozen at that moment."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal, TypeAlias

from bot.rehearsal.entities import Entity
from bot.rehearsal.render import render

JsonValue: TypeAlias = Any  # what Telegram's JSON holds; its shape is checked where it is read
JsonObject: TypeAlias = dict[str, JsonValue]

ChatKind = Literal["private", "group", "supergroup"]
MessageKind = Literal["text", "voice", "photo", "document", "service", "note"]
Standing = Literal["none", "member", "administrator", "left", "kicked"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Chat:
    """A chat as its members see it; a private chat has the id of its person and bears their name."""

    id: int
    kind: ChatKind
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Sender:
    id: int
    name: str
    bot: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Button:
    """A button under a message: exactly one of ``data``, ``url`` and ``copy`` is set."""

    text: str
    data: str | None = None
    url: str | None = None
    copy: str | None = None
    style: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """One bubble on the screen.

    ``chat`` is the chat's id; ``id`` is unique within the chat only, ``order`` in the whole world.
    ``text`` has its formatting applied (a caption for media); ``html`` is safe to show.
    ``force_for`` names who a selective force reply is for, None: everybody. ``keyboard`` holds the rows of a
    reply keyboard. ``service`` holds the fields that make a service message. A ``note`` is something that
    a person was handed outside Telegram's bot; the bot cannot see it.
    """

    id: int
    chat: int
    sender: Sender
    at: datetime
    order: int
    kind: MessageKind = "text"
    text: str = ""
    entities: tuple[Entity, ...] = ()
    buttons: tuple[tuple[Button, ...], ...] = ()
    reply_to: int | None = None
    force_reply: bool = False
    force_for: tuple[int, ...] | None = None
    placeholder: str | None = None
    keyboard: tuple[tuple[str, ...], ...] | None = None
    removes_keyboard: bool = False
    edited_at: datetime | None = None
    silent: bool = False
    protected: bool = False
    spoiler: bool = False
    file: str | None = None
    reaction: str | None = None
    service: Mapping[str, JsonValue] | None = None

    @property
    def html(self) -> str:
        return render(self.text, self.entities)

    @property
    def labels(self) -> list[str]:
        return [button.text for row in self.buttons for button in row]

    def button(self, wanted: str) -> Button | None:
        """Return the button with this label, data or link."""
        for row in self.buttons:
            for button in row:
                if wanted in (button.text, button.data, button.url):
                    return button
        return None
