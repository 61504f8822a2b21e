"""Worlds of the key: what the variable really holds, and what lies beside it."""

from dataclasses import replace

from tests.standin import Gateway, Key, Team, Token, Where
from tests.worlds import parts
from tests.worlds.expectation import FACTORS, KEY_IS_BAD, MONEY, NOT_HEALTHY, May
from tests.worlds.world import KEY, OTHER_KEY, REVOKED_KEY, World, on_laptop, on_vercel

REVOKED = Key(REVOKED_KEY, parts.PAID, revoked=True)
GOOD = parts.by_key_alone(Team())
PROVIDER_KEY = "sk-proj-FAKE" + "a" * 52
INVALID = ("key-invalid-revoked-or-expired", "bad-key-shadows-oidc")
MANGLED = May(("failing",), verdict=("key-quoted-or-prefixed",), certain=True, not_claimed=MONEY | FACTORS)
NO_KEY = May(
    ("failing",), verdict=("key-absent", "oidc-off-or-wrong-link"), not_claimed=MONEY | FACTORS, generations=(0, 0)
)

WORLDS = (
    World(
        "a revoked key and nothing else",
        on_vercel(REVOKED_KEY),
        Gateway((REVOKED,)),
        May(("failing",), verdict=INVALID[:1], certain=True, not_claimed=MONEY | FACTORS),
    ),
    World(
        "a revoked key hides a token that would be served",
        on_vercel(REVOKED_KEY, Token(parts.PAID)),
        Gateway((REVOKED,), (Token(parts.PAID),)),
        May(("failing",), verdict=INVALID, certain=True, names=(("bad-key-shadows-oidc",),), not_claimed=MONEY),
    ),
    World(
        "a revoked key beside a token that is refused as well",
        on_vercel(REVOKED_KEY, Token(parts.PAID, refused=True)),
        Gateway((REVOKED,), (Token(parts.PAID, refused=True),)),
        May(
            ("failing",),
            names=(INVALID, ("oidc-refused", "clock-skew")),
            not_claimed=frozenset({"bad-key-shadows-oidc"}),
        ),
    ),
    World(
        "a revoked key beside the token of a blocked team",
        on_vercel(REVOKED_KEY, Token(Team(blocked=True))),
        Gateway((REVOKED,), (Token(Team(blocked=True)),)),
        May(("failing",), names=(INVALID, ("team-blocked",))),
    ),
    World("a good key in double quotes", on_vercel(f'"{KEY}"'), GOOD, MANGLED),
    World(
        "a good key in double quotes, beside a token that would be served as well",
        on_vercel(f'"{KEY}"', Token(parts.PAID)),
        parts.one_team(parts.PAID),
        MANGLED,
    ),
    World("a good key in single quotes", on_laptop(f"'{KEY}'"), GOOD, MANGLED),
    World("a good key with the word Bearer before it", on_vercel(f"Bearer {KEY}"), GOOD, MANGLED),
    World("a good key with the two characters of a newline behind it", on_vercel(f"{KEY}\\n"), GOOD, MANGLED),
    World(
        "a good key with a newline behind it, which Node takes off",
        on_vercel(f"{KEY}\n"),
        GOOD,
        May(("healthy", "degraded"), names=(("key-trailing-newline",),), not_claimed=KEY_IS_BAD | MONEY),
    ),
    World(
        "a revoked key with a newline behind it",
        on_vercel(f"{REVOKED_KEY}\n"),
        Gateway((REVOKED,)),
        May(("failing",), verdict=INVALID, names=(("key-trailing-newline",),)),
    ),
    World(
        "a good key with a byte order mark before it",
        on_vercel(f"\ufeff{KEY}"),
        GOOD,
        May(("failing",), verdict=("key-invisible-unicode",), generations=(0, 0)),
    ),
    World(
        "a good key with a no-break space inside",
        on_vercel(f"{KEY[:30]}\u00a0{KEY[30:]}"),
        GOOD,
        May(("failing",), verdict=("key-invisible-unicode",)),
    ),
    World(
        "the word that the CLI writes for values it cannot read",
        on_laptop("[SENSITIVE]"),
        GOOD,
        May(("failing",), verdict=("key-redacted-placeholder",), certain=True),
    ),
    World(
        "a name of a variable that nobody expanded",
        on_vercel("$AI_GATEWAY_KEY"),
        GOOD,
        May(("failing",), names=(("key-redacted-placeholder", *INVALID),)),
    ),
    World(
        "a provider's key, which another variable holds as well",
        on_vercel(PROVIDER_KEY, OPENAI_API_KEY=PROVIDER_KEY),
        GOOD,
        May(("failing",), verdict=("key-is-provider-key",)),
    ),
    World(
        "a provider's key beside a token that is served",
        on_vercel(PROVIDER_KEY, Token(Team())),
        parts.one_team(Team()),
        May(("failing",), names=(("key-is-provider-key",), ("bad-key-shadows-oidc", "key-is-provider-key"))),
    ),
    World(
        "a Vercel access token in the key's place",
        on_laptop("vca_FAKE" + "c" * 52),
        GOOD,
        May(("failing",), verdict=("key-is-account-token-or-jwt",)),
    ),
    World("no key and no token on Vercel", on_vercel(), GOOD, replace(NO_KEY, certain=True)),
    World("no key on a laptop", on_laptop(), GOOD, replace(NO_KEY, verdict=("key-absent",), certain=True)),
    World(
        "an empty key and no token on Vercel",
        on_vercel(""),
        GOOD,
        replace(NO_KEY, verdict=("key-empty", "key-absent"), names=(("key-empty",),)),
    ),
    World(
        "an empty key, and the token serves",
        on_vercel("", Token(Team())),
        parts.one_team(Team()),
        May(("healthy", "degraded"), names=(("key-empty",),)),
    ),
    World(
        "a key of blanks hides a token that would be served",
        on_vercel("   ", Token(Team())),
        parts.one_team(Team()),
        May(("failing",), names=(("key-empty", "bad-key-shadows-oidc", "key-quoted-or-prefixed"),)),
    ),
    World(
        "the key lies under AI_GATEWAY_TOKEN",
        on_vercel(AI_GATEWAY_TOKEN=KEY),
        GOOD,
        May(
            ("failing",),
            verdict=("key-name-near-miss", "key-absent"),
            names=(("key-name-near-miss",),),
            generations=(0, 0),
        ),
    ),
    World(
        "a key with a project of its own is refused here, the token of the same team is served",
        on_vercel(KEY, Token(parts.PAID)),
        parts.one_team(
            parts.PAID,
            parts.always(
                Where("generate", "key"), parts.refusal(403, "forbidden", "This API key cannot be used here.")
            ),
        ),
        May(("failing",), names=(("refusal-depends-on-credential",),), not_claimed=MONEY | {"routing-rule-denied"}),
    ),
    World(
        "the key is refused in the words of the tier, the token of the same team is served with the same credits",
        on_vercel(KEY, Token(parts.PAID)),
        parts.one_team(parts.PAID, parts.always(Where("generate", "key"), parts.BYOK_REFUSAL)),
        # Sums that are equal prove no team: what the token is served outranks them.
        May(("failing",), names=(("refusal-depends-on-credential",), ("key-of-other-team",)), certain=False),
    ),
    World(
        "another key than the one declared, and it is served",
        on_vercel(KEY, GATEWAY_PROBE_EXPECT_KEY="fp1:0123456789ab"),
        GOOD,
        May(NOT_HEALTHY[:2], found=(("different-key-same-length", "expected-key-absent"),)),
    ),
    World(
        "another key than the one declared, and it is of a free team with BYOK",
        on_vercel(OTHER_KEY, Token(parts.PAID), GATEWAY_PROBE_EXPECT_KEY="fp1:0123456789ab"),
        Gateway((Key(OTHER_KEY, parts.FREE_WITH_BYOK),), (Token(parts.PAID),)),
        May(
            ("failing",),
            names=(
                ("different-key-same-length",),
                ("key-of-other-team",),
                ("byok-needs-paid-tier", "key-of-other-team"),
            ),
        ),
    ),
    World(
        "a whole file in the key's place",
        on_laptop("AI_GATEWAY_API_KEY=" + "x" * 20_000),
        GOOD,
        May(
            ("failing",),
            names=(("key-too-long", "key-quoted-or-prefixed", "key-redacted-placeholder"),),
            not_claimed=MONEY,
        ),
    ),
    World(
        "a good key in quotes, of a free team with BYOK: two faults at once",
        on_vercel(f'"{KEY}"', Token(parts.FREE_WITH_BYOK)),
        parts.one_team(parts.FREE_WITH_BYOK),
        May(("failing",), names=(("key-quoted-or-prefixed",), ("byok-needs-paid-tier",))),
    ),
)
