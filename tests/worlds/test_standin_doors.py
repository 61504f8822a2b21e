"""Every door of the stand-in: what it takes, and the form of what it gives."""

import json
import time
from typing import Any

import pytest

from tests.standin import Rule, Team, Where, passed_on
from tests.standin.sdk_client import KEY, PROMPT, ask, bearer, generate, one_key
from tests.worlds import parts

DOORS = [
    ("/v4/ai/language-model", {"ai-language-model-id": "openai/gpt-5.4-mini"}, {"prompt": PROMPT}),
    ("/v1/ai/language-model", {"ai-language-model-id": "openai/gpt-5.4-mini"}, {"prompt": PROMPT}),
    ("/v1/chat/completions", {}, {"model": "openai/gpt-5.4-mini", "messages": []}),
    ("/v1/responses", {}, {"model": "openai/gpt-5.4-mini", "input": "ping"}),
    ("/v1/messages", {}, {"model": "openai/gpt-5.4-mini", "messages": [], "max_tokens": 16}),
]


@pytest.mark.parametrize(
    ("path", "headers", "body"), DOORS, ids=lambda value: value if isinstance(value, str) else None
)
def test_every_door_serves_whole_and_streamed(path: str, headers: dict[str, str], body: dict[str, Any]) -> None:
    streamed = {**headers, "ai-language-model-streaming": "true"}
    whole, stream = ask(
        one_key(Team()),
        ("POST", path, {"headers": {**bearer(KEY), **headers}, "json": body}),
        ("POST", path, {"headers": {**bearer(KEY), **streamed}, "json": {**body, "stream": True}}),
    )
    assert whole.status_code == stream.status_code == 200
    assert "pong" in whole.text
    assert "pong" in stream.text
    assert stream.headers["content-type"] == "text/event-stream"
    datas = [line[6:] for line in stream.text.splitlines() if line.startswith("data: ")]
    assert [json.loads(data) for data in datas if data != "[DONE]"]
    # The Responses and Messages doors end with an event of their own.
    assert (datas[-1] == "[DONE]") == (path not in {"/v1/responses", "/v1/messages"})


@pytest.mark.parametrize(
    ("path", "headers", "body"),
    [
        ("/v4/ai/embedding-model", {"ai-model-id": "openai/text-embedding-3-small"}, {"values": ["ping"]}),
        ("/v1/embeddings", {}, {"model": "openai/text-embedding-3-small", "input": "ping"}),
    ],
)
def test_embeddings_have_doors_of_their_own(path: str, headers: dict[str, str], body: dict[str, Any]) -> None:
    embedded, wrong_kind = ask(
        one_key(Team()),
        ("POST", path, {"headers": {**bearer(KEY), **headers}, "json": body}),
        generate("openai/text-embedding-3-small"),
    )
    assert embedded.status_code == 200
    assert wrong_kind.status_code == 400
    assert wrong_kind.json()["error"]["param"]["name"] == "ModelTypeMismatchError"


@pytest.mark.parametrize(
    "headers",
    [
        {"authorization": f"Bearer {KEY}"},
        {"x-api-key": KEY},
        {"x-ai-gateway-api-key": f"Bearer {KEY}", "authorization": "Bearer sk-FAKE"},
    ],
    ids=["bearer", "anthropic's header", "beside another credential"],
)
def test_a_key_is_known_in_each_of_its_headers(headers: dict[str, str]) -> None:
    body = {"model": "openai/gpt-5.4-mini", "messages": [], "max_tokens": 16}
    (answer,) = ask(one_key(Team()), ("POST", "/v1/messages", {"headers": headers, "json": body}))
    assert answer.status_code == 200


def test_the_configuration_is_of_the_version_that_asks() -> None:
    answers = ask(one_key(Team()), *[("GET", f"/{line}/ai/config", {"headers": bearer(KEY)}) for line in ("v3", "v4")])
    told = [{model["specification"]["specificationVersion"] for model in answer.json()["models"]} for answer in answers]
    assert told == [{"v3"}, {"v4"}]


@pytest.mark.parametrize(
    ("provider", "outcome", "model", "status", "words"),
    [
        ("google", "bad-key", "google/gemini-3-flash", 400, "API key not valid"),
        ("anthropic", "bad-key", "anthropic/claude-sonnet-4.5", 401, "invalid x-api-key"),
        ("bedrock", "bad-key", "anthropic/claude-sonnet-4.5", 403, "security token"),
        ("azure", "no-deployment", "openai/gpt-5.4-mini", 404, "does not exist"),
        ("anthropic", "overloaded", "anthropic/claude-sonnet-4.5", 529, "Overloaded"),
        ("vertex", "malformed", "google/gemini-3-flash", 500, "DECODER"),
    ],
)
def test_a_providers_words_are_passed_on(provider: str, outcome: str, model: str, status: int, words: str) -> None:
    (answer,) = ask(parts.without_fallback(provider, outcome, model), generate(model))
    error = answer.json()["error"]
    assert (answer.status_code, error["type"]) == (status, "AI_APICallError")
    assert words in error["message"]
    assert words in json.dumps(error["param"]["error"])
    routing = answer.json()["providerMetadata"]["gateway"]["routing"]
    assert routing["modelAttempts"][0]["providerAttempts"][0]["credentialType"] == "byok"
    assert routing["totalProviderAttemptCount"] == 1


def test_metadata_has_an_older_and_a_newer_shape() -> None:
    (old,), (new,), (none,) = (ask(one_key(Team(), metadata=shape), generate()) for shape in ("old", "new", "none"))
    older = old.json()["providerMetadata"]["gateway"]["routing"]
    newer = new.json()["providerMetadata"]["gateway"]["routing"]
    assert {"attempts", "internalReasoning"} <= older.keys()
    assert not {"attempts", "internalReasoning"} & newer.keys()
    assert older["finalProvider"] == newer["finalProvider"] == "openai"
    assert "providerMetadata" not in none.json()


def test_a_served_generation_has_a_record_and_a_refused_one_has_none() -> None:
    (served,) = ask(one_key(Team()), generate())
    gen = served.json()["providerMetadata"]["gateway"]["generationId"]
    again, record = ask(
        one_key(Team()), generate(), ("GET", "/v1/generation", {"params": {"id": gen}, "headers": bearer(KEY)})
    )
    assert record.json()["data"]["is_byok"] is False
    (missing,) = ask(one_key(Team()), ("GET", "/v1/generation", {"params": {"id": "gen_none"}, "headers": bearer(KEY)}))
    assert (again.status_code, missing.status_code) == (200, 404)


def test_answers_come_at_once() -> None:
    started = time.perf_counter()
    ask(one_key(Team(), rules=(Rule(Where("credits"), passed_on()),)), *[generate()] * 100)
    assert (time.perf_counter() - started) / 100 < 0.02
