"""All that can be read in a database by whoever has its file and its master key."""

from __future__ import annotations

import base64
import os
import sqlite3
from pathlib import Path

from bot.vault import Damaged, DataKey, Vault
from tests.bot.theatre import KEY


def unsealed(folder: Path, key: str = KEY) -> str:
    """Return every value of every table: open ones as they are, sealed ones by every key that is there.

    Raises:
        AssertionError: a sealed value opens with none of the keys, so nobody could say what it holds.
    """
    connection = sqlite3.connect(folder / "reknit.db")
    connection.row_factory = sqlite3.Row
    try:
        names = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        tables = {name: connection.execute(f'SELECT * FROM "{name}"').fetchall() for name in names}
    finally:
        connection.close()
    keys = _keys(tables, key)
    cells = [(table, row, column) for table, found in tables.items() for row in found for column in tuple(row.keys())]
    return "\n".join(_text(keys, *cell) for cell in cells)


def _keys(tables: dict[str, list[sqlite3.Row]], master: str) -> list[DataKey]:
    vault = Vault([base64.b64decode(master)], os.urandom)
    owned = [(f"{table}:{row['id']}", row["key"]) for table in ("person", "couple") for row in tables[table]]
    store = next(row["value"] for row in tables["meta"] if row["name"] == "key")
    return [vault.unwrap(key, owner) for owner, key in [*owned, ("store", bytes.fromhex(store))] if key]


def _text(keys: list[DataKey], table: str, row: sqlite3.Row, column: str) -> str:
    value = row[column]
    if not isinstance(value, bytes) or column == "key" or not value:
        return str(value)
    where = f"{row['session_id']}.{row['n']}" if table == "answer" else str(row[0])
    for key in keys:
        try:
            return key.open(value, f"{table}:{column}:{where}")
        except Damaged:
            continue
    raise AssertionError(f"no key opens {table}.{column} of row {where}")
