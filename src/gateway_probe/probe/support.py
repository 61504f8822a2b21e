"""What support staff ask for in the threads, as one text to paste. It shows what its Document shows, at its level."""

from collections.abc import Iterator

from gateway_probe.document.document import Evidence
from gateway_probe.document.effect import tell_chance
from gateway_probe.document.exchange import Check, Experiment
from gateway_probe.document.judgement import Support, Verdict


def support_block(evidence: Evidence, verdict: Verdict) -> Support:
    """Place, identity, each generation request with its id, status, error type and routing."""
    try:
        return Support(text="\n".join(_lines(evidence, verdict)))
    except Exception as error:  # noqa: BLE001 - the run was made and is paid for
        return Support(text=f"probe-fault: this probe failed on this text ({type(error).__name__})")


def _lines(evidence: Evidence, verdict: Verdict) -> Iterator[str]:
    probe, runtime = evidence.probe, evidence.runtime
    yield f"gateway-probe {probe.version}, {probe.started_at:%Y-%m-%d %H:%M:%S} UTC, {probe.disclosure} level"
    yield f"verdict: {verdict.status}, {verdict.code} ({verdict.confidence})"
    where = [
        runtime.platform,
        runtime.environment,
        runtime.region,
        f"commit {runtime.commit[:7]}" if runtime.commit else None,
    ]
    yield "place: " + ", ".join(part for part in where if part)
    yield f"model: {probe.model}, protocol {probe.protocol}"
    for label, value in (
        ("deployment", runtime.deployment_id),
        ("project", runtime.project_id),
        ("request", runtime.request_id),
    ):
        if value:
            yield f"{label}: {value}"
    token = next((token for token in evidence.identity.tokens if token.claims is not None), None)
    if token is not None and token.claims is not None and token.claims.owner_id:
        yield f"team of the deployment: {token.claims.owner_id} (from the OIDC token, not verified)"
    key = evidence.key
    if key is not None:
        length = key.length if key.present else "none"
        named = key.fingerprint or ("needs a salt" if key.needs_salt else "none")
        yield f"key: {key.shape}, length {length}, fingerprint {named}"
    team = evidence.identity.key_and_deployment_team
    yield f"key's team and deployment's team: {team.relation} ({team.basis})"
    for check in evidence.gateway.checks:
        if check.id.startswith("credits") or check.id == "baseline":
            yield _request(check)
    for experiment in evidence.experiments:
        if experiment.asked:
            yield _request(experiment)
            yield from _repeats(experiment)


def _repeats(experiment: Experiment) -> Iterator[str]:
    for repeat in experiment.repeats:
        parts = [f"  asked again, {repeat.arm}: {repeat.answer}"]
        parts += [str(part) for part in (repeat.status, repeat.error_type) if part]
        if repeat.generation_id:
            parts.append(f"generation {repeat.generation_id}")
        yield ", ".join(parts)
    if experiment.chance is not None:
        yield f"  {tell_chance(experiment.chance)}"


def _request(check: Check) -> str:
    parts = [f"{check.id}: {check.outcome}"]
    response = check.response
    if isinstance(check, Experiment) and check.changed:
        parts.append("changed " + ", ".join(f"{factor} = {level}" for factor, level in check.changed.items()))
    if response is not None:
        parts.append(str(response.status))
        if response.error is not None and response.error.type:
            parts.append(response.error.type)
        if "x-vercel-id" in response.headers:
            parts.append(f"x-vercel-id {response.headers['x-vercel-id']}")
    if check.reason is not None:
        parts.append(check.reason.code)
    if check.generation_id:
        parts.append(f"generation {check.generation_id}")
    if check.routing is not None:
        routing = check.routing
        parts.append(f"provider attempts {routing.total_provider_attempts}")
        parts.append(f"resolved provider {routing.resolved_provider}")
    return ", ".join(parts)
