"""The checks and experiments of one Document's evidence, by name, and a JSON pointer for each."""

from collections.abc import Iterable
from functools import cached_property
from typing import TypeVar

from gateway_probe.causes.coherence import coherent, disagrees
from gateway_probe.document.answer import GatewayError
from gateway_probe.document.document import Evidence
from gateway_probe.document.exchange import Check, Experiment
from gateway_probe.document.vocabulary import PLANNED, CheckId, ExperimentId

_Id = TypeVar("_Id", bound=str)


_ASKED_ALWAYS: frozenset[CheckId] = frozenset(
    {"models", "endpoints", "credits-control", "credits-key", "credits-oidc", "baseline"}
)


class Questions:
    """What was asked, as far as its parts agree."""

    def __init__(self, evidence: Evidence) -> None:
        self.claimed = evidence
        self.disagrees = disagrees(evidence)
        self.is_broken = bool(evidence.probe.faults) or any(
            item.unread or (item.reason is not None and item.reason.code == "probe-fault")
            for item in (*evidence.gateway.checks, *evidence.experiments)
        )
        """Whether the probe failed on a part of this run."""
        self.evidence = evidence = coherent(evidence, weaken=self.disagrees)
        self.probe = evidence.probe
        self._checks = _first_of_each(check.id for check in evidence.gateway.checks)
        self._experiments = _first_of_each(item.id for item in evidence.experiments)
        self._variables = {variable.name: index for index, variable in enumerate(evidence.variables)}

    def check(self, check_id: CheckId) -> Check | None:
        """A check, or None where it is not in this Document."""
        index = self._checks.get(check_id)
        return None if index is None else self.evidence.gateway.checks[index]

    def experiment(self, experiment_id: ExperimentId) -> Experiment | None:
        """An experiment that was run; one that was left out is no evidence."""
        index = self._experiments.get(experiment_id)
        found = None if index is None else self.evidence.experiments[index]
        return None if found is None or not found.asked else found

    def changes_nothing(self, experiment_id: ExperimentId) -> bool:
        """Whether the Document says of an experiment that it has nothing to change here."""
        index = self._experiments.get(experiment_id)
        reason = None if index is None else self.evidence.experiments[index].reason
        return reason is not None and reason.code == "not-applicable"

    @cached_property
    def baseline(self) -> Check | None:
        """The request that the app's client would send from here."""
        return self.check("baseline")

    @property
    def left_out_by_choice(self) -> bool:
        """No generation was wanted, although one could have been asked for."""
        return self.baseline is not None and self.baseline.left_out_by_choice

    @cached_property
    def served(self) -> bool:
        """The baseline was served."""
        return self.baseline is not None and self.baseline.answer == "served"

    @cached_property
    def error(self) -> GatewayError | None:
        """The error in answer to the baseline."""
        return self.baseline.error if self.baseline is not None else None

    @property
    def model_kind(self) -> str | None:
        """What kind the public list says that the asked model is of."""
        models = self.check("models")
        return models.model_kind if models is not None else None

    @property
    def names_nothing_invalid(self) -> bool:
        """Whether the request is called invalid, and not what of it: that may be the model."""
        error = self.error
        return error is not None and error.type == "invalid_request_error" and error.param_name is None

    @property
    def is_refused_without_a_type(self) -> bool:
        """Whether nobody knows what the refusal speaks of: what flips it is then one of several things that may."""
        return self.baseline is not None and self.baseline.answer == "refused" and not (self.error and self.error.type)

    @property
    def lists_every_question(self) -> bool:
        """Whether each check and experiment that such a run lists is there, asked or not, and every generation that was spent."""
        planned: tuple[ExperimentId, ...] = PLANNED if self._looks_for_a_cause else ()
        told = sum(item.asked + len(item.repeats) for item in self.evidence.experiments)
        if self.probe.generations > told + (self.baseline is not None and self.baseline.asked):
            return False
        return self._checks.keys() >= _ASKED_ALWAYS and self._experiments.keys() >= set(planned)

    @property
    def _looks_for_a_cause(self) -> bool:
        baseline = self.baseline
        if baseline is None or not baseline.asked or self.served or self.probe.experiments_mode == "none":
            return False
        return self.evidence.credential.state != "unsendable"

    def at(self, check_id: CheckId | ExperimentId, inside: str = "") -> str:
        """The JSON pointer of a check or experiment, or of something inside it."""
        if check_id in self._checks:
            base = f"/gateway/checks/{self._checks[check_id]}"
        else:
            base = f"/experiments/{self._experiments[check_id]}"  # type: ignore[index]
        return f"{base}/{inside}" if inside else base

    def variable_at(self, name: str, inside: str = "") -> str:
        """The JSON pointer of a variable, or of something inside it."""
        base = f"/variables/{self._variables[name]}"
        return f"{base}/{inside}" if inside else base


def _first_of_each(ids: Iterable[_Id]) -> dict[_Id, int]:
    places: dict[_Id, int] = {}
    for index, each in enumerate(ids):
        places.setdefault(each, index)
    return places
