"""What happens when a timer is due: a conversation wakes, an invitation has run out, a question is mentioned."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from bot import care, pairing
from bot.desk import Desk, plan
from bot.letters import private, send
from bot.screen import Key, Sheet, plain
from bot.shelf import FLOWS
from bot.store.values import Person, Timer
from bot.turns import apply, outside_quiet_hours
from flows.engine.events import Woke
from flows.engine.prompt import prompt
from flows.engine.refusal import Refused
from flows.engine.session import Partner
from flows.schedule import next_allowed, next_nudge, until_quiet

MOST_NUDGES = 2
"""For one question; then the bot is silent (N3)."""
ONE_DAY = timedelta(days=1)
STALE_AFTER = timedelta(hours=6)


def fire(desk: Desk, timer: Timer) -> None:
    """Do what was set for now; a timer that means nothing any more does nothing."""
    desk.tx.locks.owners(session_id=timer.session_id, person_id=timer.person_id, couple_id=timer.couple_id)
    if not desk.tx.timers.done(timer.id):
        return
    match timer.kind:
        case "wake":
            _wake(desk, timer)
        case "gentle wake":
            _wake_gently(desk, timer)
        case "invitation":
            pairing.ran_out(desk, timer)
        case "nudge":
            _nudge(desk, timer)
        case "again":
            _ask_again(desk, timer)
        case kind:
            raise AssertionError(kind)


def _wake(desk: Desk, timer: Timer) -> None:
    stored = desk.tx.sessions.get(timer.session_id or 0)
    if stored is None or stored.finished:
        return
    try:
        apply(desk, stored, Woke(by=Partner(timer.partner or "a"), entered=timer.turn, name=timer.name))
    except Refused:
        return  # they have moved on since
    for person in desk.cast(stored).people.values():
        _note_nudged(desk, person)


def _wake_gently(desk: Desk, timer: Timer) -> None:
    """Wake, unless the two rest, or it is late because the bot was down and somebody's quiet hours have begun."""
    stored = desk.tx.sessions.get(timer.session_id or 0)
    if stored is None or stored.finished:
        return
    later = outside_quiet_hours(desk.cast(stored), desk.now)
    if stored.flow != "programme" and (desk.at_rest(stored) or desk.held(stored)):
        _set_again(desk, timer, desk.now + ONE_DAY, timer.name)
    elif later > desk.now:
        _set_again(desk, timer, later, timer.name)
    else:
        _wake(desk, timer)


def _ask_again(desk: Desk, timer: Timer) -> None:
    """Ask somebody how they are, because they wished to be asked; it is never late, but not in their quiet hours."""
    person = desk.tx.people.get(timer.person_id or 0)
    if person is None:
        return
    later = next_allowed(plan(person), desk.now)
    if later > desk.now:
        _set_again(desk, timer, later, timer.name)
    else:
        care.look_in(desk, person)


def _nudge(desk: Desk, timer: Timer) -> None:
    """Mention a question that still waits: never in quiet hours, one a day, two in all, in neutral words."""
    person = desk.tx.people.get(timer.person_id or 0)
    if person is None or person.settings.nudges == "none" or not person.reachable or not _still_asked(desk, timer):
        return
    if _held(desk, timer):
        _once_more(desk, timer, person, timer.name)
        return
    if person.settings.snoozed is not None and person.settings.snoozed > desk.now:
        _set_again(desk, timer, person.settings.snoozed, timer.name)
        return
    wishes = plan(person)
    allowed = next_nudge(wishes, desk.now, person.settings.nudged)
    if allowed is None or allowed > desk.now:
        _set_again(desk, timer, allowed or desk.now + ONE_DAY, timer.name)
        return
    reader = desk.reader(desk.cast_for(person), desk.cast_for(person).part_of(person))
    offered = desk.tx.sessions.get(timer.session_id or 0)
    kind = "step" if offered and offered.flow == "programme" else "question"
    press = ((Key(text=reader.text(f"nudge-{kind}.show"), data="m.continue"),),)
    sheet = Sheet(html=plain(reader.text(f"nudge-{kind}")), rows=press)
    send(desk, private(person), sheet, nudge=True, expires=min(STALE_AFTER, until_quiet(wishes, desk.now)))
    _note_nudged(desk, person)
    if int(timer.name) < MOST_NUDGES:
        _once_more(desk, timer, person, str(int(timer.name) + 1))


def _note_nudged(desk: Desk, person: Person) -> None:
    """Remember that the person was written to unasked, for as long as the week's limit looks back."""
    kept = (moment for moment in person.settings.nudged if moment > desk.now - timedelta(days=8))
    desk.tx.people.settings(person.id, replace(person.settings, nudged=(*kept, desk.now)))
    desk.tx.people.nudged(person.id, desk.now)


def _once_more(desk: Desk, timer: Timer, person: Person, name: str) -> None:
    _set_again(desk, timer, next_allowed(plan(person), desk.now + ONE_DAY), name)


def _set_again(desk: Desk, timer: Timer, due: datetime, name: str) -> None:
    desk.tx.timers.set(
        timer.kind,
        due,
        session_id=timer.session_id,
        person_id=timer.person_id,
        partner=timer.partner,
        turn=timer.turn,
        name=name,
    )


def _held(desk: Desk, timer: Timer) -> bool:
    stored = desk.tx.sessions.get(timer.session_id or 0)
    return stored is not None and desk.held(stored)


def _still_asked(desk: Desk, timer: Timer) -> bool:
    stored = desk.tx.sessions.get(timer.session_id or 0)
    if stored is None or stored.finished:
        return False
    partner = Partner(timer.partner or "a")
    shown = prompt(FLOWS[stored.flow], desk.session(stored), partner)
    return shown is not None and shown.kind != "wait" and shown.turn == timer.turn
