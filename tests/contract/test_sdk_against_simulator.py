"""The real AI SDK believes in the simulated gateway: it succeeds, and it fails under the names that it uses in the field.

The expectations are those of the SDK's own error mapping.
"""

import json
from pathlib import Path
from typing import Any

import pytest

from gateway_simulator import serve
from tests.contract.sdk import LINES, require_node, run_sdk

pytestmark = pytest.mark.contract

ROOT = Path(__file__).parents[2]
EVERY_CALL = ("getCredits", "getAvailableModels", "generateText", "streamText", "getGenerationInfo")
INTERNAL = "GatewayInternalServerError"


@pytest.fixture(autouse=True)
def _node() -> None:
    require_node()


def routing(result: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = result["value"]["providerMetadata"]["gateway"]["routing"]
    return found


@pytest.mark.parametrize("line", LINES)
@pytest.mark.parametrize("place", ["local", "production"])
def test_every_call_succeeds_where_all_is_well(line: str, place: str) -> None:
    with serve("healthy-byok") as simulator:
        results = run_sdk(line, simulator.place(place), *EVERY_CALL)
    assert {name: result for name, result in results.items() if not result["ok"]} == {}
    assert results["getCredits"]["value"] == {"balance": "95.50", "totalUsed": "4.50"}
    assert "openai/gpt-5.4-mini" in {model["id"] for model in results["getAvailableModels"]["value"]["models"]}
    for call in ("generateText", "streamText"):
        assert results[call]["value"]["text"] == "pong"
        (attempt,) = routing(results[call])["modelAttempts"][0]["providerAttempts"]
        assert (attempt["provider"], attempt["credentialType"], attempt["statusCode"]) == ("azure", "byok", 200)
    assert results["getGenerationInfo"]["value"]["isByok"] is True
    assert results["getGenerationInfo"]["value"]["providerName"] == "azure"


@pytest.mark.parametrize("line", LINES)
def test_oidc_alone_serves_in_production(line: str) -> None:
    with serve("healthy-oidc") as simulator:
        results = run_sdk(line, simulator.place("production"), *EVERY_CALL)
        methods = {dict(request.headers).get("ai-gateway-auth-method") for request in simulator.requests}
    assert {name: result for name, result in results.items() if not result["ok"]} == {}
    assert methods == {"oidc"}


@pytest.mark.parametrize("line", LINES)
@pytest.mark.parametrize("call", ["generateText", "streamText"])
@pytest.mark.parametrize(
    ("scenario", "status", "error_type"),
    [
        ("byok-needs-paid-tier", 403, "byok_requires_paid_credits"),
        ("no-card-on-file", 403, "customer_verification_required"),
        ("free-tier-model-restricted", 403, "no_providers_available"),
        ("provider-or-model-allowlist", 403, "no_providers_available"),
        ("team-blocked", 403, "access_denied"),
        ("byok-blocked-at-zero-balance", 402, "insufficient_funds"),
        ("budget-reached", 402, "quota_for_entity_exceeded"),
    ],
)
def test_refusals_arrive_as_the_sdks_internal_error(
    line: str, call: str, scenario: str, status: int, error_type: str
) -> None:
    """The SDK hides the type: it is only in the cause."""
    with serve(scenario) as simulator:
        error = run_sdk(line, simulator.place("production"), call)[call]["error"]
        generations = [request for request in simulator.requests if request.method == "POST"]
    assert (error["name"], error["type"], error["statusCode"]) == (INTERNAL, "internal_server_error", status)
    assert (error["causeStatus"], error["causeType"], error["isRetryable"]) == (status, error_type, False)
    assert len(generations) == 1


@pytest.mark.parametrize("line", LINES)
def test_credits_answer_although_generation_is_refused(line: str) -> None:
    with serve("byok-needs-paid-tier") as simulator:
        results = run_sdk(line, simulator.place("production"), "getCredits", "generateText")
    assert results["getCredits"]["value"]["balance"] == "3.7889479"
    assert results["generateText"]["ok"] is False


@pytest.mark.parametrize("line", LINES)
def test_the_seed_case_is_served_locally_and_refused_in_production(line: str) -> None:
    with serve("case") as simulator:
        local, production = (
            run_sdk(line, simulator.place(place), "generateText")["generateText"] for place in ("local", "production")
        )
    assert local["ok"] is True
    assert production["error"]["causeType"] == "byok_requires_paid_credits"


def test_the_readme_shows_what_the_sdk_says_of_the_case() -> None:
    """Its two lines of error, beside the probe's verdict of the same request."""
    with serve("case") as simulator:
        error = run_sdk("4", simulator.place("production"), "generateText")["generateText"]["error"]
    shown = (
        f"{error['name']}: {error['message']}\n"
        f"  statusCode: {error['statusCode']}, type: '{error['type']}', isRetryable: {json.dumps(error['isRetryable'])}"
    )
    assert f"```text\n{shown}\n```" in (ROOT / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("line", LINES)
@pytest.mark.parametrize("scenario", ["key-invalid-revoked-or-expired", "key-revoked"])
def test_a_refused_key_is_an_authentication_error(line: str, scenario: str) -> None:
    with serve(scenario) as simulator:
        results = run_sdk(line, simulator.place("production"), "getCredits", "generateText")
    assert (results["getCredits"]["error"]["name"], results["getCredits"]["error"]["statusCode"]) == (
        "GatewayAuthenticationError",
        401,
    )
    generation = results["generateText"]["error"]
    assert generation["name"] == "GatewayAuthenticationError"
    assert "Unauthenticated request to AI Gateway" in generation["message"]


@pytest.mark.parametrize("line", LINES)
def test_a_blocked_team_cannot_read_its_balance(line: str) -> None:
    with serve("team-blocked") as simulator:
        error = run_sdk(line, simulator.place("production"), "getCredits")["getCredits"]["error"]
    assert (error["statusCode"], error["causeType"]) == (403, "access_denied")


@pytest.mark.parametrize("line", LINES)
@pytest.mark.parametrize(
    ("scenario", "name", "status"),
    [
        ("model-unknown-or-retired", "GatewayModelNotFoundError", 404),
        ("routing-rule-denied", "GatewayForbiddenError", 403),
        ("model-of-wrong-kind", "GatewayInvalidRequestError", 400),
    ],
)
def test_refusals_with_a_name_of_their_own(line: str, scenario: str, name: str, status: int) -> None:
    with serve(scenario) as simulator:
        error = run_sdk(line, simulator.place("production"), "generateText")["generateText"]["error"]
    assert (error["name"], error["statusCode"]) == (name, status)


@pytest.mark.parametrize("line", LINES)
def test_a_rate_limit_is_tried_three_times(line: str) -> None:
    with serve("free-tier-rate-limit") as simulator:
        error = run_sdk(line, simulator.place("production"), "generateText")["generateText"]["error"]
        generations = [request for request in simulator.requests if request.method == "POST"]
    assert (error["name"], error["type"], error["statusCode"]) == ("AI_RetryError", "rate_limit_exceeded", 429)
    assert len(generations) == 3


@pytest.mark.parametrize("line", LINES)
def test_without_a_credential_no_request_leaves(line: str) -> None:
    with serve("key-absent") as simulator:
        results = run_sdk(line, simulator.place("production"), "getCredits", "generateText")
        assert simulator.requests == []
    assert all(result["ok"] is False for result in results.values())


@pytest.mark.parametrize("line", LINES)
@pytest.mark.parametrize(("scenario", "sent"), [("key-trailing-newline", True), ("key-invisible-unicode", False)])
def test_what_node_sends_of_a_defective_key(line: str, scenario: str, sent: bool) -> None:
    """The probe's rules lean on this: white space at the end is taken off, a byte order mark stops the request."""
    with serve(scenario) as simulator:
        result = run_sdk(line, simulator.place("production"), "generateText")["generateText"]
        assert bool(simulator.requests) is sent
    assert result["ok"] is sent


@pytest.mark.parametrize("line", LINES)
@pytest.mark.parametrize(
    ("key", "authorization"),
    [(" ", "Bearer"), ('"vck_FAKE"', 'Bearer "vck_FAKE"'), ("vck_FAKE\u00a0", "Bearer vck_FAKE\u00a0")],
)
def test_what_follows_bearer(line: str, key: str, authorization: str) -> None:
    with serve("healthy-byok") as simulator:
        place = simulator.place("local")
        run_sdk(line, place.model_copy(update={"env": {**place.env, "AI_GATEWAY_API_KEY": key}}), "getCredits")
        (request,) = simulator.requests
    assert dict(request.headers)["authorization"] == authorization
