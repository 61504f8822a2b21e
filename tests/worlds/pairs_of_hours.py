"""Places beside each other where time or luck lies between: money that moves, keys that are renewed, clocks, refusals at random."""

from dataclasses import replace

from tests.standin import Credential, Gateway, Key, Rule, Team, Token, Where
from tests.worlds import parts
from tests.worlds.expectation import FACTORS, KEY_IS_BAD, MONEY, OTHER_TEAM
from tests.worlds.places import ABOUT_KEYS, BLAMES_KEYS, ORIGIN, MayExplain, Places, Seen, pair
from tests.worlds.usual_places import LOCAL, PREVIEW, PRODUCTION, WELL
from tests.worlds.world import KEY, OTHER_KEY, REVOKED_KEY, on_laptop, on_vercel

ROTATED = Gateway((Key(KEY, parts.PAID, revoked=True), Key(OTHER_KEY, parts.PAID)))
IN_TIME = ("changed-between-runs",)
ALL = FACTORS | MONEY | OTHER_TEAM | KEY_IS_BAD | ABOUT_KEYS


def by_luck(p: float, seed: int, team: Team = parts.PAID) -> Gateway:
    return parts.by_key_alone(
        team, Rule(Where("generate", model="openai/gpt-5.4-mini"), parts.BYOK_REFUSAL, p=p), seed=seed
    )


WORLDS = (
    pair(
        "a hundred dollars more in the later run, both served",
        (PRODUCTION, WELL),
        (PREVIEW, parts.by_key_alone(replace(parts.PAID, balance="195.50"))),
        MayExplain("same", not_said=ORIGIN | OTHER_TEAM | KEY_IS_BAD),
        minutes_ago=3,
    ),
    pair(
        "ten dollars spent between two runs of four minutes, both served",
        (PRODUCTION, WELL),
        (PREVIEW, parts.by_key_alone(replace(parts.PAID, balance="85.50", used="14.50"))),
        MayExplain("same", not_said=ORIGIN | OTHER_TEAM | KEY_IS_BAD),
        minutes_ago=4,
    ),
    Places(
        "the key was rotated: the deployment holds the old one, a preview the new one",
        (
            Seen("archive", PRODUCTION, WELL, minutes_ago=1440),
            Seen("production", PRODUCTION, ROTATED),
            Seen("preview", on_vercel(OTHER_KEY, environment="preview"), ROTATED),
        ),
        MayExplain(
            explains=(("key-invalid-revoked-or-expired", "env-changed-not-redeployed", "changed-between-runs"),),
            not_said=ORIGIN | OTHER_TEAM | MONEY,
            speaks_of=("production",),
        ),
    ),
    Places(
        "bought credits ran out after a year: paid in the archive, free now",
        (
            Seen(
                "archive", PRODUCTION, parts.by_key_alone(replace(parts.PAID, id="team_FAKEfree")), minutes_ago=130_000
            ),
            Seen("production", PRODUCTION, parts.by_key_alone(parts.FREE_WITH_BYOK)),
        ),
        MayExplain(explains=((*IN_TIME, *sorted(MONEY)),), not_said=ORIGIN | BLAMES_KEYS, speaks_of=("production",)),
    ),
    Places(
        "one deployment, four minutes apart: its provider is down, then well",
        (
            Seen(
                "first",
                PRODUCTION,
                parts.by_key_alone(Team(), system={"openai": "down", "azure": "down"}),
                minutes_ago=4,
            ),
            Seen("second", PRODUCTION, parts.by_key_alone(Team())),
        ),
        MayExplain(not_said=ORIGIN | BLAMES_KEYS | MONEY, speaks_of=("first",)),
    ),
    Places(
        "one deployment, two minutes apart: refused for the tier, then served, nothing else moved",
        (
            Seen("first", PRODUCTION, parts.by_key_alone(parts.FREE_WITH_BYOK), minutes_ago=2),
            Seen("second", PRODUCTION, parts.by_key_alone(replace(parts.FREE_WITH_BYOK, tier="paid"))),
        ),
        MayExplain(
            explains=((*IN_TIME, *sorted(MONEY), "nothing-accounts-for-it"),),
            not_said=BLAMES_KEYS,
            not_certain=ORIGIN | MONEY,
            leads_not=ORIGIN,
        ),
    ),
    pair(
        "refused at random in both places, with another luck in each",
        (PRODUCTION, by_luck(0.5, 3)),
        (PREVIEW, by_luck(0.5, 11)),
        MayExplain("", not_certain=ALL, leads_not=ORIGIN, not_said=BLAMES_KEYS),
    ),
    pair(
        "refused nine times out of ten in production, never in preview",
        (PRODUCTION, by_luck(0.9, 5)),
        (PREVIEW, WELL),
        MayExplain("", not_certain=ALL, not_said=BLAMES_KEYS | ORIGIN),
    ),
    pair(
        "refused once out of ten in production, never in preview",
        (PRODUCTION, by_luck(0.1, 2)),
        (PREVIEW, WELL),
        MayExplain("", not_certain=ALL, not_said=BLAMES_KEYS, leads_not=ORIGIN),
    ),
    pair(
        "refused at random on the laptop, where the key is another one of the same team",
        (PRODUCTION, WELL),
        (
            on_laptop(OTHER_KEY),
            Gateway((Key(OTHER_KEY, parts.PAID),), rules=(Rule(parts.GENERATE, parts.BYOK_REFUSAL, p=0.5),), seed=4),
        ),
        MayExplain("", not_certain=ALL, not_said=OTHER_TEAM | KEY_IS_BAD | ORIGIN),
    ),
    pair(
        "throttled now and then in production, in the middle of an origin rule",
        (
            PRODUCTION,
            parts.by_key_alone(
                parts.PAID, Rule(parts.GENERATE, parts.THROTTLED, p=0.3), parts.REFUSES_DEPLOYMENTS, seed=8
            ),
        ),
        (LOCAL, WELL),
        MayExplain("", not_likely=MONEY, not_said=BLAMES_KEYS, speaks_of=("production",)),
    ),
    pair(
        "the refused run is of tomorrow, by a clock that is a day ahead",
        (PRODUCTION, parts.by_key_alone(parts.FREE_WITH_BYOK)),
        (PREVIEW, parts.by_key_alone(replace(parts.PAID, id="team_FAKEfree", balance="25.00"))),
        MayExplain(explains=((*IN_TIME, *sorted(MONEY)),), not_said=ORIGIN | BLAMES_KEYS),
        minutes_ago=-1440,
    ),
    pair(
        "the gateway's clock differs by three hours between two runs of one minute, refused alike",
        (PRODUCTION, parts.by_key_alone(parts.FREE_WITH_BYOK, clock_offset_s=10_800)),
        (LOCAL, parts.by_key_alone(parts.FREE_WITH_BYOK)),
        MayExplain("same", not_said=ORIGIN | BLAMES_KEYS),
    ),
    pair(
        "the own credential was used yesterday, the gateway's today, served both times",
        (replace(PRODUCTION, model="azure/gpt-5.4-mini"), WELL),
        (
            replace(PREVIEW, model="azure/gpt-5.4-mini"),
            parts.by_key_alone(replace(parts.PAID, stored={"azure": Credential(enabled=False)})),
        ),
        MayExplain("", not_said=ORIGIN | BLAMES_KEYS | MONEY),
        minutes_ago=1440,
    ),
    pair(
        "the own credential failed in one place of the same minute, one key, the gateway's serves",
        (
            replace(PRODUCTION, model="azure/gpt-5.4-mini"),
            parts.by_key_alone(replace(parts.PAID, stored={"azure": Credential("bad-key")})),
        ),
        (replace(PREVIEW, model="azure/gpt-5.4-mini"), WELL),
        MayExplain("", not_said=ORIGIN | BLAMES_KEYS | MONEY, speaks_of=("production",)),
    ),
    Places(
        "a token that was good in the morning is refused at noon, and a new one is served",
        (
            Seen("morning", on_laptop(env_token=Token(parts.PAID)), parts.one_team(parts.PAID), minutes_ago=300),
            Seen(
                "noon",
                on_laptop(env_token=Token(parts.PAID, refused=True)),
                Gateway(tokens=(Token(parts.PAID, refused=True),)),
            ),
            Seen("production", on_vercel(None, Token(parts.PAID)), parts.one_team(parts.PAID)),
        ),
        MayExplain(
            explains=(("oidc-refused", "oidc-off-or-wrong-link", "changed-between-runs"),),
            not_said=ORIGIN | OTHER_TEAM | MONEY | KEY_IS_BAD,
            speaks_of=("noon",),
        ),
    ),
    Places(
        "the key was deleted for an hour and made anew, and only the deployment was not made again",
        (
            Seen(
                "production",
                on_vercel(REVOKED_KEY),
                Gateway((Key(REVOKED_KEY, parts.PAID, revoked=True),)),
                minutes_ago=90,
            ),
            Seen("again", PRODUCTION, WELL),
        ),
        MayExplain(
            explains=(("key-invalid-revoked-or-expired", "different-key-same-length", "env-changed-not-redeployed"),),
            not_said=ORIGIN | OTHER_TEAM | MONEY,
            speaks_of=("production",),
        ),
    ),
)
