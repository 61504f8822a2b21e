"""Places that ask at addresses of their own: what answers at one of them says nothing of the other."""

from tests.standin import Gateway, Key
from tests.worlds import parts
from tests.worlds.places import ABOUT_KEYS, BLAMES_KEYS, NOBODYS_FAULT, ORIGIN, Places, Seen, explained
from tests.worlds.two_differences import ONE_TEAM, PREVIEW_BY_OTHER, WITH_REVOKED
from tests.worlds.usual_places import PREVIEW, PRODUCTION, WELL
from tests.worlds.world import KEY, OTHER_KEY, REVOKED_KEY, on_laptop, on_vercel

KEY_SAYS = "key-invalid-revoked-or-expired bad-key-shadows-oidc"

ON_TWO_BASES = (
    Places(
        "one key at two addresses, and only one of them knows it",
        (
            Seen("production", PRODUCTION, Gateway((Key(OTHER_KEY, parts.PAID),)), elsewhere=True),
            Seen("preview", PREVIEW, WELL),
        ),
        explained("key-invalid-revoked-or-expired", certain=""),
    ),
    Places(
        "one key at two addresses, and one refuses BYOK",
        (
            Seen("production", PRODUCTION, parts.by_key_alone(parts.FREE_WITH_BYOK), elsewhere=True),
            Seen("preview", PREVIEW, WELL),
        ),
        explained(
            "gateway-differs|byok-needs-paid-tier",
            certain="byok-needs-paid-tier gateway-differs",
            not_said=ABOUT_KEYS | ORIGIN,
        ),
    ),
    Places(
        "one key at two addresses, and at one of them an application answers",
        (
            Seen(
                "production",
                PRODUCTION,
                parts.by_key_alone(parts.PAID, parts.always(parts.EVERYTHING, parts.UVICORN_401)),
                elsewhere=True,
            ),
            Seen("preview", PREVIEW, WELL),
        ),
        explained(
            "gateway-differs|base-url-wrong-host|not-the-gateway|proxy-or-egress-filter",
            certain="gateway-differs base-url-wrong-host not-the-gateway",
            not_said=NOBODYS_FAULT | ORIGIN,
        ),
    ),
    Places(
        "two keys at two addresses, and one says nothing at all",
        (
            Seen(
                "production",
                PRODUCTION,
                parts.by_key_alone(parts.PAID, parts.always(parts.EVERYTHING, parts.SILENCE)),
                elsewhere=True,
            ),
            Seen("preview", PREVIEW_BY_OTHER, ONE_TEAM),
        ),
        explained(certain="gateway-unreachable gateway-differs", leads_not=BLAMES_KEYS, not_said=ORIGIN),
    ),
    Places(
        "one key at two addresses, and both serve it",
        (Seen("production", PRODUCTION, WELL, elsewhere=True), Seen("preview", PREVIEW, WELL)),
        explained(certain="", outcome="", not_said=NOBODYS_FAULT | ORIGIN),
    ),
    Places(
        "a revoked key at one address, and the good one of a laptop at another",
        (
            Seen("production", on_vercel(REVOKED_KEY), WITH_REVOKED, elsewhere=True),
            Seen("local", on_laptop(KEY), WITH_REVOKED),
        ),
        explained(
            "key-invalid-revoked-or-expired|gateway-differs",
            "different-key-same-length|key-invalid-revoked-or-expired|env-changed-not-redeployed",
            certain=KEY_SAYS,
            not_said=ORIGIN | {"key-of-other-team"},
        ),
    ),
)

WORLDS = (*ON_TWO_BASES,)
