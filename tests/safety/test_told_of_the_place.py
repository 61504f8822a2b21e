"""What a place says of itself goes along with each request: it is shown in the form that it should have, or not at all."""

import base64
import json
from dataclasses import replace
from typing import Any

import pytest

from gateway_probe.document import Level
from tests.standin import Answer, Gateway, Rule, Team, Token
from tests.standin.doors import Request
from tests.worlds import parts
from tests.worlds.world import KEY, on_vercel, visit

FOREIGN = "sk-ant-api03-FAKEq7Zr2mXp9LsT4vWn8KbYc3HdJf6GaEu5Ro"
SENT_ALONG = ("VERCEL_ENV", "VERCEL_REGION", "VERCEL_DEPLOYMENT_ID", "VERCEL_PROJECT_ID")


@pytest.mark.parametrize("level", ["public", "private"])
@pytest.mark.parametrize("name", SENT_ALONG)
def test_a_key_in_a_variable_of_the_platform_is_sent_and_not_shown(name: str, level: Level) -> None:
    place = on_vercel(KEY, Token(parts.PAID)).having({name: FOREIGN})
    seen = visit(place, parts.one_team(parts.PAID), level=level)
    assert any(FOREIGN in request.sent for request, _ in seen.asked.exchanges)
    assert FOREIGN[13:] not in seen.document.model_dump_json()


@pytest.mark.parametrize(
    "value", ["anna.beispiel@shop.example", "10.42.77.13", "https://anna.example/v1", "openai/anna"]
)
@pytest.mark.parametrize("name", ["VERCEL_ENV", "VERCEL_TARGET_ENV", "VERCEL_REGION"])
def test_what_is_no_region_and_no_environment_is_not_shown(name: str, value: str) -> None:
    place = on_vercel(KEY, Token(parts.PAID)).having({name: value})
    assert value not in visit(place, parts.one_team(parts.PAID)).document.model_dump_json()


@pytest.mark.parametrize("level", ["public", "private"])
def test_what_a_token_claims_is_held_to_its_form(level: Level) -> None:
    """Any token may lie where one is looked for."""
    of_others: tuple[dict[str, Any], ...] = ({"environment": FOREIGN}, {"project": FOREIGN}, {"team": Team(FOREIGN)})
    for claimed in of_others:
        token = Token(**{"team": parts.PAID, **claimed})
        shown = visit(on_vercel(None, token), Gateway(tokens=(token,)), level=level).document
        assert FOREIGN[13:] not in shown.model_dump_json()


def test_what_the_list_calls_a_model_is_told_by_the_level_alone() -> None:
    def called(_request: Request, ordinary: Answer) -> Answer:
        listed = [{**item, "type": "for-anna-beispiel"} for item in ordinary.body["data"]]
        return replace(ordinary, body={**ordinary.body, "data": listed})

    shown = visit(on_vercel(KEY, Token(parts.PAID)), parts.one_team(parts.PAID, Rule(parts.MODELS, called))).document
    assert "beispiel" not in shown.model_dump_json()
    assert "the app's own request to a model of this kind" in shown.not_tested


@pytest.mark.parametrize("name", ["VERCEL_ENV", "VERCEL_TARGET_ENV", "environment", "plan"])
def test_an_environment_that_is_called_after_somebody_is_not_named_to_everybody(name: str) -> None:
    called = "anna-beispiel"
    token = Token(parts.PAID)
    if name in {"environment", "plan"}:
        place = on_vercel(KEY, token, VERCEL_OIDC_TOKEN=with_claim(token, name, called))
    else:
        place = on_vercel(KEY, token).having({name: called})
    gateway = parts.one_team(parts.PAID)
    assert called not in visit(place, gateway).document.model_dump_json()
    assert called in visit(place, gateway, level="private").document.model_dump_json()


def test_a_provider_that_is_expected_is_named_to_everybody_where_it_is_a_known_one() -> None:
    expected = {"GATEWAY_PROBE_EXPECT_PROVIDER": "anna-beispiel"}
    shown = visit(on_vercel(KEY, Token(parts.PAID)).having(expected), parts.one_team(parts.PAID)).document
    assert "anna-beispiel" not in shown.model_dump_json()
    assert "expected-provider-not-used" in {finding.code for finding in shown.findings}


def with_claim(token: Token, name: str, value: str) -> str:
    """The token with another claim, and with the signature of before, which nobody checks here."""
    head, payload, signature = token.jwt().split(".")
    claims = json.loads(base64.urlsafe_b64decode(payload + "=="))
    changed = base64.urlsafe_b64encode(json.dumps({**claims, name: value}).encode()).decode().rstrip("=")
    return f"{head}.{changed}.{signature}"


def test_what_is_one_is() -> None:
    told = {"VERCEL_ENV": "preview", "VERCEL_TARGET_ENV": "staging", "VERCEL_REGION": "hnd1"}
    shown = visit(on_vercel(KEY, Token(parts.PAID)).having(told), parts.one_team(parts.PAID)).document
    assert (shown.runtime.environment, shown.runtime.target_environment) == ("preview", "staging")
    baseline = shown.baseline
    assert baseline is not None
    assert baseline.request is not None
    assert baseline.request.headers["ai-o11y-region"] == "hnd1"
