"""Two places with one key beside each other, where the hour or luck accounts for what was answered."""

from dataclasses import replace

from tests.standin import Rule, Where
from tests.worlds import parts
from tests.worlds.expectation import FACTORS, OTHER_TEAM
from tests.worlds.places import ABOUT_KEYS, ORIGIN, MayExplain, Places, pair
from tests.worlds.usual_places import LOCAL, PREVIEW, PRODUCTION, WELL
from tests.worlds.world import ASKED, OTHER_KEY, on_vercel

PAID = parts.PAID
SEED = parts.FREE_WITH_BYOK
PAID_LATER = replace(PAID, id=SEED.id, balance="23.80", used="1.20")
NOT_OF_KEYS = ABOUT_KEYS | OTHER_TEAM
NO_FACTOR = ORIGIN | FACTORS

WORLDS: tuple[Places, ...] = (
    pair(
        "the seed's refusal half of the time in production, served in preview",
        (
            PRODUCTION,
            parts.by_key_alone(
                PAID, Rule(parts.GENERATE, parts.BYOK_REFUSAL, last=1), Rule(parts.GENERATE, parts.BYOK_REFUSAL, p=0.5)
            ),
        ),
        (PREVIEW, WELL),
        MayExplain(not_said=NOT_OF_KEYS, leads_not=ORIGIN, not_certain=NO_FACTOR | {"byok-needs-paid-tier"}),
    ),
    pair(
        "it comes and goes in production, which has a key of its own",
        (
            on_vercel(OTHER_KEY),
            replace(
                parts.by_key_alone(PAID, Rule(Where("generate", model=ASKED), parts.BYOK_REFUSAL, last=2)),
                keys=(replace(WELL.keys[0], value=OTHER_KEY),),
            ),
        ),
        (PREVIEW, WELL),
        MayExplain(leads_not=ORIGIN, not_certain=NO_FACTOR | NOT_OF_KEYS | {"byok-needs-paid-tier"}),
    ),
    pair(
        "the budget was used up three minutes ago, and was raised since",
        (PRODUCTION, parts.by_key_alone(replace(PAID, budget_left=False))),
        (PREVIEW, WELL),
        MayExplain(leads=("budget-reached", "changed-between-runs"), not_said=NO_FACTOR | NOT_OF_KEYS),
        minutes_ago=3,
    ),
    pair(
        "the free tier's limit ten minutes ago, and none now",
        (PRODUCTION, parts.by_key_alone(replace(parts.FREE, free_requests=0))),
        (PREVIEW, parts.by_key_alone(parts.FREE)),
        MayExplain(explains=(("free-tier-rate-limit", "changed-between-runs"),), not_said=NO_FACTOR | NOT_OF_KEYS),
        minutes_ago=10,
    ),
    pair(
        "the later run is the one that is refused",
        (PRODUCTION, parts.by_key_alone(SEED)),
        (PREVIEW, parts.by_key_alone(PAID_LATER)),
        MayExplain(
            explains=(("changed-between-runs", "byok-needs-paid-tier"),), not_said=NOT_OF_KEYS, leads_not=NO_FACTOR
        ),
        minutes_ago=-30,
    ),
    pair(
        "the team was blocked three minutes ago, and support let it in since",
        (PRODUCTION, parts.by_key_alone(replace(PAID, blocked=True))),
        (PREVIEW, WELL),
        MayExplain(
            leads=("team-blocked", "card-not-accepted", "changed-between-runs"), not_said=NO_FACTOR | NOT_OF_KEYS
        ),
        minutes_ago=3,
    ),
    pair(
        "a card was added between the two runs",
        (PRODUCTION, parts.by_key_alone(replace(parts.FREE, card=False))),
        (LOCAL, parts.by_key_alone(parts.FREE)),
        MayExplain(leads=("no-card-on-file", "changed-between-runs"), not_said=NO_FACTOR | NOT_OF_KEYS),
        minutes_ago=2,
    ),
    pair(
        "every generation is 503 in production, which has a key of its own",
        (
            on_vercel(OTHER_KEY),
            replace(
                parts.by_key_alone(PAID, parts.always(parts.GENERATE, parts.UNAVAILABLE)),
                keys=(replace(WELL.keys[0], value=OTHER_KEY),),
            ),
        ),
        (PREVIEW, WELL),
        MayExplain(
            explains=(("gateway-5xx",),), not_said=NO_FACTOR | OTHER_TEAM, not_certain=ABOUT_KEYS | {"gateway-5xx"}
        ),
    ),
    pair(
        "production's time budget ended before the baseline",
        (
            PRODUCTION.having({"GATEWAY_PROBE_TIME_BUDGET": "1"}),
            parts.by_key_alone(PAID, parts.always(parts.EVERYTHING, parts.SILENCE)),
        ),
        (PREVIEW, WELL),
        MayExplain(not_said=NOT_OF_KEYS, leads_not=NO_FACTOR, not_certain=NO_FACTOR, speaks_of=("production",)),
    ),
    pair(
        "two runs six hours apart that were refused alike",
        (PRODUCTION, parts.by_key_alone(SEED)),
        (PREVIEW, parts.by_key_alone(SEED)),
        MayExplain("same", not_said=NO_FACTOR | NOT_OF_KEYS),
        minutes_ago=360,
    ),
)
