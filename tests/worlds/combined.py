"""Two faults at once: the one that is seen first must not be blamed for the other, nor hide it for sure."""

from dataclasses import replace

from tests.standin import Credential, Gateway, Key, Rule, Team, Token, Where
from tests.worlds import parts
from tests.worlds.expectation import (
    BAD,
    BLAMES,
    FACTORS,
    KEY_IS_BAD,
    MONEY,
    NOT_HEALTHY,
    OTHER_TEAM,
    STORED_CREDENTIAL,
    May,
)
from tests.worlds.world import ASKED, KEY, OTHER_KEY, REVOKED_KEY, World, on_laptop, on_vercel

SEED, PAID, OTHER = parts.FREE_WITH_BYOK, parts.PAID, parts.OTHER_PAID
OF_THE_SEED = on_vercel(KEY, Token(SEED))
PAYING = on_vercel(KEY, Token(PAID))
NEVER = KEY_IS_BAD | OTHER_TEAM
SEEDS = May(("failing",), names=(("byok-needs-paid-tier",),), not_claimed=NEVER | FACTORS)
BLOCKED = replace(OTHER, blocked=True)
BAD_KEY = Team(stored={"azure": Credential("bad-key")})
NO_FUNDS = Team("team_FAKEempty", "paid", "0.00", "20.00", stored=parts.AZURE)

WORLDS: tuple[World, ...] = (
    World(
        "the seed, and the list of models is down",
        OF_THE_SEED,
        parts.one_team(SEED, parts.always(parts.MODELS, parts.UNAVAILABLE)),
        SEEDS,
    ),
    World(
        "the seed, and made-up keys are throttled",
        OF_THE_SEED,
        parts.one_team(SEED, parts.always(Where("credits", "made-up"), parts.THROTTLED)),
        replace(SEEDS, certain=False),
    ),
    World(
        "the seed, and every look-up is a page of somebody else",
        OF_THE_SEED,
        parts.one_team(SEED, parts.always(Where(("models", "credits", "endpoints")), parts.FOREIGN_PAGE)),
        May(BAD, certain=False, not_claimed=NEVER | FACTORS),
    ),
    World(
        "the seed, and every experiment but the repeat is down",
        OF_THE_SEED,
        parts.one_team(SEED, Rule(parts.GENERATE, parts.UNAVAILABLE, first=4)),
        SEEDS,
    ),
    World(
        "the seed, and the tier's oracle is served from a cache",
        OF_THE_SEED,
        parts.one_team(SEED, Rule(Where("generate", model="anthropic/claude-sonnet-4.5"), parts.FOREIGN_PAGE)),
        SEEDS,
    ),
    World(
        "the seed, and an origin rule for the tier's oracle alone",
        OF_THE_SEED,
        parts.one_team(SEED, Rule(Where("generate", model="anthropic/claude-sonnet-4.5"), parts.ACCESS_DENIED)),
        SEEDS,
    ),
    World(
        "an origin rule, and the stream is denied without it",
        PAYING,
        parts.one_team(PAID, parts.REFUSES_DEPLOYMENTS, parts.STREAM_DENIED),
        May(("failing",), names=(("refusal-depends-on-origin",),), not_claimed=NEVER | MONEY),
    ),
    World(
        "an origin rule, and the token is of another team that pays",
        on_vercel(KEY, Token(OTHER)),
        parts.two_teams(PAID, OTHER, parts.REFUSES_DEPLOYMENTS),
        May(("failing",), names=(("refusal-depends-on-origin",),), not_claimed=KEY_IS_BAD, not_certain=OTHER_TEAM),
    ),
    World(
        "an origin rule for the key alone",
        PAYING,
        parts.one_team(PAID, Rule(Where("generate", "key", origin=True), parts.BYOK_REFUSAL)),
        May(
            ("failing",),
            names=(("refusal-depends-on-origin",), ("refusal-depends-on-credential", "key-of-other-team")),
            not_claimed=KEY_IS_BAD | MONEY,
            certain=False,
        ),
    ),
    World(
        "a revoked key, and the token's team is blocked",
        on_vercel(REVOKED_KEY, Token(BLOCKED)),
        Gateway((Key(REVOKED_KEY, PAID, revoked=True),), (Token(BLOCKED),)),
        May(("failing",), names=(tuple(KEY_IS_BAD), ("team-blocked",)), not_claimed=FACTORS | OTHER_TEAM),
    ),
    World(
        "a revoked key, and the token's team has no funds",
        on_vercel(REVOKED_KEY, Token(NO_FUNDS)),
        Gateway((Key(REVOKED_KEY, PAID, revoked=True),), (Token(NO_FUNDS),)),
        May(
            ("failing",), names=(tuple(KEY_IS_BAD), ("byok-blocked-at-zero-balance",)), not_claimed=FACTORS | OTHER_TEAM
        ),
    ),
    World(
        "a revoked key, and generations are down",
        on_vercel(REVOKED_KEY),
        Gateway((Key(REVOKED_KEY, PAID, revoked=True),), rules=(parts.always(parts.GENERATE, parts.UNAVAILABLE),)),
        May(BAD, not_certain=BLAMES, not_claimed=MONEY | FACTORS | OTHER_TEAM),
    ),
    World(
        "a revoked key, and credits are throttled for every key",
        on_vercel(REVOKED_KEY),
        Gateway((Key(REVOKED_KEY, PAID, revoked=True),), rules=(parts.always(parts.CREDITS, parts.THROTTLED),)),
        May(BAD, certain=False, not_claimed=MONEY | FACTORS | OTHER_TEAM),
    ),
    World(
        "the stored credential fails, and the stream is denied",
        PAYING,
        parts.one_team(BAD_KEY, parts.STREAM_DENIED),
        May(
            NOT_HEALTHY, names=(("byok-failed-silent-system-fallback",), ("stream-refused",)), not_claimed=NEVER | MONEY
        ),
    ),
    World(
        "the stored credential fails, and the gateway's own is limited",
        PAYING.having({"GATEWAY_PROBE_MODEL": "azure/gpt-5.4-mini"}),
        parts.one_team(BAD_KEY, system={"azure": "rate-limit", "openai": "none"}),
        May(
            ("failing",),
            names=(tuple(STORED_CREDENTIAL), ("provider-rate-limit",)),
            not_claimed=NEVER | MONEY | FACTORS,
        ),
    ),
    World(
        "a team without funds, and the key's budget is used up as well",
        on_vercel(KEY, Token(NO_FUNDS)),
        Gateway((Key(KEY, NO_FUNDS, budget_left=False),), (Token(NO_FUNDS),)),
        May(("failing",), names=(("byok-blocked-at-zero-balance",),), not_claimed=NEVER | FACTORS),
    ),
    World(
        "two keys for two clients, the one in use is of a free team",
        on_vercel(KEY, Token(PAID)).having({"ANTHROPIC_AUTH_TOKEN": OTHER_KEY}),
        Gateway((Key(KEY, SEED), Key(OTHER_KEY, PAID)), (Token(PAID),)),
        May(
            ("failing",),
            names=(("key-of-other-team",), ("client-resolves-another-credential",)),
            not_claimed=KEY_IS_BAD | (FACTORS - {"refusal-depends-on-credential"}),
        ),
    ),
    World(
        "a filter that matches nothing, on a free team",
        OF_THE_SEED.having({"GATEWAY_PROBE_PROVIDER_OPTIONS": parts.options(only=["nobody"])}),
        parts.one_team(parts.FREE),
        May(("failing",), names=(("only-filter-matches-nothing",),), not_claimed=NEVER | MONEY),
    ),
    World(
        "an unknown model, and the list of models is a page",
        PAYING.having({"GATEWAY_PROBE_MODEL": "openai/gpt-nothing"}),
        parts.one_team(PAID, parts.always(parts.MODELS, parts.FOREIGN_PAGE)),
        May(("failing",), verdict=("model-unknown-or-retired",), certain=False, not_claimed=BLAMES),
    ),
    World(
        "the model is refused as unknown once and served after that",
        PAYING,
        parts.one_team(PAID, Rule(Where("generate", model=ASKED), parts.refusal(404, "model_not_found"), last=1)),
        May(NOT_HEALTHY, certain=False, not_claimed=BLAMES),
    ),
    World(
        "served, and the record is refused, and credits by token are down",
        PAYING,
        parts.one_team(
            PAID,
            parts.always(Where("record"), parts.ACCESS_DENIED),
            parts.always(Where("credits", "token"), parts.UNAVAILABLE),
        ),
        May(("healthy",), not_claimed=BLAMES),
    ),
    World(
        "served, and an empty stream that ends well",
        PAYING,
        parts.one_team(PAID, Rule(Where("generate", streamed=True), parts.emptied)),
        May(NOT_HEALTHY, not_claimed=BLAMES),
    ),
    World(
        "served, and the stream breaks off after its first word",
        PAYING,
        parts.one_team(PAID, Rule(Where("generate", streamed=True), lambda _, ordinary: replace(ordinary, cut=True))),
        May(NOT_HEALTHY, certain=False, not_claimed=BLAMES),
    ),
    World(
        "a laptop with a key of a blocked team and generations that are served",
        on_laptop(KEY),
        parts.by_key_alone(PAID, parts.always(Where("credits", "key"), parts.ACCESS_DENIED)),
        May(("healthy", "degraded"), not_claimed=BLAMES),
    ),
    World(
        "access is denied to generations, and the balance is shown",
        PAYING,
        parts.one_team(PAID, parts.always(parts.GENERATE, parts.ACCESS_DENIED)),
        May(BAD, certain=False, not_claimed=NEVER | FACTORS),
    ),
    World(
        "funds are said to be missing by the stream alone",
        PAYING,
        parts.one_team(PAID, Rule(Where("generate", streamed=True), parts.NO_FUNDS)),
        May(NOT_HEALTHY, not_claimed=KEY_IS_BAD | OTHER_TEAM, not_certain=MONEY),
    ),
)
