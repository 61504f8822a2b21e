"""Two faults in one place, of which the run can see both: mending the one that is told first would not be enough."""

from dataclasses import replace

from tests.standin import Answer, Credential, Gateway, Key, Rule, Team, Token, Where, error_body
from tests.worlds import parts
from tests.worlds.expectation import FACTORS, KEY_IS_BAD, MONEY, NOT_HEALTHY, May
from tests.worlds.world import KEY, OTHER_KEY, REVOKED_KEY, World, on_laptop, on_vercel

GATEWAY = "https://ai-gateway.vercel.sh"
CLAUDE = "anthropic/claude-sonnet-4.5"
REVOKED = Key(REVOKED_KEY, parts.PAID, revoked=True)
BAD_KEY = ("key-invalid-revoked-or-expired", "bad-key-shadows-oidc")
FELL_BACK = ("byok-failed-silent-system-fallback", "byok-azure-wrong-key-or-resource")
AZURE_REFUSES = Team(stored={"azure": Credential("bad-key")})

WORLDS = (
    World(
        "Claude Code's address has a version, and its key is revoked",
        on_laptop(model=CLAUDE, GATEWAY_PROBE_CLIENT="claude-code").having(
            {"ANTHROPIC_AUTH_TOKEN": REVOKED_KEY, "ANTHROPIC_API_KEY": "", "ANTHROPIC_BASE_URL": f"{GATEWAY}/v1"}
        ),
        Gateway((REVOKED,)),
        May(("failing",), names=(("base-url-wrong-path",), BAD_KEY)),
    ),
    World(
        "OpenAI's client asks another host, and the key is of a free team with a stored credential",
        on_laptop(GATEWAY_PROBE_CLIENT="openai").having(
            {"OPENAI_API_KEY": KEY, "OPENAI_BASE_URL": "https://gateway.ai.vercel.sh/v1"}
        ),
        parts.by_key_alone(parts.FREE_WITH_BYOK),
        May(("failing",), names=(("base-url-wrong-host",), ("byok-needs-paid-tier",))),
    ),
    World(
        "another key was declared, and this one is refused as not having paid",
        on_vercel(KEY, Token(parts.FREE_WITH_BYOK), GATEWAY_PROBE_EXPECT_KEY="fp1:0123456789ab"),
        parts.one_team(parts.FREE_WITH_BYOK),
        May(("failing",), names=(("expected-key-absent", "different-key-same-length"), ("byok-needs-paid-tier",))),
    ),
    World(
        "another team was declared, and this one is blocked",
        on_vercel(KEY, Token(parts.BLOCKED), GATEWAY_PROBE_EXPECT_TEAM="team_FAKEpaid"),
        parts.one_team(parts.BLOCKED),
        May(("failing",), names=(("expected-team-differs",), ("team-blocked",))),
    ),
    World(
        "a revoked key and yesterday's token on a laptop",
        on_laptop(REVOKED_KEY, env_token=parts.EXPIRED_PULL),
        Gateway((REVOKED,), (parts.EXPIRED_PULL,)),
        May(
            ("failing",),
            names=(("key-invalid-revoked-or-expired",), ("oidc-expired-locally",)),
            not_claimed=frozenset({"bad-key-shadows-oidc"}),
        ),
    ),
    World(
        "OpenAI's client, a line end behind the key, and the key is revoked",
        on_laptop(GATEWAY_PROBE_CLIENT="openai").having(
            {"OPENAI_API_KEY": f"{REVOKED_KEY}\n", "OPENAI_BASE_URL": f"{GATEWAY}/v1"}
        ),
        Gateway((REVOKED,)),
        May(("failing",), names=(("key-trailing-newline",), ("key-invalid-revoked-or-expired",))),
    ),
    World(
        "a key in quotes of a free team with a stored credential, by whose token the same is refused",
        on_vercel(f'"{KEY}"', Token(parts.FREE_WITH_BYOK)),
        parts.one_team(parts.FREE_WITH_BYOK),
        May(("failing",), names=(("key-quoted-or-prefixed", "bad-key-shadows-oidc"), ("byok-needs-paid-tier",))),
    ),
    World(
        "the stored credential is refused, the gateway's serves, and streams break off",
        on_vercel(KEY),
        parts.by_key_alone(
            AZURE_REFUSES,
            Rule(Where("generate", streamed=True), lambda _request, ordinary: replace(ordinary, cut=True)),
        ),
        May(NOT_HEALTHY, found=(FELL_BACK, ("stream-broken", "stream-refused"))),
    ),
    World(
        "the gateway's credentials are wanted and serve, after a stored one was refused",
        on_vercel(KEY, GATEWAY_PROBE_EXPECT_CREDENTIAL="system"),
        parts.by_key_alone(AZURE_REFUSES),
        May(("degraded", "healthy"), found=(FELL_BACK,)),
    ),
    World(
        "the app's key is another team's, and the stored credential of that team is refused",
        on_vercel(KEY, Token(parts.PAID), GATEWAY_PROBE_EXPECT_CREDENTIAL="byok"),
        parts.two_teams(replace(parts.OTHER_PAID, stored={"azure": Credential("bad-key")}), parts.PAID),
        May(NOT_HEALTHY, found=(("key-of-other-team", "expected-team-differs"), FELL_BACK)),
    ),
    World(
        "a budget is reached, and `only` names nobody that the model has",
        on_vercel(KEY, Token(parts.SPENT), GATEWAY_PROBE_PROVIDER_OPTIONS=parts.options(only=["azur"])),
        parts.one_team(parts.SPENT),
        May(("failing",), names=(("budget-reached",),), not_claimed=KEY_IS_BAD | FACTORS - {"options-refused"}),
    ),
    World(
        "a blocked team, asked with a revoked key and the team's own token",
        on_vercel(REVOKED_KEY, Token(parts.BLOCKED)),
        Gateway((Key(REVOKED_KEY, parts.BLOCKED, revoked=True),), (Token(parts.BLOCKED),)),
        May(("failing",), names=(BAD_KEY, ("team-blocked",), ("card-not-accepted",))),
    ),
    World(
        "LiteLLM's variable is missing, and the AI SDK's key would be refused as not having paid",
        on_vercel(None, Token(parts.FREE_WITH_BYOK), GATEWAY_PROBE_CLIENT="litellm", AI_GATEWAY_API_KEY=KEY),
        parts.one_team(parts.FREE_WITH_BYOK),
        May(
            ("failing",),
            names=(("key-name-near-miss", "key-absent", "client-does-not-see-token"),),
            not_claimed=KEY_IS_BAD,
        ),
    ),
    World(
        "two keys for one client: the first of them is revoked, the second of a free team",
        on_laptop(model=CLAUDE, GATEWAY_PROBE_CLIENT="anthropic").having(
            {"ANTHROPIC_API_KEY": REVOKED_KEY, "ANTHROPIC_AUTH_TOKEN": OTHER_KEY, "ANTHROPIC_BASE_URL": GATEWAY}
        ),
        Gateway((REVOKED, Key(OTHER_KEY, parts.FREE))),
        May(("failing",), names=(("key-invalid-revoked-or-expired",),), not_claimed=FACTORS),
    ),
    World(
        "a model of the paid tier, on a free team that has stored a credential for it",
        on_vercel(KEY, Token(parts.FREE), model=CLAUDE),
        parts.one_team(replace(parts.FREE, stored={"anthropic": Credential("bad-key")})),
        May(("failing",), names=(("byok-needs-paid-tier", "free-tier-model-restricted"),), not_claimed=KEY_IS_BAD),
    ),
    World(
        "a routing rule denies the model to the key's team, and the deployment is another's",
        on_vercel(KEY, Token(parts.OTHER_PAID)),
        parts.two_teams(parts.DENIED, parts.OTHER_PAID),
        May(("failing",), names=(("routing-rule-denied",), ("key-of-other-team",))),
    ),
    World(
        "a list of providers leaves none in the key's team, and the deployment is another's",
        on_vercel(KEY, Token(parts.OTHER_PAID)),
        parts.two_teams(parts.NOT_ALLOWED, parts.OTHER_PAID),
        May(("failing",), names=(("provider-or-model-allowlist",), ("key-of-other-team",))),
    ),
    World(
        "the key's team has no card, and the deployment's has paid",
        on_vercel(KEY, Token(parts.OTHER_PAID)),
        parts.two_teams(parts.NO_CARD, parts.OTHER_PAID),
        May(("failing",), names=(("no-card-on-file",), ("key-of-other-team",))),
    ),
    World(
        "the key's team has no money, and the deployment's has",
        on_vercel(KEY, Token(parts.OTHER_PAID)),
        parts.two_teams(parts.NO_MONEY, parts.OTHER_PAID),
        May(("failing",), names=(("byok-blocked-at-zero-balance", "free-credit-used-up"), ("key-of-other-team",))),
    ),
    World(
        "a model that another team made for itself: unknown with the key, served with the token",
        on_vercel(KEY, Token(parts.OTHER_PAID), model="fast/house-model"),
        parts.two_teams(
            parts.PAID,
            parts.OTHER_PAID,
            Rule(
                Where("generate", "key", model="fast/house-model"),
                Answer(404, error_body("Model 'fast/house-model' not found", "model_not_found")),
            ),
            Rule(
                Where("generate", "token", model="fast/house-model"),
                Answer(
                    200,
                    {
                        "content": [{"type": "text", "text": "pong"}],
                        "finishReason": {"unified": "stop", "raw": "stop"},
                        "usage": {"inputTokens": {"total": 9}, "outputTokens": {"total": 1}},
                        "warnings": [],
                    },
                ),
            ),
        ),
        May(
            ("failing",),
            names=(("model-unknown-or-retired",), ("key-of-other-team",)),
            not_certain=frozenset({"model-unknown-or-retired"}),
            not_claimed=MONEY,
        ),
    ),
)
