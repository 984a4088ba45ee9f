"""The lines of a command: what it did goes to standard output, why it could not goes to standard error."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from sqlalchemy.exc import OperationalError, SQLAlchemyError
from telegram.error import BadRequest, InvalidToken, NetworkError, TelegramError

from bot.config import Config, ConfigError, load
from bot.serving import CannotListen
from bot.store import StoreError, told
from bot.vault import WrongKey

UNUSABLE = 1
"""The exit code of a command that ended with one clear line."""
TOKEN_VARIABLE = "REKNIT_TELEGRAM__TOKEN"  # noqa: S105 -- its name


class Stopped(Exception):
    """A command cannot go on: one clear line."""


EXPECTED = (ConfigError, CannotListen, StoreError, WrongKey, Stopped, TelegramError, SQLAlchemyError, OSError)
"""What a command may end by: each is told in one line, everything else is a bug."""


def tell(line: str) -> None:
    print(line, flush=True)  # noqa: T201 -- what a command says


def unusable(line: str) -> int:
    print(line, file=sys.stderr)  # noqa: T201 -- the one line that a command may end with
    return UNUSABLE


def reason(error: Exception) -> str:
    """Return the one line for an expected end. Errors of libraries show their names only: their words may tell more."""
    match error:
        case InvalidToken():
            return "telegram.token: Telegram does not know it"
        case BadRequest():  # a NetworkError by descent only
            return f"telegram: {error.message}"
        case NetworkError():
            return f"telegram: it cannot be reached ({error.message})"
        case TelegramError():
            return f"telegram: {error.message}"
        case OperationalError():
            return f"storage.url: the database cannot be used: {told(error)}"
        case SQLAlchemyError():
            return f"storage: {type(error).__name__}"
        case OSError():
            return f"{error.filename or 'system'}: {error.strerror or type(error).__name__}"
        case _:
            return str(error)


def configured(path: Path) -> Config:
    """Return the configuration in the file and the environment, which may hold all of it.

    Raises:
        ConfigError: it cannot be used.
    """
    return load(given(path), os.environ)


def given(path: Path) -> Path | None:
    """Return the file, or None where there is none and the environment has its place."""
    return path if path.exists() or TOKEN_VARIABLE not in os.environ else None
