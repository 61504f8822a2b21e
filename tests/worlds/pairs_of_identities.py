"""Two places that prove themselves in different ways: keys, tokens, none, of one team or two."""

from dataclasses import replace

from tests.standin import Gateway, Key, Team, Token, Where
from tests.worlds import parts
from tests.worlds.expectation import OTHER_TEAM
from tests.worlds.places import ABOUT_KEYS, NOTHING, ORIGIN, MayExplain, Places, Seen, pair
from tests.worlds.usual_places import LOCAL, PREVIEW, PRODUCTION, REVOKED, WELL
from tests.worlds.world import OTHER_KEY, REVOKED_KEY, on_vercel

PAID, OTHER = parts.PAID, parts.OTHER_PAID
SEED = parts.FREE_WITH_BYOK
BY_TOKEN = on_vercel(None, Token(PAID, environment="preview"), environment="preview")
TOKEN_SERVES = Gateway(tokens=(Token(PAID, environment="preview"),))
UNTOUCHED_FREE = Team("team_FAKEone", "free", "20.00", "0.00", stored=parts.AZURE)
UNTOUCHED_PAID = Team("team_FAKEtwo", "paid", "20.00", "0.00", stored=parts.AZURE)
DIFFERENT_KEYS = ("different-key-same-length", "env-changed-not-redeployed", "key-of-other-team", "credential-differs")

WORLDS: tuple[Places, ...] = (
    pair("a key here, a token there, of one team, both served", (PRODUCTION, WELL), (BY_TOKEN, TOKEN_SERVES), NOTHING),
    pair(
        "two keys of two teams, both served",
        (on_vercel(OTHER_KEY), Gateway((Key(OTHER_KEY, OTHER),))),
        (PREVIEW, WELL),
        NOTHING,
    ),
    pair(
        "a revoked key that hides the token in production, the token alone in preview",
        (on_vercel(REVOKED_KEY, Token(PAID)), Gateway((Key(REVOKED_KEY, PAID, revoked=True),), (Token(PAID),))),
        (BY_TOKEN, TOKEN_SERVES),
        MayExplain(leads=("bad-key-shadows-oidc", "key-invalid-revoked-or-expired"), not_said=ORIGIN | OTHER_TEAM),
    ),
    pair(
        "the token of a free team in production, the key of a paid one on the laptop",
        (on_vercel(None, Token(SEED)), Gateway(tokens=(Token(SEED),))),
        (LOCAL, WELL),
        MayExplain(
            explains=(("byok-needs-paid-tier", "credential-differs", "key-of-other-team"),),
            not_said=ORIGIN,
            not_certain=frozenset({"key-of-other-team"}),
        ),
    ),
    pair(
        "equal sums of two teams, one of them free",
        (on_vercel(OTHER_KEY), Gateway((Key(OTHER_KEY, UNTOUCHED_FREE),))),
        (PREVIEW, parts.by_key_alone(UNTOUCHED_PAID)),
        MayExplain(explains=(DIFFERENT_KEYS,), not_said=ORIGIN, not_certain=frozenset({"key-of-other-team"})),
    ),
    pair(
        "two keys, and the credits of one were throttled",
        (on_vercel(OTHER_KEY), Gateway((Key(OTHER_KEY, SEED),), rules=(parts.always(parts.CREDITS, parts.THROTTLED),))),
        (PREVIEW, WELL),
        MayExplain(explains=(DIFFERENT_KEYS,), not_said=ORIGIN, not_certain=frozenset({"key-of-other-team"})),
    ),
    pair(
        "two keys, and the credits of neither could be read",
        (
            on_vercel(OTHER_KEY),
            Gateway((Key(OTHER_KEY, SEED),), rules=(parts.always(parts.CREDITS, parts.UNAVAILABLE),)),
        ),
        (PREVIEW, parts.by_key_alone(PAID, parts.always(parts.CREDITS, parts.UNAVAILABLE))),
        MayExplain(explains=(DIFFERENT_KEYS,), not_said=ORIGIN, not_certain=frozenset(DIFFERENT_KEYS)),
    ),
    pair(
        "an empty variable in production, the key in preview",
        (on_vercel(""), WELL),
        (PREVIEW, WELL),
        MayExplain(leads=("key-empty", "env-scope-mismatch"), not_said=ORIGIN | OTHER_TEAM),
    ),
    pair(
        "neither place has a key, and one has a token",
        (on_vercel(None), Gateway()),
        (BY_TOKEN, TOKEN_SERVES),
        MayExplain(
            not_said=ORIGIN | OTHER_TEAM | {"env-scope-mismatch", "different-key-same-length"},
            speaks_of=("production",),
        ),
    ),
    pair(
        "a provider's key in production",
        (on_vercel("sk-FAKE" + "a1B2" * 11), Gateway()),
        (PREVIEW, WELL),
        MayExplain(leads=("key-is-provider-key",), not_said=ORIGIN | OTHER_TEAM),
    ),
    pair(
        "a team that is blocked by key and another one that is served by token",
        (on_vercel(OTHER_KEY), Gateway((Key(OTHER_KEY, replace(OTHER, blocked=True)),))),
        (BY_TOKEN, TOKEN_SERVES),
        MayExplain(explains=(("team-blocked", "credential-differs"),), not_said=ORIGIN),
    ),
    pair(
        "the same salt in both places, the same key, and a refusal whose cause production proves",
        (
            PRODUCTION.having({"GATEWAY_PROBE_FINGERPRINT_SALT": "salt-of-these-tests"}),
            parts.by_key_alone(replace(PAID, balance="0.00", used="100.00")),
        ),
        (
            PREVIEW.having({"GATEWAY_PROBE_FINGERPRINT_SALT": "salt-of-these-tests"}),
            parts.by_key_alone(replace(PAID, balance="50.00", used="100.00")),
        ),
        MayExplain(
            leads=("byok-blocked-at-zero-balance", "free-credit-used-up", "changed-between-runs"),
            not_said=ORIGIN | ABOUT_KEYS | OTHER_TEAM,
        ),
        minutes_ago=1,
    ),
    Places(
        "no place is served: a revoked key in one, no key in another",
        (
            Seen("production", on_vercel(REVOKED_KEY), REVOKED),
            Seen("preview", on_vercel(None, environment="preview"), WELL),
        ),
        MayExplain("", not_said=ORIGIN | OTHER_TEAM, speaks_of=("production", "preview")),
    ),
    Places(
        "an origin rule in production, silence on the laptop, preview is served",
        (
            Seen(
                "production",
                PRODUCTION,
                parts.by_key_alone(PAID, parts.always(Where("generate", origin=True), parts.BYOK_REFUSAL)),
            ),
            Seen("preview", replace(PREVIEW, experiments="none"), WELL),
            Seen("laptop", LOCAL.having({"GATEWAY_PROBE_BASE_URL": "http://127.0.0.1:9"}), WELL),
        ),
        MayExplain(
            explains=(("refusal-depends-on-origin",), ("gateway-unreachable", "gateway-differs")),
            not_said=ABOUT_KEYS | OTHER_TEAM,
            speaks_of=("production", "laptop"),
        ),
    ),
    Places(
        "two places refused for one reason by one key, the third served by the key of another team",
        (
            Seen("production", on_vercel(OTHER_KEY), Gateway((Key(OTHER_KEY, SEED),))),
            Seen("staging", on_vercel(OTHER_KEY, environment="staging"), Gateway((Key(OTHER_KEY, SEED),))),
            Seen("preview", PREVIEW, WELL),
        ),
        MayExplain(explains=(DIFFERENT_KEYS,), not_said=ORIGIN, speaks_of=("production", "staging")),
    ),
    Places(
        "four places of which three fail, each for a reason of its own",
        (
            Seen("production", PRODUCTION, parts.by_key_alone(replace(PAID, budget_left=False))),
            Seen("staging", on_vercel(REVOKED_KEY, environment="staging"), REVOKED),
            Seen("canary", replace(PRODUCTION, model="openai/gpt-9-nowhere"), WELL),
            Seen("preview", PREVIEW, WELL),
        ),
        MayExplain(
            explains=(
                ("budget-reached", "changed-between-runs"),
                ("key-invalid-revoked-or-expired", "env-changed-not-redeployed"),
                ("model-unknown-or-retired", "model-differs"),
            ),
            not_said=ORIGIN | OTHER_TEAM,
            speaks_of=("production", "staging", "canary"),
        ),
    ),
)
