"""Boundaries of one's own, as one person alone goes through them."""

from __future__ import annotations

from hypothesis import given

from flows.boundary_items import ITEMS, UNTICKED
from flows.own_boundaries import FLOW
from tests.flows.drive import START, A, Drive
from tests.flows.walk import Stir, bounded, stirs, walk


def kept(*ticks: str) -> Drive:
    drive = Drive(FLOW)
    drive.ticks(A, *ticks)
    drive.presses(A, "rung-1", "month")
    drive.says(A, "not after ten")
    drive.presses(A, "skip", "skip")
    assert drive.state(A) == "closed"
    return drive


def test_one_fills_in_the_same_worksheet_alone_and_it_is_kept() -> None:
    record = kept("guests:no").kept[-1]

    assert record.name == "own_boundaries"
    assert record.facts == {
        "rung": 1,
        "wait": "month",
        "items": {**dict.fromkeys(ITEMS, UNTICKED), "guests": "no"},
        "kept": START.isoformat(),
    }
    assert len([line for line in record.lines if line.key == "boundary_items-line"]) == len(ITEMS)


def test_it_can_be_looked_at_any_day() -> None:
    drive = kept()
    drive.calls("opened", A)
    drive.presses(A, "all", "pdf", "close")

    assert drive.told(A)[-1] == "own_boundaries-all"
    assert [(it.to, it.form) for it in drive.printed] == [(A, "pdf")]
    assert drive.state(A) == "closed"


def test_one_part_can_be_changed_and_the_rest_stays() -> None:
    drive = kept("guests:no")
    drive.calls("opened", A)
    drive.presses(A, "worksheet")
    drive.ticks(A, "same_bed:no")
    assert drive.state(A) == "closed"
    drive.calls("opened", A)
    drive.presses(A, "ladder", "rung-0")
    drive.calls("opened", A)
    drive.presses(A, "waiting", "none")

    facts = drive.kept[-1].facts
    assert (facts["rung"], facts["wait"]) == (0, "none")
    assert (facts["items"]["guests"], facts["items"]["same_bed"]) == ("no", "no")


def test_what_is_ticked_anew_stays_ticked_though_the_page_is_opened_meanwhile() -> None:
    drive = kept("guests:no")
    drive.calls("opened", A)
    drive.reopens(A, drive.answer("worksheet", A).n)
    drive.apply(drive.ticked(A, "same_bed:no"))
    drive.calls("opened", A)
    drive.presses(A, "done")

    assert "same_bed:no" in drive.answer("worksheet", A).chosen
    assert drive.state(A) == "home"


def test_one_sentence_can_be_changed_and_the_others_stay() -> None:
    drive = kept()
    drive.calls("opened", A)
    drive.presses(A, "welcome")
    drive.says(A, "an evening without phones")
    drive.presses(A, "off_limits", "leave", "crossed", "skip", "close")

    assert [drive.text(n) for n in drive.kept[-1].quotes] == ["not after ten", "an evening without phones"]
    assert drive.state(A) == "closed"


def test_an_answer_that_was_changed_on_its_own_message_is_kept_when_it_is_opened_next() -> None:
    drive = kept()
    drive.reopens(A, drive.answer("ladder", A).n)
    drive.presses(A, "rung-3")
    drive.calls("opened", A)

    assert drive.kept[-1].facts["rung"] == 3


@bounded(15)
@given(stirs=stirs(more=("reopened", "edited", "called")))
def test_F1_from_every_session_one_can_go_on(stirs: list[Stir]) -> None:
    for _ in walk(Drive(FLOW), stirs):
        pass  # Drive checks it after every step
