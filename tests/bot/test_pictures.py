"""Pictures look as they did when somebody saw them last. ``REKNIT_WRITE=1`` writes them anew: then look at them."""

from __future__ import annotations

import os
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image, ImageChops

from bot.papers.paper import Cited, Paper, Section
from bot.papers.picture import pictures
from bot.papers.trend import chart

STORED = Path(__file__).parents[1] / "pictures"
TOLERANCE = 0.001
"""So many of all pixels may be clearly another: the edge of a letter passes, a word that is missing does not."""
CLEARLY = 64
"""Of 255 steps of brightness."""
START = datetime(2026, 3, 1, 18, tzinfo=UTC)
WEEK = timedelta(days=7)


def trend(*values: tuple[int, ...]) -> bytes:
    names = ("Vertrauen, trust, confianza", "Wie es mir geht, mood, ánimo", "Sam: trust")
    lines = [
        (name, tuple((START + n * WEEK, value) for n, value in enumerate(line)))
        for name, line in zip(names, values, strict=False)
    ]
    return chart("Your weeks · Tus semanas", lines, "Europe/Madrid")


def agreement(items: int) -> bytes:
    lines = tuple(f"Something for the two of them, number {n}: ask me each time" for n in range(items))
    own = Cited(by="Alex", text="I would rather not talk about it after ten in the evening. ¿Y por la mañana?")
    return pictures(
        Paper(
            title="Our boundaries",
            date="4 May 2026",
            language="en",
            sections=(
                Section(heading="Phones and messages", parts=lines),
                Section(heading="In our words", parts=(own,)),
            ),
        )
    )[0]


def difference(one: Image.Image, other: Image.Image) -> float:
    """Return how many of all pixels are clearly another."""
    histogram = ImageChops.difference(one, other).convert("L").histogram()
    return sum(histogram[CLEARLY:]) / sum(histogram)


PICTURES = {
    "trend": trend((2, 3, 3, 5, 4, 6, 7), (5, 4, 6, 6, 3, 7, 8)),
    "trend-with-partner": trend((0, 10, 0, 10), (10, 0, 10, 0), (5, 5, 5, 5)),
    "trend-first-week": trend((4,), (6,)),
    "agreement": agreement(6),
    "agreement-long": agreement(60),
}


@pytest.mark.parametrize("name", PICTURES)
def test_it_looks_as_it_did(name: str) -> None:
    drawn, path = Image.open(BytesIO(PICTURES[name])).convert("RGB"), STORED / f"{name}.png"
    if os.environ.get("REKNIT_WRITE"):
        path.write_bytes(PICTURES[name])
    stored = Image.open(path).convert("RGB")

    assert drawn.size == stored.size
    assert difference(drawn, stored) <= TOLERANCE


@pytest.mark.parametrize(
    ("name", "made"),
    [("trend", trend((2, 3, 3, 5, 4, 6, 4), (5, 4, 6, 6, 3, 7, 8))), ("agreement", agreement(5))],
)
def test_another_value_or_a_line_that_is_missing_is_seen(name: str, made: bytes) -> None:
    drawn = Image.open(BytesIO(PICTURES[name])).convert("RGB")
    other = Image.open(BytesIO(made)).convert("RGB").resize(drawn.size)

    assert difference(drawn, other) > TOLERANCE
