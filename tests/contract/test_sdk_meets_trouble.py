"""What the real AI SDK makes of answers that are not the gateway's usual ones.

The SDK reports several of these under one name, and invents a status for one. The probe has to see more than it does.
"""

import json
from typing import Any

import pytest

from gateway_simulator import serve
from gateway_simulator.world import Fault, When
from tests.contract.sdk import LINES, require_node, run_sdk
from tests.troubled import troubled

pytestmark = pytest.mark.contract

GENERATION = When(endpoint="language-model")
TELEMETRY = [f"ai-o11y-{name}" for name in ("deployment-id", "environment", "region", "project-id", "request-id")]


@pytest.fixture(autouse=True)
def _node() -> None:
    require_node()


def failure(line: str, fault: Fault, call: str = "generateText") -> tuple[dict[str, Any], int]:
    """The error of one call, and how many requests it took."""
    with serve(troubled(fault)) as simulator:
        result = run_sdk(line, simulator.place("production"), call)[call]
        return result["error"], len(simulator.requests)


@pytest.mark.parametrize("line", LINES)
@pytest.mark.parametrize("call", ["generateText", "streamText"])
@pytest.mark.parametrize(
    ("fault", "status"),
    [
        (Fault(when=GENERATION, kind="status", status=403, body="<html>"), 403),
        (Fault(when=GENERATION, kind="status", status=403, body="{}"), 403),
        (Fault(when=GENERATION, kind="string-error"), 400),
    ],
    ids=["page", "json-without-error", "string-error"],
)
def test_a_refusal_without_a_message_is_a_response_error(line: str, call: str, fault: Fault, status: int) -> None:
    error, requests = failure(line, fault, call)
    assert (error["name"], error["type"], error["statusCode"]) == ("GatewayResponseError", "response_error", status)
    assert (error["isRetryable"], requests) == (False, 1)


@pytest.mark.parametrize("line", LINES)
@pytest.mark.parametrize("kind", ["html", "empty", "invalid-json"])
def test_what_is_not_json_is_a_response_error_whatever_the_status(line: str, kind: Any) -> None:
    error, requests = failure(line, Fault(when=GENERATION, kind=kind))
    assert (error["name"], error["statusCode"], requests) == ("GatewayResponseError", 200, 1)


@pytest.mark.parametrize("line", LINES)
@pytest.mark.parametrize("kind", ["json-without-error", "error-in-200"])
def test_a_200_without_an_answer_is_a_plain_type_error(line: str, kind: Any) -> None:
    error, _ = failure(line, Fault(when=GENERATION, kind=kind))
    assert error["name"] == "TypeError"
    assert "inputTokens" in error["message"]


@pytest.mark.parametrize("line", LINES)
def test_an_error_inside_a_stream_reaches_the_caller(line: str) -> None:
    error, requests = failure(line, Fault(when=GENERATION, kind="error-in-200"), "streamText")
    assert (error["type"], error["message"]) == ("internal_server_error", "Upstream failed.")
    assert requests == 1


@pytest.mark.parametrize("line", LINES)
def test_a_stream_without_an_end_is_said_to_have_no_output(line: str) -> None:
    error, _ = failure(line, Fault(when=GENERATION, kind="empty"), "streamText")
    assert error["name"] == "AI_NoOutputGeneratedError"


@pytest.mark.parametrize("line", LINES)
@pytest.mark.parametrize("status", [500, 503])
def test_a_failure_of_the_gateway_is_tried_three_times(line: str, status: int) -> None:
    body = json.dumps({"error": {"message": "boom", "type": "internal_server_error"}})
    error, requests = failure(line, Fault(when=GENERATION, kind="status", status=status, body=body))
    assert (error["name"], error["type"], error["statusCode"]) == ("AI_RetryError", "internal_server_error", status)
    assert requests == 3


@pytest.mark.parametrize("line", LINES)
def test_a_failure_that_passes_is_not_noticed(line: str) -> None:
    body = json.dumps({"error": {"message": "boom", "type": "internal_server_error"}})
    fault = Fault(when=GENERATION, kind="status", status=503, body=body, times=1)
    with serve(troubled(fault)) as simulator:
        assert run_sdk(line, simulator.place("production"), "generateText")["generateText"]["ok"] is True
        assert len(simulator.requests) == 2


@pytest.mark.parametrize("line", LINES)
def test_a_closed_connection_is_reported_with_a_status_that_nobody_sent(line: str) -> None:
    error, requests = failure(line, Fault(when=GENERATION, kind="close"))
    assert (error["name"], error["type"], error["statusCode"]) == ("AI_RetryError", "response_error", 500)
    assert requests == 3


@pytest.mark.parametrize(("line", "name"), [("3", "GatewayInternalServerError"), ("4", "GatewayNotFoundError")])
def test_a_refused_generation_has_no_record(line: str, name: str) -> None:
    """The two lines differ in the name that they give to the gateway's `not_found`."""
    with serve("byok-needs-paid-tier") as simulator:
        results = run_sdk(line, simulator.place("production"), "generateText", "getGenerationInfo")
    error = results["getGenerationInfo"]["error"]
    assert (error["name"], error["statusCode"], error["causeType"]) == (name, 404, "not_found")


@pytest.mark.parametrize("line", LINES)
@pytest.mark.parametrize(("place", "expected"), [("local", []), ("production", sorted(TELEMETRY))])
def test_five_headers_more_leave_a_deployment_and_only_on_generations(
    line: str, place: str, expected: list[str]
) -> None:
    with serve("healthy-byok") as simulator:
        run_sdk(line, simulator.place(place), "getCredits", "getAvailableModels", "generateText", "streamText")
        requests = list(simulator.requests)
    found = {
        (request.method, tuple(sorted(name for name, _ in request.headers if name.startswith("ai-o11y-"))))
        for request in requests
    }
    assert found == {("GET", ()), ("POST", tuple(expected))}


@pytest.mark.parametrize("line", LINES)
def test_options_of_the_caller_reach_routing(line: str) -> None:
    """`models` is honoured: the fallback answers, and the routing lists both models."""
    options = {"gateway": {"only": ["azure", "mistral"], "models": ["mistral/mistral-small"]}}
    with serve("provider-route-down-for-model") as simulator:
        result = run_sdk(line, simulator.place("local"), "generateText", PROVIDER_OPTIONS=json.dumps(options))
    routing = result["generateText"]["value"]["providerMetadata"]["gateway"]["routing"]
    assert [model["success"] for model in routing["modelAttempts"]] == [False, True]
    assert routing["finalProvider"] == "mistral"
