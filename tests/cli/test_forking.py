"""A command that is forked says and does what one does that is started; most tests here take the first for the second."""

import subprocess
import sys
from pathlib import Path

import pytest

from gateway_probe.document import read_document
from tests.cli.commands import COMMAND, command, environment
from tests.cli.forking import can_be_forked, forked

LINUX = pytest.mark.skipif(sys.platform != "linux", reason="elsewhere each is started")


@LINUX
@pytest.mark.parametrize(
    "arguments",
    [
        ("--version",),
        ("explain", "byok_requires_paid_credits"),
        ("explain", "ümläut"),
        ("judge", "none.json"),
        ("odd",),
    ],
    ids=" ".join,
)
def test_both_say_the_same_and_end_alike(arguments: tuple[str, ...], tmp_path: Path) -> None:
    by_fork = command(*arguments, cwd=tmp_path, HOME=str(tmp_path))
    started = subprocess.run(
        [*COMMAND, *arguments],
        env=environment(HOME=str(tmp_path)), cwd=tmp_path, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (by_fork.returncode, by_fork.stdout, by_fork.stderr) == (started.returncode, started.stdout, started.stderr)


@LINUX
def test_a_fork_is_in_its_own_folder_and_has_its_own_variables(tmp_path: Path) -> None:
    (tmp_path / ".env.local").write_text("AI_GATEWAY_API_KEY=FAKE\nGATEWAY_PROBE_BASE_URL=http://127.0.0.1:9\n")
    first = command("run", "--format", "json", cwd=tmp_path)
    second = command("run", "--format", "json", cwd=tmp_path / "..", GATEWAY_PROBE_BASE_URL="http://127.0.0.1:10")
    assert [read_document(done.stdout.encode()).credential.method for done in (first, second)] == ["api-key", "none"]
    assert ("127.0.0.1:9 " in first.stderr, "127.0.0.1:10 " in second.stderr) == (True, True)


@LINUX
def test_a_fork_that_does_not_end_in_time_is_ended_and_the_next_answers() -> None:
    with pytest.raises(subprocess.TimeoutExpired):
        forked(["simulate", "case", "--port", "0"], environment(), None, 0.5)
    assert command("--version").returncode == 0


@LINUX
def test_a_run_that_is_refused_at_once_ends_as_it_should() -> None:
    """Although its certificates are still being read: without waiting for them one in a hundred broke down."""
    assert {command("run", "--team", "fake-acme").returncode for _ in range(20)} == {2}


def test_what_python_reads_when_it_starts_is_not_left_to_a_fork() -> None:
    assert not can_be_forked({}, {"PYTHONIOENCODING": "ascii"})
    assert not can_be_forked({}, {"LC_ALL": "C"})
    assert not can_be_forked({"COVERAGE_PROCESS_CONFIG": "fake"}, {})
