"""Every fault breaks the answer in its own way, is bounded, and leaves the simulator able to answer the next request."""

import zlib
from typing import get_args

import httpx
import pytest

from gateway_simulator import Simulator, serve
from gateway_simulator.faults import _CHANGES, _KINDS, HUGE
from gateway_simulator.world import FaultKind
from tests.simulator.small_world import bearer, complete, events, generate, look, world

PATIENCE = httpx.Timeout(5, read=0.3)


def faulty(kind: str, more: str = "") -> str:
    return f'[[faults]]\nkind = "{kind}"\nwhen = {{ endpoint = "credits" }}\n{more}'


def still_answers(simulator: Simulator) -> bool:
    return look(simulator, "/v1/models", None).status_code == 200


def test_every_kind_that_a_scenario_may_name_is_played() -> None:
    assert set(_KINDS) | set(_CHANGES) == set(get_args(FaultKind))


@pytest.mark.parametrize(
    ("kind", "status", "content_type", "content"),
    [
        ("html", 200, "text/html", b"<!DOCTYPE html>"),
        ("empty", 200, "application/json", b""),
        ("json-without-error", 200, "application/json", b"{}"),
        ("error-in-200", 200, "application/json", b'{"error": {"message"'),
        ("string-error", 400, "application/json", b'{"error": "'),
        ("invalid-json", 200, "application/json", b'{"content": ['),
        ("invalid-utf8", 200, "application/json", b"\xff\xfe"),
    ],
)
def test_bodies_that_no_client_hopes_for(kind: str, status: int, content_type: str, content: bytes) -> None:
    with serve(world(faulty(kind))) as simulator:
        response = look(simulator, "/v1/credits")
    assert (response.status_code, response.headers["content-type"].partition(";")[0]) == (status, content_type)
    assert response.content.startswith(content)
    assert bool(response.content) is bool(content)


def test_another_server_s_page_has_none_of_the_gateways_headers() -> None:
    with serve(world(faulty("html"))) as simulator:
        assert not {"server", "x-vercel-id"} & set(look(simulator, "/v1/credits").headers)


def test_an_error_in_a_stream_is_a_part_of_it_and_the_stream_stops() -> None:
    with serve(world('[[faults]]\nkind = "error-in-200"')) as simulator:
        for response in (generate(simulator, streaming=True), complete(simulator, stream=True)):
            (part,) = events(response)
            assert response.status_code == 200
            assert part["error"]["type"] == "internal_server_error"
        assert generate(simulator).json()["error"]["type"] == "internal_server_error"
        assert complete(simulator).json()["error"]["type"] == "internal_server_error"


@pytest.mark.parametrize(("body", "content_type"), [('{"a": 1}', "application/json"), ("down", "text/plain")])
def test_a_given_status_and_body(body: str, content_type: str) -> None:
    with serve(world(faulty("status", f"status = 503\nbody = '{body}'"))) as simulator:
        response = look(simulator, "/v1/credits")
    assert (response.status_code, response.text) == (503, body)
    assert response.headers["content-type"].startswith(content_type)


def test_a_redirect_points_where_it_is_told() -> None:
    with serve(world(faulty("redirect", 'location = "http://127.0.0.1:9/elsewhere"'))) as simulator:
        response = look(simulator, "/v1/credits")
    assert (response.status_code, response.headers["location"]) == (307, "http://127.0.0.1:9/elsewhere")


def test_a_fault_may_strike_the_first_requests_only() -> None:
    with serve(world(faulty("status", "status = 503\ntimes = 2"))) as simulator:
        assert [look(simulator, "/v1/credits").status_code for _ in range(3)] == [503, 503, 200]


def test_a_huge_answer_is_huge_and_may_be_left() -> None:
    with serve(world(faulty("huge"))) as simulator:
        url = f"{simulator.origin}/v1/credits"
        with httpx.stream("GET", url, headers=bearer(simulator), trust_env=False) as response:
            assert next(response.iter_raw(65_536))
        with httpx.stream("GET", url, headers=bearer(simulator), trust_env=False) as response:
            assert sum(len(chunk) for chunk in response.iter_raw()) == HUGE
        assert still_answers(simulator)


def test_a_gzip_bomb_is_small_on_the_wire() -> None:
    with serve(world(faulty("gzip-bomb"))) as simulator:
        url = f"{simulator.origin}/v1/credits"
        with httpx.stream("GET", url, headers=bearer(simulator), trust_env=False) as response:
            raw = b"".join(response.iter_raw())
    assert response.headers["content-encoding"] == "gzip"
    assert len(raw) < HUGE / 500
    assert len(zlib.decompress(raw, wbits=31)) == HUGE


@pytest.mark.parametrize("kind", ["slow-bytes", "slow-headers"])
def test_slow_answers_outlast_a_client_that_counts_silence(kind: str) -> None:
    with serve(world(faulty(kind))) as simulator:
        with pytest.raises(httpx.ReadTimeout):
            httpx.get(f"{simulator.origin}/v1/credits", headers=bearer(simulator), timeout=PATIENCE, trust_env=False)
        assert still_answers(simulator)


def test_slow_bytes_begin_at_once() -> None:
    with serve(world(faulty("slow-bytes"))) as simulator:
        url = f"{simulator.origin}/v1/credits"
        with httpx.stream("GET", url, headers=bearer(simulator), timeout=PATIENCE, trust_env=False) as response:
            assert next(response.iter_raw()) == b" "


def test_a_never_ending_stream_defeats_a_limit_on_silence() -> None:
    with serve(world(faulty("never-ending"))) as simulator:
        url, patience = f"{simulator.origin}/v1/credits", httpx.Timeout(5, read=3)
        with httpx.stream("GET", url, headers=bearer(simulator), timeout=patience, trust_env=False) as response:
            chunks = response.iter_raw()
            assert [next(chunks) for _ in range(3)] == [b": still here\n\n"] * 3
        assert still_answers(simulator)


def test_a_closed_connection_has_no_answer() -> None:
    with serve(world(faulty("close"))) as simulator:
        with pytest.raises(httpx.RemoteProtocolError, match="without sending a response"):
            look(simulator, "/v1/credits")
        assert still_answers(simulator)


def test_a_reset_is_no_orderly_end() -> None:
    with serve(world(faulty("reset"))) as simulator:
        # Not RemoteProtocolError: the connection was torn down, not closed.
        with pytest.raises(httpx.ReadError):
            look(simulator, "/v1/credits")
        assert still_answers(simulator)


def test_a_delay_holds_the_faulty_answer_back_and_no_other() -> None:
    with serve(world(faulty("empty", "delay_ms = 60000"))) as simulator:
        with pytest.raises(httpx.ReadTimeout):
            httpx.get(f"{simulator.origin}/v1/credits", headers=bearer(simulator), timeout=PATIENCE, trust_env=False)
        assert still_answers(simulator)
