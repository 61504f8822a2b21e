"""Who is let in, and what everybody else learns."""

from typing import Any

import pytest
from fastapi import FastAPI

from gateway_probe.settings import Settings
from gateway_probe.web import create_app
from tests.conftest import ELSEWHERE, Ask

TOKEN = "FAKE-token-of-the-probe-0123456789"
OTHER = "FAKE-second-token-for-rotation-01"
# Nothing listens there: a run ends at once, and no test of access needs more.
CLOSED_GATEWAY = "http://127.0.0.1:9"
VERCEL = {"VERCEL": "1", "VERCEL_ENV": "production", "VERCEL_REGION": "iad1"}


def app(token: str | None = TOKEN, **environ: str) -> FastAPI:
    tokens = {} if token is None else {"GATEWAY_PROBE_TOKEN": token}
    return create_app(
        environ={"GATEWAY_PROBE_BASE_URL": CLOSED_GATEWAY, "GATEWAY_PROBE_MIN_INTERVAL": "0", **tokens, **environ}
    )


def bearer(token: str | bytes) -> dict[str, Any]:
    value = token if isinstance(token, bytes) else token.encode()
    return {"authorization": b"Bearer " + value}


def code(response: Any) -> str:
    assert response.headers["content-type"] == "application/problem+json"
    return response.json()["type"].removeprefix("urn:gateway-probe:problem:")


def test_a_token_opens(ask: Ask) -> None:
    response = ask(app(**VERCEL), headers=bearer(TOKEN), client=ELSEWHERE)
    assert response.status_code == 200
    assert response.json()["runtime"]["platform"] == "vercel"


def test_each_of_several_tokens_opens(ask: Ask) -> None:
    served = app(f"{TOKEN}, {OTHER}")
    assert [ask(served, headers=bearer(token)).status_code for token in (TOKEN, OTHER)] == [200, 200]


@pytest.mark.parametrize(
    "headers",
    [
        {},
        bearer(""),
        bearer(TOKEN[:-1]),
        bearer(TOKEN + "x"),
        bearer(TOKEN.lower()),
        bearer("x" * 1_000_000),
        bearer("tökén-FAKE-ümläut-0123456789".encode()),
        bearer(b"\xff\xfe" * 20),
        {"authorization": TOKEN},
        {"authorization": f"Basic {TOKEN}"},
        {"authorization": "Bearer"},
        {"x-vercel-oidc-token": "eyJ.eyJ.sig"},
        [("authorization", f"Bearer {TOKEN}"), ("authorization", f"Bearer {TOKEN}")],
    ],
    ids=lambda headers: str(headers)[:40],
)
def test_anything_else_does_not(ask: Ask, headers: Any) -> None:
    response = ask(app(), headers=headers)
    assert response.status_code == 401
    assert code(response) == "access-denied"
    assert response.headers["www-authenticate"].startswith("Bearer")
    assert TOKEN[:12] not in response.text


@pytest.mark.parametrize("query", [f"?token={TOKEN}", f"?access_token={TOKEN}", f"?authorization=Bearer+{TOKEN}"])
def test_a_token_in_the_query_is_ignored(ask: Ask, query: str) -> None:
    assert ask(app(), "/api/diagnose" + query).status_code == 401


def test_access_comes_before_any_other_complaint(ask: Ask) -> None:
    assert ask(app(), "/api/diagnose?format=nonsense&model=a%20b").status_code == 401
    assert ask(app(GATEWAY_PROBE_MODEL="a b")).status_code == 401


def test_without_a_token_only_this_machine_is_answered(ask: Ask) -> None:
    assert ask(app(None)).status_code == 200
    assert code(ask(app(None), client=ELSEWHERE)) == "access-not-configured"


@pytest.mark.parametrize("environ", [VERCEL, {"AWS_LAMBDA_FUNCTION_NAME": "probe"}], ids=["vercel", "lambda"])
def test_a_platform_without_a_token_is_closed_even_to_loopback(ask: Ask, environ: dict[str, str]) -> None:
    response = ask(app(None, **environ))
    assert (response.status_code, code(response)) == (403, "access-not-configured")
    assert "vercel env add GATEWAY_PROBE_TOKEN" in response.json()["next_step"]


@pytest.mark.parametrize(
    ("headers", "origin"),
    [
        ({"x-forwarded-for": "198.51.100.1"}, "http://127.0.0.1:8000"),
        ({"forwarded": "for=198.51.100.1"}, "http://127.0.0.1:8000"),
        ({"host": "attacker.example"}, "http://127.0.0.1:8000"),
        ({"host": "[2001:db8::1]"}, "http://127.0.0.1:8000"),
        ({"sec-fetch-site": "cross-site"}, "http://127.0.0.1:8000"),
        ({}, "http://203.0.113.9"),
    ],
    ids=["behind a proxy", "forwarded", "rebound name", "rebound address", "another site's page", "another address"],
)
def test_loopback_means_both_ends_and_a_loopback_name(ask: Ask, headers: dict[str, str], origin: str) -> None:
    assert ask(app(None), headers=headers, origin=origin).status_code == 403


def test_a_token_that_is_too_short_leaves_the_probe_closed_and_says_so(ask: Ask) -> None:
    response = ask(app("short", **VERCEL), headers=bearer("short"))
    assert response.status_code == 403
    assert "20 characters" in response.json()["detail"]


def test_the_ping_needs_no_token_and_tells_no_fact(ask: Ask) -> None:
    served = app(
        **VERCEL,
        VERCEL_GIT_COMMIT_SHA="0123456789abcdef0123456789abcdef01234567",
        AI_GATEWAY_API_KEY="vck_" + "FAKE" * 14,
    )
    for path in ("/api/diagnose?ping", "/api/diagnose?ping=1", "/api/health"):
        response = ask(served, path, client=ELSEWHERE)
        assert response.status_code == 200
        assert response.json() == {
            "status": "up",
            "version": response.json()["version"],
            "commit": "0123456",
            "access": "configured",
            "settings": "valid",
        }


def test_every_answer_forbids_caching_and_indexing(ask: Ask) -> None:
    served = app()
    answers = [
        ask(served, headers=bearer(TOKEN)),
        ask(served),
        ask(served, "/api/diagnose?ping"),
        ask(served, "/"),
        ask(served, "/api/diagnose", method="DELETE"),
        ask(served, "/api/diagnose?format=x", headers=bearer(TOKEN)),
    ]
    for answer in answers:
        assert answer.headers["cache-control"] == "no-store"
        assert answer.headers["x-robots-tag"] == "noindex"
        assert "default-src 'none'" in answer.headers["content-security-policy"]
        assert "access-control-allow-origin" not in answer.headers


@pytest.mark.parametrize(
    "path", ["/docs", "/openapi.json", "/redoc", "/api", "/api/diagnose/", "/api/diagnose/x", "/.env"]
)
def test_every_other_path_is_a_404_problem(ask: Ask, path: str) -> None:
    response = ask(app(), path, headers=bearer(TOKEN))
    assert (response.status_code, code(response)) == (404, "not-found")


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"])
def test_every_other_method_is_a_405_problem(ask: Ask, method: str) -> None:
    response = ask(app(), method=method, headers=bearer(TOKEN))
    assert response.status_code == 405
    assert response.headers["allow"] == "GET, POST"
    assert ask(app(), "/api/health", method=method).headers["allow"] == "GET"


def test_settings_that_cannot_be_used_close_the_endpoint_and_are_named_to_token_holders(ask: Ask) -> None:
    response = ask(app(GATEWAY_PROBE_TIME_BUDGET="soon-FAKE"), headers=bearer(TOKEN))
    assert (response.status_code, code(response)) == (503, "invalid-settings")
    assert "GATEWAY_PROBE_TIME_BUDGET" in response.json()["detail"]
    assert "soon-FAKE" not in response.text
    assert ask(app(GATEWAY_PROBE_TIME_BUDGET="soon"), "/api/diagnose?ping").json()["settings"] == "invalid"


def test_the_app_can_be_made_whatever_the_environment_holds() -> None:
    create_app(environ={"GATEWAY_PROBE_BASE_URL": "nonsense", "GATEWAY_PROBE_TOKEN": "\udcff", "VERCEL": "1"})
    assert create_app(Settings(tokens=(TOKEN,)), environ={}).title == "gateway-probe"
