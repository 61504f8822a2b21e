"""Runs beside each other that were made one after the other: in one place as `watch` keeps them, or in two."""

from dataclasses import replace

from tests.standin import Credential, Gateway, Key, Rule, Team, Where
from tests.standin.account import CATALOGUE
from tests.worlds import parts
from tests.worlds.expectation import FACTORS, KEY_IS_BAD, MONEY, OTHER_TEAM, STORED_CREDENTIAL
from tests.worlds.places import BLAMES_KEYS, NOTHING, ORIGIN, MayExplain, Places, Seen
from tests.worlds.usual_places import LOCAL, PREVIEW, PRODUCTION, WELL
from tests.worlds.world import ASKED, OTHER_KEY, REVOKED_KEY, on_vercel

SEED = parts.FREE_WITH_BYOK
BOUGHT = replace(parts.PAID, id=SEED.id, balance="23.80", used="1.20")
REFUSED = parts.by_key_alone(SEED)
SERVED = parts.by_key_alone(BOUGHT)
NO_FACTOR = ORIGIN | FACTORS
PURCHASE = ("changed-between-runs", "byok-needs-paid-tier", "purchase-not-effective-yet")
RENEWED = ("key-invalid-revoked-or-expired", "different-key-same-length", "env-changed-not-redeployed")
TIERS = frozenset({"byok-needs-paid-tier", "refusal-depends-on-origin"})


def _one_place(minutes: float, served_first: bool, far: bool) -> Places:
    """One deployment before and after a purchase or its loss."""
    old, new = (SERVED, REFUSED) if served_first else (REFUSED, SERVED)
    order = "served, then refused" if served_first else "refused, then served"
    return Places(
        f"one deployment {minutes:g} minutes apart: {order}, for the tier",
        (Seen("before", PRODUCTION, old, minutes_ago=minutes), Seen("after", PRODUCTION, new)),
        MayExplain(
            explains=(("changed-between-runs",) if far else PURCHASE,),
            not_said=NO_FACTOR | BLAMES_KEYS if far else BLAMES_KEYS,
            leads_not=NO_FACTOR,
            not_certain=TIERS if far else frozenset(ORIGIN),
            speaks_of=("before", "after"),
        ),
    )


WORLDS = (
    _one_place(4, served_first=True, far=False),
    _one_place(4.5, served_first=False, far=False),
    _one_place(6, served_first=True, far=True),
    _one_place(7, served_first=False, far=True),
    _one_place(1500, served_first=True, far=True),
    Places(
        "watched for an hour: refused twice, bought, served twice",
        tuple(
            Seen(name, PRODUCTION, gateway, minutes_ago=minutes)
            for name, gateway, minutes in (
                ("first", REFUSED, 60),
                ("second", REFUSED, 40),
                ("third", SERVED, 20),
                ("fourth", SERVED, 0),
            )
        ),
        MayExplain(
            explains=(("changed-between-runs",),),
            not_said=NO_FACTOR | BLAMES_KEYS,
            not_certain=TIERS,
            speaks_of=("first", "second"),
        ),
    ),
    Places(
        "watched for three hours: served, failing for a while, out of funds",
        (
            Seen("first", PRODUCTION, WELL, minutes_ago=180),
            Seen(
                "second",
                PRODUCTION,
                parts.by_key_alone(parts.PAID, parts.always(parts.GENERATE, parts.UNAVAILABLE)),
                minutes_ago=90,
            ),
            Seen("third", PRODUCTION, parts.by_key_alone(Team(balance="0.00", used="100.00"))),
        ),
        MayExplain(
            of={
                "second": ("gateway-5xx", "changed-between-runs"),
                "third": ("byok-blocked-at-zero-balance", "free-credit-used-up", "changed-between-runs"),
            },
            not_said=NO_FACTOR | BLAMES_KEYS,
            not_certain=frozenset({"gateway-5xx"}),
        ),
    ),
    Places(
        "the key was revoked on Tuesday and replaced on Wednesday, in one deployment's place",
        (
            Seen("monday", on_vercel(REVOKED_KEY), Gateway((Key(REVOKED_KEY, parts.PAID),)), minutes_ago=2880),
            Seen(
                "tuesday",
                on_vercel(REVOKED_KEY),
                Gateway((Key(REVOKED_KEY, parts.PAID, revoked=True),)),
                minutes_ago=1440,
            ),
            Seen("wednesday", PRODUCTION, WELL),
        ),
        MayExplain(
            of={"tuesday": (*RENEWED, "changed-between-runs")},
            not_said=NO_FACTOR | OTHER_TEAM | MONEY,
            speaks_of=("tuesday",),
        ),
    ),
    Places(
        "the key was rotated: production was not deployed again, a preview and a laptop have the new one",
        (
            Seen("production", on_vercel(REVOKED_KEY), Gateway((Key(REVOKED_KEY, parts.PAID, revoked=True),))),
            Seen("preview", PREVIEW, WELL),
            Seen("local", LOCAL, WELL),
        ),
        MayExplain(
            leads=("key-invalid-revoked-or-expired",),
            explains=(("env-changed-not-redeployed",), ("different-key-same-length",)),
            not_said=NO_FACTOR | OTHER_TEAM | MONEY,
        ),
    ),
    Places(
        "the key was rotated, and the old one still serves in production",
        (
            Seen("production", on_vercel(OTHER_KEY), Gateway((Key(OTHER_KEY, parts.PAID),))),
            Seen("preview", PREVIEW, WELL),
            Seen("local", LOCAL, WELL),
        ),
        NOTHING,
    ),
    Places(
        "the month's budget was used up three days ago and is new now",
        (
            Seen("before", PRODUCTION, parts.by_key_alone(replace(parts.PAID, budget_left=False)), minutes_ago=4320),
            Seen("after", PRODUCTION, WELL),
        ),
        MayExplain(
            explains=(("changed-between-runs",),),
            not_said=NO_FACTOR | BLAMES_KEYS,
            of={"before": ("budget-reached", "changed-between-runs")},
        ),
    ),
    Places(
        "served yesterday, the balance is zero today",
        (
            Seen("before", PRODUCTION, parts.by_key_alone(Team(balance="0.40", used="99.60")), minutes_ago=1440),
            Seen("after", PRODUCTION, parts.by_key_alone(Team(balance="0.00", used="100.00"))),
        ),
        MayExplain(
            explains=(("byok-blocked-at-zero-balance", "free-credit-used-up"), ("changed-between-runs",)),
            not_said=NO_FACTOR | BLAMES_KEYS,
        ),
    ),
    Places(
        "degraded yesterday, since the own credential failed, healthy today",
        (
            Seen(
                "before",
                PRODUCTION,
                parts.by_key_alone(Team(stored={"azure": Credential("bad-key")})),
                minutes_ago=1440,
            ),
            Seen("after", PRODUCTION, WELL),
        ),
        MayExplain("same", not_said=NO_FACTOR | BLAMES_KEYS | MONEY),
    ),
    Places(
        "refused always in the morning, now and then at noon, served elsewhere",
        (
            Seen(
                "morning",
                PRODUCTION,
                parts.by_key_alone(parts.PAID, parts.always(Where("generate", model=ASKED), parts.BYOK_REFUSAL)),
                minutes_ago=360,
            ),
            Seen(
                "noon",
                PRODUCTION,
                parts.by_key_alone(
                    parts.PAID,
                    Rule(Where("generate", model=ASKED), parts.BYOK_REFUSAL, last=2),
                    Rule(Where("generate", model=ASKED), parts.BYOK_REFUSAL, p=0.5),
                ),
            ),
            Seen("preview", PREVIEW, WELL),
        ),
        MayExplain(
            of={"noon": ("comes-and-goes",)},
            not_said=BLAMES_KEYS,
            leads_not=NO_FACTOR,
            not_certain=NO_FACTOR | MONEY,
            speaks_of=("morning", "noon"),
        ),
    ),
    Places(
        "a refusal of a kind that nobody knows, an hour ago, and the same deployment is served now",
        (
            Seen(
                "before",
                PRODUCTION,
                parts.by_key_alone(parts.PAID, parts.always(parts.GENERATE, parts.refusal(418, "teapot", "No."))),
                minutes_ago=60,
            ),
            Seen("after", PRODUCTION, WELL),
        ),
        MayExplain(explains=(("changed-between-runs",),), not_said=NO_FACTOR | BLAMES_KEYS | MONEY),
    ),
    Places(
        "served four minutes before and four minutes after a refusal for the tier, in three places",
        (
            Seen("early", PREVIEW, SERVED, minutes_ago=8),
            Seen("middle", PRODUCTION, REFUSED, minutes_ago=4),
            Seen("late", LOCAL, SERVED),
        ),
        MayExplain(of={"middle": PURCHASE}, not_said=BLAMES_KEYS, leads_not=NO_FACTOR, not_certain=frozenset(ORIGIN)),
    ),
    Places(
        "no answer at all this morning, served now, one key",
        (
            Seen(
                "before",
                PRODUCTION.having({"GATEWAY_PROBE_TIME_BUDGET": "2"}),
                parts.by_key_alone(parts.PAID, parts.always(parts.EVERYTHING, parts.SILENCE)),
                minutes_ago=180,
            ),
            Seen("after", PRODUCTION, WELL),
        ),
        MayExplain(
            of={"before": ("gateway-unreachable", "connect-timeout", "changed-between-runs")},
            not_said=NO_FACTOR | BLAMES_KEYS | MONEY,
        ),
    ),
    Places(
        "the stored credential was broken an hour ago and nothing else can serve the model",
        (
            Seen(
                "before",
                PRODUCTION,
                parts.by_key_alone(parts.PAID, system=dict.fromkeys(CATALOGUE[0].providers, "none")),
                minutes_ago=60,
            ),
            Seen(
                "after",
                PRODUCTION,
                parts.by_key_alone(
                    Team(stored={"azure": Credential("bad-key")}), system=dict.fromkeys(CATALOGUE[0].providers, "none")
                ),
            ),
        ),
        MayExplain(
            explains=((*sorted(STORED_CREDENTIAL),), ("changed-between-runs",)),
            not_said=NO_FACTOR | BLAMES_KEYS | MONEY,
            of={"after": (*sorted(STORED_CREDENTIAL), "changed-between-runs")},
        ),
    ),
    Places(
        "another commit and another branch of one place within three minutes, refused for the tier and then served",
        (
            Seen(
                "before",
                PRODUCTION.having({"VERCEL_GIT_COMMIT_SHA": "a" * 40, "VERCEL_GIT_COMMIT_REF": "main"}),
                REFUSED,
                minutes_ago=3,
            ),
            Seen(
                "after", PRODUCTION.having({"VERCEL_GIT_COMMIT_SHA": "b" * 40, "VERCEL_GIT_COMMIT_REF": "fix"}), SERVED
            ),
        ),
        MayExplain(explains=(PURCHASE,), not_said=BLAMES_KEYS, leads_not=NO_FACTOR, not_certain=frozenset(ORIGIN)),
    ),
    Places(
        "one place before a purchase, and another one long after it with a key of another team",
        (
            Seen("production", PRODUCTION, REFUSED, minutes_ago=600),
            Seen("preview", on_vercel(OTHER_KEY, environment="preview"), Gateway((Key(OTHER_KEY, parts.OTHER_PAID),))),
        ),
        MayExplain(
            explains=(("changed-between-runs",), ("different-key-same-length", "key-of-other-team")),
            not_said=NO_FACTOR | KEY_IS_BAD,
            not_certain=BLAMES_KEYS | TIERS,
        ),
    ),
)
