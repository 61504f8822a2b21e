"""Whether the credential, the origin or the protocol of a request decides, each of which an experiment changes alone."""

from gateway_probe.causes.cause import Assessment, Excluded, Flipped, Indicated, Open, Stated, Supported, cause, step
from gateway_probe.causes.free_tier import free_tier_refusal, token_may_be_served
from gateway_probe.causes.reading import TEAM_REFUSALS, Reading, is_confirmed
from gateway_probe.causes.steps import API_KEYS, KEYS, NEW_KEY, REDEPLOY, SEED_THREAD
from gateway_probe.causes.tier import BYOK_GATE
from gateway_probe.causes.when import provider_was_tried_in_vain
from gateway_probe.document.effect import tell_chance
from gateway_probe.document.exchange import Experiment
from gateway_probe.document.judgement import NextStep
from gateway_probe.document.vocabulary import ExperimentId


@cause(
    "refusal-depends-on-credential",
    "The key is refused where the deployment's own token is served",
    next_steps=[KEYS, NEW_KEY, step("Or use OIDC: remove the key variable from this environment."), REDEPLOY],
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
        + tell_repeats(oidc),
        seen.at("credential-oidc", "effect"),
        at,
        basis=(Flipped("credential-oidc"), Indicated()),
        decided_by="the same request with a new key of the same team",
    )


def _token_was_asked_in_vain(seen: Reading) -> bool:
    oidc = seen.experiment("credential-oidc")
    return oidc is not None and oidc.answer not in {"served", "refused"} and token_may_be_served(seen)


_HEADERS: tuple[ExperimentId, ...] = ("headers-none", "headers-all")
KEY_HEADERS: tuple[ExperimentId, ...] = ("auth-header-other", "second-key-none")
PROTOCOLS: tuple[ExperimentId, ...] = ("protocol-chat", "protocol-sdk", "protocol-responses", "protocol-messages")


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
    flipped = next((found for name in _HEADERS if (found := seen.flip(name)) is not None), None)
    if not seen.refused and (flipped is None or provider_was_tried_in_vain(seen) is None):
        return None
    rule = seen.error is not None and seen.error.rule_id is not None
    if flipped is not None and (rule or seen.refused_with("quota_for_entity_exceeded")):
        # The headers name the project, whose rule or budget it may be; but what a key spends is put down to none.
        what = "rule that the answer names: whether it is about" if rule else "budget: whether it is of"
        return Open(f"the {what} the project that the deployment headers name")
    if flipped is not None:
        return Supported(
            _tell(flipped, "token" if seen.method == "oidc" else "key"),
            seen.at(flipped.id, "effect"),
            basis=(
                Stated(of_this_form=True),
                Flipped(flipped.id),
                # What is forbidden without naming a rule may be by one all the same.
                *((Indicated(),) if token_may_be_served(seen) or seen.refused_with("forbidden") else ()),
            ),
            decided_by="both requests repeated until each has four answers",
            next_steps=_around(flipped),
        )
    pair = seen.flip("credential-and-headers")
    if pair is not None:
        return Supported(
            "Neither the credential nor the deployment headers alone decide; changed together the request is served."
            + tell_repeats(pair),
            seen.at("credential-and-headers", "effect"),
            basis=(Flipped("credential-and-headers"), Indicated()),
            decided_by="both requests repeated until each has four answers",
        )
    if not seen.refused_with(BYOK_GATE):
        return None
    free = free_tier_refusal(seen)
    if free:
        return Excluded("the credential's team is held for free tier, which explains the refusal by itself", free)
    elsewhere = seen.confirmed_flip(*_HEADERS)
    if elsewhere:
        return Excluded("another factor alone flips the answer, and chance does not account for it", elsewhere[0])
    if any(seen.is_same(name) for name in _HEADERS):
        return Open("the same request from a laptop within minutes: a rule by network address cannot be seen from here")
    sent = seen.baseline.request.headers if seen.baseline and seen.baseline.request else {}
    if any(name.startswith("ai-o11y-") for name in sent):
        return Open("the same request without the five ai-o11y-* headers (the experiment headers-none)")
    return Open("the same request from the other place within minutes")


def _tell(flip: Experiment, credential: str) -> str:
    served_without = flip.id == "headers-none"
    part = f" {flip.part}." if flip.part else ""
    with_, without = ("refused", "served") if served_without else ("served", "refused")
    same = f"The same {credential}, model and body"
    return f"{same} are {without} without the deployment headers and {with_} with them.{part}{tell_repeats(flip)}"


def _around(flip: Experiment) -> list[NextStep]:
    if flip.id == "headers-none":
        return [
            step(
                "Until it is answered, send the requests without the headers: unset VERCEL_DEPLOYMENT_ID, VERCEL_ENV, VERCEL_PROJECT_ID "
                "and VERCEL_REGION before the model is created"
                + (
                    "."
                    if flip.part
                    else "; ai-o11y-request-id is of each request, and only a fetch of the app's own takes it off."
                )
            )
        ]
    return [
        step(
            "Until it is answered, send the deployment headers: expose the system environment variables to this place."
        )
    ]


def tell_repeats(experiment: Experiment) -> str:
    """How often each arm answered so, and the bound on chance, in words."""
    arms = [
        (sum(item.same for item in experiment.repeats if item.arm == arm),
         sum(item.arm == arm for item in experiment.repeats))
        for arm in ("baseline", "variant")
    ]  # fmt: skip
    if experiment.chance is None or not all(total for _, total in arms):
        return " This was not repeated, so chance is not excluded."
    counts = f" Asked again: {arms[0][0]} of {arms[0][1]} as the first, {arms[1][0]} of {arms[1][1]} with the change"
    return f"{counts}; {tell_chance(experiment.chance)}."


@cause(
    "refusal-depends-on-protocol",
    "The refusal depends on the protocol, or on what its client sends",
    next_steps=[
        step("Ask as the client of the path that is served does, and open a ticket with both generation ids.",
             "gateway-probe run --disclosure private --format text"),
    ],
    sources=["cloudflare/ai #548"],
)  # fmt: skip
def refusal_depends_on_protocol(seen: Reading) -> Assessment:
    """The paths of the AI SDK and of OpenAI clients are checked by different code; sister products have refused on one alone. Each client
    sends headers and fields of its own besides, which change with the path."""
    if not seen.refused:
        return None
    chat = next((flip for name in PROTOCOLS if (flip := seen.flip(name)) is not None), None)
    if chat is None:
        return None
    header = next((flip for name in KEY_HEADERS if (flip := seen.flip(name)) is not None), None)
    if header is not None and is_confirmed(header):
        # The other path takes the key in another header as well.
        return Excluded(
            "this path serves the request once another header carries the key", seen.at(header.id, "effect")
        )
    header_decides_nothing = seen.probe.protocol != "messages" or any(map(seen.is_same, KEY_HEADERS))
    known = header_decides_nothing and not seen.names_nothing_invalid
    return Supported(
        "The same request is served over the other protocol, with the headers and fields of its client: what is refused is the request of "
        f"{seen.client.title} as a whole.{tell_repeats(chat)}",
        seen.at(chat.id, "effect"),
        basis=(Flipped(chat.id), *(() if known else (Indicated(),))),
        decided_by="both requests repeated until each has four answers, and the one with the key in its other header",
    )
