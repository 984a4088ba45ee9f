"""What the bot handed in -> typed parameters; unknown ones are refused, so that a test finds a slip."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from bot.rehearsal.messages import JsonValue
from bot.rehearsal.rules import Refused, bad


@dataclass(frozen=True, slots=True, kw_only=True)
class Upload:
    """A file that came in the request itself."""

    name: str
    mime: str
    data: bytes


Params: TypeAlias = dict[str, JsonValue]

INTEGERS = frozenset(
    {"offset", "limit", "timeout", "message_id", "user_id", "duration", "cache_time", "max_connections"}
)
BOOLEANS = frozenset(
    {
        *("disable_notification", "protect_content", "show_alert", "drop_pending_updates", "is_big"),
        *("has_spoiler", "disable_content_type_detection"),
    }
)
OBJECTS = frozenset({"reply_markup", "reply_parameters", "link_preview_options", "scope", "menu_button"})
ARRAYS = frozenset(
    {"allowed_updates", "commands", "entities", "caption_entities", "message_ids", "reaction"},
)
FILES = frozenset({"voice", "photo", "document"})
CHATS = frozenset({"chat_id"})
MISSING = {
    "chat_id": "chat_id is empty",
    "text": "message text is empty",
    "message_id": "message identifier is not specified",
    "message_ids": "message identifiers are not specified",
    "voice": "there is no voice in the request",
    "photo": "there is no photo in the request",
    "document": "there is no document in the request",
    "callback_query_id": "query is too old and response timeout expired or query ID is invalid",
}


def read(given: Mapping[str, object], required: Iterable[str], optional: Iterable[str]) -> Params:
    """Return the parameters with their types.

    Raises:
        Refused: one is unknown, missing or of the wrong type.
    """
    must = frozenset(required)
    known = must | frozenset(optional)
    files = {name: value for name, value in given.items() if isinstance(value, Upload)}
    attached = {f"attach://{name}" for name in files if name not in known}
    for name in given:
        if name not in known and f"attach://{name}" not in given.values():
            raise bad(f'unknown parameter "{name}"')
    params: Params = {}
    for name in given:
        if name in known:
            params[name] = _typed(name, _attached(given[name], files, attached))
    for name in sorted(must):
        if params.get(name) is None:
            raise bad(MISSING.get(name, f'parameter "{name}" is required'))
    return params


def _attached(value: object, files: Mapping[str, Upload], attached: set[str]) -> object:
    if isinstance(value, str) and value in attached:
        return files[value.removeprefix("attach://")]
    return value


def _typed(name: str, value: object) -> JsonValue:
    if value is None:
        return None
    if name in INTEGERS or name in CHATS:
        return _integer(name, value)
    if name in BOOLEANS:
        return _boolean(name, value)
    if name in OBJECTS:
        return _parsed(name, value, dict)
    if name in ARRAYS:
        return _parsed(name, value, list)
    if isinstance(value, str) or (name in FILES and isinstance(value, Upload)):
        return value
    raise bad(f'parameter "{name}" must be a String')


def _integer(name: str, value: object) -> int:
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    if isinstance(value, str) and value.removeprefix("-").isdecimal():
        return int(value)
    if name == "chat_id":
        raise bad("chat not found")
    raise bad(f'parameter "{name}" must be an Integer')


def _boolean(name: str, value: object) -> bool:
    if isinstance(value, bool):
        return value
    if value in ("true", "True", "1"):
        return True
    if value in ("false", "False", "0"):
        return False
    raise bad(f'parameter "{name}" must be a Boolean')


def _parsed(name: str, value: object, kind: type[dict[str, JsonValue]] | type[list[JsonValue]]) -> JsonValue:
    what = name.replace("_", " ")
    if isinstance(value, str):
        try:
            value = json.loads(value)
        except json.JSONDecodeError as error:
            raise Refused(400, f"can't parse {what} JSON object") from error
    if not isinstance(value, kind):
        raise bad(f"can't parse {what}: {'Object' if kind is dict else 'Array'} expected")
    return value
