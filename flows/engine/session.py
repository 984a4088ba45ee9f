"""Where two people stand in one conversation. Frozen values that survive a JSON round trip and hold no words."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from enum import StrEnum
from operator import attrgetter
from typing import Any, TypeAlias

from msgspec import Struct, field

from flows.engine.frozen import replace_struct

Facts: TypeAlias = Mapping[str, Any]
"""An object that JSON can hold: codes, numbers, dates as ISO 8601. Never words of people."""


class Partner(StrEnum):
    """One of the two people of a couple; a private session has only A."""

    A = "a"
    B = "b"

    @property
    def other(self) -> Partner:
        return _B if self is _A else _A


_A, _B = Partner
"""By these names at once: Python 3.11 looks for a member of an enumeration by code of its own, a tenth as fast."""


class Seen(StrEnum):
    """Who may read an answer. Source: programme.md, "Marks"."""

    PRIVATE = "private"
    SEALED = "sealed"
    SHARED = "shared"


class Form(StrEnum):
    """What an answer is made of; the words themselves never enter a session."""

    WORDS = "words"
    VOICE = "voice"
    PHOTO = "photo"
    CHOICE = "choice"
    NOTES = "notes"
    SKIPPED = "skipped"


class Answer(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One answer; its words, if any, are kept by the shell under ``(session, n)``.

    ``parts`` are the numbers of earlier answers of the same author that this one puts together.
    ``amends`` is the number of the answer that this one would replace in the partner's eyes.
    A sealed answer is ``opened`` once both have answered. ``handed_on`` is the number that an answer had in the
    conversation of before in which it was given, 0 if it was given here.
    """

    n: int
    ask: str
    by: Partner
    seen: Seen
    form: Form
    given: bool = True
    opened: bool = False
    chosen: tuple[str, ...] = ()
    number: int | None = None
    parts: tuple[int, ...] = ()
    amends: int | None = None
    handed_on: int = 0


_NUMBER = attrgetter("n")


def graded(answer: Answer) -> dict[str, str]:
    """Return the level of each item of a worksheet."""
    return {item: level for item, _, level in (tick.partition(":") for tick in answer.chosen)}


def moment_of(answer: Answer) -> datetime:
    """Return the moment (aware UTC) that was picked."""
    return datetime.fromisoformat(answer.chosen[0])


class Position(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Where one partner stands.

    ``turn`` is the number that the buttons of the live prompt carry; ``entered`` the turn at which
    ``state`` was entered (timers carry that). ``draft`` is the answer shown in a preview. ``again``
    is the ask that is being answered a second time and ``again_n`` its old answer, None if it was
    taken back. ``found`` are the proposals for something typed. ``focus`` is the item of a worksheet
    whose levels are shown, the first one if empty. ``hint`` names what the draft's
    words may sound like; ``hinted`` says that this answer has had its one hint.
    """

    state: str
    turn: int
    entered: int
    ticked: tuple[str, ...] = ()
    found: tuple[str, ...] = ()
    focus: str = ""
    draft: int | None = None
    hint: str | None = None
    hinted: bool = False
    again: str | None = None
    again_n: int | None = None


class Session(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One conversation of one couple, or of one person. ``seed`` is its only source of chance.

    ``aside``: it has done its part of the programme and goes on beside it. ``known`` are the facts of the kept
    records that the flow reads, as they are at this moment; they are handed in and never kept in the session.
    """

    flow: str
    version: int
    seed: int
    members: tuple[Partner, ...]
    positions: dict[Partner, Position]
    speaker: Partner = Partner.A
    turn: int = 0
    answers: tuple[Answer, ...] = ()
    memory: dict[str, int | str] = field(default_factory=dict)
    ended: str | None = None
    aside: bool = False
    known: Mapping[str, Facts] = field(default_factory=dict)

    def at(self, partner: Partner) -> Position:
        return self.positions[partner]

    def numbered(self, n: int) -> Answer | None:
        for answer in self.answers:
            if answer.n == n:
                return answer
        return None

    def given(self, ask: str, by: Partner) -> Answer | None:
        """Return the latest answer that ``by`` has given to ``ask`` here, None if there is none."""
        for answer in reversed(self.answers):
            if answer.ask == ask and answer.by == by and answer.given and not answer.handed_on:
                return answer
        return None

    def all_given(self, ask: str) -> Iterator[Answer]:
        """Yield the latest answer of each member who has one."""
        return (answer for member in self.members if (answer := self.given(ask, member)))

    def count(self, name: str) -> int:
        """Return a number from memory, 0 if it was never set."""
        value = self.memory.get(name, 0)
        return value if isinstance(value, int) else 0

    def remember(self, **facts: int | str) -> Session:
        return replace_struct(self, memory={**self.memory, **facts})

    def move(self, partner: Partner, **changes: object) -> Session:
        """Return the session with some fields of one position changed; the turn stays."""
        return replace_struct(self, positions={**self.positions, partner: replace_struct(self.at(partner), **changes)})

    def put(self, answer: Answer) -> Session:
        """Return the session with ``answer`` in it, instead of the one with the same number."""
        if not self.answers or self.answers[-1].n < answer.n:
            return replace_struct(self, answers=(*self.answers, answer))
        place = bisect_left(self.answers, answer.n, key=_NUMBER)
        before, after = self.answers[:place], self.answers[place:]
        return replace_struct(self, answers=(*before, answer, *(after[1:] if after[0].n == answer.n else after)))

    def drop(self, *numbers: int) -> Session:
        return replace_struct(self, answers=tuple(a for a in self.answers if a.n not in numbers))

    def handed(self, answers: Iterable[Answer]) -> Session:
        """Return the session with answers of another one, each once and under a number of its own here."""
        session, known = self, {answer.handed_on for answer in self.answers}
        for answer in answers:
            if answer.n not in known:
                n = session.next_number()
                session = session.put(replace_struct(answer, n=n, handed_on=answer.n, amends=None)).remember(answers=n)
        return session

    def shared(self, *numbers: int) -> Session:
        """Return the session with these answers, and all that they put together, for the partner to read (P1)."""
        session = self
        for answer in filter(None, map(self.numbered, numbers)):
            session = session.put(replace_struct(answer, seen=Seen.SHARED, given=True)).shared(*answer.parts)
        return session

    def written(self, by: Partner, *asks: str) -> tuple[int, ...]:
        """Return the numbers of what ``by`` has answered to these asks and not skipped, in this order."""
        answers = (self.given(name, by) for name in asks)
        return tuple(answer.n for answer in answers if answer and answer.form is not Form.SKIPPED)

    def typed_for(self, draft: Answer) -> tuple[Answer, ...]:
        """Return what was typed for a draft: itself, or what it puts together without the notes among that."""
        parts = [part for n in draft.parts if (part := self.numbered(n))]
        return tuple(part for part in (parts or [draft]) if not part.given)

    def lay_aside(self, n: int) -> Session:
        """Return the session with what was typed for draft ``n`` kept to its author, for a later turn."""
        draft = self.numbered(n)
        if draft is None:
            return self
        session = self.drop(n)
        for typed in self.typed_for(draft):
            session = session.put(replace_struct(typed, ask="aside", seen=Seen.PRIVATE, given=True))
        return session

    def without(self, gone: Partner) -> Session:
        """Return the session with nothing in it that ``gone`` said or chose: only that there was an answer."""
        answers = tuple(_hollow(answer) if answer.by is gone else answer for answer in self.answers)
        left = replace_struct(self, answers=answers)
        place = self.positions.get(gone)
        if place is None:
            return left
        hollow = Position(state=place.state, turn=place.turn, entered=place.entered)
        return replace_struct(left, positions={**left.positions, gone: hollow})

    def next_number(self) -> int:
        """Return a number that no answer of this session has had."""
        return self.count("answers") + 1


def _hollow(answer: Answer) -> Answer:
    return replace_struct(answer, form=Form.SKIPPED, chosen=(), number=None, parts=(), amends=None)


def may_see(viewer: Partner, answer: Answer) -> bool:
    """Say whether ``viewer`` may read ``answer`` now: the one place where P1 and P2 are decided."""
    if viewer is answer.by:
        return True
    match answer.seen:
        case Seen.PRIVATE:
            return False
        case Seen.SEALED:
            return answer.given and answer.opened
        case Seen.SHARED:
            return answer.given
