"""Answers: what people wrote, each sealed under its author's own key."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import bindparam, delete, select

from bot.store.keys import Keys
from bot.store.link import AnyRow, Link
from bot.store.seen import Seen
from bot.store.tables import answer
from bot.store.upsert import insert
from bot.store.values import StoredAnswer

_COLUMNS = select(answer.c.session_id, answer.c.n, answer.c.author, answer.c.body)
_IN_SESSION = answer.c.session_id == bindparam("session")
_BETWEEN = _COLUMNS.where(_IN_SESSION, answer.c.n.between(bindparam("first"), bindparam("last")))
_INSERT = insert(answer)
_KEEP = _INSERT.on_conflict_do_update(
    index_elements=["session_id", "n"],
    set_={name: _INSERT.excluded[name] for name in ("author", "body", "updated_at")},
)
_FORGET = delete(answer).where(_IN_SESSION, answer.c.n == bindparam("n"))
MOST_KNOWN = 4000
LONGEST_KNOWN = 500
"""So many answers are known as they were kept, none of more characters than that: 4 MB at most."""


class Answers:
    __slots__ = ("_keys", "_link", "_seen")

    def __init__(self, link: Link, keys: Keys, seen: Seen) -> None:
        self._link = link
        self._keys = keys
        self._seen = seen

    def keep(self, session_id: int, n: int, author: int, body: str, now: datetime) -> None:
        """Keep answer ``n`` of a session, in place of what stood there."""
        row = {
            "session_id": session_id,
            "n": n,
            "author": author,
            "body": self._keys.seal(body, _place(session_id, n), author, None),
            "created_at": now,
            "updated_at": now,
        }
        self._link.execute(_KEEP, row)
        if self._seen.count("answer") >= MOST_KNOWN:
            self._seen.clear("answer")
        if len(body) <= LONGEST_KNOWN:
            kept = StoredAnswer(session_id=session_id, n=n, author=author, body=body)
            self._seen.put("answer", (session_id, n), kept)
        else:
            self._seen.drop("answer", (session_id, n))

    def get(self, session_id: int, ns: Collection[int]) -> dict[int, StoredAnswer]:
        """Return those of these answers that have words, in the order of ``ns``."""
        known = {n: kept for n in ns if (kept := self._seen.get("answer", (session_id, n))) is not None}
        if len(known) == len(ns):
            return known
        # A list of numbers in the statement would be rendered anew at each execution; what is between costs less.
        values = {"session": session_id, "first": min(ns), "last": max(ns)}
        found = {row.n: self._opened(row) for row in self._link.execute(_BETWEEN, values) if row.n in ns}
        return {n: found[n] for n in ns if n in found}

    def forget(self, session_id: int, n: int) -> None:
        self._link.execute(_FORGET, {"session": session_id, "n": n})
        self._seen.drop("answer", (session_id, n))

    def _opened(self, row: AnyRow) -> StoredAnswer:
        body = self._keys.open(row.body, _place(row.session_id, row.n), row.author, None)
        return StoredAnswer(session_id=row.session_id, n=row.n, author=row.author, body=body)


def _place(session_id: int, n: int) -> str:
    return f"answer:body:{session_id}.{n}"  # the row's natural key: known before the row is
