from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.store import Store
from bot.vault import Vault


@pytest.fixture
def now() -> datetime:
    return datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


@pytest.fixture
def vault() -> Vault:
    return Vault([b"m" * 32], os.urandom)


@pytest.fixture
def url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'reknit.db'}"


@pytest.fixture
def store(url: str, vault: Vault, now: datetime) -> Iterator[Store]:
    store = Store(url, vault)
    store.upgrade(now)
    yield store
    store.close()
