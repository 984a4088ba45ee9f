"""The first step, as two people go through it, branch by branch. A is the one who has the floor first."""

# the names of the invariants are written as design.md, section 7, writes them

from __future__ import annotations

from datetime import timedelta

import pytest

from flows.engine.effects import Report, Say
from flows.engine.events import Chose, Edited, Reopened, Said, Withdrew, Words
from flows.engine.refusal import Reason
from flows.engine.session import Partner, Seen
from flows.open_communication import FEELINGS
from tests.flows.checks import MARK
from tests.flows.drive import A, B, Drive
from tests.flows.talks import at, begun, causes_sealed, given_back, letter_sent, one_turn, speaking, to_the_rating

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


# The round


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


def test_typing_again_at_the_preview_replaces_the_draft() -> None:
    drive = speaking()
    drive.says(A, "one")
    drive.sends(A, "two")

    assert drive.read[B] == ["two"]
    assert [drive.text(n) for n in drive.words] == ["two"]


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

    assert drive.prompt(A).long
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


# Why it happened


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

    assert drive.refused(Reopened(by=B, n=n)) is Reason.NOT_YOURS
    assert drive.refused(Withdrew(by=B, n=n)) is Reason.NOT_YOURS
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


# Apology


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


def test_P1_a_sent_letter_stays_as_its_author_saw_it() -> None:
    drive = letter_sent()
    n = drive.answer("took", A).n

    assert drive.refused(Reopened(by=A, n=n)) is Reason.SENT
    assert drive.refused(Edited(by=A, n=n, words=Words(text="other"))) is Reason.SENT


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


def test_an_edit_after_the_end_can_still_be_sent() -> None:
    drive = at("word")
    drive.says(A, "hopeful")
    drive.presses(A, "6")
    drive.says(B, "tired")
    drive.presses(B, "4")
    drive.edits(A, drive.answer("word", A).n, "hopefull")
    drive.amends(A, drive.session.next_number() - 1)

    assert drive.read[B][-1] == "hopefull"
    assert drive.refused(drive.chose(A, "5")) is Reason.STALE


def test_what_is_typed_while_the_talk_stands_still_is_kept_as_a_draft() -> None:
    drive = speaking()
    words = Words(text=f"{MARK} in the time-out")
    drive.apply(Said(by=A, turn=drive.session.at(A).turn, words=words, held=True))

    assert drive.told(A) == ["engine-held"]
    assert drive.states() == {"speak"}
    assert drive.read[B] == []
    drive.presses(A, "notes", "send")
    assert drive.read[B] == ["in the time-out"]
