"""The letter that nobody has to see. C5: it is optional and private, never a gate, never a status."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.engine.effects import Close
from flows.engine.events import Edited, Reopened, Words
from flows.engine.refusal import Reason
from flows.engine.session import Partner
from tests.flows.drive import A, B, Drive
from tests.flows.patiences import at, passes
from tests.flows.walk import bounded

Way = Callable[[Drive], None]


def none(drive: Drive) -> None:
    drive.presses(A, "leave_it")


def skipped(drive: Drive) -> None:
    drive.presses(A, "write", "skip")


def kept(drive: Drive) -> None:
    drive.presses(A, "write")
    drive.says(A, "what I still carry")
    drive.presses(A, "keep")


def deleted(drive: Drive) -> None:
    drive.presses(A, "write")
    drive.says(A, "what I still carry")
    drive.presses(A, "delete")


def rewritten(drive: Drive) -> None:
    drive.presses(A, "write")
    drive.says(A, "what I still carry")
    drive.presses(A, "rewrite")
    drive.says(A, "what I put down")
    drive.presses(A, "keep")


UNSENT = (none, skipped, kept, deleted, rewritten)


@pytest.mark.parametrize("way", UNSENT)
def test_C5_whatever_became_of_a_letter_it_goes_on_at_the_same_place_and_nobody_is_told(way: Way) -> None:
    drive = at("letter_offer")
    before = drive.screens[B]
    way(drive)

    assert drive.state(A) == "ahead"
    assert drive.screens[B] == before
    assert (drive.read[B], drive.told(B)) == ([], [])


@bounded(20)
@given(
    ways=st.permutations(UNSENT),
    a=st.sampled_from(("together", "time", "apart")),
    b=st.sampled_from(("together", "time", "apart")),
    days=st.integers(0, 400),
)
def test_C5_no_path_depends_on_a_letter_that_was_not_sent(ways: list[Way], a: str, b: str, days: int) -> None:
    """What the partner is shown, and where both can go, is the same whether one was written or not."""
    seen = [_to_the_end(way, a, b, days) for way in ways]

    assert all(one == seen[0] for one in seen)


def _to_the_end(way: Way, a: str, b: str, days: int) -> tuple[object, ...]:
    drive = at("letter_offer")
    way(drive)
    places = [(drive.state(A), drive.state(B))]
    drive.presses(B, "leave_it")
    drive.presses(A, a)
    places.append((drive.state(A), drive.state(B)))
    drive.presses(B, b)
    drive.both("no")
    passes(drive, days=days)
    places.append((drive.state(A), drive.state(B)))
    shown = {by: drive.options(by) if by in drive.screens else () for by in Partner}
    said = [(say.key, say.to, len(say.quotes)) for say in drive.said if say.to is not A]
    return places, shown, said, drive.read[B], drive.session.ended, [record.name for record in drive.kept]


def test_a_letter_reaches_the_partner_only_by_its_authors_own_press() -> None:
    drive = at("letter_offer")
    drive.presses(A, "write")
    drive.says(A, "what I still carry")
    assert drive.read[B] == []
    assert drive.prompt(A).discreet
    drive.presses(A, "share")

    assert drive.read[B] == ["what I still carry"]
    assert drive.told(B) == ["patience-letter-carried"]
    assert (drive.state(A), drive.state(B)) == ("ahead", "letter_offer")


def test_P1_a_letter_that_is_edited_at_the_preview_is_previewed_again() -> None:
    drive = at("letter")
    drive.says(A, "as it was")
    old = drive.chose(A, "share")
    drive.edits(A, drive.answer("letter", A).n, "as it is")

    assert drive.refused(old) is Reason.STALE
    drive.presses(A, "share")
    assert drive.read[B] == ["as it is"]


def test_of_a_deleted_letter_nothing_is_left() -> None:
    drive = at("letter_offer")
    deleted(drive)

    assert drive.words == {}
    assert [answer for answer in drive.session.answers if answer.by is A] == []
    assert drive.refused(Reopened(by=A, n=1)) is Reason.STALE
    assert drive.refused(Edited(by=A, n=1, words=Words(text="again"))) is Reason.UNKNOWN


def test_C5_a_letter_that_was_kept_is_changed_only_in_its_authors_own_message_and_not_asked_for_again() -> None:
    drive = at("letter_offer")
    kept(drive)
    n = drive.answer("letter", A).n
    assert drive.refused(Reopened(by=A, n=n)) is Reason.UNKNOWN
    assert drive.refused(Reopened(by=B, n=n)) is Reason.STALE
    drive.edits(A, n, "other words")

    assert drive.state(A) == "ahead"
    assert drive.text(n) == "other words"
    assert drive.read[B] == []


def test_under_the_question_nothing_stays_that_says_it_was_kept() -> None:
    drive = at("letter")
    drive.says(A, "what I still carry")

    assert [effect.veiled for effect in drive.effects if isinstance(effect, Close)] == [True]


@pytest.mark.parametrize("way", UNSENT)
def test_C5_a_letter_is_never_asked_about_again(way: Way) -> None:
    drive = at("letter_offer")
    way(drive)
    asks_before = {"letter_offer", "letter", "letter_choice"}
    drive.presses(B, "leave_it")
    drive.both("together", "no")
    for _ in range(13):
        passes(drive, days=31)
        assert not drive.states() & asks_before
        for by in Partner:
            if drive.session.ended is None and drive.state(by) == "upkeep":
                drive.presses(by, "skip", "enough")

    assert drive.session.ended == "done"
