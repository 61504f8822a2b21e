"""Any ASGI app on a port of loopback, for as long as a `with` block lasts."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import uvicorn

_LIMIT_S = 20.0


@contextmanager
def serving(app: Any, certificate: Path | None = None) -> Iterator[str]:
    """Its origin, over https with a certificate for localhost and its key in one file. The socket listens before the block is entered, so no request comes too early."""
    listening = socket.socket(proto=socket.IPPROTO_TCP)
    listening.bind(("127.0.0.1", 0))
    listening.listen(256)
    server = uvicorn.Server(
        uvicorn.Config(
            app, ws="none", lifespan="off", log_config=None, timeout_graceful_shutdown=1, ssl_certfile=certificate
        )
    )
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    try:
        port = listening.getsockname()[1]
        yield f"http://127.0.0.1:{port}" if certificate is None else f"https://localhost:{port}"
    finally:
        server.should_exit = True
        thread.join(_LIMIT_S)
        listening.close()
