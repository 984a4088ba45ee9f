"""A plan for hard days, of one person alone: written, read back, changed on any day, deleted."""

from __future__ import annotations

import pytest

from flows.engine.events import Reopened
from flows.engine.refusal import Reason
from flows.engine.session import Seen
from flows.own_plan import FLOW, PARTS
from tests.flows.drive import A, B, Drive


def written() -> Drive:
    drive = Drive(FLOW)
    for part in PARTS:
        drive.says(A, f"my {part}")
    return drive


def test_four_short_questions_and_then_it_is_read_back() -> None:
    drive = written()

    assert drive.state(A) == "plan"
    assert drive.read[A] == [f"my {part}" for part in PARTS]


def test_any_part_can_be_left_empty() -> None:
    drive = Drive(FLOW)
    drive.presses(A, "skip", "skip", "skip", "skip")

    assert drive.prompt(A).quotes == ()


@pytest.mark.parametrize("answered", range(len(PARTS)))
def test_F1_it_can_be_left_at_any_part_with_what_is_written_and_gone_on_with_later(answered: int) -> None:
    drive = Drive(FLOW)
    for part in PARTS[:answered]:
        drive.says(A, f"my {part}")
    drive.presses(A, "not_now")
    assert drive.state(A) == "kept"
    assert drive.told(A)[-1] == ("own_plan-kept" if answered else "own_plan-not_now")
    assert [len(record.quotes) for record in drive.kept] == ([answered] if answered else [])
    drive.calls("opened")
    for part in PARTS[answered:]:
        drive.presses(A, part)
        drive.says(A, f"my {part}")
    drive.presses(A, "done")

    assert drive.read[A][-4:] == [f"my {part}" for part in PARTS]
    assert len(drive.kept[-1].quotes) == len(PARTS)


def test_it_is_kept_with_what_is_written_and_can_be_read_again_on_any_day() -> None:
    drive = written()
    drive.presses(A, "done")
    assert [(record.name, len(record.quotes)) for record in drive.kept] == [("own_plan", 4)]
    assert drive.state(A) == "kept"
    drive.calls("opened")

    assert drive.state(A) == "plan"
    assert drive.read[A][-4:] == [f"my {part}" for part in PARTS]


@pytest.mark.parametrize("part", PARTS)
def test_each_part_can_be_changed_and_the_old_words_are_gone(part: str) -> None:
    drive = written()
    n = drive.answer(part, A).n
    drive.presses(A, part)
    assert drive.prompt(A).kind == "again"
    drive.says(A, "other words")

    assert drive.text(n) == "other words"
    assert f"my {part}" not in [drive.text(number) for number in drive.words]
    assert drive.state(A) == "plan"
    drive.presses(A, "done")
    assert n in drive.kept[-1].quotes


def test_a_part_that_was_opened_may_stay_as_it_was_or_become_empty() -> None:
    drive = written()
    drive.presses(A, "call", "leave")
    assert drive.text(drive.answer("call", A).n) == "my call"
    drive.presses(A, "call", "skip")

    assert len(drive.prompt(A).quotes) == 3


def test_an_empty_part_can_be_written_later() -> None:
    drive = Drive(FLOW)
    drive.presses(A, "skip", "skip", "skip", "skip", "calms")
    drive.says(A, "a warm shower")

    assert drive.read[A] == ["a warm shower"]


def test_calling_it_shows_the_open_question_again() -> None:
    drive = Drive(FLOW)
    drive.says(A, "my triggers")
    drive.calls("opened")

    assert drive.state(A) == "if_then"


def test_deleting_asks_once_and_leaves_nothing() -> None:
    drive = written()
    drive.presses(A, "delete", "keep")
    assert drive.state(A) == "plan"
    drive.presses(A, "done")
    drive.calls("opened")
    drive.presses(A, "delete", "delete")

    assert drive.session.ended == "deleted"
    assert drive.words == {}
    assert (drive.kept[-1].facts, drive.kept[-1].quotes) == ({}, ())
    assert drive.refused(Reopened(by=A, n=1)) is Reason.STALE


def test_no_prompt_knows_of_a_partner() -> None:
    assert not FLOW.pair
    assert FLOW.reads == ("partner",)  # only to know whether there is somebody to show it to


def with_partner() -> Drive:
    drive = written()
    drive.knows("partner", {"couple": 7})
    return drive


def test_P1_the_plan_reaches_a_partner_only_by_the_press_under_it() -> None:
    drive = with_partner()
    drive.presses(A, "share")
    assert drive.told(B) == []
    assert drive.prompt(A).quotes == tuple(drive.answer(part, A).n for part in PARTS)
    drive.presses(A, "send")

    assert drive.told(B) == ["own_plan-shared"]
    assert drive.read[B] == [f"my {part}" for part in PARTS]


def test_P1_a_plan_opened_for_one_partner_does_not_reach_the_next_one() -> None:
    drive = with_partner()
    drive.presses(A, "share")
    drive.knows("partner", {"couple": 8})
    drive.presses(A, "send")

    assert drive.told(B) == []
    assert drive.told(A) == ["own_plan-nobody"]


def test_without_a_partner_the_plan_is_not_offered_to_be_shown() -> None:
    assert "share" not in written().options(A)


def test_P1_what_is_changed_after_it_was_shown_stays_with_its_author() -> None:
    drive = with_partner()
    drive.presses(A, "share", "send", "call")
    drive.says(A, "my brother")

    assert drive.answer("call", A).seen is Seen.PRIVATE
    assert "my brother" not in drive.read[B]
