"""Webhook: Telegram calls, and an update is confirmed (by 200) only after its effects are committed (D1)."""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import json
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import unquote, urlsplit

from sqlalchemy.exc import OperationalError
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send
from structlog.typing import FilteringBoundLogger
from telegram import Bot
from telegram.error import BadRequest, InvalidToken, RetryAfter, TelegramError

from bot.clock import Clock
from bot.config import ConfigError, Telegram
from bot.incoming import USED, Incoming, read
from bot.intake import LONG_AWAY, NO_NEWS, CaughtUp, Handle
from bot.logs import place_of
from bot.outcomes import growing
from bot.store import told
from bot.wire import call

MAX_BODY_BYTES = 1024 * 1024
"""Updates are far smaller: a text has 4096 characters at most (Bot API, Message.text)."""
BODY_SECONDS = 10.0
"""How long the body of one call may take to come."""
MAX_CONNECTIONS = 40
"""Bot API, setWebhook.max_connections: its default."""
SECRET_HEADER = "x-telegram-bot-api-secret-token"  # noqa: S105  # the header's name
LOOK_SECONDS = 60.0
"""How often Telegram is asked whether the webhook still stands, and what it met there."""
CATCH_UP_SECONDS = 0.5
LONGEST_CATCH_UP = timedelta(seconds=150)
"""Telegram tries again after 60 to 120 seconds at the latest."""

Unreadable = Callable[[bytes], Awaitable[None]]


class Webhook:
    """Hands over what Telegram delivers: what comes while others are handled is handled together, in its order."""

    def __init__(
        self,
        bot: Bot,
        clock: Clock,
        handle: Handle,
        log: FilteringBoundLogger,
        *,
        settings: Telegram,
        unreadable: Unreadable,
        reached: datetime,
        after_long: Callable[[], Awaitable[None]],
    ) -> None:
        """``unreadable`` takes a body that is no update; ``reached`` and ``after_long`` are as in ``Intake``."""
        self._bot = bot
        self._clock = clock
        self._handle = handle
        self._log = log
        assert settings.webhook.public_url is not None  # the configuration was checked
        self._public_url = settings.webhook.public_url
        self._path = unquote(urlsplit(self._public_url).path) or "/"
        self._secret = secret_of(settings)
        self._unreadable = unreadable
        self.caught_up = CaughtUp()
        self.reached = reached
        """When all that Telegram had was in, or it last brought something."""
        self._after_long = after_long
        self._turn = asyncio.Lock()
        self._waiting: list[tuple[Incoming, asyncio.Future[None]]] = []
        self._told = ""
        self._failed_at: int | None = None
        self._warned = False

    # -- what Telegram is told

    async def run(self) -> None:
        """Set the webhook, and keep it set, until cancelled.

        Raises:
            InvalidToken: Telegram does not know the token any more.
            ConfigError: Telegram refuses the address.
        """
        try:
            await self._insist("setWebhook", self._wish())
        except BadRequest as error:
            raise ConfigError(f"telegram.webhook.public_url: {error.message}") from None
        self._log.info("webhook set")
        await self._catch_up()
        while True:
            await self._clock.sleep(LOOK_SECONDS)
            await self._look()
            if not self.caught_up.is_set():
                await self._catch_up()

    def _wish(self) -> dict[str, Any]:
        return {
            "url": self._public_url,
            "secret_token": self._secret,
            "max_connections": MAX_CONNECTIONS,
            "allowed_updates": list(USED),
        }

    async def _catch_up(self) -> None:
        """Wait until Telegram has nothing left to bring; if that never comes, take no group for granted (P3)."""
        until = self._clock.now() + LONGEST_CATCH_UP
        while await self._look() and self._clock.now() < until:
            await self._clock.sleep(CATCH_UP_SECONDS)
        async with self._turn:
            if self._clock.now() >= until:
                self._log.warning("not caught up", seconds=LONGEST_CATCH_UP.total_seconds())
                await self._insist_here(self._after_long)
            self.caught_up.set()

    async def _look(self) -> int:
        """Ask how the webhook does, set it again if somebody has changed it; return how many updates wait."""
        info = await self._insist("getWebhookInfo", {})
        found = info if isinstance(info, dict) else {}
        await self._keep(found.get("url", self._told))
        waiting = int(found.get("pending_update_count", 0))
        if waiting == 0:
            async with self._turn:
                await self._insist_here(self._reach)
        self._report(found, waiting)
        return waiting

    def _report(self, found: dict[str, Any], waiting: int) -> None:
        """Log what Telegram met when it called, each time once."""
        failed_at = found.get("last_error_date")
        if failed_at and failed_at != self._failed_at:
            self._failed_at = failed_at
            self._log.warning("telegram could not deliver", waiting=waiting, reason=found.get("last_error_message"))

    async def _keep(self, url: str) -> None:
        """Set the webhook again if another program has set or deleted it; Telegram may write its URL in its own way."""
        self._told = self._told or url
        if url and url == self._told:
            return
        self._log.warning("webhook was changed by another program, and is set again")
        await self._insist("setWebhook", self._wish())
        self._told = ""

    async def _insist(self, method: str, params: dict[str, Any]) -> Any:
        """Call until Telegram takes it, with growing pauses; raise what no pause can mend."""
        attempts = 0
        while True:
            try:
                return await call(self._bot, method, params)
            except (InvalidToken, BadRequest):
                raise
            except TelegramError as error:
                pause = _pause(error, attempts)
                self._log.warning("telegram out of reach", method=method, reason=type(error).__name__, pause=pause)
                if self._clock.now() - self.reached > NO_NEWS:
                    self.caught_up.clear()  # as in ``Intake``
                await self._clock.sleep(pause)
                attempts += 1

    async def _insist_here(self, work: Callable[[], Awaitable[None]]) -> None:
        """Do it as soon as the database can be used."""
        attempts = 0
        while True:
            try:
                return await work()
            except OperationalError as error:
                self._log.warning("database out of reach", reason=told(error))
                await self._clock.sleep(growing(attempts).total_seconds())
                attempts += 1

    async def _reach(self) -> None:
        """Note that the line to Telegram is whole; after a long time without, ask anew what may have changed."""
        if self._clock.now() - self.reached > LONG_AWAY:
            await self._after_long()
        self.reached = self._clock.now()

    # -- what Telegram brings

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one call (ASGI)."""
        request = Request(scope, receive)
        try:
            status = await self._answer(request)
        except ClientDisconnect:
            return
        headers = {} if status == 200 else {"connection": "close"}  # what is left of its body is not read
        await Response(status_code=status, headers=headers)(scope, receive, send)

    async def _answer(self, request: Request) -> int:
        if request.method != "POST" or request.scope["path"] != self._path:
            return 404
        if not self._is_telegram(request):
            return 403
        try:
            async with asyncio.timeout(BODY_SECONDS):
                body = await _body(request)
        except TimeoutError:
            return 408
        return 413 if body is None else await self._take(body)

    def _is_telegram(self, request: Request) -> bool:
        given = request.headers.get(SECRET_HEADER, "").encode("latin-1")
        if hmac.compare_digest(given, self._secret.encode()):
            return True
        if not self._warned:  # once: whoever scans the network would fill the log
            self._warned = True
            self._log.warning("webhook was called with a wrong secret")
        return False

    async def _take(self, body: bytes) -> int:
        """Return 200 once the update is committed; anything else brings it again."""
        try:
            await self._hand_over(body)
        except OperationalError as error:
            self._log.warning("update not taken", reason=told(error))
            return 503
        except Exception as bug:  # else uvicorn would answer, and say nothing
            self._log.error("update not taken", reason=type(bug).__name__, where=place_of(bug))
            return 500
        return 200

    async def _hand_over(self, body: bytes) -> None:
        try:
            incoming = read(json.loads(body))
        except (ValueError, RecursionError):
            await self._unreadable(body)
            return
        committed = asyncio.get_running_loop().create_future()
        self._waiting.append((incoming, committed))
        async with self._turn:
            if not committed.done():  # else another call has taken it along
                await self._reach()
                await self._hand_over_waiting()
        await committed

    async def _hand_over_waiting(self) -> None:
        batch, self._waiting = self._waiting, []
        try:
            await self._handle([incoming for incoming, _ in batch])
        except Exception as error:
            for _, committed in batch:
                if not committed.done():
                    committed.set_exception(error)
            return
        except asyncio.CancelledError:
            for _, committed in batch:
                committed.cancel()  # Telegram brings them again
            raise
        for _, committed in batch:
            if not committed.done():
                committed.set_result(None)


def secret_of(settings: Telegram) -> str:
    """Return the configured secret; where there is none, one that every copy and every start of this bot finds."""
    if settings.webhook.secret_token is not None:
        return settings.webhook.secret_token.get_secret_value()
    token = settings.token.get_secret_value().encode()
    return hmac.new(token, b"reknit webhook", hashlib.sha256).hexdigest()


async def _body(request: Request) -> bytes | None:
    """Return the body, None if it is too large; no more of it is read than may be."""
    length = request.headers.get("content-length", "0")
    if not length.isdecimal() or int(length) > MAX_BODY_BYTES:
        return None
    body = bytearray()
    async for part in request.stream():
        body += part
        if len(body) > MAX_BODY_BYTES:
            return None
    return bytes(body)


def _pause(error: TelegramError, attempts: int) -> float:
    if not isinstance(error, RetryAfter):
        return growing(attempts).total_seconds()
    after = error.retry_after
    return after.total_seconds() if isinstance(after, timedelta) else float(after)
