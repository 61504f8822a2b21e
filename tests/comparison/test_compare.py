"""Places side by side: what explains the outcomes, and the laws of comparing."""

import itertools
from datetime import timedelta
from typing import Any, get_args

import pytest

from gateway_probe.comparison import compare
from gateway_probe.document import Document
from gateway_probe.document.comparison import Comparison
from gateway_probe.document.facts import Defect
from gateway_probe.probe import conclude
from gateway_probe.reports import render
from tests.causes.documents import changed, document

SCENARIOS = [
    "case",
    "byok-needs-paid-tier",
    "key-of-other-team",
    "key-absent",
    "healthy-byok",
    "key-trailing-newline",
    "proxy-or-egress-filter",
]


def both(scenario: str) -> Comparison:
    return compare([("local", document(scenario, "local")), ("production", document(scenario, "production"))])


def concluded(base: Document, **changes: Any) -> Document:
    return conclude(changed(base, **changes), "public")


@pytest.mark.parametrize(
    ("scenario", "code", "confidence"),
    [
        ("case", "refusal-depends-on-origin", "certain"),
        ("key-of-other-team", "key-of-other-team", "certain"),
        ("key-name-near-miss", None, None),
        ("key-quoted-or-prefixed", "key-quoted-or-prefixed", "certain"),
        ("key-invisible-unicode", "key-invisible-unicode", "certain"),
    ],
)
def test_the_difference_that_matters_is_named(scenario: str, code: str | None, confidence: str | None) -> None:
    comparison = both(scenario)
    first = comparison.explanations[0] if comparison.explanations else None
    assert (first.code if first else None, first.confidence if first else None) == (code, confidence)


def test_a_key_that_stands_in_another_variable_too_is_the_key_all_the_same() -> None:
    base = document("case", "production")
    twin = Defect(kind="equal-to-variable", other="OPENAI_API_KEY")
    variables = [
        item.model_copy(update={"defects": [twin]}) if item.name == "AI_GATEWAY_API_KEY" else item
        for item in base.variables
    ]
    comparison = compare([("local", document("case", "local")), ("production", concluded(base, variables=variables))])
    assert "key" in {item.field for item in comparison.same}


def test_the_seed_case_names_the_header_and_says_that_the_key_is_the_same() -> None:
    comparison = both("case")
    assert comparison.outcome == "different"
    assert "ai-o11y-project-id" in comparison.explanations[0].explanation
    same = {item.field: item.note for item in comparison.same}
    assert same["key"] == "the same key, by fingerprint"
    assert "credits" in same
    assert {item.field for item in comparison.expected_differences} >= {"platform", "environment", "headers"}


def test_a_key_in_one_place_alone_is_a_matter_of_scope() -> None:
    places = [("local", document("healthy-byok", "local")), ("preview", document("key-absent", "production"))]
    first = compare(places).explanations[0]
    assert (first.code, first.confidence) == ("env-scope-mismatch", "likely")
    assert "env-changed-not-redeployed" in {item.code for item in compare(places).explanations}, "they look alike"
    # The step is one of the place that fails, and its variable is absent: it is added, not updated.
    assert "vercel env add AI_GATEWAY_API_KEY production" in {step.command for step in first.next_steps}


@pytest.mark.parametrize("scenario", ["stream-refused", "stream-broken"])
def test_a_stream_that_fails_in_one_place_alone_is_a_difference_that_matters(scenario: str) -> None:
    comparison = compare([("local", document("healthy-byok", "local")), ("preview", document(scenario, "local"))])
    found = {item.field: item.values for item in comparison.relevant_differences}
    served, failing = found["other-way"]
    assert served == "streamed: passed 200"
    assert failing is not None
    assert failing.startswith("streamed: ")
    assert failing != served


def test_another_key_of_the_same_length_is_told_by_its_fingerprint() -> None:
    good, bad = document("healthy-byok", "local"), document("key-revoked", "production")
    bad = concluded(
        bad,
        **{
            f"variables.{i}.fingerprint": "fp1:" + "0" * 12
            for i, v in enumerate(bad.variables)
            if v.role == "gateway-key"
        },
    )
    codes = [item.code for item in compare([("local", good), ("production", bad)]).explanations]
    assert codes[0] == "key-invalid-revoked-or-expired", "what the failing place's own run proved comes first"
    assert {"different-key-same-length", "env-changed-not-redeployed"} <= set(codes)


@pytest.mark.parametrize("unnamed", [("local", "production"), ("production",)])
def test_keys_that_could_be_guessed_are_not_compared_and_it_is_said_what_they_need(unnamed: tuple[str, ...]) -> None:
    places = [("local", document("healthy-byok", "local")), ("production", document("healthy-byok", "production"))]
    for at, (name, found) in enumerate(places):
        number = next(i for i, v in enumerate(found.variables) if v.role == "gateway-key")
        if name in unnamed:
            changes = {f"variables.{number}.fingerprint": None, f"variables.{number}.needs_salt": True}
            places[at] = (name, concluded(found, **changes))
    left_out = {item.field: item.because for item in compare(places).not_compared}
    assert "GATEWAY_PROBE_FINGERPRINT_SALT alone" in left_out["key"]


def test_options_that_hide_a_text_are_not_called_the_same() -> None:
    hiding = {"probe.provider_options.present": True, "probe.provider_options.hides_text": True}
    alike = {"probe.provider_options.keys": ["openai.user"], "probe.provider_options.fingerprint": "fp1:" + "0" * 12}
    places = [(name, concluded(document("healthy-byok", name), **hiding, **alike)) for name in ("local", "production")]
    comparison = compare(places)
    assert (
        "GATEWAY_PROBE_FINGERPRINT_SALT alone"
        in {item.field: item.because for item in comparison.not_compared}["options"]
    )
    other = {"probe.provider_options.fingerprint": "fp1:" + "1" * 12}
    places[1] = ("production", concluded(places[1][1], **other))
    assert "options" in {item.field for item in compare(places).relevant_differences}, "what is seen to differ does"


def test_different_options_are_named_before_any_rule_of_origin() -> None:
    good, bad = document("healthy-byok", "local"), document("only-filter-matches-nothing", "production")
    codes = [item.code for item in compare([("local", good), ("production", bad)]).explanations]
    assert codes[0] == "only-filter-matches-nothing"
    assert "options-differ" in codes
    assert "refusal-depends-on-origin" not in codes


def test_runs_far_apart_explain_nothing_about_a_place() -> None:
    good, bad = document("healthy-byok", "local"), document("refusal-of-unknown-kind", "production")
    later = good.probe.started_at + timedelta(minutes=40)
    bad = concluded(bad, **{"probe.started_at": later.isoformat()})
    comparison = compare([("local", good), ("production", bad)])
    assert [item.code for item in comparison.explanations] == ["changed-between-runs"]
    assert {item.field for item in comparison.not_compared} >= {"credits"}


def test_a_refusal_that_nothing_explains_is_possible_at_the_most_and_names_the_next_test() -> None:
    good, bad = document("healthy-byok", "local"), document("refusal-of-unknown-kind", "production")
    first = compare([("local", good), ("production", bad)]).explanations[0]
    assert (first.code, first.confidence) == ("refusal-depends-on-origin", "possible")
    assert "ai-o11y" in (first.next_test or "")


def test_the_odd_one_out_of_three_is_found() -> None:
    places = [
        ("local", document("case", "local")),
        ("preview", document("healthy-byok")),
        ("production", document("case")),
    ]
    assert compare(places).odd_one_out == "production"


def test_a_served_place_that_is_most_like_the_failing_one_is_held_against_it() -> None:
    """Another served place with another model and another key must not blame the model or the key."""
    other = document("healthy-byok", "local")
    other = concluded(
        other,
        **{"probe.model": "openai/gpt-5.4-mini"},
        **{
            f"variables.{i}.fingerprint": "fp1:" + "0" * 12
            for i, v in enumerate(other.variables)
            if v.role == "gateway-key"
        },
    )
    places = [("a", other), ("local", document("case", "local")), ("production", document("case"))]
    alone = compare(places[1:])
    assert compare(places).explanations == compare(places[::-1]).explanations == alone.explanations
    assert [item.code for item in alone.explanations] == ["refusal-depends-on-origin"]


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_a_document_compared_with_itself_has_no_difference(scenario: str) -> None:
    made = document(scenario)
    comparison = compare([("once", made), ("again", made)])
    assert (comparison.outcome, comparison.relevant_differences, comparison.expected_differences) == ("same", [], [])
    assert comparison.explanations == []


@pytest.mark.parametrize("scenarios", list(itertools.combinations(SCENARIOS, 2)))
def test_the_order_of_places_changes_no_explanation(scenarios: tuple[str, str]) -> None:
    places = [(f"{name}-{place}", document(name, place)) for name in scenarios for place in ("local", "production")]
    forwards, backwards = compare(places), compare(places[::-1])
    assert forwards.explanations == backwards.explanations
    assert (forwards.summary, forwards.odd_one_out) == (backwards.summary, backwards.odd_one_out)


def test_documents_of_different_levels_are_compared_by_fingerprints() -> None:
    comparison = compare([("a", document("healthy-byok")), ("b", document("healthy-byok", "production", "private"))])
    assert comparison.relevant_differences == []
    assert "team" in {item.field for item in comparison.same}
    assert "team_" not in comparison.model_dump_json()


def test_at_the_private_level_the_sum_of_credits_is_compared() -> None:
    comparison = compare([(place, document("case", place, "private")) for place in ("local", "production")])
    assert {item.field: item.note for item in comparison.same}["granted"] == "the same sum of credits"


def test_two_hosts_that_are_hidden_are_not_said_to_be_one() -> None:
    made = [
        concluded(document("healthy-byok"), **{"gateway.base_url": url, "gateway.base_url_kind": "other"})
        for url in ("https://one.example/v1", "https://two.example/v1")
    ]
    comparison = compare([("a", made[0]), ("b", made[1])])
    assert "base-url" not in {item.field for item in comparison.same}


def test_another_client_is_a_difference_and_a_hint() -> None:
    good, bad = document("healthy-byok", "local"), document("refusal-of-unknown-kind", "production")
    client = bad.probe.client
    assert client is not None
    bad = concluded(bad, **{"probe.client.name": "litellm"})
    first = compare([("local", good), ("production", bad)]).explanations[0]
    assert (first.code, first.confidence) == ("protocol-differs", "possible")


@pytest.mark.parametrize("names", [("a", "a"), ("a",)])
def test_places_need_names_of_their_own(names: tuple[str, ...]) -> None:
    with pytest.raises(ValueError, match="two or more places"):
        compare([(name, document("healthy-byok")) for name in names])


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_the_text_of_a_comparison_says_the_explanation_first(scenario: str) -> None:
    comparison = both(scenario)
    text = render(comparison, "text").decode()
    top = text.partition("\n  place  ")[0]
    assert top != text
    codes = [item.code for item in comparison.explanations[:1]] or [place.code for place in comparison.places]
    assert all(code in top for code in codes)
    assert Comparison.model_validate_json(render(comparison, "json")) == comparison


def _types(annotation: Any) -> list[Any]:
    return [annotation, *(found for arg in get_args(annotation) for found in _types(arg))]


def test_a_place_that_is_reached_through_another_is_told_of_and_changes_no_outcome() -> None:
    direct, through = document("healthy-byok", "local"), document("healthy-byok", "production")
    through = concluded(through, **{"gateway.checks.0.response.handed_on": True})
    comparison = compare([("local", direct), ("production", through)])
    told = {item.field: item.values for item in comparison.expected_differences}
    assert told["way"] == ["nothing in between is seen", "through something in between"]
    assert comparison.outcome == compare([("local", direct), ("production", document("healthy-byok"))]).outcome
