"""The command line as a process of its own, and the simulated places that it is run in."""

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import gateway_probe
from gateway_simulator import Simulator
from tests.cli.forking import can_be_forked, forked

COMMAND = [sys.executable, "-m", "gateway_probe.cli"]
LIMIT_S = 60
SOURCE = Path(gateway_probe.__file__).parents[1]


def environment(**variables: str) -> dict[str, str]:
    """What a process needs to start, and these variables; nothing else of this machine's."""
    kept = {name: os.environ[name] for name in ("PATH", "COVERAGE_PROCESS_CONFIG") if name in os.environ}
    # The code that the tests import, which need not be what is installed beside this Python.
    return {**kept, "PYTHONPATH": str(SOURCE), **variables}


def command(*arguments: str, cwd: Path | str | None = None, **variables: str) -> subprocess.CompletedProcess[str]:
    """Run it to its end."""
    environ = environment(**variables)
    if can_be_forked(environ, variables):
        return forked(arguments, environ, cwd, LIMIT_S)
    return subprocess.run(
        [*COMMAND, *arguments],
        env=environ,
        cwd=cwd,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=LIMIT_S,
        check=False,
    )


@contextmanager
def running(*arguments: str, cwd: Path | str | None = None, **variables: str) -> Iterator["subprocess.Popen[str]"]:
    """A command that goes on until it is interrupted, which happens at the end of the block at the latest."""
    with subprocess.Popen(
        [*COMMAND, *arguments],
        env=environment(PYTHONUNBUFFERED="1", **variables),
        cwd=cwd,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        try:
            yield process
            interrupt(process)
        finally:
            process.kill()


def interrupt(process: "subprocess.Popen[str]") -> int:
    """Ctrl-C, and the exit code that follows."""
    if process.poll() is None:
        process.send_signal(signal.SIGINT)
    return process.wait(LIMIT_S)


def said(process: "subprocess.Popen[str]", words: str) -> str:
    """The first line on stderr that holds the words."""
    assert process.stderr is not None
    for line in process.stderr:
        if words in line:
            return line
    raise AssertionError(f"it never said {words!r}")


def answers(port: int) -> bool:
    """Whether something listens there."""
    with socket.socket() as probe:
        probe.settimeout(1)
        return probe.connect_ex(("127.0.0.1", port)) == 0


def secrets_of(simulator: Simulator) -> set[str]:
    """Every key and token of every place of a scenario."""
    places = [simulator.place(name) for name in simulator.scenario.places]
    values = [v for place in places for v in [*place.env.values(), *place.headers.values()]]
    return {value.strip() for value in values if "FAKE" in value and len(value) >= 40} | {
        value for value in values if value.startswith("eyJ")
    }
