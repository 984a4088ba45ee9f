"""Reflections: written alone, read back page by page, deleted, and shared only by their author's own press."""

from __future__ import annotations

from datetime import timedelta

import pytest

from flows.engine.effects import Forget, Line, Say
from flows.engine.frozen import replace
from flows.engine.refusal import Reason, Refused
from flows.engine.session import Facts, Partner, Seen
from flows.reflection import FLOW, QUESTIONS
from flows.weekly import A_WEEK
from tests.flows.drive import A, B, Drive

PARTNER = {"partner": {"couple": 1}}


def opened(**known: Facts) -> Drive:
    drive = Drive(FLOW, known=known)
    drive.calls("opened")
    return drive


def written(*texts: str, **known: Facts) -> Drive:
    drive = opened(**known)
    for text in texts:
        drive.presses(A, "free")
        drive.says(A, text)
        drive.calls("opened")
    return drive


def read(drive: Drive) -> list[str]:
    return [drive.text(n) for n in drive.prompt(A).quotes]


def test_the_question_fits_the_step_and_another_one_is_one_press_away() -> None:
    drive = opened(way={"step": "boundaries"})
    drive.presses(A, "think")
    seen = [drive.prompt(A).lines[0].key]
    for _ in QUESTIONS["boundaries"][1:]:
        drive.presses(A, "another")
        seen.append(drive.prompt(A).lines[0].key)

    assert sorted(seen) == sorted(f"reflection-questions-{name}" for name in QUESTIONS["boundaries"])


def test_an_answer_is_changed_under_the_question_that_it_answers() -> None:
    drive = opened(way={"step": "boundaries"})
    drive.presses(A, "think")
    asked = drive.prompt(A).lines
    drive.says(A, "first")
    drive.calls("opened")
    drive.presses(A, "think", "another")
    drive.reopens(A, drive.answer("think", A).n)

    assert drive.prompt(A).lines == asked
    drive.says(A, "better")
    assert drive.prompt(A).lines != asked


def test_pages_are_read_back_from_the_newest_and_turned_over() -> None:
    drive = written("one", "two", "three")
    drive.presses(A, "read")
    pages = [read(drive)]
    for way in ("older", "older", "newer"):
        drive.presses(A, way)
        pages.append(read(drive))

    assert pages == [["three"], ["two"], ["one"], ["two"]]


def test_the_outside_view_is_one_page_and_its_seven_minutes_are_told() -> None:
    drive = opened()
    drive.presses(A, "outside")
    drive.says(A, "two tired people")
    assert [wake.gentle for wake in drive.pending] == [False]  # it is now that they wait for it
    assert drive.wakes("seven").total_seconds() == 420
    assert drive.told(A)[-1] == "reflection-seven"
    drive.presses(A, "skip")
    drive.says(A, "breathe")
    drive.calls("opened")
    drive.presses(A, "read")

    page = drive.session.numbered(drive.prompt(A).quotes[0])
    assert page is not None
    assert [drive.text(n) for n in page.parts] == ["two tired people", "breathe"]


def test_the_minutes_of_an_outside_view_are_not_those_of_the_one_before_it() -> None:
    drive = opened()
    drive.presses(A, "outside", "skip", "skip", "skip")
    drive.now += timedelta(minutes=5)
    drive.calls("opened")
    drive.presses(A, "outside")

    early, due = drive.pending
    with pytest.raises(Refused):
        drive.comes(early)
    assert "reflection-seven" not in drive.told(A)
    drive.comes(due)
    assert drive.told(A)[-1] == "reflection-seven"


def test_P1_a_page_reaches_the_partner_only_by_the_press_that_sends_this_very_page() -> None:
    drive = written("one", "two", **PARTNER)
    drive.presses(A, "read", "older", "share")
    assert drive.told(B) == []
    drive.presses(A, "send")

    said = drive.said[0]
    assert (said.to, [drive.text(n) for n in said.quotes]) == (B, ["one"])
    assert [(drive.text(one.n), one.seen) for one in drive.session.answers] == [
        ("one", Seen.SHARED),
        ("two", Seen.PRIVATE),
    ]


def test_P1_a_page_can_be_kept_at_the_last_moment() -> None:
    drive = written("one", **PARTNER)
    drive.presses(A, "read", "share", "keep")

    assert drive.told(B) == []
    assert {one.seen for one in drive.session.answers} == {Seen.PRIVATE}


def test_P1_a_page_that_was_sent_is_called_only_its_authors_no_more() -> None:
    drive = written("one", "two", **PARTNER)
    drive.presses(A, "read")
    lines = [drive.prompt(A).lines]
    drive.presses(A, "share", "send")
    lines.append(drive.prompt(A).lines)
    drive.presses(A, "delete")
    lines.append(drive.prompt(A).lines)
    drive.presses(A, "keep", "older", "delete")
    lines.append(drive.prompt(A).lines)

    private, sent, stays = (Line(key=f"reflection-{key}") for key in ("seen.private", "seen.sent", "delete.sent"))
    assert lines == [(private,), (sent,), (stays,), ()]


def test_where_there_is_no_partner_nothing_is_offered_to_be_shared() -> None:
    drive = written("one")
    drive.presses(A, "read")

    assert drive.options(A) == ("delete", "done")
    assert drive.refused(drive.chose(A, "share")) is Reason.UNKNOWN


def test_a_partner_who_is_gone_meanwhile_gets_nothing() -> None:
    drive = written("one", **PARTNER)
    drive.presses(A, "read", "share")
    drive.session = replace(drive.session, known={})
    drive.presses(A, "send")

    assert [say.key for say in drive.said] == ["reflection-nobody"]
    assert {one.seen for one in drive.session.answers} == {Seen.PRIVATE}


def test_a_deleted_page_is_gone_with_its_words() -> None:
    drive = written("one", "two")
    drive.presses(A, "read", "delete", "delete")

    assert any(isinstance(effect, Forget) for effect in drive.effects)
    assert [drive.text(n) for n in drive.words] == ["one"]
    drive.presses(A, "delete", "delete")
    assert drive.words == {}
    assert drive.state(A) == "choose"
    assert "read" not in drive.options(A)


def test_the_weekly_reminder_comes_a_week_after_the_last_page_and_only_if_wanted() -> None:
    drive = opened()
    drive.presses(A, "weekly", "close")
    assert drive.wakes("week") == A_WEEK
    assert drive.said == [Say(to=Partner.A, key="reflection-invitation")]
    drive.calls("opened")
    drive.presses(A, "not_weekly", "close")

    assert [wake for wake in drive.pending if drive.is_live(wake)] == []


def goes_on(drive: Drive, onto: int) -> None:
    drive.apply(replace(drive.typed(A, f"more of {onto}"), onto=onto))


def test_what_is_written_right_after_a_page_is_more_of_it() -> None:
    drive = opened()
    drive.presses(A, "free")
    drive.says(A, "one")
    goes_on(drive, 1)
    goes_on(drive, 2)
    assert drive.told(A)[-1] == "engine-added"
    drive.calls("opened")
    drive.presses(A, "read")

    assert drive.read[A][-3:] == ["one", "more of 1", "more of 2"]
    assert drive.options(A) == ("delete", "done")
    drive.presses(A, "delete", "delete")
    assert (drive.session.answers, drive.words) == ((), {})


def test_P1_nothing_is_added_to_a_page_that_was_shown_or_is_gone() -> None:
    drive = written("one", "two", **PARTNER)
    drive.presses(A, "read", "share", "send", "older", "delete", "delete", "done")

    for onto in (1, 2, 3):
        with pytest.raises(Refused, match=Reason.NO_QUESTION):
            goes_on(drive, onto)
