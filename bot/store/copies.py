"""Copies of a whole database, as it lies: sealed columns stay sealed, and every row keeps its id.

A copy is an SQLite file, whatever the database is: so it is also the way from SQLite to PostgreSQL.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from sqlalchemy import (
    Connection,
    Engine,
    TableClause,
    bindparam,
    column,
    delete,
    func,
    insert,
    inspect,
    select,
    table,
    text,
)
from sqlalchemy.engine import URL
from sqlalchemy.exc import DBAPIError, StatementError

from bot.store.aftermath import COPIED_AT, leave_the_past
from bot.store.database import keep_log, migrating, open_engine, telling
from bot.store.erased import LISTED
from bot.store.errors import Absent, StoreError
from bot.store.keys import fits
from bot.store.link import Link
from bot.store.migrate import migrate, schema, upgrade
from bot.store.reading import reading
from bot.store.tables import metadata
from bot.store.updates import Meta
from bot.vault import Vault, WrongKey

_ROWS_AT_ONCE = 1000
_SQLITE_HEADER = b"SQLite format 3\0"


@dataclass(frozen=True, slots=True)
class Copy:
    rows: int
    taken_at: datetime


def copy(url: str, file: Path, now: datetime) -> Copy:
    """Write all that is committed now into ``file``, a new or empty one, while others go on writing to the database.

    Raises:
        StoreError: there is no database of reknit, or it cannot be read, or the file cannot be written.
    """
    with reading(url) as source:
        found = schema(source)
        if found.before is None:
            raise Absent("storage.url: this database is empty; there is nothing to copy")
        engine = open_engine(_url(file))
        try:
            with telling(f"{file.name}: cannot be written"), migrating(engine) as target:
                migrate(target, found.before)
                rows = sum(_copy(source, target, part, "storage.url") for part in _as_they_lie(target))
                _number(target, _numbers(source))
                Meta(Link(target, {})).set(COPIED_AT, now.isoformat())
        finally:
            engine.dispose()
    return Copy(rows, now)


def restore(
    file: Path, url: str, vault: Vault, now: datetime, check: Callable[[datetime, str | None], None] = lambda *_: None
) -> Copy:
    """Write a copy into the database, which must be empty: all of it, or nothing. Return what was in the copy.

    ``check`` is given when the copy was taken and what it has noted of the list of erased keys (``LISTED``), and
    may raise before anything is written.

    Raises:
        StoreError: the file is no copy, or damaged, or a later version's; or the database is not empty.
        WrongKey: no key of the vault opens what is in the copy.
    """
    with TemporaryDirectory() as folder:
        ready, taken_at = _ready(file, Path(folder), vault, now)
        with reading(_url(ready), file.name) as source:
            check(taken_at, Meta(Link(source, {})).get(LISTED))
        engine = open_engine(url)
        try:
            with reading(_url(ready), file.name) as source:
                rows = _fill(engine, source, file.name, taken_at, now)
        finally:
            engine.dispose()
    return Copy(rows, taken_at)


def _fill(engine: Engine, source: Connection, name: str, taken_at: datetime, now: datetime) -> int:
    """Write all of the copy into the empty database in one transaction, and return how many rows ``copy`` counted."""
    with telling("storage.url: the database cannot be written"):
        with migrating(engine) as target:
            if inspect(target).get_table_names():
                raise StoreError("storage.url: this database is not empty; a backup goes into a new one only")
            migrate(target)
            rows = sum(_copy(source, target, part, name) for part in metadata.sorted_tables)
            _number(target, _numbers(source))
            leave_the_past(target, taken_at, now)
        keep_log(engine)
    return rows - 1  # the stamp, which the copy alone has


def _url(file: Path) -> str:
    """Return the URL of a SQLite file, whatever its name is."""
    return URL.create("sqlite", database=str(file)).render_as_string(hide_password=False)


def _ready(file: Path, folder: Path, vault: Vault, now: datetime) -> tuple[Path, datetime]:
    """Return the copy with today's schema, which may be an upgraded copy of it, and when it was taken."""
    taken_at, pending = _examined(file, vault)
    if not pending:
        return file, taken_at
    upgraded = folder / "upgraded.db"
    shutil.copyfile(file, upgraded)
    engine = open_engine(_url(upgraded))
    try:
        upgrade(engine, vault, now)
    finally:
        engine.dispose()
    return upgraded, taken_at


def _examined(file: Path, vault: Vault) -> tuple[datetime, bool]:
    """Return when the copy was taken, and whether its schema is older than ours."""
    name, foreign = file.name, StoreError(f"{file.name}: is no backup that `python -m bot backup` made")
    with reading(_url(file), name) as source:
        with file.open("rb") as start:
            if start.read(len(_SQLITE_HEADER)) != _SQLITE_HEADER:
                raise foreign
        _check_whole(source, name)
        if not inspect(source).has_table("meta"):
            raise foreign
        found, taken_at = schema(source, name), Meta(Link(source, {})).get(COPIED_AT)
        if taken_at is None:
            raise foreign
        try:
            fits(source, vault, name)
        except WrongKey:
            raise WrongKey("privacy.keys: the key that this backup was written with is not among them") from None
    try:
        moment = datetime.fromisoformat(taken_at)
    except (TypeError, ValueError):
        raise StoreError(f"{name}: is damaged") from None
    return moment, found.before != found.after


def _check_whole(source: Connection, name: str) -> None:
    damaged = StoreError(f"{name}: is damaged")
    try:
        if source.scalar(text("PRAGMA integrity_check(1)")) != "ok":
            raise damaged
    except (DBAPIError, UnicodeDecodeError):
        raise damaged from None


def _as_they_lie(target: Connection) -> Sequence[TableClause]:
    """Return the tables of this schema, which may be an older one's, with columns whose values are left as they are."""
    look = inspect(target)
    names = [name for name in look.get_table_names() if name != "alembic_version"]
    return [table(name, *(column(found["name"]) for found in look.get_columns(name))) for name in names]


def _copy(source: Connection, target: Connection, part: TableClause, name: str) -> int:
    """Copy the rows of a table, and return how many there were. ``name`` is what an error calls the source."""
    copied = 0
    for some in _rows(source, part, name):
        try:
            target.execute(insert(part), some)
        except DBAPIError:
            raise
        except (StatementError, AttributeError, TypeError, ValueError):  # as above, on the way into the database
            raise StoreError(f"{name}: is damaged") from None
        copied += len(some)
    return copied


def _rows(source: Connection, part: TableClause, name: str) -> Iterator[list[dict[str, Any]]]:
    """Yield the rows of a table, a thousand at a time."""
    with telling(f"{name}: cannot be read"):
        rows = source.execute(select(part), execution_options={"yield_per": _ROWS_AT_ONCE})
        parts = rows.mappings().partitions()
        while True:
            try:
                some = [dict(row) for row in next(parts, ())]
            except (TypeError, ValueError, OverflowError, ArithmeticError):  # a value that its column cannot hold
                raise StoreError(f"{name}: is damaged") from None
            if not some:
                return
            yield some


def _numbers(source: Connection) -> dict[str, int]:
    """Return the last id that each table has given, also to rows that are gone: ids are never used again."""
    if source.dialect.name == "sqlite":
        return {
            row.name: row.seq for row in source.execute(text("SELECT name, seq FROM sqlite_sequence WHERE seq > 0"))
        }
    return {name: last for name in _numbered() if (last := _last_of_sequence(source, name))}


def _last_of_sequence(source: Connection, name: str) -> int:
    sequence = source.scalar(select(func.pg_get_serial_sequence(name, "id")))
    last, used = source.execute(text(f"SELECT last_value, is_called FROM {sequence}")).one()  # noqa: S608 -- its name
    return last if used else 0


def _number(target: Connection, numbers: dict[str, int]) -> None:
    if target.dialect.name != "sqlite":
        for name, last in numbers.items():
            target.execute(select(func.setval(func.pg_get_serial_sequence(name, "id"), last)))
        return
    sequence = table("sqlite_sequence", column("name"), column("seq"))
    target.execute(delete(sequence).where(sequence.c.name.in_(bindparam("names", list(numbers), expanding=True))))
    if numbers:
        target.execute(insert(sequence), [{"name": name, "seq": last} for name, last in numbers.items()])


def _numbered() -> list[str]:
    return [part.name for part in metadata.sorted_tables if "id" in part.c]
