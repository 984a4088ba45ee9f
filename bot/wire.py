"""The library's requests, over connections of our own. No error tells the URL, which holds the token."""

from __future__ import annotations

import asyncio
import json
import logging
import os
import re
from base64 import b64decode
from collections.abc import Awaitable, Callable, Coroutine, Mapping
from enum import Enum, auto
from functools import lru_cache, partial
from hashlib import sha256
from http import HTTPStatus
from typing import Any
from urllib.parse import urlsplit
from urllib.request import getproxies, proxy_bypass

from msgspec.json import decode, encode
from telegram import Bot, InputFile
from telegram.error import EndPointNotFound, InvalidToken, NetworkError, TelegramError, TimedOut
from telegram.request import BaseRequest, RequestData

from bot.connections import OK, Connections, Lost, Server

DEFAULT = BaseRequest.DEFAULT_NONE
JSON = b"application/json"
FILES = frozenset({"document", "photo"})
"""Parameters that may hold a file."""
MULTIPLE_CHOICES = int(HTTPStatus.MULTIPLE_CHOICES)
TAKEN = b'{"ok":true,'
"""How an answer begins where Telegram has done what it was asked for."""
MADE = re.compile(rb'\{"ok":true,"result":\{"message_id":(\d{1,18}),')
"""How it begins where that was to make a message."""
UNAUTHORIZED = "Unauthorized"
"""What Telegram answers to a token that it does not know (401); 404 is a method that does not exist."""

# At DEBUG the library logs the token and every word that comes and goes, even if only the root was set to it.
logging.getLogger("telegram").setLevel(logging.INFO)


class Want(Enum):
    """What of a result somebody reads: most are whole messages, of which nobody reads more than the id."""

    ALL = auto()
    MESSAGE_ID = auto()
    """Of a message only the id may be there."""
    NOTHING = auto()
    """True may stand for it."""


_NOTHING, _MESSAGE_ID = Want.NOTHING, Want.MESSAGE_ID  # as in flows.engine.session


class Wire(BaseRequest):
    """All calls to one server. Times are seconds; ``use_proxy`` takes the one that the environment names (HTTPS_PROXY).

    The default of python-telegram-bot takes many times as much CPU a request.
    """

    def __init__(
        self,
        url: str,
        *,
        connections: int = 80,
        read_timeout: float = 10,
        connect_timeout: float = 10,
        write_timeout: float = 20,
        use_proxy: bool = False,
    ) -> None:
        """``url`` is the root of the Bot API server."""
        self._server = Server.of(url)
        self._named = self._server.named.encode()
        self._most = connections
        self._read_timeout = read_timeout
        self._connect_timeout = connect_timeout
        self._write_timeout = write_timeout
        self._proxy = _proxy(self._server) if use_proxy else None
        self._connections: Connections | None = None

    @property
    def read_timeout(self) -> float:
        return self._read_timeout

    async def initialize(self) -> None:
        # Else the library warns, from 22.2 on, as often as Telegram answers 429.
        os.environ.setdefault("PTB_TIMEDELTA", "true")
        if self._connections is None:
            self._connections = Connections(
                self._server, most=self._most, connect_seconds=self._connect_timeout, proxy=self._proxy
            )

    async def shutdown(self) -> None:
        if self._connections is not None:
            connections, self._connections = self._connections, None
            connections.close()

    async def do_request(  # noqa: PLR0917 -- the inherited signature
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: Any = DEFAULT,
        write_timeout: Any = DEFAULT,
        connect_timeout: Any = DEFAULT,  # noqa: ARG002 -- in the signature; a connection is kept for many requests
        pool_timeout: Any = DEFAULT,  # noqa: ARG002 -- in the signature; the outbox bounds its calls itself
    ) -> tuple[int, bytes]:
        """Return the status and the body.

        Raises:
            TimedOut: no answer in time; the call may have been made.
            NetworkError: no connection, or it broke.
        """
        params = request_data.parameters if request_data else {}
        seconds = _sum(_seconds(read_timeout, self._read_timeout), _seconds(write_timeout, self._write_timeout))
        return await self.ask(method, url, params, seconds)

    async def ask(self, method: str, url: str, params: Mapping[str, Any], seconds: float | None) -> tuple[int, bytes]:
        """Return the status and the body of the answer; None for ``seconds`` waits for ever; raises as above."""
        try:
            return await self._asked(method, url, params, seconds)
        except _FAILURES as error:
            raise _failure(error) from None

    def call(
        self, url: str, params: Mapping[str, Any], read_timeout: float | None, want: Want
    ) -> Coroutine[Any, Any, Any]:
        """Return the result, as the library's ``post`` does; ``read_timeout`` is in seconds, None the usual.

        Raises:
            TelegramError: as the library has it; EndPointNotFound for a method that does not exist.
        """
        seconds = _sum(self._read_timeout if read_timeout is None else read_timeout, self._write_timeout)
        return self.result(partial(self._asked, "POST", url, params, seconds), url, want)

    def begin(self, url: str, params: bytes | Mapping[str, Any]) -> asyncio.Future[tuple[int, bytes]] | None:
        """Send a call, its parameters without files, if a connection is free; None if it is to be made by ``call``.

        ``params`` are JSON, or to be made JSON of. What comes is for ``plain``, or for ``result``.
        """
        if self._connections is None:
            return None
        try:
            content = params if isinstance(params, bytes) else encode(params)
            head = self._head("POST", url, JSON, content)
            return self._connections.ask_now(head, content, _sum(self._read_timeout, self._write_timeout))
        except _FAILURES:
            return None

    async def result(self, ask: Callable[[], Awaitable[tuple[int, bytes]]], url: str, want: Want) -> Any:
        """Return what is answered to a call of the method at ``url``; raises as ``call`` does."""
        try:  # not by ``ask``: a coroutine more
            status, body = await ask()
        except _FAILURES as error:
            raise _failure(error) from None
        if not OK <= status < MULTIPLE_CHOICES:
            return await _refused(status, body, url)
        known = _plain(body, want)
        if known is not None:
            return known
        answer = self.parse_json_payload(body)
        if not isinstance(answer, dict) or "result" not in answer:
            raise NetworkError("the answer has no result")
        return answer["result"]

    def _asked(
        self, method: str, url: str, params: Mapping[str, Any], seconds: float | None
    ) -> Awaitable[tuple[int, bytes]]:
        if self._connections is None:
            raise NetworkError("the request is not initialized")
        kind, body = encoded(params)
        return self._connections.ask(self._head(method, url, kind, body), body, seconds)

    def _head(self, method: str, url: str, kind: bytes, body: bytes) -> bytes:
        begun = _begun(method, url, self._named)
        return b"%sContent-Type: %s\r\nContent-Length: %d\r\n\r\n" % (begun, kind, len(body))

    @staticmethod
    def parse_json_payload(payload: bytes) -> Any:
        """Return the parsed answer. The inherited method logs an answer that is no JSON, and with it people's words."""
        try:
            return decode(payload)
        except (ValueError, RecursionError):
            return _leniently(payload)


_FAILURES = (TimeoutError, Lost, OSError, RuntimeError, TypeError, ValueError)
"""What cannot be asked must not stop everything else, either."""


def plain(asked: asyncio.Future[tuple[int, bytes]], want: Want) -> Any:
    """Return the result of a call that is through and answered as usual; None where ``Wire.result`` has to tell."""
    if asked.exception() is not None:
        return None
    status, body = asked.result()
    return _plain(body, want) if status == OK else None


def _plain(body: bytes, want: Want) -> Any:
    if want is _NOTHING and body.startswith(TAKEN):
        return True
    if want is _MESSAGE_ID and (made := MADE.match(body)):
        return {"message_id": int(made[1])}
    return None


def _failure(error: Exception) -> TelegramError:
    if isinstance(error, TimeoutError):
        return TimedOut()
    return NetworkError(f"connection: {error}" if isinstance(error, Lost) else type(error).__name__)


async def _refused(status: int, body: bytes, url: str) -> Any:
    """Raise what the library makes of such an answer."""
    try:
        return await Answered(status, body).post(url)
    except InvalidToken as error:
        # The library says so of a method that does not exist, too: 401 is a token that is not known any more.
        if error.message == UNAUTHORIZED:
            raise
        raise EndPointNotFound(url.rpartition("/")[2]) from None
    except (AttributeError, TypeError, ValueError):  # it looks for words in it, whatever it is
        raise NetworkError(f"{status}, and the answer says nothing") from None


def _leniently(payload: bytes) -> Any:
    """Read what the quick parser refuses, such as half of a surrogate pair: one update must not hold up all others."""
    try:
        return json.loads(payload)
    except (ValueError, RecursionError):
        raise NetworkError("the answer is not JSON") from None


class Answered(BaseRequest):
    """An answer that is there already, for the library to say what it means."""

    read_timeout = None
    parse_json_payload = staticmethod(Wire.parse_json_payload)

    def __init__(self, status: int, body: bytes) -> None:
        self._answer = status, body

    async def initialize(self) -> None: ...

    async def shutdown(self) -> None: ...

    async def do_request(self, *_: Any, **__: Any) -> tuple[int, bytes]:
        return self._answer


@lru_cache(maxsize=64)
def _begun(method: str, url: str, named: bytes) -> bytes:
    """Return how a request begins, most of which are to the same few places."""
    return b"%s %s HTTP/1.1\r\nHost: %s\r\n" % (method.encode(), url[url.index("/", 8) :].encode(), named)


def encoded(params: Mapping[str, Any]) -> tuple[bytes, bytes]:
    """Return the type of the content and the content: one JSON body, or a form where there is a file among them.

    The library would encode each of them as a field of a form.
    """
    if FILES.isdisjoint(params):
        return JSON, encode(params)
    files = {name: _file(value) for name in FILES if isinstance(value := params.get(name), Mapping | InputFile)}
    if not files:  # a reference to one that Telegram has
        return JSON, encode(params)
    parts = [_part(name, value) for name, value in {**params, **files}.items()]
    boundary = sha256(b"".join(parts)).hexdigest().encode()  # which none of them can hold
    body = b"".join(b"--%s\r\n%s\r\n" % (boundary, part) for part in parts)
    return b"multipart/form-data; boundary=" + boundary, body + b"--%s--\r\n" % boundary


def _file(given: Mapping[str, Any] | InputFile) -> InputFile:
    """Return as an upload a file that lies in parameters (``name``, ``base64``)."""
    return given if isinstance(given, InputFile) else InputFile(b64decode(given["base64"]), filename=given["name"])


def _part(name: str, value: object) -> bytes:
    if not isinstance(value, InputFile):
        text = value.encode() if isinstance(value, str) else encode(value)
        return b'Content-Disposition: form-data; name="%s"\r\n\r\n%s' % (name.encode(), text)
    content = value.input_file_content
    assert isinstance(content, bytes)  # files of ours are made in memory
    named = name.encode(), value.filename.replace('"', "_").encode(), value.mimetype.encode()
    head = b'Content-Disposition: form-data; name="%s"; filename="%s"\r\nContent-Type: %s\r\n\r\n' % named
    return head + content


def bot_at(url: str, token: str) -> Bot:
    """Return the library's bot, whose calls all go to the server at ``url``."""
    wire = Wire(url, use_proxy=url.startswith("https:"))
    return Bot(token, base_url=f"{url}/bot", request=wire, get_updates_request=wire)


def call(
    bot: Bot, method: str, params: Mapping[str, Any], *, read_timeout: float | None = None, want: Want = Want.ALL
) -> Coroutine[Any, Any, Any]:
    """Call a Bot API method by its name; to be awaited is the raw result, or what somebody reads of it.

    ``read_timeout`` is in seconds, None the usual.

    Raises, once it is awaited:
        TelegramError: as python-telegram-bot has it; EndPointNotFound for a method that does not exist.
    """
    return _wire(bot).call(_url(bot, method), params, read_timeout, want)


def begin(bot: Bot, method: str, params: bytes | Mapping[str, Any]) -> asyncio.Future[tuple[int, bytes]] | None:
    """Do what ``Wire.begin`` does, by the method's name."""
    return _wire(bot).begin(_url(bot, method), params)


def result(bot: Bot, method: str, asked: asyncio.Future[tuple[int, bytes]], want: Want) -> Coroutine[Any, Any, Any]:
    """To be awaited is what ``call`` would have given for what was begun; raises as it does."""
    return _wire(bot).result(lambda: asked, _url(bot, method), want)


def _wire(bot: Bot) -> Wire:
    wire = bot.request
    assert isinstance(wire, Wire)  # as bot_at makes it
    return wire


def _url(bot: Bot, method: str) -> str:
    return f"{bot.base_url}/{method}"


def _proxy(server: Server) -> Server | None:
    """Return the proxy that the environment names for this server, None if there is none."""
    url = getproxies().get("https" if server.tls else "http")
    if url is None or proxy_bypass(server.named):
        return None
    return Server.of(url if urlsplit(url).scheme else f"http://{url}")


def _seconds(given: Any, default: float) -> float | None:
    return default if given is DEFAULT else given


def _sum(first: float | None, second: float | None) -> float | None:
    return None if first is None or second is None else first + second
