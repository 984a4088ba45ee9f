"""Instructions that a bot takes for an update, as valgrind counts them: the same whatever else a machine does.

Time tells how long an update takes on this machine while nobody else is on it; this, how much there is to be done. The
kernel's own are not among them, nor Redis's, nor what it costs that a cache holds no more. Source: valgrind's manual,
cachegrind, "I refs".
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

from bench import peer, reknit
from bench.peer import AIOGRAM, FLOOR, PTB, Peer
from bench.suite import REKNIT

OTHERS = FLOOR, AIOGRAM, PTB
COUNTER = "valgrind"
UNDER = (
    *("env", "PYTHONHASHSEED=0"),
    *(COUNTER, "--tool=cachegrind", "--cache-sim=no", "--cachegrind-out-file=/dev/null"),
)
_COUNT = re.compile(r"I\s+refs:\s+([0-9,]+)")


class NotThere(Exception):
    """The counter is not installed."""


async def measure(few: int, many: int, progress: Callable[[str], None]) -> dict[str, float]:
    """Return what reknit and its peers take for an update, by their names.

    Each walks with few couples and with many, so that its start is not counted.

    Raises:
        NotThere: valgrind is not installed.
    """
    if shutil.which(COUNTER) is None:
        raise NotThere(f"{COUNTER} is needed to count instructions: apt-get install {COUNTER}")
    counted = {}
    for name, bot in ((REKNIT, None), *((one.name, one) for one in OTHERS)):
        progress(f"{name}, twice, some fifty times as slow as usual")
        (some, updates), (all_, more) = [await _walked(bot, couples) for couples in (few, many)]
        counted[name] = (all_ - some) / (more - updates)
    return counted


async def _walked(bot: Peer | None, couples: int) -> tuple[int, int]:
    """Return the instructions of one run from beginning to end, and its updates."""
    with TemporaryDirectory(prefix="reknit-bench-") as name:
        folder = Path(name)
        if bot is None:
            people, begun = reknit.couples(couples), 0
            reknit.seeded(folder, people)
            running = reknit.running(folder, people, under=UNDER)
        else:
            people = peer.talkers(2 * couples)
            running, begun = peer.running(bot, folder, people, under=UNDER), len(people)  # by one update each
        async with running as (run, process):
            walked = await run.saturate(process)
        return count(folder / "log.txt"), begun + walked.updates


def count(log: Path) -> int:
    """Return the instructions that the counter has told at the end."""
    (found,) = _COUNT.findall(log.read_text("utf-8", "replace"))
    return int(found.replace(",", ""))


def table(counted: Mapping[str, float]) -> str:
    rows = [f"| {name} | {taken:,.0f} | {taken / counted[FLOOR.name]:.2f} |" for name, taken in counted.items()]
    return "\n".join(["| bot | instructions an update | to the bare loop's |", "| --- | --- | --- |", *rows, ""])
