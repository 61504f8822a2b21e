"""Every real client believes in the simulated gateway: it succeeds at its door, and fails under its own names."""

from typing import Any

import pytest

from gateway_probe.clients import client_of
from gateway_simulator import Scenario, serve
from gateway_simulator.world import Fault, When
from tests.contract.real_clients import (
    EMBEDDERS,
    PYTHON,
    RUNNABLE,
    STREAMING_ONLY,
    at_place,
    calls_of,
    require_client,
    run_client,
)
from tests.troubled import troubled

pytestmark = pytest.mark.contract

# The other lines of the AI SDK are tried in test_sdk_against_simulator.
CLIENTS = tuple(name for name in RUNNABLE if name not in {"ai-sdk-6", "ai-sdk-7"})

# What each calls a refusal of the tier, of the key and of the model, and an error inside a stream.
ERRORS = {
    "ai-sdk-5": ("GatewayInternalServerError", "GatewayAuthenticationError", "GatewayModelNotFoundError", None),
    "ai-sdk-anthropic": ("AI_APICallError", "AI_APICallError", "AI_APICallError", "AI_APICallError"),
    "ai-python": (
        "ProviderInternalServerError",
        "ProviderAuthenticationError",
        "ProviderModelNotFoundError",
        "ProviderResponseError",
    ),
    "openai": ("PermissionDeniedError", "AuthenticationError", "NotFoundError", "APIError"),
    "openai-responses": ("PermissionDeniedError", "AuthenticationError", "NotFoundError", "RuntimeError"),
    "anthropic": ("PermissionDeniedError", "AuthenticationError", "NotFoundError", "APIStatusError"),
    # What it prints of them: a refusal of the tier reads like one of the key.
    "claude-code": (
        "Failed to authenticate",
        "Failed to authenticate",
        "There's an issue with the selected model",
        "API Error",
    ),
    "litellm": ("APIError", "AuthenticationError", "NotFoundError", "MidStreamFallbackError"),
    "pydantic-ai": ("ModelAuthenticationError", "ModelAuthenticationError", "ModelNotFoundError", "ModelAPIError"),
    "llama-index": ("PermissionDeniedError", "AuthenticationError", "NotFoundError", "APIError"),
}
SCENARIOS = ("byok-needs-paid-tier", "key-invalid-revoked-or-expired", "model-unknown-or-retired")


def results(name: str, scenario: Scenario | str, *calls: str) -> dict[str, Any]:
    require_client(name)
    with serve(scenario) as simulator:
        return run_client(name, at_place(simulator.place("production"), name), *calls)


@pytest.mark.parametrize("name", RUNNABLE)
def test_it_is_served_at_its_doors_with_its_key(name: str) -> None:
    require_client(name)
    with serve("healthy-byok") as simulator:
        found = run_client(name, at_place(simulator.place("production"), name), *calls_of(name))
        paths = [request.path for request in simulator.requests]
    embedded = found.pop("embedded", None)
    for result in found.values():
        value = result.get("value")
        assert (value["text"] if isinstance(value, dict) else value) == "pong", result
    assert set(paths[: len(found)]) == {client_of(name).path.partition("?")[0]}
    assert (embedded is not None) == (name in EMBEDDERS)
    assert embedded is None or embedded["ok"], embedded


@pytest.mark.parametrize("name", CLIENTS)
@pytest.mark.parametrize("scenario", SCENARIOS)
def test_it_tells_refusals_under_its_own_names(name: str, scenario: str) -> None:
    call = "streamed" if name in STREAMING_ONLY else "plain"
    error = results(name, scenario, call)[call]["error"]
    assert error["name"] == ERRORS[name][SCENARIOS.index(scenario)]


@pytest.mark.parametrize("name", [name for name in CLIENTS if ERRORS[name][3]])
def test_it_finds_an_error_inside_a_stream(name: str) -> None:
    fault = Fault(when=When(method="POST"), kind="error-in-200")
    assert results(name, troubled(fault), "streamed")["streamed"]["error"]["name"] == ERRORS[name][3]


@pytest.mark.parametrize("name", PYTHON)
def test_a_python_client_sends_no_key_with_a_blank_behind_it(name: str) -> None:
    """The probe's judgement of such a key leans on this; Node's fetch trims it."""
    require_client(name)
    call = "streamed" if name in STREAMING_ONLY else "plain"
    with serve("healthy-byok") as simulator:
        place = simulator.place("local")
        key = place.env["AI_GATEWAY_API_KEY"] + " "
        found = run_client(name, at_place(place, name, key), call)
        assert simulator.requests == []
    assert found[call]["ok"] is False


@pytest.mark.parametrize("name", PYTHON)
def test_a_python_client_finds_no_token_in_the_header_of_a_request(name: str) -> None:
    """So an app without a key fails in a deployment, whose token comes in that header alone."""
    require_client(name)
    call = "streamed" if name in STREAMING_ONLY else "plain"
    with serve("healthy-oidc") as simulator:
        found = run_client(name, at_place(simulator.place("production"), name), call)
        assert simulator.requests == []
    assert found[call]["ok"] is False
