"""The query: each parameter does what the contract says, and a bad one is named without its value."""

from collections.abc import Mapping
from typing import Any

import httpx
import pytest
from fastapi import FastAPI

from gateway_probe.web import create_app
from gateway_simulator import serve
from tests.conftest import Ask, ask_app

TOKEN = "FAKE-token-of-the-probe-0123456789"
PROMETHEUS = (
    "application/openmetrics-text;version=1.0.0;escaping=allow-utf-8;q=0.6,application/openmetrics-text;version=0.0.1;q=0.5,"
    "text/plain;version=1.0.0;escaping=allow-utf-8;q=0.4,text/plain;version=0.0.4;q=0.3,*/*;q=0.2"
)
"""As Prometheus 3 asks."""
COMMIT = "0123456789abcdef0123456789abcdef01234567"


def app(**environ: str) -> FastAPI:
    settings = {"BASE_URL": "http://127.0.0.1:9", "MIN_INTERVAL": "0", "TOKEN": TOKEN}
    return create_app(environ={**{f"GATEWAY_PROBE_{name}": value for name, value in settings.items()}, **environ})


@pytest.fixture
def ask() -> Ask:
    """A holder of the token asks."""

    def ask_with_token(
        app: FastAPI, path: str = "/api/diagnose", headers: Mapping[str, Any] | None = None
    ) -> httpx.Response:
        return ask_app(app, path, headers={"authorization": f"Bearer {TOKEN}", **(headers or {})})

    return ask_with_token


@pytest.mark.parametrize(
    ("query", "meant"),
    [
        ("chekcs=free", "checks"),
        ("check=free", "checks"),
        ("frmat=text", "format"),
        ("expect_commit=FAKE", "expect-commit"),
    ],
)
def test_a_misspelt_parameter_asks_for_nothing_that_was_not_meant(ask: Ask, query: str, meant: str) -> None:
    answer = ask(app(), f"/api/diagnose?{query}")
    assert answer.status_code == 422
    assert f"`{meant}` is misspelt" in answer.json()["detail"]
    assert "FAKE" not in answer.text


@pytest.mark.parametrize("name", ["_vercel_share", "x-vercel-protection-bypass", "utm_source", "client_id", "state"])
def test_a_parameter_of_somebody_else_is_passed_over(ask: Ask, name: str) -> None:
    assert ask(app(), f"/api/diagnose?{name}=1&checks=free").status_code == 200


@pytest.mark.parametrize(
    "query",
    [
        "format=yaml-FAKE",
        "disclosure=everything-FAKE",
        "experiments=some-FAKE",
        "status=FAKE",
        "model=a%20b-FAKE",
        "model=a%0Ab-FAKE",
        "model=openai/../../v1/FAKE",
        "model=openai/%2e%2e/FAKE",
        "model=openai/./FAKE",
        "model=FAKE/..",
        "model=" + "FAKE" * 3000,
        "model=%F0%9F%92%A9FAKE",
        "client=curl-FAKE",
        "expect-commit=FAKE",
        "expect-commit=abc",
    ],
)
def test_a_bad_parameter_is_a_problem_that_names_it(ask: Ask, query: str) -> None:
    response = ask(app(), f"/api/diagnose?{query}")
    assert response.status_code == 422
    assert f"`{query.split('=', maxsplit=1)[0]}`" in response.json()["detail"]
    assert "FAKE" not in response.text


def test_a_model_that_holds_a_secret_of_this_place_is_sent_nowhere(ask: Ask) -> None:
    with serve("healthy-byok") as simulator:
        held = {**simulator.place("production").env, "OPENAI_API_KEY": "my_FAKE55phrase_2026"}
        response = ask(app(**held), "/api/diagnose?model=openai/my_FAKE55phrase_2026")
        assert (response.status_code, simulator.requests) == (422, [])
    assert "`model` holds the value of a watched variable" in response.json()["detail"]
    assert "FAKE55" not in response.text


def test_a_guess_at_a_secret_takes_the_place_of_a_run(ask: Ask) -> None:
    """Else a list of guesses, one model each, would be tried as fast as requests come."""
    place = app(OPENAI_API_KEY="my_FAKE55phrase_2026", GATEWAY_PROBE_MIN_INTERVAL="60")
    guesses = ["openai/my_FAKE55phrase_2026", "openai/my_FAKE55phrase_2027", "openai/gpt-5.4-mini"]
    statuses = [ask(place, f"/api/diagnose?model={guess}").status_code for guess in guesses]
    assert statuses == [422, 429, 429]
    place = app(OPENAI_API_KEY="my_FAKE55phrase_2026", GATEWAY_PROBE_MIN_INTERVAL="60")
    statuses = [ask(place, f"/api/diagnose?model={guess}").status_code for guess in reversed(guesses)]
    assert statuses == [200, 429, 429]


def test_the_model_of_the_request_is_the_one_asked_for(ask: Ask) -> None:
    assert ask(app(), "/api/diagnose?model=azure/gpt-5.4-mini").json()["probe"]["model"] == "azure/gpt-5.4-mini"


def test_the_client_of_the_request_is_the_one_asked_as(ask: Ask) -> None:
    assert ask(app(), "/api/diagnose?client=ai-sdk-5").json()["probe"]["protocol"] == "v1"


@pytest.mark.parametrize(
    ("accept", "media"),
    [
        ("*/*", "application/json"),
        ("application/json", "application/json"),
        ("text/plain", "text/plain; charset=utf-8"),
        ("text/markdown, */*;q=0.1", "text/markdown; charset=utf-8"),
        ("text/event-stream", "text/event-stream; charset=utf-8"),
        ("application/json;q=0.9, text/plain;q=0.1", "application/json"),
        ("q=;;,,,;q=x", "application/json"),
        (PROMETHEUS, "application/openmetrics-text; version=1.0.0; charset=utf-8"),
    ],
)
def test_the_format_follows_the_accept_header(ask: Ask, accept: str, media: str) -> None:
    assert ask(app(), headers={"accept": accept}).headers["content-type"] == media


def test_a_format_in_the_query_wins(ask: Ask) -> None:
    response = ask(app(), "/api/diagnose?format=text", headers={"accept": "application/json"})
    assert response.text.startswith("FAILING: key-absent (likely)")


def test_the_verdict_is_in_a_header(ask: Ask) -> None:
    assert ask(app()).headers["gateway-probe-verdict"] == "failing; code=key-absent"


def test_status_verdict_makes_monitors_see_a_failing_place(ask: Ask) -> None:
    response = ask(app(), "/api/diagnose?status=verdict")
    assert response.status_code == 503
    assert response.json()["verdict"]["status"] == "failing"


@pytest.mark.parametrize(
    ("expected", "status"), [(COMMIT, 200), (COMMIT[:7], 200), (COMMIT[:7].upper(), 200), ("f" * 40, 409)]
)
def test_expect_commit_tells_whether_the_new_deployment_answers(ask: Ask, expected: str, status: int) -> None:
    response = ask(app(VERCEL_GIT_COMMIT_SHA=COMMIT), f"/api/diagnose?expect-commit={expected}")
    assert response.status_code == status


def test_an_unknown_commit_is_never_the_expected_one(ask: Ask) -> None:
    response = ask(app(), f"/api/diagnose?expect-commit={COMMIT}")
    assert response.status_code == 409
    assert "VERCEL_GIT_COMMIT_SHA" in response.json()["detail"]
    assert "retry-after" not in response.headers


def test_a_parameter_that_is_there_twice_is_refused(ask: Ask) -> None:
    response = ask(app(), "/api/diagnose?format=json&format=text")
    assert response.status_code == 422
    assert "format" in response.json()["detail"]


@pytest.mark.parametrize("form", ["json", "html", "events"])
def test_a_model_that_holds_a_secret_of_the_request_is_refused_before_anything_is_asked(form: str, ask: Ask) -> None:
    """One that no setting names: a header of the platform has it."""
    secret = "FAKE-bypass-of-a-project-3f8a1c"
    with serve("healthy-byok") as simulator:
        answer = ask(
            app(GATEWAY_PROBE_BASE_URL=simulator.origin),
            f"/api/diagnose?format={form}&model=openai/{secret}",
            headers={"x-vercel-protection-bypass": secret},
        )
        assert simulator.requests == []
    assert "holds the value of a watched variable" in answer.text
    assert secret not in answer.text
    assert form == "events" or (answer.status_code, answer.json()["type"].rpartition(":")[2]) == (
        503,
        "invalid-settings",
    )
