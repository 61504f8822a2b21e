"""The long runs: `python -m tools.soak` tries all of tests/safety at length, and every world, and writes down the figures.

Bounded: three processes, loopback only, and each suite has its own limit of time.
"""

import json
import os
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "reliability.md"
LIMIT_S = 4 * 3_600
"""Of each suite, before it is ended. Those of tests/safety alone took 33 minutes where nothing else was done."""
_HUNT = "tests/safety/test_leak_hunt.py::test_nothing_that_leaves_holds_a_piece_of_a_secret"
_TRIED_IN_PART = tuple(f"tests/{room}" for room in ("account", "cli", "clients", "contract", "platform", "worlds"))
# Half of the hunt takes as long as all the others together.
SUITES = (
    [f"{_HUNT}[{part}]" for part in range(2)],
    [f"{_HUNT}[{part}]" for part in range(2, 4)],
    ["tests/safety", *_TRIED_IN_PART, f"--deselect={_HUNT}"],
)
_TABLE = re.compile(r"(?<=<!-- figures:begin -->\n).*?(?=<!-- figures:end -->)", re.DOTALL)


def main() -> int:
    """Run the suites side by side. 0 where nothing failed; only then are the figures written."""
    begun, commit = time.monotonic(), _commit()
    with tempfile.TemporaryDirectory() as folder:
        targets = [Path(folder) / f"{number}.json" for number in range(len(SUITES))]
        running = [_start(suite, target) for suite, target in zip(SUITES, targets, strict=True)]
        try:
            codes = [process.wait(LIMIT_S) for process in running]
        finally:
            for process in running:
                process.kill()
        figures = _merge([json.loads(target.read_text()) for target in targets if target.exists()])
    minutes = (time.monotonic() - begun) / 60
    if any(codes):
        print("something failed, so no figures were written", file=sys.stderr)
        return 1
    table = _table(figures, minutes, commit)
    PAGE.write_text(_TABLE.sub(lambda _: table, PAGE.read_text(encoding="utf-8")), encoding="utf-8")
    print(table)
    return 0


def _start(suite: list[str], target: Path) -> "subprocess.Popen[bytes]":
    command = [sys.executable, "-m", "pytest", "-q", "--show-capture=no", "-p", "no:cacheprovider", *suite]
    return subprocess.Popen(command, cwd=ROOT, env={**os.environ, "SOAK": "1", "SOAK_FIGURES": str(target)})


def _merge(parts: list[dict[str, dict[str, float]]]) -> dict[str, float]:
    """What each counted together, and the largest of what was measured."""
    merged: dict[str, float] = {}
    for part in parts:
        for name, number in part["counted"].items():
            merged[name] = merged.get(name, 0) + number
        for name, number in part["largest"].items():
            merged[name] = max(merged.get(name, 0), number)
    return merged


def _commit() -> str:
    """Of what was tried, named before it is: by the end another may be checked out."""
    return subprocess.run(
        ["git", "rev-parse", "--short=10", "HEAD"], cwd=ROOT, check=True, capture_output=True, text=True
    ).stdout.strip()


def _table(figures: dict[str, float], minutes: float, commit: str) -> str:
    rows = "".join(f"| {name} | {_shown(value)} |\n" for name, value in sorted(figures.items()))
    ending = f"| leaks found | 0 |\n| minutes, on 2 cores | {minutes:.0f} |\n| commit | `{commit}` |\n"
    return f"| what | figure |\n| --- | --- |\n{rows}{ending}"


def _shown(value: float) -> str:
    return f"{value:,}" if isinstance(value, int) else f"{value:,.2f}".rstrip("0").rstrip(".")


if __name__ == "__main__":
    sys.exit(main())
