"""Worlds in which sums, owners and projects say too little, or one of them says something else."""

from dataclasses import replace

from tests.standin import Answer, Gateway, Key, Rule, Team, Token, Where
from tests.worlds import parts
from tests.worlds.expectation import BAD, BLAMES, FACTORS, KEY_IS_BAD, MONEY, OTHER_TEAM, May
from tests.worlds.world import KEY, World, on_laptop, on_vercel

WELL = ("healthy", "degraded")
BOTH = on_vercel(KEY, Token(parts.PAID))
NOTHING_LEFT = Team("team_FAKEa", balance="0", used="0")
NOTHING_EITHER = Team("team_FAKEb", balance="0", used="0")
GRANT = Team("team_FAKEa", "free", "5.00", "0.00", stored=parts.AZURE)
GRANT_TOO = Team("team_FAKEb", "free", "5.00", "0.00", stored=parts.AZURE)


def sums(balance: str, used: str) -> Answer:
    """An answer of `GET /v1/credits`."""
    return Answer(200, {"balance": balance, "total_used": used})


WORLDS = (
    World(
        "two teams without a cent, and nothing was ever granted",
        on_vercel(KEY, Token(NOTHING_EITHER)),
        parts.two_teams(NOTHING_LEFT, NOTHING_EITHER),
        May(
            ("failing",),
            names=(("byok-blocked-at-zero-balance", "free-credit-used-up"),),
            not_ruled_out=frozenset({"key-of-other-team"}),
            not_claimed=FACTORS | KEY_IS_BAD,
        ),
    ),
    World(
        "two teams with the same untouched monthly grant",
        on_vercel(KEY, Token(GRANT_TOO)),
        parts.two_teams(GRANT, GRANT_TOO),
        May(
            ("failing",),
            names=(("byok-needs-paid-tier",),),
            not_ruled_out=frozenset({"key-of-other-team"}),
            not_claimed=FACTORS | KEY_IS_BAD,
        ),
    ),
    World(
        "one team that spends while the sums are read",
        BOTH,
        parts.one_team(parts.PAID, parts.always(Where("credits", "token"), sums("95.49", "4.51"))),
        May(WELL, not_claimed=OTHER_TEAM | MONEY),
    ),
    World(
        "one team that spends while the sums are read, and may not use BYOK",
        on_vercel(KEY, Token(parts.FREE_WITH_BYOK)),
        parts.one_team(parts.FREE_WITH_BYOK, parts.always(Where("credits", "token"), sums("3.79", "1.21"))),
        May(("failing",), verdict=("byok-needs-paid-tier",), not_claimed=OTHER_TEAM | FACTORS | KEY_IS_BAD),
    ),
    World(
        "one team is topped up between two look-ups",
        BOTH,
        parts.one_team(
            replace(parts.PAID, balance="195.50"), Rule(Where("credits", "key"), sums("95.50", "4.50"), last=1)
        ),
        May(WELL, not_claimed=OTHER_TEAM | MONEY),
    ),
    World(
        "the key's own budget is used up, its team's token is served",
        BOTH,
        Gateway((Key(KEY, parts.PAID, budget_left=False),), (Token(parts.PAID),)),
        May(("failing",), verdict=("budget-reached",), not_claimed=OTHER_TEAM | KEY_IS_BAD),
    ),
    World(
        "the key's team has no funds, the deployment's team serves",
        on_vercel(KEY, Token(parts.OTHER_PAID)),
        parts.two_teams(NOTHING_LEFT, parts.OTHER_PAID),
        May(
            ("failing",),
            names=(("byok-blocked-at-zero-balance", "free-credit-used-up"), ("key-of-other-team",)),
            not_claimed=KEY_IS_BAD,
        ),
    ),
    World(
        "the key's team has no card, the deployment's team serves",
        on_vercel(KEY, Token(parts.OTHER_PAID)),
        parts.two_teams(Team("team_FAKEnocard", "free", card=False), parts.OTHER_PAID),
        May(("failing",), names=(("no-card-on-file",), ("key-of-other-team",)), not_claimed=KEY_IS_BAD),
    ),
    World(
        "the key may not use BYOK, and of the token nothing is known but a rate limit",
        on_vercel(KEY, Token(parts.PAID)),
        parts.two_teams(
            parts.FREE_WITH_BYOK, parts.PAID, parts.always(Where(("generate", "credits"), "token"), parts.THROTTLED)
        ),
        May(
            ("failing",),
            names=(("byok-needs-paid-tier",), ("key-of-other-team",)),
            not_ruled_out=frozenset({"key-of-other-team"}),
            not_claimed=FACTORS | KEY_IS_BAD,
        ),
    ),
    World(
        "the key may not use BYOK, and the gateway does not take the token",
        on_vercel(KEY, Token(parts.PAID, refused=True)),
        Gateway((Key(KEY, parts.FREE_WITH_BYOK),), (Token(parts.PAID, refused=True),)),
        May(("failing",), names=(("byok-needs-paid-tier",), ("key-of-other-team",)), not_claimed=FACTORS | KEY_IS_BAD),
    ),
    World(
        "everybody is forbidden, even a made-up key",
        BOTH,
        parts.one_team(
            parts.PAID,
            parts.always(parts.CREDITS, parts.ACCESS_DENIED),
            parts.always(parts.GENERATE, parts.ACCESS_DENIED),
        ),
        May(BAD, not_certain=BLAMES, not_claimed=FACTORS | KEY_IS_BAD | OTHER_TEAM),
    ),
    World(
        "the token is of another project of the same team, and all is served",
        on_vercel(KEY, Token(parts.PAID, project="prj_FAKEother")),
        Gateway((Key(KEY, parts.PAID),), (Token(parts.PAID, project="prj_FAKEother"),)),
        May(WELL, not_silent=True, not_claimed=OTHER_TEAM | MONEY | FACTORS),
    ),
    World(
        "the team that was declared cannot be seen from a laptop",
        on_laptop(KEY, GATEWAY_PROBE_EXPECT_TEAM="team_FAKEpaid"),
        parts.by_key_alone(parts.PAID),
        May((*WELL, "inconclusive"), certain=False, not_claimed=BLAMES),
    ),
    World(
        "the team that was declared is the token's and not the key's",
        on_vercel(KEY, Token(parts.PAID), GATEWAY_PROBE_EXPECT_TEAM=parts.PAID.id),
        parts.two_teams(parts.OTHER_PAID, parts.PAID),
        May((*WELL, "failing"), found=(("key-of-other-team", "expected-team-differs"),)),
    ),
    World(
        "the team that was declared is neither the key's nor the token's",
        on_vercel(KEY, Token(parts.OTHER_PAID), GATEWAY_PROBE_EXPECT_TEAM="team_FAKEthird"),
        parts.one_team(parts.OTHER_PAID),
        May(("degraded", "failing"), found=(("expected-team-differs",),), not_claimed=MONEY | FACTORS),
    ),
    World(
        "the team that was declared is another, and this one may not use BYOK",
        on_vercel(KEY, Token(parts.FREE_WITH_BYOK), GATEWAY_PROBE_EXPECT_TEAM="team_FAKEthird"),
        parts.one_team(parts.FREE_WITH_BYOK),
        May(
            ("failing",),
            names=(("byok-needs-paid-tier",), ("expected-team-differs", "key-of-other-team")),
            not_claimed=FACTORS | KEY_IS_BAD,
        ),
    ),
)
