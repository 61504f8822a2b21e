"""Which experiments are worth their cost: the most telling first, by what the baseline was answered."""

from dataclasses import dataclass

from gateway_probe.document.exchange import Check, Experiment, Reason
from gateway_probe.experiments.factors import FACTORS, Factor, Request
from gateway_probe.experiments.situation import Situation

MAX_PER_ROUND = 3
"""With the baseline, its repeat and one follow-up that makes six requests, the default limit."""

# The failure catalogue's decision table (3.4): after each answer, the requests that separate its candidates.
_BYOK_GATE = ("model-tier", "headers-none", "headers-all", "credential-oidc", "byok-request", "protocol-chat")
_BY_TYPE: dict[str, tuple[str, ...]] = {
    "byok_requires_paid_credits": _BYOK_GATE,
    "no_providers_available": ("model-control", "options-none", "credential-oidc"),
    "access_denied": ("model-control", "credential-oidc", "headers-none"),
    "forbidden": ("model-control", "options-none"),
    "invalid_request_error": ("options-none", "model-control"),
    "insufficient_funds": ("credential-oidc",),
    "quota_for_entity_exceeded": ("credential-oidc",),
    "customer_verification_required": (),
    "model_not_found": ("model-control",),
    "authentication_error": ("credential-oidc",),
    "rate_limit_exceeded": (),
}
_PROVIDER_FAILED = ("byok-request", "route-other", "options-none", "model-control")
_GATEWAY_FAILED = ("baseline-repeat", "model-control", "protocol-chat", "headers-none")
_UNKNOWN_REFUSAL = ("model-control", "headers-none", "options-none", "credential-oidc", "protocol-chat")
_EVERYTHING = tuple(name for name in FACTORS if name != "baseline-repeat")


@dataclass(frozen=True)
class Planned:
    """An experiment that will be run."""

    factor: Factor
    request: Request


@dataclass(frozen=True)
class Plan:
    """One round: what to ask, and what is left out with its reason."""

    run: list[Planned]
    left_out: list[Experiment]


def first_round(situation: Situation, *, everything: bool, allowance: int) -> Plan:
    """The experiments to run beside each other once the baseline is answered.

    `allowance` is how many generation requests are left. One of several is kept for repeating the baseline, so
    that a flip cannot be a coincidence; a single one is better spent on the most telling question.
    """
    ids = _EVERYTHING if everything else telling_experiments(situation)
    limit = len(ids) if everything else MAX_PER_ROUND
    kept = 1 if situation.baseline.outcome != "passed" and allowance > 1 else 0
    spend = max(0, min(limit, allowance - kept))
    run: list[Planned] = []
    left_out: list[Experiment] = []
    for factor in (FACTORS[name] for name in ids):
        request = factor.change(situation)
        if isinstance(request, str):
            left_out.append(skipped(factor, "not-applicable", request))
        elif len(run) >= spend:
            left_out.append(
                skipped(factor, "generation-limit", "the limit of generation requests leaves no room for it")
            )
        else:
            run.append(Planned(factor, request))
    if situation.baseline.outcome != "passed":
        others = (FACTORS[name] for name in _EVERYTHING if name not in ids)
        left_out += [
            skipped(factor, "not-telling", "its answer would not separate the causes of this outcome")
            for factor in others
        ]
    return Plan(run, left_out)


def second_round(situation: Situation, results: list[Experiment], *, allowance: int) -> list[Planned]:
    """What the first round asks for.

    Where taking all headers off, or sending them, flipped the answer: which of them it is, and the baseline once
    more, so that the flip is no coincidence. Where anything else flipped: the baseline once more. Where nothing
    flipped a refusal of unknown kind: the experiments that the first round had no room for.
    """
    done = {result.id for result in results}
    flipped = {result.id for result in results if result.flips}
    ids: tuple[str, ...] = ()
    if flipped & {"headers-none", "headers-all"}:
        ids = ("baseline-repeat", "headers-project")
    elif flipped and situation.baseline.outcome != "passed":
        ids = ("baseline-repeat",)
    elif not flipped and telling_experiments(situation) is _UNKNOWN_REFUSAL:
        ids = _UNKNOWN_REFUSAL
    asked = ((FACTORS[name], FACTORS[name].change(situation)) for name in ids if name not in done)
    return [Planned(factor, request) for factor, request in asked if not isinstance(request, str)][: max(0, allowance)]


def telling_experiments(situation: Situation) -> tuple[str, ...]:
    """The ids of the experiments that the baseline's answer makes worth asking, most telling first."""
    baseline = situation.baseline
    if baseline.outcome in {"passed", "skipped", "errored", "timed-out"}:
        return ()
    if _attempts(baseline):
        return _PROVIDER_FAILED
    if baseline.outcome == "failed":
        return _GATEWAY_FAILED
    error = baseline.response.error if baseline.response else None
    if (
        error is not None
        and error.type == "byok_requires_paid_credits"
        and situation.team is not None
        and situation.team.relation == "different"
    ):
        # The key's team is known to be another one: what remains is whether the deployment's own team is served.
        return ("model-tier", "credential-oidc")
    return _BY_TYPE.get((error.type if error else None) or "", _UNKNOWN_REFUSAL)


def skipped(factor: Factor, code: str, text: str) -> Experiment:
    """An experiment that was left out, as the Document shows it."""
    return Experiment(
        id=factor.id,
        factor=factor.factor,
        question=factor.question,
        changed={factor.factor: factor.level},
        outcome="skipped",
        cost=factor.cost,
        reason=Reason(code=code, text=text),
    )


def _attempts(baseline: Check) -> bool:
    routing = baseline.routing
    if routing is None:
        return False
    return bool(routing.total_provider_attempts) or any(model.provider_attempts for model in routing.model_attempts)
