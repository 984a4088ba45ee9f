"""Telegram's HTML -> text and entities, refusing what Telegram refuses, in its words.

Source: Bot API, "Formatting options", HTML style; the words of the errors are those of TDLib.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html import unescape

from bot.rehearsal.entities import Entity, units

PLAIN = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "tg-spoiler": "spoiler",
    "span": "spoiler",
}
TAGS = frozenset({*PLAIN, "a", "code", "pre", "blockquote", "tg-time"})
NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
REFERENCE = re.compile(r"&(?:#(?P<decimal>[0-9]{1,7})|#[xX](?P<hex>[0-9a-fA-F]{1,6})|(?P<name>[a-z]+));?")
RUN = re.compile(r"[^<&]+")
NAME = re.compile(r"[^\s>]*")
ATTRIBUTE = re.compile(
    r"""(?P<name>[^\s=>/"']+)(?:\s*=\s*(?:"(?P<double>[^"]*)"|'(?P<single>[^']*)'|(?P<bare>[A-Za-z0-9.\-]+)))?"""
)
DATE_FORMAT = re.compile(r"r|w?[dD]?[tT]?")


class NotHtml(Exception):
    """The text is no HTML that Telegram takes; the words are the part after "can't parse entities: "."""


@dataclass(slots=True)
class _Tag:
    name: str
    at: int
    offset: int
    attributes: dict[str, str]


@dataclass(slots=True)
class _Reader:
    source: str
    position: int = 0
    offset: int = 0
    pieces: list[str] = field(default_factory=list)
    opened: list[_Tag] = field(default_factory=list)
    found: list[Entity] = field(default_factory=list)

    def read(self) -> tuple[str, list[Entity]]:
        while self.position < len(self.source):
            match self.source[self.position]:
                case "<" if self.source.startswith("</", self.position):
                    self._close()
                case "<":
                    self._open()
                case "&":
                    self._reference()
                case _:
                    run = RUN.match(self.source, self.position)
                    assert run is not None  # there is at least this character
                    self._take(run.group(), len(run.group()))
        if self.opened:
            raise NotHtml(f'Can\'t find end tag corresponding to start tag "{self.opened[-1].name}"')
        return "".join(self.pieces), self.found

    def _take(self, shown: str, length: int) -> None:
        self.pieces.append(shown)
        self.offset += units(shown)
        self.position += length

    def _reference(self) -> None:
        match = REFERENCE.match(self.source, self.position)
        shown = _character(match) if match else None
        if match is None or shown is None:
            self._take("&", 1)
        else:
            self._take(shown, match.end() - match.start())

    def _open(self) -> None:
        at = self.position
        name = self._name(at + 1)
        if self.position >= len(self.source):
            raise NotHtml(f"Unclosed start tag at byte offset {self._bytes(at)}")
        if name not in TAGS:
            raise NotHtml(f'Unsupported start tag "{name}" at byte offset {self._bytes(at)}')
        tag = _Tag(name, at, self.offset, self._attributes(name, at))
        self._demand(tag)
        self.opened.append(tag)

    def _attributes(self, name: str, at: int) -> dict[str, str]:
        attributes: dict[str, str] = {}
        while True:
            self._skip()
            if self.position >= len(self.source):
                raise NotHtml(f'Unclosed start tag "{name}" at byte offset {self._bytes(at)}')
            if self.source[self.position] == ">":
                self.position += 1
                return attributes
            match = ATTRIBUTE.match(self.source, self.position)
            if match is None:
                raise NotHtml(f'Empty attribute name in the tag "{name}" at byte offset {self._bytes(at)}')
            value = match["double"] or match["single"] or match["bare"] or ""
            attributes.setdefault(match["name"].lower(), unescape(value))
            self.position = match.end()
            if self.source.startswith("=", self.position):
                place = self._bytes(self.position)
                raise NotHtml(f"Unexpected end of name token at byte offset {place}")

    def _demand(self, tag: _Tag) -> None:
        given = tag.attributes
        if tag.name == "span" and given.get("class") != "tg-spoiler":
            place = self._bytes(tag.at)
            raise NotHtml(f'Tag "span" must have class "tg-spoiler" at byte offset {place}')
        if tag.name == "tg-time" and not (
            given.get("unix", "").isdecimal() and DATE_FORMAT.fullmatch(given.get("format", ""))
        ):
            place = self._bytes(tag.at)
            raise NotHtml(f'Tag "tg-time" must have a valid "unix" and "format" at byte offset {place}')

    def _close(self) -> None:
        at = self.position
        name = self._name(at + 2)
        if not self.opened:
            raise NotHtml(f"Unexpected end tag at byte offset {self._bytes(at)}")
        self._skip()
        if self.source[self.position : self.position + 1] != ">":
            raise NotHtml(f"Unclosed end tag at byte offset {self._bytes(at)}")
        self.position += 1
        tag = self.opened.pop()
        if name not in ("", tag.name):
            place = self._bytes(at)
            raise NotHtml(f'Unmatched end tag at byte offset {place}, expected "</{tag.name}>", found "</{name}>"')
        if self.offset > tag.offset:
            self._found(tag)

    def _found(self, tag: _Tag) -> None:
        entity = _entity(tag, self.offset - tag.offset, "".join(self.pieces))
        if entity is None:
            return
        inner = self.found[-1] if self.found else None
        if tag.name == "pre" and inner is not None and (inner.type, inner.offset) == ("code", tag.offset):
            self.found.pop()
            entity = Entity(type="pre", offset=entity.offset, length=entity.length, language=inner.language or None)
        self.found.append(entity)

    def _name(self, start: int) -> str:
        match = NAME.match(self.source, start)
        self.position = match.end() if match else start
        return match.group().lower() if match else ""

    def _skip(self) -> None:
        while self.position < len(self.source) and self.source[self.position].isspace():
            self.position += 1

    def _bytes(self, position: int) -> int:
        return len(self.source[:position].encode("utf-8", "surrogatepass"))


def parse(source: str) -> tuple[str, tuple[Entity, ...]]:
    """Return the text and its entities, neither trimmed nor completed.

    Raises:
        NotHtml: with Telegram's words.
    """
    text, found = _Reader(source).read()
    return text, tuple(
        Entity(type="code", offset=entity.offset, length=entity.length) if entity.type == "code" else entity
        for entity in found
    )


def _character(match: re.Match[str]) -> str | None:
    if match["name"]:
        return NAMED.get(match["name"])
    code = int(match["decimal"]) if match["decimal"] else int(match["hex"], 16)
    return chr(code) if 0 < code < 0x10FFFF and not 0xD800 <= code <= 0xDFFF else None


def _entity(tag: _Tag, length: int, text: str) -> Entity | None:
    offset = tag.offset
    match tag.name:
        case "a":
            shown = text.encode("utf-16-le", "surrogatepass")[offset * 2 :].decode("utf-16-le", "replace")
            return _link(tag.attributes.get("href") or shown, offset, length)
        case "code":
            language = tag.attributes.get("class", "").removeprefix("language-")
            return Entity(type="code", offset=offset, length=length, language=language or None)
        case "pre":
            return Entity(type="pre", offset=offset, length=length)
        case "blockquote":
            kind = "expandable_blockquote" if "expandable" in tag.attributes else "blockquote"
            return Entity(type=kind, offset=offset, length=length)
        case "tg-time":
            unix, form = int(tag.attributes["unix"]), tag.attributes.get("format", "")
            return Entity(type="date_time", offset=offset, length=length, unix_time=unix, date_time_format=form)
        case name:
            return Entity(type=PLAIN[name], offset=offset, length=length)


def _link(url: str, offset: int, length: int) -> Entity | None:
    mention = re.fullmatch(r"tg://user\?id=([0-9]+)", url)
    if mention:
        return Entity(type="text_mention", offset=offset, length=length, user=int(mention[1]))
    if re.match(r"(?:https?|tg|ton)://[^\s/]", url) or re.match(r"(?:mailto|tel):[^\s]", url):
        return Entity(type="text_link", offset=offset, length=length, url=url)
    if re.fullmatch(r"[\w-]+(?:\.[\w-]+)+(?:/\S*)?", url):
        return Entity(type="text_link", offset=offset, length=length, url=f"http://{url}")
    return None  # Telegram drops a link that leads nowhere and keeps its words
