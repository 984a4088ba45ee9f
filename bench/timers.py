"""What it costs that many timers are stored which are not due yet: a claim of those that are, and an update."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from statistics import median
from time import perf_counter

from bench import reknit
from bot.store import Store, Transaction

DUE = 100
"""Timers that come due between two claims."""
AHEAD = timedelta(days=30)
SPREAD = timedelta(days=1)
NOWHERE = 1_000_000_000
"""From here on are the ids of people and conversations that are not stored: there are timers and nothing else."""

_FILL = """
WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i + 1 < :count)
INSERT INTO timer (kind, session_id, person_id, partner, turn, name, due_at)
SELECT
    CASE i % 2 WHEN 0 THEN 'gentle wake' ELSE 'nudge' END,
    CASE i % 2 WHEN 0 THEN :nowhere + i END,
    CASE i % 2 WHEN 1 THEN :nowhere + i END,
    CASE i % 2 WHEN 0 THEN 'a' END, 0, '', :first + (i * 7919 % :count) * :step
FROM n
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Timed:
    """With so many timers stored: seconds that a claim took, and CPU seconds of 1,000 updates."""

    timers: int
    claim: float
    update: float


def fill(folder: Path, count: int) -> None:
    """Store so many timers, half of them nudges, for moments of a day a month ahead, in no order."""
    given = {
        "count": count,
        "nowhere": NOWHERE,
        "first": int((reknit.now() + AHEAD).timestamp() * 1000),
        "step": max(SPREAD // timedelta(milliseconds=1) // count, 1),
    }
    with closing(sqlite3.connect(folder / "reknit.db")) as database, database:
        database.execute(_FILL, given)


def claims(folders: Sequence[Path], rounds: int) -> list[float]:
    """Return the seconds of a claim with each of the databases: the median of some rounds, all taking turns."""
    stores = [reknit.open_store(folder) for folder in folders]
    took = [[_claim(store) for store in stores] for _ in range(rounds)]
    for store in stores:
        store.close()
    return [median(times) for times in zip(*took, strict=True)]


def _claim(store: Store) -> float:
    """Let timers come due, and return how long it takes to find them, to be done with them and to find the next."""
    due = reknit.now() - timedelta(seconds=1)

    def come_due(tx: Transaction) -> None:
        for n in range(DUE):
            tx.timers.set(("gentle wake", "nudge")[n % 2], due)

    def claim(tx: Transaction) -> None:
        now = reknit.now()
        found = (*tx.timers.due(now, DUE), *tx.timers.due_nudges(now, DUE))
        assert len(found) == DUE  # else something else was measured
        for one in found:
            tx.timers.done(one.id)
        tx.timers.next_due()
        tx.timers.next_nudge()

    store.transact(come_due)
    began = perf_counter()
    store.transact(claim)
    return perf_counter() - began
