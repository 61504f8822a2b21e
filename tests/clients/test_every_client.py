"""Every client, deployed and on a laptop, well and ill: the verdict, the door, the key, and the request byte for byte.

What a place of the client's is told, and what the gateway saw first of it, which is what the real client's package sent
when it was recorded there (`tests/contract/recorded`).
"""

import json
from typing import Any, NamedTuple

import pytest

from gateway_probe.clients import CLIENTS, Client
from gateway_probe.document.judgement import Confidence
from gateway_simulator import Recorded
from tests.clients.test_worlds import run
from tests.contract.record import without_versions
from tests.gateway.test_requests import MODEL, RECORDED, comparable, recorded
from tests.gateway.test_requests_of_claude_code import RECORDED as CLAUDE_CODE
from tests.gateway.test_requests_of_claude_code import stripped

KEY = "vck_FAKEc23506a44acc54ff483ec412d85264a10ceb3974a0a1ca748713"


OF_EACH_REQUEST = {"authorization", "content-length", "x-claude-code-session-id"}


class Told(NamedTuple):
    """What is to be said of a scenario, whichever client asks."""

    status: str
    code: str
    confidence: Confidence
    on_a_laptop: Confidence
    """Without the token's answer for a comparison a little less may be known."""
    model: str = MODEL


SCENARIOS = {
    "healthy-byok": Told("healthy", "healthy", "certain", "certain"),
    "byok-needs-paid-tier": Told("failing", "byok-needs-paid-tier", "certain", "likely"),
    "key-revoked": Told("failing", "key-invalid-revoked-or-expired", "certain", "certain"),
    "model-unknown-or-retired": Told(
        "failing", "model-unknown-or-retired", "certain", "certain", "openai/gpt-5.4-mini-2026-01-01"
    ),
    "no-card-on-file": Told("failing", "no-card-on-file", "certain", "certain"),
    "gateway-5xx": Told("failing", "gateway-5xx", "likely", "likely"),
}
PLACES = {"local": "local-key", "production": "vercel-key"}
MATRIX = [(client, at, scenario) for client in CLIENTS for at in PLACES for scenario in SCENARIOS]


@pytest.mark.parametrize(
    ("client", "at", "scenario"), MATRIX, ids=[f"{client.name}-{at}-{scenario}" for client, at, scenario in MATRIX]
)
def test_the_verdict_is_right_and_the_request_is_the_real_clients(client: Client, at: str, scenario: str) -> None:
    outcome, told = run(client, scenario, at), SCENARIOS[scenario]
    verdict, probe = outcome.document.verdict, outcome.document.probe
    confidence = told.on_a_laptop if at == "local" else told.confidence
    assert (verdict.status, verdict.code, verdict.confidence) == (told.status, told.code, confidence)
    assert (probe.client.name if probe.client else None, probe.protocol) == (client.name, client.protocol)
    assert outcome.document.credential.source == client.key_variables[0]
    sent = next(
        request for request in outcome.requests if request.method == "POST" and _streams(request) is client.streams
    )
    assert sent.path == client.path.partition("?")[0]
    expected = _recorded(client, PLACES[at], told.model)
    named = {name for name, _ in expected["headers"]}
    assert [header for header in _comparable(sent) if header[0] in named] == expected["headers"]
    assert {name for name, _ in sent.headers} - named <= OF_EACH_REQUEST
    if "body" in expected:
        assert sent.body.decode() == expected["body"]
    if told.status == "healthy":
        # Nothing is asked for in another client's words, or with anything but this client's key.
        posted = [request for request in outcome.requests if request.method == "POST"]
        assert {request.path for request in posted} == {sent.path}
        assert all(_key_of(request) == KEY for request in posted)


def test_the_matrix_holds_every_client_in_both_places_well_and_in_three_ways_ill() -> None:
    ill = {name for name, told in SCENARIOS.items() if told.status != "healthy"}
    assert len(ill) >= 3
    assert len(MATRIX) == len(CLIENTS) * 2 * len(SCENARIOS)


def _key_of(request: Recorded) -> str:
    headers = dict(request.headers)
    return headers.get("x-api-key", headers.get("authorization", "")).removeprefix("Bearer ")


def _streams(request: Recorded) -> bool:
    told = dict(request.headers).get("ai-language-model-streaming")
    return told == "true" if told is not None else json.loads(request.body).get("stream") is True


def _comparable(request: Recorded) -> list[tuple[str, str]]:
    return [(name.lower(), _bare(name, value)) for name, value in request.headers]


def _bare(name: str, value: str) -> str:
    return "…" if name.lower() == "host" else without_versions(name, value)


def _recorded(client: Client, place: str, model: str) -> dict[str, Any]:
    """What the real client sent from such a place, with this model, as the probe's request has to be."""
    if client.name == "claude-code":
        return _of_claude_code(model)
    name = f"{client.name}-{place}"
    if not (RECORDED / f"{name}.json").exists():
        name = f"{client.name}-vercel-key"  # what sends no deployment headers sends the same from everywhere
    theirs = recorded(name, "streamed" if client.streams else "plain")
    body = theirs["body"].replace(MODEL, model)
    headers = [comparable(*header) for header in theirs["headers"]]
    found = [(name.lower(), _bare(name, value.replace(MODEL, model))) for name, value in headers]
    length = str(len(body.encode()))
    return {"body": body, "headers": [(name, length if name == "content-length" else value) for name, value in found]}


def _of_claude_code(model: str) -> dict[str, Any]:
    """Its headers alone: its fifty thousand bytes, and what it says of its session, are its own."""
    # To a model of another creator it sends the same, whichever it is.
    theirs = CLAUDE_CODE.get(model, CLAUDE_CODE[MODEL])
    found = [
        (name.lower(), _bare(name, value)) for name, value in stripped([comparable(*h) for h in theirs["headers"]])
    ]
    return {"headers": [header for header in found if header[0] not in OF_EACH_REQUEST]}
