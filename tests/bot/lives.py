"""Lives of the bot that begin in the middle: each is forked from one process that has imported it and read its texts.

To start an interpreter and import everything takes seven times the CPU of all that such a life does. What a life is
given is what the interpreter would be given; ``test_cli.py`` and others begin at its very start.
"""

from __future__ import annotations

import asyncio
import os
import runpy
import signal
import sys
from collections.abc import Mapping
from functools import cache
from multiprocessing import get_context
from pathlib import Path

import bot.app
import bot.cli
from bot.texts import Texts

LIVES = get_context("forkserver")
LIVES.set_forkserver_preload([__name__, "tests.bot.lives_begun"])


@cache
def texts() -> Texts:
    return Texts()


class Life:
    """One life, with what of ``asyncio.subprocess.Process`` is used of it. It belongs to the loop that it began in."""

    def __init__(self, arguments: tuple[str, ...], folder: Path, environ: Mapping[str, str], printed: Path) -> None:
        """``arguments`` are the interpreter's."""
        self._process = LIVES.Process(target=_live, args=(arguments, folder, dict(environ), printed))
        self._gone = asyncio.Event()

    async def begin(self) -> None:
        await asyncio.to_thread(self._process.start)  # at the first one, what it is forked from begins, too
        asyncio.get_running_loop().add_reader(self._process.sentinel, self._ended)

    def _ended(self) -> None:
        asyncio.get_running_loop().remove_reader(self._process.sentinel)
        self._gone.set()

    @property
    def returncode(self) -> int | None:
        return self._process.exitcode

    def kill(self) -> None:
        self._process.kill()

    def send_signal(self, number: signal.Signals) -> None:
        assert self._process.pid is not None  # it has begun
        os.kill(self._process.pid, number)

    async def wait(self) -> int:
        await self._gone.wait()
        self._process.join()
        assert self._process.exitcode is not None  # it was waited for
        return self._process.exitcode


def _live(arguments: tuple[str, ...], folder: Path, environ: Mapping[str, str], printed: Path) -> None:
    """Do what the interpreter does with ``-m module ...`` or ``-c code ...``."""
    os.chdir(folder)
    os.environ.clear()
    os.environ.update(environ)
    with printed.open("ab") as out:
        os.dup2(out.fileno(), 1)
        os.dup2(out.fileno(), 2)
    bot.app.Texts = texts  # type: ignore[assignment,attr-defined]  # they are read already
    kind, what, *rest = arguments
    sys.argv = [kind, *rest]
    if kind == "-c":
        exec(what, {"__name__": "__main__"})
    else:
        runpy.run_module(what, run_name="__main__", alter_sys=True)
