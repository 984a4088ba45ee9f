"""The harness of ``make bench`` at its smallest: that it measures, not what; no figure of time is asserted."""

from __future__ import annotations

import platform
import sys
from datetime import date
from pathlib import Path

import pytest

from bench import people, run, wave
from bench.page import page
from bench.peer import FLOOR
from bench.suite import REKNIT, SMALLEST, measure
from bench.walks import FIRST, SECOND


async def test_everything_is_measured_and_becomes_a_page(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(people, "THINK", 0.02)
    monkeypatch.setattr(run, "QUIET", 0.2)
    monkeypatch.setattr(wave, "START", 3.0)
    said: list[str] = []

    here = Path(sys.executable)
    also = here.with_name("python3" if here.name == "python" else "python")

    figures = await measure(SMALLEST, said.append, str(also))
    text = page(figures, date(2026, 5, 4))

    walk, floor = figures.saturated[REKNIT], figures.saturated[FLOOR.name]
    assert walk.whole
    assert walk.updates - walk.early == SMALLEST.couples * (len(FIRST) + len(SECOND))
    assert set(walk.calls) == {"sendMessage", "editMessageText", "answerCallbackQuery"}
    assert figures.saturated[f"{REKNIT}, Python {platform.python_version()}"].whole
    assert floor.whole
    assert floor.calls == {"sendMessage": floor.updates}
    assert [one.name for one in figures.paced] == [REKNIT, FLOOR.name]
    assert [one.couples for one in figures.stored] == list(SMALLEST.stored)
    assert [one.timers for one in figures.timed] == list(SMALLEST.timers)
    (drained,) = figures.waves
    assert drained.during
    assert drained.before
    assert drained.nudges > 1
    assert drained.refused == 0
    assert figures.nudge > 0
    assert sum(figures.areas.values()) == pytest.approx(1)
    assert len(figures.looks) == len(said) == 17
    assert text.startswith("# What an update costs")
    assert f"of a walk, Python {platform.python_version()} |" in text
    assert f"{max(figures.looks):.0f} ns more than one into 64 KB" in text
    assert "nan" not in text
