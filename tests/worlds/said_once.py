"""Worlds in which a sure word rests on one answer that some other answer of the same run takes back."""

from dataclasses import replace

from tests.standin import Answer, Gateway, Key, Rule, Team, Token, Where, error_body
from tests.worlds import parts
from tests.worlds.expectation import BAD, BLAMES, FACTORS, KEY_IS_BAD, MONEY, NOT_HEALTHY, OTHER_TEAM, May
from tests.worlds.world import ASKED, KEY, REVOKED_KEY, TIER, World, on_laptop, on_vercel

BOTH = on_vercel(KEY, Token(parts.PAID))
UNAUTHORIZED = parts.refusal(401, "authentication_error", "Authentication failed.")
RESTRICTED = Answer(
    403,
    error_body(
        "Free tier users do not have access to this model.",
        "no_providers_available",
        {"name": "RestrictedModelsError", "statusCode": 403},
    ),
)
TIER_UNPROVEN = May(
    ("failing", "inconclusive"), names=(("byok-needs-paid-tier",),), certain=False, not_claimed=KEY_IS_BAD | OTHER_TEAM
)
OTHER_SUMS = Answer(200, {"balance": "1.00", "total_used": "2.00"})


def of(name: str, may: May, *rules: Rule, team: Team = parts.PAID, **settings: str) -> World:
    """Key and token of one team, and what the rules answer in place of it."""
    return World(name, on_vercel(KEY, Token(team)).having(settings), parts.one_team(team, *rules), may)


ONE_KEY = May(BAD, certain=False, not_claimed=OTHER_TEAM | FACTORS | MONEY)

WORLDS = (
    of(
        "the credits refuse the key once, and know it the second time; generations refuse it",
        ONE_KEY,
        Rule(Where("credits", "key"), UNAUTHORIZED, last=1),
        parts.always(Where("generate", "key"), UNAUTHORIZED),
    ),
    of(
        "the credits refuse key and token, generations refuse the key alone",
        May(BAD, certain=False, not_claimed=OTHER_TEAM | MONEY),
        parts.always(Where("credits"), UNAUTHORIZED),
        parts.always(Where("generate", "key"), UNAUTHORIZED),
    ),
    of(
        "the key's sums differ from the token's at first, and are the same when read again",
        May(("healthy", "degraded"), not_claimed=OTHER_TEAM | MONEY),
        Rule(Where("credits", "key"), OTHER_SUMS, last=1),
    ),
    of(
        "the token's sums differ at first, and BYOK is refused for the tier",
        May(("failing",), names=(("byok-needs-paid-tier",),), not_certain=OTHER_TEAM, not_claimed=FACTORS | KEY_IS_BAD),
        Rule(Where("credits", "token"), OTHER_SUMS, last=1),
        team=parts.FREE_WITH_BYOK,
    ),
    of(
        "the tier's model is refused as free by a proxy's copy, BYOK by the gateway",
        TIER_UNPROVEN,
        parts.always(Where("generate", model=ASKED), parts.BYOK_REFUSAL),
        parts.always(Where("generate", model=TIER), replace(RESTRICTED, headers={"server": "nginx"}, by_gateway=False)),
    ),
    of(
        "the tier's model is refused as free inside a 200, BYOK by the gateway",
        TIER_UNPROVEN,
        parts.always(Where("generate", model=ASKED), parts.BYOK_REFUSAL),
        parts.always(Where("generate", model=TIER), replace(RESTRICTED, status=200)),
    ),
    of(
        "BYOK is refused to the key, and its team's token is served",
        May(("failing",), not_certain=MONEY, not_claimed=KEY_IS_BAD),
        parts.always(Where("generate", "key", model=ASKED), parts.BYOK_REFUSAL),
    ),
    of(
        "BYOK is refused to the key as free tier, and its team's token is served the tier's model",
        May(("failing",), not_certain=MONEY, not_claimed=KEY_IS_BAD),
        parts.always(Where("generate", "key", model=ASKED), parts.BYOK_REFUSAL),
        parts.always(Where("generate", "key", model=TIER), RESTRICTED),
    ),
    of(
        "a card is wanted of the key, and its team's token is served",
        May(("failing",), not_certain=MONEY, not_claimed=KEY_IS_BAD),
        parts.always(
            Where("generate", "key"),
            parts.refusal(403, "customer_verification_required", "A valid credit card is required."),
        ),
    ),
    of(
        "the team is blocked for the key, and its token is served",
        May(("failing", "inconclusive"), not_certain=MONEY, not_claimed=KEY_IS_BAD),
        parts.always(Where("generate", "key"), parts.ACCESS_DENIED),
    ),
    of(
        "a routing rule denies the stream, and serves the plain answer",
        May(NOT_HEALTHY, not_certain=BLAMES - FACTORS, not_claimed=KEY_IS_BAD | MONEY | OTHER_TEAM),
        parts.always(
            Where("generate", streamed=True),
            Answer(403, error_body("Request denied by routing rule", "forbidden", {"ruleId": "rule_FAKE"})),
        ),
    ),
    of(
        "no model by that name, says the plain answer; the stream is served",
        May(
            NOT_HEALTHY,
            not_certain=frozenset({"model-unknown-or-retired"}),
            not_claimed=KEY_IS_BAD | MONEY | OTHER_TEAM,
        ),
        parts.always(
            Where("generate", model=ASKED, streamed=False), parts.refusal(404, "model_not_found", "Model not found")
        ),
    ),
    of(
        "a wrong kind of model, says the plain answer; the stream is served",
        May(NOT_HEALTHY, not_certain=frozenset({"model-of-wrong-kind"}), not_claimed=KEY_IS_BAD | MONEY | OTHER_TEAM),
        parts.always(
            Where("generate", model=ASKED, streamed=False),
            Answer(
                400, error_body("Not a language model", "invalid_request_error", {"name": "ModelTypeMismatchError"})
            ),
        ),
    ),
    of(
        "401 by the key's plain answer; its stream is served",
        May(NOT_HEALTHY, not_certain=KEY_IS_BAD, not_claimed=MONEY | OTHER_TEAM | {"key-invalid-revoked-or-expired"}),
        parts.always(Where("generate", "key", streamed=False), UNAUTHORIZED),
    ),
    of(
        "a budget is used up, says the plain answer; the stream is served",
        May(NOT_HEALTHY, not_certain=MONEY, not_claimed=KEY_IS_BAD | OTHER_TEAM),
        parts.always(
            Where("generate", streamed=False), parts.refusal(402, "quota_for_entity_exceeded", "Quota limit exceeded")
        ),
    ),
    of(
        "the paid tier is wanted, says the plain answer; the stream is served",
        May(NOT_HEALTHY, not_certain=MONEY, not_claimed=KEY_IS_BAD | OTHER_TEAM),
        parts.always(Where("generate", model=ASKED, streamed=False), parts.BYOK_REFUSAL),
    ),
    of(
        "an allowlist, says the plain answer; the stream is served",
        May(NOT_HEALTHY, not_certain=frozenset({"provider-or-model-allowlist"}), not_claimed=KEY_IS_BAD | OTHER_TEAM),
        parts.always(
            Where("generate", model=ASKED, streamed=False),
            Answer(
                403,
                error_body(
                    "Your team has restricted access to this provider.",
                    "no_providers_available",
                    {"name": "RestrictedProvidersError"},
                ),
            ),
        ),
    ),
    of(
        "the free tier's model is restricted, says the plain answer; the stream is served",
        May(NOT_HEALTHY, not_certain=MONEY, not_claimed=KEY_IS_BAD | OTHER_TEAM),
        parts.always(Where("generate", model=ASKED, streamed=False), RESTRICTED),
    ),
    of(
        "a card is wanted, says the plain answer; the stream is served",
        May(NOT_HEALTHY, not_certain=MONEY, not_claimed=KEY_IS_BAD | OTHER_TEAM),
        parts.always(
            Where("generate", streamed=False),
            parts.refusal(403, "customer_verification_required", "A valid credit card is required."),
        ),
    ),
    World(
        "a revoked key whose stream a cache serves",
        on_vercel(REVOKED_KEY),
        Gateway(
            (Key(REVOKED_KEY, parts.PAID, revoked=True),),
            rules=(
                parts.always(
                    Where("generate", streamed=True),
                    Answer(
                        200,
                        (
                            {"type": "stream-start", "warnings": []},
                            {"type": "text-start", "id": "0"},
                            {"type": "text-delta", "id": "0", "delta": "pong"},
                            {"type": "text-end", "id": "0"},
                            {
                                "type": "finish",
                                "finishReason": {"unified": "stop"},
                                "usage": {"inputTokens": {"total": 9}, "outputTokens": {"total": 1}},
                            },
                            "[DONE]",
                        ),
                        {"x-cache": "HIT"},
                    ),
                ),
            ),
        ),
        May(BAD, certain=False, not_claimed=MONEY | OTHER_TEAM),
    ),
    World(
        "an expired token on a laptop that the gateway takes all the same, by a client that does not look",
        on_laptop(
            env_token=Token(parts.PAID, environment="development", age_s=40_000, lifetime_s=43_200),
            GATEWAY_PROBE_CLIENT="pydantic-ai",
        ),
        Gateway(tokens=(Token(parts.PAID, environment="development"),)),
        May(("healthy", "degraded"), not_claimed=BLAMES),
    ),
)
