"""A result as JUnit XML, for the test report of a CI system.

A suite fails exactly where the command's exit code is not 0: the verdict decides, and a check that did not pass counts
as a failure only where the place as a whole has one. The whole report stands in the suite's output.
"""

from xml.etree import ElementTree as Xml

from gateway_probe.document import Document
from gateway_probe.document.comparison import ComparedField, Comparison
from gateway_probe.document.exchange import Check
from gateway_probe.reports.lines import inert
from gateway_probe.reports.outline import outline_of
from gateway_probe.reports.subject import Subject
from gateway_probe.reports.suite import Case, Result, Suite
from gateway_probe.reports.text import block_lines, outline_text
from gateway_probe.reports.wording import answer_of, place_of

_MAX_TEXT = 20_000


def junit(subject: Subject) -> str:
    return _write(suite_of(subject), outline_text(outline_of(subject)))


def suite_of(subject: Subject) -> Suite:
    """Its cases, and the facts beside them."""
    if isinstance(subject, Document):
        return _document(subject)
    return _comparison(subject) if isinstance(subject, Comparison) else subject.suite()


def _document(document: Document) -> Suite:
    """The verdict, every finding, every check and experiment."""
    healthy = document.verdict.is_good_news
    answer = "\n".join(line for block in outline_of(document).answer for line in block_lines(block, ""))
    cases = [
        _verdict(document, answer),
        *(
            Case(
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
    return Suite(
        f"gateway-probe {document.runtime.environment or document.runtime.platform}",
        cases,
        facts,
        document.probe.started_at.isoformat(timespec="seconds"),
        document.probe.duration_ms / 1000,
    )


def _comparison(comparison: Comparison) -> Suite:
    """Whether the outcomes are the same, then every compared field."""
    different = comparison.outcome == "different"
    told = "\n\n".join(f"{item.code} ({item.confidence}): {item.explanation}" for item in comparison.explanations)
    cases = [
        Case("the places have one outcome", "failure" if different else "passed", comparison.summary, told),
        *(Case(_name(item), "failure", _values(comparison, item)) for item in comparison.relevant_differences),
        *(Case(_name(item), "passed") for item in (*comparison.same, *comparison.expected_differences)),
        *(Case(f"{item.title} ({item.field})", "skipped", item.because) for item in comparison.not_compared),
    ]
    places = {place.name: f"{place.status} {place.code}, {place_of(place)}" for place in comparison.places}
    facts = {"disclosure": comparison.disclosure, **places}
    started = max(place.started_at for place in comparison.places).isoformat(timespec="seconds")
    return Suite("gateway-probe comparison", cases, facts, started)


def _verdict(document: Document, answer: str) -> Case:
    verdict = document.verdict
    results: dict[str, Result] = {"healthy": "passed", "inconclusive": "skipped" if verdict.is_good_news else "error"}
    message = f"{verdict.status}: {verdict.code} ({verdict.confidence})"
    return Case(f"verdict {verdict.code}", results.get(verdict.status, "failure"), message, answer)


def _check(check: Check, *, in_trouble: bool) -> Case:
    result: Result = "passed"
    if check.outcome == "skipped":
        result = "skipped"
    elif check.outcome != "passed":
        result = ("failure" if check.outcome in {"refused", "failed"} else "error") if in_trouble else "skipped"
    told = f"{check.outcome}: {answer_of(check)}"
    return Case(f"check {check.id}", result, told, check.question, _seconds(check))


def _experiment(check: Check) -> Case:
    """An experiment asks what would happen: whatever it answers, it did its work."""
    result: Result = "skipped" if check.outcome == "skipped" else "passed"
    return Case(f"experiment {check.id}", result, answer_of(check), seconds=_seconds(check))


def _seconds(check: Check) -> float:
    return check.timing.total / 1000 if check.timing else 0.0


def _name(item: ComparedField) -> str:
    return f"{item.title} ({item.field})"


def _values(comparison: Comparison, item: ComparedField) -> str:
    names = (place.name for place in comparison.places)
    return "; ".join(f"{name}: {value or 'absent'}" for name, value in zip(names, item.values, strict=True))


def _write(content: Suite, told: str) -> str:
    counts = {
        result: sum(case.result == result for case in content.cases) for result in ("failure", "error", "skipped")
    }
    totals = {
        "name": _inert(content.name),
        "tests": str(len(content.cases)),
        "failures": str(counts["failure"]),
        "errors": str(counts["error"]),
        "skipped": str(counts["skipped"]),
        "time": f"{content.seconds:.3f}",
    }
    root = Xml.Element("testsuites", totals)
    suite = Xml.SubElement(root, "testsuite", {**totals, "timestamp": content.started})
    properties = Xml.SubElement(suite, "properties")
    for key, value in content.facts.items():
        Xml.SubElement(properties, "property", {"name": _inert(key), "value": _inert(value)})
    for case in content.cases:
        _add(suite, content.name, case)
    Xml.SubElement(suite, "system-out").text = "\n".join(inert(line) for line in told.split("\n"))
    Xml.indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + Xml.tostring(root, encoding="unicode") + "\n"


def _add(suite: Xml.Element, name: str, case: Case) -> None:
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
