"""Telegram, asked a few things by a command."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from telegram import Bot

from bot.config import Telegram
from bot.wire import bot_at


@asynccontextmanager
async def asking(config: Telegram) -> AsyncIterator[Bot]:
    """Give a bot that Telegram has said who it is.

    Raises:
        InvalidToken: Telegram does not know the token.
        TelegramError: Telegram cannot be reached.
    """
    bot = bot_at(config.api_url, config.token.get_secret_value())
    try:
        await bot.initialize()
        yield bot
    finally:
        await bot.shutdown()


def warnings(bot: Bot) -> list[str]:
    """Return a line for each setting at @BotFather that should be another."""
    lines = []
    if bot.bot.can_read_all_group_messages:
        lines.append("it can read all that is said in groups; at @BotFather: /setprivacy, Enable")
    if not bot.bot.can_join_groups:
        lines.append("it cannot be added to groups; at @BotFather: /setjoingroups, Enable")
    return lines
