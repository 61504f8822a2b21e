"""Places that are all served, and not alike: what differs is told, what is wrong is named, and nothing is blamed that serves."""

from tests.standin import Credential, Team
from tests.worlds import parts
from tests.worlds.abreast.stating import both_served, by_key, by_other_key, by_token, preview_by
from tests.worlds.expectation import FACTORS, KEY_IS_BAD, MONEY
from tests.worlds.places import ABOUT_KEYS, ORIGIN, Places, Seen, explained
from tests.worlds.usual_places import LOCAL, PREVIEW, PRODUCTION, WELL
from tests.worlds.world import KEY, OTHER_KEY, on_vercel

AZURE = "azure/gpt-5.4-mini"
SALT = {"GATEWAY_PROBE_FINGERPRINT_SALT": "a-salt-of-this-test"}
NO_BLAME = FACTORS | KEY_IS_BAD | MONEY
OTHER_WELL = by_other_key(parts.OTHER_PAID)
EXPECT_AZURE = {"GATEWAY_PROBE_EXPECT_PROVIDER": "azure"}
EXPECT_BYOK = {"GATEWAY_PROBE_EXPECT_CREDENTIAL": "byok"}


WORLDS = (
    both_served(
        "a key in production, a token of the same team in preview",
        (PRODUCTION, WELL),
        by_token(parts.PAID, "preview"),
        not_said=NO_BLAME | ABOUT_KEYS,
        differs=("credential",),
    ),
    # Asked for by nobody's wish, and yet the own credential failed: money is spent.
    both_served(
        "the own Azure key fails silently in production, and serves in preview",
        (on_vercel(KEY, model=AZURE), by_key(Team(stored={"azure": Credential("bad-key")}))),
        (preview_by(OTHER_KEY, model=AZURE), OTHER_WELL),
        "byok-failed-silent-system-fallback byok-azure-wrong-key-or-resource",
        not_said=FACTORS | KEY_IS_BAD,
    ),
    both_served(
        "the own credential is expected in both, and serves in one",
        (on_vercel(KEY).having(EXPECT_BYOK), by_key(Team())),
        (preview_by(OTHER_KEY).having(EXPECT_BYOK), OTHER_WELL),
        "expected-credential-not-used byok-credential-missing-or-disabled",
        not_said=FACTORS | KEY_IS_BAD,
    ),
    both_served(
        "one key, salted in one place",
        (on_vercel(KEY).having(SALT), WELL),
        (PREVIEW, WELL),
        nothing=True,
        alike_not=("key",),
        differs_not=("key",),
    ),
    both_served(
        "a team that has paid, and one that has not",
        (PRODUCTION, WELL),
        (preview_by(OTHER_KEY), by_other_key(parts.FREE)),
        not_said=NO_BLAME | {"env-scope-mismatch", "credential-differs", "nothing-accounts-for-it"},
        certain="",
        never_told=("failing place",),
        differs=("credits",),
    ),
    both_served(
        "both degraded by one refusal of streams",
        (PRODUCTION, by_key(parts.PAID, parts.STREAM_DENIED)),
        (PREVIEW, by_key(parts.PAID, parts.STREAM_DENIED)),
        certain="stream-refused error-inside-200-stream",
        not_said=KEY_IS_BAD | ORIGIN | ABOUT_KEYS,
    ),
    Places(
        "three places, one of which is served with its wish unmet",
        (
            Seen("production", on_vercel(KEY).having(EXPECT_AZURE), by_key(Team())),
            Seen("preview", PREVIEW, by_key(Team())),
            Seen("local", LOCAL, by_key(Team())),
        ),
        explained(
            "expected-provider-not-used",
            certain="expected-provider-not-used",
            sure="expected-provider-not-used",
            outcome="same",
            not_said=NO_BLAME | ABOUT_KEYS,
            speaks_of=("production",),
        ),
    ),
)
