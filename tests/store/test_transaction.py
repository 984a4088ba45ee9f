"""A transaction is all or nothing, one at a time, and leaves nothing readable behind (D1, D2, P4)."""

from __future__ import annotations

import asyncio
import os
import random
import sqlite3
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import datetime, timedelta
from itertools import count
from pathlib import Path
from threading import Barrier, BrokenBarrierError
from typing import cast

import pytest
from sqlalchemy.exc import IntegrityError

from bot.store import Post, Settings, Store, Transaction
from bot.vault import Damaged, Vault
from flows.engine.frozen import replace
from tests import databases

WORDS = "words-of-people"


class Stumble(Exception):
    pass


def write_everywhere(tx: Transaction, now: datetime) -> None:
    alex, sam = tx.people.add(1, WORDS, now), tx.people.add(2, WORDS, now)
    tx.people.settings(alex.id, Settings(zone="Europe/Berlin-" + WORDS))
    couple = tx.couples.add(alex.id, sam.id, now)
    session = tx.sessions.add("talk", None, couple.id, WORDS, now).id
    tx.answers.keep(session, 1, alex.id, WORDS, now)
    tx.records.keep("agreement", WORDS, now=now, couple_id=couple.id)
    shown = tx.shown.add(chat=1, kind="prompt", body=WORDS, now=now, couple_id=couple.id, session_id=session)
    post = Post(chat=1, method="sendMessage", params={"text": WORDS}, created_at=now, shown_id=shown)
    for one in (post, replace(post, person_id=alex.id), replace(post, couple_id=couple.id)):
        tx.outbox.add(one)
    tx.timers.set("wake", now, session_id=session)
    tx.meta.set("count", "7")


async def test_what_raises_is_undone_whole_and_the_error_comes_back(store: Store, now: datetime) -> None:
    def work(tx: Transaction) -> None:
        assert tx.updates.first_time(1, now)
        write_everywhere(tx, now)
        raise Stumble

    with pytest.raises(Stumble):
        await store.run(work)

    def look(tx: Transaction) -> tuple[object, ...]:
        return (
            tx.people.by_telegram(1),
            tx.meta.get("count"),
            tx.outbox.size(),
            tx.timers.next_due(),
            tx.sessions.get(1),
        )

    assert await store.run(look) == (None, None, 0, None, None)
    assert await store.run(lambda tx: tx.updates.first_time(1, now))


async def test_a_row_that_takes_the_id_of_an_undone_one_has_its_own_key(store: Store, now: datetime) -> None:
    def undone(tx: Transaction) -> None:
        tx.people.add(1, "Alex", now)
        raise Stumble

    with pytest.raises(Stumble):
        await store.run(undone)
    sam = await store.run(lambda tx: tx.people.add(2, "Sam", now))

    assert await store.run(lambda tx: tx.people.get(sam.id)) == sam


async def test_what_is_remembered_counts_only_while_the_database_holds_it(
    store: Store, url: str, vault: Vault, now: datetime
) -> None:
    alex = await store.run(lambda tx: tx.people.add(1, "Alex", now))
    talk = await store.run(lambda tx: tx.sessions.add("talk", alex.id, None, "{0}", now))
    other = Store(url, vault)

    def undone(tx: Transaction) -> None:
        tx.sessions.save(talk, "{1}", now)
        raise Stumble

    def body(tx: Transaction) -> str:
        found = tx.sessions.get(talk.id)
        assert found is not None
        return found.body

    assert await store.run(body) == await other.run(body) == "{0}"
    with pytest.raises(Stumble):
        await store.run(undone)
    assert await store.run(body) == await other.run(body) == "{0}"
    await other.run(lambda tx: tx.sessions.save(talk, "{2}", now))
    assert await store.run(body) == "{2}"
    await store.run(lambda tx: tx.sessions.save(talk, "{3}", now))
    assert await store.run(body) == await other.run(body) == "{3}"
    other.close()


@pytest.mark.sqlite
async def test_what_a_transaction_has_read_the_next_one_need_not_read(store: Store, now: datetime) -> None:
    """Until another process writes, or one of its own is undone: as the test before this shows."""
    await store.run(lambda tx: write_everywhere(tx, now))
    couple = await store.run(lambda tx: tx.couples.of(1))
    assert couple is not None

    def read(tx: Transaction) -> list[object]:
        alex = tx.people.by_telegram(1)
        return [alex, tx.people.get(2), tx.couples.of(1), tx.couples.get(couple.id), *tx.sessions.open_of(1, couple.id)]

    first = await store.run(read)
    statements: list[str] = []
    with store._engine.connect() as connection:
        driver = cast(sqlite3.Connection, connection.connection.dbapi_connection)
    driver.set_trace_callback(statements.append)
    second = await store.run(read)
    driver.set_trace_callback(None)

    assert len(first) == 5
    assert second == first
    assert [one for one in statements if one.startswith("SELECT")] == []


async def test_a_call_is_the_same_from_memory_and_from_the_database(
    store: Store, url: str, vault: Vault, now: datetime
) -> None:
    keyboard = {"inline_keyboard": [[{"text": "ä", "callback_data": "s1.a1.ready"}]]}
    params = {"text": WORDS, "reply_markup": keyboard, "disable_notification": True}
    await store.run(lambda tx: tx.outbox.add(Post(chat=1, method="sendMessage", params=params, created_at=now)))
    other = Store(url, vault)

    batches = [await one.run(lambda tx: tx.outbox.batch(now, 9)) for one in (store, store, other)]

    assert [row.params for rows in batches for row in rows] == [params] * 3
    other.close()


async def test_what_an_erased_persons_key_opened_is_not_remembered(store: Store, now: datetime) -> None:
    await store.run(lambda tx: write_everywhere(tx, now))
    handed_on = repr(store._handed._seen._values)
    assert (WORDS in handed_on) is not store.side_by_side  # where nobody else can have written
    store._handed.take(None)  # so that it is read, and opened
    await store.run(lambda tx: tx.people.get(1))
    remembered = store._ring.opened._kept
    assert WORDS in repr(remembered)

    for person in (1, 2):
        await store.run(lambda tx, person=person: tx.people.forget(person))  # type: ignore[misc]

    assert WORDS not in repr(remembered)
    assert len(store._handed.take(store._handed._state)) == 0


async def test_transactions_do_not_interleave(store: Store, url: str, vault: Vault, now: datetime) -> None:
    """Not even those of two processes, where they are about the same person: each reads what the other wrote."""
    other = Store(url, vault)

    def count(tx: Transaction) -> None:
        tx.locks.chats(1)
        tx.meta.set("count", str(int(tx.meta.get("count") or 0) + 1))

    def many(one: Store) -> None:
        for _ in range(50):
            one.transact(count)

    with ThreadPoolExecutor(2) as threads:
        list(threads.map(many, (store, other)))
    other.close()

    assert store.transact(lambda tx: int(tx.meta.get("count") or 0)) == 100


async def test_two_that_wait_for_each_other_both_come_through(store: Store) -> None:
    both_hold_one, tries = Barrier(2, timeout=20), count()

    def work(mine: int, other: int) -> Callable[[Transaction], None]:
        def inside(tx: Transaction) -> None:
            tx.locks.chats(mine)
            if next(tries) < 2:
                with suppress(BrokenBarrierError):  # SQLite lets the second begin only after the first
                    both_hold_one.wait(1)
            tx.locks.chats(other)
            tx.meta.set("count", str(int(tx.meta.get("count") or 0) + 1))

        return inside

    await asyncio.gather(store.run(work(1, 2)), store.run(work(2, 1)))

    assert await store.run(lambda tx: tx.meta.get("count")) == "2"


async def test_a_cancelled_caller_does_not_undo_what_was_begun(
    store: Store, url: str, vault: Vault, now: datetime
) -> None:
    task = asyncio.create_task(store.run(lambda tx: tx.meta.set("count", "5")))
    await asyncio.sleep(0)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    store.close()  # waits for it

    again = Store(url, vault)
    assert again.transact(lambda tx: tx.meta.get("count")) == "5"
    again.close()


@pytest.mark.sqlite
def test_nothing_that_people_wrote_lies_open_in_any_file(store: Store, now: datetime, tmp_path: Path) -> None:
    store.transact(lambda tx: write_everywhere(tx, now))

    files = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    assert set(files) == {"reknit.db", "reknit.db-wal", "reknit.db-shm"}
    assert not any(WORDS.encode() in content for content in files.values())
    assert not any(b"m" * 32 in content for content in files.values())


async def test_errors_of_the_database_hold_no_words(store: Store, now: datetime) -> None:
    def work(tx: Transaction) -> None:
        tx.invitations.add(WORDS, 4711, now, now)

    with pytest.raises(IntegrityError) as caught:
        await store.run(work)

    assert WORDS not in str(caught.value)


async def test_a_sealed_column_moved_to_another_row_does_not_open(store: Store, now: datetime) -> None:
    await store.run(lambda tx: (tx.people.add(1, "Alex", now), tx.people.add(2, "Sam", now)))
    with store._engine.begin() as connection:
        connection.exec_driver_sql("UPDATE person SET name = (SELECT settings FROM person WHERE id = 1) WHERE id = 1")

    with pytest.raises(Damaged, match="person:name:1"):
        await store.run(lambda tx: tx.people.get(1))


async def test_a_store_that_is_opened_again_knows_what_the_last_one_did(store: Store, url: str, now: datetime) -> None:
    alex = await store.run(lambda tx: tx.people.add(1, "Alex", now))
    store.close()

    again = Store(url, Vault([b"m" * 32], os.urandom))
    again.upgrade(now)

    assert await again.run(lambda tx: tx.people.by_telegram(1)) == alex
    again.close()


async def test_D2_an_update_is_new_once_in_whatever_order_and_whoever_noted_it(
    store: Store, url: str, now: datetime
) -> None:
    other = Store(url, Vault([b"m" * 32], os.urandom))

    async def noted(here: Store, *ids: int) -> list[bool]:
        return await here.run(lambda tx: [tx.updates.first_time(one, now) for one in ids])

    assert await noted(store, 9, 10, 10, 7, 7, 12, 11, 12) == [True, True, False, True, False, True, True, False]
    assert await noted(store, 13, 12, 8) == [True, False, True]
    assert await noted(other, 14, 13, 20) == [True, False, True]
    assert await noted(store, 14, 20, 21) == [False, False, True]
    with pytest.raises(ZeroDivisionError):
        await store.run(lambda tx: (tx.updates.first_time(30, now), 1 // 0))
    assert await noted(store, 30, 30) == [True, False]
    other.close()


async def test_an_update_is_new_once_until_it_is_pruned(store: Store, now: datetime) -> None:
    assert await store.run(lambda tx: tx.updates.first_time(9, now))
    assert not await store.run(lambda tx: tx.updates.first_time(9, now))

    await store.run(lambda tx: tx.updates.prune(now))
    assert not await store.run(lambda tx: tx.updates.first_time(9, now))

    await store.run(lambda tx: tx.updates.prune(now + timedelta(days=3)))
    assert await store.run(lambda tx: tx.updates.first_time(9, now))


def test_D1_a_call_is_there_for_whatever_looks_for_it_in_its_transaction_and_after_it(
    store: Store, now: datetime
) -> None:
    """Calls are written together, so nothing may overtake them."""
    post = Post(chat=1, method="sendMessage", params={"text": WORDS}, created_at=now)

    def work(tx: Transaction) -> None:
        first = tx.outbox.add(post)
        assert [row.id for row in tx.outbox.batch(now, 9)] == [first]
        second = tx.outbox.add(replace(post, chat=2))
        assert tx.outbox.queued(2, 9) == 1
        assert tx.outbox.holds(1, WORDS)
        tx.outbox.migrate(2, 3)
        third = tx.outbox.add(replace(post, chat=4, priority=9))
        tx.outbox.add(replace(post, chat=4))
        assert [row.id for row in tx.outbox.batch(now, 9)] == [first, second, third]

    store.transact(work)

    assert store.transact(lambda tx: [row.chat for row in tx.outbox.batch(now, 9)]) == [1, 3, 4]


def test_P6_an_erasure_takes_along_what_was_queued_for_somebody_in_its_own_transaction(
    store: Store, now: datetime
) -> None:
    alex = store.transact(lambda tx: tx.people.add(1, "Alex", now)).id
    post = Post(chat=1, method="sendMessage", params={"text": WORDS}, created_at=now, person_id=alex)

    def work(tx: Transaction) -> None:
        tx.outbox.add(post)
        tx.people.forget(alex)

    store.transact(work)

    assert store.transact(lambda tx: tx.outbox.size()) == 0


async def test_no_two_rows_are_ever_given_the_same_id(
    store: Store, vault: Vault, now: datetime, tmp_path: Path
) -> None:
    other, chance, given = Store(databases.of(tmp_path).url, vault), random.Random(1), list[int]()
    post = Post(chat=1, method="sendMessage", params={}, created_at=now)

    def add(tx: Transaction) -> list[int]:
        return [tx.outbox.add(post) for _ in range(2)]

    def stumble(tx: Transaction) -> list[int]:
        add(tx)
        raise Stumble

    for _ in range(40):
        with suppress(Stumble):
            given += await chance.choice((store, other)).run(chance.choice((add, add, stumble)))
        if (
            chance.random() < 0.3
        ):  # what is sealed is bound to its row's id, so it is not to come again when that is gone
            await store.run(lambda tx: tx.outbox.drop_chat(1))
    other.close()

    assert len(set(given)) == len(given) > 40
