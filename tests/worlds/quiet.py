"""Look-ups that say nothing, or the same to everybody; and gateways in front that take whatever they are given."""

from collections.abc import Iterator
from dataclasses import replace

from tests.standin import Answer, Gateway, Key, Rule, Token, Where, html_page
from tests.standin.doors import Request
from tests.worlds import parts
from tests.worlds.expectation import BAD, BLAMES, FACTORS, KEY_IS_BAD, MONEY, NOT_HEALTHY, OTHER_TEAM, May
from tests.worlds.world import KEY, OTHER_KEY, REVOKED_KEY, World, on_laptop, on_vercel

PAID = parts.PAID
BOTH = on_vercel(KEY, Token(PAID))
EVERY_SUM = Where("credits", ("key", "token", "made-up"))
SAME = Answer(200, {"balance": "95.50", "total_used": "4.50"})
WELL = ("healthy", "degraded")
UNKNOWN = parts.refusal(401, "authentication_error", "Authentication failed.")
WRONG_KEY = Answer(401, {"type": "error", "error": {"type": "authentication_error", "message": "invalid x-api-key"}})


def _unmarked(_request: Request, ordinary: Answer) -> Answer:
    return replace(ordinary, by_gateway=False, headers={**ordinary.headers, "server": "envoy"})


def _controls() -> Iterator[World]:
    """A made-up key is answered so, and the key is served, refused for its tier, or unknown."""
    for name, answer in (
        ("throttled", parts.THROTTLED),
        ("told the same sum", SAME),
        ("refused for money", parts.NO_FUNDS),
        ("not found", parts.refusal(404, "not_found", "Not found")),
        ("sent to a login", Answer(302, "", {"location": "https://vercel.com/login"})),
        ("refused with a page", Answer(401, html_page("Sign in"))),
        ("refused in Anthropic's words", WRONG_KEY),
        ("never answered", parts.SILENCE),
    ):
        control = parts.always(Where("credits", "made-up"), answer)
        yield World(
            f"a made-up key is {name}, and the key is served",
            BOTH,
            parts.one_team(PAID, control),
            May(WELL, not_claimed=BLAMES),
        )
        yield World(
            f"a made-up key is {name}, and the key's team is not the token's",
            BOTH,
            parts.two_teams(parts.FREE_WITH_BYOK, PAID, control),
            May(
                ("failing",),
                names=(("byok-needs-paid-tier",), ("key-of-other-team",)),
                not_ruled_out=frozenset({"key-of-other-team"}),
                not_claimed=KEY_IS_BAD,
            ),
        )
        yield World(
            f"a made-up key is {name}, and so is the revoked key",
            on_vercel(REVOKED_KEY, Token(PAID)),
            Gateway(
                (Key(REVOKED_KEY, PAID, revoked=True),),
                (Token(PAID),),
                rules=(parts.always(Where("credits", ("key", "made-up")), answer),),
            ),
            May(
                # Where a made-up key is answered as a known one, nothing about a key may be taken for sure.
                BAD,
                names=(("key-invalid-revoked-or-expired", "bad-key-shadows-oidc"),),
                not_claimed=MONEY | OTHER_TEAM | frozenset({"team-blocked"}),
            ),
        )


WORLDS: tuple[World, ...] = (
    *_controls(),
    World(
        "no credits are told to anybody, a made-up key included: the door is not there, and the app is served",
        BOTH,
        parts.one_team(PAID, parts.always(parts.CREDITS, parts.refusal(404, "not_found", "Not found"))),
        May(WELL, not_claimed=BLAMES | {"control-key-accepted"}, not_named=frozenset({"deployment-token-refused"})),
    ),
    World(
        "a gateway in front takes any key, and serves",
        on_vercel("anything-FAKE"),
        Gateway((Key("anything-FAKE", PAID),), rules=(parts.always(EVERY_SUM, SAME),)),
        May(WELL, found=(("control-key-accepted",),), not_claimed=BLAMES - KEY_IS_BAD),
    ),
    World(
        "a gateway in front takes any key, without the edge's mark, and serves",
        BOTH,
        parts.one_team(
            PAID,
            parts.always(EVERY_SUM, replace(SAME, by_gateway=False, headers={"server": "envoy"})),
            Rule(parts.EVERYTHING, _unmarked),
        ),
        # That a made-up key is accepted is seen, so it may be certain; health may not.
        May(("degraded", "inconclusive"), not_claimed=MONEY | FACTORS | OTHER_TEAM),
    ),
    World(
        "a gateway in front takes any key, and the team behind it is of the free tier",
        on_vercel(KEY, Token(parts.FREE_WITH_BYOK)),
        parts.one_team(
            parts.FREE_WITH_BYOK, parts.always(EVERY_SUM, Answer(200, {"balance": "3.80", "total_used": "1.20"}))
        ),
        May(
            ("failing",),
            names=(("byok-needs-paid-tier",),),
            not_ruled_out=frozenset({"key-of-other-team"}),
            not_claimed=KEY_IS_BAD | FACTORS,
        ),
    ),
    World(
        "Anthropic itself answers: every key is unknown in its words, the list of models too",
        BOTH,
        parts.one_team(
            PAID, parts.always(parts.EVERYTHING, replace(WRONG_KEY, by_gateway=False, headers={"server": "cloudflare"}))
        ),
        May(BAD, not_certain=KEY_IS_BAD, not_claimed=MONEY | FACTORS | OTHER_TEAM),
    ),
    World(
        "the key is refused by generations, and every look-up is throttled",
        on_vercel(REVOKED_KEY),
        Gateway(
            (Key(REVOKED_KEY, PAID, revoked=True),),
            rules=(parts.always(Where(("credits", "models", "endpoints", "model")), parts.THROTTLED),),
        ),
        May(("failing",), ("key-invalid-revoked-or-expired",), not_claimed=MONEY | FACTORS | OTHER_TEAM),
    ),
    World(
        "every look-up is throttled, and the app is served",
        BOTH,
        parts.one_team(
            PAID, parts.always(Where(("credits", "models", "endpoints", "model", "record")), parts.THROTTLED)
        ),
        May(WELL, not_claimed=BLAMES),
    ),
    World(
        "every look-up is throttled, and generations are the seed's",
        on_vercel(KEY, Token(parts.FREE_WITH_BYOK)),
        parts.one_team(
            parts.FREE_WITH_BYOK,
            parts.always(Where(("credits", "models", "endpoints", "model", "record")), parts.THROTTLED),
        ),
        May(
            ("failing",),
            names=(("byok-needs-paid-tier",), ("key-of-other-team",)),
            not_ruled_out=frozenset({"key-of-other-team"}),
            not_claimed=KEY_IS_BAD | FACTORS,
        ),
    ),
    World(
        "the firewall denies every look-up, and generations are the seed's",
        on_vercel(KEY, Token(parts.FREE_WITH_BYOK)),
        parts.one_team(parts.FREE_WITH_BYOK, parts.always(Where(("credits", "models", "endpoints")), parts.MITIGATED)),
        May(("failing",), names=(("byok-needs-paid-tier",),), not_claimed=KEY_IS_BAD | FACTORS),
    ),
    World(
        "credits by the token are a cache's copy of the key's, and the token's team pays",
        BOTH,
        parts.two_teams(
            parts.FREE_WITH_BYOK,
            PAID,
            parts.always(Where("credits", "token"), Answer(200, {"balance": "3.80", "total_used": "1.20"})),
        ),
        May(
            ("failing",),
            names=(("key-of-other-team",),),
            not_certain=frozenset({"byok-needs-paid-tier"}),
            not_ruled_out=frozenset({"key-of-other-team"}),
            not_claimed=KEY_IS_BAD,
        ),
    ),
    World(
        "the same sum is told to a key of a blocked team and to a token that serves",
        on_vercel(KEY, Token(PAID)),
        parts.two_teams(parts.BLOCKED, PAID, parts.always(EVERY_SUM, SAME)),
        May(
            ("failing",),
            names=(("team-blocked",), ("key-of-other-team",)),
            not_certain=frozenset({"team-blocked"}),
            not_claimed=KEY_IS_BAD,
        ),
    ),
    World(
        "the sum of the token is refused with 401, its generations are served, and the key is of the free tier",
        BOTH,
        parts.two_teams(parts.FREE_WITH_BYOK, PAID, parts.always(Where("credits", "token"), UNKNOWN)),
        May(
            ("failing",),
            names=(("byok-needs-paid-tier",), ("key-of-other-team",)),
            not_ruled_out=frozenset({"key-of-other-team"}),
            not_claimed=KEY_IS_BAD,
        ),
    ),
    World(
        "the list of models is another gateway's, and the app's model is served",
        BOTH,
        parts.one_team(
            PAID, parts.always(parts.MODELS, Answer(200, {"object": "list", "data": [{"id": "fake-model-1"}]}))
        ),
        May(WELL, not_claimed=BLAMES),
    ),
    World(
        "on a laptop nothing but the generation is answered, and it is the seed's",
        on_laptop(KEY),
        parts.by_key_alone(
            parts.FREE_WITH_BYOK, parts.always(Where(("credits", "models", "endpoints", "record")), parts.SILENCE)
        ),
        May(("failing",), names=(("byok-needs-paid-tier",), ("key-of-other-team",)), not_claimed=KEY_IS_BAD | FACTORS),
    ),
    World(
        "two keys of one team: the one in use has no budget left, the other is not read",
        on_vercel(KEY, Token(PAID), OPENAI_API_KEY=OTHER_KEY, GATEWAY_PROBE_CLIENT="ai-sdk-7"),
        Gateway((Key(KEY, PAID, budget_left=False), Key(OTHER_KEY, PAID)), (Token(PAID),)),
        May(("failing",), ("budget-reached",), not_claimed=KEY_IS_BAD | OTHER_TEAM),
    ),
    World(
        "the token is served where its team's sum says nothing at all, the key's the same: both by invoice",
        BOTH,
        parts.one_team(PAID, parts.always(Where("credits", ("key", "token")), Answer(200, {}))),
        May(WELL, not_claimed=BLAMES),
    ),
    World(
        "credits say 200 and forbidden, to the key alone, and its generations are denied as of a blocked team",
        BOTH,
        parts.two_teams(
            parts.BLOCKED,
            PAID,
            parts.always(
                Where("credits", "key"), Answer(200, {"error": {"message": "Forbidden.", "type": "access_denied"}})
            ),
        ),
        May(NOT_HEALTHY, names=(("team-blocked",), ("key-of-other-team",)), not_claimed=KEY_IS_BAD),
    ),
)
