"""Worlds with two faults at once: what one hides, the other must not be silent about."""

import json
from dataclasses import replace

from tests.standin import Answer, Credential, Gateway, Key, Rule, Team, Token, Where
from tests.worlds import parts
from tests.worlds.client_faults import set_up
from tests.worlds.expectation import BAD, FACTORS, KEY_IS_BAD, MONEY, NOT_HEALTHY, OIDC, OTHER_TEAM, May
from tests.worlds.world import ASKED, KEY, REVOKED_KEY, TIER, World, on_laptop, on_vercel

PAID, FREE, SEED = parts.PAID, parts.FREE, parts.FREE_WITH_BYOK
QUOTED = f'"{KEY}"'
KEY_FORM = ("key-quoted-or-prefixed",)
REVOKED = Key(REVOKED_KEY, PAID, revoked=True)
KEY_CODES = ("key-invalid-revoked-or-expired", "bad-key-shadows-oidc")


def by_token(team: Team, *keys: Key) -> Gateway:
    """The deployment's token is of this team."""
    return Gateway(keys, (Token(team),))


def _by_system(ordinary: Answer) -> Answer:
    """The same stream, told to have been served by the gateway's own credential."""
    text = json.dumps(ordinary.body).replace('"byok"', '"system"')
    return replace(ordinary, body=tuple(json.loads(text)))


WORLDS: tuple[World, ...] = (
    World(
        "a key in quotes, and its team is blocked: the bare key is refused too",
        on_vercel(QUOTED),
        parts.by_key_alone(parts.BLOCKED),
        May(
            ("failing",),
            names=(KEY_FORM, ("team-blocked",)),
            not_certain=frozenset(KEY_FORM),
            not_claimed=FACTORS | OTHER_TEAM | {"key-invalid-revoked-or-expired"},
        ),
    ),
    World(
        "the word Bearer before a key whose team has no money",
        on_vercel(f"Bearer {KEY}"),
        parts.by_key_alone(parts.NO_MONEY),
        May(
            ("failing",),
            names=(KEY_FORM, ("byok-blocked-at-zero-balance", "free-credit-used-up")),
            not_claimed=FACTORS | OTHER_TEAM | {"key-invalid-revoked-or-expired"},
        ),
    ),
    World(
        "a key in quotes beside the token of a blocked team",
        on_vercel(QUOTED, Token(parts.BLOCKED)),
        parts.two_teams(PAID, parts.BLOCKED),
        May(("failing",), names=(KEY_FORM,), not_claimed=FACTORS | {"key-invalid-revoked-or-expired"}),
    ),
    *(
        World(
            f"a revoked key beside the token of a team {name}",
            on_vercel(REVOKED_KEY, Token(team)),
            by_token(team, REVOKED),
            May(("failing",), names=(KEY_CODES, codes), not_claimed=FACTORS | OTHER_TEAM),
        )
        for name, team, codes in (
            ("without a card", parts.NO_CARD, ("no-card-on-file",)),
            ("without money", parts.NO_MONEY, ("byok-blocked-at-zero-balance", "free-credit-used-up")),
            ("whose budget is used up", parts.SPENT, ("budget-reached",)),
            ("that is blocked", parts.BLOCKED, ("team-blocked",)),
        )
    ),
    *(
        World(
            f"a key of blanks beside the token of a team {name}",
            on_vercel("   ", Token(team)),
            by_token(team),
            May(("failing",), names=(("key-empty", "bad-key-shadows-oidc"), codes), not_claimed=FACTORS | OTHER_TEAM),
        )
        for name, team, codes in (
            ("of the free tier with BYOK", SEED, ("byok-needs-paid-tier",)),
            ("that is blocked", parts.BLOCKED, ("team-blocked",)),
        )
    ),
    *(
        World(
            f"an empty key, and the token's team is {name}",
            on_vercel("", Token(team)),
            by_token(team),
            May(("failing",), names=(codes,), found=(("key-empty", *codes),), not_claimed=FACTORS | OTHER_TEAM),
        )
        for name, team, codes in (
            ("of the free tier with BYOK", SEED, ("byok-needs-paid-tier",)),
            ("blocked", parts.BLOCKED, ("team-blocked",)),
            ("without a card", parts.NO_CARD, ("no-card-on-file",)),
        )
    ),
    World(
        "a placeholder for a key beside the token of a free team with BYOK",
        on_vercel("[SENSITIVE]", Token(SEED)),
        by_token(SEED),
        May(
            ("failing",),
            names=(("key-redacted-placeholder", "bad-key-shadows-oidc"), ("byok-needs-paid-tier",)),
            not_claimed=FACTORS | OTHER_TEAM,
        ),
    ),
    World(
        "a revoked key on a laptop beside a pulled token that has expired",
        on_laptop(REVOKED_KEY, env_token=parts.EXPIRED_PULL),
        Gateway((REVOKED,), (parts.EXPIRED_PULL,)),
        May(("failing",), names=(("key-invalid-revoked-or-expired",),), not_claimed=MONEY | FACTORS | OTHER_TEAM),
    ),
    World(
        "the key lies under a near name, and the token is refused",
        on_vercel(None, replace(Token(PAID), refused=True), AI_GATEWAY_KEY=KEY),
        Gateway((Key(KEY, PAID),), (replace(Token(PAID), refused=True),)),
        May(
            ("failing",),
            names=(("key-name-near-miss", "oidc-refused", "clock-skew", "oidc-off-or-wrong-link"),),
            not_claimed=MONEY | FACTORS | KEY_IS_BAD,
        ),
    ),
    World(
        "the key's team is of the free tier, the token's budget is used up",
        on_vercel(KEY, Token(parts.SPENT)),
        parts.two_teams(SEED, parts.SPENT),
        May(("failing",), names=(("byok-needs-paid-tier",), ("key-of-other-team",)), not_claimed=KEY_IS_BAD | FACTORS),
    ),
    World(
        "no card in the key's team, and the token's team is blocked",
        on_vercel(KEY, Token(parts.BLOCKED)),
        parts.two_teams(parts.NO_CARD, parts.BLOCKED),
        May(("failing",), names=(("no-card-on-file",),), not_claimed=KEY_IS_BAD | FACTORS),
    ),
    World(
        "the deployment's headers are refused, and without them the stored credential fails before the gateway's own",
        on_vercel(KEY, Token(Team(stored={"azure": Credential("bad-key")}))),
        parts.one_team(
            Team(stored={"azure": Credential("bad-key")}),
            Rule(Where("generate", origin=True, model=ASKED), parts.BYOK_REFUSAL),
        ),
        May(
            ("failing",),
            verdict=("refusal-depends-on-origin",),
            not_claimed=KEY_IS_BAD | OTHER_TEAM | {"byok-needs-paid-tier"},
        ),
    ),
    World(
        "served by the own credential, and its stream by the gateway's",
        on_vercel(KEY, Token(PAID), GATEWAY_PROBE_EXPECT_CREDENTIAL="byok", model="azure/gpt-5.4-mini"),
        parts.one_team(PAID, Rule(Where("generate", streamed=True), lambda _request, ordinary: _by_system(ordinary))),
        May(NOT_HEALTHY, not_claimed=KEY_IS_BAD | MONEY | OTHER_TEAM),
    ),
    World(
        "the declared provider served, and not by the declared credential",
        on_vercel(
            KEY,
            Token(Team()),
            model="azure/gpt-5.4-mini",
            GATEWAY_PROBE_EXPECT_PROVIDER="azure",
            GATEWAY_PROBE_EXPECT_CREDENTIAL="byok",
        ),
        parts.one_team(Team()),
        May(
            ("degraded", "failing"),
            found=(("expected-credential-not-used", "byok-credential-missing-or-disabled"),),
            not_named=frozenset({"expected-provider-not-used"}),
            not_claimed=KEY_IS_BAD | MONEY | FACTORS,
        ),
    ),
    World(
        "another team was declared, and the key is refused as of the free tier",
        on_vercel(KEY, Token(SEED), GATEWAY_PROBE_EXPECT_TEAM="team_FAKEpaid"),
        parts.one_team(SEED),
        May(
            ("failing",),
            names=(("byok-needs-paid-tier",), ("expected-team-differs",)),
            not_claimed=KEY_IS_BAD | FACTORS,
        ),
    ),
    World(
        "made-up keys are let in, and the key is refused by generations with 401",
        on_vercel(REVOKED_KEY),
        Gateway((REVOKED,), rules=(Rule(parts.CREDITS, Answer(200, {"balance": "95.50", "total_used": "4.50"})),)),
        May(BAD, not_certain=KEY_IS_BAD, not_claimed=MONEY | FACTORS | OTHER_TEAM),
    ),
    World(
        "the clock is ten minutes off, and a fresh key is refused",
        on_vercel(REVOKED_KEY),
        Gateway((REVOKED,), clock_offset_s=600),
        May(("failing",), names=(("key-invalid-revoked-or-expired",),), not_claimed=MONEY | FACTORS),
    ),
    World(
        "an unknown filter on a team that its tier keeps from the model",
        on_vercel(KEY, Token(FREE), model=TIER, GATEWAY_PROBE_PROVIDER_OPTIONS=parts.options(only=["nobody"])),
        parts.one_team(FREE),
        May(("failing",), names=(("free-tier-model-restricted",),), not_claimed=KEY_IS_BAD | OTHER_TEAM),
    ),
    World(
        "a filter that matches nothing, and the deployment's headers are refused",
        on_vercel(KEY, Token(PAID), GATEWAY_PROBE_PROVIDER_OPTIONS=parts.options(only=["nobody"])),
        parts.one_team(PAID, parts.REFUSES_DEPLOYMENTS),
        May(
            ("failing", "inconclusive"),
            not_claimed=KEY_IS_BAD | OTHER_TEAM,
            not_certain=frozenset({"byok-needs-paid-tier"}),
        ),
    ),
    World(
        "LiteLLM with a revoked key, and an old token in the variable behind it",
        replace(set_up("litellm", REVOKED_KEY), env_token=parts.EXPIRED_PULL),
        Gateway((REVOKED,), (parts.EXPIRED_PULL,)),
        May(("failing",), names=(("key-invalid-revoked-or-expired",),), not_claimed=MONEY | FACTORS | OTHER_TEAM),
    ),
    World(
        "no key, an old token in the variable, and a fresh one in the header is of a free team",
        on_vercel(None, Token(SEED), env_token=replace(parts.EXPIRED_PULL, team=SEED)),
        by_token(SEED),
        May(
            ("failing",),
            names=(("byok-needs-paid-tier",),),
            not_claimed=KEY_IS_BAD | FACTORS | frozenset(OIDC - {"oidc-cached-at-boot-or-build"}),
        ),
    ),
    World(
        "a retired model, and a team that is blocked: the block comes first",
        on_vercel(KEY, Token(parts.BLOCKED), model="openai/gpt-9-nowhere"),
        parts.one_team(parts.BLOCKED),
        May(("failing",), names=(("team-blocked",),), not_claimed=KEY_IS_BAD | FACTORS),
    ),
    World(
        "streams alone are refused as of the free tier, plain calls are served",
        on_vercel(KEY, Token(PAID)),
        parts.one_team(PAID, Rule(Where("generate", streamed=True), parts.BYOK_REFUSAL)),
        May(
            NOT_HEALTHY,
            not_claimed=KEY_IS_BAD | OTHER_TEAM,
            not_certain=frozenset({"byok-needs-paid-tier", "positive-balance-is-free-credit"}),
        ),
    ),
)
