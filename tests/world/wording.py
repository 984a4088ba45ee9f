"""What the bot's sentences are, in any language: so that a screen can be read by whoever only sees the screen."""

from __future__ import annotations

from functools import cache, lru_cache

from bot.shelf import FLOWS
from bot.texts import languages
from flows.engine.script import Ask
from flows.engine.script import Words as AskedWords
from flows.engine.session import Seen
from tests.bot.walk import named, texts

NOTHING_KEPT = ("bot-declined", "bot-erased")
"""What somebody reads of whom nothing is kept any more."""
GAP = "\0"  # where a sentence names something
ARGUMENTS = ("me", "partner", "author", "speaker", "listener", "other", "time", "link", "days", "hint", "country")
_SOME = dict.fromkeys((*ARGUMENTS, "where", "choice", "area", "page", "pages", "step", "part", "parts"), GAP)


@cache
def keys(language: str = "en") -> tuple[str, ...]:
    """Return the keys of all sentences, those of buttons as ``key.button``."""
    return tuple(named(language))


@cache
def _whole(language: str, key: str) -> str:
    names = named(language).get(key, ())
    return texts().text(language, key, {"host": "none", **_SOME, **{name: GAP for name in names if name != "*"}})


@cache
def _parts(key: str) -> tuple[tuple[str, ...], ...]:
    """Return for each language the pieces of a sentence between what it names."""
    wholes = (_whole(language, key) for language in languages() if key in named(language))
    trimmed = ("\n".join(line.strip() for line in whole.splitlines()).strip() for whole in wholes)
    return tuple(tuple(part.strip() for part in whole.split(GAP) if part.strip()) for whole in trimmed)


@lru_cache(maxsize=100_000)
def says(text: str, key: str) -> bool:
    """Tell whether a sentence stands in a text, in any language and whatever it names."""
    return any(_in_order(parts, text) for parts in _parts(key))


def says_one(text: str, *wanted: str) -> str:
    """Return the first of these sentences that stands in a text, '' for none."""
    return next((key for key in wanted if says(text, key)), "")


def _in_order(parts: tuple[str, ...], text: str) -> bool:
    place = 0
    for part in parts:
        found = text.find(part, place)
        if found < 0:
            return False
        place = found + len(part)
    return bool(parts)


@cache
def labels(*wanted: str) -> frozenset[str]:
    """Return what these buttons say, in every language."""
    return frozenset(_whole(language, key) for language in languages() for key in wanted)


def is_button(label: str, *wanted: str) -> bool:
    """Tell whether a label is that of one of these buttons, whatever it names."""
    bare = label.removeprefix("✓ ")
    return bare in labels(*wanted) or any(GAP in one and _fits(one, bare) for one in labels(*wanted))


def _fits(one: str, label: str) -> bool:
    parts = one.split(GAP)
    return label.startswith(parts[0]) and label.endswith(parts[-1]) and _in_order(tuple(filter(None, parts)), label)


@cache
def sending() -> tuple[str, ...]:
    """Return the buttons by which somebody's words leave for the partner, after they were seen word for word."""
    asks_first = ("reflection-read", "own_plan", "own_appreciation")
    shares = (key for key in keys() if key.endswith(".share") and not key.startswith(asks_first))
    return (*shares, *(key for key in keys() if key.endswith(".send")))


@cache
def sealed_questions() -> tuple[str, ...]:
    """Return the questions for ✉️ words."""
    return tuple(
        f"{flow.name}-{state.name}"
        for flow in FLOWS.values()
        for state in flow.states
        if isinstance(state, Ask) and state.seen is Seen.SEALED and isinstance(state.expects, AskedWords)
    )


@lru_cache(maxsize=10_000)
def sealed_question(text: str) -> str:
    """Return which ✉️ question a text asks, '' if none."""
    return says_one(text, *sealed_questions())


@lru_cache(maxsize=10_000)
def same_question(one: str, other: str) -> bool:
    """Tell whether two texts ask the same for words, perhaps in two languages."""
    return any(says(one, key) and says(other, key) for key in _for_words())


@cache
def _for_words() -> tuple[str, ...]:
    return tuple(
        f"{flow.name}-{state.name}"
        for flow in FLOWS.values()
        for state in flow.states
        if isinstance(state, Ask) and isinstance(state.expects, AskedWords)
    )


@cache
def first_questions() -> dict[str, str]:
    """Return the first question of each step, by its key."""
    steps = ("open_communication", "boundaries", "connection", "appreciation", "patience")
    return {
        f"{flow}-{next(state.name for state in FLOWS[flow].states if isinstance(state, Ask))}": flow for flow in steps
    }
