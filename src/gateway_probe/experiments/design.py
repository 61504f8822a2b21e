"""The form of an experiment: its question, its factor, and how the baseline's request is changed."""

from collections.abc import Callable

from gateway_probe.document.vocabulary import ExperimentId, FactorName
from gateway_probe.experiments.situation import Situation
from gateway_probe.gateway import Authorization, Generation
from gateway_probe.record import record

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
