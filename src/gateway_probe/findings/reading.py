"""Evidence as the rules ask for it: named questions, and a JSON pointer for each answer."""

from functools import cached_property

from gateway_probe.document.document import Evidence
from gateway_probe.document.exchange import Check, Experiment, GatewayError, ProviderAttempt
from gateway_probe.document.facts import DefectKind, OidcToken, Variable

API_KEY = "AI_GATEWAY_API_KEY"


class Reading:
    """One Document's evidence. Every method is a pure function of it."""

    def __init__(self, evidence: Evidence) -> None:
        self.evidence = evidence
        self._checks = {check.id: index for index, check in enumerate(evidence.gateway.checks)}
        self._experiments = {item.id: index for index, item in enumerate(evidence.experiments)}
        self._variables = {variable.name: index for index, variable in enumerate(evidence.variables)}

    # Checks and experiments

    def check(self, check_id: str) -> Check | None:
        """A check of the catalogue, or None where an older Document lacks it."""
        index = self._checks.get(check_id)
        return None if index is None else self.evidence.gateway.checks[index]

    def experiment(self, experiment_id: str) -> Experiment | None:
        """An experiment that was run; one that was left out is no evidence."""
        index = self._experiments.get(experiment_id)
        found = None if index is None else self.evidence.experiments[index]
        return None if found is None or found.outcome == "skipped" else found

    @cached_property
    def baseline(self) -> Check | None:
        """The request the AI SDK would send from here."""
        return self.check("baseline")

    @property
    def baseline_passed(self) -> bool:
        """The baseline was served."""
        return self.baseline is not None and self.baseline.outcome == "passed"

    @property
    def error(self) -> GatewayError | None:
        """The gateway's error in answer to the baseline."""
        return error_of(self.baseline)

    @property
    def status(self) -> int | None:
        """The HTTP status of the baseline's answer."""
        response = self.baseline.response if self.baseline else None
        return response.status if response else None

    def baseline_refused_with(self, *types: str) -> bool:
        """The gateway refused the baseline with one of these error types."""
        return (
            self.baseline is not None
            and self.baseline.outcome == "refused"
            and self.error is not None
            and self.error.type in types
        )

    @cached_property
    def attempts(self) -> list[tuple[str, ProviderAttempt]]:
        """Every provider attempt of the baseline with its pointer, in order."""
        routing = self.baseline.routing if self.baseline else None
        if routing is None:
            return []
        return [
            (self.at("baseline", f"routing/model_attempts/{m}/provider_attempts/{p}"), attempt)
            for m, model in enumerate(routing.model_attempts)
            for p, attempt in enumerate(model.provider_attempts)
        ]

    @property
    def failed_byok(self) -> tuple[str, ProviderAttempt] | None:
        """The first attempt with the team's own credential that failed, with its pointer."""
        return next(((at, a) for at, a in self.attempts if a.credential_type == "byok" and a.success is False), None)

    @property
    def served_by_system(self) -> tuple[str, ProviderAttempt] | None:
        """The attempt with the gateway's own credential that served, with its pointer."""
        return next(((at, a) for at, a in self.attempts if a.credential_type == "system" and a.success), None)

    # The key and the tokens

    def variable(self, name: str) -> Variable | None:
        """A watched variable, present or not."""
        index = self._variables.get(name)
        return None if index is None else self.evidence.variables[index]

    @property
    def key(self) -> Variable | None:
        """AI_GATEWAY_API_KEY."""
        return self.variable(API_KEY)

    def key_defect(self, *kinds: DefectKind) -> str | None:
        """The pointer of the key's first defect of these kinds."""
        return self.defect(API_KEY, *kinds)

    def defect(self, name: str, *kinds: DefectKind) -> str | None:
        """The pointer of a variable's first defect of these kinds."""
        variable = self.variable(name)
        defects = variable.defects if variable else []
        index = next((at for at, defect in enumerate(defects) if defect.kind in kinds), None)
        return None if index is None else f"{self.variable_at(name)}/defects/{index}"

    def token(self, source: str) -> OidcToken | None:
        """The OIDC token in one of its places."""
        return next((token for token in self.evidence.identity.tokens if token.source == source), None)

    @property
    def key_is_accepted(self) -> bool | None:
        """Whether the gateway knows the key; None where nothing can be said. Needs a made-up key to be refused."""
        return self._accepted("credits-key")

    @property
    def oidc_is_accepted(self) -> bool | None:
        """The same for the OIDC token."""
        return self._accepted("credits-oidc")

    @property
    def control_refused(self) -> bool:
        """A made-up key was refused with 401, so an accepted key means something."""
        control = self.check("credits-control")
        return control is not None and control.outcome == "passed"

    def _accepted(self, check_id: str) -> bool | None:
        check = self.check(check_id)
        if check is None or check.response is None or not self.control_refused:
            return None
        if check.outcome == "passed":
            return True
        if check.outcome != "refused":
            return None
        # A team that is blocked is refused with its key known (failure catalogue, D6).
        return check.response.status == 403 if check.response.status != 401 else False

    # Pointers

    def at(self, check_id: str, inside: str = "") -> str:
        """The JSON pointer of a check or experiment, or of something inside it."""
        if check_id in self._checks:
            base = f"/gateway/checks/{self._checks[check_id]}"
        else:
            base = f"/experiments/{self._experiments[check_id]}"
        return f"{base}/{inside}" if inside else base

    def variable_at(self, name: str) -> str:
        """The JSON pointer of a variable."""
        return f"/variables/{self._variables[name]}"


def error_of(check: Check | None) -> GatewayError | None:
    """The error in a check's answer."""
    return check.response.error if check is not None and check.response is not None else None


def refused_with(check: Check | None, *types: str) -> bool:
    """Whether a check was refused with one of these error types."""
    error = error_of(check)
    return check is not None and check.outcome == "refused" and error is not None and error.type in types
