"""One small world that a test alters in one respect, and the requests that are put to it."""

import json
from typing import Any

import httpx

from gateway_simulator import Scenario, Simulator, parse_scenario

MODEL = "azure/gpt-5.4-mini"
CANONICAL = "openai/gpt-5.4-mini"
PROMPT = [{"role": "user", "content": [{"type": "text", "text": "ping"}]}]

_WORLD = """
title = "a paid team, a free one, and a key of each"
[teams.acme]
slug = "fake-acme"
{team}
[teams.free]
slug = "fake-free"
tier = "free"
balance = "3.7889479"
total_used = "2.1194771"
[keys.app]
team = "acme"
[keys.free]
team = "free"
[keys.revoked]
team = "acme"
state = "revoked"
[keys.expired]
team = "acme"
state = "expired"
[projects.app]
team = "acme"
name = "fake-app"
[places.local.env]
AI_GATEWAY_API_KEY = "{{key:app}}"
FREE = "{{key:free}}"
REVOKED = "{{key:revoked}}"
EXPIRED = "{{key:expired}}"
UNKNOWN = "{{made-up-key}}"
OIDC = "{{oidc:app:production}}"
OIDC_EXPIRED = "{{oidc-expired:app:production}}"
OIDC_FOREIGN = "{{oidc-foreign:app:production}}"
{rest}
"""


def world(rest: str = "", *, team: str = "") -> Scenario:
    """The world with more lines for the paid team, and more tables at the end."""
    return parse_scenario(_WORLD.format(team=team, rest=rest))


def bearer(simulator: Simulator, name: str = "AI_GATEWAY_API_KEY") -> dict[str, str]:
    """The header of one of the world's credentials."""
    return {"authorization": f"Bearer {simulator.place('local').env[name]}"}


def look(simulator: Simulator, path: str, credential: str | None = "AI_GATEWAY_API_KEY") -> httpx.Response:
    """A GET."""
    headers = {} if credential is None else bearer(simulator, credential)
    return httpx.get(simulator.origin + path, headers=headers, trust_env=False)


def generate(
    simulator: Simulator,
    model: str = MODEL,
    *,
    credential: str | None = "AI_GATEWAY_API_KEY",
    options: dict[str, Any] | None = None,
    headers: dict[str, str] | None = None,
    body: Any = None,
    streaming: bool = False,
) -> httpx.Response:
    """A generation as the AI SDK asks for it."""
    sent = {
        **({} if credential is None else bearer(simulator, credential)),
        "ai-language-model-id": model,
        "ai-language-model-streaming": "true" if streaming else "false",
        **(headers or {}),
    }
    asked = {"prompt": PROMPT} | ({"providerOptions": {"gateway": options}} if options else {})
    url = f"{simulator.origin}/v4/ai/language-model"
    return httpx.post(url, headers=sent, json=asked if body is None else body, trust_env=False)


def complete(simulator: Simulator, model: str = MODEL, *, stream: bool = False) -> httpx.Response:
    """A generation as an OpenAI client asks for it."""
    body = {"model": model, "messages": [{"role": "user", "content": "ping"}], "stream": stream}
    url = f"{simulator.origin}/v1/chat/completions"
    return httpx.post(url, headers=bearer(simulator), json=body, trust_env=False)


def gateway(response: httpx.Response) -> dict[str, Any]:
    """`providerMetadata.gateway`."""
    found: dict[str, Any] = response.json()["providerMetadata"]["gateway"]
    return found


def attempts(response: httpx.Response) -> list[tuple[str, str, int | None]]:
    """Provider, credential and status of each attempt, over all models."""
    models = gateway(response)["routing"]["modelAttempts"]
    found = [attempt for model in models for attempt in model["providerAttempts"]]
    return [(a["provider"], a["credentialType"], a.get("statusCode")) for a in found]


def error(response: httpx.Response) -> tuple[int, str]:
    """Status and type of a refusal."""
    return response.status_code, response.json()["error"]["type"]


def events(response: httpx.Response) -> list[Any]:
    """The data of a stream's events; `[DONE]` stays text."""
    lines = [line.removeprefix("data: ") for line in response.text.split("\n\n") if line]
    return [line if line == "[DONE]" else json.loads(line) for line in lines]
