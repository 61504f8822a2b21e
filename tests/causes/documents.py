"""Evidence for tests of rules: taken from real runs against the simulator, then changed in one respect."""

from datetime import UTC, datetime
from functools import cache
from typing import Any

from gateway_probe.causes import judge
from gateway_probe.document import Document, Evidence, Level
from gateway_probe.document.judgement import Finding, Verdict
from gateway_simulator import serve
from tests.accuracy.expectations import run_probe


def document(scenario: str, place: str = "production", level: Level = "public") -> Document:
    """A run of one place, made once for all tests."""
    return _made(scenario, place, level)


_STARTED_AT = datetime(2026, 11, 24, 12, tzinfo=UTC)
"""Of every run: how long a test run takes must not decide whether two places were asked at one time."""


@cache
def _made(scenario: str, place: str, level: Level) -> Document:
    with serve(scenario) as simulator:
        made = run_probe(simulator.place(place), level)
    return made.model_copy(update={"probe": made.probe.model_copy(update={"started_at": _STARTED_AT})})


def changed(base: Document, **changes: Any) -> Evidence:
    """The evidence with values replaced by dotted path: `changed(d, **{"probe.expected_key": "differs"})`."""
    tree = base.model_dump(mode="json")
    for path, value in changes.items():
        *parents, last = path.split(".")
        node: Any = tree
        for part in parents:
            node = node[int(part)] if isinstance(node, list) else node[part]
        node[int(last) if isinstance(node, list) else last] = value
    return Evidence.model_validate(tree)


def index_of(base: Document, check_id: str) -> int:
    """The place of a check in the list."""
    return next(at for at, check in enumerate(base.gateway.checks) if check.id == check_id)


def variable_of(base: Document, name: str) -> int:
    """The place of a variable in the list."""
    return next(at for at, variable in enumerate(base.variables) if variable.name == name)


def verdict_of(evidence: Evidence) -> Verdict:
    """The verdict alone."""
    return judge(evidence)[1]


def finding(evidence: Evidence, code: str) -> Finding | None:
    """One finding, or None where it does not fire."""
    return next((found for found in judge(evidence)[0] if found.code == code), None)
