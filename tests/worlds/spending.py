"""Worlds of tier and money in which the sums, the words and the oracle do not agree."""

from dataclasses import replace

from tests.standin import Answer, Gateway, Key, Team, Token, Where
from tests.worlds import parts
from tests.worlds.expectation import FACTORS, KEY_IS_BAD, MONEY, OTHER_TEAM, May
from tests.worlds.world import ASKED, KEY, TIER, World, on_laptop, on_vercel

WELL = ("healthy", "degraded")
CARD = parts.refusal(403, "customer_verification_required", "AI Gateway requires a valid credit card on file.")
OVER = 'Quota limit exceeded for "api_key_id_fake". Current spend: $20.00, limit: $20.00.'
NO_BLAME = FACTORS | KEY_IS_BAD | OTHER_TEAM


def restricted(words: str, name: str) -> Answer:
    """A refusal of all providers under the name of the gateway's own class."""
    body = {"error": {"message": words, "type": "no_providers_available", "param": {"name": name, "statusCode": 403}}}
    return Answer(403, body)


def one(name: str, team: Team, may: May, *rules: object, **settings: str) -> World:
    """Key and token of this team."""
    return World(name, on_vercel(KEY, Token(team)).having(settings), parts.one_team(team, *rules), may)  # type: ignore[arg-type]


WORLDS = (
    one(
        "with its headers a project is treated as free, without them as paid",
        parts.PAID,
        May(
            ("failing",),
            names=(("refusal-depends-on-origin",),),
            not_certain=MONEY,
            not_claimed=KEY_IS_BAD | OTHER_TEAM,
        ),
        parts.always(Where("generate", model=ASKED, origin=True), parts.BYOK_REFUSAL),
        parts.always(
            Where("generate", model=TIER, origin=True), restricted("Free tier users", "RestrictedModelsError")
        ),
    ),
    one(
        "BYOK is refused where the tier's model is served, five dollars stand there",
        replace(parts.PAID, balance="5.00", used="0.00"),
        May(
            ("failing", "inconclusive"),
            names=(("purchase-not-effective-yet", "byok-needs-paid-tier"),),
            not_certain=MONEY,
            not_claimed=NO_BLAME,
        ),
        parts.always(Where("generate", model=ASKED), parts.BYOK_REFUSAL),
    ),
    one(
        "served with BYOK at a balance of nothing",
        parts.PAID,
        May(WELL, not_certain=MONEY, not_claimed=NO_BLAME),
        parts.always(parts.CREDITS, Answer(200, {"balance": "0.00", "total_used": "0.00"})),
    ),
    one(
        "served at a balance below nothing",
        parts.PAID,
        May(WELL, not_certain=MONEY, not_claimed=NO_BLAME),
        parts.always(parts.CREDITS, Answer(200, {"balance": "-3.20", "total_used": "103.20"})),
    ),
    one(
        "no funds, and a balance below nothing",
        Team("team_FAKEfree", "free", "-0.12", "5.12"),
        May(
            ("failing",),
            verdict=("byok-blocked-at-zero-balance", "free-credit-used-up"),
            not_claimed=NO_BLAME | {"byok-needs-paid-tier"},
        ),
    ),
    one(
        "no funds, and a ten-thousandth of a cent",
        replace(parts.PAID, balance="0.000001", used="99.999999"),
        May(("failing", "inconclusive"), not_claimed=NO_BLAME | {"byok-needs-paid-tier"}),
        parts.always(parts.GENERATE, parts.NO_FUNDS),
    ),
    one(
        "the plain call wants a card, the stream the paid tier",
        Team("team_FAKEfree", "free", "3.80", "1.20"),
        May(("failing",), names=(("no-card-on-file",), ("byok-needs-paid-tier",)), not_claimed=NO_BLAME - FACTORS),
        parts.always(Where("generate", streamed=False), CARD),
        parts.always(Where("generate", streamed=True), parts.BYOK_REFUSAL),
    ),
    one(
        "a card is wanted where 95 dollars stand",
        parts.PAID,
        May(("failing",), verdict=("no-card-on-file",), not_claimed=NO_BLAME),
        parts.always(parts.GENERATE, CARD),
    ),
    one(
        "a budget is told with 429, as in older reports",
        parts.PAID,
        May(
            ("failing",),
            verdict=("budget-reached",),
            not_claimed=NO_BLAME | {"provider-rate-limit", "free-tier-rate-limit"},
        ),
        parts.always(parts.GENERATE, parts.refusal(429, "quota_for_entity_exceeded", OVER)),
    ),
    one(
        "a budget is told with 403, as in older reports, and one model is free of it",
        parts.PAID,
        May(("failing",), verdict=("budget-reached",), not_claimed=NO_BLAME),
        parts.always(Where("generate", model=ASKED), parts.refusal(403, "quota_for_entity_exceeded", OVER)),
    ),
    one(
        "the older words for free credits, without a class",
        parts.FREE,
        May(
            ("failing", "inconclusive"),
            names=(("free-tier-model-restricted", "team-filter-leaves-no-provider", "refusal-of-unknown-kind"),),
            not_certain=frozenset({"provider-or-model-allowlist"}),
            not_claimed=NO_BLAME | {"team-blocked", "byok-needs-paid-tier"},
        ),
        parts.always(
            Where("generate", model=ASKED),
            parts.refusal(
                403, "no_providers_available", "Free credits temporarily have restricted access due to abuse."
            ),
        ),
    ),
    one(
        "the allowlist's words, and every model is refused alike",
        parts.PAID,
        May(("failing",), verdict=("provider-or-model-allowlist",), not_claimed=NO_BLAME | MONEY),
        parts.always(
            parts.GENERATE, restricted("Your team has restricted access to this provider.", "RestrictedProvidersError")
        ),
    ),
    World(
        "BYOK is spoken of on a free team that has none, for Google's model",
        on_vercel(KEY, Token(parts.FREE), model="google/gemini-3-flash"),
        parts.one_team(parts.FREE, parts.always(Where("generate", model="google/gemini-3-flash"), parts.BYOK_REFUSAL)),
        May(
            ("failing",),
            verdict=("byok-needs-paid-tier",),
            not_claimed=NO_BLAME | {"byok-credential-refused", "byok-credential-missing-or-disabled"},
        ),
    ),
    World(
        "a free team sends a credential of its own with each request",
        on_vercel(
            KEY,
            Token(parts.FREE),
            GATEWAY_PROBE_PROVIDER_OPTIONS=parts.options(byok={"azure": [{"apiKey": "FAKE-azure-key-000000"}]}),
        ),
        parts.one_team(parts.FREE),
        May(("failing",), names=(("byok-needs-paid-tier",),), not_claimed=KEY_IS_BAD | OTHER_TEAM),
    ),
    World(
        "BYOK is refused, and the credits are not there to be read",
        on_laptop(KEY),
        Gateway(
            (Key(KEY, parts.FREE_WITH_BYOK),),
            rules=(parts.always(Where("credits"), parts.refusal(404, "not_found", "Not found")),),
        ),
        May(
            ("failing",),
            names=(("byok-needs-paid-tier",), ("key-of-other-team",)),
            not_claimed=FACTORS | KEY_IS_BAD,
            not_named=frozenset({"positive-balance-is-free-credit"}),
        ),
    ),
    one(
        "the free tier's rate limit is told where 95 dollars stand, which may be a gift",
        parts.PAID,
        May(("failing",), verdict=("free-tier-rate-limit",), not_claimed=NO_BLAME),
        parts.always(
            parts.GENERATE,
            parts.refusal(429, "rate_limit_exceeded", "Free tier requests on this model are rate-limited."),
        ),
    ),
    one(
        "the gateway says no funds by the key's plain request, the budget by its stream",
        parts.PAID,
        May(("failing", "inconclusive"), certain=False, not_claimed=KEY_IS_BAD | OTHER_TEAM),
        parts.always(Where("generate", streamed=False), parts.NO_FUNDS),
        parts.always(Where("generate", streamed=True), parts.refusal(402, "quota_for_entity_exceeded", OVER)),
    ),
)
