"""A stream that fails in one place, a variable that is empty or not there, keys of two scopes."""

from functools import partial

from tests.standin import Gateway, Key, Rule, Token, Where, passed_on
from tests.worlds import parts
from tests.worlds.places import ABOUT_KEYS, BLAMES_KEYS, ORIGIN, explained, pair
from tests.worlds.usual_places import LOCAL, PREVIEW, PRODUCTION, WELL
from tests.worlds.world import KEY, OTHER_KEY, REVOKED_KEY, on_vercel

INVALID = "key-invalid-revoked-or-expired"
SHADOWS = f"{INVALID} bad-key-shadows-oidc"
preview_by = partial(on_vercel, environment="preview")
PAID_TOKEN, PAID_PREVIEW = Token(parts.PAID), Token(parts.PAID, environment="preview")
BY_TOKENS = Gateway((Key(KEY, parts.PAID),), (PAID_TOKEN, PAID_PREVIEW))
TWO_STATES = Gateway((Key(KEY, parts.PAID), Key(REVOKED_KEY, parts.PAID, revoked=True)))
NO_KEY = "key-absent|key-empty|oidc-off-or-wrong-link|env-scope-mismatch"

OF_STREAMS = (
    pair(
        "streams are refused in production alone, and its key differs",
        (PRODUCTION, parts.by_key_alone(parts.PAID, parts.STREAM_DENIED)),
        (preview_by(OTHER_KEY), Gateway((Key(OTHER_KEY, parts.PAID),))),
        explained(
            "stream-refused|error-inside-200-stream|refusal-depends-on-streaming",
            outcome="same",
            certain="stream-refused error-inside-200-stream refusal-depends-on-streaming",
            leads_not=ABOUT_KEYS,
            not_said=ORIGIN,
        ),
    ),
    pair(
        "streams break off behind a proxy of one place alone",
        (LOCAL, parts.by_key_alone(parts.PAID, Rule(Where("generate", streamed=True), passed_on(cut=True)))),
        (PREVIEW, WELL),
        explained(
            "stream-broken|stream-refused|error-inside-200-stream|proxy-or-egress-filter",
            outcome="same",
            certain="stream-broken",
            not_said=BLAMES_KEYS | ORIGIN,
        ),
    ),
    pair(
        "a stream failed once in one place, among others that were whole",
        (
            PRODUCTION,
            parts.by_key_alone(parts.PAID, Rule(Where("generate", streamed=True), passed_on(cut=True), last=1)),
        ),
        (PREVIEW, WELL),
        explained(certain="comes-and-goes", outcome="", not_said=BLAMES_KEYS | ORIGIN),
    ),
)

WITHOUT_A_KEY = (
    pair(
        "an empty variable in production, and in preview none at all but a token",
        (on_vercel(""), BY_TOKENS),
        (preview_by(None, PAID_PREVIEW), BY_TOKENS),
        explained(NO_KEY, certain="key-empty key-absent oidc-off-or-wrong-link", not_said=ORIGIN),
    ),
    pair(
        "no variable in production, and in preview an empty one beside a token",
        (on_vercel(None), BY_TOKENS),
        (preview_by("", PAID_PREVIEW), BY_TOKENS),
        explained(NO_KEY, certain="key-absent oidc-off-or-wrong-link", not_said=ORIGIN | {"different-key-same-length"}),
    ),
    pair(
        "blanks in production shadow the token that serves preview",
        (on_vercel("   ", PAID_TOKEN), BY_TOKENS),
        (preview_by(None, PAID_PREVIEW), BY_TOKENS),
        explained(
            "key-empty|bad-key-shadows-oidc|key-absent",
            certain="key-empty bad-key-shadows-oidc",
            not_said=ORIGIN | {"key-of-other-team"},
        ),
    ),
    pair(
        "an empty variable sends production to the token of a free team",
        (
            on_vercel("", Token(parts.FREE_WITH_BYOK)),
            Gateway((Key(KEY, parts.OTHER_PAID),), (Token(parts.FREE_WITH_BYOK),)),
        ),
        (PREVIEW, parts.by_key_alone(parts.OTHER_PAID)),
        explained(
            "byok-needs-paid-tier|key-empty|credential-differs",
            certain="byok-needs-paid-tier key-empty",
            not_said=ORIGIN,
        ),
    ),
    pair(
        "no variable three hours ago in production, and a good key in preview now",
        (on_vercel(None), WELL),
        (PREVIEW, WELL),
        explained("key-absent|env-scope-mismatch", certain="key-absent oidc-off-or-wrong-link", not_said=ORIGIN),
        minutes_ago=180,
    ),
    pair(
        "no key in either place, and a token in one",
        (on_vercel(None), BY_TOKENS),
        (preview_by(None, PAID_PREVIEW), BY_TOKENS),
        explained(
            "key-absent|oidc-off-or-wrong-link",
            certain="key-absent oidc-off-or-wrong-link",
            not_said=ORIGIN | {"env-scope-mismatch"},
        ),
    ),
)

OF_SCOPES = (
    pair(
        "the old key in production, the new one in preview, deployed after the change or scoped apart",
        (on_vercel(REVOKED_KEY), TWO_STATES),
        (PREVIEW, TWO_STATES),
        explained(
            INVALID,
            "env-changed-not-redeployed|different-key-same-length",
            certain=SHADOWS,
            sure=INVALID,
            not_said=ORIGIN | {"key-of-other-team"},
        ),
    ),
    pair(
        "two previews of two branches with two keys, of which one is of a free team",
        (
            preview_by(KEY, VERCEL_GIT_COMMIT_REF="checkout"),
            Gateway((Key(KEY, parts.FREE_WITH_BYOK), Key(OTHER_KEY, parts.OTHER_PAID))),
        ),
        (
            preview_by(OTHER_KEY, VERCEL_GIT_COMMIT_REF="main"),
            Gateway((Key(KEY, parts.FREE_WITH_BYOK), Key(OTHER_KEY, parts.OTHER_PAID))),
        ),
        explained(
            "byok-needs-paid-tier",
            "different-key-same-length|key-of-other-team|env-changed-not-redeployed|env-scope-mismatch|credential-differs",
            certain="byok-needs-paid-tier",
            not_said=ORIGIN,
        ),
    ),
    pair(
        "a key in preview only, and production on the token of a blocked team",
        (on_vercel(None, Token(parts.BLOCKED)), Gateway((), (Token(parts.BLOCKED),))),
        (PREVIEW, WELL),
        explained("team-blocked|card-not-accepted", certain="team-blocked", not_said=ORIGIN | {"key-of-other-team"}),
    ),
)

WORLDS = (*OF_STREAMS, *WITHOUT_A_KEY, *OF_SCOPES)
