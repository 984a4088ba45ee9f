"""What was read already, as it would be read again: people, couples, sessions, answers, open messages, single facts.

A couple's cast is made of what was read of the couple and its people, so it is forgotten with any of them. One
transaction's is the next one's where nobody else has written meanwhile, which SQLite can tell.
"""

from __future__ import annotations

from typing import Any, Literal

Kind = Literal[
    "person",
    "telegram",
    "couple",
    "of person",
    "cast",
    "session",
    "answer",
    "open",
    "asked",
    "shown",
    "nudge",
    "outbox",
    "call",
    "update",
]

MOST_SEEN = 32_000
"""So many values are handed on: those of about 1,500 couples."""


class Seen:
    """Whoever writes to a row forgets what it knew of it, or writes there too; what has another name, all of it."""

    __slots__ = ("_values", "ids")

    def __init__(self) -> None:
        self._values: dict[Kind, dict[Any, Any]] = {}
        self.ids: dict[str, int] = {}
        """The last ids that rows were given, by table; rows that go leave them as they are."""

    def get(self, kind: Kind, key: object) -> Any:
        """Return what was put, None if nothing was."""
        known = self._values.get(kind)
        return None if known is None else known.get(key)

    def put(self, kind: Kind, key: object, value: object) -> None:
        self._values.setdefault(kind, {})[key] = value

    def drop(self, kind: Kind, key: object) -> Any:
        """Forget one value that no cast is made of, and return it, None if it was not known."""
        return self._values.get(kind, {}).pop(key, None)

    def forget(self, kind: Kind, key: object) -> None:
        self._values.get(kind, {}).pop(key, None)
        self._values.pop("cast", None)

    def clear(self, *kinds: Kind) -> None:
        for kind in ("cast", *kinds) if kinds else tuple(self._values):
            self._values.pop(kind, None)

    def count(self, kind: Kind) -> int:
        return len(self._values.get(kind, ()))

    def __len__(self) -> int:
        return sum(map(len, self._values.values()))


class Handed:
    """What the last transaction has seen, for the next one: safe with those that are made one at a time.

    It goes by what SQLite tells to each connection: the number of its state, which changes when another one commits.
    """

    __slots__ = ("_seen", "_state")

    def __init__(self) -> None:
        self._state: object = None
        self._seen = Seen()

    def take(self, state: object) -> Seen:
        """Return what was seen if this is the state still, else nothing; none of it stays here, whatever happens."""
        seen, self._seen = self._seen, Seen()
        return seen if state == self._state else Seen()

    def put(self, state: object, seen: Seen) -> None:
        """Keep what a transaction has seen that began in ``state``, once it is committed."""
        self._state = state
        self._seen = seen if len(seen) <= MOST_SEEN else Seen()
