"""Worlds of two faults at once that know nothing of each other: the first answer is of one, and mending it meets the other."""

from dataclasses import replace

from tests.standin import Answer, Credential, Gateway, Key, Rule, Team, Token, Where
from tests.standin.deciding import unauthorized
from tests.standin.doors import Request
from tests.worlds import parts
from tests.worlds.expectation import (
    BAD,
    BLAMES,
    FACTORS,
    KEY_IS_BAD,
    MONEY,
    NOT_HEALTHY,
    OIDC,
    OTHER_TEAM,
    STORED_CREDENTIAL,
    May,
)
from tests.worlds.world import ASKED, KEY, REVOKED_KEY, Place, World, on_laptop, on_vercel

WITH = Where("generate", origin=True)
WITHOUT = Where("generate", origin=False)
REVOKED = Key(REVOKED_KEY, parts.PAID, revoked=True)
SHADOWED = frozenset({"bad-key-shadows-oidc"})
NO_CARD = parts.refusal(403, "customer_verification_required", "AI Gateway requires a valid credit card on file.")
QUOTA = parts.refusal(402, "quota_for_entity_exceeded", 'Quota limit exceeded for "api_key_id_fake".')
DENIED = Answer(
    403, {"error": {"message": "Request denied by routing rule", "type": "forbidden", "param": {"ruleId": "rule_FAKE"}}}
)


def behind_a_bad_key(what: str, team: Team, *rules: Rule, **token: object) -> World:
    """A key that is not taken; without it the token would be asked with, and would not be served either."""
    its = Token(team, **token)  # type: ignore[arg-type]
    return World(
        f"a revoked key, and behind it {what}",
        on_vercel(REVOKED_KEY, its),
        Gateway((REVOKED,), (its,), rules=rules),
        May(("failing",), names=(tuple(KEY_IS_BAD),), not_certain=SHADOWED, not_claimed=FACTORS | OTHER_TEAM),
    )


def by_headers(name: str, first: Answer, second: Answer, sure: frozenset[str], team: Team = parts.PAID) -> World:
    """With the headers of a deployment one word, without them another: neither is served, so neither is the whole."""
    return World(
        f"with a deployment's headers {name}",
        on_vercel(KEY, Token(team)),
        parts.one_team(team, Rule(WITH, first), Rule(WITHOUT, second)),
        May(BAD, not_certain=sure | FACTORS, not_claimed=KEY_IS_BAD | OTHER_TEAM),
    )


def by_ways(name: str, plain: Answer, streamed: Answer, place: Place | None = None) -> World:
    """Plain answers are refused by one word and streams by another, each time."""
    return World(
        f"plain answers and streams: {name}",
        place or on_vercel(KEY, Token(parts.PAID)),
        parts.one_team(
            parts.PAID, Rule(Where("generate", streamed=False), plain), Rule(Where("generate", streamed=True), streamed)
        ),
        # The app asks in one of the two ways, and nobody knows in which.
        May(BAD, certain=False, not_certain=BLAMES, not_claimed=KEY_IS_BAD | OTHER_TEAM),
    )


def with_cleaned(request: Request, ordinary: Answer) -> Answer:
    """The key is not taken in whichever form it comes."""
    return unauthorized() if request.credential != "token" and request.door in {"credits", "generate"} else ordinary


WORLDS = (
    behind_a_bad_key("a team without a card", parts.NO_CARD),
    behind_a_bad_key("a team that is blocked", parts.BLOCKED),
    behind_a_bad_key("the tier", parts.FREE_WITH_BYOK),
    behind_a_bad_key(
        "a token whose generations are throttled", parts.PAID, Rule(Where("generate", "token"), parts.THROTTLED)
    ),
    behind_a_bad_key(
        "a token that is refused for generations alone", parts.PAID, Rule(Where("generate", "token"), unauthorized())
    ),
    World(
        "a revoked key, and every generation is down before anybody looks at keys",
        on_vercel(REVOKED_KEY, Token(parts.PAID)),
        Gateway((REVOKED,), (Token(parts.PAID),), rules=(parts.always(parts.GENERATE, parts.UNAVAILABLE),)),
        # What the app meets is the 503: the key would be refused behind it, which the credits tell.
        May(
            BAD,
            names=(("gateway-5xx",), tuple(KEY_IS_BAD)),
            not_certain=SHADOWED | FACTORS,
            not_claimed=MONEY | FACTORS | OTHER_TEAM,
        ),
    ),
    World(
        "a key in quotes that is revoked besides",
        on_laptop(f'"{KEY}"'),
        Gateway((Key(KEY, parts.PAID, revoked=True),)),
        May(
            ("failing",),
            names=(("key-quoted-or-prefixed", "key-invalid-revoked-or-expired"),),
            not_certain=frozenset({"key-quoted-or-prefixed"}),
            not_claimed=MONEY | FACTORS | OTHER_TEAM,
        ),
    ),
    World(
        "a key with `Bearer ` before it, and generations of its team are blocked",
        on_laptop(f"Bearer {KEY}"),
        parts.by_key_alone(parts.BLOCKED),
        May(("failing",), names=(("key-quoted-or-prefixed",),), not_claimed=FACTORS | OTHER_TEAM),
    ),
    World(
        "a key with a newline for a Python client, and its team is blocked",
        on_laptop(f"{KEY}\n", GATEWAY_PROBE_CLIENT="openai"),
        parts.by_key_alone(parts.BLOCKED),
        May(
            ("failing",),
            names=(("key-trailing-newline",), ("team-blocked",)),
            not_claimed=FACTORS | OTHER_TEAM | {"key-invalid-revoked-or-expired"},
        ),
    ),
    World(
        "a revoked key, and the machine's clock is an hour off",
        on_laptop(REVOKED_KEY),
        Gateway((REVOKED,), clock_offset_s=3600),
        May(
            ("failing",),
            names=(("key-invalid-revoked-or-expired",),),
            not_certain=OIDC,
            not_claimed=MONEY | FACTORS | OTHER_TEAM,
        ),
    ),
    by_headers("the paid tier is wanted, without them there are no funds", parts.BYOK_REFUSAL, parts.NO_FUNDS, MONEY),
    by_headers(
        "the model is unknown, without them a rule denies it",
        parts.unknown_model(ASKED),
        DENIED,
        frozenset({"model-unknown-or-retired", "routing-rule-denied"}),
    ),
    by_headers(
        "a rule denies the model, without them the budget is reached",
        DENIED,
        QUOTA,
        # The answer names the rule, which is there whatever brings it into force.
        frozenset({"budget-reached"}),
    ),
    by_headers("a card is wanted, without them the team is blocked", NO_CARD, parts.ACCESS_DENIED, MONEY),
    by_ways("a budget is reached, a card is wanted", QUOTA, NO_CARD),
    by_ways("the paid tier is wanted, the gateway is down", parts.BYOK_REFUSAL, parts.UNAVAILABLE),
    by_ways("the key is refused, there are no funds", unauthorized(), parts.NO_FUNDS),
    World(
        "the team's own credential is refused and the gateway's own is down",
        on_laptop(KEY, model="azure/gpt-5.4-mini"),
        replace(
            parts.by_key_alone(Team(stored={"azure": Credential("bad-key")})),
            system={"azure": "down", "openai": "down"},
        ),
        # To mend either is enough, so neither alone is the cause.
        May(
            BAD,
            names=(
                ("byok-azure-wrong-key-or-resource", "byok-credential-refused", "byok-failed-silent-system-fallback"),
                ("provider-route-down-for-model", "provider-overloaded-or-slow", "gateway-5xx"),
            ),
            not_claimed=KEY_IS_BAD | MONEY | OTHER_TEAM | FACTORS,
        ),
    ),
    World(
        "the key's team is blocked, and the deployment's own has no card",
        on_vercel(KEY, Token(parts.NO_CARD)),
        parts.two_teams(parts.BLOCKED, parts.NO_CARD),
        May(
            ("failing",),
            names=(("team-blocked",),),
            not_certain=frozenset({"no-card-on-file"}) | FACTORS,
            not_claimed=KEY_IS_BAD | FACTORS,
        ),
    ),
    World(
        "options ask for one provider whose stored credential is refused, without them the tier refuses",
        on_vercel(KEY, Token(parts.PAID), GATEWAY_PROBE_PROVIDER_OPTIONS=parts.options(only=["azure"])),
        parts.one_team(
            parts.PAID,
            Rule(
                Where("generate", option="only"),
                parts.tried("azure", "byok", 401, "Access denied due to invalid subscription key.", {}),
            ),
            Rule(parts.GENERATE, parts.BYOK_REFUSAL),
        ),
        May(BAD, not_certain=FACTORS | {"byok-needs-paid-tier"}, not_claimed=KEY_IS_BAD | OTHER_TEAM | FACTORS),
    ),
    World(
        "the key is throttled and the token's team is blocked",
        on_vercel(KEY, Token(parts.PAID)),
        parts.one_team(
            parts.PAID,
            Rule(Where("generate", "key"), parts.THROTTLED),
            Rule(Where("generate", "token"), parts.ACCESS_DENIED),
        ),
        May(BAD, not_certain=BLAMES, not_claimed=KEY_IS_BAD | OTHER_TEAM | FACTORS | {"team-blocked"}),
    ),
    World(
        "the asked model's provider is down, and another model of the same team is denied by a rule",
        on_vercel(KEY, Token(Team())),
        replace(
            parts.one_team(Team(), Rule(Where("generate", model=("openai/gpt-4o-mini",)), DENIED)),
            system={"openai": "down", "azure": "down"},
        ),
        May(NOT_HEALTHY, not_certain=BLAMES | {"routing-rule-denied"}, not_claimed=BLAMES - STORED_CREDENTIAL),
    ),
)
