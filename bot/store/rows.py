"""Rows: adding one that the database numbers, and the type of those whose columns only the query knows."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, Insert, Row

AnyRow = Row[*tuple[Any, ...]]


def add(connection: Connection, statement: Insert, row: Mapping[str, Any]) -> int:
    """Add the row and return its id."""
    key = connection.execute(statement, row).inserted_primary_key
    assert key is not None
    row_id: int = key[0]
    return row_id
