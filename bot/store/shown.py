"""Shown messages: what the bot has on people's screens and may edit, close or take an answer to."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from typing import Any

from msgspec import Struct, field
from sqlalchemy import Integer, Select, bindparam, delete, false, func, insert, or_, select, true, update

from bot.store.keys import Keys
from bot.store.link import AnyRow, Link
from bot.store.seen import Seen
from bot.store.tables import shown
from bot.store.values import Shown, ShownKind

_COLUMNS = select(*(column for column in shown.c if column.name not in {"body", "created_at"}))
_ROW = shown.c.id == bindparam("row")
_IN_CHAT = shown.c.chat == bindparam("chat")
_OPEN = shown.c.closed == false()
_NEWEST_FIRST = shown.c.id.desc()
_BY_ID = _COLUMNS.where(_ROW)
_BY_MESSAGE = _COLUMNS.where(_IN_CHAT, shown.c.message_id == bindparam("message")).order_by(_NEWEST_FIRST).limit(1)
_OF_PARTNER = (shown.c.session_id == bindparam("session"), shown.c.partner == bindparam("partner"))
_OF_TURN = (*_OF_PARTNER, shown.c.turn == bindparam("turn"))
_any = shown.alias("any")
_LAST_TURN = select(func.max(_any.c.turn)).where(
    _any.c.session_id == shown.c.session_id, _any.c.partner == shown.c.partner
)
_OPEN_OF = _COLUMNS.add_columns(shown.c.body, _LAST_TURN.scalar_subquery().label("last_turn"))
_OPEN_OF = _OPEN_OF.where(*_OF_TURN, _OPEN).order_by(_NEWEST_FIRST)
_ASKED = select(func.min(shown.c.created_at)).where(*_OF_TURN)
_OPEN_WORDS = _COLUMNS.where(_IN_CHAT, _OPEN, shown.c.words == true()).order_by(_NEWEST_FIRST)
_FIRST = select(func.min(shown.c.id)).where(*_OF_TURN)
_LATER = _COLUMNS.where(_IN_CHAT, shown.c.id > bindparam("row"), shown.c.message_id.is_not(None))
_RECENT = _COLUMNS.where(_IN_CHAT, shown.c.created_at > bindparam("since"), shown.c.message_id.is_not(None))
_BY_ANSWER = (
    _COLUMNS.add_columns(shown.c.body)
    .where(*_OF_PARTNER, shown.c.answer == bindparam("n"), shown.c.kind == "prompt")
    .order_by(_NEWEST_FIRST)
)
_REPLACED = (
    update(shown)
    .where(
        shown.c.session_id == bindparam("session"), shown.c.answer == bindparam("answered"), shown.c.kind == "receipt"
    )
    .values(answer=None)
)
_BODY = select(shown.c.id, shown.c.body, shown.c.person_id, shown.c.couple_id)
_BODY_BY_ID = _BODY.where(_ROW)
_ADD = insert(shown)
_ANSWERED = func.coalesce(bindparam("n", type_=Integer), shown.c.answer)
_CLOSE = update(shown).where(_ROW).values(closed=True, answer=_ANSWERED)
_FILL = (
    update(shown)
    .where(_ROW)
    .values(body=bindparam("sealed"), closed=or_(shown.c.closed, bindparam("closes")), answer=_ANSWERED)
)
_REACHED = update(shown).where(_ROW).values(message_id=bindparam("message"))
_CLOSE_UNSENT = (
    update(shown)
    .where(shown.c.id.in_(bindparam("rows", expanding=True)), shown.c.message_id.is_(None))
    .values(closed=True)
)
_GONE = delete(shown).where(_ROW)
_MOVE = update(shown).where(_IN_CHAT).values(chat=bindparam("to"), message_id=None)

NEVER = -1
"""The turn before the first one."""


class _Open(Struct):
    """An open message; ``body`` is None where it was not read."""

    chat: int
    message_id: int | None
    session_id: int | None
    kind: str
    answer: int | None
    words: bool
    person_id: int | None
    couple_id: int | None
    body: str | bytes | None

    def __repr__(self) -> str:
        """Tell nothing of what it says (P4)."""
        return f"_Open({self.chat}, {self.message_id})"


class _Asked(Struct):
    """What a partner was shown at the last turn of a session so far that is open, by its row, the oldest first."""

    turn: int
    open: dict[int, _Open] = field(default_factory=dict)


class ShownMessages:
    __slots__ = ("_keys", "_link", "_sealed", "_seen")

    def __init__(self, link: Link, keys: Keys, seen: Seen) -> None:
        self._link = link
        self._keys = keys
        self._seen = seen
        self._sealed: dict[int, AnyRow] = {}  # the rows that were read last and have the body that they had

    def add(
        self,
        *,
        chat: int,
        kind: ShownKind,
        body: str | bytes,
        now: datetime,
        person_id: int | None = None,
        couple_id: int | None = None,
        session_id: int | None = None,
        partner: str | None = None,
        turn: int = 0,
        answer: int | None = None,
        words: bool = False,
        message_id: int | None = None,
        closed: bool = False,
    ) -> int:
        """Add a message that is about to be sent, or ``message_id``; ``body`` is what it takes to draw it again."""
        shown_id = self._link.new_id(shown)
        row = {
            "id": shown_id,
            "chat": chat,
            "message_id": message_id,
            "kind": kind,
            "body": self._keys.seal(body, f"shown:body:{shown_id}", person_id, couple_id),
            "created_at": now,
            "person_id": person_id,
            "couple_id": couple_id,
            "session_id": session_id,
            "partner": partner,
            "turn": turn,
            "answer": answer,
            "words": words,
            "closed": closed,
        }
        self._link.later(_ADD, row, about=_about(chat, session_id))
        asked: _Asked | None = self._seen.get("asked", (session_id, partner))
        if asked is not None and turn > asked.turn:
            asked = self._ask(session_id, partner, turn)
        if asked is not None and turn == asked.turn and not closed:
            asked.open[shown_id] = _Open(chat, message_id, session_id, kind, answer, words, person_id, couple_id, body)
            self._seen.put("shown", shown_id, asked)
        return shown_id

    def get(self, shown_id: int) -> Shown | None:
        return self._one(_BY_ID, {"row": shown_id})

    def by_message(self, chat: int, message_id: int) -> Shown | None:
        return self._one(_BY_MESSAGE, {"chat": chat, "message": message_id}, about=chat)

    def begun(self, session_id: int, partners: Iterable[str]) -> None:
        """Note that nobody was shown anything yet of a session that has just been added."""
        for partner in partners:
            self._seen.put("asked", (session_id, partner), _Asked(NEVER))

    def open_of(self, session_id: int, partner: str, turn: int) -> list[Shown]:
        """Return the open messages that a partner was shown at this turn of a session, newest first."""
        asked: _Asked | None = self._seen.get("asked", (session_id, partner))
        if asked is not None and turn >= asked.turn:
            known = reversed(asked.open.items()) if turn == asked.turn else ()
            return [_still(row_id, one, partner, turn) for row_id, one in known]
        values = {"session": session_id, "partner": partner, "turn": turn}
        rows = self._link.execute(_OPEN_OF, values, about=session_id).all()
        self._sealed = {row.id: row for row in rows}
        if rows and rows[0].last_turn == turn:
            asked = self._ask(session_id, partner, turn)
            for row in reversed(rows):
                asked.open[row.id] = _open(row)
                self._seen.put("shown", row.id, asked)
        return [_shown(row) for row in rows]

    def asked_at(self, session_id: int, partner: str, turn: int) -> datetime | None:
        """Return when the prompt of this turn was shown first, None if it never was."""
        values = {"session": session_id, "partner": partner, "turn": turn}
        moment: datetime | None = self._link.scalar(_ASKED, values, about=session_id)
        return moment

    def open_words(self, chat: int) -> list[Shown]:
        """Return the open asks for words in this chat, newest first."""
        return [_shown(row) for row in self._link.execute(_OPEN_WORDS, {"chat": chat}, about=chat)]

    def is_repeated(self, one: Shown) -> bool:
        """Say whether a prompt is shown once more, and was shown before at the same turn."""
        values = {"session": one.session_id, "partner": one.partner, "turn": one.turn}
        return bool(self._link.scalar(_FIRST, values, about=one.session_id) != one.id)

    def later(self, chat: int, row: int) -> list[Shown]:
        """Return what reached this chat after this row of it, whatever the host's clock said."""
        return [_shown(row) for row in self._link.execute(_LATER, {"chat": chat, "row": row}, about=chat)]

    def recent(self, chat: int, since: datetime) -> list[Shown]:
        """Return what reached this chat later than ``since``."""
        return [_shown(row) for row in self._link.execute(_RECENT, {"chat": chat, "since": since}, about=chat)]

    def by_answer(self, session_id: int, partner: str, n: int) -> list[Shown]:
        """Return the prompts that a partner gave answer ``n`` to, newest first."""
        values = {"session": session_id, "partner": partner, "n": n}
        rows = self._link.execute(_BY_ANSWER, values, about=session_id).all()
        self._sealed = {row.id: row for row in rows}
        return [_shown(row) for row in rows]

    def replaced(self, session_id: int, n: int) -> None:
        """Forget which of their author's messages held answer ``n``: another one does now."""
        self._link.execute(_REPLACED, {"session": session_id, "answered": n}, about=session_id)

    def close(self, shown_id: int, *, answer: int | None = None) -> None:
        """Take no answer to the message any more; ``answer`` is the number of the one that it got, None if none."""
        self._link.execute(_CLOSE, {"row": shown_id, "n": answer})
        self._closed(shown_id)

    def reached(self, sent: Sequence[tuple[int, int]]) -> None:
        """Note which ids Telegram gave to messages, each with its row first."""
        self._link.execute_many(_REACHED, [{"row": shown_id, "message": message_id} for shown_id, message_id in sent])
        for shown_id, message_id in sent:
            if (one := self._open(shown_id)) is not None:
                one.message_id = message_id

    def close_unsent(self, rows: Collection[int]) -> None:
        """Close those of these messages that have not reached Telegram, and will not any more."""
        self._link.execute(_CLOSE_UNSENT, {"rows": list(rows)})
        for shown_id in rows:
            if (one := self._open(shown_id)) is not None and one.message_id is None:
                self._closed(shown_id)

    def gone(self, rows: Sequence[int]) -> None:
        """Forget messages that were deleted."""
        self._link.execute_many(_GONE, [{"row": shown_id} for shown_id in rows])
        for shown_id in rows:
            self._closed(shown_id)

    def migrate(self, old_chat: int, new_chat: int) -> None:
        """Note that a group became a supergroup: what was shown in the old one can no longer be edited."""
        self._link.execute(_MOVE, {"chat": old_chat, "to": new_chat})
        self._seen.clear("asked", "shown")

    def body(self, shown_id: int) -> str:
        """Return the body; KeyError when there is no such message."""
        one = self._open(shown_id)
        if one is not None and one.body is not None:
            return one.body if isinstance(one.body, str) else one.body.decode()
        row = self._sealed.get(shown_id) or self._link.execute(_BODY_BY_ID, {"row": shown_id}).first()
        if row is None:
            raise KeyError(shown_id)
        body = self._opened(row)
        if one is not None:
            one.body = body
        return body

    def rewrite(
        self,
        shown_id: int,
        body: str | bytes,
        *,
        person_id: int | None,
        couple_id: int | None,
        closes: bool = False,
        answer: int | None = None,
    ) -> None:
        """Put another body in place of the old one, under the key of the same owner; ``closes`` as ``close`` does."""
        self._sealed.pop(shown_id, None)
        sealed = self._keys.seal(body, f"shown:body:{shown_id}", person_id, couple_id)
        values = {"row": shown_id, "sealed": sealed, "closes": closes, "n": answer if closes else None}
        one = self._open(shown_id)
        self._link.later(_FILL, values, about=None if one is None else _about(one.chat, one.session_id))
        if closes:
            self._closed(shown_id)
        elif one is not None:
            one.body = body

    def _ask(self, session_id: int | None, partner: str | None, turn: int) -> _Asked:
        """Begin to know what is open of a turn, which is the last one that this partner was shown anything at."""
        before: _Asked | None = self._seen.get("asked", (session_id, partner))
        for shown_id in before.open if before else ():
            self._seen.drop("shown", shown_id)
        asked = _Asked(turn)
        self._seen.put("asked", (session_id, partner), asked)
        return asked

    def _open(self, shown_id: int) -> _Open | None:
        asked: _Asked | None = self._seen.get("shown", shown_id)
        return None if asked is None else asked.open[shown_id]

    def _closed(self, shown_id: int) -> None:
        asked: _Asked | None = self._seen.drop("shown", shown_id)
        if asked is not None:
            del asked.open[shown_id]

    def _one(self, query: Select[Any], values: dict[str, Any], *, about: int | None = None) -> Shown | None:
        row = self._link.execute(query, values, about=about).first()
        return None if row is None else _shown(row)

    def _opened(self, row: AnyRow) -> str:
        return self._keys.open(row.body, f"shown:body:{row.id}", row.person_id, row.couple_id)


def _about(chat: int, session_id: int | None) -> tuple[int, ...]:
    return (chat,) if session_id is None else (chat, session_id)


def _open(row: AnyRow) -> _Open:
    of = (row.chat, row.message_id, row.session_id, row.kind, row.answer, row.words, row.person_id, row.couple_id)
    return _Open(*of, body=None)


def _shown(row: AnyRow) -> Shown:
    return _still(row.id, row, row.partner, row.turn, closed=row.closed)


def _still(row_id: int, one: _Open | AnyRow, partner: str | None, turn: int, *, closed: bool = False) -> Shown:
    return Shown(
        id=row_id,
        chat=one.chat,
        message_id=one.message_id,
        kind=one.kind,
        session_id=one.session_id,
        partner=partner,
        turn=turn,
        answer=one.answer,
        words=one.words,
        closed=closed,
        person_id=one.person_id,
        couple_id=one.couple_id,
    )
