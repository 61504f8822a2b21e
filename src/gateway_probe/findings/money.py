"""Groups C and D of the failure catalogue: which team, and what it has paid for."""

from gateway_probe.document.judgement import Confidence
from gateway_probe.findings.reading import Reading, refused_with
from gateway_probe.findings.rule import Assessment, Excluded, Open, Rule, Supported, step

BYOK_GATE = "byok_requires_paid_credits"
_PRICING = "https://vercel.com/docs/ai-gateway/pricing"
_BYOK = "https://vercel.com/docs/ai-gateway/authentication-and-byok/byok"
_FAQ = "https://vercel.com/docs/ai-gateway/faq#why-did-my-ai-gateway-request-fail"
_SEED = "https://community.vercel.com/t/ai-gateway-byok-403-in-production-same-key-works-locally/44229"
_BUY = step(
    "Buy credits for the team that owns the key (in the dashboard, or with `vercel buy credits`; this spends money), then run the probe again."
)
_LOGS = step(
    "Look the generation id up in this team's AI Gateway logs, filter Authentication: found there, the key is this team's. Not found proves little."
)
_TEAM_REFUSALS = (
    BYOK_GATE,
    "insufficient_funds",
    "customer_verification_required",
    "no_providers_available",
    "access_denied",
    "quota_for_entity_exceeded",
)


def _other_team(reading: Reading) -> Assessment:
    """C1: the credits pairs by key and by OIDC tell teams apart, and nothing else here does."""
    if not reading.baseline_refused_with(*_TEAM_REFUSALS) or reading.evidence.credential.method != "api-key":
        return None
    team = reading.evidence.identity.key_and_deployment_team
    if team.relation == "same":
        return Excluded(
            "the key and the deployment's OIDC token show the same credits", ("/identity/key_and_deployment_team",)
        )
    if team.relation == "unknown":
        if not reading.baseline_refused_with(BYOK_GATE, "insufficient_funds", "access_denied"):
            return None
        return Open(
            "GET /v1/credits with an OIDC token of the team that paid: another balance than the key's means another team"
        )
    oidc = reading.experiment("credential-oidc")
    served = oidc is not None and oidc.outcome == "passed"
    pointers = [
        "/identity/key_and_deployment_team",
        reading.at("credits-key", "credits"),
        reading.at("credits-oidc", "credits"),
    ]
    if served:
        pointers.append(reading.at("credential-oidc", "outcome"))
    return Supported(
        "certain" if served else "likely",
        tuple(pointers),
        "The key and the deployment's own OIDC token show different credits, and different sums: they belong to two teams. The refusal is about "
        "the key's team, while the dashboard that was looked at is probably the other one's."
        + (" With the OIDC token the same request is served." if served else ""),
        decided_by="the same request with a key made in the deployment's team is served",
    )


def _byok_needs_paid_tier(reading: Reading) -> Assessment:
    """D1. Certain where the tier oracle proves the free tier of the key's team."""
    if not reading.baseline_refused_with(BYOK_GATE):
        return None
    flipped = _origin_flip(reading)
    if flipped:
        return Excluded(
            "the same request is served with other deployment headers, so the team's tier is not what refuses it",
            flipped,
        )
    tier = reading.experiment("model-tier")
    pointers = [reading.at("baseline", "response/error/type")]
    own_team = _team_is_known_to_be_ours(reading)
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


def _team_is_known_to_be_ours(reading: Reading) -> bool:
    """The refusal is about the deployment's own team: by its own token, or by equal credits."""
    own = reading.evidence.identity.key_and_deployment_team.relation == "same"
    return own or reading.evidence.credential.method == "oidc"


def _surely(reading: Reading) -> Confidence:
    """An explicit error type decides what refuses, unless the key is another team's: then that is the likelier cause."""
    return "likely" if reading.evidence.identity.key_and_deployment_team.relation == "different" else "certain"


def _purchase_not_effective(reading: Reading) -> Assessment:
    if not reading.baseline_refused_with(BYOK_GATE) or _origin_flip(reading):
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


def _depends_on_origin(reading: Reading) -> Assessment:
    """D14: only the experiment can show it, so nothing but a flip supports it."""
    if reading.baseline_passed:
        return None
    flipped = _origin_flip(reading)
    if flipped:
        return _origin_supported(reading, flipped)
    if not reading.baseline_refused_with(BYOK_GATE):
        return None
    none, sent = (
        reading.experiment("headers-none"),
        reading.baseline.request.headers if reading.baseline and reading.baseline.request else {},
    )
    if is_free_tier(reading):
        return Excluded(
            "the key's team is on the free tier, which explains the refusal by itself",
            (reading.at("model-tier", "response/error"),),
        )
    if none is not None and none.flips is False:
        return Open(
            "the same request from a laptop within minutes: an origin rule by network address cannot be seen from here"
        )
    if any(name.startswith("ai-o11y-") for name in sent):
        return Open("the same request without the five ai-o11y-* headers (the experiment headers-none)")
    return Open("the same request from the other place within minutes")


def _origin_flip(reading: Reading) -> tuple[str, ...]:
    """The pointers that show the deployment headers flipping the answer; none where the baseline itself is unsteady."""
    repeat = reading.experiment("baseline-repeat")
    if repeat is not None and repeat.flips:
        return ()
    names = ("headers-none", "headers-all", "headers-project")
    return tuple(reading.at(name, "flips") for name in names if (e := reading.experiment(name)) is not None and e.flips)


def _origin_supported(reading: Reading, flipped: tuple[str, ...]) -> Supported:
    repeat = reading.experiment("baseline-repeat")
    project = reading.experiment("headers-project")
    steady = repeat is not None and repeat.flips is False
    which = "the five ai-o11y-* headers"
    if project is not None and project.flips is False:
        which = "ai-o11y-project-id, which is refused when sent alone"
    elif project is not None and project.flips:
        which = "the ai-o11y-* headers other than ai-o11y-project-id"
    pointers = (*flipped, *((reading.at("baseline-repeat", "flips"),) if repeat is not None else ()))
    if project is not None and project.flips is False:
        pointers = (*pointers, reading.at("headers-project", "outcome"))
    return Supported(
        "certain" if steady else "likely",
        pointers,
        f"The same key, model and body are served without the deployment headers and refused with them; what decides is {which}."
        + (
            " The refusal was repeated."
            if steady
            else " The refusal could not be repeated in this run, so a coincidence is not excluded."
        ),
        decided_by="the baseline and its variant without the headers, repeated",
    )


def is_free_tier(reading: Reading) -> bool:
    """The tier oracle was refused as the free tier is: that proves the tier of the key's team (failure catalogue, Q12)."""
    tier = reading.experiment("model-tier")
    error = tier.response.error if tier is not None and tier.response is not None else None
    return (
        refused_with(tier, "no_providers_available")
        and error is not None
        and error.param_name == "RestrictedModelsError"
    )


def _no_funds(reading: Reading) -> Assessment:
    if not reading.baseline_refused_with("insufficient_funds"):
        return None
    credits_check = reading.check("credits-key" if reading.evidence.credential.method == "api-key" else "credits-oidc")
    band = credits_check.credits.balance_band if credits_check and credits_check.credits else None
    pointers: tuple[str, ...] = (reading.at("baseline", "response/error/type"),)
    if credits_check is not None and band in {"zero", "negative"}:
        pointers += (reading.at(credits_check.id, "credits/balance_band"),)
    return Supported(
        _surely(reading),
        pointers,
        "The team has no positive balance. Funds are checked before routing, so requests by BYOK are refused too.",
    )


def _free_credit_used_up(reading: Reading) -> Assessment:
    if not reading.baseline_refused_with("insufficient_funds"):
        return None
    for check_id in ("credits-key", "credits-oidc"):
        check = reading.check(check_id)
        if check is not None and check.credits is not None and check.credits.granted_band == "above-5":
            return Excluded(
                "more than the monthly free credit was granted to this team",
                (reading.at(check_id, "credits/granted_band"),),
            )
    return Open("the usage page of the team: whether the balance was ever more than the monthly free credit")


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


def _no_card(reading: Reading) -> Assessment:
    if not reading.baseline_refused_with("customer_verification_required"):
        return None
    return Supported(
        _surely(reading),
        (reading.at("baseline", "response/error/type"),),
        "The gateway asks for a valid card on the key's team before it serves any request. Credits can be read without one.",
    )


def _team_blocked(reading: Reading) -> Assessment:
    if not reading.baseline_refused_with("access_denied"):
        return None
    key_check = "credits-key" if reading.evidence.credential.method == "api-key" else "credits-oidc"
    if reading.control_refused and refused_with(reading.check(key_check), "access_denied"):
        return Supported(
            "certain",
            (
                reading.at("baseline", "response/error/type"),
                reading.at(key_check, "response/error/type"),
                reading.at("credits-control", "outcome"),
            ),
            "The credential is known (a made-up key gets 401), and its team is refused everything, even its own balance. "
            "Buying credits or making new keys has not helped others; support has lifted it by hand.",
        )
    return Supported(
        "possible",
        (reading.at("baseline", "response/error/type"),),
        "The gateway says access denied for the generation, though not for the balance. That combination has not been reported before.",
        decided_by="the team's state at Vercel support",
    )


def _card_not_accepted(reading: Reading) -> Assessment:
    if not reading.baseline_refused_with("access_denied"):
        return None
    return Open("support: an invalid card has been seen to cause the same answer as a blocked team")


def _budget(reading: Reading) -> Assessment:
    if not reading.baseline_refused_with("quota_for_entity_exceeded"):
        return None
    return Supported(
        _surely(reading),
        (reading.at("baseline", "response/error/type"),),
        "A budget of the team, the project, the key or its user is used up; the credits are not.",
    )


def _restricted_model(reading: Reading) -> Assessment:
    if not reading.baseline_refused_with("no_providers_available"):
        return None
    error = reading.error
    if error is None or error.param_name not in {"RestrictedModelsError", None}:
        return None
    if error.param_name is None and error.link != "top-up":
        return None
    return Supported(
        _surely(reading) if error.param_name else "likely",
        (reading.at("baseline", "response/error"),),
        "The model is not among those of the free tier, and the credential's team is on the free tier.",
        decided_by="a model that is open to every tier is served (the experiment model-control)",
    )


def _free_tier_rate(reading: Reading) -> Assessment:
    error = reading.error
    if reading.status != 429 or error is None or error.type != "rate_limit_exceeded":
        return None
    if "free tier" not in (error.message or "").lower():
        return None
    return Supported(
        "certain" if not reading.attempts else "likely",
        (reading.at("baseline", "response/error"),),
        "The free tier limits requests for each model, and this model's limit is reached. Retries of the SDK count three times.",
        decided_by="the same request a minute later",
    )


RULES = (
    Rule(
        "key-of-other-team",
        "The key belongs to another team than the deployment",
        "error",
        "team",
        "A key belongs to one team; the CLI and the dashboard make it in whichever team is selected.",
        (
            step(
                "Check which team is selected, then make the key in the team that has the credits and the BYOK credential.",
                "vercel whoami",
            ),
            step("Set it and deploy again.", "vercel env add AI_GATEWAY_API_KEY"),
            _LOGS,
        ),
        (_SEED, "vercel/ai pull request 8750"),
        _other_team,
    ),
    Rule(
        "refusal-depends-on-origin",
        "The refusal depends on where the request says it comes from",
        "error",
        "team",
        "The AI SDK adds five ai-o11y-* headers to model requests on Vercel. No public word says that they decide anything; the experiment does.",
        (
            step(
                "Open a ticket with the generation ids of both requests; the support text of this Document holds them."
            ),
            step(
                "Until then, send the requests without the headers: unset VERCEL_DEPLOYMENT_ID, VERCEL_ENV, VERCEL_PROJECT_ID and VERCEL_REGION before the model is created."
            ),
        ),
        (_SEED, "https://vercel.com/docs/ai-gateway/observability-and-spend/trace-drains"),
        _depends_on_origin,
    ),
    Rule(
        "byok-needs-paid-tier",
        "BYOK needs purchased credits on the key's team",
        "error",
        "money",
        "BYOK is documented as a feature of the paid tier. The first purchase starts that tier; free credit does not.",
        (_BUY, _LOGS, step("If the team has bought credits, make sure that it is the key's team.", "vercel whoami")),
        (_BYOK, _PRICING, _SEED),
        _byok_needs_paid_tier,
    ),
    Rule(
        "purchase-not-effective-yet",
        "A purchase is not in effect yet",
        "error",
        "money",
        "Some posters were still refused after buying. How long a purchase takes to reach every check is not documented.",
        (step("Repeat after ten minutes; if nothing changed, open a ticket with the generation id."),),
        (_SEED, "https://community.vercel.com/t/44390"),
        _purchase_not_effective,
    ),
    Rule(
        "byok-blocked-at-zero-balance",
        "No positive balance, which stops BYOK too",
        "error",
        "money",
        "Funds are checked before routing; a team without a positive balance is refused with 402, whoever pays the provider.",
        (_BUY, step("Or switch auto top-up on in the dashboard (it is off by default).")),
        ("vercel/ai #11280", "https://community.vercel.com/t/37001", _PRICING),
        _no_funds,
    ),
    Rule(
        "free-credit-used-up",
        "The monthly free credit is used up",
        "error",
        "money",
        "A free-tier team whose monthly credit is spent shows a zero balance without any purchase.",
        (step("Look at the team's usage page."), _BUY),
        ("https://community.vercel.com/t/31174",),
        _free_credit_used_up,
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
        "no-card-on-file",
        "The team has no valid card on file",
        "error",
        "money",
        "Free credit needs a payment method on the team that owns the key.",
        (step("Add a card to that team in the dashboard."),),
        (_FAQ, "https://community.vercel.com/t/21461"),
        _no_card,
    ),
    Rule(
        "team-blocked",
        "The team is blocked from the gateway",
        "error",
        "money",
        "Every request of the team is refused with access_denied, the balance included.",
        (step("Write to Vercel support with the team id. Do not rotate keys or buy credits for this."),),
        ("https://community.vercel.com/t/33772", "https://community.vercel.com/t/39132"),
        _team_blocked,
    ),
    Rule(
        "card-not-accepted",
        "The card on file is not accepted",
        "error",
        "money",
        "Staff have seen invalid cards cause the same answer as a block.",
        (step("Try another card, then support."),),
        ("https://community.vercel.com/t/36517",),
        _card_not_accepted,
    ),
    Rule(
        "budget-reached",
        "A budget is used up",
        "error",
        "money",
        "Budgets exist for teams, projects, keys and users; the message names which one.",
        (step("Raise the budget or wait for its next period."),),
        ("https://vercel.com/docs/ai-gateway/observability-and-spend/budgets",),
        _budget,
    ),
    Rule(
        "free-tier-model-restricted",
        "The model is not open to the free tier",
        "error",
        "money",
        "The free tier covers a subset of models, and the subset changes.",
        (step("Use a model of the free tier, or move the team to the paid tier."), _BUY),
        ("https://community.vercel.com/t/42526", _PRICING),
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
