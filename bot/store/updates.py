"""Updates of Telegram: which were seen; and single facts by name."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import bindparam, delete, select

from bot.store.link import Link
from bot.store.tables import meta, seen_update
from bot.store.upsert import insert

REACHED = "reached"
"""The name in ``meta`` under which stands when Telegram was reached last."""
UNSCRUBBED = "unscrubbed"
"""The name under which stands what was erased last, until no file holds it any more."""

_SEE = insert(seen_update).on_conflict_do_nothing(index_elements=["update_id"])
_PRUNE = delete(seen_update).where(seen_update.c.at < bindparam("before"))
_GET = select(meta.c.value).where(meta.c.name == bindparam("name"))
_UNDER = select(meta.c.name).where(meta.c.name.startswith(bindparam("prefix"))).order_by(meta.c.name)
_DROP_IF = delete(meta).where(meta.c.name == bindparam("name"), meta.c.value == bindparam("value"))
_DROP = delete(meta).where(meta.c.name == bindparam("name"))
_SET = insert(meta)
_SET = _SET.on_conflict_do_update(index_elements=["name"], set_={"value": _SET.excluded.value})


class Meta:
    """Named values of the whole store, in clear."""

    __slots__ = ("_link",)

    def __init__(self, link: Link) -> None:
        self._link = link

    def get(self, name: str) -> str | None:
        value: str | None = self._link.scalar(_GET, {"name": name})
        return value

    def under(self, prefix: str) -> list[str]:
        """Return the names that begin so, without that beginning."""
        return [name.removeprefix(prefix) for name in self._link.scalars(_UNDER, {"prefix": prefix})]

    def set(self, name: str, value: str) -> None:
        self._link.execute(_SET, {"name": name, "value": value})

    def drop(self, name: str) -> None:
        self._link.execute(_DROP, {"name": name})

    def drop_if(self, name: str, value: str) -> None:
        """Drop it unless it has another value by now."""
        self._link.execute(_DROP_IF, {"name": name, "value": value})


class Updates:
    __slots__ = ("_link",)

    def __init__(self, link: Link) -> None:
        self._link = link

    def first_time(self, update_id: int, at: datetime) -> bool:
        """Note the update as seen; False when it was seen before, and then it must change nothing."""
        added: int = self._link.execute(_SEE, {"update_id": update_id, "at": at}).rowcount
        return added == 1

    def prune(self, before: datetime) -> None:
        """Drop what was seen earlier. Telegram keeps an update for 24 hours at most."""
        self._link.execute(_PRUNE, {"before": before})
