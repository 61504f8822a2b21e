"""Worlds whose look-ups say something else than their generations: out of a store, of another, late, or in part."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from tests.standin import Answer, Credential, Gateway, Key, Rule, Team, Token, Where, error_body
from tests.standin.account import CATALOGUE
from tests.standin.deciding import unauthorized
from tests.standin.doors import Request
from tests.worlds import parts
from tests.worlds.expectation import (
    BAD,
    BLAMES,
    FACTORS,
    KEY_IS_BAD,
    MONEY,
    NOT_HEALTHY,
    NOT_THE_GATEWAY,
    OTHER_TEAM,
    May,
)
from tests.worlds.world import ASKED, KEY, REVOKED_KEY, Place, World, on_laptop, on_vercel

WELL = ("healthy", "degraded")
BOTH = on_vercel(KEY, Token(parts.PAID))
NOT_SURE_OF_HEALTH = May(("healthy", *NOT_HEALTHY), certain=False, not_claimed=BLAMES)
WANTS_OWN = BOTH.having({"GATEWAY_PROBE_EXPECT_CREDENTIAL": "byok", "GATEWAY_PROBE_MODEL": "azure/gpt-5.4-mini"})
SAME_FOR_ALL = Answer(200, {"balance": "95.50", "total_used": "4.50"})
GONE = tuple(model for model in CATALOGUE if model.id != ASKED)


def world(name: str, may: May, *rules: Rule, place: Place = BOTH, team: Team = parts.PAID) -> World:
    """One team, of the key and of the token."""
    return World(name, place, parts.one_team(team, *rules), may)


def records(change: Callable[[dict[str, Any]], dict[str, Any]]) -> Rule:
    """Records of generations with something changed."""

    def answer(_request: Request, ordinary: Answer) -> Answer:
        if ordinary.status != 200:
            return ordinary
        return replace(ordinary, body={"data": change(ordinary.body["data"])})

    return Rule(Where("record"), answer)


def told_of_one(_request: Request, ordinary: Answer) -> Answer:
    """The list of the models, which ends after the first."""
    return replace(ordinary, body={"object": "list", "data": ordinary.body["data"][1:2]})


OWN = Team(stored=parts.AZURE)
BROKEN = Team(stored={"azure": Credential("bad-key")})
DOWN = {"name": "openai | fake", "provider_name": "openai", "status": -1, "uptime_last_1h": 0, "uptime_last_1d": 0}

WORLDS = (
    world(
        "the credits of whoever asked first are handed to all, and the key is refused for generations",
        May(
            BAD,
            names=(("key-invalid-revoked-or-expired", "control-key-accepted"),),
            not_certain=OTHER_TEAM | {"bad-key-shadows-oidc"},
            not_claimed=MONEY | OTHER_TEAM,
        ),
        Rule(parts.CREDITS, SAME_FOR_ALL),
        Rule(Where("generate", "key"), unauthorized()),
    ),
    world(
        "the refusal of the made-up key is handed to all who ask for credits, generations are served",
        May(WELL, not_certain=KEY_IS_BAD, not_claimed=MONEY | FACTORS | OTHER_TEAM),
        Rule(parts.CREDITS, unauthorized()),
    ),
    world(
        "the refusal of the made-up key is handed to all who ask for credits, generations want the paid tier",
        May(("failing",), names=(("byok-needs-paid-tier",),), not_claimed=KEY_IS_BAD | FACTORS | OTHER_TEAM),
        Rule(parts.CREDITS, unauthorized()),
        team=parts.FREE_WITH_BYOK,
    ),
    world(
        "the key is known by its credits, and refused by every generation",
        May(BAD, not_certain=KEY_IS_BAD, not_claimed=MONEY | OTHER_TEAM | {"oidc-refused"}),
        Rule(Where("generate", "key"), unauthorized()),
    ),
    world(
        "the key and the token are known by their credits, and refused by every generation",
        May(BAD, not_certain=KEY_IS_BAD | {"oidc-refused"}, not_claimed=MONEY | OTHER_TEAM | FACTORS),
        Rule(Where("generate", ("key", "token")), unauthorized()),
    ),
    world(
        "the key is known by its credits, there is no token, and every generation refuses it",
        May(BAD, not_certain=KEY_IS_BAD, not_claimed=MONEY | OTHER_TEAM | FACTORS),
        Rule(Where("generate", "key"), unauthorized()),
        place=on_laptop(KEY),
    ),
    world(
        "the list has the model, its providers are told, and the gateway does not know it",
        May(("failing",), not_certain=frozenset({"model-unknown-or-retired"}), not_claimed=BLAMES),
        Rule(Where("generate", model=ASKED), parts.unknown_model(ASKED)),
    ),
    world(
        "the list has one model, and another is served",
        May(WELL, not_claimed=BLAMES | {"model-unknown-or-retired"}),
        Rule(parts.MODELS, told_of_one),
    ),
    world(
        "the list has one model, no provider of the asked one is known, and it is unknown",
        May(("failing",), names=(("model-unknown-or-retired",),), not_claimed=BLAMES),
        Rule(parts.MODELS, told_of_one),
        Rule(Where("endpoints"), Answer(404, error_body("Model not found", "model_not_found"))),
        Rule(Where("generate", model=ASKED), parts.unknown_model(ASKED)),
    ),
    world(
        "the list has no model, and generations want the paid tier",
        May(
            ("failing",),
            names=(("byok-needs-paid-tier",),),
            not_claimed=KEY_IS_BAD | FACTORS | OTHER_TEAM | {"model-unknown-or-retired"},
        ),
        Rule(parts.MODELS, Answer(200, {"object": "list", "data": []})),
        team=parts.FREE_WITH_BYOK,
    ),
    world(
        "every provider is told to be down, and a rule denies the model",
        May(("failing",), names=(("routing-rule-denied",),), not_claimed=BLAMES | {"provider-route-down-for-model"}),
        Rule(Where("endpoints"), Answer(200, {"data": {"id": ASKED, "endpoints": [DOWN]}})),
        team=parts.DENIED,
    ),
    world(
        "every provider is told to be down, and all are served",
        May(WELL, not_claimed=BLAMES | {"provider-route-down-for-model"}),
        Rule(Where("endpoints"), Answer(200, {"data": {"id": ASKED, "endpoints": [DOWN]}})),
    ),
    world(
        "the team's own credential is to serve, the answer says so, the record does not",
        NOT_SURE_OF_HEALTH,
        records(lambda data: {**data, "is_byok": False, "total_cost": 0.0001, "usage": 0.0001}),
        place=WANTS_OWN,
        team=OWN,
    ),
    world(
        "the team's own credential is to serve, the record says so, the answer does not",
        replace(NOT_SURE_OF_HEALTH, certain=None, status=NOT_HEALTHY),
        records(lambda data: {**data, "is_byok": True, "total_cost": 0, "usage": 0}),
        place=WANTS_OWN,
        team=BROKEN,
    ),
    world(
        "the team's own credential is to serve, and the record is of another generation",
        May(("healthy", *NOT_HEALTHY), not_certain=frozenset({"expected-credential-not-used"}), not_claimed=BLAMES),
        records(
            lambda data: {**data, "id": "gen_FAKEsomebodyelse0000000001", "is_byok": False, "provider_name": "openai"}
        ),
        place=WANTS_OWN,
        team=OWN,
    ),
    World(
        "the team's own credential is to serve, no answer tells whose did, and there is no record",
        WANTS_OWN,
        replace(
            parts.one_team(OWN, Rule(Where("record"), Answer(404, error_body("Not found", "not_found")))),
            metadata="none",
        ),
        May(
            ("healthy", *NOT_HEALTHY),
            certain=False,
            not_certain=frozenset({"expected-credential-not-used"}),
            not_claimed=BLAMES,
        ),
    ),
    World(
        "the team's own credential is to serve, no answer tells whose did, and the record is of another generation",
        WANTS_OWN,
        replace(
            parts.one_team(
                OWN, records(lambda data: {**data, "id": "gen_FAKEsomebodyelse0000000001", "is_byok": False})
            ),
            metadata="none",
        ),
        May(
            ("healthy", *NOT_HEALTHY),
            certain=False,
            not_certain=frozenset({"expected-credential-not-used", "byok-credential-missing-or-disabled"}),
            not_claimed=BLAMES,
        ),
    ),
    world(
        "the record names another model than the answer, and another than was asked",
        May(("healthy", *NOT_HEALTHY), not_claimed=BLAMES, not_certain=frozenset({"another-model-served"})),
        records(lambda data: {**data, "model": "openai/gpt-4o-mini"}),
    ),
    world(
        "records, endpoints and credits all answer 503, generations are served",
        May(WELL, not_claimed=BLAMES | NOT_THE_GATEWAY | {"gateway-5xx"}),
        Rule(Where(("record", "endpoints", "credits")), parts.UNAVAILABLE),
    ),
    world(
        "look-ups all answer 503, and generations want the paid tier",
        May(
            ("failing",),
            names=(("byok-needs-paid-tier",), ("key-of-other-team",)),
            not_certain=MONEY,
            not_claimed=KEY_IS_BAD | FACTORS,
        ),
        Rule(Where(("record", "endpoints", "credits", "models")), parts.UNAVAILABLE),
        team=parts.FREE_WITH_BYOK,
    ),
    world(
        "the list of models wants a credential, all else is the gateway's, and a rule denies the model",
        May(BAD, not_claimed=KEY_IS_BAD | MONEY | OTHER_TEAM | FACTORS),
        Rule(parts.MODELS, unauthorized()),
        team=parts.DENIED,
    ),
    World(
        "a revoked key whose credits are told out of a store of this morning, no token",
        on_laptop(REVOKED_KEY),
        Gateway(
            (Key(REVOKED_KEY, parts.PAID, revoked=True),),
            rules=(Rule(Where("credits", "key"), SAME_FOR_ALL.with_headers(age="7200")),),
        ),
        May(
            BAD,
            # Its credits say that it is known, be they of this morning.
            not_claimed=MONEY | FACTORS | OTHER_TEAM,
        ),
    ),
    World(
        "a model of no list, whose providers are told, served",
        on_vercel(KEY, Token(parts.PAID)),
        replace(
            parts.one_team(parts.PAID),
            rules=(Rule(parts.MODELS, Answer(200, {"object": "list", "data": [{"id": m.id} for m in GONE]})),),
        ),
        May(WELL, not_claimed=BLAMES | {"model-unknown-or-retired"}),
    ),
    world(
        "credits by the token are those of another team, both are refused by the same rule's word",
        May(("failing",), names=(("routing-rule-denied",),), not_claimed=KEY_IS_BAD | MONEY | FACTORS),
        Rule(Where("credits", "token"), Answer(200, {"balance": "3.10", "total_used": "1.90"})),
        team=parts.DENIED,
    ),
)
