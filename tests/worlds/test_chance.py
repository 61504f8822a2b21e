"""Where refusals come at random, no factor is blamed: a flip is believed only when chance is excluded."""

from collections import Counter
from itertools import combinations

import pytest

from gateway_probe.experiments.repeats import order_in_turns
from tests.worlds.chance import BLAMED, KINDS, baseline_was, blames, failing_runs, runs, runs_in_turn, tally
from tests.worlds.expectation import BLAMES, claimed
from tests.worlds.world import Visit


def every_run() -> list[Visit]:
    return [run for kind in KINDS for run in runs(*kind)]


def test_a_factor_is_certain_in_one_refused_run_of_a_hundred_at_most() -> None:
    refused = [run for run in every_run() if baseline_was(run, "refused")]
    assert len(refused) > 100
    certain = [run for run in refused if blames(run, "certain")]
    assert len(certain) <= 0.01 * len(refused), tally(certain)


def test_a_factor_is_likely_in_five_refused_runs_of_a_hundred_at_most() -> None:
    refused = [run for run in every_run() if baseline_was(run, "refused")]
    likely = [run for run in refused if blames(run, "likely")]
    assert len(likely) <= 0.05 * len(refused), tally(likely)


def test_a_factor_is_certain_in_one_served_run_of_a_hundred_at_most() -> None:
    served = [run for run in every_run() if baseline_was(run, "passed")]
    certain = [run for run in served if blames(run, "certain")]
    assert len(certain) <= 0.01 * len(served), tally(certain)


@pytest.mark.parametrize(("p", "with_token"), KINDS)
def test_no_factor_is_the_verdict_where_the_same_request_was_refused_and_served(p: float, with_token: bool) -> None:
    blaming = [run for run in runs(p, with_token) if run.both_ways and run.document.verdict.code in BLAMED]
    assert not blaming, tally(blaming)


@pytest.mark.parametrize(("p", "with_token"), KINDS)
def test_nothing_is_more_than_possible_of_such_a_run_if_it_began_with_a_refusal(p: float, with_token: bool) -> None:
    refused = [run for run in runs(p, with_token) if run.both_ways and baseline_was(run, "refused")]
    assert refused
    sure = [run for run in refused if run.document.verdict.confidence != "possible"]
    assert not sure, tally(sure)


@pytest.mark.parametrize(("p", "with_token"), KINDS)
def test_that_it_comes_and_goes_leads_where_the_first_request_was_served_when_it_was_asked_again(
    p: float, with_token: bool
) -> None:
    refused = [run for run in runs(p, with_token) if run.baseline_both_ways and baseline_was(run, "refused")]
    assert {run.document.verdict.code for run in refused} == {"comes-and-goes"}, tally(refused)


@pytest.mark.parametrize("p", [0.2, 0.5])
def test_failures_at_random_blame_nobody(p: float) -> None:
    blaming = [run for run in failing_runs(p) if claimed(run.document) & BLAMES]
    assert not blaming, tally(blaming)


@pytest.mark.parametrize("p", [0.2, 0.5])
def test_a_run_in_which_an_answer_failed_is_not_healthy_for_sure(p: float) -> None:
    sure = [
        run
        for run in failing_runs(p)
        if run.failures and (run.document.verdict.status, run.document.verdict.confidence) == ("healthy", "certain")
    ]
    assert not sure, tally(sure)


def test_servers_that_refuse_in_turn_blame_no_factor() -> None:
    blaming = [run for run in runs_in_turn() if blames(run, "certain") or blames(run, "likely")]
    assert not blaming, tally(blaming)


@pytest.mark.parametrize("times", [(4, 4), (3, 4), (4, 5), (3, 5, 5), (4, 5, 5), (3, 5, 5, 5)])
def test_no_arm_is_asked_by_a_server_of_its_own(times: tuple[int, ...]) -> None:
    """Whatever was asked before, and whether two servers or five answer in turn."""
    arms = order_in_turns(list(enumerate(times)))
    assert Counter(arms) == dict(enumerate(times))
    for servers in range(2, 6):
        reached = [{at % servers for at, arm in enumerate(arms) if arm == asked} for asked in range(len(times))]
        assert all(one & other for one, other in combinations(reached, 2)), servers
