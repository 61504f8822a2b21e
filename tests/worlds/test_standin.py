"""The stand-in itself keeps to what is known of the gateway: who is refused, in which words, and who is served."""

import httpx
import pytest

from tests.standin import Answer, Credential, Gateway, Model, Rule, Team, Token, Where, fake_key, passed_on
from tests.standin.sdk_client import KEY, ask, bearer, generate, one_key
from tests.worlds import parts

DEPLOYMENT = {"ai-o11y-environment": "production"}


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


def test_own_credentials_decide_nothing_on_a_free_team_where_they_are_not_used() -> None:
    asked = [generate(), generate(only=["openai"]), generate(only=["mistral"]), generate("anthropic/claude-sonnet-4.5")]
    refused, served, filtered, restricted = ask(one_key(parts.FREE_WITH_BYOK), *asked)
    assert refused.json()["error"]["type"] == "byok_requires_paid_credits"
    assert served.status_code == 200
    assert filtered.status_code == 400
    assert restricted.json()["error"]["param"]["name"] == "RestrictedModelsError"


def test_zero_data_retention_leaves_out_credentials_that_are_not_marked_for_it() -> None:
    def used(credential: Credential) -> str:
        (answer,) = ask(
            one_key(Team(stored={"azure": credential})), generate("azure/gpt-5.4-mini", zeroDataRetention=True)
        )
        attempts = answer.json()["providerMetadata"]["gateway"]["routing"]["modelAttempts"][0]["providerAttempts"]
        return str(attempts[0]["credentialType"])

    assert used(Credential()) == "system"
    assert used(Credential(for_zero_retention=True)) == "byok"


def test_a_rule_counts_and_draws_lots_by_its_seed() -> None:
    counted = one_key(Team(), rules=(Rule(Where("generate"), parts.THROTTLED, first=2, last=3),))
    assert [answer.status_code for answer in ask(counted, *[generate()] * 4)] == [200, 429, 429, 200]

    def drawn(seed: int) -> list[int]:
        by_lot = one_key(Team(), rules=(Rule(Where("generate"), parts.THROTTLED, p=0.5),), seed=seed)
        return [answer.status_code for answer in ask(by_lot, *[generate()] * 40)]

    assert drawn(1) == drawn(1) != drawn(2)
    assert 8 < drawn(1).count(429) < 32


def test_a_rule_can_ask_for_the_headers_of_a_deployment() -> None:
    gateway = one_key(Team(), rules=(parts.REFUSES_DEPLOYMENTS,))
    method, path, more = generate()
    with_headers = (method, path, {**more, "headers": {**more["headers"], **DEPLOYMENT}})
    assert [answer.status_code for answer in ask(gateway, generate(), with_headers)] == [200, 403]


def test_silence_is_no_answer() -> None:
    with pytest.raises(httpx.RemoteProtocolError):
        ask(one_key(Team(), rules=(Rule(Where("models"), parts.SILENCE),)), ("GET", "/v1/models", {}))


def test_models_may_be_renamed() -> None:
    gateway = one_key(Team(), models=(Model("shop/thing-1", ("azure",)),))
    assert [answer.status_code for answer in ask(gateway, generate("azure/thing-1"), generate())] == [200, 404]


def test_a_rule_may_hang_on_the_connection() -> None:
    rules = (Rule(Where("generate", node=(2, 1)), Answer(500)), Rule(Where("generate", kept=True), parts.ACCESS_DENIED))
    first, second = ask(one_key(Team(), rules=rules), generate(), generate())
    assert (first.status_code, second.status_code) == (200, 403)


def test_an_answer_may_come_in_chunks_behind_others() -> None:
    rule = Rule(Where("generate"), passed_on(chunked=True, before=(100, 103), hangs_up=True))
    (answer,) = ask(one_key(Team(), rules=(rule,)), generate())
    assert answer.headers["transfer-encoding"] == "chunked"
    assert answer.json()["content"][0]["text"] == "pong"
