"""Shown messages: what the bot has on people's screens and may edit, close or take an answer to."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Integer, Select, bindparam, false, func, insert, select, true, update

from bot.store.keys import Keys
from bot.store.link import AnyRow, Link
from bot.store.tables import shown
from bot.store.values import Shown, ShownKind

_COLUMNS = select(*(column for column in shown.c if column.name not in {"body", "created_at"}))
_ROW = shown.c.id == bindparam("row")
_IN_CHAT = shown.c.chat == bindparam("chat")
_OPEN = shown.c.closed == false()
_NEWEST_FIRST = shown.c.id.desc()
_BY_ID = _COLUMNS.where(_ROW)
_BY_MESSAGE = _COLUMNS.where(_IN_CHAT, shown.c.message_id == bindparam("message")).order_by(_NEWEST_FIRST).limit(1)
_OF_TURN = (
    shown.c.session_id == bindparam("session"),
    shown.c.partner == bindparam("partner"),
    shown.c.turn == bindparam("turn"),
)
_OPEN_OF = _COLUMNS.add_columns(shown.c.body).where(*_OF_TURN, _OPEN).order_by(_NEWEST_FIRST)
_ASKED = select(func.min(shown.c.created_at)).where(*_OF_TURN)
_OPEN_WORDS = _COLUMNS.where(_IN_CHAT, _OPEN, shown.c.words == true()).order_by(_NEWEST_FIRST)
_LATER = _COLUMNS.where(_IN_CHAT, shown.c.id > bindparam("row"), shown.c.message_id.is_not(None))
_RECENT = _COLUMNS.where(_IN_CHAT, shown.c.created_at > bindparam("since"), shown.c.message_id.is_not(None))
_BY_ANSWER = _COLUMNS.where(
    shown.c.session_id == bindparam("session"), shown.c.answer == bindparam("n"), shown.c.kind == "prompt"
).order_by(_NEWEST_FIRST)
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
_FILL = update(shown).where(_ROW).values(body=bindparam("sealed"))
_CLOSED = {"closed": True, "answer": func.coalesce(bindparam("n", type_=Integer), shown.c.answer)}
_CLOSE = update(shown).where(_ROW).values(_CLOSED)
_FILL_AND_CLOSE = _FILL.values(_CLOSED)


class ShownMessages:
    __slots__ = ("_keys", "_link", "_sealed")

    def __init__(self, link: Link, keys: Keys) -> None:
        self._link = link
        self._keys = keys
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
        self._link.execute(_ADD, row)
        return shown_id

    def get(self, shown_id: int) -> Shown | None:
        return self._one(_BY_ID, {"row": shown_id})

    def by_message(self, chat: int, message_id: int) -> Shown | None:
        return self._one(_BY_MESSAGE, {"chat": chat, "message": message_id})

    def open_of(self, session_id: int, partner: str, turn: int) -> list[Shown]:
        """Return the open messages that a partner was shown at this turn of a session, newest first."""
        rows = self._link.execute(_OPEN_OF, {"session": session_id, "partner": partner, "turn": turn}).all()
        self._sealed = {row.id: row for row in rows}
        return [_shown(row) for row in rows]

    def asked_at(self, session_id: int, partner: str, turn: int) -> datetime | None:
        """Return when the prompt of this turn was shown first, None if it never was."""
        moment: datetime | None = self._link.scalar(_ASKED, {"session": session_id, "partner": partner, "turn": turn})
        return moment

    def open_words(self, chat: int) -> list[Shown]:
        """Return the open asks for words in this chat, newest first."""
        return [_shown(row) for row in self._link.execute(_OPEN_WORDS, {"chat": chat})]

    def later(self, chat: int, row: int) -> list[Shown]:
        """Return what reached this chat after this row of it, whatever the host's clock said."""
        return [_shown(row) for row in self._link.execute(_LATER, {"chat": chat, "row": row})]

    def recent(self, chat: int, since: datetime) -> list[Shown]:
        """Return what reached this chat later than ``since``."""
        return [_shown(row) for row in self._link.execute(_RECENT, {"chat": chat, "since": since})]

    def by_answer(self, session_id: int, n: int) -> list[Shown]:
        """Return the prompts that answer ``n`` was given to, newest first."""
        return [_shown(row) for row in self._link.execute(_BY_ANSWER, {"session": session_id, "n": n})]

    def replaced(self, session_id: int, n: int) -> None:
        """Forget which of their author's messages held answer ``n``: another one does now."""
        self._link.execute(_REPLACED, {"session": session_id, "answered": n})

    def close(self, shown_id: int, *, answer: int | None = None) -> None:
        """Take no answer to the message any more; ``answer`` is the number of the one that it got, None if none."""
        self._link.execute(_CLOSE, {"row": shown_id, "n": answer})

    def body(self, shown_id: int) -> str:
        """Return the body; KeyError when there is no such message."""
        row = self._sealed.get(shown_id) or self._link.execute(_BODY_BY_ID, {"row": shown_id}).first()
        if row is None:
            raise KeyError(shown_id)
        return self._opened(row)

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
        values = {"row": shown_id, "sealed": sealed}
        if closes:
            self._link.execute(_FILL_AND_CLOSE, {**values, "n": answer})
        else:
            self._link.execute(_FILL, values)

    def _one(self, query: Select[Any], values: dict[str, Any]) -> Shown | None:
        row = self._link.execute(query, values).first()
        return None if row is None else _shown(row)

    def _opened(self, row: AnyRow) -> str:
        return self._keys.open(row.body, f"shown:body:{row.id}", row.person_id, row.couple_id)


def _shown(row: AnyRow) -> Shown:
    return Shown(
        id=row.id,
        chat=row.chat,
        message_id=row.message_id,
        kind=row.kind,
        session_id=row.session_id,
        partner=row.partner,
        turn=row.turn,
        answer=row.answer,
        words=row.words,
        closed=row.closed,
        person_id=row.person_id,
        couple_id=row.couple_id,
    )
