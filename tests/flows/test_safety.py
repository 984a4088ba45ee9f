"""The returning safety questions: every way through them leaves the same behind, and the partner never meets them."""

from __future__ import annotations

from itertools import product

import pytest

from flows.engine.effects import Close, Report, Show
from flows.engine.script import CLEAR, OPENING, WORRIED
from flows.safety import FLOW
from flows.safety_questions import SAFETY
from tests.flows.checks import dumped
from tests.flows.drive import A, Drive

CALM = tuple(f"{question}:{answer}" for question, answer in SAFETY.items())
MINDS = {"yes": "no", "no": "yes"}


def asked() -> Drive:
    drive = Drive(FLOW)
    drive.calls("due")
    return drive


def ways() -> list[tuple[tuple[str, ...], str]]:
    """Return every way to the last page, and which one it is."""
    found: list[tuple[tuple[str, ...], str]] = [(("go_on", *CALM), CLEAR), (("skip",), WORRIED)]
    for (n, (question, calm)), rather_not in product(enumerate(SAFETY.items()), (False, True)):
        answer = "rather_not" if rather_not else MINDS[calm]
        found.append((("go_on", *CALM[:n], f"{question}:{answer}"), WORRIED))
    return found


@pytest.mark.parametrize(("way", "last"), ways())
def test_P5_whatever_is_answered_nothing_changes_but_the_page_that_is_shown(way: tuple[str, ...], last: str) -> None:
    drive = asked()
    before = dumped(drive.session)
    for option in way:
        drive.presses(A, option)

        assert dumped(drive.session) == before
        assert [type(effect) for effect in drive.effects] == [Show]
    assert drive.screens[A].question == last
    assert drive.prompt(A, last).helps == (last == WORRIED)


@pytest.mark.parametrize(("way", "last"), ways())
def test_P5_what_is_left_after_done_is_the_same_whatever_was_answered(way: tuple[str, ...], last: str) -> None:
    drive, other = asked(), asked()
    drive.presses(A, *way, "done")
    other.presses(A, "skip", "done")

    assert last in (CLEAR, WORRIED)
    assert dumped(drive.session) == dumped(other.session)
    assert drive.effects == other.effects
    assert [type(effect) for effect in drive.effects] == [Close, Report]


def test_questions_that_nobody_answered_are_asked_afresh_when_they_come_again() -> None:
    drive = asked()
    old = drive.chose(A, "go_on")
    drive.calls("due")

    assert drive.refused(old).value == "stale"
    assert drive.screens[A].question is None
    assert drive.options(A) == ("go_on", "skip")
    assert drive.prompt(A).key == f"safety-asked-{OPENING}"


def test_they_end_with_the_couple() -> None:
    drive = asked()
    drive.calls("couple_over")

    assert drive.session.ended == "over"
    assert not drive.screens
