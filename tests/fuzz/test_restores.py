"""Backups that were damaged or changed on their way: one clear line, and never half of a database."""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.store import Store, StoreError, Transaction, copy, restore
from bot.vault import Vault, WrongKey
from tests.fuzz.bounds import tries

NOW = datetime(2026, 5, 4, 18, 2, tzinfo=UTC)
VAULT = Vault([bytes(range(32))], os.urandom)
ODD = (None, "", "x", b"", b"\x01\x02", -1, 2**62, 3.5, "2026-13-45", "NaN", "\x00")
SEEDS = st.integers(0, 2**62).map(Random)


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A backup of a couple in the middle of a talk."""
    folder = tmp_path_factory.mktemp("whole")
    url = f"sqlite:///{folder / 'reknit.db'}"
    store = Store(url, VAULT)
    store.upgrade(NOW)
    with closing(store):
        store.transact(_lived_in)
    copy(url, folder / "copy.db", NOW)
    return folder / "copy.db"


def _lived_in(tx: Transaction) -> None:
    for one in range(1, 20, 2):
        alex, sam = (tx.people.add(n, f"Person {n}", NOW).id for n in (one, one + 1))
        tx.couples.add(alex, sam, NOW)
        tx.sessions.add("talk", alex, None, "{}" * 200, NOW)


def bytes_changed(file: Path, chance: Random) -> None:
    content = bytearray(file.read_bytes())
    for _ in range(chance.choice((1, 3, 50))):
        content[chance.randrange(len(content))] = chance.randrange(256)
    file.write_bytes(content)


def cut_or_doubled(file: Path, chance: Random) -> None:
    content = file.read_bytes()
    start, end = sorted(chance.randrange(len(content) + 1) for _ in range(2))
    file.write_bytes(chance.choice((content[:start], content[end:], content[:start] + content[end:], content * 2)))


def values_changed(file: Path, chance: Random) -> None:
    """Put odd values where the schema lets them be."""
    with closing(sqlite3.connect(file)) as connection, connection:
        tables = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        for _ in range(chance.choice((1, 1, 5))):
            name = chance.choice(tables)
            columns = [row[1] for row in connection.execute(f'PRAGMA table_info("{name}")')]
            column, value = chance.choice(columns), chance.choice(ODD)
            with suppress(sqlite3.Error):
                connection.execute(f'UPDATE "{name}" SET "{column}" = ?', (value,))


def schema_changed(file: Path, chance: Random) -> None:
    with closing(sqlite3.connect(file)) as connection, connection:
        tables = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        name = chance.choice(tables)
        columns = [row[1] for row in connection.execute(f'PRAGMA table_info("{name}")')]
        column = chance.choice(columns)
        with suppress(sqlite3.Error):
            connection.execute(
                chance.choice(
                    (
                        f'DROP TABLE "{name}"',
                        f'DELETE FROM "{name}"',
                        f'ALTER TABLE "{name}" RENAME TO "other"',
                        f'ALTER TABLE "{name}" RENAME COLUMN "{column}" TO "other"',
                        f'ALTER TABLE "{name}" DROP COLUMN "{column}"',
                        f'ALTER TABLE "{name}" ADD COLUMN "other" TEXT',
                    )
                )
            )


@pytest.mark.parametrize("harms", [bytes_changed, cut_or_doubled, values_changed, schema_changed])
def test_a_changed_backup_is_restored_whole_or_refused_in_one_line(
    whole: Path, harms: Callable[[Path, Random], None]
) -> None:
    @tries(25)
    @given(SEEDS)
    def tried(chance: Random) -> None:
        with TemporaryDirectory() as folder:
            file, new = Path(folder) / "copy.db", Path(folder) / "new.db"
            shutil.copyfile(whole, file)
            harms(file, chance)
            try:
                made = restore(file, f"sqlite:///{new}", VAULT, NOW + timedelta(minutes=1))
            except (StoreError, WrongKey) as refused:
                told, rows = str(refused), 0
            else:
                told, rows = "", made.rows

            assert "\n" not in told
            assert _rows(new) >= rows
            assert told == "" or _rows(new) == 0

    tried()


def _rows(file: Path) -> int:
    """Return how many rows there are in all tables, 0 where there is no database."""
    if not file.exists():
        return 0
    with closing(sqlite3.connect(file)) as connection:
        names = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return sum(connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for name in names)
