"""The stand-in itself: it keeps to what is known of the gateway, whatever door is knocked at."""

import asyncio
import json
import time
from typing import Any

import httpx
import pytest

from tests.standin import Credential, Gateway, Key, Model, Rule, Team, Token, Where, fake_key, listen, passed_on
from tests.worlds import parts

KEY = fake_key("paid")
PROMPT = [{"role": "user", "content": [{"type": "text", "text": "ping"}]}]
DEPLOYMENT = {"ai-o11y-environment": "production"}


def ask(gateway: Gateway, *requests: tuple[str, str, dict[str, Any]]) -> list[httpx.Response]:
    """The answers to (method, path, keywords of httpx), in turn, on one connection."""

    async def run() -> list[httpx.Response]:
        async with listen(gateway) as up, httpx.AsyncClient(base_url=up.origin, trust_env=False) as client:
            return [await client.request(method, path, **more) for method, path, more in requests]

    return asyncio.run(run())


def bearer(value: str) -> dict[str, str]:
    return {"authorization": f"Bearer {value}"}


def generate(
    model: str = "openai/gpt-5.4-mini", credential: str = KEY, streamed: bool = False, **options: Any
) -> tuple[str, str, dict[str, Any]]:
    """What line 7 of the AI SDK sends: the model and the way of answering are headers, not parts of the body."""
    headers = {
        **bearer(credential),
        "ai-language-model-id": model,
        "ai-language-model-specification-version": "4",
        "ai-language-model-streaming": str(streamed).lower(),
        "ai-gateway-protocol-version": "0.0.1",
    }
    body: dict[str, Any] = {"prompt": PROMPT, "maxOutputTokens": 16}
    if options:
        body["providerOptions"] = {"gateway": options}
    return "POST", "/v4/ai/language-model", {"headers": headers, "json": body}


def one_key(team: Team, **more: Any) -> Gateway:
    return Gateway((Key(KEY, team),), **more)


def test_the_list_of_models_needs_no_key_and_credits_do() -> None:
    models, without, made_up, known = ask(
        one_key(Team()),
        ("GET", "/v1/models", {}),
        ("GET", "/v1/credits", {}),
        ("GET", "/v1/credits", {"headers": bearer(fake_key("made-up"))}),
        ("GET", "/v1/credits", {"headers": bearer(KEY)}),
    )
    assert [models.status_code, without.status_code, made_up.status_code] == [200, 401, 401]
    assert made_up.json()["error"]["type"] == "authentication_error"
    assert known.json() == {"balance": "95.50", "total_used": "4.50"}
    assert known.headers["server"] == "Vercel"
    assert "x-vercel-id" in known.headers


def test_the_seed_is_refused_before_planning_although_credits_are_positive() -> None:
    balance, refused = ask(
        one_key(parts.FREE_WITH_BYOK), ("GET", "/v1/credits", {"headers": bearer(KEY)}), generate("azure/gpt-5.4-mini")
    )
    assert balance.status_code == 200
    assert refused.status_code == 403
    assert refused.json()["error"]["type"] == "byok_requires_paid_credits"
    routing = refused.json()["providerMetadata"]["gateway"]["routing"]
    assert routing["resolvedProvider"] == "azure"
    assert routing["canonicalSlug"] == "openai/gpt-5.4-mini"
    assert routing["fallbacksAvailable"] == ["openai"]
    assert routing["totalProviderAttemptCount"] == 0
    assert not {"planningReasoning", "finalProvider", "attempts"} & routing.keys()


def test_own_credentials_are_tried_first_and_the_gateways_after_them() -> None:
    (answer,) = ask(one_key(Team(stored={"azure": Credential("bad-key")})), generate("azure/gpt-5.4-mini"))
    attempts = answer.json()["providerMetadata"]["gateway"]["routing"]["modelAttempts"][0]["providerAttempts"]
    assert [(item["provider"], item["credentialType"], item["success"]) for item in attempts] == [
        ("azure", "byok", False),
        ("azure", "system", True),
    ]
    assert attempts[0]["statusCode"] == 401


@pytest.mark.parametrize(
    ("team", "status", "kind"),
    [
        (Team(tier="free", balance="3.00", card=False), 403, "customer_verification_required"),
        (Team(balance="0.00"), 402, "insufficient_funds"),
        (Team(budget_left=False), 402, "quota_for_entity_exceeded"),
        (Team(blocked=True), 403, "access_denied"),
        (Team(denied_by={"openai/gpt-5.4-mini": "rule_fake"}), 403, "forbidden"),
        (Team(providers_allowed=frozenset({"bedrock"})), 403, "no_providers_available"),
        (Team(tier="free", balance="3.00", free_requests=0), 429, "rate_limit_exceeded"),
    ],
    ids=lambda value: value if isinstance(value, str) else None,
)
def test_a_team_is_refused_in_the_gateways_words(team: Team, status: int, kind: str) -> None:
    (answer,) = ask(one_key(team), generate())
    assert (answer.status_code, answer.json()["error"]["type"]) == (status, kind)


def test_a_block_refuses_the_balance_and_a_missing_card_does_not() -> None:
    (blocked,) = ask(one_key(Team(blocked=True)), ("GET", "/v1/credits", {"headers": bearer(KEY)}))
    (cardless,) = ask(one_key(Team(tier="free", card=False)), ("GET", "/v1/credits", {"headers": bearer(KEY)}))
    assert (blocked.status_code, cardless.status_code) == (403, 200)


def test_a_token_is_known_until_it_expires() -> None:
    fresh, old = Token(Team()), Token(Team(), project="prj_FAKEold", age_s=9000)
    answers = ask(
        Gateway(tokens=(fresh, old)),
        ("GET", "/v1/credits", {"headers": bearer(fresh.jwt())}),
        ("GET", "/v1/credits", {"headers": bearer(old.jwt())}),
    )
    assert [answer.status_code for answer in answers] == [200, 401]


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


def test_a_served_generation_has_a_record_and_a_refused_one_has_none() -> None:
    (served,) = ask(one_key(Team()), generate())
    gen = served.json()["providerMetadata"]["gateway"]["generationId"]
    again, record = ask(
        one_key(Team()), generate(), ("GET", "/v1/generation", {"params": {"id": gen}, "headers": bearer(KEY)})
    )
    assert record.json()["data"]["is_byok"] is False
    (missing,) = ask(one_key(Team()), ("GET", "/v1/generation", {"params": {"id": "gen_none"}, "headers": bearer(KEY)}))
    assert (again.status_code, missing.status_code) == (200, 404)


def test_a_rule_counts_and_draws_lots_by_its_seed() -> None:
    counted = one_key(Team(), rules=(Rule(Where("generate"), parts.THROTTLED, first=2, last=3),))
    assert [answer.status_code for answer in ask(counted, *[generate()] * 4)] == [200, 429, 429, 200]

    def drawn(seed: int) -> list[int]:
        by_lot = one_key(Team(), rules=(Rule(Where("generate"), parts.THROTTLED, p=0.5),), seed=seed)
        return [answer.status_code for answer in ask(by_lot, *[generate()] * 40)]

    assert drawn(1) == drawn(1) != drawn(2)
    assert 8 < drawn(1).count(429) < 32


def test_a_rule_can_ask_for_the_headers_of_a_deployment() -> None:
    gateway = one_key(Team(), rules=(Rule(Where("generate", origin=True), parts.BYOK_REFUSAL),))
    method, path, more = generate()
    with_headers = (method, path, {**more, "headers": {**more["headers"], **DEPLOYMENT}})
    assert [answer.status_code for answer in ask(gateway, generate(), with_headers)] == [200, 403]


def test_silence_is_no_answer() -> None:
    with pytest.raises(httpx.RemoteProtocolError):
        ask(one_key(Team(), rules=(Rule(Where("models"), parts.SILENCE),)), ("GET", "/v1/models", {}))


def test_models_may_be_renamed() -> None:
    gateway = one_key(Team(), models=(Model("shop/thing-1", ("azure",)),))
    assert [answer.status_code for answer in ask(gateway, generate("azure/thing-1"), generate())] == [200, 404]


def test_answers_come_at_once() -> None:
    started = time.perf_counter()
    ask(one_key(Team(), rules=(Rule(Where("credits"), passed_on()),)), *[generate()] * 100)
    assert (time.perf_counter() - started) / 100 < 0.02
