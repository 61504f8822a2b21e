"""Cold start on the real Vercel builder and runtime, side by side with what a person would start from."""

import time

from tests.bench.figures import Part, Sample, paired
from tests.bench.functions import Built
from tests.bench.gateway import Running, gateway

TOKEN = "FAKE-token-of-the-bench-0123456789"
_HOW = (
    "Each function is built by the real Vercel CLI and booted by the real vercel-runtime, in turns; every boot is a new "
    "process with a warm disk. Times are the runtime's own: process start to serving, and the part that imports the "
    "function. *compiled* is this project as vercel.json deploys it; the others are built the ordinary way, without byte code."
)


def measure(functions: dict[str, Built], rounds: int) -> Part:
    """Boot each function `rounds` times, in turns."""
    ready: dict[str, list[float]] = {name: [] for name in functions}
    importing: dict[str, list[float]] = {name: [] for name in functions}
    first: list[float] = []
    with gateway("healthy-byok", latency_ms=50) as simulated:
        for _ in range(rounds):
            for name, built in functions.items():
                with built.booted() as function:
                    ready[name].append(function.init_ms)
                    importing[name].append(function.user_init_ms)
            first.append(_first_document(functions["gateway-probe, compiled"], simulated))
    samples = [Sample(f"{name}: ready", "ms", values) for name, values in ready.items()]
    samples += [Sample(f"{name}: importing", "ms", values) for name, values in importing.items()]
    samples.append(Sample("gateway-probe, compiled: first Document, from process start, 50 ms a request", "ms", first))
    samples += [Sample(f"{name}: unpacked", "MB", [built.size / 1e6]) for name, built in functions.items()]
    bare = importing["bare FastAPI + httpx"]
    return Part(
        "Cold start",
        _HOW,
        samples,
        [
            paired(
                "cold start, import share, as README deploys it, against a bare FastAPI + httpx function built the ordinary way",
                0.50,
                importing["gateway-probe, compiled"],
                bare,
            ),
            paired("the same, both without compiled byte code", 1.10, importing["gateway-probe"], bare),
        ],
    )


def _first_document(built: Built, simulated: Running) -> float:
    """Milliseconds from the start of the process to the whole first Document: what the first person waits."""
    started = time.monotonic()
    with built.booted({**simulated.env, "GATEWAY_PROBE_TOKEN": TOKEN}) as function:
        answer = function.get("/api/diagnose", {**simulated.headers, "authorization": f"Bearer {TOKEN}"})
        taken = (time.monotonic() - started) * 1000
    assert answer.json()["verdict"]["status"] == "healthy", answer.body[:500]
    return taken
