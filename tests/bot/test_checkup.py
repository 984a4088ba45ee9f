"""``check`` names all that is wrong, one line each, and writes nothing."""

from __future__ import annotations

import base64
import os
import sqlite3
from collections.abc import AsyncIterator, Callable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.rehearsal import LocalTelegramServer
from bot.store import ErasedList, Store
from bot.store.migrate import REVISIONS
from bot.vault import Vault
from tests.bot.host import Commands, Told
from tests.bot.process import Process, config, until
from tests.bot.test_cli import OTHER_KEY, a_folder, no_database, of_a_later_version, of_something_else
from tests.bot.theatre import EVENING, KEY
from tests.bot.walk import said

NOWHERE = "http://127.0.0.1:9"
WEBHOOK = 'mode = "webhook"\nwebhook = { public_url = "https://bot.example.org/hook" }'


@pytest.fixture
async def world() -> AsyncIterator[tuple[Told, str]]:
    world = Told(lambda: datetime.now(UTC))
    async with LocalTelegramServer(world) as server:
        yield world, server.url


def configured(url: str, folder: Path, **given: str) -> Path:
    path = config(url, folder, **given)
    path.chmod(0o600)
    return path


def database(folder: Path, key: str = KEY) -> Path:
    store = Store(f"sqlite:///{folder / 'reknit.db'}", Vault([base64.b64decode(key)], os.urandom))
    store.upgrade(EVENING)
    store.close()
    return folder / "reknit.db"


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


async def test_all_is_well_before_the_first_start_and_nothing_is_made(
    world: tuple[Told, str], commands: Commands, tmp_path: Path
) -> None:
    path = configured(world[1], tmp_path)
    before = contents(tmp_path)

    code, out, err = await commands.beside("check", "--config", path)

    assert (code, err) == (0, [])
    assert out == [
        "configuration: ok",
        "database: ok, there is none yet; a start makes it",
        f"telegram: ok, this is @{world[0].state.username}",
        "webhook: none is used",
    ]
    assert contents(tmp_path) == before


@pytest.mark.parametrize("name", ["reknit.db", "reknit.erased", ""], ids=["database", "list", "folder"])
async def test_what_a_start_could_not_write_to_is_named(
    world: tuple[Told, str], commands: Commands, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    path = configured(world[1], tmp_path)
    if name:
        database(tmp_path)
        ErasedList(tmp_path / "reknit.erased").begin(None, missing=False)
    monkeypatch.setattr("os.access", lambda place, _: Path(place) != tmp_path / name)  # root may write to anything

    code, _, err = await commands.beside("check", "--config", path)

    key = "privacy.erased" if name == "reknit.erased" else "storage.url"
    assert (code, err) == (1, [f"{key}: {tmp_path / name}: this user cannot write to it"])


async def test_a_flow_that_is_gone_though_people_are_in_it_is_named(
    world: tuple[Told, str], commands: Commands, tmp_path: Path
) -> None:
    path = configured(world[1], tmp_path)
    database(tmp_path)
    store = Store(f"sqlite:///{tmp_path / 'reknit.db'}", Vault([base64.b64decode(KEY)], os.urandom))
    person = store.transact(lambda tx: tx.people.add(1, "Alex", EVENING))
    for flow in ("welcome", "one_wish"):
        store.transact(lambda tx, flow=flow: tx.sessions.add(flow, person.id, None, "{}", EVENING))  # type: ignore[misc]  # bound at once
    store.close()
    ErasedList(tmp_path / "reknit.erased").begin(None, missing=False)

    code, _, err = await commands.beside("check", "--config", path)

    line = "flows: one_wish is not here, and conversations of it stand still (1); put it back, without its command"
    assert (code, err) == (1, [line])


async def test_all_is_well_beside_the_running_bot(world: tuple[Told, str], commands: Commands, tmp_path: Path) -> None:
    path = configured(world[1], tmp_path)
    alex = world[0].person("Alex")
    async with Process(path) as process:
        await process.start()
        alex.says("/help")
        await until(world[0], lambda: [message for message in alex.screen() if message.text == said("bot-help")])

        code, out, err = await commands.beside("check", "--config", path)

        assert (code, err) == (0, [])
        assert out[1].startswith("database: ok, schema 0")
        assert out[2] == "keys: ok"
        assert out[3] == "list of erased keys: ok, 0 on it"
        assert await process.terminate() == 0


async def test_a_list_of_erased_keys_that_is_none_or_lacks_some_is_named(
    world: tuple[Told, str], commands: Commands, tmp_path: Path
) -> None:
    database(tmp_path)
    path, found = configured(world[1], tmp_path), tmp_path / "reknit.erased"
    _, out, err = await commands.beside("check", "--config", path)
    assert (out[3], err) == ("list of erased keys: ok, there is none yet; a start makes it", [])
    assert not found.exists()

    found.write_text("mine")
    _, _, err = await commands.beside("check", "--config", path)
    assert err == [f"privacy.erased: {found} is no list of erased keys, or is damaged"]

    found.unlink()
    with closing(sqlite3.connect(tmp_path / "reknit.db")) as connection, connection:
        connection.execute("INSERT INTO meta VALUES ('listed', ?)", (f"1 {'0' * 32}",))
    _, _, err = await commands.beside("check", "--config", path)
    assert err == [f"privacy.erased: {found} is not there"]


async def test_every_independent_mistake_gets_its_line_and_nothing_is_changed(
    world: tuple[Told, str], commands: Commands, tmp_path: Path
) -> None:
    database(tmp_path, OTHER_KEY)
    path = config(world[1], tmp_path, token="1000001:wrong")
    path.chmod(0o644)
    before = contents(tmp_path)

    code, _, err = await commands.beside("check", "--config", path)

    assert code == 1
    assert err == [
        f"{path}: everybody on this machine can read it; chmod 600 {path}",
        "privacy.keys: the key that this database was written with is not among them",
        "telegram.token: Telegram does not know it",
    ]
    assert contents(tmp_path) == before


def test_every_mistake_in_the_configuration_gets_its_line(commands: Commands, tmp_path: Path) -> None:
    path = configured(NOWHERE, tmp_path, key="c2hvcnQ=", more="[host]\nname = 7\n[logging]\nlevel = 1")

    code, out, err = commands.run("check", "--config", path)

    assert (code, out) == (1, [])
    assert err == [
        "privacy.keys: key 1 should be base64 of 32 bytes; make one with: openssl rand -base64 32",
        "host.name: should be a valid string, not 7",
        "logging.level: no such key",
    ]


def test_a_configuration_that_is_not_there_is_named(commands: Commands, tmp_path: Path) -> None:
    line = commands.refusal("check", "--config", tmp_path / "config.toml")

    assert line.endswith("config.toml: No such file or directory; `python -m bot setup` makes one")


def damaged(file: Path) -> None:
    database(file.parent)
    with closing(sqlite3.connect(file)) as connection, connection:
        for number in range(500):
            connection.execute("INSERT INTO meta VALUES (?, ?)", (f"name{number}", "x" * 100))
    whole = bytearray(file.read_bytes())
    whole[-12000:-4000] = b"x" * 8000
    file.write_bytes(whole)


def without_keys(file: Path) -> None:
    database(file.parent)
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute("UPDATE meta SET value = '0102' WHERE name = 'key'")


@pytest.mark.parametrize(
    ("made", "line"),
    [
        (of_a_later_version, "storage.url: a later version of reknit wrote this database (schema 9999)"),
        (of_something_else, "storage.url: this database is not reknit's, and was left alone"),
        (no_database, "storage.url: the database cannot be opened: file is not a database"),
        (a_folder, "storage.url: cannot open reknit.db: Is a directory"),
        (damaged, "storage.url: the database is damaged; restore a backup"),
        (without_keys, "storage.url: the keys in this database are damaged"),
    ],
)
async def test_a_database_that_cannot_be_used_is_named_and_left_alone(
    world: tuple[Told, str], commands: Commands, tmp_path: Path, made: Callable[[Path], None], line: str
) -> None:
    made(tmp_path / "reknit.db")
    path = configured(world[1], tmp_path)
    before = contents(tmp_path)

    code, _, err = await commands.beside("check", "--config", path)

    assert (code, err) == (1, [line])
    assert contents(tmp_path) == before


async def test_a_folder_that_is_not_there_is_named(world: tuple[Told, str], commands: Commands, tmp_path: Path) -> None:
    path = configured(world[1], tmp_path)
    path.write_text(path.read_text().replace("reknit.db", "nowhere/reknit.db"))

    code, _, err = await commands.beside("check", "--config", path)

    assert (code, err) == (1, [f"storage.url: the folder {tmp_path / 'nowhere'} is not there"])


async def test_a_postgresql_that_does_not_answer_is_named_without_its_password(
    world: tuple[Told, str], commands: Commands, tmp_path: Path
) -> None:
    path = configured(world[1], tmp_path)
    url = "postgresql://alex:mayflower@127.0.0.1:9/reknit"
    path.write_text(path.read_text().replace(f"sqlite:///{tmp_path / 'reknit.db'}", url))

    code, _, err = await commands.beside("check", "--config", path)

    assert code == 1
    assert len(err) == 1
    assert err[0].startswith("storage.url: the database cannot be opened: ")
    assert "mayflower" not in err[0]


async def test_an_older_schema_is_no_mistake(
    world: tuple[Told, str], commands: Commands, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    database(tmp_path)
    monkeypatch.setattr("bot.store.migrate.REVISIONS", (*REVISIONS, "0999"))

    code, out, _ = await commands.beside("check", "--config", configured(world[1], tmp_path))

    assert code == 0
    assert out[1].endswith("; a start upgrades it to 0999")


async def test_settings_at_botfather_are_mentioned(world: tuple[Told, str], commands: Commands, tmp_path: Path) -> None:
    world[0].about = {"getMe": {"can_read_all_group_messages": True, "can_join_groups": False}}

    code, out, _ = await commands.beside("check", "--config", configured(world[1], tmp_path))

    assert code == 0
    assert [line for line in out if "@BotFather" in line] == [
        "telegram: it can read all that is said in groups; at @BotFather: /setprivacy, Enable",
        "telegram: it cannot be added to groups; at @BotFather: /setjoingroups, Enable",
    ]


@pytest.mark.parametrize(
    ("mode", "info", "code", "line"),
    [
        ("", {"url": "https://old.example.org"}, 0, "webhook: one is set from before; a start removes it"),
        (WEBHOOK, {"url": ""}, 0, "webhook: not set yet; a start sets it"),
        (WEBHOOK, {"url": "https://bot.example.org/hook"}, 0, "webhook: ok"),
        (
            WEBHOOK,
            {
                "url": "https://bot.example.org/hook",
                "pending_update_count": 3,
                "last_error_message": "Connection refused",
            },
            1,
            "telegram.webhook.public_url: Telegram does not get through: Connection refused",
        ),
    ],
)
async def test_what_telegram_knows_of_the_webhook_is_said(
    world: tuple[Told, str],
    commands: Commands,
    tmp_path: Path,
    mode: str,
    info: dict[str, object],
    code: int,
    line: str,
) -> None:
    world[0].about = {"getWebhookInfo": info}
    path = configured(world[1], tmp_path)
    if mode:
        path.write_text(path.read_text().replace("[telegram.limits]", f"{mode}\n[telegram.limits]", 1))

    found, out, err = await commands.beside("check", "--config", path)

    assert found == code
    assert (err if code else out)[-1] == line


async def test_a_telegram_that_is_not_there_is_named(commands: Commands, tmp_path: Path) -> None:
    code, out, err = await commands.beside("check", "--config", configured(NOWHERE, tmp_path))

    assert code == 1
    assert err == ["telegram: it cannot be reached (connection: ConnectionRefusedError)"]
    assert out[0] == "configuration: ok"
