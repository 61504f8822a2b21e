"""Answers of the free endpoints: credits, models, a model's providers, a generation's record."""

import re
from collections.abc import Iterable
from decimal import Decimal, InvalidOperation
from heapq import nlargest
from itertools import islice
from typing import Any, Literal

from gateway_probe.disclosure import Redactor, is_hidden
from gateway_probe.document.answer import Credits, GenerationRecord, ModelListing, ProviderEndpoint
from gateway_probe.gateway.bodies import at, boolean, integer
from gateway_probe.record import record

FREE_GRANT = Decimal(5)
"""The monthly credit of the free tier was 5 dollars in the copies of the pricing page up to May 2026."""

_MAX_LISTED = 5_000
_MAX_ID = 80
_MAX_ENDPOINTS = 50
_MAX_COMPARED = 40
_MAX_SUGGESTIONS = 3
_WORDS = re.compile(r"[a-z]+|\d+")


@record(frozen=True)
class CreditsPair:
    """Balance and lifetime usage in US dollars; None where the text was not a number."""

    balance: Decimal | None
    total_used: Decimal | None

    @property
    def granted(self) -> Decimal | None:
        """What the team was ever granted: spending does not move it."""
        if self.balance is None or self.total_used is None:
            return None
        return self.balance + self.total_used


def credits_pair(body: Any) -> CreditsPair | None:
    """The pair in a credits answer, or None where the body is not one. The wire carries decimal strings."""
    if not isinstance(body, dict) or "balance" not in body:
        return None
    return CreditsPair(_money(body.get("balance")), _money(body.get("total_used")))


def credits_facts(pair: CreditsPair) -> Credits:
    """The pair in bands, and in full for the private level."""
    return Credits(
        balance=None if pair.balance is None else str(pair.balance),
        total_used=None if pair.total_used is None else str(pair.total_used),
        balance_band=_balance_band(pair.balance),
        granted_band=_granted_band(pair.granted),
    )


def model_listing(body: Any, model: str, control: str, tier: str, redactor: Redactor) -> ModelListing | None:
    """Where the asked model stands in the public list, or None where the body is not a list of models.

    The creator prefix may be a provider's slug (`azure/gpt-5.4-mini` resolves to `openai/gpt-5.4-mini`), so an id
    of the same name under another creator counts as listed.
    """
    data = at(body, "data")
    if not isinstance(data, list):
        return None
    kinds = {
        item["id"]: item.get("type")
        for item in data[:_MAX_LISTED]
        if isinstance(item, dict) and isinstance(item.get("id"), str)
    }
    exact = model if model in kinds else None
    twin = next((listed for listed in kinds if "/" in model and listed.split("/")[-1] == model.split("/", 1)[1]), None)
    found = exact or twin
    return ModelListing(
        models=len(kinds),
        listed=found is not None,
        as_id=redactor.identifier(found),
        kind=redactor.identifier(kinds.get(found) if found else None),
        suggestions=[] if found else _suggestions(model, kinds, redactor),
        control_listed=control in kinds,
        tier_listed=tier in kinds,
    )


def provider_endpoints(body: Any, redactor: Redactor) -> list[ProviderEndpoint] | None:
    """The providers that the gateway offers for a model, or None where the body is not such a list."""
    named = _endpoints_by_name(body)
    if named is None:
        return None
    found: dict[str, ProviderEndpoint] = {}
    shown = dict(islice(named.items(), _MAX_ENDPOINTS))
    for provider, item in zip(redactor.names(shown), shown.values(), strict=True):
        # A name that is not shown cannot be asked for either.
        if not is_hidden(provider):
            status = integer(at(item, "status"))
            found.setdefault(
                provider,
                ProviderEndpoint(
                    provider=provider,
                    active=None if status is None else status == 0,
                    uptime_last_1h=_share(at(item, "uptime_last_1h")),
                ),
            )
    return list(found.values())


def count_endpoints(body: Any) -> int | None:
    """How many providers the gateway offers for a model, those besides that may not be named here."""
    named = _endpoints_by_name(body)
    return None if named is None else len(named)


def _endpoints_by_name(body: Any) -> dict[str, Any] | None:
    endpoints = at(body, "data", "endpoints")
    if not isinstance(endpoints, list):
        return None
    named: dict[str, Any] = {}
    for item in endpoints:
        name = at(item, "provider_name") or at(item, "name")
        if isinstance(name, str) and name:
            named.setdefault(name, item)
    return named


def generation_record(body: Any, redactor: Redactor) -> GenerationRecord | None:
    """What was recorded of a generation, or None where the body is not such a record."""
    data = at(body, "data")
    if not isinstance(data, dict) or "id" not in data:
        return None
    return GenerationRecord(
        is_byok=boolean(data.get("is_byok")),
        provider=redactor.identifier(data.get("provider_name")),
        model=redactor.identifier(data.get("model")),
        streamed=boolean(data.get("streamed")),
    )


def _suggestions(model: str, listed: Iterable[str], redactor: Redactor) -> list[str]:
    """The listed ids of the same name, then those that are spelled most alike.

    How alike two texts are is dear to compute, so it is asked of the few ids only that share most words with the model.
    """
    from difflib import get_close_matches  # for a model that is not listed

    ids = [item for item in listed if len(item) <= _MAX_ID]
    bare = model.rsplit("/", maxsplit=1)[-1]
    same_name = [item for item in ids if item.split("/")[-1].lower() == bare.lower()][:_MAX_SUGGESTIONS]
    asked = set(_WORDS.findall(model.lower()))
    nearest = nlargest(_MAX_COMPARED, ids, key=lambda item: len(asked.intersection(_WORDS.findall(item.lower()))))
    close = get_close_matches(model.lower(), nearest, n=_MAX_SUGGESTIONS, cutoff=0.75) if len(model) <= _MAX_ID else []
    # Clouds write more around a name: a region, the creator, a date, a version. All of its words are in theirs.
    within = [item for item in nearest if asked.issuperset(_WORDS.findall(item.split("/")[-1].lower()))]
    names = redactor.names(dict.fromkeys([*same_name, *close, *within]))
    return [name for name in names if not is_hidden(name)][:_MAX_SUGGESTIONS]


def _money(value: Any) -> Decimal | None:
    if not isinstance(value, str) or not re.fullmatch(r"-?\d{1,15}(\.\d{1,20})?", value):
        return None
    try:
        return Decimal(value)
    except InvalidOperation:
        return None


def _balance_band(balance: Decimal | None) -> Literal["negative", "zero", "up-to-5", "above-5", "unreadable"]:
    if balance is None:
        return "unreadable"
    if balance <= 0:
        return "negative" if balance < 0 else "zero"
    return "up-to-5" if balance <= FREE_GRANT else "above-5"


def _granted_band(granted: Decimal | None) -> Literal["zero", "exactly-5", "up-to-5", "above-5", "unreadable"]:
    if granted is None:
        return "unreadable"
    if granted == FREE_GRANT:
        return "exactly-5"
    if granted <= 0:
        return "zero"
    return "up-to-5" if granted < FREE_GRANT else "above-5"


def _share(value: Any) -> float | None:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return round(float(value), 2) if 0 <= value <= 100 else None
