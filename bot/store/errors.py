"""Why the store refuses."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError


class StoreError(Exception):
    """The database cannot be used: one clear line for the person who runs the bot."""


class Absent(StoreError):
    """There is no database yet."""


def told(error: DBAPIError) -> str:
    """Return the driver's own words: the first line, for what follows in PostgreSQL's may quote a value (P4)."""
    line = str(error.orig).partition("\n")[0].strip()
    return line if len(line) <= 160 else f"{line[:157]}..."


@contextmanager
def telling(what: str) -> Iterator[None]:
    """Turn the driver's errors into a StoreError that begins with ``what``."""
    try:
        yield
    except DBAPIError as error:
        raise StoreError(f"{what}: {told(error)}") from None
