"""One HTTP exchange, measured phase by phase and bounded in time and size."""

import asyncio
import logging
import ssl
import time
from types import TracebackType

import httpcore

from gateway_probe.gateway.arrival import ArrivingAnswer
from gateway_probe.gateway.encodings import UndecodableBody, UnknownEncoding
from gateway_probe.gateway.http_exchange import Exchange, Failure, Phases, tell_timeout
from gateway_probe.gateway.transport.addresses import read_address
from gateway_probe.gateway.transport.breaks import failure_of
from gateway_probe.gateway.transport.connecting import ResolvingBackend, current_phases, trace_into
from gateway_probe.trust import load_trusted

CLIENT = "httpx"
"""What asks; its version is looked up once it has been imported."""
MAX_BODY = 1_048_576
MAX_CONNECTIONS = 32
"""More than are ever asked at once: one that waits for a connection makes the whole round as long as two."""


def name_client() -> str:
    """The client and its version, as a Document names them. It was imported while the gateway thought."""
    import httpx

    return f"{CLIENT}/{httpx.__version__}"


class Transport:
    """A connection pool for one run. It follows no redirect, reads no proxy variable and repeats no POST."""

    def __init__(self, *, verify: ssl.SSLContext | None = None) -> None:
        _keep_out_of_logs()
        # Not through httpx's client: it gives up after five seconds of silence unless it is told otherwise, looks at
        # each answer for redirects and cookies, and has no phase for the name resolution.
        self._pool = httpcore.AsyncConnectionPool(
            ssl_context=verify or load_trusted(),
            max_connections=MAX_CONNECTIONS,
            max_keepalive_connections=MAX_CONNECTIONS,
            network_backend=ResolvingBackend(),
        )

    async def __aenter__(self) -> "Transport":
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._pool.aclose()

    async def exchange(
        self,
        method: str,
        url: str,
        headers: list[tuple[str, str]],
        *,
        body: bytes | None = None,
        timeout_s: float,
        max_body: int = MAX_BODY,
    ) -> Exchange:
        """Send exactly these headers in this order, and read the answer up to `max_body` decoded bytes.

        Never raises for anything that the network or the other side does: that becomes a `Failure`. What had
        arrived before a break is kept.
        """
        phases = Phases()
        answer = ArrivingAnswer()
        token = current_phases.set(phases)
        failure: Failure | None = None
        try:
            async with asyncio.timeout(timeout_s):
                await self._perform(method, url, headers, body, max_body, phases, answer)
        except (TimeoutError, httpcore.TimeoutException):
            failure = tell_timeout(phases, timeout_s)
        except (
            OSError,
            ssl.SSLError,
            httpcore.NetworkError,
            httpcore.ProtocolError,
            httpcore.UnsupportedProtocol,
            UndecodableBody,
            UnknownEncoding,
        ) as error:
            failure = failure_of(error, phases)
        finally:
            current_phases.reset(token)
        return Exchange(
            begun=phases.begun,
            total_ms=round((time.perf_counter() - phases.begun) * 1000, 3),
            phases=phases,
            status=answer.status,
            headers=answer.headers,
            body=bytes(answer.body),
            truncated=answer.truncated,
            failure=failure,
            chunk_times=answer.times(phases.begun),
        )

    async def _send(self, request: httpcore.Request, phases: Phases) -> httpcore.Response:
        """The answer, up to its head.

        A connection that was left open may be ended by the other side in the very moment in which it is used again.
        Only a GET may be sent once more without knowing what became of it (RFC 9110, 9.2.2; RFC 9112, 9.3.1).
        """
        while True:
            try:
                return await self._pool.handle_async_request(request)
            except (httpcore.NetworkError, httpcore.RemoteProtocolError):
                if request.method != b"GET" or not phases.met_an_ended_connection:
                    raise
                phases.begin_again()

    async def _perform(
        self,
        method: str,
        url: str,
        headers: list[tuple[str, str]],
        body: bytes | None,
        max_body: int,
        phases: Phases,
        answer: ArrivingAnswer,
    ) -> None:
        # Header values go out as Latin-1, as Node's fetch sends them; text that does not fit never gets here.
        raw = [(name.encode("ascii"), value.encode("latin-1")) for name, value in headers]
        extensions = {"trace": trace_into(phases)}
        request = httpcore.Request(method, read_address(url), headers=raw, content=body, extensions=extensions)
        response = await self._send(request, phases)
        try:
            import httpx  # by now it was, while the gateway thought (`probe/meanwhile.py`)

            answer.status = response.status
            answer.headers = {name.lower(): value for name, value in httpx.Headers(response.headers).items()}
            await answer.read(response.aiter_stream(), answer.headers.get("content-encoding", ""), max_body)
        finally:
            await response.aclose()


def _keep_out_of_logs() -> None:
    """httpcore logs addresses and headers at DEBUG, which may repeat a key.

    Its own exchanges alone are kept out: the app may use the same library.
    """
    for name in ("httpcore.connection", "httpcore.http11"):
        logging.getLogger(name).addFilter(_not_ours)


def _not_ours(_record: logging.LogRecord) -> bool:
    return current_phases.get() is None
