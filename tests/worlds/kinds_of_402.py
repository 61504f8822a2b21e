"""402, 403 and 429 by whoever says it: the gateway, its edge, a proxy, a provider; to all or to one credential."""

from typing import Any

from tests.standin import Answer, Gateway, Model, Rule, Team, Token, Where, error_body
from tests.standin.account import CATALOGUE
from tests.worlds import parts
from tests.worlds.expectation import BAD, BLAMES, FACTORS, KEY_IS_BAD, MONEY, NOT_HEALTHY, OTHER_TEAM, May
from tests.worlds.said_by_others import UNBLAMED, each
from tests.worlds.world import ASKED, CONTROL, KEY, TIER, World, on_laptop, on_vercel

BOTH = on_vercel(KEY, Token(parts.PAID))
SEED = on_vercel(KEY, Token(parts.FREE_WITH_BYOK))
NO_FUNDS = ("byok-blocked-at-zero-balance", "free-credit-used-up")
FREE_WORDS = "Free tier requests on this model are rate-limited. Upgrade to paid credits for unrestricted access."
RESTRICTED = Answer(
    403,
    error_body(
        "Free tier users do not have access to this model.",
        "no_providers_available",
        {"name": "RestrictedModelsError", "statusCode": 403},
    ),
)


def free(**more: Any) -> Team:
    """A free team without a stored credential."""
    return Team("team_FAKEfree", "free", "3.80", "1.20", **more)


def budget(entity: str) -> Answer:
    """A budget that is used up, by the name of what it is for."""
    words = f'Quota limit exceeded for "{entity}". Current spend: $20.00, limit: $20.00.'
    return Answer(402, error_body(words, "quota_for_entity_exceeded"))


WORLDS: tuple[World, ...] = (
    each(
        "402 of a billing error that nobody has seen",
        parts.refusal(402, "billing_error", "Billing error."),
        May(BAD, not_certain=MONEY, not_claimed=UNBLAMED),
    ),
    each(
        "402 without a type, in words about adding credits",
        Answer(402, error_body("Insufficient funds. Please add credits to your account.", None)),
        May(BAD, not_certain=MONEY, not_claimed=UNBLAMED),
    ),
    each(
        "the budget of the team is used up, 95 dollars stand",
        budget("team_FAKEpaid"),
        May(("failing",), ("budget-reached",), at_least="likely", not_claimed=UNBLAMED | frozenset(NO_FUNDS)),
    ),
    each(
        "the budget of the project is used up for the token alone, the key is served",
        budget("prj_FAKE"),
        May(("healthy", "degraded"), not_claimed=UNBLAMED | (MONEY - {"budget-reached"})),
        Where("generate", "token"),
    ),
    World(
        "the budget of the project is used up, and the token is all there is",
        on_vercel(None, Token(parts.PAID)),
        Gateway((), (Token(parts.PAID),), rules=(parts.always(parts.GENERATE, budget("prj_FAKE")),)),
        May(("failing",), ("budget-reached",), at_least="likely", not_claimed=UNBLAMED),
    ),
    each(
        "a budget is used up for one model alone",
        budget("model_FAKE"),
        May(("failing",), ("budget-reached",), not_claimed=UNBLAMED | frozenset(NO_FUNDS)),
        Where("generate", model=ASKED),
    ),
    World(
        "the key's team has reached the free tier's limit, the token's team pays",
        BOTH,
        parts.two_teams(free(free_requests=0), parts.PAID),
        May(("failing",), names=(("free-tier-rate-limit",), ("key-of-other-team",)), not_claimed=KEY_IS_BAD),
    ),
    World(
        "the free tier's limit is told with 403",
        on_vercel(KEY, Token(free())),
        parts.one_team(free(), parts.always(parts.GENERATE, parts.refusal(403, "rate_limit_exceeded", FREE_WORDS))),
        May(BAD, not_claimed=UNBLAMED | frozenset(NO_FUNDS)),
    ),
    World(
        "the free tier's limit stands on the asked model alone, the tier model is refused as restricted",
        on_vercel(KEY, Token(free())),
        parts.one_team(
            free(), parts.always(Where("generate", model=ASKED), parts.refusal(429, "rate_limit_exceeded", FREE_WORDS))
        ),
        May(("failing",), ("free-tier-rate-limit",), at_least="likely", not_claimed=UNBLAMED),
    ),
    each(
        "the asked model is called restricted for the free tier, the tier model is served",
        RESTRICTED,
        May(
            BAD,
            names=(("free-tier-model-restricted",),),
            not_certain=frozenset({"free-tier-model-restricted"}),
            not_claimed=UNBLAMED,
        ),
        Where("generate", model=ASKED),
    ),
    World(
        "a stored credential is refused for the tier on the asked model, and the list is open else",
        SEED,
        parts.one_team(
            parts.FREE_WITH_BYOK,
            models=tuple(Model(item.id, item.providers, item.kind, free=True) for item in CATALOGUE),
        ),
        May(("failing",), names=(("byok-needs-paid-tier",),), not_claimed=UNBLAMED),
    ),
    World(
        "BYOK is refused on a free team that has switched its credential off",
        SEED,
        parts.one_team(parts.FREE, parts.always(Where("generate", model=ASKED), parts.BYOK_REFUSAL)),
        May(("failing",), names=(("byok-needs-paid-tier",),), not_claimed=UNBLAMED),
    ),
    each(
        "the allowlist's words by its own class, the tier model is served",
        Answer(
            403,
            error_body(
                "Your team has restricted access to this provider. Providers considered: openai, azure",
                "no_providers_available",
                {"name": "RestrictedProvidersError", "statusCode": 403},
            ),
        ),
        May(("failing",), ("provider-or-model-allowlist",), at_least="likely", not_claimed=UNBLAMED | MONEY),
        Where("generate", model=(ASKED, CONTROL)),
    ),
    World(
        "the allowlist leaves the providers of the tier model alone",
        BOTH,
        parts.one_team(Team(providers_allowed=frozenset({"anthropic"}))),
        May(("failing",), ("provider-or-model-allowlist",), at_least="likely", not_claimed=UNBLAMED | MONEY),
    ),
    World(
        "the allowlist of models holds the asked one alone, and every experiment is asked for",
        on_vercel(KEY, Token(parts.PAID), experiments="all"),
        parts.one_team(Team(models_allowed=frozenset({ASKED}))),
        May(("healthy", "degraded"), not_claimed=BLAMES),
    ),
    World(
        "a free team's allowlist leaves no provider: the tier has nothing to do with it",
        on_vercel(KEY, Token(free())),
        parts.one_team(free(providers_allowed=frozenset({"xai"}))),
        May(("failing",), ("provider-or-model-allowlist",), not_claimed=UNBLAMED | MONEY),
    ),
    World(
        "zero data retention is a rule of the whole team, and no provider keeps to it",
        BOTH,
        parts.one_team(Team(filter_name="ZeroDataRetentionError")),
        # No public word says what the name inside the error is; every model is refused alike, so it may be anything.
        May(BAD, names=(("team-filter-leaves-no-provider", "zdr-skips-byok"),), not_claimed=UNBLAMED | MONEY),
    ),
    World(
        "the team is blocked, and what the key reads of credits comes from a cache",
        on_vercel(KEY, Token(Team(blocked=True))),
        parts.one_team(
            Team(blocked=True),
            parts.always(Where("credits", "key"), Answer(200, {"balance": "95.50", "total_used": "4.50"})),
        ),
        May(("failing",), names=(("team-blocked",), ("card-not-accepted",)), not_claimed=KEY_IS_BAD | FACTORS),
    ),
    World(
        "no card by the key, a block by the token",
        on_vercel(KEY, Token(parts.BLOCKED)),
        parts.two_teams(free(card=False), parts.BLOCKED),
        May(("failing",), names=(("no-card-on-file",), ("key-of-other-team",)), not_claimed=KEY_IS_BAD),
    ),
    World(
        "no card on a laptop, and nothing else is known",
        on_laptop(KEY),
        parts.by_key_alone(free(card=False)),
        May(("failing",), ("no-card-on-file",), certain=True, not_claimed=UNBLAMED),
    ),
    World(
        "the tier's refusal by the plain answer, the same by the stream, in another type's name",
        SEED,
        parts.one_team(
            parts.FREE_WITH_BYOK,
            Rule(
                Where("generate", model=ASKED, streamed=True), parts.refusal(403, "byok_not_entitled", "Not entitled.")
            ),
        ),
        May(("failing",), names=(("byok-needs-paid-tier",),), not_claimed=UNBLAMED),
    ),
    World(
        "a request-scoped credential on a free team, and the stored one is off",
        on_vercel(
            KEY,
            Token(free()),
            GATEWAY_PROBE_PROVIDER_OPTIONS=parts.options(byok={"openai": [{"apiKey": "sk-FAKE-not-a-key"}]}),
        ),
        parts.one_team(free()),
        May(NOT_HEALTHY, names=(("byok-needs-paid-tier",),), not_claimed=KEY_IS_BAD | OTHER_TEAM),
    ),
    World(
        "the tier model is out of the list, and everything else is refused for its tier",
        SEED,
        parts.one_team(
            parts.FREE_WITH_BYOK,
            parts.always(Where("generate", model=TIER), parts.refusal(404, "model_not_found", "not found")),
            parts.always(Where("generate", model=CONTROL), parts.BYOK_REFUSAL),
        ),
        May(("failing",), names=(("byok-needs-paid-tier",),), not_claimed=UNBLAMED),
    ),
)
