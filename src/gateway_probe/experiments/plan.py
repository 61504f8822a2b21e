"""Which experiments are worth their cost: the most telling first, by what the baseline was answered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gateway_probe.document.effect import BROKEN
from gateway_probe.document.vocabulary import PLANNED, ExperimentId, ReasonCode
from gateway_probe.experiments.design import Design, Request
from gateway_probe.experiments.designs import DESIGNS
from gateway_probe.experiments.situation import Situation
from gateway_probe.record import record

if TYPE_CHECKING:
    from gateway_probe.document.exchange import Experiment

MAX_TO_EXPLAIN = 6
"""So many generations are asked for, the baseline plain and streamed among them, where the gateway's word explains."""

MAX_PER_ROUND = 3

Ids = tuple[ExperimentId, ...]

_WAYS_IN: Ids = ("auth-header-other", "protocol-chat", "protocol-sdk")
"""Another path takes the key in another header as well: where both could be what decides, the header is asked alone."""

# After each refusal, the requests that separate its candidates.
_BYOK_GATE: Ids = (
    "model-tier",
    "headers-none",
    "headers-all",
    "credential-oidc",
    "byok-request",
    *_WAYS_IN,
)
_BYOK_GATE_PAID: Ids = ("options-none", *_BYOK_GATE)
_BY_TYPE: dict[str, Ids] = {
    "byok_requires_paid_credits": _BYOK_GATE,
    "no_providers_available": ("model-control", "options-none", "credential-oidc"),
    "access_denied": ("team-none", "model-control", "credential-oidc", "headers-none", "auth-header-other"),
    "invalid_request_error": ("options-none", "headers-none", "model-control", *_WAYS_IN),
    "insufficient_funds": ("credential-oidc",),
    "quota_for_entity_exceeded": ("credential-oidc", "headers-none", *_WAYS_IN),
    "customer_verification_required": ("credential-oidc", "headers-none", "model-control", *_WAYS_IN),
    "model_not_found": ("model-control",),
    "model_unavailable_in_region": ("model-control", "options-none"),
    "authentication_error": ("key-cleaned", "second-key-none", "credential-oidc", "team-none", "auth-header-other"),
}
_SAID_OUTRIGHT = frozenset({_BY_TYPE["quota_for_entity_exceeded"], _BY_TYPE["customer_verification_required"]})
"""The gateway's word explains it; what is asked besides would show that it holds for one form of the request alone."""
_RULE_DENIED: Ids = ("model-control",)
"""A routing rule says that it denies the model, and no more is asked than whether another one is served."""
_PROVIDER_ANSWERED: Ids = ("byok-request", "route-other", "options-none", "model-control")
_NOT_REFUSED: Ids = ("model-control", "options-none", *_WAYS_IN)
_UNKNOWN_REFUSAL: Ids = ("team-none", "headers-none", "credential-oidc", "options-none", *_WAYS_IN, "model-control")
_CONTRADICTED: dict[str, Ids] = {
    "insufficient_funds": _UNKNOWN_REFUSAL,
    "authentication_error": (*_BY_TYPE["authentication_error"], "headers-none", "options-none", *_WAYS_IN[1:]),
    "model_not_found": ("headers-none", "credential-oidc", "model-control", "options-none", *_WAYS_IN),
}
"""The same where the gateway's own look-ups say otherwise: they show funds, know the key, or list the model."""
_UNEXPLAINED = frozenset({_UNKNOWN_REFUSAL, *_CONTRADICTED.values()})
_OF_THE_FORM = frozenset({400, 404, 405, 415, 422})
_TAKES_TIME = frozenset({"budget-timeout", "read-timeout", "time-budget"})
_EVERYTHING: Ids = tuple(name for name in DESIGNS if name in PLANNED)
CONTROLS = frozenset({"baseline-repeat", "model-control", "model-tier", "key-cleaned"})
"""They say something about the model, the moment, or what is behind a key that the look-ups know to be wrapped; a flip
of one of them blames no factor of the request."""


@record(frozen=True)
class Planned:
    """An experiment that will be run."""

    design: Design
    request: Request


@record(frozen=True)
class Plan:
    """One round: what to ask, and what is left out with its reason."""

    run: list[Planned]
    left_out: list[Experiment]


def first_round(situation: Situation, *, everything: bool, asked: int, allowance: int) -> Plan:
    """The experiments to run beside each other once the baseline is answered, the repeat of a failing one first.

    `asked` is how many generation requests there were, `allowance` how many are left; a single one is better spent on
    the most telling question.
    """
    served = situation.baseline.answer == "served"
    asked_before = {item.id for item in situation.asked_before} | ({"streaming"} if situation.owes_other_way else set())
    named: Ids = tuple(
        item.id for item in DESIGNS.values() if item.factor == "shape" and item.level in situation.shapes
    )
    shaped = named if served else ()
    ids = _EVERYTHING if everything else telling_experiments(situation)
    ids = tuple(name for name in ids if name not in asked_before) + shaped
    hidden = _may_hide_more(situation)
    twice = asked > 1 or situation.owes_other_way
    repeat = not served and situation.baseline.answer != "throttled" and allowance > 1 and not (hidden and twice)
    run = plan_all(situation, ("baseline-repeat",)) if repeat and "baseline-repeat" not in asked_before else []
    run += plan_all(situation, ("streaming",)) if situation.owes_other_way and allowance > len(run) else []
    room = max(0, min(MAX_PER_ROUND + hidden, MAX_TO_EXPLAIN - asked - len(run)))
    limit = len(ids) if everything else room + len(shaped)
    spend = max(0, min(limit, allowance - len(run)))
    left_out: list[Experiment] = []
    taken = 0
    for design in (DESIGNS[name] for name in ids):
        request = design.change(situation)
        if isinstance(request, str):
            left_out.append(leave_out(design, "not-applicable", request))
        elif taken >= spend:
            text = "the limit of generation requests leaves no room for it"
            left_out.append(leave_out(design, "generation-limit", text))
        else:
            run.append(Planned(design, request))
            taken += 1
    if not served:
        text = "its answer would not separate the causes of this outcome"
        others = (DESIGNS[name] for name in (*_EVERYTHING, *named) if name not in ids and name not in asked_before)
        left_out += [leave_out(design, "not-telling", text) for design in others]
    return Plan(run, left_out)


def early_round(situation: Situation, *, asked: int, allowance: int) -> list[Planned]:
    """The first round beside a baseline that is not answered yet, where that of `situation` foretells its answer.

    A model was asked for text, and its list says that it makes something else. Most refusals do not look at that, and
    a round after the new baseline would come too late. One that speaks of the request's form foretells nothing.
    """
    if situation.baseline.answer != "refused" or situation.baseline.status in _OF_THE_FORM:
        return []
    return first_round(situation, everything=False, asked=asked, allowance=allowance).run


def _may_hide_more(situation: Situation) -> bool:
    """Whether money was paid, so that a word of BYOK rather hides what the app's options or its own credential do.

    One of them is asked besides, in place of the repeat where both ways of answering were refused already.
    """
    paid = telling_experiments(situation) is _BYOK_GATE_PAID
    return paid and bool(situation.asked.provider_options or situation.request_byok)


def flip_to_confirm(results: list[Experiment]) -> Experiment | None:
    """The most telling flip; None where the repeat shows that the baseline itself comes and goes."""
    if any(item.id == "baseline-repeat" and item.flips for item in results):
        return None
    flips = {item.id: item for item in results if item.flips and item.id not in CONTROLS}
    return next((flips[name] for name in DESIGNS if name in flips), None)


def broken_stream(before: list[Experiment]) -> Experiment | None:
    """A stream that failed beside a served plain answer, which may be chance; to wait for it again would take long."""
    found = next((item for item in before if item.id == "streaming" and item.answer in BROKEN), None)
    waited = found is not None and found.reason is not None and found.reason.code in _TAKES_TIME
    return None if waited else found


def follow_up(situation: Situation, results: list[Experiment]) -> list[Planned]:
    """What is asked once more where no single factor flipped a refusal.

    The two most telling factors are changed together: credential and deployment headers, each of which alone left the
    refusal as it was. For a refusal that nothing explains yet, the experiments that the first round had no room for.
    """
    if situation.baseline.answer != "refused" or any(item.id == "baseline-repeat" and item.flips for item in results):
        return []
    if situation.baseline.refused_with("access_denied") and situation.credits_are_denied:
        return []
    done = {item.id: item for item in results}
    ids: list[ExperimentId] = []
    alone = (done.get("credential-oidc"), done.get("headers-none"))
    tier = done.get("model-tier")
    telling = telling_experiments(situation)
    explained = telling in _SAID_OUTRIGHT or (tier is not None and tier.refused_with("no_providers_available"))
    if not explained and all(item is not None and item.effect in {"same", "changes"} for item in alone):
        ids.append("credential-and-headers")
    if telling in {_BYOK_GATE, _BYOK_GATE_PAID} and not explained:
        # The tier does not account for it: a filter or a credential among the app's options may.
        ids += [name for name in ("options-none", *telling) if name not in done]
    elif telling in _UNEXPLAINED:
        ids += [name for name in telling if name not in done]
    elif telling is _BY_TYPE["access_denied"]:
        ids.append("options-none")
    planned = plan_all(situation, tuple(ids))
    if not planned and telling is _BY_TYPE["access_denied"]:
        # One path more, and only where nothing else is left to ask: each is asked so often that two leave too little.
        return plan_all(situation, _WAYS_IN[1:])[:1]
    return planned


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
        return _RULE_DENIED
    kind = baseline.error_type
    if kind in _CONTRADICTED and _is_contradicted_by_look_ups(situation, kind):
        return _CONTRADICTED[kind]
    different = situation.team is not None and situation.team.relation == "different"
    if kind == "byok_requires_paid_credits" and different:
        # The key's team is known to be another one: what remains is whether the deployment's own team is served.
        return ("model-tier", "credential-oidc")
    if kind == "byok_requires_paid_credits" and situation.has_paid:
        return _BYOK_GATE_PAID
    return _BY_TYPE.get(kind or "", _UNKNOWN_REFUSAL)


def _is_contradicted_by_look_ups(situation: Situation, kind: str) -> bool:
    """Whether the gateway's own look-ups say otherwise, so that its word explains nothing yet."""
    return {
        "insufficient_funds": situation.has_funds,
        "authentication_error": situation.own_credits is not None and situation.own_credits.credits is not None,
        "model_not_found": situation.model_is_listed,
    }[kind]


def leave_out(design: Design, code: ReasonCode, text: str) -> Experiment:
    """An experiment that was not run, as the Document shows it."""
    from gateway_probe.document.exchange import Experiment, Reason

    return Experiment(
        id=design.id,
        factor=design.factor,
        question=design.question,
        changed={design.factor: design.level},
        outcome="skipped",
        cost="metered",
        reason=Reason(code=code, text=text),
    )


def plan_all(situation: Situation, ids: Ids) -> list[Planned]:
    """Those of these experiments that can be made of this situation."""
    asked = ((DESIGNS[name], DESIGNS[name].change(situation)) for name in ids)
    return [Planned(design, request) for design, request in asked if not isinstance(request, str)]
