"""What two people can do together: the deck, and which of it suits their day. Keys and tags, no sentences.

Source: programme.md, "Step 3"; evidence.md, B4 (small, specific, pleasant; rather new than merely pleasant).
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import Literal

Place = Literal["home", "out"]
Energy = Literal["low", "middle", "high"]
Way = Literal["together", "apart"]

SHORT_MINUTES = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Activity:
    """One thing to do. ``cost`` is 0 for nothing to 3; ``new``: for most people it is something new.

    ``ways``: whether it can be done in one place, each where they are, or either. ``how``: its texts have a line more.
    """

    key: str
    place: Place
    cost: int
    minutes: int
    energy: Energy
    new: bool
    ways: tuple[Way, ...]
    how: bool


LIMITS: dict[str, Callable[[Activity], bool]] = {
    "apart": lambda one: "apart" in one.ways,
    "home": lambda one: one.place == "home",
    "free": lambda one: one.cost == 0,
    "short": lambda one: one.minutes <= SHORT_MINUTES,
    "easy": lambda one: one.energy == "low",
}
"""What a couple's day may leave room for; without ``apart`` they are in one place."""
NEW = "new"
"""A wish and no limit: what is new comes first."""
WISHES = (*LIMITS, NEW)


@cache
def activities() -> Mapping[str, Activity]:
    """Return the deck by its keys."""
    data = tomllib.loads(files("flows").joinpath("decks/activities.toml").read_text("utf-8"))
    return {key: Activity(key=key, **{**tags, "ways": tuple(tags["ways"])}) for key, tags in data["activities"].items()}


def fits(activity: Activity, wishes: Collection[str]) -> bool:
    """Say whether every limit among ``wishes`` leaves room for it."""
    here = "apart" in wishes or "together" in activity.ways
    return here and all(LIMITS[wish](activity) for wish in wishes if wish in LIMITS)


def suitable(wishes: Collection[str], seed: int) -> tuple[str, ...]:
    """Return all that fits, in an order that ``seed`` draws; where something new is wished for, that first."""
    found = [activity for activity in activities().values() if fits(activity, wishes)]
    drawn = sorted(found, key=lambda one: sha256(f"{seed}:{one.key}".encode()).digest())
    if NEW in wishes:
        drawn.sort(key=lambda one: not one.new)
    return tuple(one.key for one in drawn)
