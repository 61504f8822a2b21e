"""HTTP/1.1 on a port of loopback, in the event loop of whoever asks: it is up within a millisecond."""

import asyncio
import contextlib
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from email.utils import formatdate
from http import HTTPStatus
from itertools import count

from tests.standin.account import Gateway
from tests.standin.answers import GATEWAY_HEADERS, Answer
from tests.standin.doors import Request, read_request
from tests.standin.gateway import RunningGateway
from tests.standin.wires import encryption, is_broken, origin_of


@dataclass(frozen=True)
class Listening:
    """Where a gateway listens, and what was asked and answered so far."""

    origin: str
    port: int
    exchanges: list[tuple[Request, Answer]]

    @property
    def generations(self) -> int:
        """How many generations were asked for."""
        return sum(request.door == "generate" for request, _ in self.exchanges)


@asynccontextmanager
async def listen(gateway: Gateway, port: int = 0) -> AsyncIterator[Listening]:
    """The gateway on this port or a free one, until the block ends. A slip of the stand-in itself is raised there."""
    running = RunningGateway(gateway)
    connections: set[asyncio.Task[None]] = set()
    numbers = count()
    slips: list[Exception] = []

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        number = next(numbers)
        task = asyncio.current_task()
        if task is not None:
            connections.add(task)
            task.add_done_callback(connections.discard)
        # A client may leave at any moment, and the block may end while an answer is still held back.
        try:
            with contextlib.suppress(OSError, asyncio.IncompleteReadError, asyncio.CancelledError):
                if not await is_broken(gateway.wire, reader, writer):
                    for turn in count(1):
                        if not await _exchange(running, reader, writer, number, turn):
                            break
        except Exception as slip:  # noqa: BLE001
            slips.append(slip)
        writer.transport.abort()

    server = await asyncio.start_server(serve, "127.0.0.1", port, ssl=encryption(gateway.wire))
    try:
        port = server.sockets[0].getsockname()[1]
        yield Listening(origin_of(gateway.wire, port), port, running.exchanges)
    finally:
        server.close()
        for connection in tuple(connections):
            connection.cancel()
        await asyncio.gather(*connections, return_exceptions=True)
        # One turn of the loop, in which the transports close.
        await asyncio.sleep(0)
    if slips:
        raise slips[0]


async def _exchange(
    running: RunningGateway, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, number: int, turn: int
) -> bool:
    """One request and its answer; whether another may follow on this connection."""
    head = await reader.readuntil(b"\r\n\r\n")
    first, *lines = head.decode("latin-1").split("\r\n")
    method, target, _ = first.split(" ", 2)
    headers = {
        name.strip().lower(): value.strip() for name, _, value in (line.partition(":") for line in lines if line)
    }
    content = await reader.readexactly(int(headers.get("content-length", "0")))
    request = replace(read_request(method, target, headers, content), connection=number, turn=turn)
    answer = running.answer(request)
    if answer.delay_s:
        await asyncio.sleep(answer.delay_s)
    if answer.silent:
        return False
    content, kind = answer.encoded()
    writer.write(b"".join(b"HTTP/1.1 %d Early\r\n\r\n" % status for status in answer.before))
    writer.write(_head(answer, kind, len(content), running.clock_offset_s))
    if answer.before_body_s:
        await asyncio.sleep(answer.before_body_s)
    for piece in _pieces(answer, content[: len(content) // 2] if answer.cut else content):
        writer.write(piece)
        await writer.drain()
        await asyncio.sleep(answer.between_events_s)
    return not (answer.cut or answer.hangs_up) and answer.version != "1.0"


def _pieces(answer: Answer, content: bytes) -> list[bytes]:
    if answer.chunked:
        return [b"%x\r\n%b\r\n" % (len(content), content), *([] if answer.cut else [b"0\r\n\r\n"])]
    if not answer.between_events_s:
        return [content]
    return [event + b"\n\n" for event in content.split(b"\n\n") if event]


def _length(answer: Answer, length: int) -> dict[str, str]:
    if answer.chunked:
        return {"transfer-encoding": "chunked"}
    return {} if answer.version == "1.0" else {"content-length": str(length)}


def _head(answer: Answer, kind: str, length: int, clock_offset_s: float) -> bytes:
    headers = {
        "date": formatdate(time.time() + clock_offset_s, usegmt=True),
        "content-type": kind,
        **(GATEWAY_HEADERS if answer.by_gateway else {}),
        **_length(answer, length),
        **answer.headers,
    }
    try:
        phrase = HTTPStatus(answer.status).phrase
    except ValueError:
        phrase = "Unknown"
    lines = [
        f"HTTP/{answer.version} {answer.status} {phrase}",
        *(f"{name}: {value}" for name, value in headers.items()),
    ]
    return ("\r\n".join(lines) + "\r\n\r\n").encode("latin-1")
