"""One exchange against real sockets: measured, bounded, and never an exception."""

import asyncio
import logging
import socket
import ssl
import struct
import threading
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine
from contextlib import asynccontextmanager, suppress
from typing import Any, get_args

import httpx
import pytest
import trustme

from gateway_probe.document.vocabulary import ExperimentId
from gateway_probe.gateway.http_exchange import Exchange
from gateway_probe.gateway.transport import Transport
from tests.worlds.virtual_time import run_in_virtual_time

Handler = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]
OK = b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n"


@asynccontextmanager
async def serving(handler: Handler, tls: ssl.SSLContext | None = None) -> AsyncIterator[int]:
    async def handle(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            await handler(reader, writer)
        except (ConnectionError, asyncio.IncompleteReadError):
            pass
        finally:
            writer.close()

    server = await asyncio.start_server(handle, "127.0.0.1", 0, ssl=tls)
    async with server:
        yield server.sockets[0].getsockname()[1]


def exchange(
    handler: Handler,
    *,
    timeout_s: float = 5.0,
    max_body: int = 1_000_000,
    host: str = "127.0.0.1",
    finish: Callable[[Coroutine[Any, Any, Exchange]], Exchange] = asyncio.run,
) -> Exchange:
    async def run() -> Exchange:
        async with serving(handler) as port, Transport() as transport:
            headers = [("host", f"{host}:{port}"), ("accept-encoding", "gzip, deflate")]
            return await transport.exchange(
                "GET", f"http://{host}:{port}/", headers, timeout_s=timeout_s, max_body=max_body
            )

    return finish(run())


def answering(*chunks: bytes, then: Handler | None = None) -> Handler:
    async def handler(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        for chunk in chunks:
            writer.write(chunk)
            await writer.drain()
        if then is not None:
            await then(reader, writer)

    return handler


async def silence(reader: asyncio.StreamReader, _: asyncio.StreamWriter) -> None:
    await reader.read()


async def drip(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    while True:
        writer.write(b" ")
        await writer.drain()
        await asyncio.sleep(0.02)


async def reset(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    writer.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    writer.transport.abort()


def test_a_whole_answer_comes_with_its_phases() -> None:
    found = exchange(answering(OK + b"content-length: 2\r\n\r\n{}"))
    assert (found.status, found.body, found.failure) == (200, b"{}", None)
    for first, second in (
        ("resolve.begun", "resolve.ended"),
        ("connect.begun", "connect.ended"),
        ("send.ended", "headers.ended"),
    ):
        assert found.phases.between(first, second) is not None
    assert found.phases.between("tls.begun", "tls.ended") is None
    assert found.total_ms > 0


def test_whatever_is_asked_at_once_waits_for_no_connection() -> None:
    """None is answered before all have arrived."""
    at_once = len(get_args(ExperimentId))
    arrived = asyncio.Semaphore(0)
    all_there = asyncio.Event()

    async def wait_for_all(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        arrived.release()
        await all_there.wait()
        writer.write(OK + b"content-length: 2\r\n\r\n{}")

    async def run() -> list[Exchange]:
        async with serving(wait_for_all) as port, Transport() as transport:
            asking = [
                asyncio.create_task(
                    transport.exchange("GET", f"http://127.0.0.1:{port}/", [("host", "127.0.0.1")], timeout_s=20)
                )
                for _ in range(at_once)
            ]
            for _ in range(at_once):
                await arrived.acquire()
            all_there.set()
            return await asyncio.gather(*asking)

    assert [answer.status for answer in asyncio.run(asyncio.wait_for(run(), 20))] == [200] * at_once


def test_a_second_request_reuses_the_connection() -> None:
    async def handler(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while True:
            await reader.readuntil(b"\r\n\r\n")
            writer.write(OK + b"content-length: 2\r\n\r\n{}")

    async def run() -> list[float | None]:
        async with serving(handler) as port, Transport() as transport:
            url, headers = f"http://127.0.0.1:{port}/", [("host", f"127.0.0.1:{port}")]
            both = [await transport.exchange("GET", url, headers, timeout_s=5) for _ in range(2)]
            return [item.phases.between("connect.begun", "connect.ended") for item in both]

    first, second = asyncio.run(run())
    assert first is not None
    assert second is None


def test_a_connection_that_ended_behind_its_answer_is_not_used_again() -> None:
    """Over TLS the end may be read together with the answer; the socket says nothing of it."""
    authority = trustme.CA()
    server, client = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER), ssl.create_default_context()
    authority.issue_cert("localhost").configure_cert(server)
    authority.configure_trust(client)

    async def run() -> list[Exchange]:
        handler = answering(OK + b"content-length: 2\r\n\r\n{}")
        async with serving(handler, server) as port, Transport(verify=client) as transport:
            url, headers = f"https://localhost:{port}/", [("host", f"localhost:{port}")]
            return [await transport.exchange("GET", url, headers, timeout_s=5) for _ in range(3)]

    assert [(item.status, item.failure) for item in asyncio.run(run())] == [(200, None)] * 3


@pytest.mark.parametrize("last_words", [b"", b"HTTP/1.1 2"])
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_a_connection_that_ends_as_it_is_used_again_costs_a_get_nothing(method: str, last_words: bytes) -> None:
    """Nobody knows what became of a POST, nor of a request that was being answered: neither is sent twice."""
    requests: list[bytes] = []

    async def answer_once(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        for answer in (OK + b"content-length: 2\r\n\r\n{}", last_words):
            requests.append(await reader.readuntil(b"\r\n\r\n"))
            writer.write(answer)
            await writer.drain()

    async def run() -> list[Exchange]:
        async with serving(answer_once) as port, Transport() as transport:
            url, headers = f"http://127.0.0.1:{port}/", [("host", f"127.0.0.1:{port}")]
            return [await transport.exchange(one, url, headers, timeout_s=5) for one in ("GET", method)]

    first, second = asyncio.run(run())
    again = method == "GET" and not last_words
    assert (first.status, first.phases.asked_again, second.phases.asked_again) == (200, False, again)
    assert (second.status, second.failure is None) == ((200, True) if again else (None, False))
    assert len(requests) == (3 if again else 2)


@pytest.mark.parametrize(
    ("handler", "stage", "kind"),
    [
        (answering(), "read", "reset"),
        (answering(OK + b"content-length: 100\r\n\r\n{}"), "read", "reset"),
        (answering(OK + b"content-length: 100\r\n\r\n{}", then=reset), "read", "reset"),
        (answering(b"HTTP/1.1 200", then=reset), "read", "reset"),
        (answering(b"this is not HTTP\r\n\r\n"), "read", "reset"),
        (answering(OK + b"transfer-encoding: chunked\r\n\r\nzz\r\n"), "read", "reset"),
        (answering(OK + b"content-encoding: gzip\r\ncontent-length: 4\r\n\r\nnope"), "read", "malformed"),
    ],
    ids=["closes", "cut short", "reset", "reset in the head", "not HTTP", "bad chunk", "bad gzip"],
)
def test_a_break_is_a_failure_with_its_stage(handler: Handler, stage: str, kind: str) -> None:
    failure = exchange(handler).failure
    assert failure is not None
    assert (failure.stage, failure.kind) == (stage, kind)


@pytest.mark.parametrize(
    "handler",
    [
        answering(then=silence),
        answering(b"HTTP/1.1 200 OK\r\nx-slow: ", then=drip),
        answering(OK + b"content-length: 1000000\r\n\r\n", then=drip),
        answering(OK + b"\r\n", then=drip),
    ],
    ids=["silent", "slow headers", "slow body", "never-ending body"],
)
def test_what_does_not_end_is_ended_in_time(handler: Handler) -> None:
    async def timed(asking: Coroutine[Any, Any, Exchange]) -> Exchange:
        begun = asyncio.get_running_loop().time()
        found = await asking
        assert asyncio.get_running_loop().time() - begun == pytest.approx(0.3)
        return found

    failure = exchange(handler, timeout_s=0.3, finish=lambda asking: run_in_virtual_time(timed(asking))).failure
    assert failure is not None
    assert (failure.stage, failure.kind) == ("read", "timeout")


@pytest.mark.parametrize(
    ("head", "again", "kind"),
    [
        (b"", b"HTTP/1.1 103 Early Hints\r\nx: y\r\n\r\n", "reset"),
        (b"", b"HTTP/1.1 100 Continue\r\n\r\n", "reset"),
        (OK + b"transfer-encoding: chunked\r\n\r\n", b"1\r\na\r\n", None),
    ],
    ids=["hints", "continue", "chunks"],
)
def test_what_comes_in_crumbs_without_end_costs_little_and_holds_nobody_up(
    head: bytes, again: bytes, kind: str | None
) -> None:
    async def flood(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(ConnectionError):
            while True:
                writer.write(again * 10_000)
                await writer.drain()

    begun = time.process_time()
    found = exchange(answering(head, then=flood), timeout_s=20)
    assert time.process_time() - begun < 2
    assert (found.failure.kind if found.failure else None) == kind
    assert found.truncated == (kind is None)


def test_what_arrived_before_the_break_is_kept() -> None:
    found = exchange(answering(b'HTTP/1.1 403 Forbidden\r\ncontent-length: 100\r\n\r\n{"error"'))
    assert (found.status, found.body) == (403, b'{"error"')


def test_a_large_body_is_read_up_to_the_limit() -> None:
    async def flood(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        for _part in range(800):
            writer.write(b"x" * 65_536)
            await writer.drain()

    found = exchange(answering(OK + b"content-length: 52428800\r\n\r\n", then=flood), max_body=100_000)
    assert found.truncated
    assert len(found.body) == 100_000


def test_a_redirect_is_an_answer_and_is_not_followed() -> None:
    found = exchange(
        answering(b"HTTP/1.1 307 Temporary Redirect\r\nlocation: http://127.0.0.1:1/\r\ncontent-length: 0\r\n\r\n")
    )
    assert (found.status, found.failure) == (307, None)


def test_nothing_listening_is_a_refused_connection() -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        port = unused.getsockname()[1]

        async def run() -> Exchange:
            async with Transport() as transport:
                return await transport.exchange("GET", f"http://127.0.0.1:{port}/", [("host", "x")], timeout_s=5)

        failure = asyncio.run(run()).failure
    assert failure is not None
    assert (failure.stage, failure.kind) == ("connect", "refused")


@pytest.mark.parametrize("host", ["name.invalid", "a" * 70 + ".example", "bad_host..example"])
def test_a_name_that_cannot_be_resolved_is_a_failure_of_resolution(host: str) -> None:
    async def run() -> Exchange:
        async with Transport() as transport:
            return await transport.exchange("GET", f"https://{host}/", [("host", host)], timeout_s=10)

    failure = asyncio.run(run()).failure
    assert failure is not None
    assert failure.stage == "resolve"


def test_something_that_is_not_tls_is_a_failure_of_tls() -> None:
    async def run() -> Exchange:
        async def plain(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            await reader.read(10)
            writer.write(b"HTTP/1.1 400 Bad Request\r\n\r\n")
            await writer.drain()

        async with serving(plain) as port, Transport() as transport:
            return await transport.exchange("GET", f"https://127.0.0.1:{port}/", [("host", "x")], timeout_s=5)

    failure = asyncio.run(run()).failure
    assert failure is not None
    assert failure.stage == "tls"


def test_headers_leave_in_the_order_and_case_in_which_they_were_given() -> None:
    seen: list[bytes] = []

    async def handler(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        seen.append(await reader.readuntil(b"\r\n\r\n"))
        writer.write(OK + b"content-length: 0\r\n\r\n")

    async def run() -> None:
        async with serving(handler) as port, Transport() as transport:
            headers = [
                ("host", "h"),
                ("connection", "keep-alive"),
                ("z", "1"),
                ("a", "caf\u00e9"),
                ("content-length", "2"),
            ]
            await transport.exchange("POST", f"http://127.0.0.1:{port}/p", headers, body=b"{}", timeout_s=5)

    asyncio.run(run())
    lines = seen[0].split(b"\r\n")
    assert lines == [
        b"POST /p HTTP/1.1",
        b"host: h",
        b"connection: keep-alive",
        b"z: 1",
        b"a: caf\xe9",
        b"content-length: 2",
        b"",
        b"",
    ]


def test_an_exchange_reaches_no_log_and_others_clients_are_left_alone(caplog: pytest.LogCaptureFixture) -> None:
    """httpx logs the URL and the reason phrase at INFO, httpcore headers at DEBUG, and a gateway may repeat a key."""
    content = b"HTTP/1.1 200 FAKE-said-as-a-reason\r\nx-echo: FAKE-a-key-repeated\r\ncontent-length: 2\r\n\r\n{}"
    with caplog.at_level(logging.DEBUG):
        answer = exchange(answering(content))
        assert answer.headers["x-echo"] == "FAKE-a-key-repeated"
        assert [record for record in caplog.records if record.name.startswith("http")] == []
        assert "FAKE" not in caplog.text
        asyncio.run(_ask_with_a_client_of_its_own())
    assert "FAKE-of-another-client" in caplog.text
    assert "HTTP Request: GET http://127.0.0.1:" in caplog.text


async def _ask_with_a_client_of_its_own() -> None:
    handler = answering(OK + b"x-echo: FAKE-of-another-client\r\ncontent-length: 2\r\n\r\n{}")
    async with serving(handler) as port, httpx.AsyncClient(trust_env=False) as client:
        await client.get(f"http://127.0.0.1:{port}/")


def test_a_silent_name_server_takes_no_longer_than_the_exchange_may(monkeypatch: pytest.MonkeyPatch) -> None:
    """The system's resolver cannot be given up; neither the exchange nor the end of the loop waits for it."""
    let_go = threading.Event()
    ended = threading.Event()

    def silent(*_: object, **__: object) -> list[object]:
        let_go.wait(20)
        ended.set()
        return []

    monkeypatch.setattr(socket, "getaddrinfo", silent)

    async def run() -> list[Exchange]:
        async with Transport() as transport:
            asked = (
                transport.exchange("GET", "https://silent.example/", [("host", "silent.example")], timeout_s=0.3)
                for _ in range(10)
            )
            return await asyncio.gather(*asked)

    before = threading.active_count()
    try:
        exchanges = asyncio.run(run())
        waiting = threading.active_count() - before
        assert not ended.is_set(), "somebody waited for it"
    finally:
        let_go.set()
    failures = {exchange.failure and (exchange.failure.stage, exchange.failure.kind) for exchange in exchanges}
    assert failures == {("resolve", "timeout")}
    assert waiting <= 1
