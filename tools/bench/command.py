"""`gateway-probe` as whole processes in an environment as a user has it, beside the script that a person would write."""

import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from tests.contract.sdk import require_node
from tests.platform.toolchain import ROOT, find_uv
from tools.bench.figures import Part, Sample, paired, single
from tools.bench.simulator_process import gateway

SCRIPT = Path(__file__).with_name("person.mjs")
_HOW = (
    "Whole processes in turns, installed as `pip install 'gateway-probe[cli]'` installs it, without the packages of the "
    "tests. 200 ms a request, a healthy place. The script asks what a person would: `getCredits`, `getAvailableModels`, "
    "`generateText`, one after another. `gateway-probe run` makes those and a made-up key, the model's endpoints, the OIDC "
    "token's credits and the record of the generation besides. The look-ups ask nobody."
)


@dataclass
class _Process:
    """Seconds of every run of one command."""

    walls: list[float] = field(default_factory=list)
    cpus: list[float] = field(default_factory=list)

    def run(self, command: list[str], env: dict[str, str]) -> None:
        """Run it once more; raises AssertionError where it does not end with 0."""
        before, began = _cpu_of_children(), time.monotonic()
        done = subprocess.run(command, env=env, capture_output=True, text=True, timeout=60, check=False)
        self.walls.append(time.monotonic() - began)
        self.cpus.append(_cpu_of_children() - before)
        assert done.returncode == 0, done.stdout + done.stderr


def measure(rounds: int) -> Part:
    """Run each `rounds` times, in turns."""
    run, script, version, explain, python = (_Process() for _ in range(5))
    with gateway("healthy-byok", latency_ms=200, place="local") as simulated, _installed() as folder:
        base = {"PATH": os.environ.get("PATH", "")}
        env = {**base, **simulated.env}
        command = str(folder / "gateway-probe")
        for _ in range(rounds):
            run.run([command, "run", "--quiet"], env)
            script.run([require_node(), str(SCRIPT), simulated.origin], env)
            version.run([command, "--version"], base)
            explain.run([command, "explain", "byok-needs-paid-tier"], base)
            python.run([str(folder / "python"), "-c", "pass"], base)
    return Part(
        "The whole command",
        _HOW,
        [
            Sample("gateway-probe run", "s", run.walls),
            Sample("gateway-probe run: CPU", "s", run.cpus),
            Sample("the script with the AI SDK", "s", script.walls),
            Sample("the script with the AI SDK: CPU", "s", script.cpus),
            *(
                Sample(f"{name}: {what}", "ms", [value * 1000 for value in values])
                for name, process in (("--version", version), ("explain CODE", explain), ("python -c pass", python))
                for what, values in (("wall", process.walls), ("CPU", process.cpus))
            ),
        ],
        [
            paired(
                "`gateway-probe run` healthy, whole process, at 200 ms, against the Node script",
                0.75,
                run.walls,
                script.walls,
            ),
            single("`gateway-probe --version`, CPU", 60, [value * 1000 for value in version.cpus], "ms"),
            single("`gateway-probe explain CODE`, CPU", 60, [value * 1000 for value in explain.cpus], "ms"),
        ],
    )


@contextmanager
def _installed() -> Iterator[Path]:
    """The `bin` of an environment that holds the command, what it needs and nothing else, with byte code as pip leaves it."""
    uv = find_uv()
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        subprocess.run([uv, "venv", "--quiet", "--python", sys.executable, folder], check=True)
        subprocess.run(
            [uv, "pip", "install", "--quiet", "--compile-bytecode", "--python", f"{folder}/bin/python", f"{ROOT}[cli]"],
            check=True,
        )
        yield Path(folder) / "bin"


def _cpu_of_children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime
