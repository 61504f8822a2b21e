"""What a monitor's later runs find: limits that its earlier runs used up, tokens that age, keys that were renewed, incidents that end."""

from dataclasses import replace

from tests.standin import Gateway, Key, Rule, Team, Token, passed_on
from tests.worlds import parts
from tests.worlds.expectation import BLAMES, FACTORS, KEY_IS_BAD, MONEY, NOT_HEALTHY, OTHER_TEAM, May
from tests.worlds.world import KEY, REVOKED_KEY, Place, World, on_vercel

TEAM = Team()
TOKEN = Token(TEAM)
PLACE = on_vercel(KEY, TOKEN)
LIMITED = Team("team_FAKEfree", "free", "3.80", "1.20", free_requests=0)
ASIDE = FACTORS | OTHER_TEAM
INVALID = "key-invalid-revoked-or-expired"
WELL = May(("healthy",), not_claimed=BLAMES)


def free(place: Place) -> Place:
    """A monitor that asks for what costs nothing."""
    return replace(place, checks="free")


WORLDS: tuple[World, ...] = (
    World(
        # One of the two ways of answering took the last request that was left.
        "the free tier's limit leaves one request for this run",
        on_vercel(KEY, Token(replace(LIMITED, free_requests=1))),
        parts.one_team(replace(LIMITED, free_requests=1)),
        May(NOT_HEALTHY, verdict=("free-tier-rate-limit",), never=("plain answers",), not_claimed=ASIDE | KEY_IS_BAD),
    ),
    World(
        # Renewed since the run before, and this instance still has the old one.
        "the key was renewed since the run before, and this instance has the old one",
        on_vercel(REVOKED_KEY, TOKEN),
        Gateway((Key(REVOKED_KEY, TEAM, revoked=True), Key(KEY, TEAM)), (TOKEN,)),
        May(
            ("failing",),
            verdict=("bad-key-shadows-oidc", INVALID),
            at_least="likely",
            not_claimed=MONEY | OTHER_TEAM,
            step="AI_GATEWAY_API_KEY",
        ),
    ),
    World(
        # No look-up asks for the tier.
        "free look-ups alone, where a generation would be refused for its tier",
        free(on_vercel(KEY, Token(parts.FREE_WITH_BYOK))),
        parts.one_team(parts.FREE_WITH_BYOK),
        May(("inconclusive",), certain=False, not_claimed=ASIDE | KEY_IS_BAD, generations=(0, 0)),
    ),
    World(
        # Without experiments nobody asked whether the tier is what is lacking.
        "no experiments: the tier's word, with key and token of one team",
        on_vercel(KEY, Token(parts.FREE_WITH_BYOK), experiments="none"),
        parts.one_team(parts.FREE_WITH_BYOK),
        May(
            ("failing",),
            verdict=("byok-needs-paid-tier",),
            certain=False,
            names=(("purchase-not-effective-yet",), ("key-of-other-team", "refusal-depends-on-origin")),
            not_claimed=ASIDE | KEY_IS_BAD,
        ),
    ),
    World(
        # Both ways were asked at once and came back whole: what the run had no time for is a record.
        "answers take two seconds, and the run has three",
        PLACE.having({"GATEWAY_PROBE_TIME_BUDGET": "3"}),
        parts.one_team(TEAM, Rule(parts.EVERYTHING, passed_on(delay_s=2))),
        WELL,
    ),
)
