"""`python -m tests.worlds [WORDS]`: what was said of each world, whether it may be said, and how sure it was.

With WORDS only worlds whose name holds them, and all that was said of each.
"""

import sys
from collections import Counter

from tests.worlds.every import PLACES, WORLDS
from tests.worlds.places import observe, told_of
from tests.worlds.world import told, visit


def main(words: str) -> int:
    """Print the table; the exit code says whether every world was right."""
    right = wrong = 0
    calibration: Counter[tuple[str, bool]] = Counter()
    for world in WORLDS:
        if words not in world.name:
            continue
        seen = visit(world.place, world.gateway)
        verdict = seen.document.verdict
        faults = world.may.faults(seen.document, seen.generations)
        calibration[verdict.confidence, not faults] += 1
        _line(world.name, f"{verdict.status} · {verdict.code} ({verdict.confidence})", faults)
        if words:
            print(told(seen.document))
        right, wrong = right + (not faults), wrong + bool(faults)
    for places in PLACES:
        if words not in places.name:
            continue
        documents, comparison = observe(places)
        faults = places.may.faults(comparison)
        said = ", ".join(f"{item.code} ({item.confidence})" for item in comparison.explanations) or "nothing"
        _line(places.name, said, faults)
        if words:
            print(told_of(documents, comparison))
        right, wrong = right + (not faults), wrong + bool(faults)
    print(f"\n{right} right, {wrong} wrong")
    for confidence in ("certain", "likely", "possible"):
        good, bad = calibration[confidence, True], calibration[confidence, False]
        print(f"said {confidence:<9} {good + bad:>4} times, right in {good}")
    return 1 if wrong else 0


def _line(name: str, said: str, faults: list[str]) -> None:
    print(f"{'right' if not faults else 'WRONG'}  {name}\n         said: {said}")
    for fault in faults:
        print(f"         wrong: {fault}")


if __name__ == "__main__":
    sys.exit(main(" ".join(sys.argv[1:])))
