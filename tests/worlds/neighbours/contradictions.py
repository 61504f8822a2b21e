"""Two answers of one run that cannot both be of the state that the louder one names."""

from dataclasses import replace

from tests.standin import Gateway, Key, Rule, Team, Token, Where, passed_on
from tests.standin.generation import refused_in_stream
from tests.worlds import parts
from tests.worlds.expectation import BAD, FACTORS, KEY_IS_BAD, MONEY, NOT_HEALTHY, OTHER_TEAM, May
from tests.worlds.neighbours import pieces
from tests.worlds.neighbours.pieces import with_credits
from tests.worlds.world import ASKED, KEY, TIER, World, on_laptop, on_vercel

PAID = Token(parts.PAID)
SEED = parts.FREE_WITH_BYOK
RICH = replace(parts.FREE, balance="105.00", used="0.00")
PLAIN = Where("generate", streamed=False)
STREAM = Where("generate", streamed=True)
HERE, THERE = ("41.07", "8.93"), ("3.80", "1.20")
OTHER_TOKEN = Token(parts.OTHER_PAID)

WORLDS = (
    World(
        "a model for paying teams is refused as to a free one, beside a hundred dollars",
        on_vercel(KEY, Token(RICH), model="zai/glm-5"),
        parts.one_team(RICH),
        May(
            ("failing",),
            names=(("free-tier-model-restricted",), ("purchase-not-effective-yet", "positive-balance-is-free-credit")),
            first_never=("buy credits for", "vercel buy"),
        ),
    ),
    World(
        "the free tier's limit, and the model for paying teams is served",
        on_vercel(KEY, PAID),
        parts.one_team(parts.PAID, Rule(Where("generate", model=ASKED), pieces.FREE_THROTTLED)),
        May(BAD, not_certain=MONEY),
    ),
    World(
        "no card, and ninety-five dollars",
        on_vercel(KEY, PAID),
        parts.one_team(parts.PAID, Rule(parts.GENERATE, pieces.NO_CARD)),
        May(("failing",), names=(("no-card-on-file",),), not_claimed=KEY_IS_BAD | FACTORS | OTHER_TEAM),
    ),
    World(
        "no card, and a provider was tried",
        on_vercel(KEY),
        parts.by_key_alone(
            parts.PAID,
            Rule(
                parts.GENERATE,
                replace(
                    pieces.NO_CARD,
                    body={**pieces.NO_CARD.body, "providerMetadata": {"gateway": parts.routed("openai", "system")}},
                ),
            ),
        ),
        May(BAD, not_certain=frozenset({"no-card-on-file"})),
    ),
    World(
        "the sums of key and token change places between two readings",
        on_vercel(KEY, OTHER_TOKEN),
        parts.two_teams(
            SEED,
            parts.OTHER_PAID,
            Rule(Where("credits", "key"), passed_on(body={"balance": HERE[0], "total_used": HERE[1]}), first=2),
            Rule(Where("credits", "token"), passed_on(body={"balance": THERE[0], "total_used": THERE[1]}), first=2),
        ),
        May(("failing",), names=(("byok-needs-paid-tier",),), certain=False, not_ruled_out=OTHER_TEAM),
    ),
    World(
        "the credits give one sum to a key and, later, another one; the token is served",
        on_vercel(KEY, PAID),
        parts.one_team(
            parts.PAID,
            Rule(Where("generate", "key"), parts.BYOK_REFUSAL),
            Rule(Where("credits", "key"), passed_on(body={"balance": "1.00", "total_used": "1.00"}), last=1),
        ),
        May(("failing",), certain=False, not_certain=OTHER_TEAM | MONEY),
    ),
    World(
        "plain answers are refused for BYOK, streams are served",
        on_vercel(KEY, PAID),
        parts.one_team(parts.PAID, Rule(PLAIN, parts.BYOK_REFUSAL)),
        May(NOT_HEALTHY, not_certain=MONEY | OTHER_TEAM),
    ),
    World(
        "streams end with a word of missing funds, plain answers are served",
        on_vercel(KEY, PAID),
        parts.one_team(
            parts.PAID,
            Rule(STREAM, lambda request, _: refused_in_stream(request, "Insufficient funds.", "insufficient_funds")),
        ),
        May(NOT_HEALTHY, not_certain=MONEY),
    ),
    World(
        "streams are refused as from nobody, plain answers are served",
        on_laptop(KEY),
        parts.by_key_alone(parts.PAID, Rule(STREAM, pieces.UNAUTHORIZED)),
        May(NOT_HEALTHY, not_certain=KEY_IS_BAD),
    ),
    World(
        "a debt is shown, and all is served",
        on_vercel(KEY),
        parts.by_key_alone(parts.PAID, with_credits("-3.10", "43.10")),
        May(pieces.NOT_BAD, not_claimed=MONEY | KEY_IS_BAD),
    ),
    World(
        "the deployment's team is blocked, and the key of another is served",
        on_vercel(KEY, Token(parts.BLOCKED)),
        parts.two_teams(parts.PAID, parts.BLOCKED),
        May(pieces.NOT_BAD, not_claimed=KEY_IS_BAD, not_silent=True, not_certain=frozenset({"team-blocked"})),
    ),
    World(
        "the header's token is of a free team, the variable's of a paying one, and there is no key",
        on_vercel(None, Token(SEED), env_token=OTHER_TOKEN),
        Gateway(tokens=(Token(SEED), OTHER_TOKEN)),
        May(("failing",), names=(("byok-needs-paid-tier",),), not_claimed=frozenset({"oidc-refused"})),
    ),
    World(
        "the budget's word for the asked model alone",
        on_vercel(KEY),
        parts.by_key_alone(parts.PAID, Rule(Where("generate", model=ASKED), pieces.OVER_BUDGET)),
        May(("failing",), names=(("budget-reached",),)),
    ),
    World(
        "the budget's word by the AI SDK's path alone",
        on_vercel(KEY),
        parts.by_key_alone(parts.PAID, Rule(Where("generate", protocol="ai-sdk"), pieces.OVER_BUDGET)),
        May(("failing",), names=(("refusal-depends-on-protocol",),), not_certain=frozenset({"budget-reached"})),
    ),
    World(
        "missing funds by the AI SDK's path alone, and the credits show none",
        on_vercel(KEY),
        parts.by_key_alone(
            parts.PAID, Rule(Where("generate", protocol="ai-sdk"), parts.NO_FUNDS), with_credits("0.00", "40.00")
        ),
        May(("failing",), names=(("byok-blocked-at-zero-balance", "refusal-depends-on-protocol"),)),
    ),
    World(
        "missing funds where the deployment is named alone, and the credits show some",
        on_vercel(KEY, PAID),
        parts.one_team(parts.PAID, Rule(Where("generate", origin=True), parts.NO_FUNDS)),
        May(("failing",), verdict=("refusal-depends-on-origin",), not_certain=MONEY),
    ),
    World(
        "a routing rule's word where the deployment is named alone",
        on_vercel(KEY),
        parts.by_key_alone(
            parts.DENIED, Rule(Where("generate", origin=False), lambda _request, _ordinary: parts.UNAVAILABLE)
        ),
        May(("failing",), names=(("routing-rule-denied",),)),
    ),
    World(
        "the refusal of BYOK, and the model for paying teams fails in one of two ways",
        on_vercel(KEY, Token(SEED)),
        parts.one_team(SEED, Rule(Where("generate", model=TIER), parts.UNAVAILABLE)),
        May(("failing",), names=(("byok-needs-paid-tier",),), certain=False),
    ),
    World(
        "an allowlist's word beside another model that is served",
        on_vercel(KEY, Token(replace(parts.PAID, models_allowed=frozenset({"openai/gpt-4o-mini"})))),
        parts.one_team(replace(parts.PAID, models_allowed=frozenset({"openai/gpt-4o-mini"}))),
        May(("failing",), verdict=("provider-or-model-allowlist",), at_least="likely"),
    ),
    World(
        "a stored key is refused by OpenAI, and the free tier's limit stops what would stand in for it",
        on_vercel(KEY),
        parts.by_key_alone(
            Team(),
            Rule(
                parts.GENERATE,
                replace(
                    pieces.FREE_THROTTLED,
                    body={
                        **pieces.FREE_THROTTLED.body,
                        "providerMetadata": {
                            "gateway": parts.routed("openai", "byok", statusCode=401, error="Unauthorized")
                        },
                    },
                ),
            ),
        ),
        May(
            ("failing",),
            names=(("free-tier-rate-limit",), ("byok-credential-refused", "byok-failed-silent-system-fallback")),
        ),
    ),
    World(
        "the key is a free team's by its model, and a paying one's by its hundred dollars; the token is another team's",
        on_vercel(KEY, OTHER_TOKEN, model="zai/glm-5"),
        parts.two_teams(RICH, parts.OTHER_PAID),
        May(("failing",), names=(("key-of-other-team",), ("free-tier-model-restricted",))),
    ),
    World(
        "one gateway in a place of two teams, where the key is only ever shown to the credits",
        on_vercel(KEY, OTHER_TOKEN),
        Gateway((Key(KEY, SEED),), (OTHER_TOKEN,), rules=(Rule(Where("generate", "key"), parts.UNAVAILABLE),)),
        May(BAD, not_certain=OTHER_TEAM | MONEY | FACTORS),
    ),
)
