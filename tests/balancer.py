"""A load balancer for tests: each call goes to the next worker that lives. In earnest it is nginx, HAProxy, Caddy."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Self

import aiohttp
from aiohttp import web

PASSED_ON = ("Content-Type", "X-Telegram-Bot-Api-Secret-Token")
BAD_GATEWAY = 502


class Balancer:
    """Listens at ``url`` as a context. ``served`` counts the calls that each worker has answered."""

    def __init__(self, ports: Sequence[int], host: str = "127.0.0.1") -> None:
        self._host = host
        self._ports = list(ports)
        self.served = dict.fromkeys(ports, 0)
        self.url = ""
        self._runner: web.AppRunner | None = None
        self._http: aiohttp.ClientSession | None = None

    async def __aenter__(self) -> Self:
        self._http = aiohttp.ClientSession()
        app = web.Application()
        app.router.add_route("*", "/{path:.*}", self._pass_on)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=1)
        await self._runner.setup()
        await web.TCPSite(self._runner, self._host, 0).start()
        self.url = f"http://{self._host}:{self._runner.addresses[0][1]}"
        return self

    async def __aexit__(self, *_: object) -> None:
        assert self._runner is not None  # the context is open
        assert self._http is not None
        await self._runner.cleanup()
        await self._http.close()

    async def _pass_on(self, request: web.Request) -> web.Response:
        """Let a worker answer. One that cannot be reached is passed over; one that dies at it may have done it."""
        assert self._http is not None  # the context is open
        headers = {name: request.headers[name] for name in PASSED_ON if name in request.headers}
        body = await request.read()
        for _ in self._ports:
            self._ports.append(port := self._ports.pop(0))
            url = f"http://{self._host}:{port}{request.path_qs}"
            try:
                async with self._http.request(request.method, url, data=body, headers=headers) as answer:
                    self.served[port] += answer.ok
                    return web.Response(status=answer.status, body=await answer.read())
            except aiohttp.ClientConnectorError:
                continue
            except aiohttp.ClientError:
                break
        return web.Response(status=BAD_GATEWAY)
