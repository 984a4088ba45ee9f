"""The outbox gives out calls in order within a chat, replies first between chats, and forgets what must not be sent."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import update

from bot.store import NUDGE, Post, Store, Transaction, Waiting
from bot.store.outbox import Outbox
from bot.store.seen import Seen
from bot.store.tables import outbox
from bot.vault import Vault

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


def put(tx: Transaction, chat: int, text: str, **rest: Any) -> int:
    rest = {"method": "sendMessage", "params": {"text": text}} | rest
    return tx.outbox.add(Post(chat=chat, created_at=NOW, **rest))


def texts(rows: list[Waiting]) -> list[str]:
    return [row.params["text"] for row in rows]


def test_each_chat_gives_its_first_call_only(store: Store) -> None:
    def work(tx: Transaction) -> None:
        for chat, text in ((1, "a1"), (2, "b1"), (1, "a2"), (2, "b2"), (3, "c1")):
            put(tx, chat, text)

        first = tx.outbox.batch(NOW, 10)
        assert texts(first) == ["a1", "b1", "c1"]
        assert texts(tx.outbox.batch(NOW, 2)) == ["a1", "b1"]
        assert texts(tx.outbox.batch(NOW, 10, {1, 3})) == ["b1"]
        tx.outbox.done([(first[0], 100)], NOW)
        assert texts(tx.outbox.batch(NOW, 10)) == ["b1", "a2", "c1"]
        assert tx.outbox.size() == 4

    store.transact(work)


def test_a_nudge_before_a_reply_in_the_same_chat_makes_haste_with_it(store: Store) -> None:
    def work(tx: Transaction) -> None:
        put(tx, 1, "nudge 1", priority=NUDGE)
        put(tx, 2, "nudge 2", priority=NUDGE)
        put(tx, 2, "reply 2")
        put(tx, 3, "reply 3")

        assert texts(tx.outbox.batch(NOW, 10)) == ["nudge 2", "reply 3", "nudge 1"]

    store.transact(work)


def test_a_call_to_be_tried_again_holds_up_its_chat_until_then(store: Store) -> None:
    def work(tx: Transaction) -> None:
        put(tx, 1, "first")
        put(tx, 1, "second")
        (row,) = tx.outbox.batch(NOW, 10)
        tx.outbox.retry(row, NOW + MINUTE)

        assert tx.outbox.batch(NOW, 10) == []
        assert tx.outbox.next_moment() == NOW + MINUTE
        (again,) = tx.outbox.batch(NOW + MINUTE, 10)
        assert (again.params, again.attempts) == ({"text": "first"}, 1)
        assert tx.outbox.next_moment() is None

    store.transact(work)


def test_a_scheduled_deletion_holds_up_nothing_even_when_it_fails(store: Store) -> None:
    def work(tx: Transaction) -> None:
        put(tx, 1, "", method="deleteMessage", params={"message_id": 5}, not_before=NOW + MINUTE)
        put(tx, 1, "first")

        assert texts(tx.outbox.batch(NOW, 10)) == ["first"]
        assert tx.outbox.next_moment() == NOW + MINUTE
        (deletion,) = tx.outbox.batch(NOW + MINUTE, 10)
        assert deletion.params == {"message_id": 5}
        tx.outbox.retry(deletion, NOW + 2 * MINUTE)
        assert texts(tx.outbox.batch(NOW + MINUTE, 10)) == ["first"]

    store.transact(work)


def test_a_sent_message_is_known_by_its_id_and_removed_in_time(store: Store) -> None:
    def work(tx: Transaction) -> None:
        shown = tx.shown.add(chat=1, kind="prompt", body="{}", now=NOW)
        put(tx, 1, "look", shown_id=shown, remove_after=MINUTE)
        (row,) = tx.outbox.batch(NOW, 10)
        assert (row.message_id, row.remove_after) == (None, MINUTE)

        tx.outbox.done([(row, 77)], NOW)

        found = tx.shown.by_message(1, 77)
        assert found is not None
        assert found.id == shown
        assert tx.outbox.batch(NOW, 10) == []
        (removal,) = tx.outbox.batch(NOW + MINUTE, 10)
        assert (removal.method, removal.params) == ("deleteMessage", {"message_id": 77})

    store.transact(work)


def test_what_is_dropped_leaves_no_prompt_open_that_nobody_saw(store: Store) -> None:
    def prompt(tx: Transaction, chat: int, **rest: Any) -> int:
        shown = tx.shown.add(chat=chat, kind="prompt", body="{}", now=NOW, words=True)
        put(tx, chat, "look", shown_id=shown, **rest)
        return shown

    def work(tx: Transaction) -> None:
        late = prompt(tx, 1, expires_at=NOW)
        prompt(tx, 2, together=True)
        put(tx, 2, "neutral")
        prompt(tx, 3)
        prompt(tx, 4, expires_at=NOW)

        assert tx.outbox.delete_together(2) == 1
        assert tx.outbox.drop_chat(3) == 1
        assert texts(tx.outbox.batch(NOW, 10)) == ["neutral"]  # and what expired is gone
        assert [tx.shown.open_words(chat) for chat in (1, 2, 3, 4)] == [[], [], [], []]
        gone = tx.shown.get(late)
        assert gone is not None
        assert gone.closed
        assert tx.outbox.size() == 1

    store.transact(work)


def test_a_call_that_is_given_up_frees_its_chat_and_forgets_its_words(store: Store) -> None:
    def work(tx: Transaction) -> None:
        put(tx, 1, "first")
        put(tx, 1, "second")
        tx.outbox.fail(tx.outbox.batch(NOW, 10)[0], "chat not found")

        assert texts(tx.outbox.batch(NOW, 10)) == ["second"]
        assert tx.outbox.size() == 1

    store.transact(work)


def test_a_row_that_was_tampered_with_holds_up_nobody(store: Store, url: str, vault: Vault) -> None:
    store.transact(lambda tx: [put(tx, 1, "first"), put(tx, 1, "second"), put(tx, 2, "other")])
    other = Store(url, vault)
    with other._engine.begin() as connection:
        connection.execute(update(outbox).where(outbox.c.id == 1).values(body=b"0"))
    other.close()

    assert texts(store.transact(lambda tx: tx.outbox.batch(NOW, 10))) == ["other"]
    assert texts(store.transact(lambda tx: tx.outbox.batch(NOW, 10))) == ["second", "other"]


def test_of_very_many_calls_a_few_are_known_beyond_their_transaction(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.store.outbox.MOST_HANDED_ON", 2)
    names = ["first", "second", "third"]
    store.transact(lambda tx: [put(tx, chat, name) for chat, name in enumerate(names)])

    known, found = store.transact(lambda tx: (tx.seen.count("call"), texts(tx.outbox.batch(NOW, 10))))

    assert known == (0 if store.side_by_side else 2)
    assert found == names
    assert store.transact(lambda tx: tx.seen.count("call")) == 0

    for chat in range(3, 6):
        store.transact(lambda tx, chat=chat: put(tx, chat, "later"))  # type: ignore[misc]
        assert store.transact(lambda tx: tx.seen.count("call")) <= 2
    assert texts(store.transact(lambda tx: tx.outbox.batch(NOW, 10))) == [*names, "later", "later", "later"]

    store.transact(lambda tx: [put(tx, 9, "fourth"), tx.outbox.drop_chat(9)])

    assert store.transact(lambda tx: tx.seen.count("call")) == 0


def test_a_queue_follows_its_group_and_old_messages_are_out_of_reach(store: Store) -> None:
    def work(tx: Transaction) -> None:
        shown = tx.shown.add(chat=-1, kind="prompt", body="{}", now=NOW, message_id=5)
        put(tx, -1, "first")

        tx.outbox.migrate(-1, -1001)

        assert [row.chat for row in tx.outbox.batch(NOW, 10)] == [-1001]
        moved = tx.shown.get(shown)
        assert moved is not None
        assert (moved.chat, moved.message_id) == (-1001, None)

    store.transact(work)


@pytest.mark.parametrize("seed", range(6))
async def test_D3_what_one_transaction_hands_to_the_next_is_as_if_it_were_read_anew(store: Store, seed: int) -> None:
    chance, now = random.Random(seed), NOW

    def act(tx: Transaction) -> None:
        chat, later = chance.randrange(4), now + chance.randrange(1, 5) * MINUTE
        does = "reply", "nudge", "deletion", "send", "send", "unpark", "set back", "try again", "drop", "move"
        match chance.choice(does):
            case "reply":
                put(tx, chat, "reply")
            case "nudge":
                put(tx, chat, "nudge", priority=NUDGE)
            case "deletion":
                put(tx, chat, "", method="deleteMessage", priority=NUDGE, not_before=later)
            case "send":
                for row in tx.outbox.batch(now, 3):
                    match chance.choice(("done", "retry", "apart", "park", "fail")):
                        case "done":
                            tx.outbox.done([(row, None)], now)
                        case "park":
                            tx.outbox.park(row)
                        case "fail":
                            tx.outbox.fail(row, "no")
                        case how:
                            tx.outbox.retry(row, later, apart=how == "apart")
            case "unpark":
                tx.outbox.unpark(chat)
            case "set back":
                tx.outbox.set_back(MINUTE)
            case "try again":
                tx.outbox.try_again()
            case "drop":
                tx.outbox.drop_chat(chat)
            case _:
                tx.outbox.migrate(chat, chat + 10)

    def look(tx: Transaction) -> None:
        anew = Outbox(tx.outbox._link, tx.keys, Seen(), tx.shown)
        found = [row.id for row in tx.outbox.batch(now, 10)]
        moment = tx.outbox.next_moment()
        assert found == [row.id for row in anew.batch(now, 10)]
        truth = anew.next_moment()
        assert moment is None or moment > now  # else nobody would wake at the true one
        assert truth is None or (moment is not None and moment <= truth)
        assert tx.outbox._any_nudges() or not anew._any_nudges()

    for _ in range(80):
        now += chance.choice((timedelta(), timedelta(), MINUTE, -MINUTE))
        await store.run(act)
        await store.run(look)
