"""The line between the bot and the local Telegram, in memory: what is sent arrives later, or not, and so do answers.

It stands where the bot has its connections, so that all that encodes and judges is the bot's own.
"""

from __future__ import annotations

import asyncio
import json
import re
from collections import Counter
from collections.abc import Callable
from contextvars import Context, ContextVar, copy_context
from dataclasses import dataclass
from math import inf
from typing import Any, Literal

from bot.connections import IDLE_SECONDS, Lost, Server
from bot.rehearsal import LocalTelegram
from bot.rehearsal.calls import Call, Reply, refusal
from bot.rehearsal.faults import Dropped, Fault, LostReply, ServerError, Slow, TooMany
from bot.rehearsal.methods import BY_LOWER_NAME
from bot.rehearsal.params import Upload
from bot.rehearsal.polling import TERMINATED, open_poll
from bot.rehearsal.rules import Refused

HOLD_SECONDS = 3600.0
"""So long a poll is held where nothing happens: Telegram's 50 seconds would be most of a quiet day's work."""
WAY_SECONDS = 0.02

_PART = re.compile(
    rb'Content-Disposition: form-data; name="([^"]*)"(?:; filename="([^"]*)")?\r\n(?:Content-Type: ([^\r]*)\r\n)?\r\n',
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """What befalls one call: seconds there and back, and whether the request or its answer is lost.

    ``refused`` is a code that Telegram answers with instead of doing it, ``after`` what it says with a 429.
    """

    there: float = WAY_SECONDS
    back: float = WAY_SECONDS
    lost: Literal["", "request", "answer"] = ""
    refused: int = 0
    after: int = 1


Plan = Callable[[str], Way]
Fetched = Callable[[list[dict[str, Any]]], list[dict[str, Any]]]


@dataclass
class Poll:
    answer: asyncio.Future[tuple[int, bytes]]
    given: dict[str, object]
    way: Way
    ends: asyncio.TimerHandle


class Exchange:
    """Telegram's end: made in the world's own context, so that it goes on when the bot has died.

    ``plan`` says what befalls each call; ``fetched`` what a poll brings instead of what it should.
    """

    def __init__(self, telegram: LocalTelegram, plan: Plan, fetched: Fetched) -> None:
        self.telegram = telegram
        self.counts: Counter[str] = Counter()
        self.plan = plan
        self.fetched = fetched
        self._loop = asyncio.get_running_loop()
        self._context: Context = copy_context()
        self._poll: Poll | None = None
        self.on_poll: Callable[[], None] = lambda: None
        """Called when the bot waits for something to happen."""
        telegram.listen(self._changed)

    @property
    def holds_a_poll(self) -> bool:
        return self._poll is not None

    def ask(self, head: bytes, body: bytes, seconds: float | None) -> asyncio.Future[tuple[int, bytes]]:
        method = _method(head)
        way = self.plan(method)
        answer: asyncio.Future[tuple[int, bytes]] = self._loop.create_future()
        params = given(head, body)
        if way.lost != "request":
            self._later(way.there, self._arrives, method, params, answer, way)
        else:
            self._later(way.there, _loses, answer)
        if way.lost:
            self._later(way.there, self._fails, method, params, Dropped() if way.lost == "request" else LostReply())
        if method != "getUpdates" and seconds is not None:
            late = self._later(seconds, self._is_late, method, params, answer)
            answer.add_done_callback(lambda _: late.cancel(), context=self._context)
        return answer

    def dies(self) -> None:
        """Close the connections of a bot that is gone."""
        if self._poll is not None:
            self._poll.ends.cancel()
            self._poll = None

    def _fails(
        self, method: str, params: dict[str, object], fault: Fault, answer: dict[str, Any] | None = None
    ) -> None:
        """Note a call that came to nothing, as far as the bot can tell."""
        self.telegram._note(Call(method=method, params=params, at=self.telegram.now(), answer=answer, fault=fault))

    def _is_late(self, method: str, params: dict[str, object], answer: asyncio.Future[tuple[int, bytes]]) -> None:
        if not answer.done():
            self._fails(method, params, Slow(0))
            answer.set_exception(TimeoutError())

    def _later(self, seconds: float, then: Callable[..., None], *args: Any) -> asyncio.TimerHandle:
        return self._loop.call_later(seconds, then, *args, context=self._context)

    def _arrives(
        self, method: str, params: dict[str, object], answer: asyncio.Future[tuple[int, bytes]], way: Way
    ) -> None:
        self.counts["calls"] += 1
        if way.refused:
            words = f"Too Many Requests: retry after {way.after}" if way.refused == 429 else "Bad Gateway"
            more = {"retry_after": way.after} if way.refused == 429 else None
            body = refusal(Refused(way.refused, words, more))
            self._fails(method, params, TooMany(way.after) if way.refused == 429 else ServerError(way.refused), body)
            self._back(way, Reply(body=body), answer)
        elif method == "getUpdates":
            self._polled(params, answer, way)
        else:
            self._back(way, self.telegram.receive(method, params), answer)

    def _back(self, way: Way, reply: Reply, answer: asyncio.Future[tuple[int, bytes]]) -> None:
        if way.lost or reply.body is None:
            self._later(way.back, _loses, answer)
        else:
            self._later(way.back, _comes, answer, (reply.status, reply.content.encode()))

    # -- polls

    def _polled(self, params: dict[str, object], answer: asyncio.Future[tuple[int, bytes]], way: Way) -> None:
        if self._poll is not None:
            other, self._poll = self._poll, None
            other.ends.cancel()
            self._back(other.way, Reply(body=refusal(Refused(409, TERMINATED))), other.answer)
        try:
            typed = self.telegram.params("getUpdates", params)
            open_poll(self.telegram, typed)
        except Refused as refused:
            self._back(way, Reply(body=refusal(refused)), answer)
            return
        if self._ready() or not typed.get("timeout"):
            self._fetches(params, answer, way)
            return
        ends = self._later(HOLD_SECONDS, self._ends)
        self._poll = Poll(answer=answer, given=params, way=way, ends=ends)
        self.on_poll()

    def _ready(self) -> bool:
        state = self.telegram.state
        return bool(state.waiting) or bool(state.account.webhook)

    def _changed(self) -> None:
        if self._poll is not None and self._ready():
            self._ends()

    def _ends(self) -> None:
        if self._poll is not None:
            poll, self._poll = self._poll, None
            poll.ends.cancel()
            self._fetches(poll.given, poll.answer, poll.way)

    def _fetches(self, params: dict[str, object], answer: asyncio.Future[tuple[int, bytes]], way: Way) -> None:
        reply = self.telegram.receive("getUpdates", params)
        if reply.body is not None and reply.body["ok"]:
            reply = Reply(body=reply.body | {"result": self.fetched(reply.body["result"])})
            self.counts["updates"] += len(reply.body["result"]) if reply.body else 0
        self._back(way, reply, answer)


EXCHANGE: ContextVar[Exchange] = ContextVar("exchange")


class Line:
    """Stands for the bot's connections to one server."""

    def __init__(self, server: Server, *, most: int, connect_seconds: float, proxy: Server | None = None) -> None:
        self._exchange = EXCHANGE.get()
        self._asked = -inf  # when it was last

    def ask(self, head: bytes, body: bytes, seconds: float | None) -> asyncio.Future[tuple[int, bytes]]:
        self._asked = asyncio.get_running_loop().time()
        return self._exchange.ask(head, body, seconds)

    def ask_now(self, head: bytes, body: bytes, seconds: float | None) -> asyncio.Future[tuple[int, bytes]] | None:
        free = asyncio.get_running_loop().time() - self._asked < IDLE_SECONDS
        return self.ask(head, body, seconds) if free else None

    def close(self) -> None:
        self._exchange.dies()


def _comes(answer: asyncio.Future[tuple[int, bytes]], what: tuple[int, bytes]) -> None:
    if not answer.done():
        answer.set_result(what)


def _loses(answer: asyncio.Future[tuple[int, bytes]]) -> None:
    if not answer.done():
        answer.set_exception(Lost("lost"))


# -- what a request says


def _method(head: bytes) -> str:
    name = head.split(b" ", 2)[1].rpartition(b"/")[2].decode()
    return BY_LOWER_NAME.get(name.lower(), name)


def given(head: bytes, body: bytes) -> dict[str, object]:
    """Return the parameters of a request, from JSON or from a form."""
    if b"multipart/form-data" not in head:
        found: dict[str, object] = json.loads(body) if body else {}
        return found
    boundary = head.partition(b"boundary=")[2].partition(b"\r\n")[0]
    parts = body.split(b"--" + boundary)[1:-1]
    return dict(_part(part[2:-2]) for part in parts)


def _part(part: bytes) -> tuple[str, object]:
    found = _PART.match(part)
    assert found is not None  # as ``bot.wire`` writes it
    name, file, mime = found.groups()
    content = part[found.end() :]
    if file is None:
        return name.decode(), content.decode()
    return name.decode(), Upload(name=file.decode(), mime=(mime or b"").decode(), data=content)
