"""What a person typed -> the moments that it may mean: in their zone, to come if any is, four at most. Pure.

A time that a clock change skips or doubles is taken as zoneinfo has it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.moment_words import Token, tokens

MOST = 4
DAY_HOURS = (10, 15, 18, 20)
"""What is proposed where only a day was named."""
PART_HOURS = {"morning": range(5, 12), "afternoon": range(12, 20), "evening": range(17, 24)}
PART_PROPOSALS = {"morning": (9, 10, 11), "afternoon": (14, 15, 16, 17), "evening": (18, 19, 20, 21, 22)}
YEARS_AHEAD = 8
"""Until there is a 29 February again, whatever the year."""
JUST_NOW = timedelta(days=31)
"""A date that went by so lately is a slip; an older one is that of next year, which is shown with its year."""
FAR = timedelta(days=9 * 366)

Clock = tuple[int, int]
"""Hour and minute; the hour 24 is the next day's first one."""


class _Unclear(Exception):
    """It is said twice, or makes no sense."""


@dataclass(slots=True)
class _Said:
    """What the words say, each thing once."""

    weekday: int | None = None
    upcoming: bool = False
    offset: int | None = None
    days: list[tuple[int, int, int | None]] = field(default_factory=list)
    """Readings of a date: day, month, year."""
    day: int | None = None
    month: int | None = None
    year: int | None = None
    clocks: tuple[Clock, ...] = ()
    clear: bool = False
    """The clock has only this one reading."""
    part: str = ""
    ahead: timedelta | None = None
    loose: list[int] = field(default_factory=list)
    pairs: list[Clock] = field(default_factory=list)
    four: list[int] = field(default_factory=list)


def moments(text: str, *, language: str, zone: str, now: datetime, month_first: bool = False) -> tuple[datetime, ...]:
    """Return what ``text`` may mean, the earliest first, as aware UTC; nothing where it names no moment.

    They are all to come, or all past where nothing that was meant is to come.
    ``month_first``: 5/12 is the twelfth of May.
    """
    said = tokens(text, language)
    if not said:
        return ()
    try:
        meant = _read(said, month_first=month_first)
        found = sorted({moment.astimezone(UTC) for moment in _moments(meant, now.astimezone(ZoneInfo(zone)))})
    except (_Unclear, ValueError, OverflowError):
        return ()
    to_come = [moment for moment in found if now < moment < now + FAR]
    return tuple((to_come or [moment for moment in found if moment <= now])[:MOST])


def _read(said: list[Token], *, month_first: bool) -> _Said:
    meant, before, at = _Said(), 0, False
    for index, token in enumerate(said):
        after = said[index + 1].kind if index + 1 < len(said) else ""
        match token.kind:
            case "at":
                at = True
                continue
            case "before":
                before = token.value[0]
                continue
            case "number" if at or before or after in ("half", "after"):
                _clock(meant, _shifted((token.value[0], 0), before), clear=False)
            case "pair" if at or after == "half":
                _clock(meant, (token.value[0], token.value[1]), clear=False)
            case "four" if at:
                _clock(meant, divmod(token.value[0], 100), clear=True)
            case _:
                _take(meant, token, month_first=month_first)
        before, at = 0, False
    _settle(meant)
    return meant


def _take(meant: _Said, token: Token, *, month_first: bool) -> None:
    value = token.value
    match token.kind:
        case "weekday":
            _once(meant.weekday)
            meant.weekday = value[0]
        case "next":
            meant.upcoming = True
        case "day":
            _once(meant.offset)
            meant.offset = value[0]
        case "month":
            _once(meant.month)
            meant.month = value[0] + 1
        case "ordinal":
            _once(meant.day)
            meant.day = value[0]
        case "iso":
            _once(meant.days or None)
            meant.days = [(value[2], value[1], value[0])]
        case "date":
            _once(meant.days or None)
            meant.days = _dates(value, swaps=token.name == "/" and month_first)
        case "clock":
            _clock(meant, (value[0], value[1]), clear=token.name == "0")
        case "half":
            _half(meant, value[0])
        case "after":
            if not meant.clocks:
                raise _Unclear
            meant.clocks = tuple(_shifted(clock, value[0]) for clock in meant.clocks)
        case "part":
            _part(meant, token.name)
        case "within":
            _within(meant, value[0], token.name)
        case "number":
            meant.loose.append(value[0])
        case "pair":
            meant.pairs.append((value[0], value[1]))
        case "four":
            meant.four.append(value[0])


def _once(value: object) -> None:
    if value is not None:
        raise _Unclear


def _dates(value: tuple[int, ...], *, swaps: bool) -> list[tuple[int, int, int | None]]:
    """Return the readings of a date in numbers, day first unless ``swaps``; the other way where only that is one."""
    first, second, year = value[0], value[1], value[2] if len(value) > 2 else 0
    full = None if not year else year if year > 99 else 2000 + year
    readings = [(first, second, full), (second, first, full)]
    if swaps:
        return [reading for reading in readings if reading[1] <= 12]
    return readings[:1] if second <= 12 else readings[1:]


def _clock(meant: _Said, clock: Clock, *, clear: bool) -> None:
    """Take the hour that was named: at twelve hours a day there are two of it."""
    hour, minute = clock
    if meant.clocks or not (0 <= hour <= 24 and 0 <= minute <= 59) or clock > (24, 0):
        raise _Unclear
    meant.clear = clear or hour == 0 or hour >= 12
    meant.clocks = (clock,) if meant.clear else (clock, (hour + 12, minute))


def _shifted(clock: Clock, minutes: int) -> Clock:
    return divmod(clock[0] * 60 + clock[1] + minutes, 60)


def _half(meant: _Said, half: int) -> None:
    if not meant.clocks:
        _settle_clock(meant)
    if not meant.clocks or meant.clocks[0][0] > 12:
        if half and meant.clocks and meant.clocks[0][0] < 24:
            return  # "19:00 pm" is said too
        raise _Unclear
    hour, minute = meant.clocks[0]
    meant.clocks, meant.clear = ((hour % 12 + half, minute),), True


def _part(meant: _Said, name: str) -> None:
    *today, part = name.split()
    if today:
        _once(meant.offset)
        meant.offset = 0
    if meant.part:
        raise _Unclear
    meant.part = part


def _within(meant: _Said, number: int, unit: str) -> None:
    _once(meant.ahead)
    _once(meant.offset)
    match unit:
        case "minutes":
            meant.ahead = timedelta(minutes=number)
        case "hours":
            meant.ahead = timedelta(hours=number)
        case "days":
            meant.offset = number
        case _:
            meant.offset = 7 * number


def _settle(meant: _Said) -> None:
    """Decide what the numbers without a name are: a day beside a month, a day beside an hour, else the hour."""
    if meant.month is not None and meant.day is None and meant.loose:
        meant.day = meant.loose.pop(0)
    _settle_year(meant)
    if meant.pairs and (meant.clocks or meant.loose or len(meant.pairs) > 1) and not meant.days:
        day, month = meant.pairs.pop(0)
        meant.days = [(day, month, None)]
    if meant.loose and meant.clocks and not _has_day(meant):
        meant.day = meant.loose.pop(0)
    if len(meant.loose) > 1 and not _has_day(meant):
        meant.day = meant.loose.pop(0)
    _settle_clock(meant)
    if meant.loose or meant.pairs or meant.four or (meant.upcoming and meant.weekday is None):
        raise _Unclear


def _settle_year(meant: _Said) -> None:
    if meant.month is not None and meant.day is not None and meant.four:
        meant.year = meant.four.pop(0)


def _settle_clock(meant: _Said) -> None:
    if meant.clocks:
        return
    if meant.pairs and not _has_day(meant) and meant.weekday is None and 1 <= meant.pairs[0][1] <= 12:
        day, month = meant.pairs.pop(0)
        meant.days = [(day, month, None)]
    elif meant.pairs:
        _clock(meant, meant.pairs.pop(0), clear=False)
    elif meant.four:
        _clock(meant, divmod(meant.four.pop(0), 100), clear=True)
    elif meant.loose:
        _clock(meant, (meant.loose.pop(0), 0), clear=False)


def _has_day(meant: _Said) -> bool:
    return bool(meant.days) or meant.day is not None or meant.offset is not None


def _moments(meant: _Said, now: datetime) -> Iterator[datetime]:
    if meant.ahead is not None:
        if meant.clocks or meant.part or meant.weekday is not None or _has_day(meant):
            raise _Unclear
        later = (now.astimezone(UTC) + meant.ahead).replace(second=0, microsecond=0)
        yield later if later > now else later + timedelta(minutes=1)
        return
    days, repeats = _days(meant, now.date())
    for clock in _hours(meant):
        found = [_at(day, clock, now) for day in days]
        yield from [moment for moment in found if moment > now][:1] if repeats else found


def _hours(meant: _Said) -> tuple[Clock, ...]:
    if not meant.clocks:
        return tuple((hour, 0) for hour in (PART_PROPOSALS[meant.part] if meant.part else DAY_HOURS))
    if not meant.part:
        return meant.clocks
    fitting = tuple(clock for clock in meant.clocks if clock[0] in PART_HOURS[meant.part])
    return fitting or meant.clocks


def _days(meant: _Said, today: date) -> tuple[list[date], bool]:
    """Return the days that may be meant, and whether it is the next of them on which the hour is still to come."""
    named = [*_named(meant, today)]
    if meant.weekday is None:
        if named or not (meant.clocks or meant.part):
            return named, False
        return [today, today + timedelta(days=1)], True
    coming = _weekdays(today, meant.weekday)
    if named:
        return [day for day in named if day.weekday() == meant.weekday] or [*named, coming[0]], False
    if meant.upcoming:
        return coming[1:] if coming[0] == today else coming, False
    return coming, True


def _weekdays(today: date, weekday: int) -> list[date]:
    first = today + timedelta(days=(weekday - today.weekday()) % 7)
    return [first, first + timedelta(days=7)]


def _named(meant: _Said, today: date) -> Iterator[date]:
    if sum((bool(meant.days), meant.day is not None, meant.offset is not None)) > 1:
        raise _Unclear
    if meant.offset is not None:
        yield today + timedelta(days=meant.offset)
    for day, month, year in meant.days:
        yield _dated(day, month, year, today)
    if meant.day is not None and meant.month is not None:
        yield _dated(meant.day, meant.month, meant.year, today)
    elif meant.day is not None:
        yield _monthly(meant.day, today)
    elif meant.month is not None:
        raise _Unclear


def _dated(day: int, month: int, year: int | None, today: date) -> date:
    if year is not None:
        return date(year, month, day)
    years = range(today.year - 1, today.year + YEARS_AHEAD + 1)
    return _first(today - JUST_NOW, ((one, month, day) for one in years))


def _monthly(day: int, today: date) -> date:
    months = (divmod(today.month - 1 + ahead, 12) for ahead in range(3))
    return _first(today, ((today.year + years, month + 1, day) for years, month in months))


def _first(since: date, dates: Iterable[tuple[int, int, int]]) -> date:
    """Return the first of these dates that there is and that is not before ``since``."""
    for year, month, day in dates:
        try:
            found = date(year, month, day)
        except ValueError:  # such as the 31st of February
            continue
        if found >= since:
            return found
    raise _Unclear


def _at(day: date, clock: Clock, now: datetime) -> datetime:
    """Return the moment at which the clock there shows it: the later one of two if the first has passed."""
    if clock[0] == 24:
        day, clock = day + timedelta(days=1), (0, clock[1])
    moment = datetime.combine(day, time(*clock), now.tzinfo)
    first = moment.astimezone(UTC)
    later = moment.replace(fold=1).astimezone(UTC)
    return later if first <= now < later else first
