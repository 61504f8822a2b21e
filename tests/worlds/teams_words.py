"""What the gateway says of a team, where the same is said of another, or something that is served speaks against it."""

from tests.standin import Gateway, Key, Team, Token, Where
from tests.worlds import parts
from tests.worlds.expectation import FACTORS, KEY_IS_BAD, MONEY, OTHER_TEAM, STORED_CREDENTIAL, May
from tests.worlds.world import KEY, World, on_laptop, on_vercel

BOTH = on_vercel(KEY, Token(parts.PAID))
FUNDS = frozenset({"free-credit-used-up", "byok-blocked-at-zero-balance"})

WORLDS = (
    World(
        "one key of a team is refused for its tier, its token is served, and both show the same credits",
        BOTH,
        parts.one_team(parts.PAID, parts.always(Where("generate", "key"), parts.BYOK_REFUSAL)),
        # To the cent the same left and the same spent: two teams are not alike like that.
        May(
            ("failing",),
            verdict=("refusal-depends-on-credential",),
            at_least="likely",
            not_claimed=KEY_IS_BAD | OTHER_TEAM,
            not_certain=frozenset({"byok-needs-paid-tier"}),
        ),
    ),
    World(
        "the key's team is blocked, and the deployment's own is served",
        on_vercel(KEY, Token(parts.OTHER_PAID)),
        parts.two_teams(parts.BLOCKED, parts.OTHER_PAID),
        May(
            ("failing",),
            verdict=("key-of-other-team", "team-blocked"),
            names=(("key-of-other-team",), ("team-blocked",)),
            not_claimed=KEY_IS_BAD,
        ),
    ),
    World(
        "a free team's credit of eight months is spent",
        on_laptop(KEY),
        parts.by_key_alone(Team("team_FAKEspent", "free", "0.00", "40.00")),
        May(
            ("failing",),
            verdict=tuple(sorted(FUNDS)),
            # What was granted month by month adds up: the sum does not tell it from a purchase.
            not_ruled_out=frozenset({"free-credit-used-up"}),
            not_claimed=KEY_IS_BAD | FACTORS | OTHER_TEAM,
        ),
    ),
    World(
        "a team is named that the key is not of, and the refusal gives no reason",
        on_laptop(KEY, GATEWAY_PROBE_TEAM="team_FAKEstranger"),
        Gateway(
            (Key(KEY, parts.PAID),),
            rules=(
                parts.always(Where("generate", header="x-vercel-ai-gateway-team"), parts.refusal(403, "forbidden")),
            ),
        ),
        May(
            ("failing",),
            verdict=("refusal-depends-on-named-team",),
            at_least="likely",
            not_claimed=KEY_IS_BAD | MONEY | FACTORS | OTHER_TEAM | {"routing-rule-denied"},
            generations=(4, 14),
        ),
    ),
    World(
        "the gateway's own credentials are declared, and serve a model that a provider's name stands before",
        on_laptop(KEY, model="azure/gpt-5.4-mini", GATEWAY_PROBE_EXPECT_CREDENTIAL="system"),
        parts.by_key_alone(Team()),
        May(("healthy",), certain=True, not_claimed=KEY_IS_BAD | MONEY | STORED_CREDENTIAL, generations=(2, 2)),
    ),
)
