"""``backup`` and ``restore``: a consistent copy of the database while the bot runs, and the way back, or elsewhere."""

from __future__ import annotations

import asyncio
from datetime import datetime
from pathlib import Path

from bot.app import house, random_bytes, real_chance, real_now
from bot.config import Config
from bot.desk import Desk
from bot.erasing import erase_unasked
from bot.host.files import new_file
from bot.host.line import Stopped, configured, tell
from bot.store import A_MOVE, Absent, ErasedList, Store, StoreError, copy, is_empty
from bot.store import restore as restore_copy
from bot.texts import Texts
from bot.vault import Vault

_BACK = "Whoever has erased themself since is back: tell people, and that /erase must be pressed once more."


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


def restore(file: Path, path: Path, *, without_list: bool = False) -> int:
    """Write a copy into the configured database, which must be new, and erase again whoever has been erased since.

    ``without_list``: also where the list of erased keys is gone, or lacks something.

    Raises:
        Stopped: there is no such file.
        StoreError: the file is no backup, or the database cannot take it, or it is not known who has been erased.
        WrongKey: the key does not fit.
    """
    config, now = configured(path), real_now()
    if not file.is_file():
        raise Stopped(f"{file}: is not there")
    vault, erased = Vault(config.privacy.master_keys(), random_bytes), ErasedList(config.erased())
    whole, listed = True, config.erased().exists()

    def check(taken_at: datetime, note: str | None) -> None:
        nonlocal whole
        whole = _is_known(erased, note, moved=now - taken_at <= A_MOVE, without_list=without_list)

    read = restore_copy(file, config.storage.url, vault, now, check)
    again = _erase_again(config, vault, erased, now)
    tell(f"{read.rows} rows were restored, as they were on {read.taken_at:%Y-%m-%d at %H:%M} UTC.")
    tell(f"Erased again, since they are on the list of erased keys: {again}." if whole else _BACK)
    if whole and not listed:
        tell(f"There was no list: whoever has erased themself after {read.taken_at:%H:%M} UTC is back.")
    return 0


def _is_known(erased: ErasedList, note: str | None, *, moved: bool, without_list: bool) -> bool:
    """Say whether it is known who has been erased since a copy was taken, as it is by a list or just after a move.

    Raises:
        StoreError: it is not, and nobody has said that it is to be restored all the same.
    """
    try:
        erased.check(note)
    except Absent as error:
        if moved and is_empty(note):
            return True
        if not without_list:
            raise Stopped(f"{error}: without it whoever has been erased since is back; see --without-list") from None
        return False
    except StoreError:
        erased.marks()  # what is no list, or cannot be read, is of no use at all
        if not without_list:
            raise
        return False
    return True


def _erase_again(config: Config, vault: Vault, erased: ErasedList, now: datetime) -> int:
    """Erase whoever is on the list, and return how many that were."""
    store = Store(config.storage.url, vault, erased)
    try:
        back = store.erased_again(missing=True)
        if back:
            at_home = house(config, Texts(), real_chance())
            store.transact(lambda tx: _erase(Desk(tx=tx, now=now, house=at_home), back))
        store.all_gone()
        asyncio.run(store.scrub())
    finally:
        store.close()
    return len(back)


def _erase(desk: Desk, people: list[int]) -> None:
    for person_id in people:
        erase_unasked(desk, person_id)
