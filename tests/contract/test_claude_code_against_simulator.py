"""The real Claude Code believes in the simulated gateway: where it asks, what it tells of refusals, and what it tries again."""

import json
from typing import Any

import pytest

from gateway_probe import causes, glossary
from gateway_probe.clients import client_of
from gateway_probe.explaining import explain
from gateway_probe.register import DECLARED
from gateway_simulator import Recorded, Scenario, load_scenario, serve
from gateway_simulator.world import Fault, FaultKind, When
from tests.contract.claude_code import ask_claude_code
from tests.contract.real_clients import at_place
from tests.soaking import some
from tests.troubled import troubled

pytestmark = pytest.mark.contract

REGISTERING = (causes, glossary)
"""Rooms whose codes explain what it prints; importing them registers those."""
PONG = {"ok": True, "value": "pong"}
BOOM = json.dumps({"error": {"message": "boom", "type": "internal_server_error"}})
GENERATION = When(method="POST")


@pytest.mark.parametrize("path", [*client_of("claude-code").base_paths, "/", "/claude-code/"])
def test_it_is_served_behind_every_base_url_of_the_table(path: str) -> None:
    with serve("healthy-byok") as simulator:
        place = at_place(simulator.place("local"), "claude-code")
        result = ask_claude_code(place, ANTHROPIC_BASE_URL=simulator.origin + path)
        asked = [(request.method, request.path) for request in simulator.requests]
    assert (result, asked) == (PONG, [("POST", path.rstrip("/") + "/v1/messages")])


def test_behind_a_base_url_that_ends_in_v1_it_finds_nothing() -> None:
    """As its SDK it adds the version itself, so that the probe's rule for it is right."""
    with serve("healthy-byok") as simulator:
        place = at_place(simulator.place("local"), "claude-code")
        result = ask_claude_code(place, ANTHROPIC_BASE_URL=f"{simulator.origin}/v1")
        asked = {request.path for request in simulator.requests}
    assert (result["error"]["statusCode"], asked) == (404, {"/v1/v1/messages"})


@pytest.mark.parametrize("name", ["AI_GATEWAY_API_KEY", "VERCEL_OIDC_TOKEN", None])
def test_without_a_key_of_its_own_it_asks_nobody(name: str | None) -> None:
    with serve("healthy-byok") as simulator:
        place = simulator.place("local")
        key = place.env["AI_GATEWAY_API_KEY"]
        place = place.model_copy(update={"env": {**place.env, **({name: key} if name else {})}})
        result = ask_claude_code(place)
        assert simulator.requests == []
    assert result["error"]["name"] == "Not logged in"


@pytest.mark.parametrize(
    ("status", "tries"),
    [
        (400, 6),
        (401, 2),
        *some([(402, 1), (403, 1)], 2),
        *some([(429, 2), (408, 2), (409, 2), (500, 2), (503, 2), (529, 2)], 3),
    ],
)
def test_it_tries_again_what_may_pass(status: int, tries: int) -> None:
    """Once here, where ten times is its own way; and a request that is called invalid with ever less turned on."""
    fault = Fault(when=GENERATION, kind="status", status=status, body=BOOM)
    error, seen = failure(troubled(fault), CLAUDE_CODE_MAX_RETRIES="1")
    assert (error["statusCode"], len(seen)) == (status, tries)
    turned_on = [len(dict(request.headers)["anthropic-beta"].split(",")) for request in seen]
    assert (turned_on[-1] < turned_on[0]) is (status == 400)


@pytest.mark.parametrize("status", [429, 500])
def test_a_failure_that_passes_is_not_noticed(status: int) -> None:
    fault = Fault(when=GENERATION, kind="status", status=status, body=BOOM, times=1)
    with serve(troubled(fault)) as simulator:
        result = ask_claude_code(at_place(simulator.place("local"), "claude-code"), CLAUDE_CODE_MAX_RETRIES="1")
        assert len(simulator.requests) == 2
    assert result == PONG


@pytest.mark.parametrize("kind", some(["error-in-200", "empty", "html", "invalid-json", "json-without-error"], 3))
def test_a_stream_that_brings_nothing_is_asked_for_once_more_without_streaming(kind: FaultKind) -> None:
    """So a fault of streams alone is not noticed but by the time; one of both is called an answer that is none."""
    with serve(troubled(Fault(when=GENERATION, kind=kind, times=1))) as simulator:
        assert ask_claude_code(at_place(simulator.place("local"), "claude-code")) == PONG
        assert [json.loads(request.body)["stream"] for request in simulator.requests] == [True, False]
    error, _ = failure(troubled(Fault(when=GENERATION, kind=kind)))
    assert "empty or malformed response (HTTP 200)" in error["message"]


@pytest.mark.parametrize(
    ("scenario", "variables", "code", "said"),
    [
        ("byok-needs-paid-tier", {}, "byok_requires_paid_credits", "403 Bring Your Own Key (BYOK) is available only with paid credits."),
        ("key-invalid-revoked-or-expired", {}, "authentication_error", "401 Authentication failed."),
        ("free-tier-rate-limit", {}, "rate_limit_exceeded", "Request rejected (429) · Free tier requests on this model are rate-limited."),
        ("gateway-5xx", {}, "500", "500 Internal server error."),
        ("gateway-resets", {}, "read-reset", ""),
        ("error-inside-200-stream", {}, "not-gateway-json", ""),
        ("model-unknown-or-retired", {}, "NotFoundError", ""),
        ("healthy-byok", {"ANTHROPIC_AUTH_TOKEN": "vck_FAKE\u200b"}, "credential-unsendable", ""),
        ("healthy-byok", {"ANTHROPIC_AUTH_TOKEN": ""}, "key-absent", ""),
    ],
)  # fmt: skip
def test_what_it_prints_is_explained_and_holds_the_gateways_own_words(
    scenario: str, variables: dict[str, str], code: str, said: str
) -> None:
    error, _ = failure(load_scenario(scenario), **variables)
    assert code in {entry.code for entry in explain(error["message"], DECLARED).entries}, error["message"]
    assert said in error["message"]
    assert not said or str(error["statusCode"]) in said


def test_a_refusal_of_the_stream_is_final() -> None:
    error, seen = failure(load_scenario("stream-refused"))
    assert (error["statusCode"], len(seen)) == (403, 1)


def test_a_closed_connection_is_told_as_one() -> None:
    error, _ = failure(troubled(Fault(when=GENERATION, kind="close")))
    assert (error["statusCode"], "ECONNRESET" in error["message"]) == (None, True)


def failure(scenario: Scenario, **variables: str) -> tuple[dict[str, Any], list[Recorded]]:
    """The error of one ping, and the requests that it took."""
    with serve(scenario) as simulator:
        result = ask_claude_code(at_place(simulator.place("production"), "claude-code"), **variables)
        return result["error"], list(simulator.requests)
