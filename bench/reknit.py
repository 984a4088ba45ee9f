"""reknit itself: a database with couples, its process, and their walk through Open communication."""

from __future__ import annotations

import base64
import os
import sys
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path

from bench.people import Person
from bench.process import Bot
from bench.run import Run
from bench.seed import NAMES, add_ready, add_stored
from bench.telegram import WEBHOOK
from bench.walks import FIRST, SECOND
from bot.store import Store
from bot.vault import Vault

TOKEN = "1000001:LOCAL-TOKEN"  # noqa: S105 -- of the local Telegram
SECRET = "bench"  # noqa: S105 -- of the local Telegram
KEY = bytes(range(32))
FIRST_CHAT = 10_000_000


def now() -> datetime:
    return datetime.now(UTC)  # noqa: TID251 -- the bot that is measured lives by the real clock


def open_store(folder: Path) -> Store:
    store = Store(f"sqlite:///{folder / 'reknit.db'}", Vault([KEY], os.urandom))
    store.upgrade(now())
    return store


def couples(count: int, first: int = 0) -> list[Person]:
    """Return two people for each couple, who walk; ``first`` is how many others there are already."""
    return [
        Person(chat=FIRST_CHAT + 2 * n + seat, name=NAMES[seat], script=(FIRST, SECOND)[seat])
        for n in range(first, first + count)
        for seat in (0, 1)
    ]


def seeded(folder: Path, people: list[Person]) -> None:
    store = open_store(folder)
    add_ready(store, chats(people), now())
    store.close()


def chats(people: list[Person]) -> list[tuple[int, int]]:
    """Return the chats of each couple."""
    return [(one.chat, other.chat) for one, other in zip(people[::2], people[1::2], strict=True)]


def stored(folder: Path, count: int) -> None:
    store = open_store(folder)
    add_stored(store, count, now())
    store.close()


def config(folder: Path, url: str, *, limited: bool = False, storage: str = "", port: int = 0) -> Path:
    """Write the configuration, without limits unless it is to have its usual ones, which are Telegram's.

    ``storage`` is the database's address, '' for one in the folder. ``port`` is where a webhook is called; 0: it polls.
    """
    path, storage = folder / "config.toml", storage or f"sqlite:///{folder / 'reknit.db'}"
    webhook = (
        "[telegram.webhook]",
        f"port = {port}",
        f'public_url = "{WEBHOOK.decode()}"',
        f'secret_token = "{SECRET}"',
    )
    limits = ("per_second", "per_chat_per_second", "per_group_per_minute")
    lines = (
        "[telegram]",
        f'token = "{TOKEN}"',
        f'api_url = "{url}"',
        f'mode = "{"webhook" if port else "polling"}"',
        "[telegram.limits]",
        *(() if limited else (f"{name} = 0" for name in limits)),
        "[storage]",
        f'url = "{storage}"',
        "[privacy]",
        f'keys = ["{base64.b64encode(KEY).decode()}"]',
        *(webhook if port else ()),
    )
    path.write_text("\n".join(lines), "utf-8")
    path.chmod(0o600)
    return path


@asynccontextmanager
async def running(
    folder: Path,
    people: list[Person],
    *,
    latency: float = 0,
    per_second: int = 0,
    profile: Path | None = None,
    python: str = sys.executable,
    under: Sequence[str] = (),
) -> AsyncIterator[tuple[Run, Bot]]:
    """Start the bot, and go on once it is quiet and everybody was shown what they can act on.

    ``per_second`` is Telegram's limit, by which the bot goes too; 0 is none. ``under`` is as ``Bot`` has it.
    """
    run = Run(people)
    telegram = run.crowd.telegram
    telegram.per_second, telegram.latency = per_second, latency
    url = await telegram.start()
    program = ("-m", "bench.profile", str(profile)) if profile else ("-m", "bot")
    command = (python, *program, "run", "--config", str(config(folder, url, limited=per_second > 0)))
    try:
        async with Bot(command, folder / "log.txt", under=under) as bot:
            await run.settled(bot)
            yield run, bot
    finally:
        await telegram.stop()
