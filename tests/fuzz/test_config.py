"""Whatever stands in the configuration or the environment: it is used, or one line says why not."""

from __future__ import annotations

import base64
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from hypothesis import given
from hypothesis import strategies as st

from bot.config import Config, ConfigError, load
from tests.fuzz.bounds import tries

KEY = base64.b64encode(b"k" * 32).decode()
TOKEN = "1000001:LOCAL-TOKEN"
SMALLEST = {"REKNIT_TELEGRAM__TOKEN": TOKEN, "REKNIT_PRIVACY__KEYS": KEY}
NAMES = (
    "TELEGRAM__TOKEN", "TELEGRAM__API_URL", "TELEGRAM__MODE", "TELEGRAM__WEBHOOK__PORT", "TELEGRAM__WEBHOOK__LISTEN",
    "TELEGRAM__WEBHOOK__PUBLIC_URL", "TELEGRAM__WEBHOOK__SECRET_TOKEN", "TELEGRAM__LIMITS__PER_SECOND",
    "TELEGRAM__LIMITS__PER_CHAT_PER_SECOND", "STORAGE__URL", "PRIVACY__KEYS", "PRIVACY__ERASED",
    "PRIVACY__INACTIVE_DAYS", "MONITORING__PORT", "HOST__NAME", "LOGGING__FORMAT", "TELEGRAM", "X__Y", "",
)  # fmt: skip
VALUES = (
    "", " ", "0", "-1", "1e9", "NaN", "inf", "true", "[]", "{}", "[1]", '["x"]', "null", "webhook", "polling", "sqlite://",
    "sqlite:///x.db", "postgresql://a:b@c/d", "https://x", "http://[::1", "https://x:99999/", "é", "\n", "x\ny",
    "9" * 400, "a" * 300, "'''", '"""', "\ud800", "../..", "json", "text",
)  # fmt: skip
TOML = st.one_of(
    st.text(max_size=60),
    st.lists(
        st.sampled_from(
            ["[telegram]", "[privacy]", "[[telegram]]", "token = 7", 'token = "1:x"', "keys = []", "mode = 1", "x = 1",
             "[telegram.limits]", "per_second = -1", "per_second = nan", "per_second = 1_0", "[storage]", "url = []",
             "inactive_days = 2026-01-01", "=", "[", '"" = 1', "a.b.c = 1"]
        ),
        max_size=5,
    ).map("\n".join),
)  # fmt: skip


@tries(150)
@given(TOML, st.integers(0, 2**62))
def test_a_configuration_is_used_or_refused_in_one_line_without_a_secret(toml: str, seed: int) -> None:
    chance = Random(seed)
    odd = {f"REKNIT_{chance.choice(NAMES)}": chance.choice(VALUES) for _ in range(chance.randrange(3))}
    with TemporaryDirectory() as folder:
        path = Path(folder) / "config.toml"
        path.write_bytes(toml.encode("utf-8", "surrogatepass"))
        try:
            config = load(chance.choice((path, None)), SMALLEST | odd)
        except ConfigError as refused:
            told = str(refused)
        else:
            assert isinstance(config, Config)
            told = repr(config)

    assert "\n" not in told
    assert KEY not in told
    assert TOKEN not in told
