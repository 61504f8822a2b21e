"""A Document or a Comparison as JUnit XML, for the test report of a CI system.

A suite fails exactly where the command's exit code is not 0: the verdict decides, and a check that did not pass counts
as a failure only where the place as a whole has one. The whole report stands in the suite's output.
"""

from dataclasses import dataclass
from typing import Literal
from xml.etree import ElementTree as Xml

from gateway_probe.document import Document
from gateway_probe.document.comparison import ComparedField, Comparison
from gateway_probe.document.exchange import Check
from gateway_probe.reports.lines import inert
from gateway_probe.reports.outline import outline_of
from gateway_probe.reports.text import block_lines, outline_text
from gateway_probe.reports.wording import answer_of, place_of

_MAX_TEXT = 20_000
_Result = Literal["passed", "failure", "error", "skipped"]


@dataclass(frozen=True)
class _Case:
    """One line of the report. The text says what a person needs where it did not pass."""

    name: str
    result: _Result
    message: str = ""
    text: str = ""
    seconds: float = 0.0


def junit(subject: Document | Comparison) -> str:
    """One suite."""
    outline = outline_of(subject)
    told = outline_text(outline)
    answer = "\n".join(line for block in outline.answer for line in block_lines(block, ""))
    return _document(subject, answer, told) if isinstance(subject, Document) else _comparison(subject, told)


def _document(document: Document, answer: str, told: str) -> str:
    """The verdict, every finding, every check and experiment."""
    healthy = document.verdict.is_good_news
    cases = [
        _verdict(document, answer),
        *(
            _Case(
                f"finding {finding.code}",
                "passed" if healthy or finding.severity == "info" else "failure",
                finding.title,
                finding.explanation,
            )
            for finding in document.findings
        ),
        *(_check(check, in_trouble=not healthy) for check in document.gateway.checks),
        *(_experiment(experiment) for experiment in document.experiments),
    ]
    facts = {
        "version": document.probe.version,
        "place": place_of(document.runtime),
        "model": document.probe.model,
        "disclosure": document.probe.disclosure,
    }
    return _written(
        f"gateway-probe {document.runtime.environment or document.runtime.platform}",
        cases,
        facts,
        document.probe.started_at.isoformat(timespec="seconds"),
        document.probe.duration_ms / 1000,
        told,
    )


def _comparison(comparison: Comparison, report: str) -> str:
    """Whether the outcomes are the same, then every compared field."""
    different = comparison.outcome == "different"
    told = "\n\n".join(f"{item.code} ({item.confidence}): {item.explanation}" for item in comparison.explanations)
    cases = [
        _Case("the places have one outcome", "failure" if different else "passed", comparison.summary, told),
        *(_Case(_named(item), "failure", _values(comparison, item)) for item in comparison.relevant_differences),
        *(_Case(_named(item), "passed") for item in (*comparison.same, *comparison.expected_differences)),
        *(_Case(f"{item.title} ({item.field})", "skipped", item.because) for item in comparison.not_compared),
    ]
    places = {place.name: f"{place.status} {place.code}, {place_of(place)}" for place in comparison.places}
    facts = {"disclosure": comparison.disclosure, **places}
    started = max(place.started_at for place in comparison.places).isoformat(timespec="seconds")
    return _written("gateway-probe comparison", cases, facts, started, 0.0, report)


def _verdict(document: Document, answer: str) -> _Case:
    verdict = document.verdict
    results: dict[str, _Result] = {"healthy": "passed", "inconclusive": "skipped" if verdict.is_good_news else "error"}
    message = f"{verdict.status}: {verdict.code} ({verdict.confidence})"
    return _Case(f"verdict {verdict.code}", results.get(verdict.status, "failure"), message, answer)


def _check(check: Check, *, in_trouble: bool) -> _Case:
    result: _Result = "passed"
    if check.outcome == "skipped":
        result = "skipped"
    elif check.outcome != "passed":
        result = ("failure" if check.outcome in {"refused", "failed"} else "error") if in_trouble else "skipped"
    told = f"{check.outcome}: {answer_of(check)}"
    return _Case(f"check {check.id}", result, told, check.question, _seconds(check))


def _experiment(check: Check) -> _Case:
    """An experiment asks what would happen: whatever it answers, it did its work."""
    result: _Result = "skipped" if check.outcome == "skipped" else "passed"
    return _Case(f"experiment {check.id}", result, answer_of(check), seconds=_seconds(check))


def _seconds(check: Check) -> float:
    return check.timing.total / 1000 if check.timing else 0.0


def _named(item: ComparedField) -> str:
    return f"{item.title} ({item.field})"


def _values(comparison: Comparison, item: ComparedField) -> str:
    names = (place.name for place in comparison.places)
    return "; ".join(f"{name}: {value or 'absent'}" for name, value in zip(names, item.values, strict=True))


def _written(name: str, cases: list[_Case], facts: dict[str, str], started: str, seconds: float, told: str) -> str:
    counts = {result: sum(case.result == result for case in cases) for result in ("failure", "error", "skipped")}
    totals = {
        "name": _inert(name),
        "tests": str(len(cases)),
        "failures": str(counts["failure"]),
        "errors": str(counts["error"]),
        "skipped": str(counts["skipped"]),
        "time": f"{seconds:.3f}",
    }
    root = Xml.Element("testsuites", totals)
    suite = Xml.SubElement(root, "testsuite", {**totals, "timestamp": started})
    properties = Xml.SubElement(suite, "properties")
    for key, value in facts.items():
        Xml.SubElement(properties, "property", {"name": _inert(key), "value": _inert(value)})
    for case in cases:
        _add(suite, name, case)
    Xml.SubElement(suite, "system-out").text = "\n".join(inert(line) for line in told.split("\n"))
    Xml.indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + Xml.tostring(root, encoding="unicode") + "\n"


def _add(suite: Xml.Element, name: str, case: _Case) -> None:
    attributes = {"classname": _inert(name), "name": _inert(case.name), "time": f"{case.seconds:.3f}"}
    element = Xml.SubElement(suite, "testcase", attributes)
    if case.result == "passed":
        return
    told = Xml.SubElement(element, case.result, {"message": _inert(case.message)})
    if case.result != "skipped":
        told.text = "\n".join(_inert(line) for line in case.text[:_MAX_TEXT].split("\n"))


def _inert(text: str) -> str:
    """Without the characters that act, which XML 1.0 mostly cannot hold either."""
    return inert(" ".join(text.split()))
