"""What is counted while the bot runs, in a registry of its own: numbers and codes, nothing about anybody (P4)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from prometheus_client import CollectorRegistry, Counter, Histogram, ProcessCollector
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, InfoMetricFamily
from prometheus_client.metrics_core import Metric
from prometheus_client.registry import Collector

from bot.store.values import NUDGE, REPLY, Figures

BUCKETS = (0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0)
"""Seconds. Telegram's own part of a reply is some 50 ms."""
PRIORITIES = {REPLY: "reply", NUDGE: "nudge"}

HandledAs = Literal["done", "unused", "parked", "postponed"]
"""``unused``: nothing that the bot could use. ``postponed``: the database was out of reach, so it comes again."""


class Metrics:
    """Counters of one running bot."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        ProcessCollector(registry=self.registry)
        self._updates = Counter(
            "reknit_updates", "Updates by kind and by what came of them.", ("kind", "result"), registry=self.registry
        )
        self._seconds = Histogram(
            "reknit_update_seconds", "Time to handle an update.", buckets=BUCKETS, registry=self.registry
        )
        self._parked = Counter("reknit_parked", "Updates that were parked.", ("reason",), registry=self.registry)
        for reason in ("bug", "malformed"):
            self._parked.labels(
                reason
            )  # there from the start: Prometheus sees no increase in a series that begins with 1
        self._bugs = Counter("reknit_bugs", "Bugs met, in updates and elsewhere.", registry=self.registry)
        self._counted: dict[tuple[str, HandledAs], Counter] = {}  # asked for by its labels each one takes longer
        self.updated: datetime | None = None
        """When the last update was handled."""

    def handled(self, kind: str, result: HandledAs, began: datetime, ended: datetime) -> None:
        counter = self._counted.get((kind, result))
        if counter is None:
            counter = self._counted[kind, result] = self._updates.labels(kind, result)
        counter.inc()
        self._seconds.observe((ended - began).total_seconds())
        self.updated = ended

    def reading(
        self, *, now: datetime, calls: Mapping[str, int], given_up: int, reached: datetime, version: str
    ) -> Reading:
        """Return how the bot does ``now``, with no word of the database yet."""
        return Reading(
            now=now,
            figures=None,
            calls=calls,
            given_up=given_up,
            reached=reached,
            updated=self.updated,
            version=version,
        )

    def parked(self, reason: str) -> None:
        self._parked.labels(reason).inc()

    def bug(self) -> None:
        self._bugs.inc()


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)  # a registry wants it hashable
class Reading(Collector):
    """How the bot does at one moment. ``figures`` is None while the database is out of reach."""

    now: datetime
    figures: Figures | None
    calls: Mapping[str, int]
    given_up: int
    reached: datetime
    updated: datetime | None
    version: str

    def collect(self) -> Iterable[Metric]:
        yield InfoMetricFamily("reknit_build", "What runs.", {"version": self.version})
        yield _gauge("reknit_database_up", "1 while the database can be used.", int(self.figures is not None))
        yield _gauge("reknit_telegram_age_seconds", "Since Telegram was reached.", self._age(self.reached))
        if self.updated is not None:
            yield _gauge("reknit_last_update_age_seconds", "Since the last update.", self._age(self.updated))
        calls = CounterMetricFamily("reknit_calls", "Calls to Telegram by what came of them.", labels=("verdict",))
        for verdict, count in sorted(self.calls.items()):
            calls.add_metric((verdict,), count)
        yield calls
        yield CounterMetricFamily("reknit_failed", "Calls that were given up for good.", self.given_up)
        if self.figures is not None:
            yield from self._of_database(self.figures)

    def _of_database(self, figures: Figures) -> Iterable[Metric]:
        outbox = GaugeMetricFamily("reknit_outbox", "Calls in the outbox.", labels=("state", "priority"))
        for (state, priority), count in sorted(figures.outbox.items()):
            outbox.add_metric((state, PRIORITIES.get(priority, str(priority))), count)
        yield outbox
        oldest = self._age(figures.oldest_reply)
        yield _gauge("reknit_outbox_oldest_reply_age_seconds", "Since when the oldest reply waits.", oldest)
        yield _gauge("reknit_timers", "Timers that are set.", figures.timers)
        yield _gauge("reknit_timers_overdue", "Timers whose moment has passed.", figures.overdue)
        late = self._age(figures.oldest_due)
        yield _gauge("reknit_timers_overdue_age_seconds", "Since when the oldest of these is overdue.", late)
        parked = GaugeMetricFamily("reknit_parked_updates", "Parked updates that are kept.", labels=("reason",))
        for reason, count in sorted(figures.parked.items()):
            parked.add_metric((reason,), count)
        yield parked
        yield _gauge("reknit_database_bytes", "Size of the database.", figures.bytes)

    def _age(self, since: datetime | None) -> float:
        return 0.0 if since is None else max((self.now - since).total_seconds(), 0.0)


def _gauge(name: str, says: str, value: float) -> GaugeMetricFamily:
    return GaugeMetricFamily(name, says, value)
