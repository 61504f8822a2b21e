"""The real AI SDK in a process of its own: three lines, with a place's variables and nothing else of this machine."""

import json
import os
import shutil
from pathlib import Path
from typing import Any

from gateway_simulator import Place
from tests.contract.client_processes import Question, ask
from tests.missing import give_up

CLIENT = Path(__file__).with_name("client.mjs")
PACKAGES = Path(__file__).parents[1] / "node" / "node_modules"
LINES = ("3", "4")
"""AI SDK 6 and 7, by the version in their path. How these fail is tried at length; other clients in `clients.py`."""
# The platform hands these to the SDK; the probe's own settings are none of its business.
_SDK_VARIABLES = ("AI_GATEWAY_API_KEY", "ANTHROPIC_", "VERCEL")


def require_node() -> str:
    """Node's path. Skips, or in CI fails, where the real clients cannot run."""
    node = shutil.which("node")
    missing = "Node.js 20 or newer is needed: https://nodejs.org" if node is None else None
    if missing is None and not (PACKAGES / "ai-5").exists():
        missing = "the AI SDK is needed: `make node`"
    return str(node) if missing is None else give_up(missing)


def run_sdk(line: str, place: Place, *calls: str, anew: bool = False, **extra: str) -> dict[str, Any]:
    """What each call gave, by its name: `ok` and `value`, or `error`."""
    env = {name: value for name, value in place.env.items() if name.startswith(_SDK_VARIABLES)}
    env |= {
        "PATH": os.environ.get("PATH", ""),
        "NO_COLOR": "1",
        "MODEL": place.env["GATEWAY_PROBE_MODEL"],
        "REQUEST_HEADERS": json.dumps(place.headers),
        **extra,
    }
    arguments = [place.env["GATEWAY_PROBE_BASE_URL"], *calls]
    return ask([require_node(), str(CLIENT), line], Question(arguments, env), anew=anew)
