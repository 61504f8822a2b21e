"""What a connection to the stand-in is like before any word of HTTP: in the clear, or encrypted as interceptors do it."""

import asyncio
import ssl
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Literal

import trustme

Wire = Literal[
    "clear", "own-authority", "expired", "another-name", "not-encrypted", "closes", "says-nothing", "not-http"
]
"""`own-authority`: encrypted by an authority that nobody here trusts, as proxies that look into everything do;
`expired` and `another-name`: such certificates besides; `not-encrypted`: the address says https and the port does not;
`closes` and `says-nothing`: what comes of the first words of TLS; `not-http`: something else listens, in the clear."""

_NAMES = ("localhost", "127.0.0.1")


def origin_of(wire: Wire, port: int) -> str:
    """The address under which a place is told of it."""
    return f"http://127.0.0.1:{port}" if wire in {"clear", "not-http"} else f"https://localhost:{port}"


@cache
def encryption(wire: Wire) -> ssl.SSLContext | None:
    """The certificate that is shown, where one is."""
    if wire not in {"own-authority", "expired", "another-name"}:
        return None
    authority = trustme.CA(organization_name="FAKE company inspection")
    until = datetime.now(UTC) - timedelta(days=3) if wire == "expired" else None
    names = ("portal.example",) if wire == "another-name" else _NAMES
    shown = authority.issue_cert(*names, not_before=datetime(2020, 1, 1, tzinfo=UTC), not_after=until)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    shown.configure_cert(context)
    return context


async def is_broken(wire: Wire, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> bool:
    """Whether the connection ends before HTTP begins, once the first words came in."""
    if wire not in {"closes", "says-nothing", "not-http"}:
        return False
    await reader.read(1)
    if wire == "says-nothing":
        await reader.read()
    if wire == "not-http":
        writer.write(b"SSH-2.0-OpenSSH_9.9 FAKE\r\n")
        await writer.drain()
    return True
