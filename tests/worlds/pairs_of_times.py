"""Two places beside each other whose runs lie apart: what changed meanwhile, clocks that are wrong, levels, old Documents."""

from dataclasses import replace

from tests.standin import Credential, Gateway, Key, Team, Token
from tests.worlds import parts
from tests.worlds.expectation import KEY_IS_BAD, MONEY, OTHER_TEAM
from tests.worlds.places import ABOUT_KEYS, NOTHING, ORIGIN, MayExplain, Places, Seen, pair
from tests.worlds.usual_places import CLOSED, LOCAL, PREVIEW, PRODUCTION, WELL
from tests.worlds.world import on_laptop, on_vercel

BEFORE = parts.FREE_WITH_BYOK
BOUGHT = replace(parts.PAID, id=BEFORE.id, balance="23.80", used="1.20")
FREE, PAID = parts.by_key_alone(BEFORE), parts.by_key_alone(BOUGHT)
MONEY_OR_TIME = ("changed-between-runs", *sorted(MONEY))
OF_TIME = frozenset({"changed-between-runs"})
AZURE = "azure/gpt-5.4-mini"
STORED_BADLY = replace(parts.PAID, stored={"azure": Credential("bad-key")})
NO_OTHER_AZURE = {"azure": "none", "openai": "none"}

WORLDS = (
    Places(
        "bought between two runs twenty minutes apart, both kept privately",
        (
            Seen("production", PRODUCTION, FREE, minutes_ago=20, level="private"),
            Seen("preview", PREVIEW, PAID, level="private"),
        ),
        MayExplain(explains=(MONEY_OR_TIME,), leads_not=ORIGIN, not_said=ABOUT_KEYS),
    ),
    Places(
        "one place before the purchase and after it",
        (Seen("before", PRODUCTION, FREE, minutes_ago=30), Seen("after", PRODUCTION, PAID)),
        MayExplain(leads=MONEY_OR_TIME, not_said=ORIGIN | ABOUT_KEYS, speaks_of=("before",)),
    ),
    Places(
        "the credits ran out overnight, in the place that was served",
        (
            Seen("yesterday", PRODUCTION, PAID, minutes_ago=720),
            Seen("today", PRODUCTION, parts.by_key_alone(replace(BOUGHT, balance="0.00", used="25.00"))),
        ),
        MayExplain(explains=(MONEY_OR_TIME,), not_said=ORIGIN | ABOUT_KEYS, speaks_of=("today",)),
    ),
    pair(
        "refused alike a hundred minutes apart, both of the same free team",
        (PRODUCTION, FREE),
        (PREVIEW, FREE),
        MayExplain("same", not_said=ORIGIN | ABOUT_KEYS | OF_TIME),
        minutes_ago=100,
    ),
    pair(
        "a laptop whose clock is ten minutes ahead, beside an origin rule of the same minute",
        (PRODUCTION, CLOSED),
        (LOCAL, replace(WELL, clock_offset_s=-600)),
        MayExplain(leads=("refusal-depends-on-origin",), not_said=ABOUT_KEYS | OF_TIME),
        minutes_ago=10,
    ),
    Places(
        "two runs half an hour apart which a wrong clock puts into one minute, and a purchase between them",
        (Seen("local", LOCAL, replace(FREE, clock_offset_s=-1800)), Seen("production", PRODUCTION, PAID)),
        MayExplain(explains=(MONEY_OR_TIME,), leads_not=ORIGIN, not_said=ABOUT_KEYS, speaks_of=("local",)),
    ),
    pair(
        "the block of a team was lifted overnight",
        (PRODUCTION, parts.by_key_alone(Team(blocked=True))),
        (PREVIEW, parts.by_key_alone(Team())),
        MayExplain(
            explains=(("team-blocked", "card-not-accepted", "changed-between-runs"),), not_said=ORIGIN | ABOUT_KEYS
        ),
        minutes_ago=720,
    ),
    Places(
        "a pulled token of this morning and a fresh one",
        (
            Seen("morning", on_laptop(env_token=Token(parts.PAID, age_s=50_000)), parts.one_team(parts.PAID)),
            Seen("now", on_laptop(env_token=Token(parts.PAID)), parts.one_team(parts.PAID)),
        ),
        MayExplain(
            explains=(("oidc-expired-locally", "changed-between-runs"),),
            not_said=ORIGIN | ABOUT_KEYS | MONEY,
            speaks_of=("morning",),
        ),
    ),
    pair(
        "the stored credential was put right between two runs four minutes apart",
        (replace(PRODUCTION, model=AZURE), parts.by_key_alone(STORED_BADLY, system=NO_OTHER_AZURE)),
        (replace(PREVIEW, model=AZURE), parts.by_key_alone(parts.PAID, system=NO_OTHER_AZURE)),
        MayExplain(
            explains=(("byok-azure-wrong-key-or-resource", "byok-credential-refused"),),
            not_said=ORIGIN | ABOUT_KEYS | MONEY,
        ),
        minutes_ago=4,
    ),
    pair(
        "the stored credential was switched off between two runs that were served",
        (replace(PRODUCTION, model=AZURE), WELL),
        (replace(PREVIEW, model=AZURE), parts.by_key_alone(replace(parts.PAID, stored={}))),
        MayExplain("", not_said=ORIGIN | ABOUT_KEYS | MONEY | KEY_IS_BAD),
        minutes_ago=15,
    ),
    Places(
        "a private Document beside a public one, one key, all served",
        (Seen("production", PRODUCTION, WELL), Seen("local", LOCAL, WELL, level="private")),
        NOTHING,
    ),
    Places(
        "a public Document beside a private one, tokens of one team",
        (
            Seen("production", on_vercel(None, Token(parts.PAID)), Gateway(tokens=(Token(parts.PAID),))),
            Seen(
                "preview",
                on_vercel(None, Token(parts.PAID, environment="preview"), environment="preview"),
                Gateway(tokens=(Token(parts.PAID, environment="preview"),)),
                level="private",
            ),
        ),
        NOTHING,
    ),
    Places(
        "tokens of two teams, of which the private Document tells the id and the public one a fingerprint",
        (
            Seen("production", on_vercel(None, Token(BEFORE)), Gateway(tokens=(Token(BEFORE),))),
            Seen(
                "preview",
                on_vercel(None, Token(parts.PAID), environment="preview"),
                Gateway(tokens=(Token(parts.PAID),)),
                level="private",
            ),
        ),
        MayExplain(
            explains=(("byok-needs-paid-tier", "key-of-other-team", "free-tier-model-restricted"),),
            not_said=ORIGIN | {"different-key-same-length", "env-scope-mismatch", "credential-differs"},
            speaks_of=("production",),
        ),
    ),
    Places(
        "an origin rule, proved in a private Document beside a public one",
        (Seen("production", PRODUCTION, CLOSED, level="private"), Seen("local", LOCAL, WELL)),
        MayExplain(leads=("refusal-depends-on-origin",), not_said=ABOUT_KEYS),
    ),
    Places(
        "a Document that the first build kept, refused, beside one of now, served, with the same key",
        (Seen("archive", PRODUCTION, FREE, minutes_ago=20_000, recorded=True), Seen("production", PRODUCTION, PAID)),
        MayExplain(explains=(MONEY_OR_TIME,), not_said=ORIGIN | ABOUT_KEYS, speaks_of=("archive",)),
    ),
    Places(
        "two Documents that the first build kept, served alike",
        (Seen("production", PRODUCTION, WELL, recorded=True), Seen("preview", PREVIEW, WELL, recorded=True)),
        MayExplain("same", not_said=ORIGIN | ABOUT_KEYS | OTHER_TEAM | OF_TIME),
    ),
    Places(
        "a Document of the first build with a key that was revoked, beside one of now with the new key",
        (
            Seen(
                "archive",
                on_vercel("vck_FAKE-old".ljust(60, "z")),
                Gateway((Key("vck_FAKE-old".ljust(60, "z"), parts.PAID, revoked=True),)),
                minutes_ago=3_000,
                recorded=True,
            ),
            Seen("production", PRODUCTION, WELL),
        ),
        MayExplain(
            explains=(("key-invalid-revoked-or-expired", "different-key-same-length", "env-changed-not-redeployed"),),
            not_said=ORIGIN | OTHER_TEAM | MONEY,
        ),
    ),
)
