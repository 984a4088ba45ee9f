"""Appreciation at any time: what is sent goes on its way, arrives, is taken in, and can be reread in the jar."""

from __future__ import annotations

from datetime import timedelta

import pytest

from flows.appreciate import FLOW, PAGE
from flows.engine.effects import Say, Wake
from flows.engine.events import Woke
from flows.engine.refusal import Reason
from flows.engine.session import Partner
from tests.flows.appreciations import beside, given_beside, gives
from tests.flows.drive import START, A, B, Drive


def entries(count: int) -> dict[str, object]:
    return {"all": [{"by": "ab"[n % 2], "at": (START + timedelta(days=n)).isoformat()} for n in range(count)]}


def arrived(drive: Drive, by: Partner = A, text: str = "you made tea") -> None:
    """``by`` has sent an appreciation, and it has arrived."""
    given_beside(drive, by, text)
    drive.wakes("arrive")


def last_page(drive: Drive) -> tuple[int, ...]:
    page = next(say for say in reversed(drive.said) if say.key == "appreciate-page")
    assert {name for name, _ in page.entries} == {"jar"}
    return tuple(n for _, n in page.entries)


# Giving


def test_opening_it_concerns_only_whoever_opened_it() -> None:
    drive = beside()
    drive.calls("opened", A)

    assert (drive.state(A), drive.state(B)) == ("choose", "home")
    assert {effect.to for effect in drive.effects if hasattr(effect, "to")} == {A}


def test_what_was_sent_is_on_its_way_until_a_good_moment() -> None:
    drive = beside()
    given_beside(drive, A, "you made tea", "you are kind")

    assert [effect.gentle for effect in drive.effects if isinstance(effect, Wake)] == [True]
    assert (drive.read[B], drive.kept, drive.told(A)) == ([], [], ["appreciate-sent"])
    drive.wakes("arrive")
    assert drive.read[B] == ["you made tea", "you are kind"]
    assert drive.state(B) == "take"
    assert [record.facts["by"] for record in drive.kept] == ["a"]


def test_P1_until_it_has_arrived_its_author_can_take_it_back_and_it_reaches_nobody() -> None:
    drive = beside()
    drive.calls("opened", B)
    given_beside(drive, A, "you made tea", "you are kind")
    drive.calls("opened", A)
    drive.presses(A, "take_back")
    arrive = next(wake for wake in drive.pending if wake.name == "arrive")

    assert drive.told(A)[-1] == "appreciate-taken_back"
    assert drive.read[A][-2:] == ["you made tea", "you are kind"]
    assert drive.options(A) == ("write", "close")
    assert drive.refused(Woke(by=B, entered=arrive.entered, name="arrive")) is Reason.UNKNOWN
    assert (drive.state(B), drive.read[B], drive.kept, drive.told(B)) == ("choose", [], [], [])


def test_of_several_the_newest_is_taken_back_first_and_what_has_arrived_is_not() -> None:
    drive = beside()
    for text in ("you called", "you made tea"):
        given_beside(drive, A, text)
    drive.calls("opened", A)
    drive.presses(A, "take_back")
    assert drive.read[A][-1] == "you made tea"
    drive.wakes("arrive")

    assert drive.read[B] == ["you called"]
    assert drive.options(A) == ("write", "jar", "close")


@pytest.mark.parametrize("state", ["choose", "jar", "take"])
def test_it_arrives_wherever_its_reader_has_left_something_open(state: str) -> None:
    drive = Drive(FLOW, at=state, known={"jar": entries(1)})
    drive.presses(A, drive.options(A)[-1])
    given_beside(drive, A, "you made tea")
    drive.wakes("arrive")

    assert drive.read[B] == ["you made tea"]


def test_it_does_not_interrupt_whoever_is_writing_and_comes_when_they_are_done() -> None:
    drive = beside()
    drive.calls("opened", B)
    drive.presses(B, "write")
    drive.says(B, "you called")
    given_beside(drive, A, "you made tea")
    arrive = next(wake for wake in drive.pending if wake.name == "arrive")

    assert drive.read[B] == []
    assert arrive.by is B
    drive.presses(B, "skip", "skip", "send")
    assert drive.read[B][-1] == "you made tea"
    assert drive.state(B) == "take"


def test_whoever_leaves_their_writing_alone_for_two_days_is_brought_home() -> None:
    drive = beside()
    drive.calls("opened", B)
    drive.presses(B, "write")
    given_beside(drive, A, "you made tea")

    assert drive.wakes("left_alone") == timedelta(days=2)
    assert drive.read[B] == ["you made tea"]


def test_a_draft_that_was_left_alone_stays_with_its_author() -> None:
    drive = beside()
    arrived(drive)
    drive.presses(B, "ask")
    drive.says(B, "when?")
    drive.wakes("left_alone")

    assert drive.state(B) == "home"
    assert drive.read[A] == ["you made tea"]
    assert "when?" in [drive.text(n) for n in drive.words]


@pytest.mark.parametrize("last", ["leave_it", "keep"])
def test_P1_what_is_not_sent_reaches_nobody(last: str) -> None:
    drive = beside()
    drive.calls("opened", A)
    drive.presses(A, "write")
    if last == "keep":
        drive.says(A, "you made tea")
        drive.presses(A, "skip", "skip")
    drive.presses(A, last)

    assert (drive.states(), drive.read[B], drive.kept) == ({"home"}, [], [])


def test_a_second_one_is_made_of_its_own_words_only() -> None:
    drive = beside()
    given_beside(drive, A, "you made tea", "you are kind", "rest")
    drive.wakes("arrive")
    drive.presses(B, "thanks")
    drive.read[B].clear()
    arrived(drive, A, "you called")

    assert drive.read[B] == ["you called"]


def test_several_arrive_one_after_the_other() -> None:
    drive = beside()
    given_beside(drive, A, "you made tea")
    given_beside(drive, A, "you called")
    drive.wakes("arrive")
    assert drive.read[B] == ["you made tea"]
    drive.presses(B, "thanks")

    assert drive.read[B] == ["you made tea", "you called"]
    assert len(drive.kept) == 2


def test_one_that_is_left_without_an_answer_keeps_none_back() -> None:
    drive = beside()
    given_beside(drive, A, "you made tea")
    given_beside(drive, A, "you called")
    drive.wakes("arrive")
    drive.wakes("arrive")

    assert drive.read[B] == ["you made tea", "you called"]


# Taking it in


@pytest.mark.parametrize("option", ["thanks", "keep"])
def test_its_author_is_told_that_it_was_taken_in(option: str) -> None:
    drive = beside()
    arrived(drive)
    drive.presses(B, option)

    assert Say(to=A, key=f"appreciate-take-{option}") in drive.effects
    assert drive.states() == {"home"}


def test_a_question_is_asked_and_answered() -> None:
    drive = beside()
    arrived(drive)
    drive.presses(B, "ask")
    drive.sends(B, "when was that?")
    assert drive.read[A][-1] == "when was that?"
    drive.wakes("arrive")
    assert drive.state(A) == "answer"
    drive.sends(A, "on Sunday")

    assert drive.read[B][-1] == "on Sunday"
    assert drive.states() == {"home"}


@pytest.mark.parametrize("how", ["skip", "left alone"])
def test_a_question_that_is_not_answered_does_not_come_back(how: str) -> None:
    drive = beside()
    arrived(drive)
    drive.presses(B, "ask")
    drive.sends(B, "when was that?")
    drive.wakes("arrive")
    if how == "skip":
        drive.presses(A, "skip")
    else:
        drive.wakes("left_alone")
    drive.calls("opened", A)

    assert drive.state(A) == "choose"


def test_a_question_waits_while_its_reader_has_something_else_to_take_in() -> None:
    drive = beside()
    arrived(drive)
    drive.presses(B, "ask")
    given_beside(drive, A, "you called")
    given_beside_by_b = "when was that?"
    drive.sends(B, given_beside_by_b)

    assert drive.state(B) == "take"  # the second one, which had waited for the question
    drive.calls("opened", A)
    assert drive.state(A) == "answer"


# The jar


def test_the_jar_opens_once_there_is_something_in_it() -> None:
    drive = beside()
    drive.calls("opened", A)
    assert drive.options(A) == ("write", "close")
    drive.presses(A, "write")
    gives(drive, A, "you made tea")
    drive.wakes("arrive")
    drive.calls("opened", A)

    assert drive.options(A) == ("write", "jar", "close")
    drive.presses(A, "jar")
    assert last_page(drive) == (0,)


def test_the_jar_is_read_page_by_page_from_the_newest() -> None:
    drive = Drive(FLOW, known={"jar": entries(2 * PAGE + 1)})
    drive.calls("opened", A)
    drive.presses(A, "jar")
    assert (last_page(drive), drive.options(A)) == ((4, 5, 6), ("older", "paper", "close"))
    drive.presses(A, "older")
    assert (last_page(drive), drive.options(A)) == ((1, 2, 3), ("older", "newer", "paper", "close"))
    drive.presses(A, "older")
    assert (last_page(drive), drive.options(A)) == ((0,), ("newer", "paper", "close"))
    drive.presses(A, "newer", "newer", "close")

    assert drive.states() == {"home"}
    assert {say.to for say in drive.said} == {A}


def test_all_of_the_jar_is_given_as_a_file_to_whoever_asks_for_it() -> None:
    drive = Drive(FLOW, known={"jar": entries(2 * PAGE)})
    drive.calls("opened", A)
    drive.presses(A, "jar", "paper")

    assert [(one.to, one.form, one.records) for one in drive.printed] == [(A, "pdf", ("jar",))]
    assert drive.state(A) == "jar"


def test_each_turns_their_own_pages() -> None:
    drive = Drive(FLOW, known={"jar": entries(2 * PAGE)})
    for by in (A, B):
        drive.calls("opened", by)
        drive.presses(by, "jar")
    drive.presses(A, "older")

    assert drive.options(B) == ("older", "paper", "close")
