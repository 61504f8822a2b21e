"""Worlds in which a look-up or a control does not say what it usually says."""

from tests.standin import Answer, Gateway, Key, Model, Rule, Token, Where
from tests.standin.account import CATALOGUE
from tests.worlds import parts
from tests.worlds.expectation import BAD, BLAMES, FACTORS, KEY_IS_BAD, MONEY, OTHER_TEAM, May
from tests.worlds.world import ASKED, KEY, REVOKED_KEY, World, on_vercel

WELL = ("healthy", "degraded")
BOTH = on_vercel(KEY, Token(parts.PAID))
FREE = parts.FREE_WITH_BYOK
UNAUTHORIZED = parts.refusal(401, "authentication_error", "Authentication failed.")
LOOKUPS = Where(("models", "endpoints", "model", "credits", "config", "record"))
WITHOUT_ASKED = tuple(item for item in CATALOGUE if item.id != ASKED)
REVOKED = Gateway((Key(REVOKED_KEY, parts.PAID, revoked=True),))


def well(name: str, may: May, *rules: Rule) -> World:
    """The app is served."""
    return World(name, BOTH, parts.one_team(parts.PAID, *rules), may)


SERVED = May(WELL, not_claimed=BLAMES | {"model-unknown-or-retired", "gateway-5xx"})

WORLDS = (
    well(
        "the list of models is empty, the model is served",
        SERVED,
        parts.always(parts.MODELS, Answer(200, {"object": "list", "data": []})),
    ),
    well(
        "the sums are numbers where texts are promised",
        SERVED,
        parts.always(parts.CREDITS, Answer(200, {"balance": 95.5, "total_used": 4.5})),
    ),
    well("the sums are an empty object", SERVED, parts.always(parts.CREDITS, Answer(200, {}))),
    well(
        "the sums are words",
        SERVED,
        parts.always(parts.CREDITS, Answer(200, {"balance": "plenty", "total_used": "some"})),
    ),
    well(
        "every look-up fails with 503, and the app is served",
        May(WELL, certain=False, not_claimed=BLAMES | {"model-unknown-or-retired"}),
        parts.always(LOOKUPS, parts.UNAVAILABLE),
    ),
    well(
        "a firewall challenges every look-up, and the app is served",
        May((*WELL, "inconclusive"), certain=False, not_claimed=BLAMES | {"model-unknown-or-retired"}),
        parts.always(LOOKUPS, parts.CHALLENGE),
    ),
    well(
        "the sums of the key get 401, of the token 200, and the key is served",
        May(WELL, certain=False, not_claimed=MONEY | FACTORS | OTHER_TEAM | KEY_IS_BAD),
        parts.always(Where("credits", "key"), UNAUTHORIZED),
    ),
    well(
        "the sums of the key get 403 forbidden, and the key is served",
        May(WELL, certain=False, not_claimed=BLAMES),
        parts.always(Where("credits", "key"), parts.ACCESS_DENIED),
    ),
    World(
        "a served model is missing in the list",
        BOTH,
        Gateway(
            (Key(KEY, parts.PAID),),
            (Token(parts.PAID),),
            rules=(
                parts.always(
                    parts.MODELS,
                    Answer(
                        200,
                        {
                            "object": "list",
                            "data": [{"id": item.id, "object": "model", "type": item.kind} for item in WITHOUT_ASKED],
                        },
                    ),
                ),
            ),
        ),
        SERVED,
    ),
    World(
        "the list names the model, and the gateway says that there is none",
        BOTH,
        parts.one_team(
            parts.PAID,
            parts.always(
                Where("generate", model=ASKED), parts.refusal(404, "model_not_found", f"Model '{ASKED}' not found")
            ),
        ),
        May(
            BAD,
            names=(("model-unknown-or-retired",),),
            not_certain=frozenset({"model-unknown-or-retired"}),
            not_claimed=BLAMES,
        ),
    ),
    World(
        "the list was empty when the model was not found",
        on_vercel(KEY, Token(parts.PAID), model="openai/gpt-5.5-mini"),
        parts.one_team(parts.PAID, parts.always(parts.MODELS, Answer(200, {"object": "list", "data": []}))),
        May(("failing",), names=(("model-unknown-or-retired",),), not_claimed=BLAMES),
    ),
    World(
        "a model of another kind lies in the list under the asked name",
        BOTH,
        Gateway(
            (Key(KEY, parts.PAID),),
            (Token(parts.PAID),),
            models=(Model(ASKED, ("openai", "azure"), kind="image"), *WITHOUT_ASKED),
        ),
        May(BAD, names=(("model-of-wrong-kind",),), not_claimed=BLAMES),
    ),
    World(
        "the control answers 500, the key gets 401 everywhere",
        on_vercel(REVOKED_KEY),
        Gateway(REVOKED.keys, rules=(parts.always(Where("credits", "made-up"), parts.UNAVAILABLE),)),
        May(("failing",), names=(("key-invalid-revoked-or-expired",),), not_claimed=MONEY | FACTORS | OTHER_TEAM),
    ),
    World(
        "the control is served, the key gets 401 everywhere",
        on_vercel(REVOKED_KEY),
        Gateway(
            REVOKED.keys,
            rules=(parts.always(Where("credits", "made-up"), Answer(200, {"balance": "1.00", "total_used": "0.00"})),),
        ),
        May(BAD, certain=False, not_claimed=MONEY | FACTORS | OTHER_TEAM),
    ),
    World(
        "the credits of a revoked key are silent, its generations get 401",
        on_vercel(REVOKED_KEY),
        Gateway(REVOKED.keys, rules=(parts.always(Where("credits", "key"), parts.SILENCE),)),
        May(BAD, names=(("key-invalid-revoked-or-expired",),), not_claimed=MONEY | FACTORS | OTHER_TEAM),
    ),
    World(
        "BYOK is refused, and no sum can be read",
        on_vercel(KEY, Token(FREE)),
        parts.one_team(FREE, parts.always(parts.CREDITS, parts.UNAVAILABLE)),
        May(
            ("failing",),
            names=(("byok-needs-paid-tier",),),
            not_claimed=FACTORS | KEY_IS_BAD | OTHER_TEAM,
            not_ruled_out=frozenset({"key-of-other-team"}),
            not_named=frozenset({"positive-balance-is-free-credit"}),
        ),
    ),
    World(
        "BYOK is refused, and the sums are cut in the middle",
        on_vercel(KEY, Token(FREE)),
        parts.one_team(
            FREE, Rule(parts.CREDITS, lambda _request, ordinary: Answer(ordinary.status, ordinary.body, cut=True))
        ),
        May(("failing",), names=(("byok-needs-paid-tier",),), not_claimed=FACTORS | KEY_IS_BAD | OTHER_TEAM),
    ),
)
