"""All that a run depends on."""

from collections.abc import Mapping
from dataclasses import field
from typing import Literal

from gateway_probe.document.vocabulary import ChecksMode, ExperimentsMode
from gateway_probe.record import record
from gateway_probe.settings import Settings


@record(frozen=True)
class Inputs:
    """What a run is given. Nothing that it depends on is taken from anywhere else."""

    settings: Settings
    environ: Mapping[str, str] = field(repr=False)
    headers: Mapping[str, str] = field(default_factory=dict, repr=False)
    served: bool = False
    model: str | None = None
    experiments: ExperimentsMode = "auto"
    checks: ChecksMode = "all"
    time_left_s: float | None = None
    from_file: frozenset[str] = frozenset()
    shadowed: frozenset[str] = frozenset()
    """Variables that the shell sets and that the named env file holds with another value."""
    borrowed_headers: Mapping[str, str] | None = None

    @property
    def asked_model(self) -> str:
        """The model under diagnosis: of the request, else of the settings."""
        return self.model or self.settings.model

    @property
    def model_origin(self) -> Literal["set", "default"]:
        """Whether anybody said which model the app uses."""
        return "default" if self.model is None and self.settings.model_is_default else "set"

    @property
    def budget_s(self) -> float:
        """The time budget, never past the platform's own deadline: a second is kept for the answer."""
        if self.time_left_s is None:
            return self.settings.time_budget_s
        return max(0.5, min(self.settings.time_budget_s, self.time_left_s - 1.0))
