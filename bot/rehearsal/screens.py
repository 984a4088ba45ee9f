"""What a phone offers below the messages: the reply keyboard and the reply that the bot has opened by force."""

from __future__ import annotations

from collections.abc import Sequence

from bot.rehearsal.messages import Message


def open_keyboard(shown: Sequence[Message], who: int) -> tuple[tuple[str, ...], ...]:
    """Return the labels of the reply keyboard that is open for this person."""
    for message in reversed(shown):
        if message.removes_keyboard:
            return ()
        if message.keyboard is not None and meant(message, who):
            return message.keyboard
    return ()


def open_question(shown: Sequence[Message], who: int) -> Message | None:
    """Return the newest forced reply for this person that they have not given."""
    given = {message.reply_to for message in shown if message.sender.id == who}
    for message in reversed(shown):
        if message.force_reply and meant(message, who) and message.id not in given:
            return message
    return None


def meant(message: Message, who: int) -> bool:
    return message.force_for is None or who in message.force_for
