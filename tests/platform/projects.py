"""Other people's projects with the probe in them, made as `gateway-probe init` says."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

_INIT = [sys.executable, "-m", "gateway_probe.cli", "init"]
_NEXT = Path(__file__).parent / "next"
_APP = """from fastapi import FastAPI

app = FastAPI()


@app.get("/mine")
async def mine() -> str:
    return "mine"
"""
_PYPROJECT = """[project]
name = "shop"
version = "1.0.0"
requires-python = ">=3.12"
dependencies = ["fastapi>=0.165"]

[tool.vercel]
entrypoint = "main:app"
"""


def next_project(folder: Path) -> None:
    """A Next.js application, and one command."""
    shutil.copytree(_NEXT, folder)
    _init(folder)


def mounted_project(folder: Path) -> None:
    """A FastAPI application: the requirement is taken over from the diff, the lines from the note."""
    folder.mkdir()
    (folder / "main.py").write_text(_APP)
    (folder / "pyproject.toml").write_text(_PYPROJECT)
    (folder / "vercel.json").write_text('{"framework": "fastapi"}\n')
    conflict = subprocess.run([*_INIT, folder], capture_output=True, timeout=60, check=False)
    assert conflict.returncode == 1, conflict.stderr
    subprocess.run(["git", "apply", "-"], cwd=folder, input=conflict.stdout, timeout=60, check=True)
    note = re.search(r"in main\.py, add at the end\n\n((?: {4}.*\n|\n)+)", _init(folder))
    assert note, "the lines to add are printed"
    lines = re.sub(r"^ {4}", "", note[1], flags=re.MULTILINE)
    with (folder / "main.py").open("a") as file:
        file.write(f"\n\n{lines}")


def _init(folder: Path) -> str:
    done = subprocess.run([*_INIT, folder], capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout
