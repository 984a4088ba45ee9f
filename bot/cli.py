"""The commands of ``python -m bot``."""

from __future__ import annotations

import argparse
import asyncio
import os
import signal
import sys
from collections.abc import Sequence
from pathlib import Path

import uvloop
from sqlalchemy.exc import SQLAlchemyError
from telegram.error import InvalidToken, TelegramError

from bot import logs
from bot.app import App, real_clock
from bot.config import Config, ConfigError, load
from bot.rehearsal.play import play
from bot.shelf import FLOWS
from bot.store import StoreError
from bot.vault import WrongKey
from flows.engine.check import mistakes
from flows.engine.diagram import diagram

UNUSABLE = 1
"""The exit code of a start that ended with one clear line."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    options = _parser().parse_args(arguments)
    match options.command:
        case "run":
            return _run(options.config)
        case "rehearse":
            return _rehearse(options)
        case _:
            return _flows(options.diagrams)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m bot")
    commands = parser.add_subparsers(dest="command", required=True)
    run = commands.add_parser("run", help="run the bot")
    run.add_argument("--config", type=Path, default=Path("config.toml"))
    rehearse = commands.add_parser("rehearse", help="play the whole bot in a browser, without Telegram")
    rehearse.add_argument("--port", type=int, default=8765)
    rehearse.add_argument("--folder", type=Path, default=Path(".rehearsal"))
    rehearse.add_argument("--fresh", action="store_true", help="start anew")
    flows = commands.add_parser("flows", help="check the conversations, or draw them")
    flows.add_argument("--diagrams", type=Path, help="write one page a flow into this folder")
    return parser


def _run(path: Path) -> int:
    try:
        config = load(path if path.exists() or "REKNIT_TELEGRAM__TOKEN" not in os.environ else None, os.environ)
        _refuse_what_comes_later(config)
        logs.set_up(config.logging.format)
        with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
            return runner.run(_serve(config))
    except (ConfigError, StoreError, WrongKey) as error:
        return _unusable(str(error))
    except InvalidToken:
        return _unusable("telegram.token: Telegram does not know it")
    except TelegramError as error:
        return _unusable(f"telegram: {error.message}")
    except SQLAlchemyError as error:
        return _unusable(f"storage: {type(error).__name__}")


def _refuse_what_comes_later(config: Config) -> None:
    """Raise ConfigError where the configuration asks for a part that is not there yet."""
    if config.telegram.mode == "webhook":
        raise ConfigError("telegram.mode: webhooks come later; use polling")
    if config.monitoring.port is not None:
        raise ConfigError("monitoring.port: comes later; leave it out")


def _unusable(line: str) -> int:
    print(line, file=sys.stderr)  # noqa: T201  # the one line that a start may end with
    return UNUSABLE


async def _serve(config: Config) -> int:
    app = App(config, real_clock())
    stop = asyncio.Event()
    for name in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(name, stop.set)
    try:
        await app.start()
        waiting = {asyncio.ensure_future(app.wait()), asyncio.ensure_future(stop.wait())}
        done, pending = await asyncio.wait(waiting, return_when=asyncio.FIRST_COMPLETED)
        for task in pending:
            task.cancel()
        for task in done:
            task.result()
    finally:
        await app.stop()
    return 0


def _rehearse(options: argparse.Namespace) -> int:
    logs.set_up("text")
    return asyncio.run(play(options.port, options.folder, fresh=options.fresh))


def _flows(folder: Path | None) -> int:
    lines = [line for flow in FLOWS.values() for line in mistakes(flow)]
    for line in lines:
        _unusable(line)
    if folder is not None:
        folder.mkdir(parents=True, exist_ok=True)
        for flow in FLOWS.values():
            page = f"# {flow.name}\n\nDrawn from the rows by `python -m bot flows --diagrams docs/flows`.\n\n"
            (folder / f"{flow.name}.md").write_text(f"{page}```mermaid\n{diagram(flow)}```\n", "utf-8")
    return UNUSABLE if lines else 0
