"""``python -m bench``: see ``--help``."""

from __future__ import annotations

import argparse
import asyncio
import sys
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import uvloop

from bench import peer, reknit
from bench.figures import percentile
from bench.run import Result

PEERS = {"floor": peer.FLOOR, "aiogram": peer.AIOGRAM, "ptb": peer.PTB, "ptb-each": peer.PTB_EACH}


def main(arguments: Sequence[str] | None = None) -> int:
    options = _parser().parse_args(arguments)
    with uvloop_runner() as runner:
        runner.run(_reknit(options) if options.command == "reknit" else _peer(options))
    return 0


def uvloop_runner() -> asyncio.Runner:
    return asyncio.Runner(loop_factory=uvloop.new_event_loop)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    one = commands.add_parser("reknit", help="only reknit, and print what it took")
    one.add_argument("--couples", type=int, default=200)
    one.add_argument("--latency", type=float, default=0, help="milliseconds that each answer of Telegram takes")
    one.add_argument("--rate", type=float, help="updates a second, at moments fixed beforehand; without it: saturation")
    one.add_argument("--seconds", type=float, default=20, help="how long, with --rate")
    one.add_argument("--profile", type=Path, help="run under cProfile and write it here (it takes longer)")
    other = commands.add_parser("peer", help="only one of the bots beside it, and print what it took")
    other.add_argument("peer", choices=sorted(PEERS))
    other.add_argument("--people", type=int, default=2000)
    other.add_argument("--latency", type=float, default=0, help="milliseconds that each answer of Telegram takes")
    other.add_argument("--rate", type=float, help="updates a second; without it: saturation")
    other.add_argument("--seconds", type=float, default=15, help="how long at most")
    return parser


async def _reknit(options: argparse.Namespace) -> None:
    with TemporaryDirectory() as name:
        folder = Path(name)
        people = reknit.couples(options.couples)
        reknit.seeded(folder, people)
        latency = options.latency / 1000
        async with reknit.running(folder, people, latency=latency, profile=options.profile) as (run, bot):
            if options.rate is not None:
                result = await run.pace(bot, options.rate, options.seconds)
            else:
                result = await run.saturate(bot)
    _show(result)


async def _peer(options: argparse.Namespace) -> None:
    with TemporaryDirectory() as name:
        people, latency = peer.talkers(options.people), options.latency / 1000
        async with peer.running(PEERS[options.peer], Path(name), people, latency=latency) as (run, bot):
            paced = options.rate is not None
            result = await (
                run.pace(bot, options.rate, options.seconds) if paced else run.saturate(bot, options.seconds)
            )
    _show(result)


def _show(result: Result) -> None:
    calls = sum(result.calls.values())
    each = ", ".join(f"{name} {count / result.updates:.2f}" for name, count in sorted(result.calls.items()))
    lines = [
        f"{result.updates} updates in {result.seconds:.2f} s: {result.per_second:.0f} a second",
        f"CPU seconds per 1,000 updates: {result.cpu_per_thousand:.3f} ({result.cpu:.2f} s in all)",
        f"calls per update: {calls / result.updates:.2f} ({each}); getUpdates {result.polls / result.updates:.2f}",
        f"reply: p50 {_ms(result.replies, 50)}, p99 {_ms(result.replies, 99)}, of {len(result.replies)}",
        f"toast: p50 {_ms(result.toasts, 50)}, p99 {_ms(result.toasts, 99)}, of {len(result.toasts)}",
        f"memory: {result.memory / 2**20:.0f} MiB, at most {result.peak / 2**20:.0f}",
    ]
    if result.skipped:
        lines.append(f"moments at which nobody could act: {result.skipped}")
    if result.early:
        lines.append(f"answers that came before their question was noted, and were sent again: {result.early}")
    sys.stdout.write("\n".join(lines) + "\n")


def _ms(values: list[float], part: float) -> str:
    return f"{percentile(values, part) * 1000:.1f} ms" if values else "none"


if __name__ == "__main__":
    sys.exit(main())
