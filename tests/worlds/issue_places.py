"""Places beside each other that were reported as explained wrongly."""

from dataclasses import replace

from tests.standin import Gateway, Key, Token
from tests.worlds import parts
from tests.worlds.places import ABOUT_KEYS, ORIGIN, MayExplain, Places, Seen
from tests.worlds.world import ASKED, KEY, OTHER_KEY, on_vercel

PRODUCTION = on_vercel(KEY, Token(parts.PAID))
PREVIEW = on_vercel(KEY, Token(parts.PAID, environment="preview"), environment="preview")
BY_KEY = on_vercel(KEY)
PREVIEW_BY_KEY = on_vercel(KEY, environment="preview")
SECOND_KEY = Key(OTHER_KEY, parts.PAID)
FREE_KEYS = tuple(
    Key(f"{OTHER_KEY[:20]}{name}".ljust(60, "y"), replace(parts.FREE_WITH_BYOK, id=f"team_FAKE{name}")) for name in "AB"
)

WORLDS = (
    Places(
        "credits were bought between two runs four minutes apart",
        (
            Seen("production", BY_KEY, parts.by_key_alone(parts.FREE_WITH_BYOK), minutes_ago=4),
            Seen(
                "preview",
                PREVIEW_BY_KEY,
                parts.by_key_alone(replace(parts.PAID, id="team_FAKEfree", balance="23.80", used="1.20")),
            ),
        ),
        MayExplain(
            explains=(
                (
                    "changed-between-runs",
                    "byok-needs-paid-tier",
                    "purchase-not-effective-yet",
                    "positive-balance-is-free-credit",
                ),
            ),
            not_said=frozenset({"key-of-other-team", "different-key-same-length"}),
            leads_not=ORIGIN,
        ),
    ),
    Places(
        "the free tier's limit is reached in one place, the key is the same",
        (
            Seen("production", BY_KEY, parts.by_key_alone(replace(parts.FREE, free_requests=0))),
            Seen("preview", PREVIEW_BY_KEY, parts.by_key_alone(parts.FREE)),
        ),
        MayExplain(explains=(("free-tier-rate-limit",),), not_said=ORIGIN),
    ),
    Places(
        "two keys of one team, and an origin rule that production proves by itself",
        (
            Seen("production", PRODUCTION, parts.one_team(parts.PAID, parts.REFUSES_DEPLOYMENTS)),
            Seen(
                "preview",
                on_vercel(OTHER_KEY, Token(parts.PAID, environment="preview"), environment="preview"),
                Gateway((SECOND_KEY,), (Token(parts.PAID, environment="preview"),)),
            ),
        ),
        MayExplain(explains=(("refusal-depends-on-origin",),), not_said=frozenset({"key-of-other-team"})),
    ),
    Places(
        "three places, two of them with keys of other teams",
        (
            Seen(
                "production",
                on_vercel(FREE_KEYS[0].value, Token(parts.PAID)),
                Gateway((FREE_KEYS[0],), (Token(parts.PAID),)),
            ),
            Seen(
                "staging",
                on_vercel(FREE_KEYS[1].value, Token(parts.PAID, environment="staging"), environment="staging"),
                Gateway((FREE_KEYS[1],), (Token(parts.PAID, environment="staging"),)),
            ),
            Seen("preview", PREVIEW, Gateway((Key(KEY, parts.PAID),), (Token(parts.PAID, environment="preview"),))),
        ),
        MayExplain(
            explains=(("key-of-other-team", "different-key-same-length", "credential-differs"),),
            not_said=ORIGIN,
            speaks_of=("production", "staging"),
        ),
    ),
    Places(
        "two model ids and two keys of one team",
        (
            Seen(
                "production",
                on_vercel(KEY, Token(parts.PAID), model="openai/gpt-9-nowhere"),
                parts.one_team(parts.PAID),
            ),
            Seen(
                "preview",
                on_vercel(OTHER_KEY, Token(parts.PAID, environment="preview"), environment="preview", model=ASKED),
                Gateway((SECOND_KEY,), (Token(parts.PAID, environment="preview"),)),
            ),
        ),
        MayExplain(
            explains=(("model-differs",), ("different-key-same-length", "credential-differs")),
            not_said=ORIGIN | {"key-of-other-team"},
        ),
    ),
    Places(
        "a fingerprint salt in one place only, and the same key in both",
        (
            Seen(
                "production",
                on_vercel(KEY, GATEWAY_PROBE_FINGERPRINT_SALT="a-salt-of-this-test"),
                parts.by_key_alone(parts.FREE_WITH_BYOK),
            ),
            Seen("preview", PREVIEW_BY_KEY, parts.by_key_alone(replace(parts.PAID, id="team_FAKEfree"))),
        ),
        MayExplain(not_said=ABOUT_KEYS),
    ),
    Places(
        "the variable is set in production and absent in preview",
        (
            Seen("production", BY_KEY, parts.by_key_alone(parts.PAID)),
            Seen("preview", on_vercel(None, environment="preview"), parts.by_key_alone(parts.PAID)),
        ),
        MayExplain(
            explains=(("env-scope-mismatch",),), together=(("env-scope-mismatch", "env-changed-not-redeployed"),)
        ),
    ),
    Places(
        "the same key six hours apart, refused then, served now",
        (
            Seen("production", BY_KEY, parts.by_key_alone(parts.FREE_WITH_BYOK), minutes_ago=360),
            Seen("preview", PREVIEW_BY_KEY, parts.by_key_alone(replace(parts.PAID, id="team_FAKEfree"))),
        ),
        MayExplain(explains=(("changed-between-runs",),), not_said=ORIGIN | {"key-of-other-team"}),
    ),
)
