"""Locks: who must wait for whom. Each is held until the end of the transaction, and may be taken again in it.

SQLite has one writer, so that everybody waits for everybody anyway. On PostgreSQL a person (by their private chat), a
group and a couple have a lock each. Chats are taken before couples and both in their order, so that hardly any two
transactions wait for each other; PostgreSQL ends one of those that do, and the store makes it again.
"""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import BigInteger, bindparam, func, select

from bot.store.link import Link
from bot.store.seen import Seen
from bot.store.tables import couple, member, person, session
from bot.store.values import Timer

_COUPLES = 1 << 62
"""Chats lock their own numbers, which have 52 bits; couples lock theirs from here on."""

_TIDYING = (1 << 61) + 3

_LOCK = select(func.pg_advisory_xact_lock(bindparam("key", type_=BigInteger)))
_OF_PERSON = (
    select(member.c.couple_id)
    .join_from(person, member, member.c.person_id == person.c.id)
    .where(person.c.telegram_id == bindparam("chat"), member.c.left_at.is_(None))
)
_OF_GROUP = select(couple.c.id).where(couple.c.group_chat == bindparam("chat"))
_CHAT_OF = select(person.c.telegram_id).where(person.c.id == bindparam("row"))
_OWNER = (
    select(session.c.couple_id, person.c.telegram_id)
    .join_from(session, person, session.c.person_id == person.c.id, isouter=True)
    .where(session.c.id == bindparam("row"))
)


class Locks:
    __slots__ = ("_held", "_link", "_seen", "needed")

    def __init__(self, link: Link, seen: Seen) -> None:
        self._link = link
        self._seen = seen
        self._held: set[int] = set()
        self.needed = link.dialect.name != "sqlite"

    def chats(self, *chats: int) -> None:
        """Hold these people and groups, and the couples that they belong to."""
        if self.needed and not self._held.issuperset(chats):
            self._hold(set(chats), set())

    def all(self, chats: Collection[int], timers: Collection[Timer]) -> None:
        """Hold these people and groups, whoever the timers are about, and the couples of them all, in one order.

        A timer is about the owner of its session, a person, or a couple.
        """
        if not self.needed:
            return
        everybody, couples = set(chats), set[int]()
        for timer in timers:
            everybody.update(self._link.scalars(_CHAT_OF, {"row": timer.person_id}))
            owners = self._link.execute(_OWNER, {"row": timer.session_id}).all()
            everybody.update(chat for _, chat in owners if chat is not None)
            couples.update(one for one in (timer.couple_id, *(one for one, _ in owners)) if one is not None)
        self._hold(everybody, couples)

    def tidying(self) -> None:
        """Hold what concerns everybody and is done once in a while."""
        if self.needed:
            self._lock(_TIDYING)

    def person(self, person_id: int) -> None:
        if self.needed:
            self.chats(*self._link.scalars(_CHAT_OF, {"row": person_id}))

    def _hold(self, chats: Collection[int], couples: Collection[int]) -> None:
        for chat in sorted(chats):
            self._lock(chat)
        # Only now: nobody joins a couple, and no group is linked, while the chats are held.
        theirs = {found for chat in chats for found in self._couples_at(chat)}
        for couple_id in sorted(theirs.union(couples)):
            self._lock(_COUPLES + couple_id)
        self._seen.clear()

    def _couples_at(self, chat: int) -> list[int]:
        return self._link.scalars(_OF_PERSON if chat > 0 else _OF_GROUP, {"chat": chat})

    def _lock(self, key: int) -> None:
        if key not in self._held:
            self._link.execute(_LOCK, {"key": key})
            self._held.add(key)
