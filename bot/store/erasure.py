"""Erasure of a person: their rows and key go, and what their couple owned with its key.

The partner keeps their own words, and goes on in a couple of their own with an empty seat: a new row under a new key,
so that nothing that was sealed for the two can be opened, whoever has kept the old key in memory.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from contextlib import suppress

from sqlalchemy import and_, bindparam, delete, func, insert, or_, select, update

from bot.store.erased import UNLISTED
from bot.store.errors import StoreError
from bot.store.keys import Keys, couple_owner, person_owner
from bot.store.link import AnyRow, Link
from bot.store.tables import (
    Id,
    answer,
    couple,
    invitation,
    member,
    outbox,
    parked_update,
    person,
    record,
    session,
    shown,
    timer,
)
from bot.store.updates import UNSCRUBBED, Meta
from bot.vault import Damaged

_PERSON = bindparam("person", type_=Id)
_COUPLE = bindparam("couple", type_=Id)
_COUPLES = select(member.c.couple_id).where(member.c.person_id == _PERSON)
_CHAT = select(person.c.telegram_id).where(person.c.id == _PERSON)
_TELEGRAM = _CHAT.scalar_subquery()
_FOLLOWERS = select(person.c.telegram_id).join(invitation, invitation.c.used_by == person.c.id)
_FOLLOWERS = _FOLLOWERS.where(invitation.c.person_id == _PERSON)
_PARKED = select(parked_update.c.id, parked_update.c.body)
_DROP_PARKED = delete(parked_update).where(parked_update.c.id == bindparam("row"))
_SESSIONS = select(session.c.id).where(session.c.couple_id == _COUPLE)
_MEMBERS = select(person.c.telegram_id).join(member, member.c.person_id == person.c.id)
_MEMBERS = _MEMBERS.where(member.c.couple_id == _COUPLE)
_GROUP = select(couple.c.group_chat).where(couple.c.id == _COUPLE)

_OF_COUPLE = (
    # An update repeats the message that it replies to or presses under: the partner's may quote the person.
    delete(parked_update).where(
        or_(
            parked_update.c.sender.in_(_MEMBERS),
            parked_update.c.chat.in_(_MEMBERS),
            parked_update.c.chat.in_(_GROUP),
        )
    ),
    delete(timer).where(timer.c.session_id.in_(_SESSIONS)),
    *(delete(table).where(table.c.couple_id == _COUPLE) for table in (outbox, record, timer, shown)),
    delete(answer).where(answer.c.author == _PERSON, answer.c.session_id.in_(_SESSIONS)),
    delete(member).where(member.c.couple_id == _COUPLE, member.c.person_id == _PERSON),
)
_STAYS = select(member.c.person_id).where(member.c.couple_id == _COUPLE)
_DATES = select(couple.c.created_at, couple.c.ended_at, couple.c.group_chat, couple.c.group_alone)
_DATES = _DATES.where(couple.c.id == _COUPLE)
_TAKE_GROUP = update(couple).where(couple.c.id == bindparam("row"))
_TAKE_GROUP = _TAKE_GROUP.values(group_chat=bindparam("chat"), group_alone=bindparam("alone"))
_ADD = insert(couple)
_MOVE_MEMBER = update(member).where(member.c.couple_id == _COUPLE).values(couple_id=bindparam("to"))
_REMOVE = delete(couple).where(couple.c.id == _COUPLE)
_MOVE_SESSION = (
    update(session)
    .where(session.c.id == bindparam("row"))
    .values(couple_id=bindparam("to"), body=bindparam("sealed"), revision=session.c.revision + 1)
)
# A shell, over and with nothing to open, for the answers in it of who stays.
_EMPTY_SESSION = (
    update(session)
    .where(session.c.id == bindparam("row"))
    .values(couple_id=bindparam("to"), body=b"", finished_at=func.coalesce(session.c.finished_at, session.c.updated_at))
)
_OF_PERSON = (
    delete(outbox).where(
        or_(
            outbox.c.author == _PERSON,
            outbox.c.person_id == _PERSON,
            and_(outbox.c.chat == _TELEGRAM, outbox.c.method != "deleteMessage"),
        )
    ),
    delete(parked_update).where(
        or_(
            parked_update.c.sender == _TELEGRAM,
            parked_update.c.chat == _TELEGRAM,
            parked_update.c.sender.in_(_FOLLOWERS),  # who was shown the person's name
            parked_update.c.sender.is_(None),  # nobody can tell that it is not theirs
        )
    ),
    delete(shown).where(shown.c.chat == _TELEGRAM),
    delete(person).where(person.c.id == _PERSON),  # the rest goes with it: foreign keys cascade
)


def forget(link: Link, keys: Keys, person_id: int, left: Mapping[int, str]) -> None:
    """Erase the person and their couples' common property.

    The database's pages are overwritten, its log is to be, and the list of erased keys is to get this one's mark.
    """
    _mark(link, keys, person_id)
    for couple_id in link.scalars(_COUPLES, {"person": person_id}):
        values = {"person": person_id, "couple": couple_id}
        for statement in _OF_COUPLE:
            link.execute(statement, values)
        group = link.execute(_DATES, {"couple": couple_id}).one()
        stays = None if link.scalar(_STAYS, values) is None else _leave_behind(link, keys, couple_id, left)
        link.execute(_REMOVE, values)  # where nobody stays, the conversations go with it
        if stays is not None:  # a group is one couple's, and answers whoever stays as it did
            link.execute(_TAKE_GROUP, {"row": stays, "chat": group.group_chat, "alone": group.group_alone})
        keys.drop(couple_owner(couple_id))
    _forget_parked(link, keys, person_id)
    for statement in _OF_PERSON:
        link.execute(statement, {"person": person_id})
    keys.drop(person_owner(person_id))
    Meta(link).set(UNSCRUBBED, person_owner(person_id))


def _mark(link: Link, keys: Keys, person_id: int) -> None:
    """Note what is to be put on the list of erased keys; a key that cannot be opened opens nothing anywhere else."""
    with suppress(Damaged, StoreError):
        Meta(link).set(f"{UNLISTED}{keys.mark(person_id)}", "")


def _forget_parked(link: Link, keys: Keys, person_id: int) -> None:
    """Drop what strangers sent that names the person: it may repeat a message of theirs."""
    telegram_id = link.scalar(_CHAT, {"person": person_id})
    named = re.compile(rf"(?<!\d){telegram_id}(?!\d)")
    for row in link.execute(_PARKED).all():
        if named.search(_parked(keys, row)) is not None:
            link.execute(_DROP_PARKED, {"row": row.id})


def _parked(keys: Keys, row: AnyRow) -> str:
    try:
        return keys.open(row.body, f"parked_update:body:{row.id}", None, None)
    except Damaged:
        return ""  # nobody can read it either


def _leave_behind(link: Link, keys: Keys, couple_id: int, left: Mapping[int, str]) -> int:
    """Move who stays, and what is left to read of their conversations, to a couple of their own; return its id."""
    dates = link.execute(_DATES, {"couple": couple_id}).one()
    to = link.new_id(couple)
    fresh = {
        "id": to,
        "key": keys.new(couple_owner(to)),
        "group_alone": False,
        "created_at": dates.created_at,
        "ended_at": dates.ended_at,
    }
    link.execute(_ADD, fresh)
    link.execute(_MOVE_MEMBER, {"couple": couple_id, "to": to})
    for session_id in link.scalars(_SESSIONS, {"couple": couple_id}):
        if session_id in left:
            sealed = keys.seal(left[session_id], f"session:body:{session_id}", None, to)
            link.execute(_MOVE_SESSION, {"row": session_id, "to": to, "sealed": sealed})
        else:
            link.execute(_EMPTY_SESSION, {"row": session_id, "to": to})
    return to
