"""A database is created, found again, and refused when it is not ours to touch (D4)."""

from __future__ import annotations

import os
import sqlite3
from datetime import datetime
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, inspect, text
from sqlalchemy.engine.interfaces import ReflectedIndex

from bot.store import ParkedUpdate, Store, StoreError, Transaction, migrations
from bot.store.database import open_engine
from bot.store.migrate import REVISIONS
from bot.store.tables import metadata
from bot.store.values import Upgrade
from bot.vault import Vault, WrongKey
from tests import databases

SHAPE = "name", "nullable", "default"


def test_a_new_database_is_brought_to_the_newest_schema_and_an_upgraded_one_left_as_it_is(
    url: str, vault: Vault, now: datetime
) -> None:
    first, second = Store(url, vault), Store(url, vault)

    assert first.upgrade(now) == Upgrade(before=None, after=REVISIONS[-1])
    assert second.upgrade(now) == Upgrade(before=REVISIONS[-1], after=REVISIONS[-1])
    first.close()
    second.close()


def test_the_migrations_lead_to_the_tables_that_the_code_knows(store: Store, url: str, tmp_path: Path) -> None:
    (tmp_path / "created").mkdir()
    migrated, created = open_engine(url), open_engine(databases.of(tmp_path / "created").url)
    metadata.create_all(created)

    with migrated.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []
        found = schema(connection)
    with created.connect() as connection:
        assert found == schema(connection)
    migrated.dispose()
    created.dispose()


def schema(connection: Connection) -> dict[str, object]:
    """Return what compare_metadata leaves out: foreign keys, conditions of indexes, numbering."""
    look = inspect(connection)
    return {
        table: (
            [(str(column["type"]), *map(column.get, SHAPE)) for column in look.get_columns(table)],
            look.get_pk_constraint(table),
            sorted(look.get_foreign_keys(table), key=str),
            sorted(_readable(index) for index in look.get_indexes(table)),
            sorted(look.get_unique_constraints(table), key=str),
            _numbered(connection, table),
        )
        for table in look.get_table_names()
        if table != "alembic_version"
    }


def _numbered(connection: Connection, table: str) -> object:
    """Say whether SQLite never uses an id again; PostgreSQL's defaults say it of its columns."""
    query = f"SELECT instr(sql, 'AUTOINCREMENT') > 0 FROM sqlite_master WHERE name = '{table}'"
    return connection.scalar(text(query)) if connection.dialect.name == "sqlite" else None


def _readable(index: ReflectedIndex) -> str:
    options = {name: str(option) for name, option in index.pop("dialect_options", {}).items()}
    return f"{index} {options}"


@pytest.mark.sqlite
def test_the_database_is_set_up_to_lose_nothing_and_to_keep_nothing_that_was_erased(store: Store) -> None:
    names = ("journal_mode", "synchronous", "secure_delete", "foreign_keys", "busy_timeout")

    with store._engine.connect() as connection:
        found = [connection.exec_driver_sql(f"PRAGMA {name}").scalar_one() for name in names]

    assert found == ["wal", 2, 1, 1, 5000]


@pytest.mark.sqlite
def test_a_new_database_file_is_its_owners_alone(url: str, vault: Vault, now: datetime, tmp_path: Path) -> None:
    store = Store(url, vault)
    store.upgrade(now)

    assert {path.stat().st_mode & 0o077 for path in tmp_path.iterdir()} == {0}
    store.close()


def test_another_programs_database_is_refused_and_left_alone(
    url: str, vault: Vault, now: datetime, tmp_path: Path
) -> None:
    theirs = databases.of(tmp_path)
    theirs.query("CREATE TABLE recipe (id INTEGER)")
    before = theirs.rows()
    store = Store(url, vault)

    with pytest.raises(StoreError, match=r"^storage\.url: this database is not reknit's, and was left alone$"):
        store.upgrade(now)
    store.close()

    assert theirs.rows() == before


def test_a_later_versions_database_is_refused(store: Store, url: str, vault: Vault, now: datetime) -> None:
    engine = open_engine(url)
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '0999'"))
        connection.execute(text("UPDATE meta SET value = '0998' WHERE name = 'works_since'"))
    engine.dispose()

    with pytest.raises(StoreError, match=r"^storage\.url: a later version .* \(schema 0999\)$"):
        store.upgrade(now)


@pytest.mark.sqlite
def test_a_file_that_is_no_database_is_refused(url: str, vault: Vault, now: datetime, tmp_path: Path) -> None:
    (tmp_path / "reknit.db").write_text("dear diary, " * 500)
    store = Store(url, vault)

    with pytest.raises(StoreError, match=r"^storage\.url: the database cannot be opened: file is not a database$"):
        store.upgrade(now)
    store.close()


@pytest.mark.parametrize("url", ["sqlite://", "sqlite:///:memory:", "sqlite:////nowhere/at/all.db", "oracle://x", "?"])
def test_an_url_that_names_no_usable_database_is_refused(url: str, vault: Vault) -> None:
    with pytest.raises(StoreError, match=r"^storage\.url"):
        Store(url, vault)


def test_a_wrong_master_key_is_refused_before_anything_is_written(
    store: Store, url: str, now: datetime, tmp_path: Path
) -> None:
    store.close()
    before = databases.of(tmp_path).rows()
    other = Store(url, Vault([b"x" * 32], os.urandom))

    with pytest.raises(WrongKey, match=r"^privacy\.keys: the key .* is not among them$"):
        other.upgrade(now)
    other.close()

    assert databases.of(tmp_path).rows() == before


def test_keys_are_rotated_and_the_old_master_key_can_go(store: Store, url: str, now: datetime) -> None:
    alex = store.transact(lambda tx: tx.people.add(1, "Alex", now))
    store.transact(lambda tx: tx.couples.add(alex.id, tx.people.add(2, "Sam", now).id, now))
    store.close()
    old, new = b"m" * 32, b"n" * 32

    both = Store(url, Vault([new, old], os.urandom))
    both.upgrade(now)
    assert both.transact(lambda tx: tx.keys.rewrap(500)) == 4
    assert both.transact(lambda tx: tx.keys.rewrap(500)) == 0
    both.close()

    only = Store(url, Vault([new], os.urandom))
    only.upgrade(now)
    assert only.transact(lambda tx: tx.people.by_telegram(1)) == alex
    only.close()


def test_a_person_whose_key_needs_a_master_key_that_is_gone_stops_the_start(
    store: Store, url: str, now: datetime
) -> None:
    store.transact(lambda tx: tx.people.add(1, "Alex", now))
    both = Store(url, Vault([b"n" * 32, b"m" * 32], os.urandom))
    both.transact(lambda tx: tx.keys._rewrap_store())
    both.close()
    only = Store(url, Vault([b"n" * 32], os.urandom))

    with pytest.raises(WrongKey):
        only.upgrade(now)
    only.close()


def test_the_revisions_are_those_of_the_migrations() -> None:
    scripts = ScriptDirectory.from_config(migrations.scripts())

    assert tuple(script.revision for script in scripts.walk_revisions())[::-1] == REVISIONS


# -- D4: what earlier releases wrote

FIRST = Path(__file__).parent / "revision_0001.sql"
"""A database of the first revision: a couple in the middle of things, and two updates that could not be handled."""


@pytest.fixture
def first_release(tmp_path: Path) -> Path:
    path = tmp_path / "reknit.db"
    with sqlite3.connect(path) as connection:
        connection.executescript(FIRST.read_text("utf-8"))
    connection.close()
    return path


def every_row(path: Path) -> dict[str, list[tuple[object, ...]]]:
    connection = sqlite3.connect(path)
    names = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    found = {name: sorted(connection.execute(f'SELECT * FROM "{name}"'), key=repr) for name in names}
    connection.close()
    return found


@pytest.mark.sqlite
def test_D4_a_database_of_the_first_revision_is_upgraded_with_all_that_it_holds(
    first_release: Path, url: str, vault: Vault, now: datetime
) -> None:
    before = every_row(first_release)
    store = Store(url, vault)

    assert store.upgrade(now) == Upgrade(before="0001", after=REVISIONS[-1])

    after = every_row(first_release)
    changed = {"note_update", "parked_update", "alembic_version", "meta", "sqlite_sequence"}
    assert {name for name, rows in before.items() if rows} >= {"person", "answer", "outbox", "shown", "timer", "record"}
    assert {name: rows for name, rows in after.items() if name not in changed} == {
        name: rows for name, rows in before.items() if name not in changed
    }
    store.close()


@pytest.mark.sqlite
def test_D4_what_the_first_revision_held_can_be_read_and_gone_on_with(
    first_release: Path, url: str, vault: Vault, now: datetime
) -> None:
    store = Store(url, vault)
    store.upgrade(now)

    def look(tx: Transaction) -> None:
        alex = tx.people.by_telegram(100)
        assert alex is not None
        assert alex.name == "Alex"
        assert [answer.body for answer in tx.account.answers(alex.id)] == ["I came home at two."]
        assert [row.params for row in tx.outbox.batch(now, 9)] == [{"text": "to Sam"}]
        noted = [(parked.update_id, parked.reason, parked.body) for parked in tx.parked.all()]
        assert noted == [(7, "bug", ""), (8, "malformed", "")]
        assert not tx.updates.first_time(7, now)
        assert tx.parked.add(noted_later, now) == 3

    noted_later = ParkedUpdate(update_id=10, reason="bug", sender=100, chat=100, body="{}")
    store.transact(look)
    store.close()
