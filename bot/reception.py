"""Every update comes in here: who is it, where, and what does it mean. One transaction, one answer."""

from __future__ import annotations

from typing import assert_never

from bot import care, commands, delivery, groups, inactive, new_account, nudging, safety, tray, typed
from bot.desk import Desk
from bot.incoming import Counted, Gathering, Incoming, Pressed, Sender, Standing, Typed
from bot.letters import Address, has_button, private, send
from bot.press import ToPage, ToSession, parse
from bot.screen import Key, Reader, Sheet, plain
from bot.store.values import Person
from bot.texts import languages
from bot.turns import happen
from flows.engine.events import Amended, Chose, Event, Reopened, Ticked, Withdrew
from flows.engine.refusal import Reason, Refused
from flows.engine.session import Partner

AFTERWARDS = {"r": None, "w": "receipt-withdrawn", "a": "receipt-sent", "x": "receipt-left"}
"""What a message says after its button for a second thought was pressed, by the kind of the press."""

HELP = frozenset({"safety", "help"})
"""Commands and pages that are answered however much waits: once, where the same page is among it already (S2)."""
DOING = frozenset(
    {
        "pause", "timeout", "time_out", "resume", "end", "setback", "withdraw", "withdraw_invite", "keep", "later",
        "care_tomorrow", "care_fine", "new_account_link",
    }
)  # fmt: skip
"""Commands and pages that change something. All others only show it: where enough waits to be sent to somebody, they
add nothing to it."""

SAFETY = ToPage(name="safety", argument="")
"""The button that is to lead anybody anywhere to help."""
_NOTHING = {"export": "bot-export-none", "erase": "bot-erase-none"}
"""What is answered to somebody of whom nothing is kept."""


def receive(desk: Desk, incoming: Incoming) -> None:
    """Handle one update, once (D2); what cannot be used changes nothing."""
    if desk.tx.locks.needed:
        desk.tx.locks.chats(*about(incoming))
    if not desk.tx.updates.first_time(incoming.update_id, desk.now) or incoming.what is None:
        return
    match incoming.what:
        case Typed() as what:
            groups.noticed(desk, what.place)
            _typed(desk, what)
            new_account.noticed(desk)
        case Pressed() as what:
            groups.noticed(desk, what.place)
            _pressed(desk, what)
            new_account.noticed(desk)
        case Standing() as what:
            _standing(desk, what)
        case Gathering() as what if what.moved_to is not None:
            groups.moved(desk, what.place.chat, what.moved_to)
        case Gathering() as what:
            groups.changed(desk, what.place.chat)
        case Counted() as what:
            groups.counted(desk, what)
        case _:
            assert_never(incoming.what)


def about(incoming: Incoming) -> frozenset[int]:
    """Return the chats that an update is about: who acts, where, and where the group moved to.

    What is done there happens one at a time, and so does all that the couple does elsewhere.
    """
    match incoming.what:
        case Typed(sender=sender, place=place) | Pressed(sender=sender, place=place):
            return frozenset({sender.id, place.chat})
        case Standing(sender=sender, place=place):
            return frozenset({sender.id, place.chat})
        case Gathering(place=place, moved_to=to):
            return frozenset({place.chat, to or place.chat})
        case Counted(chat=chat):
            return frozenset({chat})
        case None:
            return frozenset()
        case _:
            assert_never(incoming.what)


def _typed(desk: Desk, what: Typed) -> None:
    person = _known(desk, what.sender)
    command = what.command(desk.house.username)
    try:
        if command is not None:
            _command(desk, what, person, *command)
        elif not what.place.private:
            typed.said_in_group(desk, what, person)
        elif person is None and not what.edited:
            commands.start(desk, what.sender, None, "")
        elif person is None:
            return  # an old message of somebody who never began, or who left nothing behind
        elif what.edited:
            typed.edited(desk, what, person)
        else:
            typed.said(desk, what, person)
    except Refused as refused:
        _refuse(desk, what, person, refused.reason)
    person = person or desk.tx.people.by_telegram(what.sender.id)  # who has just begun, perhaps with such words
    if person is not None and command is None and what.place.private:
        care.look(desk, person, what.text)


def _known(desk: Desk, sender: Sender) -> Person | None:
    """Return the person, under the name they have now; whoever writes can be written to again."""
    person = desk.tx.people.by_telegram(sender.id)
    if person is None:
        return None
    desk.actor = person.id
    if sender.name and person.name != sender.name:
        desk.tx.people.rename(person.id, sender.name)
    if not person.reachable:
        _reached(desk, person)
    return inactive.is_there(desk, nudging.is_back(desk, person))


def _reached(desk: Desk, person: Person) -> None:
    """Send what had to wait while the bot was blocked, in its order."""
    desk.tx.people.reachable(person.id, True, desk.now)
    desk.tx.outbox.unpark(person.telegram_id)
    tray.look_soon(desk, person)


def _command(desk: Desk, what: Typed, person: Person | None, name: str, rest: str) -> None:
    if name == "start" and not what.place.private:
        groups.added(desk, person, what.place.chat)
    elif name == "start":
        if not desk.is_flooded(what.place.chat, help_=rest != ""):
            commands.start(desk, what.sender, person, rest)
    elif person is not None and (name in commands.COMMANDS):
        if not _is_too_much(desk, person.telegram_id, name):
            commands.COMMANDS[name](desk, person)
        if not what.place.private and name not in ("pause", "timeout"):
            _reply(desk, what, person, "bot-private-only")
    elif person is not None and what.place.private:
        if not _is_too_much(desk, person.telegram_id, "help"):
            commands.help_(desk, person)
    elif person is None and not _is_too_much(desk, what.place.chat, name):
        _strangers_command(desk, what, name)


def _is_too_much(desk: Desk, chat: int, name: str) -> bool:
    return name not in DOING and name not in HELP and desk.is_flooded(chat, help_=name == "delete")


def _strangers_command(desk: Desk, what: Typed, name: str) -> None:
    """Answer /safety and /help to anybody at once (S2); everything else begins with Welcome."""
    reader = _stranger(desk, what.sender)
    if not what.place.private:
        if name in HELP:
            _show_the_way(desk, what.place.chat, reader)
    elif name == "safety":
        safety.show_stranger(desk, what.place.chat, reader)
    elif name in _NOTHING:
        send(desk, Address(chat=what.place.chat), Sheet(html=plain(reader.text(_NOTHING[name]))))
    elif name in ("help", "privacy"):
        send(desk, Address(chat=what.place.chat), Sheet(html=plain(reader.text(f"bot-{name}"))), help_=name in HELP)
    else:
        commands.start(desk, what.sender, None, "")


def _show_the_way(desk: Desk, group: int, reader: Reader) -> None:
    """Tell somebody whom the bot cannot write to where it can."""
    url = f"https://t.me/{desk.house.username}?start=hello"
    rows = ((Key(text=reader.text("bot-open-private.open"), url=url),),)
    send(desk, Address(chat=group), Sheet(html=plain(reader.text("bot-open-private")), rows=rows), help_=True)


def _stranger(desk: Desk, sender: Sender) -> Reader:
    language = sender.language if sender.language in languages() else "en"
    return Reader(
        texts=desk.house.texts,
        language=language,
        zone="UTC",
        now=desk.now,
        names={Partner.A: sender.name},
        me=Partner.A,
        host=desk.house.host,
    )


def _refuse(desk: Desk, what: Typed, person: Person | None, reason: Reason) -> None:
    if person is None or reason is Reason.TALK:
        return
    _reply(desk, what, person, f"engine-refused.{reason.value}")
    if reason is Reason.TOO_LONG and what.place.private and not desk.is_flooded(what.place.chat):
        commands.show_open(desk, person)  # anew, so that the rest of a text that the phone split answers nothing


def _reply(desk: Desk, what: Typed, person: Person, key: str) -> None:
    if desk.is_flooded(what.place.chat):
        return
    where = private(person) if what.place.private else Address(chat=what.place.chat)
    send(desk, where, Sheet(html=plain(desk.reader_of(person).text(key))))


def _pressed(desk: Desk, what: Pressed) -> None:
    person = _known(desk, what.sender)
    desk.pressed = what.message
    try:
        if person is None:
            _strangers_press(desk, what)
            return
        match parse(what.data, desk.tx.keys.veil().show):
            case ToSession() as to:
                _pressed_in_session(desk, what, person, to)
            case ToPage(name=name, argument="") if _is_too_much(desk, person.telegram_id, name):
                return
            case ToPage(name=name, argument=argument):
                commands.pressed(desk, person, what, name, argument)
            case None:
                raise Refused(Reason.UNKNOWN)
    except Refused as refused:
        desk.toast = _toast(desk, what.sender, person, refused.reason)


def _strangers_press(desk: Desk, what: Pressed) -> None:
    """Let anybody find, turn over and put away the safety page (S2); other buttons belong to people we know."""
    chat, reader, pressed = what.place.chat, _stranger(desk, what.sender), parse(what.data, desk.tx.keys.veil().show)
    if not what.place.private:
        if pressed != SAFETY:
            raise Refused(Reason.NOT_YOURS)
        _show_the_way(desk, chat, reader)
        return
    if pressed != SAFETY and desk.is_flooded(what.place.chat, help_=True):
        return
    shown = desk.tx.shown.by_message(chat, what.message) if what.message else None
    match pressed:
        case ToPage(name="countries") if shown:
            safety.choose(desk, Address(chat=chat), reader, shown.id)
        case ToPage(name="country", argument=country) if shown:
            safety.turn_for_stranger(desk, chat, reader, shown.id, country or None)
        case ToPage(name="delete"):
            safety.delete_recent_in(desk, Address(chat=chat), reader)
        case ToPage(name="safety"):
            safety.show_stranger(desk, chat, reader)
        case ToPage(name="menu"):
            commands.start(desk, what.sender, None, "")
        case _:
            raise Refused(Reason.STALE)


def _toast(desk: Desk, sender: Sender, person: Person | None, reason: Reason) -> str:
    reader = _stranger(desk, sender) if person is None else desk.reader_of(person)
    return reader.text(f"engine-refused.{reason.value}")


def _pressed_in_session(desk: Desk, what: Pressed, person: Person, to: ToSession) -> None:
    stored = desk.tx.sessions.get(to.session_id)
    cast = desk.cast(stored) if stored else None
    partner = cast.part_of(person) if cast else None
    if stored is None or cast is None or partner is None:
        raise Refused(Reason.UNKNOWN)
    elsewhere = cast.couple is None or cast.couple.group_chat != what.place.chat
    if partner is not to.partner or (not what.place.private and elsewhere):
        raise Refused(Reason.NOT_YOURS)
    happen(desk, stored, _event(to, aloud=cast.group == what.place.chat))  # else the partner is told of it in private
    shown = desk.tx.shown.by_message(what.place.chat, what.message or 0) if to.kind in AFTERWARDS else None
    if shown is not None and has_button(desk, shown, what.data):
        delivery.acted_on(desk, desk.reader(desk.cast(stored), partner), shown, AFTERWARDS[to.kind])


def _event(to: ToSession, *, aloud: bool) -> Event:
    match to.kind:
        case "t":
            return Ticked(by=to.partner, turn=to.number, item=to.action)
        case "r":
            return Reopened(by=to.partner, n=to.number)
        case "w":
            return Withdrew(by=to.partner, n=to.number)
        case "a" | "x":
            return Amended(by=to.partner, n=to.number, send=to.kind == "a")
        case _:
            return Chose(by=to.partner, turn=to.number, option=to.action, aloud=aloud)


def _standing(desk: Desk, what: Standing) -> None:
    """Note a block or its end; greet a group, or leave one behind."""
    person = _known(desk, what.sender)
    if not what.place.private:
        if what.inside:
            groups.added(desk, person, what.place.chat)
        else:
            groups.gone(desk, what.place.chat)
    elif person is not None:
        if what.inside:
            _reached(desk, person)
        else:
            desk.tx.people.reachable(person.id, False, desk.now)
