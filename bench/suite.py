"""All measurements of one session, one after another: at once, so many a second, and with many couples stored."""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractAsyncContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from bench import memory, peer, reknit, timers, wave
from bench.figures import percentile
from bench.people import Person
from bench.process import Bot
from bench.run import Result, Run
from bench.timers import Timed
from bench.wave import Wave
from bench.where import where

RATE = 50.0

Say = Callable[[str], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Size:
    """How much is measured; durations are seconds.

    ``runs`` is how often a cost that is compared with another is measured: the lowest counts, the rest is disturbance.
    ``rounds`` is that for reknit and its peers, each of whom walks once in a round.
    ``wave_seconds`` are those before the wave and in it; ``library_seconds`` are of the library's own limiter.
    ``others``: the peers that need an environment of their own, too.
    """

    couples: int
    people: int
    peer_seconds: float
    walk_seconds: float
    pace_couples: int
    pace_seconds: float
    falling_seconds: float
    stored: tuple[int, ...]
    walkers: int
    profiled: tuple[int, int]
    conversations: tuple[int, ...]
    timers: tuple[int, int]
    claims: int
    wave_nudges: int
    wave_couples: int
    wave_seconds: tuple[float, float]
    library_nudges: int
    library_seconds: float
    latencies: tuple[float, ...] = (0.0, 0.05)
    runs: int = 2
    rounds: int = 3
    others: bool = True


FULL = Size(
    couples=400,
    people=800,
    peer_seconds=6,
    walk_seconds=180,
    pace_couples=40,
    pace_seconds=30,
    falling_seconds=12,
    stored=(1000, 100_000),
    walkers=100,
    profiled=(20, 150),
    conversations=(1000, 10_000, 100_000),
    timers=(1000, 1_000_000),
    claims=200,
    wave_nudges=3000,
    wave_couples=40,
    wave_seconds=(30, 80),
    library_nudges=3000,
    library_seconds=45,
)
QUICK = Size(
    couples=30,
    people=200,
    peer_seconds=3,
    walk_seconds=30,
    pace_couples=28,
    pace_seconds=4,
    falling_seconds=4,
    stored=(100, 2000),
    walkers=10,
    profiled=(5, 20),
    conversations=(1000, 10_000),
    timers=(1000, 20_000),
    claims=50,
    wave_nudges=500,
    wave_couples=20,
    wave_seconds=(5, 10),
    library_nudges=600,
    library_seconds=10,
    runs=1,
    rounds=1,
)
SMALLEST = Size(
    couples=3,
    people=60,  # with fewer the bare loop may take less CPU than the system can tell
    peer_seconds=5,
    walk_seconds=60,
    pace_couples=3,
    pace_seconds=0.2,
    falling_seconds=0.2,
    stored=(1, 2),
    walkers=1,
    profiled=(1, 2),
    conversations=(),
    timers=(10, 20),
    claims=3,
    wave_nudges=120,
    wave_couples=2,
    wave_seconds=(0.5, 1.5),
    library_nudges=0,
    library_seconds=0,
    latencies=(0.0,),
    runs=1,
    rounds=1,
    others=False,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Paced:
    """A run at a fixed rate; ``latency`` is that of Telegram's end, in seconds."""

    name: str
    latency: float
    result: Result


@dataclass(frozen=True, slots=True, kw_only=True)
class Stored:
    """reknit with so many couples in its database; ``start`` is from nothing to the first question for updates."""

    couples: int
    file_bytes: int
    start: float
    memory: int
    cost: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Pickle:
    """One write of the file of python-telegram-bot's PicklePersistence, in seconds."""

    conversations: int
    seconds: float
    file_bytes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """What one session gave. ``saturated`` are reknit first, then the peers, by name; ``nudge`` is CPU seconds.

    With another Python, too, its name goes on with that. ``looks`` are what ``memory.look`` gave before each walk.
    """

    size: Size
    saturated: dict[str, Result]
    paced: tuple[Paced, ...]
    stored: tuple[Stored, ...]
    pickles: tuple[Pickle, ...]
    timed: tuple[Timed, ...]
    waves: tuple[Wave, ...]
    nudge: float
    areas: dict[str, float]
    looks: tuple[float, ...]
    seconds: float


REKNIT = "reknit, the whole talk"


async def measure(size: Size, say: Say, also: str = "") -> Figures:
    """Measure everything; ``say`` is told what is measured next. ``also`` is another Python, to walk with as well."""
    began, looks = perf_counter(), list[float]()

    def next_is(line: str) -> None:
        looks.append(memory.look())
        say(f"{line} (memory: {looks[-1]:.0f} ns)")

    return Figures(
        size=size,
        saturated=await _saturated(size, next_is, also),
        paced=await _paced(size, next_is),
        stored=tuple(await _stored(size, next_is)),
        pickles=tuple(await _pickles(size, say)),
        timed=await _timed(size, next_is),
        waves=await _waves(size, next_is),
        nudge=await _nudge(size, next_is),
        areas=await _areas(size, next_is),
        looks=tuple(looks),
        seconds=perf_counter() - began,
    )


def _peers(size: Size) -> tuple[peer.Peer, ...]:
    return (peer.FLOOR, peer.AIOGRAM, peer.PTB, peer.PTB_EACH) if size.others else (peer.FLOOR,)


async def _saturated(size: Size, say: Say, also: str) -> dict[str, Result]:
    rounds = [await _all_at_once(size, say, also) for _ in range(size.rounds)]
    return {name: min((each[name] for each in rounds), key=lambda one: one.cpu_per_thousand) for name in rounds[0]}


async def _all_at_once(size: Size, say: Say, also: str) -> dict[str, Result]:
    results = {}
    for python in filter(None, (sys.executable, also)):
        name = REKNIT if python == sys.executable else f"{REKNIT}, Python {_version(python)}"
        say(f"{size.couples} couples at once: {name}")
        with _folder() as folder:
            people = reknit.couples(size.couples)
            reknit.seeded(folder, people)
            async with reknit.running(folder, people, python=python) as (run, bot):
                results[name] = await run.saturate(bot, size.walk_seconds)
    for one in _peers(size):
        say(f"{size.people} people at once: {one.name}")
        with _folder() as folder:
            async with peer.running(one, folder, peer.talkers(size.people)) as (run, bot):
                results[one.name] = await run.saturate(bot, size.peer_seconds)
    return results


def _version(python: str) -> str:
    asks = (python, "-c", "import platform; print(platform.python_version())")
    return subprocess.run(asks, capture_output=True, check=True, text=True).stdout.strip()  # noqa: S603 -- the caller's


def _paced_bots(size: Size) -> tuple[peer.Peer | None, ...]:
    """Return whose latency is measured; None is reknit."""
    return (None, peer.FLOOR, peer.AIOGRAM, peer.PTB) if size.others else (None, peer.FLOOR)


async def _paced(size: Size, say: Say) -> tuple[Paced, ...]:
    found = []
    for latency in size.latencies:
        rounds = [[await _pace(size, say, latency, who) for who in _paced_bots(size)] for _ in range(size.rounds)]
        found += [min(each, key=lambda one: percentile(one.result.replies, 99)) for each in zip(*rounds, strict=True)]
    return tuple(found)


async def _pace(size: Size, say: Say, latency: float, who: peer.Peer | None) -> Paced:
    name = who.name if who else REKNIT
    say(f"{RATE:.0f} updates a second, {latency * 1000:.0f} ms at Telegram's end: {name}")
    seconds = size.falling_seconds if who and not who.own else size.pace_seconds
    with _folder() as folder:
        async with _opened(size, folder, who, latency) as (run, bot):
            result = await run.pace(bot, RATE, seconds)
    return Paced(name=name, latency=latency, result=result)


def _opened(
    size: Size, folder: Path, who: peer.Peer | None, latency: float
) -> AbstractAsyncContextManager[tuple[Run, Bot]]:
    if who is not None:
        return peer.running(
            who, folder, peer.talkers(max(int(RATE * size.pace_seconds / 5), size.people // 10)), latency=latency
        )
    people = reknit.couples(size.pace_couples)
    reknit.seeded(folder, people)
    return reknit.running(folder, people, latency=latency)


async def _stored(size: Size, say: Say) -> list[Stored]:
    return [await _with_stored(size, say, count) for count in size.stored]


async def _with_stored(size: Size, say: Say, count: int) -> Stored:
    say(f"storing {count} couples")
    with _folder() as folder:
        reknit.stored(folder, count)
        file_bytes = (folder / "reknit.db").stat().st_size
        groups = [reknit.couples(size.walkers, size.walkers * n) for n in range(size.runs)]
        say(f"{size.walkers} couples walk among {count} that are stored")
        runs = [await _among_stored(folder, people, size.walk_seconds) for people in groups]
    return Stored(
        couples=count,
        file_bytes=file_bytes,
        start=min(start for start, _ in runs),
        memory=max(result.peak for _, result in runs),
        cost=min(result.cpu_per_thousand for _, result in runs),
    )


async def _among_stored(folder: Path, people: list[Person], seconds: float) -> tuple[float, Result]:
    reknit.seeded(folder, people)
    began = perf_counter()
    async with reknit.running(folder, people) as (run, bot):
        start = run.crowd.telegram.first_poll - began
        return start, await run.saturate(bot, seconds)


async def _pickles(size: Size, say: Say) -> list[Pickle]:
    if not size.conversations:
        return []
    say("one write of python-telegram-bot's pickle file")
    with _folder() as folder:
        arguments = ("-m", "bench.peers.pickle_growth", str(folder), *map(str, size.conversations))
        process = await asyncio.create_subprocess_exec(str(peer.OTHERS), *arguments, stdout=asyncio.subprocess.PIPE)
        out, _ = await process.communicate()
    rows = [json.loads(line) for line in out.splitlines()]
    return [Pickle(conversations=row["conversations"], seconds=row["seconds"], file_bytes=row["bytes"]) for row in rows]


async def _timed(size: Size, say: Say) -> tuple[Timed, ...]:
    with _folder() as few, _folder() as many:
        folders = (few, many)
        for folder, count in zip(folders, size.timers, strict=True):
            say(f"storing {count} timers")
            reknit.stored(folder, 0)
            timers.fill(folder, count)
        say("claiming timers that are due")
        found = timers.claims(folders, size.claims)
        costs: tuple[list[float], list[float]] = ([], [])
        for n in range(size.runs):
            for folder, count, cost in zip(folders, size.timers, costs, strict=True):
                say(f"{size.walkers} couples walk among {count} timers")
                people = reknit.couples(size.walkers, size.walkers * n)
                cost.append((await _among_stored(folder, people, size.walk_seconds))[1].cpu_per_thousand)
    each = zip(size.timers, found, costs, strict=True)
    return tuple(Timed(timers=count, claim=claim, update=min(cost)) for count, claim, cost in each)


async def _areas(size: Size, say: Say) -> dict[str, float]:
    say("where the CPU of an update goes")
    with _folder() as folder:
        return await where(folder, size.profiled, size.walk_seconds)


async def _waves(size: Size, say: Say) -> tuple[Wave, ...]:
    latency = size.latencies[-1]
    say(f"{size.wave_nudges} nudges at once, {latency * 1000:.0f} ms at Telegram's end: reknit")
    with _folder() as folder:
        waves = [await wave.of_reknit(folder, size.wave_nudges, size.wave_couples, size.wave_seconds, latency)]
    if size.others:
        say(f"{size.library_nudges} messages at once: {wave.LIBRARY.name}")
        with _folder() as folder:
            waves.append(await wave.of_library(folder, size.library_nudges, size.library_seconds, latency))
    return tuple(waves)


async def _nudge(size: Size, say: Say) -> float:
    say(f"{size.wave_nudges} nudges without a limit")
    with _folder() as folder:
        return await wave.cost(folder, size.wave_nudges)


@contextmanager
def _folder() -> Iterator[Path]:
    with TemporaryDirectory(prefix="reknit-bench-") as name:
        yield Path(name)
