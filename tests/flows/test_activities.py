"""The deck of activities: enough for everybody, whatever their day leaves room for."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.texts import Texts, languages
from flows.activities import LIMITS, NEW, WISHES, activities, fits, suitable

MAX_LABEL_CHARS = {"activities": 25, "wishes": 30}
TEXTS = Texts()
CASES = [frozenset(some) for size in range(len(LIMITS) + 1) for some in combinations(LIMITS, size)]


def test_there_are_sixty_activities_or_more() -> None:
    assert len(activities()) >= 60


@pytest.mark.parametrize("limits", CASES, ids=lambda limits: "-".join(sorted(limits)) or "none")
def test_two_pages_are_left_for_the_poor_the_ill_those_far_apart_and_those_with_little_time(
    limits: frozenset[str],
) -> None:
    assert len(suitable(limits, seed=1)) >= 12


def test_tags_are_what_they_can_be() -> None:
    for one in activities().values():
        assert one.place in ("home", "out")
        assert one.cost in range(4)
        assert one.minutes > 0
        assert one.energy in ("low", "middle", "high")
        assert one.ways
        assert set(one.ways) <= {"together", "apart"}


def test_nothing_in_the_deck_costs_much_and_happens_on_the_phone() -> None:
    assert all(one.cost <= 1 for one in activities().values() if "apart" in one.ways)


@given(wishes=st.sets(st.sampled_from(WISHES)), seed=st.integers(0, 2**31))
def test_whatever_is_offered_keeps_every_limit(wishes: set[str], seed: int) -> None:
    offered = suitable(wishes, seed)

    assert len(set(offered)) == len(offered)
    for key in offered:
        one = activities()[key]
        assert fits(one, wishes)
        assert "free" not in wishes or one.cost == 0
        assert "apart" in (one.ways if "apart" in wishes else ("apart",))
        assert "apart" in wishes or "together" in one.ways
        assert "home" not in wishes or one.place == "home"
        assert "short" not in wishes or one.minutes <= 60
        assert "easy" not in wishes or one.energy == "low"


@given(limits=st.sets(st.sampled_from(tuple(LIMITS))), seed=st.integers(0, 2**31))
def test_who_wishes_for_something_new_sees_that_first_and_loses_nothing(limits: set[str], seed: int) -> None:
    offered = suitable({*limits, NEW}, seed)

    assert set(offered) == set(suitable(limits, seed))
    assert [activities()[key].new for key in offered] == sorted(
        (activities()[key].new for key in offered), reverse=True
    )


def test_the_seed_alone_draws_the_order() -> None:
    assert suitable((), 7) == suitable((), 7)
    assert suitable((), 7) != suitable((), 8)


@pytest.mark.parametrize("language", languages())
def test_F4_every_activity_and_every_wish_has_a_label_that_fits_on_a_button(language: str) -> None:
    keys = [*(f"activities-{key}" for key in activities()), *(f"wishes-{wish}" for wish in WISHES)]

    for key in keys:
        assert 0 < len(TEXTS.text(language, key, {})) <= MAX_LABEL_CHARS[key.partition("-")[0]], key


@pytest.mark.parametrize("language", languages())
def test_F4_a_line_more_is_there_where_the_deck_says_so(language: str) -> None:
    for one in activities().values():
        assert TEXTS.has(language, f"activities-{one.key}.how") == one.how, one.key


@pytest.mark.parametrize("language", languages())
def test_no_two_activities_have_the_same_name(language: str) -> None:
    names = [TEXTS.text(language, f"activities-{key}", {}) for key in activities()]

    assert len(set(names)) == len(names)
