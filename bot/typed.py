"""Which question a text answers: the one it replies to, else the newest open one in that chat, else none."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from datetime import datetime, timedelta
from operator import attrgetter

from msgspec import json

from bot.desk import Desk
from bot.incoming import Typed
from bot.letters import Address, Mark, answered, private
from bot.moments import moments
from bot.shelf import FLOWS, from_json
from bot.store.values import Person, Shown, StoredSession
from bot.turns import apply, happen, hint_for
from flows.engine.answering import page_of
from flows.engine.changing import changeable
from flows.engine.events import Chose, Edited, Said, Words
from flows.engine.frozen import replace
from flows.engine.prompt import Prompt, asked, outline, prompt
from flows.engine.refusal import Reason, Refused
from flows.engine.script import Ask, Expects, Pick, When
from flows.engine.script import Words as AskedWords
from flows.engine.session import Answer, Form, Partner, Seen

FRESH = timedelta(hours=1)
"""So long somebody may still be writing an answer to a question."""
LONGEST_LABEL = 100
"""Characters that no label of a button comes near."""
MONTH_FIRST = {("en", "US")}
"""Languages and countries in which 5/12 is a day in May. Source: Unicode CLDR, short date formats."""


def said(desk: Desk, what: Typed, person: Person) -> None:
    """Find the question that a private message answers: the one replied to, else the newest open one.

    What was sent before a question appeared does not answer it, however late it is read.
    """
    replied, newest = _replied_to(desk, what), desk.tx.shown.open_words(what.place.chat)
    asked = replied or next(iter(newest), None)
    if asked is not None and _came_early(desk, what, asked):
        raise Refused(Reason.EARLY)
    page = _page(desk, what, person) if asked is None else None
    if what.photo is None and _chose_by_typing(desk, what, person, asked or page, replies=replied is not None):
        return
    if replied is None and _may_be_for_another(desk, what, newest):
        raise Refused(Reason.WHICH)
    if asked is not None:
        _answer(desk, what, person, asked)
    elif page is not None:
        _answer(desk, what, person, page)
    elif not _aside(desk, what, person):
        raise Refused(_why_unasked(desk, what, person))


def _why_unasked(desk: Desk, what: Typed, person: Person) -> Reason:
    """Return why nothing is kept of what no question asked for: what somebody may have meant by it."""
    written = what.voice is None and what.photo is None and not what.media  # nothing else can be added by an edit
    if written and _follows_answer(desk, what, person):
        return Reason.MORE
    pressing = (one for stored, partner in _open_sessions(desk, person) for one in _to_press(desk, stored, partner))
    newest = max((one.id for one in pressing), default=0)
    over = newest == 0 or any(one.kind == "prompt" for one in desk.tx.shown.later(what.place.chat, newest))
    return Reason.NO_QUESTION if over else Reason.PRESS_ONE


def _follows_answer(desk: Desk, what: Typed, person: Person) -> bool:
    """Say whether somebody has just written an answer here that they can still edit: this may be more of it."""
    own = (one for one in desk.tx.shown.recent(what.place.chat, desk.now - FRESH) if one.answer is not None)
    last = max((one for one in own if one.kind == "receipt"), key=attrgetter("id"), default=None)
    stored, partner = _talk_of(desk, last, person)
    if last is None or last.answer is None or stored is None or partner is None:
        return False
    session = from_json(stored.body)
    answer = session.numbered(last.answer)
    typed = answer is not None and answer.form is Form.WORDS
    return typed and changeable(FLOWS[stored.flow], session, partner, last.answer)


def _to_press(desk: Desk, stored: StoredSession, partner: Partner) -> list[Shown]:
    """Return the open messages that a partner can answer by a press alone."""
    if not _wants_press(desk, stored, partner):
        return []
    return desk.tx.shown.open_of(stored.id, partner, from_json(stored.body).at(partner).turn)


def _wants_press(desk: Desk, stored: StoredSession, partner: Partner) -> bool:
    expects = _expected(desk, stored, partner)
    return expects is not None and not isinstance(expects, AskedWords | When | Pick)


def _came_early(desk: Desk, what: Typed, asked: Shown) -> bool:
    """Say whether a message was sent before what is asked appeared.

    What goes on with a text whose preview is on its way did not: the preview will show it before anything leaves (P1).
    That is so of a new preview, not of one that is shown again: something else may have been asked in between.
    """
    if asked.message_id is not None and asked.message_id < what.message:
        return False
    stored = desk.tx.sessions.get(asked.session_id or 0)
    draft = _in_draft(stored, Partner(asked.partner)) if stored and asked.partner else ()
    return not draft or desk.tx.shown.is_repeated(asked)


def _in_draft(stored: StoredSession, partner: Partner) -> tuple[Answer, ...]:
    """Return what a partner has typed for the draft that they look at."""
    session = from_json(stored.body)
    draft = session.numbered(session.at(partner).draft or 0)
    return session.typed_for(draft) if draft else ()


def _may_be_for_another(desk: Desk, what: Typed, newest: list[Shown]) -> bool:
    """Say whether the newest question is a sealed one, and something for another conversation was on somebody's mind.

    Its question was fresh when the sealed one came, or was answered or skipped since: a page is often written in
    several messages, and who has skipped it may think again. What is taken for a sealed answer can be open to both at
    once: no preview stands between (P1).
    """
    stored = desk.tx.sessions.get(newest[0].session_id or 0) if newest else None
    if stored is None or newest[0].partner is None:
        return False
    session, partner = desk.session(stored), Partner(newest[0].partner)
    ask = asked(FLOWS[stored.flow], session, partner)
    previewed = session.at(partner).draft is not None
    if ask is None or (ask.seen is not Seen.SEALED and not previewed):
        return False
    later = desk.tx.shown.later(what.place.chat, newest[0].id)
    if any(one.session_id != stored.id and (one.words or one.kind == "receipt") for one in later):
        return True
    if previewed:
        return False
    others = [one for one in newest[1:] if one.session_id != stored.id]
    if not others:
        return False
    fresh = {one.id for one in desk.tx.shown.recent(what.place.chat, desk.now - FRESH)}
    sessions = [desk.tx.sessions.get(one.session_id or 0) for one in others if one.id in fresh]
    return any(other is not None and not desk.held(other) for other in sessions)  # a talk beneath asks nothing now


def _replied_to(desk: Desk, what: Typed) -> Shown | None:
    """Return the open question that a message replies to, None if it replies to none of the bot's.

    Raises:
        Refused: the question is answered or over.
    """
    shown = desk.tx.shown.by_message(what.place.chat, what.reply_to) if what.reply_to else None
    if shown is None or shown.kind != "prompt" or not shown.words:
        return None
    if shown.closed:
        raise Refused(Reason.STALE if what.place.private else Reason.TALK)
    return shown


def _answer(desk: Desk, what: Typed, person: Person, asked: Shown) -> None:
    stored, partner = _talk_of(desk, asked, person)
    if stored is None or partner is None:
        raise Refused(Reason.NO_QUESTION)
    if partner != asked.partner:
        raise Refused(Reason.NOT_YOURS if what.place.private else Reason.TALK)
    _say(desk, what, person, stored, asked.turn, onto=asked.answer)


def _say(desk: Desk, what: Typed, person: Person, stored: StoredSession, turn: int, *, onto: int | None = None) -> None:
    partner = desk.cast(stored).part_of(person)
    assert partner is not None  # whoever calls has looked
    expects, held = _expected(desk, stored, partner), desk.held(stored)
    welcome = isinstance(expects, AskedWords) and expects.photo and not held
    if what.media or (what.photo and not welcome):
        raise Refused(Reason.WRONG_MEDIA)
    words = Words(text=what.text, voice=what.voice, photo=what.photo)
    drafted = desk.tx.answers.get(stored.id, [answer.n for answer in _in_draft(stored, partner)])
    said = Said(
        by=partner,
        turn=turn,
        words=words,
        aloud=not what.place.private,
        held=held,
        onto=onto,
        before=sum(len(json.decode(row.body)["text"]) for row in drafted.values()),
        hint=hint_for(expects, words, person.settings.language),
        moments=_moments(desk, what, person) if isinstance(expects, When) else (),
    )
    known = from_json(stored.body).count("answers")
    for n in apply(desk, stored, said):
        where = Address(chat=what.place.chat, couple_id=stored.couple_id) if said.aloud else private(person)
        mark = Mark(session_id=stored.id, partner=partner, turn=turn, words=False)
        answered(desk, where, what.message, mark, n, new=n > known)


def _expected(desk: Desk, stored: StoredSession, partner: Partner) -> Expects | None:
    """Return what is asked of a partner now, None if nothing is."""
    ask = asked(FLOWS[stored.flow], desk.session(stored), partner)
    return ask.expects if ask else None


def _moments(desk: Desk, what: Typed, person: Person) -> tuple[datetime, ...]:
    settings = person.settings
    return moments(
        what.text,
        language=settings.language,
        zone=settings.zone or "UTC",
        now=desk.now,
        month_first=(settings.language, settings.country) in MONTH_FIRST,
    )


def _chose_by_typing(desk: Desk, what: Typed, person: Person, words: Shown | None, *, replies: bool) -> bool:
    """Take the typed label of a button as its press: after a day without a connection presses are lost.

    ``words`` is the question that asks for words, which this may be a reply to. A label counts only where its question
    was not shown before that one: "no" on a page of somebody's own is no press elsewhere. Questions that only a press
    can answer are in its way where they were shown after it: what was meant for them must go to nobody (P1, P5).

    Raises:
        Refused: it may be meant for such a question.
    """
    wanted = _bare(what.text) if len(what.text) <= LONGEST_LABEL else ""
    for stored, partner in _open_sessions(desk, person) if wanted else ():
        if not _offers_choice(stored, partner):
            continue
        session = desk.session(stored)
        shown = prompt(FLOWS[stored.flow], session, partner)
        if shown is None:
            continue
        if shown.passing:
            if not replies and _was_shown_last(desk, what, stored, shown, words):
                raise Refused(Reason.PRESS_ONE)
            continue
        if words is not None and replies and words.session_id != stored.id:
            continue
        reader = desk.reader(desk.cast(stored), partner, session)
        labelled = [button for button in shown.buttons if button.ticked is None and button.answer is None]
        meant = next((button for button in labelled if _bare(reader.label(button)) == wanted), None)
        if meant is not None and _was_shown_last(desk, what, stored, shown, words):
            happen(desk, stored, Chose(by=partner, turn=session.at(partner).turn, option=meant.action))
            return True
    return False


def _bare(label: str) -> str:
    """Return it without case and accents, which are often left out on a phone."""
    letters = unicodedata.normalize("NFKD", label.strip()).casefold()
    return letters if letters.isascii() else "".join(one for one in letters if not unicodedata.combining(one))


def _offers_choice(stored: StoredSession, partner: Partner) -> bool:
    """Say whether there is anything to press; where words are asked for, words are an answer."""
    flow, session = FLOWS[stored.flow], from_json(stored.body)
    shape, ask = outline(flow, session, partner), asked(flow, session, partner)
    if shape is None or shape.kind == "preview":
        return shape is not None
    return bool(shape.exits) if ask is None else not isinstance(ask.expects, AskedWords)


def _was_shown_last(desk: Desk, what: Typed, stored: StoredSession, question: Prompt, words: Shown | None) -> bool:
    """Say whether ``question`` was shown before ``what`` came, and not before the one that asks for ``words``."""
    last = max((one.id for one in _shown_before(desk, what, stored, question)), default=0)
    return last > 0 and (words is None or last >= words.id)


def _shown_before(desk: Desk, what: Typed, stored: StoredSession, question: Prompt) -> Iterator[Shown]:
    for one in desk.tx.shown.open_of(stored.id, question.to, question.turn):
        if one.message_id is not None and (one.chat != what.place.chat or one.message_id < what.message):
            yield one


def _page(desk: Desk, what: Typed, person: Person) -> Shown | None:
    """Return the message in which somebody wrote a page of their own, if nothing else came into this chat since."""
    last = max(desk.tx.shown.recent(what.place.chat, desk.now - FRESH), key=attrgetter("id"), default=None)
    stored, partner = _talk_of(desk, last, person)
    if last is None or stored is None or partner is None or last.answer is None:
        return None
    to = desk.tx.shown.by_message(what.place.chat, what.reply_to) if what.reply_to else last
    about = to is not None and to.session_id == stored.id  # a reply to something else is for that
    return last if about and page_of(FLOWS[stored.flow], from_json(stored.body), partner, last.answer) else None


def _aside(desk: Desk, what: Typed, person: Person) -> bool:
    """Keep what somebody typed while the other has the floor, or while the talk stands still."""
    for stored, partner in _open_sessions(desk, person):
        if stored.couple_id is not None and stored.flow != "programme" and not from_json(stored.body).aside:
            if not _keeps(desk, stored, partner):
                return False
            turn = from_json(stored.body).at(partner).turn
            _say(desk, what, person, stored, turn)
            return True
    return False


def _keeps(desk: Desk, stored: StoredSession, partner: Partner) -> bool:
    """Say whether a talk keeps what is typed though no question of it in this chat asks for that.

    Not where it would be an answer before anybody previews it: its question waits in the tray, or was deleted, so the
    words were meant for something else (P2).
    """
    if desk.held(stored):
        return True
    flow, session = FLOWS[stored.flow], desk.session(stored)
    ask = asked(flow, session, partner)
    if ask is None:
        return isinstance(flow.state(session.at(partner).state), Ask)  # the other one has the floor
    previewed = isinstance(ask.expects, AskedWords) and ask.seen is Seen.SHARED
    return previewed or isinstance(ask.expects, When | Pick)


def _talk_of(desk: Desk, shown: Shown | None, person: Person) -> tuple[StoredSession | None, Partner | None]:
    """Return the conversation that a message belongs to, and whom of its two somebody is; None if of no such one."""
    stored = desk.tx.sessions.get(shown.session_id or 0) if shown else None
    return stored, desk.cast(stored).part_of(person) if stored else None


def _open_sessions(desk: Desk, person: Person) -> list[tuple[StoredSession, Partner]]:
    couple = desk.tx.couples.of(person.id)
    sessions = desk.tx.sessions.open_of(person.id, couple.id if couple else None)
    parts = [(stored, desk.cast(stored).part_of(person)) for stored in sessions]
    return [(stored, partner) for stored, partner in parts if partner is not None]


def said_in_group(desk: Desk, what: Typed, person: Person | None) -> None:
    """Take a reply to the bot's question as its answer; everything else there is ordinary talk."""
    couple = desk.tx.couples.by_group(what.place.chat)
    if person is None or couple is None or person.id not in couple.members.values():
        return
    if what.edited:
        edited(desk, what, person)
        return
    asked = _drafted(desk, what, person) or _replied_to(desk, what)
    if asked is not None and couple.group_alone:
        _answer(desk, what, person, asked)


def _drafted(desk: Desk, what: Typed, person: Person) -> Shown | None:
    """Return the question that is replied to in the group while its author looks at a private draft for it."""
    shown = desk.tx.shown.by_message(what.place.chat, what.reply_to) if what.reply_to else None
    stored, partner = _talk_of(desk, shown if shown and shown.words else None, person)
    if shown is None or stored is None or partner is None or partner != shown.partner:
        return None
    position = from_json(stored.body).at(partner)
    still = position.draft is not None and shown.turn >= position.entered
    return replace(shown, turn=position.turn) if still else None


def edited(desk: Desk, what: Typed, person: Person) -> None:
    """Follow an edit to the answer that the message holds; in a group, other edits mean nothing.

    Once a talk is over, what the other one has read stays as they read it.

    Telegram calls it an edit too when a place that is shared live moves: nobody has written anything then.

    Raises:
        Refused: no words of the message are kept, and whoever edits it may believe that they are.
    """
    shown = desk.tx.shown.by_message(what.place.chat, what.message)
    stored, partner = _talk_of(desk, shown, person)
    if shown is None or shown.answer is None or stored is None or partner is None:
        if what.place.private and not what.media:
            raise Refused(Reason.NOT_KEPT)
        return
    words = Words(text=what.text, voice=what.voice, photo=what.photo)
    apply(desk, stored, Edited(by=partner, n=shown.answer, words=words, aloud=not what.place.private))
