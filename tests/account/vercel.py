"""The Vercel CLI, the real one or one that is played, logged in to a stand-in of its API."""

import json
import os
import subprocess
import sys
from pathlib import Path

from gateway_probe.document import Document
from tests.account.account_api import StandIn
from tests.cli.commands import command

VERCEL = Path(__file__).parents[1] / "node" / "node_modules" / ".bin" / "vercel"
PLAYED = Path(__file__).with_name("played_vercel.py")
TOKEN = "FAKEtokenFAKEtokenFAKE24"


def ask(
    folder: Path, api: StandIn | None, *arguments: str, login: bool = True, real: bool = False, **variables: str
) -> "subprocess.CompletedProcess[str]":
    """`gateway-probe account …` with the CLI on the PATH and its API on loopback."""
    environ = login_home(folder, api, login=login, real=real)
    return command("account", *arguments, cwd=folder, **environ, **variables)


def login_home(folder: Path, api: StandIn | None, *, login: bool = True, real: bool = False) -> dict[str, str]:
    """A home in which the CLI finds the stand-in for its API, and the variables that lead there."""
    settings = folder / "home" / ".local" / "share" / "com.vercel.cli"
    settings.mkdir(parents=True, exist_ok=True)
    origin = api.origin if api is not None else "http://127.0.0.1:9"
    (settings / "config.json").write_text(json.dumps({"api": origin}), encoding="utf-8")
    token = {"VERCEL_TOKEN": TOKEN} if login else {}
    path = f"{VERCEL.parent if real else played_command(folder)}{os.pathsep}{os.environ['PATH']}"
    return {"HOME": str(folder / "home"), "PATH": path, "VERCEL_TELEMETRY_DISABLED": "1", **token}


def played_command(folder: Path) -> Path:
    """A folder with a command named `vercel` that is played."""
    file = folder / "home" / "bin" / "vercel"
    file.parent.mkdir(parents=True, exist_ok=True)
    # Without what is installed beside this Python, which would take most of the time.
    file.write_text(f'#!/bin/sh\nexec "{sys.executable}" -ISX utf8 "{PLAYED}" "$@"\n', encoding="utf-8")
    file.chmod(0o755)
    return file.parent


def saved_document(folder: Path, document: Document, name: str = "production") -> str:
    """The Document as a file, by the name of its place."""
    file = folder / f"{name}.json"
    file.write_text(document.model_dump_json(), encoding="utf-8")
    return f"{name}={file}"
