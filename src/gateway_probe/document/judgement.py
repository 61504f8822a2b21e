"""What was concluded: findings, the verdict, the text for support."""

from typing import Annotated, Literal

from pydantic import Field

from gateway_probe.document.base import ForeignText, Model

Status = Literal["healthy", "degraded", "failing", "inconclusive"]
Confidence = Literal["certain", "likely", "possible"]
SURENESS: dict[Confidence, int] = {"certain": 0, "likely": 1, "possible": 2}
"""The surest first, for sorting."""

Severity = Literal["error", "warning", "info"]


FREE_CHECKS_PASSED = "free-checks-passed"
"""The code of a verdict on a run without a generation, in which every look-up says what it should."""


class NextStep(Model):
    """One thing to do. A command is safe to copy: it changes nothing that it does not say."""

    text: str
    command: str | None = None


class Contradiction(Model):
    """An observation that cannot be if the cause were true; a contradicted cause is never more than possible."""

    code: str
    text: str
    evidence: list[str] = Field(min_length=1)


class Finding(Model):
    """A conclusion, the evidence it rests on (JSON pointers into the Document), and what to do."""

    code: str
    severity: Severity
    confidence: Confidence
    title: str
    explanation: str
    evidence: list[str] = Field(min_length=1)
    contradictions: list[Contradiction] = []
    next_steps: list[NextStep] = []
    sources: list[str] = []


class Alternative(Model):
    """A cause that the evidence leaves open, and the one observation that would decide."""

    code: str
    title: str
    decided_by: str


class YourError(Model):
    """What the app was answered: the gateway's own words, and what the client's error class makes of them."""

    status: int | None = None
    type: str | None = None
    message: Annotated[str | None, ForeignText()] = None
    client_class: str | None = Field(default=None, description="the class that the client throws for this answer")


class RuledOut(Model):
    """A cause that the evidence excludes."""

    code: str
    title: str
    because: str
    evidence: list[str] = []


class Verdict(Model):
    """One status, one code, and a confidence that was computed from the evidence."""

    status: Status
    code: str
    title: str = ""
    confidence: Confidence
    your_error: YourError | None = None
    summary: str
    do_now: NextStep | None = None
    alternatives: list[Alternative] = []
    contradictions: list[Contradiction] = []
    ruled_out: list[RuledOut] = []
    next_steps: list[NextStep] = []

    @property
    def is_good_news(self) -> bool:
        """Whether nothing was found wrong by what was asked for: healthy, or as healthy as free checks can tell."""
        return self.status == "healthy" or self.code == FREE_CHECKS_PASSED


class Support(Model):
    """What support staff ask for, ready to paste at this Document's disclosure level."""

    text: str
