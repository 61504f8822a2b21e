"""Places that are well, each with something odd about it that harms nobody: healthy, and for certain where all was read."""

from dataclasses import replace

from tests.standin import Answer, Gateway, Key, Rule, Team, Token, Where
from tests.standin.doors import Request
from tests.worlds import parts
from tests.worlds.expectation import BLAMES, May
from tests.worlds.world import KEY, World, on_laptop, on_vercel

BOTH = on_vercel(KEY, Token(parts.PAID))
LOCAL = on_laptop(KEY)
SURE = May(("healthy",), ("healthy",), certain=True, not_claimed=BLAMES, generations=(2, 2))
"""Served both ways, the controls in order, nothing declared: the oddity is no part of what health is made of."""
WELL = May(("healthy",), ("healthy",), not_claimed=BLAMES, at_least="likely")
"""As it should be, though a part of what health is made of could not be read as it should."""
SERVED = May(("healthy", "degraded"), not_claimed=BLAMES)


def told(**fields: object) -> Rule:
    """Plain answers of the AI SDK's door carry these fields too."""

    def answer(_request: Request, ordinary: Answer) -> Answer:
        return replace(ordinary, body={**ordinary.body, **fields}) if isinstance(ordinary.body, dict) else ordinary

    return Rule(parts.GENERATE, answer)


def headed(**headers: str) -> Rule:
    """Every answer of the gateway carries these headers too."""
    return Rule(parts.EVERYTHING, lambda _request, ordinary: ordinary.with_headers(**headers))


def listed(request: Request, ordinary: Answer) -> Answer:
    """The list, with entries that a reader may stumble over beside the good ones."""
    odd = [{"id": "fake/one"}, {"id": "fake/two", "type": "hologram"}, {"id": "fake/three", "type": None, "tags": None}]
    return replace(ordinary, body={"object": "list", "data": [*odd, *ordinary.body["data"]], "total": 9})


CENTS = Answer(200, {"balance": "95.4987654321", "total_used": "4.5012345679", "currency": "usd"})
MOVED = Answer(200, {"balance": "95.49", "total_used": "4.51"})
WORLDS = (
    World("well by key, and an old token lies in the variable", on_vercel(KEY, Token(parts.PAID), env_token=Token(parts.PAID, age_s=90_000)), parts.one_team(parts.PAID), replace(SURE, found=(("oidc-cached-at-boot-or-build",),))),
    World("well, and the record of the generation is throttled", BOTH, parts.one_team(parts.PAID, Rule(Where("record"), parts.THROTTLED)), SURE),
    World("well, and where the model is served is down", BOTH, parts.one_team(parts.PAID, Rule(Where("endpoints"), parts.UNAVAILABLE)), SURE),
    World("well, and answers count what is left of a limit", BOTH, parts.one_team(parts.PAID, headed(x_ratelimit_limit="1000", x_ratelimit_remaining="3", retry_after="0")), SURE),
    # Without routing nobody sees whether a stored credential failed first (facts: E2).
    World("well, and nothing of the routing is told", BOTH, parts.one_team(Team(), metadata="none"), replace(SURE, certain=None, at_least="likely")),
    # Spending moves both numbers and not their sum (facts: `balance + total_used`), so it is one team all the same.
    World("well, and the app spends a cent between two reads of credits", BOTH, parts.one_team(parts.PAID, Rule(Where("credits", "token"), MOVED)), SURE),
    World("well by a key of another length", on_vercel("vck_FAKE" + "y" * 40), Gateway((Key("vck_FAKE" + "y" * 40, parts.PAID),)), SURE),
    World("well, plain answers alone are asked for, and they are served", BOTH.having({"GATEWAY_PROBE_STREAMING": "off"}), parts.one_team(parts.PAID), replace(SURE, certain=None, at_least="likely", generations=(1, 1))),
)  # fmt: skip
