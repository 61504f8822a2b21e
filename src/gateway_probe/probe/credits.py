"""The credits, asked by each credential of this place: whether the gateway knows it, and what its team's balance is."""

import asyncio
from typing import TYPE_CHECKING

from gateway_probe.document.exchange import Check
from gateway_probe.document.vocabulary import CheckId
from gateway_probe.gateway import Authorization, GatewayClient
from gateway_probe.probe.authorizations import authorization_of, why_no_key, why_no_token
from gateway_probe.record import record
from gateway_probe.runtime import RuntimeObservation

if TYPE_CHECKING:
    from gateway_probe.gateway import CreditsPair

_QUESTIONS: dict[CheckId, str] = {
    "credits-key": "Does the gateway know the key, and what is its team's balance?",
    "credits-key-again": "Does the gateway say the same of the key a second time?",
    "credits-key-cleaned": "Does the gateway know the key once its defects are taken off?",
    "credits-oidc": "Does the gateway know the OIDC token, and what is its team's balance?",
    "credits-oidc-again": "Does the gateway say the same of the OIDC token a second time?",
}


@record(frozen=True)
class CreditChecks:
    """The checks of credits in one run."""

    runtime: RuntimeObservation
    gateway: GatewayClient

    async def ask(self, check_id: CheckId, authorization: Authorization | None) -> "tuple[Check, CreditsPair | None]":
        """The credits by one credential; skipped, with the reason, where there is none."""
        question = _QUESTIONS[check_id]
        if authorization is None:
            by_token = check_id.startswith("credits-oidc")
            absent = why_no_token(self.runtime) if by_token else why_no_key(self.runtime)
            return Check(id=check_id, question=question, outcome="skipped", reason=absent), None
        return await self.gateway.credits(check_id, question, authorization)

    async def by_key(self) -> "tuple[list[Check], CreditsPair | None]":
        """Credits by the key as it is sent and, where something can be taken off it, by what then remains."""
        cleaned = authorization_of("api-key", self.runtime.keyring.cleaned_key)
        asked = self.ask("credits-key", authorization_of("api-key", self.runtime.keyring.api_key))
        if cleaned is None:
            check, pair = await asked
            return [check], pair
        (check, pair), (without, _) = await asyncio.gather(asked, self.ask("credits-key-cleaned", cleaned))
        return [check, without], pair
