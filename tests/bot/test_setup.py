"""``setup`` makes a configuration that fits, once; and tells Telegram who the bot is."""

from __future__ import annotations

import asyncio
import os
import pty
import stat
import sys
import tomllib
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.config import load
from bot.host.setup import EXAMPLE
from bot.rehearsal import LocalTelegramServer, ServerError
from bot.texts import languages
from tests.bot.host import Commands, Told
from tests.bot.process import PATIENCE, ROOT, TOKEN
from tests.bot.theatre import KEY
from tests.bot.walk import said


@pytest.fixture
def settings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> pytest.MonkeyPatch:
    """An environment without settings, in a folder of its own."""
    for name in [name for name in os.environ if name.startswith("REKNIT_")]:
        monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)
    return monkeypatch


@pytest.fixture
async def world(settings: pytest.MonkeyPatch) -> AsyncIterator[Told]:
    """A Telegram that knows the token, which is in the environment."""
    world = Told(lambda: datetime.now(UTC))
    async with LocalTelegramServer(world) as server:
        settings.setenv("REKNIT_TELEGRAM__API_URL", server.url)
        settings.setenv("REKNIT_TELEGRAM__TOKEN", TOKEN)
        yield world


async def test_a_token_is_enough_for_a_configuration_that_fits(
    world: Told, commands: Commands, settings: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    code, out, err = await commands.beside("setup")

    assert (code, err) == (0, [])
    path = tmp_path / "config.toml"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert os.listdir(tmp_path) == ["config.toml"]
    settings.delenv("REKNIT_TELEGRAM__TOKEN")
    config = load(path, {})
    assert config.telegram.token.get_secret_value() == TOKEN
    (key,) = config.privacy.keys
    assert key.get_secret_value() not in "".join(out)
    assert out == [
        f"This is @{world.state.username}.",
        "config.toml is written, for your eyes only. Keep a copy of [privacy] keys in it apart from the database:",
        "without that key nobody can read what is stored, you neither.",
        "Start the bot: python -m bot run",
    ]


async def test_every_copy_gets_a_key_of_its_own(world: Told, commands: Commands, tmp_path: Path) -> None:
    for name in ("one.toml", "two.toml"):
        assert (await commands.beside("setup", "--config", name))[0] == 0

    one, two = (load(tmp_path / name, {}).privacy.master_keys() for name in ("one.toml", "two.toml"))
    assert one != two


async def test_what_the_environment_says_is_written_whatever_characters_it_has(
    world: Told, commands: Commands, settings: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    name = 'Sam "the\\host" é\x7f\t#]'
    settings.setenv("REKNIT_HOST__NAME", name)
    settings.setenv("REKNIT_STORAGE__URL", 'sqlite:///a "b".db')
    settings.setenv("REKNIT_PRIVACY__KEYS", KEY)

    code, _, err = await commands.beside("setup", "--config", "other.toml")

    assert (code, err) == (0, [])
    config = load(tmp_path / "other.toml", {})
    assert config.host.name == name
    assert config.storage.url == 'sqlite:///a "b".db'
    assert [key.get_secret_value() for key in config.privacy.keys] == [KEY]


async def test_the_examples_comments_and_keys_are_in_what_is_written(
    world: Told, commands: Commands, tmp_path: Path
) -> None:
    await commands.beside("setup")

    written, example = (tmp_path / "config.toml").read_text("utf-8"), EXAMPLE.read_text("utf-8")
    comments = [line for line in example.splitlines()[1:] if line.startswith("#")]
    assert [line for line in comments if line not in written.splitlines()] == []
    assert {table: set(keys) for table, keys in tomllib.loads(written).items()} == {
        table: set(keys) for table, keys in tomllib.loads(example).items()
    }
    assert "PASTE" not in written


async def test_the_profile_is_set_in_every_language_within_telegrams_limits(world: Told, commands: Commands) -> None:
    await commands.beside("setup")

    account = world.state.account
    codes = {"en": "", **{language: language for language in languages() if language != "en"}}
    assert account.descriptions == {code: said("bot-description", language) for language, code in codes.items()}
    assert account.short_descriptions == {code: said("bot-about", language) for language, code in codes.items()}
    assert account.menu_buttons == {"": {"type": "commands"}}
    assert len(account.commands) == len(codes)
    assert [call.method for call in world.calls if not call.ok] == []


async def test_a_profile_that_cannot_be_set_spoils_nothing(world: Told, commands: Commands, tmp_path: Path) -> None:
    world.faults.add("setMyDescription", fault=ServerError())

    code, out, _ = await commands.beside("setup")

    assert code == 0
    assert [line for line in out if line.startswith("Take care: commands and description could not be set")]
    assert (tmp_path / "config.toml").exists()


async def test_settings_at_botfather_that_should_be_others_are_named(world: Told, commands: Commands) -> None:
    world.about = {"getMe": {"can_read_all_group_messages": True, "can_join_groups": False}}

    code, out, _ = await commands.beside("setup")

    assert code == 0
    assert out[1:3] == [
        "Take care: it can read all that is said in groups; at @BotFather: /setprivacy, Enable",
        "Take care: it cannot be added to groups; at @BotFather: /setjoingroups, Enable",
    ]


async def test_a_token_that_telegram_does_not_know_writes_nothing(
    world: Told, commands: Commands, settings: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    settings.setenv("REKNIT_TELEGRAM__TOKEN", "1000001:wrong")

    code, out, err = await commands.beside("setup")

    assert (code, out, err) == (1, [], ["telegram.token: Telegram does not know it"])
    assert os.listdir(tmp_path) == []


@pytest.mark.parametrize(
    ("name", "value", "line"),
    [
        ("TELEGRAM__TOKEN", "no token", "telegram.token: should be a token as @BotFather gives it"),
        ("STORAGE__URL", "reknit.db", "storage.url: should begin with sqlite:/// or postgresql://"),
        ("HOST__NAME", "x" * 101, "host.name: should have at most 100 characters"),
        ("PRIVACY__KEYS", "short", "privacy.keys: key 1 should be base64 of 32 bytes"),
    ],
)
def test_an_answer_that_cannot_be_used_gets_one_line_and_writes_nothing(
    settings: pytest.MonkeyPatch, commands: Commands, tmp_path: Path, name: str, value: str, line: str
) -> None:
    settings.setenv("REKNIT_TELEGRAM__TOKEN", TOKEN)
    settings.setenv(f"REKNIT_{name}", value)

    assert commands.refusal("setup").startswith(line)
    assert list(tmp_path.iterdir()) == []


def test_without_terminal_and_token_there_is_nobody_to_ask(
    settings: pytest.MonkeyPatch, commands: Commands, tmp_path: Path
) -> None:
    assert commands.refusal("setup") == (
        "telegram.token: there is no terminal to ask at; give it in REKNIT_TELEGRAM__TOKEN"
    )
    assert list(tmp_path.iterdir()) == []


def test_a_configuration_that_is_there_is_left_alone(
    settings: pytest.MonkeyPatch, commands: Commands, tmp_path: Path
) -> None:
    (tmp_path / "config.toml").write_text("mine")

    assert commands.refusal("setup") == (
        "config.toml: is there already, and was left alone; `python -m bot check` says whether it fits"
    )
    assert (tmp_path / "config.toml").read_text() == "mine"


async def test_a_configuration_that_comes_meanwhile_is_left_alone_too(
    world: Told, commands: Commands, tmp_path: Path
) -> None:
    original = world.receive

    def receive(method: str, given: object) -> object:
        (tmp_path / "config.toml").write_text("mine")
        return original(method, given)  # type: ignore[arg-type]  # handed on

    world.receive = receive  # type: ignore[assignment,method-assign]  # a file that comes while Telegram is asked

    code, _, err = await commands.beside("setup")

    assert (code, err) == (1, ["config.toml: is there already, and was left alone"])
    assert (tmp_path / "config.toml").read_text() == "mine"


def test_a_folder_that_is_not_there_is_named(settings: pytest.MonkeyPatch, commands: Commands) -> None:
    settings.setenv("REKNIT_TELEGRAM__TOKEN", TOKEN)

    assert commands.refusal("setup", "--config", "nowhere/config.toml") == "nowhere: the folder is not there"


async def test_at_a_terminal_the_token_stays_hidden(world: Told, settings: pytest.MonkeyPatch, tmp_path: Path) -> None:
    settings.delenv("REKNIT_TELEGRAM__TOKEN")
    master, terminal = pty.openpty()
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot", "setup"),
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        cwd=tmp_path,
        stdin=terminal,
        stdout=terminal,
        stderr=terminal,
        start_new_session=True,  # so that there is no other terminal to ask at
    )
    os.close(terminal)
    shown = ""
    answers = (
        ("stays hidden", TOKEN),
        ("Who runs", "Sam Example"),
        ("The database", "my.db"),
        ("storage.url: should be", "sqlite:///my.db"),
    )
    for question, answer in answers:
        shown += await _until(master, question)
        os.write(master, f"{answer}\n".encode())
    shown += await _until(master, "Start the bot")
    code = await asyncio.wait_for(process.wait(), PATIENCE)
    os.close(master)

    assert code == 0
    assert TOKEN not in shown
    assert "Sam Example" in shown
    config = load(tmp_path / "config.toml", {})
    assert config.telegram.token.get_secret_value() == TOKEN
    assert (config.host.name, config.storage.url) == ("Sam Example", "sqlite:///my.db")


async def _until(terminal: int, words: str) -> str:
    """Return what the terminal shows, up to these words."""
    shown = ""
    async with asyncio.timeout(PATIENCE):
        while words not in shown:
            shown += (await asyncio.to_thread(os.read, terminal, 1000)).decode()
    return shown
