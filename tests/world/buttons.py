"""Buttons that checkers can read: as they were before they were hidden, which the bot still takes (``bot.press``)."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from bot.desk import Desk
from flows.engine.session import Partner
from tests.bot import walk
from tests.transcripts import replay

_WALKED: dict[tuple[str, str], walk.Kept] = {}
_PLAYED: dict[tuple[str, Path], replay.Kept] = {}


@contextmanager
def readable() -> Iterator[None]:
    """Let the bot make buttons whose conversation, seat and turn can be read; tests/attacks tries the hidden ones."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Desk, "carried", _carried)
        patch.setattr(walk, "_memory", lambda: _WALKED)  # other tests have walked there with hidden ones
        patch.setattr(replay, "_memory", lambda: _PLAYED)
        yield


def _carried(_: Desk, kind: str, session_id: int, partner: Partner, number: int) -> str:
    return f"{kind}{session_id}.{partner.value}{number}"
