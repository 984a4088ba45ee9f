"""What is kept of an answer, who is told of it, and what is asked where it is given again."""

from __future__ import annotations

import pytest

from flows.engine.effects import Close, Keep, Say, Show
from flows.engine.events import Amended, Chose, Edited, Said, Ticked, Words
from flows.engine.frozen import replace
from flows.engine.prompt import Button
from flows.engine.refusal import Reason
from flows.engine.script import (
    CLEAR,
    EACH,
    LISTENER,
    SPEAKER,
    WORRIED,
    Area,
    Ask,
    Choice,
    End,
    Flow,
    Meet,
    Move,
    Palette,
    Questions,
    Scene,
    Ticks,
    one_of,
    triggers_of,
)
from flows.engine.script import Words as AskedWords
from flows.engine.session import Answer, Form, Partner, Seen, Session
from flows.engine.worksheet import Page
from tests.flows.drive import A, B, Drive


def asking(*asks: Ask) -> Drive:
    names = [*(ask.name for ask in asks), "met"]
    moves = [Move(at=ask.name, on=triggers_of(ask), to=names[n + 1]) for n, ask in enumerate(asks)]
    return Drive(Flow(name="f", states=(*asks, Meet("met"), End("over")), moves=(*moves, Move("met", "met", "over"))))


def own(_: Session, partner: Partner) -> tuple[str, ...]:
    return ("a", "b") if partner is A else ("c",)


WORDS = Ask("q", of=EACH, seen=Seen.SEALED, expects=AskedWords(photo=True, skip=True))


@pytest.mark.parametrize(
    ("words", "form"),
    [
        (Words(text="so"), Form.WORDS),
        (Words(voice="file"), Form.VOICE),
        (Words(photo="file"), Form.PHOTO),
        (Words(text="look", photo="file"), Form.PHOTO),
    ],
)
def test_an_answer_says_what_it_is_made_of_and_never_what_it_says(words: Words, form: Form) -> None:
    drive = asking(WORDS)
    drive.apply(Said(by=A, turn=0, words=words))

    assert drive.effects[0] == Close(to=A, turn=0, ask="q", answer=1)
    assert drive.effects[1] == Keep(n=1, by=A, words=words)
    assert drive.answer("q", A) == Answer(n=1, ask="q", by=A, seen=Seen.SEALED, form=form)


@pytest.mark.parametrize("aloud", [True, False])
def test_a_choice_that_is_carried_is_told_to_the_other_one_unless_they_saw_it(aloud: bool) -> None:
    drive = asking(Ask("q", of=EACH, seen=Seen.SHARED, expects=one_of("yes"), carries=True))
    drive.presses(A, "yes", aloud=aloud)

    assert drive.said == ([] if aloud else [Say(to=B, key="f-q-yes")])


@pytest.mark.parametrize("aloud", [True, False])
def test_what_was_ticked_for_both_is_carried_to_the_other_one_unless_they_saw_it(aloud: bool) -> None:
    drive = asking(Ask("q", of=EACH, seen=Seen.SHARED, expects=Palette(deck="d", items=own)))
    for item in ("b", "a"):
        drive.apply(drive.ticked(A, item))
    drive.presses(A, "done", aloud=aloud)

    assert drive.answer("q", A).chosen == ("a", "b")
    assert drive.said == ([] if aloud else [Say(to=B, key="f-q-carried", seen=Seen.SHARED, quotes=(1,))])


def test_what_was_changed_after_it_was_read_is_told_to_its_reader_only() -> None:
    drive = asking(replace(WORDS, seen=Seen.SHARED))
    drive.sends(A, "so be it")
    drive.edits(A, 1, "so it is")
    drive.amends(A, 2)

    assert drive.effects == (Say(to=B, key="engine-amended", seen=Seen.SHARED, quotes=(2,)),)


def test_what_nobody_has_read_yet_can_be_edited_and_its_author_is_told_so() -> None:
    drive = asking(WORDS)
    drive.says(A, "so be it")
    words = Words(text="so it is")
    drive.apply(Edited(by=A, n=1, words=words))
    assert drive.effects == (Keep(n=1, by=A, words=words), Say(to=A, key="engine-edited"))

    assert drive.refused(Edited(by=A, n=1, words=Words(text=" "))) is Reason.EMPTY


def test_what_somebody_wrote_themselves_is_a_button_with_their_words() -> None:
    drive = asking(
        Ask("idea", of=EACH, seen=Seen.SEALED, expects=AskedWords()),
        Ask("q", of=EACH, seen=Seen.SEALED, expects=Choice(deck="d", offer=lambda _, by: ("n1" if by is A else "n2",))),
    )
    for by in (A, B):
        drive.says(by, "mine")

    assert drive.prompt(A).buttons == (Button(action="n1", answer=1),)
    assert drive.prompt(B).buttons == (Button(action="n2", answer=2),)


def test_what_was_ticked_before_is_ticked_where_it_is_asked_again_unless_it_was_taken_back() -> None:
    palette = Palette(deck="d", items=own, skip=True)
    drive = asking(Ask("q", of=EACH, seen=Seen.SEALED, expects=palette), replace(WORDS, name="then"))
    drive.ticks(A, "a")
    drive.reopens(A, 1)
    assert [button.ticked for button in drive.prompt(A).buttons] == [True, False, None, None, None]
    drive.presses(A, "leave")
    assert drive.session.at(A).ticked == ()
    drive.withdraws(A, 1)

    assert [button.ticked for button in drive.prompt(A).buttons] == [False, False, None, None]
    drive.presses(A, "skip")
    assert drive.answer("q", A) == Answer(n=2, ask="q", by=A, seen=Seen.SEALED, form=Form.SKIPPED)
    assert drive.state(A) == "then"


def pages(_: Session, partner: Partner) -> tuple[Area, ...]:
    return (Area("one", ("a", "b")),) if partner is A else (Area("one", ("c",)), Area("two", ("d",)))


def test_each_has_their_own_sheet_and_every_item_one_level() -> None:
    sheet = Ticks(deck="d", levels=("yes", "no"), default="no", areas=pages)
    drive = asking(Ask("q", of=EACH, seen=Seen.SEALED, expects=sheet))
    for item in ("b:yes", "b:no", "a:yes"):
        drive.apply(drive.ticked(A, item))
    drive.apply(drive.ticked(B, "d:yes"))

    assert drive.session.at(A).ticked == ("b:no", "a:yes")
    levels = {"a": "yes", "b": "no"}
    assert drive.prompt(A).page == Page(
        deck="d", area=Area("one", ("a", "b")), number=1, pages=1, focus="b", levels=levels
    )
    other = Page(deck="d", area=Area("two", ("d",)), number=2, pages=2, focus="d", levels={"d": "yes"})
    assert drive.prompt(B).page == other
    assert drive.refused(Ticked(by=A, turn=0, item="c:yes")) is Reason.UNKNOWN
    assert drive.refused(Chose(by=A, turn=0, option="skip")) is Reason.UNKNOWN


@pytest.mark.parametrize(("answer", "end"), [("no", CLEAR), ("yes", WORRIED), ("rather_not", WORRIED)])
def test_P5_not_even_what_follows_from_questions_that_pass_knows_what_was_answered(answer: str, end: str) -> None:
    scenes: list[Scene] = []

    def note(scene: Scene) -> Scene:
        scenes.append(scene)
        return scene

    ask = Ask("q", of=EACH, seen=Seen.PRIVATE, expects=Questions(calm={"one": "no"}), passing=True)
    moves = tuple(Move("q", name, name, then=(note,)) for name in (CLEAR, WORRIED))
    drive = Drive(Flow(name="f", states=(ask, End(CLEAR), End(WORRIED)), moves=moves, pair=False))
    drive.presses(A, f"one:{answer}")

    assert drive.session.ended == end
    assert drive.effects == (Close(to=A, turn=0, ask="q"),)
    assert {scene.event for scene in scenes} == {None}
    assert (drive.session.answers, drive.session.memory) == ((), {})


def test_notes_for_a_question_are_what_its_author_answered_before_and_nobody_elses() -> None:
    drive = asking(
        Ask("note", of=EACH, seen=Seen.PRIVATE, expects=AskedWords(skip=True)),
        Ask("q", of=EACH, seen=Seen.SHARED, expects=AskedWords(notes=("note",))),
    )
    drive.says(A, "noted")
    drive.presses(B, "skip")
    assert [button.action for button in drive.prompt(A).buttons] == ["notes"]
    assert drive.prompt(B).buttons == ()
    drive.presses(A, "notes", "send")

    assert drive.answer("q", A).parts == (1,)
    assert drive.effects[-1] == Show(to=A)


def test_a_flow_that_stands_beside_the_talk_does_so_from_the_beginning() -> None:
    ask = Ask("q", of=EACH, seen=Seen.SEALED, expects=one_of("yes"))
    flow = Flow(name="f", states=(ask, End("over")), moves=(Move("q", "yes", "over"),))

    assert [Drive(one).session.aside for one in (flow, replace(flow, beside=True))] == [False, True]


def test_only_a_number_that_is_remembered_counts() -> None:
    session = Drive(Flow(name="f", states=(WORDS, End("over")), moves=(Move("q", ("said", "skip"), "over"),))).session

    assert [session.remember(one=one).count("one") for one in (2, "2")] == [2, 0]
    assert session.count("one") == 0


def test_F2_only_its_author_sends_a_changed_version_and_only_once() -> None:
    drive = asking(replace(WORDS, seen=Seen.SHARED))
    drive.says(A, "a draft")
    drive.says(B, "another draft")
    assert drive.refused(Amended(by=A, n=1, send=True)) is Reason.STALE
    drive.presses(A, "send")
    drive.edits(A, 1, "so it is")

    assert drive.refused(Amended(by=B, n=3, send=True)) is Reason.STALE
    drive.amends(A, 3)
    for send in (True, False):
        assert drive.refused(Amended(by=A, n=3, send=send)) is Reason.STALE
    assert drive.refused(Amended(by=A, n=1, send=True)) is Reason.STALE


def test_what_was_written_while_all_stood_still_is_notes_for_both_and_what_was_written_aside_is_not() -> None:
    floor = (
        Ask("one", of=SPEAKER, seen=Seen.SHARED, expects=AskedWords()),
        Ask("two", of=LISTENER, seen=Seen.SHARED, expects=AskedWords()),
    )
    drive = asking(*floor)
    for by in (A, B):
        drive.apply(Said(by=by, turn=drive.session.at(by).turn, words=Words(text="meanwhile"), held=True))
        assert drive.effects[-1] == Say(to=by, key="engine-held")
    drive.says(B, "by the way")
    assert drive.effects[-1] == Say(to=B, key="engine-floor")
    drive.presses(A, "notes")
    assert drive.prompt(A).quotes == (4,)
    drive.presses(A, "send")
    drive.presses(B, "notes", "send")

    parts = {answer.ask: answer.parts for answer in drive.session.answers if answer.parts}
    assert parts == {"one": (1,), "two": (2,)}


@pytest.mark.parametrize("held", [True, False])
def test_what_no_later_question_can_take_is_kept_without_the_promise_that_one_will(held: bool) -> None:
    drive = asking(Ask("one", of=SPEAKER, seen=Seen.SEALED, expects=AskedWords()))
    drive.apply(Said(by=B, turn=drive.session.at(B).turn, words=Words(text="by the way"), held=held))

    assert drive.effects[-1] == Say(to=B, key="engine-unasked")
    assert drive.text(1) == "by the way"


def test_whoever_only_listens_now_is_sent_nothing_for_that() -> None:
    first = Ask("first", of=EACH, seen=Seen.SEALED, expects=one_of("yes"))
    floor = Ask("floor", of=SPEAKER, seen=Seen.SHARED, expects=AskedWords())
    moves = (Move("first", "yes", "ready"), Move("ready", "met", "floor"), Move("floor", "said", "over"))
    drive = Drive(Flow(name="f", states=(first, Meet("ready"), floor, End("over")), moves=moves))
    drive.presses(A, "yes")
    assert drive.effects[-1] == Show(to=A)
    drive.presses(B, "yes")

    assert drive.effects == (Close(to=B, turn=0, ask="first", answer=2), Close(to=A, turn=1, ask="ready"), Show(to=A))
