"""What goes wrong on the way: bodies and connections that no client hopes for. Every one of them is bounded."""

import asyncio
import gzip
import json
import socket
import struct
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine
from functools import cache
from typing import Any

from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from gateway_simulator.conditions import streamed
from gateway_simulator.generations import TEXT
from gateway_simulator.world import Fault

_FOREIGN = {"html", "close", "reset"}

HUGE = 50 * 1024 * 1024
_CHUNK = b"x" * 65_536
_DRIPS = 120
"""A drip a second for two minutes: longer than any client should wait, and not for ever."""

_JSON = "application/json"


def is_foreign(fault: Fault) -> bool:
    """Whether this is not the gateway's own answer, so that it carries none of its headers."""
    return fault.foreign or fault.kind in _FOREIGN


async def play(fault: Fault, request: Request, ordinary: Callable[[Request], Awaitable[Response]]) -> Response:
    """The faulty answer, or the ordinary one changed. Those that break the connection end it before they return."""
    if fault.delay_ms:
        await asyncio.sleep(fault.delay_ms / 1000)
    change = _CHANGES.get(fault.kind)
    return await (_KINDS[fault.kind](fault, request) if change is None else _changed(await ordinary(request), change))


async def _changed(response: Response, change: Callable[[str], str]) -> Response:
    """The answer with another text, in whichever protocol it is."""
    if isinstance(response, StreamingResponse):
        pieces = [piece if isinstance(piece, str) else bytes(piece).decode() async for piece in response.body_iterator]
        text = "".join(pieces)
    else:
        text = bytes(response.body).decode()
    return Response(change(text), response.status_code, media_type=response.headers["content-type"])


def _without_text(answer: str) -> str:
    return answer.replace(json.dumps(TEXT), '""')


def _first_event(answer: str) -> str:
    return answer.partition("\n\n")[0]


async def _html(_: Fault, __: Request) -> Response:
    return Response(
        "<!DOCTYPE html><html><body><h1>Something else answers here</h1></body></html>", 200, media_type="text/html"
    )


async def _plain(fault: Fault, _: Request) -> Response:
    bodies = {
        "empty": b"",
        "json-without-error": b"{}",
        "invalid-json": b'{"content": [',
        "invalid-utf8": b"\xff\xfe\xfa" * 20,
    }
    return Response(bodies[fault.kind], 200, media_type=_JSON)


async def _error_in_200(_: Fault, request: Request) -> Response:
    """The error as the answer, or in a stream as one of its events, behind which nothing comes."""
    error = {"message": "Upstream failed.", "type": "internal_server_error"}
    if not await streamed(request):
        return Response(json.dumps({"error": error}), 200, media_type=_JSON)
    path = request.url.path
    part: dict[str, Any] = {"type": "error", "error": error}
    if path.endswith("/chat/completions"):
        part = {"error": error}
    elif path.endswith("/responses"):
        failed = {"code": error["type"], "message": error["message"]}
        response = {"id": "resp_FAKE", "object": "response", "status": "failed", "output": [], "error": failed}
        part = {"type": "response.failed", "sequence_number": 0, "response": response}
    named = f"event: {part['type']}\n" if path.endswith(("/messages", "/responses")) else ""
    return Response(f"{named}data: {json.dumps(part)}\n\n", 200, media_type="text/event-stream")


async def _string_error(_: Fault, __: Request) -> Response:
    body = {"error": "No providers are left.", "type": "no_providers_available", "statusCode": 400}
    return Response(json.dumps(body), 400, media_type=_JSON)


async def _status(fault: Fault, _: Request) -> Response:
    media = _JSON if fault.body.startswith(("{", "[")) else "text/plain"
    return Response(fault.body, fault.status, fault.headers, None if "content-type" in fault.headers else media)


async def _redirect(fault: Fault, _: Request) -> Response:
    return Response(b"", 307, {"location": fault.location})


async def _huge(_: Fault, request: Request) -> Response:
    async def body() -> AsyncIterator[bytes]:
        for _chunk in range(HUGE // len(_CHUNK)):
            if _transport(request).is_closing():
                return
            yield _CHUNK

    return StreamingResponse(body(), 200, media_type=_JSON)


async def _bomb(_: Fault, __: Request) -> Response:
    return Response(_compressed(), 200, {"content-encoding": "gzip"}, _JSON)


@cache
def _compressed() -> bytes:
    return gzip.compress(b" " * HUGE)


async def _slow_bytes(_: Fault, request: Request) -> Response:
    async def body() -> AsyncIterator[bytes]:
        for _drip in range(_DRIPS):
            if _transport(request).is_closing():
                return
            yield b" "
            await asyncio.sleep(1)

    return StreamingResponse(body(), 200, media_type=_JSON)


async def _never_ending(_: Fault, request: Request) -> Response:
    """A stream that says something twice a second and nothing in it: no pause is long enough for a read timeout."""

    async def body() -> AsyncIterator[bytes]:
        for _comment in range(2 * _DRIPS):
            if _transport(request).is_closing():
                return
            yield b": still here\n\n"
            await asyncio.sleep(0.5)

    return StreamingResponse(body(), 200, media_type="text/event-stream")


async def _slow_headers(_: Fault, request: Request) -> Response:
    for _quarter in range(_DRIPS):
        if _transport(request).is_closing():
            break
        await asyncio.sleep(0.25)
    return Response(b"", 504)


async def _close(_: Fault, request: Request) -> Response:
    _transport(request).close()
    return Response(b"")


async def _reset(_: Fault, request: Request) -> Response:
    transport = _transport(request)
    transport.write(b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 100\r\n\r\n{")
    # Lingering for no time turns the close into a reset.
    transport.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    transport.abort()
    return Response(b"")


def _transport(request: Request) -> Any:
    """The connection itself, which the server puts there for this purpose (`server.py`)."""
    return request.scope["state"]["transport"]


_KINDS: dict[str, Callable[[Fault, Request], Coroutine[Any, Any, Response]]] = {
    "html": _html,
    "empty": _plain,
    "json-without-error": _plain,
    "error-in-200": _error_in_200,
    "invalid-json": _plain,
    "invalid-utf8": _plain,
    "string-error": _string_error,
    "status": _status,
    "redirect": _redirect,
    "huge": _huge,
    "gzip-bomb": _bomb,
    "slow-bytes": _slow_bytes,
    "never-ending": _never_ending,
    "slow-headers": _slow_headers,
    "close": _close,
    "reset": _reset,
}
_CHANGES: dict[str, Callable[[str], str]] = {"emptied": _without_text, "cut-short": _first_event}
