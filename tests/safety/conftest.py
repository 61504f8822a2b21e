"""How much is tried, and the figures that are printed and kept."""

import json
import os
from collections import defaultdict
from pathlib import Path

import pytest

SOAKING = os.environ.get("SOAK") == "1"
"""`make soak` sets it: the long runs."""

_FIGURES = pytest.StashKey["Figures"]()


def many(normally: int, in_the_long_run: int) -> int:
    """How many cases to try."""
    return in_the_long_run if SOAKING else normally


class Figures:
    """What was tried and measured, by name."""

    def __init__(self) -> None:
        self.values: defaultdict[str, float] = defaultdict(int)

    def add(self, name: str, number: float) -> None:
        """Count."""
        self.values[name] += number

    def note(self, name: str, number: float) -> None:
        """Keep the largest."""
        self.values[name] = max(self.values[name], number)


@pytest.fixture(scope="session")
def figures(request: pytest.FixtureRequest) -> Figures:
    return request.config.stash.setdefault(_FIGURES, Figures())


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """Say what was tried, also where everything passes; keep it where `make soak` asks for it."""
    figures = config.stash.get(_FIGURES, None)
    if figures is None:
        return
    terminalreporter.section("safety")
    for name, value in sorted(figures.values.items()):
        terminalreporter.write_line(f"{name}: {value:,.0f}" if float(value).is_integer() else f"{name}: {value:,.6g}")
    if target := os.environ.get("SOAK_FIGURES"):
        Path(target).write_text(json.dumps(figures.values))
