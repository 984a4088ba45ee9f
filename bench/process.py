"""A bot as a process of its own, and what the system says that it took."""

from __future__ import annotations

import asyncio
import os
import signal
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).parents[1]
TICKS = os.sysconf("SC_CLK_TCK")
GOODBYE = 10  # seconds; reknit itself takes at most 5
PATIENCE_UNDER = 10
"""So many times as long is waited for a bot that runs under a program which makes it slow."""


class Died(Exception):
    """The bot ended before it was to; the line is the last that it printed."""


class Bot:
    """Started and ended with the context; what it prints goes to a file."""

    def __init__(
        self, command: Sequence[str], log: Path, *, helpers: Sequence[Bot] = (), under: Sequence[str] = ()
    ) -> None:
        """``helpers`` are processes that work for it; what they take counts as its own.

        ``under`` is the program, with its arguments, that runs it.
        """
        self._command = (*under, *command)
        self.patience = PATIENCE_UNDER if under else 1
        """How many times as long as usual is to be waited for it."""
        self._log = log
        self._helpers = helpers
        self._process: asyncio.subprocess.Process | None = None

    async def __aenter__(self) -> Bot:
        with self._log.open("ab") as out:
            self._process = await asyncio.create_subprocess_exec(
                *self._command, cwd=ROOT, stdout=out, stderr=out, env=_settings()
            )
        return self

    async def __aexit__(self, *_: object) -> None:
        """Ask it to end; kill this one process if it does not."""
        process = self._process
        if process is None or process.returncode is not None:
            return
        process.send_signal(signal.SIGTERM)
        try:
            await asyncio.wait_for(process.wait(), GOODBYE * self.patience)
        except TimeoutError:
            process.kill()
            await process.wait()

    async def kill(self) -> None:
        """End it as a crash does."""
        assert self._process is not None  # it was started
        self._process.kill()
        await self._process.wait()

    def check(self) -> None:
        """Raise ``Died`` if it is not running any more."""
        if self._process is not None and self._process.returncode is not None:
            lines = self._log.read_text("utf-8", "replace").splitlines() or [""]
            raise Died(lines[-1])

    def cpu(self) -> float:
        """Return the CPU seconds that it took so far, in user and system mode, its helpers' among them."""
        fields = self._read("stat").rpartition(")")[2].split()
        own = (int(fields[11]) + int(fields[12])) / TICKS  # proc(5), fields 14 and 15
        return own + sum(helper.cpu() for helper in self._helpers)

    def memory(self) -> int:
        """Return the resident bytes."""
        return self._status("VmRSS")

    def peak(self) -> int:
        """Return the most resident bytes that there have been."""
        return self._status("VmHWM")

    def _status(self, name: str) -> int:
        line = next(line for line in self._read("status").splitlines() if line.startswith(f"{name}:"))
        return int(line.split()[1]) * 1024

    def _read(self, name: str) -> str:
        assert self._process is not None  # it was started
        return Path(f"/proc/{self._process.pid}/{name}").read_text("utf-8")


def _settings() -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if not name.startswith("REKNIT_")}
