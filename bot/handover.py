"""A person's new account on its way to their old one's place beside their partner: what holds, and what comes of it.

What is handed over is the place and what two people keep together (``carrying``), nothing that was private or sealed:
the partner who says that the new account is theirs may be wrong, or lie. So a day passes first, the old account is
asked at the start of it and can stop it with one press, and a sign of life from there without a yes stops it as well.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from bot import carrying, tray
from bot.desk import Desk, plan
from bot.letters import private, send
from bot.screen import Key, Sheet, arranged, plain
from bot.shelf import Shelved, from_json, record_from_json, record_to_json
from bot.store.values import Couple, Person, Timer
from bot.turns import begin, break_off, call
from flows.engine.effects import Record
from flows.engine.frozen import replace
from flows.engine.session import Partner
from flows.nudging import APART
from flows.schedule import is_quiet, next_allowed

WAIT = timedelta(hours=24)
AGAIN_AFTER = timedelta(hours=12)
LATE = timedelta(hours=1)
"""Where the end of the day comes so late the bot was down, and the old account may not have been heard."""
NEXT_AFTER = timedelta(days=7)
"""So long after one was called off no old account is asked about another one."""
NAME = "new_account"
Place = Literal["", "asked", "seen", "agreed", "waits"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A new account on its way to the seat ``letter`` of a couple.

    ``state``: the link is ``open``, the partner is ``asked`` whether it is theirs, the day is ``waiting`` to pass, or
    it was called ``off``. ``at`` is since when, and while it is waiting, until when. ``new`` is a person's id.
    """

    couple: Couple
    letter: Partner
    link: int
    state: str
    at: datetime
    new: int | None = None

    @property
    def old(self) -> int:
        return self.couple.members[self.letter]

    @property
    def asker(self) -> int:
        return self.couple.members[self.letter.other]


def change_of(desk: Desk, couple: Couple | None) -> Change | None:
    """Return the change that a couple has before it, None if there is none."""
    bodies = desk.tx.records.all(NAME, couple_id=couple.id) if couple and len(couple.members) == len(Partner) else []
    if couple is None or not bodies:
        return None
    facts = record_from_json(bodies[-1]).record.facts
    return Change(
        couple=couple,
        letter=Partner(facts["letter"]),
        link=facts["link"],
        state=facts["state"],
        at=datetime.fromisoformat(facts["at"]),
        new=facts["new"],
    )


def keep(desk: Desk, change: Change) -> None:
    drop(desk, change)
    facts = {
        "letter": change.letter.value,
        "link": change.link,
        "state": change.state,
        "at": change.at.isoformat(),
        "new": change.new,
    }
    body = record_to_json(Shelved(session_id=0, record=Record(name=NAME, facts=facts)))
    desk.tx.records.keep(NAME, body, now=desk.now, couple_id=change.couple.id)


def drop(desk: Desk, change: Change) -> None:
    desk.tx.records.remove(NAME, couple_id=change.couple.id)


def about(desk: Desk, person: Person) -> Change | None:
    """Return the change that a person has a part in, whichever, and hold all three."""
    return held(desk, person.settings.place_of or person.id)


def held(desk: Desk, partner: int) -> Change | None:
    """Return the change that the couple of ``partner`` has before it, and hold all three, who may change by it."""
    desk.tx.locks.person(partner)
    change = change_of(desk, desk.tx.couples.of(partner))
    for person_id in (change.old, change.new) if change is not None else ():
        desk.tx.locks.person(person_id or 0)
    return change


def name_of(desk: Desk, person_id: int | None) -> str:
    person = desk.tx.people.get(person_id or 0)
    return person.name if person else ""


def mark(desk: Desk, person_id: int, place: Place, of: int | None = None) -> None:
    """Remember how it stands with a person, who may be the one that waits for the place beside ``of``."""
    person = desk.tx.people.get(person_id)
    if person is not None:
        desk.tx.people.settings(person_id, replace(person.settings, place=place, place_of=of))


def clear(desk: Desk, person: Person, *, heir: int | None = None) -> None:
    """Let a person have no part in it any more; ``heir`` is the new account that has taken their place."""
    desk.tx.timers.clear(NAME, person_id=person.id)
    fresh = desk.tx.people.get(person.id)
    if fresh is not None:
        settings = replace(fresh.settings, place="", place_of=None, heir=heir or fresh.settings.heir)
        desk.tx.people.settings(person.id, settings)


def tell(
    desk: Desk,
    person: Person,
    key: str,
    buttons: dict[str, str] | None = None,
    *,
    at: datetime | None = None,
    **names: str | int,
) -> None:
    reader = desk.reader_of(person)
    extra = {**reader.extra, **names, **({"time": reader.moment(at)} if at else {})}
    reader = replace(reader, extra=extra)
    rows = arranged([Key(text=reader.text(label), data=data) for label, data in (buttons or {}).items()], most=1)
    send(desk, private(person), Sheet(html=plain(reader.text(key)), rows=rows))


def off_button(change: Change) -> dict[str, str]:
    return {"bot-new_account.call_off": f"m.new_account_off.{change.link}"}


def ask_old(desk: Desk, change: Change, key: str) -> None:
    """Ask the old account in words that can stand on a lock screen; one press stops it."""
    old = desk.tx.people.get(change.old)
    if old is not None:
        buttons = {
            "bot-new_account-notice.stop": f"m.new_account_off.{change.link}",
            "bot-new_account-notice.mine": f"m.new_account_mine.{change.link}",
        }
        tell(desk, old, key, buttons, at=change.at)


def call_off(desk: Desk, change: Change, *, late: bool = False) -> None:
    """Let everything be as it was, and say so to whoever knows of it, in the same words.

    ``late``: nobody pressed anything just now, so each is told when they look.
    """
    for person in _part_in(desk, change):
        clear(desk, person)
        if late:
            tray.lay_notice(desk, person, "bot-new_account-off")
        else:
            tell(desk, person, "bot-new_account-off")
    desk.tx.invitations.withdraw(change.asker, desk.now)
    if change.state == "waiting":
        keep(desk, replace(change, state="off", at=desk.now))
    else:
        drop(desk, change)


def _part_in(desk: Desk, change: Change) -> Iterator[Person]:
    """Yield the people who know of a change."""
    ids = (change.asker, change.new, change.old if change.state == "waiting" else None)
    return (person for one in ids if one is not None and (person := desk.tx.people.get(one)))


def withdraw_quietly(desk: Desk, person: Person) -> None:
    """Let nothing come of it, without a word until the time is over: one of the three may not be safe (S1)."""
    change = about(desk, person)
    if change is not None and change.new is not None and person.id in (change.new, change.asker, change.old):
        mark(desk, change.new, "", of=change.asker)


def before_erasing(desk: Desk, person: Person) -> None:
    """Tell whoever would wait in vain for somebody who erases themself; their partner is told nothing of it."""
    change = about(desk, person)
    if change is None or change.state == "off":
        return
    if person.id == change.new:
        call_off(desk, change, late=desk.woken is not None)
    elif person.id == change.asker:
        new, old = desk.tx.people.get(change.new or 0), desk.tx.people.get(change.old)
        for one in filter(None, (new, old)):
            clear(desk, one)
        if new is not None and desk.woken is not None:
            tray.lay_notice(desk, new, "bot-new_account-off")
        elif new is not None:
            tell(desk, new, "bot-new_account-off")


def due(desk: Desk, timer: Timer) -> None:
    """Remind the old account, or, at the end of the day, let the new one take its place."""
    change = held(desk, timer.turn)
    person = desk.tx.people.get(timer.person_id or 0)
    if person is None:
        return
    if timer.name == "again":
        if change is not None and change.state == "waiting" and person.settings.place == "asked":
            _ask_once_more(desk, change, person)
        return
    partner = desk.tx.people.get(timer.turn)
    if change is None or change.new != person.id or change.state not in ("asked", "waiting"):
        _tell_late(desk, person, partner)
        return
    assert partner is not None  # a couple's change has a partner
    if change.state == "waiting" and desk.now > timer.due_at + LATE:
        _put_off(desk, change, timer)
    elif change.state == "waiting" and _may_pass(desk, change, person):
        _pass_on(desk, change, partner, person)
    else:
        call_off(desk, change, late=True)


def _put_off(desk: Desk, change: Change, timer: Timer) -> None:
    """Give the old account more time: a press of "stop" that was made while the bot was down is lost with Telegram."""
    later = desk.now + AGAIN_AFTER
    keep(desk, replace(change, at=later))
    desk.tx.timers.set(NAME, later, person_id=timer.person_id, turn=timer.turn, name=timer.name)
    desk.tx.timers.clear(NAME, person_id=change.old)
    desk.tx.timers.set(NAME, desk.now, person_id=change.old, turn=timer.turn, name="again")


def _ask_once_more(desk: Desk, change: Change, old: Person) -> None:
    """Remind the old account, as the day's one message that nobody asked for (N2): a nudge may have come instead."""
    nudged = old.settings.nudged
    if is_quiet(plan(old), desk.now):  # after a downtime (N1)
        desk.tx.timers.set(NAME, next_allowed(plan(old), desk.now), person_id=old.id, turn=change.asker, name="again")
    elif not nudged or desk.now >= nudged[-1] + APART:
        ask_old(desk, change, "bot-new_account-notice")
        desk.tx.people.settings(old.id, replace(old.settings, nudged=(*nudged, desk.now)))


def _may_pass(desk: Desk, change: Change, new: Person) -> bool:
    """Say whether nothing speaks against it: neither a sign of life from the old account without its yes."""
    old = desk.tx.people.get(change.old)
    free = new.settings.place == "waits" and desk.tx.couples.of(new.id) is None
    return old is not None and old.settings.place in ("asked", "agreed") and free


def _tell_late(desk: Desk, new: Person, partner: Person | None) -> None:
    """Say that nothing comes of it where the couple is not there any more as it was: somebody has left."""
    if new.settings.place == "waits":
        clear(desk, new)
        tray.lay_notice(desk, new, "bot-new_account-off")
    couple = desk.tx.couples.of(partner.id) if partner is not None else None
    if partner is not None and couple is not None and len(couple.members) < len(Partner):
        tray.lay_notice(desk, partner, "bot-new_account-off")


def _pass_on(desk: Desk, change: Change, partner: Person, new: Person) -> None:
    """Let the two be a couple of their own: the old account keeps its words, and the old couple is over."""
    old, before = desk.tx.people.get(change.old), change.couple
    programme = desk.programme(before)
    memory: dict[str, int | str] = {"step": carrying.step_of(desk, before)}
    if programme is not None and "rest_until" in (way := from_json(programme.body)).memory:
        memory["rest_until"] = way.memory["rest_until"]  # a rest is not shortened (S1)
    for talk in desk.tx.sessions.open_of(None, before.id):
        break_off(desk, talk)
    drop(desk, change)
    desk.tx.couples.end(before.id, desk.now)
    members = {change.letter: new.id, change.letter.other: partner.id}
    couple = desk.tx.couples.add(members[Partner.A], members[Partner.B], desk.now)
    carrying.carry(desk, before.id, couple.id, gone=change.letter)
    if carrying.is_agreed(desk, couple.id):
        memory["wanted"] = "boundaries"  # a yes is one person's own: each is asked for theirs again
    clear(desk, new)
    if old is not None:
        clear(desk, old, heir=new.id)
    _begin_at_rest(desk, couple, memory)
    tray.lay_notice(desk, partner, "bot-new_account-there")
    tray.lay_notice(desk, new, "bot-new_account-here")
    if old is not None:
        tray.lay_notice(desk, old, "bot-new_account-gone")


def _begin_at_rest(desk: Desk, couple: Couple, memory: dict[str, int | str]) -> None:
    """Let the programme of the two begin in a rest, at the step of before; then each is asked as ever (C1)."""
    stored = begin(desk, "programme", couple_id=couple.id, at="resting", memory=memory)
    call(desk, stored, "rest", Partner.A)
