"""Raw updates -> what somebody did. What cannot be read is known by its id and a reason, and blocks nothing."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any, Literal

from msgspec import Meta, Struct, ValidationError, convert, field

USED = ("message", "edited_message", "callback_query", "my_chat_member")
"""The update types that the bot asks Telegram for."""

NO_LETTERS = dict.fromkeys(range(0xFDD0, 0xFDF0))
"""Unicode gives these to programs for their own use, and bot/screen.py uses them: they are in no text that comes in."""

GROUPS = ("group", "supergroup")
MARKS = frozenset("🔒✉👥")
"""What they say of who reads something is said by the bot alone."""
JOINERS = frozenset("\u200c\u200d")
"""Scripts and emoji need them."""
BLANKS = frozenset("\u115f\u1160\u2800\u3164\uffa0")
"""Letters to Unicode, and seen by nobody."""
UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co"})
"""Unicode's categories of what turns or hides words around it, or is nothing: U+202E writes them backwards."""
NAMELESS = "…"
"""Stands for a name, or words on a button, of which nothing can be seen."""
MAX_NAME_CHARS = 64
"""Bot API, User.first_name: so many in any client."""
SERVICE = frozenset(
    {
        "boost_added", "channel_chat_created", "chat_background_set", "chat_owner_changed", "chat_owner_left",
        "chat_shared", "checklist_tasks_added", "checklist_tasks_done", "connected_website", "delete_chat_photo",
        "direct_message_price_changed", "forum_topic_closed", "forum_topic_created", "forum_topic_edited",
        "forum_topic_reopened", "general_forum_topic_hidden", "general_forum_topic_unhidden", "gift",
        "gift_upgrade_sent", "giveaway_completed", "giveaway_created", "group_chat_created", "managed_bot_created",
        "message_auto_delete_timer_changed", "migrate_from_chat_id", "new_chat_photo", "new_chat_title",
        "paid_message_price_changed", "passport_data", "pinned_message", "poll_option_added", "poll_option_deleted",
        "proximity_alert_triggered", "refunded_payment", "successful_payment", "suggested_post_approval_failed",
        "suggested_post_approved", "suggested_post_declined", "suggested_post_paid", "suggested_post_refunded",
        "supergroup_chat_created", "unique_gift", "users_shared", "video_chat_ended",
        "video_chat_participants_invited", "video_chat_scheduled", "video_chat_started", "web_app_data",
        "write_access_allowed",
    }
)  # fmt: skip
"""Bot API, Message: what Telegram says in a chat of what was done there. Nobody has written that, so nothing is said
to it: somebody who pins a message, or lets this chat delete itself, must not be asked for words."""

INSIDE = ("creator", "administrator", "member", "restricted")
"""The standings of whoever is in a chat; a restricted one may have left it."""


_Id = Annotated[int, Meta(ge=-(2**63), le=2**63 - 1)]
"""What a column can hold; Telegram's ids are far smaller."""
_Text = Annotated[str, Meta(max_length=2**20)]


class _User(Struct, frozen=True):
    id: _Id
    is_bot: bool = False
    first_name: str = ""
    language_code: str = "en"


class _Chat(Struct, frozen=True):
    id: _Id
    type: str
    username: str | None = None
    linked_chat_id: int | None = None


class _Voice(Struct, frozen=True):
    file_id: _Text


class _Photo(Struct, frozen=True):
    """One of the sizes that Telegram keeps of a photo."""

    file_id: _Text
    width: int = 0
    height: int = 0


class _Reply(Struct, frozen=True):
    message_id: _Id


class _Message(Struct, frozen=True, kw_only=True, rename={"sender": "from"}):
    message_id: _Id
    chat: _Chat
    sender: _User | None = None
    text: _Text | None = None
    caption: _Text | None = None
    voice: _Voice | None = None
    photo: tuple[_Photo, ...] = ()
    reply_to_message: _Reply | None = None
    new_chat_members: tuple[_User, ...] = ()
    left_chat_member: _User | None = None
    migrate_to_chat_id: _Id | None = None
    sender_chat: _Chat | None = None


class _Query(Struct, frozen=True, kw_only=True, rename={"sender": "from"}):
    id: _Text
    sender: _User
    message: _Message | None = None
    data: _Text = ""


class _Standing(Struct, frozen=True):
    status: str


class _Member(Struct, frozen=True):
    user: _User
    status: str
    is_member: bool = True


class _Membership(Struct, frozen=True, kw_only=True, rename={"sender": "from"}):
    chat: _Chat
    sender: _User
    new_chat_member: _Standing


class _Update(Struct, frozen=True):
    message: _Message | None = None
    edited_message: _Message | None = None
    callback_query: _Query | None = None
    my_chat_member: _Membership | None = None


class Sender(Struct, frozen=True, kw_only=True):
    """Who did it. ``language`` is what their Telegram is set to, two letters."""

    id: int
    name: str
    language: str


class Place(Struct, frozen=True, kw_only=True):
    """The chat it happened in. Others can read a group that is ``public`` or ``linked``, without being in it.

    ``linked``: a channel's posts are talked about there. Only getChat tells of that.
    """

    chat: int
    private: bool
    public: bool = False
    linked: bool = False


class Typed(Struct, frozen=True, kw_only=True):
    """A message. ``text`` is the caption of a photo; ``media`` is True for anything but text, voice and photo.

    ``edited``: a new version of an earlier one.
    """

    sender: Sender
    place: Place
    message: int
    text: str = ""
    voice: str | None = None
    photo: str | None = None
    media: bool = False
    reply_to: int | None = None
    edited: bool = False

    def command(self, username: str) -> tuple[str, str] | None:
        """Return the command and what follows it, None if this is none, or in a group one for another bot."""
        if not self.text.startswith("/") or self.edited or self.photo:
            return None
        words, _, rest = self.text.partition(" ")
        name, _, bot = words[1:].lower().partition("@")
        if bot and bot != username.lower() and not self.place.private:
            return None
        return name, rest.strip()


class Pressed(Struct, frozen=True, kw_only=True):
    """A button under a message of the bot. ``message`` is None where Telegram no longer knows it."""

    sender: Sender
    place: Place
    query: str
    data: str
    message: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """The bot's own standing in a chat changed: ``inside`` a group, or not blocked in a private chat."""

    sender: Sender
    place: Place
    inside: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathering:
    """Somebody came to a group or left it, or it became the supergroup ``moved_to``."""

    place: Place
    moved_to: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """Telegram's answer to how many are in a group, the bot among them. Not an update: it has no id."""

    chat: int
    members: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """Telegram's answer that a person is in a group. Not an update either."""

    chat: int
    person: int


What = Typed | Pressed | Standing | Gathering | Counted


class Incoming(Struct, frozen=True, kw_only=True):
    """One update. ``what`` is None, and ``reason`` a code, where there is nothing that the bot could use.

    ``raw`` is the update as it came, to be parked if it cannot be handled.
    """

    update_id: int
    what: What | None
    raw: Mapping[str, Any] = field(default_factory=dict)
    reason: Literal["", "malformed", "unused", "anonymous"] = ""

    def __repr__(self) -> str:
        """Tell nothing of what it says (P4)."""
        return f"Incoming({self.update_id}, reason={self.reason!r})"


def read(raw: dict[str, Any]) -> Incoming:
    """Return what an update says.

    Raises:
        ValueError: it has not even an id.
    """
    update_id = raw.get("update_id") if isinstance(raw, dict) else None
    if type(update_id) is not int or not 0 <= update_id < 2**63:
        msg = "an update without an id"
        raise ValueError(msg)
    try:
        update = convert(raw, _Update)
        _spell(update)
    except (ValidationError, UnicodeEncodeError):
        return Incoming(update_id=update_id, what=None, raw=raw, reason="malformed")
    what = _what(update, raw)
    if what is not None and not _is_whole(what):
        what = None
    return Incoming(update_id=update_id, what=what, raw=raw, reason="" if what else "unused")


def member_found(result: object) -> int | None:
    """Return whom the answer of getChatMember finds in the group, None if they are not there."""
    try:
        member = convert(result, _Member)
    except ValidationError:
        return None
    return member.user.id if member.status in INSIDE and member.is_member else None


def chat_found(result: object) -> Place | None:
    """Return what the answer of getChat tells of a chat, None if it tells of none."""
    try:
        return _place(convert(result, _Chat))
    except ValidationError:
        return None


def _spell(update: _Update) -> None:
    """Raise UnicodeEncodeError if there is half of a surrogate pair in it: that is no letter, and cannot be kept."""
    texts: list[str | None] = []
    for message in filter(None, (update.message, update.edited_message)):
        texts += [message.text, message.caption, message.voice.file_id if message.voice else None]
        texts += [one.file_id for one in message.photo]
    if update.callback_query:
        texts += [update.callback_query.id, update.callback_query.data]
    "".join(filter(None, texts)).encode()


def _is_whole(what: What) -> bool:
    """Say whether who did it and where fit together: a private chat is its person's own (P3)."""
    match what:
        case (
            Typed(sender=sender, place=place)
            | Pressed(sender=sender, place=place)
            | Standing(sender=sender, place=place)
        ):
            return not place.private or place.chat == sender.id
        case _:
            return True


def _what(update: _Update, raw: Mapping[str, Any]) -> What | None:
    if update.message:
        return _message(update.message, raw["message"], edited=False)
    if update.edited_message:
        return _message(update.edited_message, raw["edited_message"], edited=True)
    if update.callback_query:
        return _pressed(update.callback_query)
    if update.my_chat_member and _is_used(update.my_chat_member.chat):
        change = update.my_chat_member
        inside = change.new_chat_member.status in INSIDE
        return Standing(sender=_sender(change.sender), place=_place(change.chat), inside=inside)
    return None


def _message(message: _Message, raw: Mapping[str, Any], *, edited: bool) -> What | None:
    if not _is_used(message.chat):
        return None
    place = _place(message.chat)
    if message.migrate_to_chat_id is not None:
        return _moved(place, message.migrate_to_chat_id)
    if message.new_chat_members or message.left_chat_member:
        return Gathering(place=place)
    if message.sender is None or message.sender.is_bot or message.sender_chat is not None:
        return None  # a bot, a channel, or whoever writes for the group without their name
    if not SERVICE.isdisjoint(raw):
        return None
    return Typed(
        sender=_sender(message.sender),
        place=place,
        message=message.message_id,
        text=_seen((message.text or (message.caption if message.photo else "") or "").translate(NO_LETTERS)),
        voice=message.voice.file_id if message.voice else None,
        photo=_largest(message.photo),
        media=message.text is None and message.voice is None and not message.photo,
        reply_to=message.reply_to_message.message_id if message.reply_to_message else None,
        edited=edited,
    )


def _moved(place: Place, to: int) -> Gathering | None:
    """Return that a group became a supergroup; None where it is said of people's own chats: no word follows there."""
    return None if place.private or to >= 0 else Gathering(place=place, moved_to=to)


def _largest(sizes: tuple[_Photo, ...]) -> str | None:
    """Return the file id of a photo in its largest size, None if there is none."""
    return max(sizes, key=lambda size: size.width * size.height).file_id if sizes else None


def _pressed(query: _Query) -> Pressed | None:
    if query.sender.is_bot or (query.message is not None and not _is_used(query.message.chat)):
        return None
    place = _place(query.message.chat) if query.message else Place(chat=query.sender.id, private=True)
    return Pressed(
        sender=_sender(query.sender),
        place=place,
        query=query.id,
        data=query.data,
        message=query.message.message_id if query.message else None,
    )


def _sender(user: _User) -> Sender:
    return Sender(id=user.id, name=tame(user.first_name), language=user.language_code[:2].lower())


def tame(name: str) -> str:
    """Return a name as it can stand in a sentence that the other one reads: it must not turn, hide or break words."""
    if name.isascii() and name.isprintable():  # none of what is looked for below
        return " ".join(name.split())[:MAX_NAME_CHARS].strip()
    bare = "".join(" " if _turns(letter) else letter for letter in name.translate(NO_LETTERS) if letter not in MARKS)
    tidy = " ".join(bare.split())[:MAX_NAME_CHARS].strip()
    return "" if JOINERS.issuperset(tidy) else tidy


def _seen(text: str) -> str:
    """Return a text, or none where nothing of it could be seen: it would be no answer, and an empty quote."""
    return text if any(letter not in JOINERS and not (letter.isspace() or _turns(letter)) for letter in text) else ""


def _turns(letter: str) -> bool:
    return letter in BLANKS or (letter not in JOINERS and unicodedata.category(letter) in UNSEEN)


def _is_used(chat: _Chat) -> bool:
    """Say whether it is a chat that the bot is used in: in a channel nobody is known, and anybody reads along."""
    return chat.type == "private" or chat.type in GROUPS


def _place(chat: _Chat) -> Place:
    if chat.type == "private":
        return Place(chat=chat.id, private=True)
    return Place(chat=chat.id, private=False, public=bool(chat.username), linked=chat.linked_chat_id is not None)
