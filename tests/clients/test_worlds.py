"""Every client in a deployment and on a laptop: asked at its door, with its key, in its header, and judged alike."""

import asyncio
import base64
import json
import time
from dataclasses import dataclass
from typing import Any

import pytest

from gateway_probe.clients import CLIENTS, Client, client_of
from gateway_probe.document import Document
from gateway_probe.document.exchange import Check
from gateway_probe.probe import Inputs, diagnose
from gateway_probe.settings import Settings
from gateway_simulator import Recorded, serve

EMBEDDER = "openai/text-embedding-3-small"
BY_NAME: dict[str, Any] = {"argvalues": CLIENTS, "ids": lambda client: client.name}


@dataclass(frozen=True)
class Outcome:
    """One run: its Document, its baseline, and the requests that the gateway saw."""

    document: Document
    requests: list[Recorded]

    @property
    def baseline(self) -> Check:
        return next(check for check in self.document.gateway.checks if check.id == "baseline")

    @property
    def generation(self) -> Recorded:
        """The first generation request: the baseline's."""
        return next(request for request in self.requests if request.method == "POST")


def run(client: Client, scenario: str, at: str, *, named: bool = True, **more: str) -> Outcome:
    """The probe at a place that is set up for the client as its documentation says."""
    with serve(scenario) as simulator:
        place = simulator.place(at)
        env = dict(place.env)
        key = env.pop("AI_GATEWAY_API_KEY", None)
        if client.base_url_variables:
            env[client.base_url_variables[0]] = simulator.origin + client.base_paths[0]
        env |= dict.fromkeys(client.left_empty, "")
        if key is not None:
            env[client.key_variables[0]] = key
        if named:
            env["GATEWAY_PROBE_CLIENT"] = client.name
        env |= more
        inputs = Inputs(Settings.from_environ(env), env, place.headers, served=bool(place.headers))
        document = asyncio.run(diagnose(inputs)).document("public")
        return Outcome(document, list(simulator.requests))


@pytest.mark.parametrize("client", [client for client in CLIENTS if client.embeds], ids=lambda client: client.name)
def test_an_app_of_embeddings_alone_is_asked_for_an_embedding(client: Client) -> None:
    outcome = run(client, "healthy-byok", "production", GATEWAY_PROBE_MODEL=EMBEDDER)
    assert (outcome.baseline.outcome, outcome.document.verdict.status) == ("passed", "healthy")


@pytest.mark.parametrize("name", ["litellm", "pydantic-ai", "llama-index", "ai-python"])
def test_a_token_in_the_header_alone_does_not_help_a_client_that_reads_the_variable(name: str) -> None:
    outcome = run(client_of(name), "healthy-oidc", "production")
    assert outcome.baseline.outcome == "skipped"
    assert "there is an OIDC token in the request header" in (outcome.document.credential.problem or "")
    assert not [request for request in outcome.requests if request.method == "POST"]


@pytest.mark.parametrize("name", ["litellm", "llama-index"])
def test_a_key_of_openai_goes_to_the_gateway_where_the_gateways_own_is_missing(name: str) -> None:
    outcome = run(client_of(name), "healthy-oidc", "production", OPENAI_API_KEY="sk-proj-FAKE" + "k" * 40)
    verdict, credential = outcome.document.verdict, outcome.document.credential
    assert credential.source == "OPENAI_API_KEY"
    assert dict(outcome.generation.headers)["authorization"].startswith("Bearer sk-proj-FAKE")
    codes = {finding.code for finding in outcome.document.findings}
    assert verdict.status == "failing"
    assert {"key-is-provider-key", "client-does-not-see-token"} <= codes
    assert verdict.code in codes
    assert "VERCEL_AI_GATEWAY_API_KEY" in " ".join(finding.explanation for finding in outcome.document.findings)


@pytest.mark.parametrize("name", ["litellm", "pydantic-ai", "llama-index"])
@pytest.mark.parametrize(
    ("token", "at", "code"),
    [
        ("expired", "local", "oidc-expired-locally"),
        ("expired", "production", "oidc-cached-at-boot-or-build"),
        ("FAKE.broken.token", "local", "oidc-malformed"),
    ],
)
def test_a_useless_token_that_is_sent_unseen_is_named(name: str, token: str, at: str, code: str) -> None:
    value = expired_token() if token == "expired" else token
    outcome = run(client_of(name), "key-absent", at, VERCEL_OIDC_TOKEN=value)
    verdict = outcome.document.verdict
    assert dict(outcome.generation.headers)["authorization"] == f"Bearer {value}"
    assert (verdict.status, verdict.code, verdict.confidence) == ("failing", code, "certain")


def expired_token() -> str:
    now = int(time.time())
    payload = {"exp": now - 3600, "iat": now - 86_400, "owner_id": "team_FAKE"}
    parts = ({"alg": "none"}, payload)
    encoded = [base64.urlsafe_b64encode(json.dumps(part).encode()).decode().rstrip("=") for part in parts]
    return ".".join([*encoded, "FAKEsignature"])


@pytest.mark.parametrize("name", ["openai", "anthropic", "ai-sdk-anthropic", "claude-code", "litellm"])
def test_without_a_name_the_set_up_tells_which_client_it_is(name: str) -> None:
    outcome = run(client_of(name), "healthy-byok", "local", named=False)
    asked = outcome.document.probe.client
    assert asked is not None
    assert (asked.name, asked.origin) == (name, "inferred")
    assert outcome.document.verdict.status == "healthy"
