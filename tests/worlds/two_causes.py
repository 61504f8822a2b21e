"""Worlds with two causes that have nothing to do with each other: what one hides, a run can see all the same."""

from collections.abc import Iterator
from dataclasses import replace

from tests.standin import Credential, Gateway, Key, Rule, Team, Token
from tests.worlds import parts
from tests.worlds.client_faults import GATEWAY, set_up
from tests.worlds.expectation import FACTORS, KEY_IS_BAD, MONEY, OTHER_TEAM, STORED_CREDENTIAL, May
from tests.worlds.world import ASKED, KEY, REVOKED_KEY, TIER, Place, World, on_laptop, on_vercel

HIDES = ("bad-key-shadows-oidc", "key-invalid-revoked-or-expired")
CREDENTIAL = tuple(sorted(STORED_CREDENTIAL))
FORM = ("key-quoted-or-prefixed",)
PATH = ("base-url-wrong-path",)
PROVIDER = ("provider-route-down-for-model", "provider-overloaded-or-slow", "provider-refuses", "gateway-5xx")
ALLOWLIST = ("provider-or-model-allowlist",)
NEAR = "openai/gpt-5.4-mimi"
FILTERED = Team("team_FAKEfilter", filter_name="HipaaComplianceError")
SLOWED = replace(parts.FREE, free_requests=0)
NO_FACTOR = FACTORS | OTHER_TEAM


def both(first: tuple[str, ...], second: tuple[str, ...], not_claimed: frozenset[str] = NO_FACTOR) -> May:
    """Failing, and neither is passed over."""
    return May(("failing",), names=(first, second), not_claimed=not_claimed)


def _revoked(team: Team, model: str | None = None, **system: str) -> tuple[Place, Gateway]:
    gateway = Gateway((Key(REVOKED_KEY, team, revoked=True),), (Token(team),), system=system)
    return on_vercel(REVOKED_KEY, Token(team), model=model), gateway


def _behind_a_revoked_key() -> Iterator[World]:
    """The token is the same team's: what it is told, the key's successor will be told."""
    stored = Team(stored={"openai": Credential("bad-key"), "azure": Credential("bad-key")})
    for name, (place, gateway), codes in (
        ("an allowlist that leaves no provider", _revoked(parts.NOT_ALLOWED), ALLOWLIST),
        ("a routing rule that denies the model", _revoked(parts.DENIED), ("routing-rule-denied",)),
        ("a setting that leaves no provider", _revoked(FILTERED), ("team-filter-leaves-no-provider",)),
        ("a free tier without the model", _revoked(parts.FREE, TIER), ("free-tier-model-restricted",)),
        ("a free tier at its limit", _revoked(SLOWED), ("free-tier-rate-limit",)),
        ("a model that never was", _revoked(parts.PAID, NEAR), ("model-unknown-or-retired",)),
        ("stored credentials that are refused", _revoked(stored, **parts.NO_ROUTE), CREDENTIAL),
        ("providers that are down", _revoked(Team(), openai="down", azure="down"), PROVIDER),
        (
            "providers that limit the rate",
            _revoked(Team(), openai="rate-limit", azure="rate-limit"),
            ("provider-rate-limit",),
        ),
    ):
        yield World(f"a revoked key before a token, and {name}", place, gateway, both(HIDES, codes))


def _behind_quotes() -> Iterator[World]:
    """The app's request is asked once by the bare key: what it is refused is named beside the quotes."""
    for name, team, model, code in (
        ("an allowlist that leaves no provider", parts.NOT_ALLOWED, None, "provider-or-model-allowlist"),
        ("a free tier without the model", parts.FREE, TIER, "free-tier-model-restricted"),
        ("a routing rule that denies the model", parts.DENIED, None, "routing-rule-denied"),
    ):
        yield World(
            f"a laptop's key in quotes, and {name}",
            on_laptop(f"'{KEY}'", model=model),
            parts.by_key_alone(team),
            May(("failing",), names=(FORM, (code,)), not_claimed=NO_FACTOR | {"key-invalid-revoked-or-expired"}),
        )


def _of_a_client_and_a_team() -> Iterator[World]:
    for name, team, model, codes in (
        ("an allowlist leaves no provider", parts.NOT_ALLOWED, None, ALLOWLIST),
        ("a routing rule denies the model", parts.DENIED, None, ("routing-rule-denied",)),
        ("there is no card", parts.NO_CARD, None, ("no-card-on-file",)),
        ("the free tier has not the model", parts.FREE, TIER, ("free-tier-model-restricted",)),
    ):
        yield World(
            f"Responses at the AI SDK's path, and {name}",
            replace(set_up("openai-responses", KEY, OPENAI_BASE_URL=f"{GATEWAY}/v4/ai"), model=model),
            parts.by_key_alone(team),
            both(PATH, codes, NO_FACTOR | KEY_IS_BAD),
        )
        yield World(
            f"@ai-sdk/anthropic without /v1 in its base URL, and {name}",
            replace(set_up("ai-sdk-anthropic", KEY, ANTHROPIC_BASE_URL=GATEWAY), model=model),
            parts.by_key_alone(team),
            both(PATH, codes, NO_FACTOR | KEY_IS_BAD),
        )


def _of_settings() -> Iterator[World]:
    """No report has seen the name of such a setting: that it is one can only be left open."""
    open_ = May(("failing", "inconclusive"), names=(("team-filter-leaves-no-provider",),), not_claimed=KEY_IS_BAD)
    pointed = replace(open_, names=(*open_.names, PATH))
    yield World(
        "Responses at the AI SDK's path, and a setting leaves no provider",
        set_up("openai-responses", KEY, OPENAI_BASE_URL=f"{GATEWAY}/v4/ai"),
        parts.by_key_alone(FILTERED),
        pointed,
    )
    yield World(
        "@ai-sdk/anthropic without /v1 in its base URL, and a setting leaves no provider",
        set_up("ai-sdk-anthropic", KEY, ANTHROPIC_BASE_URL=GATEWAY),
        parts.by_key_alone(FILTERED),
        pointed,
    )
    yield World(
        "two teams that both refuse: the key's has a filter, the token's has spent its budget",
        on_vercel(KEY, Token(parts.SPENT)),
        parts.two_teams(FILTERED, parts.SPENT),
        open_,
    )


def _of_two_teams() -> Iterator[World]:
    for name, of_key, of_token, codes in (
        ("the key's has an allowlist, the token's no card", parts.NOT_ALLOWED, parts.NO_CARD, ALLOWLIST),
        ("the key's has spent its budget, the token's has a rule", parts.SPENT, parts.DENIED, ("budget-reached",)),
        (
            "the key's has no money, the token's is blocked",
            parts.NO_MONEY,
            parts.BLOCKED,
            ("byok-blocked-at-zero-balance",),
        ),
        ("the key's is blocked, the token's has no money", parts.BLOCKED, parts.NO_MONEY, ("team-blocked",)),
    ):
        yield World(
            f"two teams that both refuse: {name}",
            on_vercel(KEY, Token(of_token)),
            parts.two_teams(of_key, of_token),
            May(("failing",), names=(codes,), not_claimed=KEY_IS_BAD | FACTORS),
        )


def _of_the_way() -> Iterator[World]:
    expired = Token(parts.NO_CARD, age_s=9_000)
    yield World(
        "a deployment's variable holds an old token, and the key's team has no card",
        on_vercel(KEY, env_token=expired),
        Gateway((Key(KEY, parts.NO_CARD),), (expired,)),
        May(
            ("failing",),
            verdict=("no-card-on-file",),
            not_claimed=KEY_IS_BAD | FACTORS | OTHER_TEAM,
            never=("vercel env pull",),
        ),
    )
    yield World(
        "a near name in Production, and its team may not use BYOK, as its token says",
        on_vercel(None, Token(parts.FREE_WITH_BYOK), AI_GATEWAY_KEY=KEY),
        parts.one_team(parts.FREE_WITH_BYOK),
        both(("key-name-near-miss",), ("byok-needs-paid-tier",), KEY_IS_BAD | FACTORS | OTHER_TEAM),
    )
    yield World(
        "no money, and the one provider asked for is down",
        on_vercel(KEY, GATEWAY_PROBE_PROVIDER_OPTIONS=parts.options(only=["azure"])),
        parts.by_key_alone(parts.NO_MONEY, system={"azure": "down"}),
        May(
            ("failing",),
            names=(("byok-blocked-at-zero-balance", "free-credit-used-up"),),
            not_claimed=KEY_IS_BAD | FACTORS | OTHER_TEAM | {"provider-route-down-for-model"},
        ),
    )
    yield World(
        "the asked model's providers are down, and its stored credential is refused before them",
        on_vercel(KEY, Token(Team(stored={"azure": Credential("bad-key")}))),
        parts.one_team(
            Team(stored={"azure": Credential("bad-key")}), system={"openai": "overloaded", "azure": "overloaded"}
        ),
        both(CREDENTIAL, PROVIDER, NO_FACTOR | KEY_IS_BAD | MONEY),
    )
    yield World(
        "a proxy's page for streams, and a stored credential that falls back",
        on_vercel(KEY, Token(Team(stored={"azure": Credential("no-permission")})), model="azure/gpt-5.4-mini"),
        parts.one_team(
            Team(stored={"azure": Credential("no-permission")}),
            Rule(replace(parts.GENERATE, streamed=True), parts.SQUID),
        ),
        May(
            ("degraded", "failing"),
            names=(("byok-failed-silent-system-fallback", *CREDENTIAL),),
            not_claimed=KEY_IS_BAD | MONEY | OTHER_TEAM,
        ),
    )
    yield World(
        "the team that was declared is another, and this one has an allowlist",
        on_vercel(KEY, Token(parts.NOT_ALLOWED), GATEWAY_PROBE_EXPECT_TEAM="team_FAKEpaid"),
        parts.one_team(parts.NOT_ALLOWED),
        both(("expected-team-differs",), ALLOWLIST, KEY_IS_BAD | FACTORS | MONEY),
    )
    yield World(
        "the key that was declared is another, and its team has a rule against the model",
        on_vercel(KEY, Token(parts.DENIED), GATEWAY_PROBE_EXPECT_KEY="fp1:0123456789ab"),
        parts.one_team(parts.DENIED),
        both(
            ("different-key-same-length", "expected-key-absent"), ("routing-rule-denied",), KEY_IS_BAD | FACTORS | MONEY
        ),
    )
    yield World(
        "two keys of two clients: the AI SDK's team has spent its budget, LiteLLM's key serves",
        on_vercel(KEY, VERCEL_AI_GATEWAY_API_KEY=REVOKED_KEY),
        Gateway((Key(KEY, parts.SPENT), Key(REVOKED_KEY, parts.PAID))),
        May(("failing",), names=(("budget-reached",),), not_claimed=KEY_IS_BAD | FACTORS, generations=(1, 14)),
    )
    yield World(
        "the model is denied by a rule, and streams would be a portal's",
        on_vercel(KEY, Token(parts.DENIED)),
        parts.one_team(parts.DENIED, Rule(replace(parts.GENERATE, streamed=True), parts.FOREIGN_PAGE)),
        May(("failing",), names=(("routing-rule-denied",),), not_claimed=KEY_IS_BAD | MONEY | OTHER_TEAM),
    )
    yield World(
        "the app names another fallback model, which is unknown, and its team has no card",
        on_vercel(KEY, Token(parts.NO_CARD), GATEWAY_PROBE_PROVIDER_OPTIONS=parts.options(models=[NEAR, ASKED])),
        parts.one_team(parts.NO_CARD),
        May(("failing",), verdict=("no-card-on-file",), not_claimed=KEY_IS_BAD | FACTORS | OTHER_TEAM),
    )


WORLDS: tuple[World, ...] = (
    *_behind_a_revoked_key(),
    *_behind_quotes(),
    *_of_a_client_and_a_team(),
    *_of_settings(),
    *_of_two_teams(),
    *_of_the_way(),
)
