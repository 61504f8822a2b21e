"""The simulated gateway in a process of its own, so that its work is in nobody's figures."""

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from gateway_probe.simulator import serve


@dataclass(frozen=True)
class Running:
    """A running simulator: the variables and headers of a place, with it as the gateway."""

    origin: str
    env: dict[str, str]
    headers: dict[str, str]


@contextmanager
def gateway(scenario: str, *, latency_ms: float, place: str = "production") -> Iterator[Running]:
    """Run it for as long as the block lasts."""
    command = [sys.executable, "-m", "tests.bench.gateway", scenario, str(latency_ms), place]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        try:
            yield Running(**json.loads(process.stdout.readline()))
        finally:
            process.stdin.close()
            process.wait(20)


def main() -> None:
    """Serve until standard input ends."""
    scenario, latency_ms, name = sys.argv[1:]
    with serve(scenario, latency_ms=float(latency_ms)) as simulator:
        place = simulator.place(name)
        print(json.dumps({"origin": simulator.origin, "env": place.env, "headers": place.headers}), flush=True)
        sys.stdin.read()


if __name__ == "__main__":
    main()
