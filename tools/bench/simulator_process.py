"""The simulated gateway in a process of its own, so that its work is in nobody's figures."""

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from gateway_simulator import serve
from tests.contract.tls import behind_tls


@dataclass(frozen=True)
class Running:
    """A running simulator: the variables and headers of a place, with it as the gateway."""

    origin: str
    env: dict[str, str]
    headers: dict[str, str]


@contextmanager
def gateway(
    scenario: str, *, latency_ms: float, place: str = "production", tls: Path | None = None
) -> Iterator[Running]:
    """Run it for as long as the block lasts; behind TLS where a folder for the authority's certificate is given."""
    command = [sys.executable, "-m", "tools.bench.simulator_process", scenario, str(latency_ms), place, str(tls or "")]
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
    scenario, latency_ms, name, folder = sys.argv[1:]
    with ExitStack() as stack:
        simulator = stack.enter_context(serve(scenario, latency_ms=float(latency_ms)))
        if folder:
            simulator.origin = stack.enter_context(behind_tls(simulator.origin, Path(folder))).origin
        place = simulator.place(name)
        print(json.dumps({"origin": simulator.origin, "env": place.env, "headers": place.headers}), flush=True)
        sys.stdin.read()


if __name__ == "__main__":
    main()
