"""`make bench`: every part in one run, printed, and written into docs/performance.md and build/bench.json."""

import argparse
import json
import platform
import sys
from dataclasses import asdict
from datetime import UTC, datetime

from tools.bench import cold_start, command, diagnosis, hostile, judgements, load, suite
from tools.bench.figures import Part
from tools.bench.functions import COMPILED, COMPILED_BARE, built_functions
from tools.bench.page import written_into
from tools.docs import DOCS


def main() -> int:
    """Measure, print and write. 0 where every bar is met, 1 where one is missed."""
    parser = argparse.ArgumentParser(prog="make bench", description=__doc__)
    parser.add_argument("--rounds", type=int, default=9, help="how often each subject is measured (default: 9)")
    parser.add_argument("--runs", type=int, default=1000, help="diagnoses for the figure on memory (default: 1000)")
    parser.add_argument("--keep", action="store_true", help="leave docs/performance.md as it is")
    options = parser.parse_args()
    parts: list[Part] = []

    def add(part: Part) -> None:
        parts.append(part)
        print(f"\n{part.title}")
        for row in [*(sample.row() for sample in part.samples), *(bar.row() for bar in part.bars)]:
            print("  " + "   ".join(row))
        sys.stdout.flush()

    with built_functions() as functions:
        add(cold_start.measure(functions, options.rounds))
        compiled = functions[COMPILED]
        add(diagnosis.measure(compiled, options.rounds * 2))
        add(load.measure(compiled, functions[COMPILED_BARE], 800, options.runs, options.rounds))
    add(command.measure(options.rounds))
    add(judgements.measure(options.rounds * 3))
    add(hostile.measure())
    add(suite.measure(3))

    machine = f"{platform.machine()}, Python {platform.python_version()}, {datetime.now(UTC):%Y-%m-%d}"
    target = DOCS.parent / "build/bench.json"
    target.parent.mkdir(exist_ok=True)
    target.write_text(json.dumps({"machine": machine, "parts": [asdict(part) for part in parts]}, indent=2) + "\n")
    if not options.keep:
        page = DOCS / "performance.md"
        page.write_text(written_into(page.read_text(encoding="utf-8"), parts, machine), encoding="utf-8")
    missed = [bar.measure for part in parts for bar in part.bars if not bar.met]
    print("\nevery bar is met" if not missed else "\nmissed: " + "; ".join(missed))
    return 1 if missed else 0


if __name__ == "__main__":
    raise SystemExit(main())
