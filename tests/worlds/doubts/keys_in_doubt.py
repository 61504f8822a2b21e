"""Keys and tokens: whether the gateway's word about one of them is about it, and what a bad one hides."""

from dataclasses import replace

from tests.standin import Answer, Gateway, Key, Rule, Team, Token, Where, error_body
from tests.standin.deciding import unauthorized
from tests.worlds import parts
from tests.worlds.expectation import BAD, FACTORS, KEY_IS_BAD, MONEY, NOT_HEALTHY, OIDC, OTHER_TEAM, May
from tests.worlds.world import KEY, OTHER_KEY, REVOKED_KEY, World, on_laptop, on_vercel

REVOKED = Key(REVOKED_KEY, parts.PAID, revoked=True)
UNAUTHORIZED = unauthorized()
BAD_KEY = ("key-invalid-revoked-or-expired", "bad-key-shadows-oidc")


def _hides(name: str, team: Team, *behind: str) -> World:
    """A revoked key, and a token whose team is refused as well: without the key nothing is better."""
    return World(
        f"a revoked key, and the token behind it is of a team {name}",
        on_vercel(REVOKED_KEY, Token(team)),
        Gateway((REVOKED,), (Token(team),)),
        May(("failing",), names=(BAD_KEY, behind), not_certain=frozenset({"bad-key-shadows-oidc"})),
    )


WORLDS = (
    _hides("that is blocked", parts.BLOCKED, "team-blocked"),
    _hides("without a card", parts.NO_CARD, "no-card-on-file"),
    _hides("without money", parts.NO_MONEY, "byok-blocked-at-zero-balance", "free-credit-used-up"),
    _hides("past its budget", parts.SPENT, "budget-reached"),
    _hides("with a rule against the model", parts.DENIED, "routing-rule-denied"),
    _hides("with a list of providers", parts.NOT_ALLOWED, "provider-or-model-allowlist"),
    World(
        "a revoked key before a good token",
        on_vercel(REVOKED_KEY, Token(parts.PAID)),
        Gateway((REVOKED,), (Token(parts.PAID),)),
        May(("failing",), verdict=BAD_KEY, certain=True),
    ),
    World(
        "a revoked key on a laptop without a token",
        on_laptop(REVOKED_KEY),
        Gateway((REVOKED,)),
        May(("failing",), verdict=("key-invalid-revoked-or-expired",), certain=True),
    ),
    World(
        "the key's balance is told, its generations are 401",
        on_vercel(KEY),
        parts.by_key_alone(parts.PAID, parts.always(parts.GENERATE, UNAUTHORIZED)),
        May(BAD, certain=False, not_certain=KEY_IS_BAD),
    ),
    World(
        "the key's balance is told, its generations are 401, the token's are served",
        on_vercel(KEY, Token(parts.PAID)),
        parts.one_team(parts.PAID, parts.always(Where("generate", "key"), UNAUTHORIZED)),
        May(BAD, not_certain=KEY_IS_BAD, not_claimed=MONEY),
    ),
    World(
        "a key that was made a moment ago: 401 twice, served from then on",
        on_vercel(KEY),
        parts.by_key_alone(parts.PAID, Rule(Where("generate", "key"), UNAUTHORIZED, last=2)),
        May(NOT_HEALTHY, certain=False, not_certain=KEY_IS_BAD, not_claimed=FACTORS),
    ),
    World(
        "the gateway's own words of a 401 for everything, the public list as well",
        on_vercel(KEY, Token(parts.PAID)),
        parts.one_team(parts.PAID, parts.always(parts.EVERYTHING, UNAUTHORIZED)),
        May(BAD, certain=False, not_certain=KEY_IS_BAD | OIDC),
    ),
    World(
        "balances are down, generations are 401 with the key",
        on_vercel(KEY),
        parts.by_key_alone(
            parts.PAID, parts.always(parts.CREDITS, parts.UNAVAILABLE), parts.always(parts.GENERATE, UNAUTHORIZED)
        ),
        May(BAD, names=(("key-invalid-revoked-or-expired",),), certain=False),
    ),
    World(
        "a made-up key gets a balance, and the key is served",
        on_vercel(KEY),
        parts.by_key_alone(
            parts.PAID, parts.always(Where("credits", "made-up"), Answer(200, {"balance": "1.00", "total_used": "0"}))
        ),
        # That a made-up key gets a balance is certain; that all is well is not.
        May(NOT_HEALTHY, found=(("control-key-accepted",),)),
    ),
    World(
        "balances are 401 with the key, which is served all the same",
        on_vercel(KEY),
        parts.by_key_alone(parts.PAID, parts.always(Where("credits", "key"), UNAUTHORIZED)),
        May(("healthy", "degraded", "inconclusive"), not_certain=KEY_IS_BAD, not_silent=True),
    ),
    World(
        "balances are access_denied with the key, which is served all the same",
        on_vercel(KEY),
        parts.by_key_alone(parts.PAID, parts.always(Where("credits", "key"), parts.ACCESS_DENIED)),
        May(("healthy", "degraded", "inconclusive"), not_certain=frozenset({"team-blocked"}), not_silent=True),
    ),
    World(
        "access_denied for the key's generations alone, its balance is told",
        on_vercel(KEY),
        parts.by_key_alone(parts.PAID, parts.always(parts.GENERATE, parts.ACCESS_DENIED)),
        May(BAD, names=(("team-blocked",),), certain=False),
    ),
    World(
        "access_denied for the key's generations, and the token of the same team is served",
        on_vercel(KEY, Token(parts.PAID)),
        parts.one_team(parts.PAID, parts.always(Where("generate", "key"), parts.ACCESS_DENIED)),
        May(BAD, not_certain=frozenset({"team-blocked", "card-not-accepted"})),
    ),
    World(
        "a blocked team, asked by key alone",
        on_vercel(KEY),
        parts.by_key_alone(parts.BLOCKED),
        May(("failing",), names=(("team-blocked",), ("card-not-accepted",)), not_claimed=KEY_IS_BAD),
    ),
    World(
        "one team, read while its money is spent: two pairs and one sum",
        on_vercel(KEY, Token(parts.FREE_WITH_BYOK)),
        parts.one_team(
            parts.FREE_WITH_BYOK,
            parts.always(Where("credits", "token"), Answer(200, {"balance": "3.79", "total_used": "1.21"})),
        ),
        May(("failing",), verdict=("byok-needs-paid-tier",), not_claimed=OTHER_TEAM),
    ),
    World(
        "no money by key and by token, both sums zero: whose team it is cannot be seen",
        on_vercel(KEY, Token(replace(parts.NO_MONEY, id="team_FAKEnone", balance="0.00", used="0.00"))),
        parts.two_teams(
            replace(parts.NO_MONEY, balance="0.00", used="0.00"),
            replace(parts.NO_MONEY, id="team_FAKEnone", balance="0.00", used="0.00"),
        ),
        May(
            ("failing",),
            verdict=("byok-blocked-at-zero-balance", "free-credit-used-up"),
            not_ruled_out=frozenset({"key-of-other-team"}),
        ),
    ),
    World(
        "a team was declared, and no token tells of any",
        on_vercel(KEY, GATEWAY_PROBE_EXPECT_TEAM="team_FAKEpaid"),
        parts.by_key_alone(parts.PAID),
        May(("healthy", "degraded", "inconclusive"), certain=False),
    ),
    World(
        "another team was declared than the token's, all is served",
        on_vercel(KEY, Token(parts.PAID), GATEWAY_PROBE_EXPECT_TEAM="team_FAKEother"),
        parts.one_team(parts.PAID),
        May(NOT_HEALTHY, found=(("expected-team-differs",),)),
    ),
    World(
        "the declared team is the token's, and all is served",
        on_vercel(KEY, Token(parts.PAID), GATEWAY_PROBE_EXPECT_TEAM="team_FAKEpaid"),
        parts.one_team(parts.PAID),
        May(("healthy",), certain=True, generations=(2, 2)),
    ),
    World(
        "another key was declared than the one that is served",
        on_vercel(KEY, Token(parts.PAID), GATEWAY_PROBE_EXPECT_KEY="fp1:0123456789ab"),
        parts.one_team(parts.PAID),
        May(NOT_HEALTHY, found=(("expected-key-absent", "different-key-same-length"),)),
    ),
    World(
        "white space in place of a key hides a good token",
        on_vercel("   ", Token(parts.PAID)),
        Gateway(tokens=(Token(parts.PAID),)),
        May(("failing",), names=(("key-empty", "bad-key-shadows-oidc"),)),
    ),
    World(
        "an empty key, and the token is served in its place",
        on_vercel("", Token(parts.PAID)),
        parts.one_team(parts.PAID),
        May(("healthy", "degraded"), found=(("key-empty",),)),
    ),
    World(
        "what the CLI writes for a value that it may not read, on a laptop",
        on_laptop("[SENSITIVE]"),
        parts.by_key_alone(parts.PAID),
        May(("failing",), verdict=("key-redacted-placeholder",), certain=True),
    ),
    World(
        "a token of another project than the deployment's, served",
        on_vercel(None, Token(parts.PAID, project="prj_FAKEold")),
        Gateway(tokens=(Token(parts.PAID, project="prj_FAKEold"),)),
        May(("healthy", "degraded"), found=(("oidc-off-or-wrong-link",),)),
    ),
    World(
        "a token that is past its end by the gateway's clock alone",
        on_vercel(None, Token(parts.PAID)),
        Gateway(tokens=(Token(parts.PAID),), clock_offset_s=10_800),
        May(BAD, names=(("clock-skew",),), not_certain=frozenset({"oidc-refused", "oidc-off-or-wrong-link"})),
    ),
    World(
        "a provider's key for a gateway key, and no token",
        on_vercel("sk-proj-FAKE" + "x" * 60),
        parts.by_key_alone(parts.PAID),
        May(("failing",), verdict=("key-is-provider-key",), at_least="likely"),
    ),
    World(
        "two good keys of two teams under two names, the AI SDK's is served",
        on_vercel(KEY, VERCEL_AI_GATEWAY_API_KEY=OTHER_KEY),
        Gateway((Key(KEY, parts.PAID), Key(OTHER_KEY, parts.OTHER_PAID))),
        May(("healthy", "degraded"), not_silent=True),
    ),
    World(
        "a rule that names no rule: forbidden without an id",
        on_vercel(KEY, Token(parts.PAID)),
        parts.one_team(
            parts.PAID, parts.always(parts.GENERATE, Answer(403, error_body("Request denied", "forbidden")))
        ),
        May(BAD, certain=False),
    ),
)
