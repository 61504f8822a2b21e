"""Two places whose keys or tokens differ, or seem to, beside each other."""

from dataclasses import replace

from tests.standin import Gateway, Key, Team, Token
from tests.worlds import parts
from tests.worlds.expectation import OTHER_TEAM
from tests.worlds.places import ABOUT_KEYS, ORIGIN, MayExplain, Places, pair
from tests.worlds.usual_places import LOCAL, PREVIEW, PRODUCTION, REVOKED, WELL
from tests.worlds.world import KEY, OTHER_KEY, REVOKED_KEY, on_laptop, on_vercel

SEED = parts.FREE_WITH_BYOK
PAID = parts.PAID
PAID_LATER = replace(PAID, id=SEED.id)
BY_TOKEN = on_vercel(None, Token(PAID))
DIFFERENT_KEYS = ("different-key-same-length", "env-changed-not-redeployed", "key-of-other-team", "credential-differs")
NOT_OF_KEYS = ABOUT_KEYS | OTHER_TEAM
SALT = {"GATEWAY_PROBE_FINGERPRINT_SALT": "salt-of-these-tests"}

WORLDS: tuple[Places, ...] = (
    pair(
        "a newline behind the key in one place, which is taken off",
        (PRODUCTION.having({"AI_GATEWAY_API_KEY": f"{KEY}\n"}), WELL),
        (PREVIEW, WELL),
        MayExplain("same", not_said=ORIGIN | NOT_OF_KEYS),
    ),
    pair(
        "the key of another team in production, by key alone",
        (on_vercel(OTHER_KEY), Gateway((Key(OTHER_KEY, SEED),))),
        (LOCAL, WELL),
        MayExplain(explains=(DIFFERENT_KEYS,), not_said=ORIGIN),
    ),
    pair(
        "quotes around the same key in production",
        (PRODUCTION.having({"AI_GATEWAY_API_KEY": f'"{KEY}"'}), WELL),
        (PREVIEW, WELL),
        MayExplain(explains=(("key-quoted-or-prefixed",),), not_said=ORIGIN | OTHER_TEAM),
    ),
    pair(
        "a placeholder on the laptop",
        (PRODUCTION, WELL),
        (on_laptop("[SENSITIVE]"), WELL),
        MayExplain(explains=(("key-redacted-placeholder",),), not_said=ORIGIN | OTHER_TEAM),
    ),
    pair(
        "a key that was renewed, and one deployment that still has the old one",
        (on_vercel(REVOKED_KEY), REVOKED),
        (PREVIEW, WELL),
        MayExplain(
            explains=(("env-changed-not-redeployed", "different-key-same-length", "key-invalid-revoked-or-expired"),),
            not_said=ORIGIN | OTHER_TEAM,
        ),
    ),
    pair(
        "the key lies under another name in production",
        (on_vercel(AI_GATEWAY_TOKEN=KEY), WELL),
        (LOCAL, WELL),
        MayExplain(explains=(("env-scope-mismatch", "key-name-near-miss"),), not_said=ORIGIN | OTHER_TEAM),
    ),
    pair(
        "two projects of two teams, by OIDC alone",
        (on_vercel(None, Token(SEED)), Gateway(tokens=(Token(SEED),))),
        (
            on_vercel(None, Token(parts.OTHER_PAID, environment="preview"), environment="preview"),
            Gateway(tokens=(Token(parts.OTHER_PAID, environment="preview"),)),
        ),
        MayExplain(
            explains=(("byok-needs-paid-tier", "key-of-other-team", "credential-differs", "team-differs"),),
            not_said=ORIGIN | {"different-key-same-length"},
        ),
    ),
    pair(
        "a key of a free team in production, the token of a paid one in preview",
        (PRODUCTION, parts.by_key_alone(SEED)),
        (
            on_vercel(None, Token(parts.OTHER_PAID, environment="preview"), environment="preview"),
            Gateway(tokens=(Token(parts.OTHER_PAID, environment="preview"),)),
        ),
        MayExplain(
            explains=(("credential-differs", "key-of-other-team", "env-scope-mismatch"),),
            not_said=ORIGIN | {"different-key-same-length"},
        ),
    ),
    pair(
        "the budget is used up where the token pays",
        (BY_TOKEN, Gateway(tokens=(Token(replace(PAID, budget_left=False)),))),
        (PREVIEW, WELL),
        MayExplain(explains=(("budget-reached", "credential-differs"),), not_said=ORIGIN),
    ),
    pair(
        "one salt in both places, and two keys",
        (on_vercel(OTHER_KEY).having(SALT), Gateway((Key(OTHER_KEY, SEED),))),
        (PREVIEW.having(SALT), WELL),
        MayExplain(explains=(DIFFERENT_KEYS,), not_said=ORIGIN),
    ),
    pair(
        "two salts, and one key",
        (PRODUCTION.having(SALT), parts.by_key_alone(SEED)),
        (PREVIEW.having({"GATEWAY_PROBE_FINGERPRINT_SALT": "another-salt-of-tests"}), parts.by_key_alone(PAID_LATER)),
        MayExplain(not_said=NOT_OF_KEYS),
    ),
    pair(
        "two salts, and every call served with one key",
        (PRODUCTION.having(SALT), WELL),
        (PREVIEW.having({"GATEWAY_PROBE_FINGERPRINT_SALT": "another-salt-of-tests"}), WELL),
        MayExplain("same", not_said=NOT_OF_KEYS | ORIGIN),
    ),
    pair(
        "a pulled token that has expired on the laptop",
        (BY_TOKEN, Gateway(tokens=(Token(PAID),))),
        (on_laptop(env_token=Token(PAID, environment="development", age_s=50_000, lifetime_s=43_200)), Gateway()),
        MayExplain(
            explains=(("oidc-expired-locally",),), not_said=ORIGIN | {"key-of-other-team", "different-key-same-length"}
        ),
    ),
    pair(
        "the own credential serves in one place and the gateway's in another, by two keys",
        (
            replace(on_vercel(OTHER_KEY), model="azure/gpt-5.4-mini"),
            Gateway((Key(OTHER_KEY, Team("team_FAKEelse", balance="9.10", used="0.90")),)),
        ),
        (replace(PREVIEW, model="azure/gpt-5.4-mini"), WELL),
        MayExplain("", explains=((*DIFFERENT_KEYS, "byok-credential-missing-or-disabled"),), not_said=ORIGIN),
    ),
    pair(
        "two keys of one team, and the free limit is reached by one",
        (on_vercel(KEY, Token(parts.FREE)), parts.one_team(replace(parts.FREE, free_requests=0))),
        (
            on_vercel(OTHER_KEY, Token(parts.FREE, environment="preview"), environment="preview"),
            Gateway((Key(OTHER_KEY, parts.FREE),), (Token(parts.FREE, environment="preview"),)),
        ),
        MayExplain(explains=(("free-tier-rate-limit",),), not_said=ORIGIN | OTHER_TEAM),
    ),
)
