"""What reads this place and what shows a finished run, broken in turn: a Document comes, and it is certain of nothing."""

from typing import Any, get_args

import pytest

from gateway_probe.document import Document, Level, read_document
from gateway_probe.probe import conclude, conclusion, evidence
from gateway_probe.reports import Format, render
from gateway_probe.runtime import oidc_tokens, watched_variables
from tests.standin import Token
from tests.worlds import parts
from tests.worlds.world import KEY, on_vercel, visit


def broken(*_arguments: object, **_options: object) -> None:
    raise ZeroDivisionError


def visited(team: Any = parts.FREE_WITH_BYOK, *, key: str | None = KEY) -> Document:
    document = visit(on_vercel(key, Token(team)), parts.one_team(team)).document
    assert read_document(document.model_dump_json().encode()) == document
    return document


@pytest.mark.parametrize("reader", ["_holders", "_inspect", "defects_of", "clean", "shape_of", "fingerprint"])
@pytest.mark.parametrize("team", [parts.PAID, parts.FREE_WITH_BYOK], ids=["served", "refused"])
def test_a_variable_that_cannot_be_read_is_there_and_no_more_is_said(
    reader: str, team: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = visited(team)
    monkeypatch.setattr(watched_variables, reader, broken)
    document = visited(team)
    assert document.probe.faults == ["variables"]
    assert document.verdict.confidence != "certain"
    assert [(item.name, item.present) for item in document.variables] == [
        (item.name, item.present) for item in whole.variables
    ]
    assert [check.answer for check in document.gateway.checks] == [check.answer for check in whole.gateway.checks]


@pytest.mark.parametrize("reader", ["_describe", "_in_file", "_payload", "_claims", "fingerprint"])
def test_a_token_that_cannot_be_read_is_used_for_nothing(reader: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(oidc_tokens, reader, broken)
    document = visited()
    assert document.probe.faults == ["tokens"]
    assert document.verdict.confidence != "certain"
    assert document.baseline is not None
    assert document.baseline.answer == "refused"


def test_nor_is_it_said_that_there_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(oidc_tokens, "_payload", broken)
    document = visited(key=None)
    reasons = {check.id: check.reason.code for check in document.gateway.checks if check.reason is not None}
    assert reasons["baseline"] == reasons["credits-oidc"] == "probe-fault"
    assert (document.verdict.status, document.verdict.confidence == "certain") == ("inconclusive", False)


def hidden_in(whole: Document) -> list[str | None]:
    return [
        whole.runtime.deployment_id,
        *(claims.owner_id for token in whole.identity.tokens if (claims := token.claims)),
        *(check.response.error.message for check in whole.gateway.checks if check.response and check.response.error),
    ]


@pytest.mark.parametrize("level", ["public", "private"])
def test_a_level_that_cannot_be_made_shows_nothing_that_it_could_have_hidden(
    level: Level, monkeypatch: pytest.MonkeyPatch
) -> None:
    team = parts.FREE_WITH_BYOK
    whole = visit(on_vercel(KEY, Token(team)), parts.one_team(team), level="private").document
    monkeypatch.setattr(conclusion, "disclose_and_list", broken)
    document = conclude(whole, level)
    assert read_document(document.model_dump_json().encode()) == document
    assert (document.verdict.status, document.verdict.code) == ("inconclusive", "probe-fault")
    assert "ZeroDivisionError" in document.verdict.summary
    assert document.probe.faults == ["disclosure"]
    for form in get_args(Format):
        content = render(document, form).decode()
        assert not [value for value in hidden_in(whole) if value and value in content], form
    assert [check.answer for check in document.gateway.checks] == [check.answer for check in whole.gateway.checks]


def test_a_list_of_removals_that_breaks_costs_itself_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = visited()
    monkeypatch.setattr(conclusion, "ledger", broken)
    document = visited()
    assert document.redactions == []
    assert document.probe.faults == ["ledger"]
    assert document.verdict.code == whole.verdict.code
    assert document.verdict.confidence != "certain"


@pytest.mark.parametrize("level", ["public", "private"])
def test_where_secrets_cannot_be_searched_for_the_run_comes_without_what_could_hold_one(
    level: Level, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = visited()
    team = parts.FREE_WITH_BYOK
    place, gateway = on_vercel(KEY, Token(team)), parts.one_team(team)
    private = visit(place, gateway, level="private").document
    monkeypatch.setattr(evidence, "withhold", broken)
    document = visit(place, gateway, level=level).document
    assert read_document(document.model_dump_json().encode()) == document
    assert (document.verdict.status, document.verdict.code) == ("inconclusive", "probe-fault")
    assert document.probe.faults == ["disclosure"]
    for form in get_args(Format):
        content = render(document, form).decode()
        assert not [value for value in hidden_in(private) if value and value in content], form
    assert [check.answer for check in document.gateway.checks] == [check.answer for check in whole.gateway.checks]
    assert conclude(document, level).verdict.code == "probe-fault"


@pytest.mark.parametrize(
    "part",
    ["_options", "_expected_key", "_expected_team", "_token_and_project", "_warnings", "list_tested", "list_untested"],
)
@pytest.mark.parametrize("team", [parts.PAID, parts.FREE_WITH_BYOK], ids=["served", "refused"])
def test_a_relation_that_cannot_be_computed_costs_itself_alone(
    part: str, team: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = visited(team)
    monkeypatch.setattr(evidence, part, broken)
    document = visited(team)
    assert document.probe.faults == ["sealing"]
    assert document.verdict.confidence != "certain"
    assert [check.answer for check in document.gateway.checks] == [check.answer for check in whole.gateway.checks]


def test_a_judgement_that_breaks_leaves_what_was_observed(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = visited()
    with monkeypatch.context() as patch:
        patch.setattr(conclusion, "judge", broken)
        document = visited()
    assert document.probe.faults == ["judgement"]
    assert (document.verdict.status, document.verdict.code) == ("inconclusive", "probe-fault")
    assert "ZeroDivisionError" in document.verdict.summary
    assert document.gateway.checks[-1].answer == whole.gateway.checks[-1].answer
    assert conclude(document, "public").verdict == conclude(whole, "public").verdict
