"""What came of calls to Telegram, written down: done, to be tried again, kept for somebody who is away, given up."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import TypeAlias, assert_never

from msgspec import Struct

from bot.store import Transaction
from bot.store.values import Waiting
from bot.verdict import Blocked, Broken, Flooded, Moved, Refusal, Rejected, Settled

LONGEST_PAUSE = timedelta(seconds=60)
MAX_ATTEMPTS = 3  # of a call that Telegram finds fault with


class Made(Struct, frozen=True):
    """The call is through; ``message_id`` is that of the message it made."""

    message_id: int | None = None


Unsent: TypeAlias = Flooded | Broken | Blocked | Moved | Rejected
Verdict: TypeAlias = Made | Refusal


def note(tx: Transaction, outcomes: Sequence[tuple[Waiting, Verdict]], now: datetime) -> None:
    """Write down what came of calls."""
    through = [(row, verdict) for row, verdict in outcomes if isinstance(verdict, Made | Settled)]
    tx.outbox.done([(row, verdict.message_id if isinstance(verdict, Made) else None) for row, verdict in through], now)
    for row, verdict in outcomes:
        if not isinstance(verdict, Made | Settled):
            _note_refusal(tx, row, verdict, now)


def _note_refusal(tx: Transaction, row: Waiting, verdict: Unsent, now: datetime) -> None:
    match verdict:
        case Flooded(pause):
            tx.outbox.retry(row, now + pause)
        case Broken(apart=apart):
            tx.outbox.retry(row, now + growing(row.attempts), apart=apart)
        case Blocked():
            _note_blocked(tx, row, now)
        case Moved(chat):
            _note_moved(tx, row.chat, chat)
        case Rejected(code):
            if is_last(row):
                tx.outbox.fail(row, code)
            else:
                tx.outbox.retry(row, now + growing(row.attempts))
        case _:
            assert_never(verdict)


def is_last(row: Waiting) -> bool:
    """Say whether a call that Telegram finds fault with is not to be tried again."""
    return row.attempts + 1 >= MAX_ATTEMPTS


def growing(attempts: int) -> timedelta:
    """Return 1, 2, 4 ... 60 seconds for 0, 1, 2 ... earlier attempts."""
    return min(timedelta(seconds=2 ** min(attempts, 6)), LONGEST_PAUSE)


def _note_blocked(tx: Transaction, row: Waiting, now: datetime) -> None:
    """Keep everything for a person who comes back; a group that is closed to the bot gets nothing any more."""
    person = tx.people.by_telegram(row.chat)
    if person is None:
        tx.outbox.drop_chat(row.chat)
        return
    tx.outbox.park(row)
    tx.people.reachable(person.id, False, now)


def _note_moved(tx: Transaction, old: int, new: int) -> None:
    tx.locks.chats(old, new)
    tx.outbox.migrate(old, new)
    couple = tx.couples.by_group(old)
    if couple is not None:
        tx.couples.group(couple.id, new, False)


def named(verdict: Verdict) -> str:
    """Return a word for the logs: the code, if there is one."""
    match verdict:
        case Settled(code) | Broken(code, _) | Rejected(code):
            return code
        case _:
            return type(verdict).__name__.lower()
