"""The library's requests go over kept connections, and no error tells the URL with its token."""

from __future__ import annotations

import asyncio
import traceback
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

import pytest
from aiohttp import web
from telegram import Bot, InputFile
from telegram.error import BadRequest, EndPointNotFound, NetworkError, RetryAfter, TelegramError, TimedOut

from bot.wire import Want, Wire, call

TOKEN = "1000001:LOCAL-TOKEN"
WORDS = "my secret"  # a name, so that the source lines of a traceback do not show it
ME = {"id": 1000001, "is_bot": True, "first_name": "reknit", "username": "reknit_bot"}
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


@asynccontextmanager
async def bot_at(handler: Handler) -> AsyncIterator[Bot]:
    """Yield a bot whose server answers getMe, and everything else by the handler."""

    async def answer(request: web.Request) -> web.StreamResponse:
        return ok(ME) if request.path.endswith("/getMe") else await handler(request)

    app = web.Application()
    app.router.add_route("*", "/{path:.*}", answer)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1, handler_cancellation=True)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    port = runner.addresses[0][1]
    url = f"http://127.0.0.1:{port}"
    wire = Wire(url, read_timeout=0.3, write_timeout=0)
    bot = Bot(TOKEN, base_url=f"{url}/bot", request=wire, get_updates_request=wire)
    try:
        async with bot:
            yield bot
    finally:
        await runner.cleanup()


def ok(result: object) -> web.Response:
    return web.json_response({"ok": True, "result": result})


def refused(code: int, description: str, **parameters: int) -> Handler:
    async def handler(_: web.Request) -> web.Response:
        body = {"ok": False, "error_code": code, "description": description, "parameters": parameters}
        return web.json_response(body, status=code)

    return handler


async def test_parameters_arrive_as_they_were_given_and_the_raw_result_comes_back() -> None:
    seen: list[tuple[str, object]] = []

    async def handler(request: web.Request) -> web.Response:
        seen.append((request.path, await request.json()))
        return ok({"message_id": 5})

    keyboard = {"inline_keyboard": [[{"text": "Да ✓", "callback_data": "y"}]]}
    async with bot_at(handler) as bot:
        params = {"chat_id": -1, "text": "a&b = ü", "reply_markup": keyboard}
        result = await call(bot, "sendMessage", params)

    assert seen == [(f"/bot{TOKEN}/sendMessage", params)]
    assert result == {"message_id": 5}


@pytest.mark.parametrize(
    "body", ['{"ok":true,"result":{"message_id":5}}', '{ "ok": true, "result": {"message_id": 5} }']
)
async def test_whoever_wants_no_result_learns_only_that_the_call_is_through(body: str) -> None:
    async def handler(_: web.Request) -> web.Response:
        return web.Response(text=body, content_type="application/json")

    async with bot_at(handler) as bot:
        assert await call(bot, "editMessageText", {"chat_id": 1}, want=Want.NOTHING)
        assert await call(bot, "sendMessage", {"chat_id": 1}) == {"message_id": 5}


@pytest.mark.parametrize(
    "body",
    [
        '{"ok":true,"result":{"message_id":5,"text":"Hello"}}',
        '{"ok":true,"result":{"message_id":5}}',
        '{"ok":true,"result":{"text":"\\"message_id\\":7,","message_id":5}}',
        '{"result":{"message_id":5,"text":"Hello"},"ok":true}',
    ],
)
async def test_whoever_wants_the_id_of_a_message_learns_it_wherever_it_stands(body: str) -> None:
    async def handler(_: web.Request) -> web.Response:
        return web.Response(text=body, content_type="application/json")

    async with bot_at(handler) as bot:
        assert (await call(bot, "sendMessage", {"chat_id": 1}, want=Want.MESSAGE_ID))["message_id"] == 5


async def test_a_refusal_is_one_also_for_whoever_wants_no_result() -> None:
    async def handler(_: web.Request) -> web.Response:
        return web.Response(text='{"ok":false,"error_code":400,"description":"Bad"}', status=400)

    async with bot_at(handler) as bot:
        for want in Want:
            with pytest.raises(BadRequest):
                await call(bot, "sendMessage", {"chat_id": 1}, want=want)


async def test_files_go_as_multipart() -> None:
    seen: dict[str, object] = {}

    async def handler(request: web.Request) -> web.Response:
        form = await request.post()
        part = form["document"]
        assert isinstance(part, web.FileField)
        seen.update(name=part.filename, content=part.file.read(), chat=form["chat_id"], kind=request.content_type)
        return ok({"message_id": 5})

    async with bot_at(handler) as bot:
        await call(bot, "sendDocument", {"chat_id": 7, "document": InputFile(b"words", filename="export.txt")})

    assert seen == {"name": "export.txt", "content": b"words", "chat": "7", "kind": "multipart/form-data"}


@pytest.mark.parametrize(
    ("handler", "expected"),
    [
        (refused(429, "Too Many Requests", retry_after=3), RetryAfter),
        (refused(400, "Bad Request: chat not found"), BadRequest),
        (refused(502, "Bad Gateway"), NetworkError),
        (refused(404, "Not Found"), EndPointNotFound),
    ],
)
async def test_refusals_become_the_librarys_errors_without_a_warning(
    handler: Handler, expected: type[TelegramError]
) -> None:
    async with bot_at(handler) as bot:
        with pytest.raises(expected):
            await call(bot, "sendMessage", {"chat_id": 1, "text": "x"})


async def test_half_of_a_surrogate_pair_holds_nothing_up() -> None:
    async def handler(_: web.Request) -> web.Response:
        return web.Response(body=rb'{"ok": true, "result": ["x\ud83d", "y"]}', content_type="application/json")

    async with bot_at(handler) as bot:
        assert await call(bot, "getUpdates", {}) == ["x\ud83d", "y"]


async def test_what_cannot_be_written_down_is_one_call_that_failed() -> None:
    async with bot_at(silent) as bot:
        with pytest.raises(NetworkError):
            await call(bot, "sendMessage", {"chat_id": 1, "text": "x\ud83d"})


async def silent(_: web.Request) -> web.Response:
    await asyncio.sleep(60)
    return ok(None)


async def broken(request: web.Request) -> web.Response:
    assert request.transport is not None
    request.transport.abort()
    return ok(None)


async def redirecting(_: web.Request) -> web.Response:
    raise web.HTTPFound("http://127.0.0.1:1/elsewhere")


async def garbled(_: web.Request) -> web.Response:
    return web.Response(text=f'{{"ok": true, "result": {{"text": "{WORDS}')


async def nothing_said(_: web.Request) -> web.Response:
    return web.Response(text='"Bad Gateway"', content_type="application/json", status=502)


async def odd_words(_: web.Request) -> web.Response:
    return web.Response(text='{"parameters":"none"}', content_type="application/json", status=400)


async def foreign(_: web.Request) -> web.Response:
    return web.json_response([WORDS])


@pytest.mark.parametrize(
    ("handler", "expected"),
    [
        (foreign, NetworkError),
        (silent, TimedOut),
        (broken, NetworkError),
        (redirecting, NetworkError),
        (garbled, NetworkError),
        (nothing_said, NetworkError),
        (odd_words, NetworkError),
    ],
)
async def test_a_failing_line_is_a_network_error_that_tells_no_secret(
    handler: Handler, expected: type[TelegramError], caplog: pytest.LogCaptureFixture
) -> None:
    async with bot_at(handler) as bot:
        with pytest.raises(expected) as caught:
            await call(bot, "sendMessage", {"chat_id": 1, "text": WORDS})

    told = "".join(traceback.format_exception(caught.value)) + caplog.text
    assert TOKEN not in told
    assert WORDS not in told


async def test_nobody_listening_is_a_network_error_that_tells_no_secret() -> None:
    wire = Wire("http://127.0.0.1:1")
    await wire.initialize()

    with pytest.raises(NetworkError) as caught:
        await wire.post(f"http://127.0.0.1:1/bot{TOKEN}/getMe")
    await wire.shutdown()

    assert TOKEN not in "".join(traceback.format_exception(caught.value))
