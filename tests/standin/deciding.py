"""Who asks, and whether the gateway lets a generation through before it plans a provider.

The order of the checks follows public reports: 401 for an unknown credential and 400 for a broken body come before
the block of a team; funds are checked before the tier. Where the order is not known it is ours.
"""

from dataclasses import dataclass
from typing import Any

from tests.standin.account import Credential, Gateway, Key, Model, Team, Token
from tests.standin.answers import Answer, error_body
from tests.standin.doors import Request

TOP_UP = "https://vercel.com/d?to=%2F%5Bteam%5D%2F%7E%2Fai%3Fmodal%3Dtop-up"
ADD_CARD = "https://vercel.com/d?to=%2F%5Bteam%5D%2F%7E%2Fai%3Fmodal%3Dadd-credit-card"
BYOK_WORDS = "Bring Your Own Key (BYOK) is available only with paid credits."


@dataclass(frozen=True)
class Caller:
    """A credential that the gateway knows."""

    team: Team
    how: str
    holder: Key | Token


def identify(gateway: Gateway, bearer: str) -> tuple[str, Caller | None]:
    """What the credential is (`key`, `token`, `made-up`, `none`) and, where the gateway takes it, whose."""
    if not bearer:
        return "none", None
    for key in gateway.keys:
        if key.value == bearer:
            return "key", None if key.revoked else Caller(key.team, "key", key)
    for token in gateway.tokens:
        if token.is_in(bearer):
            taken = token.is_current(gateway.clock_offset_s) and not (token.refused or token.stranger)
            return "token", Caller(token.team, "token", token) if taken else None
    return "made-up", None


def unauthorized() -> Answer:
    """The words of a 401."""
    message = "Authentication failed. Create an API key and set in AI_GATEWAY_API_KEY environment variable or use OIDC."
    return Answer(401, error_body(message, "authentication_error"))


def access_denied() -> Answer:
    """A block on the whole team, which the balance is refused by as well."""
    return Answer(403, error_body("Forbidden.", "access_denied"))


def bare_routing(request: Request, model: Model, provider: str | None) -> dict[str, Any]:
    """The routing of a request that was refused before any provider was planned."""
    first = provider or model.providers[0]
    return {
        "originalModelId": request.model,
        "resolvedProvider": first,
        "fallbacksAvailable": [item for item in model.providers if item != first],
        "canonicalSlug": model.id,
        "modelAttemptCount": 1,
        "modelAttempts": [
            {"canonicalSlug": model.id, "success": False, "providerAttemptCount": 0, "providerAttempts": []}
        ],
        "totalProviderAttemptCount": 0,
    }


def before_planning(
    gateway: Gateway, caller: Caller, request: Request, spent: int, generation_id: str
) -> Answer | None:
    """The refusal that comes before a provider is planned, if any. `spent`: generations of this team so far."""
    team = caller.team
    if request.broken or not isinstance(request.body, dict):
        return Answer(400, error_body("Invalid request body.", "invalid_request_error", []))
    if team.blocked:
        return access_denied()
    if not team.card and team.tier == "free":
        words = f"AI Gateway requires a valid credit card on file to service requests. Add one at {ADD_CARD}"
        return Answer(403, error_body(words, "customer_verification_required"))
    if float(team.balance) <= 0:
        words = f"Insufficient funds. Please add credits to your account to continue using AI services. {TOP_UP}"
        return Answer(402, error_body(words, "insufficient_funds"))
    if not team.budget_left or (isinstance(caller.holder, Key) and not caller.holder.budget_left):
        words = 'Quota limit exceeded for "api_key_id_fake". Current spend: $20.00, limit: $20.00.'
        return Answer(402, error_body(words, "quota_for_entity_exceeded"))
    return _model_refused(gateway, team, request, spent, generation_id)


def _model_refused(gateway: Gateway, team: Team, request: Request, spent: int, generation_id: str) -> Answer | None:
    found = gateway.resolve(request.model)
    if found is None:
        words = f"Model '{request.model}' not found"
        return Answer(404, error_body(words, "model_not_found", {"modelId": request.model}))
    model, provider = found
    routing = {"routing": bare_routing(request, model, provider), "generationId": generation_id}

    def refused(status: int, kind: str, words: str, name: str | None = None, **more: str) -> Answer:
        param: dict[str, Any] = {"statusCode": status, "name": name or "GatewayError", "message": words, **more}
        return Answer(status, error_body(words, kind, param, routing))

    wanted = "embedding" if "embedding" in request.protocol else "language"
    if model.kind != wanted:
        words = f"Model '{request.model}' is not a {wanted} model"
        return refused(400, "invalid_request_error", words, "ModelTypeMismatchError")
    if rule := team.denied_by.get(model.id):
        return refused(403, "forbidden", "Request denied by routing rule", "ForbiddenError", ruleId=rule)
    if team.tier == "free" and team.free_requests is not None and spent >= team.free_requests:
        words = "Free tier requests on this model are rate-limited. Upgrade to paid credits for unrestricted access."
        return refused(429, "rate_limit_exceeded", words)
    if team.tier == "free" and own_credentials(team, request, model, provider):
        return refused(403, "byok_requires_paid_credits", BYOK_WORDS)
    if team.tier == "free" and not model.free:
        words = f"Free tier users do not have access to this model. Upgrade to paid credits at {TOP_UP}"
        return refused(403, "no_providers_available", words, "RestrictedModelsError")
    if team.filter_name:
        words = f"No providers available for this model under the team's setting: {team.filter_name}"
        return refused(403, "no_providers_available", words, team.filter_name)
    if team.models_allowed is not None and model.id not in team.models_allowed:
        words = "Your team has restricted access to this model."
        return refused(403, "no_providers_available", words, "RestrictedModelsByTeamError")
    allowed = [item for item in model.providers if team.providers_allowed is None or item in team.providers_allowed]
    if not allowed:
        considered = ", ".join(model.providers)
        words = f"Your team has restricted access to this provider. Providers considered: {considered}"
        return refused(403, "no_providers_available", words, "RestrictedProvidersError")
    return _filter_refused(gateway, request, model, allowed)


def _filter_refused(gateway: Gateway, request: Request, model: Model, allowed: list[str]) -> Answer | None:
    only = request.names("only")
    if only and not any(item in only for item in allowed):
        words = f"No allowed providers available. Available providers are: {', '.join(model.providers)}"
        return Answer(400, error_body(words, "invalid_request_error"))
    if request.gateway_options.get("zeroDataRetention") is True and not any(
        item in gateway.zero_retention_providers for item in allowed
    ):
        # The documented shape of this one has a text where all others have an object.
        return Answer(
            400, {"error": "No providers with zero data retention", "type": "no_providers_available", "statusCode": 400}
        )
    return None


def own_credentials(
    team: Team, request: Request, model: Model, provider: str | None
) -> dict[str, tuple[Credential, ...]]:
    """The customer's own credentials that this request would use, by provider.

    Credentials that come with the request replace the stored ones; zero data retention leaves out those that are not
    marked for it.
    """
    given = request.gateway_options.get("byok")
    if isinstance(given, dict) and given:
        return {
            name: tuple(Credential(str(item.get("fakeOutcome", "served"))) for item in items if isinstance(item, dict))
            for name, items in given.items()
            if name in model.providers and isinstance(items, list)
        }
    only = request.names("only") or ([provider] if provider else list(model.providers))
    zero = request.gateway_options.get("zeroDataRetention") is True
    return {
        name: (credential,)
        for name, credential in team.stored.items()
        if credential.enabled
        and name in model.providers
        and name in only
        and (not zero or credential.for_zero_retention)
    }
