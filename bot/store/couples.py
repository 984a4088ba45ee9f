"""Couples: two people, the key to what both own, and the group that they share with the bot."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Select, bindparam, insert, select, update

from bot.store.keys import Keys, couple_owner
from bot.store.link import AnyRow, Link
from bot.store.people import CELLS, People
from bot.store.seen import Seen
from bot.store.tables import couple, member, person
from bot.store.values import Couple

_mine = member.alias("mine")
_COUPLE = (couple.c.id.label("couple_id"), couple.c.group_chat, couple.c.group_alone, couple.c.ended_at)
_COLUMNS = (
    select(*_COUPLE, member.c.partner, *CELLS)
    .join_from(couple, member, member.c.couple_id == couple.c.id)
    .join(person, person.c.id == member.c.person_id)
)
_FIRST_CELL = len(_COUPLE) + 1
_OF = _COLUMNS.join(_mine, _mine.c.couple_id == couple.c.id).where(
    _mine.c.person_id == bindparam("person"), _mine.c.left_at.is_(None)
)
_BY_ID = _COLUMNS.where(couple.c.id == bindparam("row"))
_BY_GROUP = _COLUMNS.where(couple.c.group_chat == bindparam("chat"))
_theirs = member.alias("theirs")
_LAST_OF = (
    select(_mine.c.couple_id)
    .join_from(_mine, _theirs, _mine.c.couple_id == _theirs.c.couple_id)
    .where(
        _mine.c.person_id == bindparam("person"),
        _theirs.c.person_id == bindparam("other"),
        _mine.c.left_at.is_not(None),
    )
    .order_by(_mine.c.couple_id.desc())
    .limit(1)
)
_GROUPS = select(couple.c.group_chat).where(couple.c.group_chat.is_not(None), couple.c.ended_at.is_(None))
_ROW = couple.c.id == bindparam("row")
_ADD = insert(couple)
_ADD_MEMBER = insert(member)
_GROUP = update(couple).where(_ROW).values(group_chat=bindparam("chat"), group_alone=bindparam("alone"))
_END = update(couple).where(_ROW).values(ended_at=bindparam("at"), group_chat=None, group_alone=False)
_LEAVE = update(member).where(member.c.couple_id == bindparam("row"), member.c.left_at.is_(None))
_LEAVE = _LEAVE.values(left_at=bindparam("at"))


class Couples:
    __slots__ = ("_keys", "_link", "_people", "_seen")

    def __init__(self, link: Link, keys: Keys, seen: Seen, people: People) -> None:
        self._link = link
        self._keys = keys
        self._seen = seen
        self._people = people

    def of(self, person_id: int) -> Couple | None:
        """Return the couple that this person is in now."""
        couple_id = self._seen.get("of person", person_id)
        if couple_id is not None:
            return self.get(couple_id)
        couple = self._one(_OF, {"person": person_id})
        if couple is not None:
            self._seen.put("of person", person_id, couple.id)
        return couple

    def get(self, couple_id: int) -> Couple | None:
        known: Couple | None = self._seen.get("couple", couple_id)
        return known or self._one(_BY_ID, {"row": couple_id})

    def last_of(self, one: int, other: int) -> Couple | None:
        """Return the couple that these two were last, before they parted; None if they never were one."""
        couple_id: int | None = self._link.scalar(_LAST_OF, {"person": one, "other": other})
        return None if couple_id is None else self.get(couple_id)

    def by_group(self, chat: int) -> Couple | None:
        return self._one(_BY_GROUP, {"chat": chat})

    def groups(self) -> list[int]:
        """Return the chats of all linked groups."""
        return list(self._link.scalars(_GROUPS, {}))

    def add(self, a: int, b: int, now: datetime) -> Couple:
        """Join two people, neither of whom is in a couple: the database refuses a second one."""
        self._seen.clear("couple", "of person")
        couple_id = self._link.new_id(couple)
        key = self._keys.new(couple_owner(couple_id))
        self._link.execute(_ADD, {"id": couple_id, "key": key, "group_alone": False, "created_at": now})
        members = {"a": a, "b": b}
        rows = [{"couple_id": couple_id, "partner": name, "person_id": id_} for name, id_ in members.items()]
        self._link.execute_many(_ADD_MEMBER, rows)
        return Couple(id=couple_id, group_chat=None, group_alone=False, members=members, ended=False)

    def group(self, couple_id: int, chat: int | None, alone: bool) -> None:
        self._seen.clear("couple", "of person")
        self._link.execute(_GROUP, {"row": couple_id, "chat": chat, "alone": alone})

    def end(self, couple_id: int, at: datetime) -> None:
        """Part the two, who may each be in another couple from now on; their group is free again."""
        self._seen.clear("couple", "of person")
        self._link.execute(_END, {"row": couple_id, "at": at})
        self._link.execute(_LEAVE, {"row": couple_id, "at": at})

    def _one(self, query: Select[Any], values: dict[str, int]) -> Couple | None:
        rows = self._link.execute(query, values).all()
        if not rows:
            return None
        couple = _couple(rows)
        for row in rows:
            self._people.read(row[_FIRST_CELL:])
        self._seen.put("couple", couple.id, couple)
        return couple


def _couple(rows: Sequence[AnyRow]) -> Couple:
    first = rows[0]
    return Couple(
        id=first.couple_id,
        group_chat=first.group_chat,
        group_alone=first.group_alone,
        members={row.partner: row.id for row in rows},
        ended=first.ended_at is not None,
    )
