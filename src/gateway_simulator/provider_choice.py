"""Where an admitted request goes: providers planned, attempts made, metadata as the gateway reports it."""

from dataclasses import dataclass, replace
from typing import Any

from gateway_simulator.world import Model, Scenario, Team

# What a provider answers to a stored credential that does not work; Azure's wording is Azure's own.
_BYOK_FAILURES: dict[str, tuple[int | None, str]] = {
    "wrong-key": (401, "Access denied due to invalid subscription key or wrong API endpoint."),
    "deployment-not-found": (404, "DeploymentNotFound: The API deployment for this resource does not exist."),
    "rate-limited": (429, "Requests to this deployment have exceeded the call rate limit."),
    "out-of-funds": (402, "Insufficient balance on the provider account."),
    "malformed": (None, "error:1E08010C:DECODER routines::unsupported"),
    "resource-name-is-url": (None, "getaddrinfo ENOTFOUND https://fake.openai.azure.com.openai.azure.com"),
    "content-refused": (400, "Your input was flagged by the provider's own safety system."),
    "region-refused": (403, "unsupported_country_region_territory"),
}


@dataclass(frozen=True)
class Target:
    """A model as it was asked for, resolved."""

    asked: str
    slug: str
    model: Model
    preferred: str | None

    def providers(self) -> list[str]:
        """Its providers, the one that the id names first."""
        names = self.model.providers
        return [self.preferred, *(n for n in names if n != self.preferred)] if self.preferred else list(names)


@dataclass(frozen=True)
class Leg:
    """One model tried: the one asked for, or a fallback of the request's `models`."""

    target: Target
    attempts: list[dict[str, Any]]

    @property
    def success(self) -> bool:
        """An attempt ends the leg when it succeeds."""
        return bool(self.attempts) and self.attempts[-1]["success"]


@dataclass(frozen=True)
class Route:
    """How it went: the models tried in order, and who answered in the end."""

    target: Target
    legs: list[Leg]
    planned: list[str]
    zdr: bool = False

    @property
    def attempts(self) -> list[dict[str, Any]]:
        """Every attempt of every leg."""
        return [attempt for leg in self.legs for attempt in leg.attempts]

    @property
    def model(self) -> str:
        """The model that answered, or the last one tried."""
        return self.legs[-1].target.slug

    @property
    def served(self) -> dict[str, Any] | None:
        """The attempt that succeeded."""
        return next((attempt for attempt in self.attempts if attempt["success"]), None)

    @property
    def failed(self) -> dict[str, Any] | None:
        """The last attempt, where none succeeded."""
        return self.attempts[-1] if self.attempts and self.served is None else None


def resolve(scenario: Scenario, asked: str) -> Target | None:
    """The model behind an id. The creator's place may hold a provider's slug: azure/gpt-5.4-mini is OpenAI's model."""
    if asked in scenario.models:
        return Target(asked, asked, scenario.models[asked], None)
    provider, _, name = asked.partition("/")
    for slug, model in scenario.models.items():
        if name and slug.split("/")[1] == name and provider in model.providers:
            return Target(asked, slug, model, provider)
    return None


def fallbacks(scenario: Scenario, options: dict[str, Any]) -> list[Target]:
    """The models of the request's `models`, without those that cannot generate text."""
    found = [resolve(scenario, name) for name in names_in(options, "models") or []]
    return [target for target in found if target is not None and target.model.type == "language"]


def names_in(options: dict[str, Any], option: str) -> list[str] | None:
    """The names that an option lists, each once, or None where it is no list."""
    given = options.get(option)
    return list(dict.fromkeys(n for n in given if isinstance(n, str))) if isinstance(given, list) else None


def candidates(team: Team, target: Target, options: dict[str, Any]) -> list[str]:
    """The providers that may be tried, in order: `only` restricts, `order` ranks, the team's allowlist restricts."""
    names = target.providers()
    only, order = names_in(options, "only"), names_in(options, "order")
    if only is not None:
        names = [name for name in names if name in only]
    if order is not None:
        names = [n for n in order if n in names] + [n for n in names if n not in order]
    if team.allowed_providers is not None:
        names = [name for name in names if name in team.allowed_providers]
    return names


def byok_outcomes(team: Team, providers: list[str], options: dict[str, Any]) -> dict[str, str]:
    """The provider credentials that would be used, by provider: of the request, or else those stored and enabled."""
    requested = options.get("byok")
    if isinstance(requested, dict):
        return {name: "ok" for name in providers if requested.get(name)}
    zdr = wants_zdr(team, options)
    stored = team.byok.items()
    return {n: c.outcome for n, c in stored if n in providers and c.enabled and (c.zdr or not zdr)}


def wants_zdr(team: Team, options: dict[str, Any]) -> bool:
    """Zero data retention, by the request or for the whole team."""
    return team.zero_data_retention or options.get("zeroDataRetention") is True


def _rewritten(scenario: Scenario, team: Team, target: Target) -> Target:
    """The model that a routing rule puts in the place of this one, or this one."""
    other = resolve(scenario, team.rewrites.get(target.slug, target.slug))
    return target if other is None or other.slug == target.slug else replace(other, asked=target.asked)


def travel(scenario: Scenario, team: Team, target: Target, options: dict[str, Any]) -> Route:
    """Try the model, then the fallbacks that no routing rule denies, until one answers."""
    target = _rewritten(scenario, team, target)
    models = [t for t in (target, *fallbacks(scenario, options)) if t.slug not in team.denied_models]
    legs: list[Leg] = []
    started = 0
    for model in models:
        legs.append(_leg(team, model, options, started))
        started += len(legs[-1].attempts)
        if legs[-1].success:
            break
    planned = [f"{name}({credential})" for name, credential, _ in _plan(team, models[0], options)]
    return Route(target, legs, planned, wants_zdr(team, options))


def _plan(team: Team, target: Target, options: dict[str, Any]) -> list[tuple[str, str, str]]:
    """Provider, credential and what comes of it: own credentials first, then the system's (gateway docs, BYOK)."""
    providers = candidates(team, target, options)
    byok = byok_outcomes(team, providers, options)
    own = [(name, "byok", byok[name]) for name in providers if name in byok]
    return own + [(name, "system", "ok") for name in providers if name not in target.model.own_only]


def _leg(team: Team, target: Target, options: dict[str, Any], started: int) -> Leg:
    attempts: list[dict[str, Any]] = []
    for name, credential, outcome in _plan(team, target, options):
        attempts.append(_attempt(target, name, credential, outcome, started + len(attempts)))
        if attempts[-1]["success"]:
            break
    return Leg(target, attempts)


def metadata(route: Route, generation_id: str) -> dict[str, Any]:
    """`providerMetadata.gateway` of an answered or failed request."""
    routing = _bare(route.target)
    routing["modelAttempts"] = [
        {
            "canonicalSlug": leg.target.slug,
            "success": leg.success,
            "providerAttemptCount": len(leg.attempts),
            "providerAttempts": leg.attempts,
        }
        for leg in route.legs
    ]
    routing["modelAttemptCount"] = len(route.legs)
    routing["totalProviderAttemptCount"] = len(route.attempts)
    system = sorted({item.split("(")[0] for item in route.planned if item.endswith("(system)")})
    plan = f"System credentials planned for: {', '.join(system)}. Total execution order: {' → '.join(route.planned)}"
    routing["planningReasoning"] = plan
    gateway: dict[str, Any] = {"routing": routing, "generationId": generation_id}
    if route.served is not None:
        routing["finalProvider"] = route.served["provider"]
        own = route.served["credentialType"] == "byok"
        gateway |= {"cost": "0" if own else "0.0000157", "marketCost": "0.0000157"}
    if route.zdr:
        gateway["enabledZeroDataRetention"] = True
    return gateway


def refusal_metadata(target: Target, generation_id: str) -> dict[str, Any]:
    """The bare object of any refusal before planning: no attempt, no planning text, no final provider."""
    return {"routing": _bare(target), "generationId": generation_id}


def _bare(target: Target) -> dict[str, Any]:
    providers = target.providers()
    return {
        "originalModelId": target.asked,
        "resolvedProvider": providers[0],
        "fallbacksAvailable": providers[1:],
        "canonicalSlug": target.slug,
        "modelAttemptCount": 1,
        "modelAttempts": [
            {"canonicalSlug": target.slug, "success": False, "providerAttemptCount": 0, "providerAttempts": []}
        ],
        "totalProviderAttemptCount": 0,
    }


def _attempt(target: Target, provider: str, credential: str, outcome: str, number: int) -> dict[str, Any]:
    status, error = _BYOK_FAILURES.get(outcome, (200, "")) if credential == "byok" else (200, "")
    if provider in target.model.down:
        status, error = 503, "The upstream service is unavailable."
    elif provider in target.model.limited:
        status, error = 429, "Rate limit reached for requests."
    # Monotonic milliseconds, as newer answers have them; always the same, so that a run can be compared with another.
    times = {"startTime": 1_000 + 200 * number, "endTime": 1_200 + 200 * number}
    attempt: dict[str, Any] = {"provider": provider, "credentialType": credential, "success": not error, **times}
    if status is not None:
        attempt["statusCode"] = status
    return attempt | ({"error": error} if error else {})
