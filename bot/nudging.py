"""Nudges: one neutral message about all that waits for somebody, and what happens when they open it.

Whether one is sent, and when, is decided in ``flows.nudging``; its words are the same whatever waits (N6).
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from bot import delivery, tray
from bot.delivery import MENTIONED_AFTER
from bot.desk import Desk, plan
from bot.letters import private, send, tell
from bot.screen import Key, Sheet, plain
from bot.shelf import FLOWS, from_json
from bot.store.values import Couple, Person, StoredSession
from bot.tray import Item
from flows.engine.frozen import replace
from flows.engine.prompt import prompt
from flows.engine.session import Partner
from flows.nudging import MOST, Later, Never, Now, Past, Waiting, Wishes, decide, remembered
from flows.programme import stands_still
from flows.schedule import until_quiet

STALE_AFTER = timedelta(hours=6)
"""A nudge that could not be sent for so long never is (N4)."""
LOOK_AGAIN = timedelta(days=1)
"""While something waits that the programme's rest holds back."""


def look(desk: Desk, person: Person) -> None:
    """Send a nudge if it is time for one, and set the timer for the next look."""
    if not person.reachable:
        return  # they will be looked after when they are back
    waiting = [*_told_of(desk, person), *_asked(desk, person)]
    ready = [one for stored, one in waiting if stored is None or not _is_held(desk, stored)]
    agreed = _agreed(desk, person)
    match decide(_wishes(person), _past(person), ready, desk.now, agreed):
        case Now(kinds):
            _send(desk, person)
            look(desk, _noted(desk, person, kinds))
        case Later(at):
            _look_at(desk, person, at)
        case Never() if len(ready) < len(waiting):
            _look_at(desk, person, desk.now + LOOK_AGAIN)
        case Never():
            pass


def is_back(desk: Desk, person: Person) -> Person:
    """Take a sign of life for what it is: whatever waits may be mentioned again, not before tomorrow."""
    if not person.settings.unanswered:
        return person
    fresh = replace(person, settings=replace(person.settings, unanswered=0))
    desk.tx.people.settings(person.id, fresh.settings)
    _look_at(desk, fresh, desk.now + LOOK_AGAIN)
    return fresh


def waits(desk: Desk, person: Person) -> bool:
    """Say whether there is something to be opened now."""
    return any(_can_be_told(desk, item) for item in tray.lies(desk, person))


def open_all(desk: Desk, person: Person) -> bool:
    """Tell the person all that waits, but for questions; say whether there was anything."""
    told = False
    for item in tray.take(desk, person, lambda item: _is_ready(desk, item)):
        with tray.at(desk, item.row):
            told = _tell(desk, person, item) or told
    return told


def _can_be_told(desk: Desk, item: Item) -> bool:
    with tray.at(desk, item.row):
        return _is_ready(desk, item) and _means_something(desk, item)


def _tell(desk: Desk, person: Person, item: Item) -> bool:
    if item.notice:
        tell(desk, person, item.notice)
        return True
    stored = _source(desk, item)
    if stored is None or item.said is None or not _means_something(desk, item):
        return False
    if item.reader is not None:
        return delivery.tell(desk, stored, item.said, item.reader, person)
    delivery.say(desk, stored, desk.session(stored), item.said)
    return True


def _told_of(desk: Desk, person: Person) -> Iterator[tuple[StoredSession | None, Waiting]]:
    """Yield what lies in the person's tray and still means something, with the conversation it is of."""
    for item in tray.lies(desk, person):
        with tray.at(desk, item.row):
            tells = _means_something(desk, item)
        absent_no_more = item.absent and (person.settings.alive or item.since) > item.since
        if tells and not absent_no_more:
            until, most = item.said.until if item.said else None, 1 if item.absent else MOST
            waiting = Waiting(kind=item.kind, since=item.since, until=until, timely=item.timely, most=most)
            yield _source(desk, item), waiting


def _asked(desk: Desk, person: Person) -> Iterator[tuple[StoredSession, Waiting]]:
    """Yield the questions that were shown to the person and still wait, of the conversations with their partner."""
    couple = desk.tx.couples.of(person.id)
    for stored in desk.tx.sessions.open_of(None, couple.id) if couple else ():
        partner = desk.cast(stored).part_of(person) if couple and not _is_left(couple, stored) else None
        shown = prompt(FLOWS[stored.flow], desk.session(stored), partner) if partner else None
        if shown is None or shown.kind == "wait" or shown.quiet:
            continue
        asked = desk.tx.shown.asked_at(stored.id, shown.to, shown.turn)
        if asked is not None:
            kind = FLOWS[stored.flow].kind if stored.flow == "programme" else "turn"
            yield stored, Waiting(kind=kind, since=asked + MENTIONED_AFTER)


def _means_something(desk: Desk, item: Item) -> bool:
    """Say whether an item is still worth telling of (N4)."""
    if item.notice:
        return True
    stored = _source(desk, item)
    if stored is None:
        return False
    if item.said is None:
        return _is_asked(desk, stored, item)
    fresh = item.said.until is None or desk.now < item.said.until
    holds = item.said.supposes is None or _is_remembered(stored, *item.said.supposes)
    return fresh and holds and (not item.said.quotes or _can_be_read(desk, stored, item.said.quotes))


def _is_remembered(stored: StoredSession, name: str, value: str) -> bool:
    """Say whether what was supposed when something was said is still so, such as the time of a plan."""
    return from_json(stored.body).memory.get(name) == value


def _can_be_read(desk: Desk, stored: StoredSession, numbers: tuple[int, ...]) -> bool:
    """Say whether nobody has erased any of what is quoted."""
    session, cast = from_json(stored.body), desk.cast(stored)
    return all(answer.by in cast.people for n in numbers if (answer := session.numbered(n)))


def _is_asked(desk: Desk, stored: StoredSession, item: Item) -> bool:
    """Say whether the question of an item is still the one that its reader is asked, and was not shown since."""
    if stored.finished or item.reader is None:
        return False
    shown = prompt(FLOWS[stored.flow], desk.session(stored), item.reader)
    return (
        shown is not None
        and shown.turn == item.turn
        and desk.tx.shown.asked_at(stored.id, item.reader, item.turn) is None
    )


def _is_ready(desk: Desk, item: Item) -> bool:
    stored = _source(desk, item)
    return stored is None or not _is_held(desk, stored)


def _is_held(desk: Desk, stored: StoredSession) -> bool:
    """Say whether nothing may come from a conversation now, since the two rest, have paused or are at another."""
    if stored.flow == "programme":
        return not stored.finished and stands_still(from_json(stored.body))
    return not stored.finished and (desk.at_rest(stored) or desk.held(stored))


def _source(desk: Desk, item: Item) -> StoredSession | None:
    """Return the conversation that an item is of; None where it can never tell anything any more."""
    stored = desk.tx.sessions.get(item.session_id) if item.session_id is not None else None
    couple = desk.tx.couples.get(stored.couple_id) if stored and stored.couple_id is not None else None
    parted = stored is not None and couple is not None and (couple.ended or _is_left(couple, stored))
    return None if parted else stored


def _is_left(couple: Couple, stored: StoredSession) -> bool:
    """Say whether a conversation stands still for ever, since one of the two has erased themself."""
    return len(couple.members) < len(Partner) and stored.flow != "programme" and not stored.finished


def _agreed(desk: Desk, person: Person) -> list[datetime]:
    couple = desk.tx.couples.of(person.id)
    return desk.tx.timers.agreed("timely wake", couple.id) if couple else []


def _send(desk: Desk, person: Person) -> None:
    reader = desk.reader_of(person)
    keys = {"show": "m.continue", "later": "m.later", "why": "m.because"}
    rows = [(Key(text=reader.text(f"nudge.{name}"), data=data),) for name, data in keys.items()]
    sheet = Sheet(html=plain(reader.text("nudge")), rows=(rows[0], rows[1] + rows[2]))
    send(desk, private(person), sheet, nudge=True, expires=min(STALE_AFTER, until_quiet(plan(person), desk.now)))


def _noted(desk: Desk, person: Person, kinds: tuple[str, ...]) -> Person:
    """Remember that the person was nudged, and return them as they are then."""
    past = remembered(_past(person), desk.now)
    settings = replace(person.settings, nudged=past.sent, unanswered=past.unanswered, nudged_for=kinds)
    desk.tx.people.settings(person.id, settings)
    return replace(person, settings=settings)


def _wishes(person: Person) -> Wishes:
    settings = person.settings
    return Wishes(plan=plan(person), off=frozenset(settings.nudges_off), snoozed=settings.snoozed)


def _past(person: Person) -> Past:
    return Past(sent=person.settings.nudged, unanswered=person.settings.unanswered)


def _look_at(desk: Desk, person: Person, at: datetime) -> None:
    desk.tx.timers.bring_forward(at, person.id)
