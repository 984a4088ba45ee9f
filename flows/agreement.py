"""The agreement on boundaries as a value: tightened by one, at once; loosened by both, blind and slowly (C3).

Each partner has a level of their own for every line, and nobody reads the other's: what counts, and all that is shown,
is the more careful of the two. A line is an item of the worksheet, ``RUNG`` (the highest step of touch that is all
right) or ``WAIT`` (until when nothing goes further). A wish is known to its author alone until the partner wishes for
the same; a no to a common wish looks like silence. Source: programme.md, "Step 2"; evidence.md, B3.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from math import inf
from typing import Any, TypeAlias

from flows.engine.frozen import replace
from flows.engine.session import Partner, Session

LEVELS = ("welcome", "ask", "not_now", "no")
"""From the least careful to the most careful."""
RUNG, WAIT = "rung", "wait"
SIGNED, WORDS = "", "words"
"""What changed in a version that is no line: all of it, signed by both, or what one of them has added in own words."""
NO_WAIT, OPEN = "", "open"
"""No waiting time, and one that ends only when it is said; any other is the moment of its end, in ISO 8601."""

WISH_LASTS = timedelta(days=14)
PAUSE = timedelta(hours=24)
SILENCE = timedelta(days=7)
FIRST_REVIEW = timedelta(days=14)
LATER_REVIEWS = timedelta(days=30)

Value: TypeAlias = str | int
Own: TypeAlias = Mapping[str, Value]
"""The levels of one partner: a value for every line."""


class NotAllowed(Exception):  # past tense like every refusal: it is an answer, not a fault
    """The change is none of this kind: a tightening that loosens, or a wish for what counts already."""


def care(line: str, value: Value) -> float:
    """Return how careful ``value`` is: of two values of one line, the greater is the more careful."""
    if line == RUNG:
        return -int(value)
    if line == WAIT:
        return _wait_care(str(value))
    return LEVELS.index(str(value))


def _wait_care(until: str) -> float:
    if until in (NO_WAIT, OPEN):
        return -inf if until == NO_WAIT else inf
    return datetime.fromisoformat(until).timestamp()


def more_careful(line: str, one: Value, other: Value) -> Value:
    return max(one, other, key=lambda value: care(line, value))


def tighter(line: str, one: Value, than: Value) -> bool:
    """Say whether ``one`` is more careful than ``than``."""
    return care(line, one) > care(line, than)


@dataclass(frozen=True, slots=True)
class Wish:
    """What one of them would like a line to become, and since when; known to its author alone."""

    value: Value
    at: datetime


@dataclass(frozen=True, slots=True)
class Match:
    """What both wished for, found at ``at``. ``yes`` and ``no`` are those who have answered the second question."""

    value: Value
    at: datetime
    yes: tuple[Partner, ...] = ()
    no: tuple[Partner, ...] = ()

    @property
    def asked_from(self) -> datetime:
        return self.at + PAUSE

    @property
    def asked_until(self) -> datetime:
        return self.asked_from + SILENCE


@dataclass(frozen=True, slots=True)
class Change:
    """One version: what has counted since ``at``. It says nothing of who; ``line`` may be ``SIGNED`` or ``WORDS``."""

    version: int
    at: datetime
    line: str = SIGNED
    value: Value = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """``review`` is the next moment at which each is asked whether it still fits. All moments are aware UTC."""

    own: Mapping[Partner, Own]
    signed: datetime
    review: datetime
    changes: tuple[Change, ...]
    wishes: Mapping[Partner, Mapping[str, Wish]] = field(default_factory=lambda: {by: {} for by in Partner})
    matches: Mapping[str, Match] = field(default_factory=dict)

    # What counts

    @property
    def version(self) -> int:
        return self.changes[-1].version

    @property
    def lines(self) -> tuple[str, ...]:
        return tuple(self.own[Partner.A])

    def level(self, line: str) -> Value:
        """Return what counts for a line: the more careful of both."""
        return more_careful(line, self.own[Partner.A][line], self.own[Partner.B][line])

    @property
    def rung(self) -> int:
        return int(self.level(RUNG))

    @property
    def waits(self) -> bool:
        """Say whether the waiting time holds; that its date has passed does not end it."""
        return self.level(WAIT) != NO_WAIT

    def wait_over(self, now: datetime) -> datetime | None:
        """Return the end of the waiting time if it has passed, and both are to be asked; None if not."""
        until = self.level(WAIT)
        if until in (NO_WAIT, OPEN):
            return None
        end = datetime.fromisoformat(str(until))
        return end if end <= now else None

    # More careful: one is enough

    def tighten(self, by: Partner, line: str, value: Value, now: datetime) -> Agreement:
        """Return the agreement with the line more careful, at once; what contradicts it is off.

        Raises:
            NotAllowed: it is not more careful than what counts.
        """
        if not tighter(line, value, self.level(line)):
            raise NotAllowed
        own = {**self.own, by: {**self.own[by], line: value}}
        off = (WAIT, RUNG) if line == WAIT else (line,)  # no step further while a waiting time holds
        return replace(
            self._without_wish(by, line),
            own=own,
            matches=_less(self.matches, *off),
            changes=self._and_now(line, value, now),
        )

    def with_words(self, now: datetime) -> Agreement:
        """Return the agreement as a new version; the words themselves are no part of it."""
        return replace(self, changes=self._and_now(WORDS, "", now))

    # Less careful: it takes both

    def may_wish(self, line: str) -> bool:
        """Say whether a wish for the line can be kept now: no step further while the waiting time holds."""
        return line not in self.matches and not (line == RUNG and self.waits)

    def wish(self, by: Partner, line: str, value: Value, now: datetime) -> Agreement:
        """Return the agreement with a wish kept unseen, or matched if the partner has wished for it too.

        The match is the more careful of the two wishes; nothing that counts has changed yet.

        Raises:
            NotAllowed: it is no less careful than what counts, or cannot be wished for now.
        """
        if not self.may_wish(line) or not tighter(line, self.level(line), value):
            raise NotAllowed
        theirs = self.wish_of(by.other, line, now)
        if theirs is None:
            return replace(self, wishes={**self.wishes, by: {**self.wishes[by], line: Wish(value, now)}})
        found = Match(more_careful(line, value, theirs.value), now)
        both_heard = self._without_wish(by, line)._without_wish(by.other, line)
        return replace(both_heard, matches={**self.matches, line: found})

    def withdraw(self, by: Partner, line: str) -> Agreement:
        """Return the agreement with a wish taken back; of a common one that is a no, as quiet as any."""
        match = self.matches.get(line)
        if match is None:
            return self._without_wish(by, line)
        if by in match.no:
            return self
        said = replace(match, yes=tuple(it for it in match.yes if it is not by), no=(*match.no, by))
        return replace(self, matches={**self.matches, line: said})

    def wish_of(self, by: Partner, line: str, now: datetime) -> Wish | None:
        """Return a wish that is still alive. Only ``by`` may ever be shown it."""
        wish = self.wishes[by].get(line)
        return wish if wish and now - wish.at < WISH_LASTS else None

    def wishes_of(self, by: Partner, now: datetime) -> tuple[str, ...]:
        """Return the lines of ``by``'s own wishes, and of the common ones that ``by`` has not said no to."""
        common = (line for line, match in self.matches.items() if by not in match.no and now < match.asked_until)
        return (*(line for line in self.wishes[by] if self.wish_of(by, line, now)), *common)

    def to_confirm(self, by: Partner, now: datetime) -> tuple[str, ...]:
        """Return the lines that both wished to loosen, a day ago, and that ``by`` is to be asked about again."""
        return tuple(
            line
            for line, match in self.matches.items()
            if match.asked_from <= now < match.asked_until and by not in (*match.yes, *match.no)
        )

    def answer(self, by: Partner, line: str, *, yes: bool, now: datetime) -> Agreement:
        """Return the agreement after ``by``'s second answer: loosened once both said yes.

        A no is kept as quiet as silence: the match then stands until its week is over, and cannot come true.

        Raises:
            NotAllowed: nothing is asked of ``by`` about this line.
        """
        if line not in self.to_confirm(by, now):
            raise NotAllowed
        match = self.matches[line]
        said = replace(match, yes=(*match.yes, by)) if yes else replace(match, no=(*match.no, by))
        if set(said.yes) != set(Partner):
            return replace(self, matches={**self.matches, line: said})
        return replace(
            self,
            own={partner: {**own, line: said.value} for partner, own in self.own.items()},
            matches=_less(self.matches, line),
            changes=self._and_now(line, said.value, now),
        )

    def lapsed(self, now: datetime) -> tuple[str, ...]:
        """Return the lines whose common wish has come to nothing."""
        return tuple(line for line, match in self.matches.items() if match.asked_until <= now)

    def without_lapsed(self, now: datetime) -> Agreement:
        return replace(self, matches=_less(self.matches, *self.lapsed(now)))

    # For two who come back to it

    def brought_back(self, gone: Partner | None = None) -> Agreement:
        """Return what still counts, without what is under way; of ``gone`` only what both have always read."""
        counts = {line: self.level(line) for line in self.lines}
        own = {by: counts if by is gone else levels for by, levels in self.own.items()}
        wishes = {by: {} if by is gone else wished for by, wished in self.wishes.items()}
        return replace(self, own=own, wishes=wishes, matches={})

    # Looking at it again

    def next_review(self, after: datetime) -> datetime:
        """Return the first review later than ``after``: two weeks after the signature, then every month."""
        first = self.signed + FIRST_REVIEW
        return first + max(0, (after - first) // LATER_REVIEWS + 1) * LATER_REVIEWS

    def _without_wish(self, by: Partner, line: str) -> Agreement:
        return replace(self, wishes={**self.wishes, by: _less(self.wishes[by], line)})

    def _and_now(self, line: str, value: Value, now: datetime) -> tuple[Change, ...]:
        return (*self.changes, Change(self.version + 1, now, line, value))


def sign(own: Mapping[Partner, Own], now: datetime, before: Agreement | None = None) -> Agreement:
    """Return the agreement that both sign now; ``before`` is an earlier one that it takes the place of."""
    earlier = before.changes if before else ()
    version = before.version + 1 if before else 1
    return Agreement(own=own, signed=now, review=now + FIRST_REVIEW, changes=(*earlier, Change(version, now)))


def _less(lines: Mapping[str, Any], *off: str) -> dict[str, Any]:
    return {line: value for line, value in lines.items() if line not in off}


# As facts of a kept record: ``rung``, ``signed``, ``version``, ``review`` and ``items`` are for every flow that reads
# it; ``own``, ``wishes`` and ``matches`` are for nobody but the flow that keeps it.


def to_facts(agreement: Agreement) -> dict[str, Any]:
    """Return the agreement as an object that JSON can hold."""
    items = [line for line in agreement.lines if line not in (RUNG, WAIT)]
    return {
        "rung": agreement.rung,
        "wait": agreement.level(WAIT),
        "signed": agreement.signed.isoformat(),
        "version": agreement.version,
        "review": agreement.review.isoformat(),
        "items": {line: agreement.level(line) for line in items},
        "own": {by.value: dict(own) for by, own in agreement.own.items()},
        "wishes": {
            by.value: {line: [wish.value, wish.at.isoformat()] for line, wish in wishes.items()}
            for by, wishes in agreement.wishes.items()
        },
        "matches": {
            line: [match.value, match.at.isoformat(), [*map(str, match.yes)], [*map(str, match.no)]]
            for line, match in agreement.matches.items()
        },
        "changes": [[it.version, it.at.isoformat(), it.line, it.value] for it in agreement.changes],
    }


def from_facts(facts: Mapping[str, Any]) -> Agreement:
    """Return the agreement that ``to_facts`` has written down."""
    return Agreement(
        own={Partner(by): dict(own) for by, own in facts["own"].items()},
        signed=datetime.fromisoformat(facts["signed"]),
        review=datetime.fromisoformat(facts["review"]),
        changes=tuple(Change(n, datetime.fromisoformat(at), line, value) for n, at, line, value in facts["changes"]),
        wishes={
            Partner(by): {line: Wish(value, datetime.fromisoformat(at)) for line, (value, at) in wishes.items()}
            for by, wishes in facts["wishes"].items()
        },
        matches={
            line: Match(value, datetime.fromisoformat(at), tuple(map(Partner, yes)), tuple(map(Partner, no)))
            for line, (value, at, yes, no) in facts["matches"].items()
        },
    )


def kept(session: Session) -> Agreement | None:
    """Return the agreement that two people keep, None where they have signed none yet."""
    facts = session.known.get("agreement")
    return from_facts(facts) if facts else None
