"""A start that cannot succeed ends with code 1 and one line that names the cause."""

from __future__ import annotations

import base64
import os
import socket
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.cli import main
from bot.rehearsal import LocalTelegram, LocalTelegramServer
from bot.store import Store
from bot.vault import Vault
from tests import databases
from tests.bot.process import TOKEN, Process, config, until
from tests.bot.theatre import EVENING, KEY
from tests.bot.walk import said

NOWHERE = "http://127.0.0.1:9"
OTHER_KEY = base64.b64encode(b"k" * 32).decode()


@pytest.fixture(autouse=True)
def no_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in os.environ if name.startswith("REKNIT_")]:
        monkeypatch.delenv(name)


def line_of(path: Path, capsys: pytest.CaptureFixture[str]) -> str:
    """Run with this configuration, and return the one line that it ends with."""
    code = main(["run", "--config", str(path)])
    printed = capsys.readouterr()
    assert (code, printed.out) == (1, "")
    lines = printed.err.splitlines()
    assert len(lines) == 1, lines
    assert TOKEN not in lines[0]
    assert KEY not in lines[0]
    return lines[0]


def test_what_no_port_and_no_state_can_be_is_said_in_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["rehearse", "--port", "99999"])
    assert ended.value.code == 2
    assert "invalid port value: '99999'" in capsys.readouterr().err

    assert main(["flows", "--play", "welcome", "--at", "nonsense"]) == 1
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith("--at nonsense: should be one of ")


def test_two_conversations_with_one_name_end_every_command_with_one_line(tmp_path: Path) -> None:
    (tmp_path / "tea.py").write_text("from flows.welcome import FLOW\n")
    beside = f"import flows, runpy; flows.__path__.append({str(tmp_path)!r}); runpy.run_module('bot')"
    ended = subprocess.run([sys.executable, "-c", beside], capture_output=True, text=True, check=False)

    told = 'flows.welcome and flows.tea: both have name="welcome"; choose another\n'
    assert (ended.returncode, ended.stdout, ended.stderr) == (1, "", told)


def test_a_missing_file_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert "nothing.toml: No such file" in line_of(tmp_path / "nothing.toml", capsys)


@pytest.mark.parametrize(
    ("more", "name"),
    [
        ('[telegram.webhook]\nlisten_to = "me"', "telegram.webhook.listen_to: no such key"),
        ("[logging]\nformat = 1", "logging.format"),
        ("[monitoring]\nport = 0", "monitoring.port"),
        ("[host]\nname = 7", "host.name"),
        ("[extra]\nx = 1", "extra: no such key"),
        ("[host", "config.toml: "),
    ],
)
def test_a_mistake_in_the_file_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], more: str, name: str
) -> None:
    assert name in line_of(config(NOWHERE, tmp_path, more=more), capsys)


@pytest.mark.parametrize(
    ("given", "name"),
    [
        ({"token": "secret-but-wrong"}, "telegram.token"),
        ({"key": "c2hvcnQ="}, "privacy.keys: key 1"),
    ],
)
def test_a_bad_secret_is_named_and_not_shown(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], given: dict[str, str], name: str
) -> None:
    line = line_of(config(NOWHERE, tmp_path, **given), capsys)

    assert name in line
    assert not any(secret in line for secret in given.values())


def test_what_comes_later_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = config(NOWHERE, tmp_path)
    path.write_text(path.read_text("utf-8").replace("sqlite:///", "postgresql+psycopg://", 1), "utf-8")

    assert "storage.url" in line_of(path, capsys)


@pytest.mark.parametrize(
    ("table", "mode"), [("monitoring", ""), ("telegram.webhook", 'public_url = "https://bot.example.org"')]
)
def test_an_address_that_is_taken_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], table: str, mode: str
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        path = config(NOWHERE, tmp_path, more=f"[{table}]\nport = {port}\n{mode}")
        if mode:
            path.write_text(path.read_text("utf-8").replace("[telegram]", '[telegram]\nmode = "webhook"', 1), "utf-8")

        assert f"{table}.port: 127.0.0.1 {port}: Address already in use" in line_of(path, capsys)


def written_with_another_key(database: Path) -> None:
    store = Store(f"sqlite:///{database}", Vault([base64.b64decode(OTHER_KEY)], os.urandom))
    store.upgrade(EVENING)
    store.close()


def of_a_later_version(database: Path) -> None:
    written_with_another_key(database)
    with sqlite3.connect(database) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
        connection.execute("UPDATE meta SET value = '9998' WHERE name = 'works_since'")
    connection.close()


def of_something_else(database: Path) -> None:
    with sqlite3.connect(database) as connection:
        connection.execute("CREATE TABLE recipe (name TEXT)")
    connection.close()


def no_database(database: Path) -> None:
    database.write_bytes(b"just some text, and rather long" * 300)


def a_folder(database: Path) -> None:
    database.mkdir()


@pytest.mark.parametrize(
    ("made", "name"),
    [
        (written_with_another_key, "privacy.keys"),
        (of_a_later_version, "storage.url: a later version"),
        (of_something_else, "storage.url: this database is not reknit's"),
        (no_database, "storage.url"),
        (a_folder, "storage.url"),
    ],
)
def test_a_database_that_cannot_be_used_is_left_alone(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], made: Callable[[Path], None], name: str
) -> None:
    database = tmp_path / "reknit.db"
    made(database)
    before = database.read_bytes() if database.is_file() else b""

    assert name in line_of(config(NOWHERE, tmp_path), capsys)
    assert (database.read_bytes() if database.is_file() else b"") == before


def test_a_folder_that_is_not_there_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = config(NOWHERE, tmp_path)
    path.write_text(path.read_text("utf-8").replace("reknit.db", "nowhere/reknit.db"), "utf-8")

    assert line_of(path, capsys) == f"storage.url: the folder {tmp_path / 'nowhere'} is not there"


def test_a_postgresql_that_is_not_there_is_named_without_its_password(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = config(NOWHERE, tmp_path)
    ours, theirs = databases.of(tmp_path).url, "postgresql://reknit:p4ssw0rd@127.0.0.1:1/reknit"
    path.write_text(path.read_text("utf-8").replace(ours, theirs), "utf-8")

    assert line_of(path, capsys) == "storage.url: the database cannot be opened: Connection refused"


def test_a_telegram_that_is_not_there_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert line_of(config(NOWHERE, tmp_path), capsys).startswith("telegram: ")


async def test_a_wrong_token_is_named(tmp_path: Path) -> None:
    async with (
        LocalTelegramServer(LocalTelegram(lambda: datetime.now(UTC))) as server,
        Process(config(server.url, tmp_path, token="1000001:wrong")) as process,
    ):
        await process.start()

        assert await process.ends() == 1
        assert process.printed.read_text().splitlines() == ["telegram.token: Telegram does not know it"]


async def test_a_token_that_is_revoked_later_ends_the_bot_with_that_line(tmp_path: Path) -> None:
    world = LocalTelegram(lambda: datetime.now(UTC))
    alex = world.person("Alex")
    async with LocalTelegramServer(world) as server, Process(config(server.url, tmp_path)) as process:
        await process.start()
        alex.says("/help")
        await until(world, lambda: [message for message in alex.screen() if message.text == said("bot-help")])
        world.state.token = "1000001:another"
        alex.says("/help")

        assert await process.ends() == 1
        printed = process.printed.read_text()
        assert printed.splitlines()[-1] == "telegram.token: Telegram does not know it"
        assert "Traceback" not in printed


def test_the_conversations_hold_no_mistake(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["flows", "--diagrams", str(tmp_path)]) == 0

    assert capsys.readouterr() == ("", "")
    names = {path.name for path in tmp_path.iterdir()}
    assert {"welcome.md", "programme.md", "open_communication.md"} <= names


def test_without_a_command_it_says_what_there_is(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main([])

    assert ended.value.code == 2
    assert "run" in capsys.readouterr().err


def test_a_start_loads_nothing_that_only_a_server_or_a_pretty_terminal_needs() -> None:
    command = (sys.executable, "-X", "importtime", "-m", "bot", "--help")
    told = subprocess.run(command, capture_output=True, text=True, check=True).stderr

    loaded = {line.rpartition("|")[2].strip() for line in told.splitlines() if "|" in line}
    assert {"sqlalchemy", "telegram"} <= loaded
    assert loaded.isdisjoint({"alembic", "pygments.token", "reportlab", "rich.console", "uvicorn"})
