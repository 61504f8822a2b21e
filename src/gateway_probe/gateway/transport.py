"""One HTTP exchange, measured phase by phase and bounded in time and size. The only place that imports httpx."""

import asyncio
import errno
import logging
import ssl
import time
from collections.abc import AsyncIterator
from contextvars import ContextVar
from functools import cache
from types import TracebackType
from typing import Any

import httpcore
import httpx

from gateway_probe.gateway.arriving import ArrivingAnswer, UndecodableBody
from gateway_probe.gateway.exchange import Exchange, Failure, Phases, stage_of, timed_out
from gateway_probe.gateway.resolving import Resolver

CLIENT = f"httpx/{httpx.__version__}"
MAX_BODY = 1_048_576
MAX_CONNECTIONS = 32
"""More than are ever asked at once: one that waits for a connection makes the whole round as long as two."""


_current: ContextVar[Phases | None] = ContextVar("gateway_probe_phases", default=None)


class Transport:
    """A connection pool for one run. It follows no redirect, reads no proxy variable and retries nothing."""

    def __init__(self, *, verify: ssl.SSLContext | None = None) -> None:
        _keep_out_of_logs()
        self._client = httpx.AsyncClient(
            transport=_MeasuredTransport(verify or _default_verification()), trust_env=False, follow_redirects=False
        )

    async def __aenter__(self) -> "Transport":
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._client.aclose()

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
        token = _current.set(phases)
        failure: Failure | None = None
        try:
            async with asyncio.timeout(timeout_s):
                await self._perform(method, url, headers, body, max_body, phases, answer)
        except TimeoutError:
            failure = timed_out(phases, timeout_s)
        except (httpcore.TimeoutException, httpx.TimeoutException):
            failure = timed_out(phases, timeout_s)
        except (
            OSError,
            ssl.SSLError,
            httpcore.NetworkError,
            httpcore.ProtocolError,
            httpx.HTTPError,
            httpx.InvalidURL,
            UndecodableBody,
        ) as error:
            failure = _classify(error, phases)
        finally:
            _current.reset(token)
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
        request = httpx.Request(method, url, headers=raw, content=body, extensions={"trace": _trace(phases)})
        response = await self._client.send(request, stream=True)
        try:
            answer.status = response.status_code
            answer.headers = {name.lower(): value for name, value in response.headers.items()}
            await answer.read(response.aiter_raw(), answer.headers.get("content-encoding", ""), max_body)
        finally:
            await response.aclose()


def _keep_out_of_logs() -> None:
    """httpx logs addresses and reason phrases at INFO, which Vercel's runtime keeps, and httpcore headers at DEBUG.

    Any of them may repeat a key. Its own exchanges alone are kept out: the app may use the same library.
    """
    for name in ("httpx", "httpcore.connection", "httpcore.http11"):
        logging.getLogger(name).addFilter(_not_ours)


def _not_ours(_record: logging.LogRecord) -> bool:
    return _current.get() is None


class _MeasuredTransport(httpx.AsyncBaseTransport):
    """httpx on an httpcore pool whose name resolution is a phase of its own."""

    def __init__(self, verify: ssl.SSLContext) -> None:
        self._pool = httpcore.AsyncConnectionPool(
            ssl_context=verify,
            max_connections=MAX_CONNECTIONS,
            max_keepalive_connections=MAX_CONNECTIONS,
            http1=True,
            http2=False,
            retries=0,
            network_backend=_ResolvingBackend(),
        )

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Hand the request to the pool as it is; httpx adds nothing to it."""
        core = httpcore.Request(
            method=request.method,
            url=httpcore.URL(
                scheme=request.url.raw_scheme,
                host=request.url.raw_host,
                port=request.url.port,
                target=request.url.raw_path,
            ),
            headers=request.headers.raw,
            content=request.stream,
            extensions=request.extensions,
        )
        response = await self._pool.handle_async_request(core)
        return httpx.Response(
            status_code=response.status,
            headers=response.headers,
            stream=_Body(response),
            extensions=response.extensions,
        )

    async def aclose(self) -> None:
        """Close every connection."""
        await self._pool.aclose()


class _Body(httpx.AsyncByteStream):
    def __init__(self, response: httpcore.Response) -> None:
        self._response = response

    async def __aiter__(self) -> AsyncIterator[bytes]:
        async for chunk in self._response.aiter_stream():
            yield chunk

    async def aclose(self) -> None:
        await self._response.aclose()


class _ResolutionError(OSError):
    """The name could not be resolved."""


class _ResolvingBackend(httpcore.AsyncNetworkBackend):
    """Resolves the name itself, so that the time is known and a failure is not taken for a connect failure."""

    def __init__(self) -> None:
        self._backend = httpcore.AnyIOBackend()
        self._resolver = Resolver()

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Any = None,
    ) -> httpcore.AsyncNetworkStream:
        """Connect to the first address of the host that answers."""
        phases = _current.get() or Phases()
        phases.mark("resolve.begun")
        try:
            addresses = (await self._resolver.addresses(host, port))[:4]
        except (OSError, UnicodeError) as error:
            # On Lambda-like hosts a failed look-up shows as errno 16; the stage says what it was.
            raise _ResolutionError(getattr(error, "errno", None), "resolution failed") from error
        phases.mark("resolve.ended")
        phases.mark("connect.begun")
        for last, address in ((at == len(addresses), item) for at, item in enumerate(addresses, start=1)):
            try:
                stream = await self._backend.connect_tcp(address, port, timeout, local_address, socket_options)
            except (httpcore.ConnectError, OSError):
                if last:
                    raise
            else:
                phases.mark("connect.ended")
                return stream
        raise _ResolutionError(errno.ENOENT, "no address")

    async def sleep(self, seconds: float) -> None:
        """Wait; the pool asks for this between retries, of which there are none."""
        await self._backend.sleep(seconds)


def _trace(phases: Phases) -> Any:
    names = {
        "connection.start_tls.started": "tls.begun",
        "connection.start_tls.complete": "tls.ended",
        "http11.send_request_headers.started": "send.begun",
        "http11.send_request_body.complete": "send.ended",
        "http11.receive_response_headers.complete": "headers.ended",
    }

    async def trace(event: str, info: dict[str, Any]) -> None:  # noqa: ARG001 - httpcore's signature
        name = names.get(event)
        if name:
            phases.mark(name)

    return trace


def _classify(error: Exception, phases: Phases) -> Failure:
    chain = list(_causes(error))
    stage = stage_of(phases)
    if any(isinstance(item, _ResolutionError) for item in chain):
        return Failure("resolve", "not-found", "the name of the host could not be resolved")
    if any(isinstance(item, ssl.SSLCertVerificationError) for item in chain):
        return Failure("tls", "certificate", "the certificate is not one for the host's name that is trusted here")
    if any(isinstance(item, ssl.SSLError) for item in chain):
        return Failure("tls", "malformed", "the TLS handshake was broken off")
    if any(isinstance(item, ConnectionRefusedError) or _errno(item) == errno.ECONNREFUSED for item in chain):
        return Failure("connect", "refused", "the connection was refused")
    if isinstance(error, httpcore.LocalProtocolError | httpx.InvalidURL | httpx.UnsupportedProtocol):
        return Failure("write", "unsendable", "the request could not be written as HTTP")
    if isinstance(error, UndecodableBody):
        return Failure("read", "malformed", "the body is not what its content-encoding says")
    if isinstance(error, httpcore.RemoteProtocolError):
        whole = "headers.ended" in phases.marks
        text = (
            "the connection was closed before the answer ended"
            if whole
            else "the connection was closed without a whole answer"
        )
        return Failure("read", "reset", text)
    if stage in {"resolve", "connect"}:
        return Failure("connect", "unreachable", "no connection to the host could be made")
    return Failure(stage, "reset", "the connection broke")


def _causes(error: BaseException | None) -> Any:
    for _ in range(8):
        if error is None:
            return
        yield error
        error = error.__cause__ or error.__context__


def _errno(error: BaseException) -> int | None:
    return error.errno if isinstance(error, OSError) else None


@cache
def _default_verification() -> ssl.SSLContext:
    """The trust store of httpx, loaded once a process: it costs tens of milliseconds."""
    return httpx.create_ssl_context(trust_env=False)
