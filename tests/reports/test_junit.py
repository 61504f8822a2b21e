"""JUnit XML, as a reader of such files understands it."""

import pytest
from junitparser import Error, Failure, JUnitXml, Skipped, TestCase

from gateway_probe.cli.exit_codes import of_verdict
from gateway_probe.comparison import compare
from gateway_probe.document import Document
from gateway_probe.document.comparison import Comparison
from gateway_probe.reports import render
from gateway_simulator import scenario_names
from tests.causes.documents import document
from tests.reports.test_hostile import HOSTILE, beside_a_real_one, with_everywhere

QUICK = [name for name in scenario_names() if not name.startswith(("gateway-", "slow-"))]


def cases(subject: Document | Comparison) -> list[TestCase]:
    return [case for suite in JUnitXml.fromstring(render(subject, "junit")) for case in suite]


def failed(found: list[TestCase]) -> list[str]:
    return [case.name for case in found if any(isinstance(result, (Failure, Error)) for result in case.result)]


@pytest.mark.parametrize("place", ["local", "production"])
@pytest.mark.parametrize("scenario", QUICK)
def test_it_fails_exactly_where_the_command_does(scenario: str, place: str) -> None:
    found = document(scenario, place)
    assert bool(failed(cases(found))) == bool(of_verdict(found.verdict))


def test_the_counts_are_those_of_the_cases() -> None:
    xml = JUnitXml.fromstring(render(document("case"), "junit"))
    (suite,) = list(xml)
    results = [result for case in suite for result in case.result]
    assert suite.tests == len(list(suite))
    assert suite.failures == sum(isinstance(result, Failure) for result in results) > 0
    assert suite.errors == sum(isinstance(result, Error) for result in results)
    assert suite.skipped == sum(isinstance(result, Skipped) for result in results)
    assert (xml.tests, xml.failures) == (suite.tests, suite.failures)


def test_every_check_finding_and_experiment_is_a_case() -> None:
    found = document("case")
    names = [case.name for case in cases(found)]
    assert len(names) == len(set(names))
    for prefix, items in (("check", found.gateway.checks), ("experiment", found.experiments)):
        for item in items:
            assert f"{prefix} {item.id}" in names
    for finding in found.findings:
        assert f"finding {finding.code}" in names


def test_the_verdict_says_what_to_do() -> None:
    (verdict,) = [case for case in cases(document("case")) if case.name.startswith("verdict ")]
    (result,) = verdict.result
    assert result.message == "failing: refusal-depends-on-origin (certain)"
    step = document("case").verdict.do_now
    assert step is not None
    assert step.text in " ".join(result.text.split())


def test_an_inconclusive_place_is_an_error_and_no_failure() -> None:
    found = next(d for d in map(document, QUICK) if d.verdict.status == "inconclusive")
    (verdict,) = [case for case in cases(found) if case.name.startswith("verdict ")]
    assert isinstance(verdict.result[0], Error)


def test_a_comparison_fails_by_what_matters_alone() -> None:
    local, production = document("case", "local"), document("case")
    different = compare([("local", local), ("production", production)])
    assert "the places have one outcome" in failed(cases(different))
    assert len(failed(cases(different))) == 1 + len(different.relevant_differences)
    assert failed(cases(compare([("a", local), ("b", local)]))) == []


@pytest.mark.parametrize("name", HOSTILE)
def test_it_can_be_read_whatever_the_document_holds(name: str) -> None:
    found = with_everywhere(HOSTILE[name])
    assert failed(cases(found))
    assert failed(cases(beside_a_real_one(HOSTILE[name])))
