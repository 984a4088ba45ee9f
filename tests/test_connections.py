"""HTTP as it comes from a wire: split, early, late, twice, half; no answer is ever another request's."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager

import pytest

from bot.connections import Connections, Lost, Server

HEAD = b"GET / HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n"
OK = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"
TWO = b"HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\ntwo"
CLOSE = b""
"""In the place of bytes: the other end closes."""


class Script:
    """A server: each connection answers its requests by what is written for it, in these pieces."""

    def __init__(self, *connections: Sequence[Sequence[bytes]]) -> None:
        self.connections = list(connections)
        self.asked: list[bytes] = []
        self.made = 0
        self.said = asyncio.Event()
        """Set once all pieces of an answer are out."""

    async def __call__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        answers, self.made = self.connections[self.made], self.made + 1
        try:
            for pieces in answers:
                self.asked.append(await reader.readuntil(b"\r\n\r\n"))
                await self._answer(writer, pieces)
            await reader.read()
        except (asyncio.IncompleteReadError, ConnectionError):
            return
        finally:
            writer.close()

    async def _answer(self, writer: asyncio.StreamWriter, pieces: Sequence[bytes]) -> None:
        for piece in pieces:
            if piece == CLOSE:
                writer.close()
            else:
                writer.write(piece)
                await writer.drain()
            await asyncio.sleep(0.001)  # so that the next piece comes by itself
        self.said.set()


Serve = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]


@asynccontextmanager
async def listening(serve: Serve, host: str = "127.0.0.1") -> AsyncIterator[Server]:
    server = await asyncio.start_server(serve, host, 0)
    yield Server(host=host, port=server.sockets[0].getsockname()[1], tls=False)
    server.close()


@asynccontextmanager
async def connected(serve: Serve, host: str = "127.0.0.1") -> AsyncIterator[Connections]:
    async with listening(serve, host) as server:
        connections = Connections(server, most=2, connect_seconds=1)
        yield connections
        connections.close()


async def ask(connections: Connections, seconds: float = 1) -> tuple[int, bytes]:
    return await connections.ask(HEAD, b"", seconds)


CHUNKED = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\no\r\n1;x=y\r\nk\r\n0\r\nTrailer: t\r\n\r\n"
HUGE = b"HTTP/1.1 200 OK\r\nX: " + b"x" * 300_000 + b"\r\nContent-Length: 2\r\n\r\nok"
HINTED = b"HTTP/1.1 103 Early Hints\r\nLink: <x>\r\n\r\n"
GO_ON = b"HTTP/1.1 100 Continue\r\n\r\n"


@pytest.mark.parametrize(
    "pieces",
    [
        [OK],
        [OK[n : n + 1] for n in range(len(OK))],
        [OK[:38], OK[38:]],
        [CHUNKED],
        [CHUNKED[n : n + 1] for n in range(len(CHUNKED))],
        [HUGE[:70_000], HUGE[70_000:]],
        [GO_ON, HINTED, OK],
        [GO_ON + HINTED + OK],
    ],
)
async def test_an_answer_is_read_however_it_comes_and_the_connection_is_kept(pieces: list[bytes]) -> None:
    script = Script([pieces, [TWO]])
    async with connected(script) as connections:
        assert await ask(connections) == (200, b"ok")
        assert await ask(connections) == (200, b"two")
    assert script.made == 1


@pytest.mark.parametrize(
    "pieces",
    [
        [OK + b"HTTP/1.1 408 Request Timeout\r\n"],
        [OK, b"HTTP/1.1 408 Request Timeout\r\n"],
        [OK + OK],
        [OK, OK],
        [OK.replace(b"\r\n\r\n", b"\r\nConnection: close\r\n\r\n")],
        [b"HTTP/1.0 200 OK\r\nContent-Length: 2\r\n\r\nok"],
        [b"HTTP/1.1 200 OK\r\n\r\nok", CLOSE],
        [b"HTTP/1.0 200 OK\r\n\r\no", b"k", CLOSE],
    ],
)
async def test_what_comes_beside_an_answer_is_no_answer_to_the_next_request(pieces: list[bytes]) -> None:
    script = Script([pieces, [OK]], [[TWO]])
    async with connected(script) as connections:
        assert await ask(connections) == (200, b"ok")
        await script.said.wait()
        for _ in range(10):
            await asyncio.sleep(0)  # what is on the wire arrives
        assert await ask(connections) == (200, b"two")
    assert script.made == 2


@pytest.mark.parametrize(
    "pieces",
    [
        [CLOSE],
        [b"HTTP/1.1 200 OK\r\n", CLOSE],
        [OK[:38], CLOSE],
        [OK[:-1], CLOSE],
        [CHUNKED[:-2], CLOSE],
        [b"no HTTP at all"],
        [b"HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: x\r\n\r\n"],
        [GO_ON, CLOSE],
    ],
)
async def test_an_answer_that_does_not_come_whole_is_lost_and_its_connection_with_it(
    pieces: list[bytes], caplog: pytest.LogCaptureFixture
) -> None:
    script = Script([pieces], [[TWO]])
    async with connected(script) as connections:
        with pytest.raises(Lost):
            await ask(connections)
        assert await ask(connections) == (200, b"two")
    assert caplog.text == ""


async def test_a_request_that_is_given_up_or_takes_too_long_never_lends_its_answer_to_another() -> None:
    script = Script([[OK[:38]], [OK]], [[OK[:38]], [OK]], [[TWO]])
    async with connected(script) as connections:
        with pytest.raises(TimeoutError):
            await ask(connections, 0.02)
        script.said.clear()
        task = asyncio.create_task(ask(connections))
        await script.said.wait()
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        assert await ask(connections) == (200, b"two")


@pytest.mark.parametrize("seconds", [0.2, 30])
async def test_each_answer_is_late_in_its_own_time(seconds: float) -> None:
    script = Script([[OK[:38]]], [[OK[:38]]])
    async with connected(script) as connections, asyncio.timeout(10):
        long = asyncio.create_task(ask(connections, seconds))
        await script.said.wait()
        with pytest.raises(TimeoutError):
            await ask(connections, 0.02)

        if seconds > 1:
            assert not long.done()
            long.cancel()
        else:
            with pytest.raises(TimeoutError):
                await long


async def test_an_ipv6_address_is_named_in_brackets() -> None:
    script = Script([[OK]])
    async with connected(script, "::1") as connections:
        assert await ask(connections) == (200, b"ok")

    assert Server.of("http://[::1]:8081/prefix").named == "[::1]:8081"


async def test_more_requests_than_connections_wait_for_their_turn_and_none_is_forgotten() -> None:
    script = Script([[OK]] * 6, [[OK], [OK[:38], CLOSE]], [[OK]] * 6)
    async with connected(script) as connections:
        tasks = [asyncio.create_task(ask(connections)) for _ in range(7)]
        for _ in range(3):
            await asyncio.sleep(0)
        tasks[3].cancel()
        found = await asyncio.wait_for(asyncio.gather(*tasks, return_exceptions=True), 5)

    assert [type(one) for one in found].count(asyncio.CancelledError) == 1
    assert [type(one) for one in found].count(Lost) == 1
    assert found.count((200, b"ok")) == 5


async def test_whoever_gives_up_just_when_their_turn_has_come_lets_the_next_one_have_it() -> None:
    script = Script([[OK[:38]]], [[OK]] * 2)
    async with connected(script) as connections:
        for_long = asyncio.create_task(ask(connections, 60))
        await script.said.wait()

        async def ask_and_end(other: list[asyncio.Task[tuple[int, bytes]]]) -> None:
            await ask(connections)
            other[0].cancel()

        waiting: list[asyncio.Task[tuple[int, bytes]]] = []
        asks = asyncio.create_task(ask_and_end(waiting))
        await asyncio.sleep(0)
        waiting += [asyncio.create_task(ask(connections)) for _ in range(2)]
        await asks

        assert await asyncio.wait_for(waiting[1], 5) == (200, b"ok")
        assert waiting[0].cancelled()
        for_long.cancel()


async def test_what_is_given_up_is_cut_at_once_and_leaves_its_place_to_others() -> None:
    script = Script([[OK[:38]]], [[OK[:38]]], [[TWO]])
    async with connected(script) as connections:
        tasks = []
        for _ in range(2):
            script.said.clear()
            tasks.append(asyncio.create_task(ask(connections, 60)))
            await script.said.wait()
        for task in tasks:
            task.cancel()
        assert await asyncio.wait_for(ask(connections), 5) == (200, b"two")


async def test_closing_ends_what_is_under_way() -> None:
    script = Script([[OK[:38]]])
    async with connected(script) as connections:
        task = asyncio.create_task(ask(connections))
        await script.said.wait()
        connections.close()
        with pytest.raises(Lost):
            await task
