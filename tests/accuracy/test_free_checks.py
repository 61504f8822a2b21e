"""Runs without a generation: what the look-ups show is said, and of the request that nobody sent no more than that."""

from collections.abc import Iterator
from functools import cache

import pytest

from gateway_probe.causes import judge
from gateway_probe.document import Document, Evidence
from gateway_probe.document.judgement import FREE_CHECKS_PASSED, Verdict
from gateway_probe.probe import Inputs
from gateway_simulator import serve
from tests.accuracy.expectations import expectations, run_probe
from tests.causes.changes import SILENT, Tree, asked_in, turned
from tests.causes.documents import document

NEEDED = {"models", "credits-control", "credits-key"}
"""What has to be answered as it should be in a place with a key."""


@cache
def free(scenario: str, place: str = "production") -> Document:
    with serve(scenario) as simulator:
        found = run_probe(simulator.place(place), checks="free")
        assert not [request for request in simulator.requests if request.method != "GET"], scenario
    return found


def places() -> Iterator[tuple[str, str]]:
    return ((expected.scenario, expected.place) for expected in expectations())


def verdict_of(tree: Tree) -> Verdict:
    return judge(Evidence.model_validate(tree))[1]


def test_no_generation_is_asked_for_and_none_is_said_to_be_served() -> None:
    for scenario, place in places():
        found = free(scenario, place)
        where, verdict = f"{scenario}, {place}", found.verdict
        assert (found.probe.generations, found.experiments) == (0, []), where
        assert verdict.status != "healthy", where
        baseline = found.baseline
        assert baseline is not None, where
        if baseline.left_out_by_choice:
            assert verdict.confidence != "certain", where
            assert "the app's request itself" in found.not_tested, where
        else:
            # Nothing was left out: the client has nothing to send, and all checks would have asked no more.
            assert found.credential.state != "ready", where


def test_what_free_checks_blame_is_bad_news_with_all_checks_too() -> None:
    blamed = 0
    for expected in expectations():
        found = free(expected.scenario, expected.place).verdict
        if found.status == "failing":
            blamed += 1
            assert expected.status == "failing", (expected.scenario, expected.place)
        if found.status == "degraded":
            assert expected.status != "healthy", (expected.scenario, expected.place)
    assert blamed > 15


@pytest.mark.parametrize(
    ("scenario", "status", "code"),
    [
        ("healthy-byok", "inconclusive", FREE_CHECKS_PASSED),
        ("healthy-oidc", "inconclusive", FREE_CHECKS_PASSED),
        # The look-ups know this key: whether its team may call shows in an answer alone.
        ("case", "inconclusive", FREE_CHECKS_PASSED),
        ("key-revoked", "failing", "key-invalid-revoked-or-expired"),
        ("oidc-refused", "failing", "oidc-refused"),
        ("key-is-provider-key", "failing", "key-is-provider-key"),
        ("key-absent", "failing", "key-absent"),
        ("key-trailing-newline", "degraded", "key-trailing-newline"),
        ("model-unknown-or-retired", "inconclusive", "inconclusive"),
        ("control-key-accepted", "inconclusive", "inconclusive"),
    ],
)
def test_the_look_ups_say_what_they_can(scenario: str, status: str, code: str) -> None:
    verdict = free(scenario).verdict
    assert (verdict.status, verdict.code) == (status, code)
    assert verdict.is_good_news == (code == FREE_CHECKS_PASSED)


@pytest.mark.parametrize("how", SILENT)
def test_a_look_up_that_says_nothing_is_not_good_news(how: str) -> None:
    tree = free("healthy-byok").model_dump(mode="json")
    tried = 0
    for name, pointer in asked_in(tree):
        if name in NEEDED:
            tried += 1
            verdict = verdict_of(turned(tree, pointer, SILENT[how]))
            assert not verdict.is_good_news, name
            assert verdict.status in {"inconclusive", "failing"}, name
    assert tried == len(NEEDED)


def test_one_odd_answer_of_a_look_up_is_no_bad_news() -> None:
    """The look-up of the key is refused once and knows it the second time: nothing can be said of the key."""
    checks = free("key-revoked").gateway.checks
    assert {"credits-key", "credits-key-again", "credits-control-again"} <= {check.id for check in checks}
    tree = free("key-revoked").model_dump(mode="json")
    known = next(item for item in free("healthy-byok").model_dump(mode="json")["gateway"]["checks"] if item["id"] == "credits-key")  # fmt: skip
    pointer = next(pointer for name, pointer in asked_in(tree) if name == "credits-key-again")
    verdict = verdict_of(turned(tree, pointer, {**known, "id": "credits-key-again"}))
    assert (verdict.status, verdict.is_good_news) == ("inconclusive", False)


def test_a_gateway_that_is_not_reached_is_named() -> None:
    with serve("healthy-byok") as simulator:
        place = simulator.place("production")
    # The simulator has ended: nothing listens there any more.
    verdict = run_probe(place, checks="free").verdict
    assert (verdict.status, verdict.code, verdict.confidence) == ("failing", "gateway-unreachable", "likely")


def test_a_limit_of_no_generations_is_judged_alike() -> None:
    with serve("key-revoked") as simulator:
        limited = run_probe(simulator.place("production"), GATEWAY_PROBE_MAX_GENERATIONS="0")
    assert limited.verdict.code == free("key-revoked").verdict.code


def test_a_comparison_does_not_call_what_was_not_asked_refused() -> None:
    from gateway_probe.comparison import compare

    told = compare([("all", document("healthy-byok")), ("free", free("healthy-byok"))]).summary
    assert told == "Served in all; not asked in free, where no generation was wanted."
    refused = compare([("all", document("team-blocked")), ("free", free("team-blocked"))])
    assert refused.outcome == "different"
    assert refused.summary.startswith("Not served in all; not asked in free, where no generation was wanted: ")
    unasked = compare([("a", free("team-blocked")), ("b", free("team-blocked"))])
    assert unasked.outcome == "same"
    assert unasked.summary.startswith("Not asked in a, b, where no generation was wanted: ")


def test_all_checks_are_made_where_nobody_says_otherwise() -> None:
    assert Inputs.__dataclass_fields__["checks"].default == "all"
