"""Formatting inside a text, and lengths as Telegram counts them: in UTF-16 code units."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from flows.engine.frozen import replace

WHITESPACE = " \t\r\n\0\v\f"
LITERAL = frozenset({"code", "pre", "text_link", "text_mention", "url"})
AUTOMATIC = (
    ("bot_command", re.compile(r"(?<![\w/@<>])/[A-Za-z0-9_]{1,64}(?:@[A-Za-z0-9_]{3,32})?(?![\w/])")),
    ("mention", re.compile(r"(?<![\w/@.])@[A-Za-z][A-Za-z0-9_]{3,31}(?!\w)")),
    ("url", re.compile(r"(?<![\w@/])(?:https?://[^\s<>]+[^\s<>.,;:!?)'\"]|t\.me/[\w/?=&-]+)")),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """A formatted part; ``offset`` and ``length`` are in UTF-16 code units, ``user`` is a person's id."""

    type: str
    offset: int
    length: int
    url: str | None = None
    user: int | None = None
    language: str | None = None
    unix_time: int | None = None
    date_time_format: str | None = None

    @property
    def end(self) -> int:
        return self.offset + self.length


def units(text: str) -> int:
    """Return the length of a text in UTF-16 code units."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def pieces(text: str, most: int) -> list[str]:
    """Return the text cut into parts of at most ``most`` UTF-16 code units, as a phone sends a long one."""
    if units(text) <= most:
        return [text]
    parts, start, length = [], 0, 0
    for position, character in enumerate(text):
        if length + units(character) > most:
            parts.append(text[start:position])
            start, length = position, 0
        length += units(character)
    return [*parts, text[start:]]


def part(text: str, entity: Entity) -> str:
    """Return the part of the text that the entity covers."""
    raw = text.encode("utf-16-le", "surrogatepass")
    return raw[entity.offset * 2 : entity.end * 2].decode("utf-16-le", "surrogatepass")


def ordered(entities: Iterable[Entity]) -> tuple[Entity, ...]:
    return tuple(sorted(entities, key=lambda entity: (entity.offset, -entity.length, entity.type)))


def trimmed(text: str, entities: Iterable[Entity]) -> tuple[str, tuple[Entity, ...]]:
    """Return the text without the white space at its ends, which Telegram takes away, and its entities."""
    whole = text.rstrip(WHITESPACE)
    kept = whole.lstrip(WHITESPACE)
    cut, end = units(whole) - units(kept), units(kept)
    moved = []
    for entity in entities:
        start, stop = max(entity.offset - cut, 0), min(entity.end - cut, end)
        if stop > start:
            moved.append(replace(entity, offset=start, length=stop - start))
    return kept, ordered(moved)


def with_automatic(text: str, entities: Iterable[Entity]) -> tuple[Entity, ...]:
    """Return the entities together with the commands, mentions and links that Telegram finds by itself."""
    found = list(entities)
    for kind, pattern in AUTOMATIC:
        for match in pattern.finditer(text):
            new = Entity(type=kind, offset=units(text[: match.start()]), length=units(match.group()))
            if all(_fits(new, entity) for entity in found):
                found.append(new)
    return ordered(found)


def _fits(new: Entity, old: Entity) -> bool:
    apart = new.end <= old.offset or old.end <= new.offset
    inside = old.offset <= new.offset and new.end <= old.end and old.type not in LITERAL
    around = new.offset <= old.offset and old.end <= new.end and old.type not in LITERAL
    return apart or inside or around
