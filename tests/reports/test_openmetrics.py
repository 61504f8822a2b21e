"""Metrics as Prometheus's own library reads them: every label from a closed set, and nobody's name in any."""

from typing import Any, get_args

import pytest
from prometheus_client.metrics_core import Metric
from prometheus_client.openmetrics.parser import text_string_to_metric_families

from gateway_probe.causes import CAUSES
from gateway_probe.comparison import compare
from gateway_probe.disclosure import Secrets
from gateway_probe.document import Document
from gateway_probe.document.comparison import Comparison
from gateway_probe.document.judgement import Confidence, Severity, Status
from gateway_probe.document.vocabulary import AnswerClass, CheckId
from gateway_probe.register import entries
from gateway_probe.releasing import release
from tests.accuracy.expectations import expectations
from tests.causes.documents import document

CODES = {*CAUSES, *(entry.code for entry in entries("verdict")), "other"}
LABELS: dict[tuple[str, str], set[str]] = {
    ("gateway_probe_verdict", "gateway_probe_verdict"): set(get_args(Status)),
    ("gateway_probe_confidence", "gateway_probe_confidence"): set(get_args(Confidence)),
    ("gateway_probe_code", "code"): CODES,
    ("gateway_probe_findings", "severity"): set(get_args(Severity)),
    ("gateway_probe_check_success", "check"): set(get_args(CheckId)),
    ("gateway_probe_check_duration_seconds", "check"): set(get_args(CheckId)),
    ("gateway_probe_answer", "gateway_probe_answer"): set(get_args(AnswerClass)),
    ("gateway_probe_comparison", "gateway_probe_comparison"): {"same", "different"},
    ("gateway_probe_places", "status"): set(get_args(Status)),
    ("gateway_probe_explanations", "confidence"): set(get_args(Confidence)),
}


def read(subject: Document | Comparison) -> dict[str, Metric]:
    """The metrics by name, as the library reads what leaves the one door."""
    text = release(subject, "openmetrics", Secrets()).content.decode()
    families = list(text_string_to_metric_families(text))  # type: ignore[no-untyped-call]
    assert len({family.name for family in families}) == len(families)
    return {family.name: family for family in families}


def value(families: dict[str, Metric], name: str, **labels: str) -> float:
    (found,) = [sample.value for sample in families[f"gateway_probe_{name}"].samples if sample.labels == labels]
    return float(found)


def changed(found: Document, **verdict: Any) -> Document:
    return found.model_copy(update={"verdict": found.verdict.model_copy(update=verdict)})


def check_labels(families: dict[str, Metric]) -> None:
    for family in families.values():
        for sample in family.samples:
            assert len(sample.labels) <= 1
            for label, said in sample.labels.items():
                assert said in LABELS[family.name, label]


def test_every_scenario_is_read_and_every_label_is_of_a_closed_set() -> None:
    for expected in expectations():
        found = document(expected.scenario, expected.place)
        families = read(found)
        check_labels(families)
        states = {sample.labels["gateway_probe_verdict"]: sample.value for sample in families["gateway_probe_verdict"].samples}  # fmt: skip
        assert states == {status: float(status == found.verdict.status) for status in get_args(Status)}
        assert value(families, "code", code=found.verdict.code) == 1
        assert value(families, "success") == (found.verdict.status == "healthy")
        assert value(families, "generations") == found.probe.generations


def test_a_comparison_is_read_and_names_no_place() -> None:
    compared = compare([("production-of-somebody", document("case")), ("laptop", document("case", "local"))])
    families = read(compared)
    check_labels(families)
    assert value(families, "comparison", gateway_probe_comparison="different") == 1
    assert value(families, "places", status="failing") == value(families, "places", status="healthy") == 1
    assert b"somebody" not in release(compared, "openmetrics", Secrets()).content


@pytest.mark.parametrize("scenario", ["case", "healthy-byok", "key-of-other-team"])
def test_no_identity_is_in_it_at_either_level(scenario: str) -> None:
    """What the private level shows besides are ids and names: with it and without it the metrics are alike."""
    private = document(scenario, level="private")
    shown = release(private, "openmetrics", Secrets()).content.decode()
    public = private.model_copy(update={"runtime": document(scenario).runtime, "identity": document(scenario).identity})
    assert release(public, "openmetrics", Secrets()).content.decode() == shown
    for name in (
        private.probe.model,
        private.runtime.project_id,
        private.runtime.deployment_id,
        private.runtime.region,
    ):
        assert name
        assert name not in shown


@pytest.mark.parametrize(
    "code", ["my-customer-inc", 'x"} 1\ngateway_probe_success 1\n# EOF', "", "Ünïcode", "a" * 200, "healthy "]
)
def test_a_code_that_is_none_is_not_told(code: str) -> None:
    families = read(changed(document("case"), code=code))
    check_labels(families)
    assert value(families, "code", code="other") == 1
    assert value(families, "success") == 0


def test_a_check_that_is_there_twice_is_told_once() -> None:
    found = document("case")
    checks = found.gateway.model_copy(update={"checks": [*found.gateway.checks, *found.gateway.checks]})
    assert read(found.model_copy(update={"gateway": checks})).keys() == read(found).keys()


def test_what_was_not_asked_has_no_sample() -> None:
    families = read(document("key-absent"))
    assert "gateway_probe_answer" not in families
    assert "baseline" not in {sample.labels["check"] for sample in families["gateway_probe_check_success"].samples}
