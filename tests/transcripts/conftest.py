from __future__ import annotations

import pytest

from tests.bot import walk


@pytest.fixture(autouse=True)
def texts_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Parse the sentences once a test run instead of at each start of the bot."""
    monkeypatch.setattr("bot.app.Texts", walk.texts)
