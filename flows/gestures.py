"""The deck of small gestures, and which of them are within what both agreed on.

Touch obeys the ladder of the boundary agreement and gifts stay small, so that they cannot buy forgiveness; the names
of the gestures go back to the seed ("compliment each other on personal qualities … little gifts … hold hands while
watching TV"). Source: programme.md, "Step 4"; evidence.md, B5.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from flows.engine.session import Facts

WORDS, DEEDS, TOUCH = "words", "deeds", "touch"


@dataclass(frozen=True, slots=True, kw_only=True)
class Gesture:
    """``kind`` is words, deeds or touch; ``rung`` the rung of the touch ladder that it needs; ``cost`` none, small."""

    name: str
    kind: str
    rung: int
    cost: str


@cache
def deck() -> dict[str, Gesture]:
    """Return all gestures by their names, in the order in which they are offered."""
    kinds = tomllib.loads(files("flows").joinpath("decks/gestures.toml").read_text("utf-8"))
    return {
        name: Gesture(name=name, kind=kind, rung=tags["rung"], cost=tags["cost"])
        for kind, gestures in kinds.items()
        for name, tags in gestures.items()
    }


def agreed_rung(known: Mapping[str, Facts]) -> int:
    """Return the rung that is all right for both now; 0, no touch, where no agreement is signed."""
    rung = known.get("agreement", {}).get("rung", 0)
    return rung if isinstance(rung, int) else 0


def within(name: str, rung: int) -> bool:
    """Say whether the gesture called ``name`` needs no more than ``rung``; False for what is not in the deck."""
    gesture = deck().get(name)
    return gesture is not None and gesture.rung <= rung


def of_kind(kind: str, rung: int) -> tuple[str, ...]:
    """Return the gestures of a kind that need no more than ``rung``."""
    return tuple(name for name, gesture in deck().items() if gesture.kind == kind and gesture.rung <= rung)
