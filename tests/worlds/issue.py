"""Worlds that were reported as judged wrongly: one or two of each class, each a place of its own."""

from dataclasses import replace

from tests.standin import Answer, Credential, Gateway, Key, Rule, Team, Token, Where, passed_on
from tests.worlds import parts
from tests.worlds.expectation import BAD, FACTORS, KEY_IS_BAD, MONEY, NOT_HEALTHY, OIDC, STORED_CREDENTIAL, May
from tests.worlds.world import ASKED, KEY, REVOKED_KEY, TIER, World, on_laptop, on_vercel

REVOKED = Key(REVOKED_KEY, parts.PAID, revoked=True)
BEHIND_THE_SEED = parts.FREE_WITH_BYOK
BLOCKED = Team(blocked=True)

WORLDS = (
    World(
        "a revoked gateway key that another client's variable holds too",
        on_vercel(REVOKED_KEY, ANTHROPIC_AUTH_TOKEN=REVOKED_KEY, ANTHROPIC_API_KEY=""),
        Gateway((REVOKED,)),
        May(("failing",), names=(("key-invalid-revoked-or-expired",),), not_claimed=frozenset({"key-is-provider-key"})),
    ),
    World(
        "a key in quotes that is revoked as well",
        on_vercel(f'"{REVOKED_KEY}"'),
        Gateway((REVOKED,)),
        May(
            ("failing",),
            names=(("key-quoted-or-prefixed",), ("key-invalid-revoked-or-expired",)),
            not_certain=frozenset({"key-quoted-or-prefixed"}),
        ),
    ),
    World(
        "a revoked key beside the token of a free team with BYOK",
        on_vercel(REVOKED_KEY, Token(BEHIND_THE_SEED)),
        Gateway((REVOKED,), (Token(BEHIND_THE_SEED),)),
        May(
            ("failing",), names=(("bad-key-shadows-oidc", "key-invalid-revoked-or-expired"), ("byok-needs-paid-tier",))
        ),
    ),
    World(
        "the key that was declared is absent, and OIDC serves",
        on_vercel(None, Token(parts.PAID), GATEWAY_PROBE_EXPECT_KEY="fp1:0123456789ab"),
        parts.one_team(parts.PAID),
        May(("degraded", "failing"), found=(("expected-key-absent", "different-key-same-length", "key-absent"),)),
    ),
    World(
        "an expired token among a deployment's variables, and nothing else",
        on_vercel(None, env_token=Token(parts.PAID, age_s=20_000)),
        Gateway(tokens=(Token(parts.PAID, age_s=20_000),)),
        May(("failing",), verdict=(*sorted(OIDC), "key-absent"), never=("vercel dev", "env pull"), generations=(0, 0)),
    ),
    World(
        "two teams with equal sums: the key's is free, the token's is paid",
        on_vercel(KEY, Token(replace(parts.PAID, balance="20.00", used="0.00"))),
        parts.two_teams(
            replace(parts.FREE_WITH_BYOK, balance="20.00", used="0.00"),
            replace(parts.PAID, balance="20.00", used="0.00"),
        ),
        May(
            ("failing",), names=(("key-of-other-team",),), certain=False, not_ruled_out=frozenset({"key-of-other-team"})
        ),
    ),
    World(
        "the key's team is blocked, the deployment's is not",
        on_vercel(KEY, Token(parts.OTHER_PAID)),
        parts.two_teams(BLOCKED, parts.OTHER_PAID),
        May(("failing",), names=(("team-blocked",),), found=(("key-of-other-team",),)),
    ),
    World(
        "the key of a paid team is served, the deployment's token is of a free team",
        on_vercel(KEY, Token(parts.FREE)),
        parts.two_teams(parts.PAID, parts.FREE),
        May(("healthy", "degraded"), not_silent=True),
    ),
    World(
        "a rate limit in the second round, after one variant was served",
        on_vercel(KEY, Token(parts.PAID)),
        parts.one_team(
            parts.PAID,
            Rule(Where("generate", protocol="ai-sdk", origin=False, model=ASKED), passed_on(), last=1),
            Rule(Where("generate", origin=True, model=ASKED), parts.BYOK_REFUSAL, last=4),
            Rule(parts.GENERATE, parts.THROTTLED),
        ),
        May(BAD, not_certain=FACTORS),
    ),
    World(
        "one bad moment: the first request gets 424, the app sends tags",
        on_vercel(KEY, Token(parts.PAID), GATEWAY_PROBE_PROVIDER_OPTIONS='{"gateway": {"tags": ["shop"]}}'),
        parts.one_team(parts.PAID, Rule(parts.GENERATE, parts.FAILED_DEPENDENCY, last=1)),
        May(NOT_HEALTHY, certain=False, not_claimed=FACTORS),
    ),
    World(
        "a hundred dollars bought just now, still refused as free tier",
        on_vercel(KEY, Token(replace(BEHIND_THE_SEED, balance="105.00", used="0.00"))),
        parts.one_team(replace(BEHIND_THE_SEED, balance="105.00", used="0.00")),
        May(
            ("failing",),
            verdict=("byok-needs-paid-tier", "purchase-not-effective-yet"),
            names=(("byok-needs-paid-tier",), ("purchase-not-effective-yet",)),
            not_certain=frozenset({"positive-balance-is-free-credit"}),
            first_never=("buy credits for", "vercel buy"),
        ),
    ),
    World(
        "a blocked team, asked by token alone",
        on_vercel(None, Token(BLOCKED)),
        Gateway(tokens=(Token(BLOCKED),)),
        May(
            ("failing",),
            verdict=("team-blocked", "card-not-accepted"),
            names=(("team-blocked",), ("card-not-accepted",)),
            not_claimed=frozenset({"oidc-refused"}),
        ),
    ),
    World(
        "the seed's refusal, and the tier model answers 503",
        on_vercel(KEY, Token(BEHIND_THE_SEED)),
        parts.one_team(BEHIND_THE_SEED, parts.always(Where("generate", model=TIER), parts.UNAVAILABLE)),
        May(("failing",), names=(("byok-needs-paid-tier",),), certain=False),
    ),
    World(
        "the time budget of one second ends before any answer comes",
        on_vercel(KEY, Token(parts.PAID), GATEWAY_PROBE_TIME_BUDGET="1"),
        parts.one_team(parts.PAID, Rule(parts.EVERYTHING, passed_on(delay_s=2.5))),
        May(BAD, certain=False),
    ),
    World(
        "402 beside 95 dollars",
        on_vercel(KEY, Token(parts.PAID)),
        parts.one_team(parts.PAID, parts.always(parts.GENERATE, parts.NO_FUNDS)),
        May(BAD, not_certain=frozenset({"byok-blocked-at-zero-balance", "free-credit-used-up"})),
    ),
    World(
        "credits by the key are throttled, behind the seed's refusal",
        on_vercel(KEY, Token(BEHIND_THE_SEED)),
        parts.one_team(BEHIND_THE_SEED, parts.always(Where("credits", "key"), parts.THROTTLED)),
        May(
            ("failing",),
            names=(("byok-needs-paid-tier",), ("key-of-other-team",)),
            not_claimed=KEY_IS_BAD,
            certain=False,
        ),
    ),
    World(
        "a cache answers one credits sum to everybody, a made-up key included",
        on_vercel(KEY, Token(parts.OTHER_PAID)),
        parts.two_teams(
            BEHIND_THE_SEED,
            parts.OTHER_PAID,
            parts.always(parts.CREDITS, Answer(200, {"balance": "41.07", "total_used": "8.93"})),
        ),
        May(BAD, names=(("key-of-other-team",),), certain=False, not_ruled_out=frozenset({"key-of-other-team"})),
    ),
    World(
        "a firewall's 429 on every generation",
        on_vercel(KEY, Token(parts.PAID)),
        parts.one_team(parts.PAID, parts.always(parts.GENERATE, parts.MITIGATED)),
        May(BAD, certain=False, not_named=frozenset({"provider-rate-limit", "free-tier-rate-limit"})),
    ),
    World(
        "424 failed_dependency on every generation",
        on_vercel(KEY, Token(parts.PAID)),
        parts.one_team(parts.PAID, parts.always(parts.GENERATE, parts.FAILED_DEPENDENCY)),
        May(BAD, not_claimed=KEY_IS_BAD | MONEY | FACTORS | {"gateway-5xx"}),
    ),
    World(
        "Google's ordinary rate limit on a stored key, whose words speak of billing",
        on_vercel(KEY, model="google/gemini-3-flash"),
        parts.by_key_alone(
            Team(stored={"google": Credential("rate-limit")}), system={"google": "none", "vertex": "none"}
        ),
        May(("failing",), names=(("provider-rate-limit",),)),
    ),
    World(
        "Google refuses the stored key with 400",
        on_vercel(KEY, model="google/gemini-3-flash"),
        parts.by_key_alone(Team(stored={"google": Credential("bad-key")}), system={"google": "none", "vertex": "none"}),
        May(("failing",), verdict=tuple(STORED_CREDENTIAL), not_claimed=frozenset({"model-of-wrong-kind"})),
    ),
    World(
        "both providers say forbidden, by the gateway's own credentials",
        on_vercel(KEY),
        parts.by_key_alone(Team(), system={"openai": "forbidden", "azure": "forbidden"}),
        May(BAD, not_named=frozenset({"routing-rule-denied"})),
    ),
    World(
        "azure asked for, no stored credential, and the list of models is down",
        on_vercel(KEY, Token(Team()), model="azure/gpt-5.4-mini"),
        parts.one_team(Team(), parts.always(parts.MODELS, parts.UNAVAILABLE)),
        May(("healthy", "degraded", "inconclusive"), names=(("byok-credential-missing-or-disabled",),)),
    ),
    World(
        "the plain call is served, the streamed one refused inside a 200",
        on_vercel(KEY, Token(parts.PAID), experiments="all"),
        parts.one_team(parts.PAID, parts.STREAM_DENIED),
        May(("degraded", "failing")),
    ),
    World(
        "200 without content, finish reason error, plain and streamed",
        on_vercel(KEY, Token(parts.PAID)),
        parts.one_team(parts.PAID, Rule(parts.GENERATE, parts.emptied)),
        May(NOT_HEALTHY),
    ),
    World(
        "401 from everything, the public list of models included, by uvicorn",
        on_vercel(KEY, Token(parts.PAID)),
        parts.one_team(parts.PAID, parts.always(parts.EVERYTHING, parts.UVICORN_401)),
        May(BAD, not_certain=KEY_IS_BAD | OIDC),
    ),
    World(
        "401 from everything, in no form of the gateway's, over plain http",
        on_laptop(KEY),
        parts.by_key_alone(
            parts.PAID, parts.always(parts.EVERYTHING, replace(parts.UVICORN_401, body={"detail": "No."}))
        ),
        May(BAD, not_certain=KEY_IS_BAD | OIDC, never_said=("certificate", "pages come")),
    ),
    World(
        "502 from a proxy for everything",
        on_laptop(KEY, HTTPS_PROXY="http://proxy.example:3128"),
        parts.by_key_alone(parts.PAID, parts.always(parts.EVERYTHING, parts.SQUID)),
        May(BAD, names=(("proxy-or-egress-filter",),), certain=False),
    ),
    World(
        "the right model under the wrong creator",
        on_vercel(KEY, Token(parts.PAID), model="google/gpt-5.4-mini"),
        parts.one_team(parts.PAID),
        May(("failing",), verdict=("model-unknown-or-retired", "model-id-without-creator"), said="openai/gpt-5.4-mini"),
    ),
)
