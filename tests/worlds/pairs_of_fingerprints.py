"""Places beside each other whose Documents show less, or in another way: salts, levels, ages, defects around one key."""

from dataclasses import replace

from tests.standin import Gateway, Key, Rule, Token
from tests.worlds import parts
from tests.worlds.expectation import KEY_IS_BAD, MONEY, OTHER_TEAM
from tests.worlds.places import ABOUT_KEYS, NOTHING, ORIGIN, MayExplain, Places, Seen, pair
from tests.worlds.usual_places import CLOSED, LOCAL, PREVIEW, PRODUCTION, REVOKED, WELL
from tests.worlds.world import KEY, OTHER_KEY, REVOKED_KEY, Place, on_laptop, on_vercel

OTHER_FREE = Gateway((Key(OTHER_KEY, parts.FREE_WITH_BYOK),))
SALT, SECOND_SALT = "a-salt-of-the-tests-1", "a-salt-of-the-tests-2"
ONE_KEY = {"same-key-with-a-defect", "different-key-same-length", "env-changed-not-redeployed"}
RENEWED = ("key-invalid-revoked-or-expired", "different-key-same-length", "env-changed-not-redeployed")
NOBODYS_FAULT = ORIGIN | ABOUT_KEYS | OTHER_TEAM | MONEY | KEY_IS_BAD


def salted(place: Place, salt: str = SALT) -> Place:
    return place.having({"GATEWAY_PROBE_FINGERPRINT_SALT": salt})


WORLDS = (
    Places(
        "two salts in three places, and the one without a salt holds a revoked key",
        (
            Seen("production", salted(PRODUCTION), WELL),
            Seen("preview", salted(PREVIEW), WELL),
            Seen("local", on_laptop(REVOKED_KEY), REVOKED),
        ),
        MayExplain(
            explains=(("key-invalid-revoked-or-expired",),), not_said=ORIGIN | ABOUT_KEYS | MONEY, speaks_of=("local",)
        ),
    ),
    pair(
        "one salt in both, two keys of one team, both served",
        (salted(PRODUCTION), WELL),
        (salted(on_vercel(OTHER_KEY, environment="preview")), Gateway((Key(OTHER_KEY, parts.PAID),))),
        MayExplain("same", not_said=NOBODYS_FAULT - ABOUT_KEYS, nothing=True),
    ),
    pair(
        "one salt in both, two keys, of which production's was revoked",
        (salted(on_vercel(REVOKED_KEY)), REVOKED),
        (salted(PREVIEW), WELL),
        MayExplain(explains=(RENEWED,), not_said=ORIGIN | OTHER_TEAM | MONEY, sure=RENEWED),
    ),
    pair(
        "two salts, and one key stands in quotes",
        (salted(on_vercel(f'"{KEY}"')), WELL),
        (salted(PREVIEW, SECOND_SALT), WELL),
        MayExplain(
            explains=(("key-quoted-or-prefixed",),),
            not_said=ORIGIN | OTHER_TEAM | MONEY | ONE_KEY,
            differs_not=("key",),
        ),
    ),
    pair(
        "one salt in both, and the same key stands in quotes in one",
        (salted(on_vercel(f'"{KEY}"')), WELL),
        (salted(PREVIEW), WELL),
        MayExplain(
            explains=(("key-quoted-or-prefixed", "same-key-with-a-defect"),),
            not_said=ORIGIN | OTHER_TEAM | MONEY | {"different-key-same-length"},
        ),
    ),
    pair(
        "a revoked key in quotes beside a served one without",
        (on_vercel(f'"{REVOKED_KEY}"'), REVOKED),
        (PREVIEW, WELL),
        MayExplain(
            explains=(("key-quoted-or-prefixed", "key-invalid-revoked-or-expired"),),
            not_said=ORIGIN | OTHER_TEAM | MONEY | {"same-key-with-a-defect"},
            not_certain=frozenset({"key-quoted-or-prefixed"}),
        ),
    ),
    pair(
        "a mark of byte order before the same key in production",
        (on_vercel("\ufeff" + KEY), WELL),
        (PREVIEW, WELL),
        MayExplain(
            explains=(("key-invisible-unicode", "same-key-with-a-defect"),),
            not_said=ORIGIN | OTHER_TEAM | MONEY | {"different-key-same-length"},
        ),
    ),
    Places(
        "a private Document and a public one, two keys, one of a free team",
        (Seen("production", on_vercel(OTHER_KEY), OTHER_FREE, level="private"), Seen("preview", PREVIEW, WELL)),
        MayExplain(
            explains=(("byok-needs-paid-tier", "key-of-other-team", "different-key-same-length"),),
            not_said=ORIGIN | KEY_IS_BAD,
            speaks_of=("production",),
        ),
    ),
    Places(
        "an origin rule, proved in a Document of the first build, the same minute and key",
        (Seen("production", PRODUCTION, CLOSED, recorded=True), Seen("local", LOCAL, WELL)),
        MayExplain(not_said=ABOUT_KEYS | OTHER_TEAM | KEY_IS_BAD, not_certain=MONEY, speaks_of=("production",)),
    ),
    Places(
        "a served Document of the first build beside a refused one of now, the same key",
        (Seen("archive", LOCAL, WELL, recorded=True, minutes_ago=3), Seen("production", PRODUCTION, CLOSED)),
        MayExplain(leads=("refusal-depends-on-origin",), not_said=ABOUT_KEYS | OTHER_TEAM | KEY_IS_BAD),
    ),
    Places(
        "three Documents of three levels and ages, one key, all served",
        (
            Seen("archive", PRODUCTION, WELL, recorded=True),
            Seen("preview", PREVIEW, WELL, level="private"),
            Seen("local", LOCAL, WELL),
        ),
        MayExplain("same", not_said=NOBODYS_FAULT | {"changed-between-runs"}),
    ),
    Places(
        "one refused Document, given twice",
        (Seen("production", PRODUCTION, CLOSED), Seen("copy", PRODUCTION, CLOSED, again="production")),
        NOTHING,
    ),
    Places(
        "one refused Document, given twice beside a served one",
        (
            Seen("production", PRODUCTION, CLOSED),
            Seen("copy", PRODUCTION, CLOSED, again="production"),
            Seen("local", LOCAL, WELL),
        ),
        MayExplain(leads=("refusal-depends-on-origin",), not_said=ABOUT_KEYS, speaks_of=("production", "copy")),
    ),
    Places(
        "one Document of chance, given twice",
        (
            Seen(
                "production",
                PRODUCTION,
                parts.by_key_alone(parts.PAID, Rule(parts.GENERATE, parts.BYOK_REFUSAL, p=0.5)),
            ),
            Seen("copy", PRODUCTION, WELL, again="production"),
        ),
        NOTHING,
    ),
    Places(
        "tokens of two teams, both private, the refused one blocked",
        (
            Seen(
                "production",
                on_vercel(None, Token(replace(parts.OTHER_PAID, blocked=True))),
                Gateway(tokens=(Token(replace(parts.OTHER_PAID, blocked=True)),)),
                level="private",
            ),
            Seen(
                "preview",
                on_vercel(None, Token(parts.PAID), environment="preview"),
                Gateway(tokens=(Token(parts.PAID),)),
                level="private",
            ),
        ),
        MayExplain(
            explains=(("team-blocked", "card-not-accepted"),),
            not_said=ORIGIN | KEY_IS_BAD | {"env-scope-mismatch", "different-key-same-length"},
            speaks_of=("production",),
        ),
    ),
    Places(
        "the salt was set between two runs of one place, one key, an hour apart, served both times",
        (Seen("before", PRODUCTION, WELL, minutes_ago=60), Seen("after", salted(PRODUCTION), WELL)),
        MayExplain("same", nothing=True, differs_not=("key",)),
    ),
    Places(
        "the salt was set between two runs of one place, and the key was revoked after",
        (
            Seen("before", PRODUCTION, WELL, minutes_ago=60),
            Seen("after", salted(PRODUCTION), Gateway((Key(KEY, parts.PAID, revoked=True),))),
        ),
        MayExplain(
            explains=(("key-invalid-revoked-or-expired",),),
            not_said=ORIGIN | ABOUT_KEYS | OTHER_TEAM | MONEY,
            speaks_of=("after",),
            differs_not=("key",),
        ),
    ),
)
