"""What a transaction has read of people and couples already: any write to either forgets it all."""

from __future__ import annotations

from typing import Any


class Seen:
    __slots__ = ("_values",)

    def __init__(self) -> None:
        self._values: dict[tuple[str, int], Any] = {}

    def get(self, kind: str, row: int) -> Any:
        """Return what was put, None if nothing was."""
        return self._values.get((kind, row))

    def put(self, kind: str, row: int, value: object) -> None:
        self._values[kind, row] = value

    def clear(self) -> None:
        self._values.clear()
