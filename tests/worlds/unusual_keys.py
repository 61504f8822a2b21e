"""Worlds in which a key looks wrong and is right, or looks right and is the wrong thing."""

from tests.standin import Answer, Gateway, Key, Token, Where
from tests.worlds import parts
from tests.worlds.expectation import BLAMES, FACTORS, KEY_IS_BAD, MONEY, OTHER_TEAM, May
from tests.worlds.world import KEY, World, on_laptop, on_vercel

HEX = "0123456789abcdef0123456789abcdef"
SHORT = "vck_FAKE-short-key-0001"
ACCESS_TOKEN = "vca_FAKE" + "x" * 48
WELL = ("healthy", "degraded")
NO_FAULT = frozenset({"key-is-provider-key", "key-is-account-token-or-jwt", "key-quoted-or-prefixed", "key-too-long"})
VALID = Token(parts.PAID, environment="development", age_s=60, lifetime_s=43_200_000)


def taken(name: str, key: str, may: May, **variables: str) -> World:
    """The gateway knows this key, whatever it looks like."""
    return World(name, on_vercel(key).having(variables), Gateway((Key(key, parts.PAID),)), may)


WORLDS = (
    taken(
        "a key in Azure's form that the gateway knows",
        HEX,
        May(WELL, not_certain=NO_FAULT, not_claimed=BLAMES - NO_FAULT),
    ),
    taken(
        "a key in Azure's form that the gateway knows, and Azure's variable holds it too",
        HEX,
        May(WELL, not_certain=NO_FAULT, not_claimed=BLAMES - NO_FAULT),
        AZURE_API_KEY=HEX,
    ),
    taken("a key of the gateway's that is shorter than others", SHORT, May(WELL, not_claimed=BLAMES)),
    World(
        "a key that has a blank in front, which the gateway's side trims",
        on_vercel(f" {KEY}"),
        Gateway((Key(KEY, parts.PAID),)),
        May(WELL, not_claimed=MONEY | FACTORS),
    ),
    World(
        "an access token with the team that it acts for: models serve it, the credits do not",
        on_vercel(ACCESS_TOKEN, GATEWAY_PROBE_TEAM="shop-fake", GATEWAY_PROBE_CLIENT="ai-sdk-7"),
        Gateway(
            (Key(ACCESS_TOKEN, parts.PAID),),
            rules=(
                parts.always(
                    Where("credits", "key"), parts.refusal(401, "authentication_error", "Authentication failed.")
                ),
            ),
        ),
        May(
            WELL, not_certain=KEY_IS_BAD, not_claimed=MONEY | FACTORS | OTHER_TEAM | {"key-invalid-revoked-or-expired"}
        ),
    ),
    World(
        "an access token without any team, which the gateway knows not",
        on_vercel(ACCESS_TOKEN),
        Gateway(),
        May(
            ("failing",),
            names=(("key-is-account-token-or-jwt", "key-invalid-revoked-or-expired"),),
            not_claimed=MONEY | FACTORS | OTHER_TEAM,
        ),
    ),
    World(
        "a pulled token was pasted as the key, and is still good",
        on_laptop(VALID.jwt()),
        Gateway(tokens=(VALID,)),
        May(WELL, not_silent=True, not_certain=KEY_IS_BAD, not_claimed=MONEY | FACTORS | OTHER_TEAM),
    ),
    World(
        "a shell's reference that nobody expanded, beside a token that serves",
        on_vercel("$AI_GATEWAY_API_KEY", Token(parts.PAID)),
        Gateway(tokens=(Token(parts.PAID),)),
        May(("failing",), names=(tuple(sorted(KEY_IS_BAD)),), not_claimed=MONEY | FACTORS | OTHER_TEAM),
    ),
    World(
        "a key under a name that nobody reads, and the token serves the app",
        on_vercel(None, Token(parts.PAID), AI_GATEWAY_KEY=KEY),
        parts.one_team(parts.PAID),
        May(WELL, not_silent=True, not_claimed=BLAMES | {"key-absent"}),
    ),
    World(
        "a key under a name that nobody reads, and the token's team may not use BYOK",
        on_vercel(None, Token(parts.FREE_WITH_BYOK), AI_GATEWAY_KEY=KEY),
        parts.two_teams(parts.PAID, parts.FREE_WITH_BYOK),
        May(("failing",), names=(("byok-needs-paid-tier",), ("key-name-near-miss",)), not_claimed=KEY_IS_BAD | FACTORS),
    ),
    World(
        "a good key that the gateway refuses for one model alone, with 401",
        on_vercel(KEY),
        parts.by_key_alone(
            parts.PAID,
            parts.always(
                Where("generate", model="openai/gpt-5.4-mini"),
                parts.refusal(401, "authentication_error", "Authentication failed."),
            ),
        ),
        May(
            ("failing", "inconclusive"),
            not_certain=BLAMES,
            not_claimed=MONEY | OTHER_TEAM | {"key-invalid-revoked-or-expired"},
        ),
    ),
    World(
        "a good key whose requests a provider refuses as a wrong key of its own",
        on_vercel(KEY, Token(parts.PAID)),
        parts.one_team(
            parts.PAID,
            parts.always(
                parts.GENERATE,
                Answer(
                    401,
                    parts.tried(
                        "azure",
                        "byok",
                        401,
                        "Access denied due to invalid subscription key or wrong API endpoint.",
                        {"error": {"code": "401", "message": "Access denied due to invalid subscription key."}},
                    ).body,
                ),
            ),
        ),
        May(
            ("failing",),
            names=(("byok-azure-wrong-key-or-resource", "byok-credential-refused"),),
            not_claimed=KEY_IS_BAD | MONEY | FACTORS | OTHER_TEAM,
        ),
    ),
)
