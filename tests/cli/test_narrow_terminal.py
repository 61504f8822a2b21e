"""On a terminal of fewer than 80 columns lines are as wide as it is; a pipe and a file have 80."""

import fcntl
import os
import pty
import re
import struct
import subprocess
import termios
from pathlib import Path

import pytest

from gateway_probe.document import Document
from tests.causes.documents import document
from tests.cli.commands import COMMAND, command, environment


def on_terminal(columns: int, *arguments: str, cwd: Path) -> list[str]:
    """What a command prints on a terminal so wide."""
    lead, terminal = pty.openpty()
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
    with subprocess.Popen(
        [*COMMAND, *arguments],
        env=environment(NO_COLOR="1"),
        cwd=cwd,
        stdin=subprocess.DEVNULL,
        stdout=terminal,
        stderr=subprocess.DEVNULL,
    ):
        os.close(terminal)
        printed = b""
        try:
            while more := os.read(lead, 65_536):
                printed += more
        except OSError:  # so a terminal ends whose last writer has gone
            pass
        os.close(lead)
    return printed.decode().splitlines()


def too_wide(lines: list[str], columns: int) -> list[str]:
    """But for a command, the lines of help that stay as they are written, and a word that cannot be broken."""
    kept = re.compile(r".*gateway-probe |  \d  |[ -]*\S+$")
    return [line for line in lines if len(line) > columns and not kept.match(line)]


@pytest.fixture
def production(tmp_path: Path) -> Document:
    found = document("case")
    (tmp_path / "production.json").write_text(found.model_dump_json())
    return found


ASKED = [
    ("judge", "production.json", "--format", "summary"),
    ("explain", "key-absent"),
    ("simulate", "--list"),
    ("judge", "--help"),
]


@pytest.mark.usefixtures("production")
@pytest.mark.parametrize("arguments", ASKED, ids=" ".join)
def test_lines_are_as_wide_as_the_terminal(arguments: tuple[str, ...], tmp_path: Path) -> None:
    narrow = on_terminal(50, *arguments, cwd=tmp_path)
    assert narrow
    assert too_wide(narrow, 50) == []
    assert any(len(line) > 40 for line in narrow)
    assert on_terminal(20, *arguments, cwd=tmp_path) == on_terminal(40, *arguments, cwd=tmp_path)
    piped = command(*arguments, cwd=tmp_path).stdout.splitlines()
    assert on_terminal(200, *arguments, cwd=tmp_path) == piped
    assert any(len(line) > 60 for line in piped)


@pytest.mark.usefixtures("production")
def test_a_file_has_80_columns_on_any_terminal(tmp_path: Path) -> None:
    asked = ("judge", "production.json", "--format", "text")
    on_terminal(50, *asked, "--output", "report.txt", cwd=tmp_path)
    assert (tmp_path / "report.txt").read_text() == command(*asked, cwd=tmp_path).stdout
