"""HTTP/1.1 to one server, over connections that are kept open: a call takes a third of the CPU that aiohttp's takes.

No error of this module tells an address or what was sent.
"""

from __future__ import annotations

import asyncio
import ssl
from base64 import b64encode
from collections import deque
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from http import HTTPStatus
from math import inf
from typing import cast
from urllib.parse import unquote, urlsplit

from httptools import HttpParserError, HttpParserUpgrade, HttpResponseParser

OK = int(HTTPStatus.OK)
IDLE_SECONDS = 15
"""A connection that was idle for longer may be closed at the other end by now, unseen."""


class Lost(Exception):
    """There was no connection, or it broke. Its text is a reason: the name of an error."""


@dataclass(frozen=True, slots=True)
class Server:
    """Where to connect: a host by name, a port, and whether by TLS. ``login`` is what a proxy wants to know first."""

    host: str
    port: int
    tls: bool
    login: str | None = field(default=None, repr=False)

    @classmethod
    def of(cls, url: str) -> Server:
        parts = urlsplit(url)
        tls = parts.scheme == "https"
        login = None if parts.username is None else unquote(f"{parts.username}:{parts.password or ''}")
        return cls(host=parts.hostname or "", port=parts.port or (443 if tls else 80), tls=tls, login=login)

    @property
    def named(self) -> str:
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{host}:{self.port}"


class Connection(asyncio.Protocol):
    """One connection, which takes one request at a time."""

    def __init__(self, pool: Connections) -> None:
        self._loop = asyncio.get_running_loop()
        self._pool = pool
        self._parser = HttpResponseParser(self)
        self._came: list[bytes] = []  # of the answer, as it came
        self._body: list[bytes] = []
        self._answer: asyncio.Future[tuple[int, bytes]] | None = None
        self.late_at = inf
        """When an answer is awaited no longer, by the loop's clock."""
        self._transport: asyncio.Transport | None = None
        self.keep = True
        """Whether it may be used again."""
        self.idle_since = 0.0

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast(asyncio.Transport, transport)
        self._pool.made(self)

    def data_received(self, data: bytes) -> None:
        if self._answer is None:
            self._break("unexpected answer")  # to no request: the next one must not be taken for asking for it
            return
        self._came.append(data)
        try:
            self._parser.feed_data(data)
        except (HttpParserError, HttpParserUpgrade) as error:
            self._break(type(error).__name__)

    def on_message_begin(self) -> None:
        if self._answer is None:  # more came than was asked for
            self._break("unexpected answer")

    def on_body(self, body: bytes) -> None:
        self._body.append(body)

    def on_message_complete(self) -> None:
        if self._parser.get_status_code() < OK:  # it only announces the answer (100 Continue, 103 Early Hints)
            return
        self._answered()
        if self.keep:
            self.idle_since = self._loop.time()
            self._pool.idle(self)
        elif self._transport is not None:
            self._transport.abort()

    def _answered(self) -> None:
        answer = self._awaited()
        if answer is None or answer.done():  # it was given up
            self._break("unexpected answer")
            return
        self.keep = self.keep and self._parser.should_keep_alive()
        answer.set_result((self._parser.get_status_code(), b"".join(self._body)))
        self._body.clear()
        self._came.clear()

    def connection_lost(self, exc: Exception | None) -> None:
        if exc is None and self._ends_here():
            self.keep = False
            self._answered()
        self._break(type(exc).__name__ if exc else "closed at the other end")
        self._pool.lost(self)

    def _ends_here(self) -> bool:
        """Say whether the end of the connection is what ends the answer, as in HTTP/1.0: nothing else tells its end."""
        body, came = b"".join(self._body), b"".join(self._came)
        head = came.removesuffix(body).lower()
        return bool(body) and b"\ncontent-length:" not in head and b"\ntransfer-encoding:" not in head

    def ask(self, head: bytes, body: bytes, seconds: float | None = None) -> asyncio.Future[tuple[int, bytes]]:
        """Send a request; to be awaited are the status and the body of its answer, with no ``seconds`` for ever.

        Raises, as the awaited answer does:
            Lost: the connection broke before the answer was there.
            TimeoutError: it was not there in time.
        """
        if not self.keep or self._transport is None:
            raise Lost("closed")
        answer: asyncio.Future[tuple[int, bytes]] = self._loop.create_future()
        self._answer = answer
        answer.add_done_callback(self._settled)
        self._transport.write(head + body)
        if seconds is not None:
            self.late_at = self._pool.late_after(seconds)
        return answer

    def _settled(self, answer: asyncio.Future[tuple[int, bytes]]) -> None:
        if answer.cancelled():  # given up: its answer is not to be waited for, and its place is free
            self._break("given up")

    def be_late(self) -> None:
        self._break("", TimeoutError())

    def _awaited(self) -> asyncio.Future[tuple[int, bytes]] | None:
        """Return the answer that is awaited, if one is: no other comes for it, and it is late no more."""
        answer, self._answer = self._answer, None
        self.late_at = inf
        return answer

    async def tunnel(self, to: Server, login: str | None) -> None:
        """Ask the proxy at the other end to connect to a server."""
        named, self._parser = to.named.encode(), HttpResponseParser(_Gate(self._opened))
        proof = b"" if login is None else b"Proxy-Authorization: Basic %s\r\n" % b64encode(login.encode())
        status, _ = await self.ask(b"CONNECT %s HTTP/1.1\r\nHost: %s\r\n%s\r\n" % (named, named, proof), b"")
        if status != OK:
            raise Lost("the proxy refused")
        self._parser, self.keep = HttpResponseParser(self), True

    def _opened(self) -> None:
        if self._parser.get_status_code() >= OK:
            self._answered()

    async def secure(self, context: ssl.SSLContext, host: str) -> None:
        """Go on by TLS, which the server at the end of a proxy's tunnel speaks."""
        assert self._transport is not None  # it was made
        secured = await self._loop.start_tls(self._transport, self, context, server_hostname=host)
        if secured is None:
            raise Lost("no TLS")
        self._transport = secured

    def abort(self) -> None:
        self._break("given up")

    def _break(self, reason: str, error: Exception | None = None) -> None:
        self.keep = False
        answer = self._awaited()
        if answer is not None and not answer.done():
            answer.set_exception(error or Lost(reason))
        if self._transport is not None:
            self._transport.abort()


@dataclass(frozen=True, slots=True)
class _Gate:
    """Reads a proxy's answer, which ends with its head: what follows is the tunnel, no body."""

    on_headers_complete: Callable[[], None]


class Connections:
    """The connections to one server: at most ``most`` at once, used again as long as both ends keep them."""

    def __init__(self, server: Server, *, most: int, connect_seconds: float, proxy: Server | None = None) -> None:
        self._server = server
        self._proxy = proxy
        self._connect_seconds = connect_seconds
        self._most = most
        self._open: set[Connection] = set()
        self._making = 0
        self._idle: deque[Connection] = deque()
        self._waiting: deque[asyncio.Future[None]] = deque()
        self._tls = ssl.create_default_context() if server.tls else None
        self._loop = asyncio.get_running_loop()
        # One for all: one for each answer would cost more than its parser.
        self._alarm: asyncio.TimerHandle | None = None
        self._alarm_at = inf

    def ask(self, head: bytes, body: bytes, seconds: float | None) -> Awaitable[tuple[int, bytes]]:
        """Send a request; to be awaited are the status and the body of its answer. None for ``seconds`` is for ever.

        Raises, once it is awaited:
            Lost: there was no connection, or it broke; the request may have been carried out.
            TimeoutError: no answer in time; it may have been carried out, too.
        """
        asked = self.ask_now(head, body, seconds)
        return self._ask_anew(head, body, seconds) if asked is None else asked

    def ask_now(self, head: bytes, body: bytes, seconds: float | None) -> asyncio.Future[tuple[int, bytes]] | None:
        """Ask as ``ask`` does if a connection is free, and give None if none is."""
        connection = None if self._waiting else self._kept()
        return None if connection is None else connection.ask(head, body, seconds)

    async def _ask_anew(self, head: bytes, body: bytes, seconds: float | None) -> tuple[int, bytes]:
        connection = None
        while connection is None and len(self._open) + self._making >= self._most:
            await self._turn()
            connection = self._kept()
        connection = connection or await self._connected()
        return await connection.ask(head, body, seconds)

    def made(self, connection: Connection) -> None:
        self._open.add(connection)

    def idle(self, connection: Connection) -> None:
        """Hear that a connection may be used again."""
        self._idle.append(connection)
        self._wake()

    def lost(self, connection: Connection) -> None:
        self._open.discard(connection)
        self._wake()

    def late_after(self, seconds: float) -> float:
        """Return when an answer is late that may take so long from now on; it is ended then."""
        moment = self._loop.time() + seconds
        if moment < self._alarm_at:
            self._set_alarm(moment)
        return moment

    def _set_alarm(self, moment: float) -> None:
        if self._alarm is not None:
            self._alarm.cancel()
        self._alarm_at = moment
        self._alarm = None if moment == inf else self._loop.call_at(moment, self._end_late)

    def _end_late(self) -> None:
        now = self._loop.time()
        for connection in [one for one in self._open if one.late_at <= now]:
            connection.be_late()
        self._set_alarm(min((one.late_at for one in self._open), default=inf))

    def close(self) -> None:
        self._set_alarm(inf)
        for connection in self._open:
            connection.abort()

    async def _turn(self) -> None:
        """Wait until there may be room; whoever has waited longest looks first."""
        turn = self._loop.create_future()
        self._waiting.append(turn)
        try:
            await turn
        except asyncio.CancelledError:
            if not turn.cancelled():  # its turn had come
                self._wake()
            raise

    def _wake(self) -> None:
        while self._waiting:
            turn = self._waiting.popleft()
            if not turn.done():
                turn.set_result(None)
                return

    def _kept(self) -> Connection | None:
        while self._idle:
            connection = self._idle.pop()
            if connection.keep and self._loop.time() - connection.idle_since < IDLE_SECONDS:
                return connection
            connection.abort()
        return None

    async def _connected(self) -> Connection:
        self._making += 1
        try:
            async with asyncio.timeout(self._connect_seconds):
                return await (self._connect() if self._proxy is None else self._connect_by(self._proxy))
        except BaseException as error:
            self._wake()  # somebody else may have its place
            if isinstance(error, OSError):  # TimeoutError among them
                raise Lost(type(error).__name__) from None
            raise
        finally:
            self._making -= 1

    def _new(self) -> Connection:
        return Connection(self)

    async def _connect(self) -> Connection:
        server = self._server
        _, connection = await self._loop.create_connection(self._new, server.host, server.port, ssl=self._tls)
        return connection

    async def _connect_by(self, proxy: Server) -> Connection:
        _, connection = await self._loop.create_connection(self._new, proxy.host, proxy.port)
        try:
            await connection.tunnel(self._server, proxy.login)
            if self._tls is not None:
                await connection.secure(self._tls, self._server.host)
        except BaseException:
            connection.abort()
            raise
        return connection
