"""What two or more Documents say beside each other."""

from datetime import datetime
from typing import Literal

from pydantic import Field

from gateway_probe.document.base import SCHEMA_VERSION, Level, Model
from gateway_probe.document.facts import Platform
from gateway_probe.document.judgement import Confidence, NextStep, Status

Stability = Literal["identity", "configuration", "credential", "outcome", "timing", "volatile"]
"""How a field behaves between runs: who, what was set, which credential, what came back, how long, or by chance."""


class ComparedPlace(Model):
    """One place, with the verdict of its own Document."""

    name: str
    started_at: datetime
    platform: Platform
    environment: str | None = None
    region: str | None = None
    status: Status
    code: str
    confidence: Confidence
    served: bool = Field(description="the baseline was served there")


class ComparedField(Model):
    """One field in every place, in the order of the places; null where a place does not have it."""

    field: str
    title: str
    stability: Stability
    values: list[str | None]
    note: str | None = None


class NotCompared(Model):
    """A field that could not be compared, and why."""

    field: str
    title: str
    because: str


class Explanation(Model):
    """Which difference accounts for the different outcomes. `fields` name the evidence among the compared ones."""

    code: str
    confidence: Confidence
    title: str
    explanation: str
    places: list[str] = Field(default=[], description="the served place, then every failing place that it speaks of")
    proven_there: bool = Field(default=False, description="the failing place's own run shows it")
    fields: list[str]
    next_steps: list[NextStep] = []
    next_test: str | None = Field(default=None, description="the one test that would make this surer")


class Comparison(Model):
    """Places side by side: what is the same, what differs, and what explains the outcomes."""

    schema_version: Literal["1"] = SCHEMA_VERSION
    disclosure: Level = Field(description="the level at which every place was read")
    places: list[ComparedPlace]
    outcome: Literal["same", "different"]
    summary: str
    explanations: list[Explanation] = Field(
        default=[], description="of places that are not served first, the surest first"
    )
    odd_one_out: str | None = None
    same: list[ComparedField]
    expected_differences: list[ComparedField]
    relevant_differences: list[ComparedField]
    not_compared: list[NotCompared]
