"""What is named as a file and is none: it is refused at once, and nothing is waited for."""

import os
import socket
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.commands import command


def _bind(path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as made:
        made.bind(str(path))


ODD: dict[str, Callable[[Path], None]] = {
    "a pipe": os.mkfifo,
    "a socket": _bind,
    "a device": lambda path: path.symlink_to("/dev/zero"),
}
COMMANDS = (
    ("run", "--output", "odd"),
    ("run", "--output", "odd", "--disclosure", "private"),
    ("run", "--env-file", "odd"),
    ("run", "--as", "odd"),
    ("run", "--byok", "odd"),
    ("run", "--history", "odd"),
    ("judge", "odd"),
    ("compare", "local", "odd"),
    ("timeline", "--history", "odd"),
    ("account", "--from-file", "odd"),
    ("account", "--env-file", "odd"),
    ("fetch", "https://127.0.0.1:9", "--token-file", "odd"),
    ("watch", "https://127.0.0.1:9", "--output", "odd"),
    ("simulate", "healthy-byok", "--env-dir", "odd"),
    ("demo", "--output", "odd"),
)
PLACE = {"AI_GATEWAY_API_KEY": "vck_FAKE-of-an-odd-file", "GATEWAY_PROBE_BASE_URL": "http://127.0.0.1:9"}


@pytest.mark.parametrize("arguments", COMMANDS, ids=" ".join)
def test_a_pipe_is_refused_wherever_a_file_or_folder_is_named(arguments: tuple[str, ...], tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "odd")
    ended = command(*arguments, cwd=tmp_path, **PLACE)
    assert (ended.returncode, ended.stdout) == (2, "")
    assert "odd" in ended.stderr


@pytest.mark.parametrize("kind", ODD)
@pytest.mark.parametrize("arguments", [("judge", "odd"), ("run", "--output", "odd")], ids=" ".join)
def test_so_is_what_else_is_no_file(arguments: tuple[str, ...], kind: str, tmp_path: Path) -> None:
    ODD[kind](tmp_path / "odd")
    ended = command(*arguments, cwd=tmp_path, **PLACE)
    assert ended.returncode == 2
    assert "it is a pipe, a socket or a device, and no regular file" in ended.stderr


def test_a_token_file_of_the_platform_that_is_a_pipe_holds_no_run_up(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "odd")
    ended = command(
        "run",
        "--no-env-file",
        "--checks",
        "free",
        "--format",
        "json",
        cwd=tmp_path,
        VERCEL_OIDC_TOKEN_FILE="odd",
        **PLACE,
    )
    assert '"unreadable"' in ended.stdout


def test_the_streams_of_the_command_itself_are_files_to_it(tmp_path: Path) -> None:
    """As the shell writes `<(command)`, and as a person writes `/dev/null` for nothing."""
    arguments = ("run", "--env-file", "/dev/null", "--checks", "free", "--format", "json", "--output", "/dev/stdout")
    ended = command(*arguments, cwd=tmp_path, **PLACE)
    assert '"schema_version"' in ended.stdout
