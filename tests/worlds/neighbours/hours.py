"""Moments and luck: what changes between two requests, alone and on top of a fault that lasts; and a provider's words."""

from dataclasses import replace

from tests.standin import Answer, Credential, Rule, Team, Token, Where, error_body
from tests.worlds import parts
from tests.worlds.expectation import BAD, FACTORS, KEY_IS_BAD, MONEY, OIDC, OTHER_TEAM, STORED_CREDENTIAL, May
from tests.worlds.neighbours import pieces
from tests.worlds.world import ASKED, KEY, World, on_laptop, on_vercel

PAID = Token(parts.PAID)
GIVEN = Where("generate", model=ASKED)
GATEWAYS = (
    ("insufficient_funds", 402, {"byok-blocked-at-zero-balance", "free-credit-used-up"}),
    ("authentication_error", 401, KEY_IS_BAD),
    ("access_denied", 403, {"team-blocked", "card-not-accepted"}),
    ("forbidden", 403, {"routing-rule-denied"}),
    ("quota_for_entity_exceeded", 429, {"budget-reached"}),
    ("byok_requires_paid_credits", 403, {"byok-needs-paid-tier"}),
)
REGION = parts.refusal(403, "model_unavailable_in_region", "This model is not available in your region.")
OF_TOMORROW = parts.refusal(403, "entitlement_pending", "The entitlement of this team is being reviewed.")


def passed_through(kind: str, status: int, whose: str) -> Answer:
    """A provider's refusal, whose type the gateway passes on in the place of its own."""
    told = parts.routed("openai", whose, statusCode=status, error="Refused by the provider.")
    return Answer(status, error_body("Refused by the provider.", kind, None, told))


WORLDS = (
    *(
        World(
            f"the refusal of BYOK comes in {p:.0%} of the requests ({seed})",
            on_vercel(KEY, PAID),
            parts.one_team(parts.PAID, Rule(GIVEN, parts.BYOK_REFUSAL, p=p), seed=seed),
            May(pieces.ANYHOW, not_certain=MONEY | FACTORS | OTHER_TEAM),
        )
        for p, seed in ((0.3, 11), (0.7, 12))
    ),
    *(
        World(
            f"key and token are unknown in {p:.0%} of the generations",
            on_vercel(KEY, PAID),
            parts.one_team(parts.PAID, Rule(parts.GENERATE, pieces.UNAUTHORIZED, p=p), seed=seed),
            May(pieces.ANYHOW, not_certain=KEY_IS_BAD | OIDC | FACTORS | MONEY),
        )
        for p, seed in ((0.4, 21), (0.8, 22))
    ),
    World(
        "one of two machines behind the gateway's name takes no key",
        on_vercel(KEY),
        parts.by_key_alone(parts.PAID, Rule(Where(("credits", "generate"), "key", node=(2, 1)), pieces.UNAUTHORIZED)),
        May(pieces.ANYHOW, not_certain=KEY_IS_BAD | FACTORS | MONEY, not_silent=True),
    ),
    World(
        "a connection that was used before is forbidden everything",
        on_vercel(KEY),
        parts.by_key_alone(parts.PAID, Rule(Where(("credits", "generate"), "key", kept=True), parts.ACCESS_DENIED)),
        May(pieces.ANYHOW, not_certain=MONEY | FACTORS),
    ),
    World(
        "a free team's provider key, and half of all generations fail besides",
        on_vercel(KEY, Token(parts.FREE_WITH_BYOK)),
        parts.one_team(parts.FREE_WITH_BYOK, Rule(parts.GENERATE, parts.UNAVAILABLE, p=0.5), seed=31),
        May(BAD, names=(("byok-needs-paid-tier", "gateway-5xx", "comes-and-goes"),), not_certain=FACTORS | OTHER_TEAM),
    ),
    World(
        "a routing rule denies, and every third request is throttled",
        on_vercel(KEY),
        parts.by_key_alone(parts.DENIED, Rule(parts.GENERATE, parts.THROTTLED, p=0.33), seed=35),
        May(BAD, names=(("routing-rule-denied",),), not_claimed=FACTORS | KEY_IS_BAD),
    ),
    World(
        "only the stream is refused, now and then",
        on_vercel(KEY, PAID),
        parts.one_team(parts.PAID, Rule(Where("generate", streamed=True), parts.ACCESS_DENIED, p=0.5), seed=33),
        May(pieces.ANYHOW, not_certain=MONEY | FACTORS),
    ),
    World(
        "the look-ups are throttled, and all is served",
        on_vercel(KEY, PAID),
        parts.one_team(parts.PAID, Rule(Where(("credits", "models", "endpoints")), parts.THROTTLED)),
        May(pieces.NOT_BAD, not_claimed=pieces.ALL),
    ),
    World(
        "everything is throttled, the list of models too",
        on_vercel(KEY, PAID),
        parts.one_team(parts.PAID, Rule(Where(), parts.THROTTLED)),
        May(BAD, not_claimed=KEY_IS_BAD | OIDC | OTHER_TEAM),
    ),
    World(
        "the gateway is ill: 500 from every door but the list of models",
        on_vercel(KEY, PAID),
        parts.one_team(parts.PAID, Rule(Where(("credits", "generate")), parts.UNAVAILABLE)),
        May(BAD, names=(("gateway-5xx",),), not_claimed=KEY_IS_BAD | MONEY | FACTORS),
    ),
    World(
        "the model is not given in this region",
        on_vercel(KEY),
        parts.by_key_alone(parts.PAID, Rule(GIVEN, REGION)),
        May(BAD, not_claimed=pieces.ALL),
    ),
    World(
        "a refusal of a kind that nobody has seen yet",
        on_vercel(KEY, PAID),
        parts.one_team(parts.PAID, Rule(parts.GENERATE, OF_TOMORROW)),
        May(BAD, not_claimed=pieces.ALL, generations=(0, 14)),
    ),
    *(
        World(
            f"a provider says {kind} of the gateway's own credential, and the gateway passes the word on",
            on_vercel(KEY, PAID),
            parts.one_team(parts.PAID, Rule(GIVEN, passed_through(kind, status, "system"))),
            May(BAD, not_certain=frozenset(wrong)),
        )
        for kind, status, wrong in GATEWAYS
    ),
    *(
        World(
            f"a provider says {kind} of the team's own credential, in a body of its own",
            on_laptop(KEY),
            parts.by_key_alone(
                parts.PAID, Rule(GIVEN, parts.tried("openai", "byok", status, "Refused.", {"error": {"type": kind}}))
            ),
            May(BAD, not_claimed=frozenset(wrong)),
        )
        for kind, status, wrong in GATEWAYS[:3]
    ),
    World(
        "OpenAI does not know the stored key, and nothing stands in for it",
        on_vercel(KEY),
        parts.by_key_alone(Team(stored={"openai": Credential("bad-key")}), system=parts.NO_ROUTE),
        May(("failing",), verdict=tuple(STORED_CREDENTIAL), at_least="likely", not_claimed=KEY_IS_BAD),
    ),
    World(
        "OpenAI's account behind the stored key is empty",
        on_vercel(KEY),
        parts.by_key_alone(Team(stored={"openai": Credential("no-funds")}), system=parts.NO_ROUTE),
        May(("failing",), names=(("upstream-account-out-of-funds",),), not_claimed=MONEY),
    ),
    World(
        "OpenAI refuses the stored key, and the gateway's own serves",
        on_vercel(KEY, model="openai/gpt-4o-mini"),
        parts.by_key_alone(Team(stored={"openai": Credential("bad-key")})),
        May(("degraded", "failing"), names=(("byok-failed-silent-system-fallback",),)),
    ),
    World(
        "the asked model is refused by a routing rule",
        on_vercel(KEY, Token(parts.DENIED)),
        parts.one_team(parts.DENIED),
        May(("failing",), verdict=("routing-rule-denied",), at_least="likely", generations=(0, 6)),
    ),
    World(
        "all is well, by a team's own provider key",
        on_vercel(KEY, PAID, model="azure/gpt-5.4-mini"),
        parts.one_team(parts.PAID),
        May(("healthy",), certain=True, generations=(0, 2)),
    ),
    World(
        "all is well, by the token alone",
        on_vercel(None, PAID),
        parts.one_team(parts.PAID),
        May(("healthy",), certain=True, generations=(0, 2)),
    ),
    World(
        "all is well on a laptop",
        on_laptop(KEY),
        parts.by_key_alone(replace(parts.PAID, balance="0.41")),
        May(("healthy",), certain=True, generations=(0, 2)),
    ),
)
