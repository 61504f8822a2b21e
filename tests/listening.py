"""A server as a process of its own, on a port of loopback."""

import os
import socket
import subprocess
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

START_LIMIT_S = 30.0


@dataclass(frozen=True)
class Server:
    """Where it listens, and which process it is."""

    port: int
    pid: int


@contextmanager
def listening(command: Sequence[str], variables: Mapping[str, str], log: Path | None = None) -> Iterator[Server]:
    """Run `command` with `--port` and a free one until the block ends, which is entered once it listens."""
    port = free_port()
    with listening_at(port, [*command, "--port", str(port)], variables, log) as server:
        yield server


@contextmanager
def listening_at(
    port: int, command: Sequence[str], variables: Mapping[str, str], log: Path | None = None
) -> Iterator[Server]:
    """Run `command`, which is told the port in its own way, until the block ends. `log` gets what it prints."""
    with (log or Path(os.devnull)).open("wb") as printed:
        process = subprocess.Popen(
            command,
            env={"PATH": "/usr/bin:/bin", "LANG": "C.UTF-8", **variables},
            stdin=subprocess.DEVNULL,
            stdout=printed,
            stderr=subprocess.STDOUT,
        )
    try:
        _wait_for(port, process)
        yield Server(port, process.pid)
    finally:
        process.terminate()
        process.wait(10)


def free_port() -> int:
    """One that nothing listens on."""
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        port: int = asked.getsockname()[1]
        return port


def _wait_for(port: int, process: "subprocess.Popen[bytes]") -> None:
    give_up_at = time.monotonic() + START_LIMIT_S
    while time.monotonic() < give_up_at and process.poll() is None:
        with closing(socket.socket()) as attempt:
            if attempt.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.02)
    raise AssertionError("the server did not start")
