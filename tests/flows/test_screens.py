"""What is on a screen: what every button says and does, what is waited for, and what becomes of it once it is over.

People read nothing of a flow but this, so whole screens are compared and not their parts.
"""

from __future__ import annotations

from datetime import timedelta

import pytest

from flows.engine.actions import tell
from flows.engine.effects import Close, Effect, Forget, Keep, Record, Report, Say, Show
from flows.engine.events import Edited, Words
from flows.engine.frozen import replace
from flows.engine.prompt import Button, Prompt
from flows.engine.refusal import Reason
from flows.engine.script import (
    EACH,
    SPEAKER,
    Area,
    Ask,
    Choice,
    End,
    Expects,
    Flow,
    Meet,
    Move,
    Palette,
    Pick,
    Questions,
    Scale,
    Scene,
    State,
    Ticks,
    When,
    one_of,
    triggers_of,
)
from flows.engine.script import Words as AskedWords
from flows.engine.session import Partner, Seen, Session
from tests.flows.drive import START, A, B, Drive

SOON = START + timedelta(hours=2)


def flow_of(*asks: Ask, exits: tuple[str, ...] = ()) -> Flow:
    """Return a flow that asks one thing after the other; then each waits for the other one."""
    names = [*(ask.name for ask in asks), "met"]
    places: tuple[State, ...] = (*asks, Meet("met", exits=exits), End("over"))
    moves = [Move(at=ask.name, on=triggers_of(ask), to=names[n + 1]) for n, ask in enumerate(asks)]
    back = [Move(at="met", on=name, to=names[0]) for name in exits]
    return Flow(name="f", states=places, moves=(*moves, Move(at="met", on="met", to="over"), *back), parts=3)


def asking(expects: Expects, *, seen: Seen = Seen.SEALED, passing: bool = False, exits: tuple[str, ...] = ()) -> Drive:
    return Drive(flow_of(Ask("q", of=EACH, seen=seen, expects=expects, passing=passing, part=2), exits=exits))


def buttons(drive: Drive, by: Partner = A) -> tuple[Button, ...]:
    return drive.prompt(by).buttons


def own(_: Session, partner: Partner) -> tuple[str, ...]:
    return ("a", "b") if partner is A else ("c",)


def done(row: int | None = None) -> Button:
    return Button(action="done", key="engine-palette.done", row=row)


# What can be pressed


@pytest.mark.parametrize(
    ("expects", "shown"),
    [
        (Scale(2, 4), tuple(Button(action=n, text=n) for n in "234")),
        (one_of("yes", "no"), (Button(action="yes", key="f-q.yes"), Button(action="no", key="f-q.no"))),
        (one_of("a", "b", "c", offered=own), (Button(action="a", key="f-q.a"), Button(action="b", key="f-q.b"))),
        (Choice(deck="d", offer=own), (Button(action="a", key="d-a"), Button(action="b", key="d-b"))),
        (
            Palette(deck="d", items=own, skip=True),
            (
                Button(action="a", key="d-a", ticked=False),
                Button(action="b", key="d-b", ticked=False),
                done(),
                Button(action="skip", key="engine-palette.skip"),
            ),
        ),
        (
            Pick(offer=lambda _: ("Quito", "Lima"), find=lambda _: ()),
            (Button(action="Quito", text="Quito"), Button(action="Lima", text="Lima")),
        ),
        (
            When(offer=lambda _, __: (SOON,), extra=("never",)),
            (Button(action=SOON.isoformat(), at=SOON), Button(action="never", key="f-q.never")),
        ),
        (
            AskedWords(example=True, skip=True, extra=("later",)),
            (
                Button(action="example", key="engine-words.example"),
                Button(action="skip", key="engine-words.skip"),
                Button(action="later", key="f-q.later"),
            ),
        ),
        (AskedWords(), ()),
    ],
)
def test_a_question_has_its_own_buttons(expects: Expects, shown: tuple[Button, ...]) -> None:
    assert buttons(asking(expects)) == shown


def test_what_is_ticked_is_marked_as_ticked() -> None:
    drive = asking(Palette(deck="d", items=own))
    drive.apply(drive.ticked(A, "b"))
    assert drive.effects == (Show(to=A, redraw=True),)
    assert [button.ticked for button in buttons(drive)] == [False, True, None]
    drive.apply(drive.ticked(A, "b"))

    assert [button.ticked for button in buttons(drive)] == [False, False, None]
    assert drive.refused(drive.ticked(A, "c")) is Reason.UNKNOWN
    assert buttons(drive, B) == (Button(action="c", key="d-c", ticked=False), done())


@pytest.mark.parametrize("option", ["1", "5", "", "two"])
def test_F2_no_number_beside_a_scale_is_an_answer(option: str) -> None:
    drive = asking(Scale(2, 4))

    assert drive.refused(drive.chose(A, option)) is Reason.UNKNOWN


def test_what_was_kept_to_oneself_is_offered_as_notes() -> None:
    drive = asking(AskedWords(), seen=Seen.SHARED)
    drive.says(A, "not like this")
    drive.presses(A, "keep")

    assert buttons(drive) == (Button(action="notes", key="engine-words.notes"),)
    assert buttons(drive, B) == ()


SEVEN = ("0", "1", "2", "3", "4", "5", "often")


def sheet(*areas: Area) -> Drive:
    return asking(Ticks(deck="d", levels=SEVEN, default="0", areas=lambda _, __: areas))


def level(item: str, name: str, row: int, *, ticked: bool = False) -> Button:
    key, text = ("f-q.often", "") if name == "often" else ("", name)
    return Button(action=f"{item}:{name}", key=key, text=text, ticked=ticked, row=row)


def test_a_sheet_has_six_levels_in_a_row_and_a_way_to_the_other_pages() -> None:
    drive = sheet(Area("one", ("a",)), Area("two", ("b", "c")), Area("three", ("d",)))
    first = Button(action="a", key="d-a", level="0", ticked=True, row=0)
    levels = (*(level("a", name, 1, ticked=name == "0") for name in SEVEN[:6]), level("a", "often", 2))
    on = Button(action="page:on", key="engine-worksheet.on", ticked=False, row=9)
    assert buttons(drive) == (first, *levels, on, Button(action="done", key="engine-worksheet.done", row=10))
    drive.apply(drive.ticked(A, "page:on"))
    drive.apply(drive.ticked(A, "b:often"))

    items = (
        Button(action="b", key="d-b", level="f-q.often", ticked=False, row=0),
        Button(action="c", key="d-c", level="0", ticked=True, row=1),
    )
    turns = (Button(action="page:back", key="engine-worksheet.back", ticked=False, row=10), replace(on, row=10))
    assert (buttons(drive)[:2], buttons(drive)[-3:-1]) == (items, turns)


def test_a_sheet_of_one_page_has_nowhere_else_to_go() -> None:
    assert buttons(sheet(Area("one", ("a",))))[-2:] == (level("a", "often", 2), done(row=10))


def test_an_item_that_is_pressed_shows_its_levels() -> None:
    drive = sheet(Area("one", ("a", "b", "c")))
    drive.apply(drive.ticked(A, "c"))

    assert [button.action for button in buttons(drive) if button.ticked] == ["c", "c:0"]


# What is asked, and what whoever waits reads


def test_a_question_is_all_that_its_row_says() -> None:
    expects = When(offer=lambda _, __: (SOON,))
    ask = Ask("q", of=EACH, seen=Seen.SEALED, expects=expects, part=2, quiet=True, discreet=True)

    assert Drive(flow_of(ask)).prompt(B) == Prompt(
        to=B,
        turn=0,
        ask="q",
        key="f-q",
        kind="ask",
        seen=Seen.SEALED,
        typed=True,
        buttons=(Button(action=SOON.isoformat(), at=SOON),),
        part=2,
        parts=3,
        quiet=True,
        discreet=True,
    )


@pytest.mark.parametrize(
    ("expects", "words", "typed"),
    [
        (AskedWords(), True, True),
        (Pick(offer=lambda _: ("Quito",), find=lambda _: ()), False, True),
        (Scale(0, 1), False, False),
    ],
)
def test_only_what_asks_for_words_has_their_mark_and_only_what_can_be_typed_is_read(
    expects: Expects, words: bool, typed: bool
) -> None:
    shown = asking(expects).prompt(A)

    assert (shown.words, shown.typed, shown.page, shown.passing, shown.helps) == (words, typed, None, False, False)


def test_P5_questions_that_pass_say_so() -> None:
    drive = asking(Questions(calm={"one": "no", "two": "no"}, framed=True))

    assert [drive.prompt(A, page).key for page in (None, "two")] == ["f-q-opening", "f-q-two"]
    assert drive.prompt(A).passing
    assert [drive.prompt(A, page).helps for page in ("clear", "worried")] == [False, True]


def test_a_preview_is_its_authors_alone() -> None:
    drive = asking(AskedWords(), seen=Seen.SHARED)
    drive.says(A, "so be it", hint="always")

    assert drive.prompt(A) == Prompt(
        to=A,
        turn=1,
        ask="q",
        key="engine-preview",
        kind="preview",
        seen=Seen.PRIVATE,
        typed=True,
        quotes=(1,),
        buttons=tuple(Button(action=name, key=f"engine-preview.{name}") for name in ("send", "rewrite", "keep")),
        hint="always",
    )


def test_whoever_waits_reads_that_they_wait_and_has_the_ways_out_that_there_are() -> None:
    plain, open_ = asking(one_of("yes")), asking(one_of("yes"), exits=("after_all",))
    for drive in (plain, open_):
        drive.presses(A, "yes")

    wait = Prompt(to=A, turn=1, ask="met", key="engine-wait", kind="wait", seen=Seen.PRIVATE)
    assert plain.prompt(A) == wait
    out = Button(action="after_all", key="f-met.after_all")
    assert open_.prompt(A) == replace(wait, key="f-met", buttons=(out,))


def test_P2_whoever_listens_keeps_one_prompt_and_learns_nothing_of_what_the_other_does() -> None:
    asks = (Ask(name, of=SPEAKER, seen=Seen.PRIVATE, expects=one_of("yes")) for name in ("one", "two"))
    drive = Drive(flow_of(*asks))
    before = drive.prompt(B)
    assert (before.key, before.kind, before.ask) == ("engine-listen", "wait", "one")
    drive.presses(A, "yes")

    assert drive.effects == (Close(to=A, turn=0, ask="one", answer=1), Show(to=A))
    assert drive.prompt(B) == replace(before, ask="two")


# What becomes of it


def after(drive: Drive, option: str, by: Partner = A) -> tuple[Effect, ...]:
    drive.presses(by, option)
    return drive.effects


def test_a_press_closes_the_prompt_that_it_was_made_for_and_says_what_was_pressed() -> None:
    passing = asking(one_of("yes"), passing=True, exits=("after_all",))
    assert after(passing, "yes") == (Close(to=A, turn=0, ask="q", chosen="yes"), Show(to=A))
    assert after(passing, "after_all") == (Close(to=A, turn=1, ask="met", chosen="after_all"), Show(to=A))

    assert after(asking(one_of("yes")), "yes")[0] == Close(to=A, turn=0, ask="q", answer=1)
    assert after(asking(AskedWords(extra=("later",))), "later")[0] == Close(to=A, turn=0, ask="q", chosen="later")
    beside = asking(When(offer=lambda _, __: (), extra=("never",)))
    assert after(beside, "never")[0] == Close(to=A, turn=0, ask="q", chosen="never")


def test_P2_second_thoughts_that_are_left_leave_the_answer_as_it_was() -> None:
    drive = asking(one_of("yes", "no"))
    drive.presses(A, "yes")
    drive.reopens(A, 1)
    assert buttons(drive)[-1] == Button(action="leave", key="engine-again.leave")
    assert after(drive, "leave") == (Close(to=A, turn=2, ask="q", answer=1),)

    assert drive.answer("q", A).chosen == ("yes",)


def test_P1_what_is_sent_is_carried_to_the_other_one_alone() -> None:
    drive = asking(AskedWords(), seen=Seen.SHARED)
    drive.says(A, "so be it")

    assert after(drive, "send") == (
        Close(to=A, turn=1, ask="q", answer=1),
        Say(to=B, key="f-q-carried", seen=Seen.SHARED, quotes=(1,)),
        Show(to=A),
    )


def test_what_may_sound_like_blame_is_said_to_its_author_where_it_is_not_shown_before() -> None:
    drive = asking(AskedWords())
    drive.says(A, "you always", hint="always")

    assert Say(to=A, key="engine-hint", hint="always") in drive.effects


def test_an_answer_that_is_edited_in_the_group_is_kept_as_it_is_there_now() -> None:
    drive = asking(AskedWords(), seen=Seen.SHARED)
    drive.says(A, "so be it", aloud=True)
    drive.apply(Edited(by=A, n=1, words=Words(text="so it is"), aloud=True))

    assert drive.effects == (Keep(n=1, by=A, words=Words(text="so it is")),)


def test_P1_only_the_newest_of_several_edits_can_be_sent() -> None:
    drive = asking(AskedWords(), seen=Seen.SHARED)
    drive.sends(A, "so be it")
    drive.edits(A, 1, "so it is")
    drive.edits(A, 1, "so it was")

    assert drive.effects[0] == Forget(n=2)
    assert drive.effects[-1] == Say(to=A, key="engine-amend", quotes=(3,), offers=3)
    assert [answer.n for answer in drive.session.answers] == [1, 3]


def test_P1_no_two_answers_ever_have_one_number() -> None:
    """Else the words of one of them would be kept as the other's."""
    floor = Ask("q", of=SPEAKER, seen=Seen.SHARED, expects=AskedWords())
    talk = Drive(flow_of(floor))
    for by in (A, B, A, B, A):  # whoever has the floor writes more of it, whoever listens writes for later
        talk.says(by)
    assert [(answer.n, answer.by) for answer in talk.session.answers] == [*enumerate((A, B, A, A, B, A), 1)]

    again = Drive(flow_of(*(Ask(name, of=EACH, seen=Seen.SEALED, expects=AskedWords()) for name in ("one", "two"))))
    for by in (A, B):
        again.says(by)
    again.reopens(A, 1)
    for by in (A, A):
        again.says(by)
    assert [(answer.n, answer.by, answer.ask) for answer in again.session.answers] == [
        (1, A, "one"),
        (2, B, "one"),
        (3, A, "two"),
    ]


# The net beneath it all


def quoting(effect: Effect) -> Flow:
    """Return a flow that was written wrongly: what is answered is given on as it is."""

    def then(scene: Scene) -> Scene:
        return scene.add(effect)

    ask = Ask("q", of=EACH, seen=Seen.PRIVATE, expects=AskedWords())
    moves = (Move(at="q", on="said", to="met", then=(then,)), Move(at="met", on="met", to="over"))
    return Flow(name="f", states=(ask, Meet("met"), End("over")), moves=moves, keeps=("known",))


@pytest.mark.parametrize(
    ("effect", "why"),
    [
        (Say(to=B, key="told", quotes=(1,)), "f: answer 1 quoted to somebody who may not see it"),
        (Say(to=None, key="told", quotes=(1,)), "f: answer 1 quoted to somebody who may not see it"),
        (Say(to=A, key="told", seen=Seen.SHARED, quotes=(1,)), "f: answer 1 quoted to somebody who may not see it"),
        (Say(to=A, key="told", quotes=(2,)), "f: answer 2 quoted to somebody who may not see it"),
        (Record(name="known", quotes=(1,)), "f: answer 1 quoted to somebody who may not see it"),
        (Record(name="other"), "f keeps other and does not say so"),
    ],
)
def test_P1_a_flow_that_would_show_what_somebody_may_not_see_stops_before_it_does(effect: Effect, why: str) -> None:
    with pytest.raises(AssertionError, match=f"^{why}$"):
        Drive(quoting(effect)).says(A, "between me and me")


def test_what_is_told_and_reported_stands_between_the_old_prompts_and_the_new_ones() -> None:
    ask = Ask("q", of=EACH, seen=Seen.SEALED, expects=one_of("yes"))
    last, first = Report(name="later", by=A, last=True), Report(name="now", by=A)
    move = Move(at="q", on="yes", to="met", then=(lambda scene: scene.add(last, first), tell("told", to="actor")))
    drive = Drive(Flow(name="f", states=(ask, Meet("met"), End("over")), moves=(move, Move("met", "met", "over"))))

    close = Close(to=A, turn=0, ask="q", answer=1)
    assert after(drive, "yes") == (close, first, Say(to=A, key="told"), Show(to=A), last)
