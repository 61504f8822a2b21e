"""Runs that lie minutes or hours apart, by one clock or by two that disagree: what may have changed between them."""

from dataclasses import replace

from tests.worlds import parts
from tests.worlds.abreast.stating import INVALID, as_paid, by_key, by_other_key, seen
from tests.worlds.expectation import OTHER_TEAM
from tests.worlds.places import ABOUT_KEYS, ORIGIN, MayExplain, Places, explained
from tests.worlds.usual_places import LOCAL, PREVIEW, PRODUCTION, REVOKED, WELL
from tests.worlds.world import REVOKED_KEY, on_vercel

UNKNOWN_HERE = by_other_key(parts.PAID)
UNPAID = "byok-needs-paid-tier"
CHANGED = "changed-between-runs"
TEN_BEHIND = 600
"""The gateway's clock is so many seconds before the place's."""
EMPTY = replace(parts.PAID, balance="0.00", used="100.00")


WORLDS = (
    Places(
        "a key that served preview two days ago, and is unknown in production now",
        (seen("production", (PRODUCTION, UNKNOWN_HERE)), seen("preview", (PREVIEW, WELL), minutes_ago=2880)),
        explained(f"{INVALID}|{CHANGED}", certain=INVALID, sure=f"{INVALID} {CHANGED}", not_said=ORIGIN | OTHER_TEAM),
    ),
    # By the gateway's clock both were asked in one minute.
    Places(
        "production's clock is ten minutes behind, and its key is known in preview in the same minute",
        (
            seen("production", (PRODUCTION, replace(UNKNOWN_HERE, clock_offset_s=TEN_BEHIND)), minutes_ago=10),
            seen("preview", (PREVIEW, WELL)),
        ),
        MayExplain(certain_of={"production": ()}, only_certain=frozenset(), not_said=ORIGIN | {CHANGED}),
    ),
    # Its clock says that it was the same minute; by the gateway's it was ten minutes before.
    Places(
        "production's clock is ten minutes ahead, and its money came in those ten minutes",
        (
            seen("production", (PRODUCTION, by_key(EMPTY, clock_offset_s=-TEN_BEHIND))),
            seen("preview", (PREVIEW, by_key(replace(EMPTY, balance="20.00")))),
        ),
        explained(
            f"byok-blocked-at-zero-balance|{CHANGED}",
            certain="byok-blocked-at-zero-balance",
            sure=f"byok-blocked-at-zero-balance {CHANGED}",
            not_said=ABOUT_KEYS | OTHER_TEAM | ORIGIN,
        ),
    ),
    # The laptop and preview asked in one minute by one key, so the tier is not what parts them; yesterday is another day.
    Places(
        "refused for the tier yesterday in production and now on the laptop, and served now in preview, by one key",
        (
            seen("production", (PRODUCTION, by_key(parts.FREE_WITH_BYOK)), minutes_ago=1440),
            seen("preview", (PREVIEW, by_key(as_paid(parts.FREE_WITH_BYOK)))),
            seen("local", (LOCAL, by_key(parts.FREE_WITH_BYOK))),
        ),
        MayExplain(
            certain_of={"production": (UNPAID,), "local": ()},
            speaks_of=("production", "local"),
            not_said=ABOUT_KEYS | OTHER_TEAM,
        ),
    ),
    # The requests of the first run count towards the limit that the second one meets.
    Places(
        "served in preview four minutes ago, and at the free tier's limit in production now",
        (
            seen("production", (PRODUCTION, by_key(replace(parts.FREE, free_requests=0)))),
            seen("preview", (PREVIEW, by_key(parts.FREE)), minutes_ago=4),
        ),
        explained(
            "free-tier-rate-limit",
            certain="free-tier-rate-limit",
            sure="free-tier-rate-limit",
            not_said=ORIGIN | ABOUT_KEYS,
        ),
    ),
    # The place itself, before and after a new key was deployed.
    Places(
        "production before and after a redeploy with a new key",
        (seen("before", (on_vercel(REVOKED_KEY), REVOKED), minutes_ago=30), seen("after", (PRODUCTION, WELL))),
        explained(INVALID, certain=INVALID, sure=INVALID, not_said=ORIGIN, differs=("key",)),
    ),
)
