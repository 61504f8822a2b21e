"""The real Claude Code as a subprocess: without its screen, in a home of its own, with a place's variables and nothing else of
this machine.

It comes from npm for these tests alone: its terms let nobody hand it on, nor the instructions in its requests.
"""

import json
import os
import re
import subprocess
import tempfile
from pathlib import Path
from typing import Any

from gateway_simulator import Place
from tests.contract.sdk import PACKAGES
from tests.missing import give_up

TIMEOUT_S = 60.0
_NOTHING_LISTENS = "http://127.0.0.1:9"
_QUIET = {
    # It asks for nothing but the answer, and what it would ask for all the same leaves no machine.
    **dict.fromkeys(("CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC", "DISABLE_AUTOUPDATER", "DISABLE_TELEMETRY"), "1"),
    "HTTP_PROXY": _NOTHING_LISTENS,
    "HTTPS_PROXY": _NOTHING_LISTENS,
    "NO_PROXY": "127.0.0.1",
    # Ten times by itself, each a longer wait behind the last.
    "CLAUDE_CODE_MAX_RETRIES": "0",
}


def require_claude_code() -> Path:
    """The program, which comes in a package for each system, of which npm installs one."""
    found = next(PACKAGES.glob("@anthropic-ai/claude-code-*/claude*"), None)
    return found or give_up("Claude Code is needed: `make node`")


def ask_claude_code(place: Place, model: str | None = None, **variables: str) -> dict[str, Any]:
    """What came of one ping: `ok` and `value`, or `error` with the status, and what it prints of it."""
    program = require_claude_code()
    env = {name: value for name, value in place.env.items() if name.startswith(("ANTHROPIC_", "VERCEL"))}
    env = {"ANTHROPIC_BASE_URL": place.env["GATEWAY_PROBE_BASE_URL"], **env, **_QUIET, **variables}
    command = [str(program), "-p", "ping", "--output-format", "json"]
    command += ["--model", model or place.env["GATEWAY_PROBE_MODEL"]]
    with tempfile.TemporaryDirectory() as home:
        env |= {"PATH": os.environ.get("PATH", ""), "HOME": home, "TMPDIR": home}
        done = subprocess.run(
            command,
            env=env,
            cwd=home,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=TIMEOUT_S,
            check=False,
        )
    assert done.stdout, done.stderr
    told = json.loads(done.stdout)
    assert done.returncode == int(told["is_error"]), done.stderr
    if not told["is_error"]:
        return {"ok": True, "value": told["result"]}
    message = told["result"]
    # It has no classes of errors: what a person reads first stands for one.
    name = re.split(r"[.:(·]", message)[0].strip()
    return {"ok": False, "error": {"name": name, "statusCode": told["api_error_status"], "message": message}}
