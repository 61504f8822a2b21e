"""Who answered: what counts as the gateway's own word, and what it says of the credentials that are held here."""

from functools import cached_property
from typing import Literal

from gateway_probe.causes.reading.questions import Questions
from gateway_probe.document.exchange import Check
from gateway_probe.document.vocabulary import GATEWAY_TYPES, CheckId

CREDITS_CHECKS: dict[Literal["api-key", "oidc"], tuple[CheckId, CheckId]] = {
    "api-key": ("credits-key", "credits-key-again"),
    "oidc": ("credits-oidc", "credits-oidc-again"),
}


_CONTROLS: tuple[CheckId, CheckId] = ("credits-control", "credits-control-again")

TEAM_REFUSALS = (
    "byok_requires_paid_credits",
    "insufficient_funds",
    "customer_verification_required",
    "no_providers_available",
    "access_denied",
    "quota_for_entity_exceeded",
)
"""Error types by which the gateway refuses a team, and not a key or a request."""


class Answerers(Questions):
    """Whose words the answers are."""

    @cached_property
    def refused(self) -> bool:
        """The gateway itself refused the baseline, with the status of a refusal.

        An error inside a success is what it says and no more: whoever wrote it there did not refuse the request.
        """
        baseline = self.baseline
        if baseline is None or baseline.answer != "refused" or (baseline.status or 0) < 400:
            return False
        return self.by_gateway(baseline)

    def refused_with(self, *types: str) -> bool:
        """The gateway itself refused the baseline with one of these error types."""
        return self.refused and self.error is not None and self.error.type in types

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
        """The public list of models, which needs no credential, is refused with 401 or 403, or without a mark of Vercel.

        Where the list of a model's providers, which needs none either, is served, that was one moment or one path.
        """
        models, endpoints = self.check("models"), self.check("endpoints")
        if endpoints is not None and endpoints.answer == "served" and endpoints.answered_by == "gateway":
            return False
        return (
            models is not None
            and models.answer == "refused"
            and (models.status in {401, 403} or models.answered_by == "unknown")
        )

    @property
    def has_no_credits(self) -> bool:
        """Whether there is nothing at the path of credits, and no answer of this run has a mark or a word of the gateway's."""
        control, own = self.check("credits-control"), self.error.type if self.error is not None else None
        missing = control is not None and control.answered_by == "unknown" and control.status in {404, 405}
        return missing and not self._marked and own not in GATEWAY_TYPES

    @cached_property
    def _marked(self) -> bool:
        checks = (*self.evidence.gateway.checks, *self.evidence.experiments)
        return any(check.answered_by == "gateway" for check in checks)

    @cached_property
    def _listed(self) -> bool:
        models = self.check("models")
        return models is not None and models.answer == "served"

    @cached_property
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
        known (community.vercel.com, threads 36724 and 39132). A throttled look-up says nothing, and one that is refused
        says nothing where it refuses a credential that generations know.
        """
        known, unknown = self._sort_look_ups(method)
        if not self.control_refused or bool(known) == bool(unknown) or (unknown and self._look_ups_err):
            return None
        return bool(known)

    @cached_property
    def _look_ups_err(self) -> bool:
        """Whether the look-up refuses a credential that generations know: then its refusals say nothing of any other."""
        return any(self._sort_look_ups(method)[1] and self.generations_know(method) for method in CREDITS_CHECKS)

    def refuses_again(self, method: Literal["api-key", "oidc"]) -> bool:
        """Whether the gateway does not know this credential, and did not a moment later: it may have been one moment's.

        Look-ups may err of every credential alike, so what they and a generation say of the token is read as well. A
        generation that was asked for once more and came back without a word may have been served.
        """
        repeat = self.experiment("baseline-repeat")
        if repeat is not None and repeat.answer not in {"served", "refused"}:
            return False
        return self._is_told_of_the_token and self.accepts(method) is False and len(self._sort_look_ups(method)[1]) > 1

    @property
    def _is_told_of_the_token(self) -> bool:
        """Whether neither its look-ups nor the generation that was asked for by it came back without a word on it."""
        asked = self.experiment("credential-oidc")
        if asked is not None and asked.answer not in {"served", "refused"} and self._sort_look_ups("oidc")[1]:
            return False
        return any(self._sort_look_ups("oidc")) or not self.generations_know("oidc")

    def generations_know(self, method: Literal["api-key", "oidc"]) -> bool:
        """Whether a generation was served by this credential, or refused for what its team lacks: 401 comes first."""
        token = self.experiment("credential-oidc") if method == "oidc" else None
        own = self.baseline if method == self.evidence.credential.method else None
        return any(
            check is not None
            and (check.answer == "served" or (check.refused_with(*TEAM_REFUSALS) and self.by_gateway(check)))
            for check in (token, own)
        )

    def point_at_look_ups(self, method: Literal["api-key", "oidc"]) -> tuple[str, ...]:
        """The pointers that show what `accepts` says: the look-up's answer, and the made-up key's beside it."""
        known, unknown = self._sort_look_ups(method)
        if self.accepts(method) is None:
            return ()
        return (self.at((known or unknown)[0], "response/status"), *self.control_refused)

    def _sort_look_ups(self, method: Literal["api-key", "oidc"]) -> tuple[list[CheckId], list[CheckId]]:
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
        # A key that the second look-up does not know may have been known by the first, which was asked before it.
        return known, unknown if CREDITS_CHECKS[method][0] in {*known, *unknown} else []
