"""The request's path as a row of gates, told from the evidence alone: passed up to where it stopped."""

import re

from gateway_probe.document import Document
from gateway_probe.document.exchange import Check, Experiment
from gateway_probe.reports.blocks import Gate, GateState, Path

_POINTER = re.compile(r"/experiments/(\d{1,3})/")
GATES = ("runtime", "key", "team", "tier", "route", "provider")
"""In the order in which a request meets them: is it sent at all, is its key known, may its team call, does the team's
tier and money cover it, is there a provider for it, and does that provider serve it."""

# Error types that the gateway's documentation and its client name; a type that is not here stops nowhere for certain.
_STOPS_AT = {
    "authentication_error": "key",
    "access_denied": "team",
    "customer_verification_required": "team",
    "quota_for_entity_exceeded": "team",
    "forbidden": "team",
    "byok_requires_paid_credits": "tier",
    "insufficient_funds": "tier",
    "invalid_request_error": "route",
    "model_not_found": "route",
    "model_unavailable_in_region": "route",
    "not_found": "route",
    "failed_dependency": "route",
}
_FACTORS = {
    "credential": "key",
    "credential-and-headers": "key",
    "deployment-headers": "runtime",
    "protocol": "runtime",
    "auth-header": "key",
    "team": "team",
    "shape": "route",
    "streaming": "route",
    "provider-route": "provider",
    "model": "route",
    "options": "route",
    "credential-source": "provider",
}


def path_of(document: Document) -> Path | None:
    """The path of the app's request; None where there is none, or nobody wanted it sent."""
    baseline = document.baseline
    if baseline is None or (baseline.left_out_by_choice and document.credential.state == "ready"):
        return None
    stopped = _find_stop(document, baseline)
    flip = _flip_of_verdict(document)
    decisive = _FACTORS.get(flip.factor) if flip is not None else stopped
    return Path(
        tuple(Gate(name, _state(name, baseline, stopped), decides=name == decisive) for name in GATES),
        _factor(flip, baseline) if decisive is not None else "",
    )


def _flip_of_verdict(document: Document) -> Experiment | None:
    """The experiment that the verdict rests on, where it rests on one: other flips decide nothing about it.

    A verdict that is only possible has not shown what decides, and where answers come and go anything seems to.
    """
    if document.verdict.confidence == "possible":
        return None
    pointers = [p for finding in document.findings if finding.code == document.verdict.code for p in finding.evidence]
    found = (_POINTER.match(pointer) for pointer in pointers)
    numbers = [int(match[1]) for match in found if match and int(match[1]) < len(document.experiments)]
    return next((document.experiments[number] for number in numbers if document.experiments[number].flips), None)


def _find_stop(document: Document, baseline: Check) -> str | None:
    """The gate that did not let the request through; None where it was served, or where no answer says which."""
    if baseline.answer == "served":
        return None
    if document.credential.state != "ready":
        return "key"
    if baseline.answer in {None, "none", "foreign"}:
        return "runtime"
    error = baseline.error
    if baseline.routing is not None and baseline.routing.attempted:
        return "provider"
    kind = baseline.error_type
    if kind == "no_providers_available" and error is not None:
        return "tier" if error.param_name == "RestrictedModelsError" or "free-tier" in error.says else "route"
    if baseline.answer == "throttled":
        return "tier" if error is not None and "free-tier" in error.says else None
    return _STOPS_AT.get(kind or "") or ("key" if baseline.status == 401 else None)


def _state(name: str, baseline: Check, stopped: str | None) -> GateState:
    if baseline.answer == "served":
        return "passed"
    if stopped is None:
        # An answer of the gateway that names no gate: it was reached, and no more is known.
        return "passed" if name == "runtime" else "unknown"
    at, end = GATES.index(name), GATES.index(stopped)
    return "passed" if at < end else "stopped" if at == end else "not-reached"


def _factor(flip: Experiment | None, baseline: Check) -> str:
    """What decides, in as few words as the evidence has for it."""
    if flip is not None:
        factor = f"the {flip.factor.replace('-', ' ')}"
        return f"{factor}: {flip.part}" if flip.enough else flip.decides or factor
    if baseline.error_type:
        return baseline.error_type
    return baseline.reason.code if baseline.reason is not None else ""
