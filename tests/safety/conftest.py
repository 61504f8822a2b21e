"""The figures that are printed and kept."""

import json
import os
from collections import defaultdict
from pathlib import Path

import pytest

from tests.closing import say

_FIGURES = pytest.StashKey["Figures"]()


class Figures:
    """What was tried and measured, by name."""

    def __init__(self) -> None:
        self.counted: defaultdict[str, float] = defaultdict(int)
        self.largest: defaultdict[str, float] = defaultdict(int)

    def add(self, name: str, number: float) -> None:
        """Count."""
        self.counted[name] += number

    def note(self, name: str, number: float) -> None:
        """Keep the largest."""
        self.largest[name] = max(self.largest[name], number)


@pytest.fixture(scope="session")
def figures(request: pytest.FixtureRequest) -> Figures:
    return request.config.stash.setdefault(_FIGURES, Figures())


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Say what was tried; keep it where `make soak` asks for it."""
    figures = session.config.stash.get(_FIGURES, None)
    if figures is None:
        return
    shown = {
        name: f"{value:,.0f}" if float(value).is_integer() else f"{value:,.6g}"
        for name, value in sorted({**figures.counted, **figures.largest}.items())
    }
    say(session.config, "safety", [f"{name}: {value}" for name, value in shown.items()])
    if target := os.environ.get("SOAK_FIGURES"):
        Path(target).write_text(json.dumps({"counted": figures.counted, "largest": figures.largest}))
