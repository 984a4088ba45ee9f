"""Appreciation to give later: written, read back and deleted by one person alone."""

from __future__ import annotations

from flows.engine.frozen import replace
from flows.engine.refusal import Reason
from flows.engine.session import Seen
from flows.own_appreciation import FLOW
from tests.flows.drive import A, B, Drive


def with_notes(*texts: str) -> Drive:
    drive = Drive(FLOW)
    for text in texts:
        drive.presses(A, "write")
        drive.says(A, text)
    return drive


def test_there_is_nothing_to_read_before_the_first_note() -> None:
    assert with_notes().options(A) == ("write", "close")
    assert with_notes("tea").options(A) == ("write", "read", "close")


def test_notes_are_read_back_from_the_newest() -> None:
    drive = with_notes("tea", "the call", "the walk")
    drive.presses(A, "read", "older", "older")
    assert drive.read[A] == ["the walk", "the call", "tea"]
    assert drive.options(A) == ("newer", "delete", "close")
    drive.presses(A, "newer")

    assert drive.read[A][-1] == "the call"


def test_a_deleted_note_is_gone_and_the_others_stay() -> None:
    drive = with_notes("tea", "the call", "the walk")
    drive.presses(A, "read", "older", "delete", "delete")

    assert sorted(drive.text(n) for n in drive.words) == ["tea", "the walk"]
    assert drive.state(A) == "read"
    assert drive.read[A][-1] == "tea"


def test_after_the_last_one_there_is_nothing_left_to_read() -> None:
    drive = with_notes("tea")
    drive.presses(A, "read", "delete", "delete")

    assert drive.words == {}
    assert drive.options(A) == ("write", "close")


def test_nothing_is_deleted_by_one_press() -> None:
    drive = with_notes("tea")
    drive.presses(A, "read", "delete", "keep")

    assert drive.read[A] == ["tea", "tea", "tea"]
    assert drive.state(A) == "read"


def test_it_is_closed_and_opened_again_with_all_that_was_there() -> None:
    drive = with_notes("tea")
    drive.presses(A, "close")
    drive.calls("opened")
    drive.presses(A, "read")

    assert drive.read[A] == ["tea"]


def test_a_note_can_be_edited_later() -> None:
    drive = with_notes("tea")
    drive.edits(A, drive.answer("note", A).n, "tea and toast")
    drive.presses(A, "read")

    assert drive.read[A] == ["tea and toast"]


def test_a_note_that_is_too_long_for_an_appreciation_is_not_taken() -> None:
    drive = with_notes()
    drive.presses(A, "write")

    assert drive.refused(drive.typed(A, "w" * 1801)) is Reason.TOO_LONG


# Giving one, once there is somebody


def with_partner(*texts: str) -> Drive:
    drive = with_notes(*texts)
    drive.knows("partner", {"couple": 1})
    return drive


def test_a_note_can_be_given_only_where_there_is_somebody() -> None:
    alone, together = with_notes("tea"), with_partner("tea")
    for drive in (alone, together):
        drive.presses(A, "read")

    assert "share" not in alone.options(A)
    assert "share" in together.options(A)


def test_P1_a_note_is_given_by_its_authors_press_on_it_after_they_saw_it() -> None:
    drive = with_partner("tea", "the call")
    drive.presses(A, "read", "older", "share")
    assert drive.read[B] == []
    assert drive.read[A][-1] == "tea"
    drive.presses(A, "send")

    assert [say.quotes for say in drive.said if say.to is B] == [(drive.session.answers[0].n,)]
    assert "share" not in drive.options(A)


def test_P1_whoever_thinks_again_keeps_it() -> None:
    drive = with_partner("tea")
    drive.presses(A, "read", "share", "keep")

    assert not [say for say in drive.said if say.to is B]
    assert "share" in drive.options(A)


def test_nothing_is_sent_where_the_partner_has_gone_meanwhile() -> None:
    drive = with_partner("tea")
    drive.presses(A, "read", "share")
    drive.session = replace(drive.session, known={})
    drive.presses(A, "send")

    assert drive.told(A) == ["own_appreciation-nobody"]
    assert drive.answer("note", A).seen is Seen.PRIVATE
