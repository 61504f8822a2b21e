"""Each part of a run broken in turn: what was paid for before it, and beside it, is still in a Document."""

from typing import Any

import pytest

from gateway_probe.causes import verdict
from gateway_probe.document import Document, read_document
from gateway_probe.probe import inquiry
from tests.standin import Token
from tests.worlds import parts
from tests.worlds.world import KEY, on_vercel, visit


def broken(*_arguments: object, **_options: object) -> None:
    raise ZeroDivisionError


def visited() -> Document:
    team = parts.FREE_WITH_BYOK
    document = visit(on_vercel(KEY, Token(team)), parts.one_team(team)).document
    assert read_document(document.model_dump_json().encode()) == document
    return document


@pytest.mark.parametrize(
    ("part", "function"),
    [
        ("team", "relate_teams"),
        ("experiments", "run_experiments"),
        ("experiments", "first_asking"),
        ("experiments", "Situation"),
    ],
)
def test_a_part_of_a_run_that_breaks_is_named_and_the_rest_stands(
    part: Any, function: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = visited()
    monkeypatch.setattr(inquiry, function, broken)
    document = visited()
    assert document.probe.faults == [part]
    assert [check.answer for check in document.gateway.checks] == [check.answer for check in whole.gateway.checks]
    assert any(item.code == "probe-fault" and part in item.explanation for item in document.findings)
    assert document.verdict.code == whole.verdict.code
    assert document.verdict.confidence != "certain"


def test_readings_that_break_cost_no_experiment(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = visited()
    monkeypatch.setattr(inquiry.Inquiry, "_read_again", broken_later)
    document = visited()
    assert document.probe.faults == ["second-readings"]
    assert [item.id for item in document.experiments] == [item.id for item in whole.experiments]


async def broken_later(*_arguments: object) -> None:
    broken()


@pytest.mark.parametrize("function", ["Reading", "assess", "weigh", "_conclude", "your_error"])
def test_evidence_that_cannot_be_judged_is_shown_unjudged(function: str, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = visited()
    monkeypatch.setattr(verdict, function, broken)
    document = visited()
    assert document.probe.faults == ["judgement"]
    assert (document.verdict.status, document.verdict.code) == ("inconclusive", "probe-fault")
    assert "ZeroDivisionError" in document.verdict.summary
    assert [item.code for item in document.findings] == ["probe-fault"]
    assert [check.answer for check in document.gateway.checks] == [check.answer for check in whole.gateway.checks]


def test_a_text_for_support_that_breaks_costs_itself_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = visited()
    monkeypatch.setattr("gateway_probe.probe.support._lines", broken)
    document = visited()
    assert document.verdict == whole.verdict
    assert "probe-fault" in document.support.text
