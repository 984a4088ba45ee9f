"""Updates brought to the webhooks of several workers, in turn, over open connections: Telegram and a balancer."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from contextlib import suppress
from itertools import count
from typing import TypeAlias

from bench.reknit import SECRET
from bench.telegram import Telegram

CONNECTIONS = 40
"""Bot API, setWebhook.max_connections: its default, which the bot wishes for."""
AGAIN = 0.05
_HEAD = (
    b"POST /telegram HTTP/1.1\r\nHost: bench.example.org\r\nContent-Type: application/json\r\n"
    b"X-Telegram-Bot-Api-Secret-Token: %s\r\nContent-Length: %d\r\n\r\n"
)


_Open: TypeAlias = dict[int, tuple[asyncio.StreamReader, asyncio.StreamWriter]]


class Couriers:
    """Run it as a context. ``ports`` may be changed meanwhile: what was not taken is brought to whoever is there then.

    The people of a bench do one thing at a time, so no order has to be kept.
    """

    def __init__(self, telegram: Telegram, ports: Sequence[int]) -> None:
        self.ports = list(ports)
        self._telegram = telegram
        self._updates: asyncio.Queue[bytes] = asyncio.Queue()
        self._turn = count()
        self._tasks: list[asyncio.Task[None]] = []

    async def __aenter__(self) -> Couriers:
        self._telegram.bring = self._updates.put_nowait
        self._tasks = [asyncio.create_task(self._run()) for _ in range(CONNECTIONS)]
        return self

    async def __aexit__(self, *_: object) -> None:
        self._telegram.bring = None
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _run(self) -> None:
        open_: _Open = {}
        try:
            while True:
                update = await self._updates.get()
                while not await self._brought(update, open_):  # noqa: ASYNC110 -- nothing tells when one is there
                    await asyncio.sleep(AGAIN)
                self._telegram.under_way -= 1
        finally:
            for _, writer in open_.values():
                writer.close()

    async def _brought(
        self, update: bytes, open_: dict[int, tuple[asyncio.StreamReader, asyncio.StreamWriter]]
    ) -> bool:
        port = self.ports[next(self._turn) % len(self.ports)]
        try:
            if port not in open_:
                open_[port] = await asyncio.open_connection("127.0.0.1", port)
            reader, writer = open_[port]
            writer.write(_HEAD % (SECRET.encode(), len(update)) + update)
            head = await reader.readuntil(b"\r\n\r\n")
            if (at := head.lower().find(b"content-length:")) >= 0:
                await reader.readexactly(int(head[at + 15 :].split(b"\r\n", 1)[0]))
        except (OSError, asyncio.IncompleteReadError):
            with suppress(KeyError):
                open_.pop(port)[1].close()
            return False
        return head.startswith(b"HTTP/1.1 200")
