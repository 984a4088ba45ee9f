"""A person's copy, gathered and sent: all that they wrote and were shown, never what was not for them (P6).

The file waits in the outbox like any message: sealed under the person's own key, deleted once Telegram has it, and
unreadable for ever once the person erases themself. So the words lie no longer on the disk than they would in an
answer to any other press, and a crash loses nothing.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import timedelta

from bot import export, tray
from bot.desk import Cast, Desk
from bot.export import Copy, Invitation, Kept, Readers, ShownText, Together, Written
from bot.letters import document, private, tell, unpacked
from bot.quotes import labels, resolve
from bot.screen import Reader, Sheet, plain
from bot.shelf import FLOWS, from_json, record_from_json
from bot.store.account import KeptAnswer, KeptMessage, KeptSession
from bot.store.values import Person
from flows.engine.frozen import replace
from flows.engine.script import Ask, Ticks
from flows.engine.session import Answer, Form, Partner, Seen, Session, may_see

EVERY = timedelta(minutes=10)
MAX_BYTES = 49_000_000
"""Telegram, sendDocument: files of up to 50 MB."""
UNKNOWN = "…"
"""Stands for a name or a moment that is not kept."""

Words = dict[tuple[int, int], KeptAnswer]
Asked = dict[tuple[int, int], KeptMessage]


def send_copy(desk: Desk, person: Person) -> None:
    """Send the person their copy as a file, once in ten minutes at most."""
    if not person.consented:
        tell(desk, person, "bot-export-none")
        return
    copied = person.settings.copied
    if copied is not None and copied <= desk.now < copied + EVERY:
        tell(desk, person, "bot-export-soon")
        return
    copy = gather(desk, person)
    packed = export.zipped(copy)
    if len(packed) > MAX_BYTES:
        tell(desk, person, "bot-export-large")
        return
    desk.tx.people.settings(person.id, replace(person.settings, copied=desk.now))
    caption = Sheet(html=plain(desk.reader_of(person).text("bot-export")))
    document(desk, private(person), export.file_name(copy), packed, caption)


def gather(desk: Desk, person: Person) -> Copy:
    """Return all that is this person's."""
    account = desk.tx.account
    met_at, consented_at = account.since(person.id)
    messages = account.shown(person.id, person.telegram_id)
    reader = replace(desk.reader_of(person), zone=person.settings.zone or "UTC")
    return Copy(
        reader=reader,
        name=person.name,
        telegram_id=person.telegram_id,
        met_at=met_at,
        consented_at=consented_at,
        settings=person.settings,
        written=tuple(_written(desk, person, messages)),
        shown=tuple(_shown(messages)),
        invitations=tuple(
            Invitation(
                made_at=one.created_at,
                expires_at=one.expires_at,
                withdrawn_at=one.withdrawn_at,
                used_at=one.used_at,
            )
            for one in account.invitations(person.id)
        ),
        together=tuple(Together(since=one.created_at, until=one.ended_at) for one in account.memberships(person.id)),
        kept=tuple(dict.fromkeys(_kept(desk, person, reader))),  # what was carried to a next couple is there twice
    )


def _kept(desk: Desk, person: Person, reader: Reader) -> Iterator[Kept]:
    """Yield what outlives its conversation as it reads for this person; its facts are for flows only (P6).

    What lies in the tray was not shown yet: neither it nor a record that quotes the same words is theirs so far.
    """
    waiting = {
        (item.session_id, n) for item in tray.lies(desk, person) for n in (item.said.quotes if item.said else ())
    }
    for one in desk.tx.account.records(person.id):
        if one.name in (tray.TRAY, tray.ASIDE):
            continue
        shelved = record_from_json(one.body)
        if any((shelved.session_id, n) in waiting for n in shelved.record.quotes):
            continue
        source = desk.tx.sessions.get(shelved.session_id)
        me = (desk.cast(source).part_of(person) if source else None) or Partner.A
        words = [reader.line(line) for line in shelved.record.lines]
        if source is not None:
            session = from_json(source.body)
            readable = tuple(n for n in shelved.record.quotes if _may_read(session, me, n))
            words += [quote.text for quote in resolve(desk, source, session, reader, readable).quotes]
        if words:
            yield Kept(name=one.name, at=one.created_at, shared=one.shared, body="\n".join(words))


def _may_read(session: Session, me: Partner, n: int) -> bool:
    answer = session.numbered(n)
    return answer is not None and answer.form is not Form.SKIPPED and may_see(me, answer)


def _shown(messages: list[KeptMessage]) -> Iterator[ShownText]:
    """Yield what the bot said. A page that promised to remove itself stays gone; receipts are the person's own."""
    for message in messages:
        if message.kind in ("prompt", "notice") and message.body:
            sheet = unpacked(message.body)
            media = sheet.media or ("" if sheet.html else "voice")  # once only voice messages were without words
            yield ShownText(
                at=message.created_at, place="group" if message.shared else "private", html=sheet.html, media=media
            )


def _written(desk: Desk, person: Person, messages: list[KeptMessage]) -> Iterator[Written]:
    words = {(one.session_id, one.n): one for one in desk.tx.account.answers(person.id)}
    prompts = [one for one in messages if one.kind == "prompt" and one.answer is not None]
    parts = {one.couple_id: Partner(one.partner) for one in desk.tx.account.memberships(person.id)}
    for stored in desk.tx.account.sessions(person.id):
        me = parts[stored.couple_id] if stored.couple_id else Partner.A
        asked = {(one.session_id or 0, one.answer or 0): one for one in prompts if one.partner == me}
        if stored.body:
            session = from_json(stored.body)
            reader = _reader_in(desk, person, stored, session, me)
            yield from _answers(reader, stored, session, words, asked)


def _answers(reader: Reader, stored: KeptSession, session: Session, words: Words, asked: Asked) -> Iterator[Written]:
    within = {n: whole.ask for whole in session.answers if _asked(session.flow, whole.ask) for n in whole.parts}
    for answer in session.answers:
        if answer.by is not reader.me or answer.handed_on:  # the latter stand where they were given
            continue
        if answer.n in within and answer.ask in ("aside", within[answer.n]):
            continue
        numbers = [(stored.id, n) for n in (answer.n, *reversed(answer.parts))]
        kept = next(filter(None, map(words.get, numbers)), None)
        prompt = next(filter(None, map(asked.get, numbers)), None)
        changed = kept.updated_at if kept and kept.updated_at != kept.created_at else None
        yield Written(
            conversation=stored.flow,
            began_at=stored.created_at,
            ask=answer.ask,
            question=_question(reader, session, answer),
            form=answer.form.value,
            words=_words(reader, stored, session, answer, words),
            seen=_seen(session.flow, answer),
            sent=answer.given,
            asked_at=prompt.created_at if prompt else None,
            written_at=kept.created_at if kept else None,
            changed_at=changed,
        )


def _asked(flow: str, name: str) -> Ask | None:
    return next((one for one in FLOWS[flow].states if isinstance(one, Ask) and one.name == name), None)


def _question(reader: Reader, session: Session, answer: Answer) -> str:
    key = f"{session.flow}-{answer.ask}"
    ask = _asked(session.flow, answer.ask)
    if ask is not None and isinstance(ask.expects, Ticks):
        key = f"{key}.title"  # a worksheet's own text is about the page that is open
    if ask is not None and reader.texts.has(reader.language, key):
        return reader.text(key)
    return reader.text(f"export-question.{answer.ask if answer.ask in ('aside', 'draft', 'letter') else 'other'}")


def _words(reader: Reader, stored: KeptSession, session: Session, answer: Answer, words: Words) -> str:
    match answer.form:
        case Form.WORDS:
            kept = words.get((stored.id, answer.n))
            return str(json.loads(kept.body)["text"]) if kept else ""
        case Form.PHOTO:
            kept = words.get((stored.id, answer.n))
            said = str(json.loads(kept.body)["text"]) if kept else ""
            return "\n".join(filter(None, [reader.text("export-photo"), said]))
        case Form.VOICE:
            return reader.text("export-voice")
        case Form.SKIPPED:
            return reader.text("export-skipped")
        case Form.CHOICE:
            return str(answer.number) if answer.number is not None else labels(reader, session, answer)
        case Form.NOTES:
            leaves = [leaf for n in answer.parts if (leaf := session.numbered(n))]
            return "\n\n".join(_words(reader, stored, session, leaf, words) for leaf in leaves)


def _seen(flow: str, answer: Answer) -> Readers:
    """Return who could read an answer: of a blind one nobody else is shown anything, also once it is opened."""
    ask = _asked(flow, answer.ask)
    if ask is not None and not ask.shows(answer.chosen):
        return "you"
    match answer.seen:
        case Seen.PRIVATE:
            return "you"
        case Seen.SEALED:
            return "both" if answer.opened else "sealed"
        case Seen.SHARED:
            return "partner" if answer.given else "you"


def _reader_in(desk: Desk, person: Person, stored: KeptSession, session: Session, me: Partner) -> Reader:
    couple = desk.tx.couples.get(stored.couple_id) if stored.couple_id else None
    cast = desk.cast_of(couple) if couple else Cast(couple=None, people={Partner.A: person})
    reader = desk.reader(cast, me, session, time=UNKNOWN)
    return replace(reader, names={partner: reader.names.get(partner) or UNKNOWN for partner in Partner})
