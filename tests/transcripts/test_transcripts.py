"""Each conversation on paper is what the bot says today. ``REKNIT_WRITE=1`` writes the papers anew instead."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from bot.texts import MissingText
from tests import databases
from tests.transcripts.replay import WentWrong, replay
from tests.transcripts.script import FOLDER, paths


@pytest.mark.parametrize("path", paths(), ids=lambda path: path.stem)
async def test_the_bot_says_what_the_transcript_says(path: Path) -> None:
    played = await replay(path)

    assert on_paper(path, played) == played, f"if that is meant: REKNIT_WRITE=1 pytest tests/transcripts -k {path.stem}"


async def test_a_transcript_in_which_the_bot_fails_says_which_text_is_missing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "start.md"
    path.write_text("# Start\n\nHello.\n\n- seed: 1\n\n## Alex\n\nAlex starts the bot\n", "utf-8")

    def fail(*_: object) -> None:
        raise MissingText("en: welcome-hello")

    monkeypatch.setattr("bot.commands.start", fail)

    with pytest.raises(WentWrong, match=r"MissingText.*: en: welcome-hello"):
        await replay(path)


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
