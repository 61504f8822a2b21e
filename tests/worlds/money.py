"""Worlds of tier and money."""

from dataclasses import replace

from tests.standin import Answer, Gateway, Key, Rule, Team, Token, Where, error_body
from tests.worlds import parts
from tests.worlds.expectation import BAD, FACTORS, KEY_IS_BAD, MONEY, OTHER_TEAM, May
from tests.worlds.world import KEY, TIER, World, on_laptop, on_vercel

SEED = parts.FREE_WITH_BYOK
BOTH = on_vercel(KEY, Token(SEED))
ONLY_KEY = on_vercel(KEY)
QUOTA = error_body(
    'Quota limit exceeded for "api_key_id_fake". Current spend: $20.00, limit: $20.00.', "quota_for_entity_exceeded"
)
NO_CARD = Team("team_FAKEfree", "free", "5.00", "0.00", card=False)
NOT_THE_TIER = frozenset({"byok-needs-paid-tier", "positive-balance-is-free-credit"})
TIER_KNOWN = May(
    ("failing",),
    verdict=("byok-needs-paid-tier",),
    certain=True,
    names=(("purchase-not-effective-yet",),),
    not_claimed=KEY_IS_BAD | FACTORS | OTHER_TEAM,
)
TIER_OPEN = May(("failing",), names=(("byok-needs-paid-tier",),), certain=False, not_claimed=KEY_IS_BAD | FACTORS)


def told(verdict: str, *, certain: bool | None = True) -> May:
    """The gateway's own word for one cause."""
    return May(
        ("failing",),
        verdict=(verdict,),
        certain=certain,
        not_claimed=(MONEY | KEY_IS_BAD | FACTORS | OTHER_TEAM) - {verdict},
        generations=(1, 6),
    )


WORLDS = (
    World(
        "the seed: a free team with BYOK, key and token of it",
        BOTH,
        parts.one_team(SEED),
        replace(TIER_KNOWN, generations=(1, 6)),
    ),
    World("the seed with metadata of the older shape", BOTH, parts.one_team(SEED, metadata="old"), TIER_KNOWN),
    World("the seed by azure's name", replace(BOTH, model="azure/gpt-5.4-mini"), parts.one_team(SEED), TIER_KNOWN),
    World("the seed by OIDC alone", on_vercel(None, Token(SEED)), Gateway(tokens=(Token(SEED),)), TIER_KNOWN),
    World(
        "the seed's refusal by key alone: nobody can see whose key it is",
        ONLY_KEY,
        parts.by_key_alone(SEED),
        May(
            ("failing",),
            names=(("byok-needs-paid-tier",), ("key-of-other-team",)),
            not_claimed=KEY_IS_BAD | FACTORS,
            certain=False,
        ),
    ),
    World(
        "the seed's refusal on a laptop by key alone",
        on_laptop(KEY),
        parts.by_key_alone(SEED),
        May(
            ("failing",),
            names=(("byok-needs-paid-tier",), ("key-of-other-team",)),
            not_claimed=KEY_IS_BAD | FACTORS,
            certain=False,
        ),
    ),
    World(
        "the seed's refusal although a model of the paid tier is served",
        on_vercel(KEY, Token(parts.PAID)),
        parts.one_team(parts.PAID, Rule(Where("generate", model="openai/gpt-5.4-mini"), parts.BYOK_REFUSAL)),
        May(("failing", "inconclusive"), not_certain=NOT_THE_TIER, not_claimed=KEY_IS_BAD | FACTORS | OTHER_TEAM),
    ),
    World(
        "the seed, and the tier model has left the gateway",
        BOTH,
        parts.one_team(SEED, parts.always(Where("generate", model=TIER), parts.refusal(404, "model_not_found"))),
        TIER_OPEN,
    ),
    World(
        "the seed, and the tier model is refused by the team's own allowlist",
        BOTH,
        parts.one_team(
            SEED,
            parts.always(
                Where("generate", model=TIER),
                Answer(
                    403,
                    error_body(
                        "Your team has restricted access to this provider.",
                        "no_providers_available",
                        {"name": "RestrictedProvidersError"},
                    ),
                ),
            ),
        ),
        TIER_OPEN,
    ),
    World(
        "the seed, and the team has a credential for the tier model's provider too",
        on_vercel(KEY, Token(replace(SEED, stored={**parts.AZURE, "anthropic": parts.AZURE["azure"]}))),
        parts.one_team(replace(SEED, stored={**parts.AZURE, "anthropic": parts.AZURE["azure"]})),
        TIER_OPEN,
    ),
    World(
        "twenty dollars of a gift on a free team",
        on_vercel(KEY, Token(replace(SEED, balance="20.00", used="0.00"))),
        parts.one_team(replace(SEED, balance="20.00", used="0.00")),
        May(
            ("failing",),
            names=(("byok-needs-paid-tier",), ("purchase-not-effective-yet",)),
            not_claimed=KEY_IS_BAD | FACTORS | OTHER_TEAM,
            first_never=("vercel buy",),
        ),
    ),
    World("no card on file", on_vercel(KEY, Token(NO_CARD)), parts.one_team(NO_CARD), told("no-card-on-file")),
    World(
        "no card on file, by OIDC alone",
        on_vercel(None, Token(NO_CARD)),
        Gateway(tokens=(Token(NO_CARD),)),
        told("no-card-on-file"),
    ),
    World(
        "a paid team whose balance is zero",
        on_vercel(KEY, Token(Team(balance="0.00", used="100.00"))),
        parts.one_team(Team(balance="0.00", used="100.00")),
        May(
            ("failing",),
            verdict=("byok-blocked-at-zero-balance", "free-credit-used-up"),
            not_claimed=KEY_IS_BAD | FACTORS,
        ),
    ),
    World(
        "a balance below zero",
        on_vercel(KEY, Token(Team(balance="-0.12", used="25.12"))),
        parts.one_team(Team(balance="-0.12", used="25.12")),
        May(
            ("failing",),
            verdict=("byok-blocked-at-zero-balance", "free-credit-used-up"),
            not_claimed=KEY_IS_BAD | FACTORS,
        ),
    ),
    World(
        "a free team that has used up its month",
        on_vercel(KEY, Token(replace(parts.FREE, balance="0.00", used="5.00"))),
        parts.one_team(replace(parts.FREE, balance="0.00", used="5.00")),
        May(
            ("failing",),
            names=(("free-credit-used-up",), ("byok-blocked-at-zero-balance",)),
            not_claimed=KEY_IS_BAD | FACTORS,
        ),
    ),
    World(
        "the team's budget is used up",
        on_vercel(KEY, Token(Team(budget_left=False))),
        parts.one_team(Team(budget_left=False)),
        told("budget-reached"),
    ),
    World(
        "a budget that is refused with 429",
        ONLY_KEY,
        parts.by_key_alone(Team(), parts.always(parts.GENERATE, Answer(429, QUOTA))),
        # Not certain: a 429 passes, and two of them within seconds are one statement.
        May(("failing",), verdict=("budget-reached",), certain=False, at_least="likely"),
    ),
    World(
        "a budget that is refused with 403",
        ONLY_KEY,
        parts.by_key_alone(Team(), parts.always(parts.GENERATE, Answer(403, QUOTA))),
        told("budget-reached"),
    ),
    World(
        "the key's own budget is used up, the token of the same team is served",
        on_vercel(KEY, Token(parts.PAID)),
        Gateway((Key(KEY, parts.PAID, budget_left=False),), (Token(parts.PAID),)),
        May(("failing",), verdict=("budget-reached",), not_claimed=KEY_IS_BAD | OTHER_TEAM),
    ),
    World(
        "a model that is not open to the free tier",
        on_vercel(KEY, Token(parts.FREE), model="zai/glm-5"),
        parts.one_team(parts.FREE),
        told("free-tier-model-restricted"),
    ),
    World(
        "the older words for a model that is not open to free credit",
        on_vercel(KEY, Token(parts.FREE)),
        parts.one_team(
            parts.FREE,
            parts.always(
                Where("generate", model=("openai/gpt-5.4-mini", TIER)),
                Answer(
                    403,
                    error_body(
                        "Free credits temporarily have restricted access due to abuse.",
                        "no_providers_available",
                        {"name": "RestrictedModelsError"},
                    ),
                ),
            ),
        ),
        May(("failing",), verdict=("free-tier-model-restricted",), not_claimed=KEY_IS_BAD | FACTORS | OTHER_TEAM),
    ),
    World(
        "the free tier's rate limit is reached",
        on_vercel(KEY, Token(replace(parts.FREE, free_requests=0))),
        parts.one_team(replace(parts.FREE, free_requests=0)),
        told("free-tier-rate-limit", certain=None),
    ),
    World(
        "the free tier's rate limit is reached by the run itself",
        on_vercel(KEY, Token(replace(parts.FREE, free_requests=1))),
        parts.one_team(replace(parts.FREE, free_requests=1)),
        May(("healthy", "degraded", "failing"), not_claimed=FACTORS, not_silent=True),
    ),
    World(
        "a blocked team: key, token, credits, everything",
        on_vercel(KEY, Token(Team(blocked=True))),
        parts.one_team(Team(blocked=True)),
        May(
            ("failing",),
            verdict=("team-blocked", "card-not-accepted"),
            names=(("team-blocked",), ("card-not-accepted",)),
            not_claimed=KEY_IS_BAD | FACTORS | OTHER_TEAM,
            never=("vercel buy",),
        ),
    ),
    World(
        "a blocked team, and an odd balance beside it",
        ONLY_KEY,
        parts.by_key_alone(Team(), parts.always(Where("generate"), parts.ACCESS_DENIED)),
        May(BAD, names=(("team-blocked",),), not_certain=frozenset({"team-blocked"}), not_claimed=KEY_IS_BAD | FACTORS),
    ),
    World(
        "402 of a type that nobody knows, balance positive",
        ONLY_KEY,
        parts.by_key_alone(Team(), parts.always(parts.GENERATE, Answer(402, {"error": "Payment required"}))),
        May(BAD, certain=False, not_claimed=KEY_IS_BAD | FACTORS),
    ),
    World(
        "a purchase that is refused still: the seed's second poster",
        on_vercel(KEY, Token(replace(SEED, balance="8.80", used="1.20"))),
        parts.one_team(replace(SEED, balance="8.80", used="1.20")),
        May(
            ("failing",),
            names=(("byok-needs-paid-tier",), ("purchase-not-effective-yet",)),
            first_never=("vercel buy",),
        ),
    ),
)
