"""Bringing a database up to this version's schema, and refusing one that is not ours to touch."""

from __future__ import annotations

import logging
from datetime import datetime

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, inspect
from sqlalchemy.exc import DBAPIError

from bot.store.database import keep_log, migrating, reason
from bot.store.errors import StoreError
from bot.store.keys import STORE, STORE_KEY, KeyRing, Keys
from bot.store.link import Link
from bot.store.updates import Meta
from bot.store.values import Upgrade
from bot.vault import Damaged, Vault, WrongKey

UPGRADED_AT = "upgraded_at"


def upgrade(engine: Engine, vault: Vault, now: datetime) -> Upgrade:
    """Return what was done. Raises StoreError or WrongKey before anything is written."""
    logging.getLogger("alembic").setLevel(logging.WARNING)
    try:
        with migrating(engine) as connection:
            before = _revision(connection)
            _check(connection, vault, before)
            after = _migrate(connection)
            if before != after:
                _note(connection, vault, now, new=before is None)
        keep_log(engine)
    except DBAPIError as error:
        raise StoreError(f"storage.url: the database cannot be opened: {reason(error)}") from None
    return Upgrade(before=before, after=after)


def _scripts() -> Config:
    config = Config()
    config.set_main_option("script_location", "bot.store:migrations")
    return config


def _revision(connection: Connection) -> str | None:
    """Return the revision that the database is at; None for an empty one."""
    tables = inspect(connection).get_table_names()
    if tables and "alembic_version" not in tables:
        raise StoreError("storage.url: this database is not reknit's, and was left alone")
    return MigrationContext.configure(connection).get_current_revision()


def _check(connection: Connection, vault: Vault, before: str | None) -> None:
    """Refuse a later version's database, and one that the configured keys do not open."""
    if before is None:
        return
    known = {script.revision for script in ScriptDirectory.from_config(_scripts()).walk_revisions()}
    if before not in known:
        raise StoreError(f"storage.url: a later version of reknit wrote this database (schema {before})")
    try:
        Keys(Link(connection, {}), vault, KeyRing()).check()
    except WrongKey:
        raise WrongKey("privacy.keys: the key that this database was written with is not among them") from None
    except Damaged:
        raise StoreError("storage.url: the keys in this database are damaged") from None


def _migrate(connection: Connection) -> str:
    scripts = _scripts()
    scripts.attributes["connection"] = connection
    command.upgrade(scripts, "head")
    after = MigrationContext.configure(connection).get_current_revision()
    assert after is not None
    return after


def _note(connection: Connection, vault: Vault, now: datetime, *, new: bool) -> None:
    meta = Meta(Link(connection, {}))
    if new:
        meta.set(STORE_KEY, vault.new_data_key(STORE)[1].hex())
    meta.set(UPGRADED_AT, now.isoformat())
