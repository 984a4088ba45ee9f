"""What an update costs must not depend on how many couples are stored: no statement walks through a table."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

import pytest

from bot.store import Post, Store, Transaction

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


pytestmark = pytest.mark.sqlite


def one_update(tx: Transaction, number: int) -> None:
    """Do what a turn does at most."""
    assert tx.updates.first_time(number, NOW)
    person = tx.people.by_telegram(1)
    assert person is not None
    couple = tx.couples.of(person.id)
    assert couple is not None
    assert tx.outbox.queued(1, 20) <= 20
    tx.couples.by_group(-100)
    session, *_ = tx.sessions.open_of(person.id, couple.id)
    tx.shown.by_message(1, number)
    tx.shown.open_words(1)
    prompt, *_ = [*tx.shown.open_of(session.id, "a", 0), None]
    tx.answers.get(session.id, [1, 2, 3])
    tx.answers.keep(session.id, number % 7, person.id, "I feel heard", NOW)
    tx.records.all("agreement", couple_id=couple.id)
    tx.sessions.save(session, "{...}", NOW)
    if prompt is not None:
        tx.shown.close(prompt.id)
    shown = tx.shown.add(
        chat=1, kind="prompt", body="{}", now=NOW, couple_id=couple.id, session_id=session.id, partner="a"
    )
    post = Post(
        chat=1, method="sendMessage", params={"text": "next"}, created_at=NOW, couple_id=couple.id, shown_id=shown
    )
    tx.outbox.add(post)
    tx.timers.clear(session_id=session.id)
    tx.timers.set("wake", NOW, session_id=session.id)
    tx.timers.bring_forward(NOW, person.id)
    tx.timers.agreed("timely wake", couple.id)
    tx.timers.clear("nudge", person_id=2)
    tx.invitations.open_of(person.id, NOW)


def send_and_tend(tx: Transaction) -> None:
    """Do what the sender and the timers do again and again."""
    tx.outbox.done([(row, row.id) for row in tx.outbox.batch(NOW, 32, {2, 3})], NOW)
    tx.outbox.next_moment()
    tx.outbox.delete_together(1)
    tx.timers.due(NOW, 10)
    tx.timers.due_nudges(NOW, 10)
    tx.timers.next_due()
    tx.timers.next_nudge()


@pytest.fixture
def begun(store: Store) -> Store:
    def work(tx: Transaction) -> None:
        couple = tx.couples.add(tx.people.add(1, "Alex", NOW).id, tx.people.add(2, "Sam", NOW).id, NOW)
        tx.sessions.add("talk", None, couple.id, "{}", NOW)

    store.transact(work)
    return store


@contextmanager
def listening(store: Store) -> Iterator[set[str]]:
    """Collect the statements that reach SQLite, with their values in them."""
    seen: set[str] = set()
    with store._engine.connect() as connection:
        driver: Any = connection.connection.dbapi_connection
    driver.set_trace_callback(seen.add)
    yield seen
    driver.set_trace_callback(None)


def plan(store: Store, statement: str) -> list[str]:
    with store._engine.connect() as connection:
        cursor = connection.connection.cursor()
        cursor.execute(f"EXPLAIN QUERY PLAN {statement}")
        return [step for *_, step in cursor.fetchall()]


def test_no_statement_of_an_update_walks_through_a_table(begun: Store) -> None:
    with listening(begun) as seen:
        for number in (1, 2):
            begun.transact(lambda tx, number=number: one_update(tx, number))  # type: ignore[misc]
            begun.transact(send_and_tend)

    looking = {statement for statement in seen if statement.startswith(("SELECT", "UPDATE", "DELETE"))}
    assert len(looking) > 25
    walks = {(statement, step) for statement in looking for step in plan(begun, statement)}
    assert {
        (statement, step) for statement, step in walks if re.match("SCAN (?!CONSTANT|sqlite_sequence)", step)
    } == set()


def test_the_next_batch_comes_in_the_order_of_an_index(begun: Store) -> None:
    """Else a morning of nudges is sorted again at every reply."""
    with listening(begun) as seen:
        begun.transact(lambda tx: tx.outbox.batch(NOW, 32, {2}))
        begun.transact(lambda tx: tx.outbox.batch(NOW, 32))

    batches = [statement for statement in seen if "ORDER BY" in statement]
    assert len(batches) == 2
    for statement in batches:
        steps = plan(begun, statement)
        assert "ix_outbox_state_priority_id" in steps[0]
        assert not any("TEMP B-TREE" in step for step in steps)


def test_no_statement_is_planned_anew_because_of_what_it_is_given(begun: Store) -> None:
    """SQLite does so where a value could say that a partial index fits, which costs more than the statement itself."""
    begun.transact(lambda tx: one_update(tx, 1))

    texts = [prepared._sql for prepared in begun._known.values() if prepared is not None]
    about_timers = [text for text in texts if "timer" in text and "WHERE" in text]
    assert len(about_timers) > 3
    assert [text for text in about_timers if re.search(r"timer\.kind\s*(=|!=|<>)\s*\?", text)] == []
