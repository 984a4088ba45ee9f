"""Why it happened: sealed by each, revealed together, changed only by its author."""

from __future__ import annotations

import pytest

from flows.engine.effects import Say
from flows.engine.events import Edited, Reopened, Withdrew, Words
from flows.engine.refusal import Reason
from flows.engine.session import Partner
from tests.flows.drive import A, B
from tests.flows.talks import at, causes_sealed, one_turn


def test_P2_causes_are_revealed_together() -> None:
    drive = at("causes_mine")
    causes_sealed(drive, A)
    assert drive.state(A) == "causes_met"
    assert drive.read == {A: [], B: []}
    causes_sealed(drive, B)

    assert drive.read[A] == drive.read[B]
    assert set(drive.read[A]) == {f"{cause}, says {by}" for cause in ("mine", "ours", "around us") for by in Partner}


def test_what_was_skipped_is_not_shown_as_empty() -> None:
    drive = at("causes_mine")
    causes_sealed(drive, A)
    drive.presses(B, "skip", "skip", "skip")

    assert len(drive.read[B]) == 3
    assert drive.states() == {"causes_next"}


def test_a_sealed_answer_can_be_taken_back_and_the_talk_waits_for_a_new_one() -> None:
    drive = at("causes_mine")
    causes_sealed(drive, A)
    n = drive.answer("causes_ours", A).n
    drive.withdraws(A, n)
    assert n not in drive.words
    causes_sealed(drive, B)
    assert drive.read[B] == []
    drive.says(A, "ours, better")

    assert "ours, better" in drive.read[B]
    assert "ours, says a" not in drive.read[B]


def test_what_was_taken_back_comes_first() -> None:
    drive = at("causes_mine")
    causes_sealed(drive, A)
    other = drive.answer("causes_mine", A).n
    drive.withdraws(A, drive.answer("causes_ours", A).n)

    assert drive.refused(Reopened(by=A, n=other)) is Reason.STALE
    assert drive.refused(Withdrew(by=A, n=other)) is Reason.STALE


def test_an_edit_before_the_reveal_counts_and_the_partner_hears_nothing_of_it() -> None:
    drive = at("causes_mine")
    causes_sealed(drive, A)
    drive.edits(A, drive.answer("causes_mine", A).n, "mine, better")
    assert {effect.to for effect in drive.effects if hasattr(effect, "to")} == {A}
    causes_sealed(drive, B)

    assert "mine, better" in drive.read[B]


def test_an_edit_after_the_reveal_is_offered_and_sent_only_by_its_author() -> None:
    drive = at("causes_mine")
    causes_sealed(drive, A)
    causes_sealed(drive, B)
    drive.edits(A, drive.answer("causes_mine", A).n, "mine, better")
    (offer,) = [effect.offers for effect in drive.effects if isinstance(effect, Say)]
    assert offer is not None
    assert "mine, better" not in drive.read[B]
    drive.amends(A, offer)

    assert "mine, better" in drive.read[B]
    assert drive.told(B)[-1] == "engine-amended"


def test_an_edited_version_that_is_not_sent_is_forgotten() -> None:
    drive = at("causes_mine")
    causes_sealed(drive, A)
    causes_sealed(drive, B)
    drive.edits(A, drive.answer("causes_mine", A).n, "mine, better")
    offer = drive.session.next_number() - 1
    drive.amends(A, offer, send=False)

    assert offer not in drive.words
    assert "mine, better" not in drive.read[B]


def test_nobody_edits_or_reopens_the_partners_words() -> None:
    drive = at("causes_mine")
    causes_sealed(drive, A)
    n = drive.answer("causes_mine", A).n

    assert drive.refused(Reopened(by=B, n=n)) is Reason.STALE
    assert drive.refused(Withdrew(by=B, n=n)) is Reason.STALE
    assert drive.refused(Edited(by=B, n=n, words=Words(text="no"))) is Reason.UNKNOWN


def test_both_may_go_on_from_the_causes() -> None:
    drive = at("causes_next")
    drive.both("go_on")

    assert drive.states() == {"apology"}


@pytest.mark.parametrize(("a", "b", "seed", "speaker"), [("talk", "go_on", 1, A), ("go_on", "talk", 0, B)])
def test_whoever_wants_to_talk_about_a_cause_gets_the_floor(a: str, b: str, seed: int, speaker: Partner) -> None:
    drive = at("causes_next", seed=seed)
    drive.presses(A, a)
    drive.presses(B, b)

    assert drive.states() == {"speak"}
    assert drive.session.speaker is speaker
    one_turn(drive)
    assert drive.states() == {"apology"}


@pytest.mark.parametrize(("seed", "speaker"), [(0, A), (1, B)])
def test_the_seed_settles_who_talks_about_a_cause_if_both_want_to(seed: int, speaker: Partner) -> None:
    drive = at("causes_next", seed=seed)
    drive.both("talk")

    assert drive.session.speaker is speaker
