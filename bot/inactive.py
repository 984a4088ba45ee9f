"""Whoever gives no sign of life for long: warned twice in their tray, then erased as by /erase, each for themself."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot import erasing, tray
from bot.desk import Desk
from bot.shelf import FLOWS
from bot.store.values import Person
from flows.engine.frozen import replace
from flows.inactivity import LONGEST, Erase, Later, Warn, look

INACTIVE = "inactive"
"""The kind of the one timer that everybody has for it."""
NOTED_EVERY = timedelta(days=1)
"""So seldom it is noted that somebody is there: an update costs nothing more."""


def is_there(desk: Desk, person: Person) -> Person:
    """Note a sign of life, and return the person as they are then."""
    seen = person.settings.alive
    if seen is not None and abs(desk.now - seen) < NOTED_EVERY:
        return person
    fresh = replace(person, settings=replace(person.settings, alive=desk.now, warned=()))
    desk.tx.people.settings(person.id, fresh.settings)
    return fresh


def look_after(desk: Desk, person: Person) -> None:
    """Warn or erase somebody if it is time for that, and set the timer for the next look."""
    days, settings = desk.house.inactive_days, person.settings
    if settings.alive is None:  # of a version that did not note it: their time begins now
        person = is_there(desk, person)
    last = person.settings.alive or desk.now
    match look(last, settings.warned, days, desk.now, _promised(desk, person)):
        case Warn(number):
            warned = replace(person.settings, warned=(*settings.warned, desk.now))
            desk.tx.people.settings(person.id, warned)
            tray.lay_warning(desk, person, "bot-inactive", number)
            look_after(desk, replace(person, settings=warned))
        case Erase():
            erasing.erase_unasked(desk, person.id)
        case Later(at):
            desk.tx.timers.set(INACTIVE, min(at, desk.now + LONGEST), person_id=person.id)


def _promised(desk: Desk, person: Person) -> list[datetime]:
    """Return when a look back after some months comes."""
    couple = desk.tx.couples.of(person.id)
    timers = desk.tx.timers.of_couple(couple.id) if couple else []
    return [due for flow, name, due in timers if FLOWS[flow].kinds.get(name) == "booster"]
