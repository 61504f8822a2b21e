"""Runs that lie apart: a purchase, a rotation, an incident, a budget that begins anew, in either order; and histories."""

from dataclasses import replace

from tests.standin import Gateway, Key, Rule, Token, Where
from tests.standin.account import CATALOGUE
from tests.worlds import parts
from tests.worlds.expectation import KEY_IS_BAD, MONEY, OTHER_TEAM
from tests.worlds.innocent_differences import CLOSED_NETWORK, DOWN, SLOWED
from tests.worlds.places import ABOUT_KEYS, ORIGIN, MayExplain, Places, Seen, explained
from tests.worlds.usual_places import CLOSED, LOCAL, PREVIEW, PRODUCTION, REVOKED, ROTATED, WELL
from tests.worlds.world import ASKED, KEY, OTHER_KEY, REVOKED_KEY, on_laptop, on_vercel

FREE = parts.FREE_WITH_BYOK
BOUGHT = replace(FREE, tier="paid", balance="23.80")
FREE_TWO, FREE_GATEWAY = on_vercel(KEY, Token(FREE)), parts.one_team(FREE)
BOUGHT_GATEWAY = parts.one_team(BOUGHT)
NOT_OF_KEYS = ABOUT_KEYS | OTHER_TEAM
TIER = "byok-needs-paid-tier purchase-not-effective-yet"

WORLDS = (
    Places(
        "the tier's word an hour ago in production, bought since, and served on the laptop",
        (Seen("production", FREE_TWO, FREE_GATEWAY, minutes_ago=60), Seen("local", LOCAL, BOUGHT_GATEWAY)),
        explained(
            "byok-needs-paid-tier|changed-between-runs|purchase-not-effective-yet",
            certain=TIER,
            not_said=NOT_OF_KEYS | ORIGIN,
        ),
    ),
    Places(
        "served on the laptop an hour ago, and the tier's word in production now",
        (Seen("production", FREE_TWO, FREE_GATEWAY), Seen("local", LOCAL, BOUGHT_GATEWAY, minutes_ago=60)),
        explained("byok-needs-paid-tier|changed-between-runs", certain=TIER, not_said=NOT_OF_KEYS),
    ),
    Places(
        # The sums tell that credits were bought in between: what the first run found was so when it ran.
        "the tier's word three minutes ago, bought since, and served in the same place",
        (Seen("before", FREE_TWO, FREE_GATEWAY, minutes_ago=3), Seen("after", FREE_TWO, BOUGHT_GATEWAY)),
        explained(
            "changed-between-runs|byok-needs-paid-tier|purchase-not-effective-yet",
            certain="byok-needs-paid-tier",
            not_said=NOT_OF_KEYS | ORIGIN,
        ),
    ),
    Places(
        "rotated: the old key is refused in production, and the new one is served on the laptop",
        (Seen("production", on_vercel(REVOKED_KEY), ROTATED), Seen("local", LOCAL, ROTATED)),
        explained(
            "key-invalid-revoked-or-expired|different-key-same-length|env-changed-not-redeployed",
            certain="key-invalid-revoked-or-expired different-key-same-length",
            not_said=ORIGIN,
            not_certain=OTHER_TEAM,
        ),
    ),
    Places(
        "rotated without trouble: yesterday's run had the old key, today's the new one",
        (
            Seen("yesterday", on_vercel(OTHER_KEY), Gateway((Key(OTHER_KEY, parts.PAID),)), minutes_ago=1440),
            Seen("today", PRODUCTION, WELL),
        ),
        explained(certain="", outcome="same", not_likely=NOT_OF_KEYS),
    ),
    Places(
        "redeployed with a key that nobody knows, after a day on a good one",
        (Seen("yesterday", PRODUCTION, WELL, minutes_ago=1440), Seen("today", on_vercel(REVOKED_KEY), REVOKED)),
        explained("key-invalid-revoked-or-expired", certain="key-invalid-revoked-or-expired different-key-same-length"),
    ),
    Places(
        "an incident now in production, none on the laptop half an hour ago",
        (Seen("production", PRODUCTION, DOWN), Seen("local", LOCAL, WELL, minutes_ago=30)),
        explained(certain="gateway-5xx", not_said=NOT_OF_KEYS | ORIGIN),
    ),
    Places(
        "a spent budget yesterday, and a new one today for the same key",
        (
            Seen("production", PRODUCTION, parts.by_key_alone(parts.SPENT), minutes_ago=1440),
            Seen("local", LOCAL, parts.by_key_alone(replace(parts.SPENT, budget_left=True))),
        ),
        explained("budget-reached|changed-between-runs", certain="budget-reached", not_said=NOT_OF_KEYS | ORIGIN),
    ),
    Places(
        "a rate limit four minutes ago, none now, with the same key",
        (Seen("production", PRODUCTION, SLOWED, minutes_ago=4), Seen("local", LOCAL, WELL)),
        MayExplain(not_said=NOT_OF_KEYS | ORIGIN, not_certain=MONEY),
    ),
    Places(
        "forbidden for no visible reason, and served six minutes before from elsewhere",
        (Seen("production", PRODUCTION, CLOSED_NETWORK), Seen("local", LOCAL, WELL, minutes_ago=6)),
        explained(certain="", not_likely=ORIGIN, not_said=NOT_OF_KEYS),
    ),
    Places(
        "the model was not there yesterday and is today",
        (
            Seen("yesterday", PRODUCTION, parts.by_key_alone(parts.PAID, models=CATALOGUE[1:]), minutes_ago=1440),
            Seen("today", PRODUCTION, WELL),
        ),
        explained(
            "model-unknown-or-retired|changed-between-runs",
            certain="model-unknown-or-retired",
            not_said=NOT_OF_KEYS | ORIGIN,
        ),
    ),
    Places(
        "served, refused and served again within a day, one place and one key",
        (
            Seen("morning", FREE_TWO, BOUGHT_GATEWAY, minutes_ago=1440),
            Seen("noon", FREE_TWO, FREE_GATEWAY, minutes_ago=720),
            Seen("evening", FREE_TWO, BOUGHT_GATEWAY),
        ),
        explained(certain=TIER, not_said=NOT_OF_KEYS | ORIGIN),
    ),
    Places(
        "down, down, served, and then a key that nobody knows: four days of one place",
        (
            Seen("monday", PRODUCTION, DOWN, minutes_ago=4320),
            Seen("tuesday", PRODUCTION, DOWN, minutes_ago=2880),
            Seen("wednesday", PRODUCTION, WELL, minutes_ago=1440),
            Seen("thursday", on_vercel(REVOKED_KEY), REVOKED),
        ),
        MayExplain(
            not_said=ORIGIN | OTHER_TEAM,
            certain_of={
                "monday": ("gateway-5xx",),
                "tuesday": ("gateway-5xx",),
                "thursday": ("key-invalid-revoked-or-expired", "different-key-same-length"),
            },
        ),
    ),
    Places(
        "the headers were proved yesterday, and today production and the laptop are served",
        (
            Seen("yesterday", PRODUCTION, CLOSED, minutes_ago=1440),
            Seen("today", PRODUCTION, WELL),
            Seen("local", LOCAL, WELL),
        ),
        explained(certain="refusal-depends-on-origin", not_said=NOT_OF_KEYS),
    ),
    Places(
        "another key, another model and another client than yesterday, and the gateway is down",
        (
            Seen("yesterday", PRODUCTION, WELL, minutes_ago=1440),
            Seen(
                "today",
                on_vercel(OTHER_KEY, model="openai/gpt-4o-mini", GATEWAY_PROBE_CLIENT="ai-sdk-6"),
                Gateway((Key(OTHER_KEY, parts.PAID),), rules=DOWN.rules),
            ),
        ),
        explained(
            certain="gateway-5xx", not_likely=NOT_OF_KEYS | {"model-differs", "protocol-differs"}, not_said=ORIGIN
        ),
    ),
    Places(
        "a redeploy in between changed the region, and the new one is forbidden for no visible reason",
        (
            Seen("before", PRODUCTION, WELL, minutes_ago=20),
            Seen("after", on_vercel(KEY, VERCEL_REGION="hnd1"), CLOSED_NETWORK),
        ),
        explained(certain="", not_said=NOT_OF_KEYS),
    ),
    Places(
        "a redeploy in between, and a rule of the gateway came at the same time",
        (
            Seen("before", PRODUCTION, WELL, minutes_ago=20),
            Seen("after", on_vercel(KEY, GATEWAY_PROBE_CLIENT="ai-sdk-6"), parts.by_key_alone(parts.DENIED)),
        ),
        explained(
            "routing-rule-denied",
            certain="routing-rule-denied",
            not_likely=frozenset({"protocol-differs"}),
            not_said=NOT_OF_KEYS,
        ),
    ),
    Places(
        "the key was unknown two minutes ago and is served now: nobody revives a key",
        (Seen("production", PRODUCTION, Gateway(), minutes_ago=2), Seen("local", LOCAL, WELL)),
        explained(certain="", not_likely=KEY_IS_BAD, not_said=ABOUT_KEYS | ORIGIN),
    ),
    Places(
        "the key was unknown yesterday and is served today in the same place",
        (Seen("yesterday", PRODUCTION, Gateway(), minutes_ago=1440), Seen("today", PRODUCTION, WELL)),
        explained(certain="", not_said=ABOUT_KEYS | ORIGIN, not_certain=KEY_IS_BAD),
    ),
    Places(
        "the answer of two hours ago tells of azure alone, whose deployment was made since",
        (
            Seen(
                "production",
                on_vercel(KEY, model="azure/gpt-5.4-mini"),
                parts.without_fallback("azure", "no-deployment", ASKED),
                minutes_ago=120,
            ),
            Seen("local", on_laptop(KEY, model="azure/gpt-5.4-mini"), WELL),
        ),
        explained(
            "byok-azure-deployment-name|changed-between-runs",
            certain="byok-azure-deployment-name",
            not_said=NOT_OF_KEYS | ORIGIN,
        ),
    ),
    Places(
        "alternating for a quarter of an hour: three runs, of which the one in the middle is refused",
        (
            Seen("first", PRODUCTION, WELL, minutes_ago=4),
            Seen(
                "second",
                PRODUCTION,
                parts.by_key_alone(parts.PAID, Rule(Where("generate"), parts.BYOK_REFUSAL)),
                minutes_ago=2,
            ),
            Seen("third", PRODUCTION, WELL),
        ),
        explained(certain="", not_said=NOT_OF_KEYS | ORIGIN),
    ),
    Places(
        "two previews beside each other before a purchase, and production after it",
        (
            Seen("preview", PREVIEW, parts.by_key_alone(FREE), minutes_ago=30),
            Seen(
                "branch",
                on_vercel(KEY, Token(FREE, environment="preview"), environment="preview"),
                Gateway((Key(KEY, FREE),), (Token(FREE, environment="preview"),)),
                minutes_ago=30,
            ),
            Seen("production", PRODUCTION, BOUGHT_GATEWAY),
        ),
        explained(certain=TIER, not_said=NOT_OF_KEYS | ORIGIN),
    ),
)
