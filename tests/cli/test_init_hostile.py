"""`init` in a project that somebody made to harm whoever runs it: it ends soon, with one line that says why."""

import json
import os
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from gateway_probe.cli import main

Out = pytest.CaptureFixture[str]
NEXT = '{"dependencies": {"next": "16.0.0"}}'
DEEP = 200_000
ESCAPE = "\x1b]0;owned\x07\x1b[2J"
Make = Callable[[Path], object]


def write(name: str, content: str) -> Make:
    return lambda root: (root / name).write_text(content, encoding="utf-8")


HARMFUL: dict[str, Make] = {
    "lists in vercel.json": write("vercel.json", "[" * DEEP),
    "objects in vercel.json": write("vercel.json", '{"a":' * DEEP),
    "lists in pyproject.toml": write("pyproject.toml", "a = " + "[" * DEEP),
    "tables in pyproject.toml": write("pyproject.toml", f"[{'.'.join('a' * 20_000)}]"),
    "a number without end": write("vercel.json", '{"a": ' + "9" * 100_000 + "}"),
    "another encoding": lambda root: (root / "vercel.json").write_bytes(b"\xff\xfe{\0}\0"),
    "a huge vercel.json": lambda root: os.truncate(_made(root / "vercel.json"), 5_000_000_000),
    "a device as vercel.json": lambda root: (root / "vercel.json").symlink_to("/dev/zero"),
    "a pipe as vercel.json": lambda root: os.mkfifo(root / "vercel.json"),
    "a pipe as requirements.txt": lambda root: os.mkfifo(root / "requirements.txt"),
    "a folder as vercel.json": lambda root: (root / "vercel.json").mkdir(),
    "a file as api": write("api", ""),
    "a folder as the entry": lambda root: (root / "api/diagnose.py").mkdir(parents=True),
}
HARMLESS: dict[str, Make] = {
    "lists in package.json": write("package.json", '{"workspaces":' + "[" * DEEP),
    "a device as pyproject.toml": lambda root: (root / "pyproject.toml").symlink_to("/dev/zero"),
    "a pipe as .vercelignore": lambda root: os.mkfifo(root / ".vercelignore"),
    "a pipe as next.config.ts": lambda root: os.mkfifo(root / "next.config.ts"),
    "lines without end": write("pnpm-workspace.yaml", "packages:\n" + "\n" * 1_000_000),
    "patterns without end": write(".vercelignore", "".join(f"x{number}\n" for number in range(200_000))),
    "folders outside": write(
        "package.json", json.dumps({"workspaces": ["/etc/*", "../*", "a/../../*", "**/**/**/**"]})
    ),
    "no patterns": write("package.json", json.dumps({"workspaces": ["", "[", "***", "a\0b", ".", "*/"]})),
    "other types": write("package.json", json.dumps({"workspaces": {"packages": 1}, "dependencies": "next"})),
}


def _made(path: Path) -> Path:
    path.touch()
    return path


def next_project(root: Path, make: Make) -> None:
    root.mkdir()
    (root / "package.json").write_text(NEXT)
    make(root)


@pytest.mark.parametrize("what", [*HARMFUL, *HARMLESS])
def test_it_ends_soon_and_says_why(tmp_path: Path, what: str, capsys: Out) -> None:
    root = tmp_path / "app"
    next_project(root, (HARMFUL | HARMLESS)[what])
    begun = time.process_time()
    for options in ((), ("--remove",)):
        code = main(["init", *options, str(root)])
        said = capsys.readouterr()
        assert "unexpected" not in said.err
        assert code == 0 or said.err.startswith("gateway-probe: ")
        if not options:
            assert code == (2 if what in HARMFUL else 0)
    assert time.process_time() - begun < 5


VALUES = ("1.5", '"x"', "[]", "true", "{}", "[1]")
PLACES = (
    "project",
    "tool",
    "tool.poetry",
    "tool.poetry.dependencies",
    "tool.uv",
    "tool.uv.sources",
    "project.name",
    "project.dependencies",
    "project.dynamic",
    "project.requires-python",
)


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("value", VALUES)
def test_a_pyproject_of_other_types_is_told_or_used(tmp_path: Path, place: str, value: str, capsys: Out) -> None:
    (tmp_path / "pyproject.toml").write_text(f"{place} = {value}\n")
    for options in ((), ("--remove",)):
        assert main(["init", *options, str(tmp_path)]) in {0, 1, 2}
        assert "unexpected" not in capsys.readouterr().err


@pytest.mark.parametrize("key", ["functions", "build", "framework", "builds"])
@pytest.mark.parametrize("value", [None, 1, "x", [], {}, True, {"api/diagnose.py": 1}, {"env": 1}])
def test_a_configuration_of_other_types_is_told_or_used(tmp_path: Path, key: str, value: object, capsys: Out) -> None:
    next_project(tmp_path / "app", write("vercel.json", json.dumps({key: value})))
    for options in ((), ("--remove",)):
        assert main(["init", *options, str(tmp_path / "app")]) in {0, 1, 2}
        assert "unexpected" not in capsys.readouterr().err


def test_a_line_that_is_no_requirement_takes_no_time(tmp_path: Path, capsys: Out) -> None:
    (tmp_path / "requirements.txt").write_text("gateway_probe-" * 70_000)
    begun = time.process_time()
    assert main(["init", str(tmp_path)]) == 1
    assert time.process_time() - begun < 5
    assert "would have to change" in capsys.readouterr().err


def workspace(root: Path) -> None:
    (root / f"apps/{ESCAPE}").mkdir(parents=True)
    (root / f"apps/{ESCAPE}/package.json").write_text(NEXT)
    (root / "package.json").write_text('{"workspaces": ["apps/*"]}')


NAMED: dict[str, Make] = {
    "a folder of the workspace": workspace,
    "a pattern of what is ignored": write(".vercelignore", f"[{ESCAPE[0]}a]pi\n"),
}


@pytest.mark.parametrize("what", NAMED)
def test_no_name_acts_on_the_terminal(tmp_path: Path, what: str, capsys: Out) -> None:
    next_project(tmp_path / "app", NAMED[what])
    assert main(["init", str(tmp_path / "app")]) == 0
    said = capsys.readouterr()
    assert not {"\x1b", "\x07"} & {*said.out, *said.err}


def test_nor_does_the_folders_own_and_a_shell_still_finds_it(tmp_path: Path, capsys: Out) -> None:
    root = tmp_path / f"it's {ESCAPE}\nécho"
    next_project(root, lambda _: None)
    assert main(["init", str(root)]) == 0
    said = capsys.readouterr().out
    assert "\x1b" not in said
    line = next(line.strip() for line in said.splitlines() if line.strip().startswith("cd "))
    asked = subprocess.run(["bash", "-c", f"{line} && test -f package.json"], check=False, timeout=30)
    assert asked.returncode == 0


def test_no_command_that_a_projects_git_names_is_run(tmp_path: Path, capsys: Out) -> None:
    """A project comes as an archive with its `.git`, whose configuration nobody reads."""
    next_project(tmp_path / "app", write(".gitignore", "vendor\n"))
    ran = tmp_path / "ran"
    for arguments in (["init", "--quiet"], ["add", "package.json"]):
        subprocess.run(["git", *arguments], cwd=tmp_path / "app", check=True, timeout=30)
    for name in ("core.fsmonitor", "core.hooksPath", "core.pager", "core.editor", "core.askPass", "diff.external"):
        subprocess.run(["git", "config", name, f"touch {ran};"], cwd=tmp_path / "app", check=True, timeout=30)
    assert main(["init", str(tmp_path / "app")]) == 0
    assert not ran.exists()
    assert "git ignores vendor/" in capsys.readouterr().out
