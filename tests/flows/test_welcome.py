"""The welcome, as one person goes through it: consent, the clock, safety, and with whom."""

from __future__ import annotations

import pytest

from flows.engine.effects import Close, Line, Report
from flows.engine.events import Chose
from flows.engine.refusal import Reason
from flows.safety_questions import SAFETY
from flows.welcome import FLOW
from tests.flows.drive import A, B, Drive

CALM = tuple(f"{question}:{answer}" for question, answer in SAFETY.items())


def begun(*, at: str | None = None, invited: bool = False, language: str = "en") -> Drive:
    return Drive(FLOW, at=at, memory={"invited": int(invited), "language": language})


def reported(drive: Drive) -> list[str]:
    assert all(report.by is A for report in drive.reports)
    return [report.name for report in drive.reports]


def test_the_defaults_are_one_press_each() -> None:
    drive = begun()
    drive.presses(A, "go_on", "go_on", "yes", "yes", "Europe/London", "usual", "few")

    assert drive.state(A) == "safety_intro"
    assert drive.settings == {"zone": "Europe/London", "quiet": "21:30-08:30", "nudges": "few"}
    assert reported(drive) == ["consented"]


@pytest.mark.parametrize("presses", [("go_on", "go_on", "no"), ("go_on", "go_on", "yes", "no")])
def test_whoever_is_no_adult_or_does_not_consent_leaves_before_anything_is_kept(presses: tuple[str, ...]) -> None:
    drive = begun()
    drive.presses(A, *presses)

    assert drive.session.ended == "declined"
    assert drive.session.answers == ()
    assert drive.settings == {}
    assert reported(drive) == ["declined"]


def test_the_language_changes_with_one_press_and_leads_back_to_the_beginning() -> None:
    drive = begun()
    drive.presses(A, "language", "es")

    assert drive.state(A) == "hello"
    assert drive.settings == {"language": "es"}
    drive.presses(A, "go_on", "go_on", "yes", "yes")
    assert "Europe/Madrid" in drive.options(A)


def test_a_typed_city_is_looked_up_and_offered() -> None:
    drive = begun(at="zone")
    assert drive.prompt(A).lines == ()
    drive.types(A, "Lisboa")

    assert drive.options(A) == ("Europe/Lisbon",)
    assert drive.prompt(A).lines == (Line(key="zones-found"),)
    drive.presses(A, "Europe/Lisbon")
    assert drive.settings == {"zone": "Europe/Lisbon"}


def test_an_unknown_city_changes_nothing() -> None:
    drive = begun(at="zone")
    offered = drive.options(A)

    assert drive.refused(drive.typed(A, "Xyzzyville")) is Reason.NOT_FOUND
    assert drive.options(A) == offered


def test_words_where_a_button_is_asked_for_get_a_kind_answer() -> None:
    drive = begun()

    assert drive.refused(drive.typed(A, "hello?")) is Reason.PRESS_ONE


def test_a_zone_that_was_not_offered_cannot_be_pressed() -> None:
    drive = begun(at="zone")

    assert drive.refused(drive.chose(A, "Mars/Olympus")) is Reason.UNKNOWN


def test_six_calm_answers_lead_to_with_whom() -> None:
    drive = begun(at="safety")
    drive.presses(A, *CALM)

    assert drive.state(A) == "whom"
    assert reported(drive) == []


def test_each_calm_answer_shows_the_next_question_in_the_same_message() -> None:
    drive = begun(at="safety")
    asked = []
    for press in CALM[:-1]:
        drive.presses(A, press)
        asked.append(drive.screens[A].question)
        assert drive.screens[A].turn == 0

    assert asked == list(SAFETY)[1:]


def test_the_message_of_the_safety_questions_is_veiled_when_they_are_over() -> None:
    drive = begun(at="safety")
    drive.presses(A, *CALM)

    closes = [effect for effect in drive.effects if isinstance(effect, Close)]
    assert closes == [Close(to=A, turn=0, ask="safety", veiled=True)]


def test_a_press_on_a_question_that_is_over_changes_nothing() -> None:
    drive = begun(at="safety")
    late = Chose(by=A, turn=0, option=CALM[0])
    drive.presses(A, *CALM)

    assert drive.refused(late) is Reason.STALE


@pytest.mark.parametrize("question", SAFETY)
def test_a_worrying_answer_leads_to_care_and_to_the_path_for_one(question: str) -> None:
    drive = begun(at="safety", invited=True)
    before = list(SAFETY).index(question)
    drive.presses(A, *CALM[:before], f"{question}:rather_not")

    assert drive.state(A) == "care"
    assert reported(drive) == ["safety"]
    drive.presses(A, "go_on")
    assert drive.session.ended == "solo"
    assert drive.settings == {"track": "solo"}
    assert reported(drive) == ["safety"]


def test_skipping_the_safety_questions_ends_like_a_worrying_answer() -> None:
    skipped, worried = begun(at="safety_intro"), begun(at="safety_intro")
    skipped.presses(A, "skip")
    worried.presses(A, "go_on", "afraid:yes")

    assert (skipped.state(A), reported(skipped)) == (worried.state(A), reported(worried))


def test_with_my_partner_asks_for_an_invitation() -> None:
    drive = begun(at="whom")
    drive.presses(A, "partner")

    assert (drive.session.ended, drive.settings, reported(drive)) == ("joint", {"track": "joint"}, ["invite"])


def test_on_my_own_is_a_path_too() -> None:
    drive = begun(at="whom")
    drive.presses(A, "alone")

    assert (drive.session.ended, drive.settings, drive.told(A)) == ("solo", {"track": "solo"}, ["welcome-solo"])


@pytest.mark.parametrize(("option", "ended", "report"), [("join", "joint", "join"), ("decline", "solo", "decline")])
def test_whoever_was_invited_is_asked_whether_to_join(option: str, ended: str, report: str) -> None:
    drive = begun(at="safety", invited=True)
    drive.presses(A, *CALM, option)

    assert drive.session.ended == ended
    assert drive.reports == [Report(name=report, by=A)]


@pytest.mark.parametrize(
    ("option", "ended", "report"), [("go_on", "joint", "new_account"), ("decline", "solo", "decline")]
)
def test_whoever_followed_a_link_for_a_new_account_is_asked_whether_it_is_theirs(
    option: str, ended: str, report: str
) -> None:
    drive = Drive(FLOW, at="safety", memory={"new_account": 1})
    drive.presses(A, *CALM)
    assert drive.state(A) == "new_account"
    drive.presses(A, option)

    assert drive.session.ended == ended
    assert drive.reports == [Report(name=report, by=A)]


def test_a_worrying_answer_after_a_link_for_a_new_account_leads_to_care_too() -> None:
    drive = Drive(FLOW, at="safety", memory={"new_account": 1})
    drive.presses(A, "afraid:yes", "go_on")

    assert (drive.session.ended, reported(drive)) == ("solo", ["safety"])


def test_the_welcome_has_only_one_person() -> None:
    drive = begun()

    assert drive.session.members == (A,)
    assert drive.refused(Chose(by=B, turn=0, option="go_on")) is Reason.NOT_YOURS


def test_nothing_follows_after_the_end() -> None:
    drive = begun(at="whom")
    drive.presses(A, "alone")

    assert drive.refused(drive.chose(A, "partner")) is Reason.STALE
