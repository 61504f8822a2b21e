"""The server on loopback: it records what arrives, serves many at once, and leaves nothing behind."""

import asyncio
import gc
import socket
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from time import monotonic

import httpx
import pytest

from gateway_simulator import serve
from tests.simulator.small_world import bearer, error, generate, look, world


def refuses(origin: str) -> bool:
    host, _, port = origin.removeprefix("http://").partition(":")
    with socket.socket() as probe:
        probe.settimeout(1)
        return probe.connect_ex((host, int(port))) != 0


def test_requests_are_recorded_as_they_arrived() -> None:
    with serve(world()) as simulator:
        headers = [(b"x-b", b"2"), (b"x-a", b"1"), (b"x-b", b"3"), (b"x-latin", "ü".encode("latin-1"))]
        url = f"{simulator.origin}/v1/credits?a=1&b=%20"
        httpx.request("POST", url, headers=headers, content=b"\x00\xff", trust_env=False)
        (request,) = simulator.requests
    assert (request.method, request.path, request.query, request.body) == (
        "POST",
        "/v1/credits",
        "a=1&b=%20",
        b"\x00\xff",
    )
    assert [h for h in request.headers if h[0].startswith("x-")] == [
        ("x-b", "2"), ("x-a", "1"), ("x-b", "3"), ("x-latin", "ü"),
    ]  # fmt: skip


def test_many_requests_at_once_are_all_answered_and_recorded() -> None:
    with serve(world()) as simulator, ThreadPoolExecutor(16) as pool:
        found = list(pool.map(lambda _: generate(simulator).json()["providerMetadata"]["gateway"], range(64)))
        assert len(simulator.requests) == 64
    assert len({gateway["generationId"] for gateway in found}) == 64


def test_a_rule_counts_requests_that_come_together() -> None:
    fault = '[[faults]]\nkind = "status"\nstatus = 503\ntimes = 5\nwhen = { endpoint = "credits" }'
    with serve(world(fault)) as simulator, ThreadPoolExecutor(16) as pool:
        statuses = list(pool.map(lambda _: look(simulator, "/v1/credits").status_code, range(32)))
    assert (statuses.count(503), statuses.count(200)) == (5, 27)


def test_two_simulators_live_side_by_side() -> None:
    with serve(world()) as paid, serve(world(team='balance = "0"')) as broke:
        assert paid.origin != broke.origin
        assert (generate(paid).status_code, generate(broke).status_code) == (200, 402)
        assert (len(paid.requests), len(broke.requests)) == (1, 1)


def test_it_serves_a_client_on_the_event_loop_of_a_test() -> None:
    async def ask(origin: str, headers: dict[str, str]) -> list[int]:
        async with httpx.AsyncClient(trust_env=False, headers=headers) as client:
            answers = await asyncio.gather(*(client.get(f"{origin}/v1/credits") for _ in range(8)))
        return [answer.status_code for answer in answers]

    with serve(world()) as simulator:
        assert asyncio.run(ask(simulator.origin, bearer(simulator))) == [200] * 8


def test_nothing_is_left_when_it_ends() -> None:
    before = set(threading.enumerate())
    with serve(world()) as simulator:
        look(simulator, "/v1/models", None)
        assert not refuses(simulator.origin)
    assert set(threading.enumerate()) == before
    assert refuses(simulator.origin)


def test_nothing_is_left_when_the_block_fails() -> None:
    before = set(threading.enumerate())
    with pytest.raises(ZeroDivisionError), serve(world()) as simulator:
        raise ZeroDivisionError
    assert set(threading.enumerate()) == before
    assert refuses(simulator.origin)


def test_no_socket_is_lost_when_a_client_comes_as_it_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    """Half accepted connections were, about every fifth time."""
    lost: list[str] = []
    monkeypatch.setattr(sys, "unraisablehook", lambda found: lost.append(str(found.exc_value)))
    for _ in range(25):
        with serve(world()) as simulator:
            assert not refuses(simulator.origin)
        gc.collect()
    assert lost == []


def test_it_ends_soon_although_a_client_is_still_being_served() -> None:
    fault = '[[faults]]\nkind = "never-ending"'
    with httpx.Client(trust_env=False) as client:
        with serve(world(fault)) as simulator:
            request = client.build_request("GET", f"{simulator.origin}/v1/models")
            client.send(request, stream=True)
            started = monotonic()
        assert monotonic() - started < 5
    assert refuses(simulator.origin)


def test_a_port_can_be_chosen_and_one_that_is_taken_is_an_error() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(OSError, match="in use"), serve(world(), port=port):
            pass
    with serve(world(), port=port) as simulator:
        assert simulator.origin == f"http://127.0.0.1:{port}"


def test_latency_is_added_to_every_answer() -> None:
    with serve(world(), latency_ms=150) as simulator:
        started = monotonic()
        look(simulator, "/v1/models", None)
        assert monotonic() - started >= 0.15


def test_a_place_has_the_simulator_as_its_gateway() -> None:
    with serve("healthy-byok") as simulator:
        for name in ("local", "production"):
            assert simulator.place(name).env["GATEWAY_PROBE_BASE_URL"] == simulator.origin


def test_an_absurdly_long_key_reaches_the_gateways_own_refusal() -> None:
    with serve(world()) as simulator:
        response = generate(simulator, credential=None, headers={"authorization": "Bearer " + "x" * 100_000})
    assert error(response) == (401, "authentication_error")


def test_a_body_beyond_the_limit_is_refused_and_not_parsed() -> None:
    with serve(world()) as simulator:
        response = generate(simulator, body={"prompt": ["x" * 2_000_000]})
    assert error(response) == (400, "invalid_request_error")
