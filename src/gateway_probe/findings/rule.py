"""What a rule is: a cause, declared once, and a pure function that assesses it against the evidence."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from gateway_probe.document.judgement import Confidence, NextStep, Severity
from gateway_probe.findings.reading import Reading

Topic = Literal["credential", "oidc", "team", "money", "byok", "model", "wire", "place"]


@dataclass(frozen=True)
class Supported:
    """The evidence speaks for the cause. `explains` says whether it accounts for the failing baseline."""

    confidence: Confidence
    evidence: tuple[str, ...]
    explanation: str
    explains: bool = True
    decided_by: str = ""


@dataclass(frozen=True)
class Open:
    """The evidence can neither support nor exclude the cause; `decided_by` is the one observation that would."""

    decided_by: str


@dataclass(frozen=True)
class Excluded:
    """The evidence excludes the cause, for a failing baseline to which it would otherwise be a candidate."""

    because: str
    evidence: tuple[str, ...]


Assessment = Supported | Open | Excluded | None


@dataclass(frozen=True)
class Rule:
    """One cause of the failure catalogue. `assess` gives None where the cause is no candidate at all."""

    code: str
    title: str
    severity: Severity
    topic: Topic
    meaning: str
    next_steps: tuple[NextStep, ...]
    sources: tuple[str, ...]
    assess: Callable[[Reading], Assessment]


def step(text: str, command: str | None = None) -> NextStep:
    """A next step; a command must change nothing that it does not say."""
    return NextStep(text=text, command=command)
