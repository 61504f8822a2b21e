"""Where an admitted request goes, and what the gateway says of it."""

import pytest

from gateway_simulator import serve
from tests.simulator.small_world import CANONICAL, MODEL, attempts, gateway, generate, world

BYOK = "[teams.acme.byok.azure]\n"


@pytest.mark.parametrize(
    ("model", "resolved", "others"), [(MODEL, "azure", ["openai"]), (CANONICAL, "openai", ["azure"])]
)
def test_the_creators_place_may_hold_a_provider(model: str, resolved: str, others: list[str]) -> None:
    with serve(world()) as simulator:
        routing = gateway(generate(simulator, model))["routing"]
    assert (routing["originalModelId"], routing["canonicalSlug"]) == (model, CANONICAL)
    assert (routing["resolvedProvider"], routing["fallbacksAvailable"]) == (resolved, others)
    assert routing["finalProvider"] == resolved


def test_own_credentials_come_first_and_cost_no_credits() -> None:
    with serve(world(team=BYOK)) as simulator:
        # Asked for by its creator's name, OpenAI would come first; the stored credential moves Azure ahead.
        response = generate(simulator, CANONICAL)
    assert attempts(response) == [("azure", "byok", 200)]
    assert gateway(response)["cost"] == "0"
    assert gateway(response)["routing"]["planningReasoning"].endswith(
        "Total execution order: azure(byok) → openai(system) → azure(system)"
    )


@pytest.mark.parametrize(
    ("outcome", "status"),
    [
        ("wrong-key", 401),
        ("deployment-not-found", 404),
        ("rate-limited", 429),
        ("out-of-funds", 402),
        ("malformed", None),
        ("resource-name-is-url", None),
        ("region-refused", 403),
    ],
)
def test_a_failing_own_credential_is_silently_replaced_by_the_systems(outcome: str, status: int | None) -> None:
    with serve(world(team=f'{BYOK}outcome = "{outcome}"')) as simulator:
        response = generate(simulator)
    assert response.status_code == 200
    assert attempts(response) == [("azure", "byok", status), ("azure", "system", 200)]
    first = gateway(response)["routing"]["modelAttempts"][0]["providerAttempts"][0]
    assert first["error"]
    assert gateway(response)["cost"] != "0"


@pytest.mark.parametrize(("outcome", "status"), [("wrong-key", 401), ("deployment-not-found", 404), ("malformed", 500)])
def test_without_system_credentials_the_providers_refusal_is_passed_on(outcome: str, status: int) -> None:
    rest = f'[models."{CANONICAL}"]\nproviders = ["azure"]\nown_only = ["azure"]'
    with serve(world(rest, team=f'{BYOK}outcome = "{outcome}"')) as simulator:
        response = generate(simulator)
    assert (response.status_code, response.json()["error"]["type"]) == (status, "AI_APICallError")
    assert len(attempts(response)) == 1
    assert "finalProvider" not in gateway(response)["routing"]


def test_credentials_of_the_request_replace_the_stored_ones() -> None:
    own = {"byok": {"azure": [{"apiKey": "FAKE", "resourceName": "fake"}]}}
    other = {"byok": {"bedrock": [{"accessKeyId": "FAKE", "secretAccessKey": "FAKE"}]}}
    with serve(world(team=f'{BYOK}outcome = "wrong-key"')) as simulator:
        assert attempts(generate(simulator, options=own)) == [("azure", "byok", 200)]
        assert attempts(generate(simulator, options=other)) == [("azure", "system", 200)]


def test_only_restricts_and_order_merely_ranks() -> None:
    rest = f'[models."{CANONICAL}"]\nproviders = ["openai", "azure"]\ndown = ["azure"]'
    with serve(world(rest)) as simulator:
        ranked = generate(simulator, CANONICAL, options={"order": ["azure"]})
        restricted = generate(simulator, CANONICAL, options={"only": ["azure"]})
    assert attempts(ranked) == [("azure", "system", 503), ("openai", "system", 200)]
    assert (restricted.status_code, attempts(restricted)) == (503, [("azure", "system", 503)])


def test_the_teams_allowlist_restricts_like_only() -> None:
    with serve(world(team='allowed_providers = ["openai"]')) as simulator:
        assert attempts(generate(simulator)) == [("openai", "system", 200)]


@pytest.mark.parametrize(("marked", "credential"), [("", "system"), ("zdr = true", "byok")])
@pytest.mark.parametrize("by_team", [True, False])
def test_zero_data_retention_skips_own_credentials_that_are_not_marked(
    marked: str, credential: str, by_team: bool
) -> None:
    setting = "zero_data_retention = true\n" if by_team else ""
    with serve(world(team=f"{setting}{BYOK}{marked}")) as simulator:
        response = generate(simulator, options=None if by_team else {"zeroDataRetention": True})
    assert attempts(response) == [("azure", credential, 200)]
    assert gateway(response)["enabledZeroDataRetention"] is True


def test_no_provider_left_is_said_with_a_plain_string_for_an_error() -> None:
    rest = f'[models."{CANONICAL}"]\nproviders = ["azure"]\nown_only = ["azure"]'
    with serve(world(rest, team=BYOK)) as simulator:
        response = generate(simulator, options={"zeroDataRetention": True})
    body = response.json()
    assert response.status_code == body["statusCode"] == 400
    assert (type(body["error"]), body["type"]) == (str, "no_providers_available")


def test_a_fallback_model_is_tried_when_every_provider_has_failed() -> None:
    rest = f'[models."{CANONICAL}"]\nproviders = ["openai", "azure"]\ndown = ["azure"]\nlimited = ["openai"]'
    options = {"models": ["openai/nobody", "google/imagen-4", "mistral/mistral-small"]}
    with serve(world(rest)) as simulator:
        response = generate(simulator, options=options)
    routing = gateway(response)["routing"]
    assert attempts(response) == [("azure", "system", 503), ("openai", "system", 429), ("mistral", "system", 200)]
    assert [(m["canonicalSlug"], m["success"]) for m in routing["modelAttempts"]] == [
        (CANONICAL, False),
        ("mistral/mistral-small", True),
    ]
    assert (routing["modelAttemptCount"], routing["totalProviderAttemptCount"]) == (2, 3)
    assert (routing["canonicalSlug"], routing["finalProvider"]) == (CANONICAL, "mistral")
    assert response.json()["response"]["modelId"] == "mistral/mistral-small"


def test_no_fallback_is_tried_when_the_model_itself_answers() -> None:
    with serve(world()) as simulator:
        routing = gateway(generate(simulator, options={"models": ["mistral/mistral-small"]}))["routing"]
    assert routing["modelAttemptCount"] == 1


def test_a_routing_rule_passes_the_request_on_to_a_fallback_it_does_not_deny() -> None:
    denied = f'denied_models = ["{CANONICAL}"]'
    with serve(world(team=denied)) as simulator:
        refused = generate(simulator, options={"models": [MODEL]})
        served = generate(simulator, options={"models": ["mistral/mistral-small"]})
    assert refused.json()["error"]["param"] == {"ruleId": "rule_FAKE01"}
    assert attempts(served) == [("mistral", "system", 200)]


@pytest.mark.parametrize("options", [{"only": "azure"}, {"order": 1}, {"models": [1, None]}, {"byok": []}])
def test_options_of_a_wrong_form_are_ignored(options: dict[str, object]) -> None:
    with serve(world()) as simulator:
        assert generate(simulator, options=options).status_code == 200


def test_times_of_attempts_never_overlap() -> None:
    with serve(world(team=f'{BYOK}outcome = "wrong-key"')) as simulator:
        first, second = gateway(generate(simulator))["routing"]["modelAttempts"][0]["providerAttempts"]
    assert first["startTime"] < first["endTime"] <= second["startTime"] < second["endTime"]
