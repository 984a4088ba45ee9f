"""A look at a database before it is used: what is wrong with it, and nothing is changed."""

from __future__ import annotations

from sqlalchemy import func, select, text

from bot.store.erased import LISTED
from bot.store.errors import StoreError
from bot.store.keys import fits
from bot.store.link import Link
from bot.store.migrate import schema
from bot.store.reading import reading
from bot.store.tables import session
from bot.store.updates import Meta
from bot.store.values import Upgrade
from bot.vault import Vault
from flows.engine.frozen import replace

_OPEN = select(session.c.flow, func.count()).where(session.c.finished_at.is_(None)).group_by(session.c.flow)


def look(url: str, vault: Vault) -> Upgrade:
    """Return what a start would do to the schema, and what is noted of the list of erased keys.

    Raises:
        Absent: there is no database yet.
        StoreError: not reknit's, a later version's, damaged, or out of reach.
        WrongKey: no key of the vault opens what is in it.
    """
    with reading(url) as connection:
        if connection.dialect.name == "sqlite" and connection.scalar(text("PRAGMA quick_check(1)")) != "ok":
            raise StoreError("storage.url: the database is damaged; restore a backup")
        found = schema(connection)
        if found.before is None:
            return found
        fits(connection, vault)
        listed = Meta(Link(connection, {})).get(LISTED)
        return replace(found, listed=listed, open=dict(connection.execute(_OPEN).all()))
