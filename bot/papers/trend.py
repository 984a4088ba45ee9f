"""Lines of a check-in -> a PNG chart that a phone shows clearly, on the light and on the dark side of Telegram."""

from __future__ import annotations

from datetime import datetime, timedelta
from io import BytesIO
from typing import TypeAlias
from zoneinfo import ZoneInfo

from PIL import Image, ImageDraw

from bot.papers.letters import BOLD, REGULAR, legible
from bot.papers.picture import INK, MARGIN, PAPER, SOFT, WIDTH, font

Points: TypeAlias = tuple[tuple[datetime, int], ...]

HEIGHT, LEFT, TOP, BOTTOM = 900, 130, 190, 250
HIGHEST = 10
"""Values go from 0 to this."""
COLOURS = ("#2f5d8a", "#b5651d", "#5b8a3c")
"""Told apart also by who sees no colours: each line has its own marks."""
MARKS = ("circle", "square", "diamond")
MARK = 11
GRID = "#dedad0"


def chart(title: str, lines: list[tuple[str, Points]], zone: str) -> bytes:
    """Return one picture of named lines; days are those of ``zone``."""
    image = Image.new("RGB", (WIDTH, HEIGHT), PAPER)
    draw = ImageDraw.Draw(image)
    draw.text((MARGIN, MARGIN - 10), legible(title), font=font(BOLD, 48), fill=INK)
    _grid(draw)
    moments = sorted({moment for _, points in lines for moment, _ in points})
    for n, (_, points) in enumerate(lines):
        _line(draw, [_place(moment, value, moments) for moment, value in points], n)
    _days(draw, moments, zone)
    _legend(draw, [name for name, _ in lines])
    content = BytesIO()
    image.save(content, "PNG", optimize=True)
    return content.getvalue()


def _place(moment: datetime, value: int, moments: list[datetime]) -> tuple[float, float]:
    span = max(moments[-1] - moments[0], timedelta(seconds=1))
    along = (moment - moments[0]) / span if len(moments) > 1 else 0.5
    return LEFT + along * (WIDTH - LEFT - MARGIN), _height(value)


def _height(value: int) -> float:
    return HEIGHT - BOTTOM - value / HIGHEST * (HEIGHT - BOTTOM - TOP)


def _grid(draw: ImageDraw.ImageDraw) -> None:
    for value in (0, 5, 10):
        draw.line((LEFT, _height(value), WIDTH - MARGIN, _height(value)), fill=GRID, width=3)
        draw.text((LEFT - 24, _height(value)), str(value), font=font(REGULAR, 34), fill=SOFT, anchor="rm")


def _line(draw: ImageDraw.ImageDraw, places: list[tuple[float, float]], n: int) -> None:
    colour = COLOURS[n % len(COLOURS)]
    if len(places) > 1:
        draw.line(places, fill=colour, width=6, joint="curve")
    for place in places:
        _mark(draw, place, n)


def _mark(draw: ImageDraw.ImageDraw, place: tuple[float, float], n: int) -> None:
    (x, y), colour = place, COLOURS[n % len(COLOURS)]
    box = (x - MARK, y - MARK, x + MARK, y + MARK)
    match MARKS[n % len(MARKS)]:
        case "circle":
            draw.ellipse(box, fill=colour)
        case "square":
            draw.rectangle(box, fill=colour)
        case _:
            draw.polygon([(x, y - MARK - 4), (x + MARK + 4, y), (x, y + MARK + 4), (x - MARK - 4, y)], fill=colour)


def _days(draw: ImageDraw.ImageDraw, moments: list[datetime], zone: str) -> None:
    shown = [(moments[0], "lm"), (moments[-1], "rm")] if len(moments) > 1 else [(moments[0], "mm")] if moments else []
    for moment, anchor in shown:
        x, _ = _place(moment, 0, moments)
        day = moment.astimezone(ZoneInfo(zone)).strftime("%d.%m.")
        draw.text((x, HEIGHT - BOTTOM + 44), day, font=font(REGULAR, 32), fill=SOFT, anchor=anchor)


def _legend(draw: ImageDraw.ImageDraw, names: list[str]) -> None:
    for n, name in enumerate(names):
        y = HEIGHT - BOTTOM + 104 + n * 50
        _mark(draw, (LEFT + MARK, y), n)
        draw.text((LEFT + 50, y), legible(name), font=font(REGULAR, 34), fill=INK, anchor="lm")
