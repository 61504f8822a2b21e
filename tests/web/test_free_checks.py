"""What a monitor asks: free checks, an HTTP status that tells the verdict, and HEAD."""

import asyncio
import http.client
import logging
from typing import Any
from urllib.parse import urlsplit

import pytest
from fastapi import FastAPI

from gateway_probe.web import create_app
from gateway_probe.web.problems import Problem
from gateway_probe.web.question import understand
from gateway_simulator import Simulator, serve
from tests.conftest import ELSEWHERE, Ask
from tests.safety.test_access_matrix import send
from tests.serving import serving

TOKEN = "FAKE-token-of-the-probe-0123456789"
HEADERS = {"authorization": f"Bearer {TOKEN}"}


def function(simulator: Simulator, **environ: str) -> FastAPI:
    return create_app(environ={**simulator.place("production").env, "GATEWAY_PROBE_TOKEN": TOKEN, **environ})


def generations(simulator: Simulator) -> int:
    return sum(request.method == "POST" for request in simulator.requests)


STATUSES = {
    # scenario: status of the verdict, then the HTTP status for `verdict` and for `strict`
    "healthy-byok": ("healthy", 200, 200),
    "key-trailing-newline": ("degraded", 200, 503),
    "case": ("failing", 503, 503),
    "refusal-of-unknown-kind": ("inconclusive", 503, 503),
}


@pytest.mark.parametrize("scenario", STATUSES)
def test_the_status_tells_the_verdict(ask: Ask, scenario: str) -> None:
    verdict, loose, strict = STATUSES[scenario]
    with serve(scenario) as simulator:
        app = function(simulator)
        answers = [
            ask(app, f"/api/diagnose?{query}", headers=HEADERS)
            for query in ("", "status=run", "status=verdict", "status=strict")
        ]
    assert answers[0].json()["verdict"]["status"] == verdict
    assert [answer.status_code for answer in answers] == [200, 200, loose, strict]


@pytest.mark.parametrize(
    ("scenario", "status"), [("healthy-byok", 200), ("key-trailing-newline", 200), ("key-revoked", 503)]
)
def test_free_checks_have_a_status_of_their_own(ask: Ask, scenario: str, status: int) -> None:
    with serve(scenario) as simulator:
        answer = ask(function(simulator), "/api/diagnose?checks=free&status=verdict", headers=HEADERS)
        assert (answer.status_code, generations(simulator)) == (status, 0)
    assert answer.json()["probe"]["generations"] == 0


@pytest.mark.parametrize(
    ("method", "query", "name"),
    [
        ("GET", "checks=free&status=strict", "status"),
        ("HEAD", "status=strict", "status"),
        ("HEAD", "checks=all", "checks"),
        ("HEAD", "format=events", "format"),
        ("GET", "checks=some-FAKE", "checks"),
        ("GET", "checks=free&checks=free", "checks"),
    ],
)
def test_what_could_never_be_right_is_refused_at_once(ask: Ask, method: str, query: str, name: str) -> None:
    """A monitor that is red for ever because of how it was set up should be told so."""
    with serve("healthy-byok") as simulator:
        app = function(simulator)
        answer = ask(app, f"/api/diagnose?{query}", headers=HEADERS, method=method)
        assert simulator.requests == []
    assert answer.status_code == 422
    if method == "GET":
        assert f"`{name}`" in answer.json()["detail"]
        assert "FAKE" not in answer.text


def test_a_comparison_is_never_of_free_checks() -> None:
    with pytest.raises(Problem, match="comparison"):
        understand({"checks": "free"}, "", "POST")


def test_head_is_a_free_get_without_its_body(ask: Ask) -> None:
    with serve("healthy-byok") as simulator:
        app = function(simulator)
        got = ask(app, "/api/diagnose?checks=free&format=text", headers=HEADERS)
        head = ask(app, "/api/diagnose?format=text", headers=HEADERS, method="HEAD")
        assert generations(simulator) == 0
        assert sum(request.path == "/v1/models" for request in simulator.requests) == 1, "one run for both"
    assert head.content == b""
    assert head.headers["gateway-probe-verdict"] == "inconclusive; code=free-checks-passed"
    different = {name for name in got.headers.keys() | head.headers.keys() if got.headers.get(name) != head.headers.get(name)}  # fmt: skip
    assert different <= {"gateway-probe-age"}
    assert int(head.headers["content-length"]) == len(got.content)


@pytest.mark.parametrize("scenario", ["healthy-byok", "key-revoked"])
def test_head_over_a_socket(scenario: str) -> None:
    """The connection is kept and used again: a body that nobody reads would be taken for the next answer.

    Of a server that leaves bodies to the app: uvicorn drops them by itself, other platforms do not.
    """
    status, _, body = asyncio.run(send(create_app(environ={}), "HEAD", "/api/diagnose?ping", []))
    assert (status, body) == (200, b"")
    with serve(scenario) as simulator, serving(function(simulator)) as origin:
        connection = http.client.HTTPConnection(urlsplit(origin).netloc, timeout=30)
        seen: list[tuple[int, bytes]] = []
        for method, path in (("HEAD", "/api/diagnose?status=verdict"), ("GET", "/api/diagnose?ping")) * 2:
            connection.request(method, path, headers=HEADERS)
            answer = connection.getresponse()
            seen.append((answer.status, answer.read()))
        connection.close()
    assert seen[0] == seen[2] == (200 if scenario == "healthy-byok" else 503, b"")
    assert seen[1] == seen[3]
    assert b'"status": "up"' in seen[1][1]


@pytest.mark.parametrize("token", [None, "FAKE-another-token-0123456789"])
def test_head_needs_the_token_as_get_does(ask: Ask, token: str | None) -> None:
    headers = {"authorization": f"Bearer {token}"} if token else {}
    with serve("healthy-byok") as simulator:
        app = function(simulator)
        for method in ("GET", "HEAD"):
            answer = ask(app, "/api/diagnose", headers=headers, method=method, client=ELSEWHERE)
            assert answer.status_code == 401
            assert "gateway-probe-verdict" not in answer.headers
        assert simulator.requests == []
    assert answer.content == b""


def test_a_head_of_what_needs_no_token(ask: Ask) -> None:
    app = create_app(environ={})
    ping, page = (ask(app, path, method="HEAD") for path in ("/api/diagnose?ping", "/api/diagnose?asset=page.js"))
    assert (ping.status_code, page.status_code) == (200, 200)
    assert ping.content == page.content == b""


def test_a_monitor_keeps_nobody_from_asking(ask: Ask) -> None:
    """Free checks and all checks are two runs, each at most one in the interval."""
    with serve("healthy-byok") as simulator:
        app = function(simulator)
        for _ in range(3):
            assert ask(app, method="HEAD", headers=HEADERS).status_code == 200
            assert ask(app, headers=HEADERS).json()["verdict"]["code"] == "healthy"
        assert sum(request.path == "/v1/models" for request in simulator.requests) == 2
    assert generations(simulator) == 2


def test_bad_news_is_in_the_log_by_its_code(ask: Ask, caplog: pytest.LogCaptureFixture) -> None:
    """A cron's answer goes nowhere, and its log is kept."""
    with caplog.at_level(logging.WARNING, logger="gateway_probe"), serve("key-revoked") as simulator:
        app: Any = function(simulator)
        ask(app, "/api/diagnose?checks=free", headers=HEADERS)
        assert caplog.messages == []
        ask(app, "/api/diagnose?checks=free&status=verdict", headers=HEADERS)
    assert caplog.messages == ["verdict key-invalid-revoked-or-expired, answered with 503"]
