"""What the tier of the team allows."""

from gateway_probe.causes.cause import (
    Assessment,
    Excluded,
    Hinted,
    Indicated,
    Observed,
    Open,
    Stated,
    Supported,
    cause,
    step,
)
from gateway_probe.causes.free_tier import (
    error_of_limit,
    free_tier_refusal,
    held_for_free_tier,
    is_key_of_other_team,
    more_than_the_free_grant,
    throttled_by_the_gateway,
    token_may_be_served,
)
from gateway_probe.causes.reading import Reading, is_confirmed
from gateway_probe.causes.steps import (
    BUY,
    BUY_THE_FIRST,
    BYOK,
    LOGS,
    PRICING,
    PURCHASES,
    RATE_LIMITS,
    SEED_THREAD,
    WHICH_TEAM,
)
from gateway_probe.causes.when import (
    either,
    provider_was_tried,
    refused_with,
    served_by_the_teams_own_token,
    served_once_changed,
)
from gateway_probe.document.vocabulary import GATEWAY_TYPES

BYOK_GATE = "byok_requires_paid_credits"


def _own_token_is_unheard(seen: Reading) -> bool:
    """The same team's own token lies here, and whether it is served, which would contradict, was not heard."""
    return seen.team_relation == "same" and token_may_be_served(seen)


def _tried_before_the_gate(seen: Reading) -> tuple[str, str] | None:
    """A request that BYOK's gate refuses was never tried; one that fell back to the free tier was."""
    return provider_was_tried(seen) if seen.refused_with(BYOK_GATE) else None


def _refused_for_byok(seen: Reading) -> tuple[str, ...] | None:
    """The gateway's own type, or its words in a body that carries no type it is known by."""
    by_type = refused_with(BYOK_GATE)(seen)
    error = seen.error
    if by_type or not seen.refused or error is None or error.type in GATEWAY_TYPES:
        return by_type
    of_byok = "paid-credits" in error.says and "free-tier" not in error.says
    return (seen.at("baseline", "response/error/says"),) if of_byok else None


@cause(
    "byok-needs-paid-tier",
    "BYOK needs purchased credits on the credential's team",
    when=_refused_for_byok,
    contradicted_by=[provider_was_tried, served_by_the_teams_own_token],
    next_steps=[PURCHASES, LOGS, BUY_THE_FIRST],
    sources=[BYOK, PRICING, SEED_THREAD],
)
def byok_needs_paid_tier(seen: Reading) -> Assessment:
    """BYOK is a feature of the paid tier. The first purchase starts that tier; free credit does not."""
    if changed := served_once_changed(seen):
        return changed
    if not seen.refused_with(BYOK_GATE):
        return Open("the type of the error: its words speak of paid credits, and its type is none that is known")
    if seen.any_flip("credential-oidc"):
        return Open("both requests repeated: the same credential is served once another factor is changed")
    if is_key_of_other_team(seen):
        return Open("whether the key's team is the one that should pay: if not, use a key of the other", rival=False)
    free = free_tier_refusal(seen)
    if free:
        above = more_than_the_free_grant(seen)
        return Supported(
            "BYOK is for teams with purchased credits. The same credential is also refused a model of the paid tier as free tier, so "
            "the gateway holds its team for free tier. A positive balance is no contradiction: free credit shows as one."
            + (
                " Its balance is above the monthly free credit, so a purchase or a gift may not count yet."
                if above
                else ""
            ),
            free,
            *((above,) if above else ()),
            basis=(Stated(), Indicated() if above or _own_token_is_unheard(seen) else Observed()),
            decided_by="an OIDC token of the team that was meant: the same credits mean that this team has to buy",
            next_steps=[step("If you bought credits just now, wait ten minutes and run the probe again."), PURCHASES]
            if above
            else (),
        )
    tier = seen.experiment("model-tier")
    if tier is not None and tier.answer == "served":
        return Open("the label of the balance in the dashboard: the same credential is served a model of the paid tier")
    return Supported(
        "The gateway says that BYOK is for teams with purchased credits. Whether this team is on the free tier was not shown by this run. "
        "A positive balance is no contradiction: free credit shows as one.",
        basis=(Stated(), Hinted() if token_may_be_served(seen) else Indicated()),
        decided_by="a model of the paid tier, asked with the same credential (the experiment model-tier)",
    )


@cause(
    "purchase-not-effective-yet",
    "A purchase is not in effect yet",
    when=either(refused_with(BYOK_GATE), held_for_free_tier),
    contradicted_by=[_tried_before_the_gate],
    passes=True,
    next_steps=[
        step("Wait ten minutes and run the probe again.", "gateway-probe run"),
        step(
            "If nothing changed, open a ticket with the generation id; the private level shows it.",
            "gateway-probe run --disclosure private --format text",
        ),
    ],
    sources=[SEED_THREAD, "https://community.vercel.com/t/44390"],
)
def purchase_not_effective_yet(seen: Reading) -> Assessment:
    """Some were still refused after buying. How long a purchase takes to reach every check is not documented."""
    if changed := served_once_changed(seen):
        return changed
    decided_by = (
        "the same request ten minutes after the last purchase, and the sum of balance and usage before and after it"
    )
    tier = seen.experiment("model-tier")
    if tier is not None and tier.answer == "served":
        return Supported(
            "The credential is served a model of the paid tier, yet its BYOK request is refused: a purchase may not have reached every check.",
            seen.at("model-tier", "answer"),
            basis=Hinted(),
            decided_by=decided_by,
        )
    above = more_than_the_free_grant(seen)
    if above and held_for_free_tier(seen):
        return Supported(
            "The balance is above the monthly free credit, and the gateway still holds the team for free tier: a purchase of "
            "the last minutes may not have reached every check.",
            above,
            basis=Hinted(),
            decided_by=decided_by,
        )
    if not seen.refused_with(BYOK_GATE):
        return None
    # Where two readings show nothing above the free credit, no purchase does: a reason for the tier then, and no rival.
    return Open(decided_by, rival=seen.own_credits is None or not seen.read_twice)


@cause(
    "positive-balance-is-free-credit",
    "A positive balance may be free credit",
    severity="info",
    when=refused_with(BYOK_GATE, "no_providers_available"),
    next_steps=[PURCHASES],
    sources=["https://community.vercel.com/t/42588"],
)
def positive_balance_is_free_credit(seen: Reading) -> Assessment:
    """Purchased and free credit show as one sum; only the dashboard labels it."""
    credits_ = seen.own_credits
    if credits_ is None or credits_[1].balance_band != "up-to-5":
        return None
    free = free_tier_refusal(seen)
    return Supported(
        "The balance is positive and not above five dollars: free monthly credit looks exactly like this. /v1/credits has no field for the tier.",
        f"{credits_[0]}/balance_band",
        *((free,) if free else ()),
        basis=(Observed() if seen.read_twice else Indicated()) if free else Hinted(),
        explains=False,
        decided_by="the label of the balance in the dashboard",
    )


@cause(
    "free-tier-model-restricted",
    "The model is not open to the free tier",
    when=refused_with("no_providers_available"),
    contradicted_by=[provider_was_tried, served_by_the_teams_own_token],
    next_steps=[step("Use a model of the free tier, or move the team to the paid tier."), WHICH_TEAM, BUY],
    sources=["https://community.vercel.com/t/42526", PRICING],
)
def free_tier_model_restricted(seen: Reading) -> Assessment:
    """The free tier covers a subset of models, and the subset changes."""
    error = seen.error
    if error is None or error.param_name not in {"RestrictedModelsError", None}:
        return Excluded("the error names another restriction", seen.at("baseline", "response/error/param_name"))
    says_so = error.param_name is not None or "free-tier" in error.says
    if not says_so and is_confirmed(seen.flip("options-none")):
        return Excluded("the same model is served without the app's own options", seen.at("options-none", "effect"))
    if not says_so and error.link != "top-up":
        return Open("the name inside the error (RestrictedModelsError), or a model that is open to every tier")
    return Supported(
        "The model is not among those of the free tier, and the credential's team is on the free tier.",
        seen.at("baseline", "response/error"),
        basis=Stated() if error.param_name else (Stated(), Indicated()),
        decided_by="a model that is open to every tier is served (the experiment model-control)",
    )


@cause(
    "free-tier-rate-limit",
    "The free tier's rate limit is reached",
    when=throttled_by_the_gateway,
    next_steps=[
        step("Wait a minute, and set maxRetries to 0 while testing: the SDK asks three times."),
        WHICH_TEAM,
        BUY,
    ],
    sources=[RATE_LIMITS, "vercel/eve #154"],
)
def free_tier_rate_limit(seen: Reading) -> Assessment:
    """The free tier has limits for each model; the paid tier has none. This probe's own requests count too."""
    error = error_of_limit(seen)
    if error is None:
        return Open("the wording of the refusal")
    if "free-tier" not in error.says:
        return Open("the wording of the refusal, or the same request with a key of a paid team")
    return Supported(
        "The free tier limits requests for each model, and this model's limit is reached. Retries of the SDK count three times."
        + (
            " The provider credential of the team had failed before, so the request fell back to the free tier."
            if seen.failed_byok
            else ""
        ),
        # To ask what is limited in other forms would use up more of the limit.
        basis=Stated(of_this_form=True),
        explains=not seen.served,
        decided_by="the same request a minute later",
    )
