"""Every mistake in the configuration ends in one line that names the key and tells no secret."""

from __future__ import annotations

import base64
import tomllib
from pathlib import Path

import pytest

from bot.config import Config, ConfigError, load

KEY = base64.b64encode(b"k" * 32).decode()
OTHER = base64.b64encode(b"o" * 32).decode()
TOKEN = "1000001:LOCAL-TOKEN"
SMALLEST = {"REKNIT_TELEGRAM__TOKEN": TOKEN, "REKNIT_PRIVACY__KEYS": KEY}
EXAMPLE = Path(__file__).parent.parent / "config.example.toml"


def line(tmp_path: Path, toml: str = "", **environ: str) -> str:
    """Return the one line that a configuration with this mistake ends in."""
    path = tmp_path / "config.toml"
    path.write_text(toml)
    with pytest.raises(ConfigError) as caught:
        load(path, SMALLEST | environ)
    text = str(caught.value)
    assert "\n" not in text
    assert TOKEN not in text
    assert KEY not in text
    return text


def test_the_token_and_a_key_are_all_that_must_be_given() -> None:
    config = load(None, SMALLEST)

    assert config.telegram.token.get_secret_value() == TOKEN
    assert config.privacy.master_keys() == [b"k" * 32]
    assert config.telegram.api_url == "https://api.telegram.org"
    assert config.telegram.mode == "polling"
    assert config.telegram.limits.model_dump() == {
        "per_second": 30,
        "per_chat_per_second": 1,
        "per_group_per_minute": 20,
    }
    assert config.storage.url == "sqlite:///reknit.db"
    assert config.monitoring.port is None
    assert config.host.name == ""
    assert config.logging.format == "text"


def test_the_example_names_every_key_with_its_default() -> None:
    text = EXAMPLE.read_text().replace("PASTE-THE-OUTPUT-OF-openssl-rand-base64-32=", KEY)
    commented = text.replace("# public_url", "public_url").replace("# secret_token", "secret_token")
    tables = tomllib.loads(commented.replace("# port", "port"))

    given = Config.model_validate(tomllib.loads(text))

    assert given.model_dump(exclude={"telegram": {"token"}}) == load(None, SMALLEST).model_dump(
        exclude={"telegram": {"token"}}
    )
    assert _names(tables) == _names(load(None, SMALLEST).model_dump())


def _names(tables: dict[str, object]) -> dict[str, object]:
    return {key: _names(value) if isinstance(value, dict) else None for key, value in sorted(tables.items())}


def test_the_environment_wins_over_the_file_at_every_depth(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    path.write_text('[telegram.limits]\nper_second = 5\nper_group_per_minute = 0\n[host]\nname = "File"\n')
    environ = {
        "REKNIT_TELEGRAM__LIMITS__PER_SECOND": "7.5",
        "REKNIT_TELEGRAM__WEBHOOK__PORT": "443",
        "REKNIT_TELEGRAM__WEBHOOK__SECRET_TOKEN": "12345",
        "REKNIT_HOST__NAME": "42",
        "REKNIT_PRIVACY__KEYS": f"{KEY}, {OTHER}",
        "REKNIT_VERSION": "not a key: it names no table",
        "PATH": "/bin",
    }

    config = load(path, SMALLEST | environ)

    assert config.telegram.limits.per_second == 7.5
    assert config.telegram.limits.per_group_per_minute == 0
    assert config.telegram.webhook.port == 443
    secret = config.telegram.webhook.secret_token
    assert secret is not None
    assert secret.get_secret_value() == "12345"
    assert config.host.name == "42"
    assert config.privacy.master_keys() == [b"k" * 32, b"o" * 32]


def test_keys_in_the_environment_may_be_written_as_a_list() -> None:
    config = load(None, SMALLEST | {"REKNIT_PRIVACY__KEYS": f'["{KEY}", "{OTHER}"]'})

    assert config.privacy.master_keys() == [b"k" * 32, b"o" * 32]


def test_a_slash_after_the_api_url_does_no_harm() -> None:
    config = load(None, SMALLEST | {"REKNIT_TELEGRAM__API_URL": "http://127.0.0.1:8081/"})

    assert config.telegram.api_url == "http://127.0.0.1:8081"


def test_a_configuration_shows_no_secret() -> None:
    shown = repr(load(None, SMALLEST | {"REKNIT_TELEGRAM__WEBHOOK__SECRET_TOKEN": "hush"}))

    assert TOKEN not in shown
    assert KEY not in shown
    assert "hush" not in shown


@pytest.mark.parametrize(
    ("toml", "expected"),
    [
        ("[telegram]\napi_url = 5", "telegram.api_url: should be a valid string, not 5"),
        (
            '[telegram]\napi_url = "api.telegram.org"',
            "telegram.api_url: should be an http or https address, not 'api.telegram.org'",
        ),
        ('[telegram]\nmode = "push"', "telegram.mode: should be 'polling' or 'webhook', not 'push'"),
        ("telegram = 1", "telegram: should be a table"),
        ("[telegram]\nlimits = 1", "telegram.limits: should be a table"),
        ('[telegram]\nmode = "webhook"', "telegram.webhook.public_url: is missing, and mode = 'webhook' needs it"),
        ("[telegram.webhook]\nlisten = true", "telegram.webhook.listen: should be a valid string, not True"),
        ('[telegram.webhook]\nport = "443"', "telegram.webhook.port: should be a valid integer, not '443'"),
        ("[telegram.webhook]\nport = 0", "telegram.webhook.port: should be greater than or equal to 1, not 0"),
        ("[telegram.webhook]\nport = 65536", "telegram.webhook.port: should be less than or equal to 65535, not 65536"),
        ("[telegram.webhook]\npublic_url = 1", "telegram.webhook.public_url: should be a valid string, not 1"),
        (
            '[telegram.webhook]\npublic_url = "http://example.org"',
            "telegram.webhook.public_url: should be an https address, not 'http://example.org'",
        ),
        ("[telegram.webhook]\nsecret_token = 1", "telegram.webhook.secret_token: should be a valid string"),
        (
            '[telegram.webhook]\nsecret_token = "a b"',
            "telegram.webhook.secret_token: should be 1 to 256 of the characters A-Z a-z 0-9 _ -",
        ),
        ('[telegram.limits]\nper_second = "many"', "telegram.limits.per_second: should be a valid number, not 'many'"),
        (
            "[telegram.limits]\nper_second = -1",
            "telegram.limits.per_second: should be greater than or equal to 0, not -1",
        ),
        (
            "[telegram.limits]\nper_chat_per_second = inf",
            "telegram.limits.per_chat_per_second: should be a finite number, not inf",
        ),
        (
            "[telegram.limits]\nper_group_per_minute = true",
            "telegram.limits.per_group_per_minute: should be a valid number, not True",
        ),
        ("[storage]\nurl = 1", "storage.url: should be a valid string"),
        ('[storage]\nurl = "reknit.db"', "storage.url: should be a database URL such as sqlite:///reknit.db"),
        ('[monitoring]\nport = "http"', "monitoring.port: should be a valid integer, not 'http'"),
        ("[monitoring]\nport = 70000", "monitoring.port: should be less than or equal to 65535, not 70000"),
        ("[monitoring]\nlisten = 1", "monitoring.listen: should be a valid string, not 1"),
        ("[host]\nname = 1", "host.name: should be a valid string, not 1"),
        ('[logging]\nformat = "xml"', "logging.format: should be 'text' or 'json', not 'xml'"),
        ("[telegram]\ntokn = 1", "telegram.tokn: no such key"),
        ("[telegram.webhook]\nhost = 1", "telegram.webhook.host: no such key"),
        ("[telegram.limits]\nper_minute = 1", "telegram.limits.per_minute: no such key"),
        ("[storage]\npath = 1", "storage.path: no such key"),
        ("[privacy]\nkey = 1", "privacy.key: no such key"),
        ("[monitoring]\nurl = 1", "monitoring.url: no such key"),
        ("[host]\nurl = 1", "host.url: no such key"),
        ("[logging]\nlevel = 1", "logging.level: no such key"),
        ("[database]\nurl = 1", "database: no such key"),
        ('["a\\nb"]\nurl = 1', "a b: no such key"),
    ],
)
def test_a_mistake_in_the_file_is_named_by_its_key(tmp_path: Path, toml: str, expected: str) -> None:
    assert line(tmp_path, toml) == expected


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        ("TELEGRAM__TOKEN", "", "telegram.token: should be a token as @BotFather gives it: digits, a colon, letters"),
        (
            "TELEGRAM__TOKEN",
            "1:a/b",
            "telegram.token: should be a token as @BotFather gives it: digits, a colon, letters",
        ),
        ("TELEGRAM__TOKN", "x", "REKNIT_TELEGRAM__TOKN: no such key"),
        ("NOWHERE__TOKEN", "x", "REKNIT_NOWHERE__TOKEN: no such key"),
        ("TELEGRAM__TOKEN__DEEPER", "x", "REKNIT_TELEGRAM__TOKEN__DEEPER: no such key"),
        ("TELEGRAM__LIMITS", "x", "telegram.limits: should be a table"),
        ("TELEGRAM__LIMITS__PER_SECOND", "many", "telegram.limits.per_second: should be a valid number, not 'many'"),
        ("TELEGRAM__WEBHOOK__PORT", "4.5", "telegram.webhook.port: should be a valid integer, not '4.5'"),
        ("PRIVACY__KEYS", "", "privacy.keys: should hold at least one key"),
        (
            "PRIVACY__KEYS",
            "c2hvcnQ=",
            "privacy.keys: key 1 should be base64 of 32 bytes; make one with: openssl rand -base64 32",
        ),
        (
            "PRIVACY__KEYS",
            f"{KEY},%%",
            "privacy.keys: key 2 should be base64 of 32 bytes; make one with: openssl rand -base64 32",
        ),
    ],
)
def test_a_mistake_in_the_environment_is_named_too(tmp_path: Path, name: str, value: str, expected: str) -> None:
    assert line(tmp_path, **{f"REKNIT_{name}": value}) == expected


def test_a_key_that_is_missing_is_named() -> None:
    with pytest.raises(ConfigError, match=r"^telegram\.token: is missing$"):
        load(None, {"REKNIT_TELEGRAM__MODE": "polling", "REKNIT_PRIVACY__KEYS": KEY})
    with pytest.raises(ConfigError, match=r"^telegram: is missing$"):
        load(None, {"REKNIT_PRIVACY__KEYS": KEY})


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    nowhere, latin = tmp_path / "nowhere.toml", tmp_path / "latin.toml"
    latin.write_bytes(b'[host]\nname = "\xe9"')

    with pytest.raises(ConfigError, match=r"nowhere\.toml: No such file or directory$"):
        load(nowhere, SMALLEST)
    with pytest.raises(ConfigError, match=r"latin\.toml: should be UTF-8 text$"):
        load(latin, SMALLEST)
    assert "(at line 1, column 10)" in line(tmp_path, "[telegram\ntoken = 1")
