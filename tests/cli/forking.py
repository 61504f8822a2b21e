"""A process in which the whole command line is imported and its models are built once, and off which a process is forked
for each command.

Both take longer than most commands take. It is the program below; `forked` asks it.
"""

import atexit
import importlib
import json
import os
import pkgutil
import signal
import socket
import subprocess
import sys
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from pathlib import Path
from typing import Any

_READ_BY_PYTHON = ("COVERAGE_", "LANG", "LC_", "PYTHON", "TZ")
"""What these begin to name Python reads when it starts, or its C library: a forked process would miss it."""
_MOST = 150_000
"""Bytes of a question, which goes as one message."""


def can_be_forked(environ: dict[str, str], variables: dict[str, str]) -> bool:
    """Whether such a command does the same when it is forked."""
    started_anew = any(name.startswith(_READ_BY_PYTHON) for name in variables) or "COVERAGE_PROCESS_CONFIG" in environ
    return sys.platform == "linux" and not started_anew


def forked(
    arguments: Sequence[str], environ: dict[str, str], folder: Path | str | None, limit_s: float
) -> subprocess.CompletedProcess[str]:
    """The command, run to its end in a process of its own."""
    umask = os.umask(0o077)
    os.umask(umask)
    question = {"arguments": arguments, "environ": environ, "folder": str(folder or Path.cwd()), "umask": umask}
    link = _started()
    read, written = zip(*(os.pipe() for _ in range(2)), strict=True)
    socket.send_fds(link, [json.dumps(question).encode()], written)
    for stream in written:
        os.close(stream)
    child = int(link.recv(_MOST))
    with ThreadPoolExecutor(2) as pool:
        streams = [pool.submit(_read, stream) for stream in read]
        link.settimeout(limit_s)
        try:
            code = int(link.recv(_MOST))
        except TimeoutError:
            os.kill(child, signal.SIGKILL)
            link.settimeout(None)
            link.recv(_MOST)
            raise subprocess.TimeoutExpired(list(arguments), limit_s) from None
    out, err = (stream.result() for stream in streams)
    return subprocess.CompletedProcess(list(arguments), code, out, err)


def _read(stream: int) -> str:
    with open(stream, encoding="utf-8") as file:
        return file.read()


@cache
def _started() -> socket.socket:
    """The link to the program, which ends with it."""
    link, other = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    kept = {name: os.environ[name] for name in ("PATH",) if name in os.environ}
    program = subprocess.Popen(
        [sys.executable, __file__, str(other.fileno())],
        env={**kept, "PYTHONPATH": os.pathsep.join(sys.path)},
        stdin=subprocess.DEVNULL,
        # Pipes, as its forks are given: what Python makes for a file or a device is not the same.
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        pass_fds=[other.fileno()],
    )
    other.close()

    def end() -> None:
        link.close()
        program.communicate()

    atexit.register(end)
    return link


def _serve(link: socket.socket) -> list[str] | None:
    """Fork a process for each question, until nobody asks any more: None. In such a process: its arguments."""
    while True:
        content, streams, _, _ = socket.recv_fds(link, _MOST, 2)
        if not content:
            return None
        if not (child := os.fork()):
            link.close()
            return _become(json.loads(content), streams)
        for stream in streams:
            os.close(stream)
        link.send(str(child).encode())
        link.send(str(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])).encode())


def _become(question: dict[str, Any], streams: list[int]) -> list[str]:
    """The process that would have been started."""
    for number, stream in enumerate(streams, 1):
        os.dup2(stream, number)
        os.close(stream)
    os.chdir(question["folder"])
    os.umask(question["umask"])
    os.environ.clear()
    os.environ.update(question["environ"])
    arguments: list[str] = question["arguments"]
    return arguments


def _import_all() -> None:
    sys.modules.setdefault("httpx._main", None)  # type: ignore[arg-type] # as the command does
    for package in ("gateway_probe", "gateway_simulator"):
        for module in pkgutil.walk_packages(importlib.import_module(package).__path__, f"{package}."):
            if not module.name.endswith(("__main__", "aws_lambda")):
                importlib.import_module(module.name)
    for name in ("anyio._backends._asyncio", "dotenv", "httpx", "tomlkit", "uvicorn"):
        importlib.import_module(name)
    _build(importlib.import_module("gateway_probe.document.base").Model)


def _build(model: Any) -> None:
    """Every model below this one, which a process of its own builds when it first needs it."""
    for lower in model.__subclasses__():
        lower.model_rebuild()
        _build(lower)


if __name__ == "__main__":
    _import_all()
    given = _serve(socket.socket(fileno=int(sys.argv[1])))
    if given is not None:
        # As the installed command ends: Python would free piece by piece all that was imported here.
        from gateway_probe.cli import command

        sys.argv[1:] = given
        command()
