"""All that the world remembers; the only part that is dumped to JSON and loaded again."""

from __future__ import annotations

import json
from base64 import b64decode
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache

from pydantic import TypeAdapter

from bot.rehearsal.messages import ChatKind, JsonObject, Message, Standing


@dataclass(slots=True, kw_only=True)
class PersonRow:
    """``zone`` is the name of an IANA zone: the one that the person's phone is set to."""

    id: int
    name: str
    language: str = "en"
    zone: str = "UTC"
    username: str | None = None
    deactivated: bool = False


@dataclass(slots=True, kw_only=True)
class ChatRow:
    """``bot`` is the bot's standing: in a private chat kicked means blocked, none never started."""

    id: int
    kind: ChatKind
    title: str
    members: list[int] = field(default_factory=list)
    creator: int | None = None
    username: str = ""
    linked: int | None = None
    bot: Standing = "none"
    messages: dict[int, Message] = field(default_factory=dict)
    migrated_to: int | None = None
    last_message_id: int = 0
    action: str | None = None

    @property
    def bot_in(self) -> bool:
        return self.bot in ("member", "administrator")


PICTURES = {b"\x89PNG\r\n\x1a\n": "image/png", b"\xff\xd8\xff": "image/jpeg"}
"""The types of picture that are shown, by how they begin."""


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """A stored file; ``content`` is base64."""

    id: str
    kind: str
    name: str
    mime: str
    content: str = ""
    duration: int = 0

    @property
    def data(self) -> bytes:
        return b64decode(self.content)

    @property
    def picture(self) -> str | None:
        """The type of a photo's picture, None for what is no photo, or stands in for one."""
        if self.kind != "photo":
            return None
        data = self.data
        return next((mime for start, mime in PICTURES.items() if data.startswith(start)), None)


@dataclass(slots=True, kw_only=True)
class Press:
    """A pressed button. ``toast`` is None until the bot answers; ``url`` is where a link button leads."""

    id: str
    person: int
    chat: int
    message: int
    data: str | None
    at: datetime
    url: str | None = None
    answered: bool = False
    toast: str | None = None
    alert: bool = False


@dataclass(slots=True, kw_only=True)
class Waiting:
    """An update that the bot has not confirmed yet."""

    id: int
    kind: str
    body: JsonObject
    at: datetime


@dataclass(slots=True, kw_only=True)
class Account:
    """What the bot says about itself: keys are language codes, for commands ``scope|language``."""

    commands: dict[str, list[dict[str, str]]] = field(default_factory=dict)
    descriptions: dict[str, str] = field(default_factory=dict)
    short_descriptions: dict[str, str] = field(default_factory=dict)
    menu_buttons: dict[str, JsonObject] = field(default_factory=dict)
    webhook: str = ""
    secret: str = ""
    max_connections: int = 40
    webhook_error: str = ""
    webhook_error_at: datetime | None = None
    allowed: list[str] | None = None


@dataclass(slots=True, kw_only=True)
class State:
    token: str
    username: str
    name: str
    people: dict[int, PersonRow] = field(default_factory=dict)
    chats: dict[int, ChatRow] = field(default_factory=dict)
    files: dict[str, File] = field(default_factory=dict)
    presses: dict[str, Press] = field(default_factory=dict)
    waiting: list[Waiting] = field(default_factory=list)
    account: Account = field(default_factory=Account)
    counters: dict[str, int] = field(default_factory=dict)
    version: int = 0

    def count(self, name: str, start: int = 0) -> int:
        """Return the next number of a row that starts after ``start``."""
        self.counters[name] = self.counters.get(name, start) + 1
        return self.counters[name]


@cache
def _adapter() -> TypeAdapter[State]:
    return TypeAdapter(State)


def dump(state: State) -> JsonObject:
    dumped: JsonObject = json.loads(_adapter().dump_json(state))
    return dumped


def load(dumped: JsonObject) -> State:
    """Return the state that was dumped.

    Raises:
        pydantic.ValidationError: it is no such dump.
    """
    return _adapter().validate_json(json.dumps(dumped))
