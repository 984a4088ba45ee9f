"""The configuration: ``config.toml`` and the environment, read once into a frozen, strict value."""

from __future__ import annotations

import base64
import binascii
import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from types import UnionType
from typing import Annotated, Any, Literal, LiteralString, Union, get_args, get_origin

from pydantic import BaseModel, ConfigDict, Field, SecretStr, ValidationError, field_validator, model_validator
from pydantic_core import ErrorDetails, PydanticCustomError

PREFIX = "REKNIT_"
KEY_BYTES = 32
FEWEST_INACTIVE_DAYS, MOST_INACTIVE_DAYS = 60, 3650
_SECRET = ("token", "secret_token", "keys", "url")  # the last may hold a database's password

_DATABASE = r"(sqlite|postgres(ql)?(\+psycopg2?)?)://.+"

Port = Annotated[int, Field(ge=1, le=65535)]
Rate = Annotated[float, Field(ge=0, allow_inf_nan=False)]


class ConfigError(Exception):
    """The configuration cannot be used: one line that names the key, and its value unless that is secret."""


class _Table(BaseModel):
    model_config = ConfigDict(frozen=True, strict=True, extra="forbid", hide_input_in_errors=True)


class Webhook(_Table):
    """``listen`` and ``port`` are where this process listens, ``public_url`` is what Telegram calls."""

    listen: str = "127.0.0.1"
    port: Port = 8443
    public_url: str | None = None
    secret_token: SecretStr | None = None

    @field_validator("public_url")
    @classmethod
    def _public_url(cls, url: str | None) -> str | None:
        return url if url is None else _matching(r"https://[^\s/?#]+[^\s?#]*", url, "should be an https address")

    @field_validator("secret_token")
    @classmethod
    def _secret_token(cls, secret: SecretStr | None) -> SecretStr | None:
        if secret is not None:  # Bot API, setWebhook
            wish = "should be 1 to 256 of the characters A-Z a-z 0-9 _ -"
            _matching(r"[A-Za-z0-9_-]{1,256}", secret.get_secret_value(), wish)
        return secret


class Limits(_Table):
    """What may be sent; 0 is no limit. The defaults are Telegram's own (Bot FAQ, "My bot is hitting limits")."""

    per_second: Rate = 30
    per_chat_per_second: Rate = 1
    per_group_per_minute: Rate = 20


class Telegram(_Table):
    token: SecretStr
    api_url: str = "https://api.telegram.org"
    mode: Literal["polling", "webhook"] = "polling"
    webhook: Webhook = Webhook()
    limits: Limits = Limits()

    @field_validator("token")
    @classmethod
    def _token(cls, token: SecretStr) -> SecretStr:
        wish = "should be a token as @BotFather gives it: digits, a colon, letters"
        _matching(r"[0-9]+:[A-Za-z0-9_-]+", token.get_secret_value(), wish)
        return token

    @field_validator("api_url")
    @classmethod
    def _api_url(cls, url: str) -> str:
        return _matching(r"https?://[^\s/?#]+[^\s?#]*", url, "should be an http or https address").rstrip("/")

    @model_validator(mode="after")
    def _reachable(self) -> Telegram:
        if self.mode == "webhook" and self.webhook.public_url is None:
            raise PydanticCustomError("webhook", "webhook.public_url: is missing, and mode = 'webhook' needs it")
        return self


class Storage(_Table):
    """``url`` is SQLAlchemy's; ``sqlite:///name.db`` is a file in the working directory."""

    url: str = "sqlite:///reknit.db"

    @field_validator("url")
    @classmethod
    def _url(cls, url: str) -> str:
        return _matching(_DATABASE, url, "should begin with sqlite:/// or postgresql://")

    def file(self) -> Path | None:
        """Return SQLite's file, None for PostgreSQL."""
        kind, _, name = self.url.partition(":///")
        return Path(name) if kind == "sqlite" else None


class Privacy(_Table):
    """``erased`` is the file of the list of erased keys, None for the one beside the database."""

    keys: Annotated[tuple[SecretStr, ...], Field(strict=False)]
    erased: Annotated[str, Field(min_length=1)] | None = None
    inactive_days: int = 180

    @field_validator("inactive_days")
    @classmethod
    def _inactive_days(cls, days: int) -> int:
        if days != 0 and not FEWEST_INACTIVE_DAYS <= days <= MOST_INACTIVE_DAYS:
            raise PydanticCustomError("inactive_days", "should be 0 for never, or from 60 to 3650")
        return days

    @field_validator("keys")
    @classmethod
    def _keys(cls, keys: tuple[SecretStr, ...]) -> tuple[SecretStr, ...]:
        if not keys:
            raise PydanticCustomError("keys", "should hold at least one key")
        for number, key in enumerate(keys, start=1):
            if len(_decoded(key)) != KEY_BYTES:
                message = "key {number} should be base64 of 32 bytes; make one with: openssl rand -base64 32"
                raise PydanticCustomError("key", message, {"number": number})
        return keys

    def master_keys(self) -> list[bytes]:
        """Return the keys decoded: the first encrypts, all decrypt."""
        return [_decoded(key) for key in self.keys]


class Monitoring(_Table):
    """Off while ``port`` is None."""

    listen: str = "127.0.0.1"
    port: Port | None = None


class Host(_Table):
    """``name`` says to people who runs this copy; '' says nothing."""

    name: Annotated[str, Field(max_length=100)] = ""


class Logging(_Table):
    format: Literal["text", "json"] = "text"


class Config(_Table):
    telegram: Telegram
    storage: Storage = Storage()
    privacy: Privacy
    monitoring: Monitoring = Monitoring()
    host: Host = Host()
    logging: Logging = Logging()

    def erased(self) -> Path:
        """Return where the list of erased keys is: beside SQLite's file, else in the working directory."""
        if self.privacy.erased is not None:
            return Path(self.privacy.erased)
        database = self.storage.file() or Path("reknit")
        return database.with_name(f"{database.stem}.erased") if database.name else Path("reknit.erased")


def load(path: Path | None, environ: Mapping[str, str]) -> Config:
    """Return the configuration in the file (None: no file), with what the environment overrides.

    Raises:
        ConfigError: no such file, no TOML, an unknown key, or a value that does not fit.
    """
    try:
        return Config.model_validate(_tables(path, environ))
    except ValidationError as error:
        raise ConfigError(_line(_first(error))) from None


def mistakes(path: Path | None, environ: Mapping[str, str]) -> list[str]:
    """Return one line for each mistake in what ``load`` would read."""
    try:
        Config.model_validate(_tables(path, environ))
    except ConfigError as error:
        return [str(error)]
    except ValidationError as error:
        return [_line(mistake) for mistake in _all(error)]
    return []


def _tables(path: Path | None, environ: Mapping[str, str]) -> dict[str, Any]:
    tables = {} if path is None else _read(path)
    for name in sorted(environ):
        if name.startswith(PREFIX) and "__" in name:
            _override(tables, name, environ[name])
    return tables


def _read(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except FileNotFoundError as error:
        raise ConfigError(f"{path}: {error.strerror}; `python -m bot setup` makes one") from None
    except OSError as error:
        raise ConfigError(f"{path}: {error.strerror or 'cannot be read'}") from None
    except UnicodeDecodeError:
        raise ConfigError(f"{path}: should be UTF-8 text") from None
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(f"{path}: {_one_line(str(error))}") from None


def _override(tables: dict[str, Any], name: str, value: str) -> None:
    *parents, key = name.removeprefix(PREFIX).lower().split("__")
    table: Any = tables
    model: type[BaseModel] = Config
    for parent in parents:
        model = _model(model, parent, name)
        table = table.setdefault(parent, {})
        if not isinstance(table, dict):
            raise ConfigError(f"{parent}: should be a table")
    if key not in model.model_fields:
        raise ConfigError(f"{name}: no such key")
    table[key] = _parsed(model.model_fields[key].annotation, value)


def _model(model: type[BaseModel], name: str, variable: str) -> type[BaseModel]:
    field = model.model_fields.get(name)
    if field is None or not (isinstance(field.annotation, type) and issubclass(field.annotation, BaseModel)):
        raise ConfigError(f"{variable}: no such key")
    return field.annotation


def _parsed(annotation: Any, value: str) -> Any:
    """Return the text of a variable as what its key takes; as it is when that fails, for the check to name it."""
    kind = _kind(annotation)
    if kind is tuple:
        return [part.strip(" \"'") for part in value.strip("[] ").split(",") if part.strip(" \"'")]
    if kind is int or kind is float:
        try:
            number: int | float = kind(value)
        except ValueError:
            return value
        return number
    return value


def _kind(annotation: Any) -> Any:
    """Return the bare type under ``Annotated`` and ``| None``."""
    origin = get_origin(annotation)
    if origin in (Annotated, Union, UnionType):
        return _kind(get_args(annotation)[0])
    return origin or annotation


def _matching(pattern: str, text: str, wish: LiteralString) -> str:
    if not re.fullmatch(pattern, text):
        raise PydanticCustomError("pattern", wish)
    return text


def _decoded(key: SecretStr) -> bytes:
    try:
        return base64.b64decode(key.get_secret_value(), validate=True)
    except (binascii.Error, ValueError):
        return b""


def _all(error: ValidationError) -> list[ErrorDetails]:
    return error.errors(include_url=False, include_context=False)


def _first(error: ValidationError) -> ErrorDetails:
    """Return the mistake that explains most: an unknown name explains why another is missing."""
    return next((mistake for mistake in _all(error) if mistake["type"] == "extra_forbidden"), _all(error)[0])


def _line(mistake: ErrorDetails) -> str:
    names = [str(part) for part in mistake["loc"] if isinstance(part, str)]
    key = _one_line(".".join(names))
    match mistake["type"]:
        case "extra_forbidden":
            return f"{key}: no such key"
        case "missing":
            return f"{key}: is missing"
        case "webhook":
            return f"{key}.{mistake['msg']}"
        case "model_type" | "model_attributes_type":
            return f"{key}: should be a table"
    return f"{key}: {_wish(mistake)}{_given(mistake, names[-1])}"


def _wish(mistake: ErrorDetails) -> str:
    if mistake["type"] == "tuple_type":
        return 'should be a list, as in ["..."]'
    return mistake["msg"].removeprefix("Input ").removeprefix("String ").removeprefix("Value ")


def _given(mistake: ErrorDetails, key: str) -> str:
    if key in _SECRET or isinstance(mistake["input"], dict | list):
        return ""
    return f", not {_one_line(repr(mistake['input']))}"


def _one_line(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 120 else line[:117] + "..."
