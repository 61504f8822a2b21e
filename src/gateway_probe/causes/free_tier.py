"""What of a run shows the tier of the team that the credential in use is of."""

from gateway_probe.causes.reading import Reading, is_confirmed
from gateway_probe.document.answer import GatewayError
from gateway_probe.document.exchange import Check


def free_tier_refusal(seen: Reading) -> str | None:
    """The pointer of the answer in which the gateway refuses this credential a model of the paid tier as free tier."""
    tier = seen.experiment("model-tier")
    if tier is None or not tier.refused_with("no_providers_available") or not seen.by_gateway(tier):
        return None
    return seen.at("model-tier", "response/error") if _names_the_free_tier(tier.error) else None


def _names_the_free_tier(error: GatewayError | None) -> bool:
    return error is not None and (error.param_name == "RestrictedModelsError" or "free-tier" in error.says)


def token_may_be_served(seen: Reading) -> bool:
    """A token lies here besides the key, or may lie, and nobody knows whether it is refused the same request."""
    oidc = seen.experiment("credential-oidc")
    if seen.method != "api-key" or (oidc is not None and oidc.answer == "refused"):
        return False
    return not seen.lists_every_place or any(token.validity == "valid" for _, token in seen.tokens())


def is_key_of_other_team(seen: Reading) -> bool:
    """The key's team is shown to be another than the deployment's, whose own token is served the same request."""
    return seen.team_relation == "different" and is_confirmed(seen.flip("credential-oidc"))


def more_than_the_free_grant(seen: Reading) -> str | None:
    """The pointer of a balance above the monthly free credit (5 dollars in the pricing page's copies of 2026).

    The sum of balance and usage tells nothing here: usage is counted over all months, free credit is granted in each.
    """
    credits_ = seen.own_credits
    return f"{credits_[0]}/balance_band" if credits_ and credits_[1].balance_band == "above-5" else None


def limited_as_free_tier(seen: Reading) -> tuple[str, ...] | None:
    """The pointer of the gateway's own limit of rate, in its words about the free tier."""
    limited = throttled_by_the_gateway(seen)
    return limited if limited and (error := error_of_limit(seen)) is not None and "free-tier" in error.says else None


def held_for_free_tier(seen: Reading) -> tuple[str, ...] | None:
    """The pointer of the words, of the baseline or of a model of the paid tier, in which this team is of the free tier."""
    free = free_tier_refusal(seen) if seen.refused else None
    if free:
        return (free,)
    if seen.refused_with("no_providers_available") and _names_the_free_tier(seen.error):
        return (seen.at("baseline", "response/error"),)
    return limited_as_free_tier(seen)


def throttled_by_the_gateway(seen: Reading) -> tuple[str, ...] | None:
    """The pointer of an answer to the app's request, in either way of answering, in which the gateway itself limits the rate."""
    limited = _find_limited(seen)
    return (seen.at(limited.id, "response"),) if limited is not None and seen.by_gateway(limited) else None


def error_of_limit(seen: Reading) -> GatewayError | None:
    """The words of that answer."""
    limited = _find_limited(seen)
    return limited.error if limited is not None else None


def _find_limited(seen: Reading) -> Check | None:
    answer = seen.experiment("streaming") if seen.served else seen.baseline
    return answer if answer is not None and answer.answer == "throttled" else None
