"""A Document for the terminal: verdict first, then what it rests on, in 80 columns."""

from collections.abc import Iterable, Iterator

from gateway_probe.document import Document
from gateway_probe.document.exchange import Check, Experiment
from gateway_probe.document.facts import Variable
from gateway_probe.document.judgement import Finding, NextStep, Severity, Status, Verdict
from gateway_probe.document.vocabulary import Outcome
from gateway_probe.reports.lines import wrapped
from gateway_probe.reports.terminal import Tone, Toned, finished, toned
from gateway_probe.reports.waterfall_text import waterfall
from gateway_probe.reports.wording import answer_of, defects_of, place_of, token_place, token_state, worth_showing

STATUS_TONES: dict[Status, Tone] = {
    "healthy": "good",
    "degraded": "doubtful",
    "failing": "bad",
    "inconclusive": "doubtful",
}
_SEVERITY_TONES: dict[Severity, Tone] = {"error": "bad", "warning": "doubtful", "info": "plain"}
_MARKS: dict[Outcome, tuple[str, Tone]] = {
    "passed": ("ok", "plain"),
    "refused": ("NO", "bad"),
    "failed": ("!!", "bad"),
    "errored": ("!!", "bad"),
    "timed-out": ("..", "bad"),
    "skipped": ("--", "faint"),
}


def document_text(document: Document, *, colour: bool = False) -> str:
    """The report, ending in a newline."""
    sections = (
        _head(document),
        _verdict(document),
        section("Experiments (one factor changed)", _experiments(document.experiments)),
        section("Checks", (line for check in document.gateway.checks for line in _check(check))),
        section("Requests in time", waterfall(document)),
        section("Variables", (line for v in document.variables if worth_showing(v) for line in _variable(v))),
        section("Credential and identity", _identity(document)),
        section("Findings", (line for finding in document.findings for line in _finding(finding))),
        section("Not excluded", _not_excluded(document.verdict)),
        section("Ruled out", _ruled_out(document.verdict)),
        section("For support", document.support.text.splitlines()),
    )
    return finished((line for lines in sections for line in lines), colour=colour)


def section(title: str, lines: Iterable[str]) -> Iterator[str]:
    """A titled part of a report; nothing where it has no lines."""
    held = list(lines)
    if held:
        yield ""
        yield Toned(title, "title")
        yield from held


def step_lines(step: NextStep, indent: str) -> Iterator[str]:
    """One thing to do; its command stays whole, to be copied."""
    yield from wrapped(f"- {step.text}", indent, indent + "  ")
    if step.command:
        yield f"{indent}    $ {step.command}"


def _head(document: Document) -> Iterator[str]:
    probe = document.probe
    yield f"gateway-probe {probe.version}   {probe.started_at:%Y-%m-%d %H:%M:%S} UTC   {probe.disclosure} level"
    yield from wrapped(
        f"{place_of(document.runtime)}   {probe.model} over {probe.protocol}   {probe.generations} generation requests",
        "",
        "  ",
    )
    for warning in probe.warnings:
        yield from wrapped(f"warning: {warning}", "", "  ")


def _verdict(document: Document) -> Iterator[str]:
    verdict = document.verdict
    yield ""
    yield Toned(f"{verdict.status.upper()}: {verdict.code} ({verdict.confidence})", STATUS_TONES[verdict.status])
    yield from wrapped(verdict.summary, "  ")
    if verdict.next_steps:
        yield ""
        yield "  Next:"
        for step in verdict.next_steps:
            yield from step_lines(step, "  ")


def _check(check: Check, note: str = "") -> list[str]:
    mark, tone = _MARKS[check.outcome]
    time = f"{check.timing.total:7.0f} ms" if check.timing else " " * 10
    return toned(wrapped(f"{mark:2} {check.id:<18}{time}  {answer_of(check)}{note}", "  ", " " * 35), tone)


def _experiments(experiments: list[Experiment]) -> Iterator[str]:
    for experiment in experiments:
        if experiment.outcome == "skipped":
            continue
        yield from _check(experiment, "  <- FLIPS" if experiment.flips else "")
    left_out = [experiment for experiment in experiments if experiment.outcome == "skipped"]
    if left_out:
        names = ", ".join(f"{e.id} ({e.reason.code})" if e.reason else e.id for e in left_out)
        yield from wrapped(f"left out: {names}", "  ", "    ")


def _identity(document: Document) -> Iterator[str]:
    credential, identity = document.credential, document.identity
    fingerprint = f", {credential.fingerprint}" if credential.fingerprint else ""
    yield from wrapped(f"the AI SDK uses here: {credential.method} from {credential.source}{fingerprint}", "  ", "    ")
    if credential.problem:
        yield from wrapped(credential.problem, "    ")
    for token in identity.tokens:
        yield from wrapped(f"OIDC token in {token_place(token)}: {token_state(token)}", "  ", "    ")
    team = identity.key_and_deployment_team
    yield f"  key's team and deployment's team: {team.relation} ({team.basis})"


def _variable(variable: Variable) -> list[str]:
    if not variable.present:
        return [f"  {variable.name:<28} absent"]
    length = f"{variable.length} characters"
    marks = defects_of(variable)
    shown = f"{variable.name:<28} {variable.shape}, {length}, {variable.fingerprint or 'no fingerprint'}"
    return wrapped(shown + (f"  [{marks}]" if marks else ""), "  ", " " * 31)


def _finding(finding: Finding) -> Iterator[str]:
    yield Toned(f"  {finding.severity}: {finding.code} ({finding.confidence})", _SEVERITY_TONES[finding.severity])
    yield from wrapped(finding.explanation, "    ")
    yield from wrapped("evidence: " + " ".join(finding.evidence), "    ", "      ")


def _not_excluded(verdict: Verdict) -> Iterator[str]:
    for other in verdict.alternatives:
        yield from wrapped(f"- {other.code}: decided by {other.decided_by}", "  ", "    ")


def _ruled_out(verdict: Verdict) -> Iterator[str]:
    for cause in verdict.ruled_out:
        yield from wrapped(f"- {cause.code}: {cause.because}", "  ", "    ")
