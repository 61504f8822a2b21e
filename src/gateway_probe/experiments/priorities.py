"""What the baseline's answer makes worth asking: after each refusal the requests that separate its candidates."""

from __future__ import annotations

from gateway_probe.document.vocabulary import ExperimentId
from gateway_probe.experiments.situation import Situation

Ids = tuple[ExperimentId, ...]

WAYS_IN: Ids = ("auth-header-other", "protocol-chat", "protocol-sdk")
"""Another path takes the key in another header as well: where both could be what decides, the header is asked alone."""

_OTHER_FORMS: Ids = (*WAYS_IN[:2], "headers-all", *WAYS_IN[2:], "team-none")
BYOK_GATE: Ids = ("model-tier", "headers-none", "credential-oidc", *_OTHER_FORMS, "byok-request")
_BYOK_GATE_OF_ANOTHER_TEAM: Ids = ("model-tier", "credential-oidc", "headers-none", *_OTHER_FORMS)
BYOK_GATE_PAID: Ids = ("options-none", "model-tier", "headers-none", "credential-oidc", "byok-request", *_OTHER_FORMS)
"""Where money was paid, or nobody knows, the word alone decides nothing: it may hide what the app's options or a
credential of its own do."""
_OF_THE_TEAM: Ids = ("credential-oidc", "headers-none", "model-control", *_OTHER_FORMS)
_OF_THE_TEAM_BY_TIER: Ids = tuple("model-tier" if name == "model-control" else name for name in _OF_THE_TEAM)
"""For an app of the control model itself: another model is asked for all the same."""
_OF_THE_MODEL: Ids = ("headers-none", "options-none", "credential-oidc", *_OTHER_FORMS, "model-control")
DENIED: Ids = ("team-none", "model-control", "credential-oidc", "headers-none", "auth-header-other")
UNKNOWN_CREDENTIAL: Ids = ("key-cleaned", "second-key-none", "credential-oidc", "team-none", "auth-header-other")
_BY_TYPE: dict[str, Ids] = {
    "byok_requires_paid_credits": BYOK_GATE,
    "no_providers_available": ("model-control", "options-none", "credential-oidc"),
    "access_denied": DENIED,
    "invalid_request_error": ("options-none", "headers-none", "model-control", *WAYS_IN),
    "insufficient_funds": _OF_THE_TEAM,
    "quota_for_entity_exceeded": _OF_THE_TEAM,
    "customer_verification_required": _OF_THE_TEAM,
    "model_not_found": _OF_THE_MODEL,
    "model_unavailable_in_region": ("model-control", "options-none"),
    "authentication_error": UNKNOWN_CREDENTIAL,
}
_NAMED_RESTRICTIONS = frozenset({"RestrictedModelsError", "RestrictedProvidersError"})
SAID_OUTRIGHT = frozenset({_OF_THE_TEAM, _OF_THE_TEAM_BY_TIER, _OF_THE_MODEL, _BYOK_GATE_OF_ANOTHER_TEAM})
"""The gateway's word explains it; what is asked besides would show that it holds for one form of the request alone."""
_PROVIDER_ANSWERED: Ids = ("byok-request", "headers-none", "route-other", "options-none", "model-control")
_NOT_REFUSED: Ids = ("model-control", "options-none", *WAYS_IN)
_UNKNOWN_REFUSAL: Ids = ("team-none", "headers-none", "credential-oidc", "options-none", *WAYS_IN, "model-control")
_CONTRADICTED: dict[str, Ids] = {
    "insufficient_funds": _UNKNOWN_REFUSAL,
    "authentication_error": (*UNKNOWN_CREDENTIAL, "headers-none", "options-none", *WAYS_IN[1:]),
    "model_not_found": ("headers-none", "credential-oidc", "model-control", "options-none", *WAYS_IN),
}
"""The same where the gateway's own look-ups say otherwise: they show funds, know the key, or list the model."""
UNEXPLAINED = frozenset({_UNKNOWN_REFUSAL, *_CONTRADICTED.values()})


def telling_experiments(situation: Situation) -> Ids:
    """The ids of the experiments that the baseline's answer makes worth asking, most telling first."""
    baseline = situation.baseline
    if baseline.answer in {None, "served", "none", "throttled"}:
        return ()
    if baseline.routing is not None and baseline.routing.attempted:
        return _PROVIDER_ANSWERED
    if baseline.answer != "refused":
        return _NOT_REFUSED
    if baseline.error is not None and baseline.error.rule_id is not None:
        return _OF_THE_MODEL
    kind = baseline.error_type
    if kind == "no_providers_available" and _names_its_reason(situation):
        return _OF_THE_MODEL
    if kind in _CONTRADICTED and _is_contradicted_by_look_ups(situation, kind):
        return _CONTRADICTED[kind]
    different = situation.team is not None and situation.team.relation == "different"
    if kind == "byok_requires_paid_credits" and different:
        # The key's team is known to be another one: what remains is whether the deployment's own team is served.
        return _BYOK_GATE_OF_ANOTHER_TEAM
    if kind == "byok_requires_paid_credits" and situation.may_have_paid:
        return BYOK_GATE_PAID
    telling = _BY_TYPE.get(kind or "", _UNKNOWN_REFUSAL)
    by_tier = telling is _OF_THE_TEAM and situation.asked.model == situation.control_model
    return _OF_THE_TEAM_BY_TIER if by_tier else telling


def _names_its_reason(situation: Situation) -> bool:
    """Whether the gateway says which restriction leaves no provider."""
    error = situation.baseline.error
    return error is not None and (error.param_name in _NAMED_RESTRICTIONS or "team-restriction" in error.says)


def _is_contradicted_by_look_ups(situation: Situation, kind: str) -> bool:
    """Whether the gateway's own look-ups say otherwise, so that its word explains nothing yet."""
    return {
        "insufficient_funds": situation.has_funds,
        "authentication_error": situation.own_credits is not None and situation.own_credits.credits is not None,
        "model_not_found": situation.model_is_listed,
    }[kind]
