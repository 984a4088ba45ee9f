"""How fast may be sent: Telegram's limits for all chats, a chat and a group, and the pauses that failures call for."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from math import floor

from bot.config import Limits
from bot.verdict import Broken, Flooded

BURST = 3  # Bots FAQ: a chat takes one message a second; short bursts pass
MOST_NUDGES = 3
"""So many nudges start at once at most, where the one before was late."""
_PLENTY = 1_000_000
FLOOD_CHATS, FLOOD_SPAN = 3, timedelta(seconds=10)  # so many chats refused so soon: it is about all of them
OUTAGE = 32  # so many failures with no success between: the line is down, not one chat unlucky
LONGEST_OUTAGE_PAUSE = timedelta(seconds=5)


class Window:
    """At most ``count`` calls in any stretch of ``span``, by whatever clock the other end counts.

    A call counts from its start to ``span`` after its end: when in between it arrived there, nobody here knows.
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

    def finish(self, now: datetime) -> None:
        self._under_way -= 1
        self._ended.append(now)

    def idle(self, now: datetime) -> bool:
        return self.room(now) == self._count

    def opens(self) -> datetime | None:
        """Return when the next call's time is over; None while that depends on calls under way."""
        return self._ended[0] + self._span if self._ended else None


class Pace:
    """Tells which chats must wait, how many calls may start, and when that changes. A limit of 0 is none."""

    def __init__(self, limits: Limits) -> None:
        self._all = _window(limits.per_second, timedelta(seconds=1))
        self._per_group = limits.per_group_per_minute
        self._groups: dict[int, Window] = {}
        rate = limits.per_chat_per_second
        self._every = timedelta(seconds=1 / rate) if rate else timedelta()
        self._earned: dict[int, datetime] = {}  # when the chat will have its whole burst again
        self._apart = timedelta(seconds=1 / limits.per_second) if limits.per_second else timedelta()
        self._next_nudge: datetime | None = None
        self._talking = datetime.min.replace(tzinfo=UTC)  # until when a reply is likely to go on

    def room(self, now: datetime) -> int:
        """Return how many calls may start now, whatever their chats."""
        return _PLENTY if self._all is None else self._all.room(now)

    def nudges(self, now: datetime) -> int:
        """Return how many nudges may start now: they go out evenly, so that room for a reply comes at any moment."""
        if not self._apart or self._next_nudge is None:
            return MOST_NUDGES if self._apart else _PLENTY
        if now < self._talking:
            return 0
        return max(0, min(MOST_NUDGES, (now - self._next_nudge) // self._apart + 1))

    def nudged(self, now: datetime) -> None:
        """Count a nudge that starts now; what was missed shortly before can be made up for."""
        if self._apart:
            earliest = now - (MOST_NUDGES - 1) * self._apart
            self._next_nudge = max(self._next_nudge or earliest, earliest) + self._apart

    def replied(self, now: datetime) -> None:
        """Count a reply that starts now: what goes with it finds room, and the nudges are made up for after it."""
        if self._apart:
            self._talking = now + 2 * self._apart

    def next_nudge(self, now: datetime) -> datetime | None:
        """Return when the next nudge may start, if none may now."""
        return max(self._next_nudge or now, self._talking) if self.nudges(now) == 0 else None

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

    def start(self, chat: int) -> None:
        for window in self._windows(chat):
            window.start()

    def finish(self, chat: int, now: datetime) -> None:
        for window in self._windows(chat):
            window.finish(now)
        if self._every:
            self._earned[chat] = max(self._earned.get(chat, now), now) + self._every

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


def _window(rate: float, span: timedelta) -> Window | None:
    return Window(rate, span) if rate else None


class Pauses:
    """Who must wait because Telegram said so, or because the line is down."""

    def __init__(self) -> None:
        self._chats: dict[int, datetime] = {}
        self._all: datetime | None = None
        self._floods: deque[tuple[int, datetime]] = deque()
        self._outages = 0

    def held(self, now: datetime) -> dict[int, datetime | None]:
        self._chats = {chat: until for chat, until in self._chats.items() if until > now}
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

    def _flooded(self, chat: int, now: datetime, until: datetime) -> None:
        self._chats[chat] = until
        self._floods.append((chat, now))
        while self._floods[0][1] <= now - FLOOD_SPAN:
            self._floods.popleft()
        if len({flooded for flooded, _ in self._floods}) >= FLOOD_CHATS:
            self._all = max(until, self._all or until)
