"""When the programme rests by itself, and for how long: drawn from the seed, and the same whatever anybody answered.

Every two weeks there is a rest in which both are asked the safety questions, each alone; in most fortnights there is
one more on some other day. All begin in a morning and last one to two and a half days.
Source: programme.md, "Welcome": "Rests are ordinary".
"""

from __future__ import annotations

from datetime import datetime, time, timedelta
from hashlib import sha256

from flows.schedule import next_morning

FORTNIGHT = timedelta(days=14)
EARLY, LATE = -2, 2
"""So many days the questions come before or after the fortnight's end."""
FIRST_DAY, LAST_DAY = 3, 7
"""Between these days after the questions there may be a day off; its rest is over before the next questions come."""
SHORTEST, LONGEST = 20, 60
"""Hours that a rest lasts."""


def questions_at(seed: int, zone: str, began: datetime, n: int) -> datetime:
    """Return when the questions come for the ``n``-th time, from 1 on, in a programme that began at ``began``."""
    shift = timedelta(days=_drawn(seed, f"questions {n}", EARLY, LATE))
    return morning(seed, zone, began + n * FORTNIGHT + shift)


def day_off_at(seed: int, zone: str, since: datetime, n: int) -> datetime | None:
    """Return when there is one more rest in the fortnight after the ``n``-th questions, None if there is none.

    Before the first questions there never is: the two have only begun.
    """
    if n == 0 or _drawn(seed, f"any {n}", 0, 2) == 0:
        return None
    return morning(seed, zone, since + timedelta(days=_drawn(seed, f"day {n}", FIRST_DAY, LAST_DAY)))


def morning(seed: int, zone: str, after: datetime) -> datetime:
    """Return the next moment at which a rest of this couple may begin: each has its own minute between six and nine."""
    minutes = _drawn(seed, "morning", 0, 179)
    return next_morning(zone, after, time(6 + minutes // 60, minutes % 60))


def length(seed: int, n: int) -> timedelta:
    """Return how long the ``n``-th rest lasts, whatever began it."""
    return timedelta(minutes=_drawn(seed, f"length {n}", SHORTEST * 60, LONGEST * 60))


def _drawn(seed: int, name: str, least: int, most: int) -> int:
    number = int.from_bytes(sha256(f"{seed}:{name}".encode()).digest()[:8])
    return least + number % (most - least + 1)
