"""Groups C and D14 of the failure catalogue: whose key it is, and whether the origin of a request decides."""

from gateway_probe.findings.reading import Reading
from gateway_probe.findings.refusal import BYOK_GATE, is_free_tier, origin_flip
from gateway_probe.findings.rule import Assessment, Excluded, Open, Rule, Supported, step
from gateway_probe.findings.steps import LOGS, NEW_KEY, SEED_THREAD

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
    flipped = origin_flip(reading)
    if flipped:
        return Excluded("the same key is served once the deployment headers change", flipped)
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


def _depends_on_origin(reading: Reading) -> Assessment:
    """D14: only the experiment can show it, so nothing but a flip supports it."""
    if reading.baseline_passed:
        return None
    flipped = origin_flip(reading)
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


def _depends_on_credential(reading: Reading) -> Assessment:
    """One team, two answers: what differs is the key, which can carry a project, an expiry and a budget of its own."""
    oidc = reading.experiment("credential-oidc")
    if (
        oidc is None
        or not oidc.flips
        or oidc.outcome != "passed"
        or reading.baseline_refused_with("authentication_error")
    ):
        return None
    if reading.evidence.identity.key_and_deployment_team.relation == "different" or origin_flip(reading):
        return None
    same = reading.evidence.identity.key_and_deployment_team.relation == "same"
    return Supported(
        "likely",
        (
            reading.at("baseline", "response/error"),
            reading.at("credential-oidc", "flips"),
            "/identity/key_and_deployment_team",
        ),
        "The same request is served with the deployment's OIDC token and refused with the key"
        + (", although both are of one team: the refusal is about the key itself." if same else "."),
        decided_by="the same request with a new key of the same team",
    )


def _key_is_older(reading: Reading) -> Assessment:
    """C3: hearsay elsewhere, with counter-evidence here; a cheap experiment and never a verdict."""
    tier = reading.experiment("model-tier")
    if not reading.baseline_refused_with(BYOK_GATE) or tier is None or tier.outcome != "passed" or origin_flip(reading):
        return None
    return Open("the same request with a new key of the same team")


def _depends_on_protocol(reading: Reading) -> Assessment:
    chat = reading.experiment("protocol-chat") or reading.experiment("protocol-sdk")
    if (
        reading.baseline is None
        or reading.baseline.outcome != "refused"
        or chat is None
        or not chat.flips
        or origin_flip(reading)
    ):
        return None
    return Supported(
        "likely",
        (reading.at("baseline", "response/error"), reading.at(chat.id, "flips")),
        "The same request is served over the other protocol: the refusal belongs to one protocol's path.",
        decided_by="both requests repeated",
    )


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


RULES = (
    Rule(
        "refusal-depends-on-credential",
        "The key is refused where the deployment's own token is served",
        "error",
        "team",
        "A key can be made with a project, an expiry and a budget of its own; the deployment's OIDC token has none of these.",
        (step("Look at the key's project, expiry and budget in the dashboard, or use OIDC."), NEW_KEY),
        ("https://vercel.com/docs/ai-gateway/authentication-and-byok/api-keys",),
        _depends_on_credential,
    ),
    Rule(
        "key-older-than-billing-change",
        "The key was made before the team paid",
        "error",
        "team",
        "Suggested in threads and contradicted in others: trying a new key is cheap, and nothing else would show it.",
        (NEW_KEY,),
        ("n8n-io/n8n-docs pull request 2739", "https://community.vercel.com/t/42588"),
        _key_is_older,
    ),
    Rule(
        "refusal-depends-on-protocol",
        "The refusal depends on the protocol",
        "error",
        "team",
        "The AI SDK's path and the OpenAI-compatible path are checked by different code; sister products have refused on one alone.",
        (step("Use the path that is served, and open a ticket with both generation ids."),),
        ("cloudflare/ai #548",),
        _depends_on_protocol,
    ),
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
            LOGS,
        ),
        (SEED_THREAD, "vercel/ai pull request 8750"),
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
        (SEED_THREAD, "https://vercel.com/docs/ai-gateway/observability-and-spend/trace-drains"),
        _depends_on_origin,
    ),
)
