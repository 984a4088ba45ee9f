"""python-telegram-bot's ConversationHandler with PicklePersistence; ``each`` writes the pickle after each update."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from telegram import Update
from telegram.ext import (
    Application,
    CallbackContext,
    CommandHandler,
    ConversationHandler,
    MessageHandler,
    PicklePersistence,
    TypeHandler,
    filters,
)

from bench.peers import QUESTIONS, THANKS, TOKEN

Context = CallbackContext[Any, Any, Any, Any]


async def begin(update: Update, context: Context) -> int:
    context.user_data["answers"] = []
    await update.effective_message.reply_text(QUESTIONS[0])  # type: ignore[union-attr]  # a command is a message
    return 0


async def answer(update: Update, context: Context) -> int:
    message = update.effective_message
    assert message is not None  # the handler's filter
    answers = context.user_data["answers"]
    answers.append(message.text)
    if len(answers) < len(QUESTIONS):
        await message.reply_text(QUESTIONS[len(answers)])
        return len(answers)
    await message.reply_text(THANKS)
    return ConversationHandler.END


async def write(_: object, context: Context) -> None:
    await context.application.update_persistence()


def main(url: str, folder: Path, *, each: bool) -> None:
    persistence: PicklePersistence[Any, Any, Any] = PicklePersistence(filepath=folder / "ptb.pickle")
    application = Application.builder().token(TOKEN).base_url(f"{url}/bot").persistence(persistence).build()
    talk = ConversationHandler(
        entry_points=[CommandHandler("start", begin)],
        states={n: [MessageHandler(filters.TEXT & ~filters.COMMAND, answer)] for n in range(len(QUESTIONS))},
        fallbacks=[],
        name="talk",
        persistent=True,
    )
    application.add_handler(talk)
    if each:
        application.add_handler(TypeHandler(Update, write), group=1)
    application.run_polling()


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), each="each" in sys.argv[3:])
