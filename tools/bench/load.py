"""Load on one instance: requests that share a run beside a constant of the same size, and memory over a thousand runs."""

import http.client
import statistics
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from typing import Literal

from tests.platform.function import Function
from tools.bench.cold_start import TOKEN
from tools.bench.diagnosis import cpu_ms_of, resident_kb_of
from tools.bench.figures import Bar, Part, Sample, paired, single
from tools.bench.functions import Built
from tools.bench.simulator_process import Running, gateway

_CLIENTS = 8
Connections = Literal["new connections", "keep-alive"]
_CONNECTIONS: tuple[Connections, ...] = ("new connections", "keep-alive")
_HOW = (
    "The function as vercel.json deploys it, on the real runtime, beside a compiled FastAPI function that answers a constant "
    "body of the same size, both running at once and asked in turns. Within the minimum interval 8 clients ask one after "
    "another and get the one result, each on a new connection or all on its own one. The runtime does not turn off the delay "
    "of small writes (TCP_NODELAY), which costs every function 40 ms a request on a connection that is used again. CPU is the "
    "function's process alone. For memory the interval is 0: each request is a run of its own, and anonymous memory is read "
    "after a tenth of them and after all."
)


@dataclass
class _Asked:
    """What one subject gave, a value a round."""

    rates: list[float] = field(default_factory=list)
    p50s: list[float] = field(default_factory=list)
    p99s: list[float] = field(default_factory=list)
    cpus: list[float] = field(default_factory=list)

    def samples(self, name: str) -> list[Sample]:
        """A row for each figure."""
        return [
            Sample(f"{name}: requests a second", "/s", self.rates),
            Sample(f"{name}: p50", "ms", self.p50s),
            Sample(f"{name}: p99", "ms", self.p99s),
            Sample(f"{name}: CPU a request", "ms", self.cpus),
        ]


def measure(built: Built, bare: Built, requests: int, runs: int, rounds: int) -> Part:
    """Ask both within the interval in turns, then diagnose over and over."""
    samples: list[Sample] = []
    bars: list[Bar] = []
    with gateway("healthy-byok", latency_ms=0) as simulated:
        for connections in _CONNECTIONS:
            ours, constant = _in_turns(built, bare, simulated, connections, requests, rounds)
            samples += ours.samples(f"a kept answer, {connections}")
            samples += constant.samples(f"the constant, {connections}")
            bars.append(
                paired(
                    f"requests a second within the interval, against the constant, {connections}",
                    0.85,
                    ours.rates,
                    constant.rates,
                    more_is_better=True,
                )
            )
            bars.append(paired(f"their p99, against the constant's, {connections}", 1.5, ours.p99s, constant.p99s))
        memory = _memory(built, simulated, runs)
    samples += [
        Sample(f"memory after {runs // 10} diagnoses", "MB", [memory[0] / 1000]),
        Sample(f"memory after {runs} diagnoses", "MB", [memory[1] / 1000]),
    ]
    growth = (memory[1] - memory[0]) / 1000
    bars.append(single(f"memory growth, {runs // 10} to {runs:,} diagnoses", 1.0, [growth], "MB"))
    return Part("Load", _HOW, samples, bars)


def _in_turns(
    built: Built, bare: Built, simulated: Running, connections: Connections, requests: int, rounds: int
) -> tuple[_Asked, _Asked]:
    headers = {**simulated.headers, "authorization": f"Bearer {TOKEN}"}
    ours, constant = _Asked(), _Asked()
    with _booted(built, simulated, "600") as function:
        size = len(function.get("/api/diagnose", headers).body)
        with bare.booted({"BENCH_BODY": str(size)}) as other:
            for counted in (False, *[True] * rounds):
                for subject, running, path in ((ours, function, "/api/diagnose"), (constant, other, "/api/constant")):
                    _ask(subject if counted else _Asked(), running, path, headers, connections, requests)
    return ours, constant


@contextmanager
def _booted(built: Built, simulated: Running, interval: str) -> Iterator[Function]:
    settings = {"GATEWAY_PROBE_TOKEN": TOKEN, "GATEWAY_PROBE_MIN_INTERVAL": interval}
    with built.booted({**simulated.env, **settings}) as function:
        yield function


def _ask(
    subject: _Asked, function: Function, path: str, headers: Mapping[str, str], connections: Connections, requests: int
) -> None:
    latencies: list[float] = []

    def ask() -> None:
        many = requests // _CLIENTS
        each = 1 if connections == "new connections" else many
        for _ in range(many // each):
            latencies.extend(_over_one_connection(function.port, path, headers, each))

    threads = [threading.Thread(target=ask) for _ in range(_CLIENTS)]
    cpu, began = cpu_ms_of(function.pid), time.monotonic()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    taken = time.monotonic() - began
    percentiles = statistics.quantiles(latencies, n=100)
    subject.rates.append(len(latencies) / taken)
    subject.p50s.append(percentiles[49])
    subject.p99s.append(percentiles[98])
    subject.cpus.append((cpu_ms_of(function.pid) - cpu) / len(latencies))


def _over_one_connection(port: int, path: str, headers: Mapping[str, str], requests: int) -> list[float]:
    """Milliseconds of each request, the connection's own in the first."""
    taken = []
    began = time.monotonic()
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=60)) as connection:
        for _ in range(requests):
            connection.request("GET", path, headers=dict(headers))
            answer = connection.getresponse()
            answer.read()
            assert answer.status == 200
            taken.append((time.monotonic() - began) * 1000)
            began = time.monotonic()
    return taken


def _memory(built: Built, simulated: Running, runs: int) -> list[int]:
    headers = {**simulated.headers, "authorization": f"Bearer {TOKEN}"}
    memory = []
    with _booted(built, simulated, "0") as function:
        for count in range(1, runs + 1):
            assert function.get("/api/diagnose", headers).status == 200
            if count in {runs // 10, runs}:
                memory.append(resident_kb_of(function.pid))
    return memory
