"""A Document for the terminal: verdict first, then what it rests on, in 80 columns."""

from collections.abc import Iterable, Iterator

from gateway_probe.document import Document
from gateway_probe.document.exchange import Check, Experiment
from gateway_probe.document.facts import OidcToken, Variable
from gateway_probe.document.judgement import Finding, NextStep
from gateway_probe.reports.lines import inert, wrapped

_MARKS = {"passed": "ok", "refused": "NO", "failed": "!!", "errored": "!!", "timed-out": "..", "skipped": "--"}


def text_report(document: Document) -> str:
    """The report, ending in a newline."""
    sections = (
        _head(document),
        _verdict(document),
        _section("Checks", (line for check in document.gateway.checks for line in _check(check))),
        _section("Experiments (one factor changed)", _experiments(document.experiments)),
        _section("Credential and identity", _identity(document)),
        _section("Variables", (line for v in document.variables if _worth_showing(v) for line in _variable(v))),
        _section("Findings", (line for finding in document.findings for line in _finding(finding))),
        _section("For support", document.support.text.splitlines()),
    )
    return "\n".join(inert(line).rstrip() for section in sections for line in section) + "\n"


def _head(document: Document) -> Iterator[str]:
    probe, runtime = document.probe, document.runtime
    place = " / ".join(part for part in (runtime.platform, runtime.environment, runtime.region) if part)
    yield f"gateway-probe {probe.version}   {probe.started_at:%Y-%m-%d %H:%M:%S} UTC   {probe.disclosure} level"
    yield from wrapped(
        f"{place}   {probe.model} over {probe.protocol}   {probe.generations} generation requests", "", "  "
    )
    for warning in probe.warnings:
        yield from wrapped(f"warning: {warning}", "", "  ")


def _verdict(document: Document) -> Iterator[str]:
    verdict = document.verdict
    yield ""
    yield f"{verdict.status.upper()}: {verdict.code} ({verdict.confidence})"
    yield from wrapped(verdict.summary, "  ")
    if verdict.next_steps:
        yield ""
        yield "  Next:"
        for step in verdict.next_steps:
            yield from _step(step, "  ")
    if verdict.alternatives:
        yield ""
        yield "  Not excluded:"
        for other in verdict.alternatives:
            yield from wrapped(f"- {other.code}: decided by {other.decided_by}", "  ", "    ")
    if verdict.ruled_out:
        yield ""
        yield "  Ruled out:"
        for cause in verdict.ruled_out:
            yield from wrapped(f"- {cause.code}: {cause.because}", "  ", "    ")


def _section(title: str, lines: Iterable[str]) -> Iterator[str]:
    held = list(lines)
    if held:
        yield ""
        yield title
        yield from held


def _check(check: Check, note: str = "") -> list[str]:
    mark = _MARKS[check.outcome]
    time = f"{check.timing.total:7.0f} ms" if check.timing else " " * 10
    return wrapped(f"{mark:2} {check.id:<18}{time}  {_what(check)}{note}", "  ", " " * 35)


def _what(check: Check) -> str:
    parts = []
    if check.response is not None:
        parts.append(str(check.response.status))
        if check.response.error is not None and check.response.error.type:
            parts.append(check.response.error.type)
    if check.credits is not None:
        parts.append(f"balance {check.credits.balance_band}")
    if check.routing is not None and check.outcome == "passed":
        served = [a for m in check.routing.model_attempts for a in m.provider_attempts if a.success]
        parts += [f"served by {a.provider} ({a.credential_type})" for a in served[:1]]
    if check.reason is not None:
        parts.append(check.reason.text if check.outcome in {"skipped", "failed"} else check.reason.code)
    return ", ".join(parts)


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
        yield from wrapped(f"OIDC token in {_place(token)}: {_token(token)}", "  ", "    ")
    team = identity.key_and_deployment_team
    yield f"  key's team and deployment's team: {team.relation} ({team.basis})"


def _place(token: OidcToken) -> str:
    return {"header": "request header", "file": "file", "environment": "environment"}[token.source]


def _token(token: OidcToken) -> str:
    if token.state != "present":
        return token.state + (f" ({token.problem})" if token.problem else "")
    trusted = "" if token.platform_supplied is not False else ", sent by the caller, not used"
    return f"present, {token.validity}{trusted}"


def _worth_showing(variable: Variable) -> bool:
    return (
        variable.role == "gateway-key" or (variable.present and variable.role != "platform") or bool(variable.defects)
    )


def _variable(variable: Variable) -> list[str]:
    if not variable.present:
        return [f"  {variable.name:<28} absent"]
    length = f"{variable.length} characters"
    marks = "; ".join(
        d.kind + (f" {d.character}" if d.character else "") + (f" {d.other}" if d.other else "")
        for d in variable.defects
    )
    shown = f"{variable.name:<28} {variable.shape}, {length}, {variable.fingerprint or 'no fingerprint'}"
    return wrapped(shown + (f"  [{marks}]" if marks else ""), "  ", " " * 31)


def _finding(finding: Finding) -> Iterator[str]:
    yield f"  {finding.severity}: {finding.code} ({finding.confidence})"
    yield from wrapped(finding.explanation, "    ")
    yield from wrapped("evidence: " + " ".join(finding.evidence), "    ", "      ")


def _step(step: NextStep, indent: str) -> Iterator[str]:
    yield from wrapped(f"- {step.text}", indent, indent + "  ")
    if step.command:
        yield f"{indent}    $ {step.command}"
