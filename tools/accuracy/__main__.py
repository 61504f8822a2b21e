"""`python -m tools.accuracy`: every scenario through the real probe, how often the verdict was right, and how sure it was."""

import sys

from tests.accuracy.expectations import expectations
from tools.accuracy.calibration import of_chance, of_draws, of_scenarios, of_worlds, table
from tools.accuracy.measure import measure, report


def main() -> int:
    """Print the report; the exit code says whether every verdict was right."""
    results = list(measure(expectations()))
    print(report(results))
    print("", table([*of_scenarios(results), *of_worlds(), *of_draws(), *of_chance()]), sep="\n")
    return 0 if all(r.right and not r.certainly_wrong and r.cause_named for r in results) else 1


if __name__ == "__main__":
    sys.exit(main())
