"""Places beside each other whose credentials or fingerprints differ, or cannot be held against each other."""

from dataclasses import replace

from tests.standin import Gateway, Key, Team, Token
from tests.worlds import parts
from tests.worlds.expectation import KEY_IS_BAD, MONEY, OIDC, OTHER_TEAM
from tests.worlds.places import ABOUT_KEYS, NOTHING, ORIGIN, MayExplain, Places, Seen, pair
from tests.worlds.usual_places import LOCAL, PREVIEW, PRODUCTION, ROTATED, WELL
from tests.worlds.world import KEY, OTHER_KEY, REVOKED_KEY, Place, on_laptop, on_vercel

OTHER_FREE = Gateway((Key(OTHER_KEY, parts.FREE_WITH_BYOK),))
OTHER_HERE = on_vercel(OTHER_KEY)
NOT_SET = ("env-scope-mismatch", "key-absent")
TWO_KEYS = ("different-key-same-length", "key-of-other-team")
OF_KEYS = ABOUT_KEYS | OTHER_TEAM
SAME_KEY = ("the same key", "one key", "same credential")
PREVIEW_TOKEN = Token(parts.PAID, environment="preview")


def salted(place: Place, salt: str = "a-salt-of-these-tests") -> Place:
    return place.having({"GATEWAY_PROBE_FINGERPRINT_SALT": salt})


WORLDS = (
    Places(
        "the key of a free team in a private Document, that of a paid one in a public one",
        (Seen("production", OTHER_HERE, OTHER_FREE, level="private"), Seen("preview", PREVIEW, WELL)),
        MayExplain(
            explains=(("byok-needs-paid-tier",), TWO_KEYS),
            not_said=ORIGIN | KEY_IS_BAD,
            not_certain=frozenset(TWO_KEYS),
        ),
    ),
    Places(
        "two keys of two teams, both private with one salt, the refused one has to verify its card",
        (
            Seen(
                "production",
                salted(OTHER_HERE),
                Gateway((Key(OTHER_KEY, replace(parts.FREE, card=False)),)),
                level="private",
            ),
            Seen("preview", salted(PREVIEW), WELL, level="private"),
        ),
        MayExplain(leads=("no-card-on-file",), explains=(TWO_KEYS,), not_said=ORIGIN | KEY_IS_BAD),
    ),
    pair(
        "a salt in production alone, where the key is another one and its team is blocked",
        (salted(OTHER_HERE), Gateway((Key(OTHER_KEY, replace(parts.OTHER_PAID, blocked=True)),))),
        (PREVIEW, WELL),
        MayExplain(
            leads=("team-blocked",),
            not_said=ORIGIN | KEY_IS_BAD | {"different-key-same-length"},
            differs_not=("key",),
            never_told=SAME_KEY,
        ),
    ),
    pair(
        "a salt in preview alone, and a budget that is used up in production, one key",
        (PRODUCTION, parts.by_key_alone(replace(parts.PAID, budget_left=False))),
        (salted(PREVIEW), WELL),
        MayExplain(
            explains=(("budget-reached",),),
            not_said=ORIGIN | OF_KEYS | KEY_IS_BAD,
            differs_not=("key",),
            never_told=SAME_KEY,
        ),
    ),
    pair(
        "a salt in production alone, where the key is missing",
        (salted(on_vercel()), WELL),
        (PREVIEW, WELL),
        MayExplain(explains=(NOT_SET,), not_said=ORIGIN | OTHER_TEAM | MONEY | {"different-key-same-length"}),
    ),
    Places(
        "a salt in two of three places, the one without has the key of a free team",
        (
            Seen("production", OTHER_HERE, OTHER_FREE),
            Seen("preview", salted(PREVIEW), WELL),
            Seen("local", salted(LOCAL), WELL),
        ),
        MayExplain(
            of={"production": ("byok-needs-paid-tier", "key-of-other-team")},
            not_said=ORIGIN | KEY_IS_BAD | {"different-key-same-length"},
            differs_not=("key",),
        ),
    ),
    Places(
        "a salt in two of three places: production's revoked key and a served one have it, the third has none",
        (
            Seen("production", salted(on_vercel(REVOKED_KEY)), ROTATED),
            Seen("preview", salted(PREVIEW), ROTATED),
            Seen("local", LOCAL, ROTATED),
        ),
        MayExplain(leads=("key-invalid-revoked-or-expired",), not_said=ORIGIN | OTHER_TEAM | MONEY),
    ),
    pair(
        "a salt in one place alone, tokens of two teams, the refused one is blocked, no keys",
        (
            salted(on_vercel(None, Token(replace(parts.OTHER_PAID, blocked=True)))),
            Gateway(tokens=(Token(replace(parts.OTHER_PAID, blocked=True)),)),
        ),
        (on_vercel(None, PREVIEW_TOKEN, environment="preview"), Gateway(tokens=(PREVIEW_TOKEN,))),
        MayExplain(
            leads=("team-blocked", "card-not-accepted"),
            not_said=ORIGIN | KEY_IS_BAD | {"different-key-same-length", "env-scope-mismatch"},
        ),
    ),
    pair(
        "one key of a free team, and production has the token of a paid one beside it, both refused by the key",
        (on_vercel(KEY, Token(parts.PAID)), parts.two_teams(parts.FREE_WITH_BYOK, parts.PAID)),
        (PREVIEW, parts.by_key_alone(parts.FREE_WITH_BYOK)),
        MayExplain("same", not_said=ORIGIN | KEY_IS_BAD | {"different-key-same-length", "env-changed-not-redeployed"}),
    ),
    pair(
        "a key and a token of one team in production, a key alone in preview, both served",
        (on_vercel(KEY, Token(parts.PAID)), parts.one_team(parts.PAID)),
        (PREVIEW, WELL),
        NOTHING,
    ),
    pair(
        "the laptop pulled an empty value for a sensitive variable, production has the key",
        (PRODUCTION, WELL),
        (on_laptop(""), WELL),
        MayExplain(
            of={"local": ("key-empty", "env-scope-mismatch", "key-redacted-placeholder", "key-absent")},
            not_said=ORIGIN | OTHER_TEAM | MONEY | {"different-key-same-length"},
        ),
    ),
    Places(
        "sensitive everywhere: a placeholder on two laptops, the key in two deployments",
        (
            Seen("home", on_laptop("[SENSITIVE]"), WELL),
            Seen("office", on_laptop("[SENSITIVE]"), WELL),
            Seen("preview", PREVIEW, WELL),
            Seen("production", PRODUCTION, WELL),
        ),
        MayExplain(
            of={"home": ("key-redacted-placeholder",), "office": ("key-redacted-placeholder",)},
            not_said=ORIGIN | OTHER_TEAM | MONEY | {"different-key-same-length"},
        ),
    ),
    pair(
        "an access token of the account stands where the key belongs, in production",
        (on_vercel("vca_FAKE" + "a" * 52), WELL),
        (PREVIEW, WELL),
        MayExplain(
            leads=("key-is-account-token-or-jwt", "key-invalid-revoked-or-expired"),
            explains=(("key-is-account-token-or-jwt",),),
            not_said=ORIGIN | OTHER_TEAM | MONEY,
        ),
    ),
    pair(
        "a prefix of the header before the same key in production",
        (on_vercel(f"Bearer {KEY}"), WELL),
        (PREVIEW, WELL),
        MayExplain(
            explains=(("key-quoted-or-prefixed", "same-key-with-a-defect"),),
            not_said=ORIGIN | OTHER_TEAM | MONEY | {"different-key-same-length"},
        ),
    ),
    pair(
        "the key is a provider's in both places, two providers, and the token hides behind it in one",
        (on_vercel("sk-ant-FAKE" + "b" * 60, Token(parts.PAID)), parts.one_team(parts.PAID)),
        (on_vercel(None, PREVIEW_TOKEN, environment="preview"), Gateway(tokens=(PREVIEW_TOKEN,))),
        MayExplain(
            of={"production": ("key-is-provider-key", "bad-key-shadows-oidc")},
            not_said=ORIGIN | OTHER_TEAM | MONEY | {"different-key-same-length"},
        ),
    ),
    pair(
        "equal untouched sums of two keys, the refused one's team is free",
        (OTHER_HERE, Gateway((Key(OTHER_KEY, Team("team_FAKEfree", "free", "20.00", "0.00", stored=parts.AZURE)),))),
        (PREVIEW, parts.by_key_alone(Team("team_FAKEpaid", "paid", "20.00", "0.00", stored=parts.AZURE))),
        MayExplain(
            explains=(("byok-needs-paid-tier",), TWO_KEYS), not_said=ORIGIN | KEY_IS_BAD, not_certain=OTHER_TEAM
        ),
    ),
    pair(
        "two keys of one team, and that of production has no budget left, tokens of the team in both",
        (
            on_vercel(OTHER_KEY, Token(parts.PAID)),
            Gateway((Key(OTHER_KEY, parts.PAID, budget_left=False),), (Token(parts.PAID),)),
        ),
        (on_vercel(KEY, PREVIEW_TOKEN, environment="preview"), Gateway((Key(KEY, parts.PAID),), (PREVIEW_TOKEN,))),
        MayExplain(leads=("budget-reached",), not_said=ORIGIN | OTHER_TEAM | KEY_IS_BAD),
    ),
    Places(
        "three keys of three teams: one free, one blocked, one served",
        (
            Seen("production", OTHER_HERE, OTHER_FREE),
            Seen(
                "staging",
                on_vercel(REVOKED_KEY, environment="staging"),
                Gateway((Key(REVOKED_KEY, replace(parts.OTHER_PAID, blocked=True)),)),
            ),
            Seen("preview", PREVIEW, WELL),
        ),
        MayExplain(
            of={"production": ("byok-needs-paid-tier",), "staging": ("team-blocked", "card-not-accepted")},
            explains=(TWO_KEYS,),
            not_said=ORIGIN | KEY_IS_BAD,
        ),
    ),
    Places(
        "production expects the key that preview has, and holds another one of a free team",
        (
            Seen("production", OTHER_HERE.having({"GATEWAY_PROBE_EXPECT_KEY": "fp1:0123456789ab"}), OTHER_FREE),
            Seen("preview", PREVIEW, WELL),
        ),
        MayExplain(
            explains=(TWO_KEYS, ("byok-needs-paid-tier", "key-of-other-team", "different-key-same-length")),
            not_said=ORIGIN | KEY_IS_BAD,
        ),
    ),
    pair(
        "the token has expired in the header of production, no keys",
        (on_vercel(None, Token(parts.PAID, age_s=9000)), Gateway(tokens=(Token(parts.PAID, age_s=9000),))),
        (on_vercel(None, PREVIEW_TOKEN, environment="preview"), Gateway(tokens=(PREVIEW_TOKEN,))),
        MayExplain(
            explains=(tuple(sorted(OIDC)),), not_said=ORIGIN | OF_KEYS | KEY_IS_BAD | MONEY | {"env-scope-mismatch"}
        ),
    ),
    pair(
        "the key of production is longer than the others by a whole second key",
        (on_vercel(KEY + KEY), WELL),
        (PREVIEW, WELL),
        MayExplain(
            explains=(("key-too-long", "key-invalid-revoked-or-expired"),),
            # The values do differ; what may not be said of them is that they are of one length.
            not_said=ORIGIN | OTHER_TEAM | MONEY,
            never_told=("one length",),
        ),
    ),
    pair(
        "a rule against deployments and a second key of another paid team in production, which proves the rule",
        (OTHER_HERE, Gateway((Key(OTHER_KEY, parts.OTHER_PAID),), rules=(parts.REFUSES_DEPLOYMENTS,))),
        (LOCAL, WELL),
        MayExplain(
            explains=(("refusal-depends-on-origin",),),
            leads=("refusal-depends-on-origin",),
            not_said=KEY_IS_BAD | MONEY,
        ),
    ),
)
