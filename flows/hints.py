"""Whether words sound like blame, or an apology takes itself back: a hint for their author alone, never a block.

And whether they are words after which somebody is asked, alone and calmly, how they are.

Source: programme.md, "Rules that hold everywhere"; the phrases of a language are in its hints.txt.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

NOTHING = re.compile(r"(?!)")


@dataclass(frozen=True, slots=True)
class Phrases:
    """``hard`` finds the phrases to hint at; ``kind`` those that hold such a phrase and mean no harm.

    Both are for small letters: to look for letters of either size takes four times as long.
    """

    hard: re.Pattern[str]
    kind: re.Pattern[str]

    def first(self, text: str) -> re.Match[str] | None:
        found = list(self.hard.finditer(text))
        spared = [match.span() for match in self.kind.finditer(text)] if found else []
        apart = (
            match for match in found if not any(start < match.end() and match.start() < end for start, end in spared)
        )
        return next(apart, None)


def blame_hint(text: str, language: str) -> str | None:
    """Return the first phrase that sounds like blame, as written; None too where the language has no list."""
    return _first_phrase(text, language, ("blame",))


def apology_hint(text: str, language: str) -> str | None:
    """Return the first phrase that weakens an apology or sounds like blame, as written, or None."""
    return _first_phrase(text, language, ("blame", "apology"))


def asks_for_care(text: str, languages: Iterable[str]) -> bool:
    """Say whether a text has words, in any of the languages, after which its author is asked how they are.

    It finds some words and misses most ways of saying it: nothing may claim or rely on more.
    """
    return any(_first_phrase(text, language, ("care",)) is not None for language in languages)


def _first_phrase(text: str, language: str, kinds: Iterable[str]) -> str | None:
    composed = unicodedata.normalize("NFC", text)
    small = _small(composed)
    lists = _phrases(language.split("-", maxsplit=1)[0].lower())
    found = [match for kind in kinds if kind in lists and (match := lists[kind].first(small))]
    return composed[slice(*min(found, key=re.Match.start).span())] if found else None


def _small(text: str) -> str:
    """Return it in small letters, each in its place: one that would become two stays as it is."""
    small = text.lower()
    return small if len(small) == len(text) else "".join(min(char.lower(), char, key=len) for char in text)


@cache
def _phrases(language: str) -> dict[str, Phrases]:
    place = files("flows").joinpath("locales", language, "hints.txt")
    if not language.isalpha() or not place.is_file():
        return {}
    lists: dict[str, list[str]] = {}
    for row in place.read_text("utf-8").splitlines():
        line = row.strip()
        if line.startswith("["):
            lists[line.strip("[]")] = []
        elif lists and line and not line.startswith("#"):
            lists[list(lists)[-1]].append(line)
    return {kind: _compiled(rows) for kind, rows in lists.items()}


def _compiled(rows: list[str]) -> Phrases:
    return Phrases(
        hard=_any_of(row for row in rows if not row.startswith("!")),
        kind=_any_of(row.removeprefix("!").strip() for row in rows if row.startswith("!")),
    )


def _any_of(phrases: Iterable[str]) -> re.Pattern[str]:
    """Return a pattern of whole words that takes the longest phrase at a place."""
    longest_first = [[_letter(char) for char in _small(phrase)] for phrase in sorted(phrases, key=len, reverse=True)]
    return re.compile(rf"(?<!\w){_either(longest_first)}(?!\w)") if longest_first else NOTHING


def _either(phrases: list[list[str]]) -> str:
    """Return a pattern of phrases, letter by letter, that looks at what some begin with alike once."""
    rests: dict[str, list[list[str]]] = {}
    for first, *rest in filter(None, phrases):
        rests.setdefault(first, []).append(rest)
    ways = [first + _either(rest) for first, rest in rests.items()] + [""] * ([] in phrases)
    return ways[0] if len(ways) == 1 else f"(?:{'|'.join(ways)})"


def _letter(char: str) -> str:
    """Return what may stand for a letter of a phrase.

    An accent may be missing but not added: "si" is no "sí".
    """
    match char:
        case " ":
            return r"\s+"
        case "*":
            return r"\w*"
        case "'":
            return "['’]?"
    plain = unicodedata.normalize("NFD", char)[0]
    return f"[{char}{plain}]" if plain != char else re.escape(char)
