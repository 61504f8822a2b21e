"""Luck of any kind blames no factor, and a factor that decides is found within the requests that a run may make."""

import pytest

from tests.worlds.chance import BLAMED, blames, tally
from tests.worlds.kinds_of_luck import DECIDED, Decided, lucky_runs, visit_decided
from tests.worlds.world import Visit, told

MOST_GENERATIONS = 14


def refused() -> list[Visit]:
    return [item.run for item in lucky_runs() if item.run.failures]


def refused_whatever_is_asked() -> list[Visit]:
    return [item.run for item in lucky_runs() if item.run.failures and item.about_no_factor]


def test_luck_makes_one_factor_certain_in_one_run_of_a_hundred_at_most() -> None:
    runs = refused_whatever_is_asked()
    assert len(runs) > 36
    certain = [run for run in runs if blames(run, "certain")]
    assert len(certain) <= 0.01 * len(runs), tally(certain)


def test_luck_makes_one_factor_likely_in_five_runs_of_a_hundred_at_most() -> None:
    runs = refused_whatever_is_asked()
    likely = [run for run in runs if blames(run, "likely")]
    assert len(likely) <= 0.05 * len(runs), tally(likely)


def test_no_factor_is_the_verdict_of_a_run_whose_very_same_request_was_refused_and_served() -> None:
    blaming = [run for run in refused() if run.both_ways and run.document.verdict.code in BLAMED]
    assert not blaming, tally(blaming)


def test_nothing_is_certain_of_such_a_run() -> None:
    sure = [run for run in refused() if run.both_ways and run.document.verdict.confidence == "certain"]
    assert not sure, tally(sure)


def test_no_run_asks_for_more_than_it_may() -> None:
    assert max(item.run.generations for item in lucky_runs()) <= MOST_GENERATIONS


@pytest.mark.parametrize("world", DECIDED, ids=lambda world: world.name)
def test_a_factor_that_decides_is_the_verdict(world: Decided) -> None:
    run = visit_decided(world)
    verdict = run.document.verdict
    assert (verdict.code, verdict.confidence) in {(world.code, "certain"), (world.code, "likely")}, told(run.document)
    assert run.generations <= MOST_GENERATIONS
