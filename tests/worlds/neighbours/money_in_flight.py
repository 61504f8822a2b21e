"""Teams, tiers and purchases in flight, with words of the gateway that do not fit the money shown."""

from dataclasses import replace

from tests.standin import Rule, Token, Where, passed_on
from tests.worlds import parts
from tests.worlds.expectation import BAD, FACTORS, KEY_IS_BAD, MONEY, NOT_HEALTHY, OTHER_TEAM, May
from tests.worlds.neighbours import pieces
from tests.worlds.world import ASKED, KEY, TIER, World, on_laptop, on_vercel

SEED = parts.FREE_WITH_BYOK
BOUGHT = replace(SEED, balance="8.80", used="1.20")
NOTHING = replace(parts.NO_MONEY, used="0.00")
PAID = Token(parts.PAID)
ASKED_MODEL = Where("generate", model=ASKED)
TIER_MODEL = Where("generate", model=TIER)
EMPTY = frozenset({"byok-blocked-at-zero-balance", "free-credit-used-up"})
BY_TEAM = parts.refusal(403, "no_providers_available", "Your team has restricted access to this model.")
BOTH_BYOK = (("byok-needs-paid-tier",), ("key-of-other-team",))


WORLDS = (
    World(
        "a free team's provider key, and the deployment is of the same team",
        on_vercel(KEY, Token(SEED)),
        parts.one_team(SEED),
        May(("failing",), verdict=("byok-needs-paid-tier",), at_least="likely", generations=(0, 6)),
    ),
    World(
        "a free team's provider key, and ten dollars were granted",
        on_vercel(KEY, Token(BOUGHT)),
        parts.one_team(BOUGHT),
        May(("failing",), names=(("byok-needs-paid-tier",), ("purchase-not-effective-yet",)), certain=False),
    ),
    World(
        "a free team's provider key, and nothing tells whose the key is",
        on_laptop(KEY),
        parts.by_key_alone(SEED),
        May(("failing",), names=BOTH_BYOK, certain=False),
    ),
    World(
        "the key is a free team's, the deployment a paying one's, and each says so",
        on_vercel(KEY, Token(parts.OTHER_PAID)),
        parts.two_teams(SEED, parts.OTHER_PAID),
        May(("failing",), verdict=("key-of-other-team", "byok-needs-paid-tier"), names=BOTH_BYOK, at_least="likely"),
    ),
    World(
        "the key is a paying team's, the deployment's team has nothing left",
        on_vercel(KEY, Token(parts.NO_MONEY)),
        parts.two_teams(parts.PAID, parts.NO_MONEY),
        May(pieces.NOT_BAD, not_claimed=MONEY | KEY_IS_BAD | FACTORS, not_silent=True),
    ),
    World(
        "two teams with nothing at all, key and token",
        on_vercel(KEY, Token(replace(NOTHING, id="team_FAKEpoor"))),
        parts.two_teams(NOTHING, replace(NOTHING, id="team_FAKEpoor")),
        May(("failing",), verdict=tuple(EMPTY), not_ruled_out=OTHER_TEAM),
    ),
    World(
        "the key's team has nothing left, and the deployment's has",
        on_vercel(KEY, Token(parts.OTHER_PAID)),
        parts.two_teams(parts.NO_MONEY, parts.OTHER_PAID),
        May(("failing",), names=(tuple(EMPTY), ("key-of-other-team",))),
    ),
    World(
        "two cents of debt",
        on_vercel(KEY),
        parts.by_key_alone(replace(parts.NO_MONEY, balance="-0.02")),
        May(("failing",), verdict=tuple(EMPTY), at_least="likely"),
    ),
    World(
        "a purchase that credits show and generations do not know yet",
        on_vercel(KEY),
        parts.by_key_alone(replace(parts.NO_MONEY, balance="-0.01"), pieces.with_credits("24.99", "40.01")),
        May(("failing", "inconclusive"), not_certain=MONEY, not_claimed=KEY_IS_BAD),
    ),
    World(
        "money arrives after the first two generations",
        on_vercel(KEY),
        parts.by_key_alone(parts.PAID, Rule(parts.GENERATE, parts.NO_FUNDS, last=2)),
        May(NOT_HEALTHY, certain=False, not_claimed=FACTORS),
    ),
    World(
        "the tier rises in the middle of the run, for every model at once",
        on_vercel(KEY, PAID),
        parts.one_team(parts.PAID, Rule(parts.GENERATE, parts.BYOK_REFUSAL, last=3)),
        May(NOT_HEALTHY, certain=False, not_claimed=FACTORS),
    ),
    World(
        "a purchase between two readings of one team's credits, and the tier waits",
        on_vercel(KEY, Token(SEED)),
        parts.one_team(SEED, Rule(Where("credits", "key"), passed_on(), last=1), pieces.with_credits("23.80", "1.20")),
        May(("failing",), names=(("byok-needs-paid-tier",),), certain=False, not_certain=OTHER_TEAM),
    ),
    World(
        "a model for paying teams, asked by a free one",
        on_vercel(KEY, Token(parts.FREE), model="zai/glm-5"),
        parts.one_team(parts.FREE),
        May(("failing",), verdict=("free-tier-model-restricted",), at_least="likely"),
    ),
    World(
        "a model for paying teams, asked by the key of a free team in a paying team's deployment",
        on_vercel(KEY, Token(parts.OTHER_PAID), model="zai/glm-5"),
        parts.two_teams(parts.FREE, parts.OTHER_PAID),
        May(("failing",), names=(("free-tier-model-restricted",), ("key-of-other-team",))),
    ),
    World(
        "the free tier has not this model, says the gateway, and gives one that the free tier has not",
        on_vercel(KEY, PAID),
        parts.one_team(parts.PAID, Rule(ASKED_MODEL, pieces.RESTRICTED)),
        May(BAD, not_certain=frozenset({"free-tier-model-restricted"})),
    ),
    World(
        "the refusal of BYOK for one model, and a model for paying teams is served",
        on_vercel(KEY, PAID),
        parts.one_team(parts.PAID, Rule(ASKED_MODEL, parts.BYOK_REFUSAL)),
        May(("failing",), names=(("byok-needs-paid-tier",),), not_certain=frozenset({"byok-needs-paid-tier"})),
    ),
    World(
        "the refusal of BYOK, and the model for paying teams is throttled",
        on_vercel(KEY, Token(SEED)),
        parts.one_team(SEED, Rule(TIER_MODEL, parts.THROTTLED)),
        May(("failing",), names=(("byok-needs-paid-tier",),), certain=False),
    ),
    World(
        "the refusal of BYOK, and the model for paying teams is not among those that the team allows itself",
        on_vercel(KEY, Token(SEED)),
        parts.one_team(SEED, Rule(TIER_MODEL, BY_TEAM)),
        May(("failing",), names=(("byok-needs-paid-tier",),), certain=False),
    ),
    World(
        "a free team asks Google's model, which it has no provider key for, and is told of BYOK",
        on_vercel(KEY, Token(parts.FREE), model="google/gemini-3-flash"),
        parts.one_team(parts.FREE, Rule(Where("generate", model="google/gemini-3-flash"), parts.BYOK_REFUSAL)),
        May(
            ("failing",),
            verdict=("byok-needs-paid-tier",),
            not_claimed=frozenset({"byok-credential-missing-or-disabled"}),
        ),
    ),
)
