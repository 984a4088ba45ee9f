"""What a failed call means: to wait, to try again, or to let it be. Pure, and the codes hold no words of people."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TypeAlias

from telegram.error import BadRequest, ChatMigrated, Forbidden, InvalidToken, RetryAfter, TelegramError, TimedOut


@dataclass(frozen=True, slots=True)
class Settled:
    """Nothing is left to do: it was done before, or what it was about is gone."""

    code: str


@dataclass(frozen=True, slots=True)
class Flooded:
    """Too much was sent: wait this long."""

    pause: timedelta


@dataclass(frozen=True, slots=True)
class Broken:
    """The line or the server failed: the same call may pass later.

    ``apart``: it has failed again and again while others passed, so none is to wait for it.
    """

    code: str
    apart: bool = False


@dataclass(frozen=True, slots=True)
class Blocked:
    """The chat takes nothing from the bot."""


@dataclass(frozen=True, slots=True)
class Moved:
    """The group became this supergroup."""

    chat: int


@dataclass(frozen=True, slots=True)
class Rejected:
    """Telegram finds fault with the call itself."""

    code: str


Refusal: TypeAlias = Settled | Flooded | Broken | Blocked | Moved | Rejected

_SETTLED = (
    "message is not modified",
    "message to edit not found",
    "message to delete not found",
    "message can't be edited",
    "message can't be deleted",
    "message_id_invalid",
    "query is too old",
)
_CLOSED = (
    "not enough rights to send text",
    "have no rights to send a message",
    "chat_restricted",
    "chat_write_forbidden",
    "topic_closed",
)
"""A chat that the bot is in, and may not write to: whoever rules a group can mute all others without a word."""
# Descriptions may quote what was sent ("unsupported start tag ..."): only these fragments are ever kept.
_REJECTED = (
    "chat not found",
    "message to be replied not found",
    "message thread not found",
    "message text is empty",
    "message is too long",
    "message_too_long",
    "can't parse entities",
    "can't parse inline keyboard",
    "can't parse reply",
    "can't parse messageentity",
    "button_data_invalid",
    "button_url_invalid",
    "reply_markup",
    "file identifier",
    "invalid file_id",
    "not enough rights",
    "have no rights",
    "input field placeholder",
    "unsupported parse_mode",
)


def judge(error: TelegramError) -> Refusal:
    """Return what this error means for the call that met it."""
    match error:
        case RetryAfter():
            pause = error.retry_after  # seconds or a timedelta, as PTB_TIMEDELTA says
            return Flooded(pause if isinstance(pause, timedelta) else timedelta(seconds=pause))
        case ChatMigrated():
            return Moved(error.new_chat_id)
        case Forbidden():
            return Blocked()
        case BadRequest():
            return _bad_request(error.message.lower())
        case TimedOut():
            return Broken("timed out")
        case InvalidToken():
            return Broken("token refused")
        case _:
            return Broken(type(error).__name__)


def _bad_request(words: str) -> Refusal:
    for code in _SETTLED:
        if code in words:
            return Settled(code)
    if any(code in words for code in _CLOSED):
        return Blocked()
    return Rejected(next((code for code in _REJECTED if code in words), "bad request"))
