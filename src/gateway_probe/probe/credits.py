"""The credits, asked by each credential of this place: whether the gateway knows it, and what its team's balance is."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, TypeAlias

from gateway_probe.document.vocabulary import CheckId
from gateway_probe.gateway import Authorization, GatewayClient
from gateway_probe.probe.authorizations import authorization_of, why_no_key, why_no_token
from gateway_probe.record import record
from gateway_probe.runtime import RuntimeObservation

if TYPE_CHECKING:
    from gateway_probe.document.exchange import Check
    from gateway_probe.gateway import CreditsPair

_QUESTIONS: dict[CheckId, str] = {
    "credits-key": "Does the gateway know the key, and what is its team's balance?",
    "credits-key-again": "Does the gateway say the same of the key a second time?",
    "credits-key-cleaned": "Does the gateway know the key once its defects are taken off?",
    "credits-oidc": "Does the gateway know the OIDC token, and what is its team's balance?",
    "credits-oidc-again": "Does the gateway say the same of the OIDC token a second time?",
}


Asked: TypeAlias = "tuple[Check | None, CreditsPair | None]"


@record(frozen=True)
class CreditChecks:
    """The checks of credits in one run."""

    runtime: RuntimeObservation
    gateway: GatewayClient

    async def ask(self, check_id: CheckId, authorization: Authorization | None) -> Asked:
        """The credits by one credential; nothing where there is none."""
        if authorization is None:
            return None, None
        return await self.gateway.credits(check_id, _QUESTIONS[check_id], authorization)

    def tell(self, check_id: CheckId, asked: Check | None) -> Check:
        """The check or, where there is no credential, why it was skipped.

        For whoever has the others' answers: the first check of a process takes longer to make than these to send.
        """
        if asked is not None:
            return asked
        from gateway_probe.document.exchange import Check

        by_token = check_id.startswith("credits-oidc")
        absent = why_no_token(self.runtime) if by_token else why_no_key(self.runtime)
        return Check(id=check_id, question=_QUESTIONS[check_id], outcome="skipped", reason=absent)

    async def by_key(self) -> tuple[Check | None, list[Check], CreditsPair | None]:
        """Credits by the key as it is sent and, where something can be taken off it, by what then remains."""
        cleaned = authorization_of("api-key", self.runtime.keyring.cleaned_key)
        (check, pair), (without, _) = await asyncio.gather(
            self.ask("credits-key", authorization_of("api-key", self.runtime.keyring.api_key)),
            self.ask("credits-key-cleaned", cleaned),
        )
        return check, [] if without is None else [without], pair
