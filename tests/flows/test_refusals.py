"""F2: whatever cannot be done here and now says why, in the reason that the shell has a kind line for."""

from __future__ import annotations

from datetime import timedelta

import pytest

from flows.engine.events import Amended, Called, Chose, Edited, Event, Reopened, Said, Ticked, Withdrew, Woke, Words
from flows.engine.frozen import replace
from flows.engine.refusal import Reason
from flows.engine.script import EACH, SPEAKER, Ask, End, Expects, Flow, Hold, Meet, Move, Palette, Pick, Scale, When
from flows.engine.script import Words as AskedWords
from flows.engine.session import Partner, Seen
from tests.flows.drive import START, A, B, Drive

SOON, LATE = START + timedelta(hours=2), START - timedelta(hours=2)
PICK = Pick(offer=lambda _: ("Quito",), find=lambda text: ("Lima",) if text == "lim" else ())
WHEN = When(offer=lambda _, __: (SOON, LATE))
PALETTE = Palette(deck="d", items=("a", "b", "c"), at_least=1, at_most=2)


def asking(expects: Expects, seen: Seen = Seen.SEALED) -> Drive:
    ask = Ask("q", of=EACH, seen=seen, expects=expects)
    on = {Pick: "picked", When: "picked", Palette: "ticked", Scale: "rated"}.get(type(expects), "said")
    moves = (Move("q", on, "met"), Move("met", "met", "over"), Move("q", "week", "over", both=True))
    flow = Flow(name="f", states=(ask, Meet("met"), End("over"), Hold("away")), moves=moves, wakes=("week",))
    return Drive(replace(flow, calls=("stop",)))


def typed(text: str = "", **more: object) -> Said:
    return Said(by=A, turn=0, words=Words(text=text), **more)  # type: ignore[arg-type]  # fields by name


def pressed(option: str) -> Chose:
    return Chose(by=A, turn=0, option=option)


VOICE = Said(by=A, turn=0, words=Words(voice="file"))
PHOTO = Said(by=A, turn=0, words=Words(text="look here", photo="file"))


@pytest.mark.parametrize(
    ("expects", "event", "reason"),
    [
        (AskedWords(), typed("  \n"), Reason.EMPTY),
        (AskedWords(max_chars=8), typed("9 letters"), Reason.TOO_LONG),
        (AskedWords(voice=False), VOICE, Reason.NO_VOICE),
        (AskedWords(), PHOTO, Reason.WRONG_MEDIA),
        (AskedWords(photo=True, max_chars=8), PHOTO, Reason.TOO_LONG),
        (AskedWords(), typed("words", aloud=True), Reason.TALK),
        (AskedWords(), replace(typed("words"), turn=1), Reason.STALE),
        (AskedWords(), pressed("skip"), Reason.UNKNOWN),
        (AskedWords(), pressed("example"), Reason.UNKNOWN),
        (AskedWords(), pressed("notes"), Reason.UNKNOWN),
        (AskedWords(), Ticked(by=A, turn=0, item="a"), Reason.UNKNOWN),
        (Scale(0, 5), typed("4"), Reason.PRESS_ONE),
        (Scale(0, 5), replace(pressed("4"), turn=1), Reason.STALE),
        (PICK, typed("nowhere"), Reason.NOT_FOUND),
        (PICK, pressed("Lima"), Reason.UNKNOWN),
        (WHEN, typed("some day"), Reason.NO_MOMENT),
        (WHEN, typed("yesterday", moments=(LATE, START)), Reason.PAST),
        (WHEN, pressed(LATE.isoformat()), Reason.PAST),
        (WHEN, pressed((SOON + timedelta(hours=1)).isoformat()), Reason.UNKNOWN),
        (PALETTE, pressed("done"), Reason.TOO_FEW),
        (PALETTE, pressed("skip"), Reason.UNKNOWN),
        (PALETTE, Ticked(by=A, turn=1, item="a"), Reason.STALE),
        (PALETTE, Woke(by=A, entered=1, name="week"), Reason.STALE),
        (PALETTE, Woke(by=A, entered=0, name="month"), Reason.UNKNOWN),
        (PALETTE, Called(by=A, name="go"), Reason.UNKNOWN),
        (PALETTE, Called(by=A, name="stop"), Reason.UNKNOWN),
        (PALETTE, Reopened(by=A, n=1), Reason.STALE),
        (PALETTE, Withdrew(by=A, n=1), Reason.STALE),
        (PALETTE, Amended(by=A, n=1, send=True), Reason.STALE),
        (PALETTE, Edited(by=A, n=1, words=Words(text="a")), Reason.UNKNOWN),
    ],
)
def test_F2_what_cannot_be_done_says_why(expects: Expects, event: Event, reason: Reason) -> None:
    assert asking(expects).refused(event) is reason


def test_words_may_be_as_long_as_is_said_and_a_place_and_a_moment_are_asked_back() -> None:
    asking(AskedWords(max_chars=8)).apply(typed("8 chars."))
    place, time = asking(PICK), asking(WHEN)
    place.apply(typed("lim"))
    time.apply(typed("then", moments=(LATE, SOON + timedelta(hours=1))))

    assert [button.text for button in place.prompt(A).buttons] == ["Lima"]
    assert [button.at for button in time.prompt(A).buttons] == [SOON + timedelta(hours=1)]
    assert place.session.at(A).turn == time.session.at(A).turn == 1


def test_only_so_many_can_be_ticked() -> None:
    drive = asking(PALETTE)
    for item in ("a", "b"):
        drive.apply(drive.ticked(A, item))
    assert drive.refused(drive.ticked(A, "c")) is Reason.TOO_MANY
    drive.presses(A, "done")

    assert drive.answer("q", A).chosen == ("a", "b")


def test_whoever_waits_or_listens_is_asked_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("flows.engine.answering.MOST_ASIDE", 2)
    waiting = asking(AskedWords())
    waiting.says(A, "mine")
    for event, reason in (
        (waiting.typed(A, "more"), Reason.NO_QUESTION),
        (waiting.chose(A, "skip"), Reason.NOT_YOURS),
        (waiting.ticked(A, "a"), Reason.NOT_YOURS),
        (replace(waiting.typed(A, "more"), aloud=True), Reason.TALK),
    ):
        assert waiting.refused(event) is reason

    floor = Ask("q", of=SPEAKER, seen=Seen.SHARED, expects=AskedWords(skip=True))
    moves = (Move("q", ("said", "skip"), "met"), Move("met", "met", "over"))
    listening = Drive(Flow(name="f", states=(floor, Meet("met"), End("over")), moves=moves))
    for n in range(2):
        listening.says(A, "not yet")
        listening.presses(A, "keep")
        listening.says(B, f"for later {n}")
    assert listening.refused(listening.typed(B, "and more")) is Reason.NO_QUESTION
    assert listening.refused(listening.chose(B, "skip")) is Reason.NOT_YOURS


def test_once_it_is_over_nothing_can_be_done_and_nobody_else_can_do_anything_ever() -> None:
    drive = asking(Scale(0, 5))
    drive.both("3")
    assert drive.session.ended == "over"
    assert drive.refused(drive.chose(A, "3")) is Reason.STALE

    ask = Ask("q", of=EACH, seen=Seen.PRIVATE, expects=Scale(0, 5))
    alone = Drive(Flow(name="f", states=(ask, End("over")), moves=(Move("q", "rated", "over"),), pair=False))
    assert alone.refused(Chose(by=Partner.B, turn=0, option="3")) is Reason.NOT_YOURS
