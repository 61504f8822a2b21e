"""The simulated gateway on a port of this machine, for as long as a `with` block lasts."""

import asyncio
import socket
import threading
from collections.abc import Awaitable, Callable, Iterator, MutableMapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import uvicorn
from uvicorn.protocols.http.h11_impl import H11Protocol

from gateway_simulator.asgi import Gateway
from gateway_simulator.scenario import load_scenario, place
from gateway_simulator.world import Place, Scenario

_START_LIMIT_S = 20.0
_STOP_LIMIT_S = 20.0
_ACCEPTING_TURNS = 8
"""Turns of the loop: notice, accept, make the transport, tell the protocol; and as many again to spare."""
_CLOSING_TURNS = 8
"""Turns of the loop in which an idle connection is closed and lost; what still answers then is waited for."""
_MAX_HEADERS = 262_144
"""A key of 100 kB must reach the gateway's own refusal, not the server's."""

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]


@dataclass(frozen=True)
class Recorded:
    """A request as it arrived: headers in their order."""

    method: str
    path: str
    query: str
    headers: list[tuple[str, str]]
    body: bytes


@dataclass
class Simulator:
    """A running simulator."""

    origin: str
    scenario: Scenario
    requests: list[Recorded] = field(default_factory=list)

    def place(self, name: str) -> Place:
        """Variables and headers of a place, with this simulator as its gateway."""
        return place(self.scenario, name, self.origin)


@contextmanager
def serve(scenario: Scenario | str, *, port: int = 0, latency_ms: float = 0.0) -> Iterator[Simulator]:
    """Serve a scenario on 127.0.0.1. `latency_ms` is added to every answer. Raises OSError where the port is taken."""
    loaded = load_scenario(scenario) if isinstance(scenario, str) else scenario
    simulator = Simulator("", loaded)
    app = _recording(Gateway(loaded, latency_ms).app(), simulator.requests)
    listening = _bound(port)
    config = uvicorn.Config(
        app,
        http=_OpenProtocol,
        ws="none",
        lifespan="off",
        log_config=None,
        server_header=False,
        date_header=False,
        h11_max_incomplete_event_size=_MAX_HEADERS,
        timeout_graceful_shutdown=1,
    )
    server = _Server(config)
    simulator.origin = f"http://127.0.0.1:{listening.getsockname()[1]}"
    started = threading.Event()
    thread = threading.Thread(target=_run, args=(server, listening, started), name="simulator", daemon=True)
    thread.start()
    try:
        if not started.wait(_START_LIMIT_S):
            raise OSError("the simulator did not start")
        yield simulator
    finally:
        server.end.set()
        thread.join(_STOP_LIMIT_S)
        listening.close()


def _bound(port: int) -> socket.socket:
    """A socket of loopback's. uvicorn's own way ends the whole process when the port is taken."""
    # Named as TCP: asyncio turns off the delay of small writes (Nagle) for sockets that say so, and for no others.
    bound = socket.socket(proto=socket.IPPROTO_TCP)
    try:
        bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        bound.bind(("127.0.0.1", port))
    except OSError:
        bound.close()
        raise
    return bound


def _run(server: "_Server", listening: socket.socket, started: threading.Event) -> None:
    async def main() -> None:
        # The socket listens from here on; connections made before the loop accepts are kept waiting by the kernel.
        listening.listen(2048)
        started.set()
        await server.serve(sockets=[listening])

    asyncio.run(main())


class _Server(uvicorn.Server):
    """Ends at once when told to. uvicorn's own loop looks ten times a second, and test runs start hundreds of these."""

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.end = threading.Event()

    async def main_loop(self) -> None:
        """Sleep until the block that serves is left, then take in every connection made by then."""
        await asyncio.to_thread(self.end.wait)
        # asyncio loses the socket of a connection that is half accepted when its server closes (Python 3.11).
        for _turn in range(_ACCEPTING_TURNS):
            await asyncio.sleep(0)

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Done as soon as nothing is open; uvicorn's own way sleeps a tenth of a second before it looks."""
        for listening in (*self.servers, *(sockets or ())):
            listening.close()
        state = self.server_state
        for connection in list(state.connections):
            connection.shutdown()
        for _turn in range(_CLOSING_TURNS):
            if not state.connections and not state.tasks:
                return
            await asyncio.sleep(0)
        await super().shutdown(sockets)


class _OpenProtocol(H11Protocol):
    """uvicorn's protocol, with the connection in reach of the app: a fault has to be able to break it."""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        self.app_state = {**self.app_state, "transport": transport}
        super().connection_made(transport)


def _recording(app: App, requests: list[Recorded]) -> App:
    """Note each request whole before the app sees it."""

    async def recorded(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return
        body = b""
        more = True
        while more:
            message = await receive()
            body += message.get("body", b"")
            more = message.get("more_body", False) and message["type"] == "http.request"
        headers = [(name.decode("latin-1"), value.decode("latin-1")) for name, value in scope["headers"]]
        requests.append(Recorded(scope["method"], scope["path"], scope["query_string"].decode(), headers, body))
        given = False

        async def replay() -> MutableMapping[str, Any]:
            nonlocal given
            if given:
                return await receive()
            given = True
            return {"type": "http.request", "body": body, "more_body": False}

        await app(scope, replay, send)

    return recorded
