"""One HTTP exchange, measured phase by phase and bounded in time and size."""

import asyncio
import logging
import ssl
import time
from functools import cache
from types import TracebackType

import httpcore
import httpx

from gateway_probe.gateway.arrival import ArrivingAnswer
from gateway_probe.gateway.encodings import UndecodableBody, UnknownEncoding
from gateway_probe.gateway.http_exchange import Exchange, Failure, Phases, tell_timeout
from gateway_probe.gateway.transport.breaks import failure_of
from gateway_probe.gateway.transport.connecting import ResolvingBackend, current_phases, trace_into

CLIENT = f"httpx/{httpx.__version__}"
MAX_BODY = 1_048_576


class Transport:
    """The connections of one run. It follows no redirect, reads no proxy variable and retries nothing."""

    def __init__(self, *, verify: ssl.SSLContext | None = None) -> None:
        _keep_out_of_logs()
        # Not through httpx's client: it gives up after five seconds of silence unless it is told otherwise, looks at
        # each answer for redirects and cookies, and has no phase for the name resolution. Nor through httpcore's pool,
        # which looks through all its connections whenever a request begins or ends.
        self._verify = verify or _default_verification()
        self._network = ResolvingBackend()
        self._idle: list[httpcore.AsyncHTTPConnection] = []

    async def __aenter__(self) -> "Transport":
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        token = current_phases.set(Phases())  # that they are closed reaches no log either
        for connection in self._idle:
            await connection.aclose()
        current_phases.reset(token)

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
            httpx.InvalidURL,
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
        to = httpx.URL(url)
        address = httpcore.URL(scheme=to.raw_scheme, host=to.raw_host, port=to.port, target=to.raw_path)
        extensions = {"trace": trace_into(phases)}
        request = httpcore.Request(method, address, headers=raw, content=body, extensions=extensions)
        connection = await self._take_connection(address.origin)
        try:
            response = await connection.handle_async_request(request)
            try:
                answer.status = response.status
                answer.headers = {name.lower(): value for name, value in httpx.Headers(response.headers).items()}
                await answer.read(response.aiter_stream(), answer.headers.get("content-encoding", ""), max_body)
            finally:
                await response.aclose()
        finally:
            if connection.is_available():
                self._idle.append(connection)
            else:
                await connection.aclose()

    async def _take_connection(self, origin: httpcore.Origin) -> httpcore.AsyncHTTPConnection:
        """One that is left open from before, where the other side has not closed it, or a new one.

        None waits for another's: a request that had to would make the whole round as long as two.
        """
        if origin.scheme not in {b"http", b"https"}:
            raise httpcore.UnsupportedProtocol
        while found := next((item for item in self._idle if item.can_handle_request(origin)), None):
            self._idle.remove(found)
            if not found.has_expired():
                return found
            await found.aclose()
        return httpcore.AsyncHTTPConnection(origin, ssl_context=self._verify, network_backend=self._network)


def _keep_out_of_logs() -> None:
    """httpcore logs addresses and headers at DEBUG, which may repeat a key.

    Its own exchanges alone are kept out: the app may use the same library.
    """
    for name in ("httpcore.connection", "httpcore.http11"):
        logging.getLogger(name).addFilter(_not_ours)


def _not_ours(_record: logging.LogRecord) -> bool:
    return current_phases.get() is None


@cache
def _default_verification() -> ssl.SSLContext:
    """The trust store of httpx, loaded once a process: it costs tens of milliseconds."""
    return httpx.create_ssl_context(trust_env=False)
