"""What a contributor waits for before the first test runs."""

import resource
import subprocess
import sys
import time

from tests.platform.toolchain import ROOT
from tools.bench.figures import Part, Sample, single

_HOW = "Whole processes: `pytest --collect-only` over all tests. CPU is the process and its children."


def measure(rounds: int) -> Part:
    """Collect `rounds` times, after one that warms the disk."""
    walls, cpus = [], []
    for counted in (False, *[True] * rounds):
        before, began = _cpu_of_children(), time.monotonic()
        subprocess.run(
            [sys.executable, "-m", "pytest", "--collect-only", "-qq"], cwd=ROOT, capture_output=True, check=True
        )
        if counted:
            walls.append(time.monotonic() - began)
            cpus.append(_cpu_of_children() - before)
    return Part(
        "The tests",
        _HOW,
        [Sample("collecting every test: CPU", "s", cpus), Sample("collecting every test: wall", "s", walls)],
        [single("collecting every test, CPU", 4.0, cpus, "s")],
    )


def _cpu_of_children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime
