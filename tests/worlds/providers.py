"""Worlds of providers and of the credentials that a team has stored for them."""

from tests.standin import Credential, Rule, Team, Token, Where, passed_on
from tests.worlds import parts
from tests.worlds.expectation import BAD, BLAMES, FACTORS, KEY_IS_BAD, MONEY, OTHER_TEAM, STORED_CREDENTIAL, May
from tests.worlds.world import ASKED, KEY, World, on_vercel

GEMINI, CLAUDE = "google/gemini-3-flash", "anthropic/claude-sonnet-4.5"
NOT_THE_GATEWAY = KEY_IS_BAD | MONEY | FACTORS | OTHER_TEAM | {"gateway-5xx", "routing-rule-denied"}
STORED = May(
    ("failing",),
    verdict=tuple(sorted(STORED_CREDENTIAL)),
    not_claimed=NOT_THE_GATEWAY | {"model-of-wrong-kind", "model-unknown-or-retired"},
)


def about(*codes: str) -> May:
    """A provider's own trouble, of which one of these codes speaks."""
    return May(("failing",), names=(codes,), not_claimed=NOT_THE_GATEWAY)


def stored(provider: str, outcome: str, model: str, may: May = STORED) -> World:
    """The stored credential comes out so, and the gateway has none of its own to fall back on."""
    name = f"{provider} answers {outcome} to the stored credential, no fallback"
    return World(name, on_vercel(KEY, model=model), parts.without_fallback(provider, outcome, model), may)


def system(name: str, may: May, model: str = ASKED, **outcomes: str) -> World:
    """The gateway's own credentials come out so."""
    return World(name, on_vercel(KEY, Token(Team()), model=model), parts.one_team(Team(), system=outcomes), may)


def fallback(provider: str, outcome: str, model: str) -> World:
    """The stored credential fails, the gateway's own serves: silently, unless somebody says so."""
    team = Team(stored={provider: Credential(outcome)})
    may = May(
        ("degraded",),
        verdict=(
            "byok-failed-silent-system-fallback",
            *STORED_CREDENTIAL,
            "provider-rate-limit",
            "upstream-account-out-of-funds",
        ),
        not_claimed=KEY_IS_BAD | MONEY | FACTORS | OTHER_TEAM,
    )
    return World(
        f"{provider} answers {outcome} to the stored credential, the gateway's own serves",
        on_vercel(KEY, Token(team), model=model),
        parts.one_team(team),
        may,
    )


WORLDS = (
    stored("azure", "bad-key", ASKED),
    stored("azure", "no-permission", ASKED),
    # A rule of the resource's own network: the credential may be good, so no cause is demanded.
    stored("azure", "network", ASKED, May(BAD, not_claimed=NOT_THE_GATEWAY, never_said=("wrong resource",))),
    stored("azure", "no-deployment", ASKED),
    stored("azure", "url-as-resource", ASKED),
    stored("openai", "bad-key", ASKED),
    stored("openai", "no-permission", ASKED),
    stored("google", "no-permission", GEMINI),
    stored("google", "leaked", GEMINI),
    stored("vertex", "bad-key", GEMINI),
    stored("vertex", "no-permission", GEMINI),
    stored("vertex", "malformed", GEMINI),
    stored("anthropic", "bad-key", CLAUDE),
    stored("anthropic", "no-permission", CLAUDE),
    stored("bedrock", "bad-key", CLAUDE),
    stored("bedrock", "no-permission", CLAUDE),
    stored("anthropic", "no-funds", CLAUDE, about("upstream-account-out-of-funds")),
    stored("openai", "no-funds", ASKED, about("upstream-account-out-of-funds", "provider-rate-limit")),
    stored("zai", "no-funds", "zai/glm-5", about("upstream-account-out-of-funds")),
    stored("azure", "rate-limit", ASKED, about("provider-rate-limit")),
    stored("bedrock", "rate-limit", CLAUDE, about("provider-rate-limit")),
    stored("openai", "region", ASKED, about("region-refused-by-provider")),
    stored(
        "google",
        "region",
        GEMINI,
        May(BAD, names=(("region-refused-by-provider", *STORED_CREDENTIAL),), not_claimed=NOT_THE_GATEWAY),
    ),
    stored("openai", "no-model", ASKED, May(BAD, not_claimed=NOT_THE_GATEWAY | {"model-unknown-or-retired"})),
    stored(
        "openai", "bad-request", ASKED, May(BAD, certain=False, not_claimed=NOT_THE_GATEWAY | {"model-of-wrong-kind"})
    ),
    stored("anthropic", "overloaded", CLAUDE, about("provider-overloaded-or-slow", "provider-route-down-for-model")),
    stored("openai", "timeout", ASKED, about("provider-overloaded-or-slow", "provider-route-down-for-model")),
    stored(
        "azure",
        "forbidden",
        ASKED,
        May(("failing",), names=(tuple(sorted(STORED_CREDENTIAL)),), not_claimed=NOT_THE_GATEWAY),
    ),
    fallback("azure", "bad-key", "azure/gpt-5.4-mini"),
    fallback("azure", "no-deployment", "azure/gpt-5.4-mini"),
    fallback("google", "bad-key", GEMINI),
    fallback("anthropic", "no-funds", CLAUDE),
    fallback("openai", "rate-limit", ASKED),
    system(
        "both providers are down by the gateway's own credentials",
        about("provider-route-down-for-model", "provider-overloaded-or-slow"),
        openai="down",
        azure="down",
    ),
    system(
        "both providers are throttled by the gateway's own credentials",
        about("provider-rate-limit"),
        openai="rate-limit",
        azure="rate-limit",
    ),
    system(
        "overloaded by 529, by the gateway's own credentials",
        about("provider-overloaded-or-slow", "provider-route-down-for-model"),
        CLAUDE,
        anthropic="overloaded",
        bedrock="overloaded",
        vertexAnthropic="overloaded",
    ),
    system(
        "the provider's account is Vercel's own and empty",
        about("upstream-account-out-of-funds"),
        "zai/glm-5",
        zai="no-funds",
        deepinfra="down",
    ),
    system(
        "the region is refused, by the gateway's own credentials",
        about("region-refused-by-provider"),
        openai="region",
        azure="none",
    ),
    World(
        "only azure, whose route is down; the other provider serves",
        on_vercel(KEY, Token(Team()), GATEWAY_PROBE_PROVIDER_OPTIONS=parts.options(only=["azure"])),
        parts.one_team(Team(), system={"azure": "down"}),
        May(("failing",), names=(("provider-route-down-for-model",),), not_claimed=NOT_THE_GATEWAY - FACTORS),
    ),
    World(
        "the stored key is refused, and then the gateway's own is throttled: two faults",
        on_vercel(KEY, Token(Team(stored={"azure": Credential("bad-key")})), model="azure/gpt-5.4-mini"),
        parts.one_team(
            Team(stored={"azure": Credential("bad-key")}), system={"azure": "rate-limit", "openai": "rate-limit"}
        ),
        May(
            ("failing",),
            names=(tuple(sorted(STORED_CREDENTIAL)), ("provider-rate-limit",)),
            not_claimed=NOT_THE_GATEWAY,
        ),
    ),
    World(
        "the stored key is refused, and the free tier's limit stops the fallback",
        on_vercel(KEY, Token(Team(stored={"openai": Credential("bad-key")}))),
        parts.one_team(
            Team(stored={"openai": Credential("bad-key")}),
            system={"openai": "rate-limit", "azure": "none"},
            metadata="old",
        ),
        May(
            ("failing",),
            names=(tuple(sorted(STORED_CREDENTIAL)), ("provider-rate-limit",)),
            not_claimed=NOT_THE_GATEWAY,
        ),
    ),
    World(
        "the team's allowlist leaves no provider",
        on_vercel(KEY, Token(Team(providers_allowed=frozenset({"bedrock"})))),
        parts.one_team(Team(providers_allowed=frozenset({"bedrock"}))),
        May(
            ("failing",),
            verdict=("provider-or-model-allowlist", "team-filter-leaves-no-provider"),
            certain=True,
            not_claimed=BLAMES,
        ),
    ),
    World(
        "a routing rule of the team denies the model",
        on_vercel(KEY, Token(Team(denied_by={ASKED: "rule_FAKE1"}))),
        parts.one_team(Team(denied_by={ASKED: "rule_FAKE1"})),
        May(("failing",), verdict=("routing-rule-denied",), certain=True, not_claimed=BLAMES),
    ),
    World(
        "a filter that matches no provider",
        on_vercel(KEY, Token(parts.PAID), GATEWAY_PROBE_PROVIDER_OPTIONS=parts.options(only=["mistral"])),
        parts.one_team(parts.PAID),
        May(
            ("failing",),
            verdict=("only-filter-matches-nothing", "options-refused"),
            names=(("only-filter-matches-nothing",),),
            not_claimed=BLAMES - FACTORS,
        ),
    ),
    World(
        "zero data retention leaves no provider, in the documented form with a text for an error",
        on_vercel(
            KEY, Token(Team()), model="zai/glm-5", GATEWAY_PROBE_PROVIDER_OPTIONS=parts.options(zeroDataRetention=True)
        ),
        parts.one_team(Team()),
        May(
            BAD,
            names=(("options-refused", "zdr-skips-byok", "team-filter-leaves-no-provider"),),
            not_claimed=KEY_IS_BAD | MONEY | OTHER_TEAM,
            not_certain=frozenset({"zdr-skips-byok"}),
        ),
    ),
    World(
        "a provider is slow and then times out: 408 after a second",
        on_vercel(KEY, Token(Team())),
        parts.one_team(
            Team(), Rule(Where("generate"), passed_on(delay_s=0.3)), system={"openai": "timeout", "azure": "timeout"}
        ),
        about("provider-overloaded-or-slow", "provider-route-down-for-model"),
    ),
)
