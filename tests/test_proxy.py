"""Calls by a proxy: one CONNECT, then TLS from end to end; what the proxy sees is a name and a port."""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path
from typing import Any

import pytest
import uvloop
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from telegram import Bot
from telegram.error import NetworkError

from bot.wire import bot_at, call

TOKEN = "1000001:LOCAL-TOKEN"
ANSWER = b'{"ok": true, "result": true}'


@pytest.fixture
def certificate(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A certificate of 127.0.0.1 with its key, which this machine trusts during the test."""
    key, now = ec.generate_private_key(ec.SECP256R1()), datetime.now(UTC)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "local")])
    made = x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
    made = made.not_valid_before(now - timedelta(days=1)).not_valid_after(now + timedelta(days=1))
    made = made.add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False)
    made = made.add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
    form = serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    file = tmp_path / "both.pem"
    signed = made.sign(key, hashes.SHA256()).public_bytes(serialization.Encoding.PEM)
    file.write_bytes(key.private_bytes(serialization.Encoding.PEM, *form) + signed)
    monkeypatch.setenv("SSL_CERT_FILE", str(file))
    return file


async def _telegram(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """Answer every call on a connection."""
    try:
        while head := await reader.readuntil(b"\r\n\r\n"):
            length = next(int(line[15:]) for line in head.split(b"\r\n") if line.lower().startswith(b"content-length:"))
            await reader.readexactly(length)
            writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n%s" % (len(ANSWER), ANSWER))
    except (asyncio.IncompleteReadError, OSError):
        return
    finally:
        writer.transport.abort()


class Proxy:
    """Passes on what comes after a CONNECT that it answers with ``says``."""

    def __init__(self, says: bytes) -> None:
        self.says = says
        self.asked: list[bytes] = []

    async def __call__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = await reader.readuntil(b"\r\n\r\n")
        self.asked.append(head)
        writer.write(self.says)
        if b" 200 " in self.says:
            host, _, port = head.split(b" ")[1].decode().rpartition(":")
            there, onward = await asyncio.open_connection(host, int(port))
            await asyncio.gather(_pass_on(reader, onward), _pass_on(there, writer))
        else:
            await _pass_on(reader, writer)  # until it is closed


async def _pass_on(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    try:
        while some := await reader.read(65536):
            writer.write(some)
    except OSError:
        return
    finally:
        writer.transport.abort()


@asynccontextmanager
async def _bot(certificate: Path) -> AsyncIterator[Bot]:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    server = await asyncio.start_server(_telegram, "127.0.0.1", 0, ssl=context)
    bot = bot_at(f"https://127.0.0.1:{server.sockets[0].getsockname()[1]}", TOKEN)
    await bot.request.initialize()
    try:
        yield bot
    finally:
        await bot.request.shutdown()
        server.close()


async def _two_calls(
    certificate: Path, monkeypatch: pytest.MonkeyPatch, says: bytes, login: str
) -> tuple[str, list[bytes]]:
    proxy = Proxy(says)
    listening = await asyncio.start_server(proxy, "127.0.0.1", 0)
    monkeypatch.setenv("HTTPS_PROXY", f"http://{login}127.0.0.1:{listening.sockets[0].getsockname()[1]}")
    monkeypatch.setenv("NO_PROXY", "")
    async with _bot(certificate) as bot:
        try:
            results = [await call(bot, "sendMessage", {"chat_id": 1, "text": "words"}) for _ in range(2)]
        finally:
            listening.close()
        return str(results), proxy.asked


Run = Callable[[Coroutine[Any, Any, Any]], Any]


@pytest.fixture(params=["asyncio", "uvloop"])
def run(request: pytest.FixtureRequest) -> Run:
    factory = uvloop.new_event_loop if request.param == "uvloop" else asyncio.new_event_loop

    async def within(work: Coroutine[Any, Any, Any]) -> Any:
        try:
            async with asyncio.timeout(5):
                return await work
        finally:
            others = asyncio.all_tasks() - {asyncio.current_task()}
            for task in others:
                task.cancel()
            await asyncio.gather(*others, return_exceptions=True)
            for _ in range(5):
                await asyncio.sleep(0)  # what was closed goes

    def through(work: Coroutine[Any, Any, Any]) -> Any:
        with asyncio.Runner(loop_factory=factory) as runner:
            return runner.run(within(work))

    return through


@pytest.mark.parametrize(
    "says",
    [
        b"HTTP/1.1 200 Connection established\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n",
        b"HTTP/1.0 200 Connection established\r\nProxy-Agent: x\r\n\r\n",
        b"HTTP/1.1 103 Early Hints\r\n\r\nHTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n",
    ],
)
def test_calls_go_by_one_tunnel_that_shows_neither_token_nor_words(
    certificate: Path, monkeypatch: pytest.MonkeyPatch, run: Run, says: bytes
) -> None:
    results, asked = run(_two_calls(certificate, monkeypatch, says, ""))

    assert results == "[True, True]"
    (connect,) = asked
    assert connect.startswith(b"CONNECT 127.0.0.1:")
    assert b"Authorization" not in connect


def test_a_proxy_is_told_its_login(certificate: Path, monkeypatch: pytest.MonkeyPatch, run: Run) -> None:
    ok = b"HTTP/1.1 200 Connection established\r\n\r\n"

    _, (connect,) = run(_two_calls(certificate, monkeypatch, ok, "me:p%40ss@"))

    assert b"\r\nProxy-Authorization: Basic bWU6cEBzcw==\r\n" in connect


def test_a_proxy_that_refuses_is_a_network_error(certificate: Path, monkeypatch: pytest.MonkeyPatch, run: Run) -> None:
    no = b"HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 2\r\n\r\nno"

    with pytest.raises(NetworkError, match="connection: the proxy refused") as caught:
        run(_two_calls(certificate, monkeypatch, no, "me:secret@"))

    assert "secret" not in repr(caught.value)
