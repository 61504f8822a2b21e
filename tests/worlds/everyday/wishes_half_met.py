"""What a person declared of a place: wishes that hold in part, contradict each other, or cannot be looked at."""

import hashlib
import hmac
import json
from dataclasses import replace
from typing import Any

from tests.standin import Answer, Gateway, Key, Rule, Team, Token, Where
from tests.standin.doors import Request
from tests.worlds import parts
from tests.worlds.everyday.machines import CONTAINER, LAMBDA, on
from tests.worlds.expectation import BLAMES, FACTORS, KEY_IS_BAD, MONEY, NOT_HEALTHY, OTHER_TEAM, May
from tests.worlds.world import KEY, Place, World, on_vercel

DRAWN = "vck_FAKEq8Zt3LmWv5Rx9Kc2Hn7Yb4Dj6Gp1SfTu0EaQoNiBrXyMlUhVwPzC"
DRAWN_TOO = "vck_FAKEr2Vb7XnPk4Wc9Jq1Tz6Ld3Hm8Gy5SaEu0FoRiNwQxBvKtMjYpZhC"
"""Keys as an issuer draws them: only such have a fingerprint without a salt."""
AZURES = "azure/gpt-5.4-mini"
TEAM = Team()
ASIDE = KEY_IS_BAD | MONEY | FACTORS
WELL = May(("healthy",), not_claimed=BLAMES)
SURELY_WELL = replace(WELL, certain=True)
PROVIDER = "expected-provider-not-used"
CREDENTIAL = "expected-credential-not-used"
OTHER_KEY_FOUND = "different-key-same-length"


def print_of(key: str) -> str:
    """The fingerprint, by the formula of docs/contract.md."""
    return "fp1:" + hmac.new(b"gateway-probe fingerprint 1", key.encode(), hashlib.sha256).hexdigest()[:12]


def wishing(place: Place, **wishes: str) -> Place:
    """The same with wishes: `provider="azure"`."""
    return place.having({f"GATEWAY_PROBE_EXPECT_{name.upper()}": value for name, value in wishes.items()})


def deployed(team: Team, model: str | None = None) -> Place:
    """A deployment by a key, with a token of the same team."""
    return on_vercel(KEY, Token(team), model=model)


def _streams_say(old: str, new: str) -> Rule:
    """What streams tell of their way has one word for another."""

    def answer(_request: Request, ordinary: Answer) -> Answer:
        told: list[Any] = json.loads(json.dumps(ordinary.body).replace(old, new))
        return replace(ordinary, body=tuple(told)) if ordinary.status == 200 else ordinary

    return Rule(Where("generate", streamed=True), answer)


WORLDS: tuple[World, ...] = (
    World(
        # The wish is met by the plain answer and not by the streamed one.
        "an own credential is expected: the plain answer has it, the stream not",
        wishing(deployed(parts.PAID, AZURES), credential="byok"),
        parts.one_team(parts.PAID, _streams_say('"byok"', '"system"')),
        May(NOT_HEALTHY, names=((CREDENTIAL,),), said="the other way of answering", not_claimed=ASIDE | OTHER_TEAM),
    ),
    World(
        # As above, of the provider.
        "azure is expected: the plain answer comes from it, the stream from openai",
        wishing(deployed(TEAM, AZURES), provider="azure"),
        parts.one_team(TEAM, _streams_say('"azure"', '"openai"')),
        May(NOT_HEALTHY, names=((PROVIDER,),), said="the other way of answering", not_claimed=ASIDE | OTHER_TEAM),
    ),
    World(
        # The token is what tells a deployment's team; a key tells none.
        "a team is expected, and there is no token that would tell it",
        wishing(on(CONTAINER, KEY), team=TEAM.id),
        parts.by_key_alone(TEAM),
        May(("healthy", *NOT_HEALTHY), certain=False, not_claimed=ASIDE | OTHER_TEAM),
    ),
    World(
        # A key of the same form and length, served, and not the one that was meant.
        "a key is expected, and it is another one that is served",
        wishing(on(LAMBDA, DRAWN_TOO), key=print_of(DRAWN)),
        Gateway((Key(DRAWN, TEAM), Key(DRAWN_TOO, TEAM))),
        May(NOT_HEALTHY, found=((OTHER_KEY_FOUND,),), at_least="likely", not_claimed=ASIDE | OTHER_TEAM),
    ),
    World(
        # All four wishes hold.
        "key, team, provider and own credential are expected, and all four hold",
        wishing(
            on_vercel(DRAWN, Token(parts.PAID), model=AZURES),
            key=print_of(DRAWN),
            team=parts.PAID.id,
            provider="azure",
            credential="byok",
        ),
        Gateway((Key(DRAWN, parts.PAID),), (Token(parts.PAID),)),
        SURELY_WELL,
    ),
)
