"""Where refusals come at random, no factor is blamed: a flip is believed only when chance is excluded."""

from collections import Counter
from collections.abc import Iterator
from functools import cache

import pytest

from tests.standin import Answer, Gateway, Key, Rule, Team, Token, Where
from tests.worlds import parts
from tests.worlds.expectation import BLAMES, FACTORS, OTHER_TEAM, claimed
from tests.worlds.world import ASKED, KEY, Visit, on_laptop, on_vercel, visit

RUNS = 60
"""Of each of the six kinds of world: 360 in all."""

BLAMED = FACTORS | OTHER_TEAM | {"provider-route-down-for-model", "experiment-flips-while-served"}
"""Causes that a flip by chance looks like."""

REFUSALS: tuple[Answer, ...] = (parts.BYOK_REFUSAL, parts.ACCESS_DENIED, parts.BYOK_REFUSAL)
KINDS = [(p, with_token) for p in (0.2, 0.5, 0.8) for with_token in (True, False)]


@cache
def runs(p: float, with_token: bool) -> tuple[Visit, ...]:
    """Runs in worlds of a paid team that differ in nothing but the luck of the draw and the refusal's words."""
    return tuple(_runs(p, with_token))


def _runs(p: float, with_token: bool) -> Iterator[Visit]:
    team = Team()
    for number in range(RUNS):
        at_random = Rule(Where("generate", model=ASKED), REFUSALS[number % len(REFUSALS)], p=p)
        tokens = (Token(team),) if with_token else ()
        gateway = Gateway((Key(KEY, team),), tokens, rules=(at_random,), seed=number + int(1000 * p))
        on_a_laptop = not with_token and number % 2
        place = on_laptop(KEY) if on_a_laptop else on_vercel(KEY, tokens[0] if tokens else None)
        yield visit(place, gateway)


def _refused() -> list[Visit]:
    every = [run for kind in KINDS for run in runs(*kind)]
    return [run for run in every if _baseline_outcome(run) == "refused"]


def _baseline_outcome(run: Visit) -> str:
    return next(check.outcome for check in run.document.gateway.checks if check.id == "baseline")


def _blames(run: Visit, confidence: str) -> bool:
    """One factor is the verdict with this confidence, or an error among the findings."""
    verdict = run.document.verdict
    said = [(verdict.code, verdict.confidence)]
    said += [(item.code, item.confidence) for item in run.document.findings if item.severity == "error"]
    return any(code in BLAMED and sure == confidence for code, sure in said)


FAILURES: tuple[Answer, ...] = (parts.UNAVAILABLE, parts.THROTTLED, parts.FAILED_DEPENDENCY, parts.SILENCE)


@cache
def failing_runs(p: float) -> tuple[Visit, ...]:
    """Runs in worlds of a paid team whose generations fail at random: no word about key, team or money is meant."""
    team = Team()
    worlds = [
        Gateway((Key(KEY, team),), (Token(team),), rules=(Rule(Where("generate"), failure, p=p),), seed=seed)
        for seed in range(10)
        for failure in FAILURES
    ]
    return tuple(visit(on_vercel(KEY, Token(team)), gateway) for gateway in worlds)


@pytest.mark.parametrize("p", [0.2, 0.5])
def test_failures_at_random_blame_nobody(p: float) -> None:
    blaming = [run for run in failing_runs(p) if claimed(run.document) & BLAMES]
    assert not blaming, _tally(blaming)


@pytest.mark.parametrize("p", [0.2, 0.5])
def test_a_run_in_which_an_answer_failed_is_not_healthy_for_sure(p: float) -> None:
    sure = [
        run
        for run in failing_runs(p)
        if run.failures and (run.document.verdict.status, run.document.verdict.confidence) == ("healthy", "certain")
    ]
    assert not sure, _tally(sure)


def _tally(visits: list[Visit]) -> str:
    return str(Counter((run.document.verdict.code, run.document.verdict.confidence) for run in visits))


def test_a_factor_is_certain_in_one_refused_run_of_a_hundred_at_most() -> None:
    refused = _refused()
    assert len(refused) > 100
    certain = [run for run in refused if _blames(run, "certain")]
    assert len(certain) <= 0.01 * len(refused), _tally(certain)


def test_a_factor_is_likely_in_five_refused_runs_of_a_hundred_at_most() -> None:
    refused = _refused()
    likely = [run for run in refused if _blames(run, "likely")]
    assert len(likely) <= 0.05 * len(refused), _tally(likely)


@pytest.mark.parametrize(("p", "with_token"), KINDS)
def test_no_factor_is_the_verdict_where_the_same_request_was_refused_and_served(p: float, with_token: bool) -> None:
    blaming = [run for run in runs(p, with_token) if run.both_ways and run.document.verdict.code in BLAMED]
    assert not blaming, _tally(blaming)


@pytest.mark.parametrize(("p", "with_token"), KINDS)
def test_nothing_but_that_it_comes_and_goes_is_certain_of_such_a_run(p: float, with_token: bool) -> None:
    sure = [
        run
        for run in runs(p, with_token)
        if run.both_ways
        and run.document.verdict.confidence == "certain"
        and run.document.verdict.code != "comes-and-goes"
    ]
    assert not sure, _tally(sure)
