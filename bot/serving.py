"""HTTP for others to call: uvicorn within the bot's own event loop, without its signals and its logs."""

from __future__ import annotations

import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import uvicorn
    from starlette.types import ASGIApp

GOODBYE_SECONDS = 2
"""How long a stop waits for requests under way; the process has 5 seconds in all."""

KEEP_ALIVE_SECONDS = 75
"""Longer than a reverse proxy keeps a connection that it may use again: nginx 60 seconds."""


class CannotListen(Exception):
    """The address cannot be listened at: one line that names the keys of the configuration."""


class HttpServer:
    """Listens from the moment it is made; what is asked is answered once it runs."""

    def __init__(self, app: ASGIApp, listen: str, port: int, *, table: str) -> None:
        """Take the address. ``table`` is where the configuration names it.

        Raises:
            CannotListen: it is taken, or not this machine's.
        """
        self._socket = _bound(listen, port, table)
        self._server = _server(app)

    @property
    def port(self) -> int:
        port: int = self._socket.getsockname()[1]
        return port

    async def run(self) -> None:
        """Serve until ``stop``; requests under way may end."""
        await self._server.serve([self._socket])

    def stop(self) -> None:
        """Take no new request, and let ``run`` return."""
        self._server.should_exit = True
        if not self._server.started:
            self._socket.close()


def _server(app: ASGIApp) -> uvicorn.Server:
    import uvicorn  # noqa: PLC0415 -- 4 MB that a bot which fetches its updates has no use for

    class Server(uvicorn.Server):
        @contextmanager
        def capture_signals(self) -> Iterator[None]:
            yield  # they are the process's, which stops all its parts in their order

    config = uvicorn.Config(
        app,
        http="h11",
        ws="none",
        lifespan="off",
        # A path may be the host's secret, and a traceback quotes what was sent.
        log_config=None,
        log_level="critical",
        access_log=False,
        proxy_headers=False,
        server_header=False,
        date_header=False,
        timeout_keep_alive=KEEP_ALIVE_SECONDS,
        timeout_graceful_shutdown=GOODBYE_SECONDS,
    )
    return Server(config)


def _bound(listen: str, port: int, table: str) -> socket.socket:
    family = socket.AF_INET6 if ":" in listen else socket.AF_INET
    try:
        return socket.create_server((listen, port), family=family)
    except OSError as error:
        raise CannotListen(f"{table}.listen, {table}.port: {listen} {port}: {_why(error)}") from None


def _why(error: OSError) -> str:
    """Return the system's own words: Python adds the address to them, which was said already."""
    return os.strerror(error.errno) if error.errno and error.errno > 0 else str(error.strerror)
