"""How instructions are counted; a stand-in counts, for valgrind is not asked for where only tests run."""

from __future__ import annotations

from pathlib import Path

import pytest

from bench import instructions, people, run
from bench.__main__ import main
from bench.peer import FLOOR
from bench.suite import REKNIT
from bench.walks import TEN_QUESTIONS

STAND_IN = """#!/bin/sh
while [ "${1#--}" != "$1" ]; do shift; done
"$@" &
trap 'kill -TERM $!' TERM
wait $!; wait $!
echo x >> "$0.runs"
echo "==1== I   refs:      $(wc -l < "$0.runs"),000,000"
"""


@pytest.fixture
def counter(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Put a program in valgrind's place that tells of a million instructions more at each run."""
    program = tmp_path / instructions.COUNTER
    program.write_text(STAND_IN)
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=":")


@pytest.mark.usefixtures("counter")
async def test_what_the_start_takes_is_not_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(people, "THINK", 0.02)
    monkeypatch.setattr(run, "QUIET", 0.2)
    monkeypatch.setattr(instructions, "OTHERS", (FLOOR,))
    said: list[str] = []

    counted = await instructions.measure(1, 2, said.append)

    assert list(counted) == [REKNIT, FLOOR.name]
    assert counted[FLOOR.name] == pytest.approx(1_000_000 / (2 * len(TEN_QUESTIONS)))
    assert instructions.table(counted).splitlines()[-1].endswith("| 1.00 |")
    assert len(said) == 2


def test_without_the_counter_it_is_said_what_to_install(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))

    assert main(["instructions"]) == 1

    assert capsys.readouterr().err == "valgrind is needed to count instructions: apt-get install valgrind\n"
