"""Runs the plan, each round at once, within the limit of generation requests and the time budget.

First the experiments and the baseline once more; then, where a factor flipped the answer, both arms interleaved until
each has four answers that were not used to find the flip. What is asked only where no factor did brings its repeats
along: three requests that follow each other are all the time that a run takes.
"""

from gateway_probe.document.effect import WANTED_REPEATS, effect_of
from gateway_probe.document.exchange import Check, Experiment, Repeat
from gateway_probe.experiments.design import Design, Request
from gateway_probe.experiments.designs import DESIGNS
from gateway_probe.experiments.halving import name_part, parts_of, plan_parts
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

ENOUGH_TO_SAY = 2
"""With fewer answers of each arm a flip is no more than possible."""

MIN_TIME_S = 1.0
"""With less time left than this an experiment is not begun."""


async def run_experiments(
    gateway: GatewayClient, situation: Situation, *, everything: bool, max_generations: int
) -> list[Experiment]:
    """Every experiment in the order of the plan, those that were left out with their reasons."""
    before = list(situation.asked_before)
    if situation.baseline.answer == "served" and not everything:
        odd = flip_to_confirm(before) or broken_stream(before)
        if odd is not None:
            return await _confirm(gateway, situation, before, odd, max_generations)
    plan = first_round(situation, everything=everything, allowance=max_generations - gateway.generations)
    results = before + await _run_round(gateway, situation, plan.run, 1)
    if flip_to_confirm(results) is None and plan.run:
        more = follow_up(situation, results, allowance=max_generations - gateway.generations)
        results += await _run_with_repeats(gateway, situation, results, more, max_generations)
    return _in_order(await _confirm(gateway, situation, results, flip_to_confirm(results), max_generations), plan)


def first_asking(design: Design, check: Check, baseline: Check) -> Experiment:
    """An experiment that was asked together with the baseline."""
    return _experiment(design, check, baseline, 0)


async def _run_round(
    gateway: GatewayClient, situation: Situation, planned: list[Planned], number: int
) -> list[Experiment]:
    if not planned:
        return []
    if gateway.deadline.remaining_s() < MIN_TIME_S:
        return [leave_out(item.design, "time-budget", "the time budget of the run had ended") for item in planned]
    checks = await all_of(*(_ask(gateway, item.design, item.request) for item in planned))
    return [
        _experiment(item.design, check, situation.baseline, number) for item, check in zip(planned, checks, strict=True)
    ]


async def _run_with_repeats(
    gateway: GatewayClient,
    situation: Situation,
    results: list[Experiment],
    planned: list[Planned],
    max_generations: int,
) -> list[Experiment]:
    """The second round, in which whatever may flip is asked as often as would confirm it: a third would come too late.

    Where the limit has no room for it, or the options may have to be told apart, each is asked once.
    """
    suspects = [item for item in planned if item.design.id not in CONTROLS]
    have = _repeats_of_baseline(situation, results)
    tell_apart = any(item.design.factor == "options" for item in suspects)
    left = max_generations - gateway.generations - len(planned)
    arms = _arms(len(have), left, variants=len(suspects))
    in_time = gateway.deadline.remaining_s() >= MIN_TIME_S
    if not suspects or not in_time or tell_apart or arms[1] < ENOUGH_TO_SAY:
        return await _run_round(gateway, situation, planned, 2)
    repeat = _plan_baseline(situation)
    often = [(item, 1 + arms[1] if item in suspects else 1) for item in planned]
    answers = await _ask_in_turns(gateway, [(repeat, arms[0]), *often])
    told: list[Experiment] = []
    for item in planned:
        first, *_ = (check for asked, check in answers if asked is item)
        experiment = _experiment(item.design, first, situation.baseline, 2)
        again = [
            repeat_of(experiment if asked is item else situation.baseline, check, baseline=asked is repeat)
            for asked, check in answers
            if asked is repeat or (asked is item and check is not first)
        ]
        told.append(confirm(experiment, have + again) if item in suspects else experiment)
    return told


async def _confirm(
    gateway: GatewayClient,
    situation: Situation,
    results: list[Experiment],
    flip: Experiment | None,
    max_generations: int,
) -> list[Experiment]:
    """The results with the most telling flip confirmed, as far as the limits allow, and the part that decides named."""
    if flip is None or flip.repeats or gateway.deadline.remaining_s() < MIN_TIME_S:
        return results
    number = max((item.round for item in results), default=0) + 1
    design = DESIGNS[flip.id]
    request = design.change(situation)
    if isinstance(request, str):
        return results
    repeats = _repeats_of_baseline(situation, results)
    arms = _arms(len(repeats), max_generations - gateway.generations)
    parts = parts_of(situation, flip)
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
        flip_now = flip_now.model_copy(update={"decides": _project(before + told) if alone else name_part(parts, told)})
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
    checks = await all_of(*(_ask(gateway, item.design, item.request) for item in asked))
    return list(zip(asked, checks, strict=True))


def _project(told: list[Experiment]) -> str | None:
    """The project id, where sending it alone is answered as the baseline was."""
    return next(("ai-o11y-project-id" for item in told if item.id == "headers-project" and item.effect == "same"), None)


async def _ask(gateway: GatewayClient, design: Design, request: Request) -> Check:
    asked, authorization = request
    return await gateway.generate(design.id, design.question, asked, authorization)


def _experiment(design: Design, check: Check, baseline: Check, number: int) -> Experiment:
    changed = {} if design.id == "baseline-repeat" else {design.factor: _level(design, check)}
    return Experiment(
        **dict(check), factor=design.factor, changed=changed, round=number, effect=effect_of(check, baseline)
    )


def _level(design: Design, check: Check) -> str:
    """The level as it was asked: that of another model, or of the other way of answering, is known only then."""
    if design.factor == "model" and check.request and check.request.model:
        return f"{design.level}: {check.request.model}"
    if design.factor == "streaming" and check.request:
        return "on" if check.request.streaming else "off"
    return design.level


def _in_order(results: list[Experiment], plan: Plan) -> list[Experiment]:
    """What was run, then what was left out; a follow-up that the plan had left out counts as run."""
    run = {result.id for result in results}
    return [*results, *(item for item in plan.left_out if item.id not in run)]
