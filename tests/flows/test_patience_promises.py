"""Promises: small, dated, one's own. Only the receiver marks one; the author hears it in plain words, later."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given

from flows.engine.effects import Say
from flows.engine.events import Chose, Edited, Reopened, Woke, Words
from flows.engine.refusal import Reason
from flows.promises import LEFT_OPEN, MARKS, author_of, due, promises
from tests.flows.drive import START, A, B, Drive
from tests.flows.patiences import SUNDAY, afterwards, at, passes, promised, promised_afterwards
from tests.flows.walk import Stir, bounded, stirs, walk

# Making one


def test_P1_a_promise_is_read_by_the_partner_with_its_date_once_it_is_sent() -> None:
    drive = at("promise_offer")
    drive.presses(A, "write")
    drive.says(A, "I will call")
    drive.proposes(A, SUNDAY)
    drive.presses(A, SUNDAY.isoformat())
    assert drive.read[B] == []
    shown = [drive.session.numbered(n) for n in drive.prompt(A).quotes]
    assert [answer.ask for answer in shown if answer] == ["promise", "promise_due"]
    drive.presses(A, "share")

    assert drive.read[B] == ["I will call"]
    assert drive.told(B) == ["patience-promise-carried"]
    assert [(record.name, record.facts, record.adds) for record in drive.kept] == [
        ("promises", {"by": "a", "due": SUNDAY.isoformat()}, True)
    ]


@pytest.mark.parametrize("written", [(), ("write",), ("write", "I will call")])
def test_nobody_has_to_promise_anything(written: tuple[str, ...]) -> None:
    drive = at("promise_offer")
    drive.presses(A, *written[:1])
    for text in written[1:]:
        drive.says(A, text)
    drive.presses(A, "rather_not" if written else "not_now")

    assert drive.state(A) == "promises_met"


def test_a_promise_can_be_kept_to_oneself_and_then_nobody_asks_about_it() -> None:
    drive = at("promise")
    drive.says(A, "I will call")
    drive.presses(A, drive.options(A)[0], "keep", "enough")

    assert list(promises(drive.session)) == []
    assert drive.read[B] == []
    assert drive.pending == []


def test_a_promise_cannot_be_changed_once_it_is_sent() -> None:
    drive = at("promise")
    n = promised(drive)

    assert drive.refused(Reopened(by=A, n=n)) is Reason.SEEN
    assert drive.refused(Reopened(by=A, n=drive.answer("promise_due", A).n)) is Reason.SEEN
    assert drive.refused(Edited(by=B, n=n, words=Words(text="more"))) is Reason.UNKNOWN


def test_a_promise_is_judged_by_the_words_that_its_author_has_sent_last() -> None:
    drive = promised_afterwards()
    (n,) = promises(drive.session)
    for text, send in (("I will phone at noon", True), ("I will write", True), ("I will not", False)):
        drive.edits(A, n, text)
        drive.amends(A, drive.session.answers[-1].n, send=send)
    drive.wakes("due")
    asked = drive.prompt(B).quotes
    assert drive.text(asked[0]) == "I will write"
    drive.presses(B, "not_kept", "tell")
    drive.wakes("news")

    assert (drive.said[-1].key, drive.said[-1].quotes) == ("patience-mark-not_kept", asked)


def test_any_number_of_promises_can_be_made() -> None:
    drive = at("promise")
    for _ in range(3):
        drive.says(A, "I will")
        drive.presses(A, drive.options(A)[0], "share", "another")

    assert len(list(promises(drive.session))) == 3


def test_the_proposed_days_are_evenings_on_ones_own_clock() -> None:
    drive = at("promise")
    drive.says(B, "I will call")

    assert drive.options(B) == (
        "2030-01-09T01:00:00+00:00",
        "2030-01-11T01:00:00+00:00",
        "2030-01-14T01:00:00+00:00",
        "2030-01-15T01:00:00+00:00",
        "2030-01-22T01:00:00+00:00",
        "rather_not",
    )


def test_the_date_is_asked_for_beneath_the_promise_and_can_be_another_one_before_it_is_sent() -> None:
    drive = at("promise")
    drive.says(A, "I will call")
    assert [drive.text(n) for n in drive.prompt(A).quotes] == ["I will call"]
    drive.presses(A, drive.options(A)[0], "other_day", drive.options(A)[1])
    assert drive.refused(Reopened(by=A, n=drive.answer("promise_due", A).n)) is Reason.UNKNOWN
    drive.presses(A, "share")

    (n,) = promises(drive.session)
    assert due(drive.session, n).isoformat() == drive.answer("promise_due", A).chosen[0]
    assert due(drive.session, n) - START > timedelta(days=2)


def test_a_question_that_is_asked_again_has_no_other_way_out_than_leaving_it_as_it_was() -> None:
    drive = at("promise")
    drive.says(A, "I will call")
    drive.reopens(A, drive.answer("promise", A).n)

    assert drive.options(A) == ("example", "leave")
    assert drive.refused(drive.chose(A, "rather_not")) is Reason.UNKNOWN


def test_a_day_that_went_by_before_it_was_sent_is_asked_for_once_more() -> None:
    drive = at("promise")
    drive.says(A, "I will call")
    drive.proposes(A, SUNDAY)
    drive.presses(A, SUNDAY.isoformat())
    drive.now = SUNDAY
    drive.presses(A, "share")

    assert drive.state(A) == "promise_due"
    assert (drive.told(A), drive.read[B]) == (["patience-promise-late"], [])


# After the talk


def test_a_promise_made_later_reaches_the_partner_outside_quiet_hours() -> None:
    drive = afterwards()
    drive.calls("opened", A)
    drive.presses(A, "promise")
    promised(drive)
    assert drive.read[B] == []
    (news,) = [wake for wake in drive.pending if wake.name == "news"]
    assert (news.by, news.at, news.gentle) == (B, drive.now, True)
    drive.wakes("news")

    assert drive.read[B] == ["I will call"]
    assert drive.state(B) == "kept"


def test_it_reaches_the_partner_also_where_a_question_was_left_unanswered() -> None:
    drive = afterwards()
    passes(drive, days=30)
    assert drive.states() == {"upkeep"}
    drive.presses(A, "skip", "promise")
    promised(drive, until=drive.now + timedelta(days=3))
    drive.wakes("news")

    assert drive.read[B] == ["I will call"]
    assert drive.state(B) == "upkeep"


def test_the_author_alone_is_reminded_the_day_before_in_neutral_words() -> None:
    drive = promised_afterwards()
    heard = len(drive.told(B))
    drive.wakes("eve")

    assert drive.now == SUNDAY - timedelta(days=1)
    assert drive.effects == (Say(to=A, key="patience-eve", until=SUNDAY),)
    assert len(drive.told(B)) == heard


def test_a_reminder_that_comes_too_late_says_nothing() -> None:
    drive = promised_afterwards()
    drive.now = SUNDAY + timedelta(hours=1)
    drive.wakes("eve")

    assert "patience-eve" not in drive.told(A)


def test_a_promise_for_today_has_no_reminder() -> None:
    drive = promised_afterwards(until=START + timedelta(hours=3))

    assert not any(wake.name == "eve" for wake in drive.pending)


def test_a_promise_for_tomorrow_is_not_recalled_the_moment_the_talk_ends() -> None:
    drive = at("promise")
    promised(drive, until=drive.now + timedelta(hours=23))
    drive.presses(B, "rather_not")
    drive.both("not_now")
    drive.both("leave_it")
    drive.both("together")
    drive.both("no")

    assert drive.session.aside
    assert "patience-eve" not in drive.told(A)


# Marking


def asked_about() -> Drive:
    """The day of A's promise has come, and B is asked."""
    drive = promised_afterwards()
    drive.wakes("due")
    return drive


def test_on_its_day_the_receiver_is_asked_privately_and_the_author_is_not() -> None:
    drive = asked_about()

    assert (drive.state(A), drive.state(B)) == ("kept", "mark")
    assert (drive.prompt(B).discreet, drive.prompt(B).quiet) == (True, True)
    assert drive.now == SUNDAY


@pytest.mark.parametrize("mark", MARKS)
def test_the_author_is_told_the_mark_outside_quiet_hours(mark: str) -> None:
    drive = asked_about()
    drive.presses(B, mark)
    assert not [wake for wake in drive.pending if (wake.by, wake.name) == (A, "news")]
    drive.presses(B, "tell")
    assert not any(say.key.startswith("patience-mark") for say in drive.said)
    drive.wakes("news")

    assert drive.told(A)[-1] == f"patience-mark-{mark}"
    assert (drive.state(A), drive.state(B)) == ("kept", "kept")


def test_what_was_pressed_by_mistake_can_be_chosen_again_before_anybody_is_told() -> None:
    drive = asked_about()
    drive.presses(B, "not_kept")
    assert [line.key for line in drive.prompt(B).lines] == ["patience-mark.not_kept"]
    drive.presses(B, "back", "kept", "tell")
    passes(drive, days=20)

    assert [key for key in drive.told(A) if key.startswith("patience-mark")] == ["patience-mark-kept"]


def test_a_mark_that_was_never_told_is_asked_for_once_more() -> None:
    drive = asked_about()
    drive.presses(B, "not_kept")
    drive.calls("opened", B)
    drive.presses(B, "close")

    assert drive.state(B) == "mark"


def test_a_promise_that_is_left_open_is_asked_about_no_more_and_nobody_is_told() -> None:
    drive = asked_about()
    told = (drive.told(A), drive.told(B))
    drive.presses(B, "open")
    passes(drive, days=20)

    assert (drive.told(A), drive.told(B)) == told
    assert (drive.state(A), drive.state(B)) == ("kept", "kept")


def test_later_asks_again_in_a_week_and_the_author_hears_nothing() -> None:
    drive = asked_about()
    told = drive.told(A)
    drive.presses(B, "later")
    assert drive.state(B) == "kept"

    assert drive.wakes("due") == timedelta(days=7)
    assert drive.state(B) == "mark"
    assert drive.told(A) == told


def test_a_question_that_came_at_a_bad_moment_waits_until_they_are_back() -> None:
    drive = promised_afterwards()
    drive.calls("opened", B)
    drive.presses(B, "promise")
    (due,) = [wake for wake in drive.pending if wake.name == "due"]
    drive.now = due.at
    drive.presses(B, "rather_not")

    assert drive.state(B) == "mark"


def test_promises_are_asked_about_one_by_one_the_earliest_first() -> None:
    drive = afterwards()
    for days, text in ((2, "first"), (3, "second")):
        drive.calls("opened", A)
        drive.presses(A, "promise")
        promised(drive, text=text, until=START + timedelta(days=days))
    passes(drive, days=4)
    first = drive.prompt(B).quotes
    drive.presses(B, "kept", "tell")

    assert drive.text(first[0]) == "first"
    assert drive.text(drive.prompt(B).quotes[0]) == "second"


def test_the_author_cannot_mark_a_promise() -> None:
    drive = asked_about()

    assert drive.refused(Chose(by=A, turn=drive.session.at(B).turn, option="kept")) is Reason.STALE
    assert drive.refused(drive.chose(A, "kept")) is Reason.NOT_YOURS


PROMISED = stirs(40, 90, more=("woke", "called"))


@bounded(30)
@given(walked=PROMISED)
def test_only_the_receiver_ever_marks_a_promise(walked: list[Stir]) -> None:
    drive = promised_afterwards()
    drive.calls("opened", B)
    drive.presses(B, "promise")
    promised(drive, B, until=SUNDAY + timedelta(days=1))
    for stride in walk(drive, walked):
        before, after = stride.before.memory, drive.session.memory
        for n in promises(drive.session):
            name = f"mark_{n}"
            if before.get(name) == after.get(name):
                continue
            assert stride.event.by is author_of(drive.session, n).other
            assert isinstance(stride.event, Chose)
            by = stride.event.by
            said = {"open": LEFT_OPEN, "tell": before.get(f"says_{by}")}
            assert after[name] == said[stride.event.option]
            assert stride.before.at(by).state == ("mark" if stride.event.option == "open" else "mark_sure")


def test_whoever_was_asked_already_is_told_what_is_new_and_asked_no_second_time() -> None:
    drive = asked_about()
    screen = drive.screens[B]
    drive.calls("opened", A)
    drive.presses(A, "promise")
    promised(drive, text="I will cook", until=drive.now + timedelta(days=3))
    drive.wakes("news")

    assert drive.told(B)[-1] == "patience-promise-carried"
    assert drive.screens[B] == screen


def test_P2_leaving_a_promise_open_makes_nothing_move_at_its_authors_end() -> None:
    drive = asked_about()
    drive.calls("opened", A)
    screen = drive.screens[A]
    drive.presses(B, "open")
    news = next(wake for wake in drive.pending if wake.name == "news")

    assert drive.refused(Woke(by=news.by, entered=news.entered, name=news.name)) is Reason.UNKNOWN
    assert drive.screens[A] == screen
