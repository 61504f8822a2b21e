"""Laws of the verdict over Documents of real runs: less evidence is never surer, and names and orders decide nothing."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

import pytest

from gateway_probe.causes import CAUSES, judge
from gateway_probe.causes.coherence import disagrees
from gateway_probe.causes.reading import Reading
from gateway_probe.document import Document, Evidence
from gateway_probe.document.judgement import SURENESS, Finding, Verdict
from tests.causes.changes import HALF, SILENT, Tree, asked_in, at, copied_beside, renamed, shuffled, taken_away, turned
from tests.causes.recorded import recorded

ABOUT_SILENCE = {
    "gateway-5xx",
    "gateway-unreachable",
    "proxy-or-egress-filter",
    "stream-broken",
    "unparseable-error-body",
}
"""Causes that account for an answer which says nothing: one more such answer may speak for them."""


@dataclass(frozen=True)
class Judged:
    """What was said of a Document."""

    findings: list[Finding]
    verdict: Verdict

    @property
    def certain(self) -> set[str]:
        """Everything that was said to be certain."""
        sure = {item.code for item in self.findings if item.confidence == "certain"}
        return sure | ({self.verdict.code} if self.verdict.confidence == "certain" else set())

    @property
    def shown(self) -> object:
        """All of it, for holding two against each other."""
        others = [item.model_dump() for item in self.verdict.alternatives]
        ruled_out = [(item.code, item.because) for item in self.verdict.ruled_out]
        findings = [(item.code, item.confidence, item.explanation, len(item.evidence)) for item in self.findings]
        return self.said, self.verdict.summary, self.verdict.next_steps, others, ruled_out, findings

    @property
    def said(self) -> tuple[str, str, str]:
        """Status, code and confidence."""
        return self.verdict.status, self.verdict.code, self.verdict.confidence


def judged(tree: Tree) -> Judged:
    return Judged(*judge(Evidence.model_validate(tree)))


@cache
def whole(name: str) -> Judged:
    return judged(recorded()[name])


def surer(before: Judged, after: Judged) -> str:
    """What is said with more sureness than before; empty where nothing is."""
    new = after.certain - before.certain
    if new:
        return f"certain only now: {', '.join(sorted(new))}"
    rises = SURENESS[after.verdict.confidence] < SURENESS[before.verdict.confidence]
    if rises and after.verdict.code == before.verdict.code:
        return f"{before.said}, then {after.said}"
    return ""


def turned_answers() -> Iterator[tuple[str, str, str, str, Tree]]:
    """Every answer of every Document turned into one that says nothing, in two ways out of all by turns."""
    ways = [*SILENT.items(), *HALF.items()]
    for number, (name, tree) in enumerate(recorded().items()):
        for index, (check_id, pointer) in enumerate(asked_in(tree)):
            if at(tree, pointer)["answer"] in {"served", "refused"}:
                for how, into in (ways[(number + index) % len(ways)], ways[(number + index + 6) % len(ways)]):
                    into_it = turned(tree, pointer, into)
                    # A made-up key that is let in has failed already: to say so of it takes nothing away.
                    if into_it != tree:
                        yield name, check_id, how, pointer, into_it


def test_taking_evidence_away_makes_nothing_surer() -> None:
    broken = []
    for number, (name, tree) in enumerate(recorded().items()):
        for index, (what, less) in enumerate(taken_away(tree)):
            # Variables are many, and few of them are read: every ninth in each Document, by turns.
            if what.startswith("a variable") and (number + index) % 9 and "AI_GATEWAY" not in what:
                continue
            fault = surer(whole(name), judged(less))
            if fault and not _is_a_name_that_was_not_looked_at(what, fault):
                broken.append(f"{name} without {what}: {fault}")
    assert not broken, "\n".join(broken)


def _is_a_name_that_was_not_looked_at(what: str, fault: str) -> bool:
    """A key under another name: a Document that does not list that name cannot tell that anything lies there."""
    return what.startswith("a variable") and "key-absent" in fault


def test_an_answer_that_stands_twice_makes_nothing_surer() -> None:
    """Each thing that can be left out, with a copy of what stands beside it in its place, and each with a copy more."""
    broken = []
    for name, tree in recorded().items():
        for what, copied in copied_beside(tree):
            fault = surer(whole(name), judged(copied))
            if fault:
                broken.append(f"{name} with {what}: {fault}")
    assert not broken, "\n".join(broken)


def test_the_copy_of_a_repeat_is_no_repeat() -> None:
    confirmed = [
        (tree, number)
        for tree in recorded().values()
        for number, item in enumerate(tree["experiments"])
        if item["chance"] is not None and item["chance"] < 0.01 and item["generation_id"]
    ]
    assert confirmed
    for tree, number in confirmed:
        flip = tree["experiments"][number]
        of_arm = [item for item in flip["repeats"] if item["arm"] == "variant"]
        others = [item for item in flip["repeats"] if item["arm"] == "baseline"]
        flip = {**flip, "repeats": [*others, *of_arm[:1] * 4]}
        experiments = [*tree["experiments"][:number], flip, *tree["experiments"][number + 1 :]]
        seen = Reading(Evidence.model_validate({**tree, "experiments": experiments}))
        assert seen.evidence.experiments[number].chance == 1 / 4


def test_an_answer_that_says_nothing_makes_nothing_surer() -> None:
    broken = []
    for name, check_id, how, _, tree in turned_answers():
        before, after = whole(name), judged(tree)
        fault = surer(before, after)
        if fault and after.verdict.code not in ABOUT_SILENCE:
            broken.append(f"{name}, {check_id} turned into {how}: {fault}")
    assert not broken, "\n".join(broken)


def test_nothing_certain_rests_on_an_answer_that_says_nothing() -> None:
    broken = []
    for name, check_id, how, pointer, tree in turned_answers():
        broken += [
            f"{name}, {check_id} turned into {how}: certain of {found.code}"
            for found in judged(tree).findings
            if found.confidence == "certain" and any(item.startswith(pointer + "/") for item in found.evidence)
        ]
    assert not broken, "\n".join(broken)


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
    assert len(healthy) > 5
    for tree in healthy:
        streaming = next(item for item in tree["experiments"] if item["id"] == "streaming")
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
    for number, (name, tree) in enumerate(recorded().items()):
        assert judged(shuffled(tree, number)).shown == whole(name).shown, name


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

    trees = list(recorded().values())
    for number, (code, cause) in enumerate(list(CAUSES.items())):
        monkeypatch.setitem(CAUSES, code, replace(cause, assess=broken, when=None))
        for tree in (trees[number % len(trees)], trees[(number * 7 + 3) % len(trees)]):
            made = judged(tree)
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
