"""The partner, who watches their phone closely: it must not tell what the other one writes for themself."""

from __future__ import annotations

from itertools import zip_longest
from pathlib import Path
from random import Random

import pytest

from bot.shelf import FLOWS
from flows.engine.script import Ask, Palette, Scale, Ticks, Words
from flows.engine.session import Seen
from tests.attacks.alike import View, chosen, lived
from tests.fuzz.bounds import TIMES
from tests.world.buttons import readable

pytestmark = [pytest.mark.usefixtures("database"), pytest.mark.mostly_sqlite]

LIVES = {
    "open_communication": ("full-walk-private.md", "in-the-group.md", "apology-waits.md"),
    "boundaries": ("boundaries-private.md",),
    "connection": ("connection-nothing-matches.md", "connection.md"),
    "appreciation": ("appreciation-group.md", "appreciation-private.md"),
    "patience": ("patience.md",),
    "setback": ("after-a-setback.md",),
    "check_in": ("check-in.md",),
    "reflection": ("reflect.md",),
    "own_plan": ("plan-for-hard-days.md",),
    "own_appreciation": ("own-appreciation.md",),
    "own_boundaries": ("own-boundaries.md",),
    "appreciate": ("appreciate-any-time.md",),
}
"""The transcripts of each conversation in which somebody writes or ticks what the other one must not learn of."""
NAMES = [name for names in LIVES.values() for name in names]
BOTH = [(name, who) for name in NAMES for who in ("Alex", "Sam")]
LIVED = BOTH if TIMES > 1 else [(name, ("Alex", "Sam")[n % 2]) for n, name in enumerate(NAMES)]
"""Long ones with REKNIT_FUZZ, as all that is tried by chance."""


FIRST_CHOICES = (("boundaries-private.md", "Alex", 4), ("connection.md", "Alex", 10), ("patience.md", "Alex", 6))
CHOICES = [(name, who, None) for name, who in BOTH] if TIMES > 1 else FIRST_CHOICES
MOST = 200
FOR_BOTH = frozenset({"intro", "rule", "rules", "opening", "halfway", "back", "ahead", "suggested", "ending"})
"""Questions of which one answer counts for both at once: the programme rests or stays as it was, the plan is moved."""


def test_P1_P2_every_conversation_with_something_for_oneself_or_in_a_seal_is_lived() -> None:
    asks = ((flow.name, state) for flow in FLOWS.values() for state in flow.states if isinstance(state, Ask))
    kinds = Words | Scale | Palette | Ticks
    hidden = {name for name, ask in asks if ask.seen is not Seen.SHARED and isinstance(ask.expects, kinds)}

    assert hidden - set(LIVES) == set(), "name a transcript of each in LIVES"


def differing(one: View, other: View) -> list[tuple[object, object]]:
    return [(a, b) for a, b in zip_longest(one, other) if a != b]


@pytest.mark.parametrize(("name", "who"), LIVED)
async def test_P1_P2_a_phone_shows_the_same_whatever_the_other_one_writes_for_themself_or_into_a_seal(
    tmp_path: Path, name: str, who: str
) -> None:
    with readable():
        first, varied = await lived(name, who, Random(1), tmp_path / "first")
        for seed in range(2, 2 + min(TIMES, 5)):
            second, also = await lived(name, who, Random(seed), tmp_path / f"{seed}")

            assert also == varied
            for (line, one), (_, other) in zip(first, second, strict=True):
                assert (line, differing(one, other)) == (line, [])


@pytest.mark.parametrize(("name", "who", "turn"), CHOICES)
async def test_P2_a_phone_shows_the_same_whatever_the_other_one_chooses_first(
    tmp_path: Path, name: str, who: str, turn: int | None
) -> None:
    with readable():
        for n in range(1, MOST) if turn is None else (turn,):
            one = await chosen(name, who, n, None, tmp_path / f"{n} as it stands")
            other = await chosen(name, who, n, Random(n), tmp_path / f"{n} otherwise")
            if one is None or other is None:
                assert turn is None
                return
            (ask, _, as_it_stands), (_, line, otherwise) = one, other
            if ask not in FOR_BOTH:
                assert (line, differing(as_it_stands, otherwise)) == (line, [])
