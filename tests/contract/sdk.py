"""The real AI SDK as a subprocess: three lines, with a place's variables and nothing else of this machine."""

import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

from gateway_simulator import Place
from tests.missing import give_up

CLIENT = Path(__file__).with_name("client.mjs")
PACKAGES = Path(__file__).parents[1] / "node" / "node_modules"
LINES = ("3", "4")
"""AI SDK 6 and 7, by the version in their path. How these fail is tried at length; other clients in `clients.py`."""
TIMEOUT_S = 60.0
# The platform hands these to the SDK; the probe's own settings are none of its business.
_SDK_VARIABLES = ("AI_GATEWAY_API_KEY", "ANTHROPIC_", "VERCEL")


def require_node() -> str:
    """Node's path. Skips, or in CI fails, where the real clients cannot run."""
    node = shutil.which("node")
    missing = "Node.js 20 or newer is needed: https://nodejs.org" if node is None else None
    if missing is None and not (PACKAGES / "ai-5").exists():
        missing = "the AI SDK is needed: `make node`"
    return str(node) if missing is None else give_up(missing)


def run_sdk(line: str, place: Place, *calls: str, **extra: str) -> dict[str, Any]:
    """What each call gave, by its name: `ok` and `value`, or `error`."""
    env = {name: value for name, value in place.env.items() if name.startswith(_SDK_VARIABLES)}
    env |= {
        "PATH": os.environ.get("PATH", ""),
        "NO_COLOR": "1",
        "MODEL": place.env["GATEWAY_PROBE_MODEL"],
        "REQUEST_HEADERS": json.dumps(place.headers),
        **extra,
    }
    command = [require_node(), str(CLIENT), line, place.env["GATEWAY_PROBE_BASE_URL"], *calls]
    done = subprocess.run(command, env=env, capture_output=True, text=True, timeout=TIMEOUT_S, check=False)
    assert done.returncode == 0, done.stderr
    results: dict[str, Any] = json.loads(done.stdout)
    return results
