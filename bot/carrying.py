"""What two keep together -> their next couple: when they come back to each other, or one of them by a new account.

Only kept records go along, and of them only what both could read; no answer, no draft and no open question does (P1).
"""

from __future__ import annotations

from bot.desk import Desk
from bot.shelf import FLOWS, Shelved, from_json, record_from_json, record_to_json, to_json
from bot.store.values import Couple, StoredSession
from bot.turns import begin, call
from flows.agreement import from_facts, to_facts
from flows.boundary_words import with_words_of
from flows.engine.effects import Record
from flows.engine.frozen import replace
from flows.engine.session import Partner, Position, Session, may_see

AGREEMENT, AT_REST = "agreement", "kept"


def kept_together() -> tuple[str, ...]:
    """Return what is carried. Any other record stays where it is: its flow does not say that it goes along."""
    return tuple(sorted({name for flow in FLOWS.values() for name in flow.keeps_together}))


def carry(desk: Desk, old: int, new: int, *, gone: Partner | None = None) -> None:
    """Give the couple ``new`` what the couple ``old`` has kept; ``gone`` is the seat in which somebody else sits now.

    Where the two are the same they need it only once; else it stays with whoever was there as well.
    """
    for name in kept_together():
        kept = desk.tx.records.dated(name, couple_id=old)
        if gone is None:
            desk.tx.records.remove(name, couple_id=old)
        for at, body in kept:
            shelved = _carried(desk, record_from_json(body), gone)
            desk.tx.records.keep(name, record_to_json(shelved), now=at, couple_id=new)
    if is_agreed(desk, new):
        call(desk, _keeper(desk, old, new, gone), "brought_back", Partner.A)


def _keeper(desk: Desk, old: int, new: int, gone: Partner | None) -> StoredSession:
    """Return the conversation in which the couple ``new`` keeps the agreement that it was given."""
    before = _kept_in(desk, old)
    if before is not None and gone is None:
        return _reopened(desk, before, new)
    fresh = begin(desk, "boundaries", couple_id=new, at=AT_REST)
    if before is None or gone is None:
        return fresh
    return _with_words(desk, fresh, before, with_words_of(from_json(fresh.body), from_json(before.body), gone.other))


def _kept_in(desk: Desk, old: int) -> StoredSession | None:
    """Return the conversation in which a couple kept its agreement, with the words that belong to it."""
    found = [stored for stored in desk.tx.sessions.all_of(None, old) if stored.flow == "boundaries"]
    return next((stored for stored in reversed(found) if from_json(stored.body).aside), None)


def hand_on(desk: Desk, talk: StoredSession, before: StoredSession) -> None:
    """Give a talk what its flow takes over from the one of before, as far as it has that not."""
    takes = FLOWS[talk.flow].hands_on
    if takes is not None:
        _with_words(desk, talk, before, takes(from_json(talk.body), from_json(before.body)))


def _with_words(desk: Desk, stored: StoredSession, before: StoredSession, session: Session) -> StoredSession:
    """Keep a session with answers that were given in another, and the words of these."""
    there = {answer.n for answer in from_json(stored.body).answers}
    new = {answer.handed_on: answer.n for answer in session.answers if answer.handed_on and answer.n not in there}
    for n, kept in desk.tx.answers.get(before.id, list(new)).items():
        desk.tx.answers.keep(stored.id, new[n], kept.author, kept.body, desk.now)
    body = to_json(session)
    desk.tx.sessions.save(stored, body, desk.now)
    return replace(stored, body=body)


def _reopened(desk: Desk, stored: StoredSession, new: int) -> StoredSession:
    """Let it go on with both at rest in it, as if nobody had opened it; what was pressed before is stale."""
    session = from_json(stored.body)
    turn = session.turn + 1
    place = Position(state=AT_REST, turn=turn, entered=turn)
    fresh = replace(session, ended=None, turn=turn, positions=dict.fromkeys(session.members, place))
    return desk.tx.sessions.move(stored, new, to_json(fresh), desk.now)


def is_agreed(desk: Desk, couple_id: int) -> bool:
    return bool(desk.tx.records.all(AGREEMENT, couple_id=couple_id))


def step_of(desk: Desk, couple: Couple) -> int:
    """Return how many steps a couple has done, over or not."""
    bodies = [stored.body for stored in desk.tx.sessions.all_of(None, couple.id) if stored.flow == "programme"]
    return from_json(bodies[-1]).count("step") if bodies else 0


def is_anything_kept(desk: Desk, couple: Couple) -> bool:
    kept = any(desk.tx.records.all(name, couple_id=couple.id) for name in kept_together())
    return kept or step_of(desk, couple) > 0


def _carried(desk: Desk, shelved: Shelved, gone: Partner | None) -> Shelved:
    record = shelved.record
    if record.name == AGREEMENT:
        record = replace(record, facts=to_facts(from_facts(record.facts).brought_back(gone)))
    return replace(shelved, record=replace(record, quotes=_read_by_both(desk, shelved.session_id, record)))


def _read_by_both(desk: Desk, session_id: int, record: Record) -> tuple[int, ...]:
    """Return the quotes that each of the two could read: the rule for records, looked at once more (P1)."""
    origin = desk.tx.sessions.get(session_id)
    session = from_json(origin.body) if origin else None
    answers = [(n, session.numbered(n)) for n in record.quotes] if session else []
    return tuple(n for n, answer in answers if answer and all(may_see(by, answer) for by in Partner))
