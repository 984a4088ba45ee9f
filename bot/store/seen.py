"""What a transaction has read of people, couples and sessions already, as it would read it again.

A couple's cast is made of what was read of the couple and its people, so it is forgotten with any of them.
"""

from __future__ import annotations

from typing import Any, Literal

Kind = Literal["person", "telegram", "couple", "of person", "cast", "session", "open"]


class Seen:
    """Whoever writes to a row forgets what it knew of it; what is asked for by another name, all of it."""

    __slots__ = ("_values",)

    def __init__(self) -> None:
        self._values: dict[Kind, dict[Any, Any]] = {}

    def get(self, kind: Kind, key: object) -> Any:
        """Return what was put, None if nothing was."""
        known = self._values.get(kind)
        return None if known is None else known.get(key)

    def put(self, kind: Kind, key: object, value: object) -> None:
        self._values.setdefault(kind, {})[key] = value

    def forget(self, kind: Kind, key: object) -> None:
        self._values.get(kind, {}).pop(key, None)
        self._values.pop("cast", None)

    def clear(self, *kinds: Kind) -> None:
        for kind in ("cast", *kinds) if kinds else tuple(self._values):
            self._values.pop(kind, None)
