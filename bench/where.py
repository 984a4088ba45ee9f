"""Where the CPU of an update goes: a walk under cProfile, less a short one, which leaves out the start."""

from __future__ import annotations

import pstats
from collections import Counter
from pathlib import Path
from typing import Any

from bench import reknit

SENDING = "HTTP and the loop"
REST = "the rest of Python"
AREAS = (
    (SENDING, ("bot/connections", "bot/wire", "bot/outbox", "bot/pace", "bot/outcomes", "bot/verdict", "bot/intake")),
    ("SQLite", ("sqlite3",)),
    ("statements and rows", ("bot/store/", "sqlalchemy", "bot/shelf")),
    ("encryption", ("bot/vault", "cryptography")),
    ("steps of the conversation", ("flows/", "transitions", "dataclasses", "msgspec._core")),
    ("texts", ("fluent", "bot/texts", "babel")),
    ("screens, letters and turns", ("bot/",)),
    ("JSON", ("pydantic", "json")),
    (SENDING, ("httptools", "asyncio", "uvloop", "telegram")),
)
"""By a part of a file's name or of a built-in's; the first that fits counts."""


async def where(folder: Path, couples: tuple[int, int], seconds: float) -> dict[str, float]:
    """Return each area's part of the CPU that a larger number of couples took more than a smaller one."""
    folders = [folder / str(count) for count in couples]
    for each in folders:
        each.mkdir()
    few, many = [await _profiled(each, count, seconds) for each, count in zip(folders, couples, strict=True)]
    many.subtract(few)
    whole = sum(many.values())
    return {area: spent / whole for area, spent in many.most_common()}


async def _profiled(folder: Path, couples: int, seconds: float) -> Counter[str]:
    people, path = reknit.couples(couples), folder / "profile"
    reknit.seeded(folder, people)
    async with reknit.running(folder, people, profile=path) as (run, bot):
        await run.saturate(bot, seconds)
    return areas(pstats.Stats(str(path)).stats)  # type: ignore[attr-defined]  # the one way to each function's callers


def areas(stats: dict[Any, Any]) -> Counter[str]:
    """Return the seconds of each area; what is written in C counts there if it has an area, else to who calls it."""
    spent: Counter[str] = Counter()
    for (file, _, name), (_, _, own, _, callers) in stats.items():
        area = _area(name if file == "~" else file)
        if file != "~" or area != REST or not callers:
            spent[area] += own
        else:
            for (caller, _, called_by), (_, _, part, _) in callers.items():
                spent[_area(called_by if caller == "~" else caller)] += part
    return spent


def _area(name: str) -> str:
    return next((area for area, parts in AREAS if any(part in name for part in parts)), REST)
