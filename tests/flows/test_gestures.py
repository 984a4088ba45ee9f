"""The deck of gestures: small, tagged, labelled in every language, and never above the agreed rung."""

from __future__ import annotations

import re
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.gestures import agreed_rung, deck, of_kind, within

KINDS = ("words", "deeds", "touch")


def labels(language: str) -> dict[str, str]:
    source = files("flows").joinpath("locales", language, "decks_gestures.ftl").read_text("utf-8")
    return dict(re.findall(r"^gestures-(\w+) = (.+)$", source, re.MULTILINE))


def test_there_are_thirty_gestures_or_more_of_three_kinds() -> None:
    assert len(deck()) >= 30
    assert {gesture.kind for gesture in deck().values()} == set(KINDS)


def test_gifts_stay_small() -> None:
    assert {gesture.cost for gesture in deck().values()} == {"none", "small"}


def test_only_touch_has_a_rung_and_none_is_above_massage() -> None:
    for gesture in deck().values():
        assert (gesture.rung > 0) is (gesture.kind == "touch")
        assert 0 <= gesture.rung <= 4


@pytest.mark.parametrize("language", ["en", "es"])
def test_F4_every_gesture_has_a_label_that_fits_on_a_button(language: str) -> None:
    extra = {"own_idea", "something_else", "not_this_week"}

    assert set(labels(language)) == set(deck()) | extra
    assert all(len(label) <= 30 for label in labels(language).values())
    assert len(set(labels(language).values())) == len(labels(language))


@given(rung=st.integers(0, 6), kind=st.sampled_from(KINDS))
def test_what_is_offered_is_all_within_the_rung_and_nothing_within_it_is_left_out(rung: int, kind: str) -> None:
    offered = of_kind(kind, rung)

    assert all(within(name, rung) for name in offered)
    assert set(offered) == {name for name in deck() if deck()[name].kind == kind and deck()[name].rung <= rung}


@pytest.mark.parametrize(
    ("known", "rung"),
    [({}, 0), ({"agreement": {}}, 0), ({"agreement": {"rung": 3}}, 3), ({"agreement": {"rung": None}}, 0)],
)
def test_without_a_signed_agreement_there_is_no_touch(known: dict[str, dict[str, object]], rung: int) -> None:
    assert agreed_rung(known) == rung
