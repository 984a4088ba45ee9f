"""Random walks: from a few drawn numbers to an event that people, timers or commands could make at this very moment."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st

from flows.engine import script
from flows.engine.events import Amended, Called, Chose, Edited, Event, Reopened, Said, Ticked, Withdrew, Woke, Words
from flows.engine.frozen import replace
from flows.engine.moving import Outcome
from flows.engine.prompt import Prompt, asked, prompt
from flows.engine.refusal import Refused
from flows.engine.script import Ask, Pick, Questions, When
from flows.engine.session import Partner, Seen, Session
from tests.flows.checks import MARK
from tests.flows.drive import Drive
from tests.fuzz.bounds import TIMES

CITIES = ("Lisbon", "Madrid, please", "+05:30", "Xyzzyville")
LONG = "word " * 150
MOST_AFTERWARDS = 9
"""Events of a walk after the end of the conversation: enough to see that only edits count."""

FEW = 12
"""Examples while mutmut runs: it does so once for each mutant."""
WITHOUT_SHRINKING = (Phase.explicit, Phase.reuse, Phase.generate)
SHRINKING = (*WITHOUT_SHRINKING, Phase.shrink)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stir:
    """What is drawn: a kind of event, who makes it, and two numbers that settle the rest."""

    kind: str
    by: Partner
    pick: int
    twist: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Stride:
    """One event of a walk; ``outcome`` is None if it was refused."""

    before: Session
    event: Event
    outcome: Outcome | None


def bounded(examples: int) -> settings:
    for_mutants = "MUTANT_UNDER_TEST" in os.environ
    return settings(
        max_examples=min(examples, FEW) if for_mutants else examples * TIMES,
        deadline=None,  # a shared machine stalls longer than the default 200 ms
        derandomize=for_mutants or ("CI" in os.environ and TIMES == 1),
        phases=WITHOUT_SHRINKING if for_mutants else SHRINKING,  # to explain a walk takes minutes
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    )


def walk(drive: Drive, stirs: Iterable[Stir]) -> Iterator[Stride]:
    """Go on by one event for each of ``stirs``; every check of ``Drive`` is made on the way."""
    last: Event | None = None
    over = 0
    for drawn in stirs:
        stir = drawn if drawn.by in drive.session.members else replace(drawn, by=drawn.by.other)
        event = last if stir.kind == "doubled" and last else EVENTS.get(stir.kind, _answer)(drive, stir)
        if isinstance(event, Woke) and event is not last:
            _come(drive, event)
        before = drive.session
        drive.now += timedelta(minutes=stir.twist % 3)
        over += drive.session.ended is not None
        if over > MOST_AFTERWARDS:
            return
        try:
            outcome = drive.apply(event)
        except Refused:
            yield Stride(before=before, event=event, outcome=None)
            continue
        last = event
        yield Stride(before=before, event=event, outcome=outcome)


def _answer(drive: Drive, stir: Stir) -> Event:
    """Answer what is asked, of either of them; where nothing is, let time pass or somebody call."""
    session = drive.session
    for by in sorted(session.members, key=lambda member: member is not stir.by):
        shown = prompt(drive.flow, session, by)
        if shown is not None and shown.kind != "wait":
            return _answer_to(drive, shown, stir)
    return _live_wake(drive, stir)


def _answer_to(drive: Drive, shown: Prompt, stir: Stir) -> Event:
    ask = asked(drive.flow, drive.session, shown.to)
    if shown.kind == "preview":
        return _chose(shown, ("send", "send", "send", "keep", "rewrite")[stir.pick % 5], stir)
    if shown.words and stir.pick % 3:
        return _said(shown, stir, voice=_takes_voice(ask))
    if ask is not None and isinstance(ask.expects, Pick) and stir.pick % 2:
        return Said(by=shown.to, turn=shown.turn, words=Words(text=CITIES[stir.twist % len(CITIES)]))
    if ask is not None and isinstance(ask.expects, When) and stir.pick % 3 == 1:
        moments = (drive.now + timedelta(hours=stir.twist - 3), drive.now + timedelta(days=stir.twist))
        return Said(by=shown.to, turn=shown.turn, words=Words(text="some time"), moments=moments)
    ticks = [button for button in shown.buttons if button.ticked is not None]
    if ticks and (stir.pick % 5 if shown.page else not drive.session.at(shown.to).ticked):
        return Ticked(by=shown.to, turn=shown.turn, item=ticks[stir.pick % len(ticks)].action)
    question = drive.screens[shown.to].question
    if ask is not None and isinstance(ask.expects, Questions):
        question = question or ask.expects.first()
        shown = prompt(drive.flow, drive.session, shown.to, question) or shown
    if ask is not None and isinstance(ask.expects, Questions) and question in ask.expects.calm and stir.pick % 20:
        return _chose(shown, f"{question}:{ask.expects.calm[question]}", stir)
    buttons = [button for button in shown.buttons if button.ticked is None]
    if not buttons:
        return _said(shown, stir)
    onward = stir.twist % 3 == 0  # the first button is mostly the way on
    return _chose(shown, buttons[0 if onward else stir.pick % len(buttons)].action, stir)


def _chose(shown: Prompt, option: str, stir: Stir) -> Event:
    return Chose(by=shown.to, turn=shown.turn, option=option, aloud=_aloud(shown, stir))


def _takes_voice(ask: Ask | None) -> bool:
    return ask is not None and isinstance(ask.expects, script.Words) and ask.expects.voice


def _said(shown: Prompt, stir: Stir, *, voice: bool = False) -> Event:
    text = f"{MARK} {stir.pick}"
    if stir.twist % 7 == 1:
        text = f"{text} {LONG}"
    words = Words(voice=text) if voice and stir.twist % 5 == 1 else Words(text=text)
    hint = "you always" if stir.twist % 4 == 1 else None
    return Said(by=shown.to, turn=shown.turn, words=words, aloud=_aloud(shown, stir), hint=hint)


def _aloud(shown: Prompt, stir: Stir) -> bool:
    return shown.seen is Seen.SHARED and stir.twist % 6 == 2


def _live_wake(drive: Drive, stir: Stir) -> Event:
    live = sorted((wake for wake in drive.pending if drive.is_live(wake)), key=lambda wake: wake.at)
    if not live or stir.pick % 4 == 0:
        return _call(drive, stir)
    drive.now = max(drive.now, live[0].at)
    return Woke(by=live[0].by, entered=live[0].entered, name=live[0].name)


def _come(drive: Drive, woke: Woke) -> None:
    """Take the timer that was due away: it comes once, whether it means something then or not."""
    same = [w for w in drive.pending if (w.by, w.entered, w.name) == (woke.by, woke.entered, woke.name)]
    if same:
        drive.pending.remove(min(same, key=lambda wake: wake.at))


def _any_wake(drive: Drive, stir: Stir) -> Event:
    """A timer of another state, or one with another name, as a bug of the shell might bring it."""
    names = drive.flow.wakes or ("nothing",)
    if drive.pending and stir.twist % 3:
        wake = drive.pending[stir.pick % len(drive.pending)]
        if drive.is_live(wake):
            drive.now = max(drive.now, wake.at)
        return Woke(by=wake.by, entered=wake.entered, name=wake.name)
    entered = drive.session.positions[drive.session.members[0]].entered
    return Woke(by=stir.by, entered=entered, name=names[stir.pick % len(names)])


def _call(drive: Drive, stir: Stir) -> Event:
    names = drive.flow.calls or ("pause",)
    name = names[stir.pick % len(names)]
    if name == "leave" and stir.twist % 8:
        name = names[0]  # a walk that ends early shows little
    return Called(name=name, by=stir.by)


def _forged_call(drive: Drive, stir: Stir) -> Event:
    """Something that only a press may do, as if it came from outside."""
    state = drive.flow.state(drive.session.at(stir.by).state)
    names = script.triggers_of(state) or ("met",)
    name = names[stir.pick % len(names)]
    if stir.twist % 2:
        return Woke(by=stir.by, entered=drive.session.at(stir.by).entered, name=name)
    return Called(name=name, by=stir.by)


def _wrong_person(drive: Drive, stir: Stir) -> Event:
    """The partner presses the button of a prompt, with the turn that it carries."""
    shown = prompt(drive.flow, drive.session, stir.by)
    option = shown.buttons[stir.pick % len(shown.buttons)].action if shown and shown.buttons else "agree"
    turn = shown.turn if shown else drive.session.at(stir.by).turn
    return Chose(by=stir.by.other, turn=turn, option=option)


def _stale(drive: Drive, stir: Stir) -> Event:
    turn = drive.session.at(stir.by).turn - 1 - stir.twist % 4
    if stir.pick % 3 == 0:
        return Said(by=stir.by, turn=turn, words=Words(text=f"{MARK} late"))
    shown = prompt(drive.flow, drive.session, stir.by)
    if shown is None or not shown.buttons:
        return Chose(by=stir.by, turn=turn, option="go_on")
    button = shown.buttons[stir.pick % len(shown.buttons)]
    if button.ticked is not None:
        return Ticked(by=stir.by, turn=turn, item=button.action)
    return Chose(by=stir.by, turn=turn, option=button.action)


def _forged(drive: Drive, stir: Stir) -> Event:
    turn = drive.session.at(drive.session.members[0]).turn
    options = ("forged", "", "send", "skip", "done", "notes", "leave", "11", "-1", "safe:yes", "met", "go", "said")
    option = options[stir.pick % len(options)]
    if stir.twist % 3 == 0:
        return Ticked(by=stir.by, turn=turn, item=option)
    return Chose(by=stir.by, turn=turn, option=option)


def _typed(drive: Drive, stir: Stir) -> Event:
    """Words out of the blue, empty or too long ones among them."""
    text = ("", "  ", f"{MARK} {LONG * 6}", f"{MARK} by the way")[stir.pick % 4]
    return Said(
        by=stir.by,
        turn=drive.session.at(stir.by).turn,
        words=Words(text=text),
        aloud=stir.twist % 4 == 0,
        held=stir.twist % 4 == 1,
    )


def _number(drive: Drive, stir: Stir) -> int:
    numbers = [answer.n for answer in drive.session.answers] or [1]
    return 999 if stir.twist % 9 == 0 else numbers[stir.pick % len(numbers)]


def _edited(drive: Drive, stir: Stir) -> Event:
    n = _number(drive, stir)
    return Edited(by=stir.by, n=n, words=Words(text=f"{MARK} better {stir.twist}"))


def _amended(drive: Drive, stir: Stir) -> Event:
    offers = [answer.n for answer in drive.session.answers if answer.amends]
    n = offers[stir.pick % len(offers)] if offers and stir.twist % 5 else _number(drive, stir)
    return Amended(by=stir.by, n=n, send=stir.twist % 2 == 0)


EVENTS: dict[str, Callable[[Drive, Stir], Event]] = {
    "answer": _answer,
    "wrong person": _wrong_person,
    "stale": _stale,
    "forged": _forged,
    "typed": _typed,
    "edited": _edited,
    "amended": _amended,
    "reopened": lambda drive, stir: Reopened(by=stir.by, n=_number(drive, stir)),
    "withdrew": lambda drive, stir: Withdrew(by=stir.by, n=_number(drive, stir)),
    "woke": _any_wake,
    "called": _call,
    "forged call": _forged_call,
}

KINDS = (*("answer",) * 16, *EVENTS, "doubled")


def stirs(least: int = 40, most: int = 120, more: tuple[str, ...] = ()) -> st.SearchStrategy[list[Stir]]:
    """Draw a walk; events of the kinds ``more`` come often in it."""
    one = st.builds(
        Stir,
        kind=st.sampled_from((*KINDS, *more * 4)),
        by=st.sampled_from(Partner),
        pick=st.integers(0, 59),
        twist=st.integers(0, 59),
    )
    return st.lists(one, min_size=least, max_size=most)
