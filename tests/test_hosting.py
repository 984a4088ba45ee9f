"""docs/hosting.md and the files in deploy/ name only commands, keys and files that exist."""

from __future__ import annotations

import json
import re
import shlex
import subprocess
import tomllib
from fnmatch import fnmatch
from pathlib import Path

import pytest

from bot.cli import parser
from tests.test_config import KEYS, TABLES

ROOT = Path(__file__).parent.parent
PAGE = (ROOT / "docs" / "hosting.md").read_text("utf-8")
DEPLOY = {path.name: path.read_text("utf-8") for path in (ROOT / "deploy").iterdir()}
EVERYTHING = "\n".join((PAGE, *DEPLOY.values()))


def blocks(kind: str, page: str = PAGE) -> list[str]:
    return [block.replace("\n   ", "\n") for block in re.findall(rf"```{kind}\n(.*?)```", page, re.DOTALL)]


def section(title: str) -> str:
    return PAGE.partition(f"\n## {title}\n")[2].partition("\n## ")[0]


def commands() -> list[str]:
    """Return what is given to ``python -m bot``, wherever it is, in whichever words."""
    lines = [line for block in blocks("sh") for line in block.splitlines() if not line.strip().startswith("alias")]
    ways = r"(?:python -m bot|as-reknit|compose run --rm bot) (.+)"
    found = [match[1] for line in lines if (match := re.search(ways, line))]
    found += re.findall(r"`python -m bot ([^`]+)`", PAGE)
    found += re.findall(r"^ExecStart=.* -m bot (.+)$", DEPLOY["reknit.service"], re.MULTILINE)
    return found


def pinned(name: str) -> set[str]:
    return set(re.findall(r"^[\w.-]+==\S+", (ROOT / name).read_text("utf-8"), re.MULTILINE))


def test_what_runs_is_pinned_alike_for_hosts_and_for_tests_and_nothing_that_only_tests_need() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    wanted = {re.split(r"[^\w.-]", one)[0] for one in project["dependencies"]}
    only_tests = {re.split(r"[^\w.-]", one)[0] for one in project["optional-dependencies"]["dev"]}
    names = {one.partition("==")[0] for one in pinned("requirements.lock")}

    assert pinned("requirements.lock") < pinned("requirements-dev.lock")
    assert {one.lower().replace(".", "-") for one in wanted} <= {one.replace(".", "-") for one in names}
    assert names.isdisjoint(only_tests)


@pytest.mark.parametrize("command", commands())
def test_every_command_exists(command: str) -> None:
    assert parser().parse_args(shlex.split(command)).command == command.split(maxsplit=1)[0]


def test_the_nightly_unit_makes_a_backup_and_deletes_old_ones_only_after_it() -> None:
    ((line, after),) = re.findall(
        r"^ExecStart=/bin/sh -c '(.+)'\nExecStart=(.+)$", DEPLOY["reknit-backup.service"], re.MULTILINE
    )
    as_systemd_reads_it = line.replace("$$", "$").replace("%%", "%")
    told = as_systemd_reads_it.replace("exec /opt/reknit/.venv/bin/python -m bot", r"printf '%s\n'")
    said = subprocess.run(["/bin/sh", "-c", told], capture_output=True, text=True, check=True).stdout
    options = parser().parse_args(said.splitlines())

    assert options.command == "backup"
    assert re.fullmatch(r"/srv/backup/reknit-\d{4}-\d\d-\d\d-\d{4}\.backup", str(options.file))
    assert fnmatch(options.file.name, shlex.split(after)[shlex.split(after).index("-name") + 1])


def test_every_command_for_hosts_is_on_the_page() -> None:
    listed = set(re.findall(r"^\| `python -m bot (\w+)", PAGE, re.MULTILINE))

    assert listed == {"run", "setup", "check", "backup", "restore", "rekey"}


@pytest.mark.parametrize("block", blocks("toml"))
def test_every_key_exists(block: str) -> None:
    def names(tables: dict[str, object], within: str = "") -> list[str]:
        found: list[str] = []
        for name, value in tables.items():
            found += names(value, f"{within}{name}.") if isinstance(value, dict) else [f"{within}{name}"]
        return found

    assert [name for name in names(tomllib.loads(block)) if name not in KEYS] == []


def test_every_key_that_is_mentioned_exists() -> None:
    mentioned = [
        f"{table}.{key}" for table, key in re.findall(r"`?\[([a-z.]+)\] ([a-z_]+)", EVERYTHING) if table in TABLES
    ]
    variables = re.findall(r"REKNIT_([A-Z_]+)", EVERYTHING)

    assert "privacy.keys" in mentioned
    assert [name for name in mentioned if name not in KEYS] == []
    assert [name for name in variables if name.lower().replace("__", ".") not in KEYS] == []


def test_every_file_that_is_named_exists() -> None:
    named = re.findall(r"\]\(\.\./([^)]+)\)", PAGE) + re.findall(r"deploy/[\w.-]+\w", EVERYTHING)
    copied = re.findall(r"^COPY (?!--)(.+) \S+$", DEPLOY["Containerfile"], re.MULTILINE)

    assert {name.rpartition("/")[2] for name in named if name.startswith("deploy/")} == set(DEPLOY)
    assert [name for name in (*named, *" ".join(copied).split()) if not (ROOT / name).exists()] == []


def test_the_container_runs_the_bot() -> None:
    lines = dict(re.findall(r"^(ENTRYPOINT|CMD) (\[.+\])$", DEPLOY["Containerfile"], re.MULTILINE))

    assert json.loads(lines["ENTRYPOINT"]) == ["python", "-m", "bot"]
    assert parser().parse_args(json.loads(lines["CMD"])).command == "run"


@pytest.mark.parametrize("title", ["Backup", "Upgrade", "Moving to another machine, or to PostgreSQL"])
def test_what_is_done_often_takes_ten_lines_at_most(title: str) -> None:
    assert 0 < sum(len(block.splitlines()) for block in blocks("sh", section(title))) <= 10


def test_the_unit_gives_the_bot_longer_to_end_than_it_takes() -> None:
    unit = dict(line.split("=", 1) for line in DEPLOY["reknit.service"].splitlines() if re.match(r"\w+=", line))

    assert int(unit["TimeoutStopSec"]) > 5
    assert unit["NoNewPrivileges"] == "yes"
    assert unit["ProtectSystem"] == "strict"
    assert unit["Restart"] == "on-failure"


def test_every_line_of_trouble_is_one_that_the_bot_says() -> None:
    source = "\n".join(path.read_text("utf-8") for path in (ROOT / "bot").rglob("*.py"))
    lines = re.findall(r"^\| `([^`]+)` \|", section("When something is wrong"), re.MULTILINE)

    assert len(lines) == 11
    for line in lines[:1] + lines[3:]:  # the second and third are SQLite's own words
        said = line.partition(": ")[2] or line
        assert said in source, line
