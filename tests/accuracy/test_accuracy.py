"""The bar of the verdict, over every scenario: right at the top, never sure and wrong, and cheap."""

import pytest

from gateway_probe.causes import CAUSES
from gateway_probe.simulator import load_scenario, scenario_names
from tests.accuracy.measure import Expectation, Result, expectations, measure, report

EXPECTATIONS = expectations()


@pytest.fixture(scope="module")
def results() -> dict[tuple[str, str], Result]:
    found = list(measure(EXPECTATIONS))
    print(report(found))
    return {(r.expected.scenario, r.expected.place): r for r in found}


def test_every_place_of_every_scenario_has_an_expectation() -> None:
    places = {(name, place) for name in scenario_names() for place in load_scenario(name).places}
    assert {(e.scenario, e.place) for e in EXPECTATIONS} == places


@pytest.mark.parametrize("expected", EXPECTATIONS, ids=lambda e: f"{e.scenario}-{e.place}")
def test_the_verdict_is_the_expected_one(expected: Expectation, results: dict[tuple[str, str], Result]) -> None:
    result = results[expected.scenario, expected.place]
    verdict = result.document.verdict
    assert (verdict.status, verdict.code, verdict.confidence) == (expected.status, expected.code, expected.confidence)
    assert {other.code for other in verdict.alternatives} == set(expected.alternatives)
    assert result.cause_named
    assert not result.certainly_wrong


def test_a_served_baseline_costs_two_generations_and_a_failing_one_fourteen_at_most(
    results: dict[tuple[str, str], Result],
) -> None:
    for result in results.values():
        limit = 2 if result.document.verdict.status in {"healthy", "degraded"} else 14
        assert result.document.probe.generations <= limit, result.expected
        assert max((e.round for e in result.document.experiments), default=0) <= 3


def test_every_alternative_says_what_would_decide(results: dict[tuple[str, str], Result]) -> None:
    for result in results.values():
        for other in result.document.verdict.alternatives:
            assert other.decided_by
            assert other.code in CAUSES


def test_every_cause_that_a_run_can_name_has_a_scenario(results: dict[tuple[str, str], Result]) -> None:
    """Codes without one need what loopback cannot play; each is named here with the reason."""
    elsewhere = {
        "dns-failure",  # tests/test_probe_faults.py, by a name that does not resolve
        "connect-timeout",  # tests/findings/test_rules.py: no address on this machine swallows packets
        "client-does-not-see-token",  # tests/clients: these need other clients
        "client-was-inferred",
        # tests/worlds plays these on the second stand-in of the gateway
        "another-model-served",
        "base-url-not-set",
        "base-url-wrong-path",
        "byok-credential-refused",
        "client-resolves-another-credential",
        "comes-and-goes",
        "dependency-not-available",
        "deployment-token-refused",
        "edge-answers-with-error",
        "expected-credential-not-used",
        "expected-key-absent",
        "expected-provider-not-used",
        "expected-team-differs",
        "experiment-flips-while-served",
        "firewall-blocks-gateway",
        "not-the-gateway",
        "plain-answer-refused",
        "provider-overloaded-or-slow",
        "refusal-depends-on-auth-header",
        "refusal-depends-on-named-team",
        "served-empty",
        "shell-key-shadows-file",
        "stored-credential-decides",
        "stream-broken",
        "stream-refused",
        "card-not-accepted",  # an alternative only: nothing tells it from a blocked team
        "key-older-than-billing-change",  # an alternative only: nothing but a new key would show it
        "free-credit-used-up",  # an alternative only: nothing tells it from an empty balance
        "different-key-same-length",  # tests/findings/test_rules.py: needs GATEWAY_PROBE_EXPECT_KEY
        "key-too-long",  # tests/test_probe_faults.py: a scenario file is no place for 100 kB
        "local-env-file-not-loaded",  # tests/findings/test_rules.py: needs an env file
        "provider-env-diverts-routing",  # tests/findings/test_rules.py: an observation only
    }
    found = {finding.code for result in results.values() for finding in result.document.findings}
    assert set(CAUSES) - found == elsewhere
