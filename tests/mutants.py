"""Small faults put into the code one by one, each to be noticed by a test. Which live, and why: docs/mutants.md.

mutmut makes the faults. It would start pytest for each of them; here the tests are collected once, and each fault lives
in a fork of that process in which the code of one function is exchanged. There it meets the tests that come by this
function until one fails: first those that noticed its neighbours' faults, then of each file the fastest. What is called
at import, while a flow is built, cannot be exchanged afterwards: such a fault has a process of its own, in which all is
imported with the fault in it.

    python tests/mutants.py [--jobs 2] [--budget 20] [--tests tests/flows] [--again] [--show] [PATTERN ...]
"""

from __future__ import annotations

import argparse
import ast
import gc
import importlib
import json
import os
import random
import resource
import shutil
import signal
import sys
import tempfile
import time
import tomllib
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from difflib import unified_diff
from fnmatch import fnmatch
from functools import cache, wraps
from hashlib import sha256
from pathlib import Path
from types import FunctionType
from typing import Any

import pytest
from hypothesis import Phase, settings

FOLDER = Path("mutants")
STATS, RESULTS = Path("called.json"), Path(os.environ.get("RESULTS", "results.json"))
SEED = 20261126
MORE_MEMORY = 3 * 2**30
LIVES = ("lived", "broke off")
BY_SIGNAL = {-signal.SIGPROF: "endless", -signal.SIGALRM: "endless"}
ROWS = ("tests/flows/test_check.py", "tests/flows/test_diagram.py")
"""What notices a fault in the rows of a flow, though it calls nothing of it."""

_functions: dict[str, tuple[FunctionType, dict[str, FunctionType]]] = {}
_called: set[str] = set()
_watching = False
_alone = ""


def _in_place_of_the_trampoline(mutants: dict[str, FunctionType], is_classmethod: bool = False) -> Any:
    """Leave a function as it is, but where its calls are noted, or where a mutant of it has this process for itself."""

    def wrap(function: FunctionType) -> Any:
        owner, _, name = function.__qualname__.rpartition(".")
        place = f"{function.__module__}.{f'xǁ{owner}ǁ{name}' if owner else f'x_{name}'}"
        _functions[place] = function, mutants
        if not _watching and _of(_alone) != place:
            return function

        @wraps(function)
        def other(*args: Any, **kwargs: Any) -> Any:
            _called.add(place)
            return mutants.get(_alone.rpartition(".")[2], function)(*args, **kwargs)

        return other

    return wrap


def _of(mutant: str) -> str:
    """Return the function that a mutant is one of."""
    return mutant.partition("__mutmut_")[0]


@dataclass(eq=False)
class Watching:
    """Notes which test calls which function, how long it takes, and what is called before any test is."""

    at_import: list[str] = field(default_factory=list)
    calls: dict[str, list[str]] = field(default_factory=dict)
    seconds: dict[str, float] = field(default_factory=dict)
    failed: list[str] = field(default_factory=list)

    def pytest_collection_finish(self) -> None:
        self.at_import = sorted(_called)

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Iterator[None]:
        _called.clear()
        start = time.process_time()
        result = yield
        self.seconds[item.nodeid] = time.process_time() - start
        self.calls[item.nodeid] = sorted(_called)
        return result

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.failed:
            self.failed.append(report.nodeid)


@dataclass(eq=False)
class Meeting:
    """Lets what this process has imported meet some tests, in this order, until one fails."""

    order: list[str]
    seconds: dict[str, float]
    folder: Path
    failures: Watching = field(default_factory=Watching)
    failed: bool = False

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        if session.testsfailed:  # a file cannot even be imported
            self.failed = True
        else:
            self.run({item.nodeid: item for item in session.items})
        return True

    def run(self, items: dict[str, pytest.Item]) -> None:
        tempfile.tempdir = os.environ["TMPDIR"] = str(self.folder)
        order = [items[test] for test in self.order if test in items]
        for item, following in zip(order, [*order[1:], None], strict=False):
            config = item.config
            if item is order[0]:
                config.pluginmanager.register(self.failures)
                config._tmp_path_factory._basetemp = None  # type: ignore[attr-defined]  # each its own
                config._tmp_path_factory._given_basetemp = self.folder / "pytest"  # type: ignore[attr-defined]
            (self.folder / "test").write_text(item.nodeid)
            _at_most(3 * self.seconds[item.nodeid] + (2 if item.nodeid.startswith("tests/flows") else 15))
            config.hook.pytest_runtest_protocol(item=item, nextitem=following)
            if self.failures.failed:
                self.failed = True
                return


def _at_most(seconds: float) -> None:
    """End this process once it has worked that long, or waited twenty times as long."""
    signal.setitimer(signal.ITIMER_PROF, seconds)
    signal.setitimer(signal.ITIMER_REAL, 20 * seconds)


@dataclass(eq=False)
class Trying:
    """Tries mutants, some side by side, each in a fork."""

    names: list[str]
    hashes: dict[str, str]
    stats: dict[str, Any]
    results: dict[str, Any]
    jobs: int
    budget: float
    tests: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    noticed: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    running: dict[int, tuple[str, Path]] = field(default_factory=dict)
    done: int = 0

    def __post_init__(self) -> None:
        calls: dict[str, list[str]] = self.stats["calls"]
        for test, functions in calls.items():
            for function in functions:
                self.tests[function].append(test)
        for function in self.stats["at_import"]:
            near = f"{_module(function)}."
            by_it = {_file(test) for test, called in calls.items() if any(name.startswith(near) for name in called)}
            files = by_it.union(ROWS) if "engine" not in function else {_file(test) for test in calls}
            self.tests[function] = [test for test in calls if _file(test) in files]
        for name, (_, test, _) in self.results.items():
            self._note(name, test)

    def _note(self, name: str, test: str) -> None:
        if test:
            self.noticed[_of(name)][test] += 1
            self.noticed[_module(name)][test] += 1

    def order(self, name: str) -> list[str]:
        """Return the tests to try, as many as the budget has room for."""
        seconds, tests = self.stats["seconds"], set(self.tests[_of(name)])
        near, wide = self.noticed[_of(name)], self.noticed[_module(name)]

        def worth(counts: Counter[str]) -> list[str]:
            return sorted(tests & set(counts), key=lambda test: (-counts[test] / (seconds[test] + 0.01), test))

        rounds: list[tuple[int, float, str]] = []
        by_file: Counter[str] = Counter()
        for test in sorted(tests, key=lambda test: (seconds[test], test)):
            file = _file(test)
            rounds.append((by_file[file], seconds[test], test))
            by_file[file] += 1
        chosen, spent = [], 0.0
        for test in dict.fromkeys([*worth(near), *worth(wide)[:25], *(test for _, _, test in sorted(rounds))]):
            if spent + seconds[test] <= self.budget:
                chosen.append(test)
                spent += seconds[test]
        return chosen

    def alone(self, names: list[str]) -> None:
        """Try them in forks of this process, which has imported nothing of what they are in."""
        self._each(names, self._import_and_meet)

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Try all in forks of this process, which has collected the tests."""
        for module in {name.rpartition(".")[0] for name in self.names}:
            importlib.import_module(module)
        items = {item.nodeid: item for item in session.items}
        gc.collect()
        gc.freeze()

        def meet(name: str, folder: Path) -> bool:
            _exchange(name)
            meeting = Meeting(self.order(name), self.stats["seconds"], folder)
            meeting.run(items)
            return meeting.failed

        self._each(self.names, meet)
        return True

    def _import_and_meet(self, name: str, folder: Path) -> bool:
        """Say whether a test fails, or the flows cannot even be imported; first those of few files, then all."""
        global _alone  # noqa: PLW0603
        _alone = name
        order = self.order(name)
        near = {_file(test) for test in order if self.noticed[_of(name)][test] or self.noticed[_module(name)][test]}
        few = sorted(near, key=[_file(test) for test in order].index)[:3]
        for tests in (
            [test for test in order if _file(test) in few],
            [test for test in order if _file(test) not in few],
        ):
            _at_most(60)
            meeting = Meeting(tests, self.stats["seconds"], folder)
            if tests:
                try:
                    _pytest(sorted({_file(test) for test in tests}), meeting)
                except SystemExit:
                    return True
            if meeting.failed:
                return True
        return False

    def _each(self, names: list[str], meet: Callable[[str, Path], bool]) -> None:
        for name in names:
            while len(self.running) >= self.jobs:
                self._wait()
            self._begin(name, meet)
        while self.running:
            self._wait()
        RESULTS.write_text(json.dumps(self.results))

    def _begin(self, name: str, meet: Callable[[str, Path], bool]) -> None:
        folder = Path(f"/dev/shm/mutant-{os.getpid()}-{len(self.results)}-{time.monotonic_ns()}")
        folder.mkdir(parents=True)
        if pid := os.fork():
            self.running[pid] = name, folder
            return
        os.dup2(os.open(os.devnull, os.O_RDWR), 1)
        os.dup2(1, 2)
        size = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize() + MORE_MEMORY
        resource.setrlimit(resource.RLIMIT_AS, (size, size))
        gc.disable()
        code = 3
        with suppress(BaseException):
            code = 1 if meet(name, folder) else 0
        os._exit(code)

    def _wait(self) -> None:
        pid, status = os.wait()
        name, folder = self.running.pop(pid)
        last = folder / "test"
        test = last.read_text() if last.exists() else ""
        shutil.rmtree(folder, ignore_errors=True)
        code = os.waitstatus_to_exitcode(status)
        verdict = {0: "lived", 1: "killed", 3: "broke off"}.get(code) or BY_SIGNAL.get(code, "crashed")
        test = test if verdict != "lived" else ""
        self.results[name] = verdict, test, self.hashes[name]
        self._note(name, test)
        self.done += 1
        if self.done % 20 == 0:
            RESULTS.write_text(json.dumps(self.results))


def _exchange(name: str) -> None:
    """Put the mutant in the place of its function, wherever that is known already."""
    function, mutants = _functions[_of(name)]
    mutant = mutants[name.rpartition(".")[2]]
    function.__code__, function.__defaults__ = mutant.__code__, mutant.__defaults__
    function.__kwdefaults__ = mutant.__kwdefaults__


def _module(name: str) -> str:
    return name.rpartition(".")[0]


def _file(test: str) -> str:
    return test.partition("::")[0]


def _selection() -> list[str]:
    """Return the tests that come into question."""
    found: list[str] = _settings()["pytest_add_cli_args_test_selection"]
    return found


def _settings() -> dict[str, Any]:
    found: dict[str, Any] = tomllib.loads(Path("pyproject.toml").read_text())["tool"]["mutmut"]
    return found


def _pytest(tests: list[str], plugin: object) -> None:
    options = ["--rootdir=.", "--tb=no", "-s", "-n0", *_settings()["pytest_add_cli_args"]]
    if pytest.main([*options, *tests], plugins=[plugin]) > pytest.ExitCode.TESTS_FAILED:
        sys.exit("the tests cannot be run")


def make() -> None:
    """Let mutmut write all mutants of what was changed since the last time."""
    mutmut: Any = importlib.import_module("mutmut.__main__")
    FOLDER.mkdir(exist_ok=True)
    for folder in ("flows", "bot"):  # mutmut copies what is no module only once
        for path in (path for path in Path(folder).rglob("*.*") if path.suffix not in (".py", ".pyc")):
            (FOLDER / path).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(path, FOLDER / path)
    mutmut.copy_also_copy_files()
    mutmut.setup_source_paths()
    mutmut.create_mutants(1)


def in_a_fork(what: Callable[[], None]) -> None:
    if (pid := os.fork()) == 0:
        with suppress(BaseException):
            what()
            sys.stdout.flush()
            os._exit(0)
        os._exit(1)
    if os.waitpid(pid, 0)[1]:
        sys.exit("it was broken off")


def watch() -> None:
    """Run all tests once and write down what they call."""
    global _watching  # noqa: PLW0603
    _watching = True
    watching = Watching()
    _pytest(_selection(), watching)
    STATS.write_text(json.dumps({**vars(watching), "of": fingerprint()}))


def fingerprint() -> str:
    """Return what changes with the code, the tests, the sentences and the settings."""
    read = {path for end in ("py", "ftl", "md", "toml") for path in Path().rglob(f"*.{end}")}
    return sha256(b"".join(path.read_bytes() for path in sorted(read))).hexdigest()


def made(patterns: list[str]) -> dict[str, str]:
    """Return each mutant, with the hash of the function that it is one of."""
    names: dict[str, str] = {}
    for meta in sorted(Path().rglob("*.py.meta")):
        known = json.loads(meta.read_text())
        hashes = known["hash_by_function_name"]
        names |= {name: hashes.get(_of(name).rpartition(".")[2], "") for name in known["exit_code_by_key"]}
    chosen = [name for name in sorted(names) if not patterns or any(fnmatch(name, one) for one in patterns)]
    random.Random(SEED).shuffle(chosen)  # broken off anywhere, what was run is a random sample
    return {name: names[name] for name in chosen}


def show(names: Iterable[str], results: dict[str, Any]) -> None:
    """Print what those change that live, and the figures of each module."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for name in sorted(names):
        verdict = results.get(name, ("not run",))[0]
        counts[name.rpartition(".")[0]][verdict] += 1
        if verdict in LIVES:
            print(name, *_changed(name), sep="\n    ")  # noqa: T201 -- what it is for
    for module, found in counts.items():
        run = found.total() - found["not run"]
        killed = run - sum(found[verdict] for verdict in LIVES)
        print(f"{module:24} {found.total():5} mutants {run:5} run {killed:5} killed {dict(found)}")  # noqa: T201 -- what it is for


def _changed(name: str) -> list[str]:
    module, _, function = name.rpartition(".")
    text = _text(Path(f"{module.replace('.', '/')}.py"))
    one, other = text[f"{_of(function)}__mutmut_orig"], text[function]
    return [f"{line[0]} {line[1:].strip()}" for line in unified_diff(one, other, n=0, lineterm="")][3:]


@cache
def _text(path: Path) -> dict[str, list[str]]:
    """Return the lines of each function of a module, without its first."""
    lines = path.read_text().splitlines()
    nodes = [node for node in ast.walk(ast.parse("\n".join(lines))) if isinstance(node, ast.FunctionDef)]
    return {node.name: lines[node.lineno : node.end_lineno] for node in nodes}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--jobs", type=int, default=1, help="so many side by side")
    parser.add_argument("--budget", type=float, default=20, help="seconds of tests for each at most")
    parser.add_argument("--tests", nargs="+", help="only these")
    parser.add_argument("--again", action="store_true", help="also those that lived the last time")
    parser.add_argument("--show", action="store_true", help="run nothing, show those that live")
    parser.add_argument("patterns", nargs="*")
    options = parser.parse_args()
    sys.dont_write_bytecode = False  # a process that imports everything anew need not compile it, too
    if not options.show:
        in_a_fork(make)
    os.chdir(FOLDER)
    sys.path[0] = os.getcwd()
    hashes = made(options.patterns)
    known = json.loads(RESULTS.read_text()) if RESULTS.exists() else {}
    results = {name: one for name, one in known.items() if name not in hashes or one[2] == hashes[name]}
    if options.show:
        return show(hashes, results)
    trampoline: Any = importlib.import_module("mutmut.mutation.trampoline")
    trampoline.wrap_in_trampoline = _in_place_of_the_trampoline
    quick = settings(settings.get_profile("ci"), phases=(Phase.explicit, Phase.generate))  # a failure is enough
    settings.register_profile("mutants", quick)
    if not STATS.exists() or json.loads(STATS.read_text())["of"] != fingerprint():
        in_a_fork(watch)
    stats = json.loads(STATS.read_text())
    if stats["failed"]:
        sys.exit("\n".join(["fail without any mutant:", *stats["failed"]]))
    tests = options.tests or _selection()
    for test in [test for test in stats["calls"] if not test.startswith(tuple(tests))]:
        del stats["calls"][test]
    names = [name for name in hashes if name not in results or (options.again and results[name][0] in LIVES)]
    at_import = [name for name in names if _of(name) in stats["at_import"]]
    others = [name for name in names if name not in at_import]
    trying = Trying(others, hashes, stats, results, jobs=options.jobs, budget=options.budget)
    trying.alone(at_import)
    in_a_fork(lambda: _pytest(tests, trying))
    return show(hashes, json.loads(RESULTS.read_text()))


if __name__ == "__main__":
    main()
