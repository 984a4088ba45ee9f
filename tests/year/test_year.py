"""N1 to N6 over every message that comes by itself, in lives by chance; ``make year`` plays 200 couples for a year."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import wraps
from pathlib import Path
from typing import Any

import pytest

import flows.nudging
from bot import commands, letters, nudging
from tests.year.life import Broken, lived

Fault = Callable[[pytest.MonkeyPatch], None]


@pytest.mark.parametrize("seed", range(5))
async def test_N1_to_N6_hold_whatever_two_people_do(tmp_path: Path, seed: int) -> None:
    counts = await lived(tmp_path, seed, days=100)

    assert counts["nudges"] > 0


def knows_no_night(faulty: pytest.MonkeyPatch) -> None:
    right = nudging._wishes
    faulty.setattr(nudging, "_wishes", lambda person: _awake(right(person)))


def _awake(wishes: flows.nudging.Wishes) -> flows.nudging.Wishes:
    return replace(wishes, plan=replace(wishes.plan, quiet=None))


def says_it_twice(faulty: pytest.MonkeyPatch) -> None:
    right = nudging._send

    @wraps(right)
    def twice(*given: Any) -> None:
        right(*given)
        right(*given)

    faulty.setattr(nudging, "_send", twice)


def never_stops(faulty: pytest.MonkeyPatch) -> None:
    faulty.setattr(flows.nudging, "MOST", 99)
    faulty.setattr(nudging, "Waiting", lambda **given: flows.nudging.Waiting(**given, most=99))


def opens_nothing(faulty: pytest.MonkeyPatch) -> None:
    faulty.setitem(commands.PRESSES, "continue", lambda desk, person: letters.tell(desk, person, "engine-wait"))


def tells_what_it_is_about(faulty: pytest.MonkeyPatch) -> None:
    faulty.setattr(nudging, "plain", lambda text: f"{text} Sam")


@pytest.mark.parametrize(
    ("rules", "fault"),
    [
        ("N1", knows_no_night),
        ("N2|N5", says_it_twice),
        ("N3", never_stops),
        ("N4", opens_nothing),
        ("N6", tells_what_it_is_about),
    ],
)
async def test_a_bot_that_breaks_a_rule_is_found_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, rules: str, fault: Fault
) -> None:
    fault(monkeypatch)

    with pytest.raises(Broken, match=rules):
        await several(tmp_path)


async def several(folder: Path) -> None:
    for seed in range(12):
        await lived(folder / str(seed), seed, days=60)
