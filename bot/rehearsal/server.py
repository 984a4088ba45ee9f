"""The Bot API over HTTP: ``{url}/bot{token}/{method}`` by GET or POST, as JSON, form or multipart.

The only part that waits: long polls, slow answers, and the second poller that ends the first (409).
"""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import Awaitable, Callable, Iterable
from typing import Any

from aiohttp import BodyPartReader, web

from bot.rehearsal.calls import Reply, refusal
from bot.rehearsal.methods import BY_LOWER_NAME
from bot.rehearsal.params import Upload
from bot.rehearsal.polling import TERMINATED, open_poll
from bot.rehearsal.rules import Refused
from bot.rehearsal.updates import MAX_POLL_SECONDS
from bot.rehearsal.world import LocalTelegram

STREAMS: web.AppKey[set[asyncio.Task[object]]] = web.AppKey("streams")
"""The tasks of answers that have no end of their own: stopping the server ends them."""
MAX_BODY = 50 * 1024 * 1024  # sendDocument.document


class LocalTelegramServer:
    """Serves one world; ``routes`` are whatever else shall be served beside it, as the page."""

    def __init__(
        self,
        world: LocalTelegram,
        host: str = "127.0.0.1",
        port: int = 0,
        *,
        routes: Iterable[web.AbstractRouteDef] = (),
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self.world = world
        self._host, self._port = host, port
        self._routes = tuple(routes)
        self._sleep = sleep
        self._runner: web.AppRunner | None = None
        self._poll: asyncio.Event | None = None
        self._held = asyncio.Event()
        self._stopping = False
        self._streams: set[asyncio.Task[object]] = set()

    @property
    def url(self) -> str:
        return f"http://{self._host}:{self._port}"

    @property
    def holds_a_poll(self) -> bool:
        """Tell whether the bot waits in a long poll right now."""
        return self._poll is not None

    async def drained(self) -> None:
        """Return once the bot has fetched all that happened, and waits in a long poll for more."""
        while self.world.state.waiting or not self.holds_a_poll:
            self._held.clear()
            await self._held.wait()

    async def start(self) -> None:
        app = web.Application(client_max_size=MAX_BODY)
        app[STREAMS] = self._streams
        app.router.add_route("*", "/bot{token}/{method}", self._call)
        app.router.add_get("/file/bot{token}/{kind}/{file}", self._file)
        app.router.add_routes(self._routes)
        self._runner = web.AppRunner(app, handler_cancellation=True, access_log=None, shutdown_timeout=1)
        await self._runner.setup()
        site = web.TCPSite(self._runner, self._host, self._port)
        await site.start()
        self._port = self._runner.addresses[0][1]

    async def stop(self) -> None:
        self._stopping = True
        if self._poll is not None:
            self._poll.set()
        for stream in self._streams:
            stream.cancel()
        if self._runner is not None:
            await self._runner.cleanup()
        self._runner = None

    async def __aenter__(self) -> LocalTelegramServer:
        await self.start()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.stop()

    async def _call(self, request: web.Request) -> web.Response:
        try:
            self._admit(request.match_info["token"])
            given = await _given(request)
        except Refused as refused:
            return web.json_response(refusal(refused), status=refused.code)
        method = request.match_info["method"]
        if BY_LOWER_NAME.get(method.lower()) == "getUpdates" and await self._terminated(given):
            body = refusal(Refused(409, TERMINATED))
            return web.json_response(body, status=409)
        return await self._send(request, self.world.receive(method, given))

    async def _send(self, request: web.Request, reply: Reply) -> web.Response:
        if reply.after:
            await self._sleep(reply.after)
        if reply.body is None:
            if request.transport is not None:
                request.transport.abort()
            return web.Response(status=500)
        return web.json_response(text=reply.content, status=reply.status)

    async def _file(self, request: web.Request) -> web.Response:
        file = self.world.state.files.get(request.match_info["file"])
        if file is None or request.match_info["token"] != self.world.state.token:
            raise web.HTTPNotFound
        return web.Response(body=file.data, content_type=file.mime)

    def _admit(self, token: str) -> None:
        if not re.fullmatch(r"[0-9]+:[A-Za-z0-9_-]+", token):
            raise Refused(404)
        if token != self.world.state.token:
            raise Refused(401)

    async def _terminated(self, given: dict[str, object]) -> bool:
        """Hold a long poll until there is something to fetch; True if another poller ended it."""
        if self._poll is not None:
            self._poll.set()
            self._poll = None
        if self.world.faults.expects("getUpdates"):
            return False
        try:
            params = self.world.params("getUpdates", given)
            open_poll(self.world, params)
        except Refused:
            return False  # the call itself answers with it
        seconds = min(params.get("timeout") or 0, MAX_POLL_SECONDS)
        mine = self._poll = asyncio.Event()
        stop_listening = self.world.listen(lambda: mine.set() if self._ready() else None)
        try:
            if not self._ready() and seconds > 0:
                self._held.set()
                await asyncio.wait_for(mine.wait(), seconds)
        except TimeoutError:
            return False
        finally:
            stop_listening()
            overtaken = self._poll is not mine
            self._poll = None if self._poll is mine else self._poll
        return overtaken

    def _ready(self) -> bool:
        state = self.world.state
        return self._stopping or bool(state.waiting) or bool(state.account.webhook)


async def _given(request: web.Request) -> dict[str, object]:
    given: dict[str, object] = dict(request.query)
    if request.content_type == "application/json":
        body = await request.read()
        return given | (_object(body) if body else {})
    if request.content_type == "multipart/form-data":
        return given | await _parts(request)
    return given | dict(await request.post())


def _object(body: bytes) -> dict[str, object]:
    try:
        given: Any = json.loads(body)
    except ValueError as error:
        raise Refused(400, "can't parse request JSON object") from error
    if not isinstance(given, dict):
        raise Refused(400, "can't parse request JSON object")
    return given


async def _parts(request: web.Request) -> dict[str, object]:
    given: dict[str, object] = {}
    async for part in await request.multipart():
        if not isinstance(part, BodyPartReader) or part.name is None:
            continue
        if part.filename is None:
            given[part.name] = await part.text()
        else:
            mime = part.headers.get("Content-Type", "application/octet-stream")
            given[part.name] = Upload(name=part.filename, mime=mime, data=bytes(await part.read()))
    return given
