"""Commands as a host gives them, in this process: what they print and how they end."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from pathlib import Path

import pytest

from bot.cli import main
from bot.rehearsal import LocalTelegram
from bot.rehearsal.calls import Reply
from tests.bot.process import TOKEN
from tests.bot.theatre import KEY


class Commands:
    """``answers`` is what is typed when something is asked; without any there is no terminal."""

    def __init__(self, capsys: pytest.CaptureFixture[str]) -> None:
        self._capsys = capsys
        self.printed: list[str] = []
        """Every line so far."""

    def run(self, *arguments: str | Path) -> tuple[int, list[str], list[str]]:
        """Return the exit code, and the lines on standard output and standard error. None of them tells a secret."""
        code = main([str(argument) for argument in arguments])
        out, err = (text.splitlines() for text in self._capsys.readouterr())
        self.printed += out + err
        assert [line for line in out + err if TOKEN in line or KEY in line] == []
        return code, out, err

    async def beside(self, *arguments: str | Path) -> tuple[int, list[str], list[str]]:
        """Run the command on a thread, while this one goes on serving Telegram."""
        return await asyncio.to_thread(self.run, *arguments)

    def refusal(self, *arguments: str | Path) -> str:
        """Return the one line that the command ends with."""
        code, out, err = self.run(*arguments)
        assert (code, out, len(err)) == (1, [], 1), (code, out, err)
        return err[0]


class Told(LocalTelegram):
    """A local Telegram that tells other things of the bot than it would by itself: ``about`` by method."""

    about: Mapping[str, Mapping[str, object]] = {}

    def receive(self, method: str, given: Mapping[str, object]) -> Reply:
        reply = super().receive(method, given)
        more = {name.lower(): told for name, told in self.about.items()}.get(method.lower())
        if reply.body is None or more is None:
            return reply
        return Reply(body={**reply.body, "result": {**reply.body["result"], **more}}, after=reply.after)


def url_of(path: Path) -> str:
    """Return where a configuration says that Telegram is."""
    return next(line.split('"')[1] for line in path.read_text("utf-8").splitlines() if line.startswith("api_url"))
