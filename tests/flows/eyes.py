"""Who may read which answer, worked out a second time from what people did and from the marks of the asks.

It never looks at ``Answer.seen``, ``Answer.opened`` or ``may_see``, so that it can contradict them.
"""

from __future__ import annotations

from collections.abc import Iterable

from flows.engine.effects import Close, Keep
from flows.engine.events import Amended, Chose, Event, Said, Withdrew
from flows.engine.moving import Outcome
from flows.engine.prompt import prompt
from flows.engine.script import Ask, Flow
from flows.engine.session import Partner, Seen, Session


def with_parts(session: Session, numbers: Iterable[int]) -> set[int]:
    """Return the numbers and those of all that is put together in them: what a quote makes visible."""
    found: set[int] = set()
    for n in numbers:
        answer = session.numbered(n)
        found |= {n} | with_parts(session, answer.parts if answer else ())
    return found


class Eyes:
    """``shared`` are the answers that their author has sent, ``complete`` the sealed asks that both have answered.

    ``letters`` are apologies sent and not opened yet.
    """

    def __init__(self, flow: Flow) -> None:
        self._flow = flow
        self._asks = {state.name: state for state in flow.states if isinstance(state, Ask)}
        self.author: dict[int, Partner] = {}
        self.shared: set[int] = set()
        self.sealed: dict[str, dict[Partner, int]] = {}
        self.complete: set[str] = set()
        self.letters: dict[Partner, set[int]] = {}

    def may_read(self, viewer: Partner, n: int) -> bool:
        if self.author.get(n) is viewer or n in self.shared:
            return True
        return any(n in by.values() and len(by) == len(Partner) for by in self.sealed.values())

    def is_sealed(self, n: int) -> bool:
        return any(n in by.values() for by in self.sealed.values())

    def watch(self, before: Session, event: Event, outcome: Outcome) -> None:
        kept = {effect.n for effect in outcome.effects if isinstance(effect, Keep)}
        forgotten = {e.answer for e in outcome.effects if isinstance(e, Close) and e.answer and e.to is event.by}
        for n in kept | forgotten:
            self.author.setdefault(n, event.by)
        for answer in outcome.session.answers:  # one without words may be put together for the other one, too
            self.author.setdefault(answer.n, answer.by)
        match event:
            case Said(aloud=True):
                self.shared |= kept
            case Said():
                self._sealed_now(before, event.by, outcome.session)
            case Chose():
                self._chose(before, event, outcome.session)
            case Withdrew():
                for name, answers in self.sealed.items():
                    if answers.get(event.by) == event.n:
                        del answers[event.by]
                        self.complete.discard(name)
            case Amended(send=True):
                self.shared.add(event.n)
            case _:
                pass

    def _chose(self, before: Session, event: Chose, after: Session) -> None:
        ask = self._asked(before, event.by)
        if ask is None:
            return
        if before.at(event.by).draft is not None:
            if event.option == "send":
                self.shared |= self._on_screen(before, event.by)
        elif ask.seen is Seen.SHARED and event.option not in ("notes", "example"):
            self.shared |= self._answered(before, event.by, ask, after)
        else:
            self._sealed_now(before, event.by, after)
        self._letter(before, event, ask, after)

    def _letter(self, before: Session, event: Chose, ask: Ask, after: Session) -> None:
        match ask.name, event.option:
            case "preview", "send":  # an appreciation: on its way by this press, and nothing can stop it
                self.shared |= self._on_screen(before, event.by)
                self.shared |= {answer.n for answer in after.answers} - {answer.n for answer in before.answers}
            case "letter_preview", "send":
                new = {answer.n for answer in after.answers} - {answer.n for answer in before.answers}
                self.letters[event.by] = self._on_screen(before, event.by) | new
            case _, "share":  # the press that sends what its author has put together and sees
                new = {answer.n for answer in after.answers} - {answer.n for answer in before.answers}
                self.shared |= self._on_screen(before, event.by) | new
            case "letter_waits", "take_back":
                del self.letters[event.by]
            case "share", "send":  # a page of somebody's own, which they see
                self.shared |= self._on_screen(before, event.by)
            case (("receive" | "receive_later"), "ready"):
                self.shared |= self.letters.pop(event.by.other)

    def _sealed_now(self, before: Session, by: Partner, after: Session) -> None:
        ask = self._asked(before, by)
        if ask is not None and ask.seen is Seen.SEALED:
            for n in self._answered(before, by, ask, after):
                answers = self.sealed.setdefault(ask.name, {})
                if ask.name in self.complete and n not in answers.values():  # both are asked once more
                    self.shared |= set(answers.values())
                    answers.clear()
                    self.complete.discard(ask.name)
                answers[by] = n
                if len(answers) == len(Partner) and all(place.state != ask.name for place in after.positions.values()):
                    self.complete.add(ask.name)  # not where one of them answered before a stop, and is asked again

    def _on_screen(self, before: Session, by: Partner) -> set[int]:
        shown = prompt(self._flow, before, by)
        return with_parts(before, shown.quotes if shown else ())

    def _asked(self, session: Session, by: Partner) -> Ask | None:
        return self._asks.get(session.at(by).again or session.at(by).state)

    @staticmethod
    def _answered(before: Session, by: Partner, ask: Ask, after: Session) -> set[int]:
        """Return the answers to ``ask`` that the event has made or changed."""
        mine = (answer for answer in after.answers if answer.by is by and answer.ask == ask.name)
        return {answer.n for answer in mine if before.numbered(answer.n) != answer}
