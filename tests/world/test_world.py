"""The world replays exactly, does what it says, and finds out a bot that breaks a rule."""

from __future__ import annotations

import subprocess
import sys
from hashlib import sha256

import pytest

from tests.bot.process import ROOT
from tests.world.trouble import AMONG_PEOPLE, COMES, IN_THE_PROCESS, KINDS, ON_THE_LINE
from tests.world.world import Plan, hold, lived

DIGEST = "import sys; from tests.world.test_world import digest; sys.stdout.write(digest(int(sys.argv[1])))"


def digest(seed: int) -> str:
    return sha256("\n".join(lived(small(seed)).told).encode()).hexdigest()


def small(seed: int) -> Plan:
    return Plan(seed=seed, couples=2, days=1)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_every_rule_holds_whatever_people_do_and_whatever_goes_wrong(seed: int) -> None:
    life = lived(Plan(seed=seed, couples=2, days=2))

    hold(life)
    assert life.counts["journeys"] > 0


def test_a_seed_lives_the_same_lives_word_for_word() -> None:
    one, other = lived(small(7)), lived(small(7))

    assert one.told == other.told
    assert one.counts == other.counts
    assert len(one.told) > 100
    assert one.told != lived(small(9)).told


def test_a_seed_lives_the_same_lives_in_another_process_with_other_hashes() -> None:
    command = [sys.executable, "-W", "ignore", "-c", DIGEST, "9"]
    found = subprocess.run(command, cwd=ROOT, env={"PYTHONHASHSEED": "77"}, capture_output=True, text=True, check=True)

    assert found.stdout == digest(9)


def test_nothing_goes_wrong_where_no_trouble_is_wanted() -> None:
    life = lived(Plan(seed=11, couples=2, days=1, troubles=frozenset()))

    hold(life)
    assert not life.faults
    assert life.counts["lives"] == 1


def test_all_kinds_of_trouble_come() -> None:
    life = lived(Plan(seed=8, couples=2, days=6))
    known = {*COMES, *ON_THE_LINE, *IN_THE_PROCESS, *AMONG_PEOPLE}

    assert known == KINDS
    assert len(life.faults.keys()) > 15
