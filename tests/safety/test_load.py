"""A crowd at one instance: everybody is answered, the gateway is asked once an interval, and nothing is left behind."""

import asyncio
import collections
import itertools
import math
import os
import sys
import time
from pathlib import Path

import pytest

from gateway_simulator import serve
from tests.listening import listening
from tests.safety.conftest import Figures
from tests.soaking import many

TOKEN = "FAKE-token-of-the-probe-0123456789"
INTERVAL_S = 10
MOST_GENERATIONS = 6
AT_ONCE = many(300, 1_000)
IN_ALL = many(3_000, 10_000)

ALLOWED = f"authorization: Bearer {TOKEN}\r\n"
Request = tuple[str, str, set[int]]
# Mostly holders who ask the same, and everybody else who comes by.
REQUESTS: tuple[Request, ...] = (
    *[("GET /api/diagnose?format=json", ALLOWED, {200})] * 10,
    ("GET /api/diagnose?format=text&disclosure=private", ALLOWED, {200}),
    ("GET /api/diagnose?format=markdown", ALLOWED, {200}),
    ("GET /api/diagnose?format=events", ALLOWED, {200}),
    ("GET /api/diagnose?status=verdict", ALLOWED, {503}),
    ("POST /api/diagnose", ALLOWED, {422}),
    ("GET /api/diagnose", "", {401}),
    ("GET /api/diagnose", "authorization: Bearer FAKE-{n}\r\n", {401, 429}),
    ("GET /api/diagnose?ping", "", {200}),
    ("GET /", "accept: text/html\r\n", {200}),
    ("DELETE /api/diagnose", ALLOWED, {405}),
)

PING = next(at for at, (line, _, _) in enumerate(REQUESTS) if "ping" in line)
# Everything that would make the probe spend more if it could. Whose question is first has its answer, and until the interval
# is over the others are told when to come again.
OTHERS: tuple[Request, ...] = (
    ("GET /api/diagnose?model=openai/gpt-{n}", ALLOWED, {200, 429}),
    ("GET /api/diagnose?experiments=all", ALLOWED, {200, 429}),
    ("GET /api/diagnose?format=events&model=openai/gpt-{n}", ALLOWED, {200, 429}),
    ("GET /api/diagnose?format=json", ALLOWED, {200, 429}),
)


async def send(port: int, number: int, requests: tuple[Request, ...] = REQUESTS) -> tuple[str, int, set[int]]:
    """One request on a connection of its own, read to the end."""
    line, headers, expected = requests[number % len(requests)]
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    head = f"{line} HTTP/1.1\r\nhost: probe.example\r\nconnection: close\r\ncontent-length: 0\r\n{headers}\r\n"
    writer.write(head.replace("{n}", str(number)).encode())
    answer = await reader.read()
    writer.close()
    await writer.wait_closed()
    return line, int(answer.split(b" ", 2)[1]) if answer else 0, expected


async def crowd(port: int, numbers: range, requests: tuple[Request, ...] = REQUESTS) -> list[tuple[str, int, set[int]]]:
    """Everyone at once, as many as there may be."""
    room = asyncio.Semaphore(AT_ONCE)

    async def one(number: int) -> tuple[str, int, set[int]]:
        async with room:
            return await send(port, number, requests)

    return await asyncio.gather(*(one(number) for number in numbers))


def memory_mb(pid: int) -> float:
    """Of the server, resident."""
    pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def sockets(pid: int) -> int:
    """How many it has open, listening ones included."""
    links = [str(entry.readlink()) for entry in Path(f"/proc/{pid}/fd").iterdir() if entry.is_symlink()]
    return sum(link.startswith("socket:") for link in links)


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="memory and sockets are read from /proc")
def test_a_crowd_is_answered_and_causes_one_run_an_interval(figures: Figures) -> None:
    command = [sys.executable, "-m", "uvicorn", "--factory", "gateway_probe.web:create_app", "--backlog", "4096"]
    command += ["--log-level", "critical"]
    half = IN_ALL // 2
    with serve("byok-needs-paid-tier") as simulator:
        variables = {
            **simulator.place("local").env,
            "GATEWAY_PROBE_TOKEN": TOKEN,
            "GATEWAY_PROBE_MIN_INTERVAL": str(INTERVAL_S),
        }
        with listening(command, variables) as server:
            asyncio.run(send(server.port, PING))
            idle = sockets(server.pid)
            begun = time.monotonic()
            # The first wave meets a run that has only begun: all wait for it and are answered at once, which takes the
            # most memory that this many can, and each of the first runs adds a little. From then on nothing may be added.
            answers = asyncio.run(crowd(server.port, range(2 * AT_ONCE)))
            answers += asyncio.run(crowd(server.port, range(half)))
            first = memory_mb(server.pid)
            answers += asyncio.run(crowd(server.port, range(half, IN_ALL)))
            last = memory_mb(server.pid)
            answers += asyncio.run(crowd(server.port, range(IN_ALL // 10), OTHERS))
            took = time.monotonic() - begun
            left_open = sockets(server.pid) - idle
        runs = sum(request.path == "/v1/models" for request in simulator.requests)
        generations = sum(request.method == "POST" for request in simulator.requests)

    wrong = collections.Counter((line, status) for line, status, expected in answers if status not in expected)
    assert wrong == {}
    most_runs = math.ceil(took / INTERVAL_S) + 1
    assert 1 <= runs <= most_runs
    assert generations <= MOST_GENERATIONS * runs
    assert last - first < 2, "what the first half left behind is not added to by the second"
    assert left_open <= 0
    figures.add("load, requests answered", len(answers))
    figures.note("load, at once", AT_ONCE)
    figures.note("load, seconds", round(took, 1))
    figures.note("load, upstream runs", runs)
    figures.note("load, generation requests", generations)
    figures.note("load, memory growth in the second half, MB", round(last - first, 2))


def test_no_series_of_requests_spends_more_than_the_limit_allows(figures: Figures) -> None:
    """With no interval at all, each of many different questions is a run: still none goes over its own limit."""
    from gateway_probe.web import create_app
    from tests.conftest import ask_app

    questions = [
        "/api/diagnose?experiments=all",
        "/api/diagnose?experiments=all&model=openai/gpt-5.4-mini",
        "/api/diagnose?experiments=none",
        "/api/diagnose?format=events",
        "/api/diagnose?format=html&model=nobody/unknown",
    ]
    for scenario, limit in itertools.product(
        ["byok-needs-paid-tier", "case", "refusal-of-unknown-kind", "healthy-byok"], [1, 3, 6]
    ):
        with serve(scenario) as simulator:
            place = simulator.place("production")
            app = create_app(
                environ={
                    **place.env,
                    "GATEWAY_PROBE_TOKEN": TOKEN,
                    "GATEWAY_PROBE_MIN_INTERVAL": "0",
                    "GATEWAY_PROBE_MAX_GENERATIONS": str(limit),
                }
            )
            for question in questions:
                before = len(simulator.requests)
                headers = {**place.headers, "authorization": f"Bearer {TOKEN}"}
                assert ask_app(app, question, headers=headers).status_code == 200
                spent = sum(request.method == "POST" for request in simulator.requests[before:])
                figures.add("spending, runs counted", 1)
                assert spent <= limit, (scenario, question)
