"""A paper -> PNG pictures that a phone shows clearly: dark on light, as high as a phone at most."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from io import BytesIO

from PIL import Image, ImageDraw, ImageFont

from bot.papers.letters import BOLD, REGULAR, legible, path
from bot.papers.paper import Cited, Paper, Section
from flows.engine.frozen import replace

WIDTH, MAX_HEIGHT, MARGIN = 1080, 1600, 72
"""In pixels. Telegram shows a photo with its longer side cut down to 1280."""
INDENT = 34
PAPER, INK, SOFT, BAR = "#fbfaf6", "#22222a", "#6b6b76", "#b9b3c9"
FOOT = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class _Style:
    font: str
    size: int
    leading: int
    colour: str = INK
    before: int = 0
    indent: int = 0
    leads: bool = False
    """It never stands at the foot of a picture, apart from what follows."""


_TITLE = _Style(font=BOLD, size=52, leading=66)
_DATE = _Style(font=REGULAR, size=28, leading=56, colour=SOFT, leads=True)
_HEADING = _Style(font=BOLD, size=40, leading=54, before=44, leads=True)
_LINE = _Style(font=REGULAR, size=36, leading=52, before=10)
_BY = _Style(font=BOLD, size=28, leading=40, colour=SOFT, before=24, indent=INDENT, leads=True)
_SAID = _Style(font=REGULAR, size=36, leading=52, indent=INDENT)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Row:
    """One line of a picture. ``before`` is the space above it."""

    text: str
    style: _Style
    before: int

    @property
    def height(self) -> int:
        return self.before + self.style.leading


def pictures(paper: Paper) -> list[bytes]:
    """Return the paper in one picture, or in several if it is long."""
    pages = _pages(list(_rows(paper)))
    return [_drawn(page, f"{number} / {len(pages)}" if len(pages) > 1 else "") for number, page in enumerate(pages, 1)]


def _rows(paper: Paper) -> Iterator[_Row]:
    yield from _wrapped(paper.title, _TITLE)
    yield from _wrapped(paper.date, _DATE)
    for section in paper.sections:
        yield from _section(section)


def _section(section: Section) -> Iterator[_Row]:
    yield from _wrapped(section.heading, _HEADING)
    for part in section.parts:
        match part:
            case Cited(by=by, text=text):
                yield from _wrapped(by, _BY)
                yield from _wrapped(text, _SAID)
            case text:
                yield from _wrapped(text, _LINE)


def _wrapped(text: str, style: _Style) -> Iterator[_Row]:
    room, before = WIDTH - 2 * MARGIN - style.indent, style.before
    for line in legible(text).split("\n") if text else ():
        for piece in _pieces(line, style, room):
            yield _Row(text=piece, style=style, before=before)
            before = 0


def _pieces(line: str, style: _Style, room: int) -> Iterator[str]:
    """Yield a line in pieces that fit, parted at spaces, or anywhere in a word that is too long by itself."""
    letters, piece = font(style.font, style.size), ""
    for word in line.split(" "):
        wider = f"{piece} {word}" if piece else word
        if letters.getlength(wider) <= room:
            piece = wider
            continue
        if piece:
            yield piece
        rest = word
        while letters.getlength(rest) > room:
            cut = next(n for n in range(len(rest), 0, -1) if n == 1 or letters.getlength(rest[:n]) <= room)
            yield rest[:cut]
            rest = rest[cut:]
        piece = rest
    yield piece


def _pages(rows: list[_Row]) -> list[list[_Row]]:
    pages: list[list[_Row]] = [[]]
    height = 0
    for row in rows:
        if height + row.height > MAX_HEIGHT - 2 * MARGIN and pages[-1]:
            carried = _leading(pages[-1])
            pages.append(carried)
            carried[:1] = [replace(one, before=0) for one in carried[:1]]
            height = sum(one.height for one in carried)
        placed = row if pages[-1] else replace(row, before=0)
        pages[-1].append(placed)
        height += placed.height
    return pages


def _leading(page: list[_Row]) -> list[_Row]:
    """Take from the foot of a picture what belongs to the words that follow it."""
    carried: list[_Row] = []
    while len(page) > 1 and page[-1].style.leads:
        carried.insert(0, page.pop())
    return carried


def _drawn(rows: list[_Row], foot: str) -> bytes:
    height = 2 * MARGIN + sum(row.height for row in rows) + (FOOT if foot else 0)
    image = Image.new("RGB", (WIDTH, height), PAPER)
    draw, top = ImageDraw.Draw(image), MARGIN
    for row in rows:
        top += row.before
        if row.style.indent:
            draw.rectangle((MARGIN, top, MARGIN + 6, top + row.style.leading - 1), fill=BAR)
        letters = font(row.style.font, row.style.size)
        draw.text((MARGIN + row.style.indent, top), row.text, font=letters, fill=row.style.colour)
        top += row.style.leading
    if foot:
        draw.text((WIDTH / 2, height - MARGIN), foot, font=font(REGULAR, 26), fill=SOFT, anchor="mm")
    content = BytesIO()
    image.save(content, "PNG", optimize=True)
    return content.getvalue()


@cache
def font(name: str, size: int) -> ImageFont.FreeTypeFont:
    """Return one of the bundled fonts at a size in pixels."""
    return ImageFont.truetype(path(name), size, layout_engine=ImageFont.Layout.BASIC)
