"""Worlds that look like a known fault and are none, or are another one."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from tests.standin import Answer, Credential, Rule, Team, Token, Where, error_body, html_page
from tests.standin.deciding import unauthorized
from tests.worlds import parts
from tests.worlds.expectation import BAD, BLAMES, FACTORS, KEY_IS_BAD, MONEY, OTHER_TEAM, May
from tests.worlds.world import ASKED, KEY, TIER, World, on_laptop, on_vercel

PAYING = on_vercel(KEY, Token(parts.PAID))
SEED = on_vercel(KEY, Token(parts.FREE_WITH_BYOK))
UNTOUCHED = Team("team_FAKEfree", "free", "5.00", "0.00", card=False)
ALSO_UNTOUCHED = Team("team_FAKEnew", "free", "5.00", "0.00")


def _attempted(kind: str, status: int, words: str, credential: str = "system", provider: str = "openai") -> Answer:
    """The provider's type stands at the top, as if it were the gateway's; only the attempt tells whose word it is."""
    attempt = {
        "provider": provider,
        "credentialType": credential,
        "success": False,
        "error": words,
        "statusCode": status,
        "startTime": 1,
        "endTime": 41,
    }
    model = {"canonicalSlug": ASKED, "success": False, "providerAttemptCount": 1, "providerAttempts": [attempt]}
    routing: dict[str, Any] = {
        "originalModelId": ASKED,
        "resolvedProvider": provider,
        "fallbacksAvailable": [],
        "planningReasoning": f"Total execution order: {provider}({credential})",
        "canonicalSlug": ASKED,
        "modelAttemptCount": 1,
        "modelAttempts": [model],
        "totalProviderAttemptCount": 1,
    }
    return Answer(
        status, error_body(words, kind, None, {"routing": routing, "generationId": "gen_FAKE0000000000000000"})
    )


def _paid(name: str, may: May, *rules: Rule, place: Any = PAYING) -> World:
    return World(name, place, parts.one_team(parts.PAID, *rules), may)


def _asked(answer: Answer) -> Rule:
    return Rule(Where("generate", model=ASKED), answer)


def _of_providers() -> Iterator[World]:
    for kind, status, words, code in (
        ("authentication_error", 401, "invalid x-api-key", "key-invalid-revoked-or-expired"),
        ("access_denied", 403, "Access denied.", "team-blocked"),
        ("insufficient_funds", 402, "Insufficient balance", "byok-blocked-at-zero-balance"),
        ("quota_for_entity_exceeded", 429, "Quota exceeded", "budget-reached"),
        ("model_not_found", 404, "The model does not exist", "model-unknown-or-retired"),
        ("forbidden", 403, "Forbidden", "routing-rule-denied"),
        ("invalid_request_error", 400, "Unsupported parameter", "model-of-wrong-kind"),
        ("rate_limit_exceeded", 429, "Rate limit exceeded", "free-tier-rate-limit"),
    ):
        for credential in ("system", "byok"):
            yield _paid(
                f"a provider's {status} under the type {kind}, after an attempt by {credential}",
                May(BAD, not_claimed=KEY_IS_BAD | MONEY | FACTORS | OTHER_TEAM | {code}, not_certain=frozenset({code})),
                _asked(_attempted(kind, status, words, credential)),
            )


def _of_words() -> Iterator[World]:
    for name, answer in (
        (
            "500 with the seed's words",
            parts.refusal(500, "internal_server_error", str(parts.BYOK_REFUSAL.body["error"]["message"])),
        ),
        (
            "503 that speaks of credits",
            parts.refusal(503, "internal_server_error", "Insufficient funds. Please add credits."),
        ),
        (
            "400 that speaks of an invalid API key",
            parts.refusal(400, "invalid_request_error", "Invalid API key format in metadata."),
        ),
        ("404 that speaks of a credit card", parts.refusal(404, "not_found", "A valid credit card is required.")),
        ("409 that speaks of a blocked team", parts.refusal(409, "conflict", "Team is blocked: Forbidden.")),
    ):
        yield _paid(name, May(BAD, certain=None, not_claimed=BLAMES), _asked(answer))
    yield _paid(
        "429 in the free tier's words, by the firewall",
        May(
            BAD, certain=False, not_claimed=BLAMES, not_named=frozenset({"free-tier-rate-limit", "provider-rate-limit"})
        ),
        Rule(
            parts.GENERATE,
            Answer(429, "Free tier requests on this model are rate-limited.", {"x-vercel-mitigated": "deny"}),
        ),
    )


WORLDS: tuple[World, ...] = (
    *_of_providers(),
    *_of_words(),
    _paid(
        "credits refuse the key with 401, and its generations are served",
        May(("healthy", "degraded"), not_claimed=BLAMES, not_certain=KEY_IS_BAD),
        Rule(Where("credits", credential="key"), unauthorized()),
    ),
    World(
        "credits refuse the key with 401, and its generations are refused for what its team lacks: the key is known",
        on_vercel(KEY, Token(UNTOUCHED)),
        parts.one_team(UNTOUCHED, Rule(Where("credits", credential="key"), unauthorized())),
        May(("failing",), verdict=("no-card-on-file",), not_claimed=KEY_IS_BAD | FACTORS | OTHER_TEAM),
    ),
    _paid(
        "credits deny the key with 403, and its generations are served",
        May(("healthy", "degraded"), not_claimed=KEY_IS_BAD | FACTORS, not_certain=frozenset({"team-blocked"})),
        Rule(Where("credits", credential="key"), parts.ACCESS_DENIED),
    ),
    _paid(
        "credits are not found for anybody, and generations are served",
        May(("healthy", "degraded"), not_claimed=BLAMES),
        Rule(parts.CREDITS, parts.refusal(404, "not_found", "Not found")),
    ),
    _paid(
        "credits are refused with 402 by a gateway that asks money for look-ups, generations are served",
        May(("healthy", "degraded"), not_claimed=BLAMES),
        Rule(parts.CREDITS, parts.NO_FUNDS),
    ),
    World(
        "no card in the key's team, and the token's team shows the same untouched five dollars and is served",
        on_vercel(KEY, Token(ALSO_UNTOUCHED)),
        parts.two_teams(UNTOUCHED, ALSO_UNTOUCHED),
        May(
            ("failing",),
            names=(("no-card-on-file",),),
            not_ruled_out=frozenset({"key-of-other-team"}),
            not_claimed=KEY_IS_BAD | (FACTORS - {"refusal-depends-on-credential"}),
        ),
    ),
    World(
        "a rule of the team denies requests of this project: by its id, and only with the deployment's headers",
        PAYING,
        parts.one_team(
            parts.PAID,
            Rule(
                Where("generate", origin=True),
                Answer(403, error_body("Request denied by routing rule", "forbidden", {"ruleId": "rule_FAKE"})),
            ),
        ),
        May(("failing",), names=(("routing-rule-denied",),), not_claimed=KEY_IS_BAD | MONEY | OTHER_TEAM),
    ),
    World(
        "the tier model is refused as restricted, and the asked one is out of funds by a stale cache: 402 beside 3.80",
        on_vercel(KEY, Token(parts.FREE)),
        parts.one_team(parts.FREE, _asked(parts.NO_FUNDS)),
        May(
            BAD,
            not_certain=frozenset({"byok-blocked-at-zero-balance", "free-credit-used-up"}),
            not_claimed=KEY_IS_BAD | FACTORS | OTHER_TEAM,
        ),
    ),
    World(
        "the seed's words for a model that a paid team asks without a stored credential",
        on_vercel(KEY, Token(Team())),
        parts.one_team(Team(), _asked(parts.BYOK_REFUSAL)),
        May(
            ("failing", "inconclusive"),
            not_certain=frozenset({"byok-needs-paid-tier", "positive-balance-is-free-credit"}),
            not_claimed=KEY_IS_BAD | FACTORS | OTHER_TEAM,
        ),
    ),
    World(
        "the seed's words, and the tier model is served in a stream that breaks",
        SEED,
        parts.one_team(parts.FREE_WITH_BYOK, Rule(Where("generate", model=TIER), Answer(200, {"content": []}))),
        May(("failing",), names=(("byok-needs-paid-tier",),), certain=False, not_claimed=KEY_IS_BAD | FACTORS),
    ),
    World(
        "the free tier's word for the asked model on a team whose token is served with it",
        on_vercel(KEY, Token(parts.OTHER_PAID), model=TIER),
        parts.two_teams(parts.FREE, parts.OTHER_PAID),
        May(
            ("failing",),
            names=(("free-tier-model-restricted",), ("key-of-other-team",)),
            not_ruled_out=frozenset({"key-of-other-team"}),
            not_claimed=KEY_IS_BAD | (FACTORS - {"refusal-depends-on-credential"}),
        ),
    ),
    World(
        "a team block in the words of the gateway for one model alone",
        PAYING,
        parts.one_team(parts.PAID, _asked(parts.ACCESS_DENIED)),
        May(BAD, not_certain=frozenset({"team-blocked", "card-not-accepted"}), not_claimed=KEY_IS_BAD | FACTORS),
    ),
    World(
        "a maintenance page of the gateway's own edge on everything, 503",
        PAYING,
        parts.one_team(
            parts.PAID,
            Rule(
                parts.EVERYTHING,
                Answer(503, html_page("503: SERVICE_UNAVAILABLE"), {"x-vercel-error": "FUNCTION_THROTTLED"}),
            ),
        ),
        May(BAD, certain=None, not_claimed=BLAMES | {"provider-overloaded-or-slow", "provider-route-down-for-model"}),
    ),
    World(
        "a proxy on the way answers generations with JSON of its own, the look-ups come through",
        on_vercel(KEY, Token(parts.PAID), HTTPS_PROXY="http://proxy.example:3128"),
        parts.one_team(
            parts.PAID,
            Rule(
                parts.GENERATE,
                Answer(
                    403,
                    {"error": {"message": "Category: AI", "type": "policy"}},
                    {"server": "zscaler"},
                    by_gateway=False,
                ),
            ),
        ),
        May(BAD, names=(("proxy-or-egress-filter", "not-the-gateway"),), not_claimed=BLAMES, not_certain=BLAMES),
    ),
    World(
        "a stored credential of azure is refused, the asked id names openai, and the gateway's own serves",
        on_vercel(KEY, Token(Team(stored={"azure": Credential("no-permission")})), model="openai/gpt-5.4-mini"),
        parts.one_team(Team(stored={"azure": Credential("no-permission")})),
        May(("degraded", "healthy"), not_silent=True, not_claimed=KEY_IS_BAD | MONEY | FACTORS | OTHER_TEAM),
    ),
    World(
        "a key that the gateway knows and another team's token that it refuses, all is served by key",
        on_vercel(KEY, replace(Token(parts.OTHER_PAID), refused=True)),
        parts.by_key_alone(parts.PAID),
        May(("healthy", "degraded"), not_claimed=BLAMES - {"key-of-other-team"}),
    ),
    World(
        "a laptop's key is served, a pulled token of another team lies beside it",
        replace(on_laptop(KEY), env_token=Token(parts.FREE, environment="development", lifetime_s=43_200)),
        parts.two_teams(parts.PAID, parts.FREE),
        May(("healthy", "degraded"), not_claimed=KEY_IS_BAD | MONEY | FACTORS),
    ),
)
