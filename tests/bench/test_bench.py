"""The harness of ``make bench`` at its smallest: that it measures, not what; no figure of time is asserted."""

from __future__ import annotations

import platform
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from bench import people, run, wave
from bench.page import _cost_goals, page
from bench.peer import AIOGRAM, FLOOR, PTB
from bench.run import Result
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


def walked(*, cpu: float, tail: float) -> Result:
    """A walk of 1,000 updates, each of which is answered after ``tail`` seconds."""
    nothing: dict[str, Any] = dict.fromkeys(("polls", "early", "skipped", "telegram_cpu", "memory", "peak"), 0)
    return Result(updates=1000, seconds=1, cpu=cpu, calls={}, replies=[tail] * 1000, toasts=[], whole=True, **nothing)


@pytest.mark.parametrize(("cpu", "tail", "met"), [(0.4, 0.6, [True, True]), (1.2, 0.9, [False, False])])
def test_it_is_ahead_only_of_all_that_are_on_a_library(cpu: float, tail: float, met: list[bool]) -> None:
    others = {AIOGRAM.name: walked(cpu=1.1, tail=1.0), PTB.name: walked(cpu=1.6, tail=0.9)}
    floor = {FLOOR.name: walked(cpu=0.3, tail=0.1)}

    goals = _cost_goals({REKNIT: walked(cpu=cpu, tail=tail), **floor, **others})
    assert [reached for *_, reached in goals[-2:]] == met
    assert len(goals) == len(_cost_goals({REKNIT: walked(cpu=cpu, tail=tail), **floor})) + 2
