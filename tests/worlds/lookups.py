"""Worlds in which a look-up fails, or says nothing, or something odd."""

from dataclasses import replace

from tests.standin import Answer, Gateway, Key, Rule, Team, Token, Where
from tests.worlds import parts
from tests.worlds.expectation import BAD, BLAMES, FACTORS, KEY_IS_BAD, OTHER_TEAM, May
from tests.worlds.world import KEY, REVOKED_KEY, World, on_vercel

SEED = parts.FREE_WITH_BYOK
BOTH = on_vercel(KEY, Token(parts.PAID))
SEED_BOTH = on_vercel(KEY, Token(SEED))
SERVED = May(("healthy", "degraded"), not_claimed=BLAMES)
BOTH_NAMED = May(
    ("failing",),
    names=(("byok-needs-paid-tier",), ("key-of-other-team",)),
    not_claimed=KEY_IS_BAD | FACTORS,
    certain=False,
)


def odd_credits(body: object) -> Gateway:
    """A paid team whose credits come in a form that nobody promised."""
    return parts.one_team(parts.PAID, parts.always(Where("credits", ("key", "token")), Answer(200, body)))


WORLDS = (
    World(
        "credits by the token are throttled, behind the seed's refusal",
        SEED_BOTH,
        parts.one_team(SEED, parts.always(Where("credits", "token"), parts.THROTTLED)),
        BOTH_NAMED,
    ),
    World(
        "credits by both are throttled, behind the seed's refusal",
        SEED_BOTH,
        parts.one_team(SEED, parts.always(parts.CREDITS, parts.THROTTLED)),
        BOTH_NAMED,
    ),
    World(
        "credits are down, behind the seed's refusal",
        SEED_BOTH,
        parts.one_team(SEED, parts.always(parts.CREDITS, parts.UNAVAILABLE)),
        BOTH_NAMED,
    ),
    World(
        "credits are down, and the app is served",
        BOTH,
        parts.one_team(parts.PAID, parts.always(parts.CREDITS, parts.UNAVAILABLE)),
        SERVED,
    ),
    World(
        "credits never answer, and the app is served",
        on_vercel(KEY, Token(parts.PAID), GATEWAY_PROBE_TIME_BUDGET="2"),
        parts.one_team(parts.PAID, parts.always(parts.CREDITS, parts.SILENCE)),
        SERVED,
    ),
    World(
        "credits are a captive page, and the app is served",
        BOTH,
        parts.one_team(parts.PAID, parts.always(parts.CREDITS, parts.FOREIGN_PAGE)),
        SERVED,
    ),
    World("numbers in place of decimals as text", BOTH, odd_credits({"balance": 95.5, "total_used": 4.5}), SERVED),
    World("a balance of null", BOTH, odd_credits({"balance": None, "total_used": None}), SERVED),
    World("a balance that is no number", BOTH, odd_credits({"balance": "NaN", "total_used": "Infinity"}), SERVED),
    World("credits are a list", BOTH, odd_credits([]), SERVED),
    World("credits are one word", BOTH, odd_credits("unlimited"), SERVED),
    World(
        "a made-up key is let in, and the key is served",
        BOTH,
        parts.one_team(
            parts.PAID,
            parts.always(Where("credits", "made-up"), Answer(200, {"balance": "95.50", "total_used": "4.50"})),
        ),
        May(("healthy", "degraded"), names=(("control-key-accepted",),), not_claimed=BLAMES),
    ),
    World(
        "the made-up key is throttled, the key is refused everywhere",
        on_vercel(REVOKED_KEY),
        Gateway(
            (Key(REVOKED_KEY, parts.PAID, revoked=True),),
            rules=(parts.always(Where("credits", "made-up"), parts.THROTTLED),),
        ),
        May(BAD, names=(("key-invalid-revoked-or-expired",),)),
    ),
    World(
        "the made-up key gets 403 and the key 401",
        on_vercel(REVOKED_KEY),
        Gateway(
            (Key(REVOKED_KEY, parts.PAID, revoked=True),),
            rules=(parts.always(Where("credits", "made-up"), parts.ACCESS_DENIED),),
        ),
        May(BAD, certain=False),
    ),
    World(
        "access denied to everybody, a made-up key included",
        BOTH,
        parts.one_team(parts.PAID, parts.always(Where(("credits", "generate")), parts.ACCESS_DENIED)),
        May(
            BAD,
            not_certain=frozenset({"team-blocked", "card-not-accepted"}),
            not_claimed=KEY_IS_BAD | OTHER_TEAM | FACTORS,
        ),
    ),
    World(
        "the list of models asks for a key",
        BOTH,
        parts.one_team(parts.PAID, parts.always(parts.MODELS, parts.refusal(401, "authentication_error"))),
        May(("healthy", "degraded", "inconclusive"), not_claimed=BLAMES),
    ),
    World(
        "the list of models is empty, and the app is served",
        BOTH,
        parts.one_team(parts.PAID, parts.always(parts.MODELS, Answer(200, {"object": "list", "data": []}))),
        May(("healthy", "degraded"), not_claimed=BLAMES | {"model-unknown-or-retired"}),
    ),
    World(
        "the list of models holds nonsense",
        BOTH,
        parts.one_team(
            parts.PAID, parts.always(parts.MODELS, Answer(200, {"data": [None, 7, {"id": None}, {"id": ["x"]}]}))
        ),
        SERVED,
    ),
    World(
        "the list of models is down, and the model is unknown",
        on_vercel(KEY, Token(parts.PAID), model="openai/gpt-9-nowhere"),
        parts.one_team(parts.PAID, parts.always(parts.MODELS, parts.UNAVAILABLE)),
        May(("failing",), verdict=("model-unknown-or-retired",), never_said=("list does not name",)),
    ),
    World(
        "the record says system where the routing says byok",
        on_vercel(KEY, Token(parts.PAID), model="azure/gpt-5.4-mini"),
        parts.one_team(
            parts.PAID,
            Rule(
                Where("record"),
                lambda _request, ordinary: replace(
                    ordinary,
                    body={"data": {**ordinary.body["data"], "is_byok": False}}
                    if ordinary.status == 200
                    else ordinary.body,
                ),
            ),
        ),
        May(("healthy", "degraded", "inconclusive"), not_claimed=KEY_IS_BAD | FACTORS | OTHER_TEAM),
    ),
    World(
        "the record is a page of HTML",
        BOTH,
        parts.one_team(parts.PAID, parts.always(Where("record"), parts.FOREIGN_PAGE)),
        SERVED,
    ),
    World(
        "the endpoints list is down, and the app is served",
        BOTH,
        parts.one_team(parts.PAID, parts.always(Where("endpoints"), parts.UNAVAILABLE)),
        SERVED,
    ),
    World(
        "everything but the generation is down, and the generation is the seed's",
        SEED_BOTH,
        parts.one_team(SEED, parts.always(Where(("credits", "models", "endpoints", "record")), parts.UNAVAILABLE)),
        BOTH_NAMED,
    ),
    World(
        "credits say 200 with an error inside",
        BOTH,
        odd_credits({"error": {"message": "Internal error", "type": "internal_server_error"}}),
        SERVED,
    ),
    World(
        "one cache for both credentials, and a made-up key is refused",
        on_vercel(KEY, Token(parts.OTHER_PAID)),
        parts.two_teams(
            SEED,
            parts.OTHER_PAID,
            parts.always(Where("credits", ("key", "token")), Answer(200, {"balance": "41.07", "total_used": "8.93"})),
        ),
        May(
            ("failing",), names=(("key-of-other-team",),), certain=False, not_ruled_out=frozenset({"key-of-other-team"})
        ),
    ),
    World(
        "both are of a free team without BYOK, and credits are gone",
        on_vercel(KEY, Token(Team("team_FAKEfree", "free", "3.80", "1.20")), model="zai/glm-5"),
        parts.one_team(parts.FREE, parts.always(parts.CREDITS, parts.UNAVAILABLE)),
        May(("failing",), verdict=("free-tier-model-restricted",), not_claimed=KEY_IS_BAD | FACTORS),
    ),
)
