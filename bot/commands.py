"""What is no conversation: start, menu, help, pause, time-out, language, safety, privacy, and the menu's buttons."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from bot import care, erasing, exporting, groups, menu, new_account, nudging, openings, pairing, safety
from bot.desk import Desk
from bot.incoming import NAMELESS, Pressed, Sender
from bot.letters import address_of, edit, has_button, private, send, tell, unpacked
from bot.menu import place, programme_of, tell_programme, welcome_of
from bot.screen import Key, Sheet, arranged, plain
from bot.shelf import from_json, to_json
from bot.store.values import Invitation, Person, Settings, Shown, StoredSession
from bot.texts import languages
from bot.turns import apply, begin, call, show_again
from flows.engine.events import Chose
from flows.engine.frozen import replace
from flows.engine.refusal import Reason, Refused
from flows.engine.session import Partner
from flows.programme import running, waits_for


def start(desk: Desk, sender: Sender, person: Person | None, payload: str) -> None:
    """Begin Welcome, follow an invitation, or show where the person is."""
    invitation = desk.tx.invitations.by_hash(pairing.hashed(payload)) if payload else None
    link = new_account.link_of(desk, payload)
    refused = _refusal(desk, person, invitation, link) if payload else None
    if person is None:
        person = arrive(desk, sender)
    if refused is not None:
        tell(desk, person, refused)
        invitation = link = None
    open_welcome = welcome_of(desk, person)
    if invitation is not None:
        _invited(desk, person, invitation, pairing.hashed(payload), open_welcome)
    elif link is not None:
        _invited(desk, person, link, new_account.token_hash(payload), open_welcome, to="new_account")
    elif open_welcome is None and not person.consented:
        begin(desk, "welcome", person=person, memory={"language": person.settings.language})
    elif not show_open(desk, person):
        menu.show(desk, person)


def arrive(desk: Desk, sender: Sender) -> Person:
    """Add somebody the bot has not met, in their Telegram's language if there is one of ours."""
    person = desk.tx.people.add(sender.id, sender.name or NAMELESS, desk.now)
    known = sender.language if sender.language in languages() else "en"
    settings = Settings(language=known, alive=desk.now)
    desk.tx.people.settings(person.id, settings)
    fresh = desk.tx.people.get(person.id)
    assert fresh is not None  # just added
    return fresh


def _refusal(desk: Desk, person: Person | None, invitation: Invitation | None, link: Invitation | None) -> str | None:
    """Return the key of why a link does nothing for whoever opened it, None if it does something."""
    if link is not None:
        return new_account.refusal(desk, person, link)
    return pairing.refusal(desk, person, invitation)


def _invited(
    desk: Desk,
    person: Person,
    invitation: Invitation,
    token_hash: str,
    stored: StoredSession | None,
    *,
    to: str = "invited",
) -> None:
    """Lead the invited one through Welcome, or through its safety questions if they know the rest."""
    inviter = desk.tx.people.get(invitation.person_id)
    desk.tx.invitations.followed(invitation.id, person.id)
    memory: dict[str, int | str] = {
        "language": person.settings.language,
        "invited": int(to == "invited"),
        "new_account": int(to == "new_account"),
        "invitation": token_hash,
        "inviter": inviter.name if inviter else "",
    }
    if stored is None:
        at = "safety_intro" if person.consented else None
        begin(desk, "welcome", person=person, at=at, memory=memory)
        return
    session = from_json(stored.body).remember(**{**memory, "language": person.settings.language})
    desk.tx.sessions.save(stored, to_json(session), desk.now)
    if session.at(Partner.A).state in ("whom", "invited", "new_account"):
        fresh = desk.tx.sessions.get(stored.id)
        assert fresh is not None  # just saved
        call(desk, fresh, "invited_now", Partner.A)
    else:
        show_open(desk, person)


def show_open(desk: Desk, person: Person) -> bool:
    """Send the person's open questions once more; False if there are none."""
    couple = desk.tx.couples.of(person.id)
    shown = False
    for stored in desk.tx.sessions.open_of(person.id, couple.id if couple else None):
        partner = desk.cast(stored).part_of(person)
        if partner is not None:
            shown = show_again(desk, stored, partner) or shown
    return shown


def pause(desk: Desk, person: Person) -> None:
    """Let the programme rest; where it does already, only who asks is shown so again."""
    if place(desk, person) == "paused":
        show_open(desk, person)
        return
    _call_programme(desk, person, "pause", nothing="bot-pause-none")


def time_out(desk: Desk, person: Person) -> None:
    """Stop the talk for a while; where it stands still already, only who asks is shown so again."""
    if place(desk, person) == "time_out":
        show_open(desk, person)
        return
    _call_programme(desk, person, "time_out", nothing="bot-timeout-none")


def _call_programme(desk: Desk, person: Person, name: str, *, nothing: str) -> None:
    if programme_of(desk, person) is None:
        tell(desk, person, nothing)
    else:
        tell_programme(desk, person, name)


def resume(desk: Desk, person: Person) -> None:
    """Say this person's yes to going on; it needs both (C2)."""
    couple = desk.tx.couples.of(person.id)
    programme = desk.programme(couple) if couple else None
    if couple is None or programme is None:
        tell(desk, person, "bot-resume-none")
        return
    partner = desk.cast_of(couple).part_of(person)
    assert partner is not None
    session = from_json(programme.body)
    if waits_for(session, partner):
        apply(desk, programme, Chose(by=partner, turn=session.at(partner).turn, option="go_on"))
    elif running(session):
        if not show_open(desk, person):
            menu.show(desk, person)
    else:
        tell(desk, person, "bot-resume-noted" if session.at(partner).state.endswith("_met") else "bot-resting")


def leave(desk: Desk, person: Person) -> None:
    reader, couple = desk.reader_of(person), desk.tx.couples.of(person.id)
    data = {"leave_now": f"m.leave_now.{couple.id if couple else 0}", "stay": "m.stay"}
    keys = [Key(text=reader.text(f"bot-leave.{name}"), data=says) for name, says in data.items()]
    send(desk, private(person), Sheet(html=plain(reader.text("bot-leave")), rows=arranged(keys)))


def leave_now(desk: Desk, person: Person, couple_id: str) -> None:
    """End the couple that the button was made for; another one is none of its business.

    Raises:
        Refused: the button is of another couple.
    """
    couple = desk.tx.couples.of(person.id)
    if couple is not None and str(couple.id) != couple_id:
        raise Refused(Reason.STALE)
    _call_programme(desk, person, "leave", nothing="bot-left")


def language(desk: Desk, person: Person) -> None:
    reader = desk.reader_of(person)
    keys = [Key(text=reader.text(f"welcome-language.{code}"), data=f"m.language.{code}") for code in languages()]
    send(desk, private(person), Sheet(html=plain(reader.text("bot-language")), rows=arranged(keys)))


def set_language(desk: Desk, person: Person, code: str) -> None:
    """Change the language, and show the open questions in it."""
    if code not in languages():
        raise Refused(Reason.UNKNOWN)
    desk.tx.people.settings(person.id, replace(person.settings, language=code))
    fresh = desk.tx.people.get(person.id)
    assert fresh is not None
    tell(desk, fresh, "bot-language-set")
    show_open(desk, fresh)


def help_(desk: Desk, person: Person) -> None:
    send(desk, private(person), Sheet(html=plain(desk.reader_of(person).text("bot-help"))), help_=True)


def privacy(desk: Desk, person: Person) -> None:
    tell(desk, person, "bot-privacy")
    text = desk.reader_of(person).text("bot-privacy-more", days=desk.house.inactive_days)
    send(desk, private(person), Sheet(html=plain(text)))


def continue_(desk: Desk, person: Person) -> None:
    """Open what came up by itself, and show the open questions."""
    told = nudging.open_all(desk, person)
    if not show_open(desk, person) and not told:
        tell(desk, person, "engine-wait")


def invite(desk: Desk, person: Person) -> None:
    """Ask the safety questions once more before a link is made: nothing is remembered of earlier answers."""
    if desk.tx.couples.of(person.id) is not None:
        tell(desk, person, "bot-invite-taken")
    elif welcome_of(desk, person) is not None:
        show_open(desk, person)
    else:
        tell(desk, person, "bot-invite-safety")
        memory: dict[str, int | str] = {"language": person.settings.language}
        begin(desk, "welcome", person=person, at="safety_intro", memory=memory)


OWN: dict[str, Callable[[Desk, Person], None]] = {
    "menu": menu.show,
    "help": help_,
    "pause": pause,
    "resume": resume,
    "timeout": time_out,
    "language": language,
    "safety": safety.show,
    "privacy": privacy,
    "export": exporting.send_copy,
    "erase": erasing.ask,
}
"""The commands that open no conversation."""

COMMANDS: dict[str, Callable[[Desk, Person], None]] = {
    **OWN,
    **{name: partial(openings.open_with, command=name) for name in openings.commands()},
    **{name: partial(openings.open_alone, flow=name) for name in openings.sharing_a_command()},
}

BUTTONS: dict[str, Callable[[Desk, Person], None]] = {
    "time_out": time_out,
    "continue": continue_,
    "later": partial(openings.open_at, flow="nudges", name="not_now"),
    "because": partial(openings.open_at, flow="nudges", name="because"),
    "invite": invite,
    "withdraw_invite": pairing.withdraw,
    "withdraw": pairing.withdraw,
    "leave": leave,
    "stay": menu.show,
    "more": menu.more,
    "end": menu.end,
    "new_account": new_account.page,
    "new_account_link": new_account.make_link,
    "setback": menu.setback,
    "keep": erasing.keep,
    "delete": safety.delete_recent,
    "care": care.ask,
    "care_tomorrow": care.tomorrow,
    "care_fine": care.fine,
}

PRESSES: dict[str, Callable[[Desk, Person], None]] = {**COMMANDS, **BUTTONS}

_WITH_MORE = ("again", "leave_now", "countries", "country", "ours", "erase_sure", "erase_now", *new_account.PRESSES)
"""Buttons that carry more than their name: ``pressed`` knows what to do with it."""
TAKEN = {"start", *OWN, *BUTTONS, *_WITH_MORE}
"""What no conversation can have for its command: the same word would open one thing here, and another there."""


def pressed(desk: Desk, person: Person, what: Pressed, name: str, argument: str) -> None:
    """Do what a button of the menu, of the bar or of a page says.

    Raises:
        Refused: there is no such button.
    """
    shown = desk.tx.shown.by_message(what.place.chat, what.message) if what.message else None
    match name:
        case "language" if argument:
            set_language(desk, person, argument)
        case "again" if what.place.private:
            menu.again(desk, person, argument)
        case "leave_now":
            leave_now(desk, person, argument)
        case "countries" if shown and _is_page(shown, person):
            safety.choose(desk, private(person), desk.reader_of(person), shown.id)
        case "country" if shown and _is_page(shown, person):
            safety.turn_to(desk, person, shown.id, argument or None)
        case "ours" if not what.place.private:
            key = groups.ours(desk, person, what.place.chat)
            desk.toast = desk.reader_of(person).text(key) if key else ""
            if shown and not key and has_button(desk, shown, what.data):
                edit(desk, address_of(shown), shown.id, replace(unpacked(desk.tx.shown.body(shown.id)), rows=()))
        case _ if name != "safety" and not (what.place.private or groups.is_theirs(desk, person, what.place.chat)):
            raise Refused(Reason.NOT_YOURS)
        case "erase_sure" if what.place.private:
            erasing.sure(desk, person, argument, shown if shown and has_button(desk, shown, what.data) else None)
        case "erase_now" if what.place.private:
            erasing.now(desk, person, argument)
        case _ if name in new_account.PRESSES and what.place.private:
            new_account.PRESSES[name](desk, person, argument)
            if shown and shown.person_id == person.id and has_button(desk, shown, what.data):
                edit(desk, private(person), shown.id, replace(unpacked(desk.tx.shown.body(shown.id)), rows=()))
        case _ if name in PRESSES:
            PRESSES[name](desk, person)
            if not what.place.private and name not in {"pause", "time_out"}:
                desk.toast = desk.reader_of(person).text("bot-private-only")
        case _:
            raise Refused(Reason.UNKNOWN)


def _is_page(shown: Shown, person: Person) -> bool:
    """Say whether the message is a page of this person's own: nothing else may be drawn anew as one."""
    return shown.kind == "page" and shown.person_id == person.id
