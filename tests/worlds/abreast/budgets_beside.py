"""Budgets, limits and balances of a key, a team, a project: what is used up for one place may be there for the other."""

from dataclasses import replace

from tests.standin import Answer, Gateway, Key, Token
from tests.worlds import parts
from tests.worlds.abreast.stating import by_key, by_other_key, by_token, decided, doubted, preview_by, seen
from tests.worlds.expectation import KEY_IS_BAD, OTHER_TEAM
from tests.worlds.places import ABOUT_KEYS, ORIGIN, MayExplain, Places, explained
from tests.worlds.usual_places import PREVIEW, PRODUCTION, WELL
from tests.worlds.world import KEY, OTHER_KEY, Place, on_vercel

At = tuple[Place, Gateway]
OTHER_WELL = by_other_key(parts.OTHER_PAID)
OTHER_PREVIEW = (preview_by(OTHER_KEY), OTHER_WELL)
PREVIEW_TOKEN = Token(parts.PAID, environment="preview")
BLAMELESS = KEY_IS_BAD | ORIGIN
ZERO = "byok-blocked-at-zero-balance free-credit-used-up"
EMPTY = replace(parts.PAID, balance="0.00", used="100.00")


def over(whose: str) -> Answer:
    """The gateway's word of a budget."""
    words = f"{whose} budget exceeded. Current spend: $200.00, limit: $200.00."
    return parts.refusal(402, "quota_for_entity_exceeded", words)


SAME_TEAM_OTHER_KEY: At = (
    preview_by(OTHER_KEY, PREVIEW_TOKEN),
    Gateway((Key(OTHER_KEY, parts.PAID),), (PREVIEW_TOKEN,)),
)

WORLDS = (
    # A key has a budget of its own, and the gateway names the key's.
    decided(
        "the key's budget is used up in production, and preview has another key of the team",
        (on_vercel(KEY, Token(parts.PAID)), Gateway((Key(KEY, parts.PAID, budget_left=False),), (Token(parts.PAID),))),
        SAME_TEAM_OTHER_KEY,
        "budget-reached refusal-depends-on-credential",
        not_said=BLAMELESS | OTHER_TEAM,
    ),
    doubted(
        "the team's budget is used up for production's token, and not for preview's",
        by_token(parts.PAID, "production", parts.always(parts.GENERATE, over("Team"))),
        by_token(parts.PAID, "preview"),
        "budget-reached",
        not_said=BLAMELESS,
    ),
    # The last cents went to preview.
    Places(
        "preview was served with the last cents three minutes ago, and production's key finds none",
        (
            seen("production", (PRODUCTION, by_key(EMPTY))),
            seen("preview", (PREVIEW, by_key(replace(EMPTY, balance="0.01", used="99.99"))), minutes_ago=3),
        ),
        explained(
            f"{ZERO.replace(' ', '|')}|changed-between-runs",
            certain=f"{ZERO} changed-between-runs",
            sure=ZERO + " changed-between-runs",
            not_said=BLAMELESS | ABOUT_KEYS | OTHER_TEAM,
        ),
    ),
    # Enough was bought, as it seems, and the tier is still refused: which of the two it is nobody knows.
    decided(
        "a hundred dollars, and yet the free tier in production; preview's key is of another team",
        (PRODUCTION, by_key(replace(parts.FREE_WITH_BYOK, balance="105.00", used="0.00"))),
        OTHER_PREVIEW,
        "byok-needs-paid-tier purchase-not-effective-yet",
        not_certain=frozenset({"positive-balance-is-free-credit"}),
        not_said=BLAMELESS,
    ),
    # One place of three meets the budget of the key that all three have.
    Places(
        "one key in three places, and its budget is used up in one of them",
        (
            seen("production", (PRODUCTION, Gateway((Key(KEY, parts.PAID, budget_left=False),)))),
            seen("staging", (PREVIEW, WELL)),
            seen("preview", (preview_by(KEY, VERCEL_REGION="fra1"), WELL)),
        ),
        MayExplain(certain_of={"production": ()}, only_certain=frozenset(), not_said=BLAMELESS | OTHER_TEAM),
    ),
)
