"""Whose key it is, and whether the credential, the origin or the protocol of a request decides."""

from gateway_probe.causes.cause import (
    Assessment,
    Excluded,
    Flipped,
    Indicated,
    Observed,
    Open,
    Stated,
    Supported,
    cause,
    step,
)
from gateway_probe.causes.reading import CHANCE_THAT_DECIDES, TEAM_REFUSALS, Reading
from gateway_probe.causes.steps import API_KEYS, KEYS, LOGS, NEW_KEY, REDEPLOY, SEED_THREAD, WHICH_TEAM, set_key
from gateway_probe.causes.tier import (
    BYOK_GATE,
    free_tier_refusal,
    is_key_of_other_team,
    limited_as_free_tier,
    token_may_be_served,
)
from gateway_probe.causes.when import refused_with
from gateway_probe.document.effect import told_chance
from gateway_probe.document.exchange import Experiment
from gateway_probe.document.judgement import NextStep
from gateway_probe.document.vocabulary import ExperimentId

_STATED_OF_THE_TEAM = frozenset(
    {
        "budget-reached",
        "byok-blocked-at-zero-balance",
        "free-credit-used-up",
        "free-tier-model-restricted",
        "free-tier-rate-limit",
        "no-card-on-file",
        "provider-or-model-allowlist",
        "team-filter-leaves-no-provider",
    }
)
"""What the gateway says of the key's team in so many words holds whosesoever team it is."""


def _refused_as_a_team_or_served(seen: Reading) -> tuple[str, ...] | None:
    if seen.method != "api-key":
        return None
    if seen.served:
        return (seen.at("baseline", "answer"),)
    return refused_with(*TEAM_REFUSALS)(seen) or limited_as_free_tier(seen)


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
    if seen.served:
        return _served_by_another_team(seen)
    at = "/identity/key_and_deployment_team"
    flip = seen.confirmed_flip("credential-oidc", "credential-and-headers")
    if flip and (seen.flip("credential-oidc") is None or seen.team_relation != "different"):
        return Excluded("the same key is served the same request once another factor is changed", flip[0])
    token_served = seen.flip("credential-oidc")
    blocked = _only_the_keys_team_is_blocked(seen)
    if seen.team_relation == "different":
        readings = seen.evidence.identity.key_and_deployment_team.readings
        return Supported(
            "The key and the deployment's own OIDC token show different credits, and different sums: they belong to two teams. The refusal "
            "is about the key's team, while the dashboard that was looked at is probably the other one's."
            + (" With the OIDC token the same request is served." if token_served else ""),
            at,
            *((seen.at("credential-oidc", "effect"),) if token_served else ()),
            basis=(
                Observed() if readings > 1 else Indicated(),
                Flipped("credential-oidc") if token_served and is_key_of_other_team(seen) else Indicated(),
            ),
            decided_by="the same request with a key made in the deployment's team is served",
        )
    if blocked:
        return Supported(
            "The gateway refuses the key's team everything, its balance included, and answers the deployment's own token: one team cannot "
            "be blocked and not blocked.",
            *blocked,
            basis=Indicated(),
            decided_by="the same request with a key made in the deployment's team",
        )
    if token_served and seen.refused_with(BYOK_GATE, "insufficient_funds", "customer_verification_required"):
        return Supported(
            "The gateway refuses the key for what its team lacks and serves the deployment's token the same request: one team cannot be "
            "both, whatever their credits show.",
            seen.at("credential-oidc", "effect"),
            at,
            basis=(Flipped("credential-oidc"), Indicated()),
            decided_by="the team of the key in the dashboard, or the same request with a key made in the deployment's team",
        )
    if seen.team_relation == "same":
        return Excluded("the key and the deployment's OIDC token show the same credits, which are no round sum", at)
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
    "refusal-depends-on-credential",
    "The key is refused where the deployment's own token is served",
    next_steps=[KEYS, step("Or use OIDC: remove the key variable from this environment and deploy again."), NEW_KEY],
    sources=[API_KEYS],
)
def refusal_depends_on_credential(seen: Reading) -> Assessment:
    """A key can be made with a project, an expiry and a budget of its own; the deployment's OIDC token has none of these."""
    oidc = seen.flip("credential-oidc")
    if seen.refused_with(*TEAM_REFUSALS) and seen.team_relation != "different" and _token_was_asked_in_vain(seen):
        return Open(
            "the same request with the deployment's token, which was asked and not answered in a way that decides"
        )
    if not seen.refused or oidc is None or oidc.answer != "served":
        return None
    if seen.refused_with("authentication_error") and not seen.accepts("api-key"):
        return None
    if seen.refused_with("quota_for_entity_exceeded"):
        return Excluded("the gateway itself says that a budget is used up", seen.at("baseline", "response/error/type"))
    if seen.confirmed_flip("credential-oidc"):
        # Two factors, each of which alone is enough: neither is the whole of it.
        return Open("the same request with a new key: here another factor changed alone gets it served as well")
    at = "/identity/key_and_deployment_team"
    if seen.team_relation == "different":
        return Excluded("key and token belong to two teams, which explains the difference", at)
    same = seen.team_relation == "same"
    return Supported(
        "The same request is served with the deployment's OIDC token and refused with the key"
        + (", although both show one team's credits: the refusal is about the key itself." if same else ".")
        + said_of(oidc),
        seen.at("credential-oidc", "effect"),
        at,
        basis=(Flipped("credential-oidc"), Indicated()),
        decided_by="the same request with a new key of the same team",
    )


def _token_was_asked_in_vain(seen: Reading) -> bool:
    oidc = seen.experiment("credential-oidc")
    return oidc is not None and oidc.answer not in {"served", "refused"} and token_may_be_served(seen)


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
    flip = seen.confirmed_flip("credential-oidc")
    if flip:
        return Excluded("the same key is served the same request once another factor is changed", flip[0])
    return Open("the same request with a new key of the same team")


_HEADERS: tuple[ExperimentId, ...] = ("headers-none", "headers-all")
_KEY_HEADERS: tuple[ExperimentId, ...] = ("auth-header-other", "second-key-none")
_PROTOCOLS: tuple[ExperimentId, ...] = ("protocol-chat", "protocol-sdk", "protocol-responses", "protocol-messages")


@cause(
    "refusal-depends-on-origin",
    "The refusal depends on where the request says it comes from",
    next_steps=[
        step("Make a ticket with both generation ids: run this again at the private level and send its support text.",
             "gateway-probe run --disclosure private --format text"),
    ],
    sources=[SEED_THREAD, "https://vercel.com/docs/ai-gateway/observability-and-spend/trace-drains"],
)  # fmt: skip
def refusal_depends_on_origin(seen: Reading) -> Assessment:
    """The AI SDK adds five ai-o11y-* headers to model requests on Vercel. No public word says that they decide anything."""
    if not seen.refused:
        return None
    flipped = next((found for name in _HEADERS if (found := seen.flip(name)) is not None), None)
    if flipped is not None:
        return Supported(
            _told(flipped),
            seen.at(flipped.id, "effect"),
            basis=(Stated(), Flipped(flipped.id), *((Indicated(),) if token_may_be_served(seen) else ())),
            decided_by="both requests repeated until each has four answers",
            next_steps=_around(flipped),
        )
    pair = seen.flip("credential-and-headers")
    if pair is not None:
        return Supported(
            "Neither the credential nor the deployment headers alone decide; changed together the request is served."
            + said_of(pair),
            seen.at("credential-and-headers", "effect"),
            basis=(Flipped("credential-and-headers"), Indicated()),
            decided_by="both requests repeated until each has four answers",
        )
    if not seen.refused_with(BYOK_GATE):
        return None
    free = free_tier_refusal(seen)
    if free:
        return Excluded("the key's team is held for free tier, which explains the refusal by itself", free)
    elsewhere = seen.confirmed_flip(*_HEADERS)
    if elsewhere:
        return Excluded("another factor alone flips the answer, and chance does not account for it", elsewhere[0])
    if any(seen.is_same(name) for name in _HEADERS):
        return Open("the same request from a laptop within minutes: a rule by network address cannot be seen from here")
    sent = seen.baseline.request.headers if seen.baseline and seen.baseline.request else {}
    if any(name.startswith("ai-o11y-") for name in sent):
        return Open("the same request without the five ai-o11y-* headers (the experiment headers-none)")
    return Open("the same request from the other place within minutes")


def _told(flip: Experiment) -> str:
    served_without = flip.id == "headers-none"
    decides = f" What decides is {flip.decides}." if flip.decides else ""
    with_, without = ("refused", "served") if served_without else ("served", "refused")
    return f"The same key, model and body are {without} without the deployment headers and {with_} with them.{decides}{said_of(flip)}"


def _around(flip: Experiment) -> list[NextStep]:
    if flip.id == "headers-none":
        return [
            step(
                "Until it is answered, send the requests without the headers: unset VERCEL_DEPLOYMENT_ID, VERCEL_ENV, VERCEL_PROJECT_ID "
                "and VERCEL_REGION before the model is created."
            )
        ]
    return [
        step(
            "Until it is answered, send the deployment headers: expose the system environment variables to this place."
        )
    ]


def said_of(experiment: Experiment) -> str:
    """How often each arm answered so, and the bound on chance, in words."""
    arms = [
        (sum(item.same for item in experiment.repeats if item.arm == arm),
         sum(item.arm == arm for item in experiment.repeats))
        for arm in ("baseline", "variant")
    ]  # fmt: skip
    if experiment.chance is None or not all(total for _, total in arms):
        return " This was not repeated, so chance is not excluded."
    counts = f" Asked again: {arms[0][0]} of {arms[0][1]} as the first, {arms[1][0]} of {arms[1][1]} with the change"
    return f"{counts}; {told_chance(experiment.chance)}."


@cause(
    "refusal-depends-on-protocol",
    "The refusal depends on the protocol",
    next_steps=[
        step("Use the path that is served, and open a ticket with both generation ids.",
             "gateway-probe run --disclosure private --format text"),
    ],
    sources=["cloudflare/ai #548"],
)  # fmt: skip
def refusal_depends_on_protocol(seen: Reading) -> Assessment:
    """The paths of the AI SDK and of OpenAI clients are checked by different code; sister products have refused on one alone."""
    if not seen.refused:
        return None
    chat = next((flip for name in _PROTOCOLS if (flip := seen.flip(name)) is not None), None)
    if chat is None:
        return None
    header = next((flip for name in _KEY_HEADERS if (flip := seen.flip(name)) is not None), None)
    if header is not None and header.chance is not None and header.chance <= CHANCE_THAT_DECIDES:
        # The other path takes the key in another header as well.
        return Excluded(
            "this path serves the request once another header carries the key", seen.at(header.id, "effect")
        )
    return Supported(
        "The same request is served over the other protocol: the refusal belongs to one protocol's path."
        + said_of(chat),
        seen.at(chat.id, "effect"),
        basis=Flipped(chat.id),
        decided_by="both requests repeated until each has four answers",
    )


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
    by_token = seen.check("credits-oidc")
    if not seen.served or seen.method != "api-key" or by_token is None:
        return None
    if by_token.answer != "refused" or by_token.status not in _OF_A_CREDENTIAL or not seen.by_gateway(by_token):
        return None
    if not seen.accepts("api-key"):
        # What refuses the key's look-up as well, or a made-up key otherwise than with 401, says nothing of the token.
        return None
    kind = f" ({by_token.error.type})" if by_token.error and by_token.error.type else ""
    return Supported(
        f"The key is served, and the deployment's own OIDC token is refused its credits{kind}: the two are not of one team, or the token's "
        "team is blocked.",
        seen.at("credits-oidc", "response/status"),
        basis=Observed(),
        explains=False,
    )
