"""How often what was said was right, by how sure it was said: over scenarios, worlds, drawn worlds, and worlds of chance."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from gateway_probe.document.judgement import SURENESS, Confidence
from tests.worlds import chance
from tests.worlds.drawn import draws
from tests.worlds.measuring import measure
from tests.worlds.world import Visit, visit
from tools.accuracy.measure import Result


@dataclass(frozen=True)
class Said:
    """One verdict: where it was given, how sure it was, and whether it was right."""

    source: str
    confidence: Confidence
    right: bool


def of_scenarios(results: Iterable[Result]) -> list[Said]:
    """The simulator's scenarios: right is the expected code."""
    return [Said("scenarios", item.document.verdict.confidence, item.right) for item in results]


def of_worlds() -> list[Said]:
    """The second stand-in's worlds of one place: right is what the world allows to be said."""
    return [Said("worlds", item.confidence, not item.faults) for item in measure() if item.confidence is not None]


def of_draws() -> list[Said]:
    """Worlds drawn by lot: right is what agrees with the stand-in's own reasons."""
    found = [(world, visit(world.place, world.gateway)) for seed in range(6) for world in draws(seed, 40)]
    return [Said("drawn", seen.document.verdict.confidence, not any(world.faults(seen))) for world, seen in found]


def of_chance() -> list[Said]:
    """Refusals and failures at random: no factor is to blame, and nothing but the coming and going itself is proved."""
    visits = [run for kind in chance.KINDS for run in chance.runs(*kind)]
    visits += [run for p in (0.2, 0.5) for run in chance.failing_runs(p)]
    return [Said("chance", run.document.verdict.confidence, _blames_nobody(run)) for run in visits]


def _blames_nobody(run: Visit) -> bool:
    verdict = run.document.verdict
    if verdict.code in chance.BLAMED:
        return False
    return verdict.confidence != "certain" or verdict.code in {"healthy", "comes-and-goes"}


def table(said: list[Said]) -> str:
    """A line for each source and confidence."""
    counts = Counter((item.source, item.confidence, item.right) for item in said)
    lines = ["verdicts by how sure they were said, and how many of them were right"]
    for source in dict.fromkeys(item.source for item in said):
        for sure in SURENESS:
            right, wrong = counts[source, sure, True], counts[source, sure, False]
            lines.append(f"  {source:<10} {sure:<9} {right:>4} of {right + wrong}")
    return "\n".join(lines)
