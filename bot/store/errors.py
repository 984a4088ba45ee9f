"""Why the store refuses."""

from __future__ import annotations

from sqlalchemy.exc import DBAPIError


class StoreError(Exception):
    """The database cannot be used: one clear line for the person who runs the bot."""


class Absent(StoreError):
    """There is no database yet."""


def told(error: DBAPIError) -> str:
    """Return the driver's own words in one line. They name tables, hosts and users at most, never a value (P4)."""
    line = " ".join(str(error.orig).split())
    return line if len(line) <= 160 else f"{line[:157]}..."
