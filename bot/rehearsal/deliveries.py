"""Updates brought to the webhook as Telegram brings them: one at a time in a queue, until they are taken.

Anything but 2xx is tried again at once, then after 2, 4, 8 ... 64 seconds, for as long as the update lives.
Source: the public Bot API server.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from itertools import count
from typing import TypeAlias
from urllib.parse import urlsplit, urlunsplit

import aiohttp

from bot.rehearsal import updates
from bot.rehearsal.state import Waiting
from bot.rehearsal.world import LocalTelegram

Queue: TypeAlias = tuple[str, int]
ANSWER_SECONDS = 60
LONGEST_PAUSE = 64


class Deliveries:
    """Run it as a context; ``sleep`` is in seconds.

    ``through`` is where a reverse proxy would pass calls on to, to one address after the other where it has several.
    """

    def __init__(
        self,
        world: LocalTelegram,
        *,
        through: str | Sequence[str] = (),
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self.world = world
        self.through = through
        self._calls = count()
        self._sleep = sleep
        self._queues: dict[Queue, asyncio.Task[None]] = {}
        self._webhook = "", ""
        self._under_way = 0
        self._moved = asyncio.Event()
        self._http: aiohttp.ClientSession | None = None
        self._stop_listening: Callable[[], None] = lambda: None

    @property
    def under_way(self) -> bool:
        """Tell whether a call to the webhook is being answered right now."""
        return self._under_way > 0

    async def drained(self) -> None:
        """Return once all that happened was brought, and no call is being answered."""
        while self.world.state.waiting or self.under_way:
            await self._move()

    async def __aenter__(self) -> Deliveries:
        self._http = aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=ANSWER_SECONDS))
        self._stop_listening = self.world.listen(self._look)
        self._look()
        return self

    async def __aexit__(self, *_: object) -> None:
        self._stop_listening()
        tasks = list(self._queues.values())
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        if self._http is not None:
            await self._http.close()

    def _look(self) -> None:
        """Begin with each queue that waits and is not served yet; begin anew when another webhook is set."""
        self._moved.set()
        account = self.world.state.account
        if (account.webhook, account.secret) != self._webhook:
            self._webhook = account.webhook, account.secret
            for task in self._queues.values():
                task.cancel()
            self._queues.clear()
        for waiting in self.world.state.waiting if account.webhook else ():
            queue = queue_of(waiting)
            if queue not in self._queues:
                self._queues[queue] = asyncio.create_task(self._serve(queue))

    async def _serve(self, queue: Queue) -> None:
        attempts = 0
        while (first := self._first(queue)) is not None:
            await self._room()
            if await self._brought(first):
                self._take_away(first)
                attempts = 0
            else:
                await self._sleep(pause(attempts))
                attempts += 1
        del self._queues[queue]

    async def _room(self) -> None:
        while self._under_way >= self.world.state.account.max_connections:
            await self._move()

    async def _move(self) -> None:
        """Wait until a call is over, or something else has changed."""
        self._moved.clear()
        await self._moved.wait()

    def _first(self, queue: Queue) -> Waiting | None:
        """Return the update whose turn it is; None if there is none, or no webhook any more."""
        state = self.world.state
        updates.expire(state, self.world.now())
        waiting = state.waiting if state.account.webhook else []
        return next((update for update in waiting if queue_of(update) == queue), None)

    def _take_away(self, taken: Waiting) -> None:
        waiting = self.world.state.waiting
        waiting[:] = [update for update in waiting if update is not taken]
        self.world.changed()

    async def _brought(self, update: Waiting) -> bool:
        account = self.world.state.account
        assert self._http is not None  # the context is open
        headers = {"X-Telegram-Bot-Api-Secret-Token": account.secret} if account.secret else {}
        body = {"update_id": update.id, update.kind: update.body}
        self._under_way += 1
        try:
            async with self._http.post(self._address(account.webhook), json=body, headers=headers) as response:
                if response.ok:
                    return True
                self._note(f"Wrong response from the webhook: {response.status} {response.reason}")
        except TimeoutError:
            self._note("Read timeout expired")
        except aiohttp.ClientError:
            self._note("Connection failed")
        finally:
            self._under_way -= 1
            self._moved.set()
        return False

    def _note(self, error: str) -> None:
        account = self.world.state.account
        account.webhook_error, account.webhook_error_at = error, self.world.now()

    def _address(self, url: str) -> str:
        through = [self.through] if isinstance(self.through, str) else self.through
        if not through:
            return url
        whole, proxy = urlsplit(url), urlsplit(through[next(self._calls) % len(through)])
        return urlunsplit((proxy.scheme, proxy.netloc, whole.path, whole.query, ""))


def queue_of(update: Waiting) -> Queue:
    """Return what keeps updates in order: the person for presses, else the chat."""
    if update.kind == "callback_query":
        return ("person", update.body["from"]["id"])
    return ("chat", update.body["chat"]["id"])


def pause(attempts: int) -> float:
    """Return the seconds before the next try, after this many earlier ones."""
    return 0 if attempts == 0 else min(2**attempts, LONGEST_PAUSE)
