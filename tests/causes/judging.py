"""A Document judged, and what of it is said with more sureness than of another."""

from dataclasses import dataclass
from functools import cache

from gateway_probe.causes import judge
from gateway_probe.document import Evidence
from gateway_probe.document.judgement import SURENESS, Finding, Verdict
from tests.causes.changes import Tree
from tests.causes.recorded import recorded


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
    return judged_of(Evidence.model_validate(tree))


def judged_of(evidence: Evidence) -> Judged:
    return Judged(*judge(evidence))


@cache
def whole(name: str) -> Judged:
    return judged(recorded()[name])


def surer(before: Judged, after: Judged) -> str:
    """What is said with more sureness than before; empty where nothing is."""
    new = after.certain - before.certain
    if new:
        return f"certain only now: {', '.join(sorted(new))}"
    rises = SURENESS[after.verdict.confidence] < SURENESS[before.verdict.confidence]
    if rises and after.verdict.code == before.verdict.code and not _was_unsteady(before):
        return f"{before.said}, then {after.said}"
    return ""


def _was_unsteady(before: Judged) -> bool:
    """Whether the verdict was held down by a request that was both refused and served.

    The one known exception: where a single answer shows that, the doubt goes with that answer, and the verdict may be
    likely again. It may not be certain, as above.
    """
    doubts = [doubt for item in before.findings if item.code == before.verdict.code for doubt in item.contradictions]
    return any(doubt.text.endswith("was both refused and served in this run") for doubt in doubts)
