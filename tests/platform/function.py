"""The platform's side of a Python function: boot it, speak to it, read its log, stop it.

The protocol is that of `vercel_runtime.vc_init`: the function connects to the unix socket that `VERCEL_IPC_PATH` names,
reports `server-started` with its HTTP port as one of many NUL-terminated JSON messages, and serves on that port.
"""

import base64
import contextlib
import http.client
import json
import os
import socket
import subprocess
import tempfile
import threading
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, BinaryIO

BOOT_TIMEOUT_S = 60
STOP_TIMEOUT_S = 10
ENTRY = "vc__handler__python.py"


class BootError(Exception):
    """The function did not get as far as serving. The message holds what it said."""


@dataclass(frozen=True)
class Answer:
    """One HTTP response, read to its end."""

    status: int
    headers: http.client.HTTPMessage
    body: bytes
    seconds: float

    def json(self) -> Any:
        """The body as JSON."""
        return json.loads(self.body)


@dataclass
class Function:
    """A running function."""

    port: int
    init_ms: int
    """From process start to serving, as the runtime reports it to the platform."""
    user_init_ms: int
    """The part of it that went into importing the entry point."""
    messages: "_Messages"
    pid: int

    @property
    def log(self) -> list[str]:
        """What the function logged or printed so far: the lines that the platform's log would show."""
        return [
            base64.b64decode(message["payload"]["message"]).decode()
            for message in self.messages.so_far()
            if message["type"] == "log"
        ]

    def get(self, path: str, headers: Mapping[str, str] | None = None, timeout_s: float = 60) -> Answer:
        """One GET on a connection of its own, with these headers."""
        started = time.monotonic()
        with contextlib.closing(http.client.HTTPConnection("127.0.0.1", self.port, timeout=timeout_s)) as connection:
            connection.request("GET", path, headers=dict(headers or {}))
            response = connection.getresponse()
            body = response.read()
        return Answer(response.status, response.headers, body, time.monotonic() - started)


@contextlib.contextmanager
def boot(bundle: Path, python: Path, environment: Mapping[str, str]) -> Iterator[Function]:
    """Start the function laid out in `bundle` and stop it at the end.

    Its environment is `environment`, a search path and a locale: nothing of this machine's can help it along, and
    nothing of it can leak through it. Raises `BootError` where it does not start to serve.
    """
    # A unix socket's path may have 107 characters, which a test's own folder can exceed.
    with (
        tempfile.TemporaryDirectory(prefix="vc-") as folder,
        socket.socket(socket.AF_UNIX) as listener,
        tempfile.TemporaryFile() as output,
    ):
        ipc_path = f"{folder}/ipc"
        listener.bind(ipc_path)
        listener.listen(1)
        process = subprocess.Popen(
            # -S: without the interpreter's own site-packages, so that the bundle is all the function has.
            [python, "-S", ENTRY],
            cwd=bundle,
            env={"PATH": os.defpath, "LANG": "C.UTF-8", **environment, "VERCEL_IPC_PATH": ipc_path},
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
        try:
            give_up_at = time.monotonic() + BOOT_TIMEOUT_S
            with _accept(listener, process, output, give_up_at) as channel:
                messages = _Messages(channel)
                try:
                    started = messages.wait_for_start(give_up_at)
                    if started is None:
                        raise BootError(f"the function did not start:\n{messages.complaint()}\n{_text(output)}")
                    yield Function(
                        port=started["httpPort"],
                        init_ms=started["initDuration"],
                        user_init_ms=started["userInitDuration"],
                        messages=messages,
                        pid=process.pid,
                    )
                finally:
                    # In this order: the channel ends with the function, and the reader with the channel.
                    _stop(process)
                    messages.join()
        finally:
            _stop(process)  # for one that never connected


def _accept(listener: socket.socket, process: subprocess.Popen[bytes], output: BinaryIO, until: float) -> socket.socket:
    listener.settimeout(0.05)
    while time.monotonic() < until:
        with contextlib.suppress(TimeoutError):
            channel, _ = listener.accept()
            return channel
        if process.poll() is not None:
            break
    raise BootError(f"the function never connected (exit status {process.poll()}):\n{_text(output)}")


def _stop(process: subprocess.Popen[bytes]) -> None:
    """End it as the platform does, and by force where it does not listen."""
    if process.poll() is None:
        process.terminate()
        try:
            process.wait(STOP_TIMEOUT_S)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _text(output: BinaryIO) -> str:
    output.seek(0)
    return output.read().decode(errors="replace")


@dataclass
class _Messages:
    """Reads the channel on a thread of its own for as long as the function lives: a full channel would block it."""

    channel: socket.socket
    _received: list[dict[str, Any]] = field(default_factory=list)
    _changed: threading.Condition = field(default_factory=threading.Condition)
    _closed: bool = False

    def __post_init__(self) -> None:
        self._thread = threading.Thread(target=self._read, name="vercel-ipc", daemon=True)
        self._thread.start()

    def so_far(self) -> list[dict[str, Any]]:
        """Every message up to now."""
        with self._changed:
            return list(self._received)

    def wait_for_start(self, until: float) -> dict[str, Any] | None:
        """The payload of `server-started`, or None where it did not come in time or cannot come any more."""
        with self._changed:
            self._changed.wait_for(lambda: self._closed or self._started() is not None, until - time.monotonic())
            return self._started()

    def complaint(self) -> str:
        """What the runtime told the platform about an error that it cannot go on from."""
        return "".join(m["payload"]["message"] for m in self.so_far() if m["type"] == "unrecoverable-error")

    def join(self) -> None:
        """Wait for the end of the channel, which comes with the function's."""
        self._thread.join(STOP_TIMEOUT_S)

    def _started(self) -> dict[str, Any] | None:
        return next((message["payload"] for message in self._received if message["type"] == "server-started"), None)

    def _read(self) -> None:
        pending = b""
        # A killed function resets the channel instead of closing it.
        with contextlib.suppress(ConnectionError):
            while chunk := self.channel.recv(65_536):
                *complete, pending = (pending + chunk).split(b"\0")
                with self._changed:
                    self._received += [json.loads(message) for message in complete]
                    self._changed.notify_all()
        with self._changed:
            self._closed = True
            self._changed.notify_all()
