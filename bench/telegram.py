"""A Telegram that takes next to no CPU, so that the bot is measured: HTTP by hand, bodies searched, not parsed."""

from __future__ import annotations

import asyncio
import re
from collections import Counter, deque
from collections.abc import Callable
from dataclasses import dataclass
from itertools import count
from time import perf_counter
from typing import cast

MOST_UPDATES = 100  # Bot API, getUpdates.limit
LONGEST_POLL = 50.0
BOT = b'{"id":1000001,"is_bot":true,"first_name":"Bench","username":"bench_bot"'
ME = BOT + b',"can_join_groups":true,"can_read_all_group_messages":false,"supports_inline_queries":false}'
WEBHOOK = b"https://bench.example.org/telegram"
TEXT = b"Telegram repeats the text that was sent, with its entities and the keyboard. " * 5

_NUMBERS = count(100_000)
"""Ids of updates go on from one Telegram to the next: a database that saw one would take no other for new."""

_LENGTH = re.compile(rb"\r\ncontent-length: *(\d+)", re.IGNORECASE)
_CHUNKED = re.compile(rb"\r\ntransfer-encoding: *chunked", re.IGNORECASE)
_EXPECTS = re.compile(rb"\r\nexpect: *100-continue", re.IGNORECASE)


def _field(name: str) -> re.Pattern[bytes]:
    """Return what finds a number in a form, in JSON and in a multipart body: people's words are escaped in each."""
    return re.compile(rb'\b%s(?:=|":\s*"?|"\r\n(?:[^\r\n]+\r\n)*\r\n)(-?\d+)' % name.encode())


_CHAT, _MESSAGE, _QUERY = _field("chat_id"), _field("message_id"), _field("callback_query_id")
_OFFSET, _TIMEOUT = _field("offset"), _field("timeout")


@dataclass(frozen=True, slots=True)
class Call:
    """One call that the bot made; ``message`` is the message that it made or changed, 0 for neither.

    ``caller`` is what stands before ``/bot`` in the path, by which several workers can be told apart.
    """

    method: str
    chat: int
    message: int
    query: int
    body: bytes
    caller: bytes


class Telegram:
    """Serves one bot on loopback. ``called`` hears of every call that may concern a person, before it is answered."""

    def __init__(self, called: Callable[[Call], None], *, latency: float = 0.0, per_second: int = 0) -> None:
        """``latency`` is how many seconds each answer is on its way.

        ``per_second`` is how many messages and changes of messages are taken in any second; 0 is no limit.
        """
        self.latency = latency
        self.per_second = per_second
        self.refused = 0
        """How many were refused because there were too many (429)."""
        self.taken: list[tuple[float, int]] = []
        """When each was taken, and for which chat, while there is a limit."""
        self.calls: Counter[str] = Counter()
        self.first_poll = 0.0
        """When updates were asked for first: the bot has started."""
        self.polled = 0
        """How often updates were asked for."""
        self.bring: Callable[[bytes], None] | None = None
        """What brings updates to a webhook; None where the bot polls."""
        self.mute: bytes | None = None
        """The caller whose calls are taken, and never answered."""
        self.under_way = 0
        """How many it has not brought yet."""
        self.called = called
        self._waiting: deque[tuple[int, bytes]] = deque()
        self._poll: tuple[_Connection, asyncio.TimerHandle] | None = None
        self._message = 1000
        self._flush_soon = False
        self._connections: set[_Connection] = set()
        self._server: asyncio.Server | None = None

    async def start(self) -> str:
        """Listen on a free port of this machine, and return the address."""
        loop = asyncio.get_running_loop()
        self._server = await loop.create_server(lambda: _Connection(self), "127.0.0.1", 0)
        return f"http://127.0.0.1:{self._server.sockets[0].getsockname()[1]}"

    async def stop(self) -> None:
        for connection in tuple(self._connections):
            connection.close()
        if self._server is not None:
            self._server.close()
            await self._server.wait_closed()

    def new_message(self) -> int:
        self._message += 1
        return self._message

    def push(self, update: bytes) -> int:
        """Make an update available; ``update`` is all of its JSON that follows its id, which is returned."""
        number = next(_NUMBERS)
        whole = b'{"update_id":%d,%s' % (number, update)
        if self.bring is not None:
            self.under_way += 1
            self.bring(whole)
            return number
        self._waiting.append((number, whole))
        if self._poll is not None and not self._flush_soon:
            self._flush_soon = True
            asyncio.get_running_loop().call_soon(self._flush)
        return number

    @property
    def waiting(self) -> int:
        """How many updates are not confirmed."""
        return len(self._waiting) + self.under_way

    # -- what the connections bring

    def joined(self, connection: _Connection) -> None:
        self._connections.add(connection)

    def lost(self, connection: _Connection) -> None:
        self._connections.discard(connection)
        if self._poll is not None and self._poll[0] is connection:
            self._poll[1].cancel()
            self._poll = None

    def request(self, connection: _Connection, method: str, body: bytes, caller: bytes) -> None:
        if method == "getUpdates":
            self._get_updates(connection, body)
            return
        chat, message = _number(_CHAT, body), 0
        if self.per_second and method.startswith(("send", "edit")) and not self._takes(chat):
            connection.write(_TOO_MANY)
            return
        self.calls[method] += 1
        if method.startswith("edit"):
            message = _number(_MESSAGE, body)
            result = self._message_json(chat, message)
        elif method.startswith("send"):
            message = self.new_message()
            result = self._message_json(chat, message)
        else:
            result = ME if method == "getMe" else _OTHERS.get(method, b"true")
            if method == "getWebhookInfo" and self.bring is not None:
                result = result.replace(b'"url":""', b'"url":"%s"' % WEBHOOK)
        query = _number(_QUERY, body) if method == "answerCallbackQuery" else 0
        self.called(Call(method, chat, message, query, body, caller))
        if caller != self.mute:
            self._answer(connection, result)

    def _takes(self, chat: int) -> bool:
        """Say whether one more is within the limit, which it counts towards then."""
        now = perf_counter()
        if len(self.taken) >= self.per_second and self.taken[-self.per_second][0] > now - 1:
            self.refused += 1
            return False
        self.taken.append((now, chat))
        return True

    def _message_json(self, chat: int, message: int) -> bytes:
        return (
            b'{"message_id":%d,"from":%s},"chat":{"id":%d,"first_name":"Alex","type":"private"},"date":1777900000,'
            b'"text":"%s","entities":[{"offset":0,"length":9,"type":"italic"}],"link_preview_options":'
            b'{"is_disabled":true}}' % (message, BOT, chat, TEXT)
        )

    def _get_updates(self, connection: _Connection, body: bytes) -> None:
        self.polled += 1
        self.first_poll = self.first_poll or perf_counter()
        offset, timeout = _number(_OFFSET, body), _number(_TIMEOUT, body)
        while self._waiting and self._waiting[0][0] < offset:
            self._waiting.popleft()
        if self._poll is not None:
            self._poll[1].cancel()
            self._poll = None
        if self._waiting or not timeout:
            self._give(connection)
            return
        loop = asyncio.get_running_loop()
        self._poll = connection, loop.call_later(min(timeout, LONGEST_POLL), self._flush)

    def _flush(self) -> None:
        self._flush_soon = False
        if self._poll is not None:
            (connection, timer), self._poll = self._poll, None
            timer.cancel()
            self._give(connection)

    def _give(self, connection: _Connection) -> None:
        updates = [self._waiting[n][1] for n in range(min(len(self._waiting), MOST_UPDATES))]
        self._answer(connection, b"[%s]" % b",".join(updates))

    def _answer(self, connection: _Connection, result: bytes) -> None:
        body = b'{"ok":true,"result":%s}' % result
        head = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n"
        whole = head % len(body) + body
        if self.latency:
            asyncio.get_running_loop().call_later(self.latency, connection.write, whole)
        else:
            connection.write(whole)


_REFUSAL = (
    b'{"ok":false,"error_code":429,"description":"Too Many Requests: retry after 1","parameters":{"retry_after":1}}'
)
_TOO_MANY = b"HTTP/1.1 429 Too Many Requests\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s" % (
    len(_REFUSAL),
    _REFUSAL,
)
_OTHERS = {
    "getWebhookInfo": b'{"url":"","has_custom_certificate":false,"pending_update_count":0}',
    "getChatMemberCount": b"3",
    "getChatMember": b'{"user":{"id":1,"is_bot":false,"first_name":"Alex"},"status":"member"}',
    "getMyCommands": b"[]",
    "getChat": b'{"id":1,"type":"private","first_name":"Alex"}',
}


def _number(field: re.Pattern[bytes], body: bytes) -> int:
    found = field.search(body)
    return int(found[1]) if found else 0


class _Connection(asyncio.Protocol):
    """HTTP/1.1 with keep-alive: whole requests out of what arrives."""

    def __init__(self, telegram: Telegram) -> None:
        self._telegram = telegram
        self._transport: asyncio.Transport | None = None
        self._buffer = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast("asyncio.Transport", transport)
        self._telegram.joined(self)

    def connection_lost(self, exc: Exception | None) -> None:  # noqa: ARG002 -- as asyncio calls it
        self._transport = None
        self._telegram.lost(self)

    def data_received(self, data: bytes) -> None:
        self._buffer = self._buffer + data if self._buffer else data
        while (end := self._buffer.find(b"\r\n\r\n")) >= 0:
            head = self._buffer[:end]
            taken = self._body(head, end + 4)
            if taken is None:
                return
            body, self._buffer = taken
            line = head[: head.find(b"\r\n")]
            path = line.split(b" ")[1].partition(b"?")[0]
            method = path.rpartition(b"/")[2].decode()
            self._telegram.request(self, method, body, path.partition(b"/bot")[0])

    def _body(self, head: bytes, start: int) -> tuple[bytes, bytes] | None:
        """Return the body and what follows it, None while it is not all there."""
        length = _LENGTH.search(head)
        if length is None and _CHUNKED.search(head):
            return _unchunked(self._buffer, start)
        if _EXPECTS.search(head) and len(self._buffer) == start:
            self.write(b"HTTP/1.1 100 Continue\r\n\r\n")
        end = start + (int(length[1]) if length else 0)
        return None if len(self._buffer) < end else (self._buffer[start:end], self._buffer[end:])

    def write(self, data: bytes) -> None:
        if self._transport is not None:
            self._transport.write(data)

    def close(self) -> None:
        if self._transport is not None:
            self._transport.close()


def _unchunked(buffer: bytes, at: int) -> tuple[bytes, bytes] | None:
    parts = []
    while (end := buffer.find(b"\r\n", at)) >= 0:
        size = int(buffer[at:end], 16)
        if len(buffer) < end + 2 + size + 2:
            return None
        parts.append(buffer[end + 2 : end + 2 + size])
        at = end + 2 + size + 2
        if size == 0:
            return b"".join(parts), buffer[at:]
    return None
