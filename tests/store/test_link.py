"""Statements prepared once give what SQLAlchemy gives."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import Connection, bindparam, delete, func, insert, select, update
from sqlalchemy.exc import IntegrityError

from bot.store import Store
from bot.store.link import Link
from bot.store.tables import outbox, seen_update, session, shown, timer

NOW = datetime(2026, 3, 2, 9, 0, 0, 123000, tzinfo=UTC)
ADD = insert(timer)
MESSAGE = {
    "chat": 1,
    "turn": 0,
    "kind": "prompt",
    "words": False,
    "closed": False,
    "body": b"",
    "created_at": NOW,
}
CALL = {
    "chat": 1,
    "method": "sendMessage",
    "priority": 0,
    "body": b"",
    "together": False,
    "state": "waiting",
    "not_before": NOW,
    "attempts": 0,
    "created_at": NOW,
}
ROW = {"kind": "wake", "turn": 1, "name": "ä", "due_at": NOW}


@pytest.fixture
def connection(store: Store) -> Iterator[Connection]:
    with store._engine.connect() as connection, connection.begin():
        yield connection


@pytest.fixture
def link(connection: Connection) -> Link:
    return Link(connection, {})


def test_rows_and_their_types_are_those_of_sqlalchemy(link: Link, connection: Connection) -> None:
    first, second = link.add(ADD, ROW), link.add(ADD, {**ROW, "due_at": NOW + timedelta(hours=1)})
    query = select(timer).where(timer.c.due_at <= bindparam("now"), timer.c.turn == 1).order_by(timer.c.id)

    for moment, ids in ((NOW, [first]), (NOW + timedelta(days=1), [first, second]), (NOW - timedelta(days=1), [])):
        rows = link.execute(query, {"now": moment}).all()
        assert [row._asdict() for row in rows] == [row._asdict() for row in connection.execute(query, {"now": moment})]
        assert [row.id for row in rows] == ids
    assert link.execute(query, {"now": NOW}).one().due_at == NOW


def test_values_that_a_statement_brings_along_and_none_are_kept_apart(link: Link) -> None:
    row_id = link.add(ADD, ROW)
    change = update(timer).where(timer.c.id == bindparam("row")).values(partner=bindparam("who"), name="fixed")

    assert link.execute(change, {"row": row_id, "who": "a"}).rowcount == 1
    assert link.execute(select(timer.c.partner, timer.c.name)).all() == [("a", "fixed")]
    assert link.execute(change, {"row": row_id, "who": None}).rowcount == 1
    assert link.execute(select(timer.c.partner, timer.c.name)).all() == [(None, "fixed")]
    assert link.execute(change, {"row": 99, "who": None}).rowcount == 0


def test_a_value_that_is_missing_is_a_mistake_not_a_null(link: Link) -> None:
    with pytest.raises(TypeError, match="who"):
        link.execute(update(timer).values(partner=bindparam("who")), {})


def test_a_value_more_or_less_than_before_is_a_mistake_not_left_out(link: Link) -> None:
    link.add(ADD, ROW)

    with pytest.raises(TypeError, match="other values"):
        link.add(ADD, {**ROW, "partner": "a"})
    with pytest.raises(KeyError, match="name"):
        link.add(ADD, {**{name: value for name, value in ROW.items() if name != "name"}, "partner": "a"})


def test_what_cannot_be_prepared_goes_through_sqlalchemy(link: Link) -> None:
    link.execute_many(insert(seen_update), [{"update_id": number, "at": NOW} for number in range(5)])
    some = select(seen_update.c.update_id).where(seen_update.c.update_id.in_(bindparam("ids", expanding=True)))

    assert link.scalars(some, {"ids": [1, 3, 9]}) == [1, 3]
    assert link.scalars(some, {"ids": []}) == []
    assert link.scalar(some, {"ids": [4]}) == 4


def test_booleans_and_blobs_come_back_as_such(link: Link) -> None:
    row = {
        "chat": 1,
        "turn": 0,
        "kind": "prompt",
        "words": True,
        "closed": False,
        "body": b"\x00\xff",
        "created_at": NOW,
    }
    link.add(insert(shown), row)

    (found,) = link.execute(select(shown.c.words, shown.c.closed, shown.c.body)).all()

    assert found == (True, False, b"\x00\xff")
    assert found.words is True


def test_an_error_is_sqlalchemys_and_holds_no_values(link: Link) -> None:
    row = {"chat": 1, "method": "my secret", "person_id": 4711}

    with pytest.raises(IntegrityError) as caught:
        link.add(insert(outbox), row)

    assert "my secret" not in str(caught.value)


def test_the_error_of_many_rows_at_once_holds_no_values_either(link: Link) -> None:
    row = {"chat": 1, "method": "my secret", "person_id": 4711, "body": None}

    with pytest.raises(IntegrityError) as caught:
        link.execute_many(insert(outbox), [row, row])

    assert "my secret" not in str(caught.value)


def test_rows_added_later_are_there_for_what_may_find_them_and_not_before(link: Link, connection: Connection) -> None:
    count = select(func.count()).select_from(timer)

    link.later(ADD, ROW)
    link.later(ADD, {**ROW, "turn": 2})
    link.execute(select(shown.c.id)).all()
    assert connection.scalar(count) == 0
    assert link.scalar(count) == connection.scalar(count) == 2

    link.later(ADD, ROW)
    link.catch_up()
    assert connection.scalar(count) == 3


def test_what_does_not_matter_to_a_statement_is_done_later_still(link: Link, connection: Connection) -> None:
    timers, seen = (select(func.count()).select_from(one) for one in (timer, seen_update))
    in_chat = select(shown.c.id).where(shown.c.chat == bindparam("chat"))

    link.later(ADD, ROW)
    link.later(insert(seen_update), {"update_id": 1, "at": NOW})
    link.later(insert(shown), {**MESSAGE, "id": 7, "chat": 1}, about=(1, 30))
    link.later(insert(shown), {**MESSAGE, "id": 8, "chat": 2}, about=(2, 30))
    assert link.scalar(timers) == 1
    assert link.scalars(in_chat, {"chat": 3}) == []
    assert (connection.scalar(seen), connection.scalar(select(func.count(shown.c.id)))) == (0, 2)

    link.later(insert(shown), {**MESSAGE, "id": 9, "chat": 2}, about=(2,))
    assert link.execute(in_chat, {"chat": 1}, about=1).all() == [(7,)]
    assert connection.scalar(select(func.count(shown.c.id))) == 2
    assert link.execute(in_chat, {"chat": 2}, about=2).all() == [(8,), (9,)]

    link.later(insert(shown), {**MESSAGE, "id": 10, "chat": 2})
    link.later(insert(shown), {**MESSAGE, "id": 11, "chat": 4}, about=(4,))
    assert link.execute(in_chat, {"chat": 1}, about=1).all() == [(7,)]
    assert connection.scalar(select(func.count(shown.c.id))) == 5, "what is about anything may be about this"
    link.catch_up()
    assert connection.scalar(seen) == 1


def test_what_a_row_refers_to_is_there_before_it(link: Link) -> None:
    closed = update(shown).where(shown.c.id == bindparam("row")).values(closed=True)

    link.later(insert(shown), {**MESSAGE, "id": 7})
    link.later(closed, {"row": 7})
    link.execute(insert(outbox), {**CALL, "shown_id": 7})
    link.later(insert(shown), {**MESSAGE, "id": 8})
    link.later(insert(outbox), {**CALL, "shown_id": 8})
    assert link.scalars(select(outbox.c.shown_id).order_by(outbox.c.shown_id)) == [7, 8]

    assert link.scalars(select(shown.c.closed).order_by(shown.c.id)) == [True, False]


def test_what_is_done_later_is_done_in_an_order_that_it_can_be_done_in(link: Link) -> None:
    close = update(shown).where(shown.c.id == bindparam("row")).values(closed=True)

    link.later(close, {"row": 7})
    link.later(insert(outbox), {**CALL, "shown_id": 7})
    link.later(insert(shown), {**MESSAGE, "id": 7})
    link.catch_up()

    assert link.scalar(select(shown.c.closed)) is True
    assert link.scalar(select(outbox.c.shown_id)) == 7


def test_what_goes_with_a_deleted_row_goes_also_where_it_was_to_be_added_later(link: Link) -> None:
    values = {"flow": "talk", "body": b"", "revision": 0, "created_at": NOW, "updated_at": NOW}
    talk = link.add(insert(session), values)

    link.later(ADD, {**ROW, "session_id": talk})
    link.execute(delete(session).where(session.c.id == bindparam("row")), {"row": talk})
    link.catch_up()

    assert link.scalar(select(func.count()).select_from(timer)) == 0
