from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from bot.store import Store
from bot.vault import Vault
from tests import databases


@pytest.fixture
def now() -> datetime:
    return datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


@pytest.fixture
def vault() -> Vault:
    return Vault([b"m" * 32], os.urandom)


@pytest.fixture
def url(tmp_path: Path, database: str) -> str:
    return databases.of(tmp_path).url


@pytest.fixture
def store(vault: Vault, tmp_path: Path, database: str) -> Iterator[Store]:
    databases.of(tmp_path).bring_back(new(database))
    store = Store(databases.of(tmp_path).url, vault)
    yield store
    store.close()


@cache
def new(_: str) -> databases.Kept:
    """Return a database of this kind as the first start leaves it."""
    with TemporaryDirectory() as name:
        made = databases.of(Path(name))
        store = Store(made.url, Vault([b"m" * 32], os.urandom))
        store.upgrade(datetime(2026, 3, 2, tzinfo=UTC))
        store.close()
        return made.keep()
