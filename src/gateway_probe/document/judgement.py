"""What was concluded: findings, the verdict, the text for support."""

from typing import Literal

from pydantic import Field

from gateway_probe.document.base import Model

Status = Literal["healthy", "degraded", "failing", "inconclusive"]
Confidence = Literal["certain", "likely", "possible"]
SURENESS: dict[Confidence, int] = {"certain": 0, "likely": 1, "possible": 2}
"""The surest first, for sorting."""

Severity = Literal["error", "warning", "info"]


class NextStep(Model):
    """One thing to do. A command is safe to copy: it changes nothing that it does not say."""

    text: str
    command: str | None = None


class Finding(Model):
    """A conclusion, the evidence it rests on (JSON pointers into the Document), and what to do."""

    code: str
    severity: Severity
    confidence: Confidence
    title: str
    explanation: str
    evidence: list[str] = Field(min_length=1)
    next_steps: list[NextStep] = []
    sources: list[str] = []


class Alternative(Model):
    """A cause that the evidence leaves open, and the one observation that would decide."""

    code: str
    title: str
    decided_by: str


class RuledOut(Model):
    """A cause that the evidence excludes."""

    code: str
    title: str
    because: str
    evidence: list[str] = []


class Verdict(Model):
    """One status, one code, one confidence."""

    status: Status
    code: str
    confidence: Confidence
    summary: str
    alternatives: list[Alternative] = []
    ruled_out: list[RuledOut] = []
    next_steps: list[NextStep] = []


class Support(Model):
    """What support staff ask for, ready to paste at this Document's disclosure level."""

    text: str
