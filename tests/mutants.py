"""What mutmut must know of these tests, as a plugin of pytest: a flow is built only once, while its module is imported.

mutmut notes which test calls which function, and runs those for each mutant of it, in a fork of the process that has
imported everything. What makes the moves of a flow is called at import: for a mutant of that all is imported anew, and
every test may notice it. The rule books, which are made at their first use and kept, are made anew in the same way.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from functools import _lru_cache_wrapper
from pathlib import Path
from typing import Any

import pytest

AT_IMPORT = Path("called-at-import.json")
PACKAGES = ("bot", "flows", "tests")
_at_import: list[str] = []


def pytest_load_initial_conftests() -> None:
    """Forget what was imported, where the mutant to be tested is called while it is."""
    function = _mutant().partition("__mutmut_")[0]
    if AT_IMPORT.exists() and function in json.loads(AT_IMPORT.read_text()):
        for name in [name for name in sys.modules if name.partition(".")[0] in PACKAGES and name != __name__]:
            del sys.modules[name]


def pytest_collection_modifyitems() -> None:
    if _mutant() == "stats":
        _at_import.extend(sorted(_called()))
        AT_IMPORT.write_text(json.dumps(_at_import))
    else:
        _make_anew(_mutant().rpartition(".")[0])


@pytest.hookimpl(wrapper=True)
def pytest_runtest_setup() -> Iterator[None]:
    if _mutant() == "stats":
        _called().update(_at_import)
        for name in [name for name in sys.modules if name.startswith("flows.")]:
            _make_anew(name)
    yield


def _mutant() -> str:
    return os.environ.get("MUTANT_UNDER_TEST", "")


def _called() -> set[str]:
    """Return what mutmut has seen called since the end of the last test."""
    state: Any = sys.modules["mutmut.state"]
    called: set[str] = state.state()._stats
    return called


def _make_anew(module: str) -> None:
    for value in vars(sys.modules.get(module, sys)).values():
        if isinstance(value, _lru_cache_wrapper):
            value.cache_clear()
