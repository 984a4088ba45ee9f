"""Erasure of a person: their rows and key go, and what their couple owned with its key; the partner's words stay."""

from __future__ import annotations

from sqlalchemy import and_, bindparam, delete, exists, func, or_, select, update

from bot.store.keys import Keys, couple_owner, person_owner
from bot.store.link import Link
from bot.store.tables import Id, answer, couple, member, outbox, parked_update, person, record, session, shown, timer

_PERSON = bindparam("person", type_=Id)
_COUPLE = bindparam("couple", type_=Id)
_COUPLES = select(member.c.couple_id).where(member.c.person_id == _PERSON)
_TELEGRAM = select(person.c.telegram_id).where(person.c.id == _PERSON).scalar_subquery()
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
    *(delete(table).where(table.c.couple_id == _COUPLE) for table in (outbox, record, timer, shown)),
    delete(answer).where(
        answer.c.author == _PERSON,
        answer.c.session_id.in_(select(session.c.id).where(session.c.couple_id == _COUPLE)),
    ),
    # A shell stays for the partner's own answers: no key, no state, nothing to open.
    delete(session).where(session.c.couple_id == _COUPLE, ~exists().where(answer.c.session_id == session.c.id)),
    update(session)
    .where(session.c.couple_id == _COUPLE)
    .values(body=b"", finished_at=func.coalesce(session.c.finished_at, session.c.updated_at)),
    update(member)
    .where(member.c.couple_id == _COUPLE, member.c.left_at.is_(None))
    .values(left_at=select(couple.c.created_at).where(couple.c.id == _COUPLE).scalar_subquery()),
    delete(member).where(member.c.couple_id == _COUPLE, member.c.person_id == _PERSON),
    update(couple)
    .where(couple.c.id == _COUPLE)
    .values(
        key=b"",
        group_chat=None,
        group_alone=False,
        ended_at=func.coalesce(couple.c.ended_at, couple.c.created_at),  # when somebody left is not kept either
    ),
    delete(couple).where(couple.c.id == _COUPLE, ~exists().where(member.c.couple_id == couple.c.id)),
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
            parked_update.c.sender.is_(None),  # nobody can tell that it is not theirs
        )
    ),
    delete(shown).where(shown.c.chat == _TELEGRAM),
    delete(person).where(person.c.id == _PERSON),  # the rest goes with it: foreign keys cascade
)


def forget(link: Link, keys: Keys, person_id: int) -> None:
    """Erase the person and their couples' common property. The pages of the database are overwritten on the way."""
    for couple_id in link.scalars(_COUPLES, {"person": person_id}):
        for statement in _OF_COUPLE:
            link.execute(statement, {"person": person_id, "couple": couple_id})
        keys.drop(couple_owner(couple_id))
    for statement in _OF_PERSON:
        link.execute(statement, {"person": person_id})
    keys.drop(person_owner(person_id))
