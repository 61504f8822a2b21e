"""Runs the plan, each round at once, within the limit of generation requests and the time budget.

First the experiments and the baseline once more; then, where a factor flipped the answer, both arms interleaved until
each has four answers that were not used to find the flip. What is asked only where no factor did brings its repeats
along instead: three requests that follow each other are all the time that a run takes.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal

from gateway_probe.document.effect import WANTED_REPEATS, effect_of
from gateway_probe.experiments.design import Design, Request, level_of
from gateway_probe.experiments.designs import DESIGNS
from gateway_probe.experiments.halving import Parts, name_part, parts_of, plan_parts
from gateway_probe.experiments.plan import (
    CONTROLS,
    Plan,
    Planned,
    broken_stream,
    first_round,
    flip_to_confirm,
    follow_up,
    leave_out,
    plan_all,
)
from gateway_probe.experiments.repeats import confirm, order_in_turns, repeat_of
from gateway_probe.experiments.situation import Situation
from gateway_probe.gateway import GatewayClient
from gateway_probe.runtime.guard import all_of

if TYPE_CHECKING:
    from gateway_probe.document.exchange import Check, Experiment, Repeat

ENOUGH_TO_SAY = 2
"""With fewer answers of each arm a flip is no more than possible."""

MIN_TIME_S = 1.0
"""With less time left than this an experiment is not begun."""


async def run_experiments(
    gateway: GatewayClient,
    situation: Situation,
    *,
    mode: Literal["auto", "none", "all"],
    max_generations: int,
    others: Sequence[Planned] = (),
) -> list[Experiment]:
    """Every experiment in the order of the plan, those that were left out with their reasons, and the `others` behind
    them, which are asked in the first round whatever the plan is."""
    before = list(situation.asked_before)
    if mode == "none":
        owed = plan_all(situation, ("streaming",)) if situation.owes_other_way else []
        return before + await _run_round(gateway, situation, [*owed, *others], 1)
    limit = max_generations - len(others)
    served = situation.baseline.answer == "served" and mode == "auto"
    asked = gateway.generations
    plan = first_round(situation, everything=mode == "all", asked=asked, allowance=limit - asked)
    # A stream that failed beside a served answer is asked again at once, and nothing besides.
    run = [] if served and _odd_one(situation, before, served=True) is not None else plan.run
    now, later = (others, ()) if run else ((), others)
    told = await _run_round(gateway, situation, [*run, *now], 1)
    results, more = await all_of(
        _ask_further(gateway, situation, before + told[: len(run)], max_generations - len(later), served=served),
        _run_round(gateway, situation, later, 1),
    )
    return [*_in_order(results, plan), *told[len(run) :], *more]


async def _ask_further(
    gateway: GatewayClient, situation: Situation, results: list[Experiment], max_generations: int, *, served: bool
) -> list[Experiment]:
    """The second round: a flip once more, or what is asked only where nothing flipped."""
    odd = _odd_one(situation, results, served=served)
    if odd is not None:
        return await _confirm(gateway, situation, results, odd, max_generations)
    return results + await _follow_up(gateway, situation, results, max_generations - gateway.generations)


def _odd_one(situation: Situation, results: list[Experiment], *, served: bool) -> Experiment | None:
    """What is asked again: the most telling flip or, where the app is served, a stream that failed beside it."""
    return flip_to_confirm(situation, results) or (broken_stream(results) if served else None)


def first_asking(design: Design, check: Check, baseline: Check) -> Experiment:
    """An experiment that was asked together with the baseline."""
    return _experiment(design, check, baseline, 0)


async def _run_round(
    gateway: GatewayClient, situation: Situation, planned: Sequence[Planned], number: int
) -> list[Experiment]:
    if not planned:
        return []
    if gateway.deadline.remaining_s() < MIN_TIME_S:
        return [leave_out(item.design, "time-budget", "the time budget of the run had ended") for item in planned]
    checks = await all_of(*(ask_planned(gateway, item) for item in planned))
    return [
        _experiment(item.design, check, situation.baseline, number) for item, check in zip(planned, checks, strict=True)
    ]


async def _follow_up(
    gateway: GatewayClient, situation: Situation, results: list[Experiment], allowance: int
) -> list[Experiment]:
    """The second round where no factor flipped anything.

    The most telling are asked as often as would confirm a flip, since a third round would come too late; each of the
    others is asked once, as far as the limit has room.
    """
    planned = follow_up(situation, results)
    if not planned or gateway.deadline.remaining_s() < MIN_TIME_S:
        return await _run_round(gateway, situation, planned, 2)
    have = _repeats_of_baseline(situation, results)
    controls = [item for item in planned if item.design.id in CONTROLS]
    suspects = [item for item in planned if item.design.id not in CONTROLS]
    for number in range(len(suspects), 0, -1):
        more, each = _arms(len(have), allowance - len(controls) - number, variants=number)
        if each >= ENOUGH_TO_SAY:
            break
    else:
        number, more, each = 0, 0, 0
    left = max(0, allowance - more - number * (1 + each))
    once = [*controls, *suspects[number:]][:left]
    parts = (
        parts_of(situation, "options-none") if any(it.design.id == "options-none" for it in suspects[:number]) else None
    )
    once += plan_parts(situation, parts, allowance=left - len(once)) if parts else []
    repeat = _plan_baseline(situation)
    often = [(repeat, more), *((item, 1 + each) for item in suspects[:number]), *((item, 1) for item in once)]
    answers = await _ask_in_turns(gateway, often)
    told: list[Experiment] = []
    for item in (item for item, times in often[1:] if times):
        first, *_ = (check for asked, check in answers if asked is item)
        experiment = _experiment(item.design, first, situation.baseline, 2)
        again = [
            repeat_of(experiment if asked is item else situation.baseline, check, baseline=asked is repeat)
            for asked, check in answers
            if asked is repeat or (asked is item and check is not first)
        ]
        told.append(experiment if item in once else confirm(experiment, have + again))
    return [_name_option(item, parts, told) for item in told]


def _name_option(experiment: Experiment, parts: Parts | None, told: list[Experiment]) -> Experiment:
    """With the option that decides, where leaving them all out flips the answer."""
    if parts is None or experiment.id != "options-none" or experiment.chance is None:
        return experiment
    of_parts = [item for item in told if item.id not in DESIGNS]
    return experiment.model_copy(update={"decides": name_part(parts, of_parts)})


async def _confirm(
    gateway: GatewayClient, situation: Situation, results: list[Experiment], flip: Experiment, max_generations: int
) -> list[Experiment]:
    """The results with this flip confirmed, as far as the limits allow, and what was told of its parts."""
    if gateway.deadline.remaining_s() < MIN_TIME_S:
        return results
    number = max((item.round for item in results), default=0) + 1
    design = DESIGNS[flip.id]
    request = design.change(situation)
    if isinstance(request, str):
        return results
    repeats = _repeats_of_baseline(situation, results)
    arms = _arms(len(repeats), max_generations - gateway.generations)
    parts = parts_of(situation, flip.id)
    left = max_generations - gateway.generations - sum(arms)
    alone = flip.id == "headers-none" and parts is not None and left < parts.requests
    telling = plan_parts(situation, parts, allowance=left) if parts and not alone else []
    before = [item for item in results if alone and item.id == "headers-project" and item.asked]
    if alone and left > 0 and not before:
        telling = plan_all(situation, ("headers-project",))
    again: list[Repeat]
    told: list[Experiment]
    again, told = await all_of(
        _ask_arms(gateway, situation, flip, request, arms), _run_round(gateway, situation, telling, number)
    )
    flip_now = confirm(flip, repeats + again)
    if parts is not None and flip_now.chance is not None:
        part = {"enough": _project(before + told)} if alone else {"decides": name_part(parts, told)}
        flip_now = flip_now.model_copy(update=part)
    return [flip_now if item is flip else item for item in results] + told


def _plan_baseline(situation: Situation) -> Planned:
    """The baseline once more."""
    return Planned(DESIGNS["baseline-repeat"], (situation.asked, situation.authorization))


def _repeats_of_baseline(situation: Situation, results: list[Experiment]) -> list[Repeat]:
    """What the experiment `baseline-repeat` already says of the baseline's arm."""
    return [repeat_of(situation.baseline, item, baseline=True) for item in results if item.id == "baseline-repeat"]


def _arms(have: int, allowance: int, variants: int = 1) -> tuple[int, int]:
    """How many more answers baseline and each variant get: equally many in the end, four where the limit has room."""
    for each in range(WANTED_REPEATS, 0, -1):
        more = max(0, each - have)
        if more + each * variants <= allowance:
            return more, each
    return 0, 0


async def _ask_arms(
    gateway: GatewayClient, situation: Situation, flip: Experiment, request: Request, arms: tuple[int, int]
) -> list[Repeat]:
    """Both arms once more."""
    baseline = _plan_baseline(situation)
    variant = Planned(DESIGNS[flip.id], request)
    return [
        repeat_of(situation.baseline if asked is baseline else flip, check, baseline=asked is baseline)
        for asked, check in await _ask_in_turns(gateway, [(baseline, arms[0]), (variant, arms[1])])
    ]


async def _ask_in_turns(gateway: GatewayClient, often: list[tuple[Planned, int]]) -> list[tuple[Planned, Check]]:
    """Each as often as is said, interleaved and at once: whatever moves meanwhile moves all of them."""
    asked = order_in_turns(often)
    checks = await all_of(*(ask_planned(gateway, item) for item in asked))
    return list(zip(asked, checks, strict=True))


def _project(told: list[Experiment]) -> str | None:
    """The project id, where sending it alone is answered as the baseline was."""
    return next(("ai-o11y-project-id" for item in told if item.id == "headers-project" and item.effect == "same"), None)


async def ask_planned(gateway: GatewayClient, planned: Planned) -> Check:
    """What the gateway answers to it."""
    asked, authorization = planned.request
    return await gateway.generate(planned.design.id, planned.design.question, asked, authorization)


def _experiment(design: Design, check: Check, baseline: Check, number: int) -> Experiment:
    from gateway_probe.document.exchange import Experiment

    changed = {} if design.id == "baseline-repeat" else {design.factor: level_of(design, check)}
    return Experiment(
        **dict(check), factor=design.factor, changed=changed, round=number, effect=effect_of(check, baseline)
    )


def _in_order(results: list[Experiment], plan: Plan) -> list[Experiment]:
    """What was run, then what was left out; a follow-up that the plan had left out counts as run."""
    run = {result.id for result in results}
    return [*results, *(item for item in plan.left_out if item.id not in run)]
