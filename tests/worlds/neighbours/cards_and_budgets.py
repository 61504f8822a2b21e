"""Budgets, cards, limits and blocks, alone and where the words do not fit what else is seen."""

from dataclasses import replace

from tests.standin import Gateway, Key, Rule, Team, Token, Where
from tests.worlds import parts
from tests.worlds.expectation import BAD, KEY_IS_BAD, MONEY, NOT_HEALTHY, OTHER_TEAM, May
from tests.worlds.neighbours import pieces
from tests.worlds.world import ASKED, KEY, World, on_laptop, on_vercel

PAID = Token(parts.PAID)
ASKED_MODEL = Where("generate", model=ASKED)
EMPTY = frozenset({"byok-blocked-at-zero-balance", "free-credit-used-up"})


WORLDS = (
    World(
        "the key's budget is used up, the team's is not",
        on_vercel(KEY, PAID),
        Gateway((Key(KEY, parts.PAID, budget_left=False),), (PAID,)),
        # The token is served, which is asked until chance is out of the question.
        May(("failing",), verdict=("budget-reached",), at_least="likely", generations=(0, 14)),
    ),
    World(
        "the project's budget is used up, by token",
        on_vercel(None, PAID),
        Gateway(tokens=(PAID,), rules=(Rule(parts.GENERATE, pieces.OVER_PROJECT_BUDGET),)),
        May(("failing",), verdict=("budget-reached",), at_least="likely", not_claimed=frozenset({"oidc-refused"})),
    ),
    World(
        "a project's budget is held against a key where the deployment is named, and nowhere else",
        on_vercel(KEY),
        parts.by_key_alone(parts.PAID, Rule(Where("generate", origin=True), pieces.OVER_PROJECT_BUDGET)),
        May(
            ("failing",),
            names=(("budget-reached",), ("refusal-depends-on-origin",)),
            not_certain=frozenset({"budget-reached"}),
        ),
    ),
    World(
        "a user's budget, with the status of older days",
        on_vercel(KEY),
        parts.by_key_alone(
            parts.PAID, Rule(parts.GENERATE, parts.refusal(429, "quota_for_entity_exceeded", pieces.QUOTA))
        ),
        May(
            ("failing",),
            verdict=("budget-reached",),
            not_named=frozenset({"free-tier-rate-limit", "provider-rate-limit"}),
        ),
    ),
    World(
        "a budget is used up, and so is the money behind it",
        on_vercel(KEY),
        parts.by_key_alone(parts.NO_MONEY, Rule(parts.GENERATE, pieces.OVER_BUDGET)),
        May(("failing",), names=(("budget-reached",), tuple(EMPTY))),
    ),
    World(
        "a new team without a card",
        on_vercel(KEY, Token(parts.NO_CARD)),
        parts.one_team(parts.NO_CARD),
        May(("failing",), verdict=("no-card-on-file",), at_least="likely", generations=(0, 6)),
    ),
    World(
        "no card for the key, and the token of a team with equal credits is served",
        on_vercel(KEY, Token(parts.FREE)),
        parts.one_team(parts.FREE, Rule(Where("generate", "key"), pieces.NO_CARD)),
        May(("failing",), names=(("no-card-on-file",),), not_certain=frozenset({"no-card-on-file"})),
    ),
    World(
        "no card, says the gateway of the asked model alone",
        on_laptop(KEY),
        parts.by_key_alone(parts.FREE, Rule(ASKED_MODEL, pieces.NO_CARD)),
        May(("failing",), names=(("no-card-on-file",),), not_certain=frozenset({"no-card-on-file"})),
    ),
    World(
        "the free tier's limit is reached",
        on_vercel(KEY),
        parts.by_key_alone(replace(parts.FREE, free_requests=0)),
        May(("failing",), verdict=("free-tier-rate-limit",), at_least="likely"),
    ),
    World(
        "the free tier's limit, a hundred dollars after the purchase",
        on_vercel(KEY),
        parts.by_key_alone(replace(parts.FREE, balance="105.00", used="0.00", free_requests=0)),
        May(("failing",), names=(("free-tier-rate-limit",),), first_never=("buy credits for", "vercel buy")),
    ),
    World(
        "a blocked team",
        on_vercel(KEY, Token(parts.BLOCKED)),
        parts.one_team(parts.BLOCKED),
        May(
            ("failing",),
            verdict=("team-blocked", "card-not-accepted"),
            names=(("team-blocked",), ("card-not-accepted",)),
            never=("vercel buy",),
        ),
    ),
    World(
        "every generation is forbidden, and the credits are told",
        on_vercel(KEY, PAID),
        parts.one_team(parts.PAID, Rule(parts.GENERATE, parts.ACCESS_DENIED)),
        May(BAD, not_certain=frozenset({"team-blocked", "card-not-accepted"})),
    ),
    World(
        "credits are forbidden, and every generation is served",
        on_vercel(KEY, PAID),
        parts.one_team(parts.PAID, Rule(parts.CREDITS, parts.ACCESS_DENIED)),
        May((*pieces.NOT_BAD, "inconclusive"), not_certain=MONEY | KEY_IS_BAD),
    ),
    World(
        "a block that is lifted in the middle of the run",
        on_vercel(KEY),
        parts.by_key_alone(parts.PAID, Rule(Where(("credits", "generate"), "key"), parts.ACCESS_DENIED, last=4)),
        May(NOT_HEALTHY, certain=False),
    ),
    World(
        "a team that pays by invoice",
        on_vercel(KEY, PAID),
        parts.one_team(parts.PAID, pieces.with_credits("0.00", "0.00")),
        May(pieces.NOT_BAD, not_claimed=MONEY | OTHER_TEAM),
    ),
    World(
        "BYOK is declared, and the team has no provider key",
        on_vercel(KEY, GATEWAY_PROBE_EXPECT_CREDENTIAL="byok"),
        parts.by_key_alone(Team()),
        May(("degraded", "failing"), found=(("expected-credential-not-used", "byok-credential-missing-or-disabled"),)),
    ),
)
