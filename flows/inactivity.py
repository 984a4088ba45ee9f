"""When somebody who gives no sign of life is warned, and when they are erased: the one place that decides it.

Whoever is erased was warned twice, a month and a week before, and has been away for all of that time; so after a long
downtime, or under an older database, nobody is erased before they could have come by.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

MONTH, WEEK = timedelta(days=30), timedelta(days=7)
LONGEST = timedelta(days=30)
"""It is looked at least so often: the days after which somebody is erased may be set otherwise meanwhile."""


@dataclass(frozen=True, slots=True)
class Warn:
    """Warn them now, for the first time or the second (``number``)."""

    number: int


@dataclass(frozen=True, slots=True)
class Erase:
    """Erase what is kept of them."""


@dataclass(frozen=True, slots=True)
class Later:
    """Look again at this moment."""

    at: datetime


def look(
    last: datetime, warned: Iterable[datetime], days: int, now: datetime, promised: Iterable[datetime] = ()
) -> Warn | Erase | Later:
    """Say what is due at ``now`` for somebody whose last sign of life was at ``last``; all are aware UTC.

    ``warned`` are the moments of earlier warnings; those from before ``last`` do not count. After ``days`` without a
    sign of life somebody is erased; 0: never. ``promised`` are moments at which the programme wants to come back to
    them by itself: one that is near the end is waited for, since between the last two of its upkeep lies half a year.
    """
    if not days:
        return Later(now + LONGEST)
    end, since = last + timedelta(days=days), sorted(moment for moment in warned if moment >= last)
    then: Warn | Erase
    match since:
        case []:
            due, then = max([end - MONTH, *(moment for moment in promised if moment <= end + MONTH)]), Warn(1)
        case [first]:
            due, then = max(end - WEEK, first + MONTH - WEEK), Warn(2)
        case [*_, second]:
            due, then = max(end, second + WEEK), Erase()
    return then if due <= now else Later(min(due, now + LONGEST))
