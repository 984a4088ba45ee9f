"""Couples in the database as the bot would have left them, through the store's own door."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from bot.desk import Desk, House
from bot.reports import REPORTS
from bot.store import Couple, Store, Transaction
from bot.store.values import Person
from bot.texts import Texts
from bot.turns import begin
from flows.programme import LAPSE

NAMES = ("Alex", "Sam")
AT_ONCE = 500
"""Couples a transaction."""


def house() -> House:
    return House(texts=Texts(), host="", username="bench_bot", seed=lambda: 1, token=lambda: "unused", reports=REPORTS)


def add_ready(store: Store, chats: Sequence[tuple[int, int]], now: datetime) -> None:
    """Add couples to whom the first talk is offered; what shows it waits in the outbox."""
    home = house()
    for start in range(0, len(chats), AT_ONCE):
        part = chats[start : start + AT_ONCE]

        def work(tx: Transaction, part: Sequence[tuple[int, int]] = part) -> None:
            for pair in part:
                _offer(Desk(tx=tx, now=now, house=home), add_couple(tx, pair, now))

        store.transact(work)


def _offer(desk: Desk, couple: Couple) -> None:
    stored = begin(desk, "programme", couple_id=couple.id, at="offered")
    for partner in couple.members:
        desk.tx.timers.set("wake", desk.now + LAPSE, session_id=stored.id, partner=partner, turn=0, name="week")


def add_couple(tx: Transaction, chats: tuple[int, int], now: datetime) -> Couple:
    a, b = (_add_person(tx, chat, name, now) for chat, name in zip(chats, NAMES, strict=True))
    return tx.couples.add(a.id, b.id, now)


def _add_person(tx: Transaction, chat: int, name: str, now: datetime) -> Person:
    person = tx.people.add(chat, name, now)
    start, end = (now + timedelta(hours=hours) for hours in (10, 20))  # a run never falls into quiet hours
    settings = replace(person.settings, zone="Etc/UTC", track="joint", quiet_from=f"{start:%H:%M}")
    settings = replace(settings, quiet_to=f"{end:%H:%M}")
    tx.people.settings(person.id, settings)
    tx.people.consent(person.id, now)
    return replace(person, settings=settings, consented=True)
