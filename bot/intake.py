"""Long polling: an update is confirmed (by the next offset) only after its effects are committed (D1)."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy.exc import OperationalError
from structlog.typing import FilteringBoundLogger
from telegram import Bot
from telegram.error import BadRequest, Conflict, EndPointNotFound, InvalidToken, NetworkError, RetryAfter, TelegramError

from bot.clock import Clock
from bot.incoming import USED, Incoming, read
from bot.store import told
from bot.wire import call

POLL_SECONDS = 50
"""Telegram holds a long poll no longer."""
ANSWER_SECONDS = 20
"""Within this time after a long poll its answer has come, or the line is down."""
MOST_UPDATES = 100
LONGEST_PAUSE = 30.0
NO_NEWS = timedelta(minutes=10)
"""After so long without Telegram nothing happens by itself: a no, or a sign of life, may lie there unheard."""
LONG_AWAY = timedelta(hours=12)
"""Telegram drops updates after 24 hours: after half of that it is asked anew what may have changed."""
KEPT = timedelta(days=3)
"""How long update ids are remembered; Telegram keeps an update for a day."""

Handle = Callable[[Sequence[Incoming]], Awaitable[None]]


class CaughtUp(asyncio.Event):
    """Set while there is nothing left of what happened before the start, or before a time without Telegram."""

    def __init__(self) -> None:
        super().__init__()
        self.lost = asyncio.Event()
        """Set while it is not."""
        self.lost.set()

    def set(self) -> None:
        super().set()
        self.lost.clear()

    def clear(self) -> None:
        super().clear()
        self.lost.set()


class Intake:
    """Fetches updates and hands them over in their order, all that came at once together, until it is cancelled."""

    def __init__(
        self,
        bot: Bot,
        clock: Clock,
        handle: Handle,
        log: FilteringBoundLogger,
        *,
        reached: datetime,
        after_long: Callable[[], Awaitable[None]],
    ) -> None:
        """``reached`` is when Telegram was reached last; ``after_long`` is awaited after a long time without it."""
        self._bot = bot
        self._clock = clock
        self._handle = handle
        self._log = log
        self._offset = 0
        self._way_is_free = False
        self.caught_up = CaughtUp()
        self._pause = 0.0
        self.reached = reached
        self._after_long = after_long

    async def run(self) -> None:
        """Poll until cancelled.

        Raises:
            InvalidToken: Telegram does not know the token any more.
        """
        while True:
            try:
                if not self._way_is_free:
                    await self._make_way()
                updates = await self._poll()
                if self._clock.now() - self.reached > LONG_AWAY:
                    await self._after_long()
                await self._take(updates)
                self.reached = self._clock.now()
                if len(updates) < MOST_UPDATES:
                    self.caught_up.set()
                self._pause = 0.0
            except InvalidToken:
                raise
            except (TelegramError, OperationalError) as error:
                await self._rest(error)

    async def _make_way(self) -> None:
        """Take down the webhook, if one is set: each poll would be refused because of it. What waits there stays."""
        try:
            info = await call(self._bot, "getWebhookInfo", {})
        except (EndPointNotFound, BadRequest):
            info = None  # a Bot API server that knows no webhooks
        if isinstance(info, dict) and info.get("url"):
            await call(self._bot, "deleteWebhook", {"drop_pending_updates": False})
            self._log.info("webhook taken down")
        self._way_is_free = True

    async def _poll(self) -> list[dict[str, Any]]:
        seconds = POLL_SECONDS if self.caught_up.is_set() else 0
        params: dict[str, Any] = {"timeout": seconds, "limit": MOST_UPDATES, "allowed_updates": list(USED)}
        params["offset"] = self._offset
        updates = await call(self._bot, "getUpdates", params, read_timeout=seconds + ANSWER_SECONDS)
        if not isinstance(updates, list):
            raise NetworkError("getUpdates answered with no list")
        return updates

    async def _take(self, updates: list[dict[str, Any]]) -> None:
        """Handle the updates in their order, and confirm them by the next offset.

        Raises:
            NetworkError: none of them has an id, so that they would come again at once, for ever.
        """
        batch = [incoming for raw in updates if (incoming := self._read(raw))]
        if batch:
            await self._handle(batch)
            self._offset = batch[-1].update_id + 1
        elif updates:
            raise NetworkError("updates without ids")

    def _read(self, raw: dict[str, Any]) -> Incoming | None:
        try:
            return read(raw)
        except ValueError:
            self._log.warning("update without id")
            return None

    async def _rest(self, error: TelegramError | OperationalError) -> None:
        """Wait, longer each time; what was not committed will come again, since it was not confirmed."""
        self._pause = min(max(self._pause * 2, 1.0), LONGEST_PAUSE)
        if isinstance(error, RetryAfter):
            after = error.retry_after
            self._pause = after.total_seconds() if isinstance(after, timedelta) else float(after)
        reason = "another copy polls with this token" if isinstance(error, Conflict) else _told(error)
        self._log.warning("no updates", reason=reason, pause=self._pause)
        if self._clock.now() - self.reached > NO_NEWS:
            self.caught_up.clear()  # what people did meanwhile comes before anything that happens by itself
        await self._clock.sleep(self._pause)


def _told(error: TelegramError | OperationalError) -> str:
    return told(error) if isinstance(error, OperationalError) else type(error).__name__
