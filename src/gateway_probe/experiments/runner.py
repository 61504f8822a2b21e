"""Runs the plan: two rounds at most, each at once, within the limit of generation requests and the time budget."""

import asyncio

from gateway_probe.document.exchange import Check, Experiment
from gateway_probe.experiments.factors import FACTORS, Factor
from gateway_probe.experiments.plan import Plan, Planned, first_round, second_round, skipped
from gateway_probe.experiments.situation import Situation
from gateway_probe.gateway import GatewayClient

MIN_TIME_S = 1.0
"""With less time left than this an experiment is not begun."""

REPEAT = FACTORS["baseline-repeat"]


async def run_experiments(
    gateway: GatewayClient, situation: Situation, *, everything: bool, max_generations: int
) -> list[Experiment]:
    """Every experiment in the order of the plan, those that were left out with their reasons."""
    plan = first_round(situation, everything=everything, allowance=max_generations - gateway.generations)
    results = await _run_round(gateway, situation, plan.run, 1)
    if results:
        more = second_round(situation, results, allowance=max_generations - gateway.generations)
        results += await _run_round(gateway, situation, more, 2)
    return _in_order(results, plan)


async def _run_round(
    gateway: GatewayClient, situation: Situation, planned: list[Planned], number: int
) -> list[Experiment]:
    if not planned:
        return []
    if gateway.deadline.remaining_s() < MIN_TIME_S:
        return [skipped(item.factor, "time-budget", "the time budget of the run had ended") for item in planned]
    checks = await asyncio.gather(*(_ask(gateway, item) for item in planned))
    return [
        _experiment(item.factor, check, situation.baseline, number) for item, check in zip(planned, checks, strict=True)
    ]


async def _ask(gateway: GatewayClient, planned: Planned) -> Check:
    asked, authorization = planned.request
    return await gateway.generate(planned.factor.id, planned.factor.question, asked, authorization)


def _experiment(factor: Factor, check: Check, baseline: Check, number: int) -> Experiment:
    changed = {} if factor is REPEAT else {factor.factor: _level(factor, check)}
    return Experiment(**dict(check), factor=factor.factor, changed=changed, round=number, flips=_flips(check, baseline))


def _level(factor: Factor, check: Check) -> str:
    """The level as it was asked: an experiment with another model or provider names it."""
    if factor.factor == "model" and check.request and check.request.model:
        return f"{factor.level}: {check.request.model}"
    return factor.level


def _flips(check: Check, baseline: Check) -> bool | None:
    """Whether served became refused or the other way round; None where one of the two gave no answer."""
    answered = {"passed", "failed", "refused"}
    if check.outcome not in answered or baseline.outcome not in answered:
        return None
    return (check.outcome == "passed") != (baseline.outcome == "passed")


def _in_order(results: list[Experiment], plan: Plan) -> list[Experiment]:
    """What was run, then what was left out; a follow-up that the plan had left out counts as run."""
    run = {result.id for result in results}
    return [*results, *(item for item in plan.left_out if item.id not in run)]
