"""``backup`` and ``restore``: a consistent copy of the database while the bot runs, and the way back, or elsewhere."""

from __future__ import annotations

from pathlib import Path

from bot.app import random_bytes, real_now
from bot.host.files import new_file
from bot.host.line import Stopped, configured, tell
from bot.store import copy
from bot.store import restore as restore_copy
from bot.vault import Vault


def backup(file: Path, path: Path) -> int:
    """Copy the database into a new file.

    Raises:
        Stopped: the file is there already, or there is no place for it.
        StoreError: there is nothing to copy, or it cannot be read.
    """
    config = configured(path)
    with new_file(file) as part:
        made = copy(config.storage.url, part, real_now())
    tell(f"{file}: {made.rows} rows. Keep it apart from the key; without the key nobody can read it.")
    return 0


def restore(file: Path, path: Path) -> int:
    """Write a copy into the configured database, which must be new.

    Raises:
        Stopped: there is no such file.
        StoreError: the file is no backup, or the database cannot take it.
        WrongKey: the key does not fit.
    """
    config = configured(path)
    if not file.is_file():
        raise Stopped(f"{file}: is not there")
    vault = Vault(config.privacy.master_keys(), random_bytes)
    read = restore_copy(file, config.storage.url, vault, real_now())
    tell(f"{read.rows} rows were restored, as they were on {read.taken_at:%Y-%m-%d at %H:%M} UTC.")
    return 0
