"""Every door admits the same requests, refuses the same ones, and answers in its own words."""

import json
from typing import Any

import httpx
import pytest

from gateway_simulator import Simulator, serve
from tests.simulator.small_world import MODEL, bearer, world

EMBEDDER = "openai/text-embedding-3-small"
PROMPT = [{"role": "user", "content": [{"type": "text", "text": "ping"}]}]
MESSAGES = [{"role": "user", "content": "ping"}]

LANGUAGE: dict[str, dict[str, Any]] = {
    "/v1/ai/language-model": {"prompt": PROMPT},
    "/v3/ai/language-model": {"prompt": PROMPT},
    "/v4/ai/language-model": {"prompt": PROMPT},
    "/v1/chat/completions": {"messages": MESSAGES},
    "/v1/responses": {"input": "ping"},
    "/codex/v1/responses": {"input": MESSAGES},
    "/v1/messages": {"messages": MESSAGES, "max_tokens": 16},
    "/claude-code/v1/messages": {"messages": MESSAGES, "max_tokens": 16},
}
EMBEDDING: dict[str, dict[str, Any]] = {
    "/v1/ai/embedding-model": {"input": "ping"},
    "/v3/ai/embedding-model": {"values": ["ping"]},
    "/v4/ai/embedding-model": {"values": ["ping"]},
    "/v1/embeddings": {"input": "ping"},
}
EVERY = {**LANGUAGE, **EMBEDDING}


def model_for(path: str) -> str:
    return EMBEDDER if path in EMBEDDING else MODEL


def ask(
    simulator: Simulator,
    path: str,
    model: str | None = None,
    *,
    headers: dict[str, str] | None = None,
    stream: bool = False,
    options: dict[str, Any] | None = None,
) -> httpx.Response:
    """A generation at a door, the model named where that door looks for it."""
    asked = model_for(path) if model is None else model
    body: dict[str, Any] = {**EVERY[path], "model": asked}
    sent = {**(bearer(simulator) if headers is None else headers), "ai-language-model-id": asked, "ai-model-id": asked}
    if stream:
        body["stream"] = True
        sent["ai-language-model-streaming"] = "true"
    if options is not None:
        body["providerOptions"] = {"gateway": options}
    return httpx.post(simulator.origin + path, json=body, headers=sent, trust_env=False)


def refused(response: httpx.Response) -> tuple[int, str]:
    return response.status_code, response.json()["error"]["type"]


@pytest.mark.parametrize("path", EVERY)
def test_every_door_serves_and_records(path: str) -> None:
    with serve(world(team="[teams.acme.byok.azure]")) as simulator:
        response = ask(simulator, path)
        generation = next(word for word in json.dumps(response.json()).split('"') if word.startswith("gen_"))
        record = httpx.get(
            f"{simulator.origin}/v1/generation?id={generation}", headers=bearer(simulator), trust_env=False
        )
    assert response.status_code == 200
    assert record.json()["data"]["streamed"] is False


@pytest.mark.parametrize("path", LANGUAGE)
def test_every_door_for_text_streams(path: str) -> None:
    with serve(world()) as simulator:
        response = ask(simulator, path, stream=True)
    assert response.headers["content-type"].startswith("text/event-stream")
    assert "pong" in response.text


@pytest.mark.parametrize("path", EVERY)
def test_refusals_are_the_same_at_every_door(path: str) -> None:
    model = model_for(path)
    free = world(team='tier = "free"\n[teams.acme.byok.openai]\n[teams.acme.byok.azure]')
    with serve(free) as simulator:
        assert refused(ask(simulator, path, headers={})) == (401, "authentication_error")
        assert refused(ask(simulator, path, "nobody/nothing")) == (404, "model_not_found")
        assert refused(ask(simulator, path, options={"only": ["nobody"]})) == (400, "invalid_request_error")
        assert refused(ask(simulator, path, model)) == (403, "byok_requires_paid_credits")


@pytest.mark.parametrize("path", EVERY)
def test_a_model_of_another_kind_is_refused(path: str) -> None:
    with serve(world()) as simulator:
        other = MODEL if path in EMBEDDING else EMBEDDER
        response = ask(simulator, path, other)
    assert response.json()["error"]["param"]["name"] == "ModelTypeMismatchError"


@pytest.mark.parametrize("path", EVERY)
def test_an_anthropic_key_header_opens_the_messages_door_alone(path: str) -> None:
    with serve(world()) as simulator:
        key = bearer(simulator)["authorization"].removeprefix("Bearer ")
        response = ask(simulator, path, headers={"x-api-key": key})
    assert response.status_code == (200 if path.endswith("/messages") else 401)


@pytest.mark.parametrize("path", LANGUAGE)
def test_an_error_in_a_stream_comes_as_that_door_tells_errors(path: str) -> None:
    with serve(world('[[faults]]\nkind = "error-in-200"')) as simulator:
        (data,) = (line for line in ask(simulator, path, stream=True).text.splitlines() if line.startswith("data:"))
    event = json.loads(data.removeprefix("data: "))
    found = event["response"]["error"] if path.endswith("/responses") else event["error"]
    assert found["message"] == "Upstream failed."


@pytest.mark.parametrize("path", [path for path in EVERY if "/ai/" not in path])
def test_a_rule_can_speak_of_one_protocol(path: str) -> None:
    protocol = path.rsplit("/", 1)[1].replace("completions", "chat-completions")
    rule = f'[[refusals]]\nwhen = {{ protocol = "{protocol}" }}\nstatus = 403\ntype = "x"\nmessage = "m"'
    with serve(world(rule)) as simulator:
        assert refused(ask(simulator, path)) == (403, "x")
        other = "/v4/ai/embedding-model" if path in EMBEDDING else "/v4/ai/language-model"
        assert ask(simulator, other).status_code == 200


@pytest.mark.parametrize("path", EVERY)
@pytest.mark.parametrize(
    "content", [b"", b"[]", b"{}", b"{", b'{"model": 5, "input": 5, "messages": "x", "prompt": 1}']
)
def test_no_body_breaks_a_door(path: str, content: bytes) -> None:
    with serve(world()) as simulator:
        response = httpx.post(simulator.origin + path, content=content, headers=bearer(simulator), trust_env=False)
    assert refused(response) == (400, "invalid_request_error")
