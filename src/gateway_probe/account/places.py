"""What the account is asked about: places, each with the host that answers there, its Documents, or both."""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from gateway_probe.clients import CLIENTS, KEY_NAMES
from gateway_probe.clients.table import GATEWAY_KEY
from gateway_probe.disclosure import comparable, fingerprint, is_hidden
from gateway_probe.document import Document
from gateway_probe.document.answer import GatewayError, ProviderAttempt
from gateway_probe.document.exchange import Check


@dataclass(frozen=True)
class Place:
    """A place under the name that the person gave it.

    `key_ending` is known where the key itself is at hand, on this machine; it is compared and never shown.
    """

    name: str
    host: str | None = None
    document: Document | None = None
    key_ending: str | None = None

    @property
    def environment(self) -> str | None:
        """production, preview, development or a custom one, as the Document says; None where it does not show it."""
        runtime = self.document.runtime if self.document is not None else None
        if runtime is None:
            return None
        named = runtime.target_environment or runtime.environment
        return None if is_hidden(named) else named

    @property
    def deployment(self) -> str | None:
        """The id of the deployment that the Document was made in, or its fingerprint."""
        return self.document.runtime.deployment_id if self.document is not None else None

    @property
    def project(self) -> str | None:
        """The project's id, or its fingerprint."""
        return self.document.runtime.project_id if self.document is not None else None

    @property
    def team(self) -> str | None:
        """The team of the deployment, from its OIDC token's claims, or its fingerprint."""
        if self.document is None:
            return None
        claims = (token.claims for token in self.document.identity.tokens if token.claims is not None)
        return next((claim.owner_id for claim in claims if claim.owner_id), None)

    @property
    def baseline(self) -> Check | None:
        """The request of the app, as its Document has it."""
        return self.document.baseline if self.document is not None else None

    @property
    def served(self) -> bool | None:
        """Whether the baseline was served; None where there is no Document, or it says nothing."""
        outcome = self.baseline.outcome if self.baseline is not None else None
        return {"passed": True, "refused": False}.get(outcome or "")

    @property
    def baseline_error(self) -> GatewayError | None:
        """The gateway's error in answer to the baseline."""
        return self.baseline.error if self.baseline is not None else None

    @property
    def served_by_byok(self) -> bool:
        """The baseline was served with a credential that the team has stored, as the gateway says."""
        return any(attempt.credential_type == "byok" and attempt.success for attempt in self._attempts())

    @property
    def providers(self) -> frozenset[str]:
        """The providers that the request names: by the gateway's attempts, by `only`, or by the model id's prefix.

        A prefix may name a creator instead; it counts only where the list of models knows the model by another id.
        """
        if self.document is None:
            return frozenset()
        tried = {attempt.provider for attempt in self._attempts() if attempt.provider}
        options, model = self.document.probe.provider_options, self.document.probe.model
        models = self.document.check("models")
        listing = models.listing if models is not None else None
        prefix = listing is not None and listing.as_id not in {None, model} and "/" in model
        named = {model.split("/", maxsplit=1)[0]} if prefix else set()
        return frozenset(named or {*options.only, *options.request_byok} or tried)

    def _attempts(self) -> list[ProviderAttempt]:
        routing = self.baseline.routing if self.baseline is not None else None
        return [attempt for _, attempt in routing.attempts()] if routing is not None else []

    @property
    def key_variables(self) -> tuple[str, ...]:
        """The variable that the run took its key from; where it took none, those that its client looks in."""
        if self.document is None:
            return (GATEWAY_KEY,)
        source = self.document.credential.source
        if self.uses_key and source in KEY_NAMES:
            return (source,)
        asked = self.document.probe.client
        names = (client.key_variables for client in CLIENTS if asked is not None and client.name == asked.name)
        return next(names, (GATEWAY_KEY,))

    @property
    def uses_key(self) -> bool:
        """The Document's requests were made with a gateway key."""
        return self.document is not None and self.document.credential.method == "api-key"

    @property
    def window(self) -> tuple[datetime, datetime] | None:
        """When the run began and ended, by the gateway's clock where the Document knows how far its own was off."""
        if self.document is None:
            return None
        began = self.document.began
        return began, began + timedelta(milliseconds=self.document.probe.duration_ms)


def matches(shown: str | None, real: str | None, salt: str) -> Literal["id", "fingerprint"] | None:
    """How an id of a Document is this id of the account: `id`, `fingerprint`, or None where it is not, or is hidden."""
    if shown is None or real is None:
        return None
    if shown == real:
        return "id"
    return "fingerprint" if shown == fingerprint(real, salt) else None


def differs(shown: str | None, real: str | None, salt: str) -> bool:
    """Whether an id of a Document is surely another than this id of the account.

    Fingerprints of two salts are never equal, which says nothing of what they were made from.
    """
    if shown is None or real is None or matches(shown, real, salt) is not None:
        return False
    own = fingerprint(real, salt)
    in_full = re.fullmatch(r"(?:team|prj|dpl)_[A-Za-z0-9]+", shown) is not None
    return in_full or (own is not None and comparable(shown, own))


def is_id(shown: str | None, prefix: str) -> bool:
    """Whether a Document shows an id in full, which it does at the private level alone."""
    return shown is not None and shown.startswith(prefix)
