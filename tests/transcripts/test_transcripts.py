"""Each conversation on paper is what the bot says today. ``REKNIT_WRITE=1`` writes the papers anew instead."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests import databases
from tests.transcripts.replay import replay
from tests.transcripts.script import FOLDER, paths


@pytest.mark.parametrize("path", paths(), ids=lambda path: path.stem)
async def test_the_bot_says_what_the_transcript_says(path: Path) -> None:
    played = await replay(path)

    assert on_paper(path, played) == played


@pytest.mark.parametrize("name", ["full-walk-private", "full-walk-group"])
async def test_it_says_the_same_from_postgresql(name: str) -> None:
    with databases.using("postgresql"):
        played = await replay(FOLDER / f"{name}.md")

    assert (FOLDER / f"{name}.md").read_text("utf-8") == played


def test_S1_an_inviter_sees_the_same_after_a_worrying_answer_as_after_a_no() -> None:
    declined, worrying = seen_by_alex("invitation-declined"), seen_by_alex("worrying-answer-invited")

    assert "The invitation has run out" in declined
    assert worrying == declined


def seen_by_alex(name: str) -> str:
    _, _, after = (FOLDER / f"{name}.md").read_text("utf-8").partition("## What Alex sees")
    return after.partition("\n## ")[0].strip()


def on_paper(path: Path, played: str) -> str:
    if os.environ.get("REKNIT_WRITE"):
        path.write_text(played, "utf-8")
    return path.read_text("utf-8")
