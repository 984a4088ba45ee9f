"""The first step, as two people go through it: rules, preparing, who goes first, and the closing."""

from __future__ import annotations

import pytest

from flows.engine.effects import Keep, Report, Say
from flows.engine.events import Edited, Said, Withdrew, Words
from flows.engine.frozen import replace
from flows.engine.refusal import Reason
from flows.engine.session import Partner
from flows.engine.step import step
from flows.open_communication import FEELINGS, FLOW
from tests.flows.drive import START, A, B
from tests.flows.talks import at, begun

# Ground rules and preparation


def test_both_agree_to_the_ground_rules_before_anything_is_asked() -> None:
    drive = begun()
    drive.presses(A, "agree")
    assert drive.prompt(A).key == "engine-wait"
    drive.presses(B, "agree")

    assert drive.states() == {"camera"}


def test_not_today_is_said_to_the_programme_and_the_rules_stay_open() -> None:
    drive = begun()
    drive.presses(B, "not_today")

    assert drive.reports == [Report(name="not_today", by=B)]
    assert drive.states() == {"rules"}


def test_preparing_goes_at_each_ones_own_pace_and_stays_private() -> None:
    drive = begun()
    drive.both("agree")
    drive.says(A, "the door was open")
    drive.ticks(A, "sad", "angry")
    drive.says(A, "I could not sleep")
    drive.says(A, "that I was alone with it")

    assert (drive.state(A), drive.state(B)) == ("prepared", "camera")
    assert drive.answer("feelings", A).chosen == ("sad", "angry")
    assert drive.read[B] == []
    drive.presses(B, "skip", "skip", "skip", "skip")
    assert drive.states() == {"first"}


def test_at_most_five_feelings_fit() -> None:
    drive = at("feelings")
    for item in FEELINGS[:5]:
        drive.apply(drive.ticked(A, item))

    assert drive.refused(drive.ticked(A, FEELINGS[5])) is Reason.TOO_MANY
    drive.apply(drive.ticked(A, FEELINGS[0]))
    drive.apply(drive.ticked(A, FEELINGS[5]))
    drive.presses(A, "done")
    assert drive.answer("feelings", A).chosen == FEELINGS[1:6]


def test_F2_a_late_press_on_a_palette_ticks_nothing() -> None:
    drive = at("feelings")
    late = drive.ticked(A, "tired")
    drive.ticks(A, "sad")
    drive.reopens(A, drive.answer("feelings", A).n)

    assert drive.refused(late) is Reason.STALE
    assert drive.session.at(A).ticked == ("sad",)


def test_an_example_changes_nothing() -> None:
    drive = at("camera")
    before = drive.session
    drive.presses(A, "example")

    assert drive.session == before
    assert drive.effects == (Say(to=A, key="open_communication-camera-example"),)


def test_a_private_answer_can_be_changed_later() -> None:
    drive = at("camera")
    drive.says(A, "first try")
    n = drive.answer("camera", A).n
    drive.reopens(A, n)
    drive.says(A, "second try")

    assert drive.state(A) == "feelings"
    assert drive.text(n) == "second try"


def test_an_answer_that_was_reopened_may_stay_as_it_was() -> None:
    drive = at("camera")
    drive.says(A, "first try")
    drive.reopens(A, drive.answer("camera", A).n)
    drive.presses(A, "leave")

    assert drive.state(A) == "feelings"
    assert drive.text(drive.answer("camera", A).n) == "first try"


# Who goes first, and how full


@pytest.mark.parametrize(
    ("a", "b", "speaker"),
    [("me", "you", A), ("me", "either", A), ("either", "you", A), ("you", "me", B), ("you", "either", B)],
)
def test_the_one_whom_they_wish_goes_first(a: str, b: str, speaker: Partner) -> None:
    drive = at("first")
    drive.presses(A, a)
    drive.presses(B, b)

    assert drive.session.speaker is speaker
    assert drive.told(A) == drive.told(B) == ["open_communication-first-agreed"]


@pytest.mark.parametrize(("a", "b"), [("me", "me"), ("you", "you"), ("either", "either")])
@pytest.mark.parametrize(("seed", "speaker"), [(0, A), (1, B)])
def test_a_clash_is_settled_by_the_seed_and_said_so(a: str, b: str, seed: int, speaker: Partner) -> None:
    drive = at("first", seed=seed)
    drive.presses(A, a)
    drive.presses(B, b)

    assert drive.session.speaker is speaker
    assert drive.told(A) == drive.told(B) == ["open_communication-first-settled"]


def test_P2_who_goes_first_is_sealed_until_both_have_answered() -> None:
    drive = at("first")
    screen = drive.screens[B]
    drive.presses(A, "me")
    assert drive.screens[B] == screen
    n = drive.answer("first", A).n
    drive.withdraws(A, n)
    drive.presses(B, "me")
    assert drive.state(B) == "first_met"
    drive.presses(A, "you")

    assert drive.session.speaker is B
    assert drive.refused(Withdrew(by=A, n=drive.answer("first", A).n)) is Reason.SEEN


@pytest.mark.parametrize("number", ["7", "10"])
def test_whoever_is_full_is_offered_a_time_out_privately(number: str) -> None:
    drive = at("full")
    drive.presses(A, number)

    assert drive.state(A) == "full_offer"
    assert {effect.to for effect in drive.effects if hasattr(effect, "to")} == {A}
    assert drive.reports == []
    drive.presses(A, "time_out")
    assert drive.reports == [Report(name="time_out", by=A)]


@pytest.mark.parametrize("option", ["go_on", "time_out"])
def test_the_offer_never_keeps_anybody_from_going_on(option: str) -> None:
    drive = at("full")
    drive.presses(A, "8", option)
    drive.presses(B, "6")

    assert drive.states() == {"speak"}


# Closing


def test_one_word_each_is_opened_together_and_trust_stays_private() -> None:
    drive = at("word")
    drive.says(A, "hopeful")
    drive.presses(A, "6")
    assert drive.read == {A: [], B: []}
    drive.says(B, "tired")
    drive.presses(B, "4")

    assert drive.read[A] == drive.read[B] == ["hopeful", "tired"]
    assert drive.session.ended == "done"
    assert drive.answer("trust", A).n not in drive.seen[B]


def test_a_word_is_typed_and_short() -> None:
    drive = at("word")
    turn = drive.session.at(A).turn

    assert drive.refused(drive.typed(A, "w" * 61)) is Reason.TOO_LONG
    assert drive.refused(Said(by=A, turn=turn, words=Words(voice="file id"))) is Reason.NO_VOICE


def test_an_edit_is_as_short_as_the_answer_has_to_be() -> None:
    drive = at("word")
    drive.says(A, "hopeful")
    word = drive.answer("word", A).n

    assert drive.refused(Edited(by=A, n=word, words=Words(text="w" * 61))) is Reason.TOO_LONG
    assert drive.refused(Edited(by=A, n=word, words=Words(text=" "))) is Reason.EMPTY
    assert "hopeful" in drive.text(word)


def test_after_the_end_ones_own_private_words_can_still_be_edited() -> None:
    drive = at("camera")
    drive.says(A, "as it was")
    camera = drive.answer("camera", A)
    ended = replace(drive.session, ended="done")
    edit = Edited(by=A, n=camera.n, words=Words(text="as it is"))

    assert Keep(n=camera.n, by=A, words=edit.words) in step(FLOW, ended, edit, START).effects


def test_after_the_end_nothing_new_reaches_the_partner() -> None:
    drive = at("word")
    drive.says(A, "hopeful")
    drive.presses(A, "6")
    drive.says(B, "tired")
    drive.presses(B, "4")
    word = drive.answer("word", A).n

    assert drive.refused(Edited(by=A, n=word, words=Words(text="hopefull"))) is Reason.SEEN
    assert drive.refused(drive.chose(A, "5")) is Reason.STALE
