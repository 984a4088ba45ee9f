"""Who is erased leaves no word and no key behind, in any table or file; the other keeps what is theirs (P6)."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from bot.store import UNSCRUBBED, ParkedUpdate, Post, Store, Transaction
from bot.store.reading import reading
from bot.store.tables import couple, person
from bot.vault import Vault
from flows.engine.frozen import replace
from tests import databases

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
ALEX, SAM, TALK, MINE, THEIRS = 1, 2, 1, 2, 3


@pytest.fixture
def lived_in(store: Store) -> Store:
    """A couple with a talk, a private session each, and something of every kind in every table."""

    def work(tx: Transaction) -> None:
        alex, sam = tx.people.add(100, "Alex", NOW).id, tx.people.add(200, "Sam", NOW).id
        us = tx.couples.add(alex, sam, NOW).id
        tx.couples.group(us, -100, alone=True)
        tx.invitations.add("hash", alex, NOW, NOW + timedelta(days=1))
        for person_id, couple_id in ((None, us), (alex, None), (sam, None)):
            session = tx.sessions.add("talk", person_id, couple_id, "{}", NOW).id
            tx.timers.set("wake", NOW, session_id=session)
            tx.shown.add(
                chat=100, kind="prompt", body="x", now=NOW, session_id=session, person_id=person_id, couple_id=couple_id
            )
        tx.answers.keep(TALK, 1, alex, "Alex's", NOW)
        tx.answers.keep(TALK, 2, sam, "Sam's", NOW)
        tx.answers.keep(MINE, 1, alex, "Alex's secret", NOW)
        tx.answers.keep(THEIRS, 1, sam, "Sam's secret", NOW)
        for person_id, couple_id in ((alex, None), (sam, None), (None, us)):
            tx.records.keep("note", "kept", now=NOW, person_id=person_id, couple_id=couple_id)
        for chat, owner in ((100, (alex, None)), (200, (sam, None)), (-100, (None, us))):
            post = Post(
                chat=chat,
                method="sendMessage",
                params={"text": f"to {chat}"},
                created_at=NOW,
                person_id=owner[0],
                couple_id=owner[1],
            )
            tx.outbox.add(post)
        quoting = Post(
            chat=200, method="sendMessage", params={"text": "Alex said"}, created_at=NOW, person_id=sam, author=alex
        )
        tx.outbox.add(quoting)
        removal = Post(chat=100, method="deleteMessage", params={"message_id": 9}, created_at=NOW, not_before=NOW)
        tx.outbox.add(removal)

    store.transact(work)
    return store


def test_all_that_is_the_persons_is_gone(lived_in: Store) -> None:
    lived_in.transact(lambda tx: tx.people.forget(ALEX))

    def look(tx: Transaction) -> None:
        assert tx.people.get(ALEX) is None
        assert tx.account.answers(ALEX) == []
        assert tx.sessions.all_of(ALEX, None) == []
        assert tx.records.all("note", person_id=ALEX) == []
        assert tx.invitations.by_hash("hash") is None
        assert tx.account.shown(ALEX, 100) == []

    lived_in.transact(look)


def test_what_the_couple_owned_is_gone_and_the_partner_goes_on_beside_an_empty_seat(lived_in: Store) -> None:
    lived_in.transact(lambda tx: tx.people.forget(ALEX, {TALK: "what is left"}))

    def look(tx: Transaction) -> None:
        assert tx.couples.get(1) is None
        theirs = tx.couples.of(SAM)
        assert theirs is not None
        assert (theirs.ended, theirs.group_chat, theirs.members) == (False, -100, {"b": SAM})
        assert tx.records.all("note", couple_id=1) == tx.records.all("note", couple_id=theirs.id) == []
        assert [(talk.id, talk.body) for talk in tx.sessions.open_of(None, theirs.id)] == [(TALK, "what is left")]

    lived_in.transact(look)


def test_a_conversation_of_which_nothing_is_left_stays_as_a_shell_for_the_partners_words(lived_in: Store) -> None:
    lived_in.transact(lambda tx: tx.people.forget(ALEX))

    def look(tx: Transaction) -> None:
        theirs = tx.couples.of(SAM)
        assert theirs is not None
        (shell,) = tx.sessions.all_of(None, theirs.id)
        assert (shell.id, shell.body, shell.finished) == (TALK, "", True)
        assert [one.body for one in tx.account.answers(SAM) if one.session_id == TALK] == ["Sam's"]

    lived_in.transact(look)


def test_the_partner_keeps_their_own_words(lived_in: Store) -> None:
    lived_in.transact(lambda tx: tx.people.forget(ALEX))

    def look(tx: Transaction) -> None:
        assert [answer.body for answer in tx.account.answers(SAM)] == ["Sam's", "Sam's secret"]
        assert tx.records.all("note", person_id=SAM) == ["kept"]
        assert [session.id for session in tx.sessions.open_of(SAM, None)] == [THEIRS]
        rows = tx.outbox.batch(NOW, 10)
        assert [(row.chat, row.params) for row in rows] == [(200, {"text": "to 200"}), (100, {"message_id": 9})]

    lived_in.transact(look)


def test_when_both_are_erased_nothing_is_left_but_scheduled_deletions(lived_in: Store, tmp_path: Path) -> None:
    lived_in.transact(lambda tx: tx.people.forget(ALEX))
    lived_in.transact(lambda tx: tx.people.forget(SAM))

    left = {name for name, rows in databases.of(tmp_path).rows("sqlite_sequence").items() if rows}
    assert left == {"alembic_version", "meta", "outbox"}
    assert lived_in.transact(lambda tx: [row.method for row in tx.outbox.batch(NOW, 10)]) == ["deleteMessage"]


async def test_no_file_holds_what_was_erased_after_the_log_is_scrubbed(
    lived_in: Store, tmp_path: Path, database: str
) -> None:
    """On PostgreSQL nothing holds the keys; what they opened is in pages that it overwrites when it needs them."""
    with lived_in._engine.connect() as connection:
        keys = [
            *connection.scalars(select(person.c.key).where(person.c.id == ALEX)),
            *connection.scalars(select(couple.c.key)),
        ]
        answers = connection.exec_driver_sql("SELECT body FROM answer WHERE author = 1").scalars().all()
    erased = [bytes(blob) for blob in (keys if database == "postgresql" else [*keys, *answers])]
    assert all(blob in databases.of(tmp_path).on_disk() for blob in erased)

    await lived_in.run(lambda tx: tx.people.forget(ALEX))
    await lived_in.scrub()

    assert len(keys) == len(answers) == 2
    assert not any(blob in databases.of(tmp_path).on_disk() for blob in erased)


async def test_what_a_backup_kept_from_being_scrubbed_is_scrubbed_afterwards_even_by_another_process(
    lived_in: Store, tmp_path: Path, vault: Vault, url: str
) -> None:
    with lived_in._engine.connect() as connection:
        keys = connection.scalars(select(person.c.key).where(person.c.id == ALEX)).all()
    assert await lived_in.scrub()
    with reading(url) as backup:
        assert backup.scalar(select(person.c.id).where(person.c.id == ALEX)) == ALEX

        await lived_in.run(lambda tx: tx.people.forget(ALEX))

        assert not await lived_in.scrub()
        assert not lived_in.scrubbed
        assert bytes(keys[0]) in databases.of(tmp_path).on_disk()
    again = Store(url, vault)
    assert await again.scrub()
    again.close()
    assert bytes(keys[0]) not in databases.of(tmp_path).on_disk()
    assert lived_in.transact(lambda tx: tx.meta.get(UNSCRUBBED)) is None


def test_a_person_who_comes_back_is_a_new_one(lived_in: Store) -> None:
    lived_in.transact(lambda tx: tx.people.forget(ALEX))

    back = lived_in.transact(lambda tx: tx.people.add(100, "Alex again", NOW))

    assert back.id not in (ALEX, SAM)
    assert lived_in.transact(lambda tx: tx.people.by_telegram(100)) == back


def a_parked(sender: int | None, chat: int | None) -> ParkedUpdate:
    return ParkedUpdate(update_id=None, reason="bug", sender=sender, chat=chat, body=f"words of {sender} in {chat}")


def test_no_parked_update_is_left_that_may_hold_the_persons_words(lived_in: Store) -> None:
    """The partner's may quote them: an update repeats the message that it replies to."""
    theirs = [a_parked(100, 100), a_parked(100, -100), a_parked(None, 100), a_parked(None, None)]
    quoting = [a_parked(200, 200), a_parked(200, -100), a_parked(300, -100)]
    foreign = [a_parked(300, 300), a_parked(300, -300)]
    lived_in.transact(lambda tx: [tx.parked.add(parked, NOW) for parked in (*theirs, *quoting, *foreign)])

    lived_in.transact(lambda tx: tx.people.forget(ALEX))

    assert lived_in.transact(lambda tx: tx.parked.all()) == foreign


def test_no_parked_update_of_a_stranger_is_left_that_names_the_person_or_answers_their_invitation(
    lived_in: Store,
) -> None:
    """A reply in a group that was theirs once repeats their message, and a press under an invitation their name."""

    def work(tx: Transaction) -> None:
        follower = tx.people.add(400, "Kim", NOW)
        link = tx.invitations.by_hash("hash")
        assert link is not None
        tx.invitations.followed(link.id, follower.id)
        tx.parked.add(replace(a_parked(300, -300), body='{"reply_to_message": {"from": {"id": 100}}}'), NOW)
        tx.parked.add(a_parked(400, 400), NOW)
        tx.parked.add(a_parked(300, 1001), NOW)

    lived_in.transact(work)

    lived_in.transact(lambda tx: tx.people.forget(ALEX))

    assert lived_in.transact(lambda tx: tx.parked.all()) == [a_parked(300, 1001)]


async def test_P6_a_couple_made_after_an_erasure_gets_an_id_that_none_had(store: Store) -> None:
    def begin(tx: Transaction) -> list[int]:
        people = [tx.people.add(100 * n, "x", NOW).id for n in range(1, 5)]
        tx.couples.add(people[0], people[1], NOW)
        return people

    alex, sam, kim, lou = await store.run(begin)
    await store.run(lambda tx: tx.people.forget(alex))
    left = await store.run(lambda tx: tx.couples.of(sam))
    assert left is not None
    made = await store.run(lambda tx: tx.couples.add(kim, lou, NOW))

    assert made.id > left.id
