"""What became of each message that people typed, by the database: taken once, where it belongs, or refused and told so.

Which of them the bot took it notes itself, so that an edit finds the answer: that is what is read here.
"""

from __future__ import annotations

import base64
import json
import os
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

from bot.shelf import from_json
from bot.store import Store, Transaction
from bot.vault import Vault
from tests import databases
from tests.bot.talk import Talk, Typed, What
from tests.bot.theatre import KEY

PLACES: dict[What, set[str]] = {"aside": {"aside"}, "told": {"speak", "add", "aside"}, "heard": {"mirror", "aside"}}
"""The questions that a message can be the answer to: an aside is what is typed without having the floor."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """An answer as it is stored; ``author`` is Telegram's number for them."""

    session: int
    n: int
    author: int
    ask: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Ledger:
    """``taken`` has the answers that a message is noted for, ``stored`` those that have its words."""

    taken: dict[tuple[int, int], list[tuple[int, int]]]
    stored: dict[str, list[Kept]]


def read(folder: Path) -> Ledger:
    base = databases.of(folder)
    sessions = [int(str(row)) for (row,) in base.query("SELECT id FROM session")]
    authors = {int(str(row)): int(str(chat)) for row, chat in base.query("SELECT id, telegram_id FROM person")}
    noted = base.query("SELECT chat, message_id, session_id, answer FROM shown WHERE kind = 'receipt' ORDER BY id")
    ledger = Ledger(taken=defaultdict(list), stored=defaultdict(list))
    for row in noted:
        chat, message, session, n = (int(str(value)) for value in row)
        ledger.taken[chat, message].append((session, n))

    def work(tx: Transaction) -> None:
        for session in sessions:
            stored = tx.sessions.get(session)
            assert stored is not None  # nothing is erased
            answers = from_json(stored.body).answers
            asks = {answer.n: answer.ask for answer in answers}
            asks |= {n: whole.ask for whole in answers for n in whole.parts}  # whoever writes again adds to the draft
            for answer in tx.answers.get(session, [*asks]).values():
                text = str(json.loads(answer.body).get("text"))
                kept = Kept(session=session, n=answer.n, author=authors[answer.author], ask=asks.get(answer.n, ""))
                ledger.stored[text].append(kept)

    store = Store(base.url, Vault([base64.b64decode(KEY)], os.urandom))
    try:
        store.transact(work)
    finally:
        store.close()
    return ledger


def refused(ledger: Ledger, talk: Talk) -> list[Typed]:
    """Return the messages that were refused, all others having been taken once, in their place.

    What was to be sent to the other one, however often it was typed, was given to them.
    """
    for words in {typed.words for typed in talk.typed if typed.what != "aside"}:
        tries = [typed.message.text for typed in talk.typed if typed.words == words]
        given = [kept for text in tries for kept in ledger.stored[text] if kept.ask != "aside"]
        assert given, (words, tries)
    return [typed for typed in talk.typed if not _is_taken(ledger, typed)]


def _is_taken(ledger: Ledger, typed: Typed) -> bool:
    place = typed.author.id, typed.message.id
    taken, stored = ledger.taken[place], ledger.stored[typed.message.text]
    story = (typed.message.text, place, taken, stored)
    if not taken:
        assert stored == [], story
        return False
    assert len(taken) == 1, story
    (answer,) = taken
    assert len(stored) == 1, story
    (kept,) = stored
    assert (kept.session, kept.n) == answer, story
    assert kept.author == typed.author.id, story
    assert kept.ask in PLACES[typed.what], story
    return True
