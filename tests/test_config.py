"""Every mistake in the configuration ends in one line that names the key and tells no secret."""

from __future__ import annotations

import base64
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from pydantic import BaseModel

from bot.config import Config, ConfigError, load, mistakes

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
    tables = tomllib.loads(commented.replace("# port", "port").replace("# erased", "erased"))

    given = Config.model_validate(tomllib.loads(text))

    assert given.model_dump(exclude={"telegram": {"token"}}) == load(None, SMALLEST).model_dump(
        exclude={"telegram": {"token"}}
    )
    assert _names(tables) == _names(load(None, SMALLEST).model_dump())


def _names(tables: dict[str, object]) -> dict[str, object]:
    return {key: _names(value) if isinstance(value, dict) else None for key, value in sorted(tables.items())}


@pytest.mark.parametrize(
    ("url", "given", "path"),
    [
        ("sqlite:///reknit.db", None, "reknit.erased"),
        ("sqlite:////srv/a.b/couples.sqlite", None, "/srv/a.b/couples.erased"),
        ("postgresql://me:secret@host/reknit", None, "reknit.erased"),
        ("sqlite:///reknit.db", "/mnt/other/list", "/mnt/other/list"),
    ],
)
def test_the_list_of_erased_keys_lies_beside_the_database_unless_it_is_put_elsewhere(
    url: str, given: str | None, path: str
) -> None:
    more = {"REKNIT_STORAGE__URL": url} | ({"REKNIT_PRIVACY__ERASED": given} if given else {})

    assert load(None, {**SMALLEST, **more}).erased() == Path(path)


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


# -- every key: another type, out of range; every table: an unknown name

ANY = ()
"""Every value of its type will do."""
WRONG_TYPE = {
    "telegram.token": ("5", "should be a valid string"),
    "telegram.api_url": ("5", "should be a valid string, not 5"),
    "telegram.mode": ("true", "should be 'polling' or 'webhook', not True"),
    "telegram.webhook.listen": ("true", "should be a valid string, not True"),
    "telegram.webhook.port": ('"443"', "should be a valid integer, not '443'"),
    "telegram.webhook.public_url": ("1", "should be a valid string, not 1"),
    "telegram.webhook.secret_token": ("1", "should be a valid string"),
    "telegram.limits.per_second": ('"many"', "should be a valid number, not 'many'"),
    "telegram.limits.per_chat_per_second": ("[1]", "should be a valid number"),
    "telegram.limits.per_group_per_minute": ("true", "should be a valid number, not True"),
    "storage.url": ("1", "should be a valid string"),
    "privacy.keys": ('"7"', 'should be a list, as in ["..."]'),
    "privacy.erased": ("7", "should be a valid string, not 7"),
    "privacy.inactive_days": ('"180"', "should be a valid integer, not '180'"),
    "monitoring.listen": ("1", "should be a valid string, not 1"),
    "monitoring.port": ("9100.5", "should be a valid integer, not 9100.5"),
    "host.name": ("1", "should be a valid string, not 1"),
    "logging.format": ("1", "should be 'text' or 'json', not 1"),
}
NO_TOKEN = "should be a token as @BotFather gives it: digits, a colon, letters"
NO_ADDRESS = "should be an http or https address"
NO_SECRET = "should be 1 to 256 of the characters A-Z a-z 0-9 _ -"
NO_KEY = "should be base64 of 32 bytes; make one with: openssl rand -base64 32"
NO_DATABASE = "should begin with sqlite:/// or postgresql://"
TOO_LONG = "x" * 101
OUT_OF_RANGE = {
    "telegram.token": (('""', NO_TOKEN), ('"1:a/b"', NO_TOKEN), ('"mayflower"', NO_TOKEN)),
    "telegram.api_url": (
        ('"api.telegram.org"', f"{NO_ADDRESS}, not 'api.telegram.org'"),
        ('"https://a?b"', f"{NO_ADDRESS}, not 'https://a?b'"),
    ),
    "telegram.mode": (('"push"', "should be 'polling' or 'webhook', not 'push'"),),
    "telegram.webhook.listen": ANY,
    "telegram.webhook.port": (
        ("0", "should be greater than or equal to 1, not 0"),
        ("65536", "should be less than or equal to 65535, not 65536"),
    ),
    "telegram.webhook.public_url": (
        ('"http://example.org"', "should be an https address, not 'http://example.org'"),
        ('"https://"', "should be an https address, not 'https://'"),
    ),
    "telegram.webhook.secret_token": (
        ('"a b"', NO_SECRET),
        ('""', NO_SECRET),
        (f'"{TOO_LONG * 3}"', NO_SECRET),
    ),
    "telegram.limits.per_second": (
        ("-1", "should be greater than or equal to 0, not -1"),
        ("nan", "should be a finite number, not nan"),
    ),
    "telegram.limits.per_chat_per_second": (
        ("-0.5", "should be greater than or equal to 0, not -0.5"),
        ("inf", "should be a finite number, not inf"),
    ),
    "telegram.limits.per_group_per_minute": (("-20", "should be greater than or equal to 0, not -20"),),
    "storage.url": (
        ('"reknit.db"', NO_DATABASE),
        ('"/mayflower/reknit.db"', NO_DATABASE),
        ('"mysql://mayflower@localhost/reknit"', NO_DATABASE),
    ),
    "privacy.erased": (('""', "should have at least 1 character, not ''"),),
    "privacy.inactive_days": (
        ("30", "should be 0 for never, or from 60 to 3650, not 30"),
        ("-1", "should be 0 for never, or from 60 to 3650, not -1"),
        ("4000", "should be 0 for never, or from 60 to 3650, not 4000"),
    ),
    "privacy.keys": (
        ("[]", "should hold at least one key"),
        ('["c2hvcnQ="]', f"key 1 {NO_KEY}"),
        (f'["{OTHER}", "%%"]', f"key 2 {NO_KEY}"),
    ),
    "monitoring.listen": ANY,
    "monitoring.port": (
        ("0", "should be greater than or equal to 1, not 0"),
        ("70000", "should be less than or equal to 65535, not 70000"),
    ),
    "host.name": ((f'"{101 * "x"}"', f"should have at most 100 characters, not '{101 * 'x'}'"),),
    "logging.format": (('"xml"', "should be 'text' or 'json', not 'xml'"),),
}
SECRET = ("telegram.token", "telegram.webhook.secret_token", "storage.url", "privacy.keys")


def places(model: type[BaseModel] = Config, within: str = "") -> Iterator[tuple[str, bool]]:
    """Yield the dotted name of every table and key below a table, and whether it is a table."""
    for name, field in model.model_fields.items():
        kind = field.annotation
        table = kind if isinstance(kind, type) and issubclass(kind, BaseModel) else None
        yield f"{within}{name}", table is not None
        if table is not None:
            yield from places(table, f"{within}{name}.")


KEYS = [name for name, table in places() if not table]
TABLES = [name for name, table in places() if table]


def mistake(tmp_path: Path, name: str, value: str) -> str:
    """Return the one line for a file in which this is the only mistake."""
    smallest = {"telegram.token": f'"{TOKEN}"', "privacy.keys": f'["{KEY}"]'}
    lines = {key: given for key, given in smallest.items() if not key.startswith(f"{name}.")} | {name: value}
    path = tmp_path / "config.toml"
    path.write_text("\n".join(f"{key} = {given}" for key, given in lines.items()))
    with pytest.raises(ConfigError) as caught:
        load(path, {})
    assert mistakes(path, {}) == [str(caught.value)]
    return str(caught.value)


def test_every_key_has_its_cases() -> None:
    assert sorted(WRONG_TYPE) == sorted(OUT_OF_RANGE) == sorted(KEYS)


@pytest.mark.parametrize("name", KEYS)
def test_another_type_is_named_by_its_key(tmp_path: Path, name: str) -> None:
    value, wish = WRONG_TYPE[name]

    assert mistake(tmp_path, name, value) == f"{name}: {wish}"


@pytest.mark.parametrize(
    ("name", "value", "wish"), [(name, *case) for name, cases in OUT_OF_RANGE.items() for case in cases]
)
def test_a_value_out_of_range_is_named_by_its_key(tmp_path: Path, name: str, value: str, wish: str) -> None:
    line = mistake(tmp_path, name, value)

    assert line == f"{name}: {wish}"
    assert name not in SECRET or not any(part in line for part in ("mayflower", "c2hvcnQ", OTHER, "a b"))


@pytest.mark.parametrize("table", ["", *(f"{name}." for name in TABLES)])
def test_an_unknown_name_is_named_in_every_table(tmp_path: Path, table: str) -> None:
    assert mistake(tmp_path, f"{table}nosuch", "1") == f"{table}nosuch: no such key"


@pytest.mark.parametrize("table", TABLES)
def test_a_value_in_the_place_of_a_table_is_named(tmp_path: Path, table: str) -> None:
    assert mistake(tmp_path, table, "1") == f"{table}: should be a table"


@pytest.mark.parametrize("name", KEYS)
def test_every_key_can_be_given_in_the_environment_and_is_checked_there(name: str) -> None:
    variable = f"REKNIT_{name.upper().replace('.', '__')}"
    cases = OUT_OF_RANGE[name]
    value = cases[-1][0].strip('"') if cases else ""

    if not cases:
        assert load(None, SMALLEST | {variable: value})
        return
    with pytest.raises(ConfigError, match=rf"^{name}: "):
        load(None, SMALLEST | {variable: value})


@pytest.mark.parametrize(
    ("toml", "expected"),
    [
        ('[telegram]\nmode = "webhook"', "telegram.webhook.public_url: is missing, and mode = 'webhook' needs it"),
        ("[telegram]\ntokn = 1\nmode = 1", "telegram.tokn: no such key"),
        ('["a\\nb"]\nurl = 1', "a b: no such key"),
    ],
)
def test_the_mistake_that_explains_most_is_named(tmp_path: Path, toml: str, expected: str) -> None:
    assert line(tmp_path, toml) == expected


def test_all_mistakes_can_be_had_at_once(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    path.write_text("[telegram]\nmode = 1\n[host]\nname = 2\nurl = 3\n")

    assert mistakes(path, SMALLEST) == [
        "telegram.mode: should be 'polling' or 'webhook', not 1",
        "host.name: should be a valid string, not 2",
        "host.url: no such key",
    ]
    assert mistakes(None, SMALLEST) == []
    assert mistakes(None, SMALLEST | {"REKNIT_HOST__NOSUCH": "1"}) == ["REKNIT_HOST__NOSUCH: no such key"]


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


def test_the_mark_that_windows_puts_before_a_text_is_no_mistake(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    path.write_text('[host]\nname = "Ana"', encoding="utf-8-sig")

    assert load(path, SMALLEST).host.name == "Ana"


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    nowhere, latin = tmp_path / "nowhere.toml", tmp_path / "latin.toml"
    latin.write_bytes(b'[host]\nname = "\xe9"')

    with pytest.raises(
        ConfigError, match=r"nowhere\.toml: No such file or directory; `python -m bot setup` makes one$"
    ):
        load(nowhere, SMALLEST)
    with pytest.raises(ConfigError, match=r"latin\.toml: should be UTF-8 text$"):
        load(latin, SMALLEST)
    assert "(at line 1, column 10)" in line(tmp_path, "[telegram\ntoken = 1")
