"""Laws of comparing, over Documents of real runs in any company."""

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gateway_probe.causes.reading import Reading
from gateway_probe.comparison import compare
from gateway_probe.document import Evidence
from gateway_probe.document.comparison import Comparison, Explanation
from gateway_probe.document.judgement import SURENESS
from tests.causes.changes import Tree, taken_away
from tests.comparison.less import surer
from tests.comparison.strategies import Company, at_minute, changed, companies, judged, of_run, runs, unlike
from tests.soaking import many

pytestmark = pytest.mark.long

ORIGIN = "refusal-depends-on-origin"
OF_KEYS = {"different-key-same-length", "key-of-other-team"}

law = settings(
    max_examples=many(80, 240),
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.filter_too_much, HealthCheck.too_slow],
)
"""As many as are tried in a few seconds, and the same ones in every run."""


def rests_on_both(comparison: Comparison) -> list[Explanation]:
    """Explanations that the failing place's own run did not prove by itself."""
    return [item for item in comparison.explanations if not item.proven_there]


def sureness(comparison: Comparison, code: str) -> int:
    """How sure an explanation is, 0 the surest; that of one which is not given is beyond any."""
    return min((SURENESS[item.confidence] for item in comparison.explanations if item.code == code), default=9)


@law
@given(companies(), st.randoms(use_true_random=False))
def test_the_order_of_places_changes_nothing_that_is_said(company: Company, random: object) -> None:
    named = company.named
    other = named[:]
    random.shuffle(other)  # type: ignore[attr-defined]
    one, two = compare(named), compare(other)
    assert one.explanations == two.explanations
    assert (one.outcome, one.summary, one.odd_one_out) == (two.outcome, two.summary, two.odd_one_out)
    assert {item.field for item in one.relevant_differences} == {item.field for item in two.relevant_differences}


@law
@given(runs(), st.integers(2, 4))
def test_identical_documents_explain_nothing(run: str, times: int) -> None:
    comparison = compare([(f"place {index}", of_run(run)) for index in range(times)])
    assert (comparison.outcome, comparison.explanations, comparison.relevant_differences) == ("same", [], [])


@law
@given(unlike())
def test_every_failing_place_is_spoken_of(company: Company) -> None:
    named = company.named
    comparison = compare(named)
    failing = {name for name, document in named if not document.served}
    assert failing <= {name for item in comparison.explanations for name in item.places}
    assert all(name in comparison.summary for name, _ in named)


@law
@given(companies())
def test_every_place_is_named_in_the_summary(company: Company) -> None:
    named = company.named
    assert all(name in compare(named).summary for name, _ in named)


def _set(*path: str, to: object) -> Callable[[Tree], None]:
    def change(tree: Tree) -> None:
        *parents, last = path
        for name in parents:
            tree = tree[name]
        tree[last] = to

    return change


def _key(**values: object) -> Callable[[Tree], None]:
    def change(tree: Tree) -> None:
        key = Evidence.model_validate(tree).key
        for variable in tree["variables"]:
            if key is not None and key.present and variable["name"] == key.name:
                variable.update(values)

    return change


def _other_credits(tree: Tree) -> None:
    for check in tree["gateway"]["checks"]:
        if check["credits"]:
            check["credits"].update(granted_band="zero", balance_band="negative")


OF_THE_PLACE: dict[str, Callable[[Tree], None]] = {
    "another region": _set("runtime", "region", to="hnd1"),
    "another deployment": _set("runtime", "deployment_id", to="fp1:0123456789ab"),
}
"""What tells one place from another, so that places which were alike in everything may become two."""
UNRELATED: dict[str, Callable[[Tree], None]] = {
    "another commit": _set("runtime", "commit", to="f" * 40),
    "another branch": _set("runtime", "branch", to="main"),
    "another request": _set("runtime", "request_id", to="fp1:0123456789ab"),
    "another Python": _set("runtime", "python", to="3.14.1"),
    "a longer run": _set("probe", "duration_ms", to=4321.0),
    "another build of the probe": _set("probe", "version", to="0.0.9"),
}
RELATED: dict[str, Callable[[Tree], None]] = {
    "another model": _set("probe", "model", to="zai/glm-5"),
    "another protocol": _set("probe", "protocol", to="messages"),
    "another key": _key(fingerprint="fp1:0123456789ab"),
    "a longer key": _key(length=61),
    "other credits": _other_credits,
}


@law
@given(unlike(2, 3), st.sampled_from(sorted(UNRELATED | RELATED)), st.integers(0, 2))
def test_one_difference_more_never_makes_an_origin_rule_appear_or_surer(company: Company, what: str, at: int) -> None:
    named = company.named
    name, document = named[at % len(named)]
    other = changed(document, (UNRELATED | RELATED)[what])
    before, after = compare(named), compare([(n, other if n == name else d) for n, d in named])
    before_codes = {item.code for item in rests_on_both(before)}
    after_codes = {item.code for item in rests_on_both(after)}
    if document.verdict == other.verdict:
        assert ORIGIN not in after_codes - before_codes, what
        assert sureness(after, ORIGIN) >= sureness(before, ORIGIN), what


@law
@given(unlike(2, 2), st.sampled_from(sorted(UNRELATED | OF_THE_PLACE)), st.integers(0, 1))
def test_an_unrelated_difference_changes_no_explanation(company: Company, what: str, at: int) -> None:
    named = company.named
    name, document = named[at]
    other = changed(document, (UNRELATED | OF_THE_PLACE)[what])
    after = compare([(n, other if n == name else d) for n, d in named])
    # Two places that differ in nothing may be one. Once they are two, what remains is the place itself.
    mute = {"refusal-depends-on-origin", "nothing-accounts-for-it"} if what in OF_THE_PLACE else set()
    assert [(item.code, item.confidence) for item in after.explanations if item.code not in mute] == [
        (item.code, item.confidence) for item in compare(named).explanations if item.code not in mute
    ]


@law
@given(unlike(2, 3), st.integers(0, 2), st.integers(0, 500))
def test_taking_evidence_away_makes_no_explanation_surer(company: Company, at: int, which: int) -> None:
    named = company.named
    name, document = named[at % len(named)]
    fewer = list(taken_away(document.model_dump(mode="json")))
    what, tree = fewer[which % len(fewer)]
    less = judged(tree)
    assert not surer(named, compare(named), [(n, less if n == name else d) for n, d in named]), f"{name} without {what}"


@law
@given(unlike(2, 3))
def test_fingerprints_of_two_schemes_are_not_compared(company: Company) -> None:
    named = company.named
    name, document = named[0]
    key = document.key
    if key is None or not key.fingerprint:
        return
    prints = {"fingerprint": key.fingerprint, "bare_fingerprint": key.bare_fingerprint}
    marked = {kind: told and f"fp1s-abcd:{told.rpartition(':')[2]}" for kind, told in prints.items()}
    salted = changed(document, _key(**marked))
    comparison = compare([(n, salted if n == name else d) for n, d in named])
    compared = {item.field for item in (*comparison.same, *comparison.relevant_differences)}
    assert "key" not in compared
    for item in rests_on_both(comparison):
        assert name not in item.places or item.code not in OF_KEYS


@law
@given(unlike(2, 2))
def test_runs_that_are_far_apart_say_little_of_a_place(company: Company) -> None:
    named = company.named
    far = [(name, at_minute(document, 60 * index)) for index, (name, document) in enumerate(named)]
    comparison = compare(far)
    for item in rests_on_both(comparison):
        assert item.code != ORIGIN
        assert item.confidence == "possible" or item.code == "changed-between-runs"
    assert all(item.confidence != "certain" for item in comparison.explanations)
    assert "changed-between-runs" in {item.code for item in comparison.explanations}
    moving = {"granted", "granted-band", "credits"}
    assert not moving & {item.field for item in (*comparison.same, *comparison.relevant_differences)}


@law
@given(unlike(2, 3))
def test_an_explanation_rests_on_fields_that_were_compared(company: Company) -> None:
    named = company.named
    comparison = compare(named)
    known = {item.field for item in (*comparison.same, *comparison.relevant_differences)}
    known |= {item.field for item in comparison.expected_differences}
    known |= {item.field for item in comparison.not_compared}
    for item in comparison.explanations:
        assert set(item.fields) <= known, item.code


@law
@given(unlike(2, 2), st.sampled_from([4.9, 5.1]))
def test_five_minutes_are_the_limit_in_either_direction(company: Company, minutes: float) -> None:
    (one, first), (two, second) = company.named
    forwards = compare([(one, at_minute(first, 0)), (two, at_minute(second, minutes))])
    backwards = compare([(one, at_minute(first, minutes)), (two, at_minute(second, 0))])
    said = [[(item.code, item.confidence) for item in made.explanations] for made in (forwards, backwards)]
    # A key that is known later was known before, and one that was known before may be revoked.
    unknown = any(Reading(document).accepts("api-key") is False for document in (first, second))
    assert said[0] == said[1] or (unknown and minutes > 5)
    if minutes > 5:
        assert "changed-between-runs" in dict(said[0])
