"""One form of asking is refused and another served: streams, auth headers, single headers, single options."""

from collections.abc import Iterator

from tests.standin import Answer, Rule, Token, Where, error_body
from tests.standin.deciding import unauthorized
from tests.standin.doors import Request
from tests.worlds import parts
from tests.worlds.client_faults import set_up
from tests.worlds.expectation import BAD, BLAMES, FACTORS, KEY_IS_BAD, MONEY, NOT_HEALTHY, OTHER_TEAM, May
from tests.worlds.world import KEY, Place, World, on_vercel

PAYING = on_vercel(KEY, Token(parts.PAID))
PLAIN, STREAMED = Where("generate", streamed=False), Where("generate", streamed=True)
ZDR = parts.refusal(403, "zero_data_retention_not_available", "Zero data retention is not available on this plan.")
QUOTA = parts.refusal(402, "quota_for_entity_exceeded", 'Quota limit exceeded for "entity_fake".')
NO_PROVIDER = Answer(
    403, error_body("No providers available", "no_providers_available", {"name": "DisallowPromptTrainingError"})
)
BY_X_API_KEY = "x-api-key"


def _with_options(**options: object) -> Place:
    return on_vercel(KEY, Token(parts.PAID), GATEWAY_PROBE_PROVIDER_OPTIONS=parts.options(**options))


def _but_by_bearer(request: Request, ordinary: Answer) -> Answer:
    return unauthorized() if BY_X_API_KEY in request.headers else ordinary


def _of_streams() -> Iterator[World]:
    for client in ("claude-code", "ai-python"):
        place = set_up(client, KEY, Token(parts.PAID))
        yield World(
            f"{client} streams: streams are refused each time, plain answers are served",
            place,
            parts.one_team(parts.PAID, Rule(STREAMED, parts.BYOK_REFUSAL)),
            May(("failing", "degraded"), not_claimed=KEY_IS_BAD | OTHER_TEAM | {"byok-needs-paid-tier"}),
        )
        yield World(
            f"{client} streams: plain answers are refused each time, streams are served",
            place,
            parts.one_team(parts.PAID, Rule(PLAIN, parts.BYOK_REFUSAL)),
            # The app asks for streams alone: it is served.
            May(("healthy", "degraded"), not_claimed=KEY_IS_BAD | OTHER_TEAM | {"byok-needs-paid-tier"}),
        )


def _of_headers() -> Iterator[World]:
    for name in ("ai-o11y-region", "ai-o11y-request-id", "ai-o11y-environment"):
        yield World(
            f"requests with {name} are refused with the seed's words",
            PAYING,
            parts.one_team(parts.PAID, Rule(Where("generate", header=name), parts.BYOK_REFUSAL)),
            May(
                ("failing",),
                verdict=("refusal-depends-on-origin",),
                certain=True,
                not_claimed=KEY_IS_BAD | OTHER_TEAM | {"byok-needs-paid-tier"},
            ),
        )


WORLDS: tuple[World, ...] = (
    *_of_streams(),
    *_of_headers(),
    World(
        "the gateway takes x-api-key no more, in which this client sends the key",
        set_up("ai-sdk-anthropic", KEY, Token(parts.PAID)),
        parts.one_team(parts.PAID, Rule(parts.GENERATE, _but_by_bearer)),
        May(BAD, not_claimed=MONEY | OTHER_TEAM, not_certain=KEY_IS_BAD | {"refusal-depends-on-protocol"}),
    ),
    World(
        "zero data retention is refused with a type nobody knows, without it all is served",
        _with_options(zeroDataRetention=True),
        parts.one_team(parts.PAID, Rule(Where("generate", option="zeroDataRetention"), ZDR)),
        May(("failing",), names=(("options-refused", "zdr-skips-byok"),), not_claimed=KEY_IS_BAD | MONEY | OTHER_TEAM),
    ),
    World(
        "the budget of an entity that one option names is used up",
        _with_options(quotaEntityId="fake", tags=["a"]),
        parts.one_team(parts.PAID, Rule(Where("generate", option="quotaEntityId"), QUOTA)),
        May(("failing",), names=(("budget-reached",),), not_claimed=KEY_IS_BAD | OTHER_TEAM),
    ),
    World(
        "no provider is left once training on prompts is disallowed by an option",
        _with_options(disallowPromptTraining=True),
        parts.one_team(parts.PAID, Rule(Where("generate", option="disallowPromptTraining"), NO_PROVIDER)),
        May(
            ("failing",),
            names=(("options-refused", "team-filter-leaves-no-provider"),),
            not_claimed=KEY_IS_BAD | OTHER_TEAM | {"free-tier-model-restricted", "byok-needs-paid-tier"},
        ),
    ),
    World(
        "429 that limits a key of a paid team, in the gateway's own words",
        PAYING,
        parts.one_team(
            parts.PAID,
            parts.always(
                parts.GENERATE, parts.refusal(429, "rate_limit_exceeded", "Rate limit exceeded for this API key")
            ),
        ),
        May(BAD, not_claimed=BLAMES, not_certain=frozenset({"provider-rate-limit", "free-tier-rate-limit"})),
    ),
    World(
        "the key's team is of the free tier, the token's is blocked",
        on_vercel(KEY, Token(parts.BLOCKED)),
        parts.two_teams(parts.FREE_WITH_BYOK, parts.BLOCKED),
        May(
            ("failing",),
            names=(("byok-needs-paid-tier",), ("key-of-other-team",)),
            not_claimed=KEY_IS_BAD | FACTORS,
            not_certain=frozenset({"team-blocked"}),
        ),
    ),
    World(
        "a card is asked for by one model alone, the rest is served",
        PAYING,
        parts.one_team(
            parts.PAID,
            Rule(
                Where("generate", model="openai/gpt-5.4-mini"),
                parts.refusal(
                    403, "customer_verification_required", "AI Gateway requires a valid credit card on file."
                ),
            ),
        ),
        May(("failing", "inconclusive"), certain=None, not_claimed=KEY_IS_BAD | FACTORS | OTHER_TEAM),
    ),
    World(
        "plain answers never come, streams are served",
        on_vercel(KEY, Token(parts.PAID), GATEWAY_PROBE_TIME_BUDGET="2"),
        parts.one_team(parts.PAID, Rule(PLAIN, parts.SILENCE)),
        May(NOT_HEALTHY, not_claimed=BLAMES),
    ),
)
