"""Which texts a flow calls for, as far as that can be found without playing it: a walk meets the others."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime

from flows.engine.effects import Effect, Line, Print, Say
from flows.engine.events import Chose
from flows.engine.frozen import replace
from flows.engine.prompt import Prompt, prompt
from flows.engine.script import (
    ANY,
    Ask,
    Flow,
    Meet,
    Move,
    Options,
    Palette,
    Questions,
    Scene,
    State,
    Ticks,
    When,
    Words,
)
from flows.engine.session import Answer, Form, Partner, Position, Seen, Session
from flows.engine.step import start

Memory = Mapping[str, int | str]
"""What a session remembers in which a prompt or an action is tried."""

NOW = datetime(2026, 5, 4, 18, 2, tzinfo=UTC)
_UNTRIED = (ArithmeticError, AssertionError, AttributeError, LookupError, TypeError, ValueError)
"""How something ends that wants what only a walk comes to."""


def keys(flow: Flow, memory: Memory | None = None) -> set[str]:
    """Return the keys of the texts that ``flow`` calls for."""
    named = {f"step-{flow.name}", *({f"{flow.name}-menu"} if flow.command else ())}
    rows = (key for state in flow.states for key in _of_state(flow, state))
    shown = (key for one in prompts(flow, memory) for key in of_prompt(one))
    return {*named, *rows, *shown, *said(flow, memory)}


def prompts(flow: Flow, memory: Memory | None = None) -> Iterator[Prompt]:
    """Yield the prompts of either of the two, each page of questions too."""
    for state in flow.states:
        pages = state.expects.pages() if isinstance(state, Ask) and isinstance(state.expects, Questions) else ()
        for speaker in Partner:
            session = both_at(flow, state.name, memory, speaker)
            for page in pages or (None,):
                try:
                    shown = prompt(flow, session, Partner.A, page)
                except _UNTRIED:
                    continue
                if shown is not None:
                    yield shown


def said(flow: Flow, memory: Memory | None = None) -> set[str]:
    """Return what the actions of a flow say, each tried where it stands: with no answers, and with one to each ask."""
    return {key for move in flow.moves for effect in _tried(flow, move, memory) for key in of_effect(effect)}


def _tried(flow: Flow, move: Move, memory: Memory | None) -> Iterator[Effect]:
    for at in move.sources() if move.at != ANY else (flow.states[0].name,):
        bare = both_at(flow, at, memory)
        for session in (bare, _answered(flow, bare)):
            for on in move.triggers():
                event = Chose(by=Partner.A, turn=session.at(Partner.A).turn, option=on)
                for action in move.then:
                    try:
                        yield from action(Scene(session=session, by=Partner.A, now=NOW, event=event, left=at)).effects
                    except _UNTRIED:
                        continue


def both_at(flow: Flow, state: str, memory: Memory | None = None, speaker: Partner = Partner.A) -> Session:
    """Return a session in which both stand at ``state``, and neither has answered anything."""
    begun = start(flow, seed=1, now=NOW).session
    places = dict.fromkeys(begun.members, Position(state=state, turn=7, entered=7))
    return replace(begun, positions=places, speaker=speaker, memory=dict(memory or {}))


def _answered(flow: Flow, session: Session) -> Session:
    asks = [state for state in flow.states if isinstance(state, Ask)]
    by_whom = ((ask, by) for ask in asks for by in session.members)
    answers = tuple(_answer(n, ask, by) for n, (ask, by) in enumerate(by_whom, 1))
    return replace(session, answers=answers).remember(answers=len(answers))


def _answer(n: int, ask: Ask, by: Partner) -> Answer:
    form = Form.WORDS if isinstance(ask.expects, Words) else Form.CHOICE
    chosen = ask.expects.names[:1] if isinstance(ask.expects, Options) else ()
    return Answer(n=n, ask=ask.name, by=by, seen=ask.seen, form=form, chosen=chosen)


def _of_state(flow: Flow, state: State) -> Iterator[str]:
    key = f"{flow.name}-{state.name}"
    if isinstance(state, Meet) and state.exits:
        yield from (key, *(f"{key}.{name}" for name in state.exits))
    if not isinstance(state, Ask):
        return
    yield from (f"{key}-{page}" for page in state.expects.pages()) if isinstance(state.expects, Questions) else (key,)
    if state.holds is not None:
        yield f"{flow.name}-holds"
    if isinstance(state.expects, Words | Palette) and state.seen is Seen.SHARED:
        yield f"{key}-carried"
    match state.expects:
        case Words(example=example, extra=extra):
            yield from (*((f"{key}-example",) if example else ()), *(f"{key}.{name}" for name in extra))
        case Options(names=names, link=link):
            yield from (f"{key}.{name}" for name in names)
            yield from (f"{key}-{name}" for name in names if state.carries)
            yield from (f"{key}.link",) if link else ()
        case When(extra=extra):
            yield from (f"{key}.{name}" for name in extra)
        case Ticks(levels=levels, default=default):
            yield from (f"{key}.{level}" for level in {*levels, default} if not level.isdecimal())
        case Palette(deck=deck, items=tuple() as items):
            yield from (f"{deck}-{item}" for item in items)
        case _:
            pass


def of_prompt(shown: Prompt) -> Iterator[str]:
    """Yield the keys of the texts in a prompt."""
    yield shown.key
    yield from (button.key for button in shown.buttons if button.key)
    yield from _of_lines(shown.lines)
    if shown.page is not None and shown.page.area.name:
        yield f"{shown.page.deck}-area-{shown.page.area.name}"


def of_effect(effect: Effect) -> Iterator[str]:
    """Yield the keys of the texts that an effect says or prints."""
    if isinstance(effect, Say | Print):
        yield effect.key
        yield from _of_lines(effect.lines)
    if isinstance(effect, Print):
        yield from (f"{effect.key}.title", f"{effect.key}.file")


def _of_lines(lines: Iterable[Line]) -> Iterator[str]:
    for line in lines:
        yield from (line.key, *(key for _, key in line.names))
