"""``make soak``: worlds by chance (``tests/world``), and real processes that are killed hundreds of times.

Every world is one seed. One in which a rule is broken tells its story and the command that replays it word for word.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import logging
import multiprocessing
import multiprocessing.util
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from itertools import islice, product
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import get_args

import structlog

from flows.programme import STEPS
from tests import databases
from tests.bot.deadly import Mode, soak
from tests.bot.process import ROOT
from tests.world.trouble import KINDS
from tests.world.world import COUPLES, DAYS, DEEP, Life, Plan, lived, story

SEVERAL = 60
"""After so many worlds a process is followed by a fresh one, so that nothing can pile up."""
TELLS = 30.0
"""Seconds between two lines that say how far it is."""


@contextmanager
def stoppable() -> Iterator[Callable[[], bool]]:
    """Yield what says whether SIGINT or SIGTERM has come, so that what there is until then can be summed up."""
    came: list[int] = []
    before = {
        number: signal.signal(number, lambda it, _: came.append(it)) for number in (signal.SIGINT, signal.SIGTERM)
    }
    try:
        yield lambda: bool(came)
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def say(what: str) -> None:
    print(what, flush=True)  # noqa: T201 -- what it is for


# -- worlds


@dataclass
class Sum:
    """What many worlds came to."""

    began: float = field(default_factory=time.monotonic)
    worlds: int = 0
    cpu: float = 0.0
    counts: Counter[str] = field(default_factory=Counter)
    faults: Counter[str] = field(default_factory=Counter)
    broken: list[int] = field(default_factory=list)

    def add(self, life: Life) -> None:
        self.worlds += 1
        self.counts += life.counts
        self.faults += life.faults
        self.cpu += life.seconds
        if life.broken:
            self.broken.append(life.plan.seed)

    def line(self) -> str:
        names = ("journeys", "updates", "shown", "commits", "lives")
        counts = ", ".join(f"{self.counts[name]:,} {name}" for name in names)
        each = 1000 * self.cpu / max(1, self.counts["journeys"])
        return (
            f"{self.worlds} worlds: {counts}, {self.faults.total():,} faults, {len(self.broken)} broken; "
            f"{time.monotonic() - self.began:.0f} s, {each:.0f} ms of CPU a journey"
        )

    def whole(self) -> str:
        lines = [self.line()]
        lines.append("journeys: " + ", ".join(f"{name} {n:,}" for name, n in _under("journeys", self.counts)))
        lines.append("faults: " + ", ".join(f"{name} {n:,}" for name, n in self.faults.most_common()))
        lines.append(f"broken: {', '.join(map(str, self.broken)) or 'none'}")
        lines += [f"{self.counts[f'steps finished: {step}']:9,} steps finished: {step}" for step in STEPS]
        return "\n".join(lines)

    def row(self, seeds: str, size: str, database: str) -> dict[str, object]:
        """Return what is added up over several runs, for a file with one line each."""
        return {
            "what": "worlds",
            "commit": commit(),
            "seeds": seeds,
            "size": size,
            "database": database,
            "worlds": self.worlds,
            "cpu": round(self.cpu, 1),
            "broken": self.broken,
            "counts": dict(sorted(self.counts.items())),
            "faults": dict(sorted(self.faults.items())),
        }


def _under(head: str, counts: Counter[str]) -> list[tuple[str, int]]:
    return [(name.partition(": ")[2], n) for name, n in counts.most_common() if name.startswith(f"{head}: ")]


def commit() -> str:
    """Return which state of the code this is, "+" behind it if something was changed since."""
    say_it = ("git", "describe", "--always", "--abbrev=12", "--dirty=+", "--exclude=*")
    found = subprocess.run(say_it, cwd=ROOT, capture_output=True, text=True, check=False)
    return found.stdout.strip() or "unknown"


# -- several runs


def noted(path: Path, row: dict[str, object]) -> None:
    with path.open("a", encoding="utf-8") as file:
        file.write(json.dumps(row) + "\n")


def added_up(path: Path) -> str:
    """Return what all the runs of a file come to; a seed that was lived twice by the same code counts once."""
    total, kills, seen, commits = Sum(), Counter[str](), set[tuple[str, ...]](), Counter[str]()
    for row in map(json.loads, path.read_text("utf-8").splitlines()):
        commits[row["commit"]] += 1
        if row["what"] == "kills":
            kills[f"{row['database']}, {row['mode']}"] += row["kills"]
            continue
        run = (row["commit"], row["seeds"], row["size"], row["database"])
        if run in seen:
            continue
        seen.add(run)
        total.worlds += row["worlds"]
        total.cpu += row["cpu"]
        total.broken += row["broken"]
        total.counts.update(row["counts"])
        total.faults.update(row["faults"])
    lines = [f"{', '.join(f'{n} runs of {name}' for name, n in commits.items())}", total.whole()]
    lines.append(f"kills: {', '.join(f'{name}: {n:,}' for name, n in kills.items()) or 'none'}")
    return "\n".join(lines)


def worlds(plans: Iterable[Plan], *, jobs: int, seconds: float, tell: bool = False) -> Sum:
    """Live all of these, so many side by side, but begin none after so many seconds; say what came of it.

    SIGINT or SIGTERM ends it, too: the worlds that were over by then are in the sum.
    """
    total, told = Sum(), time.monotonic()
    with stoppable() as enough:
        for life in _lived(plans, jobs, seconds, enough):
            total.add(life)
            if tell:
                say("\n".join(life.told))
            if life.broken:
                say(story(life))
            if time.monotonic() - told > TELLS:
                told = time.monotonic()
                say(total.line())
    return total


def _lived(plans: Iterable[Plan], jobs: int, seconds: float, enough: Callable[[], bool]) -> Iterator[Life]:
    began, left = time.monotonic(), iter(plans)
    if jobs == 1:
        for plan in left:
            if enough() or time.monotonic() - began > seconds:
                return
            yield lived(plan)
        return
    context = multiprocessing.get_context("spawn")
    pool = ProcessPoolExecutor(jobs, mp_context=context, max_tasks_per_child=SEVERAL, initializer=_begins)
    try:
        under_way: set[Future[Life]] = {pool.submit(lived, plan) for plan in islice(left, 2 * jobs)}
        while under_way and not enough():
            done, under_way = wait(under_way, timeout=1, return_when=FIRST_COMPLETED)
            for future in done:
                yield future.result()
                if time.monotonic() - began < seconds:
                    under_way |= {pool.submit(lived, plan) for plan in islice(left, 1)}
    finally:
        if enough():
            for process in list(pool._processes.values()):
                process.kill()  # of the worlds that are not over nothing is to be said
        pool.shutdown(cancel_futures=True)


def _begins() -> None:
    """Prepare a process in which worlds are lived: it ends when its parent says so, and its server with it."""
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.CRITICAL))
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_IGN)
    multiprocessing.util.Finalize(None, databases.stop, exitpriority=10)


# -- real processes


def kills(options: argparse.Namespace) -> None:
    kinds = databases.KINDS if options.database == "both" else (options.database,)
    modes = get_args(Mode) if options.mode == "both" else (options.mode,)
    if options.workers > 1:
        kinds, modes = ("postgresql",), ("webhook",)
    most = {
        "workers": options.workers,
        "kills": options.kills,
        "couples": options.couples or 4,
        "seconds": 60 * options.minutes,
    }
    for kind, mode in product(kinds, modes):
        with databases.using(kind), TemporaryDirectory(dir=databases.memory()) as folder:
            toll = asyncio.run(soak(Path(folder), mode=mode, forked=options.forked, **most))
        say(str(toll))
        if options.totals:
            noted(options.totals, {"what": "kills", "commit": commit(), "forked": options.forked, **asdict(toll)})


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.soak", description=__doc__)
    parser.add_argument("--seeds", help="of worlds: 17, or 1-400")
    parser.add_argument("--jobs", type=int, default=1, help="so many worlds side by side")
    parser.add_argument("--days", type=float, default=DAYS, help="how long a world lives")
    parser.add_argument("--troubles", help=f"which may befall it, 'none', or of: {', '.join(sorted(KINDS))}")
    parser.add_argument("--deep", type=float, default=DEEP, help="in how many of them people are on their way at first")
    parser.add_argument("--tell", action="store_true", help="print every story")
    parser.add_argument("--kills", type=int, help="of real processes, for each database and mode; 150 without --seeds")
    parser.add_argument("--couples", type=int, help="in a world, or beside a process that is killed")
    parser.add_argument("--minutes", type=float, default=20, help="of all worlds, or for each database and mode")
    parser.add_argument("--database", choices=(*databases.KINDS, "both"), default="both")
    parser.add_argument("--mode", choices=(*get_args(Mode), "both"), default="both")
    parser.add_argument("--forked", action="store_true", help="processes that are killed begin with all imported")
    parser.add_argument("--totals", type=Path, help="a file to which a line is added for each run")
    parser.add_argument(
        "--sum", type=Path, metavar="FILE", help="say what the runs in such a file come to, and no more"
    )
    parser.add_argument("--workers", type=int, default=1, help="so many at once; more than one: PostgreSQL, webhook")
    options = parser.parse_args()
    if options.sum:
        say(added_up(options.sum))
        return 0
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.CRITICAL))
    broken = False
    try:
        if options.seeds:
            total = worlds(plans(options), jobs=options.jobs, seconds=60 * options.minutes, tell=options.tell)
            say(total.whole())
            if options.totals:
                noted(options.totals, total.row(options.seeds, size(options), options.database))
            broken = bool(total.broken)
        if options.kills is None:
            options.kills = 0 if options.seeds else 150
        if options.kills:
            kills(options)
    finally:
        databases.stop()
    return int(broken)


def size(options: argparse.Namespace) -> str:
    """Return what else makes a seed's world what it is."""
    people = f"{options.couples or COUPLES} couples, {options.days:g} days, deep {options.deep:g}"
    return f"{people}, troubles {options.troubles or 'all'}"


def plans(options: argparse.Namespace) -> Iterator[Plan]:
    first, _, last = options.seeds.partition("-")
    given = options.troubles
    troubles = KINDS if given is None else frozenset(given.split(",")) - {"none"}
    if unknown := troubles - KINDS:
        raise SystemExit(f"no such troubles: {', '.join(sorted(unknown))}")
    database = "postgresql" if options.database == "postgresql" else "sqlite"
    for seed in range(int(first), int(last or first) + 1):
        couples = options.couples or COUPLES
        size = {"couples": couples, "days": options.days, "deep": options.deep}
        yield Plan(seed=seed, troubles=troubles, database=database, **size)


if __name__ == "__main__":
    sys.exit(main())
