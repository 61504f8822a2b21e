"""Laws of the verdict, over documents of real runs."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gateway_probe.causes import judge
from gateway_probe.document import Document, Evidence
from gateway_probe.probe import conclude
from tests.causes.documents import changed, document, index_of, verdict_of

SCENARIOS = [
    "byok-needs-paid-tier",
    "case",
    "key-of-other-team",
    "byok-blocked-at-zero-balance",
    "team-blocked",
    "key-invalid-revoked-or-expired",
    "healthy-byok",
    "byok-azure-deployment-name",
]
SURENESS = {"certain": 0, "likely": 1, "possible": 2}


def pointed_at(tree: Any, pointer: str) -> Any:
    for part in pointer.removeprefix("/").split("/"):
        tree = tree[int(part)] if isinstance(tree, list) else tree[part]
    return tree


@pytest.mark.parametrize("scenario", SCENARIOS)
@pytest.mark.parametrize("level", ["public", "private"])
def test_a_verdict_can_be_computed_again_from_the_document_alone(scenario: str, level: Any) -> None:
    made = conclude(document(scenario), level)
    read = Document.model_validate_json(made.model_dump_json())
    again = judge(read)
    assert (again[0], again[1]) == (made.findings, made.verdict)


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_every_finding_points_at_evidence_that_is_there(scenario: str) -> None:
    made = document(scenario)
    tree = made.model_dump(mode="json")
    for found in made.findings:
        for pointer in found.evidence:
            assert pointed_at(tree, pointer) is not None, (found.code, pointer)
    for cause in made.verdict.ruled_out:
        for pointer in cause.evidence:
            assert pointed_at(tree, pointer) is not None, (cause.code, pointer)


@pytest.mark.parametrize("error_type", ["something_new", None, "BYOK_REQUIRES_PAID_CREDITS", "[unprintable]"])
@pytest.mark.parametrize("status", [400, 401, 403, 418, 429, 451])
def test_an_unknown_refusal_is_never_healthy_and_never_explained(error_type: str | None, status: int) -> None:
    base = document("byok-needs-paid-tier")
    at = f"gateway.checks.{index_of(base, 'baseline')}.response"
    evidence = changed(
        base, **{f"{at}.status": status, f"{at}.error.type": error_type, f"{at}.error.message": None, "experiments": []}
    )
    assert verdict_of(evidence).status == "inconclusive"


# Made when the first example is drawn: collecting the tests runs nothing.
json_documents = st.sampled_from(["healthy-byok", "byok-needs-paid-tier", "case"]).map(
    lambda scenario: document(scenario).model_dump(mode="json")
)


@settings(max_examples=300)
@given(json_documents, st.data())
def test_a_missing_answer_never_turns_into_health(tree: dict[str, Any], data: st.DataObject) -> None:
    """Take the baseline's outcome away, in any way in which a run can be left half-finished."""
    outcome = data.draw(st.sampled_from(["skipped", "timed-out", "errored", "failed", "refused"]))
    keep = data.draw(st.sets(st.sampled_from([check["id"] for check in tree["gateway"]["checks"]])))
    checks = [
        {
            **check,
            "outcome": outcome,
            "response": None,
            "routing": None,
            "reason": {"code": "time-budget", "text": "ended"},
        }
        if check["id"] == "baseline"
        else check
        for check in tree["gateway"]["checks"]
        if check["id"] in keep
    ]
    experiments = tree["experiments"][: data.draw(st.integers(0, len(tree["experiments"])))]
    evidence = Evidence.model_validate(
        {**tree, "gateway": {**tree["gateway"], "checks": checks}, "experiments": experiments}
    )
    assert verdict_of(evidence).status not in {"healthy", "degraded"}


@settings(max_examples=150)
@given(st.data())
def test_no_half_of_a_document_breaks_a_rule(data: st.DataObject) -> None:
    """Any optional part may be missing: a rule says nothing then, and never raises."""
    tree = data.draw(json_documents)
    checks = [
        {key: (None if key in dropped else value) for key, value in check.items()}
        for check in tree["gateway"]["checks"]
        for dropped in [
            data.draw(
                st.sets(st.sampled_from(["request", "response", "routing", "timing", "credits", "listing", "reason"]))
            )
        ]
    ]
    variables = [v for v in tree["variables"] if data.draw(st.booleans())]
    evidence = Evidence.model_validate(
        {**tree, "gateway": {**tree["gateway"], "checks": checks}, "variables": variables}
    )
    judge(evidence)


@pytest.mark.parametrize(
    "scenario",
    ["byok-needs-paid-tier", "case", "key-of-other-team", "provider-route-down-for-model", "key-is-provider-key"],
)
def test_less_evidence_never_makes_the_same_verdict_surer(scenario: str) -> None:
    """The other way round: evidence that fits the verdict never lowers its confidence."""
    whole = document(scenario)
    for leave_out in range(len(whole.experiments)):
        kept = [e.model_dump(mode="json") for at, e in enumerate(whole.experiments) if at != leave_out]
        less = verdict_of(changed(whole, experiments=kept))
        if less.code == whole.verdict.code:
            assert SURENESS[less.confidence] >= SURENESS[whole.verdict.confidence]


def renamed(tree: Any, names: dict[str, str]) -> Any:
    if isinstance(tree, dict):
        return {key: renamed(value, names) for key, value in tree.items()}
    if isinstance(tree, list):
        return [renamed(item, names) for item in tree]
    if isinstance(tree, str):
        for old, new in names.items():
            tree = tree.replace(old, new)
    return tree


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_renaming_models_teams_and_keys_changes_no_verdict(scenario: str) -> None:
    made = document(scenario)
    names = {"azure/gpt-5.4-mini": "other/some-model", "openai/gpt-5.4-mini": "maker/some-model", "fp1:": "fp1:"}
    tree = renamed(made.model_dump(mode="json"), names)
    for at, variable in enumerate(tree["variables"]):
        if variable["fingerprint"]:
            tree["variables"][at]["fingerprint"] = "fp1:" + "0" * 12
    other = verdict_of(Evidence.model_validate(tree))
    assert (other.status, other.code, other.confidence) == (
        made.verdict.status,
        made.verdict.code,
        made.verdict.confidence,
    )
    assert [a.code for a in other.alternatives] == [a.code for a in made.verdict.alternatives]
