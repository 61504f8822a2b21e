"""Who is let through to routing, and in which order the gateway says no.

Known: 401 and 400 before a team block, funds before the BYOK tier check. The rest of the order is a guess that the
scenarios do not lean on.
"""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from gateway_simulator.provider_choice import Target, byok_outcomes, candidates, fallbacks, names_in, resolve
from gateway_simulator.world import Scenario, Team

TOP_UP = "https://vercel.com/d?to=%2F%5Bteam%5D%2F%7E%2Fai%3Fmodal%3Dtop-up"
ADD_CARD = "https://vercel.com/d?to=%2F%5Bteam%5D%2F%7E%2Fai%3Fmodal%3Dadd-credit-card"


@dataclass(frozen=True)
class Refused:
    """A refusal: status and error, and the target where the gateway had looked the model up already."""

    status: int
    type: str
    message: str
    param: Any = None
    target: Target | None = None


UNAUTHENTICATED = Refused(
    401,
    "authentication_error",
    "Authentication failed. Create an API key and set in AI_GATEWAY_API_KEY environment variable, or use OIDC.",
)
BLOCKED = Refused(403, "access_denied", "Forbidden.")


def admit(
    scenario: Scenario, team: Team, model_id: str, options: dict[str, Any], kind: str = "language"
) -> Target | Refused:
    """The resolved model, or the first refusal. `kind` is what is wanted of it."""
    if team.blocked:
        return BLOCKED
    target = resolve(scenario, model_id)
    if target is None:
        return Refused(404, "model_not_found", f"Model {model_id} not found", {"modelId": model_id})
    if target.model.type != kind:
        text = f"Model {model_id} is not {'an' if kind == 'embedding' else 'a'} {kind} model"
        return _named("ModelTypeMismatchError", 400, "invalid_request_error", text, target)
    others = fallbacks(scenario, options)
    return _billing(team) or _routable(team, target, others, options) or _tier(team, target, options) or target


def _named(name: str, status: int, kind: str, text: str, target: Target) -> Refused:
    """A refusal whose `param` repeats it under the gateway's own class name."""
    return Refused(status, kind, text, {"name": name, "type": kind, "statusCode": status, "message": text}, target)


def _billing(team: Team) -> Refused | None:
    if not team.card_on_file:
        text = f"AI Gateway requires a valid credit card on file to service requests. Please visit {ADD_CARD}"
        return Refused(403, "customer_verification_required", text)
    if Decimal(team.balance) <= 0:
        text = f"Insufficient funds. Please add credits to your account to continue using AI services. Visit {TOP_UP}"
        return Refused(402, "insufficient_funds", text)
    if team.budget_exceeded:
        text = f'Quota limit exceeded for "{team.id}". Current spend: $200.00, limit: $200.00.'
        return Refused(402, "quota_for_entity_exceeded", text)
    return None


def _routable(team: Team, target: Target, others: list[Target], options: dict[str, Any]) -> Refused | None:
    only = names_in(options, "only")
    if only is not None and not set(only) & set(target.providers()):
        text = f"No allowed providers available. Available providers are: {', '.join(target.providers())}"
        return Refused(400, "invalid_request_error", text, None, target)
    # With fallbacks the rule refuses only when it denies all of them (gateway docs, routing rules).
    if all(model.slug in team.denied_models for model in (target, *others)):
        return Refused(403, "forbidden", "Request denied by a routing rule.", {"ruleId": "rule_FAKE01"}, target)
    if not candidates(team, target, options):
        text = (
            f"Your team has restricted access to this provider. Providers considered: {', '.join(target.providers())}"
        )
        return _named("RestrictedProvidersError", 403, "no_providers_available", text, target)
    return None


def _tier(team: Team, target: Target, options: dict[str, Any]) -> Refused | None:
    if team.tier == "paid":
        return None
    if byok_outcomes(team, candidates(team, target, options), options):
        text = "Bring Your Own Key (BYOK) is available only with paid credits."
        return Refused(403, "byok_requires_paid_credits", text, None, target)
    if not target.model.free_tier:
        text = f"Free tier users do not have access to this model. Upgrade to paid credits at {TOP_UP} for access."
        return _named("RestrictedModelsError", 403, "no_providers_available", text, target)
    if team.rate_limited:
        text = "Free tier requests on this model are rate-limited. Upgrade to paid credits for unrestricted access."
        return Refused(429, "rate_limit_exceeded", text, None, target)
    return None
