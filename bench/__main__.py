"""``python -m bench`` measures everything; ``reknit``, ``workers``, ``instructions`` or ``peer NAME`` that alone.

Each prints what it found.
"""

from __future__ import annotations

import argparse
import asyncio
import sys
from collections.abc import Coroutine, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import uvloop

from bench import instructions, peer, reknit, workers
from bench.figures import percentile
from bench.page import page
from bench.process import Bot
from bench.run import Result, Run
from bench.suite import FULL, QUICK, measure
from flows.engine.frozen import replace

PEERS = {"floor": peer.FLOOR, "aiogram": peer.AIOGRAM, "ptb": peer.PTB, "ptb-each": peer.PTB_EACH}


def main(arguments: Sequence[str] | None = None) -> int:
    options = _parser().parse_args(arguments)
    work: Coroutine[Any, Any, None]
    match options.command:
        case "reknit":
            work = _reknit(options)
        case "peer":
            work = _peer(options)
        case "workers":
            work = _workers(options)
        case "instructions":
            work = _instructions(options)
        case _:
            work = _all(options)
    try:
        with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
            runner.run(work)
    except instructions.NotThere as error:
        _progress(str(error))
        return 1
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="less of everything: two minutes, rough figures")
    parser.add_argument("--million", action="store_true", help="with a million couples stored, too: eight minutes more")
    parser.add_argument("--also", default="", help="another Python, with the libraries of requirements.lock")
    parser.add_argument("--write", type=Path, help="write the page here as well")
    commands = parser.add_subparsers(dest="command")
    own = commands.add_parser("reknit")
    own.add_argument("--couples", type=int, default=200)
    own.add_argument("--profile", type=Path, help="run under cProfile and write it here (it takes longer)")
    other = commands.add_parser("peer")
    other.add_argument("peer", choices=sorted(PEERS))
    other.add_argument("--people", type=int, default=2000)
    several = commands.add_parser("workers", help="on one PostgreSQL, which it starts")
    several.add_argument("--couples", type=int, default=150)
    several.add_argument("--minutes", type=float, default=1, help="for which the shared limit is measured")
    several.add_argument("--latency", type=float, default=50, help="milliseconds that each answer takes meanwhile")
    counted = commands.add_parser("instructions", help="of reknit and of others, by valgrind: in ten minutes")
    counted.add_argument("--couples", type=int, nargs=2, default=(5, 45), metavar=("FEW", "MANY"))
    for one, seconds in ((own, 600), (other, 15)):
        one.add_argument("--latency", type=float, default=0, help="milliseconds that each answer of Telegram takes")
        one.add_argument("--rate", type=float, help="updates a second at moments fixed beforehand; else all at once")
        one.add_argument("--seconds", type=float, default=seconds, help="how long at most")
    return parser


async def _all(options: argparse.Namespace) -> None:
    size = QUICK if options.quick else FULL
    if options.million:
        size = replace(size, stored=(*size.stored, 1_000_000))
    figures = await measure(size, _progress, options.also)
    text = page(figures, reknit.now().date())
    sys.stdout.write(text)
    if options.write:
        options.write.write_text(text, "utf-8")


def _progress(line: str) -> None:
    sys.stderr.write(f"{line}\n")


async def _reknit(options: argparse.Namespace) -> None:
    with TemporaryDirectory(prefix="reknit-bench-") as name:
        people = reknit.couples(options.couples)
        reknit.seeded(Path(name), people)
        latency = options.latency / 1000
        async with reknit.running(Path(name), people, latency=latency, profile=options.profile) as (run, bot):
            result = await _measured(run, bot, options)
    _show(result)


async def _peer(options: argparse.Namespace) -> None:
    people, latency = peer.talkers(options.people), options.latency / 1000
    with TemporaryDirectory(prefix="reknit-bench-") as name:
        async with peer.running(PEERS[options.peer], Path(name), people, latency=latency) as (run, bot):
            result = await _measured(run, bot, options)
    _show(result)


async def _workers(options: argparse.Namespace) -> None:
    with TemporaryDirectory(prefix="reknit-bench-") as name:
        figures = await workers.measure(Path(name), options.couples, options.minutes, options.latency / 1000, _progress)
    sys.stdout.write(workers.table(figures))


async def _instructions(options: argparse.Namespace) -> None:
    few, many = options.couples
    sys.stdout.write(instructions.table(await instructions.measure(few, many, _progress)))


async def _measured(run: Run, bot: Bot, options: argparse.Namespace) -> Result:
    if options.rate is None:
        return await run.saturate(bot, options.seconds)
    return await run.pace(bot, options.rate, options.seconds)


def _show(result: Result) -> None:
    calls = sum(result.calls.values())
    each = ", ".join(f"{name} {count / result.updates:.2f}" for name, count in sorted(result.calls.items()))
    lines = [
        f"{result.updates} updates in {result.seconds:.2f} s: {result.per_second:.0f} a second",
        f"CPU seconds per 1,000 updates: {result.cpu_per_thousand:.3f} ({result.cpu:.2f} s in all)",
        f"calls per update: {calls / result.updates:.2f} ({each}); getUpdates {result.polls / result.updates:.2f}",
        f"reply: p50 {_ms(result.replies, 50)}, p99 {_ms(result.replies, 99)}, of {len(result.replies)}",
        f"toast: p50 {_ms(result.toasts, 50)}, p99 {_ms(result.toasts, 99)}, of {len(result.toasts)}",
        f"Telegram and the people took {result.telegram_cpu / result.updates * 1000:.3f} CPU seconds per 1,000",
        f"memory: {result.memory / 1e6:.0f} MB, at most {result.peak / 1e6:.0f}",
    ]
    if not result.whole and result.skipped:
        lines.append(f"moments at which nobody could act: {result.skipped}")
    if result.early:
        lines.append(f"answers that came before their question was noted, and were sent again: {result.early}")
    sys.stdout.write("\n".join(lines) + "\n")


def _ms(values: list[float], part: float) -> str:
    return f"{percentile(values, part) * 1000:.1f} ms" if values else "none"


if __name__ == "__main__":
    sys.exit(main())
