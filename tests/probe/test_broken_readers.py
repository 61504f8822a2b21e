"""Each reader of an answer broken in turn: the run still leaves a Document, which names it and is certain of nothing."""

from typing import Any

import pytest

from gateway_probe.disclosure import Redactor
from gateway_probe.document import Document, read_document
from gateway_probe.gateway import content, lookups, meanings, outcome, routing, streams
from tests.standin import Token
from tests.worlds import parts
from tests.worlds.world import KEY, on_vercel, visit

OF_A_FIELD: dict[str, tuple[Any, str]] = {
    "credits": (lookups, "credits_facts"),
    "endpoints": (lookups, "provider_endpoints"),
    "endpoints_total": (lookups, "count_endpoints"),
    "finish_reason": (content, "finish_reason"),
    "generation_id": (routing, "generation_id"),
    "headers": (Redactor, "header"),
    "listing": (lookups, "model_listing"),
    "record": (lookups, "generation_record"),
    "routing": (routing, "parse_routing"),
    "content": (content, "holds_content"),
}
"""Readers of one field: the field alone is unknown."""

OF_THE_ANSWER: dict[str, tuple[Any, str]] = {
    "judge": (outcome, "judge_exchange"),
    "stream": (streams, "parse_stream"),
    "credits": (lookups, "credits_pair"),
    "form of credits": (meanings, "credits_pair"),
    "body": (outcome, "parse"),
    "error": (outcome, "parse_error"),
    "class": (outcome, "class_of_error"),
    "who": (outcome, "_answerer"),
}
"""Readers without which nothing is known of an answer: it is errored, with the status that it had."""

TEAMS = pytest.mark.parametrize("team", [parts.PAID, parts.FREE_WITH_BYOK], ids=["served", "refused"])


def visited(team: Any, module: Any, reader: str, monkeypatch: pytest.MonkeyPatch) -> tuple[Document, bool]:
    calls = []

    def broken(*_arguments: object, **_options: object) -> None:
        calls.append(reader)
        raise ZeroDivisionError

    monkeypatch.setattr(module, reader, broken)
    document = visit(on_vercel(KEY, Token(team)), parts.one_team(team)).document
    read_document(document.model_dump_json().encode())
    if calls:
        assert "probe-fault" in {item.code for item in document.findings}
        assert document.verdict.confidence != "certain"
    return document, bool(calls)


@TEAMS
@pytest.mark.parametrize("field", OF_A_FIELD)
def test_a_reader_that_breaks_costs_its_own_field_alone(field: str, team: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = visit(on_vercel(KEY, Token(team)), parts.one_team(team)).document
    document, called = visited(team, *OF_A_FIELD[field], monkeypatch)
    checks = [*document.gateway.checks, *document.experiments]
    assert any(field in check.unread for check in checks) == called
    before = {check.id: check for check in whole.gateway.checks}
    for check in document.gateway.checks:
        if check.id in before:
            assert (check.outcome, check.answer) == (before[check.id].outcome, before[check.id].answer)
            assert check.status == before[check.id].status


@TEAMS
@pytest.mark.parametrize("reader", OF_THE_ANSWER)
def test_a_reader_of_the_whole_answer_that_breaks_costs_that_answer(
    reader: str, team: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    document, called = visited(team, *OF_THE_ANSWER[reader], monkeypatch)
    checks = [*document.gateway.checks, *document.experiments]
    broken = [check for check in checks if check.reason is not None and check.reason.code == "probe-fault"]
    assert called == bool(broken or any(check.unread for check in checks))
    for check in broken:
        assert (check.outcome, check.answer) == ("errored", "none")
        assert check.request is not None
        assert check.timing is not None
        assert "ZeroDivisionError" in (check.reason.text if check.reason else "")


def test_routing_that_cannot_be_read_leaves_open_who_answered(monkeypatch: pytest.MonkeyPatch) -> None:
    document, called = visited(parts.FREE_WITH_BYOK, outcome, "tells_of_attempts", monkeypatch)
    assert called
    assert document.baseline is not None
    assert (document.baseline.answer, document.baseline.answered_by) == ("refused", "unknown")
    assert document.baseline.unread == ["routing"]
