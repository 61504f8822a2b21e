"""Funds, cards, budgets, and blocks of a whole team."""

from gateway_probe.causes.cause import Assessment, Hinted, Indicated, Observed, Open, Stated, Supported, cause, step
from gateway_probe.causes.cleaned_key import funds_of_cleaned_key_are_gone, team_of_cleaned_key_is_denied
from gateway_probe.causes.reading import CREDITS_CHECKS, Reading
from gateway_probe.causes.steps import BUY, GATEWAY_PAGE, PRICING, PURCHASES, at_page
from gateway_probe.causes.when import (
    another_model_is_served,
    made_up_key_is_accepted,
    provider_was_tried,
    refused_with,
    served_by_the_teams_own_token,
    served_once_changed,
)

_NOTHING = frozenset({"zero", "negative"})
_FAQ = "https://vercel.com/docs/ai-gateway/faq#why-did-my-ai-gateway-request-fail"


def _balance_is_positive(seen: Reading) -> tuple[str, str] | None:
    credits_ = seen.own_credits
    if credits_ is None or not credits_[1].is_positive:
        return None
    return "the same credential's balance is positive", f"{credits_[0]}/balance_band"


def _funds_are_gone(seen: Reading) -> tuple[str, ...] | None:
    """By the gateway's word, or by the balance that it shows to the key without what is wrapped around it."""
    at = refused_with("insufficient_funds")(seen) or funds_of_cleaned_key_are_gone(seen)
    return at or _lacks_funds_besides(seen) or None


def _lacks_funds_besides(seen: Reading) -> tuple[str, ...]:
    """A budget is named first, or nothing was asked for, and every balance that was read is nothing."""
    if not (seen.refused_with("quota_for_entity_exceeded") or seen.left_out_by_choice):
        return ()
    empty = tuple(f"{at}/balance_band" for at, credits_ in seen.balances if credits_.balance_band in _NOTHING)
    return empty if len(empty) == len(seen.balances) else ()


@cause(
    "byok-blocked-at-zero-balance",
    "No positive balance, which stops BYOK too",
    when=_funds_are_gone,
    contradicted_by=[_balance_is_positive, provider_was_tried, another_model_is_served, served_by_the_teams_own_token],
    beside=["free-credit-used-up"],
    next_steps=[PURCHASES, at_page("Switch auto top-up on (it is off by default)", "/[team]/~/ai?modal=top-up"), BUY],
    sources=["vercel/ai #11280", "https://community.vercel.com/t/37001", PRICING],
)
def byok_blocked_at_zero_balance(seen: Reading) -> Assessment:
    """Funds are checked before routing; a team without a positive balance is refused with 402, whoever pays the provider."""
    if _lacks_funds_besides(seen):
        return Open(
            "the same request once it gets as far as the funds: its team shows no positive balance, as one that pays by invoice may",
            rival=False,
        )
    if not seen.refused_with("insufficient_funds"):
        return Supported(
            "The key is known once what is wrapped around it is taken off, and its team has no positive balance: requests may be refused all the "
            "same. A team that pays by invoice may show none and be served.",
            basis=Hinted(),
            explains=False,
            decided_by="the same request with the bare key",
        )
    if changed := served_once_changed(seen):
        return changed
    empty = [at for at, credits_ in seen.balances if credits_.balance_band in _NOTHING]
    # A balance may end between two readings of it.
    always = len(empty) == len(seen.balances) and seen.every_balance_is_told
    return Supported(
        "The gateway says that the team's funds are insufficient. Funds are checked before routing, so requests by BYOK are refused too.",
        *(f"{at}/balance_band" for at in empty[:1]),
        basis=(Stated(of_every_model=True), Hinted() if not empty else Observed() if always else Indicated()),
        decided_by="the balance of the credential's team",
    )


@cause(
    "free-credit-used-up",
    "The monthly free credit is used up",
    when=refused_with("insufficient_funds"),
    next_steps=[at_page("Look at what the team has spent", GATEWAY_PAGE), PURCHASES, BUY],
    sources=["https://community.vercel.com/t/31174"],
)
def free_credit_used_up(seen: Reading) -> Assessment:
    """A free-tier team whose monthly credit is spent shows a zero balance without any purchase. Its lifetime usage holds the credit of
    every month, so no sum of the two tells it from a team that has bought."""
    return Open(
        "the usage page of the team: whether the balance was ever more than the monthly free credit", rival=False
    )


@cause(
    "no-card-on-file",
    "The team has no valid card on file",
    when=refused_with("customer_verification_required"),
    contradicted_by=[provider_was_tried, another_model_is_served, served_by_the_teams_own_token],
    next_steps=[at_page("Add a card to the team of the credential", "/[team]/~/ai?modal=add-credit-card")],
    sources=[_FAQ, "https://community.vercel.com/t/21461"],
)
def no_card_on_file(seen: Reading) -> Assessment:
    """Free credit needs a payment method on the team that the request is charged to."""
    if changed := served_once_changed(seen):
        return changed
    return Supported(
        "The gateway asks for a valid card on the credential's team before it serves any request. Credits can be read without one.",
        basis=Stated(of_every_model=True),
        decided_by="the same request at another path, without the deployment headers, and for another model",
    )


def _balance_is_denied(seen: Reading) -> tuple[str, ...]:
    """The pointers that show that the credential is known, and refused even its own balance."""
    name = CREDITS_CHECKS["api-key" if seen.method == "api-key" else "oidc"][0]
    check = seen.check(name)
    if not seen.control_refused or check is None or not check.refused_with("access_denied"):
        return ()
    return (seen.at(name, "response/error/type"), *seen.control_refused) if seen.by_gateway(check) else ()


def _team_is_denied(seen: Reading) -> tuple[str, ...] | None:
    """Its request, or its balance where no request was wanted."""
    unasked = _balance_is_denied(seen) if seen.left_out_by_choice else ()
    return refused_with("access_denied")(seen) or unasked or None


def _access_is_denied(seen: Reading) -> tuple[str, ...] | None:
    """To the team, or to the look-up of the key without what is wrapped around it."""
    return _team_is_denied(seen) or team_of_cleaned_key_is_denied(seen) or None


@cause(
    "team-blocked",
    "The team is blocked from the gateway",
    when=_access_is_denied,
    beside=["key-quoted-or-prefixed"],
    contradicted_by=[provider_was_tried, another_model_is_served, served_by_the_teams_own_token, made_up_key_is_accepted],
    next_steps=[
        step("Write to Vercel support with the team id and the request id. Do not rotate keys or buy credits for this.",
             "gateway-probe run --disclosure private --format text"),
    ],
    sources=["https://community.vercel.com/t/33772", "https://community.vercel.com/t/39132"],
)  # fmt: skip
def team_blocked(seen: Reading) -> Assessment:
    """Every request of the team is refused with access_denied, the balance included; staff have lifted it by hand."""
    if changed := served_once_changed(seen):
        return changed
    if denied := _balance_is_denied(seen):
        return Supported(
            "The credential is known (a made-up key gets 401), and its team is refused everything, even its own balance. "
            "Buying credits or making new keys has not helped others; support has lifted it by hand.",
            *denied,
            basis=(Stated(), Observed()),
            decided_by="the team's state at Vercel support",
        )
    if not seen.refused_with("access_denied"):
        return Supported(
            "The key is known once what is wrapped around it is taken off, and its team is refused even its own balance.",
            basis=Indicated(),
            explains=False,
            decided_by="the same request with the bare key",
        )
    return Supported(
        "The gateway says access denied for the generation; that the balance is refused too was not seen.",
        basis=Hinted(),
        decided_by="the team's state at Vercel support",
    )


@cause(
    "card-not-accepted",
    "The card on file is not accepted",
    when=_team_is_denied,
    next_steps=[step("Try another card, then support.")],
    sources=["https://community.vercel.com/t/36517"],
)
def card_not_accepted(seen: Reading) -> Assessment:
    """Staff have seen invalid cards cause the same answer as a block, and nothing in a request tells the two apart."""
    if changed := served_once_changed(seen):
        return changed
    return Open("support: an invalid card has been seen to cause the same answer as a blocked team")


@cause(
    "budget-reached",
    "A budget is used up",
    when=refused_with("quota_for_entity_exceeded"),
    contradicted_by=[provider_was_tried, another_model_is_served],
    next_steps=[
        step(
            "See which budget it is: of the team, the project, the key or its user.", "vercel ai-gateway budgets list"
        ),
        step("Raise it, or wait for its next period."),
    ],
    sources=["https://vercel.com/docs/ai-gateway/observability-and-spend/budgets"],
)
def budget_reached(seen: Reading) -> Assessment:
    """Budgets exist for teams, projects, keys and users; the message names which one."""
    # A budget may be of what a header or an option names, and leaves out what a credential of one's own pays for.
    if changed := served_once_changed(seen, "headers-none", "headers-all", "options-none", "byok-request"):
        return changed
    named = "gateway.quotaEntityId" in seen.probe.provider_options.keys
    whose = "the team, the project, the key or its user" + (", or of whom `quotaEntityId` names," if named else "")
    return Supported(
        f"A budget of {whose} is used up, which is another limit than the credits.",
        basis=Stated(of_every_model=True),
        decided_by="the same request at another path, without the deployment headers, and for another model",
    )
