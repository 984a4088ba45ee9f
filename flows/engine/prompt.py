"""The screen of a session is a function of the session, so any prompt can be shown again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal, NamedTuple, TypeAlias

from flows.engine.script import (
    EACH,
    LISTENER,
    SPEAKER,
    Ask,
    Flow,
    Meet,
    Options,
    Palette,
    Pick,
    Questions,
    Scale,
    Words,
)
from flows.engine.session import Form, Partner, Seen, Session, may_see

Kind: TypeAlias = Literal["ask", "preview", "again", "wait"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Button:
    """``action`` comes back as ``Chose`` (or ``Ticked``). The label is ``text``, or the text under ``key``.

    ``at`` is a moment that the label names; ``ticked`` is None where nothing can be ticked.
    """

    action: str
    key: str = ""
    text: str = ""
    at: datetime | None = None
    ticked: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Prompt:
    """What one partner is shown now. ``wait``: nothing is asked of them.

    ``passing``: which question of several is shown is not known here, so only a press can answer it (P5).
    ``words``: it asks for words, so it starts with its mark; ``typed``: something typed can answer it.
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
    long: bool = False
    part: int | None = None
    parts: int = 0
    discreet: bool = False
    quiet: bool = False
    passing: bool = False
    moment: datetime | None = None
    link: str | None = None


def asked(flow: Flow, session: Session, partner: Partner) -> Ask | None:
    """Return the ask that ``partner`` is expected to answer now, None if nothing is asked of them."""
    position = session.at(partner)
    if session.ended is not None:
        return None
    state = flow.state(position.again or position.state)
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
    for n in shown.quotes if shown else ():
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
    position, ask = session.at(partner), asked(flow, session, partner)
    if ask is None:
        state = flow.state(position.state)
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
        key = f"{key}-{question or next(iter(ask.expects.calm))}"
    words = isinstance(ask.expects, Words)
    return Prompt(
        to=partner,
        turn=position.turn,
        ask=ask.name,
        key=key,
        kind=shape.kind,
        seen=ask.seen,
        words=words,
        typed=words or isinstance(ask.expects, Pick),
        quotes=ask.quotes(session, partner) if ask.quotes else (),
        buttons=(*_buttons(flow, session, partner, ask, question), *_leave(session, partner)),
        part=ask.part,
        parts=flow.parts,
        discreet=ask.discreet,
        quiet=ask.quiet,
        passing=isinstance(ask.expects, Questions),
        moment=ask.moment(session) if ask.moment else None,
        link=ask.expects.link if isinstance(ask.expects, Options) else None,
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
        long="long" in position.ticked,
    )


def _leave(session: Session, partner: Partner) -> tuple[Button, ...]:
    return (Button(action="leave", key="engine-again.leave"),) if session.at(partner).again_n else ()


def _buttons(flow: Flow, session: Session, partner: Partner, ask: Ask, question: str | None) -> tuple[Button, ...]:
    key, position = f"{flow.name}-{ask.name}", session.at(partner)
    match ask.expects:
        case Words() as words:
            return _word_buttons(key, session, partner, ask, words)
        case Options() as options:
            return tuple(option_button(key, session, options, name) for name in options.names)
        case Scale(low, high):
            return tuple(Button(action=str(n), text=str(n)) for n in range(low, high + 1))
        case Palette() as palette:
            ticks = tuple(
                Button(action=item, key=f"{palette.deck}-{item}", ticked=item in position.ticked)
                for item in palette.items
            )
            skip = (Button(action="skip", key="engine-palette.skip"),) if palette.skip else ()
            return (*ticks, Button(action="done", key="engine-palette.done"), *skip)
        case Pick() as pick:
            return tuple(Button(action=name, text=name) for name in position.found or pick.offer(session))
        case Questions() as questions:
            name = question or next(iter(questions.calm))
            return tuple(
                Button(action=f"{name}:{answer}", key=f"engine-questions.{answer}")
                for answer in ("yes", "no", "rather_not")
            )


def _word_buttons(key: str, session: Session, partner: Partner, ask: Ask, words: Words) -> tuple[Button, ...]:
    return (
        *((Button(action="example", key="engine-words.example"),) if words.example else ()),
        *((Button(action="notes", key="engine-words.notes"),) if notes(session, partner, ask) else ()),
        *((Button(action="skip", key="engine-words.skip"),) if words.skip else ()),
        *(Button(action=name, key=f"{key}.{name}") for name in words.extra),
    )


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
