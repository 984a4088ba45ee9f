"""What was typed -> what it says of a moment: days, hours, parts of the day. The words of a language are data.

A library was tried first: dateparser 1.5 takes "mañana a las 8" for 21:00, "next friday at 8" for the 8th, and does not
know "el 5 de diciembre a las 19:30".
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Literal, TypeAlias

MOST_CHARS = 80
"""Nobody needs more to name a moment."""

Kind: TypeAlias = Literal[
    "date",
    "iso",
    "pair",
    "clock",
    "number",
    "four",
    "ordinal",
    "within",
    "silent",
    "at",
    "next",
    "weekday",
    "month",
    "day",
    "part",
    "half",
    "before",
    "after",
]


@dataclass(frozen=True, slots=True)
class Token:
    """One thing that was said: ``value`` are its numbers.

    ``name`` is a part of the day, a unit, or what stands between the numbers of a date; "0" where a zero leads them.
    """

    kind: Kind
    value: tuple[int, ...] = ()
    name: str = ""


_SHAPES: tuple[tuple[Kind, str], ...] = (
    ("iso", r"(\d{4})-(\d\d?)-(\d\d?)(?:t(?=\d)|(?!\d))"),
    ("date", r"(\d\d?)([./-])(\d\d?)\2(\d{4}|\d\d)?(?![\d:])"),
    ("date", r"(\d\d?)([/-])(\d\d?)(?![\d:])"),
    ("clock", r"(\d\d?):(\d\d)(?::00)?(?:\s?h(?:s|rs)?\b)?(?![\d:])"),
    ("clock", r"(\d\d?)\s?h(?:s|rs)?\b()(?!\w)"),
    ("clock", r"(\d\d?)h(\d\d)(?!\w)"),
    ("pair", r"(\d\d?)\.(\d\d?)(?![\d:])"),
    ("ordinal", r"(\d\d?)(?:st|nd|rd|th|o|a)\b"),
    ("four", r"(\d{4})(?!\d)"),
    ("number", r"(\d\d?)(?!\d)"),
)
_NUMBERS = tuple((kind, re.compile(pattern, re.ASCII)) for kind, pattern in _SHAPES)
_GAP = re.compile(r"[\s,;()·–—-]+")


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The phrases of one language with what each says, and the pattern of "in three days"."""

    phrases: Mapping[str, Token]
    pattern: re.Pattern[str]
    within: re.Pattern[str]
    counts: Mapping[str, int]
    units: Mapping[str, str]


def tokens(text: str, language: str) -> list[Token] | None:
    """Return all that ``text`` says, None where a word of it says nothing about a moment."""
    said = _folded(text)
    if len(said) > MOST_CHARS:
        return None
    lexicon, found, position = _lexicon(language), list[Token](), 0
    while position < len(said):
        if gap := _GAP.match(said, position):
            position = gap.end()
            continue
        step = _next(lexicon, said, position)
        if step is None:
            return None
        token, position = step
        if token.kind != "silent":
            found.append(token)
    return found


def _folded(text: str) -> str:
    bare = "".join(letter for letter in unicodedata.normalize("NFKD", text) if not unicodedata.combining(letter))
    return bare.casefold().replace("’", "'").rstrip(" !?.") + (".." if re.search(r"\d\.\s*$", bare) else "")


def _next(lexicon: Lexicon, said: str, position: int) -> tuple[Token, int] | None:
    if match := lexicon.within.match(said, position):
        count = match["count"]
        number = int(count) if count.isdecimal() else lexicon.counts[count]
        return Token("within", (number,), lexicon.units[match["unit"]]), match.end()
    if match := lexicon.pattern.match(said, position):
        return lexicon.phrases[match[0]], match.end()
    for kind, pattern in _NUMBERS:
        if match := pattern.match(said, position):
            return _number(kind, match.groups()), match.end()
    return (Token("silent"), position + 1) if said[position] == "." else None


def _number(kind: Kind, groups: tuple[str | None, ...]) -> Token:
    first = groups[0] or ""
    written = next((group for group in groups if group in ("/", "-", ".")), "0" if first.startswith("0") else "")
    return Token(kind, tuple(int(group or 0) for group in groups if group not in ("/", "-", ".")), written or "")


@cache
def _lexicon(language: str) -> Lexicon:
    data = tomllib.loads(files("flows").joinpath("locales", language, "moments.toml").read_text("utf-8"))
    phrases = dict(_phrases(data))
    counts = {**data["numbers"], **dict.fromkeys(data["single"]["words"], 1)}
    units = {word: unit for unit, words in data["units"].items() for word in words}
    count = rf"(?P<count>\d{{1,3}}|{_any(counts)})"
    return Lexicon(
        phrases=phrases,
        pattern=re.compile(rf"(?:{_any(phrases)})(?!\w)"),
        within=re.compile(rf"(?:{_any(data['within'])})\s+{count}\s*(?P<unit>{_any(units)})(?!\w)", re.ASCII),
        counts=counts,
        units=units,
    )


def _any(words: Mapping[str, Any] | list[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


def _phrases(data: Mapping[str, Any]) -> Iterator[tuple[str, Token]]:
    """Yield each phrase with what it says; of two with the same words the later one counts."""
    yield from ((word, Token("number", (n,))) for word, n in data["numbers"].items())
    yield from ((word, Token("silent")) for word in data["silent"])
    yield from ((word, Token("at")) for word in data["at"])
    yield from ((word, Token("next")) for word in data["next"])
    yield from ((word, Token("weekday", (n,))) for n, words in enumerate(data["weekdays"]) for word in words)
    yield from ((word, Token("month", (n,))) for n, words in enumerate(data["months"]) for word in words)
    yield from ((word, Token("day", (n,))) for word, n in data["days"].items())
    yield from ((word, Token("part", (), name)) for word, name in data["parts"].items())
    yield from ((word, Token("half", (n,))) for word, n in data["halves"].items())
    for word, clock in data["clocks"].items():
        hour, _, minute = clock.partition(":")
        yield word, Token("clock", (int(hour), int(minute)))
    yield from ((word, Token("before", (n,))) for word, n in data["before"].items())
    yield from ((word, Token("after", (n,))) for word, n in data["after"].items())
