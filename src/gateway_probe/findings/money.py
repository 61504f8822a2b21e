"""Group D of the failure catalogue: funds, cards, budgets, and blocks of a whole team."""

from gateway_probe.findings.reading import Reading, refused_with
from gateway_probe.findings.refusal import surely
from gateway_probe.findings.rule import Assessment, Excluded, Open, Rule, Supported, step
from gateway_probe.findings.steps import BUY, PRICING

_FAQ = "https://vercel.com/docs/ai-gateway/faq#why-did-my-ai-gateway-request-fail"


def _no_funds(reading: Reading) -> Assessment:
    if not reading.baseline_refused_with("insufficient_funds"):
        return None
    credits_check = reading.check("credits-key" if reading.evidence.credential.method == "api-key" else "credits-oidc")
    band = credits_check.credits.balance_band if credits_check and credits_check.credits else None
    pointers: tuple[str, ...] = (reading.at("baseline", "response/error/type"),)
    if credits_check is not None and band in {"zero", "negative"}:
        pointers += (reading.at(credits_check.id, "credits/balance_band"),)
    return Supported(
        surely(reading),
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


def _no_card(reading: Reading) -> Assessment:
    if not reading.baseline_refused_with("customer_verification_required"):
        return None
    return Supported(
        surely(reading),
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
        surely(reading),
        (reading.at("baseline", "response/error/type"),),
        "A budget of the team, the project, the key or its user is used up; the credits are not.",
    )


RULES = (
    Rule(
        "byok-blocked-at-zero-balance",
        "No positive balance, which stops BYOK too",
        "error",
        "money",
        "Funds are checked before routing; a team without a positive balance is refused with 402, whoever pays the provider.",
        (BUY, step("Or switch auto top-up on in the dashboard (it is off by default).")),
        ("vercel/ai #11280", "https://community.vercel.com/t/37001", PRICING),
        _no_funds,
    ),
    Rule(
        "free-credit-used-up",
        "The monthly free credit is used up",
        "error",
        "money",
        "A free-tier team whose monthly credit is spent shows a zero balance without any purchase.",
        (step("Look at the team's usage page."), BUY),
        ("https://community.vercel.com/t/31174",),
        _free_credit_used_up,
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
)
