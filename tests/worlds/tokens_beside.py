"""Tokens that lie beside a key, in the wrong place, or are of another project; and headers that anybody could send."""

from dataclasses import replace

from tests.standin import Gateway, Key, Team, Token
from tests.worlds import parts
from tests.worlds.expectation import BLAMES, FACTORS, KEY_IS_BAD, MONEY, OIDC, OTHER_TEAM, May
from tests.worlds.world import KEY, Place, World, on_laptop, on_vercel

PAID, FREE = parts.PAID, parts.FREE
EXPIRED = Token(PAID, age_s=8000)
FRESH = Token(PAID)
SERVED = May(("healthy", "degraded"), not_claimed=BLAMES)
SEED = parts.FREE_WITH_BYOK
LAMBDA = {
    "AWS_LAMBDA_FUNCTION_NAME": "fake",
    "AWS_REGION": "eu-central-1",
    "AWS_EXECUTION_ENV": "AWS_Lambda_python3.12",
}

WORLDS: tuple[World, ...] = (
    World("an expired header token beside a good key", on_vercel(KEY, EXPIRED), parts.by_key_alone(PAID), SERVED),
    World(
        "a header token that is not valid yet beside a good key",
        on_vercel(KEY, Token(PAID, age_s=-600)),
        parts.by_key_alone(PAID),
        SERVED,
    ),
    World(
        "a header token of another project of the team, beside a good key",
        on_vercel(KEY, Token(PAID, project="prj_FAKEother")),
        Gateway((Key(KEY, PAID),), (Token(PAID, project="prj_FAKEother"),)),
        SERVED,
    ),
    World(
        "a header token of the preview in production, and no key",
        on_vercel(None, Token(PAID, environment="preview")),
        Gateway((), (Token(PAID, environment="preview"),)),
        May(("healthy", "degraded"), not_claimed=BLAMES - OIDC),
    ),
    World(
        "the word undefined for a token in the variable, a good one in the header, no key",
        on_vercel(None, FRESH, VERCEL_OIDC_TOKEN="undefined"),
        Gateway((), (FRESH,)),
        SERVED,
    ),
    World(
        "the header's token has expired, the variable's is fresh, no key: the SDK takes the header's",
        on_vercel(None, EXPIRED, env_token=FRESH),
        Gateway((), (FRESH,)),
        May(("failing", "degraded", "inconclusive"), not_claimed=KEY_IS_BAD | MONEY | FACTORS | OTHER_TEAM),
    ),
    World(
        "on Lambda anybody's token comes in a header, of another team, beside a good key",
        Place({**LAMBDA, "AI_GATEWAY_API_KEY": KEY}, {"host": "fake.example"}, Token(FREE)),
        parts.two_teams(PAID, FREE),
        SERVED,
    ),
    World(
        "on Lambda the seed's refusal by key, and anybody's token of a paid team in a header",
        Place({**LAMBDA, "AI_GATEWAY_API_KEY": KEY}, {"host": "fake.example"}, Token(parts.OTHER_PAID)),
        parts.two_teams(SEED, parts.OTHER_PAID),
        May(("failing",), names=(("byok-needs-paid-tier",),), not_claimed=KEY_IS_BAD | FACTORS | OTHER_TEAM),
    ),
    World(
        "on Lambda no key, and anybody's token in a header",
        Place(dict(LAMBDA), {"host": "fake.example"}, FRESH),
        Gateway((), (FRESH,)),
        May(("failing",), names=(("key-absent",),), not_claimed=MONEY | FACTORS | OTHER_TEAM),
    ),
    World(
        "the token's credits are written with other zeros than the key's: one team",
        on_vercel(KEY, Token(SEED)),
        Gateway((Key(KEY, SEED),), (Token(replace(SEED, balance="3.8000", used="1.2")),)),
        May(
            ("failing",), verdict=("byok-needs-paid-tier",), certain=True, not_claimed=KEY_IS_BAD | FACTORS | OTHER_TEAM
        ),
    ),
    World(
        "two teams that were granted the same sum and have used another part of it each, steadily",
        on_vercel(KEY, Token(Team("team_FAKEtwin", "paid", "60.00", "40.00", stored=parts.AZURE))),
        parts.two_teams(
            Team("team_FAKEone", "free", "95.50", "4.50", stored=parts.AZURE),
            Team("team_FAKEtwin", "paid", "60.00", "40.00", stored=parts.AZURE),
        ),
        May(
            ("failing",),
            names=(("key-of-other-team",),),
            not_ruled_out=frozenset({"key-of-other-team"}),
            not_claimed=KEY_IS_BAD | (FACTORS - {"refusal-depends-on-credential"}),
        ),
    ),
    World(
        "a key of one team, the token of another, and both are served alike",
        on_vercel(KEY, Token(parts.OTHER_PAID)),
        parts.two_teams(PAID, parts.OTHER_PAID),
        May(
            ("healthy", "degraded"),
            names=(("key-of-other-team",),),
            not_silent=True,
            not_claimed=KEY_IS_BAD | MONEY | FACTORS,
        ),
    ),
    World(
        "a laptop without anything, an empty token in the variable",
        on_laptop(VERCEL_OIDC_TOKEN=""),
        Gateway(),
        May(("failing",), names=(("key-absent",),), not_claimed=MONEY | FACTORS | OTHER_TEAM, generations=(0, 0)),
    ),
)
