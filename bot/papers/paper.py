"""What a paper says, before it is a page or a picture: in its reader's words, and nothing that they may not read."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Cited:
    """Somebody's words under the name of who said them. ``by`` is empty where that goes without saying."""

    by: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """What stands under one heading; the first section of a paper may have none."""

    heading: str
    parts: tuple[str | Cited, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    title: str
    date: str
    language: str
    sections: tuple[Section, ...]
