"""What the gateway tried at the providers for the baseline."""

from functools import cached_property

from gateway_probe.causes.reading.askings import Askings
from gateway_probe.document.answer import ProviderAttempt
from gateway_probe.document.exchange import Check


def tells_every_attempt(check: Check | None) -> bool:
    """Whether each attempt is there, as many as the gateway counts, with what came of it and whose credential it was
    made with: of one that is not there nobody can say that it did not fail. Nor is anything told by nobody knows whom."""
    if check is None or check.routing is None or check.answered_by is None:
        return False
    tried = [attempt for _, attempt in check.routing.attempts()]
    told = all(attempt.success is not None and attempt.credential_type is not None for attempt in tried) and all(
        model.success is not None for model in check.routing.model_attempts
    )
    return bool(tried) and told and check.routing.total_provider_attempts == len(tried)


def _met(asking: Check, failed: ProviderAttempt) -> bool:
    """Whether this asking met the same failure."""
    attempts = asking.routing.attempts() if asking.routing is not None else ()
    met = (failed.provider, failed.credential_type, failed.status, False)
    return any((one.provider, one.credential_type, one.status, one.success) == met for _, one in attempts)


class Attempts(Askings):
    """The provider attempts of the baseline."""

    @cached_property
    def attempts(self) -> list[tuple[str, ProviderAttempt]]:
        """Every provider attempt of the baseline with its pointer, in order."""
        routing = self.baseline.routing if self.baseline else None
        return [(self.at("baseline", f"routing/{at}"), item) for at, item in routing.attempts()] if routing else []

    @property
    def every_attempt_is_told(self) -> bool:
        """Whether each attempt of the baseline is there with what came of it, as many as the gateway counts."""
        return tells_every_attempt(self.baseline)

    @property
    def every_failure_is_told(self) -> bool:
        """Whether each attempt is there with its provider and status too: without them nobody knows whose failed how."""
        return self.every_attempt_is_told and not any(None in (one.provider, one.status) for _, one in self.attempts)

    @property
    def attempted_at(self) -> str | None:
        """Where the answer tells that a provider was tried for the request, refused as it was when it was asked again."""
        refused = (one for one in (self.baseline, *self.asked_again) if one is not None and one.answer != "served")
        tried = ((check, check.routing) for check in refused if check.routing is not None and check.routing.attempted)
        found = next(tried, None)
        if found is None:
            return None
        check, routing = found
        first = next((at for at, _ in routing.attempts()), "total_provider_attempts")
        return self.at(check.id, f"routing/{first}")

    @property
    def own_failures(self) -> list[tuple[str, ProviderAttempt]]:
        """The attempts with a credential of the team's own that failed, with their pointers."""
        return [(at, a) for at, a in self.attempts if a.credential_type == "byok" and a.success is False]

    @property
    def failed_byok(self) -> tuple[str, ProviderAttempt] | None:
        """The first of them."""
        return next(iter(self.own_failures), None)

    @property
    def failed_byok_of_the_stream(self) -> tuple[str, ProviderAttempt] | None:
        """The same of the streamed request, where that was served."""
        found = (
            (at, a) for at, a in self._attempts_of_the_stream if a.credential_type == "byok" and a.success is False
        )
        return next(found, None)

    @property
    def _attempts_of_the_stream(self) -> list[tuple[str, ProviderAttempt]]:
        streaming = self.experiment("streaming")
        routing = streaming.routing if streaming is not None and streaming.answer == "served" else None
        return [(self.at("streaming", f"routing/{at}"), a) for at, a in routing.attempts()] if routing else []

    def failed_again(self, attempt: ProviderAttempt) -> bool:
        """Whether another asking of the same request met the same failure of the same provider and credential, and a
        refused one did without the deployment headers too.

        Providers have bad moments: one failed attempt is a sign, two are what the provider says. By which credential it
        is asked may hang on what the headers name.
        """
        refused = self.baseline is not None and self.baseline.answer == "refused"
        without = self.experiment("headers-none")
        alike = self.changes_nothing("headers-none") if without is None else _met(without, attempt)
        return (alike or not refused) and any(_met(other, attempt) for other in self.asked_again)

    @property
    def serving(self) -> tuple[str, ProviderAttempt] | None:
        """The attempt that served, with its pointer."""
        return next(((at, a) for at, a in self.attempts if a.success), None)

    @property
    def serving_the_stream(self) -> tuple[str, ProviderAttempt] | None:
        """The attempt that served the streamed request, with its pointer."""
        return next(((at, a) for at, a in self._attempts_of_the_stream if a.success), None)
