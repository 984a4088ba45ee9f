from __future__ import annotations

import logging
from collections.abc import Iterator
from typing import Any

import pytest
import structlog
from structlog.testing import capture_logs

from tests.bot import walk
from tests.bot.host import Commands


@pytest.fixture(autouse=True)
def texts_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Parse the sentences once a test run instead of at each start of the bot."""
    monkeypatch.setattr("bot.app.Texts", walk.texts)


@pytest.fixture(autouse=True)
def quiet_log() -> Iterator[None]:
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.CRITICAL))
    yield
    structlog.reset_defaults()


@pytest.fixture
def commands(capsys: pytest.CaptureFixture[str]) -> Commands:
    return Commands(capsys)


@pytest.fixture
def logged() -> Iterator[list[Any]]:
    """Collect all that is logged."""
    with capture_logs() as entries:
        structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.DEBUG))
        yield entries
