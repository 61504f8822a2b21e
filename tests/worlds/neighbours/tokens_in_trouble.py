"""Tokens of deployments: stale, of another team or project, unseen by the client, and clocks that are off."""

from dataclasses import replace

from tests.standin import Gateway, Key, Rule, Token, Where, passed_on
from tests.worlds import parts
from tests.worlds.expectation import BAD, FACTORS, KEY_IS_BAD, MONEY, NOT_HEALTHY, OIDC, OTHER_TEAM, May
from tests.worlds.neighbours import pieces
from tests.worlds.world import KEY, REVOKED_KEY, World, on_laptop, on_vercel

GOOD = Token(parts.PAID)
REFUSED = Token(parts.PAID, refused=True)
UNSEEN = ("client-does-not-see-token", "key-absent", "oidc-off-or-wrong-link")


def slow_clock(hours: float, token: Token | None, *keys: Key) -> Gateway:
    """The gateway's clock is so far ahead of the machine's."""
    return Gateway(keys, (token,) if token else (), clock_offset_s=hours * 3600)


WORLDS = (
    World(
        "a fresh token of a project whose tokens the gateway does not take",
        on_vercel(None, REFUSED),
        Gateway(tokens=(REFUSED,)),
        May(("failing",), verdict=tuple(OIDC), at_least="possible", not_named=KEY_IS_BAD),
    ),
    World(
        "a fresh token is refused, and so is the key",
        on_vercel(REVOKED_KEY, REFUSED),
        Gateway((Key(REVOKED_KEY, parts.PAID, revoked=True),), (REFUSED,)),
        May(
            ("failing",),
            names=(
                ("key-invalid-revoked-or-expired", "bad-key-shadows-oidc"),
                tuple(OIDC | {"deployment-token-refused"}),
            ),
        ),
    ),
    World(
        "the machine's clock is three hours slow, and the token is past its end for the gateway",
        on_vercel(None, GOOD),
        slow_clock(3, GOOD),
        May(("failing",), names=(("clock-skew",),)),
    ),
    World(
        "the clock is forty minutes off, and the key is served",
        on_vercel(KEY),
        slow_clock(0.7, None, Key(KEY, parts.PAID)),
        May(pieces.NOT_BAD, not_claimed=KEY_IS_BAD | MONEY),
    ),
    World(
        "the clock is hours off, and the key is revoked",
        on_laptop(REVOKED_KEY),
        slow_clock(3, None, Key(REVOKED_KEY, parts.PAID, revoked=True)),
        May(("failing",), names=(("key-invalid-revoked-or-expired",),), not_certain=frozenset({"clock-skew"})),
    ),
    World(
        "an old token in the variable, a fresh one in the header, and no key",
        on_vercel(None, GOOD, env_token=Token(parts.PAID, age_s=30_000)),
        Gateway(tokens=(GOOD,)),
        May(pieces.NOT_BAD, not_claimed=OIDC - {"oidc-cached-at-boot-or-build"}),
    ),
    *(
        World(
            f"{client} has no key, and the token is in the header, where it does not look",
            on_vercel(None, GOOD, GATEWAY_PROBE_CLIENT=client),
            Gateway(tokens=(GOOD,)),
            May(("failing", "degraded"), names=(UNSEEN,), not_claimed=frozenset({"oidc-refused"})),
        )
        for client in ("litellm", "pydantic-ai", "ai-python")
    ),
    World(
        "the token is of another project of the same team, and it is served",
        on_vercel(None, Token(parts.PAID, project="prj_FAKEother")),
        Gateway(tokens=(Token(parts.PAID, project="prj_FAKEother"),)),
        May(pieces.NOT_BAD, not_silent=True),
    ),
    World(
        "the header holds no token but a word",
        replace(on_vercel(None), headers={**on_vercel().headers, "x-vercel-oidc-token": "none"}),
        Gateway(),
        May(("failing",), verdict=("oidc-malformed", "key-absent", "oidc-off-or-wrong-link"), generations=(0, 6)),
    ),
    World(
        "the token ends between the look-ups and the generations",
        on_vercel(None, GOOD),
        Gateway(tokens=(GOOD,), rules=(Rule(Where("generate", "token"), pieces.UNAUTHORIZED),)),
        May(BAD, certain=False),
    ),
    World(
        "the token's second credits are refused, and only the streamed generation after the plain one",
        on_vercel(None, GOOD),
        Gateway(
            tokens=(GOOD,),
            rules=(
                Rule(Where("credits", "token"), pieces.UNAUTHORIZED, first=2),
                Rule(Where("generate", "token"), pieces.UNAUTHORIZED, first=2),
            ),
        ),
        May(NOT_HEALTHY, certain=False),
    ),
    World(
        "a deployment with neither key nor token, and no client named",
        on_vercel(),
        Gateway(),
        May(("failing",), verdict=("key-absent", "oidc-off-or-wrong-link"), generations=(0, 0), at_least="likely"),
    ),
    World(
        "no key on a laptop, and one under a name that nearly is it",
        on_laptop(AI_GATEWAY_KEY=KEY),
        parts.by_key_alone(parts.PAID),
        May(("failing",), verdict=("key-name-near-miss", "key-absent"), names=(("key-name-near-miss",),)),
    ),
    World(
        "a pulled token of another team than the key's, on a laptop, and the key is served",
        on_laptop(KEY, env_token=Token(parts.OTHER_PAID, environment="development")),
        Gateway((Key(KEY, parts.PAID),), (Token(parts.OTHER_PAID, environment="development"),)),
        May(pieces.NOT_BAD, not_claimed=KEY_IS_BAD | MONEY | FACTORS),
    ),
    World(
        "the declared team is not the token's, and the token is served",
        on_vercel(None, GOOD, GATEWAY_PROBE_EXPECT_TEAM="team_FAKEwished"),
        Gateway(tokens=(GOOD,)),
        May(("degraded", "failing"), found=(("expected-team-differs",),)),
    ),
    World(
        "the declared team is the token's, the key is of another, and both are served",
        on_vercel(KEY, GOOD, GATEWAY_PROBE_EXPECT_TEAM=parts.PAID.id),
        parts.two_teams(parts.OTHER_PAID, parts.PAID),
        May(("degraded", "failing"), found=(("expected-team-differs", "key-of-other-team"),)),
    ),
    World(
        "the same money in two teams: granted alike and spent differently, the key's is refused BYOK",
        on_vercel(KEY, Token(replace(parts.FREE, balance="4.90", used="0.10"))),
        parts.two_teams(parts.FREE_WITH_BYOK, replace(parts.FREE, balance="4.90", used="0.10")),
        May(("failing",), names=(("byok-needs-paid-tier",), ("key-of-other-team",)), not_certain=OTHER_TEAM),
    ),
    World(
        "one team whose money moves while it is asked: the token reads ten cents less, and the sum is the same",
        on_vercel(KEY, Token(parts.FREE_WITH_BYOK)),
        parts.one_team(
            parts.FREE_WITH_BYOK,
            Rule(Where("credits", "token"), passed_on(body={"balance": "3.70", "total_used": "1.30"})),
        ),
        May(("failing",), names=(("byok-needs-paid-tier",),), not_certain=OTHER_TEAM),
    ),
    World(
        "credits told to the key are the token's too, out of a store; the tiers differ",
        on_vercel(KEY, Token(parts.OTHER_PAID)),
        parts.two_teams(
            parts.FREE_WITH_BYOK,
            parts.OTHER_PAID,
            Rule(Where("credits", "token"), passed_on(body={"balance": "3.80", "total_used": "1.20"})),
        ),
        May(
            ("failing",),
            names=(("key-of-other-team",),),
            not_certain=frozenset({"byok-needs-paid-tier"}),
            not_ruled_out=OTHER_TEAM,
        ),
    ),
    World(
        "the token is throttled wherever it is shown, and the key is revoked",
        on_vercel(REVOKED_KEY, GOOD),
        Gateway(
            (Key(REVOKED_KEY, parts.PAID, revoked=True),), (GOOD,), rules=(Rule(Where((), "token"), parts.THROTTLED),)
        ),
        May(("failing",), verdict=("key-invalid-revoked-or-expired", "bad-key-shadows-oidc"), not_claimed=OIDC),
    ),
)
