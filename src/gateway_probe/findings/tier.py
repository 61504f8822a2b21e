"""Group D of the failure catalogue: what the tier of the team allows."""

from gateway_probe.findings.reading import Reading
from gateway_probe.findings.refusal import BYOK_GATE, is_free_tier, origin_flip, surely, team_is_known_to_be_ours
from gateway_probe.findings.rule import Assessment, Excluded, Open, Rule, Supported, step
from gateway_probe.findings.steps import BUY, BYOK, LOGS, PRICING, SEED_THREAD


def _byok_needs_paid_tier(reading: Reading) -> Assessment:
    """D1. Certain where the tier oracle proves the free tier of the key's team."""
    if not reading.baseline_refused_with(BYOK_GATE):
        return None
    flipped = origin_flip(reading)
    if flipped:
        return Excluded(
            "the same request is served with other deployment headers, so the team's tier is not what refuses it",
            flipped,
        )
    tier = reading.experiment("model-tier")
    pointers = [reading.at("baseline", "response/error/type")]
    own_team = team_is_known_to_be_ours(reading)
    if reading.baseline is not None and reading.baseline.routing is not None:
        pointers.append(reading.at("baseline", "routing/total_provider_attempts"))
    if is_free_tier(reading):
        return Supported(
            "certain" if own_team else "likely",
            (
                *pointers,
                reading.at("model-tier", "response/error"),
                *(("/identity/key_and_deployment_team",) if own_team else ()),
            ),
            "BYOK is reserved for teams with purchased credits. A model of the paid tier is refused to the same key as free tier, so the key's "
            "team is on the free tier: its positive balance is free credit, and /v1/credits does not tell the two apart."
            + ("" if own_team else " Whether that is the team that was meant, this run cannot tell."),
            decided_by="an OIDC token of the team that was meant: equal credits mean that this team has to buy",
        )
    if tier is not None and tier.outcome == "passed":
        return Open(
            "the label of the balance in the dashboard: the same key was served a model of the paid tier, which speaks against the free tier"
        )
    return Supported(
        "likely",
        tuple(pointers),
        "The gateway refuses because BYOK is reserved for teams with purchased credits. It did so before any provider was tried. A positive "
        "balance is no contradiction: free credit shows as one.",
        decided_by="a model of the paid tier, asked with the same key (the experiment model-tier)",
    )


def _purchase_not_effective(reading: Reading) -> Assessment:
    if not reading.baseline_refused_with(BYOK_GATE) or origin_flip(reading):
        return None
    if is_free_tier(reading):
        return Open(
            "ten minutes and the sum of balance and usage before and after the purchase, where one was made just now"
        )
    tier = reading.experiment("model-tier")
    if tier is None or tier.outcome != "passed":
        return Open("the same request ten minutes after the last purchase")
    return Supported(
        "possible",
        (reading.at("baseline", "response/error/type"), reading.at("model-tier", "outcome")),
        "The key's team is served a model of the paid tier, yet its BYOK request is refused: a purchase may not have reached every check yet.",
        decided_by="the same request repeated ten minutes after the last purchase",
    )


def _free_credit_shows_as_balance(reading: Reading) -> Assessment:
    """D2: an observation, never a cause of its own. Above five dollars a balance is unlikely to be the monthly credit alone."""
    if not reading.baseline_refused_with(BYOK_GATE, "no_providers_available"):
        return None
    check = reading.check("credits-key" if reading.evidence.credential.method == "api-key" else "credits-oidc")
    if check is None or check.credits is None or check.credits.balance_band != "up-to-5":
        return None
    proven = is_free_tier(reading)
    return Supported(
        "certain" if proven else "possible",
        (
            reading.at(check.id, "credits/balance_band"),
            *((reading.at("model-tier", "response/error"),) if proven else ()),
        ),
        "The balance is positive and not above five dollars: free monthly credit looks exactly like this. /v1/credits has no field for the tier.",
        explains=False,
        decided_by="the label of the balance in the dashboard",
    )


def _restricted_model(reading: Reading) -> Assessment:
    if not reading.baseline_refused_with("no_providers_available"):
        return None
    error = reading.error
    if error is None or error.param_name not in {"RestrictedModelsError", None}:
        return None
    if error.param_name is None and error.link != "top-up":
        return Open("the name inside the error (RestrictedModelsError), or a model that is open to every tier")
    return Supported(
        surely(reading) if error.param_name else "likely",
        (reading.at("baseline", "response/error"),),
        "The model is not among those of the free tier, and the credential's team is on the free tier.",
        decided_by="a model that is open to every tier is served (the experiment model-control)",
    )


def _free_tier_rate(reading: Reading) -> Assessment:
    error = reading.error
    if reading.status != 429 or error is None or error.type != "rate_limit_exceeded":
        return None
    if "free tier" not in (error.message or "").lower():
        return (
            None
            if reading.attempts
            else Open("the wording of the refusal, or the same request with a key of a paid team")
        )
    return Supported(
        "certain" if not reading.attempts else "likely",
        (reading.at("baseline", "response/error"),),
        "The free tier limits requests for each model, and this model's limit is reached. Retries of the SDK count three times.",
        decided_by="the same request a minute later",
    )


RULES = (
    Rule(
        "byok-needs-paid-tier",
        "BYOK needs purchased credits on the key's team",
        "error",
        "money",
        "BYOK is documented as a feature of the paid tier. The first purchase starts that tier; free credit does not.",
        (BUY, LOGS, step("If the team has bought credits, make sure that it is the key's team.", "vercel whoami")),
        (BYOK, PRICING, SEED_THREAD),
        _byok_needs_paid_tier,
    ),
    Rule(
        "purchase-not-effective-yet",
        "A purchase is not in effect yet",
        "error",
        "money",
        "Some posters were still refused after buying. How long a purchase takes to reach every check is not documented.",
        (step("Repeat after ten minutes; if nothing changed, open a ticket with the generation id."),),
        (SEED_THREAD, "https://community.vercel.com/t/44390"),
        _purchase_not_effective,
    ),
    Rule(
        "positive-balance-is-free-credit",
        "A positive balance may be free credit",
        "info",
        "money",
        "Purchased and free credit show as one sum; only the dashboard labels it.",
        (step("Look at the label of the balance in the dashboard of the key's team."),),
        ("https://community.vercel.com/t/42588",),
        _free_credit_shows_as_balance,
    ),
    Rule(
        "free-tier-model-restricted",
        "The model is not open to the free tier",
        "error",
        "money",
        "The free tier covers a subset of models, and the subset changes.",
        (step("Use a model of the free tier, or move the team to the paid tier."), BUY),
        ("https://community.vercel.com/t/42526", PRICING),
        _restricted_model,
    ),
    Rule(
        "free-tier-rate-limit",
        "The free tier's rate limit is reached",
        "error",
        "money",
        "The free tier has limits for each model; the paid tier has none.",
        (step("Slow down and set maxRetries to 0 while testing; or buy credits."),),
        ("https://vercel.com/docs/ai-gateway/rate-limits", "vercel/eve #154"),
        _free_tier_rate,
    ),
)
