"""Text and entities -> HTML that is safe to show: everything escaped, only Telegram's own tags."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from bot.rehearsal.entities import Entity, ordered, part

TAGS = {
    "bold": "b",
    "italic": "i",
    "underline": "u",
    "strikethrough": "s",
    "spoiler": "tg-spoiler",
    "code": "code",
    "blockquote": "blockquote",
}


def render(text: str, entities: Iterable[Entity]) -> str:
    raw = text.encode("utf-16-le", "surrogatepass")
    opened: list[tuple[int, str]] = []
    pieces: list[str] = []
    position = 0

    def upto(offset: int) -> None:
        nonlocal position
        pieces.append(escape(raw[position * 2 : offset * 2].decode("utf-16-le", "replace")))
        position = offset

    def close_until(offset: int) -> None:
        while opened and opened[-1][0] <= offset:
            end, tag = opened.pop()
            upto(end)
            pieces.append(tag)

    for entity in ordered(entities):
        close_until(entity.offset)
        upto(entity.offset)
        start, end = _tags(entity, text)
        pieces.append(start)
        # an entity that sticks out of the one around it ends there, so that the tags stay nested
        opened.append((min([entity.end, *(stop for stop, _ in opened)]), end))
    close_until(len(raw) // 2)
    upto(len(raw) // 2)
    return "".join(pieces)


def _tags(entity: Entity, text: str) -> tuple[str, str]:
    if entity.type in TAGS:
        tag = TAGS[entity.type]
        return f"<{tag}>", f"</{tag}>"
    if entity.type == "expandable_blockquote":
        return "<blockquote expandable>", "</blockquote>"
    if entity.type == "pre":
        inner = f'<code class="language-{escape(entity.language)}">' if entity.language else ""
        return f"<pre>{inner}", "</code></pre>" if inner else "</pre>"
    if entity.type == "date_time":
        form = f' format="{escape(entity.date_time_format)}"' if entity.date_time_format else ""
        return f'<tg-time unix="{entity.unix_time}"{form}>', "</tg-time>"
    return _link(entity, text)


def _link(entity: Entity, text: str) -> tuple[str, str]:
    if entity.type == "text_mention":
        return f'<a href="tg://user?id={entity.user}">', "</a>"
    if entity.type == "text_link":
        return f'<a href="{escape(entity.url or "")}">', "</a>"
    if entity.type == "url":
        shown = part(text, entity)
        return f'<a href="{escape(shown if "://" in shown else "https://" + shown)}">', "</a>"
    return "", ""
