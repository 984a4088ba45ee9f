"""One conversation in memory, driven as the shell would: it keeps words, timers and screens, and checks every step."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from flows.engine.effects import Effect, Forget, Keep, Print, Record, Report, Say, Set, Show, Wake
from flows.engine.events import (
    LOOSE,
    Amended,
    Called,
    Chose,
    Edited,
    Event,
    Reopened,
    Said,
    Ticked,
    Withdrew,
    Woke,
    Words,
)
from flows.engine.frozen import replace
from flows.engine.moving import Outcome
from flows.engine.prompt import Prompt, prompt
from flows.engine.refusal import Reason, Refused
from flows.engine.script import Flow
from flows.engine.session import Answer, Facts, Partner
from flows.engine.step import start, step
from tests.flows import checks
from tests.flows.eyes import Eyes, with_parts

A, B = Partner.A, Partner.B
START = datetime(2030, 1, 7, 18, 0, tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Screen:
    """The last message with a live prompt that somebody has: its turn, its question, the words quoted in it."""

    turn: int
    question: str | None
    words: dict[int, Words]


class Drive:
    """``said``, ``reports``, ``settings`` and ``pending`` are all that was asked for so far.

    ``body`` is the session as the database has it.
    """

    def __init__(
        self,
        flow: Flow,
        *,
        seed: int = 0,
        at: str | None = None,
        memory: dict[str, int | str] | None = None,
        known: Mapping[str, Facts] | None = None,
    ) -> None:
        self.flow, self.now = flow, START
        self.words: dict[int, Words] = {}
        self.screens: dict[Partner, Screen] = {}
        self.read: dict[Partner, list[str]] = {A: [], B: []}
        self.seen: dict[Partner, set[int]] = {A: set(), B: set()}
        self.said: list[Say] = []
        self.reports: list[Report] = []
        self.settings: dict[str, str] = {}
        self.pending: list[Wake] = []
        self.effects: tuple[Effect, ...] = ()
        self.kept: list[Record] = []
        self.printed: list[Print] = []
        self.eyes = Eyes(flow)
        outcome = start(flow, seed=seed, now=self.now, at=at, memory=memory, known=known)
        self.session, self.body = checks.reloaded(outcome.session)
        self._carry_out(outcome)
        checks.session(self)

    # What people do

    def takes_over(self, before: Drive) -> None:
        """Do as the shell does when the step begins once more, and when something was added meanwhile."""
        hand_on = self.flow.hands_on
        assert hand_on is not None  # else nothing is taken over
        self.session, self.body = checks.reloaded(hand_on(self.session, before.session), self.session)
        for answer in self.session.answers:
            if answer.handed_on in before.words:
                self.words[answer.n] = before.words[answer.handed_on]
            if answer.handed_on and before.eyes.may_read(answer.by.other, answer.handed_on):
                self.eyes.shared.add(answer.n)
                self.eyes.author[answer.n] = answer.by

    def says(
        self, by: Partner, text: str = "hello", *, aloud: bool = False, voice: bool = False, hint: str | None = None
    ) -> Outcome:
        marked = f"{checks.MARK} {text}"
        words = Words(voice=marked) if voice else Words(text=marked)
        return self.apply(Said(by=by, turn=self.session.at(by).turn, words=words, aloud=aloud, hint=hint))

    def types(self, by: Partner, text: str) -> Outcome:
        """Send a text as it is, such as the name of a city."""
        return self.apply(self.typed(by, text))

    def proposes(self, by: Partner, *moments: datetime) -> Outcome:
        """Type something that may mean these moments."""
        return self.apply(replace(self.typed(by, "some time"), moments=moments))

    def presses(self, by: Partner, *options: str, aloud: bool = False) -> None:
        for option in options:
            self.apply(Chose(by=by, turn=self.session.at(by).turn, option=option, aloud=aloud))

    def both(self, *options: str) -> None:
        for option in options:
            for by in self.session.members:
                self.presses(by, option)

    def sends(self, by: Partner, text: str = "hello") -> None:
        """Say something the partner will see, and press Send at its preview."""
        self.says(by, text)
        self.presses(by, "send")

    def ticks(self, by: Partner, *items: str) -> None:
        for item in items:
            self.apply(self.ticked(by, item))
        self.presses(by, "done")

    def knows(self, name: str, facts: Facts) -> None:
        """Let another conversation have kept a record that this one reads."""
        self.session = replace(self.session, known={**self.session.known, name: facts})

    def edits(self, by: Partner, n: int, text: str, *, aloud: bool = False) -> Outcome:
        return self.apply(Edited(by=by, n=n, words=Words(text=f"{checks.MARK} {text}"), aloud=aloud))

    def reopens(self, by: Partner, n: int) -> Outcome:
        return self.apply(Reopened(by=by, n=n))

    def withdraws(self, by: Partner, n: int) -> Outcome:
        return self.apply(Withdrew(by=by, n=n))

    def amends(self, by: Partner, n: int, *, send: bool = True) -> Outcome:
        return self.apply(Amended(by=by, n=n, send=send))

    def calls(self, name: str, by: Partner = A) -> Outcome:
        return self.apply(Called(name=name, by=by))

    def wakes(self, name: str) -> timedelta:
        """Let the time of the next live timer called ``name`` come, and return how long that took."""
        return self.comes(min((w for w in self.pending if w.name == name and self.is_live(w)), key=lambda w: w.at))

    def comes(self, wake: Wake) -> timedelta:
        """Let the time of a timer come, and return how long that took."""
        waited = wake.at - self.now
        self.now = max(self.now, wake.at)
        self.pending.remove(wake)
        self.apply(Woke(by=wake.by, entered=wake.entered, name=wake.name))
        return waited

    def refused(self, event: Event) -> Reason:
        """Return why ``event`` is refused; fail if it is not."""
        try:
            self.apply(event)
        except Refused as refusal:
            return refusal.reason
        msg = f"{event} was not refused"
        raise AssertionError(msg)

    def typed(self, by: Partner, text: str) -> Said:
        return Said(by=by, turn=self.session.at(by).turn, words=Words(text=text))

    def ticked(self, by: Partner, item: str) -> Ticked:
        return Ticked(by=by, turn=self.session.at(by).turn, item=item)

    def chose(self, by: Partner, option: str) -> Chose:
        return Chose(by=by, turn=self.session.at(by).turn, option=option)

    # What can be seen

    def is_live(self, wake: Wake) -> bool:
        return self.session.ended is None and wake.entered in (LOOSE, self.session.at(wake.by).entered)

    def prompt(self, by: Partner, question: str | None = None) -> Prompt:
        shown = prompt(self.flow, self.session, by, question)
        assert shown is not None
        return shown

    def state(self, by: Partner) -> str:
        return self.session.at(by).state

    def states(self) -> set[str]:
        return {place.state for place in self.session.positions.values()}

    def options(self, by: Partner) -> tuple[str, ...]:
        screen = self.screens.get(by)
        return tuple(button.action for button in self.prompt(by, screen.question if screen else None).buttons)

    def told(self, by: Partner) -> list[str]:
        return [say.key for say in self.said if say.to in (by, None)]

    def answer(self, ask: str, by: Partner) -> Answer:
        answer = self.session.given(ask, by)
        assert answer is not None
        return answer

    def text(self, n: int) -> str:
        return (self.words[n].text or self.words[n].voice or "").removeprefix(f"{checks.MARK} ")

    # The shell's part

    def apply(self, event: Event) -> Outcome:
        before = self.session
        try:
            outcome = step(self.flow, before, event, self.now)
        except Refused:
            assert checks.dumped(self.session) == self.body, "a refused event has changed something"
            raise
        checks.sent_as_seen(self, event)
        self.eyes.watch(before, event, outcome)
        self.session, self.body = checks.reloaded(outcome.session, before)
        checks.turns(self.flow, before, event, outcome.session)
        self._carry_out(outcome)
        checks.whispers(self, before, event, outcome)
        checks.session(self)
        return outcome

    def _carry_out(self, outcome: Outcome) -> None:
        self.effects = outcome.effects
        checks.effects(self, outcome)
        for effect in outcome.effects:
            match effect:
                case Keep():
                    self.words[effect.n] = effect.words
                case Forget():
                    self.words.pop(effect.n, None)
                case Wake():
                    self.pending.append(effect)
                case Set():
                    self.settings[effect.name] = effect.value
                case Report():
                    self.reports.append(effect)
                case Record():
                    self.kept.append(effect)
                case Print():
                    self.printed.append(effect)
                case Say():
                    self._say(effect)
                case Show():
                    self._show(effect)
                case _:
                    closed = self.screens.get(effect.to)
                    if closed is not None and closed.turn == effect.turn:
                        del self.screens[effect.to]

    def _say(self, say: Say) -> None:
        self.said.append(say)
        for by in self.session.members if say.to is None else (say.to,):
            self._reads(by, say.quotes)

    def _show(self, show: Show) -> None:
        shown = self.prompt(show.to, show.question)
        old = self.screens.get(show.to)
        assert old is None or (show.redraw and old.turn == shown.turn), "two live prompts at once"
        self._reads(show.to, shown.quotes)
        words = {n: self.words[n] for n in with_parts(self.session, shown.quotes) if n in self.words}
        self.screens[show.to] = Screen(turn=shown.turn, question=show.question, words=words)

    def _reads(self, by: Partner, quotes: tuple[int, ...]) -> None:
        checks.quotes(self, by, quotes)
        numbers = with_parts(self.session, quotes)
        self.seen[by] |= numbers
        self.read[by] += [self.text(n) for n in sorted(numbers) if n in self.words]
