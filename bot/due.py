"""What happens when a timer is due: a conversation wakes, an invitation has run out, somebody is nudged."""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime, timedelta

from bot import care, handover, inactive, nudging, pairing
from bot.desk import Desk, Woken, plan
from bot.shelf import FLOWS, GONE, from_json
from bot.store.values import StoredSession, Timer
from bot.turns import apply
from flows.engine.events import Woke
from flows.engine.refusal import Refused
from flows.engine.session import Partner
from flows.schedule import next_allowed

ONE_DAY = timedelta(days=1)


def fire(desk: Desk, timer: Timer) -> None:
    """Do what was set for now, whoever it is about being held; a timer that means nothing any more does nothing."""
    if not desk.tx.timers.done(timer.id):
        return
    match timer.kind:
        case "wake":
            _wake(desk, timer)
        case "gentle wake" | "timely wake":
            _wake_gently(desk, timer)
        case "invitation":
            pairing.ran_out(desk, timer)
        case "new_account":
            handover.due(desk, timer)
        case "nudge":
            person = desk.tx.people.get(timer.person_id or 0)
            if person is not None:
                nudging.look(desk, person)
        case "inactive":
            person = desk.tx.people.get(timer.person_id or 0)
            if person is not None:
                inactive.look_after(desk, person)
        case "again":
            _ask_again(desk, timer)
        case kind:
            raise AssertionError(kind)


def _wake(desk: Desk, timer: Timer) -> None:
    """Wake at a moment that they have set themselves: whatever is said comes as it is."""
    stored = _open(desk, timer)
    if stored is not None:
        _woke(desk, stored, timer)


def _wake_gently(desk: Desk, timer: Timer) -> None:
    """Wake, unless the two rest: whatever is said waits until its reader opens it."""
    stored = _open(desk, timer)
    if stored is None:
        return
    if stored.flow != "programme" and (desk.at_rest(stored) or desk.held(stored)):
        _set_again(desk, timer, desk.now + ONE_DAY)
        return
    flow = FLOWS[stored.flow]
    desk.woken = Woken(kind=flow.kinds.get(timer.name, flow.kind), timely=timer.kind == "timely wake")
    _woke(desk, stored, timer)


def _open(desk: Desk, timer: Timer) -> StoredSession | None:
    """Return the conversation that a timer is for, None if it is over; for one that is away it comes again in a day."""
    stored = desk.tx.sessions.get(timer.session_id or 0)
    if stored is None or stored.finished:
        return None
    if from_json(stored.body).ended == GONE:
        _set_again(desk, timer, desk.now + ONE_DAY)
        return None
    return stored


def _woke(desk: Desk, stored: StoredSession, timer: Timer) -> None:
    """Let the timer be an event, unless they have moved on since it was set."""
    with suppress(Refused):
        apply(desk, stored, Woke(by=Partner(timer.partner or "a"), entered=timer.turn, name=timer.name))


def _ask_again(desk: Desk, timer: Timer) -> None:
    """Ask somebody how they are, because they wished to be asked; it is never late, but not in their quiet hours."""
    person = desk.tx.people.get(timer.person_id or 0)
    if person is None:
        return
    later = next_allowed(plan(person), desk.now)
    if later > desk.now:
        _set_again(desk, timer, later)
    else:
        care.look_in(desk, person)


def _set_again(desk: Desk, timer: Timer, due: datetime) -> None:
    desk.tx.timers.set(
        timer.kind,
        due,
        session_id=timer.session_id,
        person_id=timer.person_id,
        partner=timer.partner,
        turn=timer.turn,
        name=timer.name,
    )
