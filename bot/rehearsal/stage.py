"""The rehearsal page over HTTP: its files, the state of the three phones, what people do, and the clock."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable
from datetime import datetime, time, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Literal, TypeAlias
from zoneinfo import ZoneInfo

from aiohttp import web
from aiohttp.helpers import content_disposition_header
from pydantic import BaseModel, ConfigDict, ValidationError

from bot.rehearsal import NotPossible
from bot.rehearsal.acts import Act, perform
from bot.rehearsal.scene import partners, scene
from bot.rehearsal.server import STREAMS
from bot.rehearsal.transcript import transcript

if TYPE_CHECKING:
    from bot.rehearsal.state import Press
    from bot.rehearsal.world import LocalTelegram

Leap: TypeAlias = Callable[[datetime], Awaitable[None]]

PAGE = Path(__file__).parent / "page"
HEADERS = {
    "Content-Security-Policy": "default-src 'self'; img-src 'self' data:; base-uri 'none'; object-src 'none'; "
    "form-action 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-cache",
}
ANSWER_SECONDS = 3.0  # how long a press waits for the bot's toast
HEARTBEAT_SECONDS = 15.0
MORNING = time(9)
SPANS = {
    "minutes20": timedelta(minutes=20),
    "hour": timedelta(hours=1),
    "day": timedelta(days=1),
    "week": timedelta(weeks=1),
}


class Wish(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    leap: Literal["minutes20", "hour", "morning", "day", "week"]


def routes(world: LocalTelegram, leap: Leap, *, name: str = "") -> list[web.RouteDef]:
    """Return what serves the page.

    ``leap`` lets time pass until the given moment, aware UTC; ``name`` tells this rehearsal from another one, whose
    drafts the page then lets go of.
    """
    stage = _Stage(world, leap, name)
    files = [web.get(f"/{path.name}", _file(path)) for path in sorted(PAGE.iterdir())]
    return [
        web.get("/", _file(PAGE / "index.html")),
        *files,
        web.get("/page/state", stage.state),
        web.get("/page/events", stage.events),
        web.get("/page/transcript", stage.transcript),
        web.get("/page/file/{id}", stage.file),
        web.post("/page/act", stage.act),
        web.post("/page/clock", stage.clock),
    ]


def next_morning(now: datetime, zone: str) -> datetime:
    """Return the first nine o'clock in ``zone`` that is later than ``now``, in the zone of ``now``."""
    local = now.astimezone(ZoneInfo(zone))
    days = (local.date() + timedelta(days=ahead) for ahead in (0, 1))
    mornings = (datetime.combine(day, MORNING, local.tzinfo) for day in days)
    return next(morning for morning in mornings if morning > now).astimezone(now.tzinfo)


class _Stage:
    def __init__(self, world: LocalTelegram, leap: Leap, name: str) -> None:
        self.world = world
        self.name = name
        self.leap = leap
        self.leaping: asyncio.Future[None] | None = None

    async def state(self, _: web.Request) -> web.Response:
        return web.json_response({"name": self.name} | scene(self.world), headers=HEADERS)

    async def transcript(self, _: web.Request) -> web.Response:
        attached = {"Content-Disposition": 'attachment; filename="rehearsal.txt"'}
        return web.Response(text=transcript(self.world), headers=HEADERS | attached)

    async def file(self, request: web.Request) -> web.Response:
        """Send a picture to show, or a document to keep, never to show: what is in it must not run as this page."""
        file = self.world.state.files.get(request.match_info["id"])
        if file is not None and file.picture:
            return web.Response(body=file.data, content_type=file.picture, headers=HEADERS)
        if file is None or file.kind != "document":
            raise web.HTTPNotFound
        attached = {"Content-Disposition": content_disposition_header("attachment", filename=file.name)}
        return web.Response(body=file.data, content_type="application/octet-stream", headers=HEADERS | attached)

    async def events(self, request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse(headers=HEADERS | {"Content-Type": "text/event-stream"})
        changed = asyncio.Event()
        stop_listening = self.world.listen(changed.set)
        stream = asyncio.current_task()
        assert stream is not None  # a handler is one
        request.app[STREAMS].add(stream)
        try:
            await response.prepare(request)
            while True:
                told = json.dumps({"version": self.world.version})
                await response.write(f"data: {told}\n\n".encode())
                while not await _happens(changed, HEARTBEAT_SECONDS):
                    await response.write(b": still here\n\n")
                changed.clear()
        except ConnectionResetError:
            return response  # the page was closed or reloaded
        finally:
            stop_listening()
            request.app[STREAMS].discard(stream)

    async def act(self, request: web.Request) -> web.Response:
        try:
            press = perform(self.world, Act.model_validate(await _json(request)))
        except NotPossible as refusal:
            return _refused(_sentence(refusal))
        except ValidationError:
            return _refused("The page asked for something that is not known here.")
        toast, alert = await self._answer(press) if press else (None, False)
        return _done(toast=toast, alert=alert)

    async def clock(self, request: web.Request) -> web.Response:
        try:
            wish = Wish.model_validate(await _json(request))
        except ValidationError:
            return _refused("Time cannot leap there.")
        if self.leaping and not self.leaping.done():
            return _refused("Time is passing already.")
        self.leaping = asyncio.ensure_future(self.leap(self._target(wish)))
        await asyncio.shield(self.leaping)  # a page that is reloaded meanwhile does not stop time half way
        return _done(now=self.world.now().isoformat())

    def _target(self, wish: Wish) -> datetime:
        now = self.world.now()
        if wish.leap == "morning":
            return next_morning(now, partners(self.world)[0].zone)
        return now + SPANS[wish.leap]

    async def _answer(self, press: Press) -> tuple[str | None, bool]:
        """Return the toast and whether it is an alert, once the bot has answered the press."""
        changed = asyncio.Event()
        stop_listening = self.world.listen(changed.set)
        try:
            async with asyncio.timeout(ANSWER_SECONDS):
                while not press.answered:
                    await changed.wait()
                    changed.clear()
        except TimeoutError:
            return "The bot has not answered this press.", False
        finally:
            stop_listening()
        return press.toast or None, press.alert


async def _happens(event: asyncio.Event, within: float) -> bool:
    try:
        async with asyncio.timeout(within):
            return await event.wait()
    except TimeoutError:
        return False


async def _json(request: web.Request) -> object:
    # only a page from here can send this type: a foreign one would have to ask first (CORS), and is not answered
    if request.content_type != "application/json":
        raise web.HTTPUnsupportedMediaType
    try:
        given: object = await request.json()
    except ValueError as error:
        raise web.HTTPBadRequest from error
    return given


def _file(path: Path) -> Callable[[web.Request], Awaitable[web.StreamResponse]]:
    async def serve(_: web.Request) -> web.StreamResponse:
        return web.FileResponse(path, headers=HEADERS)

    return serve


def _done(**fields: object) -> web.Response:
    return web.json_response({"ok": True} | fields, headers=HEADERS)


def _refused(words: str) -> web.Response:
    return web.json_response({"ok": False, "error": words}, headers=HEADERS)


def _sentence(refusal: NotPossible) -> str:
    words = str(refusal)
    return f"{words[:1].upper()}{words[1:]}."
