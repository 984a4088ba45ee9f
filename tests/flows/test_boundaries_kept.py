"""Boundaries after the signature: tightening, wishes, the question for today, reviews, each of them on their own."""

from __future__ import annotations

from datetime import timedelta

import pytest

from flows.agreement import LEVELS, from_facts, to_facts
from flows.boundaries import FLOW
from flows.boundary_draft import drafted
from flows.boundary_items import ITEMS
from flows.boundary_today import rung_today
from flows.boundary_words import own_words, with_words_of
from flows.engine.effects import Close, Line, Say, Show
from flows.engine.frozen import replace
from flows.engine.refusal import Reason
from flows.engine.session import Partner, may_see
from tests.flows.bounds import (
    agreed,
    at_the_ladder,
    at_the_worksheet,
    comes,
    days_pass,
    done_again,
    level,
    signed,
    tightens,
    to_line,
    to_own_words,
    wishes,
    written,
)
from tests.flows.drive import START, A, B, Drive

DAY = timedelta(days=1)


def reached(drive: Drive, by: Partner) -> list[object]:
    """Return what the last event has brought to somebody."""
    found = [effect for effect in drive.effects if isinstance(effect, Say | Show | Close)]
    return [effect for effect in found if effect.to in (by, None)]


# What two bring back with them


def test_an_agreement_of_before_can_be_opened_tightened_and_is_asked_about_when_it_is_due() -> None:
    facts = signed().session.known["agreement"]
    drive = Drive(FLOW, at="kept", known={"agreement": facts})
    drive.calls("brought_back", A)
    assert (drive.states(), drive.session.aside, drive.reports) == ({"kept"}, True, [])
    tightens(drive, B, "guests", "level-no")
    assert level(drive, "guests") == "no"
    comes(drive)

    assert drive.states() == {"review"}


@pytest.mark.parametrize("by", Partner)
def test_P1_of_an_agreement_that_goes_along_only_what_both_have_read_of_one_of_them_does(by: Partner) -> None:
    talk = at_the_ladder()
    for one in Partner:
        talk.presses(one, "rung-3", "none")
        talk.says(one, "off limits")
        talk.says(one, "welcome")
        talk.presses(one, "skip")
    talk.both("agree")
    before = talk.session
    begun = Drive(FLOW, at="kept", known={"agreement": before.known["agreement"]}).session

    after = with_words_of(begun, before, by)

    assert len(after.answers) == 2
    assert all(answer.by is by and may_see(by.other, answer) for answer in after.answers)
    handed = {answer.handed_on for answer in after.answers}
    assert handed == {n for n in own_words(before) if before.numbered(n).by is by}  # type: ignore[union-attr]  # it is there


# More in own words


def adds(drive: Drive, by: Partner, words: str) -> None:
    drive.calls("opened", by)
    drive.presses(by, "more")
    drive.says(by, words)
    drive.presses(by, "send")


def test_C3_one_of_them_adds_words_alone_and_both_read_them_at_once() -> None:
    drive = written(off_limits="no alarm")
    drive.calls("opened", B)
    drive.presses(B, "more")
    drive.says(B, "no guests")
    assert "no guests" not in drive.read[A]
    assert (drive.state(B), drive.text(drive.prompt(B).quotes[0])) == ("share", "no guests")
    drive.presses(B, "send")

    assert (drive.read[A][-1], drive.read[B][-1], drive.state(B)) == ("no guests", "no guests", "kept")
    assert [drive.text(n) for n in own_words(drive.session)] == ["no alarm of a", "no alarm of b", "no guests"]
    assert (agreed(drive).version, drive.kept[-1].quotes) == (2, own_words(drive.session))
    drive.calls("opened", A)
    drive.presses(A, "history")
    assert [line.key for line in drive.said[-1].lines] == ["boundaries-version_words", "boundaries-version_signed"]


def test_P1_words_that_were_not_added_stay_with_their_author() -> None:
    drive = written()
    drive.calls("opened", A)
    drive.presses(A, "more")
    drive.says(A, "no guests")
    drive.edits(A, drive.answer("more_off_limits", A).n, "no guests at night")
    drive.presses(A, "back", "more", "back")

    assert (drive.state(A), own_words(drive.session), agreed(drive).version) == ("home", (), 1)
    assert not drive.read[B]


def test_C3_no_edit_changes_words_that_were_added() -> None:
    drive = written()
    adds(drive, A, "no guests")
    drive.edits(A, drive.answer("more_off_limits", A).n, "guests")

    assert drive.effects == (Say(to=A, key="boundaries-holds"),)
    assert [drive.text(n) for n in own_words(drive.session)] == ["no guests"]


def test_C2_nothing_is_added_in_a_stop() -> None:
    drive = written()
    drive.calls("opened", A)
    drive.presses(A, "more")
    drive.says(A, "no guests")
    drive.knows("way", {"still": True})
    drive.presses(A, "send")

    assert (drive.told(A)[-1], drive.state(A), "more" in drive.options(A)) == ("boundaries-not_added", "home", False)
    assert (own_words(drive.session), drive.read[B]) == ((), [])


def test_each_can_add_five_and_reads_why_there_is_no_room_for_more() -> None:
    drive = written()
    for n in range(5):
        adds(drive, A, f"no {n}")
    for by in (A, B):
        drive.calls("opened", by)
        drive.presses(by, "more")

    assert (drive.told(A)[-1], drive.state(A), drive.state(B)) == ("boundaries-added_enough", "home", "more_off_limits")


def test_C3_added_words_stand_where_the_step_is_done_again_as_off_limits() -> None:
    drive = written(off_limits="no alarm")
    adds(drive, A, "no guests")
    drive = done_again(drive)
    to_own_words(drive)

    assert [drive.text(n) for n in drive.prompt(A).quotes] == ["no alarm of a", "no guests"]
    drive.both("skip", "skip", "skip", "skip", "agree")
    assert [drive.text(n) for n in own_words(drive.session)] == ["no alarm of a", "no alarm of b", "no guests"]


@pytest.mark.parametrize("one_has_agreed", [False, True])
def test_C3_what_is_added_while_the_step_is_done_again_is_read_and_stands_in_what_both_sign(
    *, one_has_agreed: bool
) -> None:
    before = written(off_limits="no alarm")
    drive = done_again(before)
    to_own_words(drive)
    drive.both("skip", "skip", "skip", "skip")
    if one_has_agreed:
        drive.presses(B, "agree")
    adds(before, A, "no guests")
    assert before.reports[-1].name == "hand_on"
    drive.takes_over(before)
    drive.takes_over(before)  # however often
    drive.presses(A, "agree")
    if not one_has_agreed:
        drive.presses(B, "agree")
    assert (drive.states(), drive.read[B][-1]) == ({"look"}, "no guests")
    drive.both("agree")

    assert [drive.text(n) for n in own_words(drive.session)] == ["no alarm of a", "no alarm of b", "no guests"]


# /boundaries


def test_each_opens_it_on_their_own_and_the_other_notices_nothing() -> None:
    drive = signed()
    drive.calls("opened", A)
    assert (drive.state(A), drive.state(B)) == ("home", "kept")
    assert reached(drive, B) == []
    for option in ("see", "history", "pdf", "picture", "close"):
        drive.presses(A, option)
        assert reached(drive, B) == []

    assert drive.states() == {"kept"}


def test_it_can_be_seen_whole_and_printed() -> None:
    drive = signed(("guests:no",))
    drive.calls("opened", B)
    drive.presses(B, "see")
    assert drive.told(B)[-1] == "boundaries-agreement"
    assert len([line for line in drive.said[-1].lines if line.key == "boundary_items-line"]) == len(ITEMS)
    drive.presses(B, "pdf", "picture")

    assert [(it.to, it.form) for it in drive.printed] == [(B, "pdf"), (B, "picture")]
    assert len(drive.printed[0].lines) > len(ITEMS)


def test_the_history_has_every_version_with_its_date_and_without_who() -> None:
    drive = signed()
    days_pass(drive, 3)
    tightens(drive, B, "guests", "level-no")
    drive.calls("opened", A)
    drive.presses(A, "history")
    lines = drive.said[-1].lines

    assert [(line.number, line.at) for line in lines if line.number] == [(2, START + 3 * DAY), (1, START)]
    assert "boundary_items-guests" in repr(lines)


# More careful


@pytest.mark.parametrize("by", [A, B])
def test_one_makes_a_line_more_careful_at_once_and_both_read_the_same_words(by: Partner) -> None:
    drive = signed(("guests:ask",))
    tightens(drive, by, "guests", "level-not_now")

    assert level(drive, "guests") == "not_now"
    say = drive.said[-1]
    assert (say.key, say.to) == ("boundaries-changed", None)
    assert [line.key for line in say.lines] == ["boundary_items-alone", "boundaries-version"]
    assert drive.states() == {"kept"}


def test_both_read_the_same_whoever_of_them_tightened() -> None:
    said = []
    for by in (A, B):
        drive = signed()
        tightens(drive, by, "guests", "level-no")
        said.append(drive.said)

    assert said[0] == said[1]


@pytest.mark.parametrize("now", LEVELS)
def test_only_what_is_more_careful_is_offered(now: str) -> None:
    drive = signed((f"guests:{now}",), (f"guests:{now}",))
    drive.calls("opened", A)
    drive.presses(A, "tighten", "area-home")
    assert ("guests" in drive.options(A)) == (now != "no")
    if now != "no":
        drive.presses(A, "guests")
        assert drive.options(A) == (*(f"level-{it}" for it in LEVELS[LEVELS.index(now) + 1 :]), "back")


def test_the_ladder_can_be_lowered_and_the_waiting_time_made_longer() -> None:
    drive = signed(rungs=(3, 4), waits=("week", "none"))
    to_line(drive, A, "tighten", "rung")
    assert drive.options(A) == ("rung-0", "rung-1", "rung-2", "back")
    drive.presses(A, "rung-1")
    assert agreed(drive).rung == 1
    to_line(drive, B, "tighten", "wait")
    assert drive.options(B) == ("wait-two_weeks", "wait-month", "wait-three_months", "wait-until_said", "back")
    drive.presses(B, "wait-month")

    assert level(drive, "wait") == (START + 30 * DAY).isoformat()


def test_one_can_go_back_without_having_changed_anything() -> None:
    drive = signed()
    to_line(drive, A, "tighten", "guests")
    drive.presses(A, "back", "area-home", "back", "back")

    assert drive.state(A) == "home"
    assert agreed(drive).version == 1


def test_while_one_looks_the_other_tightens_and_a_press_that_came_late_changes_nothing() -> None:
    drive = signed()
    to_line(drive, A, "tighten", "guests")
    late = drive.chose(A, "level-not_now")
    tightens(drive, B, "guests", "level-no")

    assert drive.refused(late) is Reason.UNKNOWN
    assert drive.options(A) == ("back",)
    assert level(drive, "guests") == "no"


# A wish


def test_C3_a_wish_reaches_nobody_and_changes_nothing() -> None:
    drive = signed(("guests:no",))
    before, screens, words = agreed(drive), dict(drive.screens), drive.told(B)
    to_line(drive, A, "wish", "guests")
    assert drive.options(A) == ("level-welcome", "level-ask", "level-not_now", "back")
    drive.presses(A, "level-ask")

    assert drive.told(A)[-1] == "boundaries-wish_kept"
    assert drive.told(B) == words
    assert drive.screens.get(B) == screens.get(B)
    assert (level(drive, "guests"), agreed(drive).version) == ("no", before.version)
    assert drive.kept[-1].lines == drive.kept[-2].lines


def test_C3_what_the_partner_sees_is_the_same_with_a_wish_and_without() -> None:
    with_wish, without = signed(("guests:no",)), signed(("guests:no",))
    wishes(with_wish, A, "guests", "level-ask")
    for drive in (with_wish, without):
        drive.said.clear()
        drive.calls("opened", B)
        drive.presses(B, "see", "history")
    a, b = (drive.prompt(B) for drive in (with_wish, without))

    assert with_wish.said == without.said
    assert (a.lines, a.buttons) == (b.lines, b.buttons)


def matched() -> Drive:
    """Both have wished for guests to be asked about each time."""
    drive = signed(("guests:no",), ("guests:not_now",))
    wishes(drive, A, "guests", "level-welcome")
    days_pass(drive, 3)
    wishes(drive, B, "guests", "level-ask")
    return drive


def test_C3_two_wishes_within_fourteen_days_are_told_to_both_and_change_nothing_yet() -> None:
    drive = matched()

    assert drive.told(A)[-1] == drive.told(B)[-1] == "boundaries-matched"
    assert dict(drive.said[-1].lines[0].names)["level"] == "boundary_items-level-ask"
    assert level(drive, "guests") == "no"
    assert drive.states() == {"kept"}


def confirming() -> Drive:
    drive = matched()
    assert comes(drive) == DAY
    assert drive.states() == {"confirm"}
    return drive


def test_C3_after_a_day_both_are_asked_again_and_two_yeses_loosen() -> None:
    drive = confirming()
    drive.presses(A, "yes")
    assert level(drive, "guests") == "no"
    assert drive.told(A)[-1] == "boundaries-answered"
    assert "boundaries-answered" not in drive.told(B)
    drive.presses(B, "yes")

    assert level(drive, "guests") == "ask"
    assert drive.told(A)[-1] == drive.told(B)[-1] == "boundaries-changed"
    assert agreed(drive).version == 2


@pytest.mark.parametrize(
    "answers", [("no", "yes"), ("yes", "no"), ("no", "no"), ("no", None), (None, "yes"), (None, None)]
)
def test_C3_a_no_looks_like_silence_and_both_hear_that_nothing_changes(answers: tuple[str | None, str | None]) -> None:
    drive = confirming()
    asked = drive.now
    for by, answered in zip((A, B), answers, strict=True):
        if answered:
            drive.presses(by, answered)
    assert "boundaries-unchanged" not in drive.told(A)
    drive.wakes("lapse")

    assert drive.now == asked + 7 * DAY
    assert drive.told(A)[-1] == drive.told(B)[-1] == "boundaries-unchanged"
    assert level(drive, "guests") == "no"
    assert agreed(drive).matches == {}


def test_a_no_and_a_yes_are_answered_with_the_same_words() -> None:
    said = []
    for option in ("yes", "no"):
        drive = confirming()
        drive.presses(A, option)
        said.append(drive.said[-1])

    assert said[0] == said[1]


def test_C3_a_second_yes_can_be_taken_back_before_the_other_one_has_answered_and_nobody_hears_of_it() -> None:
    drive = confirming()
    drive.presses(A, "yes")
    drive.calls("opened", A)
    drive.presses(A, "wishes", "guests")
    assert reached(drive, B) == []
    assert (drive.state(A), drive.told(A)[-1]) == ("home", "boundaries-withdrawn")
    assert "wishes" not in drive.options(A)
    drive.presses(B, "yes")

    assert level(drive, "guests") == "no"
    assert drive.told(B)[-1] == "boundaries-answered"


def test_a_yes_after_the_week_is_too_late() -> None:
    drive = confirming()
    drive.presses(A, "yes")
    days_pass(drive, 8)
    drive.presses(B, "yes")

    assert drive.told(B)[-1] == "boundaries-settled"
    assert level(drive, "guests") == "no"


def test_a_wish_older_than_fourteen_days_meets_nothing() -> None:
    drive = signed(("guests:no",))
    wishes(drive, A, "guests", "level-ask")
    days_pass(drive, 14)
    wishes(drive, B, "guests", "level-ask")

    assert drive.told(B)[-1] == "boundaries-wish_kept"
    assert "boundaries-matched" not in drive.told(A)


def test_a_wish_can_be_taken_back_unseen() -> None:
    drive = signed(("guests:no",))
    wishes(drive, A, "guests", "level-ask")
    drive.calls("opened", B)
    assert "wishes" not in drive.options(B)
    drive.presses(B, "close")
    drive.calls("opened", A)
    drive.presses(A, "wishes")
    assert drive.options(A) == ("guests", "back")
    drive.presses(A, "guests", "close")
    wishes(drive, B, "guests", "level-ask")

    assert "boundaries-matched" not in drive.told(A)


def test_a_tightening_meanwhile_puts_off_the_common_wish() -> None:
    drive = signed()
    for by in (A, B):
        wishes(drive, by, "guests", "level-welcome")
    comes(drive)
    drive.presses(A, "yes")
    tightens(drive, A, "guests", "level-no")
    assert drive.told(B)[-1] == "boundaries-changed"
    drive.presses(B, "yes")

    assert drive.told(B)[-1] == "boundaries-settled"
    assert level(drive, "guests") == "no"
    assert agreed(drive).matches == {}
    assert drive.states() == {"kept"}


def test_what_is_due_catches_each_when_they_come_home() -> None:
    drive = matched()
    to_line(drive, A, "tighten", "same_bed")
    comes(drive)
    assert (drive.state(A), drive.state(B)) == ("tighten_level", "confirm")
    drive.presses(A, "level-no")

    assert drive.state(A) == "confirm"


# The waiting time


def waited() -> Drive:
    drive = signed(waits=("week", "none"))
    assert comes(drive) == 7 * DAY
    assert drive.states() == {"waited"}
    return drive


def test_the_end_of_the_waiting_time_changes_nothing_and_both_are_asked() -> None:
    drive = waited()

    assert agreed(drive).waits
    assert agreed(drive).version == 1
    drive.both("as_it_is")
    assert agreed(drive).waits
    assert drive.states() == {"kept"}


def test_C3_the_waiting_time_ends_by_two_wishes_a_day_and_two_yeses() -> None:
    drive = waited()
    asked = drive.screens[B]
    drive.presses(A, "over")
    assert drive.told(B)[-1] == "boundaries-signed"
    assert drive.screens[B] is asked
    drive.presses(B, "over")
    assert drive.told(A)[-1] == "boundaries-matched"
    assert agreed(drive).waits
    comes(drive)
    drive.both("yes")

    assert not agreed(drive).waits


def test_one_may_want_it_longer_and_that_counts_at_once() -> None:
    drive = waited()
    drive.presses(A, "over")
    drive.presses(B, "longer", "wait-week")

    assert drive.told(A)[-1] == "boundaries-changed"
    assert level(drive, "wait") == (START + 14 * DAY).isoformat()
    comes(drive)
    assert drive.states() == {"waited"}


def test_C3_a_waiting_time_can_end_before_its_date_too_by_two_wishes_a_day_and_two_yeses() -> None:
    drive = signed(waits=("month", "none"))
    for by in Partner:
        wishes(drive, by, "wait", "wait-none")
    comes(drive)
    drive.both("yes")

    assert (agreed(drive).waits, drive.now) == (False, START + DAY)


def test_whoever_wants_no_longer_wait_after_all_is_asked_again_how_it_goes_on() -> None:
    drive = waited()
    drive.presses(B, "longer", "back", "back", "close")

    assert drive.state(B) == "waited"


def test_no_higher_step_can_be_wished_for_while_the_waiting_time_holds() -> None:
    drive = signed(waits=("until_said", "none"))
    drive.calls("opened", A)
    drive.presses(A, "wish")

    assert "rung" not in drive.options(A)
    assert "wait" in drive.options(A)


# Still all right today?


def today(drive: Drive) -> Drive:
    drive.calls("opened", A)
    drive.presses(A, "today")
    assert drive.states() == {"today"}
    return drive


@pytest.mark.parametrize(
    ("a", "b", "rung"),
    [("yes", "yes", 3), ("yes", "less", 2), ("less", "less", 2), ("not_today", "yes", 0), ("less", "not_today", 0)],
)
def test_both_read_only_the_more_careful_answer_and_only_when_both_have_answered(a: str, b: str, rung: int) -> None:
    drive = today(signed(rungs=(3, 4)))
    drive.presses(A, a)
    assert drive.state(B) == "today"
    assert reached(drive, B) == []
    drive.presses(B, b)

    assert drive.states() == {"evening"}
    line = Line(key="boundaries-for_today", names=(("rung", f"boundary_items-rung-{rung}"),))
    assert drive.prompt(A).lines == drive.prompt(B).lines == (line,)
    assert drive.session.memory["today_a"] == drive.session.memory["today_b"] == ""


@pytest.mark.parametrize("by", [A, B])
def test_one_press_takes_one_step_back_for_both_without_who(by: Partner) -> None:
    drive = today(signed(rungs=(3, 4)))
    drive.both("yes")
    drive.presses(by, "step_back")
    assert {effect.to for effect in drive.effects if isinstance(effect, Show)} == {A, B}
    assert drive.prompt(A).lines == drive.prompt(B).lines
    assert "rung-2" in repr(drive.prompt(A).lines)
    drive.presses(by, "step_back", "step_back")

    assert drive.options(by.other) == ("put_away",)
    assert agreed(drive).rung == 3


def test_a_step_back_is_possible_from_the_command_too() -> None:
    drive = today(signed())
    drive.both("yes")
    drive.both("put_away")
    assert drive.states() == {"kept"}
    drive.calls("opened", B)
    drive.presses(B, "step_back")

    assert drive.states() == {"evening"}
    assert "rung-2" in repr(drive.prompt(A).lines)


def test_without_both_answers_the_night_closes_the_question_and_tells_nothing() -> None:
    drive = today(signed())
    drive.presses(A, "yes")
    told = len(drive.said)
    comes(drive, "night")

    assert drive.states() == {"kept"}
    assert len(drive.said) == told
    assert drive.session.memory["today_a"] == ""


@pytest.mark.parametrize("by", [A, B])
def test_while_an_evening_counts_nobody_can_ask_again_and_the_page_says_what_counts(by: Partner) -> None:
    drive = today(signed())
    drive.presses(A, "not_today")
    drive.presses(B, "yes")
    drive.both("put_away")
    drive.calls("opened", by)

    assert {"today", "today_again", "step_back"}.isdisjoint(drive.options(by))
    assert drive.prompt(by).lines[-1] == Line(key="boundaries-for_today", names=(("rung", "boundary_items-rung-0"),))
    days_pass(drive, 1)
    drive.calls("opened", by)
    assert "today" in drive.options(by)


def test_an_answer_for_today_can_be_taken_back_until_the_other_one_has_answered_and_nobody_hears_of_it() -> None:
    drive = today(signed())
    drive.presses(A, "yes")
    drive.calls("opened", A)
    assert "today" not in drive.options(A)
    drive.presses(A, "today_again")
    assert (drive.state(A), drive.state(B), reached(drive, B)) == ("today", "today", [])
    drive.presses(B, "yes")
    assert drive.state(B) == "kept"
    drive.presses(A, "not_today")

    assert drive.states() == {"evening"}
    assert rung_today(drive.session, drive.now) == 0


def test_one_press_of_an_evening_ends_all_touch_for_today() -> None:
    drive = today(signed(rungs=(3, 4)))
    drive.both("yes")
    drive.presses(B, "no_touch")
    assert {effect.to for effect in drive.effects if isinstance(effect, Show)} == {A, B}

    assert rung_today(drive.session, drive.now) == 0
    assert drive.options(A) == drive.options(B) == ("put_away",)


def test_a_page_that_stood_open_since_asks_nobody_again() -> None:
    drive = today(signed())
    drive.calls("opened", A)
    assert "today_again" in drive.options(A)
    days_pass(drive, 1)
    drive.presses(A, "today_again")

    assert (drive.state(A), drive.told(A)[-1]) == ("home", "boundaries-today_past")
    assert "today" in drive.options(A)


def test_an_answer_of_yesterday_counts_no_more() -> None:
    drive = today(signed())
    drive.both("yes")
    days_pass(drive, 1)
    drive.presses(A, "step_back")

    assert drive.told(A)[-1] == "boundaries-today_past"
    drive.calls("opened", A)
    assert "step_back" not in drive.options(A)


def test_today_is_never_more_than_what_is_agreed() -> None:
    drive = today(signed(rungs=(3, 4)))
    drive.both("yes")
    tightens(drive, A, "rung", "rung-1")

    assert drive.state(A) == "evening"
    assert "rung-1" in repr(drive.prompt(B).lines)


def test_where_there_is_no_touch_nothing_is_asked_about_today() -> None:
    drive = signed(rungs=(0, 4))
    drive.calls("opened", A)

    assert "today" not in drive.options(A)


# The review


def test_each_is_asked_after_two_weeks_and_then_monthly_whether_it_still_fits() -> None:
    drive = signed()
    assert comes(drive) == 14 * DAY
    assert drive.states() == {"review"}
    drive.presses(A, "fits")
    assert (drive.state(A), drive.state(B)) == ("kept", "review")
    assert reached(drive, B) == []
    drive.presses(B, "look")
    assert drive.state(B) == "home"
    drive.presses(B, "close")
    assert comes(drive) == 30 * DAY

    assert drive.states() == {"review"}


def test_the_record_names_the_next_review() -> None:
    drive = signed()
    assert drive.kept[-1].facts["review"] == (START + 14 * DAY).isoformat()
    comes(drive)
    drive.presses(B, "fits")

    assert drive.kept[-1].facts["review"] == (START + 44 * DAY).isoformat()


# While one of them has paused or taken a time-out


def stands_still(drive: Drive, *, still: bool = True) -> None:
    before = drive.session.known.get("way", {}).get("stopped", "")
    drive.knows("way", {"done": [], "still": still, "stopped": drive.now.isoformat() if still else before})


def test_C2_C3_while_everything_stands_still_one_can_tighten_and_neither_wish_nor_ask() -> None:
    drive = signed()
    stands_still(drive)
    drive.calls("opened", A)
    assert {"wish", "today"}.isdisjoint(drive.options(A))

    drive.presses(A, "tighten", "area-home", "guests", "level-no")
    assert level(drive, "guests") == "no"


def test_C2_C3_a_second_yes_loosens_nothing_while_everything_stands_still() -> None:
    drive = signed()
    for by in (A, B):
        wishes(drive, by, "rung", "rung-4")
    comes(drive)
    drive.presses(A, "yes")
    stands_still(drive)
    drive.presses(B, "yes")

    assert level(drive, "rung") == 3
    assert reached(drive, A) == []
    assert (drive.state(B), drive.told(B)[-1]) == ("confirm", "boundaries-still")

    stands_still(drive, still=False)
    drive.presses(B, "yes")
    assert level(drive, "rung") == 4


def test_C2_a_wish_that_was_begun_before_a_pause_is_not_told_to_the_other_in_it() -> None:
    drive = signed()
    wishes(drive, A, "rung", "rung-4")
    to_line(drive, B, "wish", "rung")
    stands_still(drive)
    drive.presses(B, "rung-4")

    assert reached(drive, A) == []
    assert drive.state(B) == "home"
    assert not agreed(drive).matches


def asked_and_stopped(drive: Drive, answer: str) -> Drive:
    """A has asked and given an answer for today; then one of them has stopped everything."""
    drive.calls("opened", A)
    drive.presses(A, "today", answer)
    drive.now += timedelta(minutes=5)
    stands_still(drive)
    return drive


def test_C2_a_yes_for_today_counts_for_nothing_while_everything_stands_still_and_is_not_asked_for_again() -> None:
    drive = asked_and_stopped(signed(), "yes")
    drive.presses(B, "yes")

    assert (drive.state(A), drive.state(B), drive.told(B)[-1]) == ("kept", "kept", "boundaries-still")
    assert reached(drive, A) == []
    drive.calls("opened", B)
    assert {"today", "today_again"}.isdisjoint(drive.options(B))


@pytest.mark.parametrize(("answer", "state"), [("less", "kept"), ("not_today", "evening")])
def test_C2_what_is_more_careful_for_today_is_taken_while_everything_stands_still(answer: str, state: str) -> None:
    drive = asked_and_stopped(signed(), "yes")
    drive.presses(B, answer)

    assert drive.states() == {state}
    assert rung_today(drive.session, drive.now) == (0 if state == "evening" else -1)


def test_a_yes_for_today_of_before_a_stop_makes_no_yes_after_it() -> None:
    drive = asked_and_stopped(signed(), "yes")
    drive.now += timedelta(minutes=5)
    stands_still(drive, still=False)
    drive.presses(B, "yes")

    assert (drive.state(B), drive.told(B)[-1]) == ("kept", "boundaries-today_past")
    assert reached(drive, A) == []
    drive.calls("opened", B)
    drive.presses(B, "today")
    assert drive.states() == {"today"}


@pytest.mark.parametrize("going_on", [False, True])
def test_C2_a_yes_for_today_that_both_have_given_outlives_no_stop(*, going_on: bool) -> None:
    drive = today(signed())
    drive.both("yes")
    assert rung_today(drive.session, drive.now) == 3
    drive.now += timedelta(minutes=5)
    stands_still(drive)
    if going_on:
        drive.now += timedelta(minutes=5)
        stands_still(drive, still=False)
    drive.presses(B, "no_touch")

    assert (drive.state(B), drive.told(B)[-1]) == ("kept", "boundaries-today_past")
    drive.calls("opened", A)
    assert "boundaries-for_today" not in [line.key for line in drive.prompt(A).lines]
    assert ("today" in drive.options(A)) is going_on
    assert "step_back" not in drive.options(A)


def test_C2_a_no_for_today_outlives_a_stop_and_nobody_is_asked_again_that_day() -> None:
    drive = today(signed())
    drive.presses(A, "not_today")
    drive.presses(B, "yes")
    drive.now += timedelta(minutes=5)
    stands_still(drive)
    drive.now += timedelta(minutes=5)
    stands_still(drive, still=False)
    drive.calls("opened", A)

    assert rung_today(drive.session, drive.now) == 0
    assert "today" not in drive.options(A)


def of_before(drive: Drive, **memory: str) -> None:
    """Let it be a talk that was stored by a release that did not remember which version the two had begun with."""
    kept = {name: value for name, value in drive.session.memory.items() if name not in ("stood", "shown_words")}
    drive.session = replace(drive.session, memory={**kept, **memory})


@pytest.mark.parametrize("shown_already", [False, True])
def test_D4_C3_a_talk_of_before_holds_to_what_became_more_careful_since_and_to_nothing_older(
    *, shown_already: bool
) -> None:
    first = signed(rungs=(4, 4))
    tightens(first, A, "rung", "rung-2")
    before = first.session.known["agreement"]
    drive = at_the_worksheet(agreement=before)
    drive.now = first.now + DAY
    of_before(drive)
    drive.both("done", "leave_out", "rung-4", "none", "skip", "skip", "skip")
    if shown_already:
        of_before(drive, shown_at=drive.now.isoformat())
    assert drafted(drive.session)["rung"] == "rung-4"

    later = from_facts(before).tighten(B, "rung", 1, drive.now + DAY)
    drive.knows("agreement", to_facts(later))
    assert drafted(drive.session)["rung"] == "rung-1"
