"""The bar of the verdict, over every scenario: right at the top, never sure and wrong, and cheap."""

import contextlib
from pathlib import Path

import pytest

from gateway_probe.causes import CAUSES
from gateway_simulator import load_scenario, scenario_names
from tests.accuracy.expectations import Expectation, expectations, named_expectation, written_expectations
from tools.accuracy.measure import Result, measure, report

EXPECTATIONS = expectations()


@pytest.fixture(scope="module")
def results() -> dict[tuple[str, str], Result]:
    found = list(measure(EXPECTATIONS))
    print(report(found))
    return {(r.expected.scenario, r.expected.place): r for r in found}


@pytest.mark.parametrize(("scenario", "place"), written_expectations())
def test_what_is_written_is_of_a_place_that_exists_and_not_what_its_name_says(scenario: str, place: str) -> None:
    assert place in load_scenario(scenario).places
    with contextlib.suppress(LookupError):
        assert written_expectations()[scenario, place] != named_expectation(scenario)


@pytest.mark.parametrize("expected", EXPECTATIONS, ids=lambda e: f"{e.scenario}-{e.place}")
def test_the_verdict_is_the_expected_one(expected: Expectation, results: dict[tuple[str, str], Result]) -> None:
    result = results[expected.scenario, expected.place]
    verdict = result.document.verdict
    assert (verdict.status, verdict.code, verdict.confidence) == (expected.status, expected.code, expected.confidence)
    assert {other.code for other in verdict.alternatives} == set(expected.alternatives)
    assert result.cause_named
    assert not result.certainly_wrong


def test_a_served_baseline_costs_two_generations_a_broken_stream_ten_and_a_failing_one_or_a_flip_fourteen_at_most(
    results: dict[tuple[str, str], Result],
) -> None:
    for result in results.values():
        flips = any(item.flips for item in result.document.experiments)
        others = sum(item.factor == "client" and item.asked for item in result.document.experiments)
        served = (
            10 if any(item.id == "streaming" and item.answer != "served" for item in result.document.experiments) else 2
        )
        limit = served + others if result.document.verdict.status in {"healthy", "degraded"} and not flips else 14
        assert result.document.probe.generations <= limit, result.expected
        assert max((e.round for e in result.document.experiments), default=0) <= 3


def test_every_alternative_says_what_would_decide(results: dict[tuple[str, str], Result]) -> None:
    for result in results.values():
        for other in result.document.verdict.alternatives:
            assert other.decided_by
            assert other.code in CAUSES


NOT_ON_LOOPBACK = {
    "dns-failure": ("a name that does not resolve asks the network's resolver", "safety/test_faults.py"),
    "connect-timeout": ("no address of this machine swallows packets", "causes/test_rules.py"),
    "local-env-file-not-loaded": ("the command line alone reads env files", "causes/test_rules.py"),
    "shell-key-shadows-file": ("the command line alone reads env files", "worlds/test_shell.py"),
    "experiment-flips-while-served": (
        "a place asks for every experiment by the question and not by a variable",
        "worlds/served.py",
    ),
}
"""Causes without a scenario: why, and what tries each instead."""


@pytest.mark.parametrize("code", sorted(set(CAUSES) - set(NOT_ON_LOOPBACK)))
def test_each_cause_is_found_in_the_scenario_of_its_name(code: str, results: dict[tuple[str, str], Result]) -> None:
    """As the verdict, an alternative or a finding of one of its places."""
    told: set[str] = set()
    for (scenario, _), result in results.items():
        if scenario == code:
            verdict, findings = result.document.verdict, result.document.findings
            told |= {verdict.code, *(other.code for other in verdict.alternatives), *(found.code for found in findings)}
    assert code in told


def test_every_cause_but_those_that_loopback_cannot_play_has_a_scenario_of_its_name() -> None:
    assert set(CAUSES) - set(scenario_names()) == set(NOT_ON_LOOPBACK)


@pytest.mark.parametrize(("code", "file"), [(code, file) for code, (_, file) in NOT_ON_LOOPBACK.items()])
def test_what_has_no_scenario_is_tried_elsewhere(code: str, file: str) -> None:
    assert f'"{code}"' in (Path(__file__).parents[1] / file).read_text(encoding="utf-8")
