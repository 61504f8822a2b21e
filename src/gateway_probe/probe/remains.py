"""What is left of a run on which this probe itself failed as a whole: what was asked is paid for, and is told.

Written so plainly that little in it can break, and without any value that a level could hide.
"""

import sys
from datetime import UTC, datetime
from typing import Any, TypeVar

from gateway_probe import __version__
from gateway_probe.disclosure import HIDDEN, empty
from gateway_probe.document import Document, Evidence, Level
from gateway_probe.document.exchange import Check, GatewayFacts
from gateway_probe.document.facts import Credential, Identity, RuntimeFacts, TeamRelation
from gateway_probe.document.judgement import Support, Verdict
from gateway_probe.document.run_facts import OptionsFacts, ProbeFacts
from gateway_probe.gateway import CLIENT
from gateway_probe.probe.inputs import Inputs
from gateway_probe.probe.pipeline import Begun
from gateway_probe.runtime import UNREAD_TOKEN

C = TypeVar("C", bound=Check)

FAILED = "This probe itself failed in this run: what was asked is here as far as it can be told, and nothing is judged."


def remains(inputs: Inputs, begun: Begun) -> Evidence:
    """The checks that ended, as facts of closed vocabularies, and of the place nothing."""
    gateway, settings = begun.gateway, inputs.settings
    # Before the place was observed nobody knows whether the model's name holds a secret; nothing was asked then.
    model = HIDDEN if begun.runtime is None else inputs.model or settings.model
    return Evidence(
        probe=ProbeFacts(
            version=__version__,
            started_at=begun.started_at,
            duration_ms=max(0.0, (datetime.now(UTC) - begun.started_at).total_seconds() * 1000),
            disclosure="private",
            model=model,
            control_model=settings.control_model,
            tier_model=settings.tier_model,
            protocol=settings.protocol,
            experiments_mode=inputs.experiments,
            provider_options=OptionsFacts(),
            time_budget_s=settings.time_budget_s,
            max_generations=settings.max_generations,
            generations=0 if gateway is None else gateway.generations,
            faults=["run"],
        ),
        **_place(served=inputs.served),
        gateway=GatewayFacts(
            base_url=HIDDEN, base_url_kind="other", checks=_tell([] if gateway is None else gateway.made)
        ),
    )


def leave_unconcluded(evidence: Evidence, level: Level) -> Document:
    """A Document of evidence that could not be concluded."""
    probe = evidence.probe
    return Document(
        probe=ProbeFacts(
            **{name: getattr(probe, name) for name in ProbeFacts.model_fields if name not in {"disclosure", "faults"}},
            disclosure=level,
            faults=["run"],
        ),
        **_place(served=evidence.runtime.platform != "local"),
        gateway=GatewayFacts(base_url=HIDDEN, base_url_kind="other", checks=_tell(evidence.gateway.checks)),
        experiments=_tell(evidence.experiments),
        findings=[],
        verdict=Verdict(
            status="inconclusive", code="probe-fault", title="This probe failed", confidence="possible", summary=FAILED
        ),
        support=Support(text=FAILED),
        redactions=[],
    )


def _place(*, served: bool) -> dict[str, Any]:
    """A place of which nothing is known."""
    return {
        "runtime": RuntimeFacts(platform="other" if served else "local", python=sys.version.split()[0], client=CLIENT),
        "variables": [],
        "identity": Identity(
            tokens=[], key_and_deployment_team=TeamRelation(relation="unknown", basis="not-comparable")
        ),
        "credential": Credential(method="none", source="none", state="unread", problem=UNREAD_TOKEN),
    }


def _tell(checks: list[C]) -> list[C]:
    """Of each check what no level hides; of one that cannot be told that it was there."""
    told: list[C] = []
    for check in checks:
        try:
            told.append(empty(check))
        except Exception:  # noqa: BLE001 - whatever it is, the others are told
            named = {name: getattr(check, name) for name in ("id", "question", "factor") if hasattr(check, name)}
            told.append(type(check)(**named, outcome="errored", answer="none"))
    return told
