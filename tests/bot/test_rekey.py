"""``rekey`` rotates the key while the bot runs; nobody notices, and afterwards the old key can go."""

from __future__ import annotations

import asyncio
import base64
import os
from pathlib import Path

import pytest

from bot.store import Store
from bot.store.migrate import REVISIONS
from bot.vault import Vault, key_id
from tests import databases
from tests.bot.host import Commands, url_of
from tests.bot.process import config
from tests.bot.talk import Talk
from tests.bot.test_durability import real_bot
from tests.bot.theatre import EVENING, KEY

pytestmark = pytest.mark.usefixtures("database")

NEW = base64.b64encode(b"n" * 32).decode()
BOTH = f'{NEW}", "{KEY}'
MANY = 600


def inhabited(folder: Path) -> None:
    """Add many people to the database."""
    store = Store(databases.of(folder).url, Vault([base64.b64decode(KEY)], os.urandom))
    store.upgrade(EVENING)
    store.transact(lambda tx: [tx.people.add(10**9 + number, "Kim", EVENING) for number in range(MANY)])
    store.close()


def masters(folder: Path) -> set[bytes]:
    """Return the ids of the master keys that hold a data key."""
    found = databases.of(folder)
    keys = found.query("SELECT key FROM person UNION ALL SELECT key FROM couple")
    ((store,),) = found.query("SELECT value FROM meta WHERE name = 'key'")
    wrapped = [key for (key,) in keys if isinstance(key, bytes)]
    assert len(wrapped) == len(keys)
    return {key[1:5] for key in (*wrapped, bytes.fromhex(str(store)))}


async def test_the_key_is_rotated_while_the_bot_is_busy_and_the_old_one_can_go(
    commands: Commands, tmp_path: Path
) -> None:
    async with real_bot(tmp_path) as (world, process):
        inhabited(tmp_path)
        path = config(url_of(tmp_path / "config.toml"), tmp_path, key=BOTH)
        talk = Talk(world, (world.people[0], world.people[1]))
        await process.start()
        await talk.goes_on()

        rekeying = asyncio.create_task(commands.beside("rekey", "--config", path))
        exchanges = 0
        while not rekeying.done():
            await talk.goes_on()
            exchanges += 1
        code, out, err = await rekeying

        assert (code, err) == (0, [])
        assert out[0] == f"{MANY + 4} data keys were put under the first key; now all are."
        assert exchanges > 0
        assert masters(tmp_path) == {key_id(b"n" * 32)}
        assert await process.terminate() == 0
        config(url_of(path), tmp_path, key=NEW)
        await process.start()
        await talk.goes_on()
        assert await process.terminate() == 0
        assert "Traceback" not in process.printed.read_text()
        assert (await commands.beside("rekey", "--config", path))[1][0].startswith("0 data keys")


async def test_a_bot_that_does_not_know_the_new_key_is_not_left_behind(commands: Commands, tmp_path: Path) -> None:
    async with real_bot(tmp_path) as (world, process):
        talk = Talk(world, (world.people[0], world.people[1]))
        await process.start()
        await talk.goes_on()
        path = config(url_of(tmp_path / "config.toml"), tmp_path, key=BOTH)

        code, out, err = await commands.beside("rekey", "--config", path)

        assert (code, out) == (1, [])
        assert err == [
            "privacy.keys: the running bot does not know the first key; start the bot once with both keys first"
        ]
        assert masters(tmp_path) == {key_id(base64.b64decode(KEY))}
        await talk.goes_on()
        assert await process.terminate() == 0


def test_a_key_that_is_still_needed_and_not_listed_is_missed(commands: Commands, tmp_path: Path) -> None:
    inhabited(tmp_path)

    line = commands.refusal("rekey", "--config", config("http://127.0.0.1:9", tmp_path, key=NEW))

    assert line == "privacy.keys: the key that this database was written with is not among them"
    assert masters(tmp_path) == {key_id(base64.b64decode(KEY))}


@pytest.mark.sqlite
def test_a_database_that_is_not_there_yet_has_nothing_to_rotate(commands: Commands, tmp_path: Path) -> None:
    line = commands.refusal("rekey", "--config", config("http://127.0.0.1:9", tmp_path))

    assert line == "storage.url: reknit.db is not there"
    assert not (tmp_path / "reknit.db").exists()


def test_a_database_before_its_upgrade_is_left_to_the_bot(
    commands: Commands, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    inhabited(tmp_path)
    monkeypatch.setattr("bot.store.migrate.REVISIONS", (*REVISIONS, "0999"))

    line = commands.refusal("rekey", "--config", config("http://127.0.0.1:9", tmp_path))

    assert line == "storage.url: the database waits for its upgrade; start the bot once with both keys first"
