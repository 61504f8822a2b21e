"""Worlds in which a sum and a word of the gateway's about money do not say the same."""

from collections.abc import Iterator
from dataclasses import replace

from tests.standin import Answer, Gateway, Key, Rule, Team, Token, Where, error_body
from tests.worlds import parts
from tests.worlds.expectation import BAD, BLAMES, FACTORS, KEY_IS_BAD, MONEY, NOT_HEALTHY, OTHER_TEAM, May
from tests.worlds.world import ASKED, CONTROL, KEY, TIER, World, on_laptop, on_vercel

WELL = ("healthy", "degraded")
NOT_OTHERWISE = FACTORS | KEY_IS_BAD | OTHER_TEAM
ALLOWLIST = Answer(
    403,
    error_body(
        "Your team has restricted access to this provider. Providers considered: anthropic",
        "no_providers_available",
        {"name": "RestrictedProvidersError"},
    ),
)


def sums(balance: object, used: object) -> Answer:
    """What the credits are said to be."""
    return Answer(200, {"balance": balance, "total_used": used})


def of_team(name: str, team: Team, may: May, *rules: Rule) -> World:
    """The key and the token are of this team."""
    return World(name, on_vercel(KEY, Token(team)), parts.one_team(team, *rules), may)


def _oracles() -> Iterator[World]:
    """The seed's refusal, and what the model of the paid tier is told instead of the tier's word."""
    for what, answer in (
        ("not on the team's list", ALLOWLIST),
        ("unknown", parts.unknown_model(TIER)),
        ("refused by its provider", parts.tried("anthropic", "system", 400, "Your credit balance is too low.", {})),
        ("refused for want of funds", parts.NO_FUNDS),
    ):
        yield of_team(
            f"the paid tier is wanted, and the model that would tell the tier is {what}",
            parts.FREE_WITH_BYOK,
            # Nothing tells the free tier from a purchase that is not effective yet.
            May(("failing",), names=(("byok-needs-paid-tier",),), not_certain=MONEY, not_claimed=NOT_OTHERWISE),
            Rule(Where("generate", model=TIER), answer),
        )


def _healthy_sums() -> Iterator[World]:
    for what, answer in (
        ("nothing", sums("0.00", "100.00")),
        ("numbers, not texts", sums(95.5, 4.5)),
        ("with a comma", sums("95,50", "4,50")),
        ("null", sums(None, None)),
        ("an error under 200", Answer(200, error_body("Service temporarily unavailable.", "internal_server_error"))),
        ("those of another service", Answer(200, {"data": {"total_credits": 10, "total_usage": 2}})),
    ):
        yield of_team(
            f"everything is served, and the credits are {what}",
            parts.PAID,
            May(WELL, not_certain=BLAMES, not_claimed=BLAMES),
            Rule(Where("credits", ("key", "token")), answer),
        )


def _stale_sums() -> Iterator[World]:
    """The credits come out of stores of different age: one purchase lies between what is told of the key and of the token."""
    for what, of_key in (
        ("before a purchase", sums("45.50", "4.50")),
        ("before an hour's use", sums("96.10", "3.90")),
        ("after the token's use of this minute", sums("95.4999", "4.5001")),
    ):
        for refused, team in (("refused for the tier", parts.FREE_WITH_BYOK), ("denied by a rule", parts.DENIED)):
            yield of_team(
                f"one team, {refused}, and what is told of the key's credits is of {what}",
                replace(team, balance="95.50", used="4.50"),
                May(("failing",), not_certain=OTHER_TEAM | FACTORS, not_claimed=FACTORS | KEY_IS_BAD),
                Rule(Where("credits", "key"), of_key),
            )


WORLDS = (
    *_oracles(),
    *_healthy_sums(),
    *_stale_sums(),
    of_team(
        "five dollars and nothing used, a paid team whose purchase is not known to the tier",
        replace(parts.PAID, balance="5.00", used="0.00"),
        May(
            ("failing",),
            names=(("purchase-not-effective-yet", "refusal-depends-on-origin"),),
            not_certain=MONEY,
            not_claimed=NOT_OTHERWISE | {"positive-balance-is-free-credit"},
        ),
        Rule(Where("generate", model=ASKED), parts.BYOK_REFUSAL),
    ),
    of_team(
        "five dollars and nothing used, a free team",
        replace(parts.FREE_WITH_BYOK, balance="5.00", used="0.00"),
        May(("failing",), verdict=("byok-needs-paid-tier",), not_claimed=NOT_OTHERWISE),
    ),
    of_team(
        "no funds, and 95 dollars stand by key and by token",
        parts.PAID,
        May(("failing",), not_certain=MONEY, not_claimed=NOT_OTHERWISE),
        Rule(parts.GENERATE, parts.NO_FUNDS),
    ),
    of_team(
        "the paid tier is wanted of a team whose balance is told to be nothing",
        parts.FREE_WITH_BYOK,
        May(("failing",), names=(("byok-needs-paid-tier",),), not_claimed=NOT_OTHERWISE),
        Rule(Where("credits", ("key", "token")), sums("0.00", "5.00")),
    ),
    of_team(
        "a thousandth of a cent is left: the asked model costs more, the control less",
        replace(parts.PAID, balance="0.00001", used="20.00"),
        May(
            BAD,
            not_certain=frozenset({"byok-blocked-at-zero-balance", "team-blocked", "free-credit-used-up"}),
            not_claimed=NOT_OTHERWISE,
        ),
        Rule(Where("generate", model=(ASKED, TIER)), parts.NO_FUNDS),
    ),
    of_team(
        "less than nothing is left, and all are refused for want of funds",
        replace(parts.PAID, balance="-3.20", used="103.20"),
        May(("failing",), names=(("free-credit-used-up", "byok-blocked-at-zero-balance"),), not_claimed=NOT_OTHERWISE),
    ),
    of_team(
        "auto top-up comes in midway: no funds for the first four, then all are served",
        replace(parts.PAID, balance="20.00", used="40.00"),
        May(NOT_HEALTHY, not_certain=MONEY | FACTORS, not_claimed=NOT_OTHERWISE),
        Rule(parts.GENERATE, parts.NO_FUNDS, last=4),
        Rule(Where("credits", ("key", "token")), sums("0.00", "40.00"), last=2),
    ),
    World(
        "the key's own budget is reached, and it alone",
        on_vercel(KEY, Token(parts.PAID)),
        Gateway((Key(KEY, parts.PAID, budget_left=False),), (Token(parts.PAID),)),
        May(
            ("failing",),
            names=(("budget-reached",),),
            not_claimed=KEY_IS_BAD | OTHER_TEAM | (MONEY - {"budget-reached"}),
        ),
    ),
    of_team(
        "a budget is said to be reached to requests with a project alone, and served without",
        parts.PAID,
        May(
            ("failing",),
            names=(("budget-reached", "refusal-depends-on-origin"),),
            not_certain=frozenset({"budget-reached"}),
            not_claimed=KEY_IS_BAD | OTHER_TEAM,
        ),
        Rule(
            Where("generate", header="ai-o11y-project-id"),
            parts.refusal(402, "quota_for_entity_exceeded", "Project budget exceeded. Current spend: $200.00."),
        ),
    ),
    World(
        "a budget of the user whom the options name is reached, and of nobody else",
        on_vercel(KEY, Token(parts.PAID), GATEWAY_PROBE_PROVIDER_OPTIONS=parts.options(user="FAKE-customer")),
        parts.one_team(
            parts.PAID,
            Rule(
                Where("generate", option="user"),
                parts.refusal(402, "quota_for_entity_exceeded", "Quota limit exceeded."),
            ),
        ),
        May(BAD, not_certain=frozenset({"budget-reached"}), not_claimed=KEY_IS_BAD | OTHER_TEAM),
    ),
    World(
        "the free tier's limit begins after four generations, before that the model is not for the free tier",
        on_laptop(KEY, model=TIER),
        parts.by_key_alone(
            parts.FREE,
            Rule(
                parts.GENERATE,
                parts.refusal(429, "rate_limit_exceeded", "Free tier requests on this model are rate-limited."),
                first=5,
            ),
        ),
        May(("failing",), names=(("free-tier-model-restricted",),), not_claimed=NOT_OTHERWISE),
    ),
    World(
        "the control model is not for this team, and the asked one is wanted to be paid",
        on_vercel(KEY, Token(parts.FREE_WITH_BYOK)),
        parts.one_team(parts.FREE_WITH_BYOK, Rule(Where("generate", model=CONTROL), ALLOWLIST)),
        May(
            ("failing",),
            names=(("byok-needs-paid-tier",),),
            not_claimed=NOT_OTHERWISE | {"provider-or-model-allowlist"},
        ),
    ),
)
