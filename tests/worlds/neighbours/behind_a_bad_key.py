"""A key that is refused or hurt, and behind it a second trouble that taking the key away only uncovers."""

from collections.abc import Iterator
from dataclasses import replace

from tests.standin import Gateway, Key, Rule, Team, Token, Where
from tests.worlds import parts
from tests.worlds.expectation import May
from tests.worlds.neighbours import pieces
from tests.worlds.world import KEY, REVOKED_KEY, World, on_laptop, on_vercel

BAD_KEY = ("key-invalid-revoked-or-expired", "bad-key-shadows-oidc")
BY_TOKEN = Where("generate", "token")
SECOND: tuple[tuple[str, Team, tuple[Rule, ...], tuple[str, ...]], ...] = (
    ("is blocked", parts.BLOCKED, (), ("team-blocked",)),
    ("has nothing left", parts.NO_MONEY, (), ("byok-blocked-at-zero-balance", "free-credit-used-up")),
    ("has used its budget up", parts.SPENT, (), ("budget-reached",)),
    ("has no card", parts.NO_CARD, (), ("no-card-on-file",)),
    ("has a rule against the model", parts.DENIED, (), ("routing-rule-denied",)),
    ("allows no provider of the model", parts.NOT_ALLOWED, (), ("provider-or-model-allowlist",)),
    ("is at the free tier's limit", replace(parts.FREE, free_requests=0), (), ("free-tier-rate-limit",)),
)


def _behind_a_revoked_key() -> Iterator[World]:
    for what, team, rules, codes in SECOND:
        yield World(
            f"a revoked key hides a token whose team {what}",
            on_vercel(REVOKED_KEY, Token(team)),
            Gateway((Key(REVOKED_KEY, parts.PAID, revoked=True),), (Token(team),), rules=rules),
            May(("failing",), names=(BAD_KEY, codes), not_certain=frozenset(codes)),
        )


def _behind_quotes() -> Iterator[World]:
    for what, team, rules, codes in SECOND[:4]:
        yield World(
            f"quotes around a key whose team {what}",
            on_laptop(f'"{KEY}"'),
            parts.by_key_alone(team, *rules),
            May(("failing",), names=(("key-quoted-or-prefixed",), codes)),
        )


WORLDS = (
    *_behind_a_revoked_key(),
    *_behind_quotes(),
    World(
        "a revoked key hides a token that is served now and then",
        on_vercel(REVOKED_KEY, Token(parts.PAID)),
        Gateway(
            (Key(REVOKED_KEY, parts.PAID, revoked=True),),
            (Token(parts.PAID),),
            rules=(Rule(BY_TOKEN, parts.UNAVAILABLE, p=0.5),),
            seed=3,
        ),
        May(("failing",), names=(BAD_KEY,)),
    ),
    World(
        "a revoked key behind a proxy, and the token's team has used its budget up",
        on_vercel(REVOKED_KEY, Token(parts.SPENT)),
        Gateway((Key(REVOKED_KEY, parts.PAID, revoked=True),), (Token(parts.SPENT),), rules=(pieces.box(),)),
        May(("failing",), verdict=BAD_KEY, names=(("budget-reached",),), at_least="likely"),
    ),
    World(
        "the credits refuse the key, and no generation is answered",
        on_laptop(REVOKED_KEY),
        Gateway((Key(REVOKED_KEY, parts.PAID, revoked=True),), rules=(Rule(parts.GENERATE, parts.UNAVAILABLE),)),
        May(pieces.ANYHOW[2:], names=(("key-invalid-revoked-or-expired",),), certain=False),
    ),
    World(
        "the key is unknown for the first three requests that show it",
        on_vercel(KEY),
        parts.by_key_alone(parts.PAID, Rule(Where(("credits", "generate"), "key"), pieces.UNAUTHORIZED, last=3)),
        May(pieces.ANYHOW[1:], not_certain=frozenset(BAD_KEY)),
    ),
    World(
        "an empty key and a stale token among a deployment's variables",
        on_vercel("", env_token=Token(parts.PAID, age_s=20_000)),
        Gateway(tokens=(Token(parts.PAID, age_s=20_000),)),
        May(("failing",), names=(("key-empty", "key-absent"), ("oidc-cached-at-boot-or-build",)), never=("env pull",)),
    ),
)
