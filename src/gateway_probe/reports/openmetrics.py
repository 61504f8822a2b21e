"""A result as OpenMetrics text, for Prometheus and what reads the same.

Every label comes from a closed set, and none names a place, a team, a model or a provider: what a monitor asks is told
apart by the monitor's own labels, and a series that is new with every deployment would fill its store.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, get_args

from gateway_probe.document import Document
from gateway_probe.document.comparison import Comparison
from gateway_probe.document.judgement import Confidence, Severity, Status
from gateway_probe.document.vocabulary import AnswerClass
from gateway_probe.reports.subject import Subject

OTHER_CODE = "other"
_CODE = re.compile(r"[a-z][a-z0-9-]{0,63}")
_Kind = Literal["gauge", "info", "stateset"]


@dataclass(frozen=True)
class Family:
    """One metric: samples of a label and its value, of None where it has no label."""

    name: str
    kind: _Kind
    text: str
    samples: Sequence[tuple[str | None, float]]
    label: str = ""
    unit: str = ""


def openmetrics(subject: Subject) -> str:
    """The metrics, and the line that ends them."""
    families = families_of(subject)
    lines = [line for family in families if family.samples for line in _lines(family)]
    return "\n".join([*lines, "# EOF"]) + "\n"


def families_of(subject: Subject) -> Iterator[Family]:
    if isinstance(subject, Document):
        return _document(subject)
    return _comparison(subject) if isinstance(subject, Comparison) else subject.metrics()


def _document(document: Document) -> Iterator[Family]:
    verdict, probe, baseline = document.verdict, document.probe, document.baseline
    checks = {check.id: check for check in reversed(document.gateway.checks) if check.asked}
    timed = {name: check.timing.total for name, check in checks.items() if check.timing is not None}
    yield states("verdict", "What was found.", get_args(Status), verdict.status)
    yield states("confidence", "How sure the verdict is.", get_args(Confidence), verdict.confidence)
    code = verdict.code if _CODE.fullmatch(verdict.code) else OTHER_CODE
    yield Family("code", "info", "The code of the verdict.", [(code, 1)], "code")
    text = "1 where nothing was found wrong by what was asked for: healthy, or free checks that passed."
    yield gauge("success", text, verdict.is_good_news)
    severities = (finding.severity for finding in document.findings)
    yield tally("findings", "Findings, by severity.", get_args(Severity), severities, "severity")
    passed = [(name, check.outcome == "passed") for name, check in sorted(checks.items())]
    yield Family("check_success", "gauge", "1 where a check was answered as expected.", passed, "check")
    seconds = [(name, total / 1000) for name, total in sorted(timed.items())]
    yield Family("check_duration_seconds", "gauge", "How long a check took.", seconds, "check", "seconds")
    if baseline is not None and baseline.answer is not None:
        yield states("answer", "What answered the app's request.", get_args(AnswerClass), baseline.answer)
        status = baseline.status
        yield gauge("answer_status", "The HTTP status of the answer to the app's request.", status)
    yield gauge("generations", "Generations that this run asked for.", probe.generations)
    yield gauge("run_duration_seconds", "How long the run took.", probe.duration_ms / 1000, "seconds")
    yield gauge("run_started_seconds", "When the run began.", probe.started_at.timestamp(), "seconds")


def _comparison(comparison: Comparison) -> Iterator[Family]:
    yield states("comparison", "Whether the places are served alike.", ("same", "different"), comparison.outcome)
    statuses = (place.status for place in comparison.places)
    yield tally("places", "Compared places, by the status of their verdict.", get_args(Status), statuses, "status")
    sure = (item.confidence for item in comparison.explanations)
    text = "Explanations of the outcomes, by confidence."
    yield tally("explanations", text, get_args(Confidence), sure, "confidence")
    yield gauge("differences", "Relevant differences between the places.", len(comparison.relevant_differences))


def states(name: str, text: str, known: Iterable[str], now: str) -> Family:
    """One of a closed set of states."""
    return Family(name, "stateset", text, [(state, state == now) for state in known], f"gateway_probe_{name}")


def tally(name: str, text: str, known: Iterable[str], found: Iterable[str], label: str) -> Family:
    """How often each word of a closed set was found."""
    counted = Counter(found)
    return Family(name, "gauge", text, [(word, counted[word]) for word in known], label)


def gauge(name: str, text: str, value: float | None, unit: str = "") -> Family:
    """One number; none where it is not known."""
    return Family(name, "gauge", text, [] if value is None else [(None, value)], unit=unit)


def _lines(family: Family) -> Iterator[str]:
    name = f"gateway_probe_{family.name}"
    yield f"# TYPE {name} {family.kind}"
    if family.unit:
        yield f"# UNIT {name} {family.unit}"
    yield f"# HELP {name} {family.text}"
    sample = f"{name}_info" if family.kind == "info" else name
    for label, value in family.samples:
        labels = "" if label is None else f'{{{family.label}="{label}"}}'
        yield f"{sample}{labels} {float(value):.12g}"
