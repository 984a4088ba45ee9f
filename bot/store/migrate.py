"""Bringing a database up to this version's schema, and refusing one that is not ours to touch."""

from __future__ import annotations

import logging
from datetime import datetime

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, inspect

from bot.store.database import keep_log, migrating, telling
from bot.store.errors import StoreError
from bot.store.keys import STORE, STORE_KEY, fits
from bot.store.link import Link
from bot.store.updates import Meta
from bot.store.values import Upgrade
from bot.vault import Vault

UPGRADED_AT = "upgraded_at"


def upgrade(engine: Engine, vault: Vault, now: datetime) -> Upgrade:
    """Return what was done. Raises StoreError or WrongKey before anything is written."""
    with telling("storage.url: the database cannot be opened"):
        with migrating(engine) as connection:
            before = schema(connection).before
            if before is not None:
                fits(connection, vault)
            after = migrate(connection)
            if before != after:
                _note(connection, vault, now, new=before is None)
        keep_log(engine)
    return Upgrade(before=before, after=after)


def schema(connection: Connection, name: str = "storage.url") -> Upgrade:
    """Return what an upgrade would do to this database, which an error calls ``name``; nothing is changed.

    Raises:
        StoreError: it is another program's, or of a later version than this one.
    """
    before, scripts = _revision(connection, name), ScriptDirectory.from_config(_scripts())
    known = {script.revision for script in scripts.walk_revisions()}
    if before is not None and before not in known:
        raise StoreError(f"{name}: a later version of reknit wrote this database (schema {before})")
    newest = scripts.get_current_head()
    assert newest is not None
    return Upgrade(before=before, after=newest)


def migrate(connection: Connection, to: str = "head") -> str:
    """Bring the schema to this revision, and return which it is at."""
    scripts = _scripts()
    scripts.attributes["connection"] = connection
    command.upgrade(scripts, to)
    after = MigrationContext.configure(connection).get_current_revision()
    assert after is not None
    return after


def _scripts() -> Config:
    logging.getLogger("alembic").setLevel(logging.WARNING)
    config = Config()
    config.set_main_option("script_location", "bot.store:migrations")
    return config


def _revision(connection: Connection, name: str) -> str | None:
    """Return the revision that the database is at; None for an empty one."""
    tables = inspect(connection).get_table_names()
    if tables and "alembic_version" not in tables:
        raise StoreError(f"{name}: this database is not reknit's, and was left alone")
    return MigrationContext.configure(connection).get_current_revision()


def _note(connection: Connection, vault: Vault, now: datetime, *, new: bool) -> None:
    meta = Meta(Link(connection, {}))
    if new:
        meta.set(STORE_KEY, vault.new_data_key(STORE)[1].hex())
    meta.set(UPGRADED_AT, now.isoformat())
