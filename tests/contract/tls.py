"""A gateway behind TLS, as the real one is: what clients send there is noted byte by byte and passed on.

Clients ask for other encodings over TLS than in the clear (Node's fetch adds br), so recordings in the clear would
not show what leaves for the public host.
"""

import contextlib
import http.client
import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO, cast

import trustme

from gateway_simulator import Recorded

_LIMIT_S = 30.0
# Lengths and connections are each hop's own.
_HOP = {"transfer-encoding", "content-length", "connection"}


@dataclass
class SecureGateway:
    """Where it listens, whom to trust, and the requests that came, with headers in order and in the client's case."""

    origin: str
    authority: Path
    requests: list[Recorded] = field(default_factory=list)

    def environment(self) -> dict[str, str]:
        """The variables by which Node.js and Python clients trust its certificate."""
        path = str(self.authority)
        return {"NODE_EXTRA_CA_CERTS": path, "SSL_CERT_FILE": path, "REQUESTS_CA_BUNDLE": path}

    def verification(self) -> ssl.SSLContext:
        """The same for a client in this process."""
        return ssl.create_default_context(cafile=str(self.authority))


@contextmanager
def behind_tls(upstream: str, folder: Path) -> Iterator[SecureGateway]:
    """Terminate TLS on loopback in front of `upstream`, an origin in the clear. HTTP/1.1 alone is offered."""
    authority = trustme.CA()
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.set_alpn_protocols(["http/1.1"])
    authority.issue_cert("127.0.0.1", "localhost").configure_cert(context)
    authority.cert_pem.write_to_path(str(folder / "authority.pem"))
    with socket.create_server(("127.0.0.1", 0)) as listening:
        gateway = SecureGateway(f"https://127.0.0.1:{listening.getsockname()[1]}", folder / "authority.pem")
        thread = threading.Thread(target=_accept, args=(listening, context, upstream, gateway), daemon=True)
        thread.start()
        try:
            yield gateway
        finally:
            # Wakes the thread that waits in accept; closing alone would not.
            listening.shutdown(socket.SHUT_RDWR)
            thread.join(_LIMIT_S)


def _accept(listening: socket.socket, context: ssl.SSLContext, upstream: str, gateway: SecureGateway) -> None:
    with contextlib.suppress(OSError):
        while True:
            connection, _ = listening.accept()
            threading.Thread(target=_serve, args=(connection, context, upstream, gateway), daemon=True).start()


def _serve(connection: socket.socket, context: ssl.SSLContext, upstream: str, gateway: SecureGateway) -> None:
    """Every request of one connection. A client that leaves early is no concern of anybody here."""
    connection.settimeout(_LIMIT_S)
    with (
        contextlib.suppress(OSError),
        connection,
        context.wrap_socket(connection, server_side=True) as secure,
        secure.makefile("rwb") as stream,
    ):
        while (request := _read(cast("BinaryIO", stream))) is not None:
            gateway.requests.append(request)
            stream.write(_passed_on(request, upstream))
            stream.flush()


def _read(stream: BinaryIO) -> Recorded | None:
    """The next request, or None where the client has closed."""
    line = stream.readline().decode("latin-1").split()
    if len(line) != 3:
        return None
    headers: list[tuple[str, str]] = []
    while field_line := stream.readline().decode("latin-1").rstrip("\r\n"):
        name, _, value = field_line.partition(":")
        headers.append((name, value.strip()))
    lengths = [int(value) for name, value in headers if name.lower() == "content-length"]
    body = stream.read(lengths[0]) if lengths else b""
    path, _, query = line[1].partition("?")
    return Recorded(line[0], path, query, headers, body)


def _passed_on(request: Recorded, upstream: str) -> bytes:
    """The upstream's answer, whole."""
    sent = {name: value for name, value in request.headers if name.lower() not in {*_HOP, "host"}}
    target = f"{request.path}?{request.query}" if request.query else request.path
    asked = http.client.HTTPConnection(upstream.removeprefix("http://"), timeout=_LIMIT_S)
    with contextlib.closing(asked):
        asked.request(request.method, target, body=request.body or None, headers=sent)
        answer = asked.getresponse()
        body = answer.read()
        headers = [(name, value) for name, value in answer.getheaders() if name.lower() not in _HOP]
    head = [f"HTTP/1.1 {answer.status} {answer.reason}", *(f"{name}: {value}" for name, value in headers)]
    return "\r\n".join([*head, f"content-length: {len(body)}", "", ""]).encode("latin-1") + body
