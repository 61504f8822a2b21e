"""`--client all`: each client that a place is set up for is asked as, and none changes what is said of the first."""

import pytest

from gateway_probe.document import Document
from tests.standin import Gateway, Key, Team, Token
from tests.worlds import parts
from tests.worlds.world import KEY, OTHER_KEY, REVOKED_KEY, on_laptop, visit

BASE = "https://ai-gateway.vercel.sh"
GATEWAY = Gateway(
    (Key(KEY, parts.PAID), Key(OTHER_KEY, parts.FREE_WITH_BYOK), Key(REVOKED_KEY, Team(), revoked=True)),
    (Token(parts.PAID),),
)
KEYS = {"good": KEY, "free": OTHER_KEY, "revoked": REVOKED_KEY, "of a provider": "sk-proj-FAKE" + "d" * 40}


def document(first: str, second: str, client: str = "all") -> Document:
    """A laptop whose AI SDK has the first key and whose OpenAI client the second."""
    openai = {"OPENAI_API_KEY": KEYS[second], "OPENAI_BASE_URL": f"{BASE}/v1"}
    return visit(on_laptop(KEYS[first]).having({**openai, "GATEWAY_PROBE_CLIENT": client}), GATEWAY).document


def told(of: Document) -> tuple[str, str, str]:
    return of.verdict.status, of.verdict.code, of.verdict.confidence


@pytest.mark.parametrize("second", KEYS)
@pytest.mark.parametrize("first", ["free", "revoked"])
def test_what_is_wrong_with_the_first_stays_what_it_is(first: str, second: str) -> None:
    both = document(first, second)
    assert told(both)[:2] == told(document(first, second, "auto"))[:2]
    assert told(both) == told(document(first, first))
    found = {finding.code: finding for finding in both.findings}
    assert ("other-client-served" in found) == (second == "good")
    if second == "good":
        assert found["other-client-served"].severity == "info"


@pytest.mark.parametrize("second", ["free", "revoked", "of a provider"])
def test_another_client_that_is_not_served_is_named_with_the_way_to_its_cause(second: str) -> None:
    verdict = document("good", second).verdict
    assert (verdict.status, verdict.code, verdict.confidence) == ("degraded", "other-client-not-served", "likely")
    assert "OpenAI" in verdict.summary
    assert "gateway-probe run --client openai" in {step.command for step in verdict.next_steps}


def test_two_that_are_served_are_healthy_and_both_named() -> None:
    both = document("good", "good")
    assert told(both) == ("healthy", "healthy", "certain")
    assert both.probe.client is not None
    assert [seen.client for seen in both.probe.client.set_ups] == ["ai-sdk-7", "openai"]
    assert {item.changed["client"]: item.effect for item in both.experiments if item.factor == "client"} == {
        "openai": "same"
    }


def test_without_a_name_both_are_named_and_what_is_said_of_the_first_stays_but_that_it_is_sure() -> None:
    """Which of them the app uses cannot be seen, and they come out differently."""
    auto = document("good", "revoked", "auto")
    assert auto.probe.client is not None
    assert auto.probe.client.name == "ai-sdk-7"
    assert [seen.client for seen in auto.probe.client.set_ups] == ["ai-sdk-7", "openai"]
    assert told(auto) == ("healthy", "healthy", "likely")
    found = {finding.code: finding.severity for finding in auto.findings}
    assert found["other-client-not-served"] == "info"


def test_a_client_that_was_told_from_its_variables_is_named_beside_the_other() -> None:
    anthropic = {"ANTHROPIC_API_KEY": KEY, "ANTHROPIC_BASE_URL": f"{BASE}/v1"}
    openai = {"OPENAI_API_KEY": OTHER_KEY, "OPENAI_BASE_URL": f"{BASE}/v1"}
    found = {item.code: item for item in visit(on_laptop().having({**openai, **anthropic}), GATEWAY).document.findings}
    assert "Anthropic provider of the AI SDK is set up here too" in found["client-was-inferred"].explanation
