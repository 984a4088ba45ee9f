"""``check``: all that is wrong with configuration, database, key or token, one line each. It writes nothing."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Mapping
from pathlib import Path

from telegram.error import TelegramError

from bot.app import random_bytes
from bot.config import Config, Telegram, mistakes
from bot.host.line import UNUSABLE, configured, given, reason, tell, unusable
from bot.host.telegram import asking, warnings
from bot.shelf import FLOWS
from bot.store import Absent, ErasedList, StoreError, is_empty, look
from bot.vault import Vault, WrongKey
from bot.wire import call

OTHERS = 0o007


def check(path: Path) -> int:
    """Say what is well on standard output and what is wrong on standard error; return 1 if anything is."""
    wrong = mistakes(given(path), os.environ)
    if wrong:
        return max(unusable(line) for line in wrong)
    tell("configuration: ok")
    config = configured(path)
    wrong = [*_file(path), *_database(config), *asyncio.run(_telegram(config.telegram))]
    for line in wrong:
        unusable(line)
    return UNUSABLE if wrong else 0


def _file(path: Path) -> list[str]:
    if path.exists() and path.stat().st_mode & OTHERS:
        return [f"{path}: everybody on this machine can read it; chmod 600 {path}"]
    return []


def _closed(path: Path) -> list[str]:
    """Return a line where ``run`` could not write to a file, or make it."""
    places = [place for place in (path.parent, path) if place.exists()]
    return [f"{place}: this user cannot write to it" for place in places if not os.access(place, os.W_OK)]


def _database(config: Config) -> list[str]:
    """Say how it is with the database, the key and the list, and return what is wrong."""
    file = config.storage.file()
    if file is not None and (closed := _closed(file)):
        return [f"storage.url: {closed[0]}"]
    try:
        found = look(config.storage.url, Vault(config.privacy.master_keys(), random_bytes))
    except Absent:
        tell("database: ok, there is none yet; a start makes it")
        return []
    except WrongKey as error:
        tell("database: ok")
        return [str(error)]
    except StoreError as error:
        return [str(error)]
    if found.before is None:
        tell("database: ok, it is empty; a start fills it")
    elif found.before != found.after:
        tell(f"database: ok, schema {found.before}; a start upgrades it to {found.after}")
    else:
        tell(f"database: ok, schema {found.after}")
    tell("keys: ok")
    return [*_list(config, found.listed), *_gone(found.open)]


def _gone(conversations: Mapping[str, int]) -> list[str]:
    """Return a line for each flow that is not here any more though people are in it."""
    gone = {flow: count for flow, count in conversations.items() if flow not in FLOWS}
    return [
        f"flows: {flow} is not here, and conversations of it stand still ({count}); put it back, without its command"
        for flow, count in gone.items()
    ]


def _list(config: Config, note: str | None) -> list[str]:
    erased = ErasedList(config.erased())
    try:
        erased.check(note)
    except Absent as error:
        if not is_empty(note):
            return [str(error)]
        tell("list of erased keys: ok, there is none yet; a start makes it")
    except StoreError as error:
        return [str(error)]
    else:
        if closed := _closed(config.erased()):
            return [f"privacy.erased: {closed[0]}"]
        tell(f"list of erased keys: ok, {len(erased.marks())} on it")
    return []


async def _telegram(config: Telegram) -> list[str]:
    try:
        async with asking(config) as bot:
            tell(f"telegram: ok, this is @{bot.username}")
            for line in warnings(bot):
                tell(f"telegram: {line}")
            info = await call(bot, "getWebhookInfo", {})
    except TelegramError as error:
        return [reason(error)]
    return _webhook(config, info)


def _webhook(config: Telegram, info: dict[str, object]) -> list[str]:
    """Say what Telegram knows of where it calls; that it would get through cannot be known before it tries."""
    url, error = info.get("url") or "", info.get("last_error_message")
    if config.mode == "polling":
        tell("webhook: one is set from before; a start removes it" if url else "webhook: none is used")
        return []
    if url != config.webhook.public_url:
        tell("webhook: not set yet; a start sets it")
        return []
    if error and info.get("pending_update_count"):
        return [f"telegram.webhook.public_url: Telegram does not get through: {error}"]
    tell("webhook: ok")
    return []
