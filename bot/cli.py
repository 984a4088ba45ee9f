"""The commands of ``python -m bot``: arguments, and which module does it; a command loads what it needs itself."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from bot.host.line import EXPECTED, UNUSABLE, reason, unusable
from bot.shelf import FLOWS
from bot.texts import MissingText, languages

HIGHEST_PORT = 65535


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    options = parser().parse_args(arguments)
    try:
        return _do(options)
    except EXPECTED as error:
        return unusable(reason(error))
    except KeyboardInterrupt:
        return unusable("interrupted")


def _do(options: argparse.Namespace) -> int:
    match options.command:
        case "run":
            from bot.host.running import run

            return run(options.config, without_list=options.without_list)
        case "setup":
            from bot.host.setup import setup

            return setup(options.config)
        case "check":
            from bot.host.checkup import check

            return check(options.config)
        case "rekey":
            from bot.host.rekey import rekey

            return rekey(options.config)
        case "backup":
            from bot.host.backup import backup

            return backup(options.file, options.config)
        case "restore":
            from bot.host.backup import restore

            return restore(options.file, options.config, without_list=options.without_list)
        case "rehearse":
            return _rehearse(options)
        case _:
            return _play(options) if options.play else _flows(options.diagrams)


def parser() -> argparse.ArgumentParser:
    """Return what reads the arguments of every command."""
    found = argparse.ArgumentParser(prog="python -m bot")
    commands = found.add_subparsers(dest="command", required=True)
    hosting = {
        "run": "run the bot",
        "setup": "ask for the token, make a key, and write the configuration",
        "check": "say what is wrong with configuration, database, key or token",
        "rekey": "put what is stored under the first of the keys, while the bot runs",
        "backup": "copy the database into a new file, while the bot runs",
        "restore": "write a backup into a new database",
    }
    for name, what in hosting.items():
        command = commands.add_parser(name, help=what)
        command.add_argument("--config", type=Path, default=Path("config.toml"), help="config.toml if not given")
        if name in ("backup", "restore"):
            command.add_argument("file", type=Path, help="the backup")
        if name in ("run", "restore"):
            command.add_argument("--without-list", action="store_true", help="go on although the list is gone")
    rehearse = commands.add_parser("rehearse", help="play the whole bot in a browser, without Telegram")
    rehearse.add_argument("--port", type=port, default=8765, help="where the page is, if not 8765")
    rehearse.add_argument(
        "--folder", type=Path, default=Path(".rehearsal"), help="where it is kept, .rehearsal if not given"
    )
    rehearse.add_argument("--fresh", action="store_true", help="start anew")
    flows = commands.add_parser("flows", help="check the conversations, or draw them")
    flows.add_argument("--diagrams", type=Path, help="write one page a flow into this folder")
    flows.add_argument("--play", choices=sorted(FLOWS), help="play one conversation here, in both roles")
    flows.add_argument("--at", help="the state to begin at, the first one if not given")
    flows.add_argument("--language", choices=languages(), default="en")
    return found


def port(text: str) -> int:
    """Return the number of a port, as argparse wants it.

    Raises:
        ValueError: it is none.
    """
    if not 0 <= (number := int(text)) <= HIGHEST_PORT:
        raise ValueError
    return number


def _rehearse(options: argparse.Namespace) -> int:
    import asyncio

    from bot import logs
    from bot.rehearsal.play import play

    logs.set_up("text")
    return asyncio.run(play(options.port, options.folder, fresh=options.fresh))


def _play(options: argparse.Namespace) -> int:
    from bot.app import real_now
    from bot.terminal import Table

    states = {state.name for state in FLOWS[options.play].states}
    if options.at is not None and options.at not in states:
        return unusable(f"--at {options.at}: should be one of {', '.join(sorted(states))}")
    try:
        table = Table(FLOWS[options.play], now=real_now(), language=options.language, at=options.at, write=print)
        table.play(map(str.rstrip, sys.stdin))
    except MissingText as error:
        return unusable(f"no text for {error} (python -m bot flows lists all that are missing)")
    return 0


def _flows(folder: Path | None) -> int:
    from bot.proof import faults
    from flows.engine.diagram import diagram

    lines = faults(FLOWS.values())
    for line in lines:
        unusable(line)
    if folder is not None:
        folder.mkdir(parents=True, exist_ok=True)
        for flow in FLOWS.values():
            page = f"# {flow.name}\n\nDrawn from the rows by `python -m bot flows --diagrams docs/flows`.\n\n"
            (folder / f"{flow.name}.md").write_text(f"{page}```mermaid\n{diagram(flow)}```\n", "utf-8")
    return UNUSABLE if lines else 0
