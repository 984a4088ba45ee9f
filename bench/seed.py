"""Couples in the database as the bot would have left them, through the store's own door."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime, timedelta

from bench.walks import CAMERA, FELT, HEARD, TOOK
from bot.desk import Desk, House
from bot.letters import packed
from bot.reports import REPORTS
from bot.screen import Sheet
from bot.shelf import FLOWS, to_json
from bot.store import Couple, Store, Transaction
from bot.store.values import Person
from bot.texts import Texts
from bot.turns import begin
from flows.engine.frozen import replace
from flows.engine.session import Answer, Form, Partner, Seen
from flows.engine.step import start
from flows.programme import LAPSE

NAMES = ("Alex", "Sam")
AT_ONCE = 500
"""Couples a transaction."""
FIRST_STORED = 50_000_000
REST = timedelta(days=2)
WORDS = tuple(json.dumps({"text": words, "voice": None}) for words in (CAMERA, FELT, HEARD, TOOK))
SHEET = packed(Sheet(html=f"{CAMERA}\n\n{FELT}\n\n{HEARD}", rows=()))


def _body(flow: str, at: str, now: datetime, *, answers: int = 0, ended: bool = False) -> str:
    """Return a conversation that stands at a state, or has ended there, as JSON."""
    session = start(FLOWS[flow], seed=1, now=now, at=at).session
    given = tuple(
        Answer(n=n, ask="camera", by=Partner("ab"[n % 2]), seen=Seen.PRIVATE, form=Form.WORDS) for n in range(answers)
    )
    return to_json(replace(session, answers=given, ended=at if ended else None))


def offered_body(now: datetime) -> str:
    """Return the programme of a couple to whom the first talk was offered."""
    return _body("programme", "offered", now)


def house() -> House:
    return House(texts=Texts(), host="", username="bench_bot", seed=lambda: 1, token=lambda: "unused", reports=REPORTS)


def add_ready(store: Store, chats: Sequence[tuple[int, int]], now: datetime) -> None:
    """Add couples to whom the first talk is offered; what shows it waits in the outbox."""
    home = house()
    for first in range(0, len(chats), AT_ONCE):
        part = chats[first : first + AT_ONCE]

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


def add_stored(store: Store, count: int, now: datetime) -> None:
    """Add couples who have a first talk behind them and rest: what most of those are that a bot has stored."""
    bodies = (
        _body("welcome", "adult", now, ended=True),
        _body("programme", "resting", now),
        _body("open_communication", "trust", now, answers=len(WORDS), ended=True),
    )
    for start_at in range(0, count, AT_ONCE):

        def work(tx: Transaction, first: int = start_at) -> None:
            for n in range(first, min(first + AT_ONCE, count)):
                _store(tx, n, now, bodies)

        store.transact(work)


def _store(tx: Transaction, n: int, now: datetime, bodies: tuple[str, str, str]) -> None:
    welcome_body, programme_body, talk_body = bodies
    couple = add_couple(tx, (FIRST_STORED + 2 * n, FIRST_STORED + 2 * n + 1), now)
    for person_id in couple.members.values():
        welcome = tx.sessions.add("welcome", person_id, None, welcome_body, now)
        tx.sessions.save(welcome, welcome_body, now, finished=True)
    programme = tx.sessions.add("programme", None, couple.id, programme_body, now)
    talk = tx.sessions.add("open_communication", None, couple.id, talk_body, now)
    tx.sessions.save(talk, talk_body, now, finished=True)
    for number, words in enumerate(WORDS):
        chat, seat = FIRST_STORED + 2 * n + number % 2, "ab"[number % 2]
        tx.answers.keep(talk.id, number, couple.members[seat], words, now)
        tx.shown.add(
            chat=chat,
            kind="prompt",
            body=SHEET,
            now=now,
            person_id=couple.members[seat],
            session_id=talk.id,
            partner=seat,
            turn=number,
            answer=number,
            words=True,
            message_id=number + 1,
            closed=True,
        )
    tx.timers.set("gentle wake", now + REST, session_id=programme.id, partner="a", turn=0, name="rested")
