"""An apology: optional, previewed as a whole, opened by its receiver alone."""

from __future__ import annotations

from datetime import timedelta

import pytest

from flows.engine.effects import Show
from flows.engine.events import Edited, Reopened, Words
from flows.engine.refusal import Reason
from tests.flows.drive import A, B, Drive
from tests.flows.talks import at, begun, letter_sent


def test_an_apology_is_open_only_to_whoever_gave_the_partner_back_fully() -> None:
    drive = Drive(begun().flow, at="apology_gate", memory={"heard_b": 1})

    assert (drive.state(A), drive.state(B)) == ("apology", "apologies_met")


def test_responsibility_and_repair_are_required_and_the_rest_is_not() -> None:
    drive = at("apology_gate")
    drive.presses(A, "write")
    required = []
    for _ in range(5):
        required.append("skip" not in drive.options(A))
        drive.says(A)

    assert required == [True, True, False, False, False]
    assert drive.state(A) == "letter_preview"


@pytest.mark.parametrize("parts", [0, 1])
def test_who_has_second_thoughts_leaves_it_at_once_and_nobody_is_told(parts: int) -> None:
    drive = at("apology_gate")
    drive.presses(A, "write")
    for _ in range(parts):
        drive.says(A)
    drive.presses(A, "not_now")

    assert drive.state(A) == "apologies_met"
    assert drive.read[B] == []
    drive.presses(B, "not_now")
    assert drive.states() == {"word"}


def test_a_request_for_forgiveness_is_asked_for_only_if_its_author_adds_it() -> None:
    drive = at("apology_gate")
    drive.presses(A, "write")
    for part in range(5):
        drive.says(A, f"part {part}")
    assert drive.session.given("request_words", A) is None
    drive.presses(A, "request")
    drive.says(A, "please")

    assert drive.state(A) == "letter_preview"
    assert drive.read[A][-1] == "please"


def test_the_author_previews_the_whole_letter() -> None:
    drive = at("apology_gate")
    drive.presses(A, "write")
    for part in ("took", "repair", "regret", "how", "different"):
        drive.says(A, part)

    assert drive.read[A] == ["took", "repair", "regret", "how", "different"]
    assert drive.options(A) == ("send", "rewrite", "request", "keep")


def test_an_edit_at_the_preview_shows_the_letter_again() -> None:
    drive = at("apology_gate")
    drive.presses(A, "write")
    for part in range(5):
        drive.says(A, f"part {part}")
    drive.edits(A, drive.answer("took", A).n, "rather so")

    assert drive.read[A][-5:] == ["rather so", "part 1", "part 2", "part 3", "part 4"]


def test_a_letter_can_be_kept_or_taken_back() -> None:
    drive = at("apology_gate")
    drive.presses(A, "write")
    drive.says(A)
    drive.says(A)
    drive.presses(A, "skip", "skip", "skip", "send", "take_back", "keep")
    drive.presses(B, "not_now")

    assert drive.states() == {"word"}
    assert drive.read[B] == []


def test_F1_what_was_sent_goes_on_after_an_hour_without_its_author_who_is_called_for_nothing() -> None:
    drive = at("apology_gate")
    drive.presses(A, "write")
    drive.says(A)
    drive.says(A)
    drive.presses(A, "skip", "skip", "skip", "send")
    drive.presses(B, "not_now")
    assert "take_back" in drive.options(A)

    assert drive.wakes("hour") == timedelta(hours=1)

    assert drive.state(B) == "receive"
    assert [effect for effect in drive.effects if isinstance(effect, Show)] == [Show(to=B)]


def test_what_was_taken_back_waits_for_its_author() -> None:
    drive = at("apology_gate")
    drive.presses(A, "write")
    drive.says(A)
    drive.says(A)
    drive.presses(A, "skip", "skip", "skip", "send", "take_back")

    assert not any(drive.is_live(wake) for wake in drive.pending)


def test_P1_a_sent_letter_stays_as_its_author_saw_it() -> None:
    drive = letter_sent()
    n = drive.answer("took", A).n

    assert drive.refused(Reopened(by=A, n=n)) is Reason.SENT
    assert drive.refused(Edited(by=A, n=n, words=Words(text="other"))) is Reason.SENT
    whole = drive.answer("letter", A).n
    assert drive.refused(Edited(by=A, n=whole, words=Words(text="other"))) is Reason.UNKNOWN


def test_C4_a_letter_waits_until_its_receiver_says_ready() -> None:
    drive = letter_sent()
    assert drive.state(B) == "receive"
    assert drive.read[B] == []
    drive.presses(B, "ready")

    assert drive.read[B] == ["I took it", "I will repair it"]


def test_not_yet_waits_two_days_and_the_author_hears_nothing() -> None:
    drive = letter_sent()
    drive.presses(B, "not_yet")
    assert {effect.to for effect in drive.effects if hasattr(effect, "to")} == {B}
    assert drive.read[B] == []

    assert drive.wakes("two_days") == timedelta(days=2)
    assert drive.state(B) == "receive"


def test_whoever_said_not_yet_may_read_at_any_time() -> None:
    drive = letter_sent()
    drive.presses(B, "not_yet", "ready")

    assert drive.read[B] == ["I took it", "I will repair it"]


@pytest.mark.parametrize("presses", [("rather_not",), ("not_yet", "rather_not")])
def test_nobody_has_to_read_an_apology(presses: tuple[str, ...]) -> None:
    drive = letter_sent()
    drive.presses(B, *presses)

    assert drive.states() == {"word"}
    assert drive.read[B] == []
    assert drive.told(A)[-1] == "open_communication-unopened"


@pytest.mark.parametrize("answer", ["thanks", "time", "nothing"])
def test_any_answer_to_an_apology_will_do(answer: str) -> None:
    drive = letter_sent()
    drive.presses(B, "ready", answer)

    assert drive.told(A)[-1] == f"open_communication-response-{answer}"
    assert drive.states() == {"word"}


def test_if_something_is_missing_the_author_may_add_it() -> None:
    drive = letter_sent()
    drive.presses(B, "ready", "missing")
    drive.ticks(B, "regret")
    drive.sends(B, "how you feel about it")
    assert drive.state(A) == "complete"
    assert drive.read[A][-1] == "how you feel about it"
    drive.sends(A, "I am sorry")

    assert drive.read[B][-1] == "I am sorry"
    assert drive.states() == {"word"}


def test_what_is_missing_needs_no_words_and_the_author_need_not_add_any() -> None:
    drive = letter_sent()
    drive.presses(B, "ready", "missing")
    drive.ticks(B, "repair")
    drive.presses(B, "skip")
    drive.presses(A, "skip")

    assert drive.states() == {"word"}


def test_both_may_write_and_read_in_any_order() -> None:
    drive = at("apology_gate")
    for by in (A, B):
        drive.presses(by, "write")
        drive.says(by, f"{by} took it")
        drive.says(by, f"{by} repairs it")
        drive.presses(by, "skip", "skip", "skip", "send", "go_on")
    drive.presses(B, "ready", "thanks")
    assert drive.read[A][-1] == "a repairs it"
    drive.presses(A, "ready", "time")

    assert drive.read[A][-2:] == ["b took it", "b repairs it"]
    assert drive.states() == {"word"}
