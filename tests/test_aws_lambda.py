"""The Lambda handler: the same probe behind API Gateway's events, closed in the same way."""

import asyncio
import json
from collections.abc import Iterator
from importlib import import_module, reload
from typing import Any

import pytest

from gateway_simulator import serve

TOKEN = "FAKE-token-of-the-probe-0123456789"


class Context:
    """What Lambda tells a function about its invocation."""

    def __init__(self, remaining_ms: int = 20_000) -> None:
        self._remaining_ms = remaining_ms

    def get_remaining_time_in_millis(self) -> int:
        return self._remaining_ms


@pytest.fixture(autouse=True)
def event_loop_of_an_invocation() -> Iterator[None]:
    """Mangum runs on the current loop, which Lambda's client sets up."""
    loop = asyncio.new_event_loop()
    asyncio.set_event_loop(loop)
    yield
    asyncio.set_event_loop(None)
    loop.close()


def invoke(path: str, headers: dict[str, str] | None = None, context: Context | None = None) -> dict[str, Any]:
    """One Function URL event (payload version 2.0) for the handler as this environment makes it."""
    handler = reload(import_module("gateway_probe.aws_lambda")).handler
    raw_path, _, query = path.partition("?")
    event = {
        "version": "2.0",
        "rawPath": raw_path,
        "rawQueryString": query,
        "headers": {"host": "fake.lambda-url.us-east-1.on.aws", **(headers or {})},
        "requestContext": {
            "http": {"method": "GET", "path": raw_path, "sourceIp": "203.0.113.7", "protocol": "HTTP/1.1"}
        },
        "isBase64Encoded": False,
    }
    answered: dict[str, Any] = handler(event, context or Context())
    return answered


@pytest.fixture
def lambda_place(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A Lambda function with a gateway that serves it."""
    with serve("healthy-byok") as simulator:
        place = simulator.place("local")
        for name, value in {**place.env, "AWS_LAMBDA_FUNCTION_NAME": "probe", "AWS_REGION": "us-east-1"}.items():
            monkeypatch.setenv(name, value)
        yield


@pytest.mark.usefixtures("lambda_place")
def test_without_a_token_the_function_is_closed() -> None:
    answered = invoke("/api/diagnose")
    assert answered["statusCode"] == 403
    assert json.loads(answered["body"])["type"].endswith("access-not-configured")


@pytest.mark.usefixtures("lambda_place")
def test_with_its_token_it_gives_the_document_of_a_lambda(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GATEWAY_PROBE_TOKEN", TOKEN)
    answered = invoke("/api/diagnose", {"authorization": f"Bearer {TOKEN}"})
    document = json.loads(answered["body"])
    assert answered["statusCode"] == 200
    assert (document["runtime"]["platform"], document["runtime"]["region"]) == ("lambda", "us-east-1")
    assert document["verdict"]["code"] == "healthy"


@pytest.mark.usefixtures("lambda_place")
def test_the_invocations_own_deadline_bounds_the_run(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GATEWAY_PROBE_TOKEN", TOKEN)
    answered = invoke("/api/diagnose", {"authorization": f"Bearer {TOKEN}"}, Context(remaining_ms=4_000))
    assert json.loads(answered["body"])["probe"]["time_budget_s"] <= 3.0


@pytest.mark.usefixtures("lambda_place")
def test_a_callers_own_oidc_header_is_reported_and_not_used(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GATEWAY_PROBE_TOKEN", TOKEN)
    monkeypatch.delenv("AI_GATEWAY_API_KEY")
    answered = invoke("/api/diagnose", {"authorization": f"Bearer {TOKEN}", "x-vercel-oidc-token": "eyJ.e30.FAKE"})
    document = json.loads(answered["body"])
    header = next(token for token in document["identity"]["tokens"] if token["source"] == "header")
    assert header["platform_supplied"] is False
    assert document["credential"]["method"] == "none"


NO_REQUESTS: tuple[Any, ...] = (
    None,
    "FAKE-secret-in-an-event",
    {},
    {"version": "2.0", "requestContext": {"http": {"method": "GET"}}},
    {"version": "2.0", "requestContext": {"http": "FAKE-secret-in-an-event"}},
    {"requestContext": {"elb": None}, "httpMethod": "GET", "path": "/api/diagnose", "headers": None},
    {"httpMethod": {"FAKE-secret-in-an-event": 1}, "path": ["FAKE-secret-in-an-event"], "headers": [1]},
)


@pytest.mark.parametrize("event", NO_REQUESTS, ids=range(len(NO_REQUESTS)))
def test_what_is_no_request_is_answered_as_such_and_not_repeated(event: Any, caplog: pytest.LogCaptureFixture) -> None:
    handler = reload(import_module("gateway_probe.aws_lambda")).handler
    assert handler(event, Context())["statusCode"] in {400, 404}
    assert "Traceback" not in caplog.text
    assert "FAKE-secret" not in caplog.text
