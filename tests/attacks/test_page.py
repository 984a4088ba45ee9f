"""docs/attacks.md names every attack with the tests that hold what it says, and every file of attacks."""

from __future__ import annotations

import ast
import re
from pathlib import Path

HERE = Path(__file__).parent
PAGE = HERE.parents[1] / "docs" / "attacks.md"
WHO = [
    "a stranger",
    "whoever has a link",
    "an ex-partner",
    "a third group member",
    "whoever rules the group",
    "the partner",
    "another account after re-pairing",
    "a caller of the webhook without the secret",
    "a caller of the webhook who has the secret",
    "whoever has stolen the database or a backup, without the key",
    "whoever reads the logs or /metrics",
    "the host with the key",
]


def attacks() -> list[list[str]]:
    """Return the cells of each row: who, what they try, what they get, and the tests."""
    found = [line.strip("| ").split(" | ") for line in PAGE.read_text("utf-8").splitlines() if line.startswith("| ")]
    return found[1:]


def named() -> list[tuple[Path, str]]:
    """Return each test that the page names, with its file: a name alone is of the file before it."""
    found = []
    for cells in attacks():
        file = None
        for name in re.findall(r"`([^`]+)`", cells[-1]):
            where, _, test = name.rpartition("::")
            if where:
                file = next((one for one in (HERE / where, HERE.parent / where) if one.exists()), HERE / where)
            assert file is not None, name
            found.append((file, test))
    return found


def _tests_of(file: Path) -> set[str]:
    tree = ast.parse(file.read_text("utf-8") if file.exists() else "")
    functions = (ast.FunctionDef, ast.AsyncFunctionDef)
    return {one.name for one in tree.body if isinstance(one, functions) and one.name.startswith("test_")}


def test_every_attack_has_an_answer_and_a_test_that_exists() -> None:
    assert [cells for cells in attacks() if len(cells) != 4 or "::" not in cells[-1]] == []
    assert [(file.name, test) for file, test in named() if test not in _tests_of(file)] == []


def test_every_file_of_attacks_is_on_the_page() -> None:
    assert {file for file, _ in named() if file.parent == HERE} == set(HERE.glob("test_*.py")) - {Path(__file__)}


def test_the_page_goes_through_everybody() -> None:
    assert list(dict.fromkeys(cells[0] for cells in attacks())) == WHO
