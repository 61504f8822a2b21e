"""What is said where this probe itself broke: on a part of a run, or on all of it."""

from gateway_probe.causes.confidence import Assessed
from gateway_probe.causes.reading import Reading
from gateway_probe.causes.verdict_codes import FAULT
from gateway_probe.document.judgement import Finding, Verdict


def leave_unjudged(summary: str) -> tuple[list[Finding], Verdict]:
    """What is said where nothing may be concluded, because this probe itself failed."""
    steps = list(FAULT.next_steps)
    verdict = Verdict(
        status="inconclusive",
        code=FAULT.code,
        title=FAULT.title,
        confidence="possible",
        summary=summary,
        do_now=steps[0],
        next_steps=steps,
    )
    return [_fault(summary, "/probe/version")], verdict


def faults_of(seen: Reading, assessed: list[Assessed]) -> list[Finding]:
    """A finding for each rule, check, part and reader that broke in this run."""
    broken = [("rule", item.cause.code, "/probe/version") for item in assessed if item.broken]
    checks = [*seen.evidence.gateway.checks, *seen.evidence.experiments]
    broken += [
        ("check", check.id, seen.at(check.id, "reason"))
        for check in checks
        if check.reason is not None and check.reason.code == FAULT.code
    ]
    broken += [("part", part, "/probe/faults") for part in seen.probe.faults]
    broken += [
        ("reader", f"of {part.replace('_', ' ')} in {check.id}", seen.at(check.id, "unread"))
        for check in checks
        for part in check.unread
    ]
    return [_fault(f"The {what} {name} of this probe broke and was left out.", at) for what, name, at in broken]


def _fault(explanation: str, at: str) -> Finding:
    return Finding(
        code=FAULT.code,
        severity="warning",
        confidence="certain",
        title=FAULT.title,
        explanation=explanation,
        evidence=[at],
        next_steps=list(FAULT.next_steps),
    )
