"""How a command ends that is not let finish: a closed pipe, Ctrl-C, an error of its own."""

import os
import subprocess
from pathlib import Path
from typing import Any

import pytest

from gateway_probe.cli import main
from gateway_probe.document import read_document
from gateway_simulator import parse_scenario, serve
from tests.cli.commands import COMMAND, LIMIT_S, environment, interrupt, running, said

SILENT = """
title = "a gateway that holds every generation back"
[teams.acme]
slug = "fake-acme"
[keys.app]
team = "acme"
[[faults]]
kind = "slow-headers"
when = { endpoint = "language-model" }
[places.local.env]
AI_GATEWAY_API_KEY = "{key:app}"
"""


def into_a_closed_pipe(*arguments: str, **variables: str) -> tuple[int, str]:
    """Exit code and stderr of a command whose reader has gone before it begins."""
    reading, writing = os.pipe()
    os.close(reading)
    try:
        done = subprocess.run(
            [*COMMAND, *arguments],
            env=environment(**variables),
            stdin=subprocess.DEVNULL,
            stdout=writing,
            stderr=subprocess.PIPE,
            text=True,
            timeout=LIMIT_S,
            check=False,
        )
    finally:
        os.close(writing)
    return done.returncode, done.stderr


@pytest.mark.parametrize("arguments", [["schema"], ["explain"], ["explain", "key-absent"], ["simulate", "--list"]])
def test_a_reader_that_has_seen_enough_is_no_error(arguments: list[str]) -> None:
    assert into_a_closed_pipe(*arguments) == (0, "")


@pytest.mark.parametrize(("place", "code"), [("local", 0), ("production", 1)])
def test_a_closed_pipe_does_not_change_the_verdicts_exit_code(place: str, code: int) -> None:
    with serve("case") as simulator:
        ended = into_a_closed_pipe("run", "--quiet", **simulator.place(place).env)
    assert ended == (code, "")


def with_streams(shell: str, *arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
    """The command as a shell starts it that was told where its streams go."""
    line = ["sh", "-c", f'exec "$@" {shell}', "sh", *COMMAND, *arguments]
    return subprocess.run(
        line, env=environment(**variables), capture_output=True, text=True, timeout=LIMIT_S, check=False
    )


@pytest.mark.parametrize("shell", [">&-", ">/dev/full"])
@pytest.mark.parametrize(
    "arguments",
    [["schema"], ["explain", "key-absent"], ["simulate", "--list"], ["--help"], ["--version"], ["run", "--quiet"]],
    ids=" ".join,
)
def test_a_stdout_that_takes_nothing_is_named_once(arguments: list[str], shell: str) -> None:
    with serve("case") as simulator:
        done = with_streams(shell, *arguments, **simulator.place("local").env)
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert "stdout cannot be written" in done.stderr


def test_what_goes_to_a_file_needs_no_stdout(tmp_path: Path) -> None:
    report = tmp_path / "report.json"
    with serve("case") as simulator:
        written = ("--format", "json", "--output", str(report))
        done = with_streams("<&- >&- 2>&-", "run", *written, **simulator.place("local").env)
    assert done.returncode == 0
    assert read_document(report.read_bytes()).verdict.code == "healthy"


def test_what_is_for_a_closed_stderr_does_not_go_to_stdout() -> None:
    with serve("case") as simulator:
        done = with_streams("2>&-", "run", "--format", "json", **simulator.place("local").env)
    assert read_document(done.stdout.encode()).verdict.code == "healthy"


def test_ctrl_c_ends_a_run_at_once_without_a_traceback() -> None:
    with serve(parse_scenario(SILENT)) as simulator, running("run", **simulator.place("local").env) as process:
        # The run is under way, and what is still open will not be answered.
        said(process, " credits-key")
        assert interrupt(process) == 130
        assert process.stdout is not None
        assert process.stderr is not None
        assert process.stdout.read() == ""
        assert "Traceback" not in process.stderr.read()


def test_an_error_of_its_own_shows_nothing_that_it_holds(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken(*_: Any) -> None:
        raise RuntimeError("vck_" + "FAKE" * 14)

    monkeypatch.setattr("gateway_probe.cli._dispatch", broken)
    assert main(["schema"]) not in {0, 1}
    printed = capsys.readouterr()
    assert printed.out == ""
    assert "RuntimeError" in printed.err
    assert "FAKE" not in printed.err
