"""A diagnosis from a warm function: wall time against the critical path, CPU time, requests."""

import os
import tempfile
from pathlib import Path
from typing import Any

from tests.platform.function import Function
from tools.bench.cold_start import TOKEN
from tools.bench.figures import Bar, Part, Sample, paired, single
from tools.bench.functions import Built
from tools.bench.simulator_process import gateway

LATENCIES_MS = (0, 50, 200)
_TICK_MS = 1000 / os.sysconf("SC_CLK_TCK")
_HOW = (
    "The function as vercel.json deploys it, on the real runtime, asked over HTTP one diagnosis after another, each a run of "
    "its own. The simulated gateway is another process and answers each request after 0, 50 or 200 ms. The critical path is "
    "the longest chain of requests that must follow each other: the baseline and its record where all is well (2), the "
    "baseline and two rounds of experiments where it is refused (3). CPU time is the function's process alone. Over TLS the "
    "certificate of an authority made for the bench is added to those that the function trusts."
)


def measure(built: Built, rounds: int) -> Part:
    """Diagnose a healthy and a refused place at each latency."""
    samples: list[Sample] = []
    bars: list[Bar] = []
    for scenario, query, chain in (("healthy-byok", "", 2), ("case", "?experiments=all", 3)):
        for latency_ms in LATENCIES_MS:
            with gateway(scenario, latency_ms=latency_ms) as simulated:
                settings = {"GATEWAY_PROBE_TOKEN": TOKEN, "GATEWAY_PROBE_MIN_INTERVAL": "0"}
                with built.booted({**simulated.env, **settings}) as function:
                    headers = {**simulated.headers, "authorization": f"Bearer {TOKEN}"}
                    walls, cpu_ms, document = _diagnose(function, f"/api/diagnose{query}", headers, rounds)
            name = f"{scenario}, {latency_ms} ms a request"
            samples += [Sample(f"{name}: wall", "ms", walls), Sample(f"{name}: CPU", "ms", [cpu_ms])]
            sent = [c for c in document["gateway"]["checks"] + document["experiments"] if c["timing"]]
            samples.append(Sample(f"{name}: requests", "", [float(len(sent))]))
            if latency_ms == 200 and scenario == "healthy-byok":
                path = [float(chain * latency_ms)] * rounds
                bars.append(
                    paired("healthy diagnosis, wall, at 200 ms a request, against the critical path", 1.10, walls, path)
                )
            if latency_ms == 200 and scenario == "case":
                one = [float(latency_ms)] * rounds
                bars.append(
                    paired(
                        "refused diagnosis with all experiments, wall, at 200 ms, against one request", 3.3, walls, one
                    )
                )
    over_tls = _over_tls(built, rounds)
    samples.append(Sample("healthy-byok, 0 ms a request, over TLS: CPU", "ms", over_tls))
    bars.append(single("CPU of one warm diagnosis, over TLS", 10.0, over_tls, "ms"))
    return Part("A diagnosis", _HOW, samples, bars)


def _over_tls(built: Built, rounds: int) -> list[float]:
    """CPU of a diagnosis at a gateway behind TLS, as the real one is: a mean of some, several times."""
    usual = {trusted: trusted.read_bytes() for trusted in built.folder.rglob("certifi/cacert.pem")}
    with tempfile.TemporaryDirectory() as folder, gateway("healthy-byok", latency_ms=0, tls=Path(folder)) as simulated:
        try:
            for trusted, content in usual.items():
                trusted.write_bytes(content + (Path(folder) / "authority.pem").read_bytes())
            settings = {"GATEWAY_PROBE_TOKEN": TOKEN, "GATEWAY_PROBE_MIN_INTERVAL": "0"}
            with built.booted({**simulated.env, **settings}) as function:
                headers = {**simulated.headers, "authorization": f"Bearer {TOKEN}"}
                found = [_diagnose(function, "/api/diagnose", headers, rounds) for _ in range(3)]
        finally:
            for trusted, content in usual.items():
                trusted.write_bytes(content)
    assert all(document["verdict"]["status"] == "healthy" for _, _, document in found)
    return [cpu_ms for _, cpu_ms, _ in found]


def _diagnose(function: Function, path: str, headers: dict[str, str], rounds: int) -> tuple[list[float], float, Any]:
    """Wall times, the mean CPU time of one, and the last Document."""
    for _ in range(3):
        document = function.get(path, headers).json()
    before = cpu_ms_of(function.pid)
    answers = [function.get(path, headers) for _ in range(rounds)]
    cpu = (cpu_ms_of(function.pid) - before) / rounds
    document = answers[-1].json()
    assert document["probe"]["generations"] >= 1
    return [answer.seconds * 1000 for answer in answers], cpu, document


def cpu_ms_of(pid: int) -> float:
    """User and system time of a process so far (proc(5), fields 14 and 15 of stat)."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) * _TICK_MS


def resident_kb_of(pid: int) -> int:
    """Anonymous memory in use (proc(5), RssAnon): files that are mapped are not the program's growth."""
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("RssAnon:"):
            return int(line.split()[1])
    raise OSError("RssAnon is not there")
