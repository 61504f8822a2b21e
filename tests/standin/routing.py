"""Which providers are tried with which credential, what came of it, and the metadata that tells of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from tests.standin.account import Credential, Gateway, Model
from tests.standin.deciding import Caller, own_credentials
from tests.standin.doors import Request
from tests.standin.provider_refusals import Words, words_of

STARTED_MS = 1_700_000_000_000


@dataclass(frozen=True)
class Attempt:
    """One try at one provider. Without words it was served."""

    provider: str
    credential: str
    words: Words | None

    def told(self, *, old: bool) -> dict[str, Any]:
        """As the metadata has it."""
        told: dict[str, Any] = {
            "provider": self.provider,
            "credentialType": self.credential,
            "success": self.words is None,
            "startTime": STARTED_MS,
            "endTime": STARTED_MS + 40,
        }
        if self.words is None:
            told["statusCode"] = 200
        else:
            told["error"] = self.words.message
            if self.words.status is not None:
                told["statusCode"] = self.words.status
        if old:
            told["internalModelId"] = f"{self.provider}:fake"
            told["providerApiModelId"] = "fake"
        return told


@dataclass(frozen=True)
class Route:
    """What was planned and tried for one model."""

    model: Model
    attempts: tuple[Attempt, ...]
    planned: tuple[tuple[str, str], ...]

    @property
    def served_by(self) -> Attempt | None:
        """The attempt that was served."""
        return next((attempt for attempt in self.attempts if attempt.words is None), None)


def take_route(gateway: Gateway, caller: Caller, request: Request, model: Model, provider: str | None) -> Route:
    """Own credentials first, then the gateway's, in the order asked for, until one is served."""
    team = caller.team
    allowed = [item for item in model.providers if team.providers_allowed is None or item in team.providers_allowed]
    if only := request.names("only"):
        allowed = [item for item in allowed if item in only]
    ranked = [*request.names("order"), *([provider] if provider else [])]
    allowed.sort(key=lambda item: ranked.index(item) if item in ranked else len(ranked))
    zero = request.gateway_options.get("zeroDataRetention") is True
    own = own_credentials(team, request, model, provider)
    planned = [(item, "byok", credential) for item in allowed for credential in own.get(item, ())]
    planned += [
        (item, "system", Credential(gateway.system.get(item, "served")))
        for item in allowed
        if gateway.system.get(item) != "none" and (not zero or item in gateway.zero_retention_providers)
    ]
    attempts = []
    for name, kind, credential in planned:
        words = None if credential.outcome == "served" else words_of(name, credential.outcome)
        attempts.append(Attempt(name, kind, words))
        if words is None:
            break
    return Route(model, tuple(attempts), tuple((name, kind) for name, kind, _ in planned))


def metadata(gateway: Gateway, request: Request, routes: list[Route], generation_id: str) -> dict[str, Any]:
    """`providerMetadata.gateway`, in the shape of the gateway's age; a world may have none at all."""
    if gateway.metadata == "none":
        return {}
    old = gateway.metadata == "old"
    last = routes[-1]
    served = last.served_by
    attempts = [attempt for route in routes for attempt in route.attempts]
    first = routes[0].planned[0][0] if routes[0].planned else routes[0].model.providers[0]
    routing: dict[str, Any] = {
        "originalModelId": request.model,
        "resolvedProvider": first,
        "fallbacksAvailable": [item for item in last.model.providers if item != first],
        "planningReasoning": _reasoning(last.planned),
        "canonicalSlug": last.model.id,
        "modelAttemptCount": len(routes),
        "modelAttempts": [_model_attempt(route, old=old) for route in routes],
        "totalProviderAttemptCount": len(attempts),
    }
    if served:
        routing["finalProvider"] = served.provider
    if old:
        routing["attempts"] = [attempt.told(old=True) for attempt in attempts]
        routing["internalReasoning"] = "fake"
        routing["resolvedProviderApiModelId"] = "fake"
    told: dict[str, Any] = {"routing": routing, "generationId": generation_id}
    if served:
        own = served.credential == "byok"
        told |= {"cost": "0" if own else "0.0000021", "marketCost": "0.0000021"}
    if request.gateway_options.get("zeroDataRetention") is True:
        told["enabledZeroDataRetention"] = True
    return told


def _model_attempt(route: Route, *, old: bool) -> dict[str, Any]:
    told: dict[str, Any] = {
        "canonicalSlug": route.model.id,
        "success": route.served_by is not None,
        "providerAttemptCount": len(route.attempts),
        "providerAttempts": [attempt.told(old=old) for attempt in route.attempts],
    }
    return {"modelId": route.model.id, **told} if old else told


def _reasoning(planned: tuple[tuple[str, str], ...]) -> str:
    order = " → ".join(f"{name}({kind})" for name, kind in planned)
    own = [name for name, kind in planned if kind == "byok"]
    system = ", ".join(name for name, kind in planned if kind == "system")
    available = f"BYOK credentials available for: {', '.join(own)}. " if own else ""
    return f"{available}System credentials planned for: {system}. Total execution order: {order}"


def failure(route: Route) -> tuple[int, str, str, Mapping[str, Any]]:
    """Status, words, type and `param` of the answer where every attempt failed: the last one's, passed on."""
    last = route.attempts[-1]
    words = last.words
    if words is None:
        raise ValueError("a route that was served has no failure")
    status = words.status or 500
    param = {
        "error": words.body(last.provider),
        "statusCode": status,
        "name": "AI_APICallError",
        "message": words.message,
        "url": f"https://{last.provider}.example.com/v1",
        "isRetryable": status >= 429,
    }
    return status, words.message, "AI_APICallError", param
