"""Every world, judged: what was said, whether it may be said, and how sure it was."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from gateway_probe.document.judgement import Confidence
from tests.worlds.every import find_places, find_worlds
from tests.worlds.places import observe, told_of
from tests.worlds.world import told, visit


@dataclass(frozen=True)
class Judged:
    """A world, what may be said of it, what was said, and what of that is wrong."""

    name: str
    allowed: str
    said: str
    whole: str
    confidence: Confidence | None
    """Of the verdict of a single place; None where places were compared."""
    faults: list[str]


def measure(words: str = "") -> Iterator[Judged]:
    """Visit every world whose name holds the words."""
    for world in find_worlds():
        if words in world.name:
            seen = visit(world.place, world.gateway)
            verdict = seen.document.verdict
            yield Judged(
                world.name,
                world.may.told(),
                f"{verdict.status} · {verdict.code} ({verdict.confidence})",
                told(seen.document),
                verdict.confidence,
                world.may.faults(seen.document, seen.generations),
            )
    for places in find_places():
        if words in places.name:
            documents, comparison = observe(places)
            said = ", ".join(f"{item.code} ({item.confidence})" for item in comparison.explanations)
            yield Judged(
                places.name,
                places.may.told(),
                said or "nothing",
                told_of(documents, comparison),
                None,
                places.faults(documents, comparison),
            )


def calibration(judged: list[Judged]) -> list[str]:
    """Of the verdicts said with each confidence, how many were right; one line each."""
    counts = Counter((item.confidence, not item.faults) for item in judged)
    return [
        f"said {sure:<9} {counts[sure, True] + counts[sure, False]:>4} times, right in {counts[sure, True]}"
        for sure in ("certain", "likely", "possible")
    ]
