"""GET /healthz and /metrics, for whoever watches over the bot. Numbers and codes, nothing about anybody (P4)."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import TypeVar

from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, generate_latest
from sqlalchemy.exc import SQLAlchemyError
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.types import Receive, Scope, Send

from bot.clock import Clock
from bot.metrics import Metrics, Reading
from bot.store import PROBED, Store, Transaction
from flows.engine.frozen import replace

T = TypeVar("T")

DATABASE_LIMIT = timedelta(seconds=6)
"""SQLite itself waits 5 seconds for another process that writes."""
TELEGRAM_LIMIT = timedelta(minutes=3)
"""A poll is held for 50 seconds, a webhook is looked after each minute."""
REPLY_LIMIT = timedelta(minutes=5)
"""A reply waits a minute in a busy group (Telegram takes 20 a minute there), and up to a minute after an error."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One thing that has to hold. ``seconds`` is None where there is nothing to measure."""

    ok: bool
    seconds: float | None
    limit: float


class Monitoring:
    """Answers the two addresses (ASGI); everything else is not found."""

    def __init__(self, store: Store, clock: Clock, metrics: Metrics, read: Callable[[], Reading]) -> None:
        """``read`` tells what is known without the database."""
        self._store = store
        self._clock = clock
        self._metrics = metrics
        self._read = read

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        request = Request(scope, receive)
        answers: dict[tuple[str, str], Callable[[], Awaitable[Response]]] = {
            ("GET", "/healthz"): self._healthz,
            ("GET", "/metrics"): self._exposition,
        }
        answer = answers.get((request.method, request.scope["path"]))
        response = Response(status_code=404) if answer is None else await answer()
        await response(scope, receive, send)

    async def _healthz(self) -> Response:
        now = self._clock.now()
        found = await self._asked(lambda tx: _probed(tx, now))
        (oldest,) = found or [None]
        checks = {
            "database": Check(ok=found is not None, seconds=None, limit=DATABASE_LIMIT.total_seconds()),
            "telegram": _check(now - self._read().reached, TELEGRAM_LIMIT),
            "outbox": _check(now - (oldest or now), REPLY_LIMIT),
        }
        ok = all(check.ok for check in checks.values())
        told = {name: asdict(check) for name, check in checks.items()}
        return JSONResponse({"ok": ok, **told}, status_code=200 if ok else 503)

    async def _exposition(self) -> Response:
        now = self._clock.now()
        figures = await self._asked(lambda tx: tx.measures.all(now))
        reading = replace(self._read(), figures=figures)
        momentary = CollectorRegistry()
        momentary.register(reading)
        body = generate_latest(self._metrics.registry) + generate_latest(momentary)
        return Response(body, media_type=CONTENT_TYPE_LATEST)

    async def _asked(self, work: Callable[[Transaction], T]) -> T | None:
        """Return what the database tells, None while it is out of reach."""
        try:
            async with asyncio.timeout(DATABASE_LIMIT.total_seconds()):
                return await self._store.run(work)
        except (TimeoutError, SQLAlchemyError):
            return None


def _probed(tx: Transaction, now: datetime) -> list[datetime | None]:
    """Return since when the oldest reply waits, in a transaction that writes: a full disk can still be read."""
    tx.meta.set(PROBED, now.isoformat())
    return [tx.measures.oldest_reply()]


def _check(age: timedelta, limit: timedelta) -> Check:
    return Check(ok=age <= limit, seconds=max(age.total_seconds(), 0.0), limit=limit.total_seconds())
