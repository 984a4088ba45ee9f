"""How the rules are watched: each checker hears what happens in a world, and says what broke its rule."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from tests.world.record import (
    Called,
    Confirmed,
    Event,
    Gone,
    Logged,
    Machine,
    Pressed,
    Record,
    Shown,
    Told,
    Typed,
)


class Violated(AssertionError):
    """A rule does not hold. ``what`` says in plain words what happened."""

    def __init__(self, rule: str, what: str, at: datetime) -> None:
        super().__init__(f"{rule}: {what} ({at:%a %d.%m. %H:%M:%S})")
        self.rule, self.what, self.at = rule, what, at


@dataclass(frozen=True, slots=True)
class Ways:
    """How a world goes: ``orderly`` where each act is answered in full before the next one.

    ``soon`` is how long the bot may take for an answer, or to learn of something, after all is well again.
    """

    orderly: bool = True
    soon: timedelta = timedelta()


class Checker:
    """Watches one rule. ``hears`` is called with what happens, at that moment; ``ends`` when all is said."""

    rule = ""

    def __init__(self, record: Record, ways: Ways, breaks: Callable[[Violated], None]) -> None:
        self.record, self.ways, self._breaks = record, ways, breaks
        self.begins()

    def begins(self) -> None:
        """Prepare for what will be heard."""

    def typed(self, event: Typed) -> None: ...

    def pressed(self, event: Pressed) -> None: ...

    def shown(self, event: Shown) -> None: ...

    def gone(self, event: Gone) -> None: ...

    def called(self, event: Called) -> None: ...

    def confirmed(self, event: Confirmed) -> None: ...

    def told(self, event: Told) -> None: ...

    def logged(self, event: Logged) -> None: ...

    def machine(self, event: Machine) -> None: ...

    def acted(self, event: Typed | Pressed) -> None:
        """Hear of whatever somebody does, before it is heard of as typed or pressed."""

    def ends(self) -> None: ...

    def breaks(self, what: str) -> None:
        self._breaks(Violated(self.rule, what, self.record.now))

    def who(self, people: Iterable[int]) -> str:
        return " and ".join(self.record.name(one) for one in sorted(people))


_NAMES = {
    Typed: "typed",
    Pressed: "pressed",
    Shown: "shown",
    Gone: "gone",
    Called: "called",
    Confirmed: "confirmed",
    Told: "told",
    Logged: "logged",
    Machine: "machine",
}


@dataclass
class Watch:
    """All checkers over one record. ``broken`` is what broke, in order; ``most`` of a rule are noted."""

    record: Record
    checkers: Sequence[Checker]
    broken: list[Violated] = field(default_factory=list)
    _over: bool = False

    def ends(self) -> None:
        """Let each say what was still open. What happens later is not looked at."""
        if not self._over:
            self._over = True
            for checker in self.checkers:
                checker.ends()

    def holds(self) -> None:
        """Raise the first that broke.

        Raises:
            Violated: a rule does not hold.
        """
        self.ends()
        if self.broken:
            raise self.broken[0]


MOST = 20
"""So many breaks of one rule are noted: a bot that breaks it all the time says nothing more by it."""


def watch(record: Record, kinds: Iterable[type[Checker]], ways: Ways | None = None) -> Watch:
    """Let checkers of these kinds watch a world from now on."""
    ways = ways or Ways()
    broken: list[Violated] = []

    def breaks(violated: Violated) -> None:
        if sum(1 for one in broken if one.rule == violated.rule) < MOST:
            broken.append(violated)

    checkers = [kind(record, ways, breaks) for kind in kinds]
    heard = {kind: [*_methods(checkers, kind)] for kind in _NAMES}
    all_of = Watch(record, checkers, broken)

    def hear(event: Event) -> None:
        if not all_of._over:
            for method in heard[type(event)]:
                method(event)

    record.listen(hear)
    return all_of


def _methods(checkers: Sequence[Checker], kind: type[Event]) -> Iterator[Callable[[Any], None]]:
    """Yield what is to be called for an event of a kind, checker by checker."""
    names = ("acted", _NAMES[kind]) if kind in (Typed, Pressed) else (_NAMES[kind],)
    for checker in checkers:
        for name in names:
            if getattr(type(checker), name) is not getattr(Checker, name):
                yield getattr(checker, name)
