"""Processes on one PostgreSQL know who of them lives, who may do what, and whose key is gone."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor, wait
from datetime import datetime
from pathlib import Path
from threading import Barrier

import pytest
from sqlalchemy import text
from sqlalchemy.exc import OperationalError

from bot.inactive import INACTIVE
from bot.store import CAUGHT_UP, INTAKE, Crowded, Store, StoreError, Transaction, knows
from bot.store.database import open_engine
from bot.store.migrate import REVISIONS
from bot.store.presence import NUMBERS
from bot.store.values import Upgrade
from bot.vault import Vault
from tests import databases

pytestmark = pytest.mark.postgresql
SECONDS = 10.0


@pytest.fixture
def other(store: Store, vault: Vault, url: str) -> Iterator[Store]:
    other = Store(url, vault)
    yield other
    other.close()


async def test_what_one_alone_holds_nobody_else_can_until_it_is_gone(store: Store, other: Store) -> None:
    assert await store.hold(INTAKE, together=False)
    assert not await other.hold(INTAKE, together=False)
    assert not await other.hold(INTAKE, together=True)

    await asyncio.to_thread(store.close)
    async with asyncio.timeout(SECONDS):  # the server may hear of it a moment later
        while not await other.hold(INTAKE, together=True):  # noqa: ASYNC110 -- nothing tells
            await asyncio.sleep(0.02)


async def test_what_is_held_together_shuts_out_only_who_wants_to_be_alone(store: Store, other: Store) -> None:
    assert await store.hold(INTAKE, together=True)
    assert await other.hold(INTAKE, together=True)

    assert await store.held_elsewhere(INTAKE)
    assert not await store.held_elsewhere(CAUGHT_UP)


async def test_a_lost_place_is_taken_again_or_the_process_ends(store: Store, other: Store, tmp_path: Path) -> None:
    assert await store.hold(INTAKE, together=False)
    await cut_off(store, tmp_path)
    with pytest.raises(OperationalError):
        await store.run_present(lambda tx: tx.sending.take())

    await store.run_present(lambda tx: tx.sending.take())
    assert not await other.hold(INTAKE, together=False)

    await cut_off(store, tmp_path)
    with pytest.raises(OperationalError):
        await store.run_present(lambda tx: tx.sending.take())
    assert await other.hold(INTAKE, together=False)
    with pytest.raises(Crowded, match="taken the place"):
        await store.run_present(lambda tx: tx.sending.take())


async def test_P6_a_key_that_one_process_erases_is_forgotten_by_all(store: Store, other: Store, now: datetime) -> None:
    person = store.transact(lambda tx: tx.people.add(7, "Alex", now)).id
    await other.run_present(lambda tx: tx.people.get(person))
    assert other._ring.get(f"person:{person}") is not None
    assert other._ring.opened._kept

    store.transact(lambda tx: tx.people.forget(person))
    await other.run_present(lambda tx: tx.sending.take())

    assert other._ring.get(f"person:{person}") is None
    assert not other._ring.opened._kept


async def test_P6_who_was_cut_off_meanwhile_forgets_all_keys(
    store: Store, other: Store, now: datetime, tmp_path: Path
) -> None:
    person = store.transact(lambda tx: tx.people.add(7, "Alex", now)).id
    await other.run_present(lambda tx: tx.people.get(person))
    await cut_off(other, tmp_path)
    store.transact(lambda tx: tx.people.forget(person))
    with pytest.raises(OperationalError):
        await other.run_present(lambda tx: tx.sending.take())

    await other.run_present(lambda tx: tx.sending.take())

    assert other._ring.get(f"person:{person}") is None


async def test_no_key_is_put_to_use_before_each_worker_that_lives_knows_it(
    store: Store, other: Store, vault: Vault
) -> None:
    store.transact(lambda tx: tx.keys.announce())
    assert store.transact(lambda tx: tx.keys.announced())
    await store.hold(knows(vault.first), together=True)
    await other.run_present(lambda tx: tx.sending.take())

    assert not store.transact(lambda tx: tx.keys.announced())

    await other.hold(knows(vault.first), together=True)
    assert store.transact(lambda tx: tx.keys.announced())


def test_workers_that_start_at_once_on_an_empty_database_all_find_it_ready(
    vault: Vault, now: datetime, url: str
) -> None:
    stores, together = [Store(url, vault) for _ in range(4)], Barrier(4)

    def starts(store: Store) -> Upgrade:
        done = store.upgrade(now)
        together.wait()
        assert asyncio.run(store.hold(INTAKE, together=True))
        store.transact(lambda tx: tx.people.by_telegram(1))
        return done

    with ThreadPoolExecutor(4) as workers:
        done = list(workers.map(starts, stores))
    for store in stores:
        store.close()

    assert sorted(str(one.before) for one in done) == [*[REVISIONS[-1]] * 3, "None"]


def test_nobody_is_looked_after_twice_although_workers_begin_at_once(
    store: Store, other: Store, now: datetime, tmp_path: Path
) -> None:
    store.transact(lambda tx: [tx.people.add(n + 1, "Alex", now) for n in range(50)])

    def look_after(tx: Transaction) -> None:
        tx.locks.tidying()
        tx.timers.give_all(INACTIVE, now)

    def look_after_at_the_same_time(tx: Transaction) -> None:
        look_after(tx)
        theirs.append(workers.submit(other.transact, look_after))
        wait(theirs, timeout=0.3)

    theirs: list[Future[None]] = []
    with ThreadPoolExecutor(1) as workers:
        store.transact(look_after_at_the_same_time)

    assert theirs[0].exception() is None
    assert databases.of(tmp_path).query("SELECT count(*) FROM timer") == [(50,)]


@pytest.mark.parametrize(("since", "works"), [(REVISIONS[-1], True), ("9999", False)])
def test_a_worker_goes_on_beside_a_later_version_that_lets_it(
    store: Store, url: str, vault: Vault, now: datetime, *, since: str, works: bool
) -> None:
    engine = open_engine(url)
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
        connection.execute(text(f"UPDATE meta SET value = '{since}' WHERE name = 'works_since'"))
    engine.dispose()

    if works:
        assert store.upgrade(now) == Upgrade(before="9999", after="9999")
    else:
        with pytest.raises(StoreError, match="a later version of reknit wrote this database"):
            store.upgrade(now)


async def cut_off(store: Store, folder: Path) -> None:
    """Let the server end the connection by which the others know that this one lives."""
    await store.run_present(lambda tx: tx.sending.take())
    assert store.presence is not None
    number = store.presence.number
    holder = f"SELECT pid FROM pg_locks WHERE locktype = 'advisory' AND objid = {number} AND classid = {NUMBERS >> 32}"
    ended = databases.of(folder).query(f"SELECT pg_terminate_backend(pid, 5000) FROM ({holder}) AS held")
    assert ended == [(True,)]
