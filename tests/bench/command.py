"""`gateway-probe run` as a whole process, beside the script that a person would write with the real AI SDK."""

import os
import subprocess
import sys
import time
from pathlib import Path

from tests.bench.figures import Part, Sample, paired
from tests.bench.gateway import gateway
from tests.contract.sdk import require_node

SCRIPT = Path(__file__).with_name("person.mjs")
_HOW = (
    "Whole processes in turns, 200 ms a request, a healthy place. The script asks what a person would: `getCredits`, "
    "`getAvailableModels`, `generateText`, one after another. `gateway-probe run` makes those and a made-up key, the model's "
    "endpoints, the OIDC token's credits and the record of the generation besides."
)


def measure(rounds: int) -> Part:
    """Run both `rounds` times, in turns."""
    ours: list[float] = []
    theirs: list[float] = []
    with gateway("healthy-byok", latency_ms=200, place="local") as simulated:
        base = {"PATH": os.environ.get("PATH", "")}
        env = {**base, **simulated.env}
        for _ in range(rounds):
            ours.append(_seconds([sys.executable, "-m", "gateway_probe.cli", "run", "--quiet"], env))
            theirs.append(_seconds([require_node(), str(SCRIPT), simulated.origin], env))
    return Part(
        "The whole command",
        _HOW,
        [Sample("gateway-probe run", "s", ours), Sample("the script with the AI SDK", "s", theirs)],
        [paired("`gateway-probe run` healthy, whole process, at 200 ms, against the Node script", 1.0, ours, theirs)],
    )


def _seconds(command: list[str], env: dict[str, str]) -> float:
    began = time.monotonic()
    done = subprocess.run(command, env=env, capture_output=True, text=True, timeout=60, check=False)
    taken = time.monotonic() - began
    assert done.returncode == 0, done.stdout + done.stderr
    return taken
