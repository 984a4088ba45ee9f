"""In the middle of a transcript: whatever its people have done up to a line is done."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from tests.bot.walk import Walk
from tests.transcripts import replay
from tests.transcripts.phones import Phones
from tests.transcripts.script import FOLDER, read
from tests.world.scripts import opened


@asynccontextmanager
async def before(line: str, name: str, folder: Path) -> AsyncIterator[Walk]:
    """Open the theatre where a transcript has come to the line of what somebody does that begins so."""
    async with opened(name, folder) as walk:
        play = replay.Replay(stage=walk.stage, phones=Phones(walk.stage.world), log=[])
        for one in (one for one in read(FOLDER / name).lines if one.acts):
            if one.text.startswith(line):
                yield walk
                return
            await play._do(one.text)
            await walk.settle()
        raise AssertionError(f"{name} has no line {line}")
