"""Keys and tokens that lie in each other's places, or of which the one in use is not the one that is good."""

from dataclasses import replace
from typing import Any

from tests.standin import Gateway, Key, Team, Token, Where
from tests.worlds import parts
from tests.worlds.expectation import BAD, BLAMES, FACTORS, KEY_IS_BAD, MONEY, NOT_HEALTHY, OIDC, OTHER_TEAM, May
from tests.worlds.odd_tokens import OddToken
from tests.worlds.world import KEY, OTHER_KEY, REVOKED_KEY, Place, World, on_laptop, on_vercel

PAID = parts.PAID
EXPIRED = Token(PAID, age_s=8000)
FRESH = Token(PAID)
PULLED = Token(PAID, environment="development", lifetime_s=43_200)
REVOKED = Key(REVOKED_KEY, PAID, revoked=True)
OPENAI_KEY = "sk-proj-FAKE" + "a" * 52
INVALID = ("key-invalid-revoked-or-expired", "bad-key-shadows-oidc")
WELL = ("healthy", "degraded")
SERVED = May(WELL, not_claimed=BLAMES)
NOTHING_ELSE = MONEY | FACTORS | OTHER_TEAM
OIDC_CODES = tuple(sorted(OIDC))
UNKNOWN = parts.refusal(401, "authentication_error", "Authentication failed.")


def odd(may: May, name: str, *, accepted: bool = True, key: str | None = None, **claims: Any) -> World:
    """A deployment whose header's token has these claims in place of the ordinary ones."""
    token = OddToken(PAID, claims=tuple(claims.items()))
    known = replace(token, refused=not accepted)
    keys = () if key is None else (Key(key, PAID),)
    return World(name, on_vercel(key, token), Gateway(keys, (known,)), may)


WORLDS: tuple[World, ...] = (
    World(
        "a revoked key beside a header token that has expired",
        on_vercel(REVOKED_KEY, EXPIRED),
        Gateway((REVOKED,), (EXPIRED,)),
        May(
            ("failing",),
            verdict=INVALID,
            names=(OIDC_CODES,),
            not_certain=frozenset({"bad-key-shadows-oidc"}),
            not_claimed=NOTHING_ELSE,
        ),
    ),
    World(
        "no key, and the header's token has expired: nobody renews it in a deployment",
        on_vercel(None, EXPIRED),
        Gateway((), (EXPIRED,)),
        May(
            ("failing",),
            OIDC_CODES,
            not_claimed=NOTHING_ELSE | KEY_IS_BAD,
            never=("env pull", "vercel dev"),
            generations=(0, 0),
        ),
    ),
    World(
        "a revoked key, and an expired token among a deployment's variables behind it",
        on_vercel(REVOKED_KEY, env_token=EXPIRED),
        Gateway((REVOKED,), (EXPIRED,)),
        May(("failing",), INVALID[:1], names=(OIDC_CODES,), not_claimed=NOTHING_ELSE, never=("env pull",)),
    ),
    World(
        "a revoked key beside an expired token among the variables, and a fresh one in the header",
        on_vercel(REVOKED_KEY, FRESH, env_token=EXPIRED),
        Gateway((REVOKED,), (FRESH,)),
        May(("failing",), verdict=INVALID, names=(("bad-key-shadows-oidc",),), not_claimed=NOTHING_ELSE),
    ),
    World(
        "a revoked key on a laptop beside a pulled token that serves",
        on_laptop(REVOKED_KEY, env_token=PULLED),
        Gateway((REVOKED,), (PULLED,)),
        May(("failing",), verdict=INVALID, names=(("bad-key-shadows-oidc",),), not_claimed=NOTHING_ELSE),
    ),
    World(
        "the gateway's key and OpenAI's have changed places",
        on_vercel(OPENAI_KEY, OPENAI_API_KEY=KEY),
        parts.by_key_alone(PAID),
        May(("failing",), verdict=("key-is-provider-key",), not_claimed=NOTHING_ELSE),
    ),
    World(
        "OpenAI's key in the gateway's place, the gateway's under Vercel's long name, and a token that serves",
        on_vercel(OPENAI_KEY, FRESH, VERCEL_AI_GATEWAY_API_KEY=KEY),
        Gateway((Key(KEY, PAID),), (FRESH,)),
        May(("failing",), names=(("key-is-provider-key",), ("bad-key-shadows-oidc",)), not_claimed=NOTHING_ELSE),
    ),
    World(
        "an access token of Vercel's beside a token that serves",
        on_vercel("vca_FAKE" + "x" * 48, FRESH),
        Gateway((), (FRESH,)),
        May(
            ("failing",),
            names=(("key-is-account-token-or-jwt",), ("bad-key-shadows-oidc",)),
            not_claimed=NOTHING_ELSE | {"key-is-provider-key"},
        ),
    ),
    World(
        "yesterday's pulled token in the key's place",
        on_laptop(Token(PAID, environment="development", age_s=90_000, lifetime_s=43_200).jwt()),
        Gateway((), (replace(PULLED, age_s=90_000),)),
        May(
            ("failing",),
            names=(("key-is-account-token-or-jwt", "oidc-expired-locally"),),
            not_claimed=NOTHING_ELSE | {"key-is-provider-key"},
        ),
    ),
    World(
        "a good key, and an expired token among a deployment's variables without a header",
        on_vercel(KEY, env_token=EXPIRED),
        parts.by_key_alone(PAID),
        SERVED,
    ),
    World(
        "no key, a token of one team in the header and another's among the variables",
        on_vercel(None, FRESH, env_token=Token(parts.OTHER_PAID, project="prj_FAKEold")),
        Gateway((), (FRESH, Token(parts.OTHER_PAID, project="prj_FAKEold"))),
        SERVED,
    ),
    World(
        "a sandbox: no platform's variables, no header, a fresh token",
        Place({}, {}, None, Token(PAID, environment="preview")),
        Gateway((), (Token(PAID, environment="preview"),)),
        SERVED,
    ),
    World(
        "a preview of somebody's fork: no secrets, no token",
        on_vercel(environment="preview", VERCEL_GIT_PULL_REQUEST_ID="7"),
        Gateway(),
        May(("failing",), ("key-absent", "oidc-off-or-wrong-link"), not_claimed=NOTHING_ELSE, generations=(0, 0)),
    ),
    World(
        "a token of development comes in production's header, and is served",
        on_vercel(None, PULLED),
        Gateway((), (PULLED,)),
        May(WELL, not_claimed=BLAMES),
    ),
    World(
        "a token of development comes in production's header, and the gateway refuses it",
        on_vercel(None, PULLED),
        Gateway((), (replace(PULLED, refused=True),)),
        May(("failing",), names=(OIDC_CODES,), not_claimed=NOTHING_ELSE | KEY_IS_BAD),
    ),
    odd(
        May(("failing",), names=(OIDC_CODES,), not_claimed=NOTHING_ELSE | KEY_IS_BAD),
        "a token for another audience, which the gateway refuses",
        accepted=False,
        aud="sts.amazonaws.com",
    ),
    odd(SERVED, "a token for another audience, which the gateway takes", aud="sts.amazonaws.com"),
    odd(SERVED, "a token of the issuer that all teams share", iss="https://oidc.vercel.com"),
    odd(SERVED, "a token with a list of audiences", aud=["https://vercel.com/fakepaid", "fake"]),
    odd(
        May(("failing", "inconclusive"), names=(OIDC_CODES,), not_claimed=NOTHING_ELSE | KEY_IS_BAD),
        "a token of a stranger's issuer, which the gateway refuses",
        accepted=False,
        iss="https://token.actions.githubusercontent.com",
    ),
    odd(SERVED, "a token that says no owner, beside a good key", key=KEY, owner_id=None),
    odd(SERVED, "a token whose times are texts, beside a good key", key=KEY, exp="soon", iat="now", nbf="now"),
    odd(SERVED, "a token without an end, beside a good key", key=KEY, exp=None),
    odd(SERVED, "a token whose end has a fraction", exp=4_102_444_800.5),
    odd(SERVED, "a token whose claims hold numbers for names, beside a good key", key=KEY, owner=7, project_id=8),
    World(
        "a revoked key, and the variables hold the same one under two more names",
        on_vercel(REVOKED_KEY, OPENAI_API_KEY=REVOKED_KEY, VERCEL_AI_GATEWAY_API_KEY=REVOKED_KEY),
        Gateway((REVOKED,)),
        May(("failing",), INVALID[:1], not_claimed=NOTHING_ELSE | {"key-is-provider-key"}),
    ),
    World(
        "a good key, and Anthropic's variable holds a revoked one",
        on_laptop(KEY, ANTHROPIC_AUTH_TOKEN=REVOKED_KEY, GATEWAY_PROBE_CLIENT="ai-sdk-7"),
        Gateway((Key(KEY, PAID), REVOKED)),
        May(WELL, not_claimed=BLAMES),
    ),
    World(
        "a key that may not read the credits and is served, beside a token that may do both",
        on_vercel(KEY, FRESH),
        parts.one_team(PAID, parts.always(Where("credits", "key"), parts.refusal(403, "forbidden", "Forbidden."))),
        May(WELL, not_certain=OTHER_TEAM, not_claimed=MONEY | FACTORS | KEY_IS_BAD),
    ),
    World(
        "a key whose generations say 401 and whose credits are read, beside a token that serves",
        on_vercel(KEY, FRESH),
        parts.one_team(PAID, parts.always(Where("generate", "key"), UNKNOWN)),
        May(BAD, not_certain=frozenset({"key-invalid-revoked-or-expired"}), not_claimed=MONEY | OTHER_TEAM),
    ),
    World(
        "a key whose generations say 401 with the headers of a deployment alone",
        on_vercel(KEY, FRESH),
        parts.one_team(PAID, parts.always(Where("generate", "key", origin=True), UNKNOWN)),
        May(
            NOT_HEALTHY, names=(("refusal-depends-on-origin",),), not_certain=KEY_IS_BAD, not_claimed=MONEY | OTHER_TEAM
        ),
    ),
    World(
        "two good keys of two teams, the one in use without money",
        on_laptop(OTHER_KEY, OPENAI_API_KEY=KEY, GATEWAY_PROBE_CLIENT="ai-sdk-7"),
        Gateway((Key(KEY, PAID), Key(OTHER_KEY, Team("team_FAKEpoor", balance="0", used="5")))),
        May(
            ("failing",),
            names=(("byok-blocked-at-zero-balance", "free-credit-used-up"),),
            not_claimed=KEY_IS_BAD | FACTORS,
        ),
    ),
    World(
        "a token alone that the gateway takes for credits and refuses for generations as unknown",
        on_vercel(None, FRESH),
        Gateway((), (FRESH,), rules=(parts.always(Where("generate", "token"), UNKNOWN),)),
        May(BAD, not_claimed=MONEY | FACTORS | KEY_IS_BAD | OTHER_TEAM),
    ),
)
