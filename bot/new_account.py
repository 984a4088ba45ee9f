"""What people do where a new account is to take the place of an old one: the partner, the new one and the old one.

The partner passes a link on and says yes, the new account goes through Welcome, the old one may say yes or stop it.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from bot.desk import Desk, plan
from bot.handover import (
    AGAIN_AFTER,
    NAME,
    NEXT_AFTER,
    WAIT,
    Change,
    about,
    ask_old,
    call_off,
    change_of,
    held,
    keep,
    mark,
    name_of,
    off_button,
    tell,
)
from bot.pairing import hashed
from bot.store.values import Invitation, Person
from flows.engine.frozen import replace
from flows.engine.refusal import Reason, Refused
from flows.engine.session import Partner, Session
from flows.schedule import next_allowed

OPEN_FOR = timedelta(days=7)
"""So long the link works, and so long the partner may take to say whether the new account is theirs."""


# The partner makes a link


def page(desk: Desk, person: Person) -> None:
    """Say what a new account would be given and what not, or how it stands with one."""
    couple = desk.tx.couples.of(person.id)
    if couple is None or len(couple.members) < len(Partner) or desk.programme(couple) is None:
        tell(desk, person, "bot-new_account-none")
        return
    change = change_of(desk, couple)
    match change:
        case Change(state="asked", asker=asker) if asker == person.id:
            _ask_partner(desk, change)
        case Change(state="waiting"):
            tell(desk, person, "bot-new_account-waits", off_button(change), at=change.at)
        case Change(state="off", at=at) if desk.now < at + NEXT_AFTER:
            tell(desk, person, "bot-new_account-later", at=at + NEXT_AFTER)
        case _:
            buttons = {"bot-new_account.link": "m.new_account_link", "bot-new_account.stay": "m.stay"}
            tell(desk, person, "bot-new_account", buttons)


def make_link(desk: Desk, person: Person) -> None:
    """Make a link for the partner's new account alone; an earlier one works no longer.

    Raises:
        Refused: no link can be made now.
    """
    couple = desk.tx.couples.of(person.id)
    change = change_of(desk, couple)
    letter = desk.cast_of(couple).part_of(person) if couple else None
    busy = change is not None and (change.state in ("asked", "waiting") or _is_fresh(desk, change))
    if couple is None or letter is None or len(couple.members) < len(Partner) or busy:
        raise Refused(Reason.STALE)
    token = desk.house.token()
    desk.tx.invitations.withdraw(person.id, desk.now)
    link = desk.tx.invitations.add(_hashed(token), person.id, desk.now, desk.now + OPEN_FOR)
    change = Change(couple=couple, letter=letter.other, link=link, state="open", at=desk.now)
    keep(desk, change)
    tell(desk, person, "bot-new_account-link", off_button(change), days=OPEN_FOR.days)
    tell(desk, person, "bot-new_account-forward", link=f"https://t.me/{desk.house.username}?start={token}")


def _is_fresh(desk: Desk, change: Change) -> bool:
    return change.state == "off" and desk.now < change.at + NEXT_AFTER


def _hashed(token: str) -> str:
    return hashed(f"{NAME} {token}")  # of no use as an invitation, whatever becomes of the two


# The new account follows it


def link_of(desk: Desk, payload: str) -> Invitation | None:
    """Return the link for a new account that was opened, None if it is none."""
    return desk.tx.invitations.by_hash(_hashed(payload)) if payload else None


def token_hash(payload: str) -> str:
    """Return how Welcome remembers which link was followed."""
    return _hashed(payload)


def refusal(desk: Desk, person: Person | None, link: Invitation) -> str | None:
    """Return the key of why this link does nothing for this person, None if it does something."""
    change = change_of(desk, desk.tx.couples.of(link.person_id))
    mine = desk.tx.couples.of(person.id) if person is not None else None
    if person is not None and change is not None and person.id == change.asker:
        return "bot-invite-self"
    if change is None or change.state != "open" or change.link != link.id or not link.open_at(desk.now):
        return "bot-invite-invalid"
    if person is not None and person.id == change.old:
        return "bot-new_account-old"
    if mine is not None:
        return "bot-invite-taken"
    return None


def ask(desk: Desk, person: Person, session: Session) -> None:
    """Ask the partner whether this is the account of theirs, once it has gone through Welcome."""
    link = desk.tx.invitations.by_hash(str(session.memory.get("invitation", "")))
    if link is not None:
        desk.tx.locks.person(link.person_id)  # only who follows is held so far
        link = desk.tx.invitations.by_hash(str(session.memory.get("invitation", "")))
    reason = refusal(desk, person, link) if link is not None else "bot-invite-invalid"
    change = change_of(desk, desk.tx.couples.of(link.person_id)) if link is not None else None
    if reason is not None or link is None or change is None:
        tell(desk, person, reason or "bot-invite-invalid")
        return
    desk.tx.invitations.use(link.id, person.id, desk.now)
    asked = replace(change, state="asked", new=person.id, at=desk.now)
    keep(desk, asked)
    mark(desk, person.id, "waits", of=change.asker)
    desk.tx.timers.set(NAME, desk.now + OPEN_FOR, person_id=person.id, turn=change.asker, name="due")
    tell(desk, person, "bot-new_account-asked", off_button(asked), partner=name_of(desk, change.asker))
    _ask_partner(desk, asked)


def _ask_partner(desk: Desk, change: Change) -> None:
    asker = desk.tx.people.get(change.asker)
    if asker is not None:
        buttons = {
            "bot-new_account-question.yes": f"m.new_account_yes.{change.link}",
            "bot-new_account-question.no": f"m.new_account_off.{change.link}",
        }
        tell(desk, asker, "bot-new_account-question", buttons, other=name_of(desk, change.new))


# The partner says yes, and a day passes


def confirm(desk: Desk, person: Person, link: str) -> None:
    """Let the day begin, and tell all three: the old account at once.

    Raises:
        Refused: that is not asked of this person, or no longer.
    """
    change = held(desk, person.id)
    if change is None or change.state != "asked" or change.asker != person.id or str(change.link) != link:
        raise Refused(Reason.STALE)
    new, old = desk.tx.people.get(change.new or 0), desk.tx.people.get(change.old)
    if new is None or old is None:
        raise Refused(Reason.STALE)  # whoever erases themself has called it off
    due = desk.now + WAIT
    waiting = replace(change, state="waiting", at=due)
    keep(desk, waiting)
    desk.tx.timers.clear(NAME, person_id=new.id)
    desk.tx.timers.set(NAME, due, person_id=new.id, turn=person.id, name="due")
    again = next_allowed(plan(old), desk.now + AGAIN_AFTER)
    if again < due:
        desk.tx.timers.set(NAME, again, person_id=old.id, turn=person.id, name="again")
    mark(desk, old.id, "asked")
    tell(desk, person, "bot-new_account-confirmed", off_button(waiting), at=due)
    tell(desk, new, "bot-new_account-waiting", off_button(waiting), at=due, partner=person.name)
    ask_old(desk, waiting, "bot-new_account-notice")


def noticed(desk: Desk) -> None:
    """Ask the old account once more where somebody uses it meanwhile: without a yes from there, nothing changes."""
    person = desk.tx.people.get(desk.actor) if desk.actor is not None else None
    if person is None or person.settings.place != "asked":
        return
    change = about(desk, person)
    if change is None or change.state != "waiting" or change.old != person.id:
        mark(desk, person.id, "")
        return
    mark(desk, person.id, "seen")
    ask_old(desk, change, "bot-new_account-seen")


def agree(desk: Desk, person: Person, link: str) -> None:
    """Take the old account's yes: the day passes all the same, and it can still stop it.

    Raises:
        Refused: it is not asked, or no longer.
    """
    change = change_of(desk, desk.tx.couples.of(person.id))
    if change is None or change.state != "waiting" or change.old != person.id or str(change.link) != link:
        raise Refused(Reason.STALE)
    mark(desk, person.id, "agreed")
    tell(desk, person, "bot-new_account-agreed", off_button(change), at=change.at)


# Called off


def stop(desk: Desk, person: Person, link: str) -> None:
    """Call it off: each of the three may, and none is told who did.

    Raises:
        Refused: there is nothing to be called off, or not by this person.
    """
    change = about(desk, person)
    theirs = (change.asker, change.old, change.new) if change else ()
    if change is None or change.state == "off" or person.id not in theirs or (link and str(change.link) != link):
        raise Refused(Reason.STALE)
    if person.id == change.old and change.state != "waiting":
        raise Refused(Reason.STALE)  # they know of nothing
    call_off(desk, change)


PRESSES: dict[str, Callable[[Desk, Person, str], None]] = {
    "new_account_yes": confirm,
    "new_account_mine": agree,
    "new_account_off": stop,
}
"""What is pressed once, about one link."""
