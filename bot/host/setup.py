"""``setup``: from a token to a bot that can be started. It writes one file, and only once all is known to fit."""

from __future__ import annotations

import asyncio
import base64
import getpass
import json
import os
import re
import sys
from collections.abc import Mapping
from pathlib import Path

from telegram.error import TelegramError

from bot.app import random_bytes
from bot.config import KEY_BYTES, Config, ConfigError, Storage, load
from bot.host.files import new_file
from bot.host.line import TOKEN_VARIABLE, Stopped, reason, tell
from bot.host.telegram import asking, warnings
from bot.profile import set_profile
from bot.texts import Texts

EXAMPLE = Path(__file__).parents[2] / "config.example.toml"
NAME_VARIABLE, URL_VARIABLE, KEYS_VARIABLE = "REKNIT_HOST__NAME", "REKNIT_STORAGE__URL", "REKNIT_PRIVACY__KEYS"
_HEAD = "# reknit: written by `python -m bot setup`. Change what you need; `python -m bot check` says whether it fits."


def setup(path: Path) -> int:
    """Ask, check, write ``path``, and introduce the bot to Telegram.

    Raises:
        Stopped: the file is there already, or there is nobody to ask.
        ConfigError: an answer cannot be used.
        TelegramError: Telegram does not know the token, or is out of reach.
    """
    if os.path.lexists(path):
        raise Stopped(f"{path}: is there already, and was left alone; `python -m bot check` says whether it fits")
    if not path.parent.is_dir():
        raise Stopped(f"{path.parent}: the folder is not there")
    known = dict(os.environ)
    known.setdefault(KEYS_VARIABLE, base64.b64encode(random_bytes(KEY_BYTES)).decode())
    known[TOKEN_VARIABLE] = _token(known)
    asyncio.run(_greet(load(None, known)))
    known |= _wishes(known)
    config = load(None, known)
    _write(path, config)
    asyncio.run(_introduce(config))
    _say_what_is_next(path)
    return 0


def _token(environ: Mapping[str, str]) -> str:
    if TOKEN_VARIABLE in environ:
        return environ[TOKEN_VARIABLE].strip()
    if not sys.stdin.isatty():
        raise Stopped(f"telegram.token: there is no terminal to ask at; give it in {TOKEN_VARIABLE}")
    return _asked("The token that @BotFather gave you (it stays hidden): ", hidden=True)


def _wishes(environ: Mapping[str, str]) -> dict[str, str]:
    """Return what else there is to choose, as variables; what they say already is not asked again."""
    if not sys.stdin.isatty():
        return {}
    questions = {
        NAME_VARIABLE: "Who runs this copy, as people will read it (may stay empty): ",
        URL_VARIABLE: f"The database ({Storage().url}): ",
    }
    answers = {name: _fitting(name, question, environ) for name, question in questions.items() if name not in environ}
    return {name: answer for name, answer in answers.items() if answer}


def _fitting(name: str, question: str, environ: Mapping[str, str]) -> str:
    """Ask until the answer can be used; nothing is an answer too."""
    while answer := _asked(question):
        try:
            load(None, {**environ, name: answer})
        except ConfigError as error:
            tell(str(error))
        else:
            break
    return answer


def _asked(question: str, *, hidden: bool = False) -> str:
    try:
        return (getpass.getpass(question) if hidden else input(question)).strip()
    except (EOFError, KeyboardInterrupt):
        tell("")
        raise Stopped("nothing was written") from None


async def _greet(config: Config) -> None:
    async with asking(config.telegram) as bot:
        tell(f"This is @{bot.username}.")
        for line in warnings(bot):
            tell(f"Take care: {line}")


async def _introduce(config: Config) -> None:
    """Set what Telegram shows of the bot; it works without that as well."""
    try:
        async with asking(config.telegram) as bot:
            await set_profile(bot, Texts())
    except TelegramError as error:
        tell(f"Take care: commands and description could not be set ({reason(error)}); a start sets the commands")


def _write(path: Path, config: Config) -> None:
    values = {
        "telegram.token": _quoted(config.telegram.token.get_secret_value()),
        "telegram.api_url": _quoted(config.telegram.api_url),
        "storage.url": _quoted(config.storage.url),
        "privacy.keys": f"[{', '.join(_quoted(key.get_secret_value()) for key in config.privacy.keys)}]",
        "host.name": _quoted(config.host.name),
    }
    with new_file(path) as part:
        part.write_text(filled(EXAMPLE.read_text("utf-8"), values), "utf-8")
        load(part, {})


def filled(example: str, values: Mapping[str, str]) -> str:
    """Return the example with these values, TOML by ``table.key``; its comments stay."""
    table, lines = "", [_HEAD]
    for line in example.splitlines()[1:]:
        name = line.partition(" = ")[0]
        if heading := re.fullmatch(r"\[(.+)\]", line):
            table = heading[1]
        value = values.get(f"{table}.{name}")
        lines.append(line if value is None else f"{name} = {value}")
    return "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    """Return a TOML basic string: JSON's escapes are TOML's, but for one character."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def _say_what_is_next(path: Path) -> None:
    option = "" if path == Path("config.toml") else f" --config {path}"
    tell(f"{path} is written, for your eyes only. Keep a copy of [privacy] keys in it apart from the database:")
    tell("without that key nobody can read what is stored, you neither.")
    tell(f"Start the bot: python -m bot run{option}")
