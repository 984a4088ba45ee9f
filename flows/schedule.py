"""When a nudge may be sent: never in a person's quiet hours, and not too often; and when two people may have time.

Moments are aware; those returned are aware UTC. A clock change is taken as ``zoneinfo`` has it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

from flows.engine.frozen import replace

Cadence = Literal["none", "few", "some"]

MAX_PER_WEEK: dict[Cadence, int] = {"none": 0, "few": 2, "some": 4}
WEEK = timedelta(days=7)
SECOND = timedelta(seconds=1)
QUIET = {"usual": "21:30-08:30", "earlier": "20:00-08:00", "later": "23:30-10:00", "short": "23:00-07:00"}
"""The quiet hours that can be picked, local time. Source of the usual ones: programme.md, "Welcome"."""

EVENINGS = (time(19, 30), time(18), time(20, 30))
"""Clock times of a working day that may be free, the likeliest first."""
WEEKEND = (time(15), time(11), time(19, 30), time(9, 30), time(21))
AWAKE = (time(9), time(22))
NOTICE = timedelta(hours=3)
EVERY_DAY = frozenset(range(7))
HOUR_LASTS = timedelta(hours=2)
"""A nudge that waited for its hour may come so long after it; later it waits for the next day."""
FORTNIGHT = 14


class QuietAllDay(Exception):  # style.md names it so: the cause, not its kind
    """The quiet hours cover the whole day, so there is no moment to send at."""


@dataclass(frozen=True, slots=True)
class QuietHours:
    """Clock times on the person's own wall: from ``start``, until just before ``end``.

    They pass midnight when ``end`` is the earlier one. Equal times are the whole day, the more careful
    reading; someone without quiet hours has None in their plan.
    """

    start: time
    end: time

    def hold(self, clock: time) -> bool:
        if self.start < self.end:
            return self.start <= clock < self.end
        return clock >= self.start or clock < self.end


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """One person's wishes about nudges.

    ``zone`` is an IANA name. ``at`` is the clock time that nudges wait for, when the person chose one; ``days`` are
    the days of the week on which they may come, never none (Monday is 0).
    """

    zone: str
    quiet: QuietHours | None = QuietHours(time(21, 30), time(8, 30))  # programme.md, "Welcome"
    nudges: Cadence = "few"
    at: time | None = None
    days: frozenset[int] = EVERY_DAY


def is_quiet(plan: Plan, moment: datetime) -> bool:
    return plan.quiet is not None and plan.quiet.hold(_wall(plan.zone, moment).time())


def local_day(plan: Plan, moment: datetime) -> date:
    return _wall(plan.zone, moment).date()


def next_allowed(plan: Plan, after: datetime) -> datetime:
    """Return the first moment not earlier than ``after`` outside quiet hours.

    Raises:
        QuietAllDay: the quiet hours cover the whole day.
    """
    moment = after.astimezone(UTC)
    if plan.quiet is None:
        return moment
    if plan.quiet.start == plan.quiet.end:
        raise QuietAllDay
    while is_quiet(plan, moment):
        end = moment + _clock_distance(_wall(plan.zone, moment).time(), plan.quiet.end)
        moment = _clock_change(ZoneInfo(plan.zone), moment, end) or end
    return moment


def until_quiet(plan: Plan, moment: datetime) -> timedelta:
    """Return how long it is from ``moment`` to the next quiet hours; a day if there are none."""
    if plan.quiet is None:
        return timedelta(days=1)
    today = local_day(plan, moment)
    starts = (at_local(plan.zone, today + timedelta(days=n), plan.quiet.start) for n in (0, 1, 2))
    return next(start - moment for start in starts if start > moment)


def at_local(zone: str, day: date, clock_time: time) -> datetime:
    """Return the moment when a clock in ``zone`` reads ``clock_time`` on ``day``.

    A time that the clock skips is the first moment after the gap; one that it shows twice, the first.
    """
    place = ZoneInfo(zone)
    wall = datetime.combine(day, clock_time.replace(fold=0, tzinfo=None))
    moment = wall.replace(tzinfo=place).astimezone(UTC)
    if _wall(zone, moment) == wall:
        return moment
    before = wall.replace(tzinfo=place, fold=1).astimezone(UTC)  # in a gap, fold 1 lies before it (PEP 495)
    return _clock_change(place, before, moment) or moment


def next_morning(zone: str, after: datetime, at: time = time(9)) -> datetime:
    """Return the first moment later than ``after`` when a new day in ``zone`` has reached ``at``.

    That is still today when ``at`` lies ahead.
    """
    today = _wall(zone, after).date()
    days = (today + timedelta(days=n) for n in range(4))  # a clock change can repeat a midnight or drop a day
    return next(moment for day in days if (moment := at_local(zone, day, at)) > after)


def next_nudge(
    plan: Plan, after: datetime, last_sent: Iterable[datetime] = (), kept_free: Iterable[datetime] = ()
) -> datetime | None:
    """Return the first moment from ``after`` on when one more nudge may be sent; None when none is wanted.

    At most one a local day, and ``MAX_PER_WEEK`` in any seven local days. ``last_sent`` are the person's
    nudges of the last seven days at least, of all kinds. On the days of ``kept_free`` there is none.

    Raises:
        QuietAllDay: the quiet hours cover the whole day.

    Source: programme.md, "Welcome" and "Between the talks"; design.md, N1 and N2.
    """
    if plan.nudges == "none":
        return None
    days = [local_day(plan, sent) for sent in last_sent]
    free = {local_day(plan, moment) for moment in kept_free}
    moment = _wished(plan, after)
    while (day := local_day(plan, moment)) in free or not _has_room(plan.nudges, day, days):
        moment = _wished(plan, _next_day(plan, moment))
    return moment


def next_free_day(plan: Plan, after: datetime, last_sent: Iterable[datetime]) -> datetime:
    """Return the first moment from ``after`` on outside quiet hours, on a day that has no nudge yet.

    Raises:
        QuietAllDay: the quiet hours cover the whole day.
    """
    days = {local_day(plan, sent) for sent in last_sent}
    moment = next_allowed(plan, after)
    while local_day(plan, moment) in days:
        moment = next_allowed(plan, _next_day(plan, moment))
    return moment


def free_times(zone: str, after: datetime, also: Iterable[str] = ()) -> tuple[datetime, ...]:
    """Return evenings and weekend hours in ``zone`` to offer, from a few hours later than ``after`` on.

    At most two evenings and four hours of two weekends, in their order. Where there is a choice they are hours at
    which people in the zones ``also`` are awake; if no such hour is near, they are those of ``zone`` alone.
    """
    start = _wall(zone, after).date()
    days = [start + timedelta(days=n) for n in range(FORTNIGHT)]
    for zones in (tuple(also), ()):
        evenings = [moment for day in days if day.weekday() < 5 for moment in _hours(zone, day, after, zones)[:1]]
        weekends = [moment for day in days if day.weekday() >= 5 for moment in _hours(zone, day, after, zones)[:1]]
        if evenings or weekends:
            return tuple(sorted((*evenings[:2], *weekends[:4])))
    return ()


def same_clock(one: str, other: str, moment: datetime) -> bool:
    """Say whether clocks in both zones show the same at ``moment``."""
    return _wall(one, moment) == _wall(other, moment)


def _hours(zone: str, day: date, after: datetime, also: tuple[str, ...]) -> list[datetime]:
    """Return the hours of a day that may be free, the likeliest first."""
    clocks = EVENINGS if day.weekday() < 5 else WEEKEND
    moments = (at_local(zone, day, clock) for clock in clocks)
    return [m for m in moments if m >= after + NOTICE and all(_awake(other, m) for other in also)]


def _awake(zone: str, moment: datetime) -> bool:
    return AWAKE[0] <= _wall(zone, moment).time() <= AWAKE[1]


def _wished(plan: Plan, after: datetime) -> datetime:
    """Return the first moment from ``after`` on at a day and hour that the person wishes, outside quiet hours.

    Where their hour lies in their own quiet hours, any other of the day will do.
    """
    today = local_day(plan, after)
    days = (today + timedelta(days=n) for n in range(-1, FORTNIGHT))
    for day in (day for day in days if day.weekday() in plan.days):
        start = at_local(plan.zone, day, plan.at or time.min)
        end = start + HOUR_LASTS if plan.at else at_local(plan.zone, day + timedelta(days=1), time.min)
        moment = next_allowed(plan, max(after, start))
        if moment < end:
            return moment
    return _wished(replace(plan, at=None), after)


def _next_day(plan: Plan, moment: datetime) -> datetime:
    return next_morning(plan.zone, moment, time.min)


def _has_room(cadence: Cadence, day: date, taken: list[date]) -> bool:
    in_week = sum(day - WEEK < one <= day for one in taken)
    return day not in taken and in_week < MAX_PER_WEEK[cadence]


def _wall(zone: str, moment: datetime) -> datetime:
    """Return what a clock in ``zone`` shows, without a zone."""
    return moment.astimezone(ZoneInfo(zone)).replace(tzinfo=None, fold=0)


def _clock_distance(start: time, end: time) -> timedelta:
    """Return how far a clock goes from ``start`` to the next ``end``, less than a day."""
    return (datetime.combine(date.min, end) - datetime.combine(date.min, start)) % timedelta(days=1)


def _clock_change(zone: ZoneInfo, start: datetime, end: datetime) -> datetime | None:
    """Return when the clock of ``zone`` changes later than ``start`` and not later than ``end``, or None.

    Both are UTC. Zone data change on whole seconds.
    """
    low, high = start.replace(microsecond=0), end.replace(microsecond=0)
    offset = low.astimezone(zone).utcoffset()
    if high.astimezone(zone).utcoffset() == offset:
        return None
    while high - low > SECOND:
        middle = (low + (high - low) / 2).replace(microsecond=0)
        if middle.astimezone(zone).utcoffset() == offset:
            low = middle
        else:
            high = middle
    return high
