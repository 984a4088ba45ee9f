"""What the bot can see of what is said in a group: Telegram's privacy mode."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.rehearsal.messages import Message
from bot.rehearsal.state import ChatRow

if TYPE_CHECKING:
    from bot.rehearsal.world import LocalTelegram

COMMAND = re.compile(r"/[A-Za-z0-9_]{1,64}(?:@(?P<bot>[A-Za-z0-9_]+))?(?!\S)")


def hears(world: LocalTelegram, row: ChatRow, message: Message) -> bool:
    """Tell whether the message makes an update: commands, replies to the bot, service messages, else not."""
    if message.sender.id == world.bot_id or message.kind == "note" or not row.bot_in:
        return False
    if row.kind == "private" or row.bot == "administrator" or message.kind == "service":
        return True
    replied = row.messages.get(message.reply_to) if message.reply_to is not None else None
    if replied is not None and replied.sender.id == world.bot_id:
        return True
    command = COMMAND.match(message.text)
    addressee = command["bot"] if command else ""
    return command is not None and addressee in (None, world.state.username)
