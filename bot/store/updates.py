"""Updates of Telegram: which were seen; and single facts by name."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import bindparam, delete, func, select

from bot.store.link import Link
from bot.store.seen import Seen
from bot.store.tables import meta, seen_update
from bot.store.upsert import insert

REACHED = "reached"
"""The name in ``meta`` under which stands when Telegram was reached last."""
PROBED = "probed"
"""The name under which stands when somebody looked last whether anything can be written."""
UNSCRUBBED = "unscrubbed"
"""The name under which stands what was erased last, until no file holds it any more."""

_NOTE = insert(seen_update)
_SEE = _NOTE.on_conflict_do_nothing(index_elements=["update_id"])
_NEWEST = select(func.max(seen_update.c.update_id))
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
    __slots__ = ("_link", "_seen")

    def __init__(self, link: Link, seen: Seen) -> None:
        self._link = link
        self._seen = seen

    def first_time(self, update_id: int, at: datetime) -> bool:
        """Note the update as seen; False when it was seen before, and then it must change nothing."""
        row = {"update_id": update_id, "at": at}
        newest = self._newest()
        if newest is not None and update_id > newest:  # as nearly all are
            self._seen.put("update", "newest", update_id)
            self._link.later(_NOTE, row)
            return True
        added: int = self._link.execute(_SEE, row).rowcount
        return added == 1

    def _newest(self) -> int | None:
        """Return the highest id that was seen, None where others may be noting updates just now or none was seen."""
        if self._link.dialect.name != "sqlite":
            return None
        newest: int | None = self._seen.get("update", "newest")
        if newest is None:
            newest = self._link.scalar(_NEWEST)
            self._seen.put("update", "newest", newest)
        return newest

    def prune(self, before: datetime) -> None:
        """Drop what was seen earlier. Telegram keeps an update for 24 hours at most."""
        self._link.execute(_PRUNE, {"before": before})
