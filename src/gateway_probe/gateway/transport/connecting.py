"""Connections that are made with the phases of an exchange noted: the name looked up, connected, encrypted, sent."""

import asyncio
import errno
import select
import ssl
from asyncio.trsock import TransportSocket
from contextvars import ContextVar
from typing import Any

import httpcore

from gateway_probe.gateway.http_exchange import Phases
from gateway_probe.gateway.resolver import Resolver

current_phases: ContextVar[Phases | None] = ContextVar("gateway_probe_phases", default=None)
"""Those of the exchange that this task is in."""

_AT_ONCE = 4_096
_MAX_HEAD = 40_960


class ResolutionError(OSError):
    """The name could not be resolved."""


class ResolvingBackend(httpcore.AsyncNetworkBackend):
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
        phases = current_phases.get() or Phases()
        phases.mark("resolve.begun")
        try:
            addresses = (await self._resolver.addresses(host, port))[:4]
        except (OSError, UnicodeError) as error:
            # On Lambda-like hosts a failed look-up shows as errno 16; the stage says what it was.
            raise ResolutionError(getattr(error, "errno", None), "resolution failed") from error
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
                return BoundedHead(stream)
        raise ResolutionError(errno.ENOENT, "no address")

    async def sleep(self, seconds: float) -> None:
        """Wait; the pool asks for this between retries, of which there are none."""
        await self._backend.sleep(seconds)


class BoundedHead(httpcore.AsyncNetworkStream):
    """A connection on which the head of an answer is read a little at a time, and not without end.

    A server may send any number of answers before the answer (`100 Continue`, `103 Early Hints`), which httpcore skips.
    """

    def __init__(self, stream: httpcore.AsyncNetworkStream) -> None:
        self._stream = stream
        # The pool asks each connection at each request, and anyio asks the system for all addresses each time.
        self._socket, self._encrypted = stream.get_extra_info("socket"), stream.get_extra_info("ssl_object")

    async def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """What has arrived. Raises `RemoteProtocolError` where the head has no end."""
        phases = current_phases.get()
        if phases is None or "headers.ended" in phases.marks:
            return await self._stream.read(max_bytes, timeout)
        content = await self._stream.read(min(max_bytes, _AT_ONCE), timeout)
        phases.head_bytes += len(content)
        if phases.head_bytes > _MAX_HEAD:
            raise httpcore.RemoteProtocolError("the head of the answer does not end")
        return content

    async def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """Send it."""
        await self._stream.write(buffer, timeout)

    async def aclose(self) -> None:
        """Close it."""
        await self._stream.aclose()

    async def start_tls(
        self, ssl_context: Any, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.AsyncNetworkStream:
        """The same, encrypted. httpcore leaves one open whose handshake is given up."""
        try:
            return BoundedHead(await self._stream.start_tls(ssl_context, server_hostname, timeout))
        except asyncio.CancelledError:
            await self.aclose()
            raise

    def get_extra_info(self, info: str) -> Any:
        """What the connection knows of itself. An end that came together with the last answer is seen too."""
        if info != "is_readable":
            return self._stream.get_extra_info(info)
        return _has_arrived(self._socket) or _holds_more(self._encrypted)


def _has_arrived(held: TransportSocket) -> bool:
    """Whether anything is there to be read, the end of the connection included."""
    number = held.fileno()
    if number < 0:
        return True
    if not hasattr(select, "poll"):
        return bool(select.select([number], [], [], 0)[0])
    poll = select.poll()
    poll.register(number, select.POLLIN)
    return bool(poll.poll(0))


def _holds_more(encrypted: ssl.SSLObject | None) -> bool:
    """Whether more than the last answer was read from an encrypted connection: of the socket nobody can tell."""
    if encrypted is None:
        return False
    try:
        encrypted.read(1)
    except ssl.SSLWantReadError:
        return False
    except ssl.SSLError:
        pass
    return True


def trace_into(phases: Phases) -> Any:
    """A hook of httpcore that notes there when each phase of the exchange begins and ends."""
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
