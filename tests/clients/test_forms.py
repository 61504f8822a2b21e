"""Experiments on the form of a request: asked as they say, flips named, and nothing of it by default."""

import json
from dataclasses import replace
from typing import Any

import pytest

from gateway_probe.clients import CLIENTS, Client
from gateway_probe.document.exchange import Experiment
from gateway_probe.settings import InvalidSettings, Settings
from tests.standin import Answer, Gateway, Rule, Token, Where, error_body
from tests.standin.doors import Request
from tests.worlds import parts
from tests.worlds.client_faults import set_up
from tests.worlds.world import KEY, Place, Visit, visit

EVERY_SHAPE = "tool,two-turns,json-schema,image"
UNKNOWN_KEY = Answer(401, error_body("Invalid API key", "authentication_error"))
BY_NAME: dict[str, Any] = {"argvalues": CLIENTS, "ids": lambda client: client.name}


def run(place: Place, *rules: Rule) -> Visit:
    return visit(place, parts.one_team(parts.PAID, *rules))


def at(client: str, **settings: str) -> Place:
    return set_up(client, KEY, Token(parts.PAID), **settings)


def asked(seen: Visit) -> dict[str, Experiment]:
    return {item.id: item for item in seen.document.experiments if item.asked}


def generations(seen: Visit) -> list[Request]:
    return [request for request, _ in seen.asked.exchanges if request.door == "generate"]


@pytest.mark.parametrize("client", **BY_NAME)
def test_each_shape_is_asked_once_at_the_clients_door_where_it_is_named(client: Client) -> None:
    seen = run(at(client.name, GATEWAY_PROBE_SHAPES=EVERY_SHAPE))
    shapes = {name: item for name, item in asked(seen).items() if item.factor == "shape"}
    assert list(shapes) == ["shape-tool", "shape-two-turns", "shape-json-schema", "shape-image"]
    assert {(item.effect, item.request.path if item.request else None) for item in shapes.values()} == {
        ("same", client.path.partition("?")[0])
    }
    bodies = [json.dumps(request.body) for request in generations(seen)]
    for mark in ("weather", "pong", '"answer"', "image/png"):
        assert len([body for body in bodies if mark in body]) == 1, mark
    assert seen.document.verdict.status == "healthy"
    assert not {"tools", "a second turn", "structured output", "images and files"} & set(seen.document.not_tested)
    assert set(shapes) <= set(seen.document.tested)


@pytest.mark.parametrize("client", **BY_NAME)
def test_by_default_no_shape_and_no_other_form_is_asked(client: Client) -> None:
    seen = run(at(client.name))
    assert set(asked(seen)) <= {"streaming"}
    assert seen.generations == 2
    assert {"tools", "a second turn", "structured output", "images and files"} <= set(seen.document.not_tested)


def test_a_shape_that_is_refused_is_found_and_repeated() -> None:
    no_tools = Rule(Where("generate"), _refusing_tools)
    seen = run(at("openai", GATEWAY_PROBE_SHAPES="tool"), no_tools)
    shape = asked(seen)["shape-tool"]
    assert (shape.effect, shape.changed) == ("flips", {"shape": "tool"})
    assert shape.chance is not None
    assert shape.chance < 0.01
    verdict = seen.document.verdict
    assert (verdict.status, verdict.code) == ("degraded", "experiment-flips-while-served")


def _refusing_tools(request: Request, ordinary: Answer) -> Answer:
    holds_tools = isinstance(request.body, dict) and "tools" in request.body
    return Answer(400, error_body("No tools here.", "invalid_request_error")) if holds_tools else ordinary


def test_no_shape_is_asked_where_the_plain_request_is_refused() -> None:
    refused = parts.always(parts.GENERATE, parts.BYOK_REFUSAL)
    seen = run(at("openai", GATEWAY_PROBE_SHAPES=EVERY_SHAPE), refused)
    left = {item.id: item.reason for item in seen.document.experiments if item.factor == "shape"}
    assert set(left) == {"shape-tool", "shape-two-turns", "shape-json-schema", "shape-image"}
    assert {reason.code for reason in left.values() if reason} == {"not-telling"}
    assert seen.generations == run(at("openai"), refused).generations


@pytest.mark.parametrize("value", ["tools", "tool;image", "text", "tool,,image"])
def test_a_shape_of_no_known_name_is_refused(value: str) -> None:
    with pytest.raises(InvalidSettings, match="GATEWAY_PROBE_SHAPES"):
        Settings.from_environ({"GATEWAY_PROBE_SHAPES": value})


@pytest.mark.parametrize(
    ("client", "taken"),
    [("anthropic", "x-api-key"), ("ai-sdk-anthropic", "authorization"), ("claude-code", "x-api-key")],
)
def test_a_key_that_is_taken_in_the_other_header_alone_is_named(client: str, taken: str) -> None:
    seen = run(at(client), Rule(Where("generate", without=taken), UNKNOWN_KEY))
    verdict = seen.document.verdict
    assert (verdict.status, verdict.code, verdict.confidence) == (
        "failing",
        "refusal-depends-on-auth-header",
        "certain",
    )
    assert KEY not in seen.document.model_dump_json()


def test_a_refused_key_is_no_matter_of_its_header() -> None:
    seen = run(set_up("anthropic", KEY[:-4] + "0000"))
    assert asked(seen)["auth-header-other"].effect == "same"
    assert seen.document.verdict.code == "key-invalid-revoked-or-expired"


def test_claude_codes_api_key_travels_in_its_own_header() -> None:
    seen = run(set_up("claude-code", None).having({"ANTHROPIC_AUTH_TOKEN": "", "ANTHROPIC_API_KEY": KEY}))
    assert {request.headers.get("x-api-key") for request in generations(seen)} == {KEY}
    assert not [request for request in generations(seen) if "authorization" in request.headers]


ANTHROPICS = "sk-ant-FAKE" + "h" * 60


def test_claude_code_sends_both_keys_where_both_are_set_and_so_does_the_probe() -> None:
    seen = run(at("claude-code", ANTHROPIC_API_KEY=ANTHROPICS))
    headers = [request.headers for request in generations(seen)]
    assert {(sent["authorization"], sent["x-api-key"]) for sent in headers} == {(f"Bearer {KEY}", ANTHROPICS)}
    assert seen.document.verdict.status == "healthy"
    assert ANTHROPICS not in seen.document.model_dump_json()


def test_a_second_key_that_is_refused_is_told_from_the_first() -> None:
    place = at("claude-code", ANTHROPIC_API_KEY=ANTHROPICS)
    seen = run(place, Rule(Where("generate", header="x-api-key"), UNKNOWN_KEY))
    verdict = seen.document.verdict
    assert (verdict.status, verdict.code, verdict.confidence) == (
        "failing",
        "refusal-depends-on-auth-header",
        "certain",
    )
    assert "without the second key" in verdict.summary
    assert any("ANTHROPIC_API_KEY empty" in step.text for step in verdict.next_steps)
    assert asked(seen)["second-key-none"].effect == "flips"


def test_a_named_team_travels_with_generations_and_credits_and_is_shown_to_nobody() -> None:
    seen = run(at("ai-sdk-7", GATEWAY_PROBE_TEAM="acme-fake"))
    assert {request.headers.get("x-vercel-ai-gateway-team") for request in generations(seen)} == {"acme-fake"}
    credits_ = [request for request, _ in seen.asked.exchanges if request.door == "credits"]
    assert {request.query.get("slug") for request in credits_ if request.credential != "made-up"} == {"acme-fake"}
    records = [request for request, _ in seen.asked.exchanges if request.door == "record"]
    assert {request.headers.get("x-vercel-ai-gateway-team") for request in records} == {"acme-fake"}
    assert seen.document.verdict.status == "healthy"
    assert "acme-fake" not in seen.document.model_dump_json()


def test_a_named_team_that_is_refused_is_found() -> None:
    denied = Rule(Where("generate", header="x-vercel-ai-gateway-team"), parts.ACCESS_DENIED)
    seen = run(at("ai-sdk-7", GATEWAY_PROBE_TEAM="team_FAKEother"), denied)
    verdict = seen.document.verdict
    assert (verdict.status, verdict.code, verdict.confidence) == ("failing", "refusal-depends-on-named-team", "certain")


@pytest.mark.parametrize(
    "client", [client for client in CLIENTS if not client.names_team], ids=lambda client: client.name
)
def test_a_client_that_names_no_team_sends_none_and_says_so(client: Client) -> None:
    seen = run(at(client.name, GATEWAY_PROBE_TEAM="acme-fake"))
    assert not [request for request in generations(seen) if "x-vercel-ai-gateway-team" in request.headers]
    assert any("GATEWAY_PROBE_TEAM" in warning for warning in seen.document.probe.warnings)


@pytest.mark.parametrize("client", **BY_NAME)
def test_with_every_experiment_each_protocol_is_asked_once(client: Client) -> None:
    place = replace(at(client.name, GATEWAY_PROBE_MAX_GENERATIONS="20"), experiments="all")
    seen = visit(place, Gateway(parts.one_team(parts.PAID).keys, parts.one_team(parts.PAID).tokens))
    spoken = {request.protocol for request in generations(seen)}
    assert spoken == {"ai-sdk", "chat-completions", "responses", "messages"}
    assert {item.effect for item in asked(seen).values() if item.factor in {"protocol", "auth-header"}} == {"same"}
    assert ("auth-header-other" in asked(seen)) == (client.protocol == "messages")
