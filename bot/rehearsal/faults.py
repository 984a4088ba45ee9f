"""What can go wrong on the line, on demand: delays, refusals, lost requests and lost replies, flood limits."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from math import ceil
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class TooMany:
    """Answer 429; not done."""

    retry_after: int = 1


@dataclass(frozen=True, slots=True)
class ServerError:
    """Answer 5xx; not done."""

    code: int = 502


@dataclass(frozen=True, slots=True)
class LostReply:
    """Do it, then drop the connection without an answer."""


@dataclass(frozen=True, slots=True)
class Dropped:
    """Drop the connection; not done."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """Answer with this code and these words; not done."""

    code: int
    description: str


@dataclass(frozen=True, slots=True)
class Slow:
    """Do it at once, answer late."""

    seconds: float


Fault: TypeAlias = TooMany | ServerError | LostReply | Dropped | Refusal | Slow


@dataclass(slots=True)
class _Planned:
    method: str
    fault: Fault
    times: int | None
    chat: int | None

    def meets(self, method: str, chat: int | None) -> bool:
        return self.method in ("*", method) and self.chat in (None, chat) and self.times != 0


@dataclass(slots=True)
class Faults:
    planned: list[_Planned] = field(default_factory=list)

    def add(self, method: str, times: int | None = 1, *, fault: Fault, chat: int | None = None) -> None:
        """Let the next calls of a method ("*": of any but getUpdates) fail; ``times`` None is for ever."""
        self.planned.append(_Planned(method, fault, times, chat))

    def clear(self) -> None:
        self.planned.clear()

    def expects(self, method: str) -> bool:
        return any(planned.meets(method, None) for planned in self.planned if planned.method == method)

    def take(self, method: str, chat: int | None) -> Fault | None:
        for planned in self.planned:
            if not planned.meets(method, chat) or (planned.method == "*" and method == "getUpdates"):
                continue
            if planned.times is not None:
                planned.times -= 1
            return planned.fault
        return None


@dataclass(frozen=True, slots=True, kw_only=True)
class FloodLimits:
    """Telegram's own limits; 0 is none. A chat may have ``per_chat_burst`` at once, then one by one.

    Source: Bots FAQ, "My bot is hitting limits, how do I avoid this?"
    """

    per_second: int = 30
    per_chat_per_second: float = 1
    per_chat_burst: int = 3
    per_group_per_minute: int = 20


COUNTED = frozenset(
    {"sendMessage", "sendVoice", "sendPhoto", "sendDocument", "editMessageText", "editMessageReplyMarkup"}
)


@dataclass(slots=True)
class Flood:
    """Counts what was sent; refused calls do not count."""

    limits: FloodLimits
    sent: deque[datetime] = field(default_factory=deque)
    groups: dict[int, deque[datetime]] = field(default_factory=dict)
    chats: dict[int, tuple[float, datetime]] = field(default_factory=dict)

    def retry_after(self, method: str, chat: int | None, now: datetime) -> int | None:
        """Return the whole seconds to wait, or None and count the call."""
        if method not in COUNTED or chat is None:
            return None
        group = self.groups.setdefault(chat, deque())
        waits = [
            _window(self.sent, self.limits.per_second, timedelta(seconds=1), now),
            _window(group, self.limits.per_group_per_minute if chat < 0 else 0, timedelta(minutes=1), now),
            self._bucket(chat, now),
        ]
        if any(waits):
            return max(1, ceil(max(waits)))
        self.sent.append(now)
        group.append(now)
        if self.limits.per_chat_per_second:
            left, at = self.chats[chat]
            self.chats[chat] = (left - 1, at)
        return None

    def _bucket(self, chat: int, now: datetime) -> float:
        pace, burst = self.limits.per_chat_per_second, float(self.limits.per_chat_burst)
        if not pace:
            return 0.0
        left, at = self.chats.get(chat, (burst, now))
        left = min(burst, left + (now - at).total_seconds() * pace)
        self.chats[chat] = (left, now)
        return 0.0 if left >= 1 else (1 - left) / pace


def _window(sent: deque[datetime], most: int, span: timedelta, now: datetime) -> float:
    while sent and sent[0] <= now - span:
        sent.popleft()
    if not most or len(sent) < most:
        return 0.0
    return max((sent[-most] + span - now).total_seconds(), 0.001)
