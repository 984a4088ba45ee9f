"""The fifth step: what slowly means, triggers, if-then plans, the first 24 hours, the weekly hour, looking ahead."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from flows.engine.effects import Line, Print, Report, Say
from flows.engine.events import Edited, Reopened, Words
from flows.engine.refusal import Reason
from flows.engine.session import Partner
from flows.first_day import STEPS
from flows.patience import KEEPSAKE
from tests.flows.drive import A, B, Drive
from tests.flows.patiences import at, begun

# What "slowly" means


def test_both_begin_before_anything_is_asked() -> None:
    drive = begun()
    drive.presses(A, "begin")
    assert drive.prompt(A).key == "engine-wait"
    drive.presses(B, "begin")

    assert drive.states() == {"slowly"}


@pytest.mark.parametrize("state", ["opening", "halfway"])
def test_not_today_is_said_to_the_programme_and_the_place_stays(state: str) -> None:
    drive = at(state)
    drive.presses(B, "not_today")

    assert drive.reports == [Report(name="not_today", by=B)]
    assert drive.states() == {state}


def test_P2_what_slowly_means_and_how_it_would_show_is_opened_together() -> None:
    drive = at("slowly")
    drive.says(A, "months")
    drive.says(A, "we laugh")
    assert drive.read[B] == []
    drive.says(B, "no hurry")
    drive.presses(B, "skip")

    assert drive.read[A] == drive.read[B] == ["months", "we laugh", "no hurry"]
    assert drive.states() == {"triggers"}


# Triggers and early signs


def test_P1_triggers_are_read_by_the_partner_only_after_their_author_has_shown_them() -> None:
    drive = at("triggers")
    drive.says(A, "late messages")
    drive.says(A, "a tight stomach")
    assert drive.read[A] == ["late messages"]
    drive.presses(A, "share")

    assert drive.read[B] == ["late messages"]
    assert drive.told(B) == ["patience-triggers-carried"]
    assert drive.read[A][-1] == "a tight stomach"
    drive.presses(A, "keep")
    assert drive.read[B] == ["late messages"]
    assert drive.state(A) == "notice"


def test_what_was_not_written_is_not_offered_to_be_shown() -> None:
    drive = at("triggers")
    drive.presses(A, "skip")
    drive.says(A, "a tight stomach")
    assert drive.state(A) == "share_early"
    drive.presses(B, "skip", "skip")

    assert drive.state(B) == "notice"


def test_P1_triggers_that_are_edited_at_the_preview_are_previewed_again() -> None:
    drive = at("triggers")
    drive.says(A, "late messages")
    drive.presses(A, "skip")
    old = drive.chose(A, "share")
    drive.edits(A, drive.answer("triggers", A).n, "late calls")

    assert drive.refused(old) is Reason.STALE
    drive.presses(A, "share")
    assert drive.read[B] == ["late calls"]


# If-then plans


def planned(drive: Drive, by: Partner, *, wish: bool = True) -> None:
    drive.says(by, "I read it again")
    drive.says(by, "I go outside")
    if wish:
        drive.says(by, "wait for me")
    else:
        drive.presses(by, "skip")


def test_an_if_then_plan_is_put_together_and_sent_only_as_previewed() -> None:
    drive = at("notice")
    planned(drive, A)
    assert drive.read[A][-3:] == ["I read it again", "I go outside", "wait for me"]
    assert drive.read[B] == []
    drive.presses(A, "share")

    assert drive.read[B] == ["I read it again", "I go outside", "wait for me"]
    assert drive.told(B) == ["patience-if_then-carried"]


def test_a_plan_needs_no_wish_and_may_be_kept() -> None:
    drive = at("notice")
    planned(drive, A, wish=False)
    drive.presses(A, "keep")

    assert drive.read[B] == []
    assert drive.state(A) == "another"


def test_whoever_takes_back_what_they_would_notice_needs_no_plan_for_it() -> None:
    drive = at("notice")
    drive.says(A, "I read it again")
    drive.reopens(A, drive.answer("notice", A).n)
    drive.presses(A, "skip", "no_plan")

    assert drive.state(A) == "plans_met"
    assert (drive.read[B], drive.words) == ([], {})


def test_there_are_three_plans_at_most() -> None:
    drive = at("notice")
    for _ in range(2):
        planned(drive, A)
        drive.presses(A, "share", "another")
    planned(drive, A)
    drive.presses(A, "share")

    assert drive.state(A) == "plans_met"


def test_a_plan_that_was_sent_stays_as_it_was_seen() -> None:
    drive = at("notice")
    planned(drive, A)
    drive.presses(A, "share")
    n = drive.answer("notice", A).n

    assert drive.refused(Reopened(by=A, n=n)) is Reason.SEEN
    plan = drive.answer("if_then", A).n
    assert drive.refused(Edited(by=A, n=plan, words=Words(text="other"))) is Reason.UNKNOWN


# The first 24 hours


def ticked(a: tuple[str, ...], b: tuple[str, ...], *, line: str = "") -> Drive:
    """Both have chosen steps; A has added a line."""
    drive = at("day_steps")
    for by, steps in ((A, a), (B, b)):
        if steps:
            drive.ticks(by, *steps)
        else:
            drive.presses(by, "skip")
    if line:
        drive.says(A, line)
    else:
        drive.presses(A, "skip")
    drive.presses(B, "skip")
    return drive


def test_a_step_stands_if_both_have_ticked_it_and_no_other_is_shown() -> None:
    drive = ticked(("apart", "sleep", "no_alcohol"), ("sleep", "apart", "boundaries"), line="we walk")
    (script,) = [say for say in drive.said if say.key == "patience-script"]

    assert script.lines == (Line(key="first_day_step-apart"), Line(key="first_day_step-sleep"))
    assert drive.read[B] == ["we walk"]
    assert drive.states() == {"sign"}
    assert not any(answer.ask == "day_steps" for n in drive.seen[B] if (answer := drive.session.numbered(n)))


def test_both_sign_and_the_plan_is_kept_with_what_each_has_shown() -> None:
    drive = at("triggers")
    drive.says(A, "late messages")
    drive.presses(A, "skip", "share")
    planned(drive, A)
    drive.presses(A, "share", "enough")
    drive.says(B, "only mine")
    drive.presses(B, "skip", "keep", "skip")
    drive.both("skip")
    drive.says(A, "we walk")
    drive.presses(B, "skip")
    drive.presses(A, "sign")
    assert drive.kept == []
    drive.presses(B, "sign")

    (plan,) = drive.kept
    assert plan.name == "plan"
    assert plan.facts == {"signed": "2030-01-07", "steps": [], "own_lines": 1}
    shown = {answer.ask for n in plan.quotes if (answer := drive.session.numbered(n))}
    assert shown == {"triggers", "if_then", "day_line"}
    assert "only mine" not in drive.read[A]
    assert drive.states() == {"halfway"}


def test_the_plan_holds_the_steps_as_codes_for_other_conversations() -> None:
    drive = ticked(("apart", "sleep"), STEPS)
    drive.both("sign")

    assert drive.kept[0].facts == {"signed": "2030-01-07", "steps": ["apart", "sleep"], "own_lines": 0}
    assert [line.key for line in drive.kept[0].lines][1:] == [
        "patience-plan-steps",
        "first_day_step-apart",
        "first_day_step-sleep",
    ]


def test_if_either_would_change_something_both_choose_again() -> None:
    drive = ticked(("apart",), ("apart",))
    drive.presses(A, "sign")
    drive.presses(B, "change")

    assert drive.states() == {"day_steps"}
    assert drive.told(A)[-1] == drive.told(B)[-1] == "patience-script-again"
    drive.ticks(A, "sleep")
    drive.ticks(B, "sleep")
    drive.both("skip", "sign")
    assert drive.kept[0].facts["steps"] == ["sleep"]


@pytest.mark.parametrize("other", ["sign", "change", "without"])
def test_if_either_would_rather_have_none_there_is_none(other: str) -> None:
    drive = ticked(("apart",), ("apart",))
    drive.presses(A, other)
    drive.presses(B, "without")

    assert drive.kept == []
    assert drive.told(A)[-1] == drive.told(B)[-1] == "patience-script-none"
    assert drive.states() == {"halfway"}


def test_without_a_script_nothing_is_called_the_plan_of_both() -> None:
    drive = at("triggers")
    drive.says(A, "late messages")
    drive.presses(A, "skip", "share", "skip")
    drive.presses(B, "skip", "skip", "skip")
    for by in (A, B):
        drive.ticks(by, "apart")
        drive.presses(by, "skip")
    drive.both("without")

    assert drive.told(A)[-2:] == drive.told(B)[-2:] == ["patience-script-none", "patience-plan-shown"]


def again(before: Drive, state: str = "day_steps") -> Drive:
    """The step is done again by two who have agreed to a script ``before``."""
    drive = at(state)
    drive.takes_over(before)
    return drive


def agreed(line: str = "we walk") -> Drive:
    drive = ticked(("apart", "sleep"), ("apart", "sleep"), line=line)
    drive.both("sign")
    return drive


def test_what_both_have_agreed_to_stands_until_both_agree_to_something_else() -> None:
    drive = again(agreed())
    for by in (A, B):
        assert Line(key="patience-script-stands") in drive.prompt(by).lines
        drive.ticks(by, "no_alcohol")
        drive.presses(by, "skip")
    drive.presses(A, "sign")
    drive.presses(B, "without")

    assert drive.told(A)[-1] == drive.told(B)[-1] == "patience-script-stays"
    assert drive.kept == []  # the plan of before is kept as it is


def test_what_is_shown_when_the_step_is_done_again_is_kept_with_the_script_of_before() -> None:
    drive = again(again(agreed()), "triggers")  # done a third time, too
    drive.now += timedelta(days=90)
    drive.says(A, "late messages")
    drive.presses(A, "skip", "share", "skip")
    drive.presses(B, "skip", "skip", "skip")
    drive.both("skip", "skip", "without")

    assert drive.told(A)[-2:] == drive.told(B)[-2:] == ["patience-script-stays", "patience-plan-kept"]
    (plan,) = drive.kept
    assert plan.facts == {"signed": "2030-01-07", "steps": ["apart", "sleep"], "own_lines": 1}
    signs, line = (drive.words[n].text for n in plan.quotes)
    assert signs.endswith("late messages")
    assert line.endswith("we walk")


def test_what_both_agree_to_anew_takes_the_place_of_the_script_of_before() -> None:
    drive = again(agreed())
    for by in (A, B):
        drive.ticks(by, "no_alcohol")
        drive.presses(by, "skip")
    drive.both("sign")

    assert drive.kept[0].facts == {"signed": "2030-01-07", "steps": ["no_alcohol"], "own_lines": 0}
    assert again(again(drive)).session.memory.keys() >= {"script_before"}
    third = again(drive)
    assert {answer.chosen for answer in third.session.answers if answer.ask == "day_steps"} == {("no_alcohol",)}


def test_where_nothing_was_agreed_to_nothing_is_taken_over() -> None:
    before = ticked(("apart",), ("apart",), line="we walk")
    before.presses(A, "sign")
    before.presses(B, "without")
    drive = again(before)

    assert drive.session.answers == ()
    assert Line(key="patience-script-stands") not in drive.prompt(A).lines


def test_without_a_common_step_both_may_choose_once_more_or_go_on_without() -> None:
    drive = ticked(("apart",), ("sleep",))
    assert drive.states() == {"no_script"}
    drive.both("again")
    assert drive.states() == {"day_steps"}
    drive.both("skip", "skip")
    drive.presses(A, "again")
    drive.presses(B, "without")

    assert drive.states() == {"halfway"}


def test_P2_a_signature_is_sealed_until_both_have_answered() -> None:
    drive = ticked(("apart",), ("apart",))
    screen = drive.screens[B]
    drive.presses(A, "change")

    assert drive.screens[B] == screen
    drive.withdraws(A, drive.answer("sign", A).n)
    drive.presses(B, "sign")
    assert drive.kept == []
    drive.presses(A, "sign")
    assert drive.states() == {"halfway"}


# The weekly hour


def test_a_weekly_hour_takes_two_who_want_it() -> None:
    drive = at("weekly")
    drive.presses(A, "yes")
    drive.presses(B, "not_now")

    assert drive.states() == {"letter_offer"}
    assert drive.told(A) == drive.told(B) == ["patience-weekly-none"]


@pytest.mark.parametrize(("seed", "first"), [(0, A), (1, B)])
def test_one_proposes_an_hour_and_the_other_accepts_or_proposes_another(seed: int, first: Partner) -> None:
    drive = at("weekly", seed=seed)
    drive.both("yes")
    assert drive.session.speaker is first
    assert drive.said == [Say(to=first.other, key="patience-slot-listening")]
    drive.presses(first, drive.options(first)[0])
    drive.presses(first.other, "other")
    assert drive.session.speaker is first.other
    assert drive.said[1:] == [Say(to=first, key="patience-slot-listening")]
    sunday = datetime(2030, 1, 13, 10, 0, tzinfo=UTC)
    drive.proposes(first.other, sunday)
    drive.presses(first.other, sunday.isoformat())
    assert drive.prompt(first).moment == sunday
    drive.presses(first, "accept")

    assert [(record.name, record.facts) for record in drive.kept] == [("check_in", {"at": sunday.isoformat()})]
    assert drive.states() == {"letter_offer"}


def test_the_proposals_are_on_the_clock_of_whoever_proposes() -> None:
    drive = at("weekly", seed=1)
    drive.both("yes")

    moments = [datetime.fromisoformat(option) for option in drive.options(B)[:-1]]
    assert [(moment.weekday(), moment.hour) for moment in moments] == [(3, 1), (5, 1), (5, 15), (6, 15)]


@pytest.mark.parametrize("presses", ["agree", "first", "another"])
def test_rather_no_hour_is_an_answer_wherever_an_hour_is_asked_for(presses: str) -> None:
    drive = at("weekly")
    drive.both("yes")
    if presses != "first":
        drive.presses(A, drive.options(A)[0])
    if presses == "another":
        drive.presses(B, "other")
    drive.presses(A if presses == "first" else B, "none")

    assert drive.kept == []
    assert drive.states() == {"letter_offer"}


# Looking ahead, and the keepsake

AHEAD = ("together", "time", "apart")


@pytest.mark.parametrize("a", AHEAD)
@pytest.mark.parametrize("b", AHEAD)
def test_every_combination_is_honoured_in_words_of_its_own(a: str, b: str) -> None:
    drive = at("ahead")
    drive.presses(A, a)
    assert drive.said == []
    drive.presses(B, b)

    (said,) = drive.said
    assert said.key == "patience-ahead-" + "_".join(sorted({a, b}))
    assert (said.to, len(said.quotes)) == (None, 2)
    assert drive.states() == {"keepsake"}


def test_P2_how_each_sees_the_time_ahead_is_sealed_and_can_be_taken_back() -> None:
    drive = at("ahead")
    screen = drive.screens[B]
    drive.presses(A, "apart")
    assert drive.screens[B] == screen
    drive.withdraws(A, drive.answer("ahead", A).n)
    drive.presses(B, "time")
    assert drive.said == []
    drive.presses(A, "time")

    assert drive.told(B) == ["patience-ahead-time"]


def test_the_keepsake_goes_to_whoever_wants_it() -> None:
    drive = at("ahead")
    drive.both("together")
    drive.presses(A, "yes")
    drive.presses(B, "no")

    assert drive.printed == [Print(to=A, form="pdf", key="patience-keepsake_file", records=KEEPSAKE)]


def test_the_talk_stands_aside_and_the_programme_goes_on() -> None:
    drive = at("ahead")
    drive.both("time", "no")

    assert drive.session.aside
    assert drive.session.ended is None
    assert drive.reports == [Report(name="step_done", by=B, last=True)]
    assert drive.told(A)[-1] == drive.told(B)[-1] == "patience-done"


def test_where_both_see_separate_ways_it_ends_and_nothing_is_asked_again() -> None:
    drive = at("ahead")
    drive.both("apart", "no")

    assert drive.session.ended == "apart"
    assert drive.told(A)[-1] == drive.told(B)[-1] == "patience-done-apart"
    assert not any(drive.is_live(wake) for wake in drive.pending)


def test_words_that_were_taken_back_at_the_preview_are_not_sent_as_nothing() -> None:
    drive = at("triggers")
    drive.says(A, "late messages")
    drive.presses(A, "skip")
    drive.reopens(A, drive.answer("triggers", A).n)
    drive.presses(A, "skip", "share")

    assert drive.told(B) == []
    assert drive.state(A) == "notice"
