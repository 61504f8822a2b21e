"""Worlds that look like a well-known cause, but for one fact that cannot be if it were so."""

from collections.abc import Iterator
from dataclasses import replace

from tests.standin import Answer, Gateway, Key, Rule, Team, Token, Where, error_body, passed_on
from tests.standin.doors import Request
from tests.standin.generation import served
from tests.worlds import parts
from tests.worlds.client_faults import set_up
from tests.worlds.expectation import (
    BAD,
    BLAMES,
    FACTORS,
    KEY_IS_BAD,
    MONEY,
    NETWORK,
    NOT_HEALTHY,
    NOT_THE_GATEWAY,
    OTHER_TEAM,
    May,
)
from tests.worlds.world import ASKED, CONTROL, KEY, TIER, Place, World, on_laptop, on_vercel

HERE = on_vercel(KEY, Token(parts.PAID))
WELL = May(("healthy",), not_claimed=BLAMES)
SURELY_WELL = replace(WELL, certain=True)
GATEWAY = "https://ai-gateway.vercel.sh"
RESTRICTED = Answer(
    403,
    error_body(
        "Free tier users do not have access to this model.",
        "no_providers_available",
        {"statusCode": 403, "name": "RestrictedModelsError"},
    ),
)
NOT_ALLOWED = Answer(
    403,
    error_body(
        "Your team has restricted access to this provider. Providers considered: azure",
        "no_providers_available",
        {"statusCode": 403, "name": "RestrictedProvidersError"},
    ),
)
FREE_LIMIT = parts.refusal(
    429, "rate_limit_exceeded", "Free tier requests on this model are rate-limited. Upgrade to paid credits."
)


def generations(name: str, may: May, *rules: Rule, place: Place = HERE) -> World:
    """A paid team, key and token; generations follow the rules."""
    return World(name, place, parts.one_team(parts.PAID, *rules), may)


def _marked(name: str, value: str) -> Rule:
    return Rule(parts.EVERYTHING, lambda _request, ordinary: ordinary.with_headers(**{name: value}))


def _of_marks() -> Iterator[World]:
    yield generations(
        "served, and the edge says that it let everything through", SURELY_WELL, _marked("x_vercel_mitigated", "")
    )
    yield generations(
        "served, and every answer has the firewall's mark",
        May(("healthy", "degraded"), not_claimed=BLAMES | {"firewall-blocks-gateway"}),
        _marked("x_vercel_mitigated", "challenge"),
    )
    yield generations(
        "served through somebody's content network, which tells its name", WELL, _marked("server", "cloudflare")
    )
    seed = on_vercel(KEY, Token(parts.FREE_WITH_BYOK))
    for name, value in (("x_vercel_error", "FUNCTION_INVOCATION_FAILED"), ("x_vercel_mitigated", "deny")):
        yield World(
            f"the seed's refusal word for word, beside the mark {name.replace('_', '-')} of the edge",
            seed,
            parts.one_team(parts.FREE_WITH_BYOK, replace(_marked(name, value), where=parts.GENERATE)),
            # The words are the gateway's and the mark is not: whose answer it is cannot be told.
            May(BAD, certain=False, not_claimed=KEY_IS_BAD | FACTORS | OTHER_TEAM),
        )


def _of_tiers() -> Iterator[World]:
    yield generations(
        "the asked model is kept for paid teams, and the tier's model is served",
        May(BAD, not_certain=frozenset({"free-tier-model-restricted", "byok-needs-paid-tier"}), not_claimed=KEY_IS_BAD),
        Rule(Where("generate", model=ASKED), RESTRICTED),
    )
    yield generations(
        "the asked model is kept for paid teams by the key, and its team's token is served it",
        May(BAD, not_certain=frozenset({"free-tier-model-restricted"}), not_claimed=KEY_IS_BAD),
        Rule(Where("generate", model=ASKED, credential="key"), RESTRICTED),
    )
    yield generations(
        "the free tier's limit, and the tier's model is served",
        May(BAD, not_certain=frozenset({"free-tier-rate-limit"}), not_claimed=KEY_IS_BAD | FACTORS),
        Rule(Where("generate", model=(ASKED, CONTROL)), FREE_LIMIT),
    )
    yield generations(
        "the allowlist's refusal, which goes when the app's options are left out",
        # The gateway's own words hold: it is the allowlist, and the options besides, without which a provider is left.
        May(BAD, said="options", not_claimed=KEY_IS_BAD | MONEY | OTHER_TEAM),
        Rule(Where("generate", option="any"), NOT_ALLOWED),
        place=HERE.having({"GATEWAY_PROBE_PROVIDER_OPTIONS": parts.options(only=["azure"])}),
    )
    yield generations(
        "the seed's refusal by one protocol's door, and the tier's model is served by that door",
        May(BAD, not_certain=frozenset({"byok-needs-paid-tier"}), not_claimed=KEY_IS_BAD),
        Rule(Where("generate", protocol="ai-sdk", model=ASKED), parts.BYOK_REFUSAL),
    )
    yield generations(
        "no card is on file, says the plain answer, and every other request is served",
        May(NOT_HEALTHY, not_certain=frozenset({"no-card-on-file"}), not_claimed=KEY_IS_BAD),
        Rule(
            Where("generate", model=ASKED, streamed=False, credential="key"),
            parts.refusal(403, "customer_verification_required", "AI Gateway requires a valid credit card on file."),
        ),
    )


def _of_models() -> Iterator[World]:
    fallback = HERE.having({"GATEWAY_PROBE_PROVIDER_OPTIONS": parts.options(models=["nope/none"])})
    yield generations(
        "a fallback model is unknown, and the asked one is served without it",
        May(BAD, not_certain=frozenset({"model-unknown-or-retired"}), not_claimed=KEY_IS_BAD | MONEY | OTHER_TEAM),
        Rule(Where("generate", option="models"), parts.unknown_model("nope/none")),
        place=fallback,
    )
    yield generations(
        "404 model_not_found by the key alone, for a model that is listed and that the token is served",
        May(BAD, not_certain=frozenset({"model-unknown-or-retired"}), not_claimed=KEY_IS_BAD | MONEY),
        Rule(Where("generate", credential="key", model=ASKED), parts.unknown_model(ASKED)),
    )
    yield generations(
        "404 model_not_found for every model that is asked",
        May(BAD, not_certain=frozenset({"model-unknown-or-retired"}), not_claimed=BLAMES),
        Rule(parts.GENERATE, Answer(404, error_body("Model not found", "model_not_found"))),
    )
    yield generations(
        "an id without a slash that the gateway serves all the same",
        May(("healthy", "degraded"), not_claimed=BLAMES | {"model-id-without-creator", "model-unknown-or-retired"}),
        Rule(Where("generate", model="gpt-5.4-mini"), lambda request, _ordinary: _as_asked(request)),
        place=replace(HERE, model="gpt-5.4-mini"),
    )


def _as_asked(request: Request) -> Answer:
    return served(request, ASKED, "gen_FAKE0000000000000000000001", {})


def _of_variables() -> Iterator[World]:
    yield World(
        "a proxy is set and excepted for the gateway",
        HERE.having({"HTTPS_PROXY": "http://proxy.example:3128", "NO_PROXY": ".vercel.sh"}),
        parts.one_team(parts.PAID),
        replace(WELL, not_claimed=BLAMES | {"proxy-or-egress-filter"}),
    )
    for name, address in (
        ("in capitals", "https://AI-Gateway.Vercel.SH/v1"),
        ("with its port", f"{GATEWAY}:443/v1"),
        ("with a dot at the end of its name", "https://ai-gateway.vercel.sh./v1"),
    ):
        yield World(
            f"OpenAI's client with the gateway's address {name}",
            set_up("openai", KEY, Token(parts.PAID), OPENAI_BASE_URL=address),
            parts.one_team(parts.PAID),
            May(("healthy", "degraded"), not_claimed=BLAMES | {"base-url-wrong-host", "base-url-wrong-path"}),
        )
    yield World(
        "a good key under the right name and under a near one, the same",
        HERE.having({"AI_GATEWAY_KEY": KEY}),
        parts.one_team(parts.PAID),
        replace(WELL, not_claimed=BLAMES | {"key-name-near-miss", "client-resolves-another-credential"}),
    )
    yield World(
        "a laptop that is served by key beside a token that expired yesterday",
        on_laptop(KEY, env_token=Token(parts.PAID, age_s=100_000, lifetime_s=43_200, environment="development")),
        parts.by_key_alone(parts.PAID),
        May(("healthy", "degraded"), not_claimed=BLAMES | {"oidc-expired-locally", "oidc-refused"}),
    )
    yield World(
        "a placeholder where the gateway's key belongs, and the gateway knows it as a key",
        on_laptop("[SENSITIVE]"),
        Gateway((Key("[SENSITIVE]", parts.PAID),)),
        May(("healthy", "degraded"), not_certain=frozenset({"key-redacted-placeholder"}), not_claimed=FACTORS | MONEY),
    )
    yield World(
        "blocked, says every answer, and one of the credits' answers shows money",
        HERE,
        parts.one_team(
            Team(blocked=True),
            Rule(Where("credits", credential="token"), Answer(200, {"balance": "95.50", "total_used": "4.50"})),
        ),
        May(("failing",), names=(("team-blocked",), ("key-of-other-team",)), not_claimed=KEY_IS_BAD | FACTORS),
    )
    yield World(
        "nobody answers the look-ups, and generations are served",
        HERE,
        parts.one_team(parts.PAID, Rule(Where(("models", "credits", "endpoints")), passed_on(silent=True))),
        May(("healthy", "degraded"), not_claimed=BLAMES | NETWORK | NOT_THE_GATEWAY),
    )
    yield World(
        "the tier's model is refused as free, and the seed's refusal is the control model's alone",
        HERE,
        parts.one_team(
            parts.PAID,
            Rule(Where("generate", model=TIER), RESTRICTED),
            Rule(Where("generate", model=CONTROL), parts.BYOK_REFUSAL),
        ),
        May(("healthy", "degraded"), not_claimed=BLAMES),
    )


WORLDS: tuple[World, ...] = (*_of_marks(), *_of_tiers(), *_of_models(), *_of_variables())
