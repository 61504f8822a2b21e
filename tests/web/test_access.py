"""Who is let in, and what everybody else learns."""

from typing import Any

import httpx
import pytest
from fastapi import FastAPI

from gateway_probe.settings import Settings
from gateway_probe.web import create_app
from gateway_probe.web.authentication import MOST_TRIES, WINDOW_S, WrongTries
from tests.conftest import ELSEWHERE, LOOPBACK, Ask

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


def code(response: httpx.Response) -> str:
    assert response.headers["content-type"] == "application/problem+json"
    return str(response.json()["type"]).removeprefix("urn:gateway-probe:problem:")


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


@pytest.mark.parametrize(
    "environ", [{}, VERCEL, {"AWS_LAMBDA_FUNCTION_NAME": "probe"}], ids=["nowhere", "vercel", "lambda"]
)
@pytest.mark.parametrize("client", [LOOPBACK, ELSEWHERE], ids=["loopback", "elsewhere"])
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_without_a_token_nobody_is_answered(
    ask: Ask, environ: dict[str, str], client: tuple[str, int], method: str
) -> None:
    """Loopback proves nothing: a proxy on the same machine may rewrite the host and add no header."""
    for headers in ({}, {"host": "localhost"}, bearer(TOKEN)):
        response = ask(app(None, **environ), headers=headers, client=client, method=method)
        assert (response.status_code, code(response)) == (403, "access-not-configured")
        assert "vercel env add GATEWAY_PROBE_TOKEN" in response.json()["next_step"]


def test_a_token_that_is_too_short_leaves_the_probe_closed_and_says_so(ask: Ask) -> None:
    response = ask(app("short", **VERCEL), headers=bearer("short"))
    assert response.status_code == 403
    assert "20 characters" in response.json()["detail"]


@pytest.mark.parametrize("token", ["$GATEWAY_PROBE_TOKEN", "changeme-changeme-changeme", "x" * 24])
def test_a_token_that_anybody_can_guess_opens_nothing_and_is_named(ask: Ask, token: str, caplog: Any) -> None:
    for served in (app(token), create_app(Settings(tokens=(token,)), environ={})):
        response = ask(served, headers=bearer(token))
        assert (response.status_code, code(response)) == (403, "access-not-configured")
        assert token not in response.text
    (warning,) = [record.getMessage() for record in caplog.records if record.name == "gateway_probe"]
    assert warning.startswith("GATEWAY_PROBE_TOKEN: 1 of 1 tokens ignored: 1 (")


def test_wrong_tokens_are_limited_and_the_right_one_is_let_in_all_the_same(ask: Ask, caplog: Any) -> None:
    served = app()
    answers = [ask(served, headers=bearer(f"FAKE-guess-number-{number:09}")) for number in range(200)]
    assert [answer.status_code for answer in answers] == [401] * MOST_TRIES + [429] * (200 - MOST_TRIES)
    assert code(answers[-1]) == "too-many-wrong-tokens"
    assert 1 <= int(answers[-1].headers["retry-after"]) <= WINDOW_S
    assert ask(served, headers=bearer(TOKEN)).status_code == 200
    # Whoever brings none has tried nothing.
    assert ask(served).status_code == 401
    lines = [record.getMessage() for record in caplog.records if record.name == "gateway_probe"]
    assert len(lines) == 2, "an attack must not fill the log"
    assert f"over {MOST_TRIES} within" in lines[1]
    assert "FAKE-guess" not in "".join(lines)


def test_wrong_tokens_are_counted_anew_in_each_window() -> None:
    now = 1_000.0
    tries = WrongTries(lambda: now)
    assert [tries.note() for _ in range(MOST_TRIES + 1)] == [None] * MOST_TRIES + [WINDOW_S]
    now += WINDOW_S / 2
    assert tries.note() == WINDOW_S / 2
    now += WINDOW_S / 2
    assert tries.note() is None


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
    assert response.headers["allow"] == "GET, HEAD, POST"
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
