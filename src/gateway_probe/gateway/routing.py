"""Routing metadata and generation ids, from every place and casing in which they travel."""

import re
from collections.abc import Iterator
from typing import Any, Literal

from gateway_probe.disclosure import Redactor
from gateway_probe.document.answer import ModelAttempt, ProviderAttempt, Routing
from gateway_probe.gateway.bodies import at, boolean, either, integer
from gateway_probe.gateway.words import provider_sayings

_GENERATION = re.compile(r"gen_[A-Za-z0-9]{1,64}")
_COST = re.compile(r"(\d{1,2}\.\d{1,8})\d*|\d{1,2}")
_MAX_ATTEMPTS = 20


def parse_routing(body: Any, redactor: Redactor) -> Routing | None:
    """The routing object, or None where the answer has none. Every field of it is optional on the wire."""
    found = _find_routing(body)
    return None if found is None else _routing(*found, redactor)


def tells_of_attempts(body: Any) -> bool:
    """Whether any provider was tried, by numbers and lists alone: no word of the answer is read for it."""
    routing, _ = _find_routing(body) or ({}, {})
    return bool(integer(routing.get("totalProviderAttemptCount"))) or any(True for _ in _attempts(routing))


def words_of_failed_attempts(body: Any) -> list[Any]:
    """What the providers said, as it came."""
    routing, _ = _find_routing(body) or ({}, {})
    return [_words(item) for item in _attempts(routing) if boolean(item.get("success")) is False]


def _find_routing(body: Any) -> tuple[dict[str, Any], dict[str, Any]] | None:
    """The routing object, and the metadata that holds it."""
    for metadata in find_metadata(body):
        routing = at(metadata, "routing")
        if isinstance(routing, dict):
            return routing, metadata
    return None


def generation_id(body: Any) -> str | None:
    """The generation id: in the metadata, at the top, as the id of a completion, or at the end of an error message."""
    places = [either(metadata, "generationId", "generation_id") for metadata in find_metadata(body)]
    places += [either(body, "generationId", "generation_id"), at(body, "id"), at(body, "response", "id")]
    found = next((place for place in places if isinstance(place, str) and _GENERATION.fullmatch(place)), None)
    if found:
        return found
    message = at(body, "error", "message")
    suffix = re.search(r"\[(gen_[A-Za-z0-9]{1,64})\]\s*$", message[-100:]) if isinstance(message, str) else None
    return suffix[1] if suffix else None


def find_metadata(body: Any) -> Iterator[dict[str, Any]]:
    """The `gateway` object of each place in which it was seen: both casings, every protocol, plain and streamed."""
    holders = (
        body,
        at(body, "error"),
        at(body, "choices", 0, "message"),
        at(body, "choices", 0, "delta"),
        at(body, "choices", 0),
        at(body, "response"),
        at(body, "delta"),
        at(body, "message"),
    )
    for holder in holders:
        gateway = at(either(holder, "providerMetadata", "provider_metadata"), "gateway")
        if isinstance(gateway, dict):
            yield gateway


def _routing(routing: dict[str, Any], metadata: dict[str, Any], redactor: Redactor) -> Routing:
    name = redactor.identifier
    reasoning = routing.get("planningReasoning")
    return Routing(
        original_model=name(routing.get("originalModelId")),
        resolved_provider=name(routing.get("resolvedProvider")),
        canonical_slug=name(routing.get("canonicalSlug")),
        final_provider=name(routing.get("finalProvider")),
        fallbacks=_names(routing.get("fallbacksAvailable"), redactor),
        planning_reasoning=redactor.text(reasoning),
        planned=_read_plan(reasoning),
        model_attempts=[_model_attempt(item, redactor) for item in _models(routing)],
        total_provider_attempts=integer(routing.get("totalProviderAttemptCount")),
        zero_data_retention=boolean(metadata.get("enabledZeroDataRetention")),
        cost=_cost(metadata.get("cost")),
    )


def _models(routing: dict[str, Any]) -> list[dict[str, Any]]:
    """What was tried, by model. Answers of older gateways have one list for all of them."""
    models, earlier = _objects(routing.get("modelAttempts")), routing.get("attempts")
    if not any("providerAttempts" in model for model in models) and isinstance(earlier, list):
        return [{"providerAttempts": earlier}]
    return models


def _attempts(routing: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for model in _models(routing):
        yield from _objects(model.get("providerAttempts"))


def _words(attempt: dict[str, Any]) -> Any:
    error = attempt.get("error")
    return error if isinstance(error, str) else at(error, "message")


def _model_attempt(attempt: dict[str, Any], redactor: Redactor) -> ModelAttempt:
    return ModelAttempt(
        canonical_slug=redactor.identifier(attempt.get("canonicalSlug")),
        success=boolean(attempt.get("success")),
        provider_attempt_count=integer(attempt.get("providerAttemptCount")),
        provider_attempts=[_provider_attempt(item, redactor) for item in _objects(attempt.get("providerAttempts"))],
    )


def _provider_attempt(attempt: dict[str, Any], redactor: Redactor) -> ProviderAttempt:
    words = _words(attempt)
    return ProviderAttempt(
        provider=redactor.identifier(attempt.get("provider")),
        credential_type=_credential_type(attempt.get("credentialType")),
        success=boolean(attempt.get("success")),
        status=integer(attempt.get("statusCode")),
        error=redactor.text(words),
        says=provider_sayings(words),
    )


def _credential_type(value: Any) -> Literal["byok", "system", "other"] | None:
    if not isinstance(value, str):
        return None
    return "byok" if value == "byok" else "system" if value == "system" else "other"


def _read_plan(reasoning: Any) -> list[Literal["byok", "system"]]:
    """Which kinds of credential the plan names. The text is no contract: only the two words are looked for."""
    if not isinstance(reasoning, str):
        return []
    order = reasoning.rsplit("execution order", 1)[-1].lower()
    return [kind for kind in ("byok", "system") if re.search(rf"\b{kind}\b", order)]


def _names(value: Any, redactor: Redactor) -> list[str]:
    return redactor.names(value[:_MAX_ATTEMPTS] if isinstance(value, list) else [])


def _objects(value: Any) -> list[dict[str, Any]]:
    return [item for item in value[:_MAX_ATTEMPTS] if isinstance(item, dict)] if isinstance(value, list) else []


def _cost(value: Any) -> str | None:
    """US dollars, to the eighth place: more digits than a price of sixteen tokens has could be anybody's number."""
    found = _COST.fullmatch(value) if isinstance(value, str) else None
    return found[1] or found[0] if found else None
