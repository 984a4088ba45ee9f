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
    """``taken`` has the answers that a message is noted for, ``stored`` those that have its words.

    ``last`` is the message noted last for an answer: whoever writes again before they press Send rewrites it.
    """

    taken: dict[tuple[int, int], list[tuple[int, int]]]
    stored: dict[str, list[Kept]]
    last: dict[tuple[int, int], tuple[int, int]]


def read(folder: Path) -> Ledger:
    base = databases.of(folder)
    sessions = [int(str(row)) for (row,) in base.query("SELECT id FROM session")]
    authors = {int(str(row)): int(str(chat)) for row, chat in base.query("SELECT id, telegram_id FROM person")}
    noted = base.query("SELECT chat, message_id, session_id, answer FROM shown WHERE kind = 'receipt' ORDER BY id")
    ledger = Ledger(taken=defaultdict(list), stored=defaultdict(list), last={})
    for row in noted:
        chat, message, session, n = (int(str(value)) for value in row)
        ledger.taken[chat, message].append((session, n))
        ledger.last[session, n] = (chat, message)

    def work(tx: Transaction) -> None:
        for session in sessions:
            stored = tx.sessions.get(session)
            assert stored is not None  # nothing is erased
            asks = {answer.n: answer.ask for answer in from_json(stored.body).answers}
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

    Of what was to be sent to the other one, however often it was typed, one message is what they were given.
    """
    for words in {typed.words for typed in talk.typed if typed.what != "aside"}:
        tries = [typed.message.text for typed in talk.typed if typed.words == words]
        given = [kept for text in tries for kept in ledger.stored[text] if kept.ask != "aside"]
        assert len(given) == 1, (words, tries, given)
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
    if ledger.last[answer] != place:  # its author has written it anew before sending it
        assert (ledger.last[answer][0], stored) == (typed.author.id, []), story
        return True
    assert len(stored) == 1, story
    (kept,) = stored
    assert (kept.session, kept.n) == answer, story
    assert kept.author == typed.author.id, story
    assert kept.ask in PLACES[typed.what], story
    return True
