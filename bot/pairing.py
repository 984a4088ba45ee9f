"""Two people become a couple: single-use, expiring, withdrawable links; never with oneself, never a third."""

from __future__ import annotations

from datetime import timedelta
from hashlib import sha256

from bot import tray
from bot.desk import Desk
from bot.letters import private, send, tell
from bot.screen import Key, Sheet, plain
from bot.store.values import Couple, Invitation, Person, Timer
from flows.engine.session import Partner, Session

OPEN_FOR = timedelta(days=7)


def invite(desk: Desk, person: Person) -> None:
    """Make a new link, withdraw older ones, and send it with a line to pass on."""
    reader = desk.reader_of(person)
    token = desk.house.token()
    close_links(desk, person)
    expires = desk.now + OPEN_FOR
    invitation = desk.tx.invitations.add(hashed(token), person.id, desk.now, expires)
    desk.tx.timers.set("invitation", expires, person_id=person.id, turn=invitation)
    link = f"https://t.me/{desk.house.username}?start={token}"
    withdraw = ((Key(text=reader.text("bot-menu.withdraw_invite"), data="m.withdraw"),),)
    send(desk, private(person), Sheet(html=plain(reader.text("bot-invite", days=OPEN_FOR.days)), rows=withdraw))
    send(desk, private(person), Sheet(html=plain(reader.text("bot-invite-forward", link=link))))


def close_links(desk: Desk, person: Person) -> None:
    """Make all that this person has open unusable, without a word to anybody."""
    desk.tx.invitations.withdraw(person.id, desk.now)
    desk.tx.timers.clear("invitation", person_id=person.id)


def hashed(token: str) -> str:
    return sha256(token.encode()).hexdigest()


def withdraw(desk: Desk, person: Person) -> None:
    """Make the link useless, unless the two are together already: the button stays where it was."""
    if desk.tx.couples.of(person.id) is not None:
        tell(desk, person, "bot-invite-taken")
        return
    close_links(desk, person)
    tell(desk, person, "bot-invite-withdrawn")


def ran_out(desk: Desk, timer: Timer) -> None:
    """Tell who invited that the link has run out, if it is still theirs and open."""
    person = desk.tx.people.get(timer.person_id or 0)
    if person is None or desk.tx.couples.of(person.id) is not None:
        return
    tray.lay_notice(desk, person, "bot-invite-expired")


def refusal(desk: Desk, person: Person | None, invitation: Invitation | None) -> str | None:
    """Return the key of why this link does not work for this person, None if it does."""
    if invitation is None or not invitation.open_at(desk.now):
        return "bot-invite-invalid"
    if person is not None and invitation.person_id == person.id:
        return "bot-invite-self"
    if person is not None and desk.tx.couples.of(person.id) is not None:
        return "bot-invite-taken"
    if desk.tx.couples.of(invitation.person_id) is not None or _deciding(desk, invitation.person_id):
        return "bot-invite-invalid"
    return None


def _deciding(desk: Desk, person_id: int) -> bool:
    """Say whether somebody is in the middle of Welcome: nobody joins them before they are through it (S1)."""
    return any(stored.flow == "welcome" for stored in desk.tx.sessions.open_of(person_id, None))


def join(desk: Desk, person: Person, session: Session) -> Couple | None:
    """Make a couple of who invited and who follows, None (and a kind line) if the link has stopped working."""
    invitation = _followed(desk, session)
    if invitation is not None:
        desk.tx.locks.person(invitation.person_id)  # only who follows is held so far
        invitation = _followed(desk, session)
    reason = refusal(desk, person, invitation)
    if reason is not None or invitation is None:
        tell(desk, person, reason or "bot-invite-invalid")
        return None
    members = _seats(desk, invitation.person_id, person.id)
    couple = desk.tx.couples.add(*members, desk.now)
    desk.tx.invitations.use(invitation.id, person.id, desk.now)
    for member in desk.cast_of(couple).people.values():
        close_links(desk, member)
    _greet(desk, couple, invitation.person_id)
    return couple


def _seats(desk: Desk, one: int, other: int) -> tuple[int, int]:
    """Return who is the first of the two and who the second: as they were, where they were a couple before."""
    earlier = desk.tx.couples.last_of(one, other)
    return (earlier.members[Partner.A], earlier.members[Partner.B]) if earlier is not None else (one, other)


def _followed(desk: Desk, session: Session) -> Invitation | None:
    return desk.tx.invitations.by_hash(str(session.memory.get("invitation", "")))


def _greet(desk: Desk, couple: Couple, inviter: int) -> None:
    """Tell both; whoever made the link, which anybody may have opened, also what to do if it was somebody else."""
    cast = desk.cast_of(couple)
    for partner, member in cast.people.items():
        keys = ("bot-joined", "bot-joined-other") if member.id == inviter else ("bot-joined",)
        text = "\n\n".join(desk.reader(cast, partner).text(key) for key in keys)
        send(desk, private(member), Sheet(html=plain(text)))
