"""Laws of the verdict over Documents of real runs: names and orders decide nothing, and nothing certain is contradicted."""

from dataclasses import replace

import pytest

from gateway_probe.causes import CAUSES, judge
from gateway_probe.causes.coherence import disagrees
from gateway_probe.document import Document, Evidence
from tests.causes.changes import HALF, SILENT, Tree, asked_in, at, renamed, shuffled, turned
from tests.causes.judging import Judged, judged, whole
from tests.causes.recorded import recorded
from tests.drawing import number_of, so_many_of

pytestmark = pytest.mark.long


def test_a_failed_or_flipped_experiment_leaves_no_certain_health() -> None:
    broken = []
    for name, tree in recorded().items():
        if whole(name).said != ("healthy", "healthy", "certain"):
            continue
        for check_id, pointer in asked_in(tree):
            if not pointer.startswith("/experiments"):
                continue
            refused = {
                "outcome": "refused",
                "answer": "refused",
                "effect": "flips",
                "response": {"status": 403, "content": "json", "error": {"type": "access_denied"}},
            }
            for how, into in {**SILENT, **HALF, "a refusal": refused}.items():
                if judged(turned(tree, pointer, into)).said[1:] == ("healthy", "certain"):
                    broken.append(f"{name}, {check_id} turned into {how}")
    assert not broken, "\n".join(broken)


@pytest.mark.parametrize("status", [403, 429, 503])
def test_health_is_not_certain_beside_an_experiment_that_was_refused(status: int) -> None:
    healthy = [tree for name, tree in recorded().items() if whole(name).said[1:] == ("healthy", "certain")]
    both_ways = [(tree, item) for tree in healthy for item in tree["experiments"] if item["id"] == "streaming"]
    assert len(both_ways) > 5
    for tree, streaming in both_ways:
        kind = "access_denied" if status == 403 else "rate_limit_exceeded" if status == 429 else "internal_server_error"
        other = {
            **streaming,
            "id": "headers-none",
            "factor": "deployment-headers",
            "outcome": "failed" if status == 503 else "refused",
            "answer": {403: "refused", 429: "throttled", 503: "failed"}[status],
            "effect": "flips" if status == 403 else "undecided",
            "response": {"status": status, "content": "json", "error": {"type": kind}},
        }
        assert judged({**tree, "experiments": [*tree["experiments"], other]}).said[1:] != ("healthy", "certain")


def test_nothing_certain_is_contradicted_in_its_own_document() -> None:
    for name in recorded():
        made = whole(name)
        assert made.verdict.confidence != "certain" or not made.verdict.contradictions, name
        for found in made.findings:
            assert found.confidence != "certain" or not found.contradictions, (name, found.code)


def test_no_cause_is_both_named_and_ruled_out() -> None:
    for name in recorded():
        made = whole(name)
        named = {made.verdict.code, *(item.code for item in made.verdict.alternatives)}
        named |= {item.code for item in made.findings}
        assert not named & {item.code for item in made.verdict.ruled_out}, name


def test_the_parts_of_every_answer_of_a_real_run_agree() -> None:
    assert [name for name, tree in recorded().items() if disagrees(Evidence.model_validate(tree))] == []


def test_the_order_of_checks_experiments_and_variables_decides_nothing() -> None:
    for name, tree in recorded().items():
        assert judged(shuffled(tree, number_of(name))).shown == whole(name).shown, name


def test_the_order_of_causes_decides_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    before = {name: whole(name).shown for name in recorded()}
    backwards = dict(sorted(CAUSES.items(), reverse=True))
    monkeypatch.setattr("gateway_probe.causes.verdict.CAUSES", backwards)
    for name, tree in recorded().items():
        assert judged(tree).shown == before[name], name


def test_names_decide_nothing() -> None:
    for name, tree in recorded().items():
        before = whole(name)
        names = {word: f"{index:012x}" for index, word in enumerate(sorted(_names(tree), key=len, reverse=True))}
        after = judged(renamed(tree, names))
        assert after.said == before.said, name
        assert [item.code for item in after.verdict.alternatives] == [
            item.code for item in before.verdict.alternatives
        ], name
        assert [(item.code, item.confidence) for item in after.findings] == [
            (item.code, item.confidence) for item in before.findings
        ], name


def _names(tree: Tree) -> set[str]:
    """Names of models without their creators, of the project and the deployment, and the keys' fingerprints."""
    found = {str(tree["probe"][name]).rpartition("/")[2] for name in ("model", "control_model", "tier_model")}
    found |= {str(tree["runtime"][name]) for name in ("project_id", "deployment_id") if tree["runtime"][name]}
    found |= {item["fingerprint"].rpartition(":")[2] for item in tree["variables"] if item["fingerprint"]}
    return {word for word in found if len(word) > 3}


def test_every_pointer_points_at_something() -> None:
    for name, tree in recorded().items():
        made = whole(name)
        pointers = [item for found in made.findings for item in found.evidence]
        pointers += [item for found in made.findings for other in found.contradictions for item in other.evidence]
        pointers += [item for other in made.verdict.contradictions for item in other.evidence]
        pointers += [item for other in made.verdict.ruled_out for item in other.evidence]
        for pointer in pointers:
            assert at(tree, pointer) is not None, (name, pointer)


def test_a_document_is_judged_the_same_from_its_json() -> None:
    for name, tree in recorded().items():
        read = Document.model_validate(tree)
        again = Judged(*judge(Document.model_validate_json(read.model_dump_json())))
        assert again == whole(name) == Judged(read.findings, read.verdict), name


def test_a_cause_that_breaks_is_named_and_nothing_is_certain(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each cause broken in turn, over Documents in which it is a candidate wherever there is one."""

    def broken(_seen: object) -> None:
        raise ZeroDivisionError

    for code, cause in list(CAUSES.items()):
        monkeypatch.setitem(CAUSES, code, replace(cause, assess=broken, when=None))
        for name in so_many_of(recorded(), 2, code):
            made = judged(recorded()[name])
            assert made.verdict.confidence != "certain", (code, made.said)
            assert any(item.code == "probe-fault" and code in item.explanation for item in made.findings)
        monkeypatch.setitem(CAUSES, code, cause)


def test_a_guard_that_breaks_is_named_too(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_seen: object) -> None:
        raise KeyError("baseline")

    tree = next(tree for name, tree in recorded().items() if whole(name).verdict.confidence == "certain")
    for code, cause in list(CAUSES.items()):
        if cause.when is not None:
            monkeypatch.setitem(CAUSES, code, replace(cause, when=broken))
            made = judged(tree)
            assert made.verdict.confidence != "certain", code
            assert "probe-fault" in {item.code for item in made.findings}, code
            monkeypatch.setitem(CAUSES, code, cause)
