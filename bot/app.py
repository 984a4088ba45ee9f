"""Wiring, and nothing else. The one place that names now, random and the operating system's chance."""

from __future__ import annotations

import asyncio
import os
import random
import secrets
from collections.abc import Awaitable, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING, Any

import structlog
from sqlalchemy.exc import OperationalError
from structlog.typing import FilteringBoundLogger
from telegram.error import TelegramError

from bot import __version__
from bot.clerk import Clerk, Job
from bot.clock import Clock, ManualClock, ShiftedClock
from bot.config import Config
from bot.desk import Desk, House
from bot.erasing import erase_unasked
from bot.groups import changed, counted, found, gone, opened
from bot.incoming import Counted, Found, Incoming, chat_found, member_found
from bot.intake import CaughtUp, Intake
from bot.outbox import GOODBYE_SECONDS, Sender
from bot.parking import as_parked, kind_of, park, unreadable
from bot.profile import set_commands
from bot.reception import about, receive
from bot.reports import REPORTS
from bot.store import CAUGHT_UP, INTAKE, REACHED, Crowded, ErasedList, ParkedUpdate, Store, knows
from bot.tending import Tending
from bot.texts import Texts, languages
from bot.vault import Vault
from bot.wire import bot_at
from flows.hints import asks_for_care

if TYPE_CHECKING:  # 4 MB that a bot which fetches its updates, and is not watched over, has no use for
    from bot.metrics import HandledAs, Metrics, Reading
    from bot.serving import HttpServer
    from bot.webhook import Webhook


def real_now() -> datetime:
    return datetime.now(UTC)


def random_bytes(count: int) -> bytes:
    return os.urandom(count)


def real_chance() -> random.Random:
    return random.SystemRandom()


def real_clock() -> ShiftedClock:
    return ShiftedClock(real_now)


def house(config: Config, texts: Texts, chance: random.Random, username: str = "") -> House:
    return House(
        texts=texts,
        host=config.host.name,
        username=username,
        seed=lambda: chance.getrandbits(31),
        token=lambda: secrets.token_urlsafe(24),
        reports=REPORTS,
        inactive_days=config.privacy.inactive_days,
    )


def _words() -> Texts:
    """Read all that is said and listened for: whoever wrote first would wait for it, and everybody else with them."""
    texts = Texts()
    asks_for_care("", languages())
    return texts


def _erasing_of(person_id: int) -> Job:
    return Job(work=lambda desk: erase_unasked(desk, person_id), ids={"person": person_id})


class App:
    """The whole bot. ``start`` it, let it run, ``stop`` it; ``wait`` returns when a part of it fails."""

    def __init__(
        self,
        config: Config,
        clock: Clock,
        *,
        log: FilteringBoundLogger | None = None,
        chance: random.Random | None = None,
        without_list: bool = False,
    ) -> None:
        """``without_list``: start also where the list of erased keys is gone, or lacks something."""
        self._config = config
        self._without_list = without_list
        self._clock = clock
        self._log: FilteringBoundLogger = (log or structlog.get_logger()).bind()
        self._chance = chance or real_chance()
        vault = Vault(config.privacy.master_keys(), random_bytes)
        self._masters = vault.masters
        self._store = Store(config.storage.url, vault, ErasedList(config.erased()))
        self._bot = bot_at(config.telegram.api_url, config.telegram.token.get_secret_value())
        self._sender = Sender(
            self._store,
            self._bot,
            clock,
            config.telegram.limits,
            self._log,
            on_result=self._on_result,
            on_closed=self._on_closed,
        )
        self._caught_up = CaughtUp()
        self._errands: set[asyncio.Future[Any]] = set()
        self._parts: list[asyncio.Task[None]] = []
        self._servers: list[HttpServer] = []
        self._metrics: Metrics | None = None
        self._clerk = Clerk(
            self._store,
            clock,
            self._log,
            after=self._after,
            on_bug=self._on_bug,
            run=self._sender.beside,
        )
        self._tending = Tending(self._store, self._clerk, clock, self._log, intake=lambda: self._intake)

    async def start(self) -> None:
        """Open the database, ask Telegram who we are, and begin to work."""
        intake = self._intake = self._take_in()
        self._watch_over()
        upgrade = await asyncio.to_thread(self._store.upgrade, self._clock.now())
        await self._take_place()
        back = await asyncio.to_thread(self._store.erased_again, self._without_list)
        await self._bot.initialize()
        await self._store.run(lambda tx: tx.keys.announce())
        self._log.info("database", before=upgrade.before, after=upgrade.after)
        texts = await asyncio.to_thread(_words)
        self._clerk.house = house(self._config, texts, self._chance, self._bot.username)
        await self._erase_again(back)
        if reached := await self._store.run(lambda tx: tx.meta.get(REACHED)):
            intake.reached = datetime.fromisoformat(reached)
        self._caught_up = intake.caught_up
        if await self._store.held_elsewhere(CAUGHT_UP):  # what another worker knows by now stands in the database
            intake.caught_up.set()
        parts = (
            self._send(),
            intake.run(),
            self._tending.run(),
            self._vouch(),
            *(server.run() for server in self._servers),
        )
        self._parts = [asyncio.create_task(part) for part in parts]
        self._do(self._introduce(texts))
        self._log.info("running", bot=self._bot.username)

    async def _take_place(self) -> None:
        """Be the only one who polls, or one of any number whom Telegram calls.

        Raises:
            Crowded: there is another one who polls, or one whom Telegram calls.
        """
        polling = self._config.telegram.mode == "polling"
        if not await self._store.hold(INTAKE, together=not polling):
            if not self._store.side_by_side:
                raise Crowded("storage.url: a bot runs on this database; on SQLite it is one at a time")
            others = "another worker runs on this database" if polling else "a worker that polls runs on this database"
            raise Crowded(f"telegram.mode: {others}; several of them need webhooks, all of them")
        for master in self._masters:
            await self._store.hold(knows(master), together=True)

    async def _erase_again(self, back: Sequence[int]) -> None:
        """Erase whoever an older database has brought back, before anything is done or said."""
        done = [await self._clerk.do(_erasing_of(person_id)) for person_id in back]
        if all(desk is not None for desks in done for desk in desks):
            await asyncio.to_thread(self._store.all_gone)
        if back:
            self._log.warning("erased again, being on the list of erased keys", people=len(back))

    def _watch_over(self) -> None:
        """Count what happens, and let it be asked for, where the host wants it."""
        monitoring = self._config.monitoring
        if monitoring.port is not None:
            from bot.metrics import Metrics  # noqa: PLC0415 -- as said above
            from bot.monitoring import Monitoring  # noqa: PLC0415
            from bot.serving import HttpServer  # noqa: PLC0415

            self._metrics = Metrics()
            app = Monitoring(self._store, self._clock, self._metrics, self._reading)
            self._servers.append(HttpServer(app, monitoring.listen, monitoring.port, table="monitoring"))

    def _take_in(self) -> Intake | Webhook:
        """Return what fetches updates, or what takes them as Telegram brings them."""
        here, now, again = (self._bot, self._clock, self._handle, self._log), self._clock.now(), self._look_again
        if self._config.telegram.mode == "polling":
            return Intake(*here, reached=now, after_long=again)
        from bot.serving import HttpServer  # noqa: PLC0415 -- as said above
        from bot.webhook import Webhook  # noqa: PLC0415

        webhook = Webhook(
            *here,
            settings=self._config.telegram,
            unreadable=lambda body: self._park(unreadable(body)),
            reached=now,
            after_long=again,
        )
        at = self._config.telegram.webhook
        self._servers.append(HttpServer(webhook, at.listen, at.port, table="telegram.webhook"))
        return webhook

    def _reading(self) -> Reading:
        assert self._metrics is not None  # only where the bot is watched over
        return self._metrics.reading(
            now=self._clock.now(),
            calls=dict(self._sender.counts),
            given_up=self._sender.given_up,
            reached=self._intake.reached,
            version=__version__,
        )

    async def _send(self) -> None:
        """Send only once it is known what happened meanwhile, such as a third person coming to a group (P3)."""
        await self._caught_up.wait()
        await self._sender.run()

    async def _vouch(self) -> None:
        """Let workers that start rely on this one for as long as it knows of everything that happened before."""
        while True:
            await self._caught_up.wait()
            with suppress(OperationalError):  # then they find out by themselves
                await self._store.hold(CAUGHT_UP, together=True)
            await self._caught_up.lost.wait()
            with suppress(OperationalError):  # then it is let go of already
                await self._store.let_go(CAUGHT_UP)

    async def _look_again(self) -> None:
        """Take no group for granted after so long without Telegram that it has forgotten who came and went."""
        for chat in await self._store.run(lambda tx: tx.couples.groups()):
            await self._clerk.do(Job(work=partial(changed, chat=chat)))

    async def wait(self) -> None:
        """Return when a part has ended, raising what ended it."""
        done, _ = await asyncio.wait(self._parts, return_when=asyncio.FIRST_COMPLETED)
        for part in done:
            part.result()

    async def stop(self) -> None:
        """Finish the transaction under way, keep the rest in the outbox, and let go of everything."""
        sender, *others = self._parts or (None,)
        working = others[: len(others) - len(self._servers)]
        for part in working:
            part.cancel()
        for server in self._servers:
            server.stop()  # ends by itself, once the requests under way are answered
        self._sender.stop()
        self._caught_up.set()
        ending = {*self._errands, *others[len(working) :]}
        if ending:
            await asyncio.wait(ending, timeout=GOODBYE_SECONDS)  # while the sender's calls have as long
        errands = tuple(self._errands)
        for errand in errands:
            errand.cancel()
        for end in await asyncio.gather(*filter(None, (*others, sender, *errands)), return_exceptions=True):
            if isinstance(end, Exception):  # what it ended by must not keep the rest from being let go of
                self._log.warning("ended", reason=type(end).__name__)
        if self._parts:
            with suppress(OperationalError):  # a locked database keeps nobody from stopping
                await self._tending.note_reached()
        await self._bot.shutdown()
        await asyncio.to_thread(self._store.close)
        if self._parts:
            self._log.info("stopped")

    async def settled(self) -> None:
        """Return when nothing that is due waits: no timer, no message, no answer to a press."""
        while True:
            await self._tending.fire_due()
            await self._sender.settled()
            if self._errands:
                await asyncio.wait(self._errands)
            if not await self._tending.due() and not self._errands:
                return

    async def leap(self, to: datetime) -> None:
        """Let time pass until ``to``, stopping at every timer and every late message on the way."""
        clock = self._clock
        assert isinstance(clock, ShiftedClock | ManualClock)  # only these can
        await self.settled()
        while (due := await self._next_moment()) is not None and due <= to:
            clock.leap(due)
            await self.settled()
        clock.leap(to)
        await self.settled()

    async def _next_moment(self) -> datetime | None:
        """Return when the next thing is to happen by itself, later than now; None if nothing is."""
        now = self._clock.now()
        moments = await self._store.run(
            lambda tx: (tx.timers.next_due(), tx.timers.next_nudge(), tx.outbox.next_moment())
        )
        return min((moment for moment in moments if moment is not None and moment > now), default=None)

    async def _introduce(self, texts: Texts) -> None:
        """Tell Telegram the commands; the bot works without its list as well."""
        try:
            await set_commands(self._bot, texts)
        except TelegramError as error:
            self._log.warning("commands not listed", reason=type(error).__name__)

    async def _handle(self, batch: Sequence[Incoming]) -> None:
        """Handle updates in their order, in one transaction; one that cannot be is parked, and blocks nothing."""
        began = self._clock.now()
        results: list[HandledAs] = ["postponed" for _ in batch]
        try:
            results = await self._handled(batch)
        finally:
            ended = self._clock.now()
            if self._metrics is not None:
                for incoming, result in zip(batch, results, strict=True):
                    self._metrics.handled(kind_of(incoming), result, began, ended)

    async def _handled(self, batch: Sequence[Incoming]) -> list[HandledAs]:
        for incoming in batch:
            if incoming.reason == "malformed":
                await self._park(as_parked(incoming, "malformed"))
        desks = await self._clerk.do(*(self._handling_of(incoming) for incoming in batch))
        return [self._answer(incoming, desk) for incoming, desk in zip(batch, desks, strict=True)]

    def _handling_of(self, incoming: Incoming) -> Job:
        return Job(
            work=lambda desk: receive(desk, incoming),
            ids={"update": incoming.update_id},
            chats=lambda: about(incoming),
            give_up=lambda: self._park(as_parked(incoming, "bug")),
        )

    def _answer(self, incoming: Incoming, desk: Desk | None) -> HandledAs:
        """Do at once what an update calls for beside its messages; ``desk`` is None where it met a bug."""
        self._log.debug("handled", update=incoming.update_id, what=kind_of(incoming))
        if query := getattr(incoming.what, "query", None):
            toast = desk.toast if desk else ""
            self._do(self._sender.toast(query, toast or None, alert=len(toast) > 60))
        for post in desk.direct if desk else ():
            self._do(self._sender.direct(post))
        if desk is None or incoming.reason == "malformed":
            return "parked"
        return "unused" if incoming.what is None else "done"

    async def _park(self, parked: ParkedUpdate) -> None:
        """Keep an update that cannot be handled, so that it blocks nobody and can be looked into."""
        now = self._clock.now()
        row = await self._store.run(lambda tx: park(tx, parked, now))
        if row is not None:
            if self._metrics is not None:
                self._metrics.parked(parked.reason)
            self._log.error("parked", row=row, update=parked.update_id, reason=parked.reason)

    def _on_bug(self) -> None:
        if self._metrics is not None:
            self._metrics.bug()

    def _after(self, timer: datetime | None) -> None:
        """Wake for the first timer that was set in a transaction."""
        if timer is not None:
            self._tending.set(timer)

    def _do(self, errand: Awaitable[object]) -> None:
        doing = asyncio.ensure_future(errand)
        self._errands.add(doing)
        doing.add_done_callback(self._errands.discard)

    async def _on_result(self, method: str, chat: int, result: object) -> None:
        """Take note of what Telegram answered to a question."""
        person = member_found(result) if method == "getChatMember" else None
        if method == "getChatMemberCount" and isinstance(result, int):
            what = Counted(chat=chat, members=result)
            await self._clerk.do(Job(work=lambda desk: counted(desk, what)))
        elif method == "getChat" and (place := chat_found(result)):
            await self._clerk.do(Job(work=partial(opened, place=place)))
        elif person is not None:
            who = Found(chat=chat, person=person)
            await self._clerk.do(Job(work=lambda desk: found(desk, who)))

    async def _on_closed(self, group: int) -> None:
        """Leave a group that refuses the bot, as if Telegram had told: it may have been deleted without a word."""
        await self._clerk.do(Job(work=partial(gone, chat=group)))
