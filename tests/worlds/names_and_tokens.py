"""What a place goes by: names of variables, scopes, tokens of other projects, pulled files, addresses."""

from dataclasses import replace

from tests.standin import Gateway, Key, Rule, Token, Where
from tests.worlds import parts
from tests.worlds.expectation import KEY_IS_BAD, MONEY, NOT_THE_GATEWAY, OTHER_TEAM
from tests.worlds.innocent_differences import DOWN, SLOWED
from tests.worlds.places import ABOUT_KEYS, NOTHING, ORIGIN, MayExplain, Places, Seen, explained, pair
from tests.worlds.usual_places import LOCAL, PRODUCTION, REVOKED, WELL
from tests.worlds.world import KEY, OTHER_KEY, REVOKED_KEY, on_laptop, on_vercel

FREE = parts.FREE_WITH_BYOK
STALE = parts.EXPIRED_PULL
MINE = Token(parts.PAID)
PULLED = Token(parts.PAID, environment="development")
PREVIEWS = Token(parts.PAID, environment="preview")
BY_TOKEN = on_vercel(None, MINE)
TOKENS = Gateway(tokens=(MINE, PREVIEWS, PULLED))
NOWHERE = "key-absent key-name-near-miss env-scope-mismatch oidc-off-or-wrong-link"
NOT_OF_KEYS = ABOUT_KEYS | OTHER_TEAM

WORLDS = (
    pair(
        "the same value under another client's name in production, and under the right one on the laptop",
        (on_vercel(None, VERCEL_AI_GATEWAY_API_KEY=KEY, GATEWAY_PROBE_CLIENT="ai-sdk-7"), WELL),
        (on_laptop(KEY, GATEWAY_PROBE_CLIENT="ai-sdk-7"), WELL),
        explained("key-name-near-miss|key-absent|env-scope-mismatch", certain=NOWHERE, not_said=ORIGIN | OTHER_TEAM),
    ),
    pair(
        "no key in production, where the token is served, and a key on the laptop",
        (BY_TOKEN, TOKENS),
        (LOCAL, WELL),
        NOTHING,
    ),
    pair(
        "no key in production, where the token's free team is refused, and a paid key on the laptop",
        (on_vercel(None, Token(FREE)), Gateway(tokens=(Token(FREE),))),
        (LOCAL, WELL),
        explained(
            "byok-needs-paid-tier|credential-differs|env-scope-mismatch",
            certain="byok-needs-paid-tier env-scope-mismatch",
            not_said=ORIGIN,
        ),
    ),
    pair(
        "no key in production, where the token's team is throttled, and a key of another team on the laptop",
        (BY_TOKEN, Gateway(tokens=(MINE,), rules=SLOWED.rules)),
        (on_laptop(OTHER_KEY), Gateway((Key(OTHER_KEY, parts.OTHER_PAID),))),
        MayExplain(
            not_said=ORIGIN, not_certain=frozenset({"env-scope-mismatch", "credential-differs", "key-absent"}) | MONEY
        ),
    ),
    pair(
        "no key in production, where all is down for the token, and a key on the laptop",
        (BY_TOKEN, Gateway(tokens=(MINE,), rules=DOWN.rules)),
        (LOCAL, WELL),
        explained(
            certain="gateway-5xx",
            not_likely=frozenset({"env-scope-mismatch", "credential-differs"}),
            not_said=NOT_OF_KEYS,
        ),
    ),
    pair(
        "a key of white space hides a good token in production, and a real key serves the laptop",
        (on_vercel("   ", MINE), Gateway((Key(KEY, parts.PAID),), (MINE,))),
        (LOCAL, WELL),
        MayExplain(not_said=ORIGIN | OTHER_TEAM, not_certain=MONEY | {"different-key-same-length"}),
    ),
    pair(
        "LiteLLM reads a key that nobody knows, while the other clients' one is good and alike in both places",
        (
            on_vercel(KEY, VERCEL_AI_GATEWAY_API_KEY=REVOKED_KEY, GATEWAY_PROBE_CLIENT="litellm"),
            Gateway((Key(REVOKED_KEY, parts.PAID, revoked=True), Key(KEY, parts.PAID))),
        ),
        (LOCAL, WELL),
        explained(
            "key-invalid-revoked-or-expired|client-resolves-another-credential|different-key-same-length",
            certain="key-invalid-revoked-or-expired client-resolves-another-credential different-key-same-length",
            not_said=ORIGIN | OTHER_TEAM,
        ),
    ),
    pair(
        "the preview's token is refused, and production's token of the same team is served",
        (BY_TOKEN, TOKENS),
        (
            on_vercel(None, replace(PREVIEWS, refused=True), environment="preview"),
            Gateway(tokens=(replace(PREVIEWS, refused=True),)),
        ),
        explained("oidc-refused|credential-differs", certain="oidc-refused", not_said=NOT_OF_KEYS | ORIGIN),
    ),
    pair(
        "a token of another project in the preview, and both are served",
        (BY_TOKEN, TOKENS),
        (
            on_vercel(None, Token(parts.PAID, "prj_FAKEother", "preview"), environment="preview"),
            Gateway(tokens=(Token(parts.PAID, "prj_FAKEother", "preview"),)),
        ),
        MayExplain("", not_said=NOT_OF_KEYS | ORIGIN, not_certain=MONEY),
    ),
    pair(
        "yesterday's pulled token beside a good key on the laptop, and both places are served",
        (PRODUCTION, WELL),
        (on_laptop(KEY, env_token=STALE), Gateway((Key(KEY, parts.PAID),), (STALE,))),
        MayExplain(
            "", not_said=NOT_OF_KEYS | ORIGIN, not_certain=frozenset({"oidc-expired-locally", "bad-key-shadows-oidc"})
        ),
    ),
    pair(
        "yesterday's pulled token behind a revoked key on the laptop",
        (BY_TOKEN, TOKENS),
        (on_laptop(REVOKED_KEY, env_token=STALE), Gateway((Key(REVOKED_KEY, parts.PAID, revoked=True),), (STALE,))),
        explained(
            "key-invalid-revoked-or-expired",
            certain="key-invalid-revoked-or-expired",
            not_said=ORIGIN | OTHER_TEAM,
            not_certain=frozenset({"bad-key-shadows-oidc"}),
        ),
    ),
    pair(
        "a fresh pulled token behind a revoked key on the laptop",
        (BY_TOKEN, TOKENS),
        (on_laptop(REVOKED_KEY, env_token=PULLED), Gateway((Key(REVOKED_KEY, parts.PAID, revoked=True),), (PULLED,))),
        explained(
            "bad-key-shadows-oidc|key-invalid-revoked-or-expired",
            certain="bad-key-shadows-oidc key-invalid-revoked-or-expired refusal-depends-on-credential",
            not_said=ORIGIN | OTHER_TEAM,
        ),
    ),
    pair(
        "the laptop is linked to another team's project, whose token is refused for the tier",
        (BY_TOKEN, TOKENS),
        (
            on_laptop(env_token=Token(FREE, environment="development")),
            Gateway(tokens=(Token(FREE, environment="development"),)),
        ),
        explained(
            "byok-needs-paid-tier|credential-differs", certain="byok-needs-paid-tier", not_said=ABOUT_KEYS | ORIGIN
        ),
    ),
    pair(
        "production's token is served; the key of the preview is unknown beside a token that is served",
        (BY_TOKEN, TOKENS),
        (
            on_vercel(REVOKED_KEY, PREVIEWS, environment="preview"),
            Gateway((Key(REVOKED_KEY, parts.PAID, revoked=True),), (PREVIEWS,)),
        ),
        explained(
            "bad-key-shadows-oidc|key-invalid-revoked-or-expired|refusal-depends-on-credential",
            certain="bad-key-shadows-oidc key-invalid-revoked-or-expired refusal-depends-on-credential",
            not_said=OTHER_TEAM | ORIGIN,
        ),
    ),
    Places(
        # A port of this machine may be any gateway, so that none of the two addresses is known to be another's.
        "another gateway of its own with other keys: the laptop's address does not know this key",
        (Seen("production", PRODUCTION, WELL), Seen("local", LOCAL, Gateway(), elsewhere=True)),
        explained(certain="", not_likely=KEY_IS_BAD, not_said=ABOUT_KEYS),
    ),
    Places(
        "another address that is served alike",
        (Seen("production", PRODUCTION, WELL), Seen("local", LOCAL, WELL, elsewhere=True)),
        MayExplain("same", not_said=NOT_OF_KEYS | ORIGIN, not_certain=frozenset({"gateway-differs"})),
    ),
    pair(
        "a proxy answers the laptop's free questions, and lets generations through",
        (PRODUCTION, DOWN),
        (LOCAL, parts.by_key_alone(parts.PAID, parts.always(parts.CREDITS, parts.SQUID))),
        explained(certain="gateway-5xx", not_said=NOT_OF_KEYS),
    ),
    pair(
        "a portal answers everything in production, and the laptop's key is unknown",
        (PRODUCTION, parts.by_key_alone(parts.PAID, parts.always(parts.EVERYTHING, parts.FOREIGN_PAGE))),
        (on_laptop(REVOKED_KEY), REVOKED),
        MayExplain("", not_said=ORIGIN | OTHER_TEAM, certain_of={"production": tuple(sorted(NOT_THE_GATEWAY))}),
    ),
    pair(
        "a base URL of the OpenAI client is wrong in production, whose client is the AI SDK, and all is down",
        (PRODUCTION.having({"OPENAI_BASE_URL": "https://ai-gateway.vercel.sh/v2"}), DOWN),
        (LOCAL, WELL),
        explained(certain="gateway-5xx", not_said=NOT_OF_KEYS, not_certain=frozenset({"base-url-wrong-path"})),
    ),
    pair(
        "a budget for each project: production's headers bring it about, with the same key",
        (
            PRODUCTION,
            parts.by_key_alone(
                parts.PAID,
                Rule(
                    Where("generate", origin=True),
                    parts.refusal(402, "quota_for_entity_exceeded", "Quota limit exceeded."),
                ),
            ),
        ),
        (LOCAL, WELL),
        MayExplain(
            not_said=NOT_OF_KEYS, not_certain=frozenset({"byok-blocked-at-zero-balance", "free-credit-used-up"})
        ),
    ),
    pair(
        "production expects another key than both places hold, and is down",
        (PRODUCTION.having({"GATEWAY_PROBE_EXPECT_KEY": "fp1:000000000000"}), DOWN),
        (LOCAL, WELL),
        explained(certain="gateway-5xx", not_likely=ABOUT_KEYS, not_said=OTHER_TEAM),
    ),
    pair(
        "the preview holds a key of another team for a branch, and serves; production's own is without money",
        (PRODUCTION, parts.by_key_alone(parts.NO_MONEY)),
        (on_vercel(OTHER_KEY, environment="preview"), Gateway((Key(OTHER_KEY, parts.OTHER_PAID),))),
        explained(
            "byok-blocked-at-zero-balance|free-credit-used-up",
            certain="byok-blocked-at-zero-balance free-credit-used-up key-of-other-team different-key-same-length",
            not_said=ORIGIN,
        ),
    ),
)
