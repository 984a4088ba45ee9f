"""Rows of the outbox for one reader: where a message goes, under whose key it waits, what it may be edited by."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable
from datetime import timedelta
from typing import Any, Literal

from msgspec import Struct, json

from bot.desk import Cast, Desk
from bot.screen import Rows, Sheet, plain
from bot.store.values import NUDGE, REPLY, Person, Post, Shown, ShownKind, Waiting
from flows.engine.session import Partner

MOST_AT_ONCE = 100
"""Bot API, deleteMessages.message_ids."""


class Address(Struct, frozen=True, kw_only=True):
    """A chat, and the owner of the key that its waiting messages lie under; with neither, the store's own."""

    chat: int
    person_id: int | None = None
    couple_id: int | None = None

    @property
    def together(self) -> bool:
        return self.couple_id is not None

    @property
    def owned(self) -> bool:
        return self.person_id is not None or self.couple_id is not None


def address(cast: Cast, to: Partner | None) -> Address:
    """Return a partner's private chat, or the couple's group for None."""
    if to is not None:
        return private(cast.people[to])
    assert cast.couple is not None  # a group has a couple
    assert cast.group is not None  # and they are alone in it
    return Address(chat=cast.group, couple_id=cast.couple.id)


def address_of(shown: Shown) -> Address:
    """Return where a message is, and whose key it lies under."""
    return Address(chat=shown.chat, person_id=shown.person_id, couple_id=shown.couple_id)


def private(person: Person) -> Address:
    return Address(chat=person.telegram_id, person_id=person.id)


class Mark(Struct, frozen=True, kw_only=True):
    """The prompt that a message is, so that a reply, a press or a later edit finds its way."""

    session_id: int
    partner: Partner
    turn: int
    words: bool


def send(
    desk: Desk,
    to: Address,
    sheet: Sheet,
    *,
    author: int | None = None,
    mark: Mark | None = None,
    remove_after: timedelta | None = None,
    nudge: bool = False,
    expires: timedelta | None = None,
    help_: bool = False,
) -> None:
    """Queue a message; of people whom the bot does not know only what it removes again is remembered.

    ``help_`` is left out where much waits for that chat and the same is among it already, and never otherwise (S2).
    """
    assert desk.woken is None  # what nobody asked for waits in the tray (N2)
    if help_ and desk.is_flooded(to.chat, help_=True) and desk.tx.outbox.holds(to.chat, sheet.as_telegram()["text"]):
        return
    kind: ShownKind = "prompt" if mark else "page" if remove_after else "notice"
    shown_id = _shown(desk, to, sheet, mark, kind) if to.owned or remove_after else None
    desk.tx.outbox.add(
        Post(
            chat=to.chat,
            method="sendMessage",
            params={**sheet.as_telegram(), **_quietly(desk, to)},
            created_at=desk.now,
            person_id=to.person_id,
            couple_id=to.couple_id,
            priority=NUDGE if nudge else REPLY,
            shown_id=shown_id,
            author=author,
            together=to.together,
            remove_after=remove_after,
            expires_at=desk.now + expires if expires else None,
        )
    )


def tell(desk: Desk, person: Person, key: str, rows: Rows = (), *, remove_after: timedelta | None = None) -> None:
    """Queue a text for one person that belongs to no conversation."""
    sheet = Sheet(html=plain(desk.reader_of(person).text(key)), rows=rows)
    send(desk, private(person), sheet, remove_after=remove_after)


def _quietly(desk: Desk, to: Address) -> dict[str, bool]:
    return {"disable_notification": True} if desk.silent(to.person_id) else {}


def _shown(desk: Desk, to: Address, sheet: Sheet, mark: Mark | None, kind: ShownKind) -> int:
    return desk.tx.shown.add(
        chat=to.chat,
        kind=kind,
        body=packed(sheet),
        now=desk.now,
        person_id=to.person_id,
        couple_id=to.couple_id,
        session_id=mark.session_id if mark else None,
        partner=mark.partner if mark else None,
        turn=mark.turn if mark else 0,
        words=mark.words if mark else False,
    )


def answered(desk: Desk, to: Address, message: int, mark: Mark, answer: int, *, new: bool) -> None:
    """Remember which of a person's messages holds an answer, so that an edit of it finds the answer.

    An edit of an earlier one, which this has replaced, finds nothing: it would take the newer words away. ``new``: the
    conversation had no answer with this number before, so there is none to be replaced.
    """
    if not new:
        desk.tx.shown.replaced(mark.session_id, answer)
    desk.tx.shown.add(
        chat=to.chat,
        message_id=message,
        kind="receipt",
        body="",
        now=desk.now,
        person_id=to.person_id,
        couple_id=to.couple_id,
        session_id=mark.session_id,
        partner=mark.partner,
        turn=mark.turn,
        answer=answer,
        closed=True,
    )


def has_button(desk: Desk, shown: Shown, data: str) -> bool:
    """Say whether a message has a button that carries this: a tampered phone can press any of them anywhere."""
    body = desk.tx.shown.body(shown.id)
    return body != "" and any(key.data == data for row in unpacked(body).rows for key in row)


def delete(desk: Desk, to: Address, shown_id: int) -> None:
    """Queue the deletion of a message."""
    desk.tx.outbox.add(_change(desk, to, shown_id, "deleteMessage"))


def strip(desk: Desk, to: Address, shown_id: int) -> None:
    """Queue taking the buttons off a message, without a word of it going out again."""
    desk.tx.outbox.add(_change(desk, to, shown_id, "editMessageReplyMarkup"))


def _change(desk: Desk, to: Address, shown_id: int, method: str) -> Post:
    """Return a call that says nothing, so that it may go to a group whoever is there."""
    return Post(
        chat=to.chat,
        method=method,
        params={},
        created_at=desk.now,
        person_id=to.person_id,
        couple_id=to.couple_id,
        shown_id=shown_id,
    )


def edit(
    desk: Desk,
    to: Address,
    shown_id: int,
    sheet: Sheet,
    *,
    stored: bool = True,
    closes: bool = False,
    answer: int | None = None,
) -> None:
    """Queue a new version of a message that was queued or sent before.

    Not ``stored``: it is sent right after the commit and leaves no trace in the database (P5). One that ``closes``
    the message takes no answer any more; ``answer`` is the number of the one that it got.
    """
    if sheet.blanked:
        if closes:
            desk.tx.shown.close(shown_id, answer=answer)
        strip(desk, to, shown_id)
        return
    pressed = {} if stored or desk.pressed is None else {"message_id": desk.pressed}
    post = Post(
        chat=to.chat,
        method="editMessageText",
        params={**sheet.as_telegram(), **pressed},
        created_at=desk.now,
        person_id=to.person_id,
        couple_id=to.couple_id,
        shown_id=shown_id,
        together=to.together,
    )
    if stored:
        desk.tx.shown.rewrite(
            shown_id, packed(sheet), person_id=to.person_id, couple_id=to.couple_id, closes=closes, answer=answer
        )
        desk.tx.outbox.add(post)
    else:
        desk.direct.append(post)


def delete_many(desk: Desk, to: Address, messages: list[int]) -> None:
    """Queue the deletion of messages that Telegram has, the first ones first."""
    for start in range(0, len(messages), MOST_AT_ONCE):
        desk.tx.outbox.add(
            Post(
                chat=to.chat,
                method="deleteMessages",
                params={"message_ids": messages[start : start + MOST_AT_ONCE]},
                created_at=desk.now,
                person_id=to.person_id,
                couple_id=to.couple_id,
            )
        )


def passed_on(desk: Desk, to: Address, kind: Literal["voice", "photo"], file_id: str, author: int) -> None:
    """Pass on what somebody spoke or showed, by Telegram's reference. No word goes with it: words are quoted."""
    method = "sendVoice" if kind == "voice" else "sendPhoto"
    _send_file(desk, to, method, {kind: file_id}, Sheet(html="", media=kind), author=author)


def document(desk: Desk, to: Address, name: str, content: bytes, caption: Sheet) -> None:
    """Queue a person's copy of their words, which they may keep."""
    _send_file(desk, to, "sendDocument", {"document": _file(name, content)}, caption, kind="copy")


def paper(
    desk: Desk, to: Address, name: str, content: bytes, caption: Sheet, *, author: int | None, picture: bool = False
) -> None:
    """Queue a file that a conversation gives its reader; a ``picture`` is shown in the chat itself."""
    method, kind = ("sendPhoto", "photo") if picture else ("sendDocument", "document")
    _send_file(desk, to, method, {kind: _file(name, content)}, caption, author=author)


def _file(name: str, content: bytes) -> dict[str, str]:
    return {"name": name, "base64": b64encode(content).decode()}


def _send_file(
    desk: Desk,
    to: Address,
    method: str,
    file: dict[str, Any],
    caption: Sheet,
    *,
    author: int | None = None,
    kind: ShownKind = "notice",
) -> None:
    assert desk.woken is None  # as in send
    captioned = {"caption": caption.html, "parse_mode": "HTML"} if caption.html else {}
    desk.tx.outbox.add(
        Post(
            shown_id=_shown(desk, to, caption, None, kind),
            chat=to.chat,
            method=method,
            params={**file, **captioned, **_quietly(desk, to)},
            created_at=desk.now,
            person_id=to.person_id,
            couple_id=to.couple_id,
            author=author,
            together=to.together,
        )
    )


def again(desk: Desk, to: Address, waiting: Waiting, author: int) -> None:
    """Queue for another reader what waited for a group."""
    desk.tx.outbox.add(
        Post(
            chat=to.chat,
            method=waiting.method,
            params={key: value for key, value in waiting.params.items() if key != "reply_markup"},
            created_at=desk.now,
            person_id=to.person_id,
            author=author,
        )
    )


packed: Callable[[Sheet], bytes] = json.Encoder().encode
"""Return a sheet as the bytes by which it is kept; all its fields are in them, whatever they are."""
unpacked = json.Decoder(Sheet).decode
"""Return the sheet that was packed."""
