"""The form of an experiment: its question, its factor, and how the baseline's request is changed."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from gateway_probe.document.vocabulary import ExperimentId, FactorName
from gateway_probe.experiments.situation import Situation
from gateway_probe.gateway import Authorization, Generation
from gateway_probe.record import record

if TYPE_CHECKING:
    from gateway_probe.document.exchange import Check

Request = tuple[Generation, Authorization]


@record(frozen=True, kw_only=True)
class Design:
    """One experiment: the question it answers and the level that its factor is set to.

    `change` gives the request, or a text saying why the question cannot be asked here.
    """

    id: ExperimentId
    factor: FactorName
    level: str
    question: str
    change: Callable[[Situation], Request | str]


def level_of(design: Design, check: Check) -> str:
    """The level as it was asked: that of another model, or of the other way of answering, is known only then."""
    if design.factor == "model" and check.request and check.request.model:
        return f"{design.level}: {check.request.model}"
    if design.factor == "streaming" and check.request:
        return "on" if check.request.streaming else "off"
    return design.level
