"""What the verdict of each place of each scenario should be, from `expected.toml`, and how the probe is run in one.

What a scenario's cause is, and what the verdict should say of it, is in that file alone; the probe never sees either.
"""

import os
import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from gateway_probe.causes import CAUSES
from gateway_probe.cli.event_loop import run_to_end
from gateway_probe.document import Document, Level
from gateway_probe.document.vocabulary import ChecksMode
from gateway_probe.probe import Inputs, diagnose
from gateway_probe.settings import Settings
from gateway_simulator import Place, load_scenario, scenario_names

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
    """Every place of every scenario, with what the file says of it, or else what the scenario is called by."""
    said = written_expectations()
    return [
        Expectation(name, place, **(said.get((name, place)) or named_expectation(name)))
        for name in scenario_names()
        for place in load_scenario(name).places
    ]


def written_expectations() -> dict[tuple[str, str], dict[str, Any]]:
    """What the file says, by scenario and place."""
    table = tomllib.loads(EXPECTED.read_text(encoding="utf-8"))
    return {(name, place): said for name, places in table.items() for place, said in places.items()}


def named_expectation(scenario: str) -> dict[str, Any]:
    """A scenario that bears the name of a cause shows it, and surely. Raises `LookupError` where it bears none such."""
    status = {"error": "failing", "warning": "degraded"}[CAUSES[scenario].severity]
    return {"status": status, "code": scenario, "confidence": "certain"}


def run_probe(place: Place, level: Level = "public", checks: ChecksMode = "all", **settings: str) -> Document:
    """The Document of a place: in a test or a fixture, since whoever collects tests should not wait for it."""
    if "PYTEST_VERSION" in os.environ and "PYTEST_CURRENT_TEST" not in os.environ:
        raise RuntimeError("a gateway is asked while tests are collected")
    environ = {"GATEWAY_PROBE_TIME_BUDGET": BUDGET_S, **place.env, **settings}
    inputs = Inputs(Settings.from_environ(environ), environ, place.headers, served=bool(place.headers), checks=checks)
    return run_to_end(diagnose(inputs)).document(level)
