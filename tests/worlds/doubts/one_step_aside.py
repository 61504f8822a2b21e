"""One step beside a state that is decided: each answer is the known one, but for the one that would have decided it."""

from dataclasses import replace

from tests.standin import Answer, Gateway, Rule, Token, Where, error_body
from tests.standin.deciding import unauthorized
from tests.worlds import parts
from tests.worlds.expectation import BAD, FACTORS, KEY_IS_BAD, MONEY, NOT_HEALTHY, OIDC, May
from tests.worlds.world import ASKED, KEY, TIER, World, on_vercel

CLAUDE = "anthropic/claude-sonnet-4.5"
UNAUTHORIZED = unauthorized()
RESTRICTED = Answer(
    403,
    error_body(
        "Free tier users do not have access to this model. Upgrade to paid credits for unrestricted access.",
        "no_providers_available",
        {"name": "RestrictedModelsError", "statusCode": 403},
    ),
)
BY_TEAM = Answer(
    403,
    error_body(
        "Your team has restricted access to this model.",
        "no_providers_available",
        {"name": "RestrictedModelsByTeamError", "statusCode": 403},
    ),
)
NO_CARD = parts.refusal(403, "customer_verification_required", "AI Gateway requires a valid credit card on file.")
REFUSED_AS_TIER = Rule(Where("generate", model=ASKED), parts.BYOK_REFUSAL)


def _paid(name: str, may: May, *rules: Rule, **settings: str) -> World:
    return World(name, on_vercel(KEY, Token(parts.PAID)).having(settings), parts.one_team(parts.PAID, *rules), may)


WORLDS = (
    # Who asks.
    _paid(
        "the gateway knows nobody for a while: key, token and made-up key get 401",
        May(BAD, not_certain=KEY_IS_BAD | OIDC),
        Rule(Where(("credits", "generate", "record", "config")), UNAUTHORIZED),
    ),
    World(
        "the token's balance is told, its generations are 401",
        on_vercel(None, Token(parts.PAID)),
        Gateway(tokens=(Token(parts.PAID),), rules=(Rule(parts.GENERATE, UNAUTHORIZED),)),
        May(BAD, not_certain=OIDC | KEY_IS_BAD),
    ),
    World(
        "the token's balance is 401, its generations are served",
        on_vercel(None, Token(parts.PAID)),
        Gateway(tokens=(Token(parts.PAID),), rules=(Rule(parts.CREDITS, UNAUTHORIZED),)),
        May(("healthy", "degraded", "inconclusive"), not_certain=OIDC, not_silent=True),
    ),
    _paid(
        "the key is 401 in what names a deployment, and known in all else",
        May(("failing", "inconclusive"), not_certain=KEY_IS_BAD),
        Rule(Where("generate", origin=True), UNAUTHORIZED),
    ),
    _paid(
        "one of three nodes does not know the key yet",
        # It may well be that no generation of the run comes to that node.
        May(("healthy", *NOT_HEALTHY), certain=False, not_certain=KEY_IS_BAD, not_claimed=FACTORS),
        Rule(Where(("generate", "credits"), "key", node=(3, 0)), UNAUTHORIZED),
    ),
    _paid(
        "a block is lifted while the run goes on",
        May(NOT_HEALTHY, not_certain=frozenset({"team-blocked", "card-not-accepted"}) | FACTORS),
        Rule(Where(("generate", "credits"), ("key", "token")), parts.ACCESS_DENIED, last=5),
    ),
    World(
        "the sum by the key is another team's at first, and the deployment's the second time",
        on_vercel(KEY, Token(parts.FREE_WITH_BYOK)),
        parts.one_team(
            parts.FREE_WITH_BYOK,
            Rule(Where("credits", "key"), Answer(200, {"balance": "41.07", "total_used": "8.93"}), last=1),
        ),
        May(("failing",), names=(("byok-needs-paid-tier",),), not_certain=frozenset({"key-of-other-team"})),
    ),
    _paid(
        "a team named by the app is 401 with this key, balances too",
        May(("failing",), names=(("refusal-depends-on-named-team",),), not_certain=KEY_IS_BAD),
        Rule(Where(header="x-vercel-ai-gateway-team"), UNAUTHORIZED),
        GATEWAY_PROBE_TEAM="team_FAKEother",
    ),
    # Tiers.
    _paid(
        "the tier's refusal, and the model that tells the tier is refused by the team's own list",
        May(("failing",), names=(("byok-needs-paid-tier",), ("purchase-not-effective-yet",)), certain=False),
        REFUSED_AS_TIER,
        Rule(Where("generate", model=TIER), BY_TEAM),
    ),
    _paid(
        "the tier's refusal, and the model that tells the tier is over a rate",
        May(("failing",), names=(("byok-needs-paid-tier",),), certain=False),
        REFUSED_AS_TIER,
        Rule(Where("generate", model=TIER), parts.THROTTLED),
    ),
    _paid(
        "the tier's refusal, and the model that tells the tier is gone",
        May(("failing",), names=(("byok-needs-paid-tier",),), certain=False),
        REFUSED_AS_TIER,
        Rule(Where("generate", model=TIER), parts.unknown_model(TIER)),
    ),
    World(
        "the tier's refusal, and the model that tells the tier is refused once as free and served once",
        on_vercel(KEY),
        parts.by_key_alone(parts.PAID, REFUSED_AS_TIER, Rule(Where("generate", model=TIER), RESTRICTED, last=1)),
        # It is asked once where it is refused: the second answer is never seen.
        May(("failing",), names=(("byok-needs-paid-tier",), ("key-of-other-team",))),
    ),
    World(
        "a paid model is refused as to the free tier with the key, and served with the token of the team",
        on_vercel(KEY, Token(parts.PAID), model=CLAUDE),
        parts.one_team(parts.PAID, Rule(Where("generate", "key", model=CLAUDE), RESTRICTED)),
        May(BAD, not_certain=frozenset({"free-tier-model-restricted"})),
    ),
    World(
        "a paid model is refused as to the free tier beside a hundred dollars",
        on_vercel(KEY, Token(replace(parts.PAID, balance="100.00", used="0.00")), model=CLAUDE),
        parts.one_team(
            replace(parts.PAID, balance="100.00", used="0.00"), Rule(Where("generate", model=CLAUDE), RESTRICTED)
        ),
        May(
            ("failing",),
            names=(("free-tier-model-restricted",), ("purchase-not-effective-yet",)),
            certain=False,
            first_never=("vercel buy",),
        ),
    ),
    World(
        "a card is wanted of what names a deployment, not of the same request without",
        on_vercel(KEY, Token(parts.PAID)),
        parts.one_team(parts.PAID, Rule(Where("generate", origin=True), NO_CARD)),
        May(("failing",), not_certain=frozenset({"no-card-on-file", "card-not-accepted"})),
    ),
    World(
        "a card is wanted with the key, not with the token of the same team",
        on_vercel(KEY, Token(parts.PAID)),
        parts.one_team(parts.PAID, Rule(Where("generate", "key"), NO_CARD)),
        May(("failing",), not_certain=frozenset({"no-card-on-file", "card-not-accepted"})),
    ),
    World(
        "no funds for the key, whose balance is a third of a cent",
        on_vercel(KEY),
        parts.by_key_alone(replace(parts.PAID, balance="0.0034"), Rule(parts.GENERATE, parts.NO_FUNDS)),
        May(BAD, names=(("byok-blocked-at-zero-balance",),), certain=False),
    ),
    World(
        "no funds for plain answers, and streams are served: the money came a moment ago",
        on_vercel(KEY, Token(parts.PAID)),
        parts.one_team(parts.PAID, Rule(Where("generate", streamed=False), parts.NO_FUNDS, last=1)),
        May(NOT_HEALTHY, certain=False, not_certain=MONEY | FACTORS),
    ),
)
