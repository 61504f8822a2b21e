"""Every scenario through the real probe: `python -m tests.accuracy.measure` prints how often the verdict was right.

What a scenario's cause is, and what the verdict should say of it, is in `expected.toml`; the probe never sees either.
"""

import asyncio
import sys
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from gateway_probe.document import Document, Level
from gateway_probe.document.facts import ChecksMode
from gateway_probe.probe import Inputs, diagnose
from gateway_probe.settings import Settings
from gateway_simulator import Place, serve

EXPECTED = Path(__file__).with_name("expected.toml")
BUDGET_S = "2"
"""Enough for every answer on loopback; only the scenarios that never answer use it up."""


@dataclass(frozen=True)
class Expectation:
    """What the verdict of one place should be. `cause` is the truth, where one run cannot decide for it."""

    scenario: str
    place: str
    status: str
    code: str
    confidence: str
    alternatives: list[str] = field(default_factory=list)
    cause: str = ""

    @property
    def truth(self) -> str:
        """What is really wrong in this place."""
        return self.cause or self.code


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


def expectations() -> list[Expectation]:
    """Every place of every scenario that has an expectation."""
    table = tomllib.loads(EXPECTED.read_text(encoding="utf-8"))
    return [
        Expectation(scenario, place, **values) for scenario, places in table.items() for place, values in places.items()
    ]


def measure(wanted: Iterable[Expectation]) -> Iterator[Result]:
    """Run the probe in each place; places of one scenario share a simulator."""
    by_scenario: dict[str, list[Expectation]] = {}
    for expected in wanted:
        by_scenario.setdefault(expected.scenario, []).append(expected)
    for scenario, places in by_scenario.items():
        for expected in places:
            with serve(scenario) as simulator:
                yield Result(expected, run_probe(simulator.place(expected.place)))


def run_probe(place: Place, level: Level = "public", checks: ChecksMode = "all", **settings: str) -> Document:
    """The Document of a place."""
    environ = {"GATEWAY_PROBE_TIME_BUDGET": BUDGET_S, **place.env, **settings}
    inputs = Inputs(Settings.from_environ(environ), environ, place.headers, served=bool(place.headers), checks=checks)
    return asyncio.run(diagnose(inputs)).document(level)


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


def main() -> int:
    """Print the report; the exit code says whether every verdict was right."""
    # Imported here: it rests on the results of this module.
    from tests.accuracy.calibration import of_chance, of_draws, of_scenarios, of_worlds, table

    results = list(measure(expectations()))
    print(report(results))
    print("", table([*of_scenarios(results), *of_worlds(), *of_draws(), *of_chance()]), sep="\n")
    return 0 if all(r.right and not r.certainly_wrong and r.cause_named for r in results) else 1


if __name__ == "__main__":
    sys.exit(main())
