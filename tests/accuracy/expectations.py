"""What the verdict of each place of each scenario should be, from `expected.toml`, and how the probe is run in one.

What a scenario's cause is, and what the verdict should say of it, is in that file alone; the probe never sees either.
"""

import asyncio
import tomllib
from dataclasses import dataclass, field
from pathlib import Path

from gateway_probe.document import Document, Level
from gateway_probe.document.run_facts import ChecksMode
from gateway_probe.probe import Inputs, diagnose
from gateway_probe.settings import Settings
from gateway_simulator import Place

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


def expectations() -> list[Expectation]:
    """Every place of every scenario that has an expectation."""
    table = tomllib.loads(EXPECTED.read_text(encoding="utf-8"))
    return [
        Expectation(scenario, place, **values) for scenario, places in table.items() for place, values in places.items()
    ]


def run_probe(place: Place, level: Level = "public", checks: ChecksMode = "all", **settings: str) -> Document:
    """The Document of a place."""
    environ = {"GATEWAY_PROBE_TIME_BUDGET": BUDGET_S, **place.env, **settings}
    inputs = Inputs(Settings.from_environ(environ), environ, place.headers, served=bool(place.headers), checks=checks)
    return asyncio.run(diagnose(inputs)).document(level)
