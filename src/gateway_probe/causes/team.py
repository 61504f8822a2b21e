"""Whose key it is: the team that was meant, or another one."""

from gateway_probe.causes.cause import (
    Assessment,
    Excluded,
    Flipped,
    Hinted,
    Indicated,
    Observed,
    Open,
    Supported,
    cause,
)
from gateway_probe.causes.free_tier import is_key_of_other_team, limited_as_free_tier
from gateway_probe.causes.reading import CREDITS_CHECKS, TEAM_REFUSALS, Reading
from gateway_probe.causes.steps import LOGS, NEW_KEY, REDEPLOY, SEED_THREAD, WHICH_TEAM, set_key
from gateway_probe.causes.tier import BYOK_GATE
from gateway_probe.causes.when import refused_with, served_once_changed

_STATED_OF_THE_TEAM = frozenset(
    {
        "budget-reached",
        "byok-blocked-at-zero-balance",
        "free-credit-used-up",
        "free-tier-model-restricted",
        "free-tier-rate-limit",
        "no-card-on-file",
        "provider-or-model-allowlist",
        "routing-rule-denied",
        "team-filter-leaves-no-provider",
    }
)
"""What the gateway says of the key's team in so many words holds whosesoever team it is."""


def _refused_as_a_team_or_served(seen: Reading) -> tuple[str, ...] | None:
    if seen.method != "api-key":
        return None
    if seen.served or seen.left_out_by_choice:
        return (seen.at("baseline", "answer" if seen.served else "outcome"),)
    return refused_with(*TEAM_REFUSALS)(seen) or limited_as_free_tier(seen) or _refused_by_what_a_team_set_up(seen)


def _refused_by_what_a_team_set_up(seen: Reading) -> tuple[str, ...] | None:
    """A rule of a team denies the request to that team alone, and a model that a team made for itself no other one has:
    worth saying where key and token are of two teams."""
    return refused_with("forbidden", "model_not_found")(seen) if seen.team_relation == "different" else None


@cause(
    "key-of-other-team",
    "The key belongs to another team than the deployment",
    when=_refused_as_a_team_or_served,
    beside=_STATED_OF_THE_TEAM,
    next_steps=[
        WHICH_TEAM,
        set_key("Make the key in the team that has the credits and the provider credential; set it here."),
        REDEPLOY,
        LOGS,
    ],
    sources=[SEED_THREAD, "vercel/ai pull request 8750"],
)  # fmt: skip
def key_of_other_team(seen: Reading) -> Assessment:
    """A key belongs to one team: the one that was selected in the dashboard or the CLI when it was made."""
    if seen.served or seen.left_out_by_choice:
        return _served_by_another_team(seen)
    at = "/identity/key_and_deployment_team"
    changed = served_once_changed(seen, "credential-and-headers")
    if changed and (seen.flip("credential-oidc") is None or seen.team_relation != "different"):
        return changed
    token_served = seen.flip("credential-oidc")
    blocked = _only_the_keys_team_is_blocked(seen)
    if seen.team_relation == "different" and seen.refused_with("model_not_found"):
        return Supported(
            "The key and the deployment's own OIDC token show different credits, and different sums: they belong to two teams. A model that "
            "a team made for itself is known to that team alone.",
            at,
            basis=Hinted(),
            decided_by="the same request with a key made in the deployment's team, and the models that this team made",
        )
    if seen.team_relation == "different":
        readings = seen.evidence.identity.key_and_deployment_team.readings
        # A budget may be the key's alone, and would stop it in any team.
        of_the_team = not seen.refused_with("quota_for_entity_exceeded")
        about = "The refusal is about the key's team" if of_the_team else "The budget is the key's, or of its team"
        return Supported(
            "The key and the deployment's own OIDC token show different credits, and different sums: they belong to two teams. "
            f"{about}, while the dashboard that was looked at is probably the other one's."
            + (" With the OIDC token the same request is served." if token_served else ""),
            at,
            *((seen.at("credential-oidc", "effect"),) if token_served else ()),
            basis=(
                Observed() if readings > 1 else Indicated(),
                Flipped("credential-oidc") if token_served and is_key_of_other_team(seen) else Indicated(),
            ),
            explains=of_the_team,
            decided_by="the same request with a key made in the deployment's team is served",
        )
    if blocked:
        return Supported(
            "The gateway refuses the key's team everything, its balance included, and answers the deployment's own token: one team cannot "
            "be blocked and not blocked.",
            *blocked,
            *((seen.at("credential-oidc", "effect"),) if token_served else ()),
            basis=(Flipped("credential-oidc") if token_served else Indicated(), Indicated()),
            decided_by="the same request with a key made in the deployment's team",
        )
    of_a_team = seen.refused_with(BYOK_GATE, "insufficient_funds", "customer_verification_required")
    if token_served and of_a_team and seen.team_relation == "same":
        # A key that is refused by itself is seldom; two teams that hold and have spent the same to the cent are seldomer.
        return Open(
            "the team of the key in the dashboard, or the same request with a key made in the deployment's team"
        )
    if token_served and of_a_team:
        return Supported(
            "The gateway refuses the key for what its team lacks and serves the deployment's token the same request: one team cannot be "
            "both, and their credits do not show that it is one.",
            seen.at("credential-oidc", "effect"),
            at,
            basis=(Flipped("credential-oidc"), Indicated()),
            decided_by="the team of the key in the dashboard, or the same request with a key made in the deployment's team",
        )
    if seen.team_relation == "same":
        return Excluded("the key and the deployment's OIDC token show the same credits, left and spent", at)
    if not seen.refused:
        return None
    return Open(
        "GET /v1/credits with an OIDC token of the team that paid: another sum than the key's means another team",
        rival=not seen.refused_with("customer_verification_required", "quota_for_entity_exceeded"),
    )


def _served_by_another_team(seen: Reading) -> Assessment:
    if seen.team_relation != "different":
        return None
    twice = seen.evidence.identity.key_and_deployment_team.readings > 1
    return Supported(
        "The key and the deployment's OIDC token show different credits, and different sums: requests run as the key's team. What is set up, "
        "paid and watched in the deployment's team does not count for them.",
        "/identity/key_and_deployment_team",
        basis=Observed() if twice else Indicated(),
        explains=False,
        decided_by="the team of the key in the dashboard",
    )


def _only_the_keys_team_is_blocked(seen: Reading) -> tuple[str, ...]:
    by_key, by_token = seen.check("credits-key"), seen.check("credits-oidc")
    if not seen.refused_with("access_denied") or by_key is None or by_token is None:
        return ()
    if not by_key.refused_with("access_denied") or by_token.answer != "served" or not seen.by_gateway(by_token):
        return ()
    return (seen.at("credits-key", "response/error/type"), seen.at("credits-oidc", "answer"))


@cause(
    "key-older-than-billing-change",
    "The key was made before the team paid",
    when=refused_with(BYOK_GATE),
    next_steps=[NEW_KEY],
    sources=["n8n-io/n8n-docs pull request 2739", "https://community.vercel.com/t/42588"],
)
def key_older_than_billing_change(seen: Reading) -> Assessment:
    """Suggested in threads and contradicted in others: trying a new key is cheap, and nothing else would show it."""
    tier = seen.experiment("model-tier")
    if seen.method != "api-key" or tier is None or tier.answer != "served":
        return None
    if changed := served_once_changed(seen):
        return changed
    return Open("the same request with a new key of the same team")


_OF_A_CREDENTIAL = {401, 402, 403}
"""Statuses of a refusal that is about who asks. A look-up that is not there is none."""


@cause(
    "deployment-token-refused",
    "The deployment's own token is refused, and its key is served",
    severity="info",
    next_steps=[WHICH_TEAM, LOGS],
    sources=["https://vercel.com/docs/ai-gateway/authentication-and-byok/oidc"],
)
def deployment_token_refused(seen: Reading) -> Assessment:
    """What works by the key would not work by the token: of interest where the app is to change over to OIDC."""
    asked = [check for name in CREDITS_CHECKS["oidc"] if (check := seen.check(name)) is not None]
    refused = [
        check
        for check in asked
        if check.answer == "refused" and check.status in _OF_A_CREDENTIAL and seen.by_gateway(check)
    ]
    if not seen.served or seen.method != "api-key" or not refused or any(check.answer == "served" for check in asked):
        return None
    if not seen.accepts("api-key"):
        # What refuses the key's look-up as well, or a made-up key otherwise than with 401, says nothing of the token.
        return None
    error, unknown = refused[0].error, refused[0].status == 401
    kind = f" ({error.type})" if error and error.type else ""
    because = "does not know it" if unknown else "takes the two for two teams, or has blocked the token's"
    return Supported(
        f"The key is served, and the deployment's own OIDC token is refused its credits{kind}: the gateway {because}.",
        seen.at(refused[0].id, "response/status"),
        basis=Observed() if len(refused) > 1 and not seen.read_on_the_way else Indicated(),
        explains=False,
    )
