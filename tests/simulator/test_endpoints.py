"""Every endpoint answers in the shape that its clients read."""

from typing import Any

import httpx
import pytest

from gateway_simulator import serve
from tests.simulator.small_world import (
    CANONICAL,
    MODEL,
    bearer,
    complete,
    error,
    events,
    gateway,
    generate,
    look,
    world,
)


def test_the_list_of_models_and_one_model_need_no_key() -> None:
    with serve(world()) as simulator:
        listed = look(simulator, "/v1/models", None).json()
        one = look(simulator, f"/v1/models/{MODEL}", None).json()
    types = {model["id"]: model["type"] for model in listed["data"]}
    assert listed["object"] == "list"
    assert set(types.values()) == {"language", "embedding", "image"}
    assert (one["id"], one["object"], one["owned_by"]) == (CANONICAL, "model", "openai")


def test_the_endpoints_of_a_model_show_which_provider_is_unwell() -> None:
    with serve(world(f'[models."{CANONICAL}"]\nproviders = ["openai", "azure"]\ndown = ["azure"]')) as simulator:
        data = look(simulator, f"/v1/models/{CANONICAL}/endpoints", None).json()["data"]
    assert {e["provider_name"]: e["uptime_last_1h"] < 90 for e in data["endpoints"]} == {"openai": False, "azure": True}


@pytest.mark.parametrize("path", ["/v1/models/openai/gpt-0", "/v1/models/openai/gpt-0/endpoints"])
def test_an_unknown_model_has_no_page(path: str) -> None:
    with serve(world()) as simulator:
        assert error(look(simulator, path, None)) == (404, "model_not_found")


@pytest.mark.parametrize(
    ("credential", "pair"), [("AI_GATEWAY_API_KEY", ("95.50", "4.50")), ("OIDC", ("95.50", "4.50")),
                             ("FREE", ("3.7889479", "2.1194771"))]
)  # fmt: skip
def test_credits_are_the_teams_whichever_credential_asks(credential: str, pair: tuple[str, str]) -> None:
    """Two strings, and nothing that would name the tier."""
    with serve(world()) as simulator:
        assert look(simulator, "/v1/credits", credential).json() == {"balance": pair[0], "total_used": pair[1]}


@pytest.mark.parametrize("version", ["v3", "v4"])
def test_the_configuration_speaks_the_version_of_its_path(version: str) -> None:
    with serve(world()) as simulator:
        models = look(simulator, f"/{version}/ai/config").json()["models"]
    assert {model["specification"]["specificationVersion"] for model in models} == {version}


def test_a_stream_names_the_generation_early_and_the_routing_late() -> None:
    with serve(world()) as simulator:
        response = generate(simulator, streaming=True)
    assert response.headers["content-type"].startswith("text/event-stream")
    *parts, last = events(response)
    kinds = ["stream-start", "response-metadata", "text-start", "text-delta", "text-end", "finish"]
    assert [part["type"] for part in parts] == kinds
    assert last == "[DONE]"
    early, late = (parts[index]["providerMetadata"]["gateway"] for index in (2, 5))
    assert early == {"generationId": late["generationId"]}
    assert late["routing"]["finalProvider"] == "azure"


def test_a_refusal_of_a_stream_is_no_stream() -> None:
    with serve(world(team='balance = "0"')) as simulator:
        response = generate(simulator, streaming=True)
    assert (error(response), response.headers["content-type"]) == ((402, "insufficient_funds"), "application/json")


def test_a_chat_completion_is_named_by_its_generation() -> None:
    with serve(world()) as simulator:
        body = complete(simulator).json()
    message = body["choices"][0]["message"]
    assert message["content"] == "pong"
    assert message["provider_metadata"]["gateway"]["generationId"] == body["id"]


@pytest.mark.parametrize("body", [{"model": MODEL}, {"messages": []}, {"model": 1, "messages": []}, []])
def test_a_chat_completion_is_checked_in_the_same_order(body: Any) -> None:
    with serve(world(team="blocked = true")) as simulator:
        url = f"{simulator.origin}/v1/chat/completions"
        strange = httpx.post(url, json=body, trust_env=False)
        known = httpx.post(url, json=body, headers=bearer(simulator), trust_env=False)
    assert (error(strange), error(known)) == ((401, "authentication_error"), (400, "invalid_request_error"))


def test_a_streamed_chat_completion_has_the_metadata_on_its_last_chunk() -> None:
    with serve(world()) as simulator:
        *chunks, last = events(complete(simulator, stream=True))
    with_metadata = ["provider_metadata" in chunk["choices"][0]["delta"] for chunk in chunks]
    assert (with_metadata, last) == ([False, True], "[DONE]")


def test_both_protocols_are_refused_alike() -> None:
    with serve(world(team='tier = "free"\n[teams.acme.byok.azure]')) as simulator:
        sdk, openai = generate(simulator), complete(simulator)
    assert error(sdk) == error(openai) == (403, "byok_requires_paid_credits")
    assert gateway(sdk)["routing"] == gateway(openai)["routing"]


@pytest.mark.parametrize("streaming", [True, False])
def test_a_generation_is_on_record_for_its_own_team_alone(streaming: bool) -> None:
    with serve(world(team="[teams.acme.byok.azure]")) as simulator:
        response = generate(simulator, streaming=streaming)
        found = events(response)[-2]["providerMetadata"]["gateway"] if streaming else gateway(response)
        path = f"/v1/generation?id={found['generationId']}"
        own, by_token, others = (look(simulator, path, name) for name in ("AI_GATEWAY_API_KEY", "OIDC", "FREE"))
    data = own.json()["data"]
    assert (data["is_byok"], data["provider_name"], data["streamed"]) == (True, "azure", streaming)
    assert data["total_cost"] == 0 < data["upstream_inference_cost"]
    assert by_token.json() == own.json()
    assert error(others) == (404, "not_found")


def test_a_refused_generation_is_not_on_record() -> None:
    with serve(world(team='tier = "free"\n[teams.acme.byok.azure]')) as simulator:
        refused = gateway(generate(simulator))["generationId"]
        assert error(look(simulator, f"/v1/generation?id={refused}")) == (404, "not_found")


@pytest.mark.parametrize("path", ["/", "/models", "/v1", "/v1/v1/models", "/v2/ai/config", "/v2/ai/language-model"])
def test_an_unknown_path_is_answered_by_the_platform_and_not_by_the_gateway(path: str) -> None:
    with serve(world()) as simulator:
        method = "POST" if path.endswith("language-model") else "GET"
        response = httpx.request(method, simulator.origin + path, trust_env=False)
    assert (response.status_code, response.headers["x-vercel-error"]) == (404, "NOT_FOUND")
    assert response.headers["content-type"].startswith("text/plain")


@pytest.mark.parametrize(("method", "path"), [("POST", "/v1/models"), ("GET", "/v1/chat/completions")])
def test_a_wrong_method_is_a_405_without_a_body(method: str, path: str) -> None:
    with serve(world()) as simulator:
        response = httpx.request(method, simulator.origin + path, trust_env=False)
    assert (response.status_code, response.content) == (405, b"")


@pytest.mark.parametrize("path", ["/v1/models", "/v1/credits", "/nowhere"])
def test_every_answer_has_the_platforms_headers(path: str) -> None:
    with serve(world()) as simulator:
        first, second = look(simulator, path).headers, look(simulator, path).headers
    assert (first["server"], "date" in first) == ("Vercel", True)
    assert first["x-vercel-id"] != second["x-vercel-id"]


def test_headers_that_the_gateway_does_not_know_change_nothing() -> None:
    """Also the five that only a deployment sends, unless a scenario says otherwise."""
    telemetry = ("deployment-id", "environment", "region", "project-id", "request-id")
    with serve(world()) as simulator:
        plain = generate(simulator)
        decorated = generate(simulator, headers={f"ai-o11y-{name}": "x" for name in telemetry} | {"x-anything": "y"})
    assert gateway(plain)["routing"] == gateway(decorated)["routing"]
