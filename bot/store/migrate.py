"""Bringing a database up to this version's schema, and refusing one that is not ours to touch."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, Engine, inspect, text

from bot.store.database import keep_log, migrating, telling
from bot.store.errors import StoreError
from bot.store.keys import STORE, STORE_KEY, fits
from bot.store.link import Link
from bot.store.updates import Meta
from bot.store.values import Upgrade
from bot.vault import Vault

REVISIONS = ("0001", "0002", "0003", "0004", "0005")
"""The schemas that there have been, today's last."""
SINCE = "0003"
"""The oldest schema whose code can work on today's: workers are upgraded one after another, so that two versions work
side by side. What no release from then on reads or writes may be taken away, and only then (expand, then contract)."""
WORKS_SINCE = "works_since"
"""The name in ``meta`` under which that stands, for earlier code to find."""
UPGRADED_AT = "upgraded_at"


def upgrade(engine: Engine, vault: Vault, now: datetime) -> Upgrade:
    """Return what was done. Raises StoreError or WrongKey before anything is written."""
    with telling("storage.url: the database cannot be opened"):
        with migrating(engine) as connection:
            later = _is_later(connection)
            before = _current(connection) if later else schema(connection).before
            if before is not None:
                fits(connection, vault)
            after = before if later and before else migrate(connection)
            if before != after:
                _note(connection, vault, now, new=before is None)
        keep_log(engine)
    return Upgrade(before=before, after=after)


def schema(connection: Connection, name: str = "storage.url") -> Upgrade:
    """Return what an upgrade would do to this database, which an error calls ``name``; nothing is changed.

    Raises:
        StoreError: it is another program's, or of a later version than this one.
    """
    before = _revision(connection, name)
    if before is not None and before not in REVISIONS:
        raise StoreError(f"{name}: a later version of reknit wrote this database (schema {before})")
    return Upgrade(before=before, after=REVISIONS[-1])


def migrate(connection: Connection, to: str = REVISIONS[-1]) -> str:
    """Bring the schema to this revision, and return it."""
    if _current(connection) != to:
        from bot.store import migrations  # noqa: PLC0415 -- its library takes memory that a start has no use for

        migrations.migrate(connection, to)
    return to


def _is_later(connection: Connection) -> bool:
    """Say whether a later version wrote this database, and says that this one can work on it."""
    current = _current(connection)
    return current not in (None, *REVISIONS) and Meta(Link(connection, {})).get(WORKS_SINCE) in REVISIONS


def _revision(connection: Connection, name: str) -> str | None:
    """Return the revision that the database is at; None for an empty one."""
    tables = inspect(connection).get_table_names()
    if tables and "alembic_version" not in tables:
        raise StoreError(f"{name}: this database is not reknit's, and was left alone")
    return _current(connection) if tables else None


def _current(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    revision: str | None = connection.scalar(text("SELECT version_num FROM alembic_version"))
    return revision


def _note(connection: Connection, vault: Vault, now: datetime, *, new: bool) -> None:
    meta = Meta(Link(connection, {}))
    if new:
        meta.set(STORE_KEY, vault.new_data_key(STORE)[1].hex())
    meta.set(WORKS_SINCE, SINCE)
    meta.set(UPGRADED_AT, now.isoformat())
