"""Runs that lie apart, by the hour or by a clock that is off: what is told of one hour is not told of another."""

from dataclasses import replace
from functools import partial

from tests.standin import Gateway, Key, Token
from tests.worlds import parts
from tests.worlds.places import ABOUT_KEYS, BLAMES_KEYS, ORIGIN, MayExplain, Places, Seen, explained, pair
from tests.worlds.usual_places import CLOSED, LOCAL, PREVIEW, PRODUCTION, WELL
from tests.worlds.world import KEY, OTHER_KEY, on_laptop, on_vercel

HOUR, DAY = 60.0, 1440.0
preview_by = partial(on_vercel, environment="preview")
NOT_YET = parts.by_key_alone(parts.FREE_WITH_BYOK)
BOUGHT_TEAM = replace(parts.PAID, id="team_FAKEfree", balance="23.80", used="1.20")
BOUGHT = parts.by_key_alone(BOUGHT_TEAM)
EMPTY = parts.by_key_alone(replace(parts.NO_MONEY, balance="0.00", used="40.00"))
REFILLED = parts.by_key_alone(replace(parts.NO_MONEY, balance="19.90", used="40.10"))
CHANGED = "changed-between-runs|purchase-not-effective-yet|positive-balance-is-free-credit|byok-needs-paid-tier"
OUT_OF_MONEY = "byok-blocked-at-zero-balance free-credit-used-up"
INVALID = "key-invalid-revoked-or-expired"
OTHERS = frozenset({"key-of-other-team", "different-key-same-length"})
BOTH_OTHERS = Gateway((Key(KEY, parts.FREE_WITH_BYOK), Key(OTHER_KEY, parts.OTHER_PAID)))
REVOKED_SINCE = Gateway((Key(KEY, parts.PAID, revoked=True),))


def apart(name: str, older: Seen, newer: Seen, may: MayExplain) -> Places:
    """Two runs, told in the order of their hours."""
    return Places(name, (older, newer), may)


IN_TIME = (
    apart(
        "bought five hours later, at the private level",
        Seen("production", PRODUCTION, NOT_YET, 5 * HOUR, "private"),
        Seen("preview", PREVIEW, BOUGHT, 0, "private"),
        explained(CHANGED, certain="byok-needs-paid-tier changed-between-runs", not_said=OTHERS | ORIGIN),
    ),
    apart(
        "bought two days later, and tokens name one team in both places",
        Seen("production", on_vercel(KEY, Token(parts.FREE_WITH_BYOK)), parts.one_team(parts.FREE_WITH_BYOK), 2 * DAY),
        Seen(
            "preview",
            preview_by(KEY, Token(BOUGHT_TEAM, environment="preview")),
            Gateway((Key(KEY, BOUGHT_TEAM),), (Token(BOUGHT_TEAM, environment="preview"),)),
        ),
        explained(CHANGED, certain="byok-needs-paid-tier changed-between-runs", not_said=OTHERS | ORIGIN),
    ),
    apart(
        "served first, and refused once a credential was stored",
        Seen("local", LOCAL, parts.by_key_alone(parts.FREE), 3 * HOUR),
        Seen("production", PRODUCTION, NOT_YET),
        explained(CHANGED, certain="byok-needs-paid-tier changed-between-runs", not_said=OTHERS | ORIGIN),
    ),
    apart(
        "served first, and the money gone an hour later",
        Seen("local", LOCAL, REFILLED, HOUR),
        Seen("production", PRODUCTION, EMPTY),
        explained(
            "free-credit-used-up|byok-blocked-at-zero-balance|changed-between-runs",
            certain=f"{OUT_OF_MONEY} changed-between-runs",
            not_said=OTHERS | ORIGIN,
        ),
    ),
    apart(
        "no money first, filled up twenty minutes later",
        Seen("production", PRODUCTION, EMPTY, 20),
        Seen("preview", PREVIEW, REFILLED),
        explained(
            "free-credit-used-up|byok-blocked-at-zero-balance|changed-between-runs",
            certain=f"{OUT_OF_MONEY} changed-between-runs",
            not_said=OTHERS | ORIGIN,
        ),
    ),
    apart(
        "bought, and the key changed as well, within one afternoon",
        Seen("production", PRODUCTION, NOT_YET, 3 * HOUR),
        Seen("preview", preview_by(OTHER_KEY), Gateway((Key(OTHER_KEY, BOUGHT_TEAM),))),
        explained(
            "changed-between-runs|byok-needs-paid-tier|purchase-not-effective-yet",
            "different-key-same-length|key-of-other-team|credential-differs|env-changed-not-redeployed",
            certain="byok-needs-paid-tier",
            not_said=ORIGIN,
        ),
    ),
    apart(
        "the same key revoked between two runs twelve minutes apart",
        Seen("preview", PREVIEW, WELL, 12),
        Seen("production", PRODUCTION, REVOKED_SINCE),
        explained(
            f"{INVALID}|changed-between-runs", certain=f"{INVALID} changed-between-runs", not_said=OTHERS | ORIGIN
        ),
    ),
    apart(
        "the same key refused with 401 first, and served twelve minutes later",
        Seen("production", PRODUCTION, REVOKED_SINCE, 12),
        Seen("preview", PREVIEW, WELL),
        explained("changed-between-runs|" + INVALID, certain="changed-between-runs", not_said=OTHERS | ORIGIN),
    ),
    apart(
        "the same key refused with 401 and served in the same minute",
        Seen("production", PRODUCTION, REVOKED_SINCE),
        Seen("preview", PREVIEW, WELL),
        explained(certain="", not_said=OTHERS),
    ),
    apart(
        "the gateway failed two hours ago and serves now, with another key",
        Seen(
            "production",
            PRODUCTION,
            parts.by_key_alone(parts.PAID, parts.always(parts.GENERATE, parts.UNAVAILABLE)),
            2 * HOUR,
        ),
        Seen("preview", preview_by(OTHER_KEY), Gateway((Key(OTHER_KEY, parts.PAID),))),
        explained(
            "gateway-5xx|changed-between-runs",
            certain="gateway-5xx changed-between-runs",
            leads_not=ABOUT_KEYS,
            not_said=ORIGIN,
        ),
    ),
    apart(
        "a model that was there yesterday and is not today",
        Seen("local", LOCAL, WELL, DAY),
        Seen(
            "production",
            PRODUCTION,
            replace(WELL, models=tuple(m for m in WELL.models if m.id != "openai/gpt-5.4-mini")),
        ),
        explained(
            "model-unknown-or-retired",
            certain="model-unknown-or-retired changed-between-runs",
            sure="model-unknown-or-retired",
            not_said=OTHERS | ORIGIN,
        ),
    ),
    apart(
        "the free tier's limit was reached forty minutes ago",
        Seen("production", PRODUCTION, parts.by_key_alone(replace(parts.FREE, free_requests=0)), 40),
        Seen("preview", PREVIEW, parts.by_key_alone(parts.FREE)),
        explained(
            "free-tier-rate-limit", certain="free-tier-rate-limit changed-between-runs", not_said=OTHERS | ORIGIN
        ),
    ),
    apart(
        "a rule against deployments that production proved a day ago, and a laptop of today",
        Seen("production", PRODUCTION, CLOSED, DAY),
        Seen("local", LOCAL, WELL),
        explained(
            "refusal-depends-on-origin", certain="refusal-depends-on-origin changed-between-runs", not_said=BLAMES_KEYS
        ),
    ),
    apart(
        "refused an hour ago by a run of one generation, and served on a laptop now",
        Seen("production", on_vercel(KEY, GATEWAY_PROBE_MAX_GENERATIONS="1"), CLOSED, HOUR),
        Seen("local", LOCAL, WELL),
        explained("changed-between-runs", certain="", leads_not=ORIGIN, not_said=OTHERS),
    ),
    Places(
        "two old refusals of two kinds, and a place that is served now",
        (
            Seen("production", PRODUCTION, NOT_YET, DAY),
            Seen("staging", preview_by(KEY), REVOKED_SINCE, 2 * HOUR),
            Seen("local", LOCAL, BOUGHT),
        ),
        explained(
            "changed-between-runs",
            certain="byok-needs-paid-tier changed-between-runs",
            not_said=OTHERS | ORIGIN,
            speaks_of=("production", "staging"),
        ),
    ),
)


AHEAD = -3 * 3600.0
OFF_CLOCKS = (
    pair(
        "a laptop's clock is behind, so its pulled token is over without its knowledge",
        (
            on_laptop(None, env_token=Token(parts.PAID, environment="development")),
            Gateway((), (Token(parts.PAID, environment="development"),), clock_offset_s=8000),
        ),
        (PREVIEW, WELL),
        explained(
            "clock-skew|oidc-expired-locally|oidc-refused|key-absent",
            certain="clock-skew oidc-expired-locally key-absent",
            not_said=ORIGIN,
        ),
    ),
    apart(
        "a clock three hours behind makes two runs of one minute look apart",
        Seen("production", PRODUCTION, replace(CLOSED, clock_offset_s=3 * 3600), 3 * HOUR),
        Seen("local", LOCAL, CLOSED),
        explained("refusal-depends-on-origin", certain="refusal-depends-on-origin", not_said=BLAMES_KEYS),
    ),
    apart(
        "a clock three hours ahead in the served place, and another key in the refused one",
        Seen("production", PRODUCTION, BOTH_OTHERS),
        Seen("preview", preview_by(OTHER_KEY), replace(BOTH_OTHERS, clock_offset_s=AHEAD), AHEAD / 60),
        explained(
            "byok-needs-paid-tier",
            "different-key-same-length|key-of-other-team|credential-differs",
            certain="byok-needs-paid-tier",
            not_said=ORIGIN,
        ),
    ),
)

WORLDS = (*IN_TIME, *OFF_CLOCKS)
