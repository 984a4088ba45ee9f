"""What a flow says, shows and closes -> messages: who reads it, in which chat, and under which buttons."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import lru_cache
from itertools import groupby
from operator import itemgetter

from msgspec import Struct

from bot.desk import Cast, Desk
from bot.helplines import where_help_is
from bot.letters import Address, Mark, address, address_of, delete, edit, passed_on, send, strip, unpacked
from bot.press import in_clear
from bot.quotes import item_label, labels, own_words, resolve
from bot.screen import Key, Reader, Rows, Sheet, arranged, draw, listed, plain, quoted, scale_rows, sheets
from bot.shelf import FLOWS, from_json, record_from_json
from bot.store.values import Person, Shown, StoredSession
from bot.texts import Texts
from flows.engine.changing import changeable
from flows.engine.effects import Close, Say, Show
from flows.engine.frozen import replace_struct
from flows.engine.prompt import Button, Prompt, option_button, prompt
from flows.engine.script import Ask, Choice, Options, Pick, Ticks, When
from flows.engine.session import Answer, Form, Partner, Seen, Session, may_see

MENTIONED_AFTER = timedelta(days=1)
"""A question that was shown is not mentioned earlier than that. Source: programme.md, "Between the talks"."""


class Scene(Struct, frozen=True, kw_only=True):
    """One session while something of it is told or shown."""

    desk: Desk
    stored: StoredSession
    session: Session
    cast: Cast

    def reader(self, to: Partner | None, **extra: str) -> Reader:
        return self.desk.reader(self.cast, to, self.session, **extra)


def cast_for(desk: Desk, stored: StoredSession, session: Session, effect: Say | Show) -> Cast:
    """Return who may read it: in a private conversation the partner too, if it is for them."""
    return desk.cast(stored) if effect.to in (None, *session.members) else desk.cast_with_partner(stored)


def tell(desk: Desk, stored: StoredSession, effect: Say, to: Partner, person: Person) -> bool:
    """Tell what had to wait; False where ``person``, whom it was for, does not take part as ``to`` any more."""
    session = desk.session(stored)
    scene = Scene(desk=desk, stored=stored, session=session, cast=cast_for(desk, stored, session, effect))
    there = scene.cast.people.get(to)
    if there is None or there.id != person.id:
        return False
    _say_to(scene, effect, to)
    return True


def say(desk: Desk, stored: StoredSession, session: Session, effect: Say) -> None:
    """Tell one or both something that asks for no answer, with the quotes it carries."""
    scene = Scene(desk=desk, stored=stored, session=session, cast=cast_for(desk, stored, session, effect))
    if effect.seen is Seen.SHARED and scene.cast.group is not None:
        _say_to(scene, effect, None)
        return
    for to in session.members if effect.to is None else (effect.to,):
        if to in scene.cast.people:  # whoever was erased has left an empty seat
            _say_to(scene, effect, to)


def _say_to(scene: Scene, effect: Say, to: Partner | None) -> None:
    answers = [answer for n in effect.quotes if (answer := scene.session.numbered(n))]
    authors = sorted({answer.by for answer in answers})
    reader = scene.reader(to, **_names(scene.cast, authors[0] if authors else _acted(scene, to)))
    if effect.at:
        reader = replace_struct(reader, extra={**reader.extra, "time": reader.moment(effect.at)})
    if effect.hint:
        reader = replace_struct(reader, extra={**reader.extra, "hint": effect.hint})
    top = "\n\n".join(filter(None, [plain(reader.text(effect.key)), plain(listed(reader, effect.lines))]))
    rows = _offer_rows(scene.desk, reader, scene.stored, effect)
    if effect.to is not None:
        _tell(scene, reader, answers, top=top, rows=rows)
    else:
        _tell(scene, reader, [], top=top)
        for one in authors:
            _tell(scene, reader, [answer for answer in answers if answer.by is one], named=True)
    for name, n in effect.entries:
        _read_out(scene, scene.reader(to), name, n, asks=effect.asks)


def _read_out(scene: Scene, reader: Reader, name: str, n: int, *, asks: tuple[str, ...]) -> None:
    """Send one kept record in a message of its own, under its author's name: what it quotes may be of any session.

    Of one in which both are quoted, only what answers ``asks`` is sent, one message for each of them.
    """
    desk, stored = scene.desk, scene.stored
    shelved = record_from_json(desk.tx.records.all(name, person_id=stored.person_id, couple_id=stored.couple_id)[n])
    origin = desk.tx.sessions.get(shelved.session_id)
    session = from_json(origin.body) if origin else scene.session
    numbered = (session.numbered(one) for one in shelved.record.quotes if origin)
    answers = [answer for answer in numbered if answer and answer.form is not Form.SKIPPED]
    if origin is None or not answers:  # whoever wrote it has erased it
        return
    assert all(may_see(member, answer) for answer in answers for member in session.members)  # P1, as when it was kept
    there = replace_struct(scene, stored=origin, session=session)
    if asks:
        for by in Partner:
            lines = [answer for answer in answers if answer.by is by and answer.ask in asks]
            if lines:
                _tell(there, reader, lines, named=True)
        return
    author = [reader.names[answers[0].by]] if stored.couple_id is not None else []
    heading = " · ".join([*author, *(reader.line(line) for line in shelved.record.lines)])
    _tell(there, reader, answers, top=f"<b>{plain(heading)}</b>")


def _acted(scene: Scene, to: Partner | None) -> Partner:
    """Return whom words without a quote are about: for one of a couple it is the other one."""
    return to.other if to is not None and to.other in scene.cast.people else scene.session.speaker


def _names(cast: Cast, author: Partner) -> dict[str, str]:
    one, other = cast.people.get(author), cast.people.get(author.other)
    return {"author": one.name if one else "", "other": other.name if other else ""}


def _tell(
    scene: Scene,
    reader: Reader,
    answers: list[Answer],
    *,
    top: str = "",
    rows: Rows = (),
    named: bool = False,
) -> None:
    """Send what was said; ``named``: under its author's name, where both of them are quoted."""
    where = address(scene.cast, reader.me)
    author = scene.cast.people[answers[0].by].id if answers else None
    numbers = tuple(answer.n for answer in answers)
    resolved = resolve(scene.desk, scene.stored, scene.session, reader, numbers)
    for sheet in sheets(top, quoted(reader, resolved.quotes, named=named), "", rows):
        send(scene.desk, where, sheet, author=author)
    for file_id in resolved.voices:
        passed_on(scene.desk, where, "voice", file_id, author or 0)
    for file_id in resolved.photos:
        passed_on(scene.desk, where, "photo", file_id, author or 0)


def _offer_rows(desk: Desk, reader: Reader, stored: StoredSession, effect: Say) -> Rows:
    if effect.offers is None or effect.to is None:
        return ()
    send, leave = (desk.carried(kind, stored.id, effect.to, effect.offers) for kind in "ax")
    return (
        (Key(text=reader.text("engine-amend.send"), data=send),),
        (Key(text=reader.text("engine-amend.leave"), data=leave),),
    )


def show(desk: Desk, stored: StoredSession, session: Session, effect: Show) -> None:
    """Send a partner's prompt, or draw it anew in the message that has it; nothing while the talk is held."""
    flow, to = FLOWS[session.flow], effect.to
    shown = prompt(flow, session, to, effect.question)
    cast = desk.cast(stored)
    if shown is None or to not in cast.people or desk.held(stored):
        return
    aloud = cast.group is not None and in_group(shown)
    where = address(cast, None if aloud else to)
    reader = desk.reader(cast, to, session)
    if aloud:
        reader = replace_struct(reader, together=True)
    drawn = _drawn(desk, stored, session, reader, shown, aloud=aloud)
    if shown.helps:
        page = where_help_is(reader, cast.people[to].settings.country)
        drawn[-1] = replace_struct(drawn[-1], html=f"{drawn[-1].html}\n\n{page}")
    if effect.redraw:
        _redraw(desk, stored, where, shown, drawn[-1], passing=effect.question is not None)
        return
    author = cast.people[to].id if shown.quotes else None
    for sheet in drawn[:-1]:
        send(desk, where, sheet, author=author)
    mark = Mark(session_id=stored.id, partner=to, turn=shown.turn, words=shown.typed)
    send(desk, where, drawn[-1], author=author, mark=mark)
    if aloud and shown.typed:
        send(desk, where, _reply_here(reader, cast, to), mark=mark)
    _remind(desk, stored, cast, shown)


def in_group(shown: Prompt) -> bool:
    """Say whether a prompt belongs into the couple's group, if they have one."""
    return shown.kind == "ask" and shown.seen is Seen.SHARED and not shown.discreet


def _drawn(
    desk: Desk, stored: StoredSession, session: Session, reader: Reader, shown: Prompt, *, aloud: bool
) -> list[Sheet]:
    resolved = resolve(desk, stored, session, reader, shown.quotes)
    if own := own_words(desk, stored, shown.buttons):
        reader = replace_struct(reader, own=own)
    rows = (*_rows(desk, reader, stored, shown), bar(reader, joint=stored.couple_id is not None))
    return draw(reader, shown, resolved.quotes, rows, aloud=aloud)


def _redraw(desk: Desk, stored: StoredSession, where: Address, shown: Prompt, sheet: Sheet, *, passing: bool) -> None:
    for message in desk.tx.shown.open_of(stored.id, shown.to, shown.turn):
        if message.chat == where.chat:
            if passing or unpacked(desk.tx.shown.body(message.id)) != sheet:  # Telegram refuses an edit of nothing
                edit(desk, where, message.id, sheet, stored=not passing)
            return


def _reply_here(reader: Reader, cast: Cast, to: Partner) -> Sheet:
    """Return the line that opens a reply for the one whose turn it is (a message has buttons or this, not both)."""
    name = f'<a href="tg://user?id={cast.people[to].telegram_id}">{plain(cast.people[to].name)}</a>'
    line = plain(reader.text("reply-here")).replace(plain(cast.people[to].name), name, 1)
    return Sheet(html=line, answer_to=reader.text("reply-here.placeholder"))


def _rows(desk: Desk, reader: Reader, stored: StoredSession, shown: Prompt) -> Rows:
    made_for: dict[tuple[str, int], str] = {}
    keys = []
    for button in shown.buttons:
        action, own = in_clear(button.action)
        kind = "s" if button.ticked is None else "t"
        carried = made_for.get((kind, own))
        if carried is None:
            carried = made_for[kind, own] = desk.carried(kind, stored.id, shown.to, shown.turn, own=own)
        keys.append(Key(text=reader.label(button), data=f"{carried}.{action}"))
    if shown.page is not None:
        numbered = list(zip((button.row for button in shown.buttons), keys, strict=True))
        return tuple(tuple(key for _, key in row) for _, row in groupby(numbered, key=itemgetter(0)))
    if shown.link:
        url = f"https://t.me/{desk.house.username}?startgroup=couple"
        keys.insert(0, Key(text=reader.text(f"{shown.key}.link"), url=url))
    numbers = [button.text.isdecimal() for button in shown.buttons]
    if numbers and all(numbers):
        return scale_rows(keys)
    most, ticks = 3 if len(keys) > 6 else 2, sum(button.ticked is not None for button in shown.buttons)
    return (*arranged(keys[:ticks], most=most), *arranged(keys[ticks:], most=most))  # what can be ticked comes first


def bar(reader: Reader, *, joint: bool) -> tuple[Key, ...]:
    """Return the row that stands under every prompt: out of it in one press."""
    return _bar(reader.texts, reader.language, joint)


@lru_cache(maxsize=16)
def _bar(texts: Texts, language: str, joint: bool) -> tuple[Key, ...]:
    names = ("pause", "time_out", "safety", "menu") if joint else ("safety", "menu")
    return tuple(Key(text=texts.text(language, f"bar.{name}", {}), data=f"m.{name}") for name in names)


def _remind(desk: Desk, stored: StoredSession, cast: Cast, shown: Prompt) -> None:
    """Set the timer of a quiet reminder; whether it is sent is decided when it is due."""
    person = cast.people[shown.to]
    if stored.couple_id is None or shown.kind == "wait" or shown.quiet or person.settings.nudges == "none":
        return
    desk.tx.timers.bring_forward(desk.now + MENTIONED_AFTER, person.id)


def close(desk: Desk, stored: StoredSession, session: Session, effect: Close) -> None:
    """Let a prompt read as a record: what was asked, what became of it, and no more buttons than still work."""
    scene = Scene(desk=desk, stored=stored, session=session, cast=desk.cast(stored))
    for message in desk.tx.shown.open_of(stored.id, effect.to, effect.turn):
        _close_one(scene, effect, message)


def opened(desk: Desk, stored: StoredSession, before: Session, session: Session) -> None:
    """Take the buttons for second thoughts off what was sealed and is open now, or is forgotten."""
    if before.answers is session.answers:
        return
    sealed = Seen.SEALED
    for answer in before.answers:
        unsealed = answer.seen is sealed and not answer.opened and _past_changing(session, answer)
        for message in desk.tx.shown.by_answer(stored.id, answer.by, answer.n) if unsealed else ():
            old = unpacked(desk.tx.shown.body(message.id))
            if old.rows:
                where = address_of(message)
                edit(desk, where, message.id, replace_struct(old, rows=()))


def _past_changing(session: Session, answer: Answer) -> bool:
    """Say whether a sealed answer is open now or gone, other than by its author's taking it back."""
    now = session.numbered(answer.n)
    return now.opened if now else session.at(answer.by).again != answer.ask


def acted_on(desk: Desk, reader: Reader, message: Shown, key: str | None) -> None:
    """Take the buttons off a receipt or an offer once one of them is pressed; ``key`` says what became of it."""
    old = unpacked(desk.tx.shown.body(message.id))
    where = address_of(message)
    html = f"{old.html}\n\n{plain(reader.text(key))}" if key else old.html
    edit(desk, where, message.id, replace_struct(old, html=html, rows=()))


def _close_one(scene: Scene, effect: Close, message: Shown) -> None:
    desk, where = scene.desk, address_of(message)
    old = unpacked(desk.tx.shown.body(message.id))
    group = message.couple_id is not None
    reader = scene.reader(effect.to)
    if group:
        reader = replace_struct(reader, together=True)
    if old.answer_to is not None:
        desk.tx.shown.close(message.id, answer=effect.answer)  # only: Telegram never lets it be edited
    elif effect.veiled:
        # Where Telegram no longer lets it be deleted, the neutral line is what stays.
        line = Sheet(html=plain(reader.text("receipt-veiled")))
        edit(desk, where, message.id, line, closes=True, answer=effect.answer)
        delete(desk, where, message.id)
    elif not group or scene.cast.group == message.chat:
        receipt, rows = _receipt(desk, reader, scene.stored, scene.session, effect, group=group)
        html = f"{old.html}\n\n{plain(receipt)}" if receipt else old.html
        edit(desk, where, message.id, replace_struct(old, html=html, rows=rows), closes=True, answer=effect.answer)
    else:
        desk.tx.shown.close(message.id, answer=effect.answer)
        if scene.cast.couple and scene.cast.couple.group_chat == message.chat:
            strip(desk, where, message.id)  # somebody else may read there now (P3)


def _receipt(
    desk: Desk, reader: Reader, stored: StoredSession, session: Session, effect: Close, *, group: bool
) -> tuple[str, Rows]:
    if effect.kept:
        return reader.text("receipt-kept"), ()
    if effect.chosen == "go_on":
        return "", ()
    if effect.chosen is not None:
        return reader.text("receipt-chosen", choice=_choice(reader, session, effect)), ()
    answer = session.numbered(effect.answer) if effect.answer is not None else None
    if answer is None:
        return "", ()
    return _said_receipt(reader, session, answer, group=group), _change_rows(desk, reader, stored, session, answer)


def _choice(reader: Reader, session: Session, effect: Close) -> str:
    """Return the label of an option, or the name of a place."""
    chosen, state = effect.chosen or "", FLOWS[session.flow].state(effect.ask)
    options = state.expects if isinstance(state, Ask) else None
    match options:
        case Pick():
            return reader.label(Button(action=chosen, text=chosen))
        case When() if chosen not in options.extra:
            return reader.moment(datetime.fromisoformat(chosen))
        case Choice():
            return item_label(reader, options.deck, chosen)
        case _:
            pass
    key = f"{session.flow}-{effect.ask}.{chosen}"
    if isinstance(options, Options):
        return reader.label(option_button(key.rpartition(".")[0], session, options, chosen))
    return reader.text(key)


def _said_receipt(reader: Reader, session: Session, answer: Answer, *, group: bool) -> str:
    if answer.form is Form.SKIPPED:
        return reader.text("receipt-skipped")
    if answer.form is Form.CHOICE:
        ask = FLOWS[session.flow].state(answer.ask)
        assert isinstance(ask, Ask)  # only asks are answered
        chosen = reader.text("receipt-chosen", choice=labels(reader, session, answer))
        if isinstance(ask.expects, Ticks):
            chosen = reader.text("receipt-filled")
        sealed = answer.seen is Seen.SEALED and not answer.opened
        return (
            f"{chosen}\n{reader.text('receipt-sealed' if ask.shows(answer.chosen) else 'receipt-blind')}"
            if sealed
            else chosen
        )
    if answer.opened:
        return reader.text("receipt-opened")
    match answer.seen:
        case Seen.PRIVATE:
            return reader.text("receipt-private")
        case Seen.SEALED:
            return reader.text("receipt-sealed")
        case Seen.SHARED:
            return reader.text("receipt-said" if group else "receipt-sent")


def _change_rows(desk: Desk, reader: Reader, stored: StoredSession, session: Session, answer: Answer) -> Rows:
    if not changeable(FLOWS[session.flow], session, answer.by, answer.n):
        return ()
    again, back = (desk.carried(kind, stored.id, answer.by, answer.n) for kind in "rw")
    change = Key(text=reader.text("receipt.change"), data=again)
    if answer.seen is not Seen.SEALED or answer.form is Form.SKIPPED:
        return ((change,),)
    return ((change, Key(text=reader.text("receipt.withdraw"), data=back)),)
