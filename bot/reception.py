"""Every update comes in here: who is it, where, and what does it mean. One transaction, one answer."""

from __future__ import annotations

from dataclasses import replace
from typing import assert_never

from bot import commands, groups, safety
from bot.desk import Desk
from bot.incoming import Counted, Gathering, Incoming, Pressed, Sender, Standing, Typed
from bot.letters import Address, Mark, answered, private, send
from bot.press import ToPage, ToSession, parse
from bot.screen import Key, Reader, Sheet, plain
from bot.shelf import FLOWS, from_json
from bot.store.values import Person, Shown, StoredSession
from bot.texts import languages
from bot.turns import apply, hint_for
from flows.engine.events import Amended, Chose, Edited, Event, Reopened, Said, Ticked, Withdrew, Words
from flows.engine.prompt import prompt
from flows.engine.refusal import Reason, Refused
from flows.engine.session import Partner


def receive(desk: Desk, incoming: Incoming) -> None:
    """Handle one update, once (D2); what cannot be used is noted by its id."""
    if not desk.tx.updates.first_time(incoming.update_id, desk.now):
        return
    if incoming.what is None:
        desk.tx.updates.note(incoming.update_id, desk.now, incoming.reason)
        return
    match incoming.what:
        case Typed() as what:
            _typed(desk, what)
        case Pressed() as what:
            _pressed(desk, what)
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


def _typed(desk: Desk, what: Typed) -> None:
    person = _known(desk, what.sender)
    command = what.command()
    try:
        if command is not None:
            _command(desk, what, person, *command)
        elif not what.place.private:
            _said_in_group(desk, what, person)
        elif person is None:
            commands.start(desk, what.sender, None, "")
        elif what.edited:
            _edited(desk, what, person)
        else:
            _said(desk, what, person)
    except Refused as refused:
        _refuse(desk, what, person, refused.reason)


def _known(desk: Desk, sender: Sender) -> Person | None:
    """Return the person, under the name they have now; whoever writes can be written to again."""
    person = desk.tx.people.by_telegram(sender.id)
    if person is None:
        return None
    desk.actor = person.id
    if person.name != sender.name:
        desk.tx.people.rename(person.id, sender.name)
    if not person.reachable:
        desk.tx.people.reachable(person.id, True, desk.now)
    return person


def _command(desk: Desk, what: Typed, person: Person | None, name: str, rest: str) -> None:
    if name == "start" and not what.place.private:
        groups.added(desk, person, what.place.chat)
    elif name == "start":
        commands.start(desk, what.sender, person, rest)
    elif person is not None and (name in commands.COMMANDS):
        commands.COMMANDS[name](desk, person)
        if not what.place.private and name not in ("pause", "timeout"):
            _reply(desk, what, person, "bot-private-only")
    elif person is not None and what.place.private:
        commands.help_(desk, person)
    elif person is None:
        _strangers_command(desk, what, name)


def _strangers_command(desk: Desk, what: Typed, name: str) -> None:
    """Answer /safety and /help to anybody at once (S2); everything else begins with Welcome."""
    reader = _stranger(desk, what.sender)
    if not what.place.private:
        url = f"https://t.me/{desk.house.username}?start=hello"
        rows = ((Key(text=reader.text("bot-open-private.open"), url=url),),)
        if name in ("safety", "help"):
            send(desk, Address(chat=what.place.chat), Sheet(html=plain(reader.text("bot-open-private")), rows=rows))
    elif name == "safety":
        safety.show_stranger(desk, what.place.chat, reader)
    elif name in ("help", "privacy"):
        send(desk, Address(chat=what.place.chat), Sheet(html=plain(reader.text(f"bot-{name}"))))
    else:
        commands.start(desk, what.sender, None, "")


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


def _said(desk: Desk, what: Typed, person: Person) -> None:
    """Find the question that a private message answers: the one replied to, else the newest open one."""
    asked = _replied_to(desk, what) or next(iter(desk.tx.shown.open_words(what.place.chat)), None)
    if asked is not None:
        _answer(desk, what, person, asked)
    elif not _chose_by_typing(desk, what, person) and not _aside(desk, what, person):
        raise Refused(Reason.WRONG_MEDIA if what.media else Reason.NO_QUESTION)


def _replied_to(desk: Desk, what: Typed) -> Shown | None:
    shown = desk.tx.shown.by_message(what.place.chat, what.reply_to) if what.reply_to else None
    return shown if shown and shown.session_id and shown.words and not shown.closed else None


def _answer(desk: Desk, what: Typed, person: Person, asked: Shown) -> None:
    stored = desk.tx.sessions.get(asked.session_id or 0)
    partner = desk.cast(stored).part_of(person) if stored else None
    if stored is None or partner is None:
        raise Refused(Reason.NO_QUESTION)
    if partner != asked.partner:
        raise Refused(Reason.NOT_YOURS if what.place.private else Reason.TALK)
    _say(desk, what, person, stored, asked.turn)


def _say(desk: Desk, what: Typed, person: Person, stored: StoredSession, turn: int) -> None:
    partner = desk.cast(stored).part_of(person)
    assert partner is not None  # whoever calls has looked
    if what.media:
        raise Refused(Reason.WRONG_MEDIA)
    words = Words(text=what.text, voice=what.voice)
    hint = hint_for(stored, partner, words, person.settings.language)
    aloud, held = not what.place.private, desk.held(stored)
    said = Said(by=partner, turn=turn, words=words, aloud=aloud, held=held, hint=hint)
    for n in apply(desk, stored, said):
        where = Address(chat=what.place.chat, couple_id=stored.couple_id) if aloud else private(person)
        mark = Mark(session_id=stored.id, partner=partner, turn=turn, words=False)
        answered(desk, where, what.message, mark, n)


def _chose_by_typing(desk: Desk, what: Typed, person: Person) -> bool:
    """Take the typed label of a button as its press: after a day without a connection presses are lost."""
    wanted = what.text.strip().casefold()
    for stored, partner in _open_sessions(desk, person):
        session = from_json(stored.body)
        shown = prompt(FLOWS[stored.flow], session, partner)
        reader = desk.reader(desk.cast(stored), partner, session)
        for button in shown.buttons if shown and wanted else ():
            if button.ticked is None and reader.label(button).casefold() == wanted:
                _happen(desk, stored, Chose(by=partner, turn=session.at(partner).turn, option=button.action))
                return True
    return False


def _aside(desk: Desk, what: Typed, person: Person) -> bool:
    """Keep what somebody typed while the other has the floor, or while the talk stands still."""
    for stored, partner in _open_sessions(desk, person):
        if stored.couple_id is not None and stored.flow != "programme":
            turn = from_json(stored.body).at(partner).turn
            _say(desk, what, person, stored, turn)
            return True
    return False


def _open_sessions(desk: Desk, person: Person) -> list[tuple[StoredSession, Partner]]:
    couple = desk.tx.couples.of(person.id)
    sessions = desk.tx.sessions.open_of(person.id, couple.id if couple else None)
    parts = [(stored, desk.cast(stored).part_of(person)) for stored in sessions]
    return [(stored, partner) for stored, partner in parts if partner is not None]


def _said_in_group(desk: Desk, what: Typed, person: Person | None) -> None:
    """Take a reply to the bot's question as its answer; everything else there is ordinary talk."""
    couple = desk.tx.couples.by_group(what.place.chat)
    if person is None or couple is None or person.id not in couple.members.values():
        return
    if what.edited:
        _edited(desk, what, person)
        return
    asked = _replied_to(desk, what) or _drafted(desk, what, person)
    if asked is not None and couple.group_alone:
        _answer(desk, what, person, asked)


def _drafted(desk: Desk, what: Typed, person: Person) -> Shown | None:
    """Return the question that is replied to in the group while its author looks at a private draft for it."""
    shown = desk.tx.shown.by_message(what.place.chat, what.reply_to) if what.reply_to else None
    stored = desk.tx.sessions.get(shown.session_id or 0) if shown and shown.words else None
    partner = desk.cast(stored).part_of(person) if stored else None
    if shown is None or stored is None or partner is None or partner != shown.partner:
        return None
    position = from_json(stored.body).at(partner)
    still = position.draft is not None and shown.turn >= position.entered
    return replace(shown, turn=position.turn) if still else None


def _edited(desk: Desk, what: Typed, person: Person) -> None:
    """Follow an edit to the answer that the message holds; other edits mean nothing."""
    shown = desk.tx.shown.by_message(what.place.chat, what.message)
    stored = desk.tx.sessions.get(shown.session_id or 0) if shown and shown.answer is not None else None
    partner = desk.cast(stored).part_of(person) if stored else None
    if shown is None or shown.answer is None or stored is None or partner is None:
        return
    words = Words(text=what.text, voice=what.voice)
    apply(desk, stored, Edited(by=partner, n=shown.answer, words=words, aloud=not what.place.private))


def _refuse(desk: Desk, what: Typed, person: Person | None, reason: Reason) -> None:
    if person is None or reason is Reason.TALK:
        return
    _reply(desk, what, person, f"engine-refused.{reason.value}")


def _reply(desk: Desk, what: Typed, person: Person, key: str) -> None:
    cast = desk.cast_for(person)
    reader = desk.reader(cast, cast.part_of(person))
    where = private(person) if what.place.private else Address(chat=what.place.chat)
    send(desk, where, Sheet(html=plain(reader.text(key))))


def _pressed(desk: Desk, what: Pressed) -> None:
    person = _known(desk, what.sender)
    desk.pressed = what.message
    try:
        if person is None:
            raise Refused(Reason.NOT_YOURS)
        match parse(what.data):
            case ToSession() as to:
                _pressed_in_session(desk, what, person, to)
            case ToPage(name=name, argument=argument):
                commands.pressed(desk, person, what, name, argument)
            case None:
                raise Refused(Reason.UNKNOWN)
    except Refused as refused:
        desk.toast = _toast(desk, what.sender, person, refused.reason)


def _toast(desk: Desk, sender: Sender, person: Person | None, reason: Reason) -> str:
    if person is None:
        return _stranger(desk, sender).text(f"engine-refused.{reason.value}")
    cast = desk.cast_for(person)
    return desk.reader(cast, cast.part_of(person)).text(f"engine-refused.{reason.value}")


def _pressed_in_session(desk: Desk, what: Pressed, person: Person, to: ToSession) -> None:
    stored = desk.tx.sessions.get(to.session_id)
    partner = desk.cast(stored).part_of(person) if stored else None
    if stored is None or partner is None:
        raise Refused(Reason.UNKNOWN)
    if partner is not to.partner:
        raise Refused(Reason.NOT_YOURS)
    _happen(desk, stored, _event(to, aloud=not what.place.private))


def _happen(desk: Desk, stored: StoredSession, event: Event) -> None:
    if desk.held(stored) and not isinstance(event, Amended):
        raise Refused(Reason.RESTING)
    apply(desk, stored, event)


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
        desk.tx.people.reachable(person.id, what.inside, desk.now)
