"""A PostgreSQL that is slow, away or refuses is named in one line, and what was not committed is made again."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from pathlib import Path

import pytest
from sqlalchemy.exc import OperationalError

from bot.store import Store, StoreError
from bot.store.values import Upgrade
from bot.vault import Vault
from tests import databases


@pytest.fixture(autouse=True)
def on_postgres() -> Iterator[None]:
    with databases.using("postgresql"):
        yield


@pytest.fixture
def url(tmp_path: Path) -> str:
    return databases.of(tmp_path).url


@pytest.mark.parametrize("scheme", ["postgres", "postgresql", "postgresql+psycopg", "postgresql+psycopg2"])
def test_an_url_works_as_people_write_it(scheme: str, url: str, vault: Vault, now: datetime) -> None:
    store = Store(url.replace("postgresql", scheme, 1), vault)

    assert store.upgrade(now).before is None
    store.close()


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("postgresql://reknit:p4ssw0rd@127.0.0.1:1/reknit", "Connection refused"),
        ("postgresql://reknit:p4ss@w0rd@127.0.0.1/reknit", "resolve host"),
        ("postgresql://reknit:p4ssw0rd@/reknit?host=/nowhere", "No such file or directory"),
    ],
)
def test_a_server_that_cannot_be_reached_is_named_without_the_password(
    url: str, reason: str, vault: Vault, now: datetime
) -> None:
    store = Store(url, vault)

    with pytest.raises(StoreError) as caught:
        store.upgrade(now)
    store.close()

    assert str(caught.value) == f"storage.url: the database cannot be opened: {reason}"


def test_a_database_that_is_not_there_is_named(url: str, vault: Vault, now: datetime) -> None:
    store = Store(url.replace("?", "_and_more?", 1), vault)

    with pytest.raises(StoreError, match=r"^storage\.url: the database cannot be opened: does not exist$"):
        store.upgrade(now)
    store.close()


def test_two_that_start_at_once_upgrade_one_after_the_other(url: str, vault: Vault, now: datetime) -> None:
    stores = [Store(url, vault) for _ in range(4)]

    with ThreadPoolExecutor(4) as threads:
        upgrades = list(threads.map(lambda store: store.upgrade(now), stores))
    for store in stores:
        store.close()

    assert upgrades.count(Upgrade(before=None, after=upgrades[0].after)) == 1
    assert [upgrade for upgrade in upgrades if upgrade.after != upgrade.before is not None] == []


def test_a_lost_connection_is_an_operational_error_and_the_next_transaction_has_another(
    url: str, vault: Vault, now: datetime, tmp_path: Path
) -> None:
    store = Store(url, vault)
    store.upgrade(now)
    lose = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'reknit'"

    def lost(tx: object) -> None:
        databases.of(tmp_path).query(lose)
        store_in(tx)

    def store_in(tx: object) -> None:
        tx.meta.set("count", "5")  # type: ignore[attr-defined]  # a transaction

    with pytest.raises(OperationalError):
        store.transact(lost)
    store.transact(store_in)
    databases.of(tmp_path).query(lose)

    assert store.transact(lambda tx: tx.meta.get("count")) == "5"
    store.close()


def test_a_statement_that_takes_too_long_is_given_up(
    url: str, vault: Vault, now: datetime, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    databases.of(tmp_path).wait_at_most(20, monkeypatch)
    store = Store(url, vault)
    store.upgrade(now)

    with databases.of(tmp_path).held(), pytest.raises(OperationalError):
        store.transact(lambda tx: tx.meta.set("count", "5"))

    assert store.transact(lambda tx: tx.meta.get("count")) is None
    store.close()
