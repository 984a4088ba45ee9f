"""All rules, P1 to F4, each with the checker that watches it."""

from __future__ import annotations

from tests.world import (
    checkers_consent,
    checkers_durable,
    checkers_flow,
    checkers_nudges,
    checkers_privacy,
    checkers_safety,
)
from tests.world.checker import Checker

ALL: tuple[type[Checker], ...] = (
    *checkers_privacy.ALL,
    *checkers_consent.ALL,
    *checkers_safety.ALL,
    *checkers_durable.ALL,
    *checkers_nudges.ALL,
    *checkers_flow.ALL,
)
RULES = tuple(kind.rule for kind in ALL)
