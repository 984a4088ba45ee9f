"""The fourth step, as two people go through it: noticing, wishes, the secret pick, the week, and what follows it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from flows.engine.effects import Report, Say
from flows.engine.events import Edited, Reopened, Ticked, Words
from flows.engine.refusal import Reason
from flows.engine.session import Partner
from tests.flows.appreciations import (
    a_week_later,
    agreed,
    at,
    begun,
    gives,
    in_the_week,
    noticed,
    picking,
    wishes,
    wishing,
    writes,
)
from tests.flows.drive import START, A, B, Drive

# Noticing


def test_it_begins_when_both_say_that_it_is_a_good_moment() -> None:
    drive = begun()
    drive.presses(A, "begin")
    assert (drive.state(A), drive.state(B)) == ("intro_met", "intro")
    drive.presses(B, "not_today")
    assert drive.reports == [Report(name="not_today", by=B)]
    drive.presses(B, "begin")

    assert drive.states() == {"did"}


def test_the_preview_shows_the_three_parts_in_their_order() -> None:
    drive = at("did")
    writes(drive, A, "you made tea", "you are kind", "I could rest")

    assert drive.read[A] == ["you made tea", "you are kind", "I could rest"]
    assert drive.options(A) == ("send", "rewrite", "keep")


def test_one_sentence_is_enough() -> None:
    drive = at("did")
    writes(drive, A, "you made tea")

    assert drive.read[A] == ["you made tea"]


def test_both_read_what_was_noticed_at_the_same_moment() -> None:
    drive = at("did")
    gives(drive, A, "you made tea")
    assert drive.read[B] == []
    gives(drive, B, "you called")

    assert drive.read[A][-1:] == ["you called"]
    assert drive.read[B][-1:] == ["you made tea"]
    assert drive.states() == {"take"}


def test_P1_what_was_sent_stays_as_its_author_saw_it() -> None:
    drive = at("did")
    gives(drive, A, "you made tea")
    n = drive.answer("did", A).n

    assert drive.refused(Reopened(by=A, n=n)) is Reason.SENT
    assert drive.refused(Edited(by=A, n=n, words=Words(text="other"))) is Reason.SENT


@pytest.mark.parametrize("kept", [True, False])
def test_P1_what_is_kept_or_left_out_reaches_nobody(kept: bool) -> None:
    drive = at("did")
    if kept:
        writes(drive, A, "you made tea")
        drive.presses(A, "keep")
    else:
        drive.presses(A, "leave_it")
    gives(drive, B, "you called")

    assert drive.read[B] == ["you called"]
    assert (drive.state(A), drive.state(B)) == ("take", "taken")


def test_whoever_writes_it_again_sends_only_the_new_words() -> None:
    drive = at("did")
    writes(drive, A, "you made tea", "you are kind")
    drive.presses(A, "rewrite")
    gives(drive, A, "you made soup")
    drive.presses(B, "leave_it")

    assert drive.read[B] == ["you made soup"]


def test_nothing_from_either_leads_straight_to_the_wishes() -> None:
    drive = at("did")
    drive.both("leave_it")

    assert drive.states() == {"wish_words"}
    assert drive.kept == []


def test_every_appreciation_goes_into_the_jar_once_it_is_read() -> None:
    drive = at("did")
    gives(drive, A, "you made tea", "you are kind")
    assert drive.kept == []
    gives(drive, B, "you called")

    assert [(record.name, record.adds, record.facts["by"]) for record in drive.kept] == [
        ("jar", True, "b"),
        ("jar", True, "a"),
    ]
    assert drive.kept[1].quotes == (drive.answer("letter", A).n,)


# Taking it in


@pytest.mark.parametrize("option", ["thanks", "keep"])
def test_its_author_is_told_that_it_was_taken_in(option: str) -> None:
    drive = noticed()
    drive.presses(B, option)

    assert Say(to=A, key=f"appreciation-take-{option}") in drive.effects
    assert drive.state(B) == "taken"


def test_in_the_group_the_press_itself_tells_it() -> None:
    drive = noticed()
    drive.presses(B, "thanks", aloud=True)

    assert drive.told(A) == ["appreciation-letter"]


def test_one_question_is_asked_and_answered() -> None:
    drive = noticed()
    drive.presses(B, "ask")
    drive.sends(B, "when was that?")
    assert drive.read[A][-1] == "when was that?"
    drive.presses(A, "thanks")
    assert (drive.state(A), drive.state(B)) == ("answer", "answered")
    drive.sends(A, "on Sunday")

    assert drive.read[B][-1] == "on Sunday"
    assert drive.states() == {"wish_words"}


def test_nobody_hears_of_a_question_that_was_not_asked() -> None:
    drive = noticed()
    drive.presses(B, "ask", "skip")
    drive.presses(A, "keep")

    assert drive.states() == {"wish_words"}
    assert drive.told(A) == ["appreciation-letter"]


def test_a_question_may_stay_without_an_answer() -> None:
    drive = noticed()
    drive.presses(B, "ask")
    drive.sends(B, "when was that?")
    drive.presses(A, "thanks", "skip")

    assert drive.states() == {"wish_words"}


# Wishes and the pick


def test_without_a_signed_agreement_no_touch_is_asked_about_or_offered() -> None:
    drive = wishing(rung=None)
    assert not {"hold_hands", "sit_close"} & set(drive.options(A))
    drive.presses(A, "skip", "skip")

    assert drive.state(A) == "wish_own"


@pytest.mark.parametrize(
    ("rung", "most", "too_much"),
    [(1, "sit_close", "hold_hands"), (2, "long_hug", "cuddle"), (3, "kiss_goodbye", "feet"), (6, "feet", "none")],
)
def test_touch_is_offered_up_to_the_agreed_rung(rung: int, most: str, too_much: str) -> None:
    drive = wishing(rung=rung)
    drive.presses(A, "skip", "skip")

    assert drive.state(A) == "wish_touch"
    assert most in drive.options(A)
    assert too_much not in drive.options(A)


def test_P2_neither_sees_a_list_before_both_have_given_theirs() -> None:
    drive = wishing()
    screen = drive.screens[B]
    wishes(drive, A, "tea", "long_hug", own="ask me how it went")
    assert drive.screens[B] == screen
    assert drive.read[B] == []
    wishes(drive, B, "note")

    assert drive.options(B) == ("tea", "long_hug", f"n{drive.answer('wish_own', A).n}", "own_idea", "not_this_week")
    assert drive.options(A) == ("note", "own_idea", "not_this_week")
    assert drive.read[B] == ["ask me how it went"]


def test_P1_the_pick_stays_with_whoever_made_it() -> None:
    drive = picking("tea", "long_hug")
    screen = drive.screens[B]
    drive.presses(A, "tea")

    assert {effect.to for effect in drive.effects if hasattr(effect, "to")} == {A}
    assert drive.screens[B] == screen


def test_an_empty_list_leaves_ones_own_idea_or_nothing() -> None:
    drive = picking()

    assert drive.options(A) == ("own_idea", "not_this_week")
    assert [line.key for line in drive.prompt(A).lines] == ["appreciation-no-wishes"]


def test_if_the_rung_falls_while_touch_is_asked_about_less_is_offered_and_taken() -> None:
    drive = wishing(rung=2)
    drive.presses(A, "skip", "skip")
    drive.apply(drive.ticked(A, "long_hug"))
    drive.apply(drive.ticked(A, "sit_close"))
    drive.knows("agreement", {"rung": 1})
    late = Ticked(by=A, turn=drive.session.at(A).turn, item="hold_hands")

    assert drive.refused(late) is Reason.UNKNOWN
    drive.presses(A, "done")
    assert drive.answer("wish_touch", A).chosen == ("sit_close",)


def test_if_the_rung_falls_before_the_pick_what_is_above_it_is_gone_from_the_list() -> None:
    drive = picking("tea", "long_hug")
    late = drive.chose(A, "long_hug")
    drive.knows("agreement", {"rung": 1})

    assert drive.options(A) == ("tea", "own_idea", "not_this_week")
    assert drive.refused(late) is Reason.UNKNOWN


def test_if_the_rung_falls_during_the_week_a_pick_above_it_is_asked_for_again() -> None:
    drive = in_the_week("long_hug")
    drive.knows("agreement", {"rung": 0})
    while drive.state(A) == "week":
        drive.wakes("day")

    assert "appreciation-pick-again" in drive.told(A)
    assert "appreciation-pick-again" not in drive.told(B)
    assert drive.options(A) == ("own_idea", "not_this_week")
    drive.presses(A, "own_idea")
    assert drive.state(A) == "week"


# The end of the week


def test_a_week_later_both_are_asked_what_they_noticed() -> None:
    drive = a_week_later("tea")

    assert drive.now == START + timedelta(days=7)


def test_the_pick_can_be_changed_in_its_week_and_no_more_when_that_is_over() -> None:
    drive = in_the_week("tea")
    n = drive.answer("pick", A).n
    drive.reopens(A, n)
    drive.presses(A, "leave")
    while drive.states() != {"noticed"}:
        drive.wakes("day")
    assert drive.refused(Reopened(by=A, n=n)) is Reason.STALE
    drive.presses(A, "skip", "tea")
    assert drive.refused(Reopened(by=A, n=n)) is Reason.STALE
    drive.presses(B, "skip", "own_idea")

    assert drive.session.aside


def test_whoever_picks_later_has_the_same_week() -> None:
    drive = picking("tea")
    drive.presses(A, "tea")
    drive.now += timedelta(days=3, hours=5)
    drive.presses(B, "own_idea")
    while drive.states() != {"noticed"}:
        drive.wakes("day")

    assert drive.now == START + timedelta(days=7)


def test_whoever_picks_after_the_week_is_asked_at_once() -> None:
    drive = picking("tea")
    drive.now += timedelta(days=9)
    drive.presses(A, "tea")

    assert drive.state(A) == "noticed"


def test_P2_first_what_each_noticed_then_what_it_was_opened_together() -> None:
    drive = a_week_later("tea")
    drive.says(A, "the walk")
    drive.presses(A, "tea")
    assert drive.read[B] == []
    drive.says(B, "the tea")
    drive.presses(B, "own_idea")

    first, second = (say for say in drive.said if say.key.endswith("-revealed"))
    assert first.quotes == (drive.answer("noticed", A).n, drive.answer("noticed", B).n)
    assert second.quotes == (drive.answer("was", A).n, drive.answer("was", B).n)
    assert first.to is second.to is None


def test_a_wish_in_own_words_is_told_in_the_words_of_whoever_wished_for_it() -> None:
    drive = picking(own="ask me how it went")
    wish = drive.answer("wish_own", B).n
    drive.presses(A, f"n{wish}")
    drive.presses(B, "not_this_week")
    while drive.states() != {"noticed"}:
        drive.wakes("day")
    drive.presses(A, "skip", f"n{wish}")
    drive.presses(B, "skip", "not_this_week")

    assert [(say.key, say.quotes) for say in drive.said if say.key.endswith("-revealed")] == [
        ("appreciation-wish-revealed", (wish,))
    ]


def test_what_it_was_is_the_picked_one_or_something_else_or_nothing() -> None:
    drive = a_week_later("tea")
    drive.presses(A, "skip")

    assert drive.options(A) == ("tea", "something_else", "not_this_week")


def test_nothing_is_shown_of_what_did_not_happen() -> None:
    drive = a_week_later("tea")
    drive.presses(A, "skip", "not_this_week")
    drive.presses(B, "skip", "something_else")

    assert [say.quotes for say in drive.said if say.key.endswith("-revealed")] == [(drive.answer("was", B).n,)]


def test_a_week_in_which_nothing_came_ends_quietly() -> None:
    drive = a_week_later("not_this_week")
    assert "appreciation-quiet-week" not in drive.told(A)
    drive.both("skip", "not_this_week")

    assert "appreciation-quiet-week" in drive.told(A)
    assert not any(say.key.endswith("-revealed") for say in drive.said)


def test_if_the_rung_falls_at_the_end_of_the_week_the_gesture_cannot_be_told() -> None:
    drive = a_week_later("long_hug")
    drive.presses(A, "skip")
    late = drive.chose(A, "long_hug")
    drive.knows("agreement", {"rung": 1})

    assert drive.options(A) == ("something_else", "not_this_week")
    assert drive.refused(late) is Reason.UNKNOWN


def test_if_the_rung_falls_before_the_reveal_the_gesture_is_not_shown() -> None:
    drive = a_week_later("long_hug")
    drive.says(A, "the call")
    drive.presses(A, "long_hug")
    drive.says(B, "the hug")
    drive.knows("agreement", {"rung": 1})
    drive.presses(B, "own_idea")

    was = next(say for say in drive.said if say.key == "appreciation-was-revealed")
    assert was.quotes == (drive.answer("was", B).n,)


# Two weeks beside the programme


def in_the_fortnight() -> Drive:
    drive = a_week_later("tea")
    drive.both("skip", "not_this_week")
    return drive


def test_after_the_week_the_programme_goes_on_and_the_step_stands_aside() -> None:
    drive = in_the_fortnight()

    assert drive.session.aside
    assert Report(name="step_done", by=B, last=True) in drive.reports
    assert drive.states() == {"fortnight"}


def nudges(drive: Drive, to: Partner) -> list[Say]:
    return [say for say in drive.said if say.key == "appreciation-nudge" and say.to is to]


def test_whoever_leaves_two_nudges_alone_gets_no_more_and_nothing_follows() -> None:
    drive = in_the_fortnight()
    while drive.session.ended is None:
        drive.wakes("second_day")

    assert len(nudges(drive, A)) == len(nudges(drive, B)) == 2
    assert drive.session.ended == "over"


def test_there_is_at_most_one_nudge_every_second_day_and_none_after_one_was_given() -> None:
    drive = in_the_fortnight()
    begun_at, told = drive.now, 0
    while drive.session.ended is None:
        drive.wakes("second_day")
        if len(nudges(drive, A)) > told:
            told = len(nudges(drive, A))
            an_hour_later = drive.now + timedelta(hours=1)
            drive.knows("jar", {"all": [{"by": "a", "at": an_hour_later.isoformat()}]})

    assert told == 3
    assert drive.now - begun_at == timedelta(days=14)


def test_whoever_gave_one_yesterday_is_not_nudged() -> None:
    drive = in_the_fortnight()
    given_at = drive.now + timedelta(days=1)
    drive.knows("jar", {"all": [{"by": "a", "at": given_at.isoformat()}]})
    drive.wakes("second_day")
    drive.wakes("second_day")

    assert (len(nudges(drive, A)), len(nudges(drive, B))) == (0, 1)


def test_the_agreement_is_read_afresh_each_time() -> None:
    drive = Drive(begun().flow, at="answer_gate", known=agreed(0))
    drive.knows("agreement", {"rung": 4})
    assert drive.session.count("touch") == 0
    drive.presses(A, "skip", "skip")

    assert drive.state(A) == "wish_own"
