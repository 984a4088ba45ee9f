"""``make soak``: worlds by chance (``tests/world``), and real processes that are killed hundreds of times.

Every world is one seed. One in which a rule is broken tells its story and the command that replays it word for word.
"""

from __future__ import annotations

import argparse
import asyncio
import logging
import multiprocessing
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from dataclasses import dataclass, field
from itertools import islice, product
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import get_args

import structlog

from flows.programme import STEPS
from tests import databases
from tests.bot.deadly import Mode, soak
from tests.world.trouble import KINDS
from tests.world.world import COUPLES, DAYS, DEEP, Life, Plan, lived, story

SEVERAL = 25
"""After so many worlds a process is followed by a fresh one, so that nothing can pile up."""
TELLS = 30.0
"""Seconds between two lines that say how far it is."""


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
        journeys = {
            name.partition(": ")[2]: n for name, n in self.counts.most_common() if name.startswith("journeys: ")
        }
        lines = [self.line()]
        lines.append("journeys: " + ", ".join(f"{name} {n:,}" for name, n in journeys.items()))
        lines.append(f"broken: {', '.join(map(str, self.broken)) or 'none'}")
        lines.append("faults: " + ", ".join(f"{name} {n:,}" for name, n in self.faults.most_common()))
        lines += [f"steps finished: {step:20} {self.counts[f'steps finished: {step}']:7,}" for step in STEPS]
        return "\n".join(lines)


def worlds(plans: Iterable[Plan], *, jobs: int, seconds: float, tell: bool = False) -> Sum:
    """Live all of these, so many side by side, but begin none after so many seconds; say what came of it."""
    total, told = Sum(), time.monotonic()
    for life in _lived(plans, jobs, seconds):
        total.add(life)
        if tell:
            say("\n".join(life.told))
        if life.broken:
            say(story(life))
        if time.monotonic() - told > TELLS:
            told = time.monotonic()
            say(total.line())
    return total


def _lived(plans: Iterable[Plan], jobs: int, seconds: float) -> Iterator[Life]:
    began, left = time.monotonic(), iter(plans)
    if jobs == 1:
        for plan in left:
            if time.monotonic() - began > seconds:
                return
            yield _alone(plan)
        return
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(jobs, mp_context=context, max_tasks_per_child=SEVERAL) as pool:
        under_way: set[Future[Life]] = {pool.submit(_alone, plan) for plan in islice(left, 2 * jobs)}
        while under_way:
            done, under_way = wait(under_way, return_when=FIRST_COMPLETED)
            for future in done:
                yield future.result()
                if time.monotonic() - began < seconds:
                    under_way |= {pool.submit(_alone, plan) for plan in islice(left, 1)}


def _alone(plan: Plan) -> Life:
    life = lived(plan)
    if plan.database != "sqlite":
        databases.stop()
    return life


# -- real processes


def kills(options: argparse.Namespace) -> None:
    kinds = databases.KINDS if options.database == "both" else (options.database,)
    modes = get_args(Mode) if options.mode == "both" else (options.mode,)
    most = {"kills": options.kills, "couples": options.couples or 4, "seconds": 60 * options.minutes}
    for kind, mode in product(kinds, modes):
        with databases.using(kind), TemporaryDirectory() as folder:
            work = soak(Path(folder), mode=mode, **most)
            say(str(asyncio.run(work)))


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
    options = parser.parse_args()
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.CRITICAL))
    broken = False
    try:
        if options.seeds:
            total = worlds(plans(options), jobs=options.jobs, seconds=60 * options.minutes, tell=options.tell)
            say(total.whole())
            broken = bool(total.broken)
        if options.kills is None:
            options.kills = 0 if options.seeds else 150
        if options.kills:
            kills(options)
    finally:
        databases.stop()
    return int(broken)


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
