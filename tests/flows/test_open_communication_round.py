"""The round of the first step: one speaks, the other gives back. A is the one who has the floor first."""

from __future__ import annotations

import pytest

from flows.engine.effects import Report
from flows.engine.events import Chose, Said, Words
from flows.engine.refusal import Reason
from flows.engine.session import Seen
from tests.flows.checks import MARK
from tests.flows.drive import A, B, Drive
from tests.flows.talks import at, begun, given_back, listener, one_turn, speaking, to_the_rating


def test_the_partner_reads_nothing_before_the_author_has_seen_it_and_pressed_send() -> None:
    drive = speaking()
    drive.says(A, "I was afraid")
    assert drive.prompt(A).kind == "preview"
    assert drive.read[A] == ["I was afraid"]
    assert drive.read[B] == []
    drive.presses(A, "send")

    assert drive.read[B] == ["I was afraid"]
    assert drive.states() == {"mirror"}


def test_rewrite_forgets_the_draft_and_asks_again() -> None:
    drive = speaking()
    drive.says(A, "in anger")
    drive.presses(A, "rewrite")

    assert drive.words == {}
    assert drive.prompt(A).kind == "ask"
    drive.sends(A, "in calm")
    assert drive.read[B] == ["in calm"]


def test_typing_on_at_the_preview_adds_to_the_draft() -> None:
    drive = speaking()
    drive.says(A, "one")
    drive.sends(A, "two")

    assert drive.read[B] == ["one", "two"]
    assert [drive.text(n) for n in drive.words] == ["one", "two"]


def test_what_is_kept_to_oneself_stays_a_private_draft() -> None:
    drive = speaking()
    drive.says(A, "only for me")
    drive.presses(A, "keep")

    assert drive.prompt(A).kind == "ask"
    assert [drive.text(n) for n in drive.words] == ["only for me"]
    drive.sends(A, "for both")
    assert drive.read[B] == ["for both"]


def test_a_hint_is_given_once_an_answer_and_never_blocks() -> None:
    drive = speaking()
    drive.says(A, "you always", hint="you always")
    assert drive.prompt(A).hint == "you always"
    drive.presses(A, "rewrite")
    drive.says(A, "you never", hint="you never")

    assert drive.prompt(A).hint is None
    drive.presses(A, "send")
    assert drive.states() == {"mirror"}


def test_long_words_get_a_hint_and_no_refusal() -> None:
    drive = speaking()
    drive.says(A, "word " * 150)

    assert drive.prompt(A).long_chars == 600
    drive.presses(A, "send")
    assert drive.states() == {"mirror"}


@pytest.mark.parametrize(("text", "reason"), [(" ", Reason.EMPTY), ("w" * 4001, Reason.TOO_LONG)])
def test_too_much_and_nothing_are_refused(text: str, reason: Reason) -> None:
    drive = speaking()

    assert drive.refused(drive.typed(A, text)) is reason
    assert drive.refused(drive.typed(B, text)) is reason


def test_a_voice_message_is_passed_on_like_words() -> None:
    drive = speaking()
    drive.says(A, "file id", voice=True)
    drive.presses(A, "send")

    assert drive.read[B] == ["file id"]


def test_notes_are_put_together_and_sent_only_as_previewed() -> None:
    drive = begun()
    drive.both("agree")
    for by in (A, B):
        drive.says(by, f"camera of {by}")
        drive.presses(by, "skip", "skip", "skip")
    drive.presses(A, "me")
    drive.presses(B, "you")
    drive.both("3")
    drive.presses(A, "notes")
    assert drive.read[A] == ["camera of a"]
    assert drive.read[B] == []
    drive.presses(A, "send")

    assert drive.read[B] == ["camera of a"]


def test_P1_a_note_that_is_edited_at_the_preview_is_previewed_again() -> None:
    drive = at("camera")
    drive.says(A, "as it was")
    n = drive.answer("camera", A).n
    drive.presses(A, "skip", "skip", "skip")
    drive.presses(B, "skip", "skip", "skip", "skip")
    drive.presses(A, "me")
    drive.presses(B, "you")
    drive.both("3")
    drive.presses(A, "notes")
    old = drive.chose(A, "send")
    drive.edits(A, n, "as it is")

    assert drive.refused(old) is Reason.STALE
    assert drive.prompt(A).kind == "preview"
    drive.presses(A, "send")
    assert drive.read[B] == ["as it is"]


def test_a_draft_is_kept_when_its_author_goes_back_to_an_earlier_answer() -> None:
    drive = at("camera")
    drive.says(A, "camera")
    drive.presses(A, "skip", "skip", "skip")
    drive.presses(B, "skip", "skip", "skip", "skip")
    drive.presses(A, "me")
    drive.presses(B, "you")
    drive.both("3")
    drive.says(A, "half a thought")
    drive.reopens(A, drive.answer("camera", A).n)
    drive.presses(A, "leave", "notes", "send")

    assert drive.read[B] == ["camera", "half a thought"]


def test_words_in_the_group_are_taken_at_once_and_carried_no_second_time() -> None:
    drive = speaking()
    drive.says(A, "aloud", aloud=True)

    assert drive.states() == {"mirror"}
    assert drive.read[B] == []


def test_whoever_does_not_hold_the_floor_talks_freely_in_the_group() -> None:
    drive = speaking()
    event = Said(by=B, turn=drive.session.at(B).turn, words=Words(text="hm"), aloud=True)

    assert drive.refused(event) is Reason.TALK


def test_group_talk_is_never_taken_as_a_private_answer() -> None:
    drive = at("camera")
    event = Said(by=A, turn=drive.session.at(A).turn, words=Words(text="dinner?"), aloud=True)

    assert drive.refused(event) is Reason.TALK


def test_private_words_without_the_floor_are_kept_for_the_own_turn() -> None:
    drive = speaking()
    drive.says(B, "wait, I")

    assert drive.told(B) == ["engine-floor"]
    assert drive.read[A] == []
    one_turn(drive)
    drive.presses(B, "notes", "send")
    assert drive.read[A][-1] == "wait, I"


def test_a_partner_cannot_speak_out_of_turn() -> None:
    drive = speaking()
    turn = drive.session.at(B).turn

    assert drive.refused(Chose(by=B, turn=turn, option="not_today")) is Reason.NOT_YOURS


@pytest.mark.parametrize("answer", ["yes", "partly", "not_yet"])
def test_the_listener_is_told_whether_it_was_given_back(answer: str) -> None:
    drive = speaking()
    given_back(drive)
    drive.presses(A, answer)

    assert drive.told(B)[-1] == f"open_communication-confirm-{answer}"


def test_partly_lets_the_speaker_add_and_the_listener_try_again() -> None:
    drive = speaking()
    given_back(drive)
    drive.presses(A, "partly")
    drive.sends(A, "and this")

    assert drive.states() == {"mirror"}
    assert drive.read[B][-1] == "and this"


def missed_three_times() -> Drive:
    drive = speaking()
    given_back(drive)
    for _ in range(2):
        drive.presses(A, "not_yet")
        drive.sends(A, "again")
        drive.sends(B, "given back again")
    drive.presses(A, "partly")
    return drive


def test_three_misses_slow_it_down() -> None:
    drive = missed_three_times()

    assert drive.states() == {"slow"}
    assert drive.options(A) == ("slowly", "voice", "rest")


def test_slowly_goes_on_with_three_new_tries() -> None:
    drive = missed_three_times()
    drive.presses(A, "slowly")
    drive.sends(A, "smaller")
    drive.sends(B, "given back")
    drive.presses(A, "not_yet")

    assert drive.states() == {"add"}


def test_by_voice_it_goes_on_once_the_speaker_feels_heard() -> None:
    drive = missed_three_times()
    drive.presses(A, "voice")
    assert drive.told(B)[-1] == "open_communication-by-voice"
    drive.presses(A, "heard")

    assert drive.states() == {"sense"}
    assert drive.session.count("heard_a") == 1


def test_rest_is_said_to_the_programme_and_the_talk_stays_where_it_is() -> None:
    drive = missed_three_times()
    drive.presses(A, "rest")

    assert drive.reports == [Report(name="not_today", by=A)]
    assert drive.states() == {"slow"}


def test_after_four_rounds_it_goes_on_by_itself() -> None:
    drive = speaking()
    for _ in range(3):
        given_back(drive)
        drive.presses(A, "yes", "more")
    given_back(drive)
    drive.presses(A, "yes")

    assert drive.states() == {"sense"}
    assert drive.told(B)[-1] == "open_communication-four-rounds"


@pytest.mark.parametrize("heard", ["1", "2"])
def test_whoever_feels_hardly_heard_is_offered_another_round(heard: str) -> None:
    drive = speaking()
    one_turn(drive, heard)
    assert drive.states() == {"another"}
    assert drive.session.speaker is A
    drive.presses(A, "again")

    assert drive.states() == {"speak"}
    assert drive.session.speaker is A


def test_another_round_is_an_offer() -> None:
    drive = speaking()
    one_turn(drive, "1")
    drive.presses(A, "go_on")

    assert drive.session.speaker is B


def test_after_four_rounds_no_fifth_is_offered() -> None:
    drive = speaking()
    for _ in range(3):
        given_back(drive)
        drive.presses(A, "yes", "more")
    given_back(drive)
    drive.presses(A, "yes")
    drive.sends(B, "it makes sense")
    drive.ticks(B, "sad")
    drive.presses(A, "1")

    assert drive.session.speaker is B


def test_P1_how_heard_somebody_feels_is_their_own() -> None:
    drive = speaking()
    given_back(drive)
    drive.presses(A, "yes")
    to_the_rating(drive)

    assert drive.prompt(A).seen is Seen.PRIVATE
    drive.presses(A, "3")
    assert all(answer.by is B or answer.n not in drive.seen[B] for answer in drive.session.answers if answer.number)


def test_then_roles_swap_and_both_are_told() -> None:
    drive = speaking()
    one_turn(drive)

    assert drive.session.speaker is B
    assert drive.states() == {"speak"}
    assert drive.told(A)[-1] == drive.told(B)[-1] == "open_communication-swapped"
    one_turn(drive)
    assert drive.states() == {"causes_mine"}


def test_what_is_typed_while_the_talk_stands_still_is_kept_as_a_draft() -> None:
    drive = speaking()
    words = Words(text=f"{MARK} in the time-out")
    drive.apply(Said(by=A, turn=drive.session.at(A).turn, words=words, held=True))

    assert drive.told(A) == ["engine-held"]
    assert drive.states() == {"speak"}
    assert drive.read[B] == []
    drive.presses(A, "notes", "send")
    assert drive.read[B] == ["in the time-out"]


def test_where_nothing_makes_sense_yet_the_listener_may_skip_and_the_speaker_is_told_nothing() -> None:
    drive = at("sense")
    read = list(drive.read[drive.session.speaker])
    drive.presses(listener(drive), "skip")

    assert drive.states() == {"imagine"}
    assert drive.read[drive.session.speaker] == read
