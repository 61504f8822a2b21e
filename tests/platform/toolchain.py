"""The tools of a Vercel build, as this machine has them."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
NODE_PACKAGES = ROOT / "tests" / "node" / "node_modules"

# What vercel-runtime and the builder both know. 3.12 first: it is what the platform takes for this project.
PYTHONS = ("3.12", "3.13", "3.14")
OLDEST_NODE = 20
_WHO_ARE_YOU = (
    "import json, os, platform, sys; executable = os.path.realpath(sys.executable);"
    "print(json.dumps([platform.python_implementation(), '%d.%d' % sys.version_info[:2], executable]))"
)


class MissingToolError(Exception):
    """A tool is not on this machine. The message says which, and the command that installs it."""


@dataclass(frozen=True)
class Toolchain:
    """Absolute paths of real executables: no shim of a version manager, which the builder cannot use."""

    python: Path
    python_version: str
    uv: Path
    node: Path
    npm: Path
    vercel: Path


def find_toolchain() -> Toolchain:
    """Look the tools up. Raises `MissingToolError` for the first one that this machine lacks."""
    if not sys.platform.startswith("linux"):
        raise MissingToolError("Linux is needed: the builder vendors Linux wheels, which boot nowhere else")
    node = _find_node()
    vercel = NODE_PACKAGES / ".bin" / "vercel"
    if not vercel.exists():
        raise MissingToolError("the Vercel CLI is needed: `make node`")
    npm = shutil.which("npm")
    if npm is None:
        raise MissingToolError("npm is needed: it comes with Node.js, and as a package of its own on Debian")
    uv = find_uv()
    version, python = find_python(uv)
    return Toolchain(python=python, python_version=version, uv=uv, node=node, npm=Path(npm), vercel=vercel)


def _find_node() -> Path:
    found = shutil.which("node")
    answer = _output(Path(found), "-p", "JSON.stringify([process.versions.node, process.execPath])") if found else ""
    version, executable = json.loads(answer) if answer else ("0", "")
    if int(version.split(".", maxsplit=1)[0]) < OLDEST_NODE:
        raise MissingToolError(
            f"Node.js {OLDEST_NODE} or newer is needed: `apt-get install nodejs npm` from Debian 13 on, or https://nodejs.org"
        )
    return Path(executable)


def find_uv() -> Path:
    """The uv of the running environment, of which it is a development dependency, else the first that runs."""
    for folder in (Path(sys.executable).parent, *_path_folders()):
        uv = folder / "uv"
        if uv.is_file() and _output(uv, "--version"):
            return uv.resolve()
    raise MissingToolError("uv is needed: `make setup`")


def find_python(uv: Path) -> tuple[str, Path]:
    """A Python that the platform runs functions on: its version and executable."""
    for version in PYTHONS:
        for candidate in _candidates(version, uv):
            answer = _output(candidate, "-I", "-c", _WHO_ARE_YOU)
            implementation, actual, executable = json.loads(answer) if answer else ("", "", "")
            if (implementation, actual) == ("CPython", version):
                return version, Path(executable)
    raise MissingToolError(
        f"Python {PYTHONS[0]} or newer is needed, because vercel-runtime runs on nothing older: "
        f"`.venv/bin/uv python install {PYTHONS[0]}`"
    )


def _candidates(version: str, uv: Path) -> Iterator[Path]:
    """Where Pythons are kept. Every one is tried, since a version manager's shim may be there and not run."""
    for folder in _path_folders():
        yield folder / f"python{version}"
    pyenv = Path(os.environ.get("PYENV_ROOT") or Path.home() / ".pyenv")
    yield from sorted(pyenv.glob(f"versions/{version}.*/bin/python"))
    found = _output(uv, "python", "find", "--no-project", "--system", "--no-python-downloads", version)
    if found:
        yield Path(found)


def _path_folders() -> list[Path]:
    return [Path(folder) for folder in os.get_exec_path() if folder]


def _output(program: Path, *arguments: str) -> str:
    """What a program prints, or nothing where it is missing, fails or hangs."""
    try:
        run = subprocess.run([program, *arguments], capture_output=True, text=True, timeout=30, check=True)
    except (OSError, subprocess.SubprocessError):
        return ""
    return run.stdout.strip()
