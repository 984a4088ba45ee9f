"""Several workers on one PostgreSQL: what they get done, how exactly they share Telegram's limit, and takeovers."""

from __future__ import annotations

import asyncio
import os
import sys
import warnings
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from statistics import median
from time import perf_counter

import psycopg

from bench import reknit
from bench.couriers import Couriers
from bench.figures import percentile
from bench.people import Person
from bench.process import TICKS, Bot
from bench.run import Result, Run
from bench.seed import add_ready
from bench.telegram import Call
from bench.wave import LIMIT, TALK_AGAIN, add_waiting, rate
from bot.store import Store
from bot.vault import Vault

FIRST_PORT = 18_443
NUDGES_A_MINUTE = 60 * LIMIT
SPARE = 600
"""Nudges that are still waiting when the measurement ends."""
WARM = 5.0
"""Seconds from the first nudge to where it is measured from: what is learnt about the way is known then."""
TAKEOVERS, CHATS = 10, 8
"""So often one is killed, with so many calls under way."""
LONGEST = 20.0
Say = Callable[[str], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Throughput:
    """``server`` is the CPU seconds that PostgreSQL took; ``fsync`` is on."""

    workers: int
    result: Result
    server: float

    @property
    def server_per_thousand(self) -> float:
        return self.server / self.result.updates * 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class Budget:
    """What Telegram took in ``seconds``; ``most`` in any one second; ``refused`` is how often it said 429."""

    seconds: float
    per_second: float
    most: int
    refused: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    throughput: tuple[Throughput, ...]
    budget: Budget
    takeovers: tuple[float, ...]
    """Seconds from a kill -9 until the calls that were under way there were made by another worker, rising."""


class Server:
    """A PostgreSQL of its own in a folder, as it is installed: what it has committed is on the disk."""

    def __init__(self, folder: Path) -> None:
        with warnings.catch_warnings(action="ignore"):  # it wants a session's runtime folder
            from pgserver.postgres_server import get_server  # noqa: PLC0415 -- only wanted here
        self._server = get_server(folder, cleanup_mode="stop")
        self._names = count()
        self._pid = int((folder / "postmaster.pid").read_text().splitlines()[0])

    def database(self) -> str:
        """Return the address of a new one."""
        name = f"bench{next(self._names)}"
        with psycopg.connect(self._server.get_uri(), autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name}".encode())
        url: str = self._server.get_uri(name)
        return url

    def cpu(self) -> float:
        """Return the CPU seconds that all its processes took so far, those that are gone among them."""
        whole = 0
        for path in Path("/proc").glob("[0-9]*/stat"):
            try:
                fields = path.read_text("utf-8").rpartition(")")[2].split()
            except OSError:
                continue  # it is gone
            if int(path.parent.name) == self._pid:
                whole += sum(int(field) for field in fields[11:15])  # proc(5): its own and its children's that ended
            elif int(fields[1]) == self._pid:
                whole += int(fields[11]) + int(fields[12])
        return whole / TICKS

    def stop(self) -> None:
        self._server.cleanup()


@contextmanager
def served(folder: Path) -> Iterator[Server]:
    server = Server(folder)
    try:
        yield server
    finally:
        server.stop()


@contextmanager
def opened(url: str) -> Iterator[Store]:
    store = Store(url, Vault([reknit.KEY], os.urandom))
    store.upgrade(reknit.now())
    try:
        yield store
    finally:
        store.close()


@dataclass(slots=True, kw_only=True)
class Crew:
    """Workers that run, each at one of ``ports``."""

    run: Run
    couriers: Couriers
    bots: list[Bot]
    ports: list[int]


@asynccontextmanager
async def running(
    folder: Path, storage: str, people: list[Person], workers: int, *, per_second: int = 0, latency: float = 0
) -> AsyncIterator[Crew]:
    """Start so many, and go on once they are quiet and everybody was shown what they can act on."""
    run = Run(people)
    telegram = run.crowd.telegram
    telegram.per_second, telegram.latency = per_second, latency
    url = await telegram.start()
    ports = [FIRST_PORT + number for number in range(workers)]
    async with AsyncExitStack() as stack:
        stack.push_async_callback(telegram.stop)
        couriers = await stack.enter_async_context(Couriers(telegram, ports))
        bots: list[Bot] = []
        for port in ports:
            bots.append(
                await stack.enter_async_context(_worker(folder, f"{url}/{port}", storage, port, limited=per_second > 0))
            )
        if people:
            await run.settled(bots[0])
        yield Crew(run=run, couriers=couriers, bots=bots, ports=ports)


def _worker(folder: Path, url: str, storage: str, port: int, *, limited: bool) -> Bot:
    place = folder / str(port)
    place.mkdir(exist_ok=True)
    path = reknit.config(place, url, storage=storage, port=port, limited=limited)
    text = path.read_text("utf-8").replace("[privacy]", f'[privacy]\nerased = "{folder / "reknit.erased"}"')
    path.write_text(text, "utf-8")
    return Bot((sys.executable, "-m", "bot", "run", "--config", str(path)), place / "log.txt")


# -- what is measured


async def throughput(folder: Path, server: Server, workers: int, couples: int) -> Throughput:
    """Let couples do everything as soon as it can be done."""
    people, url = reknit.couples(couples), server.database()
    with opened(url) as store:
        add_ready(store, reknit.chats(people), reknit.now())
    async with running(folder, url, people, workers) as crew:
        before = server.cpu()
        result = await crew.run.saturate(_Together(crew.bots))
        return Throughput(workers=workers, result=result, server=server.cpu() - before)


class _Together(Bot):
    """Several as one: what they took is added up."""

    def __init__(self, bots: list[Bot]) -> None:
        self._bots = bots

    def check(self) -> None:
        for bot in self._bots:
            bot.check()

    def cpu(self) -> float:
        return sum(bot.cpu() for bot in self._bots)

    def memory(self) -> int:
        return max(bot.memory() for bot in self._bots)

    def peak(self) -> int:
        return max(bot.peak() for bot in self._bots)


async def budget(folder: Path, server: Server, minutes: float, latency: float) -> Budget:
    """Let two workers send nudges for so long, as fast as Telegram takes them."""
    url = server.database()
    with opened(url) as store:
        add_waiting(store, round(NUDGES_A_MINUTE * minutes) + SPARE, reknit.now() - TALK_AGAIN)
        store.transact(lambda tx: tx.timers.give_all("nudge", reknit.now()))
    async with running(folder, url, [], 2, per_second=LIMIT, latency=latency) as crew:
        telegram = crew.run.crowd.telegram
        while len(telegram.taken) < WARM * LIMIT:
            await asyncio.sleep(0.1)
            _Together(crew.bots).check()
        began = perf_counter()
        await asyncio.sleep(60 * minutes)
        seconds = perf_counter() - began
        moments = [at for at, _ in telegram.taken if began <= at < began + seconds]
        return Budget(
            seconds=seconds, per_second=rate(moments), most=most_in_a_second(moments), refused=telegram.refused
        )


def most_in_a_second(moments: list[float]) -> int:
    """Return the most of these, which rise, that are in any stretch of one second."""
    first = most = 0
    for last, at in enumerate(moments):
        while moments[first] <= at - 1:
            first += 1
        most = max(most, last - first + 1)
    return most


async def takeovers(folder: Path, server: Server) -> tuple[float, ...]:
    """Kill a worker while its calls are under way, again and again, and see when the other one makes them."""
    people, url = reknit.couples(TAKEOVERS * CHATS), server.database()
    with opened(url) as store:
        add_ready(store, reknit.chats(people), reknit.now())
    took: list[float] = []
    async with running(folder, url, people, 2) as crew:
        telegram = crew.run.crowd.telegram
        for number in range(TAKEOVERS):
            took.append(await _takeover(crew, people[2 * CHATS * number :: 2][:CHATS], number % 2))
            bot, started = crew.bots[number % 2], telegram.calls["setWebhook"]
            await bot.__aenter__()  # another life of the same
            await _until(lambda: telegram.calls["setWebhook"] > started)  # noqa: B023 -- awaited here
            await crew.run.settled(bot, first=False)
            crew.couriers.ports[:] = crew.ports
    return tuple(sorted(took))


async def _takeover(crew: Crew, actors: list[Person], which: int) -> float:
    """Return the seconds from the kill until the last of the calls that were under way there is made by the other."""
    telegram, called = crew.run.crowd.telegram, crew.run.crowd.telegram.called
    one, other = (b"/%d" % crew.ports[number] for number in (which, 1 - which))
    first: dict[int, bytes] = {}
    again: dict[int, float] = {}

    def notes(call: Call) -> None:
        known = call.chat in chats and call.message
        if known and first.setdefault(call.chat, call.caller) == one and call.caller == other:
            again.setdefault(call.chat, perf_counter())
        called(call)

    chats = {person.chat for person in actors}
    telegram.called, telegram.mute = notes, one
    crew.couriers.ports[:] = [crew.ports[which]]
    for person in actors:
        crew.run.crowd.act(person)
    await _until(lambda: first.keys() == chats)
    killed = perf_counter()
    await crew.bots[which].kill()
    crew.couriers.ports[:] = [crew.ports[1 - which]]
    await _until(lambda: all(chat in again or caller == other for chat, caller in first.items()))
    telegram.called, telegram.mute = called, None
    return max(again.values()) - killed


async def _until(happened: Callable[[], bool]) -> None:
    async with asyncio.timeout(LONGEST):
        while not happened():  # noqa: ASYNC110 -- nothing to wait on
            await asyncio.sleep(0.005)


async def measure(folder: Path, couples: int, minutes: float, latency: float, say: Say) -> Figures:
    with served(folder / "postgresql") as server:
        done = []
        for workers in (1, 2):
            say(f"throughput: {workers}")
            done.append(await throughput(_place(folder, f"throughput{workers}"), server, workers, couples))
        say("takeovers")
        took = await takeovers(_place(folder, "takeovers"), server)
        say(f"budget: {minutes} minutes")
        shared = await budget(_place(folder, "budget"), server, minutes, latency)
    return Figures(throughput=tuple(done), budget=shared, takeovers=took)


def _place(folder: Path, name: str) -> Path:
    place = folder / name
    place.mkdir()
    return place


def table(figures: Figures) -> str:
    """Return the figures as Markdown."""
    lines = [
        "| workers | updates a second | CPU of the workers per 1,000 | CPU of PostgreSQL per 1,000 | reply p50 | p99 |",
        "|---|---|---|---|---|---|",
    ]
    for one in figures.throughput:
        result = one.result
        p50, p99 = (f"{percentile(result.replies, part) * 1000:.0f} ms" for part in (50, 99))
        cpu = f"{result.cpu_per_thousand:.2f} s | {one.server_per_thousand:.2f} s"
        lines.append(f"| {one.workers} | {result.per_second:.0f} | {cpu} | {p50} | {p99} |")
    shared, took = figures.budget, figures.takeovers
    lines += [
        "",
        "| measured with two workers | |",
        "|---|---|",
        f"| Telegram's limit of {LIMIT} a second: taken in {shared.seconds:.0f} s | {shared.per_second:.2f} a second, "
        f"{shared.per_second / LIMIT:.1%} of it; {shared.most} at most in any second; {shared.refused} refused (429) |",
        f"| kill -9 until its calls are made by the other: {len(took)} times | "
        f"median {median(took):.2f} s, at most {took[-1]:.2f} s |",
    ]
    return "\n".join(lines) + "\n"
