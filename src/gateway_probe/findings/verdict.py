"""From assessments to one verdict that claims no more than the evidence holds."""

from dataclasses import dataclass

from gateway_probe.document.document import Evidence
from gateway_probe.document.judgement import SURENESS, Alternative, Finding, RuledOut, Verdict
from gateway_probe.findings.catalogue import RULES
from gateway_probe.findings.reading import Reading
from gateway_probe.findings.rule import Assessment, Excluded, Open, Rule, Supported, step

_RETRY = step("Run the probe again; if the outcome stays, compare it with a place that works.", "gateway-probe run")


@dataclass(frozen=True)
class Assessed:
    """A rule and what it made of the evidence."""

    rule: Rule
    assessment: Supported


def judge(evidence: Evidence) -> tuple[list[Finding], Verdict]:
    """The findings and the verdict for this evidence. A pure function: a Document can be judged again from itself."""
    reading = Reading(evidence)
    assessed = [(rule, rule.assess(reading)) for rule in RULES]
    supported = [Assessed(rule, found) for rule, found in assessed if isinstance(found, Supported)]
    findings = [_finding(item) for item in supported]
    return findings, _verdict(reading, supported, assessed)


def _finding(item: Assessed) -> Finding:
    rule, found = item.rule, item.assessment
    return Finding(
        code=rule.code,
        severity=rule.severity,
        confidence=found.confidence,
        title=rule.title,
        explanation=found.explanation,
        evidence=list(dict.fromkeys(found.evidence)),
        next_steps=list(rule.next_steps),
        sources=list(rule.sources),
    )


def _verdict(reading: Reading, supported: list[Assessed], assessed: list[tuple[Rule, Assessment]]) -> Verdict:
    if reading.baseline is None:
        return _inconclusive(
            reading, "The Document holds no baseline, so nothing can be said about generation.", assessed
        )
    if reading.baseline_passed:
        return _passing(supported)
    causes = sorted(
        (item for item in supported if item.assessment.explains), key=lambda item: SURENESS[item.assessment.confidence]
    )
    if not causes:
        return _inconclusive(reading, _unexplained(reading), assessed)
    return _failing(causes, assessed)


def _passing(supported: list[Assessed]) -> Verdict:
    troubles = [item for item in supported if item.rule.severity != "info"]
    if not troubles:
        return Verdict(
            status="healthy",
            code="healthy",
            confidence="certain",
            summary="The gateway served the request that the AI SDK would send from here, with this model and these options.",
        )
    troubles.sort(key=lambda item: SURENESS[item.assessment.confidence])
    worst = troubles[0]
    return Verdict(
        status="degraded",
        code=worst.rule.code,
        confidence=worst.assessment.confidence,
        summary=f"Served, with hidden trouble: {worst.rule.title[0].lower()}{worst.rule.title[1:]}.",
        next_steps=list(worst.rule.next_steps),
    )


def _failing(causes: list[Assessed], assessed: list[tuple[Rule, Assessment]]) -> Verdict:
    best = causes[0]
    others = [
        Alternative(
            code=item.rule.code,
            title=item.rule.title,
            decided_by=item.assessment.decided_by or "the next steps of that finding",
        )
        for item in causes[1:]
    ]
    alternatives = [*others, *_open(assessed)]
    confidence = best.assessment.confidence
    if confidence == "certain" and any(
        item.assessment.confidence == "certain" for item in causes[1:] if not _same_cause(best, item)
    ):
        # Two certain causes for one failure: each may be true, and it is not known which one refuses first.
        confidence = "likely"
    return Verdict(
        status="failing",
        code=best.rule.code,
        confidence=confidence,
        summary=f"{best.rule.title}. {best.assessment.explanation}",
        alternatives=alternatives,
        ruled_out=_ruled_out(assessed),
        next_steps=list(best.rule.next_steps),
    )


def _same_cause(first: Assessed, second: Assessed) -> bool:
    """Two descriptions of one trouble, such as a key with a stray character that the gateway then does not know."""
    return first.rule.topic == second.rule.topic == "credential"


def _inconclusive(reading: Reading, summary: str, assessed: list[tuple[Rule, Assessment]]) -> Verdict:
    return Verdict(
        status="inconclusive",
        code="inconclusive",
        confidence="possible",
        summary=summary,
        alternatives=_open(assessed),
        ruled_out=_ruled_out(assessed) if reading.baseline is not None else [],
        next_steps=[_RETRY],
    )


def _unexplained(reading: Reading) -> str:
    baseline = reading.baseline
    if baseline is None:
        return "There is no baseline."
    if baseline.reason is not None:
        return f"The baseline was not answered in a way that decides anything: {baseline.reason.text}."
    error = reading.error
    said = f" with the error type {error.type}" if error is not None and error.type else ""
    return f"The gateway answered {reading.status}{said}. No rule of this probe explains that; the evidence is in this Document."


def _open(assessed: list[tuple[Rule, Assessment]]) -> list[Alternative]:
    return [
        Alternative(code=rule.code, title=rule.title, decided_by=found.decided_by)
        for rule, found in assessed
        if isinstance(found, Open)
    ]


def _ruled_out(assessed: list[tuple[Rule, Assessment]]) -> list[RuledOut]:
    return [
        RuledOut(code=rule.code, title=rule.title, because=found.because, evidence=list(found.evidence))
        for rule, found in assessed
        if isinstance(found, Excluded)
    ]
