"""Which experiments are worth their cost: the most telling first, by what the baseline was answered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gateway_probe.document.effect import BROKEN
from gateway_probe.document.vocabulary import PLANNED, ExperimentId, ReasonCode
from gateway_probe.experiments.design import Design, Request
from gateway_probe.experiments.designs import DESIGNS
from gateway_probe.experiments.priorities import (
    BYOK_GATE,
    BYOK_GATE_PAID,
    DENIED,
    SAID_OUTRIGHT,
    UNEXPLAINED,
    UNKNOWN_CREDENTIAL,
    WAYS_IN,
    Ids,
    telling_experiments,
)
from gateway_probe.experiments.situation import Situation
from gateway_probe.record import record

if TYPE_CHECKING:
    from gateway_probe.document.exchange import Experiment

MAX_TO_EXPLAIN = 6
"""So many generations are asked for, the baseline plain and streamed among them, where the gateway's word explains."""

MAX_PER_ROUND = 3

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
    wide = _asks_one_more(situation)
    # Refused alike in both ways of answering, it was said twice.
    word = situation.baseline.error_type or ""
    twice = situation.owes_other_way or any(item.refused_with(word) for item in situation.asked_before)
    crowded = wide and twice and len(plan_all(situation, ids)) > MAX_PER_ROUND
    repeat = not served and situation.baseline.answer != "throttled" and allowance > 1 and not crowded
    run = plan_all(situation, ("baseline-repeat",)) if repeat and "baseline-repeat" not in asked_before else []
    run += plan_all(situation, ("streaming",)) if situation.owes_other_way and allowance > len(run) else []
    room = max(0, min(MAX_PER_ROUND + wide, MAX_TO_EXPLAIN - asked - len(run)))
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
        others = (DESIGNS[name] for name in (*_EVERYTHING, *named) if name not in ids and name not in asked_before)
        left_out += [_leave_out_as_not_telling(design, design.change(situation)) for design in others]
    return Plan(run, left_out)


def _leave_out_as_not_telling(design: Design, request: Request | str) -> Experiment:
    if isinstance(request, str):
        return leave_out(design, "not-applicable", request)
    return leave_out(design, "not-telling", "its answer would not separate the causes of this outcome")


def early_round(situation: Situation, *, asked: int, allowance: int) -> list[Planned]:
    """The first round beside a baseline that is not answered yet, where that of `situation` foretells its answer.

    A model was asked for text, and its list says that it makes something else. Most refusals do not look at that, and
    a round after the new baseline would come too late. One that speaks of the request's form foretells nothing.
    """
    if situation.baseline.answer != "refused" or situation.baseline.status in _OF_THE_FORM:
        return []
    return first_round(situation, everything=False, asked=asked, allowance=allowance).run


def _asks_one_more(situation: Situation) -> bool:
    """Whether the gateway's word decides once it holds in every form of the request; or money was paid, so that a word
    of BYOK rather hides what the app's options or its own credential do."""
    telling = telling_experiments(situation)
    hides = telling is BYOK_GATE_PAID and bool(situation.asked.provider_options or situation.request_byok)
    return hides or telling in {BYOK_GATE, *SAID_OUTRIGHT}


def flip_to_confirm(situation: Situation, results: list[Experiment]) -> Experiment | None:
    """The most telling flip; None where the repeat shows that the baseline itself comes and goes.

    What a key that is refused as unknown hides is no flip: it is a control, as the bare key is.
    """
    if any(item.id == "baseline-repeat" and item.flips for item in results):
        return None
    unknown = telling_experiments(situation) is UNKNOWN_CREDENTIAL
    controls = CONTROLS | ({"credential-oidc"} if unknown else set())
    flips = {item.id: item for item in results if item.flips and item.id not in controls}
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
    # Of a model of the paid tier, asked without options, the team hears that it is of the free tier; or of BYOK again,
    # where it has a credential for that model too and no more money than free credit may be.
    by_tier = ("no_providers_available", *(("byok_requires_paid_credits",) if telling is BYOK_GATE else ()))
    explained = telling in SAID_OUTRIGHT or (tier is not None and tier.refused_with(*by_tier))
    if not explained and all(item is not None and item.effect in {"same", "changes"} for item in alone):
        ids.append("credential-and-headers")
    if telling in {BYOK_GATE, BYOK_GATE_PAID} and not explained:
        # The tier does not account for it: a filter or a credential among the app's options may.
        ids += [name for name in ("options-none", *telling) if name not in done]
    elif telling in UNEXPLAINED:
        ids += [name for name in telling if name not in done]
    elif telling is DENIED:
        ids.append("options-none")
    planned = plan_all(situation, tuple(ids))
    if not planned and telling is DENIED:
        # One path more, and only where nothing else is left to ask: each is asked so often that two leave too little.
        return plan_all(situation, WAYS_IN[1:])[:1]
    return planned


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
