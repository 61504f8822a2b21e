"""Worlds with two faults at once, where seeing the one must not hide the other, nor take the blame for it."""

from dataclasses import replace

from tests.standin import Answer, Credential, Gateway, Key, Rule, Team, Token, Where, html_page
from tests.worlds import parts
from tests.worlds.expectation import (
    BAD,
    BLAMES,
    FACTORS,
    KEY_IS_BAD,
    MONEY,
    NOT_HEALTHY,
    NOT_THE_GATEWAY,
    OTHER_TEAM,
    STORED_CREDENTIAL,
    May,
)
from tests.worlds.world import ASKED, CONTROL, KEY, REVOKED_KEY, TIER, World, on_laptop, on_vercel

FREE = parts.FREE_WITH_BYOK
NEAR = "openai/gpt-5.4-mimi"
FOREIGN_GENERATIONS = Answer(200, html_page("Sign in"), {"server": "nginx"}, by_gateway=False)
ANYBODY = tuple(sorted(NOT_THE_GATEWAY))
BAD_AZURE = Team("team_FAKEpaid", stored={"azure": Credential("bad-key")})


def both(name: str, team: Team, may: May, *rules: Rule, **settings: str) -> World:
    """Key and token of one team."""
    return World(name, on_vercel(KEY, Token(team)).having(settings), parts.one_team(team, *rules), may)


WORLDS = (
    both(
        "a model that does not exist, asked by a team that may not use BYOK",
        FREE,
        May(("failing",), verdict=("model-unknown-or-retired",), not_claimed=FACTORS | KEY_IS_BAD | OTHER_TEAM),
        GATEWAY_PROBE_MODEL=NEAR,
    ),
    both(
        "a model that does not exist, asked by a blocked team",
        replace(parts.PAID, blocked=True),
        May(("failing",), names=(("team-blocked",),), not_claimed=FACTORS | KEY_IS_BAD | OTHER_TEAM),
        GATEWAY_PROBE_MODEL=NEAR,
    ),
    World(
        "a model that does not exist, asked with a revoked key",
        on_vercel(REVOKED_KEY, GATEWAY_PROBE_MODEL=NEAR),
        Gateway((Key(REVOKED_KEY, parts.PAID, revoked=True),)),
        May(
            ("failing",),
            names=(("key-invalid-revoked-or-expired",), ("model-unknown-or-retired",)),
            not_claimed=MONEY | FACTORS | OTHER_TEAM,
        ),
    ),
    World(
        "a revoked key, and a portal in front of generations alone",
        on_laptop(REVOKED_KEY),
        Gateway(
            (Key(REVOKED_KEY, parts.PAID, revoked=True),), rules=(parts.always(parts.GENERATE, FOREIGN_GENERATIONS),)
        ),
        May(BAD, names=(("key-invalid-revoked-or-expired",),), not_claimed=MONEY | FACTORS | OTHER_TEAM),
    ),
    both(
        "BYOK is refused, and the list of models is a portal's page",
        FREE,
        May(("failing",), names=(("byok-needs-paid-tier",),), not_claimed=FACTORS | KEY_IS_BAD | OTHER_TEAM),
        parts.always(parts.MODELS, parts.FOREIGN_PAGE),
    ),
    both(
        "BYOK is refused, and the oracle is answered by a proxy",
        FREE,
        May(("failing",), names=(("byok-needs-paid-tier",),), not_certain=FACTORS, not_claimed=KEY_IS_BAD | OTHER_TEAM),
        parts.always(Where("generate", model=TIER), parts.SQUID),
    ),
    both(
        "BYOK is refused, and a firewall denies the control model",
        FREE,
        May(
            ("failing",),
            names=(("byok-needs-paid-tier",),),
            not_claimed=FACTORS | KEY_IS_BAD | OTHER_TEAM | {"free-tier-rate-limit"},
        ),
        parts.always(Where("generate", model=CONTROL), parts.MITIGATED),
    ),
    both(
        "the stored key is refused and falls back in silence, the stream is refused",
        BAD_AZURE,
        May(
            NOT_HEALTHY,
            names=(
                ("stream-refused", "error-inside-200-stream", "experiment-flips-while-served"),
                ("byok-failed-silent-system-fallback", *sorted(STORED_CREDENTIAL)),
            ),
            not_claimed=KEY_IS_BAD | OTHER_TEAM,
        ),
        parts.STREAM_DENIED,
    ),
    both(
        "a filter of the options matches nothing, and the team may not use BYOK",
        FREE,
        May(
            ("failing",),
            names=(("byok-needs-paid-tier", "only-filter-matches-nothing", "options-refused"),),
            not_claimed=KEY_IS_BAD | OTHER_TEAM,
        ),
        GATEWAY_PROBE_PROVIDER_OPTIONS=parts.options(only=["bedrock"]),
    ),
    both(
        "a filter of the options matches nothing, and each second answer is 503",
        parts.PAID,
        May(BAD, not_certain=MONEY, not_claimed=KEY_IS_BAD | OTHER_TEAM),
        *(Rule(parts.GENERATE, parts.UNAVAILABLE, first=turn, last=turn) for turn in range(1, 9)),
        GATEWAY_PROBE_PROVIDER_OPTIONS=parts.options(only=["bedrock"]),
    ),
    both(
        "an origin rule and an options rule, each of which refuses by itself",
        parts.PAID,
        May(BAD, certain=False, not_claimed=KEY_IS_BAD | OTHER_TEAM | {"byok-needs-paid-tier"}),
        parts.always(Where("generate", origin=True), parts.ACCESS_DENIED),
        parts.always(Where("generate", option="tags"), parts.ACCESS_DENIED),
        GATEWAY_PROBE_PROVIDER_OPTIONS=parts.options(tags=["shop"]),
    ),
    both(
        "an origin rule for the key alone, none for the token",
        parts.PAID,
        May(
            ("failing",),
            names=(("refusal-depends-on-origin", "refusal-depends-on-credential"),),
            not_certain=MONEY,
            not_claimed=KEY_IS_BAD,
        ),
        parts.always(Where("generate", "key", origin=True), parts.BYOK_REFUSAL),
    ),
    both(
        "an origin rule in the AI SDK's door alone",
        parts.PAID,
        May(
            ("failing",),
            names=(("refusal-depends-on-origin", "refusal-depends-on-protocol"),),
            not_certain=MONEY,
            not_claimed=KEY_IS_BAD | OTHER_TEAM,
        ),
        parts.always(Where("generate", protocol="ai-sdk", origin=True), parts.BYOK_REFUSAL),
    ),
    both(
        "streams are refused by origin, plain answers never",
        parts.PAID,
        May(("degraded", "failing"), not_certain=MONEY, not_claimed=KEY_IS_BAD | OTHER_TEAM),
        parts.always(Where("generate", streamed=True, origin=True), parts.BYOK_REFUSAL),
    ),
    both(
        "the plain answer is refused for the tier, the stream is throttled",
        FREE,
        May(
            ("failing",),
            names=(("byok-needs-paid-tier",),),
            not_claimed=FACTORS | KEY_IS_BAD | OTHER_TEAM | {"free-tier-rate-limit"},
        ),
        parts.always(Where("generate", streamed=True), parts.THROTTLED),
    ),
    both(
        "the plain answer is a 500, the stream is refused for the tier",
        FREE,
        May(
            ("failing", "inconclusive"),
            names=(("byok-needs-paid-tier",),),
            not_claimed=FACTORS | KEY_IS_BAD | OTHER_TEAM,
        ),
        parts.always(
            Where("generate", streamed=False, model=ASKED),
            parts.refusal(500, "internal_server_error", "Internal error"),
        ),
    ),
    World(
        "an expired token on a laptop, and a network that answers with its own pages",
        on_laptop(env_token=Token(parts.PAID, age_s=90_000, lifetime_s=43_200)),
        Gateway(rules=(parts.always(parts.EVERYTHING, parts.FOREIGN_PAGE),)),
        May(BAD, names=(ANYBODY,), not_claimed=MONEY | FACTORS | OTHER_TEAM | {"oidc-refused"}),
    ),
    World(
        "a blocked team, and a key that is also in quotes",
        on_vercel(f"'{KEY}'"),
        Gateway((Key(KEY, parts.BLOCKED),)),
        May(
            ("failing",),
            names=(("key-quoted-or-prefixed",), ("team-blocked",)),
            not_claimed=MONEY - {"team-blocked", "card-not-accepted"} | FACTORS | OTHER_TEAM,
        ),
    ),
    both(
        "the team has no card, and its firewall-like 429 hits the oracle",
        replace(parts.FREE, card=False),
        May(("failing",), verdict=("no-card-on-file",), not_claimed=FACTORS | KEY_IS_BAD | OTHER_TEAM),
        parts.always(Where("generate", model=TIER), parts.MITIGATED),
    ),
    both(
        "an allowlist and a zero balance that was topped up while it was asked",
        parts.PAID,
        May(("failing", "inconclusive"), certain=False, not_claimed=FACTORS | KEY_IS_BAD | OTHER_TEAM),
        Rule(Where("generate", model=ASKED), parts.NO_FUNDS, last=2),
        parts.always(
            Where("generate", model=ASKED),
            parts.refusal(403, "no_providers_available", "Your team has restricted access to this provider."),
        ),
    ),
    both(
        "nothing but the tier model and the credits are the gateway's",
        parts.PAID,
        May(BAD, names=(ANYBODY,), not_claimed=BLAMES),
        parts.always(Where("generate", model=(ASKED, CONTROL)), parts.SQUID),
    ),
)
