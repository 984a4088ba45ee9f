"""What Telegram shows of the bot before and beside the talk: commands, descriptions, the menu button.

Anybody can read it, and so can whoever looks over a shoulder: its words say nothing of what this is about.
"""

from __future__ import annotations

from telegram import Bot

from bot.texts import Texts, languages
from bot.wire import call

COMMANDS = ("menu", "pause", "timeout", "safety", "help", "language", "privacy")


async def set_profile(bot: Bot, texts: Texts) -> None:
    """Tell Telegram all of it, in every language that we have."""
    await set_commands(bot, texts)
    for language in languages():
        code = _code(language)
        description, about = (texts.text(language, key, {}) for key in ("bot-description", "bot-about"))
        await call(bot, "setMyDescription", {"description": description, **code})
        await call(bot, "setMyShortDescription", {"short_description": about, **code})
    await call(bot, "setChatMenuButton", {"menu_button": {"type": "commands"}})


async def set_commands(bot: Bot, texts: Texts) -> None:
    """Tell Telegram the commands, in every language that we have."""
    for language in languages():
        commands = [
            {"command": name, "description": texts.text(language, f"bot-command-{name}", {})} for name in COMMANDS
        ]
        await call(bot, "setMyCommands", {"commands": commands, **_code(language)})


def _code(language: str) -> dict[str, str]:
    """Return the language that a text is for; English is for all the others."""
    return {} if language == "en" else {"language_code": language}
