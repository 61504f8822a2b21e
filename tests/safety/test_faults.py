"""Everything that can go wrong between the function and the gateway, at each check: a whole Document, in time, that names it."""

import asyncio
import socket
import ssl
import struct
import tracemalloc
import zlib
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta

import pytest
import trustme

from gateway_probe.document import Document, read_document
from gateway_probe.gateway.transport import pool
from gateway_probe.probe import Inputs, Run, diagnose
from gateway_probe.settings import Settings
from tests.safety.conftest import Figures
from tests.safety.scripted import Answer, Received, Scripted, head, scripted, whole
from tests.soaking import many
from tests.standin import listen
from tests.worlds import parts
from tests.worlds.virtual_time import run_in_virtual_time
from tests.worlds.world import KEY

BUDGET_S = many(1, 3)
"""Of time that is waited, which costs none: a run is held to it to the digit, and what would not be ended lasts a minute."""
CHECKS = {
    "models": "/v1/models",
    "endpoints": "/endpoints",
    "credits-key": "/v1/credits",
    "baseline": "/v4/ai/language-model",
}
Fault = Callable[[Received, asyncio.StreamWriter], Awaitable[None]]


async def _write(writer: asyncio.StreamWriter, *parts: bytes, every_s: float = 0) -> None:
    for part in parts:
        writer.write(part)
        await writer.drain()
        await asyncio.sleep(every_s)


def plain(content: bytes) -> Fault:
    async def fault(_: Received, writer: asyncio.StreamWriter) -> None:
        await _write(writer, content)

    return fault


async def closes(_: Received, writer: asyncio.StreamWriter) -> None:
    writer.close()


async def resets(_: Received, writer: asyncio.StreamWriter) -> None:
    """Unread data and a lingering time of nothing make the kernel send RST instead of FIN."""
    await _write(writer, head(200, ("content-type", "application/json"), ("content-length", "1000")), b'{"half": ')
    writer.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")
    writer.transport.abort()


async def ends_early(_: Received, writer: asyncio.StreamWriter) -> None:
    await _write(writer, head(200, ("content-type", "application/json"), ("content-length", "1000")), b'{"half": ')
    writer.close()


async def says_nothing(_: Received, writer: asyncio.StreamWriter) -> None:
    await asyncio.sleep(60)


async def slow_headers(_: Received, writer: asyncio.StreamWriter) -> None:
    await _write(writer, *(bytes([byte]) for byte in whole(200, b"{}")), every_s=0.2)


async def slow_body(_: Received, writer: asyncio.StreamWriter) -> None:
    await _write(writer, head(200, ("content-type", "application/json"), ("content-length", "500")))
    await _write(writer, *(b" " for _ in range(500)), every_s=0.2)


async def never_ends(_: Received, writer: asyncio.StreamWriter) -> None:
    await _write(writer, head(200, ("content-type", "text/event-stream"), ("transfer-encoding", "chunked")))
    while True:
        await _write(writer, b"10\r\n" + b"data: x".ljust(14) + b"\n\n\r\n", every_s=0.01)


async def never_ends_fast(_: Received, writer: asyncio.StreamWriter) -> None:
    await _write(
        writer, head(200, ("content-type", "application/json"), ("transfer-encoding", "chunked")), b"10000\r\n"
    )
    while True:
        await _write(writer, b" " * 65_536)


async def endless_headers(_: Received, writer: asyncio.StreamWriter) -> None:
    await _write(writer, b"HTTP/1.1 200 X\r\n")
    while True:
        await _write(writer, b"x-header: " + b"x" * 60_000 + b"\r\n")


async def endless_hints(_: Received, writer: asyncio.StreamWriter) -> None:
    while True:
        await _write(writer, b"HTTP/1.1 103 Early Hints\r\nlink: </x>\r\n\r\n" * 1_000)


async def endless_crumbs(_: Received, writer: asyncio.StreamWriter) -> None:
    await _write(writer, head(200, ("content-type", "application/json"), ("transfer-encoding", "chunked")))
    while True:
        await _write(writer, b"1\r\n \r\n" * 10_000)


def _zipped(megabytes: int) -> bytes:
    """Spaces, in gzip's format (RFC 1952). One megabyte is compressed so that it can stand after itself again."""
    megabyte = b" " * 1_000_000
    packing = zlib.compressobj(9, wbits=-zlib.MAX_WBITS)
    packed = packing.compress(megabyte) + packing.flush(zlib.Z_FULL_FLUSH)
    checksum = 0
    for _ in range(megabytes):
        checksum = zlib.crc32(megabyte, checksum)
    ends = packing.flush() + struct.pack("<II", checksum, megabytes * len(megabyte))
    body = b"\x1f\x8b\x08" + b"\0" * 7 + packed * megabytes + ends
    return whole(200, body, ("content-encoding", "gzip"))


BOMB = plain(_zipped(200))


FAULTS: dict[str, Fault] = {
    "close": closes,
    "reset mid-body": resets,
    "body shorter than said": ends_early,
    "silence": says_nothing,
    "slow headers": slow_headers,
    "one byte at a time": slow_body,
    "never-ending events": never_ends,
    "never-ending body": never_ends_fast,
    "never-ending headers": endless_headers,
    "never-ending hints": endless_hints,
    "never-ending crumbs": endless_crumbs,
    "50 MB": plain(whole(200, b" " * 50_000_000)),
    "gzip bomb": BOMB,
    "gzip that is none": plain(whole(200, b"not gzip", ("content-encoding", "gzip"))),
    "unknown encoding": plain(whole(200, b"\0\1\2", ("content-encoding", "zstd, br, x-nobody"))),
    "wrong content type": plain(whole(200, b"\x89PNG\r\n\x1a\n", kind="image/png")),
    "no content type": plain(head(200, ("content-length", "2")) + b"{}"),
    "invalid UTF-8": plain(whole(200, b'{"error": "\xff\xfe\xc3\x28"}')),
    "invalid JSON": plain(whole(200, b'{"data": [')),
    "deep JSON": plain(whole(200, b"[" * 100_000)),
    "huge number": plain(whole(200, b'{"balance": "1e999999999", "total_used": ' + b"9" * 10_000 + b"}")),
    "HTML": plain(whole(502, b"<html><h1>Bad gateway</h1></html>", kind="text/html")),
    "empty": plain(head(200, ("content-length", "0"))),
    "no content": plain(head(204)),
    "not HTTP": plain(b"SSH-2.0-OpenSSH_9.6\r\n"),
    "two content lengths": plain(head(200, ("content-length", "2"), ("content-length", "9")) + b"{}"),
    "header injection": plain(b"HTTP/1.1 200 X\r\nx\0y: z\r\ncontent-length: 2\r\n\r\n{}"),
    "status 999": plain(whole(999, b"{}")),
    "status 100 for ever": plain(b"HTTP/1.1 100 Continue\r\n\r\n" * 5_000),
}


async def run(origin: str) -> tuple[Run, float]:
    environ = {
        "AI_GATEWAY_API_KEY": KEY,
        "GATEWAY_PROBE_BASE_URL": origin,
        "GATEWAY_PROBE_MODEL": "azure/gpt-5.4-mini",
        "GATEWAY_PROBE_TIME_BUDGET": str(BUDGET_S),
    }
    begun = asyncio.get_running_loop().time()
    finished = await diagnose(Inputs(Settings.from_environ(environ), environ))
    return finished, asyncio.get_running_loop().time() - begun


async def ask_once(answer: Answer, tls: ssl.SSLContext | None = None, origin: str = "") -> tuple[Run, Scripted, float]:
    """One run against a scripted gateway, and the seconds that the loop says it took."""
    async with scripted(answer, tls) as gateway:
        finished, took = await run(origin.format(port=gateway.port) or gateway.origin)
    return finished, gateway, took


def whole_document(finished: Run) -> Document:
    """Complete and valid at both levels, written and read again."""
    for level in ("public", "private"):
        read_document(finished.document(level).model_dump_json().encode())
    return finished.document("private")


async def _healthy(port: int, received: Received) -> bytes:
    """What a gateway that works answers, passed on."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    lines = "".join(f"{name}: {value}\r\n" for name, value in received.headers.items())
    writer.write(f"{received.method} {received.path} HTTP/1.1\r\n{lines}\r\n".encode("latin-1"))
    writer.write(received.body)
    writer.write_eof()
    answer = await reader.read()
    writer.close()
    return answer


@pytest.mark.parametrize("check", CHECKS)
@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_at_one_check_is_named_there_and_harms_no_other(fault: str, check: str, figures: Figures) -> None:
    async def ask() -> tuple[Run, Scripted, float]:
        async with listen(parts.one_team(parts.PAID)) as healthy:

            async def answer(received: Received, writer: asyncio.StreamWriter) -> None:
                hit = received.path.partition("?")[0].endswith(CHECKS[check]) and "made" not in str(received.headers)
                if hit and not _is_control(received):
                    await FAULTS[fault](received, writer)
                else:
                    writer.write(await _healthy(healthy.port, received))

            return await ask_once(answer)

    finished, _, took = run_in_virtual_time(ask())
    document = whole_document(finished)
    figures.add("faults survived, at one check", 1)
    assert took <= BUDGET_S
    checks = {str(one.id): one for one in document.gateway.checks}
    assert checks[check].outcome != "passed", "never taken for health"
    assert checks[check].reason is not None or checks[check].response is not None
    if check == "baseline":
        assert document.verdict.status in {"failing", "inconclusive"}
    else:
        assert checks["baseline"].outcome == "passed"
        assert document.verdict.status != "failing"


def _is_control(received: Received) -> bool:
    """The made-up key's request goes to the same path as the real one's."""
    authorization = received.headers.get("authorization", "")
    return bool(authorization) and KEY not in authorization


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_at_every_check_ends_in_time(fault: str, figures: Figures) -> None:
    finished, _, took = run_in_virtual_time(ask_once(FAULTS[fault]))
    document = whole_document(finished)
    figures.add("faults survived, everywhere", 1)
    assert took <= BUDGET_S
    assert document.verdict.status in {"failing", "inconclusive"}
    assert document.verdict.code != "healthy"


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
@pytest.mark.parametrize("check", [*CHECKS, "every"])
def test_a_redirect_carries_no_credential_to_another_host(status: int, check: str, figures: Figures) -> None:
    async def elsewhere(_: Received, writer: asyncio.StreamWriter) -> None:
        writer.write(whole(200, b"{}"))

    async def ask() -> tuple[Run, list[Received]]:
        async with scripted(elsewhere) as other:

            async def redirects(received: Received, writer: asyncio.StreamWriter) -> None:
                if check == "every" or CHECKS[check] in received.path:
                    writer.write(whole(status, b"", ("location", f"http://localhost:{other.port}{received.path}")))
                else:
                    writer.write(whole(401, b'{"error": {"type": "authentication_error"}}'))

            async with scripted(redirects) as gateway:
                environ = {"AI_GATEWAY_API_KEY": KEY, "GATEWAY_PROBE_BASE_URL": gateway.origin}
                finished = await diagnose(Inputs(Settings.from_environ(environ), environ))
                assert KEY in str([request.headers for request in gateway.requests])
                return finished, other.requests

    finished, followed = asyncio.run(ask())
    document = whole_document(finished)
    figures.add("redirects not followed", 1)
    assert followed == []
    hit = [one for one in document.gateway.checks if one.reason and one.reason.code == "redirected"]
    assert hit


def test_a_refused_connection_is_named() -> None:
    with socket.socket() as bound:  # bound and not listening: nobody else gets the port meanwhile
        bound.bind(("127.0.0.1", 0))
        finished, took = run_in_virtual_time(run(f"http://127.0.0.1:{bound.getsockname()[1]}"))
    document = whole_document(finished)
    assert (document.verdict.status, document.verdict.code) == ("failing", "gateway-unreachable")
    assert {one.reason.code for one in document.gateway.checks if one.reason} >= {"connect-refused"}
    assert took <= BUDGET_S


def test_a_name_that_does_not_resolve_is_named() -> None:
    finished, _ = asyncio.run(run("https://gateway-probe.invalid"))
    assert whole_document(finished).verdict.code == "dns-failure"


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    return trustme.CA()


def _server(certificate: trustme.LeafCert) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    certificate.configure_cert(context)
    return context


CERTIFICATES: dict[str, Callable[[trustme.CA], trustme.LeafCert]] = {
    "another name": lambda ca: ca.issue_cert("somebody-else.example"),
    "expired": lambda ca: ca.issue_cert("localhost", not_before=_days(-3), not_after=_days(-1)),
    "not yet valid": lambda ca: ca.issue_cert("localhost", not_before=_days(1), not_after=_days(3)),
    "unknown authority": lambda _: trustme.CA().issue_cert("localhost"),
}


def _days(number: int) -> datetime:
    return datetime.now(UTC) + timedelta(days=number)


def _trusting(authority: trustme.CA, monkeypatch: pytest.MonkeyPatch) -> None:
    """The default trust store, and this authority."""
    context = ssl.create_default_context()
    authority.configure_trust(context)
    monkeypatch.setattr(pool, "load_trusted", lambda: context)


async def _refuses(_: Received, writer: asyncio.StreamWriter) -> None:
    writer.write(whole(401, b'{"error": {"type": "authentication_error", "message": "no"}}'))


@pytest.mark.parametrize("fault", CERTIFICATES)
def test_a_certificate_that_cannot_be_trusted_gets_no_credential(
    fault: str, authority: trustme.CA, monkeypatch: pytest.MonkeyPatch, figures: Figures
) -> None:
    _trusting(authority, monkeypatch)
    tls = _server(CERTIFICATES[fault](authority))
    finished, gateway, took = run_in_virtual_time(ask_once(_refuses, tls, "https://localhost:{port}"))
    document = whole_document(finished)
    figures.add("faults survived, everywhere", 1)
    assert gateway.requests == [], "nothing was said to it"
    assert (document.verdict.status, document.verdict.code) == ("failing", "proxy-or-egress-filter")
    assert took <= BUDGET_S


def test_a_certificate_that_can_be_trusted_is(authority: trustme.CA, monkeypatch: pytest.MonkeyPatch) -> None:
    """Else the test above could not fail."""
    _trusting(authority, monkeypatch)
    tls = _server(authority.issue_cert("localhost"))
    _, gateway, _ = run_in_virtual_time(ask_once(_refuses, tls, "https://localhost:{port}"))
    assert gateway.requests


def test_something_without_tls_on_the_port_is_named(figures: Figures) -> None:
    async def ask() -> Run:
        async def speak_plainly(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            await reader.read(1_000)
            writer.write(whole(400, b"plain"))
            writer.close()

        server = await asyncio.start_server(speak_plainly, "127.0.0.1", 0)
        environ = {
            "AI_GATEWAY_API_KEY": KEY,
            "GATEWAY_PROBE_BASE_URL": f"https://localhost:{server.sockets[0].getsockname()[1]}",
        }
        try:
            return await diagnose(Inputs(Settings.from_environ(environ), environ))
        finally:
            server.close()

    document = whole_document(asyncio.run(ask()))
    figures.add("faults survived, everywhere", 1)
    assert document.verdict.code == "proxy-or-egress-filter"


async def _pours(_: Received, writer: asyncio.StreamWriter) -> None:
    """50 MB, of which this side holds little at any time."""
    await _write(writer, head(200, ("content-type", "application/json"), ("content-length", "50000000")))
    await _write(writer, *([b" " * 50_000] * 1_000))


@pytest.mark.parametrize(("fault", "answer"), [("50 MB", _pours), ("bomb", BOMB)])
def test_what_is_held_of_a_huge_answer_is_bounded(fault: str, answer: Fault, figures: Figures) -> None:
    tracemalloc.start()
    try:
        run_in_virtual_time(ask_once(answer))
        peak = tracemalloc.get_traced_memory()[1] / 1e6
    finally:
        tracemalloc.stop()
    figures.note("memory held at the worst answer, MB", round(peak, 1))
    assert peak < 40, "five answers of at most 1 MiB, and the test's own"
