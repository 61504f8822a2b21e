"""The real Vercel CLI, logged in to a stand-in of its API."""

import json
import os
import subprocess
from pathlib import Path

from gateway_probe.document import Document
from tests.account.account_api import StandIn
from tests.cli.commands import command

VERCEL = Path(__file__).parents[1] / "node" / "node_modules" / ".bin" / "vercel"
TOKEN = "FAKEtokenFAKEtokenFAKE24"


def ask(
    folder: Path, api: StandIn | None, *arguments: str, login: bool = True, **variables: str
) -> "subprocess.CompletedProcess[str]":
    """`gateway-probe account …` with the CLI on the PATH and its API on loopback."""
    environ = login_home(folder, api, login=login)
    return command("account", *arguments, cwd=folder, **environ, **variables)


def login_home(folder: Path, api: StandIn | None, *, login: bool = True) -> dict[str, str]:
    """A home in which the CLI finds the stand-in for its API, and the variables that lead there."""
    settings = folder / "home" / ".local" / "share" / "com.vercel.cli"
    settings.mkdir(parents=True, exist_ok=True)
    origin = api.origin if api is not None else "http://127.0.0.1:9"
    (settings / "config.json").write_text(json.dumps({"api": origin}), encoding="utf-8")
    token = {"VERCEL_TOKEN": TOKEN} if login else {}
    path = f"{VERCEL.parent}{os.pathsep}{os.environ['PATH']}"
    return {"HOME": str(folder / "home"), "PATH": path, "VERCEL_TELEMETRY_DISABLED": "1", **token}


def saved_document(folder: Path, document: Document, name: str = "production") -> str:
    """The Document as a file, by the name of its place."""
    file = folder / f"{name}.json"
    file.write_text(document.model_dump_json(), encoding="utf-8")
    return f"{name}={file}"
