"""All that is kept of one person, with its moments: what /export copies, and what /erase has to look through."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, delete, exists, literal_column, or_, select, update

from bot.store.keys import Keys
from bot.store.link import AnyRow, Link
from bot.store.seen import Seen
from bot.store.tables import Id, answer, couple, invitation, member, outbox, person, record, session, shown

_PERSON = bindparam("person", type_=Id)
_COUPLES = select(member.c.couple_id).where(member.c.person_id == _PERSON)
_SINCE = select(person.c.created_at, person.c.consented_at).where(person.c.id == _PERSON)
_ANSWERS = (
    select(answer.c.session_id, answer.c.n, answer.c.body, answer.c.created_at, answer.c.updated_at)
    .where(answer.c.author == _PERSON)
    .order_by(answer.c.id)
)
_SESSIONS = (
    select(session.c.id, session.c.flow, session.c.person_id, session.c.couple_id, session.c.body, session.c.created_at)
    .where(or_(session.c.person_id == _PERSON, session.c.couple_id.in_(_COUPLES)))
    .order_by(session.c.id)
)
_MEMBERSHIPS = (
    select(member.c.couple_id, member.c.partner, couple.c.created_at, couple.c.ended_at)
    .join_from(member, couple, member.c.couple_id == couple.c.id)
    .where(member.c.person_id == _PERSON)
    .order_by(couple.c.id)
)
_INVITATIONS = select(invitation).where(invitation.c.person_id == _PERSON).order_by(invitation.c.id)
_RECORDS = (
    select(record).where(or_(record.c.person_id == _PERSON, record.c.couple_id.in_(_COUPLES))).order_by(record.c.id)
)
_UNSENT = exists().where(outbox.c.chat == shown.c.chat, outbox.c.shown_id == shown.c.id, outbox.c.method.like("send%"))
_SHOWN = select(
    shown.c.id,
    shown.c.kind,
    shown.c.person_id,
    shown.c.couple_id,
    shown.c.session_id,
    shown.c.partner,
    shown.c.answer,
    shown.c.body,
    shown.c.created_at,
)
_IN_CHAT = _SHOWN.where(shown.c.chat == bindparam("chat")).order_by(shown.c.id)
_REACHED_CHAT = _IN_CHAT.where(shown.c.message_id.is_not(None))
# What was shown in a group that became a supergroup has no number any more: there, what waits for nothing was shown.
_IN_GROUP = _SHOWN.where(shown.c.couple_id.in_(_COUPLES), ~_UNSENT).order_by(shown.c.id)
_WAITING = (
    select(outbox.c.id, outbox.c.method, outbox.c.person_id, outbox.c.couple_id, outbox.c.body)
    .where(outbox.c.chat == bindparam("chat"), outbox.c.state != literal_column("'failed'"))
    .order_by(outbox.c.id)
)
_REWRITE = update(session).where(session.c.id == bindparam("row")).values(body=bindparam("sealed"))
_DROP = delete(outbox).where(outbox.c.id == bindparam("row"))


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptAnswer:
    session_id: int
    n: int
    body: str
    created_at: datetime
    updated_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptSession:
    """``body`` is empty where nothing of it is left to read."""

    id: int
    flow: str
    person_id: int | None
    couple_id: int | None
    body: str
    created_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Membership:
    """``partner`` is 'a' or 'b'."""

    couple_id: int
    partner: str
    created_at: datetime
    ended_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Invited:
    created_at: datetime
    expires_at: datetime
    withdrawn_at: datetime | None
    used_at: datetime | None
    used_by: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptRecord:
    name: str
    body: str
    shared: bool
    created_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptMessage:
    """A message that the bot showed. ``answer`` is the number of the answer it asked for, if it has one.

    The owner of its key is ``person_id`` or ``couple_id``.
    """

    id: int
    kind: str
    person_id: int | None
    couple_id: int | None
    session_id: int | None
    partner: str | None
    answer: int | None
    body: str
    created_at: datetime

    @property
    def shared(self) -> bool:
        return self.couple_id is not None


class Account:
    """Reads across tables; the work of one person's request, never of an ordinary turn."""

    __slots__ = ("_keys", "_link", "_seen")

    def __init__(self, link: Link, keys: Keys, seen: Seen) -> None:
        self._link = link
        self._keys = keys
        self._seen = seen

    def since(self, person_id: int) -> tuple[datetime, datetime | None]:
        """Return when the person was met, and when they consented."""
        row = self._link.execute(_SINCE, {"person": person_id}).one()
        return row.created_at, row.consented_at

    def answers(self, person_id: int) -> list[KeptAnswer]:
        """Return the words of every answer that this person gave, oldest first."""
        return [self._answer(row, person_id) for row in self._link.execute(_ANSWERS, {"person": person_id})]

    def sessions(self, person_id: int) -> list[KeptSession]:
        """Return every conversation of the person and of the couples they are or were in, oldest first."""
        rows = self._link.execute(_SESSIONS, {"person": person_id}).all()
        return [
            KeptSession(**{**row._asdict(), "body": self._open(row, f"session:body:{row.id}") if row.body else ""})
            for row in rows
        ]

    def memberships(self, person_id: int) -> list[Membership]:
        return [Membership(**row._asdict()) for row in self._link.execute(_MEMBERSHIPS, {"person": person_id})]

    def invitations(self, person_id: int) -> list[Invited]:
        rows = self._link.execute(_INVITATIONS, {"person": person_id})
        return [
            Invited(
                created_at=row.created_at,
                expires_at=row.expires_at,
                withdrawn_at=row.withdrawn_at,
                used_at=row.used_at,
                used_by=row.used_by,
            )
            for row in rows
        ]

    def records(self, person_id: int) -> list[KeptRecord]:
        """Return the kept records of the person and of their couples, oldest first."""
        rows = self._link.execute(_RECORDS, {"person": person_id}).all()
        return [
            KeptRecord(
                name=row.name,
                body=self._open(row, f"record:body:{row.id}"),
                shared=row.couple_id is not None,
                created_at=row.created_at,
            )
            for row in rows
        ]

    def shown(self, person_id: int, chat: int) -> list[KeptMessage]:
        """Return what reached this person's private chat and the groups of their couples, oldest first."""
        private = self._link.execute(_REACHED_CHAT, {"chat": chat}).all()
        shared = self._link.execute(_IN_GROUP, {"person": person_id}).all()
        return [self._message(row) for row in sorted([*private, *shared], key=lambda row: row.id)]

    def queued(self, chat: int) -> list[KeptMessage]:
        """Return every message of a private chat, those too that wait to be sent."""
        return [self._message(row) for row in self._link.execute(_IN_CHAT, {"chat": chat}).all()]

    def waits(self, chat: int, method: str) -> bool:
        """Say whether such a call still waits for this chat."""
        return any(row.method == method for row in self._link.execute(_WAITING, {"chat": chat}))

    def unsent(self, chat: int) -> Iterator[tuple[int, Mapping[str, Any]]]:
        """Yield the id and the parameters of each call that waits for this chat."""
        for row in self._link.execute(_WAITING, {"chat": chat}).all():
            yield row.id, json.loads(self._open(row, f"outbox:body:{row.id}"))

    def drop_unsent(self, rows: Sequence[int]) -> None:
        for row in rows:
            self._link.execute(_DROP, {"row": row})

    def rewrite_session(self, session_id: int, person_id: int, body: str) -> None:
        """Put another body in place of a person's own conversation's; when it was last used stays as it was."""
        self._seen.forget("session", session_id)
        self._seen.clear("open")
        sealed = self._keys.seal(body, f"session:body:{session_id}", person_id, None)
        self._link.execute(_REWRITE, {"row": session_id, "sealed": sealed})

    def _answer(self, row: AnyRow, person_id: int) -> KeptAnswer:
        body = self._keys.open(row.body, f"answer:body:{row.session_id}.{row.n}", person_id, None)
        return KeptAnswer(**{**row._asdict(), "body": body})

    def _message(self, row: AnyRow) -> KeptMessage:
        return KeptMessage(
            id=row.id,
            kind=row.kind,
            person_id=row.person_id,
            couple_id=row.couple_id,
            session_id=row.session_id,
            partner=row.partner,
            answer=row.answer,
            body=self._open(row, f"shown:body:{row.id}"),
            created_at=row.created_at,
        )

    def _open(self, row: AnyRow, place: str) -> str:
        return self._keys.open(row.body, place, row.person_id, row.couple_id)
