"""``backup`` copies while the bot runs; ``restore`` brings it back, and says nothing twice that was said long ago."""

from __future__ import annotations

import asyncio
import base64
import os
import sqlite3
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from bot.app import real_now
from bot.rehearsal import LocalTelegram, Person
from bot.store import Post, Store
from bot.vault import Vault
from tests.bot.host import Commands
from tests.bot.process import ROOT, config, until
from tests.bot.talk import Talk, screen
from tests.bot.test_durability import real_bot
from tests.bot.theatre import EVENING, KEY
from tests.bot.walk import at, said

OTHER = base64.b64encode(b"o" * 32).decode()
NOWHERE = "http://127.0.0.1:9"


def database(folder: Path, key: str = KEY) -> None:
    folder.mkdir(exist_ok=True)
    store = Store(f"sqlite:///{folder / 'reknit.db'}", Vault([base64.b64decode(key)], os.urandom))
    store.upgrade(EVENING)
    store.transact(lambda tx: tx.people.add(1, "Alex", EVENING))
    store.close()


def elsewhere(folder: Path, url: str = NOWHERE, key: str = KEY) -> Path:
    """Return the configuration of a bot in another folder."""
    folder.mkdir(exist_ok=True)
    return config(url, folder, key=key)


def whole(file: Path) -> bool:
    with closing(sqlite3.connect(file)) as connection:
        return connection.execute("PRAGMA foreign_key_check").fetchall() == []


def count(file: Path, table: str) -> int:
    with closing(sqlite3.connect(file)) as connection:
        (number,) = connection.execute(f"SELECT count(*) FROM {table}").fetchone()
        return int(number)


async def test_copies_of_a_busy_bot_are_whole_and_it_goes_on_from_the_last(commands: Commands, tmp_path: Path) -> None:
    async with real_bot(tmp_path) as (world, process):
        path, talk, copies = tmp_path / "config.toml", Talk(world, (world.people[0], world.people[1])), []
        await process.start()
        for number in range(3):
            copies.append(tmp_path / f"{number}.backup")
            copying = asyncio.create_task(commands.beside("backup", copies[-1], "--config", path))
            await talk.goes_on()
            code, _, err = await copying
            assert (code, err) == (0, [])
        copies.append(tmp_path / "last.backup")
        assert (await commands.beside("backup", copies[-1], "--config", path))[0] == 0
        assert await process.terminate() == 0

        assert all(whole(copy) for copy in copies)
        answers = [count(copy, "answer") for copy in copies]
        assert answers == sorted(answers)
        assert [typed for typed in talk.typed if typed.words.encode() in copies[-1].read_bytes()] == []
        assert {copy.stat().st_mode & 0o077 for copy in copies} == {0}

        for name in ("reknit.db", "reknit.db-wal", "reknit.db-shm"):
            (tmp_path / name).unlink(missing_ok=True)
        code, out, err = await commands.beside("restore", copies[-1], "--config", path)
        assert (code, err) == (0, [])
        assert out[0].endswith(" UTC.")
        await process.start()
        await talk.goes_on()
        assert await process.terminate() == 0


async def came(world: LocalTelegram, person: Person, words: str) -> None:
    await until(world, lambda: [message for message in screen(person) if words in message.text])


@pytest.mark.parametrize(("age", "comes"), [(timedelta(), True), (timedelta(days=7), False)])
async def test_what_waited_in_a_copy_is_sent_after_a_move_and_not_a_week_later(
    commands: Commands, tmp_path: Path, age: timedelta, comes: bool
) -> None:
    async with real_bot(tmp_path) as (world, process):
        path, (alex, _) = tmp_path / "config.toml", world.people
        waits(tmp_path, alex.id)
        await commands.beside("backup", tmp_path / "week.backup", "--config", path)
        taken(tmp_path / "week.backup", age)
        (tmp_path / "reknit.db").unlink()

        given = ("restore", tmp_path / "week.backup", "--config", path, "--without-list")
        assert (await commands.beside(*given))[0] == 0
        await process.start()
        alex.says("/help")
        await came(world, alex, said("bot-help"))

        assert any("mayflower" in message.text for message in screen(alex)) is comes
        assert await process.terminate() == 0


def waits(folder: Path, chat: int) -> None:
    """Put a message into the outbox, as a transaction leaves it before it is sent."""
    post = Post(chat=chat, method="sendMessage", params={"text": "mayflower"}, created_at=EVENING)
    store = Store(f"sqlite:///{folder / 'reknit.db'}", Vault([base64.b64decode(KEY)], os.urandom))
    store.transact(lambda tx: tx.outbox.add(post))
    store.close()


def taken(file: Path, ago: timedelta) -> None:
    with closing(sqlite3.connect(file)) as connection, connection:
        moment = (real_now() - ago).isoformat()
        connection.execute("UPDATE meta SET value = ? WHERE name = 'copied_at'", (moment,))


async def test_P3_a_group_is_looked_at_again_after_a_restore(commands: Commands, tmp_path: Path) -> None:
    async with at("group camera", tmp_path) as walk:
        await walk.stage.stop()
        path = config(walk.stage.server.url, tmp_path)
        await commands.beside("backup", tmp_path / "a.backup", "--config", path)
        for name in ("reknit.db", "reknit.db-wal", "reknit.db-shm"):
            (tmp_path / name).unlink(missing_ok=True)
        await commands.beside("restore", tmp_path / "a.backup", "--config", path)
        before = len(walk.stage.world.called("getChatMemberCount"))

        await walk.stage.start()

        assert len(walk.stage.world.called("getChatMemberCount")) > before


def test_D4_a_backup_of_an_older_version_is_upgraded_on_its_way(commands: Commands, tmp_path: Path) -> None:
    key = base64.b64encode(b"m" * 32).decode()
    with closing(sqlite3.connect(tmp_path / "a.backup")) as first:
        first.executescript((ROOT / "tests" / "store" / "revision_0001.sql").read_text("utf-8"))
        first.execute("INSERT INTO meta (name, value) VALUES ('copied_at', ?)", [EVENING.isoformat()])
        first.commit()
    before = (tmp_path / "a.backup").read_bytes()

    path = elsewhere(tmp_path / "new", key=key)
    code, _, err = commands.run("restore", tmp_path / "a.backup", "--config", path, "--without-list")

    assert (code, err) == (0, [])
    assert (tmp_path / "a.backup").read_bytes() == before
    assert count(tmp_path / "new" / "reknit.db", "person") == count(tmp_path / "a.backup", "person") > 0
    assert count(tmp_path / "new" / "reknit.db", "parked_update") > 0


def test_a_backup_never_takes_the_place_of_another_file(commands: Commands, tmp_path: Path) -> None:
    database(tmp_path)
    path, file = config(NOWHERE, tmp_path), tmp_path / "a.backup"
    file.write_text("mine")

    assert commands.refusal("backup", file, "--config", path) == f"{file}: is there already, and was left alone"
    assert file.read_text() == "mine"
    file.rename(tmp_path / "a.backup.part")
    assert commands.refusal("backup", file, "--config", path).endswith(
        "a.backup.part: is there; delete it if nothing is writing it any more"
    )
    assert (tmp_path / "a.backup.part").read_text() == "mine"


def test_a_backup_that_fails_leaves_nothing_behind(commands: Commands, tmp_path: Path) -> None:
    path, file = config(NOWHERE, tmp_path), tmp_path / "a.backup"

    assert commands.refusal("backup", file, "--config", path) == "storage.url: reknit.db is not there"
    database(tmp_path)
    assert "cannot be written: No such file" in commands.refusal("backup", tmp_path / "no" / "b", "--config", path)

    assert [name for name in os.listdir(tmp_path) if "backup" in name] == []


def test_a_restore_that_cannot_be_says_why_in_one_line(commands: Commands, tmp_path: Path) -> None:
    database(tmp_path)
    file = tmp_path / "a.backup"
    commands.run("backup", file, "--config", config(NOWHERE, tmp_path))
    other = elsewhere(tmp_path / "other", key=OTHER)

    assert commands.refusal("restore", file, "--config", other) == (
        "privacy.keys: the key that this backup was written with is not among them"
    )
    assert not (tmp_path / "other" / "reknit.db").exists()
    assert commands.refusal("restore", file, "--config", tmp_path / "config.toml") == (
        "storage.url: this database is not empty; a backup goes into a new one only"
    )
    assert commands.refusal("restore", tmp_path / "none", "--config", other).endswith("none: is not there")
    assert commands.refusal("restore", other, "--config", other) == (
        "config.toml: is no backup that `python -m bot backup` made"
    )


def test_a_command_without_its_file_ends_as_wrong_usage(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        Commands(capsys).run("backup")

    assert ended.value.code == 2
