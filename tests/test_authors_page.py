"""The examples of docs/authors.md are taken as they stand there, and played."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

from flows.engine.check import mistakes
from tests.flows.drive import A, B, Drive

ROOT = Path(__file__).parents[1]
_BLOCK = re.compile(r"`([\w/.]+)`:\n\n```\w*\n(.*?)```", re.DOTALL)


def examples() -> dict[str, str]:
    """Return the files that the page shows, by the name above each."""
    return dict(_BLOCK.findall((ROOT / "docs" / "authors.md").read_text("utf-8")))


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a copy of the code in which somebody has done what the page says for its first example."""
    folder = tmp_path_factory.mktemp("copy")
    for name in ("bot", "flows", "tests"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__", "pictures"))
    shutil.copy(ROOT / "pyproject.toml", folder)
    for name, text in examples().items():
        if "breathe" in name:
            (folder / name).write_text(text, "utf-8")
    sentences = examples()["flows/locales/en/breathe.ftl"]
    (folder / "flows/locales/es/breathe.ftl").write_text(sentences, "utf-8")
    return folder


def run(folder: Path, *arguments: str, typed: str = "") -> str:
    """Return what a command prints that ends well."""
    environment = {**os.environ, "PYTHONPATH": str(folder), "REKNIT_WRITE": "1"}
    for name in ("PYTEST_ADDOPTS", "PYTEST_XDIST_WORKER"):
        environment.pop(name, None)
    command = (sys.executable, "-m", *arguments)
    done = subprocess.run(
        command, cwd=folder, env=environment, input=typed, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout + done.stderr


def test_the_page_of_ones_own_is_sound_and_can_be_played_in_the_terminal(copy: Path) -> None:
    assert run(copy, "bot", "flows") == ""

    seen = run(copy, "bot", "flows", "--play", "breathe", typed="! opened\na 1\na At my ears.\na 5\n")
    assert seen.index("(home: ! opened)") < seen.index("Three slow breaths.") < seen.index("What do you notice now?")
    assert "-- Alex\nThat was it." in seen


def test_the_page_of_ones_own_is_played_by_its_transcript_with_no_line_in_the_bot(copy: Path) -> None:
    run(copy, "pytest", "-q", "-n0", "-p", "no:cacheprovider", "tests/transcripts", "-k", "breathe")

    written = (copy / "tests/transcripts/breathe.md").read_text("utf-8")
    assert "> Three slow breaths. Then one question and one number, both only for you." in written
    assert "Kept, for you alone. [Change it]" in written
    assert "> That was it. You can do this on any day: /breathe." in written
    assert "Sam's chat" not in written


def one_wish() -> Drive:
    module = ModuleType("one_wish")
    exec(examples()["flows/one_wish.py"], vars(module))
    assert mistakes(module.FLOW) == []
    return Drive(module.FLOW)


def test_the_talk_of_two_asks_the_partner_gently_and_opens_both_wishes_at_once() -> None:
    drive = one_wish()
    drive.calls("opened", A)
    assert (drive.state(A), drive.state(B)) == ("wish", "home")
    drive.says(A, "a walk")
    drive.wakes("arrive")
    assert drive.read[B] == []
    drive.says(B, "a question")
    assert drive.read[A] == drive.read[B] == ["a walk", "a question"]

    assert drive.session.ended == "done"


def test_the_talk_of_two_is_put_away_by_one_or_by_a_week_and_nobody_hears_of_it_who_knows_nothing() -> None:
    drive = one_wish()
    drive.calls("opened", A)
    drive.presses(A, "put_away")
    assert (drive.told(A), drive.told(B), drive.session.ended) == (["one_wish-put_away"], [], "put_away")

    drive = one_wish()
    drive.calls("opened", A)
    drive.wakes("arrive")
    drive.says(A, "a walk")
    drive.wakes("week")
    assert drive.session.ended == "put_away"
    assert drive.read[B] == []
