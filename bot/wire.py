"""HTTP for python-telegram-bot through one aiohttp session. Its errors never tell the URL, which holds the token."""

from __future__ import annotations

import json
import logging
import os
from collections.abc import Mapping
from typing import Any, cast

import aiohttp
from telegram import Bot, InputFile
from telegram.error import EndPointNotFound, InvalidToken, NetworkError, TimedOut
from telegram.request import BaseRequest, RequestData

DEFAULT = BaseRequest.DEFAULT_NONE
JSON = {"Content-Type": "application/json"}
UNAUTHORIZED = "Unauthorized"
"""What Telegram answers to a token that it does not know (401); 404 is a method that does not exist."""

# At DEBUG the library logs the token and every word that comes and goes, even if only the root was set to it.
logging.getLogger("telegram").setLevel(logging.INFO)


class AiohttpRequest(BaseRequest):
    """Times are seconds; ``use_proxy`` takes the one that the environment names (HTTPS_PROXY).

    The default of python-telegram-bot takes 4 to 12 times as much CPU a request.
    """

    def __init__(
        self,
        *,
        connections: int = 64,
        read_timeout: float = 10,
        connect_timeout: float = 10,
        write_timeout: float = 20,
        use_proxy: bool = False,
    ) -> None:
        self._connections = connections
        self._read_timeout = read_timeout
        self._connect_timeout = connect_timeout
        self._write_timeout = write_timeout
        self._use_proxy = use_proxy
        self._session: aiohttp.ClientSession | None = None

    @property
    def read_timeout(self) -> float:
        return self._read_timeout

    async def initialize(self) -> None:
        # Else the library warns, from 22.2 on, as often as Telegram answers 429.
        os.environ.setdefault("PTB_TIMEDELTA", "true")
        if self._session is None:
            self._session = aiohttp.ClientSession(
                connector=aiohttp.TCPConnector(limit=self._connections),
                headers={"User-Agent": self.USER_AGENT},
                trust_env=self._use_proxy,
            )

    async def shutdown(self) -> None:
        if self._session is not None:
            session, self._session = self._session, None
            await session.close()

    async def do_request(  # noqa: PLR0917 -- the inherited signature
        self,
        url: str,
        method: str,
        request_data: RequestData | CallData | None = None,
        read_timeout: Any = DEFAULT,
        write_timeout: Any = DEFAULT,
        connect_timeout: Any = DEFAULT,
        pool_timeout: Any = DEFAULT,  # noqa: ARG002 -- in the signature; the outbox bounds its calls itself
    ) -> tuple[int, bytes]:
        """Return the status and the body.

        Raises:
            TimedOut: no answer in time; the call may have been made.
            NetworkError: no connection, or it broke.
        """
        if self._session is None:
            raise RuntimeError("the request is not initialized")
        timeout = aiohttp.ClientTimeout(
            sock_connect=_seconds(connect_timeout, self._connect_timeout),
            total=_sum(_seconds(read_timeout, self._read_timeout), _seconds(write_timeout, self._write_timeout)),
        )
        try:
            async with self._session.request(
                method,
                url,
                data=_body(request_data),
                headers=JSON if isinstance(request_data, CallData) and not request_data.contains_files else None,
                timeout=timeout,
                allow_redirects=False,
            ) as response:
                return response.status, await response.read()
        except TimeoutError:
            raise TimedOut from None
        except (aiohttp.ClientError, OSError) as error:
            # "from None", and the name only: aiohttp's words and the request it holds show the URL.
            raise NetworkError(f"aiohttp: {type(error).__name__}") from None

    @staticmethod
    def parse_json_payload(payload: bytes) -> Any:
        """Return the parsed answer. The inherited method logs an answer that is no JSON, and with it people's words."""
        try:
            return json.loads(payload)
        except ValueError:
            raise NetworkError("the answer is not JSON") from None


class CallData:
    """The parameters of a call, as one JSON body.

    It goes where the library has its final RequestData, which would encode each of them as a field of a form.
    """

    __slots__ = ("_params", "contains_files")

    def __init__(self, params: Mapping[str, Any]) -> None:
        self._params = params
        self.contains_files = any(isinstance(value, InputFile) for value in params.values())

    def body(self) -> bytes | aiohttp.FormData:
        if not self.contains_files:
            return _json(self._params).encode()
        form = aiohttp.FormData()
        for name, value in self._params.items():
            if isinstance(value, InputFile):
                filename, content, kind = value.field_tuple
                form.add_field(name, content, filename=filename, content_type=kind)
            else:
                form.add_field(name, value if isinstance(value, str) else _json(value))
        return form


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


async def call(bot: Bot, method: str, params: Mapping[str, Any], *, read_timeout: float | None = None) -> Any:
    """Call a Bot API method by its name and return the raw result; ``read_timeout`` is in seconds, None the usual.

    Raises:
        TelegramError: as python-telegram-bot has it; EndPointNotFound for a method that does not exist.
    """
    data, wait = cast(RequestData, CallData(params)), DEFAULT if read_timeout is None else read_timeout
    try:
        return await bot.request.post(f"{bot.base_url}/{method}", data, read_timeout=wait)
    except InvalidToken as error:
        # The library says so of a method that does not exist, too: 401 is a token that is not known any more.
        if error.message == UNAUTHORIZED:
            raise
        raise EndPointNotFound(method) from None


def _seconds(given: Any, default: float) -> float | None:
    return default if given is DEFAULT else given


def _sum(first: float | None, second: float | None) -> float | None:
    return None if first is None or second is None else first + second


def _body(data: RequestData | CallData | None) -> aiohttp.FormData | bytes | None:
    if data is None:
        return None
    return data.body() if isinstance(data, CallData) else aiohttp.FormData(data.json_parameters)
