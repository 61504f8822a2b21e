"""A server on loopback that gives one answer and notes what it was asked, and `fetch_document` put to it."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import pytest
from pydantic import SecretStr

from gateway_probe.document import Document
from gateway_probe.places.deployed_probe import Address, fetch_document
from gateway_probe.places.unknown import PlaceUnknown

TOKEN = "FAKE-token-of-the-probe-0123456789"
BYPASS = "FAKE-bypass-secret-of-the-project"


@dataclass
class Server:
    """Where it listens, and the heads of the requests that it got."""

    port: int = 0
    heads: list[str] = field(default_factory=list)


def answer(status: int, body: bytes | str = b"", /, **headers: str) -> bytes:
    """An answer as it goes over the wire; `x_vercel_error` is the header `x-vercel-error`."""
    content = body.encode() if isinstance(body, str) else body
    head = {"content-length": str(len(content)), **{name.replace("_", "-"): v for name, v in headers.items()}}
    lines = "".join(f"{name}: {value}\r\n" for name, value in head.items())
    return f"HTTP/1.1 {status} Any\r\n{lines}\r\n".encode() + content


@asynccontextmanager
async def answering(content: bytes) -> AsyncIterator[Server]:
    """Serve these bytes to everybody."""
    found = Server()

    async def handle(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            found.heads.append((await reader.readuntil(b"\r\n\r\n")).decode("latin-1"))
            writer.write(content)
            await writer.drain()
        except (ConnectionError, asyncio.IncompleteReadError):
            pass
        finally:
            writer.close()

    server = await asyncio.start_server(handle, "127.0.0.1", 0)
    async with server:
        found.port = server.sockets[0].getsockname()[1]
        yield found


def fetched(content: bytes, heads: list[str] | None = None, **address: Any) -> Document:
    """The Document from a place that answers so. Raises what `fetch_document` raises."""

    async def run() -> Document:
        async with answering(content) as server:
            asked = Address(f"http://127.0.0.1:{server.port}", **{"token": SecretStr(TOKEN), **address})
            try:
                return await fetch_document(asked, timeout_s=10)
            finally:
                if heads is not None:
                    heads.extend(server.heads)

    return asyncio.run(run())


def unknown(content: bytes, reading: Callable[[bytes], Document] = fetched) -> PlaceUnknown:
    """What is said of a place whose answer is no Document."""
    with pytest.raises(PlaceUnknown) as caught:
        reading(content)
    return caught.value
