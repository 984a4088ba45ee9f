"""What a flow knows from beyond its session: the facts of kept records, and a few things that are no records.

Read afresh at each step, handed in, and never kept in the session.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from bot.shelf import from_json, record_from_json
from bot.store.transaction import Transaction
from bot.store.values import Couple, StoredSession
from flows.engine.session import Facts, Session
from flows.programme import at_rest, done_steps, next_step, stands_still, stopped


def facts(tx: Transaction, name: str, person_id: int | None, couple_id: int | None) -> Facts:
    """Return what is known under ``name`` of this person or couple; empty where there is nothing."""
    reading = BEYOND.get(name)
    return reading(tx, person_id, couple_id) if reading else _kept(tx, name, person_id, couple_id)


def programme_among(sessions: Sequence[StoredSession]) -> StoredSession | None:
    """Return the couple's way through the steps among their open sessions."""
    for one in sessions:
        if one.flow == "programme":
            return one
    return None


def _kept(tx: Transaction, name: str, person_id: int | None, couple_id: int | None) -> Facts:
    bodies = tx.records.all(name, person_id=person_id, couple_id=couple_id)
    records = [record_from_json(body).record for body in bodies]
    if not records:
        return {}
    return {"all": [record.facts for record in records]} if records[-1].adds else records[-1].facts


def _couple(tx: Transaction, person_id: int | None, couple_id: int | None) -> Couple | None:
    """Return the couple that a conversation belongs to, or that its only person is in."""
    if couple_id is not None:
        return tx.couples.get(couple_id)
    return tx.couples.of(person_id) if person_id is not None else None


def _programme(tx: Transaction, couple: Couple | None) -> Session | None:
    stored = programme_among(tx.sessions.open_of(None, couple.id)) if couple else None
    return from_json(stored.body) if stored else None


def _zones(tx: Transaction, person_id: int | None, couple_id: int | None) -> Facts:
    """Return the zone of each of the two, by ``a`` and ``b``."""
    couple = _couple(tx, person_id, couple_id)
    people = {seat: tx.people.get(member) for seat, member in couple.members.items()} if couple else {}
    return {seat: person.settings.zone or "UTC" for seat, person in people.items() if person}


def _wishes(tx: Transaction, person_id: int | None, _: int | None) -> Facts:
    """Return how the person wants to be reminded."""
    person = tx.people.get(person_id) if person_id is not None else None
    if person is None:
        return {}
    settings = person.settings
    return {
        "nudges": settings.nudges,
        "at": settings.nudge_at,
        "days": settings.nudge_days,
        "off": list(settings.nudges_off),
        "for": list(settings.nudged_for),
        "zone": settings.zone or "UTC",
        "quiet": f"{settings.quiet_from}-{settings.quiet_to}",
        "snoozed": settings.snoozed.isoformat() if settings.snoozed else "",
        "language": settings.language,
    }


def _way(tx: Transaction, person_id: int | None, couple_id: int | None) -> Facts:
    """Return which steps are ``done``, the ``step`` that the couple is at, whether all stands ``still``.

    ``stopped`` is the moment of the last stop, also when all goes on again.
    """
    way = _programme(tx, _couple(tx, person_id, couple_id))
    if way is None:
        return {}
    still, last = stands_still(way), stopped(way)
    return {"done": list(done_steps(way)), "step": next_step(way), "still": still, "stopped": last}


def _lately(tx: Transaction, _: int | None, couple_id: int | None) -> Facts:
    """Return when something was last said in what the couple have open beside their programme, and what is ahead.

    ``agreed`` are the moments to come of which they are to be told on that day.
    """
    if couple_id is None:
        return {}
    at, agreed = tx.sessions.touched(couple_id), tx.timers.agreed("timely wake", couple_id)
    return {**({"at": at.isoformat()} if at else {}), "agreed": [moment.isoformat() for moment in agreed]}


def _partner(tx: Transaction, person_id: int | None, couple_id: int | None) -> Facts:
    """Return that there is somebody who can be told something now, by the ``couple`` that they are."""
    couple = _couple(tx, person_id, couple_id)
    way = _programme(tx, couple)
    return {"couple": couple.id} if couple and way and not at_rest(way) else {}


def _partners_check_ins(tx: Transaction, person_id: int | None, couple_id: int | None) -> Facts:
    """Return the partner's check-ins since they are a couple, while both have opened their lines for this very one.

    A line that was opened for an earlier partner is none of this one's business (P1).
    """
    couple = _couple(tx, person_id, couple_id)
    if couple is None or person_id is None or _programme(tx, couple) is None:
        return {}
    lines = [_kept(tx, "line_open", member, None) for member in couple.members.values()]
    if not all(line.get("open") and line.get("couple") == couple.id for line in lines):
        return {}
    theirs = next((_kept(tx, "check_ins", one, None) for one in couple.members.values() if one != person_id), {})
    memberships = tx.account.memberships(person_id)
    since = next(one.created_at for one in memberships if one.couple_id == couple.id)
    return {"all": [one for one in theirs.get("all", ()) if datetime.fromisoformat(str(one["at"])) >= since]}


BEYOND: Mapping[str, Callable[[Transaction, int | None, int | None], Facts]] = {
    "zones": _zones,
    "wishes": _wishes,
    "way": _way,
    "lately": _lately,
    "partner": _partner,
    "partner_check_ins": _partners_check_ins,
}
"""What is no record; every other name that a flow reads is one."""
