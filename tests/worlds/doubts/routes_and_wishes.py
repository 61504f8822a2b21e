"""Providers, options and wishes, one step beside what is decided: who served, and who refused, is known but for one word."""

from dataclasses import replace
from typing import Any

from tests.standin import Answer, Credential, Gateway, Key, Rule, Team, Token, Where, Words, error_body, passed_on
from tests.standin.doors import Request
from tests.worlds import parts
from tests.worlds.expectation import BAD, KEY_IS_BAD, MONEY, NOT_HEALTHY, OIDC, STORED_CREDENTIAL, May
from tests.worlds.world import ASKED, KEY, World, on_laptop, on_vercel

CLAUDE = "anthropic/claude-sonnet-4.5"
GEMINI = "google/gemini-3-flash"
NO_PROVIDER = Answer(
    400, error_body("No allowed providers available. Available providers are: openai, azure", "invalid_request_error")
)


def _both(request: Request, ordinary: Answer) -> Answer:
    """`only` and zero retention leave no provider together; each alone leaves one."""
    wanted = request.gateway_options
    return NO_PROVIDER if "only" in wanted and wanted.get("zeroDataRetention") else ordinary


def _and_an_unknown_provider(_request: Request, ordinary: Answer) -> Answer:
    data = ordinary.body["data"]
    endpoints = [*data["endpoints"], {**data["endpoints"][0], "provider_name": "fakename7x", "name": "fakename7x"}]
    return replace(ordinary, body={"data": {**data, "endpoints": endpoints}})


def _told(change: dict[str, Any], *, streamed: bool | None = None) -> Rule:
    """Served answers tell another way that they took."""

    def answer(_request: Request, ordinary: Answer) -> Answer:
        return replace(ordinary, body=_changed(ordinary.body, change)) if ordinary.status == 200 else ordinary

    return Rule(Where("generate", streamed=streamed), answer)


def _changed(body: Any, change: dict[str, Any]) -> Any:
    if isinstance(body, tuple):
        return tuple(_changed(event, change) for event in body)
    if not isinstance(body, dict):
        return body
    gateway = body.get("providerMetadata", {}).get("gateway", {})
    if "routing" not in gateway:
        return body
    return {**body, "providerMetadata": {"gateway": {**gateway, "routing": {**gateway["routing"], **change}}}}


def _by(provider: str, whose: str) -> dict[str, Any]:
    """The way of an answer that this provider gave, by whose credential."""
    attempt = {"provider": provider, "credentialType": whose, "success": True, "statusCode": 200}
    return {
        "resolvedProvider": provider,
        "finalProvider": provider,
        "modelAttempts": [
            {"canonicalSlug": ASKED, "success": True, "providerAttemptCount": 1, "providerAttempts": [attempt]}
        ],
    }


def _paid(name: str, may: May, *rules: Rule, **settings: str) -> World:
    return World(name, on_vercel(KEY, Token(parts.PAID)).having(settings), parts.one_team(parts.PAID, *rules), may)


def _limited(name: str, model: str, provider: str, words: Words) -> World:
    """A 429 that waiting does not cure: the account has no money, or no share of the model."""
    gateway = parts.without_fallback(provider, "served", model)
    stored = Team(stored={provider: Credential(words)})
    return World(
        name,
        on_vercel(KEY, model=model),
        replace(gateway, keys=(Key(KEY, stored),)),
        May(
            ("failing",),
            names=(("upstream-account-out-of-funds",),),
            not_certain=frozenset({"provider-rate-limit"}),
            not_claimed=MONEY | KEY_IS_BAD,
        ),
    )


WORLDS = (
    # Providers.
    _limited(
        "OpenAI says insufficient_quota with a 429",
        ASKED,
        "openai",
        Words(429, "You exceeded your current quota.", "insufficient_quota", "insufficient_quota"),
    ),
    _limited(
        "Google's limit for the model is zero",
        GEMINI,
        "google",
        Words(429, "Quota exceeded for metric generate_content_free_tier_requests, limit: 0", "RESOURCE_EXHAUSTED"),
    ),
    _limited(
        "z.ai has no balance, with a 429",
        "zai/glm-5",
        "zai",
        Words(429, "Insufficient balance or no resource package. Please recharge.", "", "1113"),
    ),
    World(
        "OpenAI refuses the stored key and the gateway's own alike",
        on_vercel(KEY),
        parts.by_key_alone(
            Team(stored={"openai": Credential("bad-key")}), system={"openai": "bad-key", "azure": "none"}
        ),
        May(BAD, names=(("byok-credential-refused",), ("provider-refuses",)), not_certain=STORED_CREDENTIAL),
    ),
    World(
        "Azure refuses the stored key and the gateway's own alike",
        on_vercel(KEY),
        parts.by_key_alone(
            Team(stored={"azure": Credential("bad-key")}), system={"openai": "none", "azure": "bad-key"}
        ),
        May(BAD, not_certain=STORED_CREDENTIAL),
    ),
    World(
        "AWS finds the signature too old: the account, or a clock",
        on_vercel(KEY, model=CLAUDE),
        parts.by_key_alone(
            Team(
                stored={
                    "bedrock": Credential(
                        Words(403, "Signature expired: it is now earlier than allowed.", "InvalidSignatureException")
                    )
                }
            ),
            system=dict.fromkeys(("anthropic", "bedrock", "vertexAnthropic"), "none"),
        ),
        May(("failing",), names=(tuple(sorted(STORED_CREDENTIAL | {"provider-refuses"})),), not_claimed=KEY_IS_BAD),
    ),
    # Options.
    _paid(
        "`only` and zero retention leave nobody together, and each alone somebody",
        May(("failing",), not_certain=frozenset({"only-filter-matches-nothing", "zdr-skips-byok"})),
        Rule(parts.GENERATE, _both),
        GATEWAY_PROBE_PROVIDER_OPTIONS=parts.options(only=["openai"], zeroDataRetention=True),
    ),
    _paid(
        "`only` names a provider of the model, and the gateway has none allowed",
        May(("failing",), not_certain=frozenset({"only-filter-matches-nothing"})),
        Rule(Where("generate", option="only"), NO_PROVIDER),
        GATEWAY_PROBE_PROVIDER_OPTIONS=parts.options(only=["openai"]),
    ),
    _paid(
        "`only` names a provider that the list names too, by a name that is not shown, and the gateway has none allowed",
        May(("failing",), not_certain=frozenset({"only-filter-matches-nothing"})),
        Rule(Where("generate", option="only"), NO_PROVIDER),
        Rule(Where("endpoints"), _and_an_unknown_provider),
        GATEWAY_PROBE_PROVIDER_OPTIONS=parts.options(only=["fakename7x"]),
    ),
    _paid(
        "the team's list of providers refuses what `only` leaves, and serves without it",
        # The one cause speaks of both: of the team's list, and of what the options leave.
        May(("failing",), verdict=("provider-or-model-allowlist",), said="the app's options allow"),
        Rule(
            Where("generate", option="only"),
            Answer(
                403,
                error_body(
                    "Your team has restricted access to this provider. Providers considered: azure",
                    "no_providers_available",
                    {"name": "RestrictedProvidersError", "statusCode": 403},
                ),
            ),
        ),
        GATEWAY_PROBE_PROVIDER_OPTIONS=parts.options(only=["azure"]),
    ),
    # What was wanted.
    World(
        "Azure is wanted, and nothing tells who served",
        on_vercel(KEY, GATEWAY_PROBE_EXPECT_PROVIDER="azure"),
        parts.by_key_alone(
            Team(), Rule(Where("record"), Answer(404, error_body("Not found", "not_found"))), metadata="none"
        ),
        May(
            ("healthy", "degraded", "inconclusive"),
            certain=False,
            not_certain=frozenset({"expected-provider-not-used"}),
        ),
    ),
    World(
        "own credentials are wanted, and nothing tells whose served",
        on_vercel(KEY, GATEWAY_PROBE_EXPECT_CREDENTIAL="byok"),
        parts.by_key_alone(
            parts.PAID, Rule(Where("record"), Answer(404, error_body("Not found", "not_found"))), metadata="none"
        ),
        May(
            ("healthy", "degraded", "inconclusive"),
            certain=False,
            not_certain=frozenset({"expected-credential-not-used", "byok-credential-missing-or-disabled"}),
        ),
    ),
    _paid(
        "own credentials are wanted: plain answers have them, streams the gateway's",
        May(NOT_HEALTHY, found=(("expected-credential-not-used",),)),
        _told(_by("azure", "system"), streamed=True),
        GATEWAY_PROBE_EXPECT_CREDENTIAL="byok",
    ),
    _paid(
        "Azure is wanted: plain answers come from it, streams from OpenAI",
        May(NOT_HEALTHY, found=(("expected-provider-not-used",),)),
        _told(_by("openai", "system"), streamed=True),
        GATEWAY_PROBE_EXPECT_PROVIDER="azure",
    ),
    # Served.
    World(
        "a provider in place of a creator, and another provider serves",
        on_vercel(KEY, model="azure/gpt-5.4-mini"),
        parts.by_key_alone(Team(), system={"azure": "none"}),
        May(("healthy", "degraded"), not_silent=True, not_claimed=MONEY | KEY_IS_BAD),
    ),
    World(
        "something that is not the gateway serves in its form, and tells no way",
        on_laptop(KEY),
        parts.by_key_alone(
            Team(), Rule(parts.GENERATE, passed_on(by_gateway=False, headers={"server": "uvicorn"})), metadata="none"
        ),
        May(("healthy", "degraded", "inconclusive"), certain=False),
    ),
    World(
        "a pulled token has half a minute left, and serves",
        on_laptop(env_token=Token(parts.PAID, age_s=43_170, lifetime_s=43_200, environment="development")),
        Gateway(tokens=(Token(parts.PAID, age_s=43_170, lifetime_s=43_200, environment="development"),)),
        May(("healthy", "degraded"), not_silent=True),
    ),
    World(
        "a deployment's token has half a minute left, and the next request brings another",
        on_vercel(None, Token(parts.PAID, age_s=7_170)),
        Gateway(tokens=(Token(parts.PAID, age_s=7_170),)),
        May(("healthy", "degraded"), not_claimed=OIDC),
    ),
    World(
        "neither key nor token on Vercel",
        on_vercel(None),
        Gateway(),
        May(("failing",), verdict=("key-absent", "oidc-off-or-wrong-link"), generations=(0, 0)),
    ),
)
