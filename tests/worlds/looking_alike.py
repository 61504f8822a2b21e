"""Values beside each other that are hidden, salted, rounded or equal by chance: they look alike, or nobody can tell."""

from dataclasses import replace
from functools import partial

from tests.standin import Gateway, Key, Token
from tests.worlds import parts
from tests.worlds.expectation import OTHER_TEAM
from tests.worlds.places import ABOUT_KEYS, ORIGIN, Places, Seen, explained, pair
from tests.worlds.usual_places import PREVIEW, PRODUCTION, WELL
from tests.worlds.world import KEY, OTHER_KEY, REVOKED_KEY, on_laptop, on_vercel

SALT = {"GATEWAY_PROBE_FINGERPRINT_SALT": "a-salt-of-these-pairs-1"}
OTHER_SALT = {"GATEWAY_PROBE_FINGERPRINT_SALT": "a-salt-of-these-pairs-2"}
preview_by = partial(on_vercel, environment="preview")
INVALID = "key-invalid-revoked-or-expired"
TWO_STATES = Gateway((Key(KEY, parts.PAID), Key(REVOKED_KEY, parts.PAID, revoked=True)))
FREE_TWIN, PAID_TWIN = (
    replace(parts.FREE_WITH_BYOK, balance="20.00", used="0.00"),
    replace(parts.OTHER_PAID, balance="20.00", used="0.00"),
)
ROUNDED = Gateway(
    (Key(KEY, parts.FREE_WITH_BYOK), Key(OTHER_KEY, replace(parts.OTHER_PAID, balance="4.10", used="11.90")))
)
TWINS = Gateway((Key(KEY, FREE_TWIN), Key(OTHER_KEY, PAID_TWIN)))
BYOK = "byok-needs-paid-tier|purchase-not-effective-yet|positive-balance-is-free-credit"
KEYS = "different-key-same-length|key-of-other-team|credential-differs"
NEW_TEAM = Gateway((Key(KEY, parts.NO_CARD), Key(OTHER_KEY, replace(parts.FREE, balance="5.00", used="0.00"))))
NOBODYS_KEYS = ABOUT_KEYS | {"credential-differs"}

SALTED = (
    pair(
        "a revoked key with a salt in production, and a good key without one",
        (on_vercel(REVOKED_KEY).having(SALT), TWO_STATES),
        (PREVIEW, TWO_STATES),
        explained(INVALID, certain=INVALID, sure=INVALID, not_said=NOBODYS_KEYS),
    ),
    pair(
        "one salt in both places, and two keys of two teams",
        (on_vercel(KEY).having(SALT), ROUNDED),
        (preview_by(OTHER_KEY).having(SALT), ROUNDED),
        explained(BYOK, KEYS, certain="byok-needs-paid-tier", not_said=ORIGIN),
    ),
    pair(
        "two salts and one key, refused once the free limit was reached",
        (on_vercel(KEY).having(SALT), parts.by_key_alone(replace(parts.FREE, free_requests=0))),
        (preview_by(KEY).having(OTHER_SALT), parts.by_key_alone(parts.FREE)),
        explained("free-tier-rate-limit", certain="free-tier-rate-limit", not_said=NOBODYS_KEYS | ORIGIN),
    ),
    pair(
        "two salts, two keys of two teams, and BYOK refused by one",
        (on_vercel(KEY).having(SALT), ROUNDED),
        (preview_by(OTHER_KEY).having(OTHER_SALT), ROUNDED),
        explained(BYOK, certain="byok-needs-paid-tier", not_said=frozenset({"different-key-same-length"}) | ORIGIN),
    ),
    pair(
        "two salts and one key, BYOK refused there and served here in the same minute",
        (on_vercel(KEY).having(SALT), parts.by_key_alone(parts.FREE_WITH_BYOK)),
        (preview_by(KEY).having(OTHER_SALT), parts.by_key_alone(replace(parts.PAID, id="team_FAKEfree"))),
        explained(BYOK, certain="byok-needs-paid-tier", not_said=frozenset({"different-key-same-length"}) | ORIGIN),
    ),
)

AT_LEVELS = (
    Places(
        "one place tells all and the other little, and balances of two teams lie in one band",
        (
            Seen("production", PRODUCTION, ROUNDED, level="public"),
            Seen("preview", preview_by(OTHER_KEY), ROUNDED, level="private"),
        ),
        explained(BYOK, KEYS, certain="byok-needs-paid-tier", not_said=ORIGIN),
    ),
    Places(
        "both places tell all, and two teams are seen by their sums",
        (
            Seen("production", PRODUCTION, ROUNDED, level="private"),
            Seen("preview", preview_by(OTHER_KEY), ROUNDED, level="private"),
        ),
        explained(BYOK, KEYS, certain="byok-needs-paid-tier key-of-other-team", not_said=ORIGIN),
    ),
    Places(
        "keys of no known form are hidden, and one of them is refused",
        (
            Seen("production", on_vercel("corp-gateway-FAKE-aaaaaaaaaaaaaaaaaaaaaaaa"), WELL),
            Seen(
                "preview",
                preview_by("corp-gateway-FAKE-bbbbbbbbbbbbbbbbbbbbbbbb"),
                Gateway((Key("corp-gateway-FAKE-bbbbbbbbbbbbbbbbbbbbbbbb", parts.PAID),)),
            ),
        ),
        explained(certain=INVALID, not_said=frozenset({"different-key-same-length", "key-of-other-team"}) | ORIGIN),
    ),
    Places(
        "hidden names of users differ in the options, and a budget is spent",
        (
            Seen(
                "production",
                on_vercel(KEY, GATEWAY_PROBE_PROVIDER_OPTIONS=parts.options(user="alice-FAKE")),
                parts.by_key_alone(parts.SPENT),
            ),
            Seen(
                "preview",
                preview_by(OTHER_KEY, GATEWAY_PROBE_PROVIDER_OPTIONS=parts.options(user="bobby-FAKE")),
                Gateway((Key(OTHER_KEY, parts.PAID),)),
            ),
        ),
        explained(
            "budget-reached", certain="budget-reached", sure="budget-reached", not_likely=frozenset({"options-differ"})
        ),
    ),
)

EQUAL_SUMS = (
    pair(
        "two keys of two teams with one and the same sum",
        (PRODUCTION, TWINS),
        (preview_by(OTHER_KEY), TWINS),
        explained(BYOK, KEYS, certain="byok-needs-paid-tier", not_said=ORIGIN),
    ),
    pair(
        "two new teams, of which one has no card",
        (PRODUCTION, NEW_TEAM),
        (preview_by(OTHER_KEY), NEW_TEAM),
        explained("no-card-on-file", certain="no-card-on-file", sure="no-card-on-file", not_said=ORIGIN),
    ),
    pair(
        "the key's sum is the token's by chance, and preview has another key",
        (on_vercel(KEY, Token(PAID_TWIN)), Gateway((Key(KEY, FREE_TWIN),), (Token(PAID_TWIN),))),
        (
            preview_by(OTHER_KEY, Token(PAID_TWIN, environment="preview")),
            Gateway((Key(OTHER_KEY, PAID_TWIN),), (Token(PAID_TWIN, environment="preview"),)),
        ),
        explained(
            "key-of-other-team|byok-needs-paid-tier|refusal-depends-on-credential",
            certain="byok-needs-paid-tier refusal-depends-on-credential",
            not_said=ORIGIN,
        ),
    ),
    pair(
        "one team spent between two readings, and its two keys differ",
        (PRODUCTION, Gateway((Key(KEY, parts.PAID, budget_left=False),))),
        (preview_by(OTHER_KEY), Gateway((Key(OTHER_KEY, replace(parts.PAID, balance="91.20", used="8.80")),))),
        explained("budget-reached", certain="budget-reached", not_said=OTHER_TEAM | ORIGIN),
        minutes_ago=3,
    ),
    pair(
        "one team bought between two readings, and a routing rule denies the model to both keys",
        (PRODUCTION, parts.by_key_alone(parts.DENIED)),
        (
            preview_by(OTHER_KEY, model="openai/gpt-4o-mini"),
            Gateway((Key(OTHER_KEY, replace(parts.DENIED, balance="195.50")),)),
        ),
        explained(
            "routing-rule-denied",
            certain="routing-rule-denied model-differs",
            sure="routing-rule-denied",
            not_said=ORIGIN,
        ),
        minutes_ago=30,
    ),
    pair(
        "zero and zero, of two teams that cannot pay alike",
        (PRODUCTION, Gateway((Key(KEY, replace(parts.NO_MONEY, used="0.00")),))),
        (on_laptop(OTHER_KEY), Gateway((Key(OTHER_KEY, replace(parts.NO_MONEY, id="team_FAKEnil", used="0.00")),))),
        explained(certain="byok-blocked-at-zero-balance free-credit-used-up", outcome="", not_said=ORIGIN),
    ),
)

WORLDS = (*SALTED, *AT_LEVELS, *EQUAL_SUMS)
