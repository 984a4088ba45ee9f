"""Promises as facts of a conversation: whose they are, until when, and what their receiver alone said of them.

A promise is two answers of its author, its words and its date, shared by one press. All that happens to it later
stands in the session's memory under the number of its words.
Source: programme.md, "Step 5"; trust grows by small kept promises (Rempel, Holmes and Zanna 1985); evidence.md, B6.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, time, timedelta
from typing import TypeAlias
from zoneinfo import ZoneInfo

from flows.engine.effects import Wake
from flows.engine.events import LOOSE
from flows.engine.script import Scene
from flows.engine.session import Answer, Partner, Session, moment_of
from flows.schedule import at_local

Numbers: TypeAlias = Callable[[Session, Partner], tuple[int, ...]]
"""Which answers somebody is shown."""

MARKS = ("kept", "not_kept", "changed")
"""What the receiver may say of a promise; the author is told which, in plain words."""
LEFT_OPEN = "left_open"
"""The receiver would rather say nothing of it; the author is told nothing."""

A_DAY = timedelta(days=1)
A_WEEK = timedelta(days=7)

EVENING, MORNING = time(20), time(10)


def promises(session: Session) -> Iterator[int]:
    """Yield the numbers of all promises that were sent, oldest first."""
    return (answer.n for answer in session.answers if f"due_{answer.n}" in session.memory)


def author_of(session: Session, n: int) -> Partner:
    answer = session.numbered(n)
    assert answer is not None  # a promise that was sent is never dropped
    return answer.by


def due(session: Session, n: int) -> datetime:
    """Return the moment (aware UTC) until which promise ``n`` was made."""
    return _moment(session, f"due_{n}")


def _moment(session: Session, name: str) -> datetime:
    return datetime.fromisoformat(str(session.memory[name]))


def parts(session: Session, by: Partner) -> tuple[int, ...]:
    """Return the numbers of the words and the date that ``by`` has written last."""
    return tuple(answer.n for ask in ("promise", "promise_due") if (answer := written(session, ask, by)))


def written(session: Session, ask: str, by: Partner) -> Answer | None:
    """Return the latest answer that ``by`` has given to ``ask``, leaving out later versions of what was sent."""
    answers = (answer for answer in reversed(session.answers) if answer.ask == ask and answer.by is by)
    return next((answer for answer in answers if answer.given and answer.amends is None), None)


def whole(session: Session, n: int) -> tuple[int, ...]:
    """Return the numbers of the words and the date of promise ``n``, as its author has last sent them."""
    return _as_sent(session, n), session.count(f"date_{n}")


def _as_sent(session: Session, n: int) -> int:
    newer = [answer.n for answer in session.answers if answer.amends == n and answer.given]
    return _as_sent(session, newer[-1]) if newer else n


def until(session: Session, by: Partner) -> datetime:
    """Return the moment (aware UTC) that ``by`` has picked last."""
    date = written(session, "promise_due", by)
    assert date is not None  # a preview shows it
    return moment_of(date)


def made(session: Session, by: Partner) -> tuple[Session, int]:
    """Return the session in which what ``by`` wrote last is a promise, and its number."""
    n, date = parts(session, by)
    day = until(session, by).isoformat()
    facts: dict[str, int | str] = {f"due_{n}": day, f"ask_{n}": day, f"date_{n}": date}
    return session.remember(**facts), n


def is_marked(session: Session, n: int) -> bool:
    return f"mark_{n}" in session.memory


def is_told(session: Session, n: int) -> bool:
    """Say whether its receiver has been shown promise ``n``."""
    return session.count(f"told_{n}") == 1


def is_open(session: Session, partner: Partner) -> bool:
    """Say whether there is a promise that is not marked yet, or whose mark ``partner`` is still to hear."""
    return any(not is_marked(session, n) for n in promises(session)) or to_hear(session, partner) is not None


def to_tell(session: Session, reader: Partner) -> int | None:
    """Return a promise that ``reader`` was made and not shown yet, None if there is none."""
    theirs = (n for n in promises(session) if author_of(session, n) is reader.other)
    return next((n for n in theirs if not is_told(session, n)), None)


def to_hear(session: Session, author: Partner) -> int | None:
    """Return a promise of ``author`` whose mark they were not told yet, None if there is none."""
    own = (n for n in promises(session) if author_of(session, n) is author)
    return next((n for n in own if session.count(f"unheard_{n}") == 1), None)


def to_mark(session: Session, receiver: Partner, now: datetime) -> int | None:
    """Return a promise that ``receiver`` was made and whose day has come, None if there is none."""
    theirs = (n for n in promises(session) if author_of(session, n) is receiver.other)
    return next((n for n in theirs if not is_marked(session, n) and _moment(session, f"ask_{n}") <= now), None)


def to_remind(session: Session, author: Partner, now: datetime) -> int | None:
    """Return a promise of ``author`` whose day is tomorrow and that they were not reminded of, None for none."""
    own = (n for n in promises(session) if author_of(session, n) is author)
    return next((n for n in own if _is_eve(session, n, now) and session.count(f"reminded_{n}") == 0), None)


def _is_eve(session: Session, n: int, now: datetime) -> bool:
    return not is_marked(session, n) and due(session, n) - A_DAY <= now < due(session, n)


def set_timers(scene: Scene, n: int) -> Scene:
    """Set the author's reminder and the receiver's question; no reminder if the day before has come already."""
    author, day = author_of(scene.session, n), due(scene.session, n)
    scene = scene.add(poke(author.other, day, "due"))
    eve = day - A_DAY
    if eve > scene.now:
        return scene.add(poke(author, eve, "eve"))
    return scene.become(scene.session.remember(**{f"reminded_{n}": 1}))


def poke(whom: Partner, at: datetime, name: str) -> Wake:
    """Return a timer that comes wherever ``whom`` is, outside quiet hours."""
    return Wake(by=whom, at=at, name=name, entered=LOOSE)


def evenings(session: Session, partner: Partner) -> tuple[datetime, ...]:
    """Return a few moments (aware UTC) that a promise may run until: on their own clock, in the evening."""
    today = _today(session, partner)
    days = sorted({1, 3, 7, 14} | {_days_until(today, weekday=6)})
    return tuple(_at(today, days=n, clock=EVENING) for n in days)


def weekly_hours(session: Session, partner: Partner) -> tuple[datetime, ...]:
    """Return a few hours of the coming week (aware UTC) on their own clock: two evenings and two mornings."""
    today = _today(session, partner)
    hours = ((2, EVENING), (4, EVENING), (5, MORNING), (6, MORNING))
    return tuple(sorted(_at(today, days=_days_until(today, weekday=day), clock=clock) for day, clock in hours))


def next_hour(session: Session, first: datetime, now: datetime) -> datetime:
    """Return the first moment later than ``now`` when clocks show the day of the week and the time of ``first``.

    They are the clocks where A is: a change of summer time moves nothing for them.
    """
    zone = str(session.known.get("zones", {}).get(Partner.A, "UTC"))
    start = first.astimezone(ZoneInfo(zone))
    weeks = max((now - first) // A_WEEK, 0)
    days = (start.date() + n * A_WEEK for n in (weeks, weeks + 1, weeks + 2))
    return next(moment for day in days if (moment := at_local(zone, day, start.time())) > now)


def _today(session: Session, partner: Partner) -> datetime:
    """Return the local moment at which they came to this question."""
    zone = ZoneInfo(str(session.known.get("zones", {}).get(partner, "UTC")))
    return _moment(session, f"at_{partner}").astimezone(zone)


def _days_until(today: datetime, *, weekday: int) -> int:
    """Return in how many days it is that weekday (Monday is 0), at least 1."""
    return (weekday - today.weekday() - 1) % 7 + 1


def _at(today: datetime, *, days: int, clock: time) -> datetime:
    day = today.date() + timedelta(days=days)
    return datetime.combine(day, clock, today.tzinfo).astimezone(UTC)
