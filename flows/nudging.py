"""What may be told to somebody who did not ask for it, and when: the one place where N1 to N5 are decided.

Whatever comes up by itself waits. Of all that waits for a person at most one neutral message a day tells, and it
opens all of it. So things are merged by waiting together, what became stale is never told of, and after any downtime
one message is enough.

Source: programme.md, "Between the talks"; design.md, N1 to N5.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from flows.schedule import Plan, next_free_day, next_nudge

KINDS = ("step", "turn", "activity", "appreciation", "promise", "check_in", "boundaries", "booster", "keeping")
"""What a nudge may be about; each can be switched off."""

MOST = 2
"""So often something is told of, and so often somebody is written to who gives no sign of life (N3)."""
APART = timedelta(hours=20)
"""Two nudges are at least so far apart, unless the two themselves have set the moment: an evening and the morning after
it are two days, but not two for whoever is tired."""
KEPT = timedelta(days=8)
"""Longer than the week's limit looks back."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """Something that waits for a person.

    ``since`` is the moment (aware UTC) from which they may be told of it, ``until`` the one at which it means
    nothing any more. ``timely``: it was set for a moment by the two themselves, so neither the week's limit nor the
    hour that nudges wait for holds it back. It is told of at most ``most`` times.
    """

    kind: str
    since: datetime
    until: datetime | None = None
    timely: bool = False
    most: int = MOST


@dataclass(frozen=True, slots=True, kw_only=True)
class Past:
    """What was sent before.

    ``sent`` are the person's nudges (aware UTC), as many as ``remembered`` keeps. ``unanswered`` counts those since
    their last sign of life.
    """

    sent: tuple[datetime, ...] = ()
    unanswered: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Wishes:
    """``off`` are the kinds that the person wants no nudges of; until ``snoozed`` (aware UTC) there are none."""

    plan: Plan
    off: frozenset[str] = frozenset()
    snoozed: datetime | None = None


@dataclass(frozen=True, slots=True)
class Now:
    """Send one nudge, for these ``kinds``, which are never empty."""

    kinds: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Later:
    """Decide again at this moment, if nothing else comes up before."""

    at: datetime


@dataclass(frozen=True, slots=True)
class Never:
    """There is nothing that this person is to be told of, as it is now."""


Verdict = Now | Later | Never


def decide(
    wishes: Wishes, past: Past, waiting: Iterable[Waiting], now: datetime, agreed: Iterable[datetime] = ()
) -> Verdict:
    """Say whether the person is to be nudged at ``now``.

    ``agreed`` are moments at which something timely will come up: their days are kept free for it.

    Raises:
        QuietAllDay: the quiet hours cover the whole day.
    """
    if wishes.plan.nudges == "none" or past.unanswered >= MOST:
        return Never()
    first = max(now, wishes.snoozed or now)
    reasons = [one for one in waiting if _is_reason(one, wishes, past)]
    moments = {one: _first_moment(one, wishes, past, first, tuple(agreed)) for one in reasons}
    open_ = {one: at for one, at in moments.items() if one.until is None or at < one.until}
    if not open_:
        return Never()
    if min(open_.values()) > now:
        return Later(min(open_.values()))
    told = [one.kind for one in open_ if one.since <= now]
    return Now(tuple(dict.fromkeys(told)))


def remembered(past: Past, now: datetime) -> Past:
    """Return the past after a nudge at ``now``: as much of it as any decision will look back at."""
    kept = [moment for moment in past.sent if moment > now - KEPT] or past.sent[-1:]
    return Past(sent=(*kept, now), unanswered=past.unanswered + 1)


def _is_reason(one: Waiting, wishes: Wishes, past: Past) -> bool:
    told = sum(moment >= one.since for moment in past.sent)
    return one.kind not in wishes.off and told < one.most


def _first_moment(one: Waiting, wishes: Wishes, past: Past, now: datetime, agreed: tuple[datetime, ...]) -> datetime:
    """Return the first moment from ``now`` on at which the person may be told of this."""
    start = max(now, one.since)
    if one.timely:
        return next_free_day(wishes.plan, start, past.sent)
    start = max([start, *(moment + APART for moment in past.sent[-1:])])
    found = next_nudge(wishes.plan, start, past.sent, agreed)
    assert found is not None  # some are wanted
    return found
