"""python-telegram-bot's AIORateLimiter as it comes, but that it tries again: many messages at once, and replies.

``python -m bench.peers.ptb_limited URL FOLDER COUNT FIRST`` sends COUNT messages to as many chats, from FIRST on.
"""

from __future__ import annotations

import asyncio
import sys
from typing import Any

from telegram import Update
from telegram.ext import AIORateLimiter, Application, CallbackContext, MessageHandler, filters

from bench.peers import THANKS, TOKEN

Any5 = Application[Any, Any, Any, Any, Any, Any]
Context = CallbackContext[Any, Any, Any, Any]
RETRIES = 100
"""Without any, a message that was refused is lost."""


async def answer(update: Update, _: Context) -> None:
    await update.effective_message.reply_text(THANKS)  # type: ignore[union-attr]  # the handler's filter


def main(url: str, count: int, first: int) -> None:
    sending: set[asyncio.Task[Any]] = set()

    async def begin(application: Any5) -> None:
        for chat in range(first, first + count):
            sending.add(asyncio.create_task(application.bot.send_message(chat, "There is something here for you.")))

    builder = (
        Application.builder().token(TOKEN).base_url(f"{url}/bot").rate_limiter(AIORateLimiter(max_retries=RETRIES))
    )
    application = builder.concurrent_updates(True).connection_pool_size(64).pool_timeout(600).post_init(begin).build()
    application.add_handler(MessageHandler(filters.TEXT, answer))
    application.run_polling()


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[3]), int(sys.argv[4]))
