"""The second step up to the signatures, as two people go through it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from flows.agreement import LEVELS, Value, to_facts
from flows.boundaries import FLOW
from flows.boundary_items import AREAS, ITEMS, UNTICKED, WAITS
from flows.boundary_words import own_words
from flows.engine.effects import Line, Report, Say
from flows.engine.events import Reopened
from flows.engine.prompt import prompt
from flows.engine.refusal import Reason
from flows.engine.session import Form, Partner, Seen, graded
from tests.flows.bounds import (
    agreed,
    at_the_ladder,
    at_the_worksheet,
    begun,
    done_again,
    level,
    shown,
    signed,
    tightens,
    to_own_words,
    written,
)
from tests.flows.drive import START, A, B, Drive


def test_there_are_thirty_items_or_more_in_six_areas_and_touch() -> None:
    assert len(ITEMS) == len(set(ITEMS)) >= 30
    assert len(AREAS) == 7
    assert all(0 < len(items) <= 8 for items in AREAS.values())


def test_both_agree_to_the_rule_before_anything_is_asked() -> None:
    drive = begun()
    drive.presses(A, "agree")
    assert drive.prompt(A).kind == "wait"
    drive.presses(B, "agree")

    assert drive.states() == {"worksheet"}


def test_not_today_is_said_to_the_programme() -> None:
    drive = begun()
    drive.presses(B, "not_today")

    assert drive.reports == [Report(name="not_today", by=B)]
    assert drive.states() == {"rule"}


# The worksheet


def test_what_is_left_unticked_counts_as_ask_me_each_time() -> None:
    drive = at_the_worksheet()
    drive.ticks(A, "phone_look:no", "page:on", "page:on", "alcohol_home:welcome")

    levels = graded(drive.answer("worksheet", A))
    assert levels == {**dict.fromkeys(ITEMS, UNTICKED), "phone_look": "no", "alcohol_home": "welcome"}


def test_ticks_stay_private_and_can_be_changed_until_the_agreement_is_shown() -> None:
    drive = at_the_worksheet()
    drive.ticks(A, "phone_look:no")
    n = drive.answer("worksheet", A).n
    assert drive.answer("worksheet", A).seen is Seen.PRIVATE
    drive.reopens(A, n)
    drive.ticks(A, "phone_look:welcome")
    assert graded(drive.answer("worksheet", A))["phone_look"] == "welcome"
    drive.presses(A, "leave_out")
    drive.presses(B, "done", "leave_out")
    for by in (A, B):
        drive.presses(by, "rung-2", "none", "skip", "skip", "skip")

    assert drive.refused(Reopened(by=A, n=n)) is Reason.SENT


def test_an_earlier_agreement_gives_each_their_own_ticks_to_start_with() -> None:
    facts = signed(("phone_look:no",), ("phone_look:welcome", "guests:no")).kept[-1].facts
    drive = at_the_worksheet(agreement=facts)
    drive.both("done")

    assert graded(drive.answer("worksheet", A))["phone_look"] == "no"
    assert graded(drive.answer("worksheet", B))["phone_look"] == "welcome"
    assert graded(drive.answer("worksheet", B))["guests"] == "no"


# The ladder


@pytest.mark.parametrize(("a", "b"), [("name", "leave_out"), ("leave_out", "name"), ("leave_out", "leave_out")])
def test_further_steps_are_named_only_if_both_want_to_and_nothing_says_who_did_not(a: str, b: str) -> None:
    drive = at_the_worksheet()
    drive.both("done")
    drive.presses(A, a)
    drive.presses(B, b)

    assert drive.states() == {"ladder"}
    assert drive.told(A) == drive.told(B) == ["boundaries-unnamed"]
    assert drive.options(A) == ("rung-0", "rung-1", "rung-2", "rung-3", "rung-4")


def naming() -> Drive:
    drive = at_the_worksheet()
    drive.both("done", "name")
    assert drive.states() == {"propose_five"}
    return drive


def test_one_proposes_the_words_of_a_step_and_the_other_takes_them() -> None:
    drive = naming()
    drive.sends(A, "a long evening")
    drive.presses(B, "take")
    assert drive.states() == {"propose_six"}
    drive.sends(B, "a night")
    drive.presses(A, "take")

    five, six = drive.answer("propose_five", A).n, drive.answer("propose_six", B).n
    assert drive.options(A)[-2:] == drive.options(B)[-2:] == (f"n{five}", f"n{six}")
    drive.presses(A, f"n{five}", "none", "skip", "skip", "skip")
    drive.presses(B, f"n{six}", "none", "skip", "skip", "skip")
    drive.both("agree")
    assert agreed(drive).rung == 5
    assert {"a long evening", "a night"} <= set(drive.read[A]) & set(drive.read[B])


def test_what_one_ticks_anew_stays_ticked_while_the_other_goes_on() -> None:
    drive = naming()
    drive.reopens(B, drive.answer("worksheet", B).n)
    drive.apply(drive.ticked(B, "phone_look:no"))
    drive.sends(A, "a long evening")

    sheet = drive.prompt(B)
    assert sheet.kind == "again"
    assert sheet.page
    assert sheet.page.levels["phone_look"] == "no"
    assert drive.read[B] == ["a long evening"]
    drive.presses(B, "done", "take")
    assert graded(drive.answer("worksheet", B))["phone_look"] == "no"
    assert drive.states() == {"propose_six"}


def test_who_only_looks_at_the_worksheet_again_is_asked_what_comes_next() -> None:
    drive = naming()
    drive.reopens(B, drive.answer("worksheet", B).n)
    drive.sends(A, "a long evening")

    drive.presses(B, "take")
    assert drive.states() == {"propose_six"}


def test_the_other_may_propose_words_instead_or_leave_the_step_out() -> None:
    drive = naming()
    drive.sends(A, "one")
    drive.presses(B, "other")
    assert drive.session.speaker is B
    drive.sends(B, "two")
    drive.presses(A, "leave_out")

    assert drive.states() == {"ladder"}
    assert len(drive.options(A)) == 5


def test_whoever_is_to_propose_may_leave_it_out() -> None:
    drive = naming()
    drive.presses(A, "leave_out")

    assert drive.states() == {"ladder"}
    assert drive.told(B)[-1] == "boundaries-accept_five-leave_out"


def test_only_the_first_of_the_further_steps_may_be_named() -> None:
    drive = naming()
    drive.sends(A, "one")
    drive.presses(B, "take", "leave_out")

    assert drive.states() == {"ladder"}
    assert len(drive.options(A)) == 6


@pytest.mark.parametrize("aloud", [True, False])
def test_C3_no_edit_changes_the_name_of_a_step_that_both_have_taken(aloud: bool) -> None:
    drive = naming()
    drive.sends(A, "one")
    drive.presses(B, "other")
    drive.sends(B, "two")
    drive.presses(A, "take")
    for by in (A, B):  # a proposal that was not taken means nothing any more, either
        drive.edits(by, drive.answer("propose_five", by).n, "three", aloud=aloud)

        assert drive.effects == (Say(to=by, key="boundaries-holds"),)
    assert [drive.text(drive.answer("propose_five", by).n) for by in (A, B)] == ["one", "two"]


def test_C3_no_edit_changes_own_words_that_both_have_signed() -> None:
    drive = at_the_ladder()
    for by in (A, B):
        drive.presses(by, "rung-2", "none")
        drive.says(by, f"words of {by}")
        drive.presses(by, "skip", "skip")
    n = drive.answer("off_limits", A).n
    drive.edits(A, n, "half a second thought")
    offered = drive.said[-1].offers
    assert offered is not None
    drive.both("agree")
    drive.amends(A, offered)
    assert offered not in drive.words
    drive.edits(A, n, "anything")

    assert drive.effects == (Say(to=A, key="boundaries-holds"),)
    assert {drive.text(one) for one in own_words(drive.session)} == {"words of a", "words of b"}


# What both read


def lines_said(drive: Drive, key: str) -> dict[str, str]:
    """Return the items with their levels as the last ``key`` has told them."""
    say = next(say for say in reversed(drive.said) if say.key == key)
    named = [dict(line.names) for line in say.lines if line.key in ("boundary_items-line", "boundary_items-alone")]
    item, prefix = "boundary_items-", "boundary_items-level-"
    return {it["item"].removeprefix(item): it["level"].removeprefix(prefix) for it in named}


@pytest.mark.parametrize("a", LEVELS)
@pytest.mark.parametrize("b", LEVELS)
def test_the_agreement_is_the_more_careful_of_both_and_the_same_for_both(a: str, b: str) -> None:
    drive = shown((f"guests:{a}",), (f"guests:{b}",))
    worst = max(a, b, key=LEVELS.index)
    said = lines_said(drive, "boundaries-agreed")

    assert said == ({"guests": worst} if worst != UNTICKED else {})
    assert next(say for say in drive.said if say.key == "boundaries-agreed").to is None


def test_it_reads_the_same_whoever_of_them_was_the_careful_one() -> None:
    one = shown(("guests:no",), (), rungs=(1, 4), waits=("month", "none"))
    other = shown((), ("guests:no",), rungs=(4, 1), waits=("none", "month"))

    assert one.said == other.said


def test_own_words_are_opened_together_under_their_authors() -> None:
    drive = at_the_ladder()
    drive.presses(A, "rung-2", "none")
    for words in ("off limits for A", "welcome to A"):
        drive.says(A, words)
    drive.presses(A, "skip")
    assert drive.read[B] == []
    drive.presses(B, "rung-3", "week", "skip", "skip")
    drive.says(B, "then I go for a walk")

    assert drive.read[A] == drive.read[B]
    assert set(drive.read[A]) == {"off limits for A", "welcome to A", "then I go for a walk"}


def quoted(drive: Drive, key: str) -> list[str]:
    """Return the words that the last ``key`` has told both; none if it was not told."""
    say = next((say for say in reversed(drive.said) if say.key == key and say.to is None), None)
    return [drive.text(n) for n in say.quotes] if say else []


def number(drive: Drive, by: Partner, text: str) -> str:
    """Return the item for somebody's own words of before."""
    return next(it.action for it in drive.prompt(by).buttons if it.answer and drive.text(it.answer) == text)


def test_C3_where_the_step_is_done_again_words_of_before_stand_though_nobody_writes_them_anew() -> None:
    drive = done_again(written(off_limits="no alarm", crossed="a walk"))
    to_own_words(drive)
    assert [drive.text(n) for n in drive.prompt(A).quotes] == ["no alarm of a"]
    drive.both(*["skip"] * 5)
    whole = ["no alarm of a", "no alarm of b", "a walk of a", "a walk of b"]
    assert quoted(drive, "boundaries-off_limits-revealed") == whole
    assert "boundaries-left_out" not in drive.told(A)
    drive.both("agree")

    assert [drive.text(n) for n in own_words(drive.session)] == whole
    assert drive.kept[-1].quotes == own_words(drive.session)


def test_C3_both_read_which_words_of_before_would_no_longer_count_before_they_sign() -> None:
    drive = done_again(written(off_limits="no alarm", welcome="tea"))
    to_own_words(drive)
    drive.ticks(A, number(drive, A, "no alarm of a"))
    assert drive.prompt(A).lines == ()
    drive.presses(A, "skip", "skip")
    assert [line.key for line in drive.prompt(A).lines] == ["boundaries-beside"]
    drive.says(A, "coffee")
    drive.presses(A, "skip")
    drive.presses(B, "skip", "skip", "skip", "skip", "skip")

    assert quoted(drive, "boundaries-left_out") == ["no alarm of a"]
    whole = ["no alarm of b", "tea of a", "tea of b", "coffee"]
    assert quoted(drive, "boundaries-off_limits-revealed") == whole
    for option in ("every_line", "agree", "look_again"):  # as somebody does who signs days later
        drive.presses(A, option)
        assert ("boundaries-left_out" in [say.key for say in drive.effects if isinstance(say, Say)]) is (
            option != "agree"
        )
    drive.both("agree")
    assert [drive.text(n) for n in own_words(drive.session)] == whole


def test_what_was_ticked_to_be_left_out_can_be_changed_until_both_are_done() -> None:
    drive = done_again(written(off_limits="no alarm"))
    to_own_words(drive)
    drive.ticks(A, item := number(drive, A, "no alarm of a"))
    n = drive.answer("off_limits_before", A).n
    drive.reopens(A, n)
    drive.apply(drive.ticked(A, item))
    drive.presses(A, "skip", "skip", "skip", "skip")
    drive.presses(B, "skip", "skip", "skip", "skip")

    assert len(own_words(drive.session)) == 2
    assert drive.refused(Reopened(by=A, n=drive.answer("off_limits_before", A).n)) is Reason.SENT


def test_C3_before_they_sign_what_was_left_out_can_be_taken_back_and_more_be_left_out_and_both_read_it() -> None:
    drive = done_again(written(off_limits="no alarm", crossed="a walk"))
    to_own_words(drive)
    drive.ticks(A, number(drive, A, "no alarm of a"))
    drive.presses(A, "skip", "skip", "skip", "skip")
    drive.presses(B, *["skip"] * 5)
    drive.presses(B, "agree")
    drive.presses(A, "change", "words", "skip")
    drive.ticks(A, number(drive, A, "a walk of a"))

    assert drive.states() == {"look"}
    assert quoted(drive, "boundaries-agreed_anew") == ["no alarm of a"]
    assert quoted(drive, "boundaries-left_out") == ["a walk of a"]
    drive.both("agree")
    assert [drive.text(n) for n in own_words(drive.session)] == ["no alarm of a", "no alarm of b", "a walk of b"]


def test_C3_whoever_has_agreed_reads_first_what_the_other_leaves_out_after_that() -> None:
    drive = done_again(written(off_limits="no alarm"))
    to_own_words(drive)
    drive.both(*["skip"] * 4)
    drive.presses(A, "change", "words")
    drive.presses(B, "agree")
    drive.ticks(A, number(drive, A, "no alarm of a"))

    assert drive.states() == {"look"}
    assert quoted(drive, "boundaries-left_out") == ["no alarm of a"]


def test_C3_words_of_this_time_stand_though_some_of_before_are_handed_on_later() -> None:
    before = written(off_limits="no alarm")
    drive = begun(known=dict(before.session.known))  # as one that began before anything was handed on
    to_own_words(drive)
    for by in (A, B):
        drive.says(by, f"new of {by}")
        drive.takes_over(before)
        drive.presses(by, "skip", "skip")
    assert {"new of a", "new of b"} <= set(quoted(drive, "boundaries-off_limits-revealed"))
    drive.both("agree")

    assert len(own_words(drive.session)) == 4


def test_words_of_before_can_be_changed_only_where_there_are_some() -> None:
    drive = shown()
    drive.presses(A, "change")

    assert "words" not in drive.options(A)


def test_words_stand_through_any_number_of_times_of_the_step() -> None:
    drive = written(off_limits="no alarm")
    for new in ("no shouting", "no guests"):
        drive = done_again(drive)
        to_own_words(drive)
        drive.presses(A, "skip", "skip", "skip", "skip")
        drive.presses(B, "skip")
        drive.says(B, new)
        drive.presses(B, "skip", "skip")
        drive.both("agree")

    texts = ["no alarm of a", "no alarm of b", "no shouting", "no guests"]
    assert [drive.text(n) for n in own_words(drive.session)] == texts


def test_P1_nobody_is_asked_about_words_of_the_other() -> None:
    before = at_the_ladder()
    before.both("rung-3", "none")
    before.says(A, "no alarm")
    before.presses(A, "skip", "skip")
    before.presses(B, "skip", "skip", "skip")
    before.both("agree")
    drive = done_again(before)
    to_own_words(drive)

    assert (drive.state(A), drive.state(B)) == ("off_limits_before", "off_limits")


def test_words_that_somebody_has_erased_are_asked_about_no_more() -> None:
    before = written(off_limits="no alarm")
    before.session = before.session.without(B)
    drive = done_again(before)
    to_own_words(drive)

    assert (drive.state(A), drive.state(B)) == ("off_limits_before", "off_limits")


def test_where_nobody_wrote_anything_nothing_is_revealed() -> None:
    assert "boundaries-off_limits-revealed" not in shown().told(A)


def test_every_line_is_there_for_whoever_asks_for_it() -> None:
    drive = shown(("guests:no",))
    drive.presses(B, "every_line")

    assert lines_said(drive, "boundaries-every_line") == {**dict.fromkeys(ITEMS, UNTICKED), "guests": "no"}
    assert "boundaries-every_line" not in drive.told(A)


def test_P1_no_level_of_ones_own_is_ever_readable_for_the_partner() -> None:
    drive = shown(("guests:no",), ("guests:welcome",))

    for answer in drive.session.answers:
        if answer.ask in ("worksheet", "ladder", "waiting", "own"):
            assert answer.seen is Seen.PRIVATE
            assert answer.n not in drive.seen[answer.by.other]


# Questions


def asks(drive: Drive, by: Partner, *way: str, words: str = "what does it mean?") -> None:
    drive.presses(by, "ask", *way)
    drive.sends(by, words)


def test_each_may_ask_about_a_line_and_gets_an_answer() -> None:
    drive = shown(("guests:no",))
    asks(drive, A, "area-home", "guests")
    assert drive.states() == {"answer"}
    assert drive.read[B] == ["what does it mean?"]
    assert dict(drive.prompt(B).lines[0].names)["item"] == "boundary_items-guests"
    drive.sends(B, "it means nobody stays over night")

    assert drive.read[A][-1] == "it means nobody stays over night"
    assert drive.states() == {"look"}


@pytest.mark.parametrize("about", ["rung", "wait", "words"])
def test_a_question_may_be_about_the_ladder_the_time_or_the_words(about: str) -> None:
    drive = shown()
    drive.presses(A, "ask", about)

    assert len(drive.prompt(A).lines) == (0 if about == "words" else 1)


def test_one_can_go_back_from_a_question() -> None:
    drive = shown()
    drive.presses(A, "ask", "area-home", "back", "rung", "back", "ask", "back")

    assert drive.states() == {"look"}


def test_no_answer_is_owed() -> None:
    drive = shown()
    asks(drive, A, "rung")
    drive.presses(B, "no_answer")

    assert drive.told(A)[-1] == "boundaries-no_answer"
    assert "boundaries-no_answer" not in drive.told(B)
    assert drive.states() == {"look"}


def test_a_question_waits_while_the_partner_is_in_the_middle_of_something() -> None:
    drive = shown()
    drive.presses(B, "ask", "wait")
    drive.says(B, "half a thought")
    asks(drive, A, "rung", words="mine")
    assert (drive.state(A), drive.state(B)) == ("looked", "ask_words")
    drive.presses(B, "send")
    assert drive.states() == {"answer"}
    first = drive.session.speaker
    drive.sends(first.other, "one answer")
    assert drive.session.speaker is first.other
    drive.sends(first, "the other answer")

    assert drive.states() == {"look"}
    assert drive.session.ended is None


def test_a_question_interrupts_an_agreement_that_was_given_already() -> None:
    drive = shown()
    drive.presses(B, "agree")
    asks(drive, A, "rung")
    drive.sends(B, "so")
    drive.presses(A, "agree")

    assert drive.state(B) == "look"
    assert drive.kept == []


# Changing something


def test_who_changes_something_shows_both_what_reads_differently() -> None:
    drive = shown(("guests:no",))
    drive.presses(B, "change", "worksheet")
    drive.ticks(B, "alcohol_home:no")

    assert lines_said(drive, "boundaries-agreed_anew") == {"alcohol_home": "no"}
    assert drive.states() == {"look"}
    drive.both("agree")
    assert (level(drive, "guests"), level(drive, "alcohol_home")) == ("no", "no")


@pytest.mark.parametrize(("sheet", "answer"), [("ladder", "rung-1"), ("waiting", "month")])
def test_the_ladder_and_the_waiting_time_can_be_changed_too(sheet: str, answer: str) -> None:
    drive = shown()
    drive.presses(A, "change", sheet, answer)

    assert drive.told(B)[-1] == "boundaries-agreed_anew"
    assert drive.states() == {"look"}


@pytest.mark.parametrize(
    ("sheet", "answer", "name"), [("ladder", "rung-3", "rung-3"), ("waiting", "none", "wait-none")]
)
def test_whoever_changes_something_reads_what_they_had_and_can_leave_it_so(sheet: str, answer: str, name: str) -> None:
    drive = shown(rungs=(3, 2))
    drive.presses(A, "change", sheet)
    assert drive.prompt(A).lines == (Line(key="boundaries-so_far", names=(("chosen", f"boundary_items-{name}"),)),)
    told = len(drive.said)
    drive.presses(A, answer)

    assert (drive.state(A), len(drive.said)) == ("look", told)


def test_nothing_is_said_of_before_where_it_is_asked_for_the_first_time() -> None:
    drive = at_the_ladder()
    assert drive.prompt(A).lines == ()
    drive.presses(A, "rung-2")

    assert drive.prompt(A).lines == ()


def test_a_change_that_changes_nothing_for_both_is_told_to_nobody() -> None:
    drive = shown(("guests:no",), ("guests:no",))
    told = len(drive.said)
    drive.presses(B, "agree")
    drive.presses(A, "change", "worksheet")
    drive.ticks(A, "guests:welcome")

    assert len(drive.said) == told
    assert (drive.state(A), drive.state(B)) == ("look", "looked")


def test_nobody_signs_an_agreement_that_reads_otherwise_than_what_they_saw() -> None:
    drive = shown()
    drive.presses(A, "agree")
    drive.presses(B, "change", "waiting", "month")
    assert drive.states() == {"look"}
    drive.presses(B, "agree")

    assert drive.kept == []
    drive.presses(A, "agree")
    assert len(drive.kept) == 1


def test_a_change_made_while_the_partner_asks_is_shown_before_anything_is_signed() -> None:
    drive = shown()
    drive.presses(A, "ask", "rung")
    drive.says(A, "half a thought")
    drive.presses(B, "change", "waiting", "month")
    assert drive.state(B) == "looked"
    drive.presses(A, "keep", "back", "agree")

    assert drive.told(A)[-1] == drive.told(B)[-1] == "boundaries-agreed_anew"
    assert drive.states() == {"look"}
    assert drive.kept == []


def test_one_can_think_again_before_the_other_has_agreed() -> None:
    drive = shown()
    drive.presses(A, "agree", "look_again")
    first, again = (say for say in drive.said if say.key == "boundaries-agreed")
    assert (again.to, again.lines) == (A, first.lines)
    drive.presses(B, "agree")

    assert drive.kept == []
    assert drive.state(A) == "look"


# Signing


def test_both_sign_version_one_and_the_programme_goes_on() -> None:
    drive = shown(("guests:no",), rungs=(4, 2), waits=("none", "month"))
    drive.presses(A, "agree")
    assert drive.kept == []
    drive.presses(B, "agree")

    record = drive.kept[-1]
    assert record.name == "agreement"
    assert record.facts["rung"] == 2
    assert record.facts["version"] == 1
    assert record.facts["signed"] == START.isoformat()
    assert record.facts["items"]["guests"] == "no"
    assert drive.session.aside
    assert drive.reports == [Report(name="step_done", by=B, last=True)]
    assert drive.told(A)[-1] == drive.told(B)[-1] == "boundaries-signed"
    assert drive.states() == {"kept"}


@pytest.mark.parametrize("wait", WAITS)
def test_the_waiting_time_is_counted_from_the_signature(wait: str) -> None:
    span = WAITS[wait]
    until = level(signed(waits=("none", wait)), "wait")

    assert until == ("open" if span is None else (START + span).isoformat() if span else "")


def test_signing_again_is_the_next_version() -> None:
    facts = signed().kept[-1].facts
    drive = begun(known={"agreement": facts})
    drive.both("agree", "done", "leave_out")
    for by in (A, B):
        drive.presses(by, "rung-1", "none", "skip", "skip", "skip")
    drive.both("agree")

    assert agreed(drive).version == 2


def again(drive: Drive, *, stop: str = "") -> Drive:
    """Begin the step again with what counts in ``drive``; go on up to ``stop``, or until the agreement is shown."""
    anew = begun(known={"agreement": drive.kept[-1].facts})
    anew.now = drive.now
    for option in ("agree", "done", "leave_out", "rung-3", "none", "skip", "skip", "skip"):
        if option == stop:
            break
        anew.both(option)
    return anew


def meanwhile(drive: Drive, by: Partner, line: str, value: Value) -> None:
    """Let somebody make a line of the earlier agreement more careful, beside the step that is done again."""
    drive.now += timedelta(hours=1)
    drive.knows("agreement", to_facts(agreed(drive).tighten(by, line, value, drive.now)))


@pytest.mark.parametrize("stop", ["done", "leave_out", "rung-3", "none", ""])
def test_C3_what_one_makes_more_careful_while_the_step_is_done_again_is_read_and_signed_so(stop: str) -> None:
    drive = again(signed(), stop=stop)
    if stop == "done":  # it stands on the sheet already, and is still theirs to tick otherwise there
        drive.ticks(A, "guests:welcome")
    meanwhile(drive, A, "guests", "no")
    meanwhile(drive, A, "rung", 1)
    meanwhile(drive, A, "wait", (drive.now + timedelta(days=7, hours=1)).isoformat())
    for option in ("done", "leave_out", "rung-3", "none", "skip", "skip", "skip"):
        for by in (A, B):
            if option in drive.options(by):
                drive.presses(by, option)
    drive.both("agree")
    if drive.states() == {"look"}:
        assert drive.told(A)[-1] == drive.told(B)[-1] == "boundaries-agreed_anew"
        drive.both("agree")

    week = (drive.now + timedelta(days=7)).isoformat()
    assert [level(drive, line) for line in ("guests", "rung", "wait")] == ["no", 1, week]
    anew = [say for say in drive.said if say.key in ("boundaries-agreed", "boundaries-agreed_anew")][-1]
    assert {"boundary_items-level-no", "boundary_items-rung-1", "boundary_items-wait-week"} <= {
        name for line in anew.lines for _, name in line.names
    }
    assert graded(drive.answer("worksheet", B))["guests"] == UNTICKED


def test_C3_what_was_made_more_careful_before_the_step_was_begun_again_is_no_more_than_what_was_ticked() -> None:
    drive = signed()
    tightens(drive, A, "guests", "level-no")
    anew = again(drive, stop="done")
    anew.ticks(A, "guests:welcome")
    anew.presses(B, "done")
    for option in ("leave_out", "rung-3", "none", "skip", "skip", "skip"):
        anew.both(option)
    anew.both("agree")

    assert level(anew, "guests") == "ask"


def test_C3_nobody_signs_unseen_what_is_less_careful_than_what_counts() -> None:
    drive = signed(("guests:no", "same_bed:no"), rungs=(2, 3), waits=("month", "none"))
    anew = again(drive, stop="done")
    anew.ticks(A, "guests:ask")
    anew.presses(B, "done")
    for option in ("leave_out", "rung-3", "none", "skip", "skip", "skip"):
        anew.both(option)

    said = anew.said[-1]
    assert (said.key, said.to) == ("boundaries-less_careful", None)
    names = [name for line in said.lines for _, name in line.names if "area" not in name]
    assert names == [
        "boundary_items-rung-3",
        "boundary_items-wait-none",
        "boundary_items-guests",
        "boundary_items-level-ask",
    ]
    told = len(anew.said)
    anew.presses(A, "change", "ladder", "rung-1")
    assert [say.key for say in anew.said[told:]] == ["boundaries-agreed_anew"]
    anew.presses(A, "change", "ladder", "rung-3")
    assert [say.key for say in anew.said[-2:]] == ["boundaries-agreed_anew", "boundaries-less_careful"]


def test_nobody_signs_words_that_were_changed_after_they_agreed_to_others() -> None:
    drive = at_the_ladder()
    for by in (A, B):
        drive.presses(by, "rung-2", "none")
        drive.says(by, f"words of {by}")
        drive.presses(by, "skip", "skip")
    drive.presses(A, "agree")
    drive.edits(B, drive.answer("off_limits", B).n, "other words")
    offered = drive.said[-1].offers
    assert offered is not None
    drive.amends(B, offered)
    drive.presses(B, "agree")

    assert (drive.kept, drive.states()) == ([], {"look"})
    assert (drive.said[-1].key, drive.said[-1].quotes) == ("boundaries-agreed_anew", (offered,))
    drive.both("agree")
    assert {drive.text(n) for n in drive.kept[-1].quotes} == {"words of a", "other words"}


def test_the_record_reads_every_line_and_both_ones_words() -> None:
    drive = at_the_ladder()
    for by in (A, B):
        drive.presses(by, "rung-2", "none")
        drive.says(by, f"words of {by}")
        drive.presses(by, "skip", "skip")
    drive.both("agree")

    record = drive.kept[-1]
    assert len([line for line in record.lines if line.key == "boundary_items-line"]) == len(ITEMS)
    assert {drive.text(n) for n in record.quotes} == {"words of a", "words of b"}


def test_touch_takes_no_voice_and_words_stay_short() -> None:
    drive = at_the_ladder()
    drive.presses(A, "rung-2", "none")

    assert drive.refused(drive.typed(A, "w" * 1001)) is Reason.TOO_LONG
    assert drive.answer("ladder", A).form is Form.CHOICE


def test_what_is_told_names_no_actor() -> None:
    told = [say for say in signed(("guests:no",)).said if isinstance(say, Say)]

    assert {say.to for say in told} == {None}


def test_whoever_stays_after_an_erasure_can_be_shown_where_they_were() -> None:
    drive = shown()
    drive.presses(A, "ask", "rung")
    assert drive.state(A) == "ask_words"
    assert drive.prompt(A).lines

    prompted = prompt(FLOW, drive.session.without(B), A)
    assert prompted is not None
    assert prompted.lines == ()
