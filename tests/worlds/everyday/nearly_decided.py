"""Places that look healthy or settled at first sight: one observation speaks against it, or nothing was asked that could."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from tests.standin import Answer, Gateway, Rule, Team, Token, Where, error_body
from tests.standin.doors import Request
from tests.worlds import parts
from tests.worlds.expectation import FACTORS, KEY_IS_BAD, MONEY, NOT_HEALTHY, OTHER_TEAM, May
from tests.worlds.world import ASKED, KEY, Place, World, on_vercel

TEAM = Team()
TOKEN = Token(TEAM)
FREE = parts.FREE_WITH_BYOK
AZURES = "azure/gpt-5.4-mini"
NEEDS_TIER = "byok-needs-paid-tier"
NAMED_TEAM = "refusal-depends-on-named-team"
ASIDE = KEY_IS_BAD | FACTORS | OTHER_TEAM
PLAIN = Where("generate", streamed=False)
UNKNOWN_KEY = Answer(401, error_body("Authentication failed.", "authentication_error"))
TEAM_NAMED = "x-vercel-ai-gateway-team"
OTHER_FREE = Team("team_FAKEsecond", "free", "4.10", "0.90", stored=parts.AZURE)

Change = Callable[[Request, Answer], Answer]


def edited(change: Callable[[dict[str, Any]], dict[str, Any]]) -> Change:
    """The served body, with something else in it."""

    def answer(_request: Request, ordinary: Answer) -> Answer:
        fits = ordinary.status == 200 and isinstance(ordinary.body, dict)
        return replace(ordinary, body=change(ordinary.body)) if fits else ordinary

    return answer


def on_team(team: Team, *rules: Rule, place: Place | None = None, **more: object) -> tuple[Place, Gateway]:
    """A deployment of this team."""
    return place or on_vercel(KEY, Token(team)), parts.one_team(team, *rules, **more)


WORLDS: tuple[World, ...] = (
    World(
        # The oracle was refused for the team's allowlist: that is no word about its tier.
        "the model that tells the tier is refused for the team's allowlist of providers",
        *on_team(
            replace(TEAM, providers_allowed=frozenset({"openai", "azure"})),
            Rule(Where("generate", model=(ASKED, AZURES)), parts.BYOK_REFUSAL),
        ),
        May(("failing",), names=((NEEDS_TIER,),), certain=False, not_claimed=ASIDE),
    ),
    World(
        # A model that is open to everybody tells nobody's tier, whatever the setting calls it.
        "the model that should tell the tier was set to one that is open to everybody",
        *on_team(FREE, place=on_vercel(KEY, Token(FREE), GATEWAY_PROBE_TIER_MODEL="openai/gpt-4o-mini")),
        May(("failing",), names=((NEEDS_TIER,),), not_ruled_out=frozenset({NEEDS_TIER}), not_claimed=ASIDE),
    ),
    World(
        # As above in the words for a key that nobody knows: the key is good, and only the name beside it is wrong.
        "the app names a team that its key is not of, and is told that nobody knows it",
        *on_team(
            TEAM,
            Rule(Where(header=TEAM_NAMED), UNKNOWN_KEY),
            place=on_vercel(KEY, TOKEN, GATEWAY_PROBE_TEAM="team_FAKEwrong"),
        ),
        May(("failing",), names=((NAMED_TEAM,),), not_claimed=MONEY, not_certain=KEY_IS_BAD),
    ),
    World(
        # Each of two teams is free: the token of the deployment cures nothing, though it is of another team.
        "key and token are of two teams, and both are free",
        on_vercel(KEY, Token(OTHER_FREE)),
        parts.two_teams(FREE, OTHER_FREE),
        May(
            ("failing",),
            names=((NEEDS_TIER,), ("key-of-other-team",)),
            not_claimed=KEY_IS_BAD | FACTORS,
            not_certain=frozenset({"key-of-other-team", "refusal-depends-on-credential"}),
        ),
    ),
    World(
        # The plain answers are told 401 and the streamed ones are served with the same key.
        "plain answers are refused as if nobody knew the key, streams are served",
        *on_team(TEAM, Rule(PLAIN, UNKNOWN_KEY)),
        May(NOT_HEALTHY, not_claimed=MONEY | OTHER_TEAM, not_certain=KEY_IS_BAD),
    ),
    World(
        # The record and the way told contradict each other on whose credential it was, and a person wants to know.
        "an own credential is expected: the way says byok, the record says system",
        on_vercel(KEY, Token(parts.PAID), model=AZURES, GATEWAY_PROBE_EXPECT_CREDENTIAL="byok"),
        parts.one_team(
            parts.PAID,
            Rule(
                Where("record"), edited(lambda body: {"data": {**body["data"], "is_byok": False, "total_cost": 0.002}})
            ),
        ),
        May(("healthy", *NOT_HEALTHY), certain=False, not_claimed=ASIDE | MONEY),
    ),
)
