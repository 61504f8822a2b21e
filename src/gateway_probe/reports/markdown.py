"""A Document as Markdown for a thread or a job summary: the verdict and what to do first, the rest folded."""

from collections.abc import Iterator

from gateway_probe.document import Document
from gateway_probe.document.exchange import Check, Experiment
from gateway_probe.document.judgement import Finding, NextStep
from gateway_probe.reports.markdown_text import cell, code, fenced, folded, prose, table
from gateway_probe.reports.wording import answer_of, defects_of, place_of, token_place, token_state, worth_showing


def document_markdown(document: Document) -> str:
    """The report, ending in a newline."""
    return "\n".join([*_head(document), *_checks(document), *_details(document)]) + "\n"


def steps(next_steps: list[NextStep]) -> Iterator[str]:
    """What to do, numbered, each command in a block of its own."""
    for number, step in enumerate(next_steps, 1):
        yield f"{number}. {prose(step.text)}"
        if step.command:
            yield from (f"   {line}" for line in ["", *fenced(step.command)])


def _head(document: Document) -> Iterator[str]:
    verdict, probe = document.verdict, document.probe
    yield f"### gateway-probe: {verdict.status.upper()}, {code(verdict.code)} ({verdict.confidence})"
    yield ""
    yield prose(verdict.summary)
    yield ""
    if verdict.next_steps:
        yield "**Next**"
        yield ""
        yield from steps(verdict.next_steps)
        yield ""
    facts = (place_of(document.runtime), probe.model, f"over {probe.protocol}", f"{probe.disclosure} level")
    yield " · ".join(
        [*(code(fact) for fact in facts), f"{probe.started_at:%Y-%m-%d %H:%M:%S} UTC", f"version {code(probe.version)}"]
    )
    for warning in probe.warnings:
        yield ""
        yield f"Warning: {prose(warning)}"


def _checks(document: Document) -> list[str]:
    rows = [_check(check) for check in document.gateway.checks]
    return ["", *table(["check", "outcome", "answer", "ms"], rows)]


def _check(check: Check) -> list[str]:
    took = f"{check.timing.total:.0f}" if check.timing else ""
    outcome = check.outcome if check.outcome in {"passed", "skipped"} else f"**{check.outcome}**"
    return [cell(check.id), outcome, cell(answer_of(check)), took]


def _details(document: Document) -> Iterator[str]:
    if document.experiments:
        flips = sum(bool(experiment.flips) for experiment in document.experiments)
        yield from folded(f"Experiments, one factor changed ({flips} flip the outcome)", _experiments(document))
    yield from folded("Variables, credential and identity", [*_variables(document), "", *_identity(document)])
    if document.findings:
        yield from folded(
            f"Findings ({len(document.findings)})", [line for item in document.findings for line in _finding(item)]
        )
    verdict = document.verdict
    if verdict.alternatives:
        lines = [f"- {code(other.code)}: decided by {prose(other.decided_by)}" for other in verdict.alternatives]
        yield from folded("Not excluded", lines)
    if verdict.ruled_out:
        lines = [f"- {code(cause.code)}: {prose(cause.because)}" for cause in verdict.ruled_out]
        yield from folded("Ruled out", lines)
    yield from folded("For support", fenced(document.support.text))


def _experiments(document: Document) -> list[str]:
    return table(
        ["experiment", "changed", "outcome", "flips", "answer"], [_experiment(item) for item in document.experiments]
    )


def _experiment(experiment: Experiment) -> list[str]:
    changed = ", ".join(f"{factor}: {level}" for factor, level in experiment.changed.items())
    flips = f"**{experiment.effect}**" if experiment.flips else experiment.effect or ""
    return [cell(experiment.id), cell(changed), experiment.outcome, flips, cell(answer_of(experiment))]


def _identity(document: Document) -> Iterator[str]:
    credential, team = document.credential, document.identity.key_and_deployment_team
    fingerprint = f", {code(credential.fingerprint)}" if credential.fingerprint else ""
    yield f"- the AI SDK uses here: {credential.method} from {code(credential.source)}{fingerprint}"
    if credential.problem:
        yield f"- {prose(credential.problem)}"
    for token in document.identity.tokens:
        yield f"- OIDC token in {token_place(token)}: {prose(token_state(token))}"
    yield f"- key's team and deployment's team: {team.relation} ({team.basis})"


def _variables(document: Document) -> list[str]:
    rows = [
        [
            cell(variable.name),
            cell(variable.shape if variable.present else "absent"),
            "" if variable.length is None else str(variable.length),
            cell(variable.fingerprint or ""),
            cell(defects_of(variable)),
        ]
        for variable in document.variables
        if worth_showing(variable)
    ]
    return table(["variable", "shape", "length", "fingerprint", "defects"], rows)


def _finding(finding: Finding) -> Iterator[str]:
    yield f"- **{finding.severity}** {code(finding.code)} ({finding.confidence}): {prose(finding.explanation)}"
    yield "  Evidence: " + ", ".join(code(pointer) for pointer in finding.evidence[:12])
