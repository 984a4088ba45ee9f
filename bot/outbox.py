"""The only module that sends: it empties the outbox, in order within a chat, side by side between chats."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from functools import cache, partial
from typing import Any, TypeVar

from sqlalchemy.exc import OperationalError
from structlog.typing import FilteringBoundLogger
from telegram import Bot
from telegram.error import EndPointNotFound, TelegramError

from bot.clock import Clock
from bot.config import Limits
from bot.outcomes import LONGEST_PAUSE, Made, Verdict, is_last, named, note
from bot.store import Crowded, Store, Transaction, told
from bot.store.tables import EPOCH
from bot.store.values import Post, Waiting
from bot.traffic import Alone, Ended, Moment, Places, Together
from bot.verdict import Blocked, Broken, Rejected, Settled, judge
from bot.wire import Want, begin, call, plain, result
from flows.engine.frozen import replace

STORE_PAUSE_SECONDS = 1
MANY = 8  # so many calls under way: what came of some is written down together with what comes of others
GATHER_SECONDS = 0.002
GOODBYE_SECONDS = 3  # how long a stop waits for calls under way; the process has 5 seconds in all
MANY_TIMES = 20
"""A call that was tried so often on end, for a quarter of an hour, keeps its chat waiting no longer if others pass."""
LATELY = 2 * LONGEST_PAUSE
NEVER_SHOWN = Settled("never shown")
"""What came of a change to a message that never came to be: no call is made."""
TOAST = "answerCallbackQuery"
MAX_TOAST_CHARS = 200  # Bot API, answerCallbackQuery.text

OnResult = Callable[[str, int, Any], Awaitable[None]]
OnClosed = Callable[[int], Awaitable[None]]


T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Look:
    """A look into the outbox: what came of calls is noted, and what may be sent is found."""

    at: Moment
    places: Places

    def within(self, tx: Transaction, work: Callable[[Transaction], T]) -> tuple[T, list[Waiting], datetime | None]:
        """Work with what came of the calls noted, such as the ids of messages, and find what is to be sent then.

        Return that, the calls that start, and when the next one that waits for its moment may be made.
        """
        view = self.places.view(tx, self.at)
        note(tx, [(ended.row, ended.verdict) for ended in self.at.ended], self.at.now)
        result = work(tx)
        rows = tx.outbox.batch(self.at.now, view.room, view.skip, view.nudges) if view.room > 0 else []
        self.places.take(tx, rows, nudges=tx.outbox.left_out)
        return result, rows, tx.outbox.next_moment()


class Sender:
    """Run it once; ``wake`` it after every commit that added to the outbox."""

    def __init__(
        self,
        store: Store,
        bot: Bot,
        clock: Clock,
        limits: Limits,
        log: FilteringBoundLogger,
        *,
        on_result: OnResult | None = None,
        on_closed: OnClosed | None = None,
    ) -> None:
        """``on_result`` is awaited with (method, chat, result) of calls that ask something, such as getChatMemberCount.

        ``on_closed`` is awaited with the id of a group that takes nothing from the bot any more. Both may be called
        again for the same row after a crash.
        """
        self.counts: Counter[str] = Counter()  # verdicts by name, for the metrics
        self.given_up = 0  # calls that can never be made
        self._store = store
        self._bot = bot
        self._clock = clock
        self._log = log
        self._on_result = on_result
        self._on_closed = on_closed
        self._places: Places = Alone(limits) if store.presence is None else Together(limits, store.presence)
        self._busy: dict[int, asyncio.Future[Any]] = {}  # by chat
        self._outcomes: list[Ended] = []
        self._woken = asyncio.Event()
        self._latest = EPOCH  # what the clock has shown last
        self._through = EPOCH  # when a call reached Telegram last
        self._failed: Counter[int] = Counter()  # by row, how often in a row it did not
        self._due = True  # a look, whether or not there is anything to note
        self._idle = asyncio.Event()
        self._alarm: asyncio.Task[None] | None = None
        self._stopping = False
        self._calls: asyncio.TaskGroup | None = None  # while it runs
        self._look = asyncio.Lock()

    def wake(self) -> None:
        """Look into the outbox again, soon."""
        self._idle.clear()
        self._look_soon()

    def stop(self) -> None:
        """Let ``run`` return: calls under way may end, the rest stays in the outbox."""
        self._stopping = True
        self.wake()

    async def settled(self) -> None:
        """Return once nothing that may be sent now waits or is under way; needs ``run`` to be running."""
        self.wake()
        await self._idle.wait()

    async def run(self) -> None:
        """Send until ``stop``.

        Raises:
            Crowded: another process has taken the place of this one.
        """
        self._woken.set()
        try:
            async with asyncio.TaskGroup() as calls:
                self._calls = calls
                while not self._stopping:
                    await self._round()
                await self._finish()
        except BaseExceptionGroup as group:
            if (crowded := group.subgroup(Crowded)) is not None:
                raise crowded.exceptions[0] from None
            raise
        finally:
            self._calls = None
            for one in self._busy.values():
                one.cancel()
            self._idle.set()

    async def beside(self, work: Callable[[Transaction], T]) -> T:
        """Run ``work`` in a transaction, and look into the outbox at its end: what it added is sent without another.

        Where transactions run side by side, or nothing is being sent yet, the look comes afterwards.
        """
        if self._calls is None or self._stopping or self._store.side_by_side:
            result = await self._store.run(work)
            self.wake()
            return result
        return await self._looking(work)

    async def _looking(self, work: Callable[[Transaction], T]) -> T:
        async with self._look:
            look = self._begun()
            try:
                result, rows, moment = await self._store.run_present(lambda tx: look.within(tx, work))
            except BaseException:
                self._take_back(look)
                raise
            self._carry_on(look, rows, moment)
        return result

    def toast(self, query_id: str, text: str | None = None, alert: bool = False) -> Awaitable[object]:
        """Answer a press, now or never: a press waits for seconds only, and nothing depends on it.

        What is returned is done once Telegram has answered, or will not; whatever else comes of it tells nothing.
        """
        params: dict[str, Any] = {"callback_query_id": query_id}
        if text:
            params |= {"text": text[:MAX_TOAST_CHARS], "show_alert": alert}
        asked = begin(self._bot, TOAST, params)
        if asked is None:
            return self._now_or_never(TOAST, call(self._bot, TOAST, params, want=Want.NOTHING))
        asked.add_done_callback(self._toasted)
        return asked

    def _toasted(self, asked: asyncio.Future[tuple[int, bytes]]) -> None:
        if asked.cancelled():
            return
        if plain(asked, Want.NOTHING):
            self._through = self._now()
        elif self._calls is not None:
            self._calls.create_task(self._now_or_never(TOAST, result(self._bot, TOAST, asked, Want.NOTHING)))

    async def direct(self, post: Post) -> None:
        """Make a call now or never, past the outbox: for what must not be stored, not even for a moment."""
        began = self._now()
        self._places.passing(post.chat, began)
        try:
            params = {**post.params, "chat_id": post.chat}
            await self._now_or_never(post.method, call(self._bot, post.method, params, want=Want.NOTHING))
        finally:
            self._places.passed(post.chat, began, self._now())
            self.wake()

    async def _now_or_never(self, method: str, answer: Awaitable[object]) -> None:
        try:
            await answer
            self._through = self._now()
        except TelegramError as error:
            self._log.info("refused", method=method, refusal=named(judge(error)))

    async def _round(self) -> None:
        """Note what came of earlier calls, start what may be started, and wait for a reason to look again."""
        self._woken.clear()
        try:
            if self._due or self._outcomes:  # else another look has seen to it
                await self._looking(lambda _: None)
        except OperationalError as error:  # another process holds the database
            self._log.warning("outbox out of reach", reason=told(error))
            self._look_soon()
            await self._clock.sleep(STORE_PAUSE_SECONDS)
            return
        if not self._busy and not self._outcomes and not self._woken.is_set():
            self._idle.set()
            self._store.rest()
        await self._woken.wait()
        if not self._due and len(self._busy) - len(self._outcomes) >= MANY:
            await asyncio.sleep(GATHER_SECONDS)

    def _look_soon(self) -> None:
        self._due = True
        self._woken.set()

    def _begun(self) -> Look:
        now = self._now()
        ended, self._outcomes, self._due = tuple(self._outcomes), [], False
        mine = frozenset(self._busy.keys() - {one.row.chat for one in ended})
        return Look(Moment(now=now, mine=mine, ended=ended), self._places)

    def _now(self) -> datetime:
        """Return the time. Where the host's clock was set back, nobody is to wait until it is that late once more."""
        now = self._clock.now()
        if now < self._latest:
            self._places.set_back(self._latest - now)
            self._through = EPOCH  # by a clock that nobody goes by any more
        self._latest = now
        return now

    def _take_back(self, look: Look) -> None:
        """Keep what came of the calls for another look: it was not written down, or nobody knows."""
        self._outcomes[:0] = look.at.ended
        self._look_soon()

    def _carry_on(self, look: Look, rows: list[Waiting], moment: datetime | None) -> None:
        """Start the calls that were found, and wake when the next may be made."""
        assert self._calls is not None  # it runs
        now = look.at.now
        for ended in look.at.ended:
            del self._busy[ended.row.chat]
        began = self._clock.now() if rows else now
        for row in rows:
            self._start(self._calls, row, began)
        waits = (moment, self._places.settle())
        self._set_alarm(self._calls, min((at for at in waits if at is not None and at > now), default=None))

    def _start(self, calls: asyncio.TaskGroup, row: Waiting, began: datetime) -> None:
        """Make a call. Most go out at once and simply succeed, and have no task of their own: it costs a lot."""
        content = _content(row)
        asked = None if content is None else begin(self._bot, row.method, content)
        if asked is None:
            self._busy[row.chat] = calls.create_task(self._deliver(row, began, None))
            return
        self._busy[row.chat] = asked
        asked.add_done_callback(partial(self._answered, row, began))

    def _answered(self, row: Waiting, began: datetime, asked: asyncio.Future[tuple[int, bytes]]) -> None:
        if asked.cancelled() or self._calls is None:  # it runs no more
            return
        with suppress(Exception):  # a bug is to stop everything: a task comes upon it again, and tells
            if (result := plain(asked, _want(row.method))) is not None:
                now = self._now()
                self._end(row, self._apart(row, Made(_made_message(row.method, result)), now), began, now)
                return
        self._busy[row.chat] = self._calls.create_task(self._deliver(row, began, asked))

    async def _deliver(self, row: Waiting, began: datetime, asked: asyncio.Future[tuple[int, bytes]] | None) -> None:
        """See to all that may become of a call, which is made here unless it is ``asked`` already."""
        verdict, result = await self._attempt(row, asked)
        now = self._now()
        verdict = self._apart(row, verdict, now)
        if isinstance(verdict, Made) and _asks(row.method) and self._on_result is not None:
            try:
                await self._on_result(row.method, row.chat, result)
            except OperationalError as error:  # what was asked for is asked again
                verdict = Broken(type(error.orig).__name__)
        if isinstance(verdict, Blocked) and row.chat < 0 and self._on_closed is not None:
            try:
                await self._on_closed(row.chat)
            except OperationalError as error:  # it is told again
                verdict = Broken(type(error.orig).__name__)
        self._end(row, verdict, began, now)

    def _end(self, row: Waiting, verdict: Verdict, began: datetime, now: datetime) -> None:
        took = now - began if isinstance(verdict, Made) and now >= began else None  # else the clock was set back
        ended = Ended(row=row, verdict=verdict, at=now, took=took)
        self._places.ended(ended)
        self.counts[named(verdict)] += 1
        self._report(row, verdict)
        self._outcomes.append(ended)
        self._woken.set()

    def _apart(self, row: Waiting, verdict: Verdict, now: datetime) -> Verdict:
        """Let nobody wait for a call that fails again and again while others reach Telegram."""
        if not isinstance(verdict, Broken):
            self._through = self._through if verdict is NEVER_SHOWN else now
            self._failed.pop(row.id, None)
            return verdict
        self._failed[row.id] += 1
        return replace(verdict, apart=self._failed[row.id] >= MANY_TIMES and now - self._through < LATELY)

    async def _attempt(self, row: Waiting, asked: asyncio.Future[tuple[int, bytes]] | None) -> tuple[Verdict, Any]:
        want = _want(row.method)
        try:
            if asked is not None:
                answer = await result(self._bot, row.method, asked, want)
            elif (params := _params(row)) is not None:
                answer = await call(self._bot, row.method, params, want=want)
            else:
                return NEVER_SHOWN, None
        except EndPointNotFound:
            return Rejected("no such method"), None
        except TelegramError as error:
            return judge(error), None
        return Made(_made_message(row.method, answer)), answer

    def _report(self, row: Waiting, verdict: Verdict) -> None:
        if isinstance(verdict, Made):
            self._log.debug("sent", row=row.id, method=row.method)
        elif isinstance(verdict, Rejected) and is_last(row):
            self.given_up += 1
            self._log.error("given up", row=row.id, method=row.method, refusal=named(verdict))
        else:
            self._log.warning(
                "not sent", row=row.id, method=row.method, attempt=row.attempts + 1, refusal=named(verdict)
            )

    async def _finish(self) -> None:
        with suppress(TimeoutError):
            async with asyncio.timeout(GOODBYE_SECONDS):
                while under_way := self._busy.keys() - {ended.row.chat for ended in self._outcomes}:
                    await asyncio.wait([self._busy[chat] for chat in under_way])
        for task in (*self._busy.values(), self._alarm):
            if task is not None:
                task.cancel()
        outcomes, now = [(ended.row, ended.verdict) for ended in self._outcomes], self._clock.now()
        await self._store.run(lambda tx: note(tx, outcomes, now))

    def _set_alarm(self, calls: asyncio.TaskGroup, moment: datetime | None) -> None:
        if self._alarm is not None:
            self._alarm.cancel()
        self._alarm = None if moment is None else calls.create_task(self._wake_at(moment))

    async def _wake_at(self, moment: datetime) -> None:
        if (left := (moment - self._clock.now()).total_seconds()) > 0:
            await self._clock.sleep(left)
        self._look_soon()  # too early, if the clock was set back meanwhile: then it looks once more


def _content(row: Waiting) -> bytes | None:
    """Return the parameters as JSON where they take no more than ids: those of nearly all calls do."""
    if row.method == "sendMessage":
        return b'{"chat_id":%d,%b' % (row.chat, row.body[1:])
    if row.method == "editMessageText" and row.message_id is not None:
        return b'{"chat_id":%d,"message_id":%d,%b' % (row.chat, row.message_id, row.body[1:])
    return None


def _params(row: Waiting) -> dict[str, Any] | None:
    """Return the parameters of the call; None when the message that it changes never came to be."""
    params = {**row.params, "chat_id": row.chat}
    if _want(row.method) is not Want.NOTHING or "message_id" in params or "message_ids" in params:
        return params
    if row.shown_id is None and not row.method.startswith(("editMessage", "deleteMessage")):
        return params
    return None if row.message_id is None else params | {"message_id": row.message_id}


@cache
def _makes_message(method: str) -> bool:
    return method.startswith(("send", "copy", "forward"))


@cache
def _asks(method: str) -> bool:
    return method.startswith("get")


@cache
def _want(method: str) -> Want:
    """Return what anybody wants to know of Telegram's answer."""
    return Want.MESSAGE_ID if _makes_message(method) else Want.ALL if _asks(method) else Want.NOTHING


def _made_message(method: str, result: Any) -> int | None:
    if not _makes_message(method) or not isinstance(result, dict):
        return None
    message_id: int | None = result.get("message_id")
    return message_id
