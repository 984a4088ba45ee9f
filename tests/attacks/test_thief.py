"""Whoever has stolen the database's files, or a backup, and not the key."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.bot.walk import at, files

pytestmark = pytest.mark.usefixtures("database")


async def test_P4_names_and_invitations_are_not_on_disk_in_clear(tmp_path: Path) -> None:
    async with at("", tmp_path) as walk:
        walk.alex.row.name = "Zzyzxander"
        await walk.begins(walk.alex)
        await walk.welcome(walk.alex)
        link = await walk.invites()
        on_disk = files(tmp_path)
    on_disk += files(tmp_path)

    assert [hit for hit in ("Zzyzxander", "Europe/Madrid", link.partition("=")[2]) if hit.encode() in on_disk] == []
