"""Cold start on the real Vercel builder and runtime, side by side with what a person would start from."""

import time

from tools.bench.figures import Part, Sample, paired
from tools.bench.functions import BARE_FASTAPI, COMPILED, COMPILED_BARE, OURS, Built
from tools.bench.simulator_process import Running, gateway

TOKEN = "FAKE-token-of-the-bench-0123456789"
_HOW = (
    "Each function is built by the real Vercel CLI and booted by the real vercel-runtime, in turns; every boot is a new "
    "process with a warm disk. Times are the runtime's own: process start to serving, and the part that imports the "
    "function. *compiled* is this project as vercel.json deploys it, and a bare one with byte code; the others are built the "
    "ordinary way, without. The first answer of the bare function holds what the gateway answered to two requests in a row."
)


def measure(functions: dict[str, Built], rounds: int) -> Part:
    """Boot each function `rounds` times, in turns."""
    ready: dict[str, list[float]] = {name: [] for name in functions}
    importing: dict[str, list[float]] = {name: [] for name in functions}
    first: dict[str, list[float]] = {name: [] for name in (COMPILED, BARE_FASTAPI, COMPILED_BARE)}
    with gateway("healthy-byok", latency_ms=50) as simulated:
        for _ in range(rounds):
            for name, built in functions.items():
                with built.booted() as function:
                    ready[name].append(function.init_ms)
                    importing[name].append(function.user_init_ms)
            for name, waited in first.items():
                waited.append(_first_answer(functions[name], simulated))
    samples = [Sample(f"{name}: ready", "ms", values) for name, values in ready.items()]
    samples += [Sample(f"{name}: importing", "ms", values) for name, values in importing.items()]
    samples += [
        Sample(f"{name}: first answer, from process start, 50 ms a request", "ms", first[name]) for name in first
    ]
    samples += [Sample(f"{name}: unpacked", "MB", [built.size / 1e6]) for name, built in functions.items()]
    bare = importing[BARE_FASTAPI]
    return Part(
        "Cold start",
        _HOW,
        samples,
        [
            paired(
                "cold start, import share, as README deploys it, against a bare FastAPI + httpx function built the ordinary way",
                0.30,
                importing[COMPILED],
                bare,
            ),
            paired("the same, both without compiled byte code", 1.10, importing[OURS], bare),
            paired(
                "first Document, from process start, against a bare function that asks the gateway twice in a row",
                0.45,
                first[COMPILED],
                first[BARE_FASTAPI],
            ),
            paired("the same, the bare one compiled too", 1.0, first[COMPILED], first[COMPILED_BARE]),
        ],
    )


def _first_answer(built: Built, simulated: Running) -> float:
    """Milliseconds from the start of the process to the whole first answer: what the first person waits."""
    ours = built.name == COMPILED
    own = {"GATEWAY_PROBE_TOKEN": TOKEN, "BENCH_ORIGIN": simulated.origin, "BENCH_MODEL": "openai/gpt-5.4-mini"}
    started = time.monotonic()
    with built.booted({**simulated.env, **own}) as function:
        path = "/api/diagnose" if ours else "/api/ask"
        answer = function.get(path, {**simulated.headers, "authorization": f"Bearer {TOKEN}"})
        taken = (time.monotonic() - started) * 1000
    found = answer.json()
    assert found["verdict"]["status"] == "healthy" if ours else found["answers"][1]["choices"], answer.body[:500]
    return taken
