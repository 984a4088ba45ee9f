"""What an author sees before anything leaves, and what they may still take back: whole screens, whole effects (P1)."""

from __future__ import annotations

import pytest

from flows.engine.actions import note_partner, same_partner
from flows.engine.answering import MOST_PARTS
from flows.engine.changing import changeable
from flows.engine.effects import Close, Forget, Keep, Say, Show
from flows.engine.events import Chose
from flows.engine.frozen import replace
from flows.engine.prompt import Button, Prompt, prompt
from flows.engine.refusal import Reason, Refused
from flows.engine.script import CLEAR, EACH, LISTENER, OPENING, SPEAKER, WORRIED, Ask, End, Flow, Meet, Move, Questions
from flows.engine.script import Scene as At
from flows.engine.script import Words as Asked
from flows.engine.session import Answer, Form, Seen, may_see
from flows.engine.step import carry_over
from tests.flows.drive import START, A, B, Drive

TALK = Flow(
    name="small",
    states=(
        Ask("own", of=EACH, seen=Seen.PRIVATE, expects=Asked(skip=True)),
        Meet("own_met"),
        Ask("tell", of=SPEAKER, seen=Seen.SHARED, expects=Asked(long_chars=30, notes=("own",), hints="blame")),
        Ask("reply", of=LISTENER, seen=Seen.SHARED, expects=Asked()),
        End("over"),
    ),
    moves=(
        Move(at="own", on=("said", "skip"), to="own_met"),
        Move(at="own_met", on="met", to="tell"),
        Move(at="tell", on="said", to="reply"),
        Move(at="reply", on="said", to="over"),
    ),
)
ASKING = Flow(
    name="asking",
    states=(
        Ask(
            "how",
            of=EACH,
            seen=Seen.PRIVATE,
            expects=Questions(calm={"safe": "yes", "afraid": "no"}, framed=True),
            veiled=True,
        ),
        End("over"),
    ),
    moves=(Move(at="how", on="done", to="over"),),
    pair=False,
)


def telling() -> Drive:
    drive = Drive(TALK)
    for by in (A, B):
        drive.says(by, "for me alone")
    return drive


def previewing(text: str = "short", *, hint: str | None = None) -> Drive:
    drive = telling()
    drive.says(A, text, hint=hint)
    return drive


def preview(drive: Drive, **other: object) -> Prompt:
    return Prompt(
        to=A,
        turn=drive.session.at(A).turn,
        ask="tell",
        key="engine-preview",
        kind="preview",
        seen=Seen.PRIVATE,
        typed=True,
        buttons=tuple(Button(action=name, key=f"engine-preview.{name}") for name in ("send", "rewrite", "keep")),
        **{"quotes": (3,), "long_chars": 30, **other},  # type: ignore[arg-type]  # fields by name
    )


def test_P1_a_preview_shows_the_words_and_three_ways_on() -> None:
    assert (drive := previewing()).prompt(A) == preview(drive)
    assert (drive := previewing(hint="you always")).prompt(A) == preview(drive, hint="you always")


def test_P1_a_message_that_is_edited_while_it_is_previewed_is_previewed_anew() -> None:
    drive = previewing("a text of more than thirty characters", hint="you always")
    turn = drive.session.at(A).turn
    outcome = drive.edits(A, 3, "shorter")

    assert drive.session.turn == drive.session.at(A).turn == turn + 1
    assert drive.prompt(A) == preview(drive)
    assert outcome.effects == (
        Close(to=A, turn=turn, ask="tell"),
        Keep(n=3, by=A, words=drive.words[3]),
        Show(to=A),
    )


@pytest.mark.parametrize("hint", [None, "you always"])
def test_P1_what_is_written_anew_is_forgotten_and_its_preview_loses_its_buttons(hint: str | None) -> None:
    drive = previewing("a text of more than thirty characters", hint=hint)
    before = drive.session.at(A)
    drive.presses(A, "rewrite")
    after = drive.session.at(A)

    assert drive.effects == (Close(to=A, turn=before.turn, ask="tell"), Forget(n=3), Show(to=A))
    assert after == replace(before, turn=before.turn + 1, draft=None, hint=None)
    assert drive.session.numbered(3) is None


def test_P1_what_is_kept_to_oneself_stays_readable_and_can_be_used_later() -> None:
    drive = previewing(hint="you always")
    before = drive.session.at(A)
    drive.presses(A, "keep")

    assert drive.effects == (Close(to=A, turn=before.turn, ask="tell", kept=True), Show(to=A))
    assert drive.session.at(A) == replace(before, turn=before.turn + 1, draft=None, hint=None)
    assert drive.session.numbered(3) == Answer(n=3, ask="aside", by=A, seen=Seen.PRIVATE, form=Form.WORDS)


def adding(*more: str) -> Drive:
    drive = previewing("when I saw it")
    for text in more:
        drive.says(A, text)
    return drive


def draft(drive: Drive) -> Answer:
    answer = drive.session.numbered(drive.session.at(A).draft or 0)
    assert answer is not None
    return answer


def loose(n: int) -> Answer:
    return Answer(n=n, ask="aside", by=A, seen=Seen.PRIVATE, form=Form.WORDS)


def test_P1_what_is_written_during_a_preview_is_added_and_seen_so_before_it_leaves() -> None:
    drive = adding("I could not sleep", "and I told nobody")

    assert drive.prompt(A) == preview(drive, quotes=(5,), several=True)
    assert drive.effects[0] == Close(to=A, turn=drive.session.turn - 1, ask="tell", veiled=True)
    assert draft(drive) == Answer(
        n=5, ask="tell", by=A, seen=Seen.SHARED, form=Form.NOTES, given=False, parts=(3, 4, 6)
    )
    assert [drive.text(n) for n in (3, 4, 6)] == ["when I saw it", "I could not sleep", "and I told nobody"]
    assert [drive.session.numbered(n) for n in (3, 4, 6)] == [replace(loose(n), given=False) for n in (3, 4, 6)]


def test_P1_all_that_was_added_is_sent_with_one_press() -> None:
    drive = adding("I could not sleep", "and I told nobody")
    drive.presses(A, "send")

    assert [one.n for one in drive.session.answers if one.by is A and may_see(B, one)] == [3, 4, 5, 6]
    assert drive.prompt(B).ask == "reply"


def test_P1_all_that_was_added_is_forgotten_when_it_is_written_anew() -> None:
    drive = adding("I could not sleep", "and I told nobody")
    drive.presses(A, "rewrite")

    assert [one for one in drive.effects if isinstance(one, Forget)] == [Forget(n=3), Forget(n=4), Forget(n=6)]
    assert [answer.n for answer in drive.session.answers if answer.by is A] == [1]


def test_P1_all_that_was_added_can_be_kept_to_oneself_and_used_later() -> None:
    drive = adding("I could not sleep", "and I told nobody")
    drive.presses(A, "keep")

    assert [one for one in drive.session.answers if one.by is A and one.n > 1] == [loose(3), loose(4), loose(6)]
    drive.presses(A, "notes")
    assert draft(drive).parts == (1, 3, 4, 6)


def test_P1_what_is_added_to_notes_is_forgotten_without_them() -> None:
    drive = telling()
    notes = drive.session.answers
    drive.presses(A, "notes")
    drive.says(A, "and one thing more")
    assert draft(drive).parts == (1, 4)
    drive.presses(A, "rewrite")

    assert drive.session.answers == notes


def test_P1_each_message_that_was_added_can_be_edited_during_the_preview_and_never_unseen_after_it() -> None:
    drive = adding("I could not sleep")
    outcome = drive.edits(A, 4, "I could hardly sleep")
    assert Keep(n=4, by=A, words=drive.words[4]) in outcome.effects
    assert drive.prompt(A) == preview(drive, quotes=(5,), several=True)
    drive.presses(A, "send")
    outcome = drive.edits(A, 4, "I slept")

    assert drive.text(4) == "I could hardly sleep"
    assert [one.key for one in outcome.effects if isinstance(one, Say)] == ["engine-amend"]


def test_a_draft_is_made_of_so_many_messages_at_most() -> None:
    drive = adding(*["more"] * (MOST_PARTS - 1))
    with pytest.raises(Refused, match=Reason.TOO_LONG):
        drive.says(A, "one too many")
    assert len(draft(drive).parts) == MOST_PARTS


def test_all_of_a_draft_together_may_be_as_long_as_an_answer_and_each_message_stays_so_when_it_is_edited() -> None:
    short = Ask("tell", of=SPEAKER, seen=Seen.SHARED, expects=Asked(max_chars=30))
    drive = Drive(replace(TALK, states=(*TALK.states[:2], short, *TALK.states[3:])))
    for by in (A, B):
        drive.says(by, "for me alone")
    drive.says(A, "one")
    drive.apply(replace(drive.typed(A, "x" * 20), before=10))
    with pytest.raises(Refused, match=Reason.TOO_LONG):
        drive.apply(replace(drive.typed(A, "x"), before=30))
    with pytest.raises(Refused, match=Reason.TOO_LONG):
        drive.edits(A, 4, "x" * 31)


def test_a_hint_stays_with_the_draft_that_it_was_given_for() -> None:
    drive = previewing("you always", hint="you always")
    drive.says(A, "and I was alone", hint="you never")

    assert drive.prompt(A) == preview(drive, quotes=(5,), several=True, hint="you always")


def test_a_name_is_written_anew_and_nothing_is_added() -> None:
    name = Ask("tell", of=SPEAKER, seen=Seen.SHARED, expects=Asked(name=True))
    drive = Drive(replace(TALK, states=(*TALK.states[:2], name, *TALK.states[3:])))
    for by in (A, B):
        drive.says(by, "for me alone")
    drive.says(A, "Sunrise")
    drive.says(A, "Sunset")

    assert drive.prompt(A) == preview(drive, long_chars=None)
    assert drive.text(3) == "Sunset"


def test_P1_notes_that_were_put_together_and_not_sent_are_notes_again() -> None:
    drive = telling()
    notes = drive.session.answers
    drive.presses(A, "notes", "keep")

    assert drive.session.answers == notes
    assert "notes" in drive.options(A)


def test_P1_notes_that_are_sent_are_read_by_the_partner_each_of_them() -> None:
    drive = telling()
    drive.presses(A, "notes", "send")

    assert {a.n: a.seen for a in drive.session.answers if a.by is A} == {1: Seen.SHARED, 3: Seen.SHARED}
    assert drive.session.at(A).draft is None
    assert drive.session.at(A).hint is None


def test_P1_whoever_says_it_aloud_instead_keeps_the_draft_to_themselves() -> None:
    drive = previewing("what I did not send", hint="you always")
    turn = drive.session.at(A).turn
    outcome = drive.says(A, "what I said aloud", aloud=True)

    assert outcome.effects[0] == Close(to=A, turn=turn, ask="tell", kept=True)
    assert (drive.session.at(A).draft, drive.session.at(A).hint) == (None, None)
    laid = drive.session.numbered(3)
    assert (laid and laid.ask, laid and laid.seen) == ("aside", Seen.PRIVATE)
    assert drive.text(drive.answer("tell", A).n) == "what I said aloud"


def test_F2_a_press_on_a_preview_that_nobody_has_made_changes_nothing() -> None:
    assert previewing().refused(Chose(by=A, turn=previewing().session.at(A).turn, option="sent")) is Reason.UNKNOWN


def test_P2_only_what_the_partner_has_not_seen_can_be_changed_and_only_while_it_goes_on() -> None:
    drive = Drive(TALK)
    drive.says(A, "mine")
    n = drive.answer("own", A).n

    assert changeable(TALK, drive.session, A, n)
    assert not changeable(TALK, drive.session, B, n)
    assert not changeable(TALK, drive.session, A, n + 1)
    assert not changeable(TALK, replace(drive.session, ended="left"), A, n)


def test_P6_of_an_erased_answer_nothing_is_left_but_that_there_was_one() -> None:
    full = Answer(
        n=1, ask="own", by=A, seen=Seen.SHARED, form=Form.CHOICE, chosen=("sad",), number=7, parts=(4,), amends=2
    )
    session = telling().session.put(full)
    empty = replace(full, form=Form.SKIPPED, chosen=(), number=None, parts=(), amends=None)

    assert session.without(A).numbered(1) == empty
    assert session.without(B).numbered(1) == full


def test_D4_what_a_later_version_calls_by_the_same_name_is_carried_over_as_it_is() -> None:
    drive = Drive(TALK)
    drive.says(A, "mine")
    drive.reopens(A, drive.answer("own", A).n)
    later = replace(TALK, version=2, renamed={"tell": "say"})

    assert carry_over(later, drive.session) == replace(drive.session, version=2)


def test_P1_with_no_partner_at_all_nothing_can_be_shared() -> None:
    alone = At(session=telling().session, by=A, now=START)

    assert not same_partner(alone)
    assert not same_partner(note_partner(alone))
    assert not same_partner(alone.become(alone.session.remember(share_with=1)))


# Questions that are weighed and forgotten


def buttons(drive: Drive, page: str) -> list[tuple[str, str]]:
    shown = prompt(ASKING, drive.session, A, page)
    assert shown is not None
    return [(button.action, button.key) for button in shown.buttons]


def test_P5_the_pages_around_the_questions_have_their_own_buttons() -> None:
    drive = Drive(ASKING)

    assert buttons(drive, OPENING) == [("go_on", "asking-how-opening.go_on"), ("skip", "asking-how-opening.skip")]
    assert buttons(drive, CLEAR) == [("done", "asking-how-clear.done")]
    assert buttons(drive, WORRIED) == [("done", "asking-how-worried.done")]
    assert buttons(drive, "safe") == [(f"safe:{a}", f"engine-questions.{a}") for a in ("yes", "no", "rather_not")]


def test_P5_each_question_leads_to_the_next_and_skipping_leads_to_help() -> None:
    drive = Drive(ASKING)
    turns = [
        ("go_on", "safe"),
        ("safe:yes", "afraid"),
        ("afraid:no", CLEAR),
        ("afraid:yes", WORRIED),
        ("skip", WORRIED),
    ]
    for option, page in turns:
        before = drive.session
        drive.presses(A, option)
        assert drive.effects == (Show(to=A, redraw=True, question=page),)
        assert drive.session == before


@pytest.mark.parametrize("option", ["other:yes", "safe:maybe", "safe:yes:yes", "safe"])
def test_P5_a_forged_answer_is_no_answer(option: str) -> None:
    drive = Drive(ASKING)

    assert drive.refused(Chose(by=A, turn=drive.session.at(A).turn, option=option)) is Reason.UNKNOWN


def test_P5_once_done_the_questions_are_off_the_screen() -> None:
    drive = Drive(ASKING)
    turn = drive.session.at(A).turn
    drive.presses(A, "done")

    assert drive.effects == (Close(to=A, turn=turn, ask="how", veiled=True),)
    assert drive.session.ended == "over"
