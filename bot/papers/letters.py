"""What the font of papers can show: what it lacks becomes a small square, so that nothing is lost unseen."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

REGULAR, BOLD = "DejaVuSans", "DejaVuSans-Bold"
LACKING = "□"
INVISIBLE = {"Cc", "Cf", "Cs", "Co", "Cn", "Mn", "Sk"}
"""Categories of what is left out where the font lacks it: joiners, skin tones."""
VARIANTS = frozenset(map(chr, range(0xFE00, 0xFE10)))


def path(name: str) -> str:
    return str(files("bot").joinpath("papers", "fonts", f"{name}.ttf"))


@cache
def fonts() -> tuple[str, str]:
    """Let ReportLab know both fonts; return their names, regular and bold."""
    for name in (REGULAR, BOLD):
        pdfmetrics.registerFont(TTFont(name, path(name)))
    return REGULAR, BOLD


@cache
def _known() -> frozenset[int]:
    fonts()
    return frozenset.intersection(*(frozenset(pdfmetrics.getFont(name).face.charToGlyph) for name in (REGULAR, BOLD)))


def legible(text: str) -> str:
    """Return ``text`` with no letter that the font lacks; line breaks stay."""
    return "".join(_legible(unicodedata.normalize("NFC", text.replace("\r\n", "\n"))))


def _legible(text: str) -> Iterator[str]:
    lacked = False
    for letter in text:
        category = unicodedata.category(letter)
        if letter == "\n":
            yield letter
        elif category == "Cc":
            yield " "
        elif ord(letter) in _known() and category not in ("Cf", "Sk") and letter not in VARIANTS:
            yield letter
        elif category in INVISIBLE:
            continue  # which does not part a picture from the next one that it is made of
        elif category[0] == "L" or not lacked:
            yield LACKING
        lacked = ord(letter) not in _known()
