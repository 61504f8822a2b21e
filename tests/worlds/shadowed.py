"""Worlds in which a bad key hides what the deployment's token would have got, or what another variable holds."""

from tests.standin import Answer, Gateway, Key, Rule, Team, Token, Where
from tests.worlds import parts
from tests.worlds.expectation import FACTORS, KEY_IS_BAD, MONEY, OTHER_TEAM, May
from tests.worlds.world import KEY, REVOKED_KEY, World, on_laptop, on_vercel

BAD_KEY = tuple(sorted(KEY_IS_BAD | {"key-empty", "key-trailing-newline", "key-invisible-unicode"}))
FREE = parts.FREE_WITH_BYOK
OLD_PULL = Token(parts.PAID, environment="development", age_s=90_000, lifetime_s=43_200)
NEITHER_ALONE = May(
    ("failing",), names=(BAD_KEY, ("byok-needs-paid-tier",)), not_claimed=FACTORS | {"free-tier-model-restricted"}
)


def hidden(name: str, key: str, may: May, token: Token | None = None, *keys: Key, **variables: str) -> World:
    """On Vercel, with this key before that token."""
    tokens = (token,) if token else ()
    return World(name, on_vercel(key, token).having(variables), Gateway(keys, tokens), may)


WORLDS = (
    hidden("a key of blanks hides the token of a team that may not use BYOK", "   ", NEITHER_ALONE, Token(FREE)),
    hidden(
        "a provider's key hides the token of a team that may not use BYOK",
        "sk-FAKE" + "a" * 41,
        NEITHER_ALONE,
        Token(FREE),
    ),
    hidden("a placeholder hides the token of a team that may not use BYOK", "[SENSITIVE]", NEITHER_ALONE, Token(FREE)),
    hidden(
        "an empty key lets the token of a team through that may not use BYOK",
        "",
        May(
            ("failing",),
            verdict=("byok-needs-paid-tier",),
            names=(("key-empty",),),
            not_claimed=KEY_IS_BAD | FACTORS,
            not_named=frozenset({"key-of-other-team", "bad-key-shadows-oidc"}),
        ),
        Token(FREE),
    ),
    hidden(
        "a revoked key hides the token of a blocked team",
        REVOKED_KEY,
        May(("failing",), names=(BAD_KEY, ("team-blocked",)), not_claimed=FACTORS | OTHER_TEAM),
        Token(parts.BLOCKED),
        Key(REVOKED_KEY, parts.PAID, revoked=True),
    ),
    hidden(
        "a revoked key beside the token of a team without funds",
        REVOKED_KEY,
        May(
            ("failing",),
            names=(BAD_KEY, ("byok-blocked-at-zero-balance", "free-credit-used-up")),
            not_claimed=FACTORS | OTHER_TEAM,
        ),
        Token(Team("team_FAKEempty", balance="0", used="5.00")),
        Key(REVOKED_KEY, parts.PAID, revoked=True),
    ),
    hidden(
        "a revoked key beside a token that the gateway refuses as well",
        REVOKED_KEY,
        May(
            ("failing",),
            names=(("key-invalid-revoked-or-expired",), ("oidc-refused", "deployment-token-refused")),
            not_claimed=FACTORS | MONEY | OTHER_TEAM,
        ),
        Token(parts.PAID, refused=True),
        Key(REVOKED_KEY, parts.PAID, revoked=True),
    ),
    hidden(
        "a key behind the word Bearer, beside a token that is served",
        f"Bearer {KEY}",
        May(
            ("failing",),
            names=(("key-quoted-or-prefixed",),),
            not_claimed=FACTORS | MONEY | OTHER_TEAM | {"key-invalid-revoked-or-expired"},
        ),
        Token(parts.PAID),
        Key(KEY, parts.PAID),
    ),
    hidden(
        "a quoted key of one team before the token of another, which is served",
        f'"{KEY}"',
        May(("failing",), names=(("key-quoted-or-prefixed",),), not_claimed=FACTORS | MONEY),
        Token(parts.OTHER_PAID),
        Key(KEY, parts.PAID),
    ),
    World(
        "a laptop's placeholder before a token that has expired",
        on_laptop("[SENSITIVE]", env_token=OLD_PULL),
        Gateway(tokens=(OLD_PULL,)),
        May(
            ("failing",),
            names=(("key-redacted-placeholder",), ("oidc-expired-locally",)),
            not_claimed=FACTORS | MONEY | OTHER_TEAM,
        ),
    ),
    World(
        "a revoked key where the AI SDK reads it, a good one where LiteLLM does",
        on_vercel(REVOKED_KEY, VERCEL_AI_GATEWAY_API_KEY=KEY),
        Gateway((Key(REVOKED_KEY, parts.PAID, revoked=True), Key(KEY, parts.PAID))),
        May(
            ("failing", "inconclusive"),
            names=(
                ("key-invalid-revoked-or-expired",),
                ("client-resolves-another-credential", "client-was-inferred", "other-client-served"),
            ),
            not_claimed=FACTORS | MONEY | OTHER_TEAM,
        ),
    ),
    World(
        "a newline behind a revoked key, which Node's fetch trims",
        on_vercel(REVOKED_KEY + "\n", Token(parts.PAID), GATEWAY_PROBE_CLIENT="ai-sdk-7"),
        Gateway((Key(REVOKED_KEY, parts.PAID, revoked=True),), (Token(parts.PAID),)),
        May(
            ("failing",),
            names=(("key-invalid-revoked-or-expired", "bad-key-shadows-oidc"),),
            not_certain=frozenset({"key-trailing-newline"}),
            not_claimed=FACTORS | MONEY | OTHER_TEAM,
        ),
    ),
    World(
        "a newline behind a revoked key, in a Python client that refuses to send it",
        on_vercel(
            OPENAI_API_KEY=REVOKED_KEY + "\n",
            OPENAI_BASE_URL="https://ai-gateway.vercel.sh/v1",
            GATEWAY_PROBE_CLIENT="openai",
        ),
        Gateway((Key(REVOKED_KEY, parts.PAID, revoked=True),)),
        May(
            ("failing",),
            names=(("key-trailing-newline",), ("key-invalid-revoked-or-expired",)),
            not_claimed=FACTORS | MONEY | OTHER_TEAM,
        ),
    ),
    World(
        "the credits know the key once and forget it, the token is served",
        on_vercel(KEY, Token(parts.PAID)),
        Gateway(
            (Key(KEY, parts.PAID, revoked=True),),
            (Token(parts.PAID),),
            rules=(Rule(Where("credits", "key"), Answer(200, {"balance": "95.50", "total_used": "4.50"}), last=1),),
        ),
        May(
            ("failing", "inconclusive"),
            names=(("key-invalid-revoked-or-expired", "bad-key-shadows-oidc"),),
            not_claimed=FACTORS | MONEY | OTHER_TEAM,
        ),
    ),
)
