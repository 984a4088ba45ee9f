"""Each conversation on paper is what the bot says today. ``REKNIT_WRITE=1`` writes the papers anew instead."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.transcripts.replay import replay
from tests.transcripts.script import paths


@pytest.mark.parametrize("path", paths(), ids=lambda path: path.stem)
async def test_the_bot_says_what_the_transcript_says(path: Path) -> None:
    played = await replay(path)

    if os.environ.get("REKNIT_WRITE"):
        path.write_text(played, "utf-8")
    assert path.read_text("utf-8") == played
