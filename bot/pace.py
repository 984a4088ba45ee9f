"""How fast may be sent: Telegram's limits for all chats, a chat and a group, and the pauses that failures call for."""

from __future__ import annotations

from bisect import insort
from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime, timedelta
from math import floor
from typing import Any

from bot.config import Limits
from bot.store.tables import EPOCH
from bot.verdict import Broken, Flooded

BURST = 3  # Bots FAQ: a chat takes one message a second; short bursts pass
LATE = 0.25
"""Of the time from one nudge to the next: by so much one may be late without the next ones being late too."""
JITTER = timedelta(milliseconds=3)
"""By so much the quickest way to Telegram and back that was seen may be longer than the quickest that there is."""
SLOWER = 1.007
"""Nudges go out slower than Telegram takes them by so little that what is spent stays above 99 %: else they would fill
each gap at once, gaps would stay uneven, and a reply would wait longer for the next one."""
SURE, KEPT = 30, 1000
"""After so many calls it is known how long the way takes at least; after so many it is learnt anew."""
_PLENTY = 1_000_000
_UNIT = timedelta(microseconds=1)
FLOOD_CHATS, FLOOD_SPAN = 3, timedelta(seconds=10)  # so many chats refused so soon: it is about all of them
OUTAGE = 32  # so many failures with no success between: the line is down, not one chat unlucky
LONGEST_OUTAGE_PAUSE = timedelta(seconds=5)


class Way:
    """How long a call takes at least, to Telegram and back, by those that were made lately.

    The more they differ, the less does the quickest of them tell of the quickest that there can be.
    """

    def __init__(self) -> None:
        self._least: timedelta | None = timedelta()  # None: by those that were made, and not worked out yet
        self._quickest, self._sum, self._made = timedelta.max, timedelta(), 0

    def note(self, took: timedelta) -> None:
        if self._made == KEPT:
            self._least = self.least
            self._quickest, self._sum, self._made = timedelta.max, timedelta(), 0
        self._quickest = min(self._quickest, took)
        self._sum += took
        self._made += 1
        self._least = None if self._made >= SURE else min(self.least, took)

    @property
    def least(self) -> timedelta:
        """What each call takes at least; nothing while too few were made to tell."""
        if self._least is None:
            wavers = self._sum / self._made - self._quickest
            self._least = max(self._quickest - JITTER - wavers / 2, timedelta())
        return self._least

    def to_json(self) -> list[int | None]:
        quickest = None if self._quickest == timedelta.max else self._quickest // _UNIT
        return [self.least // _UNIT, quickest, self._sum // _UNIT, self._made]

    def take(self, kept: Iterable[int | None]) -> None:
        """Be what ``to_json`` told."""
        least, quickest, total, made = kept
        self._least, self._sum = (least or 0) * _UNIT, (total or 0) * _UNIT
        self._quickest = timedelta.max if quickest is None else quickest * _UNIT
        self._made = made or 0


class Window:
    """At most ``count`` calls in any stretch of ``span``, by whatever clock the other end counts.

    When a call arrived there, between its start and its end, nobody here knows. But what one has of the least way
    behind it when it arrives, and what the next one has of it before it, is the whole way at least: a call counts from
    its start to ``span`` after its end, less the least way.
    """

    def __init__(self, rate: float, span: timedelta) -> None:
        self._count = max(1, floor(rate))
        self._span = span * (self._count / rate)
        self._under_way = 0
        self._ended: deque[datetime] = deque()

    def room(self, now: datetime) -> int:
        while self._ended and self._ended[0] + self._span <= now:
            self._ended.popleft()
        return self._count - self._under_way - len(self._ended)

    def start(self) -> None:
        self._under_way += 1

    def finish(self, counts_from: datetime) -> None:
        self._under_way -= 1
        insort(self._ended, counts_from)  # others may have noted a later one before

    def set_back(self, by: timedelta) -> None:
        self._ended = deque(at - by for at in self._ended)

    def idle(self, now: datetime) -> bool:
        return self.room(now) == self._count

    def opens(self) -> datetime | None:
        """Return when the next call's time is over; None while that depends on calls under way."""
        return self._ended[0] + self._span if self._ended else None

    def to_json(self) -> list[int]:
        """Return what is known of the calls that are over."""
        return [number(at) for at in self._ended]

    def take(self, kept: Iterable[int]) -> None:
        self._ended = deque(map(moment, kept))


class Pace:
    """Tells which chats must wait, how many calls may start, and when that changes. A limit of 0 is none."""

    def __init__(self, limits: Limits) -> None:
        self._all = _window(limits.per_second, timedelta(seconds=1))
        self._per_group = limits.per_group_per_minute
        self._groups: dict[int, Window] = {}
        rate = limits.per_chat_per_second
        self._every = timedelta(seconds=1 / rate) if rate else timedelta()
        self._earned: dict[int, datetime] = {}  # when the chat will have its whole burst again
        self._apart = timedelta(seconds=SLOWER / limits.per_second) if limits.per_second else timedelta()
        self._next_nudge = EPOCH
        self._way = Way()

    def room(self, now: datetime) -> int:
        """Return how many calls may start now, whatever their chats."""
        return _PLENTY if self._all is None else self._all.room(now)

    def nudges(self, now: datetime) -> int:
        """Return how many nudges may start now: they go out evenly, so that room for a reply comes at any moment."""
        return int(self.next_nudge() <= now) if self._apart else _PLENTY

    def next_nudge(self) -> datetime:
        """Return when the next nudge may start."""
        return self._next_nudge - self._apart * LATE

    def held(self, now: datetime) -> dict[int, datetime | None]:
        """Return the chats that must wait, and until when (None: until a call under way ends)."""
        self._tidy(now)
        held: dict[int, datetime | None] = {}
        for chat, earned in self._earned.items():
            if (free := earned - (BURST - 1) * self._every) > now:
                held[chat] = free
        for chat, window in self._groups.items():
            if window.room(now) <= 0:
                held[chat] = window.opens()
        return held

    def opens(self, now: datetime) -> datetime | None:
        """Return when the next call may start, if none may now and time alone will tell."""
        return None if self._all is None or self._all.room(now) > 0 else self._all.opens()

    def start(self, chat: int, now: datetime) -> None:
        """Count a call that starts now: nudges are put off for it, whatever it is."""
        self._next_nudge = max(self._next_nudge, now - self._apart * LATE) + self._apart
        for window in self._windows(chat):
            window.start()

    def finish(self, chat: int, now: datetime, took: timedelta | None = None) -> None:
        """Count a call that ended now; ``took`` is how long it was on its way, if Telegram did what it asked for."""
        if took is not None:
            self._way.note(took)
        for window in self._windows(chat):
            window.finish(now - self._way.least)
        if self._every:
            self._earned[chat] = max(self._earned.get(chat, now), now) + self._every

    def set_back(self, by: timedelta) -> None:
        """Reckon by a clock that was set back: what was made just now was made just now still."""
        self._earned = {chat: at - by for chat, at in self._earned.items()}
        self._next_nudge -= min(by, self._next_nudge - EPOCH)
        for window in filter(None, (self._all, *self._groups.values())):
            window.set_back(by)

    def refused(self) -> None:
        """Learn anew how long the way takes: Telegram counted more than was counted here."""
        self._way = Way()

    def to_json(self) -> dict[str, Any]:
        """Return what another process is to know; which calls are under way it knows itself."""
        return {
            "all": [] if self._all is None else self._all.to_json(),
            "groups": {str(chat): window.to_json() for chat, window in self._groups.items()},
            "earned": {str(chat): number(at) for chat, at in self._earned.items()},
            "next_nudge": number(self._next_nudge),
            "way": self._way.to_json(),
        }

    def take(self, kept: Mapping[str, Any], under_way: Iterable[int]) -> None:
        """Be what ``to_json`` told, with calls under way to these chats."""
        for chat in kept["groups"]:
            for window in self._windows(int(chat)):
                window.take(kept["groups"][chat])
        if self._all is not None:
            self._all.take(kept["all"])
        for chat in under_way:
            for window in self._windows(chat):
                window.start()
        self._earned = {int(chat): moment(at) for chat, at in kept["earned"].items()}
        self._next_nudge = moment(kept["next_nudge"])
        self._way.take(kept["way"])

    def _windows(self, chat: int) -> Iterator[Window]:
        if self._all is not None:
            yield self._all
        if chat < 0 and self._per_group:  # groups have negative ids
            if chat not in self._groups:
                self._groups[chat] = Window(self._per_group, timedelta(minutes=1))
            yield self._groups[chat]

    def _tidy(self, now: datetime) -> None:
        for chat in [chat for chat, earned in self._earned.items() if earned <= now]:
            del self._earned[chat]
        for chat in [chat for chat, window in self._groups.items() if window.idle(now)]:
            del self._groups[chat]


def number(at: datetime) -> int:
    """Return what ``moment`` makes this moment of again."""
    return (at - EPOCH) // _UNIT


def moment(number: int) -> datetime:
    return EPOCH + number * _UNIT


def _window(rate: float, span: timedelta) -> Window | None:
    return Window(rate, span) if rate else None


class Pauses:
    """Who must wait because Telegram said so, or because the line is down."""

    def __init__(self) -> None:
        self._chats: dict[int, datetime] = {}
        self._all: datetime | None = None
        self._floods: deque[tuple[int, datetime]] = deque()
        self._outages = 0

    def set_back(self, by: timedelta) -> None:
        """Reckon by a clock that was set back: a pause is no longer for that."""
        self._chats = {chat: until - by for chat, until in self._chats.items()}
        self._all = self._all and self._all - by
        self._floods = deque((chat, at - by) for chat, at in self._floods)

    def held(self, now: datetime) -> dict[int, datetime | None]:
        self._chats = {chat: until for chat, until in self._chats.items() if until > now}
        self._forget_floods(now)
        return dict(self._chats)

    def all(self, now: datetime) -> datetime | None:
        """Return until when nothing may be sent at all, if so."""
        return self._all if self._all is not None and self._all > now else None

    def note(self, chat: int, verdict: object, now: datetime) -> None:
        match verdict:
            case Flooded(pause):
                self._flooded(chat, now, now + pause)
            case Broken() if self.all(now) is None:
                self._outages += 1
                if self._outages > OUTAGE:
                    self._all = now + LONGEST_OUTAGE_PAUSE
            case Broken():
                pass
            case _:
                self._outages = 0

    def to_json(self) -> dict[str, Any]:
        return {
            "chats": {str(chat): number(until) for chat, until in self._chats.items()},
            "all": None if self._all is None else number(self._all),
            "floods": [(chat, number(at)) for chat, at in self._floods],
            "outages": self._outages,
        }

    def take(self, kept: Mapping[str, Any]) -> None:
        """Be what ``to_json`` told."""
        self._chats = {int(chat): moment(until) for chat, until in kept["chats"].items()}
        self._all = None if kept["all"] is None else moment(kept["all"])
        self._floods = deque((chat, moment(at)) for chat, at in kept["floods"])
        self._outages = kept["outages"]

    def _flooded(self, chat: int, now: datetime, until: datetime) -> None:
        self._chats[chat] = until
        self._floods.append((chat, now))
        self._forget_floods(now)
        if len({flooded for flooded, _ in self._floods}) >= FLOOD_CHATS:
            self._all = max(until, self._all or until)

    def _forget_floods(self, now: datetime) -> None:
        while self._floods and self._floods[0][1] <= now - FLOOD_SPAN:
            self._floods.popleft()
