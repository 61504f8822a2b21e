"""Worlds of the OIDC token: where it lies, how old it is, whose it is."""

from dataclasses import replace

from tests.standin import Gateway, Team, Token, Where
from tests.worlds import parts
from tests.worlds.expectation import BLAMES, FACTORS, KEY_IS_BAD, MONEY, NOT_HEALTHY, OIDC, OTHER_TEAM, May
from tests.worlds.world import KEY, Place, World, on_laptop, on_vercel

TEAM = Team()
FRESH = Token(TEAM)
OLD = Token(TEAM, age_s=50_000, lifetime_s=43_200, environment="development")
NO_TOKEN_WORKS = May(
    ("failing",), verdict=(*sorted(OIDC), "key-absent"), not_claimed=MONEY | FACTORS | KEY_IS_BAD, generations=(0, 0)
)
SERVED = May(("healthy", "degraded"), not_claimed=BLAMES)
REFUSED = May(
    ("failing",),
    verdict=("oidc-refused", "clock-skew", "oidc-off-or-wrong-link"),
    not_claimed=MONEY | FACTORS | KEY_IS_BAD,
)


def by_token(token: Token, **more: object) -> Gateway:
    """The gateway knows the token, and no key."""
    return Gateway(tokens=(token,), **more)  # type: ignore[arg-type]


WORLDS = (
    World(
        "a laptop with a pulled token that has expired",
        on_laptop(env_token=OLD),
        by_token(OLD),
        replace(NO_TOKEN_WORKS, verdict=("oidc-expired-locally",), certain=True),
    ),
    World(
        "a laptop with a pulled token that is fresh",
        on_laptop(env_token=Token(TEAM, environment="development", lifetime_s=43_200)),
        by_token(Token(TEAM, environment="development", lifetime_s=43_200)),
        May(("healthy",), certain=True, not_claimed=BLAMES),
    ),
    World("a token that is no token", on_laptop(VERCEL_OIDC_TOKEN="undefined"), by_token(FRESH), NO_TOKEN_WORKS),
    World(
        "a token of which half is missing",
        on_laptop(VERCEL_OIDC_TOKEN=FRESH.jwt()[:90]),
        by_token(FRESH),
        NO_TOKEN_WORKS,
    ),
    World(
        "the gateway refuses the deployment's token",
        on_vercel(None, replace(FRESH, refused=True)),
        by_token(replace(FRESH, refused=True)),
        REFUSED,
    ),
    World(
        "the token is not valid for five minutes yet",
        on_vercel(None, Token(TEAM, age_s=-300)),
        by_token(Token(TEAM, age_s=-300)),
        replace(REFUSED, verdict=(*REFUSED.verdict, "key-absent", "oidc-malformed")),
    ),
    World(
        "the token is of another project of the same team, and served",
        on_vercel(None, Token(TEAM, project="prj_FAKEelse")),
        by_token(Token(TEAM, project="prj_FAKEelse")),
        May(("healthy", "degraded"), names=(("oidc-off-or-wrong-link",),), not_claimed=BLAMES),
    ),
    World(
        "a pulled token that has a minute left",
        on_laptop(env_token=Token(TEAM, environment="development", age_s=43_140, lifetime_s=43_200)),
        by_token(Token(TEAM, environment="development", age_s=43_140, lifetime_s=43_200)),
        May(("healthy", "degraded"), names=(("oidc-about-to-expire",),), not_claimed=BLAMES),
    ),
    World(
        "an old token in the environment, a fresh one in the header",
        on_vercel(None, FRESH, env_token=Token(TEAM, age_s=9000)),
        by_token(FRESH),
        May(("healthy", "degraded"), names=(("oidc-cached-at-boot-or-build",),), not_claimed=BLAMES),
    ),
    World(
        "an expired token in the header beside a key that is served",
        on_vercel(KEY, Token(TEAM, age_s=9000)),
        parts.one_team(TEAM),
        SERVED,
    ),
    World(
        "a token that is nonsense beside a key that is served",
        on_laptop(KEY, VERCEL_OIDC_TOKEN="eyJ.nonsense"),
        parts.by_key_alone(TEAM),
        SERVED,
    ),
    World(
        "a stranger's token in a header, outside Vercel",
        Place({}, {"host": "app.example"}, FRESH),
        by_token(FRESH),
        replace(NO_TOKEN_WORKS, verdict=("key-absent", *sorted(OIDC))),
    ),
    World(
        "the clock of the place is five minutes behind",
        on_vercel(KEY, FRESH),
        parts.one_team(TEAM, clock_offset_s=300),
        May(("healthy", "degraded"), names=(("clock-skew",),), not_claimed=BLAMES),
    ),
    World(
        "the clock of the place is five minutes ahead",
        on_vercel(None, FRESH),
        by_token(FRESH, clock_offset_s=-300),
        May(("healthy", "degraded"), names=(("clock-skew",),), not_claimed=BLAMES),
    ),
    World(
        "OIDC alone, and the headers of a deployment are refused",
        on_vercel(None, Token(parts.PAID)),
        by_token(Token(parts.PAID), rules=(parts.always(Where("generate", origin=True), parts.BYOK_REFUSAL),)),
        May(
            ("failing",),
            verdict=("refusal-depends-on-origin",),
            certain=True,
            not_claimed=KEY_IS_BAD | MONEY | OTHER_TEAM,
        ),
    ),
    World(
        "OIDC alone, and generations say 401 where credits are read",
        on_vercel(None, FRESH),
        by_token(FRESH, rules=(parts.always(Where("generate"), parts.refusal(401, "authentication_error")),)),
        May(NOT_HEALTHY[1:], not_certain=OIDC, not_claimed=MONEY | FACTORS | KEY_IS_BAD),
    ),
    World(
        "no token because OIDC is off, and the app relies on it: an empty variable",
        on_vercel(VERCEL_OIDC_TOKEN=""),
        Gateway(),
        replace(NO_TOKEN_WORKS, not_certain=frozenset({"oidc-malformed"})),
    ),
    World(
        "OIDC alone, the token throttled on credits, served on generations",
        on_vercel(None, FRESH),
        by_token(FRESH, rules=(parts.always(Where("credits", "token"), parts.THROTTLED),)),
        SERVED,
    ),
)
