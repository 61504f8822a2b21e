"""Every scenario through the real probe, and how often the verdict was right."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from gateway_probe.document import Document
from gateway_simulator import serve
from tests.accuracy.expectations import Expectation, run_probe


@dataclass(frozen=True)
class Result:
    """A verdict beside what was expected of it."""

    expected: Expectation
    document: Document

    @property
    def right(self) -> bool:
        """The verdict is the expected one."""
        return self.document.verdict.code == self.expected.code

    @property
    def certainly_wrong(self) -> bool:
        """The verdict was sure of a cause that is not the truth."""
        verdict = self.document.verdict
        return verdict.confidence == "certain" and verdict.code not in {self.expected.truth, self.expected.code}

    @property
    def cause_named(self) -> bool:
        """The truth is the verdict or among its alternatives."""
        verdict = self.document.verdict
        return self.expected.truth in {verdict.code, *(other.code for other in verdict.alternatives)}


def measure(wanted: Iterable[Expectation]) -> Iterator[Result]:
    """Run the probe in each place; places of one scenario share a simulator."""
    by_scenario: dict[str, list[Expectation]] = {}
    for expected in wanted:
        by_scenario.setdefault(expected.scenario, []).append(expected)
    for scenario, places in by_scenario.items():
        for expected in places:
            with serve(scenario) as simulator:
                yield Result(expected, run_probe(simulator.place(expected.place)))


def report(results: list[Result]) -> str:
    """The confusion table and the figures."""
    confusion = Counter((r.expected.code, r.document.verdict.code) for r in results)
    lines = [f"{'expected':<38} {'verdict':<38} times"]
    for (expected, got), times in sorted(confusion.items()):
        mark = "" if expected == got else "   <- wrong"
        lines.append(f"{expected:<38} {got:<38} {times:>5}{mark}")
    generations = [r.document.probe.generations for r in results]
    healthy = [r.document.probe.generations for r in results if r.expected.status in {"healthy", "degraded"}]
    right = sum(r.right for r in results)
    lines += [
        "",
        f"places judged             {len(results)}",
        f"top verdict right         {right} ({100 * right / len(results):.1f} %)",
        f"`certain` and wrong       {sum(r.certainly_wrong for r in results)}",
        f"cause not even named      {sum(not r.cause_named for r in results)}",
        f"generation requests       {sum(generations)} in all, {max(generations)} at most, {max(healthy)} at most where served",
        f"rounds of experiments     {max((e.round for r in results for e in r.document.experiments), default=0)} at most",
    ]
    return "\n".join(lines)
