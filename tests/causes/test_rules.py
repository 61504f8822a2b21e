"""Rules that no scenario on loopback can reach, and the non-faults that never fire."""

import re

import pytest

from gateway_probe.causes import CAUSES, Cause
from gateway_probe.causes.reading import Reading
from tests.causes.documents import changed, document, finding, index_of, variable_of, verdict_of

HARMFUL = re.compile(r"\b(rm|remove|delete|deploy|buy|--yes|--force|-y)\b")


@pytest.mark.parametrize("cause", CAUSES.values(), ids=lambda cause: cause.code)
def test_a_cause_declares_all_that_a_person_needs(cause: Cause[Reading]) -> None:
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", cause.code)
    assert cause.assess.__name__ == cause.code.replace("-", "_"), "the function is named like its code"
    assert cause.title
    assert cause.meaning.endswith(".")
    assert cause.next_steps
    assert cause.sources
    assert cause.beside <= set(CAUSES)
    for item in cause.next_steps:
        harmful = item.command and HARMFUL.search(item.command)
        assert not harmful or "spends money" in item.text, "a copyable command must not destroy or publish"


@pytest.mark.parametrize(("broken", "code"), [("connect", "connect-timeout"), ("resolve", "dns-failure")])
def test_what_is_waited_for_in_vain(broken: str, code: str) -> None:
    """A connection, or a name server that is silent: one that had less time than it takes was perhaps only slow."""
    base = document("gateway-unreachable")
    reason = {"code": f"{broken}-timeout", "text": "nothing came within 8.0 s"}
    paths = {
        f"gateway.checks.{index_of(base, name)}.reason": reason for name in ("models", "credits-control", "baseline")
    }
    patient = {"probe.time_budget_s": 25.0}
    verdict = verdict_of(changed(base, **paths, **patient))
    assert (verdict.code, verdict.confidence) == (code, "certain")
    hasty = verdict_of(changed(base, **paths, **{"probe.time_budget_s": 2.0}))
    assert (hasty.code, hasty.confidence) == (code, "likely")


def test_an_answer_that_was_cut_is_no_error_of_the_gateway() -> None:
    """A status of success is no error that a person could look for."""
    base = document("byok-needs-paid-tier")
    at = f"gateway.checks.{index_of(base, 'baseline')}"
    cut = {"answer": "none", "outcome": "errored", "reason": {"code": "read-reset", "text": "cut"}}
    emptied = {f"{at}.{name}": value for name, value in cut.items()}
    assert verdict_of(changed(base, **emptied, **{f"{at}.response.error": None})).your_error is not None
    kept = {f"{at}.response.error": None, f"{at}.response.status": 200}
    assert verdict_of(changed(base, **emptied, **kept)).your_error is None


def test_another_key_than_expected() -> None:
    base = document("healthy-byok")
    verdict = verdict_of(changed(base, **{"probe.expected_key": "differs"}))
    assert (verdict.status, verdict.code) == ("degraded", "different-key-same-length")
    assert verdict_of(changed(base, **{"probe.expected_key": "matches"})).status == "healthy"


def test_a_key_from_an_env_file_is_a_remark_and_no_trouble() -> None:
    base = document("healthy-byok", "local")
    evidence = changed(base, **{f"variables.{variable_of(base, 'AI_GATEWAY_API_KEY')}.origin": "env-file"})
    assert finding(evidence, "local-env-file-not-loaded") is not None
    assert verdict_of(evidence).status == "healthy"


@pytest.mark.parametrize(("origin", "confidence"), [("env-file", "likely"), ("process", "certain")])
def test_a_reference_in_an_env_file_may_be_replaced_by_whoever_loads_it(origin: str, confidence: str) -> None:
    """Next.js expands `$NAME` there; in a process's own variables nothing does any more."""
    base = document("key-redacted-placeholder", "local")
    at = f"variables.{variable_of(base, 'AI_GATEWAY_API_KEY')}"
    evidence = changed(base, **{f"{at}.origin": origin, f"{at}.defects.0.kind": "unexpanded-reference"})
    verdict = verdict_of(evidence)
    assert (verdict.code, verdict.confidence) == ("key-redacted-placeholder", confidence)
    assert ("Next.js" in verdict.summary) is (origin == "env-file")


@pytest.mark.parametrize("scenario", ["expected-provider-not-used", "expected-credential-not-used"])
def test_an_expectation_is_held_against_the_plain_answer_where_no_stream_was_asked_for(scenario: str) -> None:
    evidence = changed(document(scenario), experiments=[])
    assert verdict_of(evidence).code == scenario
    assert finding(evidence, "probe-fault") is None


@pytest.mark.parametrize(("shape", "told"), [("empty", True), ("anthropic-key", True), ("gateway-key", False)])
def test_a_provider_key_is_a_remark_where_the_gateway_serves(shape: str, told: bool) -> None:
    base = document("healthy-byok")
    at = f"variables.{variable_of(base, 'ANTHROPIC_API_KEY')}"
    evidence = changed(base, **{f"{at}.present": True, f"{at}.shape": shape, f"{at}.length": 0})
    assert (finding(evidence, "provider-env-diverts-routing") is not None) is told
    assert verdict_of(evidence).status == "healthy"


@pytest.mark.parametrize("place", ["local", "production"])
def test_a_token_that_is_served_has_not_expired_whatever_time_an_answer_tells(place: str) -> None:
    evidence = changed(document("healthy-oidc", place), **{"runtime.clock_offset_ms": -24 * 3600 * 1000})
    found = finding(evidence, "clock-skew")
    assert found is not None
    assert (found.confidence, "has expired" in found.explanation) == ("likely", False)


def test_an_oidc_variable_that_is_absent_on_vercel_is_no_finding() -> None:
    """B1: in a function the token comes in the request header, and the variable is normally absent."""
    made = document("healthy-oidc")
    states = {token.source: token.state for token in made.identity.tokens}
    assert (states["header"], states["environment"]) == ("present", "absent")
    assert made.findings == []


def test_a_provider_in_front_of_the_model_is_no_finding() -> None:
    """E13: azure/… resolves to openai/…, and that is no error."""
    made = document("healthy-byok")
    baseline = made.gateway.checks[index_of(made, "baseline")]
    assert baseline.routing is not None
    assert (baseline.routing.original_model, baseline.routing.canonical_slug) == (
        "azure/gpt-5.4-mini",
        "openai/gpt-5.4-mini",
    )
    assert made.findings == []


def test_a_newline_is_called_a_cause_for_python_clients_alone() -> None:
    made = document("key-trailing-newline")
    found = next(f for f in made.findings if f.code == "key-trailing-newline")
    assert made.verdict.status == "degraded"
    assert "Python clients" in found.explanation
    assert made.credential.python_client == "refused"


def test_two_free_teams_are_not_taken_for_certain() -> None:
    """The tier of the key's team is proven, but whether it is the team that was meant is not."""
    verdict = document("two-teams-two-refusals").verdict
    assert verdict.confidence == "likely"
    assert {verdict.code, *(a.code for a in verdict.alternatives)} >= {"key-of-other-team", "byok-needs-paid-tier"}


def test_an_unsteady_baseline_is_no_proof_for_an_origin_rule() -> None:
    base = document("case")
    repeat = next(at for at, e in enumerate(base.experiments) if e.id == "baseline-repeat")
    evidence = changed(
        base,
        **{
            f"experiments.{repeat}.effect": "flips",
            f"experiments.{repeat}.answer": "served",
            f"experiments.{repeat}.outcome": "passed",
        },
    )
    assert verdict_of(evidence).code != "refusal-depends-on-origin"


def test_a_failed_control_takes_away_every_statement_about_the_key() -> None:
    base = document("key-invalid-revoked-or-expired")
    at = f"gateway.checks.{index_of(base, 'credits-control')}"
    evidence = changed(base, **{f"{at}.outcome": "failed", f"{at}.reason": {"code": "control-failed", "text": "x"}})
    assert verdict_of(evidence).code != "key-invalid-revoked-or-expired"
    assert verdict_of(evidence).confidence != "certain"


@pytest.mark.parametrize(
    ("kind", "trust", "variable", "confidence"),
    [
        ("vercel", "public", None, "certain"),
        ("vercel", "public", "HTTPS_PROXY", "certain"),
        ("vercel", "public", "NODE_EXTRA_CA_CERTS", "certain"),
        ("vercel", "others", None, "likely"),
        ("vercel", "unknown", None, "certain"),
        ("vercel", "unknown", "HTTPS_PROXY", "certain"),
        ("vercel", "unknown", "NODE_EXTRA_CA_CERTS", "likely"),
        ("vercel", None, None, "likely"),
        ("loopback", None, "HTTPS_PROXY", "likely"),
        ("other", "public", None, "likely"),
    ],
)
def test_a_key_is_bad_for_certain_where_nobody_on_the_way_can_take_it_out(
    kind: str, trust: str | None, variable: str | None, confidence: str
) -> None:
    """A proxy that is only named reads nothing of an encrypted way, nor does an authority that the probe did not trust;
    an address of somebody else's is read there."""
    base = document("key-revoked", "local")
    paths: dict[str, str | bool | None] = {"gateway.base_url_kind": kind, "gateway.trust": trust}
    if variable is not None:
        paths |= {f"variables.{variable_of(base, variable)}.present": True}
    verdict = verdict_of(changed(base, **paths))
    assert (verdict.code, verdict.confidence) == ("key-invalid-revoked-or-expired", confidence)
    assert ("proxy-or-egress-filter" in {item.code for item in verdict.alternatives}) == (confidence == "likely")
