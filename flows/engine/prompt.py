"""The screen of a session is a function of the session, so any prompt can be shown again."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Literal, NamedTuple, TypeAlias

from msgspec import Struct

from flows.engine.effects import Line
from flows.engine.frozen import replace
from flows.engine.script import (
    CLEAR,
    EACH,
    LISTENER,
    OPENING,
    SPEAKER,
    WORRIED,
    Ask,
    Choice,
    Flow,
    Meet,
    Options,
    Palette,
    Pick,
    Questions,
    Scale,
    Ticks,
    When,
    Words,
)
from flows.engine.session import Form, Partner, Seen, Session, may_see
from flows.engine.worksheet import BACK, ON, Page, page

OWN = re.compile(r"n(\d{1,6})")
"""An item that is somebody's own idea: the number of the answer that has its words."""

Kind: TypeAlias = Literal["ask", "preview", "again", "wait"]


class Button(Struct, frozen=True, kw_only=True):
    """``action`` comes back as ``Chose`` (or ``Ticked``). The label is ``text``, or the text under ``key``.

    ``at`` is a moment that the label names, alone if it has no key. With ``answer`` the label is the words of
    that answer. ``level`` is the level that the item has: a number or a key; it is ticked while it is in focus.
    ``ticked`` is None where nothing can be ticked. Buttons with the same ``row`` stand side by side; None:
    wherever there is room.
    """

    action: str
    key: str = ""
    text: str = ""
    at: datetime | None = None
    ticked: bool | None = None
    answer: int | None = None
    level: str = ""
    row: int | None = None


class Prompt(Struct, frozen=True, kw_only=True):
    """What one partner is shown now. ``wait``: nothing is asked of them.

    ``passing``: which question of several is shown is not known here, so only a press can answer it (P5).
    ``words``: it asks for words, so it starts with its mark; ``typed``: something typed can answer it.
    ``long_chars``: a longer preview is called long; ``several``: it is put together from several messages.
    ``page`` is the page of a worksheet. ``helps``: beneath it stands where help is.
    """

    to: Partner
    turn: int
    ask: str
    key: str
    kind: Kind
    seen: Seen
    words: bool = False
    typed: bool = False
    quotes: tuple[int, ...] = ()
    buttons: tuple[Button, ...] = ()
    hint: str | None = None
    long_chars: int | None = None
    several: bool = False
    part: int | None = None
    parts: int = 0
    discreet: bool = False
    quiet: bool = False
    passing: bool = False
    moment: datetime | None = None
    link: str | None = None
    lines: tuple[Line, ...] = ()
    page: Page | None = None
    helps: bool = False


def asked(flow: Flow, session: Session, partner: Partner) -> Ask | None:
    """Return the ask that ``partner`` is expected to answer now, None if nothing is asked of them."""
    if session.ended is not None:
        return None
    position = session.positions[partner]
    state = flow.by_name[position.again or position.state]
    if not isinstance(state, Ask) or position.again:
        return state if isinstance(state, Ask) else None
    if state.of is EACH:
        return state
    wanted = session.speaker if state.of is SPEAKER else session.speaker.other
    return state if partner is wanted else None


def prompt(flow: Flow, session: Session, partner: Partner, question: str | None = None) -> Prompt | None:
    """Return what ``partner`` is shown now, None where the conversation has nothing to show.

    ``question`` is the one of several ``Questions`` to show, the first one if None.
    """
    shown = _prompt(flow, session, partner, question)
    named = tuple(button.answer for button in shown.buttons if button.answer is not None) if shown else ()
    for n in (*shown.quotes, *named) if shown else ():
        answer = session.numbered(n)
        assert answer is not None  # the flow quotes what it has
        assert may_see(partner, answer)  # P1 and P2 by construction
    return shown


class Outline(NamedTuple):
    """What a prompt is, without all that it shows; ``exits`` are the ways out that whoever waits is offered."""

    turn: int
    ask: str
    key: str
    kind: Kind
    exits: tuple[str, ...] = ()


def outline(flow: Flow, session: Session, partner: Partner) -> Outline | None:
    """Return what kind of prompt ``partner`` has now, None where the conversation has nothing to show."""
    if session.ended is not None:
        return None
    position, ask = session.positions[partner], asked(flow, session, partner)
    if ask is None:
        state = flow.by_name[position.state]
        if not isinstance(state, Meet | Ask):
            return None
        exits = state.exits if isinstance(state, Meet) else ()
        key = "engine-listen" if isinstance(state, Ask) else f"{flow.name}-{state.name}" if exits else "engine-wait"
        return Outline(position.turn, state.name, key, "wait", exits)
    if position.draft is not None:
        return Outline(position.turn, ask.name, "engine-preview", "preview")
    kind: Kind = "again" if position.again_n is not None else "ask"
    return Outline(position.turn, ask.name, f"{flow.name}-{ask.name}", kind)


def _prompt(flow: Flow, session: Session, partner: Partner, question: str | None) -> Prompt | None:
    shape = outline(flow, session, partner)
    if shape is None:
        return None
    if shape.kind == "wait":
        return _wait(shape, partner)
    position, ask = session.at(partner), asked(flow, session, partner)
    assert ask is not None  # only whoever waits is asked nothing
    if shape.kind == "preview":
        return _preview(session, partner, ask)
    key = shape.key
    if isinstance(ask.expects, Questions):
        key = f"{key}-{question or ask.expects.first()}"
    words = isinstance(ask.expects, Words)
    return Prompt(
        to=partner,
        turn=position.turn,
        ask=ask.name,
        key=key,
        kind=shape.kind,
        seen=ask.seen,
        words=words,
        typed=words or isinstance(ask.expects, Pick | When),
        quotes=ask.quotes(session, partner) if ask.quotes else (),
        buttons=(*_buttons(flow, session, partner, ask, question), *_leave(session, partner)),
        part=None if session.aside else ask.part,
        parts=flow.parts,
        discreet=ask.discreet,
        quiet=ask.quiet,
        passing=isinstance(ask.expects, Questions),
        moment=ask.moment(session) if ask.moment else None,
        link=ask.expects.link if isinstance(ask.expects, Options) else None,
        lines=ask.lines(session, partner) if ask.lines else (),
        page=page(ask.expects, session, partner) if isinstance(ask.expects, Ticks) else None,
        helps=question == WORRIED,
    )


def _wait(shape: Outline, partner: Partner) -> Prompt:
    buttons = tuple(Button(action=name, key=f"{shape.key}.{name}") for name in shape.exits)
    return Prompt(
        to=partner,
        turn=shape.turn,
        ask=shape.ask,
        key=shape.key,
        kind="wait",
        seen=Seen.PRIVATE,
        buttons=buttons,
    )


def _preview(session: Session, partner: Partner, ask: Ask) -> Prompt:
    position = session.at(partner)
    draft = session.numbered(position.draft or 0)
    buttons = tuple(Button(action=name, key=f"engine-preview.{name}") for name in ("send", "rewrite", "keep"))
    return Prompt(
        to=partner,
        turn=position.turn,
        ask=ask.name,
        key="engine-preview",
        kind="preview",
        seen=Seen.PRIVATE,
        typed=True,
        quotes=(position.draft,) if position.draft is not None else (),
        buttons=buttons,
        hint=position.hint,
        long_chars=ask.expects.long_chars if isinstance(ask.expects, Words) else None,
        several=draft is not None and bool(draft.parts and session.typed_for(draft)),
    )


def _leave(session: Session, partner: Partner) -> tuple[Button, ...]:
    return (Button(action="leave", key="engine-again.leave"),) if session.at(partner).again_n else ()


def _buttons(flow: Flow, session: Session, partner: Partner, ask: Ask, question: str | None) -> tuple[Button, ...]:
    key, position = f"{flow.name}-{ask.name}", session.at(partner)
    match ask.expects:
        case Words() as words:
            return _word_buttons(key, session, partner, ask, words)
        case Options() as options:
            return tuple(option_button(key, session, options, name) for name in options.open_to(session, partner))
        case Scale(low, high):
            return tuple(Button(action=str(n), text=str(n)) for n in range(low, high + 1))
        case Palette() as palette:
            ticks = tuple(
                item_button(palette.deck, item, ticked=item in position.ticked)
                for item in palette.offer(session, partner)
            )
            skip = (Button(action="skip", key="engine-palette.skip"),) if palette.skip else ()
            return (*ticks, Button(action="done", key="engine-palette.done"), *skip)
        case Ticks() as worksheet:
            return _worksheet_buttons(key, worksheet, page(worksheet, session, partner))
        case Choice() as choice:
            return tuple(item_button(choice.deck, item) for item in choice.offer(session, partner))
        case Pick() as pick:
            return tuple(Button(action=name, text=name) for name in position.found or pick.offer(session))
        case When() as when:
            times = (Button(action=iso, at=datetime.fromisoformat(iso)) for iso in moments(when, session, partner))
            return (*times, *(Button(action=name, key=f"{key}.{name}") for name in when.extra))
        case Questions() as questions:
            return _question_buttons(key, questions.first() if question is None else question)


def _question_buttons(key: str, shown: str) -> tuple[Button, ...]:
    if shown in (OPENING, CLEAR, WORRIED):
        names = ("go_on", "skip") if shown == OPENING else ("done",)
        return tuple(Button(action=name, key=f"{key}-{shown}.{name}") for name in names)
    answers = ("yes", "no", "rather_not")
    return tuple(Button(action=f"{shown}:{answer}", key=f"engine-questions.{answer}") for answer in answers)


def item_button(deck: str, item: str, *, ticked: bool | None = None) -> Button:
    """Return the button of an item: of a deck, or of somebody's own words (``n12``)."""
    if OWN.fullmatch(item):
        return Button(action=item, answer=int(item[1:]), ticked=ticked)
    return Button(action=item, key=f"{deck}-{item}", ticked=ticked)


def _worksheet_buttons(key: str, ticks: Ticks, shown: Page) -> tuple[Button, ...]:
    """Return each item with its level, the levels under the one in focus, and the way to the other pages."""
    buttons: list[Button] = []
    for item, level in shown.levels.items():
        plain, row = item_button(ticks.deck, item), len(buttons)
        buttons.append(replace(plain, level=level_of(key, level), ticked=item == shown.focus, row=row))
        if item == shown.focus:
            buttons += [
                replace(_level_button(key, item, name), ticked=name == level, row=row + 1 + i // 6)
                for i, name in enumerate(ticks.levels)
            ]
    last = len(buttons) + 1
    turns = [(BACK, shown.number > 1, "engine-worksheet.back"), (ON, shown.number < shown.pages, "engine-worksheet.on")]
    buttons += [Button(action=action, key=turn, ticked=False, row=last) for action, there, turn in turns if there]
    done = "engine-worksheet.done" if shown.pages > 1 else "engine-palette.done"
    return (*buttons, Button(action="done", key=done, row=last + 1))


def level_of(key: str, level: str) -> str:
    """Return a level of the worksheet ``key`` as a button has it: a number, or the key of a text."""
    return level if level.isdecimal() else f"{key}.{level}"


def _level_button(key: str, item: str, level: str) -> Button:
    action = f"{item}:{level}"
    return Button(action=action, text=level) if level.isdecimal() else Button(action=action, key=f"{key}.{level}")


def moments(when: When, session: Session, partner: Partner) -> tuple[str, ...]:
    """Return the moments (ISO 8601, UTC) that ``partner`` can pick: those that were typed, else those on offer."""
    return session.at(partner).found or tuple(moment.isoformat() for moment in when.offer(session, partner))


def _word_buttons(key: str, session: Session, partner: Partner, ask: Ask, words: Words) -> tuple[Button, ...]:
    return (
        *((Button(action="example", key="engine-words.example"),) if words.example else ()),
        *((Button(action="notes", key="engine-words.notes"),) if notes(session, partner, ask) else ()),
        *((Button(action="skip", key="engine-words.skip"),) if words.skip else ()),
        *(Button(action=name, key=f"{key}.{name}") for name in ways_beside(session, partner, words)),
    )


def ways_beside(session: Session, partner: Partner, words: Words) -> tuple[str, ...]:
    """Return the options beside the words; none where they are asked for again, since the way goes on already."""
    return () if session.at(partner).again else words.extra


def option_button(key: str, session: Session, options: Options, name: str) -> Button:
    """Return the button of one option, with the moment that it names."""
    at = None
    if name in options.after:
        at = datetime.fromisoformat(str(session.memory[options.since])) + options.after[name]
    return Button(action=name, key=f"{key}.{name}", at=at)


def notes(session: Session, partner: Partner, ask: Ask) -> tuple[int, ...]:
    """Return the numbers of the author's private answers that may be put together for ``ask``.

    Wherever words go to the partner, what was typed while the talk stood still ("draft") counts; where the
    floor is the author's own, also what they typed or kept to themselves before ("aside").
    """
    names = ask.expects.notes if isinstance(ask.expects, Words) else ()
    kinds = () if ask.seen is not Seen.SHARED else ("draft",) if ask.of is LISTENER else ("draft", "aside")
    mine = [session.given(name, partner) for name in names]
    loose = [answer for answer in session.answers if answer.ask in kinds and answer.by is partner]
    return tuple(a.n for a in (*mine, *loose) if a and a.seen is Seen.PRIVATE and a.form is not Form.SKIPPED)
