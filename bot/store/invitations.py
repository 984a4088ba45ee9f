"""Invitations: one-time tokens, kept as hashes only."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import bindparam, insert, select, update

from bot.store.link import AnyRow, Link
from bot.store.tables import invitation
from bot.store.values import Invitation

_OPEN = (
    invitation.c.person_id == bindparam("person"),
    invitation.c.withdrawn_at.is_(None),
    invitation.c.used_at.is_(None),
)
_ADD = insert(invitation)
_BY_HASH = select(invitation).where(invitation.c.token_hash == bindparam("hash"))
_OPEN_OF = select(invitation).where(*_OPEN, invitation.c.expires_at > bindparam("now")).order_by(invitation.c.id)
_WITHDRAW = update(invitation).where(*_OPEN).values(withdrawn_at=bindparam("at"))
_FOLLOWED = update(invitation).where(invitation.c.id == bindparam("row"), invitation.c.used_at.is_(None))
_FOLLOWED = _FOLLOWED.values(used_by=bindparam("user"))
_USE = update(invitation).where(invitation.c.id == bindparam("row"))
_USE = _USE.values(used_by=bindparam("user"), used_at=bindparam("at"))


class Invitations:
    __slots__ = ("_link",)

    def __init__(self, link: Link) -> None:
        self._link = link

    def add(self, token_hash: str, person_id: int, now: datetime, expires: datetime) -> int:
        """``token_hash`` is the SHA-256 of the token in hex: the token itself is never stored."""
        row = {"token_hash": token_hash, "person_id": person_id, "created_at": now, "expires_at": expires}
        return self._link.add(_ADD, row)

    def by_hash(self, token_hash: str) -> Invitation | None:
        row = self._link.execute(_BY_HASH, {"hash": token_hash}).first()
        return None if row is None else _invitation(row)

    def open_of(self, person_id: int, now: datetime) -> list[Invitation]:
        rows = self._link.execute(_OPEN_OF, {"person": person_id, "now": now})
        return [_invitation(row) for row in rows]

    def withdraw(self, person_id: int, now: datetime) -> None:
        """Withdraw all that this person has open."""
        self._link.execute(_WITHDRAW, {"person": person_id, "at": now})

    def followed(self, invitation_id: int, person_id: int) -> None:
        """Note who may yet use it: they have read the name of who invited."""
        self._link.execute(_FOLLOWED, {"row": invitation_id, "user": person_id})

    def use(self, invitation_id: int, person_id: int, now: datetime) -> None:
        self._link.execute(_USE, {"row": invitation_id, "user": person_id, "at": now})


def _invitation(row: AnyRow) -> Invitation:
    return Invitation(
        id=row.id,
        person_id=row.person_id,
        created_at=row.created_at,
        expires_at=row.expires_at,
        withdrawn=row.withdrawn_at is not None,
        used=row.used_at is not None,
        used_by=row.used_by,
    )
