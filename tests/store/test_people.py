"""People, couples and invitations."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from sqlalchemy.exc import IntegrityError

from bot.store import Couple, Invitation, Person, Settings, Store, Transaction
from flows.engine.frozen import replace


def add_two(tx: Transaction, now: datetime) -> tuple[Person, Person]:
    return tx.people.add(1, "Alex", now), tx.people.add(2, "Sam", now)


def test_a_person_is_what_was_last_said_of_them(store: Store, now: datetime) -> None:
    settings = Settings(language="de", zone="Europe/Berlin", country="DE", nudges="none", track="joint")

    def work(tx: Transaction) -> Person:
        alex = tx.people.add(1, "Alex", now)
        tx.people.rename(alex.id, "Alexander")
        tx.people.settings(alex.id, settings)
        tx.people.consent(alex.id, now)
        tx.people.reachable(alex.id, False, now)
        return alex

    alex = store.transact(work)

    said = replace(alex, name="Alexander", settings=settings, consented=True, reachable=False)
    assert store.transact(lambda tx: tx.people.get(alex.id)) == said
    assert store.transact(lambda tx: tx.people.by_telegram(1)) == said
    store.transact(lambda tx: tx.people.reachable(alex.id, True, now))
    assert store.transact(lambda tx: tx.people.get(alex.id)) == replace(said, reachable=True)
    assert store.transact(lambda tx: tx.people.by_telegram(3)) is None


def test_settings_are_known_as_they_will_be_read(store: Store, now: datetime) -> None:
    def work(tx: Transaction) -> Person | None:
        alex = tx.people.get(1)
        assert alex is not None
        tx.people.settings(1, settings)
        assert tx.people.get(1) == replace(alex, settings=settings) != alex
        return tx.people.get(1)

    settings = Settings(zone="Europe/Berlin", nudged=(now,), erasing=("mark", now), nudges_off=("promise",))
    store.transact(lambda tx: tx.people.add(1, "Alex", now))
    said = store.transact(work)

    store.transact(lambda tx: tx.people.rename(1, "Alex"))  # what was known is forgotten
    assert store.transact(lambda tx: tx.people.get(1)) == said


def test_a_couple_is_found_by_its_members_and_its_group(store: Store, now: datetime) -> None:
    def work(tx: Transaction) -> Couple:
        alex, sam = add_two(tx, now)
        couple = tx.couples.add(alex.id, sam.id, now)
        tx.couples.group(couple.id, -100, alone=True)
        return replace(couple, group_chat=-100, group_alone=True)

    couple = store.transact(work)

    assert couple.members == {"a": 1, "b": 2}
    for found in (
        store.transact(lambda tx: tx.couples.of(1)),
        store.transact(lambda tx: tx.couples.of(2)),
        store.transact(lambda tx: tx.couples.get(couple.id)),
        store.transact(lambda tx: tx.couples.by_group(-100)),
    ):
        assert found == couple
    assert store.transact(lambda tx: tx.couples.by_group(-101)) is None


def test_nobody_is_in_two_couples_and_no_group_serves_two(store: Store, now: datetime) -> None:
    def work(tx: Transaction) -> None:
        alex, sam = add_two(tx, now)
        kim, lou = tx.people.add(3, "Kim", now), tx.people.add(4, "Lou", now)
        tx.couples.group(tx.couples.add(alex.id, sam.id, now).id, -100, alone=True)
        tx.couples.add(kim.id, lou.id, now)

    store.transact(work)

    with pytest.raises(IntegrityError):
        store.transact(lambda tx: tx.couples.add(1, 3, now))
    with pytest.raises(IntegrityError):
        store.transact(lambda tx: tx.couples.group(2, -100, alone=False))


def test_after_an_end_both_are_free_and_so_is_their_group(store: Store, now: datetime) -> None:
    def work(tx: Transaction) -> Couple:
        alex, sam = add_two(tx, now)
        first = tx.couples.add(alex.id, sam.id, now)
        tx.couples.group(first.id, -100, alone=True)
        tx.couples.end(first.id, now)
        second = tx.couples.add(alex.id, sam.id, now)
        tx.couples.group(second.id, -100, alone=True)
        return first

    first = store.transact(work)

    ended = store.transact(lambda tx: tx.couples.get(first.id))
    assert ended == replace(first, ended=True)
    now_in = store.transact(lambda tx: tx.couples.of(1))
    assert now_in is not None
    assert now_in.id != first.id


def test_an_invitation_serves_once_and_until_it_expires_or_is_withdrawn(store: Store, now: datetime) -> None:
    later = now + timedelta(days=2)

    def work(tx: Transaction) -> None:
        alex, sam = add_two(tx, now)
        for token in ("used", "withdrawn", "expired"):
            tx.invitations.add(token, alex.id, now, later if token != "expired" else now)
        used = tx.invitations.by_hash("used")
        assert used is not None
        assert used.open_at(now)
        tx.invitations.use(used.id, sam.id, now)
        assert [one.id for one in tx.invitations.open_of(alex.id, now)] == [2]
        tx.invitations.withdraw(alex.id, now)
        assert tx.invitations.open_of(alex.id, now) == []

    store.transact(work)

    def look(tx: Transaction) -> list[Invitation | None]:
        return [tx.invitations.by_hash(token) for token in ("used", "withdrawn", "expired", "unknown")]

    found = store.transact(look)
    assert [(one.used, one.used_by, one.withdrawn, one.open_at(now)) for one in found if one] == [
        (True, 2, False, False),
        (False, None, True, False),
        (False, None, True, False),
    ]
    assert found[-1] is None
