"""Transcripts as lives to be lived otherwise: at their beginning, or in the middle."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path

from flows.programme import STEPS
from tests.bot.walk import Walk
from tests.transcripts import replay
from tests.transcripts.phones import Phones
from tests.transcripts.script import FOLDER, Script, read


@asynccontextmanager
async def begun(name: str, folder: Path) -> AsyncIterator[tuple[Walk, replay.Replay, Script]]:
    """Open the theatre where a transcript begins."""
    folder.mkdir(exist_ok=True)  # noqa: ASYNC240 -- a moment, in a test
    script = read(FOLDER / name)
    async with replay._opened(script, folder) as stage:
        await stage.settle()
        await stage.app._store.run(lambda tx: tx.keys.veil())  # what is on the phones already is to be read
        if script.step is not None:
            await stage.app._store.run(partial(replay._come_to, STEPS.index(script.step)))
        if script.agreed is not None:
            await stage.app._store.run(partial(replay._agree_on, script.agreed))
        yield Walk(stage), replay.Replay(stage=stage, phones=Phones(stage.world), log=[]), script


@asynccontextmanager
async def before(line: str, name: str, folder: Path) -> AsyncIterator[Walk]:
    """Open the theatre where a transcript has come to the line of what somebody does that begins so."""
    async with begun(name, folder) as (walk, play, script):
        for one in (one for one in script.lines if one.acts):
            if one.text.startswith(line):
                yield walk
                return
            await play._do(one.text)
            await walk.settle()
        raise AssertionError(f"{name} has no line {line}")
