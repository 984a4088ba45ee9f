"""What was worked out a moment ago and may be wanted again: kept for a while, in memory, within a bound."""

from __future__ import annotations

from collections.abc import Hashable
from threading import Lock
from typing import Generic, TypeVar

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


class Recent(Generic[K, V]):
    """Values by key, together as heavy as ``most`` at most; then the oldest go. Safe between threads."""

    __slots__ = ("_kept", "_lock", "_most", "_weight")

    def __init__(self, most: int) -> None:
        self._most = most
        self._weight = 0
        self._kept: dict[K, tuple[V, int]] = {}
        self._lock = Lock()

    def get(self, key: K) -> V | None:
        kept = self._kept.get(key)
        return None if kept is None else kept[0]

    def put(self, key: K, value: V, weight: int = 1) -> None:
        with self._lock:
            self._let_go(key)
            self._kept[key] = value, weight
            self._weight += weight
            while self._weight > self._most:
                self._let_go(next(iter(self._kept)))

    def drop(self, key: K) -> None:
        if key in self._kept:
            with self._lock:
                self._let_go(key)

    def clear(self) -> None:
        with self._lock:
            self._kept.clear()
            self._weight = 0

    def _let_go(self, key: K) -> None:
        kept = self._kept.pop(key, None)
        if kept is not None:
            self._weight -= kept[1]
