"""Updates as Telegram could bring them: of the Bot API's own types where it is at hand, with odd values everywhere."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from random import Random
from typing import Any

from hypothesis import strategies as st

from tests.rehearsal.specification import Api, specification

Json = Any
DEEPEST = 4
FEW: Api = {
    "types": {
        "Update": {"message": "Message", "edited_message": "Message", "callback_query": "CallbackQuery"},
        "Message": {
            "message_id": "Integer",
            "from": "User",
            "chat": "Chat",
            "date": "Integer",
            "text": "String",
            "caption": "String",
            "voice": "File",
            "photo": "Array of File",
            "reply_to_message": "Message",
            "new_chat_members": "Array of User",
            "left_chat_member": "User",
            "migrate_to_chat_id": "Integer",
            "sender_chat": "Chat",
        },
        "CallbackQuery": {"id": "String", "from": "User", "message": "Message", "data": "String"},
        "User": {"id": "Integer", "is_bot": "Boolean", "first_name": "String", "language_code": "String"},
        "Chat": {"id": "Integer", "type": "String"},
        "File": {"file_id": "String", "width": "Integer", "height": "Integer"},
    }
}
"""What the bot reads, where the Bot API as data is not at hand."""

WORDS = (
    "", " ", "/start", "/menu", "/help", "/safety", "/pause", "/start couple", "/erase", "/start@", "Yes", "Skip",
    "tomorrow 20:00", "<b>x</b>", "\u202ex", "\u200b", "private", "group", "supergroup", "channel", "creator", "kicked",
    "left", "restricted", "en", "es", "m.menu", "m.ours", "s4.a1.yes", "r4.b1", "x" * 5000, "\ud800", "\x00", "\ufdd0",
    "\U0001f600" * 300, "e" + "\u0301" * 99, "2026-02-30", "hello",
)  # fmt: skip
NUMBERS = (0, -1, 1, 999_999, -1_001_999, 2**31, 2**52, -(2**63), 2**63 - 1, 2**63, 10**30)
WRONG: tuple[Json, ...] = (None, True, 7, -0.5, "x", [], {}, [None], {"id": None}, float(2**70))


@cache
def _types() -> dict[str, dict[str, tuple[list[str], bool]]]:
    """Return each type's fields: of which types, and whether always there."""
    found = specification()
    if not found:
        return {
            name: {field: ([type_], field in ("id", "from", "chat", "type")) for field, type_ in fields.items()}
            for name, fields in FEW["types"].items()
        }
    return {
        name: {
            field["name"]: (field["types"], field["required"] or field["name"] == "from")
            for field in type_.get("fields", ())
        }
        for name, type_ in found["types"].items()
    }


@cache
def _subtypes(name: str) -> list[str]:
    listed: list[str] = specification().get("types", {}).get(name, {}).get("subtypes", [])
    return listed


def _object(chance: Random, name: str, known: Sequence[int], depth: int) -> Json:
    """Make one value of a type of the Bot API; now and then a field is missing, or of another type."""
    fields = _types().get(chance.choice(_subtypes(name) or [name]), {})
    optional = [field for field, (_, required) in fields.items() if not required]
    some = chance.sample(optional, min(len(optional), chance.choice((0, 1, 2, 3, 3, 9)) if depth < DEEPEST else 0))
    found: dict[str, Json] = {}
    for field in (*(one for one, (_, required) in fields.items() if required), *some):
        type_ = chance.choice(fields[field][0])
        if depth < DEEPEST or type_ not in _types():
            found[field] = _value(chance, type_, known, depth + 1)
    if found and (odd := chance.randrange(40)) < 2:
        field = chance.choice(sorted(found))
        found = found | {field: chance.choice(WRONG)} if odd else {k: v for k, v in found.items() if k != field}
    return found


def _value(chance: Random, type_: str, known: Sequence[int], depth: int) -> Json:
    if type_.startswith("Array of "):
        return [_value(chance, type_[9:], known, depth) for _ in range(chance.randrange(3))]
    match type_:
        case "Integer":
            return chance.choice((*known, *known, *NUMBERS, chance.randrange(2**40)))
        case "String":
            return chance.choice((*WORDS, "".join(chr(chance.randrange(1, 0x3000)) for _ in range(9))))
        case "Boolean" | "True":
            return chance.random() < 0.5
        case "Float":
            return chance.uniform(-200, 200)
        case _:
            return _object(chance, type_, known, depth)


def update(seed: int, known: Sequence[int], chats: Sequence[Json], people: Sequence[Json]) -> tuple[str, Json]:
    """Return an update without its id, often about people and chats that the bot knows."""
    chance = Random(seed)
    types = _types()["Update"]
    used = ("message", "message", "message", "edited_message", "callback_query", "callback_query", "my_chat_member")
    kind = chance.choice([*(one for one in used * 3 if one in types), *(one for one in types if one != "update_id")])
    body = _value(chance, types[kind][0][0], known, 1)
    for place in (body, body.get("message") if isinstance(body, dict) else None):
        if isinstance(place, dict):
            for field, among in (("chat", chats), ("from", people)):
                if field in place and chance.random() < 0.9:
                    place[field] = chance.choice(among)
            mine = place.get("from")
            if isinstance(mine, dict) and chance.random() < 0.6:
                place["chat"] = next((one for one in chats if one["id"] == mine.get("id")), place.get("chat"))
    return kind, body


def updates(known: Sequence[int], chats: Sequence[Json], people: Sequence[Json]) -> st.SearchStrategy[tuple[str, Json]]:
    return st.integers(0, 2**62).map(lambda seed: update(seed, known, chats, people))
