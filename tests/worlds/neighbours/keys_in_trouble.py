"""Keys: held by several variables, hurt, revoked at some moment, known at one door and not at another."""

from dataclasses import replace

from tests.standin import Gateway, Key, Rule, Team, Token, Where, fake_key
from tests.worlds import parts
from tests.worlds.expectation import BAD, FACTORS, KEY_IS_BAD, MONEY, OTHER_TEAM, May
from tests.worlds.neighbours import pieces
from tests.worlds.world import KEY, OTHER_KEY, REVOKED_KEY, World, on_laptop, on_vercel

TO_GATEWAY = "https://ai-gateway.vercel.sh/v1"
OPENAI_FORM = "sk-proj-FAKE" + "a" * 40
BY_KEY = Where(("credits", "generate"), "key")
REVOKED = Key(REVOKED_KEY, parts.PAID, revoked=True)
BOTH = Gateway((Key(KEY, parts.PAID), REVOKED), (Token(parts.PAID),))
NOT_IN_THIS_PROJECT = parts.refusal(403, "access_denied", "This API key cannot be used here.")
KEY_REFUSED = ("key-invalid-revoked-or-expired", "bad-key-shadows-oidc")

WORLDS = (
    World(
        "a key whose owner left the team, beside the team's own token",
        on_vercel(REVOKED_KEY, Token(parts.PAID)),
        BOTH,
        May(("failing",), verdict=KEY_REFUSED, at_least="likely"),
    ),
    World(
        "a key that ran out, and no token anywhere",
        on_laptop(REVOKED_KEY),
        BOTH,
        May(("failing",), verdict=KEY_REFUSED, certain=True, generations=(0, 6)),
    ),
    World(
        "a key of a project, used in another: generations refused, credits told",
        on_vercel(KEY, Token(parts.PAID)),
        parts.one_team(parts.PAID, Rule(Where("generate", "key"), NOT_IN_THIS_PROJECT)),
        May(BAD, not_certain=MONEY | KEY_IS_BAD | OTHER_TEAM | {"refusal-depends-on-origin"}),
    ),
    World(
        "a key of a project, used elsewhere, with no token beside it",
        on_laptop(KEY),
        parts.by_key_alone(parts.PAID, Rule(Where("generate", "key"), NOT_IN_THIS_PROJECT)),
        May(BAD, certain=False, not_certain=MONEY | KEY_IS_BAD),
    ),
    World(
        "a key revoked between the first look-up and everything later",
        on_vercel(KEY),
        parts.by_key_alone(
            parts.PAID,
            Rule(Where("credits", "key"), pieces.UNAUTHORIZED, first=2),
            Rule(Where("generate", "key"), pieces.UNAUTHORIZED),
        ),
        May(("failing",), names=(("key-invalid-revoked-or-expired",),), certain=False),
    ),
    *(
        World(
            f"a key made a moment ago, which every other machine of the gateway knows ({seed})",
            on_vercel(KEY),
            parts.by_key_alone(parts.PAID, Rule(BY_KEY, pieces.UNAUTHORIZED, p=0.5), seed=seed),
            May(pieces.ANYHOW, not_certain=KEY_IS_BAD | FACTORS | MONEY, not_silent=True),
        )
        for seed in (1, 2, 3)
    ),
    World(
        "credits refuse a key that every generation is served by",
        on_vercel(KEY),
        parts.by_key_alone(parts.PAID, Rule(Where("credits", "key"), pieces.UNAUTHORIZED)),
        May(pieces.ANYHOW, not_certain=KEY_IS_BAD, not_silent=True),
    ),
    World(
        "credits know a key that every generation is refused as unknown, beside a token that is served",
        on_vercel(KEY, Token(parts.PAID)),
        parts.one_team(parts.PAID, Rule(Where("generate", "key"), pieces.UNAUTHORIZED)),
        May(BAD, not_certain=KEY_IS_BAD | MONEY),
    ),
    World(
        "credits know a key that every generation is refused as unknown, and nothing else is there",
        on_laptop(KEY),
        parts.by_key_alone(parts.PAID, Rule(Where("generate", "key"), pieces.UNAUTHORIZED)),
        May(BAD, certain=False),
    ),
    World(
        "every key is taken by the credits, a made-up one too, and refused by the generations",
        on_vercel(KEY),
        parts.by_key_alone(
            parts.PAID,
            Rule(parts.CREDITS, pieces.own_answer(200, {"balance": "95.50", "total_used": "4.50"})),
            Rule(parts.GENERATE, pieces.UNAUTHORIZED),
        ),
        May(BAD, not_certain=MONEY | OTHER_TEAM),
    ),
    World(
        "a made-up key is throttled, and the real one is refused",
        on_vercel(REVOKED_KEY),
        replace(BOTH, rules=(Rule(Where("credits", "made-up"), parts.THROTTLED),)),
        May(("failing",), verdict=KEY_REFUSED),
    ),
    World(
        "the AI SDK's key is good, OpenAI's client has a revoked one for the gateway",
        on_vercel(KEY, OPENAI_API_KEY=REVOKED_KEY, OPENAI_BASE_URL=TO_GATEWAY),
        BOTH,
        May(pieces.ANYHOW, names=(("other-client-not-served", "client-resolves-another-credential"),), not_silent=True),
    ),
    World(
        "the AI SDK's key is revoked, LiteLLM's is good",
        on_vercel(REVOKED_KEY, VERCEL_AI_GATEWAY_API_KEY=KEY),
        BOTH,
        May(
            ("failing", "degraded"), names=(KEY_REFUSED, ("other-client-served", "client-resolves-another-credential"))
        ),
    ),
    World(
        "the AI SDK's key is of a free team, LiteLLM's of a paid one, and the model is for paying teams",
        on_vercel(OTHER_KEY, VERCEL_AI_GATEWAY_API_KEY=KEY, model="zai/glm-5"),
        Gateway((Key(KEY, parts.PAID), Key(OTHER_KEY, parts.FREE))),
        May(
            ("failing", "degraded"),
            names=(("free-tier-model-restricted",), ("other-client-served", "client-resolves-another-credential")),
        ),
    ),
    World(
        "one good key under two names",
        on_vercel(KEY, OPENAI_API_KEY=KEY),
        BOTH,
        May(pieces.NOT_BAD, not_named=frozenset({"key-is-provider-key"}), not_claimed=KEY_IS_BAD),
    ),
    World(
        "OpenAI's key in the gateway's variable and in its own",
        on_vercel(OPENAI_FORM, OPENAI_API_KEY=OPENAI_FORM),
        BOTH,
        May(("failing",), verdict=("key-is-provider-key",), at_least="likely"),
    ),
    World(
        "OpenAI's key in the gateway's variable, and the token would get the refusal of BYOK",
        on_vercel(OPENAI_FORM, Token(parts.FREE_WITH_BYOK)),
        Gateway(tokens=(Token(parts.FREE_WITH_BYOK),)),
        May(("failing",), names=(("key-is-provider-key", "bad-key-shadows-oidc"), ("byok-needs-paid-tier",))),
    ),
    World(
        "a key of an unknown form that the gateway takes",
        on_vercel("gw-FAKE-form-of-tomorrow-0123456789"),
        Gateway((Key("gw-FAKE-form-of-tomorrow-0123456789", parts.PAID),)),
        May(pieces.NOT_BAD, not_claimed=KEY_IS_BAD),
    ),
    World(
        "the key pasted twice in a row",
        on_vercel(KEY + KEY, Token(parts.PAID)),
        BOTH,
        # A hundred and twenty characters are no limit of any server's: it is sent, and nobody knows it.
        May(("failing",), verdict=KEY_REFUSED, at_least="likely"),
    ),
    World(
        "quotes around the key of a free team with BYOK",
        on_laptop(f'"{KEY}"'),
        parts.by_key_alone(parts.FREE_WITH_BYOK),
        May(("failing",), names=(("key-quoted-or-prefixed",), ("byok-needs-paid-tier",))),
    ),
    World(
        "quotes around the key of a team without a card",
        on_laptop(f"'{KEY}'"),
        parts.by_key_alone(parts.NO_CARD),
        May(("failing",), names=(("key-quoted-or-prefixed",), ("no-card-on-file",))),
    ),
    World(
        "Bearer in front of a good key",
        on_vercel(f"Bearer {KEY}", Token(parts.PAID)),
        BOTH,
        May(("failing",), verdict=("key-quoted-or-prefixed", "bad-key-shadows-oidc"), at_least="likely"),
    ),
    World(
        "a newline behind the key of a blocked team",
        on_vercel(KEY + "\n"),
        parts.by_key_alone(parts.BLOCKED),
        May(("failing",), verdict=("team-blocked", "card-not-accepted")),
    ),
    World(
        "a newline behind a good key in a Python client",
        on_vercel(GATEWAY_PROBE_CLIENT="openai", OPENAI_API_KEY=KEY + "\n", OPENAI_BASE_URL=TO_GATEWAY),
        BOTH,
        May(("failing", "degraded"), names=(("key-trailing-newline",),)),
    ),
    World(
        "white space for a key, beside a good token",
        on_vercel("   ", Token(parts.PAID)),
        BOTH,
        May(("failing",), verdict=("key-empty", "bad-key-shadows-oidc"), at_least="likely"),
    ),
    World(
        "an empty key, and the token's team is free and has a provider's key",
        on_vercel("", Token(parts.FREE_WITH_BYOK)),
        Gateway(tokens=(Token(parts.FREE_WITH_BYOK),)),
        May(("failing",), verdict=("byok-needs-paid-tier",), names=(("key-empty",),), at_least="likely"),
    ),
    World(
        "the placeholder of a pulled file, beside a pulled token that is good",
        on_laptop("[SENSITIVE]", env_token=Token(parts.PAID, environment="development")),
        BOTH,
        May(("failing",), verdict=("key-redacted-placeholder", "bad-key-shadows-oidc"), at_least="likely"),
    ),
    World(
        "the placeholder of a pulled file, beside a pulled token of yesterday",
        on_laptop("[SENSITIVE]", env_token=parts.EXPIRED_PULL),
        Gateway(tokens=(parts.EXPIRED_PULL,)),
        May(("failing",), names=(("key-redacted-placeholder",), ("oidc-expired-locally",))),
    ),
    World(
        "a shortened copy of a good key",
        on_vercel(KEY[:40]),
        BOTH,
        May(("failing",), verdict=KEY_REFUSED, at_least="likely"),
    ),
    World(
        "the declared key is another than the one that is here, and both are good",
        on_vercel(fake_key("third"), GATEWAY_PROBE_EXPECT_KEY="fp1:0123456789ab"),
        Gateway((Key(fake_key("third"), Team()),)),
        May(("degraded", "failing"), names=(("different-key-same-length", "expected-key-absent"),)),
    ),
)
