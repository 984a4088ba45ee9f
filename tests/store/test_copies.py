"""A copy is whole, sealed and taken while others write; it goes back only where it belongs, or elsewhere."""

from __future__ import annotations

import os
import sqlite3
import warnings
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from bot.store import Absent, Post, Store, StoreError, Transaction, copy, look, restore
from bot.store.tables import metadata
from bot.vault import Vault, WrongKey

pytestmark = pytest.mark.sqlite  # a copy is a file of SQLite; the way to PostgreSQL and back has tests of its own

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
SOON, LATE = NOW + timedelta(minutes=20), NOW + timedelta(days=7)
Rows = dict[str, list[tuple[object, ...]]]


def post(chat: int, method: str = "sendMessage", shown_id: int | None = None, at: datetime | None = None) -> Post:
    params = {"text": "mayflower"} if method == "sendMessage" else {"message_id": 4}
    return Post(chat=chat, method=method, params=params, created_at=NOW, shown_id=shown_id, not_before=at)


@pytest.fixture
def lived_in(store: Store) -> Store:
    """A couple with a talk, calls of every kind on their way, and somebody who was erased."""

    def work(tx: Transaction) -> None:
        alex, sam = tx.people.add(100, "Alex", NOW).id, tx.people.add(200, "Sam", NOW).id
        us = tx.couples.add(alex, sam, NOW).id
        tx.couples.group(us, -100, alone=True)
        talk = tx.sessions.add("talk", None, us, "{}", NOW).id
        tx.answers.keep(talk, 1, alex, "mayflower", NOW)
        tx.timers.set("nudge", NOW, person_id=alex)
        shown = tx.shown.add(chat=100, kind="prompt", body="x", now=NOW, session_id=talk, person_id=alex)
        tx.updates.first_time(7, NOW)
        tx.outbox.add(post(100, shown_id=shown))
        tx.outbox.add(post(100, "deleteMessage", at=NOW + timedelta(days=1)))
        tx.outbox.add(post(200))
        (waiting,) = [row for row in tx.outbox.batch(NOW, 9) if row.chat == 200]
        tx.outbox.park(waiting)
        tx.people.forget(tx.people.add(300, "Kim", NOW).id)

    store.transact(work)
    return store


@pytest.fixture
def file(lived_in: Store, url: str, tmp_path: Path) -> Path:
    """A copy of the database that was lived in."""
    copy(url, tmp_path / "copy.db", NOW)
    return tmp_path / "copy.db"


@pytest.fixture
def new_url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'new.db'}"


def rows(file: Path, *but: str) -> Rows:
    with closing(sqlite3.connect(file)) as connection:
        names = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        wanted = sorted(set(names) - set(but))
        return {name: sorted(connection.execute(f'SELECT * FROM "{name}"'), key=repr) for name in wanted}


def change(file: Path, statement: str) -> None:
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute(statement)


def test_a_copy_holds_every_row_as_it_lies(file: Path, tmp_path: Path) -> None:
    original = rows(tmp_path / "reknit.db")

    copied = rows(file)

    assert {name for name, value in copied["meta"]} == {name for name, value in original["meta"]} | {"copied_at"}
    assert {**copied, "meta": 0} == {**original, "meta": 0}
    assert b"mayflower" not in file.read_bytes()
    assert file.stat().st_mode & 0o077 == 0


def test_a_copy_is_taken_while_somebody_writes(lived_in: Store, url: str, tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "reknit.db", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        other.execute("DELETE FROM timer")

        made = copy(url, tmp_path / "copy.db", NOW)
        other.execute("COMMIT")

    assert len(rows(tmp_path / "copy.db")["timer"]) == 1
    assert (
        made.rows
        == sum(len(some) for some in rows(tmp_path / "copy.db", "alembic_version", "sqlite_sequence").values()) - 1
    )


def test_what_is_restored_is_the_same_with_the_same_ids_and_can_be_opened(
    file: Path, new_url: str, vault: Vault, tmp_path: Path
) -> None:
    restored = restore(file, new_url, vault, SOON)

    assert rows(tmp_path / "new.db") == rows(tmp_path / "reknit.db")
    assert restored.taken_at == NOW
    store = Store(new_url, vault)
    upgrade = store.upgrade(LATE)
    assert upgrade.before == upgrade.after
    assert store.transact(lambda tx: tx.answers.get(1, [1]))[1].body == "mayflower"
    assert store.transact(lambda tx: tx.people.add(400, "Jo", LATE)).id == 4  # 3 was somebody's once
    store.close()


def test_what_was_on_its_way_in_an_older_copy_is_not_said_again(
    file: Path, new_url: str, vault: Vault, tmp_path: Path
) -> None:
    restore(file, new_url, vault, LATE)

    before, after = rows(tmp_path / "reknit.db", "meta"), rows(tmp_path / "new.db", "meta")
    assert [(row[1], row[2]) for row in after["outbox"]] == [(100, "deleteMessage"), (200, "sendMessage")]
    assert after["seen_update"] == []
    store = Store(new_url, vault)
    assert [row.chat for row in store.transact(lambda tx: tx.outbox.batch(LATE, 9))] == [100]
    store.transact(lambda tx: tx.outbox.unpark(200))
    assert {row.chat for row in store.transact(lambda tx: tx.outbox.batch(LATE, 9))} == {100, 200}
    store.close()
    with closing(sqlite3.connect(tmp_path / "new.db")) as connection:
        assert connection.execute("SELECT closed FROM shown").fetchall() == [(1,)]
    unlike = {name for name in before if before[name] != after[name]}
    assert unlike == {"outbox", "seen_update", "shown"}


def test_a_copy_may_have_any_name(lived_in: Store, url: str, new_url: str, vault: Vault, tmp_path: Path) -> None:
    copy(url, tmp_path / "a %41? #b", NOW)

    assert restore(tmp_path / "a %41? #b", new_url, vault, SOON).taken_at == NOW


def test_a_database_that_is_not_empty_takes_no_copy(file: Path, url: str, vault: Vault, tmp_path: Path) -> None:
    before = rows(tmp_path / "reknit.db")

    with pytest.raises(
        StoreError, match=r"^storage\.url: this database is not empty; a backup goes into a new one only$"
    ):
        restore(file, url, vault, SOON)

    assert rows(tmp_path / "reknit.db") == before


def test_a_copy_is_refused_when_the_key_does_not_fit(file: Path, new_url: str, tmp_path: Path) -> None:
    with pytest.raises(WrongKey, match=r"^privacy\.keys: the key that this backup was written with is not among them$"):
        restore(file, new_url, Vault([b"x" * 32], os.urandom), SOON)

    assert not (tmp_path / "new.db").exists()


def of_a_later_version(file: Path) -> None:
    change(file, "UPDATE alembic_version SET version_num = '0999'")


def of_something_else(file: Path) -> None:
    file.unlink()
    change(file, "CREATE TABLE recipe (name TEXT)")


def a_letter(file: Path) -> None:
    file.write_text("dear diary, " * 999)


def nothing(file: Path) -> None:
    file.write_bytes(b"")


def cut_short(file: Path) -> None:
    file.write_bytes(file.read_bytes()[:-8000])


def written_over(file: Path) -> None:
    whole = bytearray(file.read_bytes())
    whole[20000:24000] = b"x" * 4000
    file.write_bytes(whole)


def no_copy(file: Path) -> None:
    change(file, "DELETE FROM meta WHERE name = 'copied_at'")


def without_its_key(file: Path) -> None:
    change(file, "UPDATE meta SET value = '00' WHERE name = 'key'")


@pytest.mark.parametrize(
    ("made", "reason"),
    [
        (of_a_later_version, "a later version of reknit wrote this database (schema 0999)"),
        (of_something_else, "is no backup that `python -m bot backup` made"),
        (a_letter, "is no backup that `python -m bot backup` made"),
        (nothing, "is no backup that `python -m bot backup` made"),
        (no_copy, "is no backup that `python -m bot backup` made"),
        (cut_short, "is damaged"),
        (written_over, "is damaged"),
        (without_its_key, "the keys in this database are damaged"),
    ],
)
def test_a_file_that_is_no_whole_copy_is_refused(
    file: Path, new_url: str, vault: Vault, tmp_path: Path, made: Callable[[Path], None], reason: str
) -> None:
    made(file)

    with pytest.raises(StoreError) as caught:
        restore(file, new_url, vault, SOON)

    assert str(caught.value) == f"copy.db: {reason}"
    assert not (tmp_path / "new.db").exists()


def test_nothing_is_restored_when_it_cannot_be_restored_whole(
    file: Path, new_url: str, vault: Vault, tmp_path: Path
) -> None:
    change(file, "DROP TABLE timer")

    with pytest.raises(StoreError):
        restore(file, new_url, vault, SOON)

    assert rows(tmp_path / "new.db") == {}
    restore_again = tmp_path / "again.db"
    copy(f"sqlite:///{tmp_path / 'reknit.db'}", restore_again, NOW)
    assert restore(restore_again, new_url, vault, SOON).rows > 0


def test_there_is_nothing_to_copy_before_there_is_a_database(tmp_path: Path) -> None:
    (tmp_path / "empty.db").touch()

    for name in ("nowhere.db", "empty.db"):
        with pytest.raises(Absent, match=r"^storage\.url: "):
            copy(f"sqlite:///{tmp_path / name}", tmp_path / "copy.db", NOW)

    assert not (tmp_path / "copy.db").exists()


def test_a_look_changes_nothing(lived_in: Store, url: str, vault: Vault, tmp_path: Path) -> None:
    lived_in.close()
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}

    found = look(url, vault)
    with pytest.raises(WrongKey):
        look(url, Vault([b"x" * 32], os.urandom))

    assert found.before == found.after
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before


# -- PostgreSQL


@pytest.fixture(scope="module")
def server_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with warnings.catch_warnings(action="ignore"):  # it wants a session's runtime folder
        from pgserver.postgres_server import get_server  # noqa: PLC0415 -- slow, and only wanted here
    server = get_server(tmp_path_factory.mktemp("pg"), cleanup_mode="stop")
    yield str(server.get_uri()).replace("postgresql://", "postgresql+psycopg://")
    server.cleanup()


def test_a_backup_is_the_way_to_postgresql_and_back(file: Path, server_url: str, vault: Vault, tmp_path: Path) -> None:
    restore(file, server_url, vault, SOON)
    engine = create_engine(server_url)
    with engine.begin() as connection:
        added = text(
            "INSERT INTO person (telegram_id, key, name, settings, created_at) VALUES (9, '', '', '', 0) RETURNING id"
        )
        next_id = connection.scalar(added)
        connection.execute(text("DELETE FROM person WHERE id = 4"))
    engine.dispose()
    copy(server_url, tmp_path / "back.db", NOW)

    assert next_id == 4
    but = ("sqlite_sequence",)
    assert rows(tmp_path / "back.db", *but) == rows(file, *but)
    assert dict(rows(tmp_path / "back.db")["sqlite_sequence"]) == {  # type: ignore[arg-type]  # pairs
        **dict.fromkeys((name for name, _ in rows(file)["sqlite_sequence"]), 0),
        **dict(rows(file)["sqlite_sequence"]),  # type: ignore[arg-type]  # pairs
        "person": 4,
    }
    with pytest.raises(StoreError, match="not empty"):
        restore(file, server_url, vault, SOON)


def test_a_postgresql_that_does_not_answer_gets_one_line(vault: Vault) -> None:
    with pytest.raises(StoreError) as caught:
        look("postgresql+psycopg://alex:mayflower@127.0.0.1:9/reknit", vault)

    line = str(caught.value)
    assert line.startswith("storage.url: the database cannot be opened: ")
    assert "\n" not in line
    assert "mayflower" not in line


def test_every_table_with_an_id_is_numbered_on_from_where_it_was() -> None:
    assert all(
        table.dialect_options["sqlite"]["autoincrement"] for table in metadata.tables.values() if "id" in table.c
    )
