"""Whoever has stolen the database's files, or a backup, and not the key."""

from __future__ import annotations

import re
import zlib
from pathlib import Path

import pytest
from sqlalchemy import LargeBinary

from bot.store.tables import metadata
from tests.bot.walk import at, files, rows


@pytest.mark.usefixtures("database")
async def test_P4_names_and_invitations_are_not_on_disk_in_clear(tmp_path: Path) -> None:
    async with at("", tmp_path) as walk:
        walk.alex.row.name = "Zzyzxander"
        await walk.begins(walk.alex)
        await walk.welcome(walk.alex)
        link = await walk.invites()
        on_disk = files(tmp_path)
    on_disk += files(tmp_path)

    assert [hit for hit in ("Zzyzxander", "Europe/Madrid", link.partition("=")[2]) if hit.encode() in on_disk] == []


def named(how: str) -> set[str]:
    """Return the columns that docs/privacy.md names in rows about what lies in the database so."""
    page = (Path(__file__).parents[2] / "docs" / "privacy.md").read_text("utf-8")
    cells = [line.strip("| ").split(" | ") for line in page.splitlines() if line.startswith("| ")]
    found = [
        name
        for cell in cells
        if len(cell) == 3 and cell[1].startswith(how)
        for name in re.findall(r"`(\w+\.\w+)`", cell[2])
    ]
    assert len(found) == len(set(found))
    return set(found)


def test_P4_the_page_on_privacy_says_of_every_column_whether_a_thief_can_read_it() -> None:
    columns = {f"{table.name}.{column.name}": column for table in metadata.sorted_tables for column in table.columns}
    sealed = {name for name, column in columns.items() if isinstance(column.type, LargeBinary)}
    numbers = {name for name in columns if name.endswith(".id")}

    assert named("sealed") == sealed
    assert named("in clear") == set(columns) - sealed - numbers


@pytest.mark.usefixtures("database")
@pytest.mark.mostly_sqlite
async def test_P4_what_lies_sealed_is_sealed_wherever_two_have_come_to(tmp_path: Path) -> None:
    """Each sealed cell looks like chance: nothing of it can be pressed together, and none is like another."""
    async with at("apology", tmp_path):
        cells = [cell for found in rows(tmp_path).values() for row in found for cell in row if isinstance(cell, bytes)]

    assert len(cells) > 100
    assert len(set(cells)) == len(cells)
    whole = b"".join(cells)
    assert len(zlib.compress(whole, 9)) > 0.99 * len(whole)
