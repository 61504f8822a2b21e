"""One upstream run for everybody who asks the same at once or soon after."""

import asyncio
from functools import partial

import pytest

from gateway_probe.disclosure import LeakPrevented
from gateway_probe.probe import Run
from gateway_probe.web.problems import Problem
from gateway_probe.web.single_run import Kept, SingleRun

RUN = Run.__new__(Run)


class Clock:
    """A clock that goes only when told."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


class Upstream:
    """Counts the runs and lets the test decide when one ends."""

    def __init__(self) -> None:
        self.runs = 0
        self.gate = asyncio.Event()

    async def start(self, _progress: object = None) -> Run:
        self.runs += 1
        await self.gate.wait()
        return RUN


def test_simultaneous_requests_share_one_run() -> None:
    async def scenario() -> tuple[int, int]:
        upstream, single = Upstream(), SingleRun(10, Clock())
        waiting = [asyncio.create_task(single.get("same", upstream.start)) for _ in range(1000)]
        await asyncio.sleep(0)
        upstream.gate.set()
        answered = await asyncio.gather(*waiting)
        return upstream.runs, len(answered)

    assert asyncio.run(scenario()) == (1, 1000)


def test_a_result_is_given_again_within_the_interval_and_not_after() -> None:
    async def scenario() -> list[tuple[int, float]]:
        upstream, clock = Upstream(), Clock()
        upstream.gate.set()
        single, seen = SingleRun(10, clock), []
        for moment in (0.0, 4.0, 5.9, 0.2):
            clock.now += moment
            shared = await single.get("same", upstream.start)
            seen.append((upstream.runs, round(shared.age_s, 1)))
        return seen

    assert asyncio.run(scenario()) == [(1, 0.0), (1, 4.0), (1, 9.9), (2, 0.0)]


def test_another_question_within_the_interval_is_told_when_to_come_back() -> None:
    async def scenario() -> Problem:
        upstream, clock = Upstream(), Clock()
        upstream.gate.set()
        single = SingleRun(10, clock)
        await single.get("one model", upstream.start)
        clock.now += 3.5
        with pytest.raises(Problem) as caught:
            await single.get("another model", upstream.start)
        assert upstream.runs == 1
        return caught.value

    problem = asyncio.run(scenario())
    assert (problem.status, problem.headers["Retry-After"]) == (429, "7")


def test_a_caller_that_goes_away_does_not_end_the_run_of_the_others() -> None:
    async def scenario() -> tuple[bool, int]:
        upstream, single = Upstream(), SingleRun(10, Clock())
        leaving, staying = (asyncio.create_task(single.get("same", upstream.start)) for _ in range(2))
        await asyncio.sleep(0)
        leaving.cancel()
        await asyncio.sleep(0)
        upstream.gate.set()
        await staying
        return leaving.cancelled(), upstream.runs

    assert asyncio.run(scenario()) == (True, 1)


def test_a_run_that_broke_is_not_repeated_within_the_interval() -> None:
    async def scenario() -> int:
        runs = 0

        async def break_down(_progress: object) -> Run:
            nonlocal runs
            runs += 1
            raise OSError("broken")

        single = SingleRun(10, Clock())
        for _ in range(3):
            with pytest.raises(OSError, match="broken"):
                await single.get("same", break_down)
        return runs

    assert asyncio.run(scenario()) == 1


def test_a_run_left_behind_in_another_event_loop_is_not_waited_for() -> None:
    """Lambda gives each invocation an event loop of its own."""
    clock = Clock()
    single = SingleRun(10, clock)

    async def abandoned() -> None:
        upstream = Upstream()
        task = asyncio.create_task(single.get("same", upstream.start))
        await asyncio.sleep(0)
        task.cancel()

    async def next_invocation() -> int:
        upstream = Upstream()
        upstream.gate.set()
        await single.get("same", upstream.start)
        return upstream.runs

    asyncio.run(abandoned())
    assert asyncio.run(next_invocation()) == 1


def test_an_answer_is_made_once_for_each_key_until_the_next_run() -> None:
    async def scenario() -> list[int]:
        upstream, clock, made = Upstream(), Clock(), iter(range(10))
        upstream.gate.set()
        single = SingleRun(10, clock)
        given = []
        for moment, key in [(0, "public"), (1, "private"), (1, "public"), (1, "private"), (10, "public")]:
            clock.now += moment
            shared = await single.get("same", upstream.start)
            given.append(shared.kept.once(key, lambda: next(made)))
        return given

    assert asyncio.run(scenario()) == [0, 1, 0, 1, 2]


def test_few_answers_are_kept_and_none_that_was_withheld() -> None:
    kept = Kept()
    made: list[object] = []

    def withhold() -> str:
        raise LeakPrevented

    for _ in range(2):
        with pytest.raises(LeakPrevented):
            kept.once("withheld", withhold)
    for number in [*range(100), 0]:
        kept.once(number, partial(made.append, number))
    assert made == [*range(100), 0]
    kept.once(99, lambda: made.append("again"))
    assert made[-1] == 0
