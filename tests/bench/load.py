"""Load on one instance: requests that share a run, and memory over a thousand runs."""

import statistics
import threading
import time

from tests.bench.cold_start import TOKEN
from tests.bench.diagnosis import resident_kb_of
from tests.bench.figures import Part, Sample, single
from tests.bench.functions import Built
from tests.bench.gateway import gateway

_CLIENTS = 8
_HOW = (
    "The function as vercel.json deploys it, on the real runtime. Within the minimum interval 8 clients ask one after another, "
    "each on a new connection, and get the one result. For memory the interval is 0: each request is a run of its own, and "
    "anonymous memory is read after 100 and after 1,000."
)


def measure(built: Built, requests: int, runs: int) -> Part:
    """Ask within the interval, then diagnose over and over."""
    with gateway("healthy-byok", latency_ms=0) as simulated:
        headers = {**simulated.headers, "authorization": f"Bearer {TOKEN}"}
        with built.booted(
            {**simulated.env, "GATEWAY_PROBE_TOKEN": TOKEN, "GATEWAY_PROBE_MIN_INTERVAL": "600"}
        ) as function:
            function.get("/api/diagnose", headers)
            latencies: list[float] = []

            def ask() -> None:
                answers = (function.get("/api/diagnose", headers) for _ in range(requests // _CLIENTS))
                latencies.extend(answer.seconds * 1000 for answer in answers)

            began = time.monotonic()
            threads = [threading.Thread(target=ask) for _ in range(_CLIENTS)]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()
            rate = len(latencies) / (time.monotonic() - began)
        with built.booted(
            {**simulated.env, "GATEWAY_PROBE_TOKEN": TOKEN, "GATEWAY_PROBE_MIN_INTERVAL": "0"}
        ) as function:
            memory = []
            for count in range(1, runs + 1):
                assert function.get("/api/diagnose", headers).status == 200
                if count in {runs // 10, runs}:
                    memory.append(resident_kb_of(function.pid))
    growth = (memory[1] - memory[0]) / 1000
    percentiles = statistics.quantiles(latencies, n=100)
    return Part(
        "Load",
        _HOW,
        [
            Sample("requests a second, within the interval", "/s", [rate]),
            Sample("p50", "ms", [percentiles[49]]),
            Sample("p99", "ms", [percentiles[98]]),
            Sample(f"memory after {runs // 10} diagnoses", "MB", [memory[0] / 1000]),
            Sample(f"memory after {runs} diagnoses", "MB", [memory[1] / 1000]),
        ],
        [single(f"memory growth, {runs // 10} to {runs:,} diagnoses", 1.0, [growth], "MB")],
    )
