"""Who is refused, in which order, and in which shape."""

import re
from typing import Any

import pytest

from gateway_simulator import serve
from gateway_simulator.provider_choice import Target
from gateway_simulator.refusals import Refused, admit
from gateway_simulator.world import ByokCredential, Team
from tests.simulator.small_world import CANONICAL, MODEL, error, gateway, generate, look, world

PAID_MODEL = "openai/gpt-5.4"

# From the first refusal to the last: each line is what the next one no longer suffers from.
ORDER: list[tuple[str, dict[str, Any]]] = [
    ("access_denied", {"blocked": False}),
    ("customer_verification_required", {"card_on_file": True}),
    ("insufficient_funds", {"balance": "3.79"}),
    ("quota_for_entity_exceeded", {"budget_exceeded": False}),
    ("forbidden", {"denied_models": []}),
    ("no_providers_available", {"allowed_providers": None}),
    ("byok_requires_paid_credits", {"byok": {}}),
    ("no_providers_available", {"tier": "paid"}),
]


def test_refusals_come_in_the_gateways_order() -> None:
    team = Team(
        slug="fake", tier="free", blocked=True, card_on_file=False, balance="0", budget_exceeded=True,
        rate_limited=True, allowed_providers=[], denied_models=[PAID_MODEL], byok={"azure": ByokCredential()},
    )  # fmt: skip
    scenario = world()
    met = []
    for _, cure in ORDER:
        outcome = admit(scenario, team, "azure/gpt-5.4", {})
        met.append(outcome.type if isinstance(outcome, Refused) else "admitted")
        # An empty allowlist leaves no provider, hence no BYOK to refuse.
        team = team.model_copy(update=cure)
    assert met == [kind for kind, _ in ORDER]
    assert isinstance(admit(scenario, team, "azure/gpt-5.4", {}), Target)


def test_a_filter_that_matches_nothing_comes_after_money_and_before_the_rules() -> None:
    team = Team(slug="fake", denied_models=[CANONICAL])
    nothing = {"only": ["bedrock"]}
    broke = admit(world(), team.model_copy(update={"balance": "0"}), MODEL, nothing)
    filtered = admit(world(), team, MODEL, nothing)
    ruled = admit(world(), team, MODEL, {})
    assert [no.status for no in (broke, filtered, ruled) if isinstance(no, Refused)] == [402, 400, 403]
    assert isinstance(filtered, Refused)
    assert filtered.message == "No allowed providers available. Available providers are: azure, openai"


def test_the_free_tier_rate_limit_comes_last() -> None:
    team = Team(slug="fake", tier="free", rate_limited=True, byok={"azure": ByokCredential()})
    gated = admit(world(), team, MODEL, {})
    limited = admit(world(), team.model_copy(update={"byok": {}}), MODEL, {})
    assert isinstance(gated, Refused)
    assert isinstance(limited, Refused)
    assert (gated.type, limited.type) == ("byok_requires_paid_credits", "rate_limit_exceeded")


def test_the_paid_tier_has_no_rate_limit_of_the_gateway() -> None:
    assert isinstance(admit(world(), Team(slug="fake", rate_limited=True), MODEL, {}), Target)


@pytest.mark.parametrize("credential", [None, "UNKNOWN", "REVOKED", "EXPIRED", "OIDC_EXPIRED", "OIDC_FOREIGN"])
def test_every_bad_credential_gets_the_same_401(credential: str | None) -> None:
    with serve(world()) as simulator:
        responses = [
            look(simulator, "/v1/credits", credential),
            look(simulator, "/v4/ai/config", credential),
            look(simulator, "/v1/generation?id=gen_x", credential),
            generate(simulator, credential=credential),
            # The body is not looked at before the credential.
            generate(simulator, credential=credential, body=["no object"]),
        ]
    assert {error(response) for response in responses} == {(401, "authentication_error")}
    assert len({response.text for response in responses}) == 1


@pytest.mark.parametrize("header", ["", "Bearer", "Basic vck_x", 'Bearer "vck_x"', "vck_x", "Bearer a.b.c"])
def test_a_malformed_authorization_is_a_401(header: str) -> None:
    with serve(world()) as simulator:
        response = generate(simulator, credential=None, headers={"authorization": header})
    assert error(response) == (401, "authentication_error")


@pytest.mark.parametrize("form", ["{key}", "Basic {key}", 'Bearer "{key}"', "Bearer x{key}"])
def test_a_good_key_in_a_wrong_form_is_a_401(form: str) -> None:
    with serve(world()) as simulator:
        key = simulator.place("local").env["AI_GATEWAY_API_KEY"]
        response = generate(simulator, credential=None, headers={"authorization": form.format(key=key)})
    assert error(response) == (401, "authentication_error")


@pytest.mark.parametrize("body", [["no object"], {}, {"prompt": "no list"}, "text"])
def test_a_bad_body_is_refused_before_a_team_block(body: object) -> None:
    """Its `param` is the validator's list of issues."""
    with serve(world(team="blocked = true")) as simulator:
        response = generate(simulator, body=body)
    assert error(response) == (400, "invalid_request_error")
    assert [issue["path"] for issue in response.json()["error"]["param"]] == [["prompt"]]
    assert "providerMetadata" not in response.json()


def test_a_blocked_team_is_refused_everywhere_with_one_body() -> None:
    with serve(world(team="blocked = true")) as simulator:
        paths = ("/v1/credits", "/v4/ai/config", "/v1/generation?id=gen_x")
        responses = [generate(simulator), *(look(simulator, path) for path in paths)]
        public = look(simulator, "/v1/models", None)
    assert {(error(r), r.json()["error"]["message"]) for r in responses} == {((403, "access_denied"), "Forbidden.")}
    assert public.status_code == 200


@pytest.mark.parametrize(
    "team", ["card_on_file = false", 'balance = "0"', 'balance = "-0.01"', "budget_exceeded = true"]
)
def test_money_does_not_stop_the_credits_call(team: str) -> None:
    with serve(world(team=team)) as simulator:
        assert look(simulator, "/v1/credits").status_code == 200
        assert generate(simulator).status_code in {402, 403}


@pytest.mark.parametrize("team", ["blocked = true", "card_on_file = false", 'balance = "0"', "budget_exceeded = true"])
def test_early_refusals_have_neither_routing_nor_generation_id(team: str) -> None:
    with serve(world(team=team)) as simulator:
        assert set(generate(simulator).json()) == {"error"}


@pytest.mark.parametrize(
    ("model", "team", "status", "name"),
    [
        ("openai/text-embedding-3-small", "", 400, "ModelTypeMismatchError"),
        (MODEL, 'allowed_providers = ["bedrock"]', 403, "RestrictedProvidersError"),
        (PAID_MODEL, 'tier = "free"', 403, "RestrictedModelsError"),
    ],
)
def test_refusals_with_a_class_name_repeat_themselves_in_param(model: str, team: str, status: int, name: str) -> None:
    with serve(world(team=team)) as simulator:
        response = generate(simulator, model)
    said = response.json()["error"]
    assert said["param"] == {"name": name, "type": said["type"], "statusCode": status, "message": said["message"]}
    assert response.status_code == status


@pytest.mark.parametrize(
    ("model", "team"),
    [
        (MODEL, 'tier = "free"\n[teams.acme.byok.azure]'),
        ("azure/gpt-5.4", 'tier = "free"'),
        (MODEL, 'denied_models = ["openai/gpt-5.4-mini"]'),
        (MODEL, 'allowed_providers = ["bedrock"]'),
        (MODEL, 'tier = "free"\nrate_limited = true'),
    ],
)
def test_refusals_after_the_model_look_up_have_the_bare_routing_of_the_seed(model: str, team: str) -> None:
    """No planning and no final provider; the id of the generation is only under providerMetadata."""
    with serve(world(team=team)) as simulator:
        response = generate(simulator, model)
    slug = f"openai/{model.partition('/')[2]}"
    assert gateway(response)["routing"] == {
        "originalModelId": model,
        "resolvedProvider": "azure",
        "fallbacksAvailable": ["openai"],
        "canonicalSlug": slug,
        "modelAttemptCount": 1,
        "modelAttempts": [{"canonicalSlug": slug, "success": False, "providerAttemptCount": 0, "providerAttempts": []}],
        "totalProviderAttemptCount": 0,
    }
    assert re.fullmatch(r"gen_\w{26}", gateway(response)["generationId"])
    assert "generationId" not in response.json()


@pytest.mark.parametrize("model", ["openai/gpt-0", "gpt-5.4-mini", "bedrock/gpt-5.4-mini", "openai/", "/"])
def test_an_unknown_model_is_named_in_param(model: str) -> None:
    with serve(world()) as simulator:
        response = generate(simulator, model)
    assert error(response) == (404, "model_not_found")
    assert response.json()["error"]["param"] == {"modelId": model}


@pytest.mark.parametrize("options", [None, {"byok": {"azure": [{"apiKey": "FAKE", "resourceName": "fake"}]}}])
def test_byok_on_the_free_tier_is_refused_however_the_credential_came(options: dict[str, object] | None) -> None:
    team = 'tier = "free"' + ("" if options else "\n[teams.acme.byok.azure]")
    with serve(world(team=team)) as simulator:
        assert error(generate(simulator, options=options)) == (403, "byok_requires_paid_credits")


@pytest.mark.parametrize(
    ("byok", "options"),
    [
        ("[teams.acme.byok.azure]\nenabled = false", None),
        ("[teams.acme.byok.bedrock]", None),
        ("[teams.acme.byok.azure]", {"only": ["openai"]}),
        ("[teams.acme.byok.azure]", {"zeroDataRetention": True}),
    ],
)
def test_the_free_tier_is_served_where_no_own_credential_would_be_used(
    byok: str, options: dict[str, object] | None
) -> None:
    with serve(world(team=f'tier = "free"\n{byok}')) as simulator:
        assert generate(simulator, options=options).status_code == 200


def test_zero_balance_is_a_402_although_byok_would_serve() -> None:
    with serve(world(team='tier = "free"\nbalance = "0.00"\n[teams.acme.byok.azure]')) as simulator:
        assert error(generate(simulator)) == (402, "insufficient_funds")
