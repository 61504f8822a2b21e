"""Evidence as causes ask for it: named questions, and a JSON pointer for each answer."""

from collections.abc import Iterator
from functools import cached_property
from typing import Literal

from gateway_probe.causes.coherence import coherent, disagrees
from gateway_probe.clients import CLIENT_NAMES, DEFAULT_CLIENT, Client, client_of
from gateway_probe.document.document import Evidence
from gateway_probe.document.exchange import Check, Credits, Experiment, GatewayError, ProviderAttempt
from gateway_probe.document.facts import DefectKind, OidcToken, Variable
from gateway_probe.document.vocabulary import CheckId, ExperimentId

TEAM_REFUSALS = (
    "byok_requires_paid_credits",
    "insufficient_funds",
    "customer_verification_required",
    "no_providers_available",
    "access_denied",
    "quota_for_entity_exceeded",
)
"""Error types by which the gateway refuses a team, and not a key or a request."""

CREDITS_CHECKS: dict[Literal["api-key", "oidc"], tuple[CheckId, CheckId]] = {
    "api-key": ("credits-key", "credits-key-again"),
    "oidc": ("credits-oidc", "credits-oidc-again"),
}


_CONTROLS: tuple[CheckId, CheckId] = ("credits-control", "credits-control-again")

LIMITED = 429
"""A status that passes: a refusal that comes with it is one statement, however often it is made within seconds."""

CHANCE_THAT_DECIDES = 0.01
"""A flip is sure where chance would have shown it in less than one run of a hundred: four answers of each arm."""


class Reading:
    """One Document's evidence, as far as its parts agree. Every method is a pure function of it."""

    def __init__(self, evidence: Evidence) -> None:
        self.claimed = evidence
        self.disagrees = disagrees(evidence)
        self.broken_checks = tuple(
            item.id
            for item in (*evidence.gateway.checks, *evidence.experiments)
            if item.reason is not None and item.reason.code == "probe-fault"
        )
        self.evidence = evidence = coherent(evidence)
        self.probe = evidence.probe
        self._checks = {check.id: index for index, check in enumerate(evidence.gateway.checks)}
        self._experiments = {item.id: index for index, item in enumerate(evidence.experiments)}
        self._variables = {variable.name: index for index, variable in enumerate(evidence.variables)}

    # Checks and experiments

    def check(self, check_id: CheckId) -> Check | None:
        """A check, or None where it is not in this Document."""
        index = self._checks.get(check_id)
        return None if index is None else self.evidence.gateway.checks[index]

    def experiment(self, experiment_id: ExperimentId) -> Experiment | None:
        """An experiment that was run; one that was left out is no evidence."""
        index = self._experiments.get(experiment_id)
        found = None if index is None else self.evidence.experiments[index]
        return None if found is None or not found.asked else found

    @cached_property
    def baseline(self) -> Check | None:
        """The request that the app's client would send from here."""
        return self.check("baseline")

    @property
    def served(self) -> bool:
        """The baseline was served."""
        return self.baseline is not None and self.baseline.answer == "served"

    @property
    def refused(self) -> bool:
        """The gateway itself refused the baseline, with the status of a refusal.

        An error inside a success is what it says and no more: whoever wrote it there did not refuse the request.
        """
        baseline = self.baseline
        if baseline is None or baseline.answer != "refused" or (baseline.status or 0) < 400:
            return False
        return self.by_gateway(baseline)

    @property
    def error(self) -> GatewayError | None:
        """The error in answer to the baseline."""
        return self.baseline.error if self.baseline is not None else None

    def refused_with(self, *types: str) -> bool:
        """The gateway itself refused the baseline with one of these error types."""
        return self.refused and self.error is not None and self.error.type in types

    # Who answered

    def by_gateway(self, check: Check | None) -> bool:
        """Whether this answer is the gateway's own word.

        The gateway's answers carry Vercel's marks. Where no answer of a run carries any (a gateway that is played, or
        reached by another address), form and conduct must do: the public list of models is served, and a made-up key
        is not accepted. A list of models that is refused is no gateway's, whatever else it says.
        """
        if check is None or self.list_is_refused:
            return False
        if check.answered_by == "gateway":
            return True
        return check.answered_by == "unknown" and not self._marked and self._listed

    def lacks_the_marks(self, check: Check | None) -> bool:
        """In the gateway's form, and without the marks that other answers of this run carry: perhaps a copy."""
        return check is not None and check.answered_by == "unknown" and self._marked and check.error is not None

    @cached_property
    def list_is_refused(self) -> bool:
        """The public list of models, which needs no credential, is refused with 401 or 403."""
        models = self.check("models")
        return models is not None and models.answer == "refused" and models.status in {401, 403}

    @cached_property
    def _marked(self) -> bool:
        checks = (*self.evidence.gateway.checks, *self.evidence.experiments)
        return any(check.answered_by == "gateway" for check in checks)

    @cached_property
    def _listed(self) -> bool:
        models = self.check("models")
        return models is not None and models.answer == "served"

    @property
    def control_refused(self) -> tuple[str, ...]:
        """The pointer of a made-up key's refusal with 401, by the gateway, so that an accepted key means something.

        None where nothing was told, or where another asking of it was answered otherwise.
        """
        known = [(name, check) for name in _CONTROLS if (check := self.check(name)) is not None]
        told = [(name, check) for name, check in known if check.answer in {"served", "refused"}]
        if not told or not all(check.outcome == "passed" and self.by_gateway(check) for _, check in told):
            return ()
        return (self.at(told[0][0], "outcome"),)

    @property
    def control_failed(self) -> str | None:
        """The pointer of a made-up key's answer that was not a refusal with 401; None where there is none."""
        for name in _CONTROLS:
            check = self.check(name)
            if check is None or check.reason is None or check.answer not in {"served", "refused"}:
                continue
            if check.reason.code == "control-failed":
                return self.at(name, "response/status")
        return None

    def accepts(self, method: Literal["api-key", "oidc"]) -> bool | None:
        """Whether the gateway knows this credential; None where nothing can be said.

        Nothing can be said unless a made-up key is refused. A team that is blocked is refused with 403 and its key
        known (community.vercel.com, threads 36724 and 39132). A throttled look-up says nothing.
        """
        known, unknown = self._known(method)
        if not self.control_refused or bool(known) == bool(unknown):
            return None
        return bool(known)

    def told_of(self, method: Literal["api-key", "oidc"]) -> tuple[str, ...]:
        """The pointers that show what `accepts` says: the look-up's answer, and the made-up key's beside it."""
        known, unknown = self._known(method)
        if self.accepts(method) is None:
            return ()
        return (self.at((known or unknown)[0], "response/status"), *self.control_refused)

    def _known(self, method: Literal["api-key", "oidc"]) -> tuple[list[CheckId], list[CheckId]]:
        """The look-ups of credits by which the gateway knows this credential, and those by which it does not."""
        known: list[CheckId] = []
        unknown: list[CheckId] = []
        for name in CREDITS_CHECKS[method]:
            check = self.check(name)
            if check is None or not self.by_gateway(check):
                continue
            if check.answer == "served" or check.refused_with("access_denied"):
                known.append(name)
            elif check.answer == "refused" and check.status == 401:
                unknown.append(name)
        return known, unknown

    # What the baseline and its repeats say

    @cached_property
    def same_request_answers(self) -> list[tuple[str, str]]:
        """The classes of all answers to the very same request, with their pointers, as the Document claims them.

        An answer that is claimed to be another one speaks for unsteadiness even where its parts do not agree.
        """
        found = (self.claimed.check("baseline"), self.claimed.experiment("baseline-repeat"))
        answers = [(self.at(check.id, "answer"), check.answer) for check in found if check and check.answer]
        for experiment in self.claimed.experiments:
            for index, repeat in enumerate(experiment.repeats):
                if repeat.arm == "baseline":
                    answers.append((self.at(experiment.id, f"repeats/{index}/answer"), repeat.answer))
        return [(at, str(answer)) for at, answer in answers]

    @cached_property
    def comes_and_goes(self) -> tuple[str, ...]:
        """Pointers that show one and the same request both served and refused; none where the answers are steady."""
        arms = [self.same_request_answers]
        for experiment in self.claimed.experiments:
            if experiment.answer is not None and experiment.id != "baseline-repeat":
                own = [(self.at(experiment.id, "answer"), str(experiment.answer))]
                own += [
                    (self.at(experiment.id, f"repeats/{index}/answer"), str(repeat.answer))
                    for index, repeat in enumerate(experiment.repeats)
                    if repeat.arm == "variant"
                ]
                arms.append(own)
        for arm in arms:
            served = next((at for at, answer in arm if answer == "served"), None)
            refused = next((at for at, answer in arm if answer == "refused"), None)
            if served and refused:
                return (refused, served)
        return ()

    @cached_property
    def statements(self) -> tuple[str, ...]:
        """Pointers of the answers in which the gateway says the same of this request as it says to the baseline.

        A streamed asking of it is another way of answering and the same statement.
        """
        baseline = self.baseline
        if baseline is None or not self.by_gateway(baseline) or baseline.error is None:
            return ()
        found = [self.at("baseline", "response/error/type")]
        if baseline.answer == "refused" and baseline.status == LIMITED:
            return tuple(found)
        again: tuple[ExperimentId, ...] = ("streaming", "baseline-repeat")
        for name in again:
            other = self.experiment(name)
            if other is not None and self.by_gateway(other) and _says_the_same(other, baseline):
                found.append(self.at(name, "answer"))
        for experiment in self.evidence.experiments:
            for index, repeat in enumerate(experiment.repeats):
                if repeat.arm == "baseline" and repeat.same and index >= 1:
                    found.append(self.at(experiment.id, f"repeats/{index}"))
        return tuple(dict.fromkeys(found))

    def flip(self, experiment_id: ExperimentId) -> Experiment | None:
        """An experiment that flips the answer, where the answers are steady."""
        found = self.experiment(experiment_id)
        return found if found is not None and found.flips and not self.comes_and_goes else None

    def confirmed_flip(self, *but: ExperimentId) -> tuple[str, Experiment] | None:
        """A flip that chance does not account for, other than the named ones: it clears every other factor."""
        for experiment in self.evidence.experiments:
            if experiment.id in but or self.flip(experiment.id) is None or experiment.factor == "model":
                continue
            if experiment.chance is not None and experiment.chance <= CHANCE_THAT_DECIDES:
                return self.at(experiment.id, "effect"), experiment
        return None

    def any_flip(self, *but: ExperimentId) -> bool:
        """Whether an experiment other than the named ones flips the answer, confirmed or not."""
        return any(
            self.flip(item.id) is not None and item.factor != "model" and item.id not in but
            for item in self.evidence.experiments
        )

    def is_same(self, experiment_id: ExperimentId) -> bool:
        """The experiment was answered exactly as the baseline was."""
        found = self.experiment(experiment_id)
        return found is not None and found.effect == "same"

    # Providers

    @cached_property
    def attempts(self) -> list[tuple[str, ProviderAttempt]]:
        """Every provider attempt of the baseline with its pointer, in order."""
        routing = self.baseline.routing if self.baseline else None
        return [(self.at("baseline", f"routing/{at}"), item) for at, item in routing.attempts()] if routing else []

    @property
    def attempted(self) -> bool:
        """Whether a provider was tried for the baseline."""
        return self.baseline is not None and self.baseline.routing is not None and self.baseline.routing.attempted

    @property
    def failed_byok(self) -> tuple[str, ProviderAttempt] | None:
        """The first attempt with the team's own credential that failed, with its pointer."""
        return next(((at, a) for at, a in self.attempts if a.credential_type == "byok" and a.success is False), None)

    def failed_again(self, attempt: ProviderAttempt) -> bool:
        """Whether another asking of the same request met the same failure of the same provider and credential.

        Providers have bad moments too: one failed attempt is a sign, two are what the provider says.
        """
        again: tuple[ExperimentId, ...] = ("baseline-repeat", "streaming")
        others = [other.routing for name in again if (other := self.experiment(name)) and other.routing is not None]
        met = (attempt.provider, attempt.credential_type, attempt.status)
        return any(
            (other.provider, other.credential_type, other.status) == met and other.success is False
            for routing in others
            for _, other in routing.attempts()
        )

    @property
    def serving(self) -> tuple[str, ProviderAttempt] | None:
        """The attempt that served, with its pointer."""
        return next(((at, a) for at, a in self.attempts if a.success), None)

    # The client, its key, the tokens, the money

    @property
    def client(self) -> Client:
        """The client that was asked as; a Document of an earlier build was always the AI SDK's."""
        asked = self.probe.client
        return client_of(asked.name) if asked is not None and asked.name in CLIENT_NAMES else client_of(DEFAULT_CLIENT)

    @property
    def client_is_guessed(self) -> bool:
        """The client was told from variables that other clients read too, and each of them asks in its own way.

        The lines of the AI SDK read one variable and ask alike; which of them it is matters little.
        """
        asked = self.probe.client
        if asked is None or asked.name == DEFAULT_CLIENT:
            return False
        return asked.origin == "inferred" and asked.confidence == "possible"

    def variable(self, name: str) -> Variable | None:
        """A watched variable, present or not."""
        index = self._variables.get(name)
        return None if index is None else self.evidence.variables[index]

    @property
    def key(self) -> Variable | None:
        """The variable of the gateway key."""
        return self.evidence.key

    def key_at(self, inside: str = "") -> str:
        """The JSON pointer of the key's variable, or of something inside it."""
        key = self.key
        return self.variable_at(key.name, inside) if key is not None else "/variables"

    def key_defect(self, *kinds: DefectKind) -> str | None:
        """The pointer of the key's first defect of these kinds."""
        defects = self.key.defects if self.key else []
        index = next((at for at, defect in enumerate(defects) if defect.kind in kinds), None)
        return None if index is None else self.key_at(f"defects/{index}")

    def tokens(self) -> Iterator[tuple[str, OidcToken]]:
        """The tokens in the places where the client looks, each with its pointer; one that any caller could have sent is
        left out."""
        for at, token in self.all_tokens():
            if token.source in self.client.oidc_places:
                yield at, token

    def all_tokens(self) -> Iterator[tuple[str, OidcToken]]:
        """The tokens of the platform or the environment, whether the client looks there or not."""
        for index, token in enumerate(self.evidence.identity.tokens):
            if token.platform_supplied is not False:
                yield f"/identity/tokens/{index}", token

    @property
    def method(self) -> Literal["api-key", "oidc", "none"]:
        """How the client authenticates here."""
        return self.evidence.credential.method

    @property
    def team_relation(self) -> Literal["same", "different", "unknown"]:
        """Whether key and token are of one team, as far as their credits tell."""
        return self.evidence.identity.key_and_deployment_team.relation

    @property
    def own_credits(self) -> tuple[str, Credits] | None:
        """The credits of the credential in use, with their pointer; None where two readings disagree in their bands."""
        if self.method == "none":
            return None
        found = []
        for name in CREDITS_CHECKS[self.method]:
            check = self.check(name)
            if check is not None and check.credits is not None and check.answer == "served" and self.by_gateway(check):
                found.append((self.at(name, "credits"), check.credits))
        bands = {(credits_.balance_band, credits_.granted_band) for _, credits_ in found}
        return found[0] if len(bands) == 1 else None

    # Pointers

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


def _says_the_same(other: Check, baseline: Check) -> bool:
    one, two = other.error, baseline.error
    if one is None or two is None:
        return False
    return other.answer == baseline.answer and (one.type, one.param_name) == (two.type, two.param_name)
